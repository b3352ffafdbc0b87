//! The compiled word lists: one automaton a licence class, and what is made of all of them together to be read in place. The
//! program itself carries only the latter. It answers what the lists say and knows no grammar.

use fst::{Map, Streamer};

use super::candidates::far::{self, Shelves};
use super::edges::{self, Edges};
use super::error::LexiconError;
use super::grams::{Gaps, Grams};
use super::hash::Hash;
use super::letters::{self, Letters};
use super::record::{Record, Source};
use super::table::{self, Bytes, Table};

/// What all lists say, made ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    /// The [record](Record) of every form.
    forms: Table,
    /// By two forms with a space between: ten times the base-10 logarithm of how much more often they stand side by side
    /// in news text than by chance.
    pairs: Table,
    letters: Letters,
    /// What all forms look like that corrections are taken from.
    pub(super) looks: Looks,
    /// The long words of known frequency: of the general list, and what the news has besides.
    pub(super) long: [Shelves; 2],
}

/// Ten times the largest Zipf value of forms of so many bytes, or of longer ones, as the embedded lists have it.
pub(crate) const fn commonest10(length: usize) -> u8 {
    const BY_LENGTH: [u8; 24] = [
        75, 75, 75, 75, 75, 70, 70, 65, 64, 63, 58, 58, 55, 52, 50, 48, 48, 42, 42, 42, 40, 40, 37,
        37,
    ];
    if length < BY_LENGTH.len() { BY_LENGTH[length] } else { 35 }
}

/// What forms look like: it tells which spellings are worth a question.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    /// The rows of signs that they have.
    pub(super) gaps: Gaps,
    /// How they begin and end.
    pub(super) edges: Edges,
}

impl Looks {
    /// The same, and what some forms more look like.
    pub(super) fn with<'a>(&self, forms: impl Iterator<Item = &'a str> + Clone) -> Self {
        Self { gaps: self.gaps.with(forms.clone()), edges: self.edges.with(forms) }
    }

    /// Whatever forms may look like.
    #[cfg(test)]
    pub(super) fn any() -> Self {
        Self { gaps: Gaps::all(), edges: Edges::all() }
    }
}

/// The lists of words.
const WORDS: [(&str, Source); 8] = [
    ("standard.fst", Source::Standard),
    ("supplement.fst", Source::Supplement),
    ("foreign.fst", Source::Foreign),
    ("seen.fst", Source::Seen),
    ("names.fst", Source::Names),
    ("regions.fst", Source::Regions),
    ("frequency.fst", Source::Frequency),
    ("news.fst", Source::News),
];

/// Two words with a space between them, and what [`Lists::association10`] says of them.
const PAIRS: &str = "pairs.fst";

/// Rows of letters, as [`letters::build`] reads them.
const LETTERS: &str = "letters.fst";

/// What is made of all lists together, so that one look tells what ten lists say: a file of each kind.
#[derive(Clone, Copy, Debug)]
struct Made<B> {
    forms: B,
    pairs: B,
    letters: B,
    gaps: B,
    edges: B,
    long: [B; 2],
}

impl Lists {
    pub(super) fn embedded() -> Self {
        Self::new(Made {
            forms: Bytes::Embedded(include_bytes!("../../lexicon/forms.table")),
            pairs: Bytes::Embedded(include_bytes!("../../lexicon/pairs.table")),
            letters: Bytes::Embedded(include_bytes!("../../lexicon/letters.table")),
            gaps: Bytes::Embedded(include_bytes!("../../lexicon/forms.gaps")),
            edges: Bytes::Embedded(include_bytes!("../../lexicon/forms.edges")),
            long: [
                Bytes::Embedded(include_bytes!("../../lexicon/frequency.long")),
                Bytes::Embedded(include_bytes!("../../lexicon/news.long")),
            ],
        })
    }

    /// Lists from files; the ones that are absent are empty.
    pub(super) fn from_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, LexiconError> {
        let Made { forms, pairs, letters, gaps, edges, long } = Made::of(files)?;
        Ok(Self::new(Made {
            forms: forms.into(),
            pairs: pairs.into(),
            letters: letters.into(),
            gaps: gaps.into(),
            edges: edges.into(),
            long: long.map(Bytes::from),
        }))
    }

    fn new(made: Made<Bytes>) -> Self {
        Self {
            forms: Table::new(made.forms),
            pairs: Table::new(made.pairs),
            letters: Letters::new(made.letters),
            looks: Looks { gaps: Gaps::new(made.gaps), edges: Edges::new(made.edges) },
            long: made.long.map(Shelves::new),
        }
    }

    /// What the lists say about a lower-case form.
    pub(super) fn record(&self, form: Hash) -> Record {
        self.forms.get(form).map_or_else(Record::default, Record::from_number)
    }

    /// Visits the records of those of some forms that a list has, with what stands beside each form.
    pub(super) fn records<T: Copy>(&self, forms: &[(Hash, T)], mut visit: impl FnMut(Record, T)) {
        self.forms.visit(forms, |number, beside| visit(Record::from_number(number), beside));
    }

    /// Ten times the Zipf value of a lower-case form, the larger of general and news text.
    pub(super) fn zipf10(&self, form: &str) -> u8 {
        self.record(Hash::of(form)).zipf10()
    }

    /// How much more often two lower-case forms stand side by side in news text than by chance, in tenths of a power of
    /// ten; 0 where that is not known.
    pub(super) fn association10(&self, left: Hash, right: Hash) -> u8 {
        let value = self.pairs.get(left.push(b' ').then(right)).unwrap_or(0);
        u8::try_from(value).unwrap_or(u8::MAX)
    }

    /// How improbable the letters of a lower-case form are for a word that no list has, in powers of ten.
    pub(super) fn surprise(&self, word: &str) -> f32 {
        self.letters.surprise(word)
    }
}

impl Made<Vec<u8>> {
    /// What is made of some lists; the ones that are absent are empty.
    fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, LexiconError> {
        let (mut forms, mut pairs, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let (mut grams, mut edges) = (Grams::new(), edges::none());
        let mut long = [Vec::new(), Vec::new()];
        for (name, bytes) in files {
            if std::path::Path::new(&name).extension().is_none_or(|end| end != "fst") {
                // Licences, the provenance and the sources of the supplement stand beside the lists.
                continue;
            }
            let words = WORDS.iter().find(|(file, _)| *file == name);
            if words.is_none() && name != PAIRS && name != LETTERS {
                return Err(LexiconError::UnknownFile { name });
            }
            let list = read(&name, bytes)?;
            if let Some(&(_, source)) = words {
                each(&list, |form, value| {
                    forms.push((hash_of(form), Record::of(source, value)));
                    if source != Source::Seen {
                        let form = String::from_utf8_lossy(form);
                        grams.add(&form);
                        edges::add(&mut edges, &form);
                    }
                    match source {
                        Source::Frequency => long[0].push(form.to_vec()),
                        Source::News => long[1].push(form.to_vec()),
                        _ => {}
                    }
                });
            } else if name == PAIRS {
                each(&list, |pair, value| {
                    let value = value.min(u64::from(u8::MAX)) as u32;
                    // 0 is taken for any two words that are not there.
                    if value > 0 {
                        pairs.push((hash_of(pair), value));
                    }
                });
            } else {
                each(&list, |row, value| rows.push((row.to_vec(), value)));
            }
        }
        let [frequency, news] = &mut long;
        news.retain(|word| frequency.binary_search(word).is_err());
        Ok(Self {
            forms: table::build(merged(forms)),
            pairs: table::build(pairs),
            letters: letters::build(rows.iter().map(|(row, value)| (&row[..], *value))),
            gaps: grams.gaps(),
            edges,
            long: long.map(|words| far::build(&words)),
        })
    }
}

/// The files that stand beside the compiled lists, with their names: whoever builds the lists writes them.
///
/// # Errors
/// As [`Lexicon::from_files`](super::Lexicon::from_files).
pub fn made_of(
    lists: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<[(&'static str, Vec<u8>); 7], LexiconError> {
    let Made { forms, pairs, letters, gaps, edges, long: [frequency, news] } = Made::of(lists)?;
    Ok([
        ("forms.table", forms),
        ("pairs.table", pairs),
        ("letters.table", letters),
        ("forms.gaps", gaps),
        ("forms.edges", edges),
        ("frequency.long", frequency),
        ("news.long", news),
    ])
}

/// A list, all of whose bytes are as they were written.
fn read(name: &str, bytes: Vec<u8>) -> Result<Map<Vec<u8>>, LexiconError> {
    let damaged = |source| LexiconError::Damaged { name: name.to_owned(), source };
    let list = Map::new(bytes).map_err(damaged)?;
    list.as_fst().verify().map_err(damaged)?;
    Ok(list)
}

fn each(list: &Map<Vec<u8>>, mut visit: impl FnMut(&[u8], u64)) {
    let mut entries = list.stream();
    while let Some((form, value)) = entries.next() {
        visit(form, value);
    }
}

fn hash_of(form: &[u8]) -> Hash {
    form.iter().copied().fold(Hash::EMPTY, Hash::push)
}

/// One record a form.
fn merged(mut records: Vec<(Hash, Record)>) -> Vec<(Hash, u32)> {
    records.sort_by_key(|(form, _)| form.mixed());
    let same = |a: &(Hash, Record), b: &(Hash, Record)| a.0 == b.0;
    let of_form = |records: &[(Hash, Record)]| {
        let all = records.iter().fold(Record::default(), |all, (_, record)| all.with(*record));
        (records[0].0, all.number())
    };
    records.chunk_by(same).map(of_form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed() -> Vec<(String, Vec<u8>)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
        let names = WORDS.iter().map(|(name, _)| *name).chain([PAIRS, LETTERS]);
        names.map(|name| (name.to_owned(), std::fs::read(folder.join(name)).expect(name))).collect()
    }

    #[test]
    fn what_is_embedded_is_what_the_lists_say() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
        for (name, bytes) in made_of(committed()).expect("the lists are whole") {
            let kept = std::fs::read(folder.join(name)).expect(name);
            assert!(kept == bytes, "{name}: build the word data again");
        }
    }

    #[test]
    fn every_form_of_every_list_is_found_with_what_is_said_of_it() {
        let lists = Lists::embedded();
        for (name, bytes) in committed() {
            let list = read(&name, bytes).expect("a list");
            assert!(100 < list.len(), "{name}");
            let source = WORDS.iter().find(|(file, _)| *file == name).map(|(_, source)| *source);
            each(&list, |form, value| match source {
                Some(source) => {
                    let (record, part) = (lists.record(hash_of(form)), Record::of(source, value));
                    assert_eq!(record.with(part), record, "{name} {form:?}");
                }
                None if name == PAIRS => {
                    assert_eq!(lists.pairs.get(hash_of(form)).map(u64::from), Some(value));
                }
                None => {}
            });
        }
    }

    #[test]
    fn no_form_is_commoner_than_those_of_its_length() {
        for (name, bytes) in committed() {
            let Some((_, source)) = WORDS.iter().find(|(file, _)| *file == name) else { continue };
            each(&read(&name, bytes).expect("a list"), |form, value| {
                let zipf10 = Record::of(*source, value).zipf10();
                assert!(zipf10 <= commonest10(form.len()), "{}", String::from_utf8_lossy(form));
            });
        }
    }

    #[test]
    fn the_supplement_is_what_its_sources_say() {
        let sources = [
            include_str!("../../lexicon/supplement.txt"),
            include_str!("../../lexicon/abbreviations.txt"),
            include_str!("../../lexicon/colloquial.txt"),
        ];
        let bytes = include_bytes!("../../lexicon/supplement.fst");
        let supplement = read("supplement.fst", bytes.to_vec()).expect("a list");
        let mut words = 0;
        for (source, value) in sources.iter().zip(0..) {
            for word in source.lines().filter(|line| !line.starts_with('#')) {
                assert_eq!(supplement.get(word), Some(value), "{word}: build --own again");
                words += 1;
            }
        }
        assert_eq!(supplement.len(), words);
    }
}
