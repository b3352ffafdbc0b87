//! Which beginnings and ends the forms of the lists have, as far as one bit each tells: that no form has one is certain.
//! Where a spelling leaves all forms, from the left and from the right, tells where an edit would have to be.

use std::ops::RangeInclusive;

use super::hash::Hash;
use super::table::Bytes;

/// Characters of the beginnings and ends that are told apart; shorter ones are had by some form nearly always, and longer
/// ones add little.
pub(super) const LENGTHS: RangeInclusive<usize> = 5..=7;

/// Bytes of the bits of one side, a power of two. A bit of six is set.
const SIDE: usize = 1 << 18;

/// Bits of a number that tells one bit of a side.
const BITS: u32 = SIDE.trailing_zeros() + 3;

/// The beginnings and the ends of some forms, read in place.
#[derive(Clone, Debug)]
pub(super) struct Edges(Bytes);

impl Edges {
    /// Reads what [`build`] wrote.
    pub(super) const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// Every beginning and every end.
    #[cfg(test)]
    pub(super) fn all() -> Self {
        Self(vec![u8::MAX; 2 * SIDE].into())
    }

    /// The same edges and those of some forms more.
    pub(super) fn with<'a>(&self, forms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut bytes = self.0.as_ref().to_vec();
        forms.into_iter().for_each(|form| add(&mut bytes, form));
        Self(bytes.into())
    }

    /// `false` when no form begins so.
    pub(super) fn may_begin(&self, head: Hash) -> bool {
        self.has(place(head))
    }

    /// `false` when no form ends so.
    pub(super) fn may_end(&self, tail: Hash) -> bool {
        let (at, bit) = place(tail);
        self.has((SIDE + at, bit))
    }

    fn has(&self, (at, bit): (usize, u8)) -> bool {
        self.0.as_ref().get(at).is_some_and(|bits| bits & bit != 0)
    }
}

/// The bits of no form.
pub(super) fn none() -> Vec<u8> {
    vec![0; 2 * SIDE]
}

/// Adds the edges of one form.
pub(super) fn add(bytes: &mut [u8], form: &str) {
    let places = form.char_indices().map(|(at, _)| at).chain([form.len()]);
    let places: Vec<usize> = places.collect();
    for length in LENGTHS {
        let Some(from_end) = (places.len() - 1).checked_sub(length) else { break };
        let (at, bit) = place(Hash::of(&form[..places[length]]));
        bytes[at] |= bit;
        let (at, bit) = place(Hash::of(&form[places[from_end]..]));
        bytes[SIDE + at] |= bit;
    }
}

/// The byte of an edge, and its bit.
const fn place(edge: Hash) -> (usize, u8) {
    let number = (edge.mixed() >> (u64::BITS - BITS)) as usize;
    (number / 8, 1 << (number % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_form_has_is_denied() {
        let edges = Edges::new(none().into()).with(["menggelar", "kafé"]);
        for head in ["mengg", "mengge", "menggel"] {
            assert!(edges.may_begin(Hash::of(head)), "{head}");
        }
        for tail in ["gelar", "ggelar", "nggelar"] {
            assert!(edges.may_end(Hash::of(tail)), "{tail}");
        }
        assert!(!edges.may_begin(Hash::of("gelar")) && !edges.may_end(Hash::of("mengg")));
    }
}
