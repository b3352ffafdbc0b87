//! The compiled word lists: one automaton a licence class and a filter before it, read in place from the binary or from
//! files that the caller has read. It answers what a list says and knows no grammar.

use fst::Map;

use super::entry::{Entry, Tiers, WordClass};
use super::error::LexiconError;
use super::filter::{self, Filter, Place};
use super::hash::Hash;
use super::list::{Bytes, Index, Key, List};

/// Every list, by what it is evidence of. Keys are lower-case word forms.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// Values say what the form is besides a word, as [`name_tiers`] reads them, and bit 0 that it
    /// is no word at all: a name or an abbreviation that is never written in lower case.
    pub(super) standard: List,
    /// Values are the register, as [`supplement_tiers`] reads it.
    pub(super) supplement: List,
    pub(super) foreign: List,
    pub(super) seen: List,
    /// Values are kinds of name, as [`name_tiers`] reads them.
    pub(super) names: List,
    pub(super) regions: List,
    /// Values are ten times the Zipf value.
    pub(super) frequency: List,
    /// Values are ten times the Zipf value in the low byte, then four bits of word class and one for places.
    pub(super) news: List,
    /// Keys are two words with a space between; values are ten times the base-10 logarithm of how much more often they
    /// stand side by side in news text than by chance.
    pairs: List,
    /// Keys are three signs, as [`Lists::surprise`] reads them; values are a hundred times the negative base-10
    /// logarithm of how probable the third is behind the other two.
    letters: List,
    /// A filter of the forms of all lists of words together, so that what none of them has is told by one look.
    forms: Filter,
}

/// How many of the [`FILES`] hold words; they come first.
const WORDS: usize = 8;

/// File names of the lists, in the order of [`Lists::by_index`].
const FILES: [&str; 10] = [
    "standard.fst",
    "supplement.fst",
    "foreign.fst",
    "seen.fst",
    "names.fst",
    "regions.fst",
    "frequency.fst",
    "news.fst",
    "pairs.fst",
    "letters.fst",
];

impl Lists {
    pub(super) fn embedded() -> Self {
        Self {
            standard: List::embedded(
                include_bytes!("../../lexicon/standard.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/standard.filter"),
                    rows: include_bytes!("../../lexicon/standard.rows"),
                    long: &[],
                },
            ),
            supplement: List::embedded(
                include_bytes!("../../lexicon/supplement.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/supplement.filter"),
                    rows: include_bytes!("../../lexicon/supplement.rows"),
                    long: &[],
                },
            ),
            foreign: List::embedded(
                include_bytes!("../../lexicon/foreign.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/foreign.filter"),
                    rows: include_bytes!("../../lexicon/foreign.rows"),
                    long: &[],
                },
            ),
            seen: List::embedded(
                include_bytes!("../../lexicon/seen.fst"),
                Index { filter: include_bytes!("../../lexicon/seen.filter"), rows: &[], long: &[] },
            ),
            names: List::embedded(
                include_bytes!("../../lexicon/names.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/names.filter"),
                    rows: include_bytes!("../../lexicon/names.rows"),
                    long: &[],
                },
            ),
            regions: List::embedded(
                include_bytes!("../../lexicon/regions.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/regions.filter"),
                    rows: include_bytes!("../../lexicon/regions.rows"),
                    long: &[],
                },
            ),
            frequency: List::embedded(
                include_bytes!("../../lexicon/frequency.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/frequency.filter"),
                    rows: include_bytes!("../../lexicon/frequency.rows"),
                    long: include_bytes!("../../lexicon/frequency.long"),
                },
            ),
            news: List::embedded(
                include_bytes!("../../lexicon/news.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/news.filter"),
                    rows: include_bytes!("../../lexicon/news.rows"),
                    long: include_bytes!("../../lexicon/news.long"),
                },
            ),
            pairs: List::embedded(
                include_bytes!("../../lexicon/pairs.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/pairs.filter"),
                    rows: &[],
                    long: &[],
                },
            ),
            letters: List::embedded(
                include_bytes!("../../lexicon/letters.fst"),
                Index {
                    filter: include_bytes!("../../lexicon/letters.filter"),
                    rows: &[],
                    long: &[],
                },
            ),
            forms: Filter::new(Bytes::Embedded(include_bytes!("../../lexicon/forms.filter"))),
        }
    }

    /// Lists from files; the ones that are absent are empty.
    pub(super) fn from_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, LexiconError> {
        let mut lists = Self::empty();
        for (name, bytes) in files {
            let Some(index) = FILES.iter().position(|file| *file == name) else {
                if std::path::Path::new(&name).extension().is_some_and(|end| end == "fst") {
                    return Err(LexiconError::UnknownFile { name });
                }
                // Licences, the provenance and the sources of the supplement stand beside the lists.
                continue;
            };
            let damaged = |source| LexiconError::Damaged { name: name.clone(), source };
            *lists.by_index(index) = List::read(bytes).map_err(damaged)?;
        }
        lists.forms = Filter::new(Bytes::Read(lists.filter_of_forms().into()));
        Ok(lists)
    }

    /// The bytes of the filter of all forms.
    pub(super) fn filter_of_forms(&mut self) -> Vec<u8> {
        let mut hashes = Vec::new();
        for index in 0..WORDS {
            hashes.extend(self.by_index(index).hashes());
        }
        hashes.sort_unstable_by_key(|hash| hash.mixed());
        hashes.dedup();
        filter::build(hashes.len(), hashes.into_iter())
    }

    fn empty() -> Self {
        let none = Map::default().as_fst().as_bytes().to_vec();
        let none = List::read(none).expect("an empty automaton is well formed");
        Self {
            standard: none.clone(),
            supplement: none.clone(),
            foreign: none.clone(),
            seen: none.clone(),
            names: none.clone(),
            regions: none.clone(),
            frequency: none.clone(),
            news: none.clone(),
            pairs: none.clone(),
            letters: none,
            forms: Filter::of(0, []),
        }
    }

    fn by_index(&mut self, index: usize) -> &mut List {
        match index {
            0 => &mut self.standard,
            1 => &mut self.supplement,
            2 => &mut self.foreign,
            3 => &mut self.seen,
            4 => &mut self.names,
            5 => &mut self.regions,
            6 => &mut self.frequency,
            7 => &mut self.news,
            8 => &mut self.pairs,
            _ => &mut self.letters,
        }
    }

    /// `false` when no list of words has a form with this place.
    pub(super) fn may_hold(&self, form: Place) -> bool {
        self.forms.may_hold(form)
    }

    /// What the lists say about a lower-case form.
    pub(super) fn entry(&self, word: &str) -> Entry {
        let key = Key::new(word);
        if !self.forms.may_hold(key.place()) {
            return Entry::default();
        }
        let mut tiers = Tiers::NONE;
        let mut add = |list: &List, tier| {
            if list.has(key) {
                tiers = tiers.union(tier);
            }
        };
        add(&self.foreign, Tiers::FOREIGN);
        add(&self.seen, Tiers::SEEN);
        add(&self.regions, Tiers::PLACE);
        if let Some(value) = self.standard.get(key) {
            let word = if is_only_name(value) { Tiers::NONE } else { Tiers::STANDARD };
            tiers = tiers.union(word).union(name_tiers(value & !1));
        }
        if let Some(kinds) = self.names.get(key) {
            tiers = tiers.union(name_tiers(kinds));
        }
        if let Some(register) = self.supplement.get(key) {
            tiers = tiers.union(supplement_tiers(register));
        }
        Entry { tiers, zipf10: self.frequency_of(key) }
    }

    /// Ten times the Zipf value of a lower-case form, the larger of general and news text.
    pub(super) fn zipf10(&self, word: &str) -> u8 {
        self.frequency_of(Key::new(word))
    }

    fn frequency_of(&self, key: Key<'_>) -> u8 {
        let general = self.frequency.get(key).unwrap_or(0);
        let news = self.news.get(key).unwrap_or(0) & 0xff;
        u8::try_from(general.max(news)).unwrap_or(u8::MAX)
    }

    /// Whether a lower-case form often stands behind "di" or "ke" in news text.
    pub(super) fn is_place(&self, word: &str) -> bool {
        self.news.get(Key::new(word)).is_some_and(|value| value >> 12 & 1 == 1)
    }

    /// How much more often two lower-case forms stand side by side in news text than by chance, in tenths of a power of
    /// ten; 0 where that is not known.
    pub(super) fn association10(&self, left: &str, right: &str) -> u8 {
        let pair = Hash::of(left).push(b' ').then(Hash::of(right));
        // Hardly any pair is known, so it is written out only when it may be.
        if !self.pairs.may_hold(Place::of(pair)) {
            return 0;
        }
        let value = self.pairs.map.get([left, " ", right].concat()).unwrap_or(0);
        u8::try_from(value).unwrap_or(u8::MAX)
    }

    /// How improbable the letters of a lower-case form are for a word that no list has: the negative base-10 logarithm
    /// of the product over its letters and its end.
    pub(super) fn surprise(&self, word: &str) -> f32 {
        /// What a row of letters costs that no list of letters has.
        const UNHEARD_OF: u16 = 400;
        let mut row = [b'^'; 3];
        let cost = |letter| {
            row = [row[1], row[2], letter];
            let value = self.letters.map.get(row).and_then(|value| u16::try_from(value).ok());
            f32::from(value.unwrap_or(UNHEARD_OF)) / 100.0
        };
        word.bytes().chain([b'$']).map(cost).sum()
    }

    /// The class of a lower-case form in news text.
    pub(super) fn class(&self, word: &str) -> Option<WordClass> {
        match self.news.get(Key::new(word))? >> 8 & 0xf {
            1 => Some(WordClass::Noun),
            2 => Some(WordClass::Verb),
            3 => Some(WordClass::Adjective),
            4 => Some(WordClass::Other),
            _ => None,
        }
    }
}

/// The filter that stands beside all compiled lists of words (`forms.filter`): whoever builds the lists writes it.
///
/// # Errors
/// As [`Lexicon::from_files`](super::Lexicon::from_files).
pub fn filter_of_words(
    lists: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<Vec<u8>, LexiconError> {
    Ok(Lists::from_files(lists)?.forms.as_bytes().to_vec())
}

/// Whether a value of the standard list belongs to a name or an abbreviation only.
pub(super) fn is_only_name(value: u64) -> bool {
    value & 1 == 1
}

/// Bits of a value of the names list: 1 person, 2 place, 4 other or unrecorded kind, 8 abbreviation.
fn name_tiers(kinds: u64) -> Tiers {
    const KINDS: [(u64, Tiers); 4] =
        [(1, Tiers::PERSON), (2, Tiers::PLACE), (4, Tiers::OTHER_NAME), (8, Tiers::ABBREVIATION)];
    let set = KINDS.iter().filter(|(bit, _)| kinds & bit != 0);
    set.fold(Tiers::NONE, |tiers, (_, tier)| tiers.union(*tier))
}

/// Values of the supplement: 0 word, 1 abbreviation or unit, 2 colloquial.
fn supplement_tiers(register: u64) -> Tiers {
    match register {
        0 => Tiers::SUPPLEMENT,
        1 => Tiers::ABBREVIATION,
        _ => Tiers::COLLOQUIAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_list_is_whole() {
        let mut lists = Lists::embedded();
        for (index, file) in FILES.iter().enumerate() {
            let list = lists.by_index(index);
            assert!(list.map.as_fst().verify().is_ok(), "{file}");
            assert!(100 < list.map.len(), "{file}");
            let index = Index::of(&list.map);
            let long = list.long.as_ref();
            let is_fresh = index.filter == list.filter.as_bytes()
                && (list.rows().is_empty() || index.rows == list.rows())
                && (long.is_empty() || index.long == long);
            assert!(is_fresh, "what stands beside {file}: build the word data again");
        }
        let forms = lists.filter_of_forms();
        assert!(forms == lists.forms.as_bytes(), "forms.filter: build the word data again");
    }

    #[test]
    fn the_supplement_is_what_its_sources_say() {
        let sources = [
            include_str!("../../lexicon/supplement.txt"),
            include_str!("../../lexicon/abbreviations.txt"),
            include_str!("../../lexicon/colloquial.txt"),
        ];
        let lists = Lists::embedded();
        let mut words = 0;
        for (source, value) in sources.iter().zip(0..) {
            for word in source.lines().filter(|line| !line.starts_with('#')) {
                assert_eq!(
                    lists.supplement.get(Key::new(word)),
                    Some(value),
                    "{word}: build --own again"
                );
                words += 1;
            }
        }
        assert_eq!(lists.supplement.map.len(), words);
    }
}
