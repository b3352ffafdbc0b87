//! Corrections: the words within one or two edits of a misspelling, weighed by how easily the slip
//! happens and how common the word is. It knows nothing of the sentence; the caller lets the
//! neighbours speak.

mod cost;
mod derived;
pub(super) mod far;
mod near;

use super::record::Record;
use super::{Entry, Lexicon, affix};
use cost::Typed;
use near::Neighbourhood;

/// One word that a misspelling may have meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The correction, in lower case.
    pub word: String,
    /// Weighted edit cost: 0 is the same word, 1 one ordinary edit; a slip that fingers easily
    /// make costs 0.6 to 0.9.
    pub cost: f32,
    /// What the lexicon knows about the correction. Where no list says how common it is, this is estimated by its root.
    pub entry: Entry,
}

impl Candidate {
    /// How probable the correction is beside the others: a power of ten of its frequency, less
    /// what its edits cost. Only differences mean something.
    pub fn strength(&self) -> f32 {
        /// Powers of ten that one whole edit costs.
        const EDIT: f32 = 3.0;
        /// What is taken for the frequency of a word that no list of frequencies has, and of a long English one.
        const RARE: u8 = 12;
        const RARE_ENGLISH: u8 = 20;
        /// Tenths of a power of ten between an English word and an Indonesian one that is as common.
        const ENGLISH: u8 = 10;
        let is_english = self.entry.is_foreign() && !self.entry.is_known();
        let is_long = LONG_ENGLISH <= self.word.len();
        let zipf10 = match self.entry.zipf10() {
            _ if self.entry.is_accepted() => 45,
            zipf10 if is_english && is_long => zipf10.saturating_sub(ENGLISH).max(RARE_ENGLISH),
            zipf10 if is_english => zipf10.saturating_sub(ENGLISH),
            zipf10 => zipf10.max(RARE),
        };
        f32::from(zipf10) / 10.0 - EDIT * self.cost
    }

    /// Whether this is a long English word in which a letter was left out or doubled, or two changed places
    /// (`resilence`). Hardly anything else is written so.
    pub fn is_slip_in_english(&self, word: &str) -> bool {
        LONG_ENGLISH <= word.len()
            && self.entry.is_foreign()
            && !self.entry.is_known()
            && self.cost <= cost::DROPPED
    }

    /// Whether one letter of a loan was written as it sounds and nothing else is different (`aktifitas`, `perijinan`).
    /// Such a spelling is a habit: the writer repeats it.
    pub fn is_by_ear(&self, word: &str) -> bool {
        let mut differ =
            word.chars().zip(self.word.chars()).filter(|(typed, meant)| typed != meant);
        word.len() == self.word.len()
            && differ.next().is_some_and(|(typed, meant)| cost::are_of_loans(typed, meant))
            && differ.next().is_none()
    }
}

/// Words shorter than this are too near to everything for two edits.
const SHORTEST_FOR_TWO: usize = 9;

/// Below this a listed word is so rare that a well-formed unlisted one may well be meant instead.
const WEAK: u8 = 20;

/// How common in Indonesian texts an English word is that is offered.
const ENGLISH: u8 = 35;

/// Letters from which any English word is offered.
const LONG_ENGLISH: usize = 8;

/// What corrections are looked for among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Words only, as the word stands where no name does.
    Words,
    /// Words, and names of people and places.
    WordsAndNames,
}

/// Lists that corrections are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Words,
    Names,
}

/// At most `max` corrections of a lower-case word in each kind of list, best first; the word itself is none.
pub(super) fn among(lexicon: &Lexicon, word: &str, among: Among, max: usize) -> Vec<Candidate> {
    let wanted: &[From] = match among {
        Among::Words => &[From::Words],
        Among::WordsAndNames => &[From::Words, From::Names],
    };
    let [mut found, names] = of_word(lexicon, word, wanted, max);
    if !names.is_empty() {
        let listed = found.len();
        for name in names {
            if found[..listed].iter().all(|one| one.word != name.word) {
                found.push(name);
            }
        }
        found.sort_by(|a, b| b.strength().total_cmp(&a.strength()));
    }
    found
}

/// At most `max` corrections of a lower-case word, from words and from names as far as they are wanted, best first; the word
/// itself is none.
pub(super) fn of_word(
    lexicon: &Lexicon,
    word: &str,
    wanted: &[From],
    max: usize,
) -> [Vec<Candidate>; 2] {
    let letters = word.chars().count();
    if !(2..=near::LONGEST).contains(&letters) {
        return [Vec::new(), Vec::new()];
    }
    if word.contains('-') {
        // Names have no parts that are corrected by themselves.
        return [of_parts(lexicon, word, max), Vec::new()];
    }
    let search = Search { lexicon, word, typed: Typed::new(word) };
    let near = search.one_edit_away(wanted);
    let mut far = None;
    [From::Words, From::Names].map(|from| {
        if !wanted.contains(&from) {
            return Vec::new();
        }
        let taken = near.iter().filter(|(_, record)| search.is_taken(from, *record));
        let mut found = search.offered(from, taken.map(|(form, _)| form.as_str()));
        let is_weak = found.iter().all(|candidate| candidate.entry.zipf10() < WEAK);
        if from == From::Words && is_weak {
            found.extend(search.derived());
        }
        if found.is_empty() && SHORTEST_FOR_TWO <= letters {
            let far = far.get_or_insert_with(|| search.two_edits_away());
            found = search.offered(from, far.iter().map(String::as_str));
        }
        best(found, max)
    })
}

fn best(mut found: Vec<Candidate>, max: usize) -> Vec<Candidate> {
    found.sort_by(|a, b| b.strength().total_cmp(&a.strength()).then_with(|| a.word.cmp(&b.word)));
    found.dedup_by(|a, b| a.word == b.word);
    found.truncate(max);
    found
}

/// English words that few Indonesian texts use are offered where they are too long to be met by chance.
fn is_long(word: &str) -> bool {
    LONG_ENGLISH <= word.len()
}

/// What is looked for around one word.
struct Search<'a> {
    lexicon: &'a Lexicon,
    word: &'a str,
    typed: Typed,
}

impl Search<'_> {
    /// Listed and accepted forms one edit away, each once and in order of the alphabet.
    fn one_edit_away(&self, wanted: &[From]) -> Vec<(String, Record)> {
        let near = Neighbourhood::new(self.word);
        let spellings = near.spellings(0, near::ANY, self.lexicon.looks());
        let mut found = Vec::new();
        self.lexicon.records(&spellings, |record, edit| {
            if wanted.iter().any(|from| self.is_taken(*from, record)) {
                found.push((near.written(edit), record));
            }
        });
        found.retain(|(form, _)| form != self.word);
        found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        found.dedup_by(|(form, record), (kept, all)| {
            let same = form == kept;
            if same {
                *all = all.with(*record);
            }
            same
        });
        found
    }

    /// Words of known frequency and accepted words two edits away, each once and in order of the alphabet.
    fn two_edits_away(&self) -> Vec<String> {
        let mut found = Vec::new();
        for shelves in self.lexicon.long_words() {
            shelves.visit(self.word, |other| found.push(other.to_owned()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether what is known of a form says that corrections of the word may be taken from it.
    fn is_taken(&self, from: From, record: Record) -> bool {
        record.is_accepted()
            || match from {
                From::Words => {
                    record.is_word() || is_long(self.word) && record.entry().is_foreign()
                }
                From::Names => record.is_name(),
            }
    }

    /// Those of some forms that are offered as corrections.
    fn offered<'f>(&self, from: From, forms: impl Iterator<Item = &'f str>) -> Vec<Candidate> {
        let is_offered = |entry: Entry| match from {
            // English words that Indonesian texts use are misspelt in them as well.
            From::Words => {
                let is_used = ENGLISH <= entry.zipf10() || is_long(self.word);
                entry.is_known() || entry.is_foreign() && !entry.is_rejected() && is_used
            }
            From::Names => entry.is_name() && !entry.is_rejected() || entry.is_accepted(),
        };
        forms
            .filter(|form| *form != self.word)
            .map(|form| (estimated(self.lexicon, form), form))
            .filter(|(entry, _)| is_offered(*entry))
            .map(|(entry, form)| self.candidate(form.to_owned(), entry))
            .collect()
    }

    /// Well-formed words one edit away that no list has.
    fn derived(&self) -> impl Iterator<Item = Candidate> {
        derived::forms(self.lexicon, self.word)
            .into_iter()
            .map(|form| (estimated(self.lexicon, &form), form))
            .filter(|(entry, _)| entry.is_known())
            .map(|(entry, form)| self.candidate(form, entry))
    }

    fn candidate(&self, word: String, entry: Entry) -> Candidate {
        Candidate { cost: self.typed.cost(&word), entry, word }
    }
}

/// What the lexicon knows of a word. Where that is not how common the word is, its root tells.
fn estimated(lexicon: &Lexicon, word: &str) -> Entry {
    /// Tenths of a power of ten between a common word and the same word with "-nya".
    const CLITIC: u8 = 13;
    /// The same between a root and one of its derived forms.
    const DERIVED: u8 = 20;
    let entry = lexicon.look_up(word);
    if entry.zipf10() > 0 || !entry.is_known() {
        return entry;
    }
    let by_clitic = word.strip_suffix("nya").map(|base| (lexicon.lists.zipf10(base), CLITIC));
    let by_root = || {
        let analysis = affix::analyse(lexicon, word)?;
        Some((lexicon.lists.zipf10(&analysis.root), DERIVED))
    };
    let (zipf10, less) =
        by_clitic.filter(|(zipf10, _)| *zipf10 > 0).or_else(by_root).unwrap_or_default();
    Entry { zipf10: zipf10.saturating_sub(less), ..entry }
}

/// A hyphenated word with one part that is unknown: that part is corrected, and the part that it
/// should repeat speaks for itself (`anak-anka`).
fn of_parts(lexicon: &Lexicon, word: &str, max: usize) -> Vec<Candidate> {
    /// What a repetition is worth, in edits.
    const REPEATED: f32 = 0.4;
    let parts: Vec<&str> = word.split('-').collect();
    let mut unknown = (0..parts.len()).filter(|&at| !lexicon.look_up(parts[at]).is_known());
    let (Some(at), None) = (unknown.next(), unknown.next()) else { return Vec::new() };
    let [found, _] = of_word(lexicon, parts[at], &[From::Words], max);
    let found = found.into_iter().map(|candidate| {
        let repeats = parts.contains(&&*candidate.word);
        let mut parts = parts.clone();
        parts[at] = &candidate.word;
        let word = parts.join("-");
        let cost = if repeats { (candidate.cost - REPEATED).max(0.1) } else { candidate.cost };
        Candidate { entry: lexicon.look_up(&word), cost, word }
    });
    best(found.collect(), max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(word: &str) -> Option<String> {
        Lexicon::embedded().candidates(word, 1).pop().map(|candidate| candidate.word)
    }

    #[test]
    fn the_word_that_was_meant_comes_first() {
        for (typo, word) in [
            ("menigkatkan", "meningkatkan"),
            ("diketaui", "diketahui"),
            ("tutupnha", "tutupnya"),
            ("ayng", "yang"),
            ("pekerjaaan", "pekerjaan"),
            ("wartawab", "wartawan"),
            ("ekarang", "sekarang"),
            ("perushaan", "perusahaan"),
            ("mendapatka", "mendapatkan"),
            ("temrasuk", "termasuk"),
            ("digelontorkn", "digelontorkan"),
            ("ujarna", "ujarnya"),
            ("anak-anka", "anak-anak"),
        ] {
            assert_eq!(first(typo).as_deref(), Some(word), "{typo}");
        }
    }

    #[test]
    fn a_word_that_is_like_nothing_has_no_correction() {
        for word in ["xqzwvkjh", "", "a", &"x".repeat(5000)] {
            assert_eq!(first(word), None, "{word}");
        }
    }

    #[test]
    fn names_are_corrected_only_when_asked_for() {
        let lexicon = Lexicon::embedded();
        let words = lexicon.candidates("washingtom", 5);
        assert!(words.iter().all(|candidate| candidate.word != "washington"));
        assert_eq!(lexicon.name_candidates("washingtom", 5)[0].word, "washington");
    }
}
