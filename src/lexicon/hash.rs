//! Hashes of strings that can be put together: that of a whole is told by those of its parts, so that the thousand
//! spellings around a word are asked for without writing one of them out.
//!
//! They pick places in a [table](super::table), which compares most of their bits.

/// A polynomial over the bytes of a string, and the factor that moves it past what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash {
    value: u64,
    power: u64,
}

/// Odd, and without a pattern: the digits of the golden ratio.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hash {
    /// The hash of nothing.
    pub(super) const EMPTY: Self = Self { value: 0, power: 1 };

    pub(crate) const fn of(text: &str) -> Self {
        let (mut hash, mut at) = (Self::EMPTY, 0);
        while at < text.len() {
            hash = hash.push(text.as_bytes()[at]);
            at += 1;
        }
        hash
    }

    /// That of a text of ASCII letters in lower case.
    pub(crate) fn of_folded(text: &str) -> Self {
        text.bytes().fold(Self::EMPTY, |hash, byte| hash.push(byte.to_ascii_lowercase()))
    }

    /// The hash of the two strings one after the other.
    pub(crate) const fn then(self, next: Self) -> Self {
        Self {
            value: self.value.wrapping_mul(next.power).wrapping_add(next.value),
            power: self.power.wrapping_mul(next.power),
        }
    }

    /// The hash of the string with one byte more.
    pub(super) const fn push(self, byte: u8) -> Self {
        self.then(Self { value: byte as u64, power: BASE })
    }

    /// Well-mixed bits; those at the top are the best.
    pub(crate) const fn mixed(self) -> u64 {
        const MIX: u64 = 0xd6e8_feb8_6659_fd93;
        let folded = self.value ^ self.value >> 32;
        let mixed = folded.wrapping_mul(MIX);
        mixed ^ mixed >> 32
    }
}

/// The hashes of all beginnings of a word, which tell that of any part of it.
#[derive(Debug)]
pub(super) struct Beginnings(Vec<Hash>);

impl Beginnings {
    /// Those of a word, byte by byte.
    pub(super) fn of(word: &str) -> Self {
        let mut hash = Hash::EMPTY;
        let next = |byte| {
            hash = hash.push(byte);
            hash
        };
        Self([Hash::EMPTY].into_iter().chain(word.bytes().map(next)).collect())
    }

    /// The hash of a part, from one byte to before another.
    pub(super) fn part(&self, from: usize, to: usize) -> Hash {
        let Hash { power, .. } = self.0[to - from];
        let before = self.0[from].value.wrapping_mul(power);
        Hash { value: self.0[to].value.wrapping_sub(before), power }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_tell_the_whole() {
        let (head, tail) = (Hash::of("men"), Hash::of("ulis"));
        assert_eq!(head.then(tail), Hash::of("menulis"));
        assert_eq!(head.then(Hash::EMPTY), head);
        assert_ne!(Hash::of("tulis"), Hash::of("tuils"));
        assert_eq!(Hash::of_folded("Menulis"), Hash::of("menulis"));
        let beginnings = Beginnings::of("menulis");
        assert_eq!(beginnings.part(3, 7), tail);
        assert_eq!(beginnings.part(2, 2), Hash::EMPTY);
    }
}
