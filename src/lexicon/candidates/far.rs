//! The words two edits away from a long one. Of rare words so many are that far from anything that one of them says
//! nothing; so only those are compared whose frequency is known, and what the desk has accepted.
//!
//! All of nearly the same length are gone through: most are told apart by the letters they are made of, in two machine
//! words, and the rest by a distance that takes a few steps a letter.

use super::super::list::{LONG, is_long_word};

/// The most edits.
const EDITS: u32 = 2;

/// Words by their length, which is at most the number of bits of a machine word.
#[derive(Debug)]
pub(super) struct Shelves(Vec<Shelf>);

/// The words of one length.
#[derive(Clone, Debug, Default)]
struct Shelf {
    /// The [letters] of each.
    letters: Vec<u64>,
    /// One after the other.
    text: String,
}

impl Shelves {
    /// Sorts words; those that are not plain letters or not of a fitting length are passed over.
    pub(super) fn new() -> Self {
        Self(vec![Shelf::default(); LONG.end() + 1])
    }

    pub(super) fn add(&mut self, word: &str) {
        if is_long_word(word.as_bytes()) {
            let shelf = &mut self.0[word.len()];
            shelf.letters.push(letters(word));
            shelf.text.push_str(word);
        }
    }

    /// Visits the words at most two edits away, some of them twice.
    pub(super) fn visit(&self, word: &str, mut visit: impl FnMut(&str)) {
        if !is_long_word(word.as_bytes()) {
            return;
        }
        let (mask, pattern) = (letters(word), Pattern::new(word));
        let from = word.len().saturating_sub(EDITS as usize);
        let shelves = self.0.iter().enumerate().skip(from).take(2 * EDITS as usize + 1);
        for (length, shelf) in shelves {
            for (at, &other) in shelf.letters.iter().enumerate() {
                if at_most_two(mask & !other) && at_most_two(other & !mask) {
                    let other = &shelf.text[at * length..(at + 1) * length];
                    if pattern.distance(other) <= EDITS {
                        visit(other);
                    }
                }
            }
        }
    }
}

/// From 1 for `a`; 0 for the hyphen.
fn number(letter: u8) -> usize {
    if letter == b'-' { 0 } else { usize::from(letter & 31) }
}

/// The letters that a word has, and those that it has twice: each edit takes away one at most and adds one at most.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |seen: u64, letter| {
        let bit = 1 << number(letter);
        seen | bit | (seen & bit) << 32
    })
}

/// Whether at most two bits are set.
const fn at_most_two(bits: u64) -> bool {
    let without_lowest = bits & bits.wrapping_sub(1);
    without_lowest & without_lowest.wrapping_sub(1) == 0
}

/// A word, made ready to be compared with many (Hyyrö: "A bit-vector algorithm for computing Levenshtein and Damerau edit
/// distances", 2003).
struct Pattern {
    /// For each letter, where the word has it.
    places: [u64; 32],
    length: u32,
}

impl Pattern {
    fn new(word: &str) -> Self {
        let mut places = [0; 32];
        for (at, letter) in word.bytes().enumerate() {
            places[number(letter)] |= 1 << at;
        }
        Self { places, length: word.len() as u32 }
    }

    /// How many letters are dropped, added, exchanged or swapped with the next one between the word and another.
    fn distance(&self, other: &str) -> u32 {
        let last = 1_u64 << (self.length - 1);
        // Bits of a column of the table of distances: where it rises and falls downwards, where it stayed the same along
        // the diagonal, and the places of the letter before.
        let (mut rises, mut falls, mut same, mut places_before) = (u64::MAX, 0, 0, 0);
        let mut distance = self.length;
        for letter in other.bytes() {
            let places = self.places[number(letter)];
            let swapped = ((!same & places) << 1) & places_before;
            same = ((places & rises).wrapping_add(rises) ^ rises) | places | falls | swapped;
            let (up, down) = (falls | !(same | rises), same & rises);
            distance = distance + u32::from(up & last != 0) - u32::from(down & last != 0);
            let (up, down) = (up << 1 | 1, down << 1);
            rises = down | !(same | up);
            falls = up & same;
            places_before = places;
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_that_of_the_table() {
        let words = [
            "pemerintah",
            "pmerinath",
            "perintah",
            "kerumunan",
            "keurmunan",
            "laboratorium",
            "labratoriumm",
            "kupu-kupu",
            "kupumkupu",
        ];
        for one in words {
            for other in words {
                let distance = Pattern::new(one).distance(other) as usize;
                assert_eq!(distance, strsim::osa_distance(one, other), "{one} {other}");
            }
        }
    }

    #[test]
    fn nothing_near_is_passed_over() {
        let words = ["pemerintah", "perintah", "kerumunan", "kerumunanku", "laboratorium", "ruu"];
        let mut shelves = Shelves::new();
        for word in words {
            shelves.add(word);
        }
        for word in ["pmerinath", "keurmunan", "kerumunanu", "laborabatorium", "xyz"] {
            let mut found = Vec::new();
            shelves.visit(word, |other| found.push(other.to_owned()));
            found.sort_unstable();
            let near = |other: &&str| {
                other.len() >= *LONG.start() && strsim::osa_distance(word, other) <= 2
            };
            assert_eq!(found, words.into_iter().filter(near).collect::<Vec<_>>(), "{word}");
        }
    }
}
