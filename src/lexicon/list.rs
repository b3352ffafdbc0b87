//! One compiled word list: an automaton, and beside it what spares most walks through it. It answers whether it has a form
//! and what is written there; what that means is not known here.

use std::ops::RangeInclusive;
use std::sync::Arc;

use fst::{Map, Streamer};

use super::error::LexiconError;
use super::filter::{self, Filter, Place};
use super::grams::Grams;
use super::hash::Hash;

/// Bytes of the forms that two edits are looked for in.
pub(super) const LONG: RangeInclusive<usize> = 7..=40;

/// Whether two edits are looked for in a form: it is long enough, and of plain letters.
pub(super) fn is_long_word(form: &[u8]) -> bool {
    LONG.contains(&form.len()) && form.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'-')
}

/// The bytes of a list: in the binary, or shared between the clones of a lexicon.
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

/// A form and its place, which is the same for every list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key<'a> {
    text: &'a str,
    place: Place,
}

impl<'a> Key<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, place: Place::of(Hash::of(text)) }
    }

    pub(super) const fn place(self) -> Place {
        self.place
    }
}

/// One word list.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) map: Map<Bytes>,
    pub(super) filter: Filter,
    /// A set of [`Grams`]; empty for lists that nothing is searched in.
    rows: Bytes,
    /// The [long words](Index::long); empty for lists without frequencies.
    pub(super) long: Bytes,
}

impl List {
    /// A list of the binary.
    pub(super) fn embedded(list: &'static [u8], index: Index<&'static [u8]>) -> Self {
        let map = Map::new(Bytes::Embedded(list)).expect("the repository's tests read every list");
        let filter = Filter::new(Bytes::Embedded(index.filter));
        Self { map, filter, rows: Bytes::Embedded(index.rows), long: Bytes::Embedded(index.long) }
    }

    /// A list from a file that the caller has read; its filter is built, for nobody has checked one that came along.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, fst::Error> {
        let map = Map::new(Bytes::Read(bytes.into()))?;
        map.as_fst().verify()?;
        let Index { filter, rows, long } = Index::of(&map);
        let filter = Filter::new(Bytes::Read(filter.into()));
        let (rows, long) = (Bytes::Read(rows.into()), Bytes::Read(long.into()));
        Ok(Self { map, filter, rows, long })
    }

    pub(super) fn get(&self, key: Key<'_>) -> Option<u64> {
        if self.filter.may_hold(key.place) { self.map.get(key.text) } else { None }
    }

    pub(super) fn has(&self, key: Key<'_>) -> bool {
        self.get(key).is_some()
    }

    /// `false` when no form of the list has this place.
    pub(super) fn may_hold(&self, form: Place) -> bool {
        self.filter.may_hold(form)
    }

    /// The hashes of all forms.
    pub(super) fn hashes(&self) -> Vec<Hash> {
        let mut hashes = Vec::with_capacity(self.map.len());
        let mut forms = self.map.keys();
        while let Some(form) = forms.next() {
            hashes.push(hash_of(form));
        }
        hashes
    }

    /// The rows of signs of all forms, as [`Grams`] merges them.
    pub(super) fn rows(&self) -> &[u8] {
        self.rows.as_ref()
    }

    /// The forms that two edits are looked for in.
    pub(super) fn long_words(&self) -> impl Iterator<Item = &str> {
        self.long.as_ref().split(|byte| *byte == b'\n').filter_map(|word| str::from_utf8(word).ok())
    }
}

/// What stands beside a compiled list, so that it need not be walked for most of what is asked (`standard.filter` and
/// `standard.rows` beside `standard.fst`, `news.long` beside `news.fst`).
#[derive(Clone, Copy, Debug)]
pub struct Index<B = Vec<u8>> {
    /// A few bits for each form.
    pub filter: B,
    /// A bit for each row of four signs; needed for lists that corrections are taken from.
    pub rows: B,
    /// The longer forms of plain letters, one a line; needed for lists of frequencies.
    pub long: B,
}

impl Index {
    pub(super) fn of(map: &Map<Bytes>) -> Self {
        let mut hashes = Vec::with_capacity(map.len());
        let (mut rows, mut long) = (Grams::new(), Vec::new());
        let mut forms = map.keys();
        while let Some(form) = forms.next() {
            hashes.push(hash_of(form));
            rows.add(&String::from_utf8_lossy(form));
            if is_long_word(form) {
                long.extend_from_slice(form);
                long.push(b'\n');
            }
        }
        let filter = filter::build(hashes.len(), hashes.into_iter());
        Self { filter, rows: rows.as_bytes().to_vec(), long }
    }
}

fn hash_of(form: &[u8]) -> Hash {
    form.iter().copied().fold(Hash::EMPTY, Hash::push)
}

/// What stands beside a compiled list of this name: whoever builds the lists writes it.
///
/// # Errors
/// When the list is damaged.
pub fn index_of(name: &str, list: &[u8]) -> Result<Index, LexiconError> {
    let damaged = |source| LexiconError::Damaged { name: name.to_owned(), source };
    Map::new(Bytes::Read(list.into())).map(|map| Index::of(&map)).map_err(damaged)
}
