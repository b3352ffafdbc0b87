//! The spellings of an article: each distinct token once, with what its letters alone tell.
//!
//! An article repeats most of its words. What a rule asks of a word by itself, it asks of each spelling; the places come
//! from the token's number. White space has none. What a word *is* stands in the entries.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::intern::Interner;
use crate::case::{Shape, folded, shape};
use crate::document::{Document, TokenKind};

/// What stands in place of a number where there is white space.
const SPACE: u32 = u32::MAX;

/// A distinct token.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// The first token that is written so.
    pub first: u32,
    /// Its kind.
    pub kind: TokenKind,
    /// The pattern of its capitals.
    pub shape: Shape,
    folded: u32,
}

/// The spellings of one article.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The spelling of each token, parallel to `Document::tokens`.
    numbers: Vec<u32>,
    spellings: Vec<Spelling>,
    folded: Interner,
}

impl Words {
    /// Reads the tokens of a document.
    #[must_use]
    pub fn read(doc: &Document) -> Self {
        // About every fourth token of an article is a new spelling.
        let about = doc.tokens.len().min(1 << 16) / 4;
        let mut words = Self {
            numbers: Vec::with_capacity(doc.tokens.len()),
            spellings: Vec::with_capacity(about),
            folded: Interner::with_capacity(about),
        };
        let mut table: HashTable<u32> = HashTable::with_capacity(about);
        let hasher = DefaultHashBuilder::default();
        // Punctuation is one character, most often one byte: no need to hash it.
        let mut bytes = [SPACE; 128];
        for (idx, token) in doc.tokens.iter().enumerate() {
            if token.kind == TokenKind::Space {
                words.numbers.push(SPACE);
                continue;
            }
            let text = doc.str(token.span);
            let byte = match *text.as_bytes() {
                [byte] => bytes.get_mut(usize::from(byte)),
                _ => None,
            };
            if let Some(number) = byte {
                if *number == SPACE {
                    *number = words.spellings.len() as u32;
                    words.push(text, idx, token.kind);
                }
                words.numbers.push(*number);
                continue;
            }
            let same = |&number: &u32| {
                doc.token_str(words.spellings[number as usize].first as usize) == text
            };
            let hash = hasher.hash_one(text);
            let number = if let Some(&number) = table.find(hash, same) {
                number
            } else {
                let number = words.spellings.len() as u32;
                words.push(text, idx, token.kind);
                table.insert_unique(hash, number, |&number| {
                    let first = words.spellings[number as usize].first;
                    hasher.hash_one(doc.token_str(first as usize))
                });
                number
            };
            words.numbers.push(number);
        }
        words
    }

    fn push(&mut self, text: &str, idx: usize, kind: TokenKind) {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let (folded, shape) = if is_plain {
            (self.folded.intern(text), Shape::Lower)
        } else {
            (self.folded.intern(&folded(text)), shape(text))
        };
        self.spellings.push(Spelling { first: idx as u32, kind, shape, folded });
    }

    /// All spellings, by number.
    #[must_use]
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// The number of a token's spelling; `None` for white space.
    #[must_use]
    pub fn number(&self, idx: usize) -> Option<usize> {
        let number = self.numbers[idx];
        (number != SPACE).then_some(number as usize)
    }

    /// The value that belongs to each token, from the values of the spellings; `space` where there is white space.
    pub fn spread<T: Copy>(&self, of_spellings: &[T], space: T) -> Vec<T> {
        let value = |&number: &u32| of_spellings.get(number as usize).copied().unwrap_or(space);
        self.numbers.iter().map(value).collect()
    }

    /// A spelling as it is compared: lower case, nothing invisible, plain apostrophes.
    #[must_use]
    pub fn folded_spelling(&self, spelling: &Spelling) -> &str {
        self.folded.get(spelling.folded)
    }

    /// A token as it is compared; empty for white space.
    #[must_use]
    pub fn folded(&self, idx: usize) -> &str {
        self.number(idx).map_or("", |number| self.folded.get(self.spellings[number].folded))
    }

    /// A number that tokens share which are compared as the same; `None` for white space.
    #[must_use]
    pub fn folded_number(&self, idx: usize) -> Option<u32> {
        self.number(idx).map(|number| self.spellings[number].folded)
    }

    /// The pattern of a token's capitals.
    #[must_use]
    pub fn shape(&self, idx: usize) -> Shape {
        self.number(idx).map_or(Shape::Lower, |number| self.spellings[number].shape)
    }

    /// The tokens whose spelling is wanted, in order. `wanted` is asked once a spelling, with the folded text.
    pub fn tokens(&self, wanted: impl Fn(&Spelling, &str) -> bool) -> Vec<usize> {
        let ask = |spelling: &Spelling| wanted(spelling, self.folded.get(spelling.folded));
        let Some(first) = self.spellings.iter().position(ask) else { return Vec::new() };
        let mut is_wanted = vec![false; self.spellings.len()];
        is_wanted[first] = true;
        for (number, spelling) in self.spellings.iter().enumerate().skip(first + 1) {
            is_wanted[number] = ask(spelling);
        }
        // No spelling stands before its first token.
        let from = self.spellings[first].first as usize;
        let there =
            |&idx: &usize| is_wanted.get(self.numbers[idx] as usize).copied().unwrap_or_default();
        (from..self.numbers.len()).filter(there).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_is_read_once() {
        let doc = Document::plain("Warga pulang, warga WARGA pulang, Jum’at.");
        let words = Words::read(&doc);
        let texts: Vec<&str> = words
            .spellings()
            .iter()
            .map(|spelling| doc.token_str(spelling.first as usize))
            .collect();
        assert_eq!(texts, ["Warga", "pulang", ",", "warga", "WARGA", "Jum’at", "."]);
        assert_eq!(words.folded_number(0), words.folded_number(5));
        assert_eq!((words.folded(0), words.shape(0)), ("warga", Shape::Capital));
        assert_eq!((words.number(1), words.folded(1)), (None, ""));
        assert_eq!(words.folded(doc.tokens.len() - 2), "jum'at");
        let pulang = words.tokens(|_, folded| folded == "pulang");
        assert_eq!(pulang.iter().map(|&idx| doc.token_str(idx)).collect::<Vec<_>>(), ["pulang"; 2]);
    }
}
