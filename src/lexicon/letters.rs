//! How probable letters are one after another, for words and names that no list has. It knows no word.

use super::table::Bytes;

/// Signs that are told apart: an end, the letters, and everything else.
const SIGNS: usize = 28;

/// The sign before the first letter and behind the last.
const END: usize = 0;

/// What a row of letters costs that no list of letters has.
const UNHEARD_OF: u16 = 400;

/// For each row of three signs, a hundred times the negative base-10 logarithm of how probable the third is behind the
/// other two.
#[derive(Clone, Debug)]
pub(super) struct Letters(Bytes);

impl Letters {
    /// Reads what [`build`] wrote.
    pub(super) const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// How improbable the letters of a lower-case form are for a word that no list has: the negative base-10 logarithm
    /// of the product over its letters and its end.
    pub(super) fn surprise(&self, word: &str) -> f32 {
        let (costs, _) = self.0.as_ref().as_chunks::<2>();
        let mut row = END;
        let cost = |sign| {
            row = (row * SIGNS + sign) % (SIGNS * SIGNS * SIGNS);
            f32::from(costs.get(row).map_or(UNHEARD_OF, |cost| u16::from_le_bytes(*cost))) / 100.0
        };
        word.bytes().map(sign).chain([END]).map(cost).sum()
    }
}

/// The bytes of the costs, from rows of three signs with theirs: `^` before the first letter, `$` behind the last.
pub(super) fn build<'a>(rows: impl IntoIterator<Item = (&'a [u8], u64)>) -> Vec<u8> {
    let mut costs = vec![UNHEARD_OF; SIGNS * SIGNS * SIGNS];
    for (row, cost) in rows {
        let end = |at: usize, byte: u8| if at < 2 { byte == b'^' } else { byte == b'$' };
        let sign = |(at, &byte)| if end(at, byte) { END } else { sign(byte) };
        let number = row.iter().enumerate().map(sign).fold(0, |row, sign| row * SIGNS + sign);
        if let Some(place) = costs.get_mut(number).filter(|_| row.len() == 3) {
            *place = u16::try_from(cost).unwrap_or(UNHEARD_OF);
        }
    }
    costs.into_iter().flat_map(u16::to_le_bytes).collect()
}

const fn sign(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { (byte - b'a' + 1) as usize } else { SIGNS - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_costs_what_its_rows_cost() {
        let rows: [(&[u8], u64); 3] = [(b"^^d", 150), (b"^di", 25), (b"di$", 75)];
        let letters = Letters::new(build(rows).into());
        assert!((letters.surprise("di") - 2.5).abs() < 1e-6);
        assert!((letters.surprise("dé") - (1.5 + 12.0)).abs() < 1e-6, "two bytes and the end");
    }
}
