//! Corrections: sets of edits, and applying them to a text.
//!
//! A fix never reaches the disk from here; writing files is the command line's business.

use std::collections::BTreeMap;

use crate::span::Span;

/// Whether a machine may apply a fix alone. `Suggested < Safe`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Safety {
    /// Likely right; a person decides.
    Suggested,
    /// Cannot change what the text says.
    Safe,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place; empty to delete.
    pub text: String,
}

/// One way to mend a finding: all of its edits together, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// In order of the text, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether a machine may apply it alone.
    pub safety: Safety,
}

impl Fix {
    /// Replaces one stretch; a person decides.
    #[must_use]
    pub fn suggest(span: Span, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { span, text: text.into() }], safety: Safety::Suggested }
    }

    /// Replaces one stretch without asking.
    #[must_use]
    pub fn safe(span: Span, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { span, text: text.into() }], safety: Safety::Safe }
    }

    /// Whether the two want something else of the same words, so that only one of them can have its way.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        self.edits.iter().any(|own| {
            let clashes = |edit: &Edit| {
                let meets = own.span.overlaps(edit.span) || own.span == edit.span;
                meets && own != edit
            };
            other.edits.iter().any(clashes)
        })
    }
}

/// Which of several fixes can be made at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The fixes to make, by their index, in the order they were given in.
    pub taken: Vec<usize>,
    /// The fixes that touch a place of one that is made: who waits, and for whom.
    pub waiting: Vec<(usize, usize)>,
}

/// Chooses the fixes that do not touch one another; of two that do, the one given first.
///
/// What waits is offered anew once the text has been checked again, if it is still wanted then. A fix without edits
/// is never taken.
#[must_use]
pub fn choose(fixes: &[&Fix]) -> Choice {
    let mut choice = Choice::default();
    // Start and end of each edit, and whose it is. Edits taken never overlap, so of those that start before an edit
    // ends the last one also ends last, and is the only one to compare with.
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, fix) in fixes.iter().enumerate().filter(|(_, fix)| !fix.edits.is_empty()) {
        let touched = fix.edits.iter().find_map(|edit| {
            let (&(_, end), &owner) = places.range(..(edit.span.end() + 1, 0)).next_back()?;
            (end >= edit.span.start()).then_some(owner)
        });
        match touched {
            Some(owner) => choice.waiting.push((at, owner)),
            None => {
                let own = fix.edits.iter().map(|Edit { span, .. }| (span.start(), span.end()));
                places.extend(own.map(|place| (place, at)));
                choice.taken.push(at);
            }
        }
    }
    choice
}

/// Applies the fixes that do not touch one another, as [`choose`] has it, and returns the text and how many they were.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let fixes: Vec<&Fix> = fixes.into_iter().collect();
    let taken = choose(&fixes).taken;
    let mut edits: Vec<&Edit> = taken.iter().flat_map(|&at| &fixes[at].edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start()]);
        out.push_str(&edit.text);
        done = edit.span.end();
    }
    out.push_str(&text[done..]);
    (out, taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixes_that_touch_wait_for_the_next_round() {
        let fixes = [
            Fix::safe(Span::new(0, 2), "X"),
            Fix::safe(Span::new(2, 3), "Y"),
            Fix::safe(Span::new(4, 5), ""),
        ];
        assert_eq!(apply("abcdef", &fixes), ("Xcdf".into(), 2));
    }

    #[test]
    fn a_fix_in_several_places_is_taken_whole_or_not_at_all() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        let both = Fix { edits: vec![edit(0, 1, "X"), edit(4, 5, "Y")], safety: Safety::Suggested };
        let between = Fix::safe(Span::new(2, 3), "Z");
        let second = Fix::safe(Span::new(5, 6), "W");
        assert_eq!(apply("abcdef", [&both, &second, &between]), ("XbZdYf".into(), 2));
        assert_eq!(apply("abcdef", [&second, &between, &both]), ("abZdeW".into(), 2));
        let choice = choose(&[&second, &between, &both]);
        assert_eq!((choice.taken, choice.waiting), (vec![0, 1], vec![(2, 0)]));
    }

    #[test]
    fn two_fixes_contradict_each_other_over_the_same_words_only() {
        let fix = |start, end, text: &str| Fix::safe(Span::new(start, end), text);
        assert!(fix(0, 3, "x").contradicts(&fix(2, 4, "x")));
        assert!(fix(0, 3, "x").contradicts(&fix(0, 3, "y")));
        assert!(!fix(0, 3, "x").contradicts(&fix(0, 3, "x")));
        assert!(!fix(0, 3, "x").contradicts(&fix(3, 4, "y")));
        assert!(fix(3, 3, "x").contradicts(&fix(3, 3, "y")));
    }
}
