//! A table of numbers by the hashes of forms, built once with the word data and read in place. One look tells what is known
//! of a form, and most forms that it does not have are denied before an entry is looked at.
//!
//! It holds no form. Two forms whose hashes agree in all bits that are compared, 38 beside those of the bucket, would be
//! taken for one another: of so many forms as a language has, that is one in a hundred thousand million questions.

use std::sync::Arc;

use super::hash::Hash;

/// Bits of a number.
pub(super) const BITS: u32 = 26;

/// Bits of a bucket that tell, roughly, which forms it has; above them stands where it begins.
const MARKS: u32 = 40;

/// Bytes of a number in the file.
const WORD: usize = 8;

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
/// First how many bits of a hash name a bucket, then the buckets, one more than there are, then the entries in the order
/// of their buckets: the low bits of a hash above its number. All are little-endian.
#[derive(Clone, Debug)]
pub(super) struct Table {
    bytes: Bytes,
    shift: u32,
    entries: usize,
}

impl Table {
    /// Reads what [`build`] wrote.
    pub(super) fn new(bytes: Bytes) -> Self {
        let bits = word(bytes.as_ref(), 0) as u32;
        assert!((1..u32::BITS).contains(&bits), "no table has so many buckets");
        let entries = WORD * (2 + (1 << bits));
        Self { bytes, shift: u64::BITS - bits, entries }
    }

    /// A table of few forms, which need not be kept in a file.
    pub(super) fn of<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let forms = forms.into_iter().map(|form| (Hash::of(form), 1));
        Self::new(build(forms.collect()).into())
    }

    /// The number of a form.
    pub(super) fn get(&self, form: Hash) -> Option<u32> {
        let mixed = form.mixed();
        let bucket = self.bucket(mixed);
        if bucket & mark(mixed) == 0 { None } else { self.number(mixed, bucket) }
    }

    /// Visits the numbers of those of some forms that it has, with what stands beside each form. The buckets of several are
    /// fetched before the first is looked at, so that memory is waited for once.
    pub(super) fn visit<T: Copy>(&self, forms: &[(Hash, T)], mut visit: impl FnMut(u32, T)) {
        const SEVERAL: usize = 32;
        for forms in forms.chunks(SEVERAL) {
            let mut buckets = [(0, 0); SEVERAL];
            for (bucket, (form, _)) in buckets.iter_mut().zip(forms) {
                let mixed = form.mixed();
                *bucket = (mixed, self.bucket(mixed));
            }
            for ((mixed, bucket), (_, beside)) in buckets.into_iter().zip(forms) {
                if bucket & mark(mixed) != 0
                    && let Some(number) = self.number(mixed, bucket)
                {
                    visit(number, *beside);
                }
            }
        }
    }

    fn bucket(&self, mixed: u64) -> u64 {
        word(self.bytes.as_ref(), self.bucket_at(mixed))
    }

    const fn bucket_at(&self, mixed: u64) -> usize {
        WORD * (1 + (mixed >> self.shift) as usize)
    }

    /// Looks through the entries of a form's bucket.
    fn number(&self, mixed: u64, bucket: u64) -> Option<u32> {
        let bytes = self.bytes.as_ref();
        let next = word(bytes, self.bucket_at(mixed) + WORD);
        let place = |bucket: u64| self.entries + WORD * (bucket >> MARKS) as usize;
        let (entries, _) = bytes.get(place(bucket)..place(next))?.as_chunks::<WORD>();
        let sought = mixed << BITS;
        let mut others = entries.iter().map(|entry| u64::from_le_bytes(*entry) ^ sought);
        others.find(|rest| rest >> BITS == 0).map(|number| number as u32)
    }
}

/// The bytes of a table.
pub(super) fn build(mut numbers: Vec<(Hash, u32)>) -> Vec<u8> {
    /// Entries of a bucket, at most twice as many on average.
    const FEW: usize = 8;
    numbers.sort_unstable_by_key(|(form, _)| form.mixed());
    numbers.dedup_by_key(|(form, _)| form.mixed());
    let bits = (numbers.len() / FEW).max(2).ilog2();
    let mut buckets = vec![0_u64; 1 << bits];
    let mut sizes = vec![0_u64; 1 << bits];
    let mut entries = Vec::with_capacity(numbers.len());
    for (form, number) in numbers {
        debug_assert!(number < 1 << BITS, "a number has {BITS} bits");
        let mixed = form.mixed();
        let bucket = (mixed >> (u64::BITS - bits)) as usize;
        buckets[bucket] |= mark(mixed);
        sizes[bucket] += 1;
        entries.push(mixed << BITS | u64::from(number));
    }
    let mut start = 0;
    for (bucket, size) in buckets.iter_mut().zip(sizes) {
        *bucket |= start << MARKS;
        start += size;
    }
    let whole = [u64::from(bits)].into_iter().chain(buckets).chain([start << MARKS]).chain(entries);
    whole.flat_map(u64::to_le_bytes).collect()
}

/// The bit that a form has among the marks of its bucket.
const fn mark(mixed: u64) -> u64 {
    1 << (((mixed >> 20 & 0xffff) * MARKS as u64) >> 16)
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes
        .get(at..at + WORD)
        .and_then(<[u8]>::first_chunk)
        .map_or(0, |word| u64::from_le_bytes(*word))
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
