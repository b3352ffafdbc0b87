//! Whether an expression matches anywhere in a text, told by an automaton that was made beforehand: it is read where it lies
//! and ready at once, where to compile the expression takes as long as the rest of a short article.
//!
//! It is slow, though. Whoever asks about more than some pages is better off with the expression, and gets no answer.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::dfa::{Automaton, StartKind, dense, sparse};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::{Input, MatchKind};
use serde::{Deserialize, Serialize};

/// About how many bytes of text may be asked about before it would have been quicker to compile the expression.
const ENOUGH: usize = 32 << 10;

/// The most memory in bytes that an automaton may take, and the making of it.
const SIZE_LIMIT: usize = 1 << 20;

/// What looks ahead for an expression.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Scout {
    #[serde(borrow)]
    automaton: Cow<'static, [u8]>,
    #[serde(skip)]
    read: OnceLock<Option<Box<sparse::DFA<Vec<u8>>>>>,
    /// The bytes of text that were asked about.
    #[serde(skip)]
    asked: AtomicUsize,
}

impl Scout {
    /// The automaton of an expression; `None` for one whose automaton would be too large.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let options = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(StartKind::Unanchored)
            .minimize(true)
            .accelerate(false)
            .dfa_size_limit(Some(SIZE_LIMIT))
            .determinize_size_limit(Some(SIZE_LIMIT));
        let dense = dense::Builder::new()
            .configure(options)
            .thompson(thompson::Config::new().which_captures(WhichCaptures::None))
            .build(pattern)
            .ok()?;
        // The format knows the order of bytes; another machine than the usual ones compiles the expression.
        let automaton = dense.to_sparse().ok()?.to_bytes_little_endian().into();
        Some(Self { automaton, read: OnceLock::new(), asked: AtomicUsize::new(0) })
    }

    /// Whether a text holds a match; `None` when this is not the one to ask.
    pub(super) fn finds(&self, text: &str) -> Option<bool> {
        if self.asked.fetch_add(text.len(), Ordering::Relaxed) > ENOUGH {
            return None;
        }
        let read = || Some(Box::new(sparse::DFA::from_bytes(&self.automaton).ok()?.0.to_owned()));
        let automaton = self.read.get_or_init(read).as_ref()?;
        let found = automaton.try_search_fwd(&Input::new(text).earliest(true));
        found.ok().map(|found| found.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_a_match_is_told_from_one_with() {
        let scout = Scout::of(r"(?-u:\b)Rp\s?[0-9.]+,-").expect("a small automaton");
        let told = ["Uang Rp\u{a0}5.000,- itu", "Uang Rp5.000", "ARp5,-", ""]
            .map(|text| scout.finds(text));
        assert_eq!(told, [Some(true), Some(false), Some(false), Some(false)]);
    }

    #[test]
    fn long_texts_are_left_to_the_expression() {
        let scout = Scout::of("[a-z]2").expect("a small automaton");
        assert_eq!(scout.finds(&"anak ".repeat(ENOUGH)), Some(false));
        assert_eq!(scout.finds("anak2"), None);
    }
}
