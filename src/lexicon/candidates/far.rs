//! The words two edits away from a long one. Of rare words so many are that far from anything that one of them says
//! nothing; so only those are compared whose frequency is known, and what the desk has accepted.
//!
//! All of nearly the same length are gone through: most are told apart by the letters they are made of, 256 words at once,
//! and the rest by a distance that takes a few steps a letter.

use std::ops::RangeInclusive;

use super::super::table::Bytes;

/// The most edits.
const EDITS: u32 = 2;

/// Bytes of the words that are looked at, at most the number of bits of a machine word.
const LONG: RangeInclusive<usize> = 7..=40;

/// How many lengths that are.
const LENGTHS: usize = *LONG.end() + 1 - *LONG.start();

/// Letters that are told apart: those from `a`, and the hyphen before them.
const LETTERS: usize = 27;

/// Machine words in which a letter tells of each word of a block whether it has it, and words of a block.
const LANES: usize = 4;
const BLOCK: usize = LANES * u64::BITS as usize;

/// Bytes of what one letter tells of a block, and of the [letters] of a word.
const LANE: usize = 8;
const SET: usize = 8;

/// Bytes of a number in the file.
const WORD: usize = 4;

/// Whether two edits are looked for in a form: it is long enough, and of plain letters.
fn is_long_word(form: &[u8]) -> bool {
    LONG.contains(&form.len()) && form.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-')
}

/// Words by their length, read in place.
///
/// First how many words each length has, then for each length: for each block of words and each letter, a bit for each word
/// that has it; the [letters] of each word; the words one after the other. Numbers are little-endian.
#[derive(Clone, Debug)]
pub(in super::super) struct Shelves(Bytes);

/// The bytes of the shelves of some words; those that are not of plain letters or not of a fitting length are passed over.
pub(in super::super) fn build(words: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let of_length = |length: usize| {
        let words = words.iter().map(AsRef::as_ref);
        words.filter(move |word| word.len() == length && is_long_word(word)).collect::<Vec<_>>()
    };
    let size = |length| of_length(length).len() as u32;
    let mut bytes: Vec<u8> = LONG.flat_map(|length| size(length).to_le_bytes()).collect();
    for length in LONG {
        let words = of_length(length);
        for block in words.chunks(BLOCK) {
            for letter in 0..LETTERS {
                let mut lanes = [0_u64; LANES];
                for (at, word) in block.iter().enumerate() {
                    lanes[at / 64] |= (letters(word) >> letter & 1) << (at % 64);
                }
                bytes.extend(lanes.iter().flat_map(|lane| lane.to_le_bytes()));
            }
        }
        bytes.extend(words.iter().flat_map(|word| letters(word).to_le_bytes()));
        bytes.extend(words.into_iter().flatten());
    }
    bytes
}

impl Shelves {
    /// Reads what [`build`] wrote.
    pub(in super::super) const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// The shelves of few words, which need not be kept in a file.
    pub(in super::super) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(build(&words.into_iter().collect::<Vec<_>>()).into())
    }

    /// Visits the words at most two edits away.
    pub(super) fn visit(&self, word: &str, mut visit: impl FnMut(&str)) {
        if !is_long_word(word.as_bytes()) {
            return;
        }
        let pattern = Pattern::new(word);
        let (sizes, mut rest) = self.0.as_ref().split_at(WORD * LENGTHS);
        let (sizes, _) = sizes.as_chunks::<WORD>();
        for (length, size) in LONG.zip(sizes) {
            let size = u32::from_le_bytes(*size) as usize;
            let (blocks, others) = rest.split_at(size.div_ceil(BLOCK) * LETTERS * LANES * LANE);
            let (sets, others) = others.split_at(size * SET);
            let (text, others) = others.split_at(size * length);
            rest = others;
            if length.abs_diff(word.len()) <= EDITS as usize {
                pattern.visit(&Shelf { blocks, sets, text, length }, &mut visit);
            }
        }
    }
}

/// The words of one length.
struct Shelf<'a> {
    blocks: &'a [u8],
    sets: &'a [u8],
    text: &'a [u8],
    length: usize,
}

/// From 1 for `a`; 0 for the hyphen.
fn number(letter: u8) -> usize {
    if letter == b'-' { 0 } else { usize::from(letter & 31) }
}

/// The letters that a word has, and above them those that it has twice: each edit takes away one at most and adds one at
/// most.
fn letters(word: &[u8]) -> u64 {
    word.iter().fold(0, |seen: u64, &letter| {
        let bit = 1 << number(letter);
        seen | bit | (seen & bit) << 32
    })
}

/// Whether at most two bits are set.
const fn at_most_two(bits: u64) -> bool {
    let without_lowest = bits & bits.wrapping_sub(1);
    without_lowest & without_lowest.wrapping_sub(1) == 0
}

/// For each letter, the words of a block that have it.
type Block = [[[u8; LANE]; LANES]; LETTERS];

/// The words of a block that have more than two of some letters, or lack more than two of them where all bits of `flip` are
/// set.
fn beyond_two(block: &Block, letters: &[u8], flip: u64) -> [u64; LANES] {
    let (mut one, mut two, mut three) = ([0; LANES], [0; LANES], [0; LANES]);
    for &letter in letters {
        let words = &block[usize::from(letter)];
        for lane in 0..LANES {
            let words = u64::from_le_bytes(words[lane]) ^ flip;
            three[lane] |= two[lane] & words;
            two[lane] |= one[lane] & words;
            one[lane] |= words;
        }
    }
    three
}

/// A word, made ready to be compared with many (Hyyrö: "A bit-vector algorithm for computing Levenshtein and Damerau edit
/// distances", 2003).
struct Pattern {
    /// For each letter, where the word has it.
    places: [u64; 32],
    length: u32,
    letters: u64,
    /// The numbers of the letters that the word has, then of those that it has not.
    numbers: [u8; LETTERS],
    different: usize,
}

impl Pattern {
    fn new(word: &str) -> Self {
        let mut places = [0; 32];
        for (at, letter) in word.bytes().enumerate() {
            places[number(letter)] |= 1 << at;
        }
        let letters = letters(word.as_bytes());
        let mut numbers = std::array::from_fn(|number| number as u8);
        numbers.sort_by_key(|number| letters >> number & 1 == 0);
        let different = (letters as u32).count_ones() as usize;
        Self { places, length: word.len() as u32, letters, numbers, different }
    }

    /// Visits the near ones among words of one length.
    fn visit(&self, shelf: &Shelf<'_>, visit: &mut impl FnMut(&str)) {
        let (sets, _) = shelf.sets.as_chunks::<SET>();
        let (blocks, _) = shelf.blocks.as_chunks::<LANE>().0.as_chunks::<LANES>();
        let (blocks, _) = blocks.as_chunks::<LETTERS>();
        for ((block, sets), number) in blocks.iter().zip(sets.chunks(BLOCK)).zip(0..) {
            for (lane, mut near) in self.near(block).into_iter().enumerate() {
                while near != 0 {
                    let at = lane * 64 + near.trailing_zeros() as usize;
                    near &= near - 1;
                    if sets.get(at).is_some_and(|set| self.has_nearly(u64::from_le_bytes(*set))) {
                        let start = (number * BLOCK + at) * shelf.length;
                        let word = &shelf.text[start..start + shelf.length];
                        if self.distance(word) <= EDITS {
                            visit(str::from_utf8(word).unwrap_or_default());
                        }
                    }
                }
            }
        }
    }

    /// The words of a block that lack at most two letters of the word, and have at most two others. What is counted twice is
    /// not asked.
    fn near(&self, block: &Block) -> [u64; LANES] {
        let (mine, others) = self.numbers.split_at(self.different);
        let (lacks, has) = (beyond_two(block, mine, u64::MAX), beyond_two(block, others, 0));
        std::array::from_fn(|lane| !(lacks[lane] | has[lane]))
    }

    /// Whether two edits may make these letters of those of the word.
    const fn has_nearly(&self, other: u64) -> bool {
        at_most_two(self.letters & !other) && at_most_two(other & !self.letters)
    }

    /// How many letters are dropped, added, exchanged or swapped with the next one between the word and another.
    fn distance(&self, other: &[u8]) -> u32 {
        let last = 1_u64 << (self.length - 1);
        // Bits of a column of the table of distances: where it rises and falls downwards, where it stayed the same along
        // the diagonal, and the places of the letter before.
        let (mut rises, mut falls, mut same, mut places_before) = (u64::MAX, 0, 0, 0);
        let mut distance = self.length;
        for &letter in other {
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
                let distance = Pattern::new(one).distance(other.as_bytes()) as usize;
                assert_eq!(distance, strsim::osa_distance(one, other), "{one} {other}");
            }
        }
    }

    #[test]
    fn nothing_near_is_passed_over() {
        let mut words =
            vec!["pemerintah", "perintah", "kerumunan", "kerumunanku", "laboratorium", "ruu"];
        // More than a block of one length.
        let others: Vec<String> = ('a'..='z').map(|letter| format!("{letter}erumunan")).collect();
        words.extend(others.iter().map(String::as_str));
        let shelves = Shelves::of(words.iter().copied());
        for word in ["pmerinath", "keurmunan", "kerumunanu", "laborabatorium", "xyz"] {
            let mut found = Vec::new();
            shelves.visit(word, |other| found.push(other.to_owned()));
            found.sort_unstable();
            let near = |other: &&str| {
                other.len() >= *LONG.start() && strsim::osa_distance(word, other) <= 2
            };
            let mut all: Vec<_> = words.iter().copied().filter(near).collect();
            all.sort_unstable();
            assert_eq!(found, all, "{word}");
        }
    }
}
