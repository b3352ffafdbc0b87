//! A table of numbers by the hashes of forms, built once with the word data and read in place. One look tells what is known
//! of a form, and most forms that it does not have are denied before an entry is looked at.
//!
//! It holds no form. Two forms whose hashes agree in all bits that are compared, 38 beside those of the bucket, would be
//! taken for one another: of so many forms as a language has, that is one in a hundred thousand million questions.

use std::sync::Arc;

use super::hash::Hash;

/// Bits of a number.
pub(super) const BITS: u32 = 26;

/// Bytes of a bucket's marks and of an entry, and of where a bucket begins.
const WORD: usize = 8;
const PLACE: usize = 4;

/// Entries of a bucket, at most twice as many on average: so few that a look into a bucket is denied to fourteen of fifteen
/// forms that the table does not have.
const FEW: usize = 8;

/// Bytes in the binary, or shared between the clones of a lexicon.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    Embedded(&'static [u8]),
    Read(Arc<[u8]>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Read(bytes.into())
    }
}

/// Numbers by hashes.
///
/// First how many bits of a hash name a bucket, then two [marks](mark) a form for each bucket, then where each begins, one
/// more than there are, then the entries in the order of their buckets: the low bits of a hash above its number. All are
/// little-endian.
#[derive(Clone, Debug)]
pub(super) struct Table {
    bytes: Bytes,
    bits: u32,
}

impl Table {
    /// Reads what [`build`] wrote.
    pub(super) fn new(bytes: Bytes) -> Self {
        let bits = bytes.as_ref().first_chunk().map_or(0, |bits| u64::from_le_bytes(*bits)) as u32;
        assert!((1..u32::BITS).contains(&bits), "no table has so many buckets");
        Self { bytes, bits }
    }

    /// A table of few forms, which need not be kept in a file.
    pub(super) fn of<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let forms = forms.into_iter().map(|form| (Hash::of(form), 1));
        Self::new(build(forms.collect()).into())
    }

    /// The number of a form.
    pub(super) fn get(&self, form: Hash) -> Option<u32> {
        let mixed = form.mixed();
        let bucket = (mixed >> (u64::BITS - self.bits)) as usize;
        let marks = u64::from_le_bytes(*self.marks().get(bucket)?);
        if marks & mark(mixed) == mark(mixed) { self.number(bucket, mixed) } else { None }
    }

    /// Visits the numbers of those of some forms that it has, with what stands beside each form. The marks of several are
    /// fetched before the first are looked at, so that memory is waited for once.
    pub(super) fn visit<T: Copy>(&self, forms: &[(Hash, T)], mut visit: impl FnMut(u32, T)) {
        const SEVERAL: usize = 32;
        let (marks, shift) = (self.marks(), u64::BITS - self.bits);
        for forms in forms.chunks(SEVERAL) {
            let mut fetched = [(0, 0); SEVERAL];
            for (place, (form, _)) in fetched.iter_mut().zip(forms) {
                let mixed = form.mixed();
                let marks = marks.get((mixed >> shift) as usize);
                *place = (mixed, marks.map_or(0, |marks| u64::from_le_bytes(*marks)));
            }
            for ((mixed, marks), (_, beside)) in fetched.into_iter().zip(forms) {
                if marks & mark(mixed) == mark(mixed)
                    && let Some(number) = self.number((mixed >> shift) as usize, mixed)
                {
                    visit(number, *beside);
                }
            }
        }
    }

    /// The marks of all buckets.
    fn marks(&self) -> &[[u8; WORD]] {
        let (words, _) = self.bytes.as_ref().as_chunks();
        words.get(1..=1 << self.bits).unwrap_or_default()
    }

    /// Looks through the entries of a bucket.
    fn number(&self, bucket: usize, mixed: u64) -> Option<u32> {
        let n_buckets = 1 << self.bits;
        let (places, entries) =
            self.bytes.as_ref()[WORD * (1 + n_buckets)..].split_at(PLACE * (n_buckets + 1));
        let (places, (entries, _)) = (places.as_chunks::<PLACE>().0, entries.as_chunks::<WORD>());
        let place = |bucket: usize| u32::from_le_bytes(places[bucket]) as usize;
        let sought = mixed << BITS;
        let entries = entries.get(place(bucket)..place(bucket + 1))?;
        let mut others = entries.iter().map(|entry| u64::from_le_bytes(*entry) ^ sought);
        others.find(|rest| rest >> BITS == 0).map(|number| number as u32)
    }
}

/// The bytes of a table.
pub(super) fn build(mut numbers: Vec<(Hash, u32)>) -> Vec<u8> {
    numbers.sort_unstable_by_key(|(form, _)| form.mixed());
    numbers.dedup_by_key(|(form, _)| form.mixed());
    let bits = (numbers.len() / FEW).max(2).ilog2();
    let n_buckets = 1_usize << bits;
    let (mut marks, mut places) = (vec![0_u64; n_buckets], vec![0_u32; n_buckets + 1]);
    let mut entries = Vec::with_capacity(numbers.len());
    for (form, number) in numbers {
        debug_assert!(number < 1 << BITS, "a number has {BITS} bits");
        let mixed = form.mixed();
        let bucket = (mixed >> (u64::BITS - bits)) as usize;
        marks[bucket] |= mark(mixed);
        entries.push(mixed << BITS | u64::from(number));
        places[bucket + 1] = entries.len() as u32;
    }
    // A bucket without entries begins where the one before it ends.
    for bucket in 0..n_buckets {
        places[bucket + 1] = places[bucket + 1].max(places[bucket]);
    }
    let mut bytes = u64::from(bits).to_le_bytes().to_vec();
    bytes.extend(marks.into_iter().flat_map(u64::to_le_bytes));
    bytes.extend(places.into_iter().flat_map(u32::to_le_bytes));
    bytes.extend(entries.into_iter().flat_map(u64::to_le_bytes));
    bytes
}

/// The two bits that a form has among the marks of its bucket.
const fn mark(mixed: u64) -> u64 {
    1 << (mixed >> 20 & 63) | 1 << (mixed >> 26 & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let forms: Vec<String> = (0..20_000).map(|n| format!("kata{n}")).collect();
        let (inside, outside) = forms.split_at(10_000);
        let numbers = inside.iter().zip(0..).map(|(form, number)| (Hash::of(form), number));
        let table = Table::new(build(numbers.collect()).into());
        for (form, number) in inside.iter().zip(0..) {
            assert_eq!(table.get(Hash::of(form)), Some(number), "{form}");
        }
        assert!(outside.iter().all(|form| table.get(Hash::of(form)).is_none()));
    }

    #[test]
    fn an_empty_table_has_nothing() {
        let table = Table::of([]);
        assert!([Hash::of("dan"), Hash::EMPTY].iter().all(|form| table.get(*form).is_none()));
    }
}
