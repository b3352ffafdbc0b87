//! Phrases as sequences of words, found in one walk however many there are.
//!
//! Whole tokens only, in any case; white space between two words may be any white space of the block. It knows no
//! rule and no meaning: a phrase carries a number, and the number comes back where the phrase stands.

use std::collections::HashMap;

use crate::case::folded;
use crate::document::{Document, TokenKind, tokenize};
use crate::lexicon::CLITICS;

/// What white space is called inside the trie, whatever it is in the text.
const GAP: &str = " ";

/// Phrases and their numbers.
#[derive(Debug, Default)]
pub(super) struct Trie {
    words: HashMap<Box<str>, u32>,
    steps: HashMap<(u32, u32), u32>,
    /// The numbers of the phrases that end in each state; state 0 is the root.
    ends: Vec<Vec<u32>>,
}

/// A phrase met in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number of the phrase.
    pub(super) value: u32,
    /// One past its last token.
    pub(super) end: usize,
    /// The length in bytes of an ending on the last word that the phrase itself does not have.
    pub(super) clitic: usize,
}

impl Trie {
    /// Adds a phrase under a number and gives its length in tokens; the same phrase may have several numbers.
    pub(super) fn insert(&mut self, phrase: &str, value: u32) -> usize {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let lower = folded(phrase.trim());
        let mut state = 0;
        let tokens = tokenize(&lower);
        for token in &tokens {
            let text = match token.kind {
                TokenKind::Space => GAP,
                _ => &lower[token.span.range()],
            };
            let next_word = self.words.len() as u32;
            let word = *self.words.entry(text.into()).or_insert(next_word);
            let next_state = self.ends.len() as u32;
            let next = *self.steps.entry((state, word)).or_insert(next_state);
            if next == next_state {
                self.ends.push(Vec::new());
            }
            state = next;
        }
        if state != 0 {
            self.ends[state as usize].push(value);
        }
        tokens.len()
    }

    /// The number of every word of the document that any phrase has, parallel to its tokens.
    pub(super) fn read(&self, doc: &Document) -> Vec<Option<u32>> {
        let number = |idx: usize| match doc.tokens[idx].kind {
            TokenKind::Space => self.words.get(GAP).copied(),
            _ => self.number(doc.token_str(idx)),
        };
        (0..doc.tokens.len()).map(number).collect()
    }

    fn number(&self, word: &str) -> Option<u32> {
        if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return self.words.get(word).copied();
        }
        self.words.get(folded(word).as_str()).copied()
    }

    /// Every phrase that starts at token `start`, shorter ones first. `read` comes from [`Trie::read`], `end` is one
    /// past the last token that a phrase may take.
    pub(super) fn hits(
        &self,
        doc: &Document,
        read: &[Option<u32>],
        start: usize,
        end: usize,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut state = 0;
        for (idx, word) in read.iter().enumerate().take(end).skip(start) {
            if doc.tokens[idx].kind == TokenKind::Word {
                self.with_clitic(doc, state, idx, &mut hits);
            }
            let Some(&next) = word.and_then(|word| self.steps.get(&(state, word))) else { break };
            let ends = &self.ends[next as usize];
            hits.extend(ends.iter().map(|&value| Hit { value, end: idx + 1, clitic: 0 }));
            state = next;
        }
        hits
    }

    /// Phrases that end in the word at `idx` without its ending.
    fn with_clitic(&self, doc: &Document, state: u32, idx: usize, hits: &mut Vec<Hit>) {
        let text = doc.token_str(idx);
        for clitic in CLITICS {
            let Some(cut) = text.len().checked_sub(clitic.len()).filter(|&cut| cut >= 2) else {
                continue;
            };
            if !text.is_char_boundary(cut) || !text[cut..].eq_ignore_ascii_case(clitic) {
                continue;
            }
            let word = self.number(&text[..cut]);
            let Some(&next) = word.and_then(|word| self.steps.get(&(state, word))) else {
                continue;
            };
            let ends = &self.ends[next as usize];
            hits.extend(ends.iter().map(|&value| Hit {
                value,
                end: idx + 1,
                clitic: clitic.len(),
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32, usize)]) {
        let mut trie = Trie::default();
        for (value, phrase) in
            ["di mana", "kerjasama", "Jum'at", "kerjasama luar negeri"].iter().enumerate()
        {
            trie.insert(phrase, value as u32);
        }
        let doc = Document::plain(text);
        let read = trie.read(&doc);
        let mut found = Vec::new();
        for start in 0..doc.tokens.len() {
            for hit in trie.hits(&doc, &read, start, doc.tokens.len()) {
                let (from, to) = (doc.tokens[start].span, doc.tokens[hit.end - 1].span);
                found.push((doc.str(from.cover(to)), hit.value, hit.clitic));
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_words_in_any_case_over_any_white_space() {
        check("Entah DI\u{a0} mana.", &[("DI\u{a0} mana", 0, 0)]);
        check("di manapun? kerjasama-nya, berkerjasama", &[("di manapun", 0, 3)]);
        check("pada Jum'at", &[("Jum'at", 2, 0)]);
    }

    #[test]
    fn shorter_phrases_come_before_longer_ones_and_endings_are_told() {
        check(
            "Kerjasama luar negeri, kerjasamanya",
            &[("Kerjasama", 1, 0), ("Kerjasama luar negeri", 3, 0), ("kerjasamanya", 1, 3)],
        );
    }
}
