//! Texts by number: each distinct one is kept once, in one buffer. It knows no language.
//!
//! Made for the words of articles and of packs, which are asked for far more often than they are new.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Distinct texts, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interner {
    text: String,
    /// Where each text ends in the buffer, in bytes; it starts where the one before it ends.
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Interner {
    /// With room for so many texts.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self {
            text: String::with_capacity(8 * count),
            ends: Vec::with_capacity(count),
            table: HashTable::with_capacity(count),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The number of a text, a new one if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        let hash = self.hasher.hash_one(word);
        let Self { text, ends, table, hasher } = self;
        let found = table.find(hash, |&number| nth(text, ends, number) == word);
        if let Some(&number) = found {
            return number;
        }
        let number = ends.len() as u32;
        text.push_str(word);
        ends.push(text.len() as u32);
        table.insert_unique(hash, number, |&number| hasher.hash_one(nth(text, ends, number)));
        number
    }

    /// The number of a text that is there.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(word);
        self.table.find(hash, |&number| self.get(number) == word).copied()
    }

    /// The bytes of all texts together.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The text of a number.
    pub(crate) fn get(&self, number: u32) -> &str {
        nth(&self.text, &self.ends, number)
    }
}

fn nth<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[start..ends[number] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut words = Interner::default();
        let numbers: Vec<u32> =
            ["pasar", "", "pagi", "pasar"].map(|word| words.intern(word)).into();
        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!((words.find("pagi"), words.find("sore")), (Some(2), None));
        assert_eq!((words.get(0), words.get(1)), ("pasar", ""));
        for number in 0..1000 {
            words.intern(&number.to_string());
        }
        assert_eq!(words.find("999").map(|number| words.get(number)), Some("999"));
    }
}
