//! A table of numbers by the hashes of forms, built once with the word data and read in place. One look tells what is known
//! of a form, and most forms that it does not have are denied before an entry is looked at.
//!
//! It holds no form. Two forms whose hashes agree in all bits that are compared, 38 beside those of the bucket, would be
//! taken for one another: of so many forms as a language has, that is one in a hundred thousand million questions.

use std::sync::Arc;

use super::hash::Hash;

/// Bits of a number.
pub(super) const BITS: u32 = 26;

/// Bits of a bucket that tell, roughly, which forms it has; above them stands which entry is its first.
const MARKS: u32 = 40;

/// Bytes of a bucket, and of an entry.
const WORD: usize = 8;

/// Entries of a bucket, at most twice as many on average: so few that five of six forms that the table does not have are
/// denied without a look at them.
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
/// First how many bits of a hash name a bucket, then the buckets, one more than there are, then the entries in the order
/// of their buckets: the low bits of a hash above its number. All are little-endian.
#[derive(Clone, Debug)]
pub(super) struct Table {
    bytes: Bytes,
    bits: u32,
}

/// A question: the mixed hash of a form, its bucket and the next one.
#[derive(Clone, Copy, Default)]
struct Sought {
    mixed: u64,
    bucket: u64,
    next: u64,
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
        let (buckets, entries) = self.parts();
        let sought = self.sought(buckets, form);
        sought.may_be_there().then(|| sought.number(sought.entries(entries)))?
    }

    /// Visits the numbers of those of some forms that it has, with what stands beside each form. The buckets of several are
    /// fetched before the first is looked at, and so are their entries, so that memory is waited for twice.
    pub(super) fn visit<T: Copy>(&self, forms: &[(Hash, T)], mut visit: impl FnMut(u32, T)) {
        const SEVERAL: usize = 64;
        let (buckets, entries) = self.parts();
        for forms in forms.chunks(SEVERAL) {
            let mut sought = [Sought::default(); SEVERAL];
            for (sought, (form, _)) in sought.iter_mut().zip(forms) {
                *sought = self.sought(buckets, *form);
            }
            let mut kept = 0;
            let mut firsts = [(0, 0); SEVERAL];
            for (at, sought) in sought[..forms.len()].iter().enumerate() {
                if sought.may_be_there() {
                    firsts[kept] = (at, sought.entries(entries).first().map_or(0, read));
                    kept += 1;
                }
            }
            for &(at, first) in &firsts[..kept] {
                let sought = sought[at];
                let rest = || sought.number(sought.entries(entries).get(1..).unwrap_or_default());
                if let Some(number) = sought.number_in(first).or_else(rest) {
                    visit(number, forms[at].1);
                }
            }
        }
    }

    /// All buckets and all entries.
    fn parts(&self) -> (&[[u8; WORD]], &[[u8; WORD]]) {
        let (words, _) = self.bytes.as_ref().as_chunks();
        words
            .get(1..)
            .unwrap_or_default()
            .split_at_checked((1 << self.bits) + 1)
            .unwrap_or_default()
    }

    fn sought(&self, buckets: &[[u8; WORD]], form: Hash) -> Sought {
        let mixed = form.mixed();
        let bucket = |at: usize| buckets.get(at).map_or(0, read);
        let at = (mixed >> (u64::BITS - self.bits)) as usize;
        Sought { mixed, bucket: bucket(at), next: bucket(at + 1) }
    }
}

impl Sought {
    /// `false` for most forms that the table does not have.
    const fn may_be_there(self) -> bool {
        let marks = marks(self.mixed);
        self.bucket & marks == marks
    }

    /// The entries of the bucket.
    fn entries<'a>(&self, all: &'a [[u8; WORD]]) -> &'a [[u8; WORD]] {
        let place = |bucket: u64| (bucket >> MARKS) as usize;
        all.get(place(self.bucket)..place(self.next)).unwrap_or_default()
    }

    fn number(&self, entries: &[[u8; WORD]]) -> Option<u32> {
        entries.iter().find_map(|entry| self.number_in(read(entry)))
    }

    /// The number in an entry, if it is that of the form. Entries are never 0.
    const fn number_in(&self, entry: u64) -> Option<u32> {
        let number = entry ^ self.mixed << BITS;
        if number >> BITS == 0 && entry != 0 { Some(number as u32) } else { None }
    }
}

const fn read(word: &[u8; WORD]) -> u64 {
    u64::from_le_bytes(*word)
}

/// The bytes of a table. A number is not 0.
pub(super) fn build(mut numbers: Vec<(Hash, u32)>) -> Vec<u8> {
    numbers.sort_unstable_by_key(|(form, _)| form.mixed());
    numbers.dedup_by_key(|(form, _)| form.mixed());
    let bits = (numbers.len() / FEW).max(2).ilog2();
    let n_buckets = 1_usize << bits;
    let mut buckets = vec![0_u64; n_buckets + 1];
    let mut places = vec![0_u64; n_buckets + 1];
    let mut entries = Vec::with_capacity(numbers.len());
    for (form, number) in numbers {
        debug_assert!(0 < number && number < 1 << BITS, "a number has {BITS} bits");
        let mixed = form.mixed();
        let bucket = (mixed >> (u64::BITS - bits)) as usize;
        buckets[bucket] |= marks(mixed);
        entries.push(mixed << BITS | u64::from(number));
        places[bucket + 1] = entries.len() as u64;
    }
    let mut place = 0;
    for (bucket, end) in buckets.iter_mut().zip(places) {
        // A bucket without entries begins where the one before it ends.
        place = end.max(place);
        *bucket |= place << MARKS;
    }
    let words = [u64::from(bits)].into_iter().chain(buckets).chain(entries);
    words.flat_map(u64::to_le_bytes).collect()
}

/// The two bits that a form has among the marks of its bucket.
const fn marks(mixed: u64) -> u64 {
    let (one, other) = (mixed >> 20 & 0xfff, mixed >> 32 & 0xfff);
    1 << ((one * MARKS as u64) >> 12) | 1 << ((other * MARKS as u64) >> 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_found_and_nothing_else() {
        let forms: Vec<String> = (0..20_000).map(|n| format!("kata{n}")).collect();
        let (inside, outside) = forms.split_at(10_000);
        let numbers = inside.iter().zip(1..).map(|(form, number)| (Hash::of(form), number));
        let table = Table::new(build(numbers.collect()).into());
        for (form, number) in inside.iter().zip(1..) {
            assert_eq!(table.get(Hash::of(form)), Some(number), "{form}");
        }
        assert!(outside.iter().all(|form| table.get(Hash::of(form)).is_none()));
        let all: Vec<(Hash, &str)> = forms.iter().map(|form| (Hash::of(form), &**form)).collect();
        let mut found = Vec::new();
        table.visit(&all, |number, form| found.push((form, number)));
        let expected: Vec<(&str, u32)> = inside.iter().map(String::as_str).zip(1..).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_empty_table_has_nothing() {
        let table = Table::of([]);
        assert!([Hash::of("dan"), Hash::EMPTY].iter().all(|form| table.get(*form).is_none()));
    }
}
