//! A filter beside each word list: a few bits a word that tell in one step that a list does *not* have a form. Nearly
//! all that is asked is in no list, and to walk an automaton for it would cost fifty times as much.
//!
//! It is a Bloom filter in blocks of one machine word (Putze, Sanders, Singler: "Cache-, hash- and space-efficient
//! Bloom filters", 2007). It never denies a form that is there; of the others it lets one in a few hundred pass.

use super::hash::Hash;
use super::lists::Bytes;

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

    #[cfg(test)]
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.as_ref()
    }

    /// `false` when the form is certainly not in the list.
    pub(super) fn may_hold(&self, form: Hash) -> bool {
        let (block, bits) = place(form, self.shift);
        let held = self.bytes.as_ref().get(block * BLOCK..).and_then(<[u8]>::first_chunk);
        held.is_some_and(|held| u64::from_le_bytes(*held) & bits == bits)
    }
}

/// The bytes of a filter for so many forms.
pub(super) fn build(n_forms: usize, forms: impl Iterator<Item = Hash>) -> Vec<u8> {
    let n_blocks = (n_forms * BITS).div_ceil(8 * BLOCK).next_power_of_two().max(2);
    let shift = u64::BITS - n_blocks.trailing_zeros();
    let mut blocks = vec![0_u64; n_blocks];
    for form in forms {
        let (block, bits) = place(form, shift);
        blocks[block] |= bits;
    }
    blocks.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// The block of a form, and its bits there.
fn place(form: Hash, shift: u32) -> (usize, u64) {
    let mixed = form.mixed();
    let bit = |at: u32| 1 << (mixed >> at & 63);
    ((mixed >> shift) as usize, bit(0) | bit(6) | bit(12) | bit(18))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_hardly_anything_else() {
        let numbers: Vec<String> = (0..20_000).map(|n| format!("kata{n}")).collect();
        let (inside, outside) = numbers.split_at(10_000);
        let filter = Filter::of(inside.len(), inside.iter().map(String::as_str));
        assert!(inside.iter().all(|form| filter.may_hold(Hash::of(form))));
        let passed = outside.iter().filter(|form| filter.may_hold(Hash::of(form))).count();
        assert!(passed < outside.len() / 50, "{passed}");
    }

    #[test]
    fn an_empty_filter_holds_nothing() {
        let filter = Filter::of(0, []);
        assert!(!filter.may_hold(Hash::of("dan")) && !filter.may_hold(Hash::EMPTY));
    }
}
