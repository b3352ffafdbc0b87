//! Phrases as sequences of words, found in one walk however many there are.
//!
//! Whole tokens only, in any case; white space between two words may be any white space of the block. It knows no
//! rule and no meaning: a phrase has a number, and the number comes back where the phrase stands.

use serde::{Deserialize, Serialize};

use super::flat::{State, States, Texts};
use crate::case::folded;
use crate::document::{TokenKind, tokenize};
use crate::facts::memory::Memory;
use crate::facts::words::Words;
use crate::lexicon::CLITICS;
use crate::rule::Spelt;

/// What white space is called inside the trie, whatever it is in the text.
const GAP: &str = " ";

/// In place of a number: no word.
const NONE: u32 = u32::MAX;

/// Phrases, numbered from 0 in the order in which they came.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Trie {
    words: Texts,
    /// The states behind words, by their numbers.
    states: States,
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

/// What a token is to the trie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// The number of the word.
    word: u32,
    /// The number of the word without its ending, and the length of the ending in bytes.
    stem: u32,
    clitic: u8,
    /// Whether a phrase may start here.
    starts: bool,
}

/// A document as the trie reads it.
#[derive(Debug)]
pub(super) struct Read<'a> {
    trie: &'a Trie,
    words: &'a Words,
    /// What the spellings are, where that is known; else each is looked up where a phrase gets to it.
    spellings: Option<Vec<Reading>>,
    space: Reading,
}

impl Read<'_> {
    fn at(&self, idx: usize) -> Reading {
        let Some(number) = self.words.number(idx) else { return self.space };
        match &self.spellings {
            Some(spellings) => spellings[number],
            None => {
                let known = self.words.spellings()[number].known;
                self.trie.reading(self.words.memory(), known)
            }
        }
    }
}

impl Trie {
    /// Adds a phrase and gives its length in tokens; the same phrase may have several numbers.
    pub(super) fn insert(&mut self, phrase: &str) -> usize {
        let lower = folded(phrase.trim());
        let mut state = State::Start;
        let tokens = tokenize(&lower);
        for token in &tokens {
            let text = match token.kind {
                TokenKind::Space => GAP,
                _ => &lower[token.span.range()],
            };
            state = self.step(state, text);
        }
        self.states.end(state);
        tokens.len()
    }

    /// Adds a phrase that is one word, folded already.
    pub(super) fn insert_word(&mut self, word: &str) {
        let state = self.step(State::Start, word);
        self.states.end(state);
    }

    /// The state behind a word, made when it is new.
    fn step(&mut self, state: State, text: &str) -> State {
        let word = self.words.intern(text);
        self.states.step(state, word)
    }

    /// Reads the words of a document, for a few places.
    pub(super) fn read<'a>(&'a self, words: &'a Words) -> Read<'a> {
        self.with(words, None)
    }

    /// Reads the words of a document, for all places; `recall` holds the readings of spellings that were met before, and
    /// takes up those of new ones.
    pub(super) fn recalled<'a>(&'a self, words: &'a Words, recall: &mut Vec<Reading>) -> Read<'a> {
        let memory = words.memory();
        let new = recall.len()..memory.len();
        recall.extend(new.map(|number| self.reading(memory, number as u32)));
        let known = words.spellings().iter().map(|spelling| spelling.known as usize);
        self.with(words, Some(known.map(|number| recall[number]).collect()))
    }

    fn with<'a>(&'a self, words: &'a Words, spellings: Option<Vec<Reading>>) -> Read<'a> {
        let gap = self.words.find(GAP).unwrap_or(NONE);
        let space = Reading { word: gap, stem: NONE, clitic: 0, starts: false };
        Read { trie: self, words, spellings, space }
    }

    fn reading(&self, memory: &Memory, number: u32) -> Reading {
        let (text, folded) = (memory.text(number), memory.folded_text(number));
        let word = self.words.find(folded).unwrap_or(NONE);
        let mut reading = Reading { word, stem: NONE, clitic: 0, starts: self.starts(word) };
        if let (TokenKind::Word, Some(clitic)) = (memory.form(number).0, clitic(text)) {
            let stem = self.words.find(&folded[..folded.len() - clitic]);
            reading.stem = stem.unwrap_or(NONE);
            reading.clitic = clitic as u8;
            reading.starts |= self.starts(reading.stem);
        }
        reading
    }

    /// Whether a phrase may start with a spelling.
    pub(super) fn wants(&self, spelt: &Spelt<'_>) -> bool {
        let starts = |word: &str| self.words.find(word).is_some_and(|word| self.starts(word));
        let stem = clitic(spelt.text).filter(|_| spelt.kind == TokenKind::Word);
        starts(spelt.folded)
            || stem.is_some_and(|clitic| starts(&spelt.folded[..spelt.folded.len() - clitic]))
    }

    fn starts(&self, word: u32) -> bool {
        self.next(State::Start, word).is_some()
    }

    fn next(&self, state: State, word: u32) -> Option<State> {
        if word == NONE { None } else { self.states.next(state, word) }
    }

    /// Fills `hits` with every phrase that starts at token `start`, shorter ones first. `end` is one past the last token
    /// that a phrase may take.
    pub(super) fn hits(&self, read: &Read<'_>, start: usize, end: usize, hits: &mut Vec<Hit>) {
        hits.clear();
        if !read.at(start).starts {
            return;
        }
        let mut state = State::Start;
        for idx in start..end {
            let reading = read.at(idx);
            if let Some(ended) = self.next(state, reading.stem) {
                self.push(ended, idx + 1, reading.clitic.into(), hits);
            }
            let Some(next) = self.next(state, reading.word) else { break };
            self.push(next, idx + 1, 0, hits);
            state = next;
        }
    }

    /// The phrases that end in a state, in the order in which they were added.
    fn push(&self, state: State, end: usize, clitic: usize, hits: &mut Vec<Hit>) {
        let from = hits.len();
        hits.extend(self.states.ended(state).map(|value| Hit { value, end, clitic }));
        hits[from..].reverse();
    }
}

/// The length in bytes of the ending that a word has and that may not belong to it.
fn clitic(text: &str) -> Option<usize> {
    let ends = |clitic: &&&str| {
        let cut = text.len().checked_sub(clitic.len()).filter(|&cut| cut >= 2);
        cut.is_some_and(|cut| text.as_bytes()[cut..].eq_ignore_ascii_case(clitic.as_bytes()))
    };
    CLITICS.iter().find(ends).map(|clitic| clitic.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u32, usize)]) {
        let mut trie = Trie::default();
        for phrase in ["di mana", "kerjasama", "Jum'at", "kerjasama luar negeri"] {
            trie.insert(phrase);
        }
        let doc = Document::plain(text);
        let words = Words::read(&doc);
        let read = trie.read(&words);
        let (mut found, mut hits) = (Vec::new(), Vec::new());
        for start in 0..doc.tokens.len() {
            trie.hits(&read, start, doc.tokens.len(), &mut hits);
            for hit in &hits {
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
