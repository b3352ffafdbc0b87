//! A filter beside each word list: a few bits a word that tell in one step that a list does *not* have a form. Nearly
//! all that is asked is in no list, and to walk an automaton for it would cost fifty times as much.
//!
//! It is a Bloom filter in blocks of one machine word (Putze, Sanders, Singler: "Cache-, hash- and space-efficient
//! Bloom filters", 2007). It never denies a form that is there; of the others it lets one in a few hundred pass.

use super::hash::Hash;
use super::list::Bytes;

/// Bytes of a block.
const BLOCK: usize = 8;

/// Bits that are spent on a form at least; the size is rounded up to a power of two.
const BITS: usize = 12;

/// A filter, read in place.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    bytes: Bytes,
    shift: u32,
}

impl Filter {
    /// Reads what [`build`] wrote.
    pub(super) fn new(bytes: Bytes) -> Self {
        let n_blocks = bytes.as_ref().len() / BLOCK;
        assert!(1 < n_blocks && n_blocks.is_power_of_two(), "no filter has this size");
        Self { bytes, shift: u64::BITS - n_blocks.trailing_zeros() }
    }

    /// A filter of few forms, which need not be kept in a file.
    pub(super) fn of<'a>(n_forms: usize, forms: impl IntoIterator<Item = &'a str>) -> Self {
        Self::new(Bytes::Read(build(n_forms, forms.into_iter().map(Hash::of)).into()))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// `false` when the form is certainly not in the list.
    pub(super) fn may_hold(&self, form: Place) -> bool {
        let at = form.block(self.shift) * BLOCK;
        let held = self.bytes.as_ref().get(at..at + BLOCK).and_then(<[u8]>::first_chunk);
        held.is_some_and(|held| u64::from_le_bytes(*held) & form.bits == form.bits)
    }
}

/// The bytes of a filter for so many forms.
pub(super) fn build(n_forms: usize, forms: impl Iterator<Item = Hash>) -> Vec<u8> {
    let n_blocks = (n_forms * BITS).div_ceil(8 * BLOCK).next_power_of_two().max(2);
    let shift = u64::BITS - n_blocks.trailing_zeros();
    let mut blocks = vec![0_u64; n_blocks];
    for form in forms {
        let place = Place::of(form);
        blocks[place.block(shift)] |= place.bits;
    }
    blocks.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// Where a form has its bits, in filters of any size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    mixed: u64,
    bits: u64,
}

impl Place {
    pub(super) const fn of(form: Hash) -> Self {
        let mixed = form.mixed();
        let bits = 1 << (mixed & 63)
            | 1 << (mixed >> 6 & 63)
            | 1 << (mixed >> 12 & 63)
            | 1 << (mixed >> 18 & 63);
        Self { mixed, bits }
    }

    const fn block(self, shift: u32) -> usize {
        (self.mixed >> shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_hardly_anything_else() {
        let numbers: Vec<String> = (0..20_000).map(|n| format!("kata{n}")).collect();
        let (inside, outside) = numbers.split_at(10_000);
        let filter = Filter::of(inside.len(), inside.iter().map(String::as_str));
        assert!(inside.iter().all(|form| filter.may_hold(Place::of(Hash::of(form)))));
        let passed =
            outside.iter().filter(|form| filter.may_hold(Place::of(Hash::of(form)))).count();
        assert!(passed < outside.len() / 50, "{passed}");
    }

    #[test]
    fn an_empty_filter_holds_nothing() {
        let filter = Filter::of(0, []);
        assert!(
            [Hash::of("dan"), Hash::EMPTY]
                .into_iter()
                .all(|form| !filter.may_hold(Place::of(form)))
        );
    }
}
