//! Corrections: the words within one or two edits of a misspelling, weighed by how easily the slip
//! happens and how common the word is. It knows nothing of the sentence; the caller lets the
//! neighbours speak.

mod cost;
mod derived;
mod far;
mod near;

use std::sync::{Arc, OnceLock};

use super::filter::Place;
use super::grams::{Gaps, Grams};
use super::list::{Key, List};
use super::lists::is_only_name;
use super::{Entry, Lexicon, affix};
use far::Shelves;
use near::{Neighbourhood, SIGNS};

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

/// Lists that corrections are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum From {
    Words,
    Names,
}

/// What searches need besides the lists, each made when it is first needed.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables(Arc<Made>);

#[derive(Debug, Default)]
struct Made {
    /// The words that are looked at for two edits.
    far: OnceLock<Shelves>,
    words: OnceLock<Gaps>,
    names: OnceLock<Gaps>,
    roots: OnceLock<Gaps>,
}

impl Tables {
    fn far(&self, lexicon: &Lexicon) -> &Shelves {
        self.0.far.get_or_init(|| {
            let mut shelves = Shelves::new();
            let listed = [&lexicon.lists.frequency, &lexicon.lists.news];
            let accepted = lexicon.accepted.iter().map(|word| &**word);
            for word in listed.into_iter().flat_map(List::long_words).chain(accepted) {
                shelves.add(word);
            }
            shelves
        })
    }

    /// The rows of all forms that corrections are taken from.
    fn rows(&self, lexicon: &Lexicon, from: From) -> &Gaps {
        let lists = &lexicon.lists;
        let common = [&lists.standard, &lists.supplement, &lists.frequency, &lists.news];
        match from {
            From::Words => {
                let lists = common.into_iter().chain([&lists.foreign]);
                self.0.words.get_or_init(|| rows_of(lexicon, lists))
            }
            From::Names => {
                let lists = [&lists.standard, &lists.names, &lists.regions];
                self.0.names.get_or_init(|| rows_of(lexicon, lists))
            }
        }
    }

    /// The rows of all forms that others are derived from.
    fn rows_of_roots(&self, lexicon: &Lexicon) -> &Gaps {
        let lists = [&lexicon.lists.standard, &lexicon.lists.supplement];
        self.0.roots.get_or_init(|| rows_of(lexicon, lists))
    }
}

/// The rows of some lists, and of what the desk has accepted.
fn rows_of<'a>(lexicon: &Lexicon, lists: impl IntoIterator<Item = &'a List>) -> Gaps {
    let mut rows = Grams::of(lexicon.accepted.iter().map(|word| &**word));
    for list in lists {
        rows.merge(list.rows());
    }
    Gaps::of(rows)
}

/// At most `max` corrections of a lower-case word, best first; the word itself is none.
pub(super) fn of_word(lexicon: &Lexicon, word: &str, from: From, max: usize) -> Vec<Candidate> {
    let letters = word.chars().count();
    // Longer than any word.
    if !(2..=40).contains(&letters) {
        return Vec::new();
    }
    if word.contains('-') {
        return of_parts(lexicon, word, max);
    }
    let mut found = one_edit_away(lexicon, word, from);
    let is_weak = found.iter().all(|candidate| candidate.entry.zipf10() < WEAK);
    if from == From::Words && is_weak {
        found.extend(derived(lexicon, word));
    }
    if found.is_empty() && SHORTEST_FOR_TWO <= letters {
        found = two_edits_away(lexicon, word, from);
    }
    best(found, max)
}

fn best(mut found: Vec<Candidate>, max: usize) -> Vec<Candidate> {
    found.sort_by(|a, b| b.strength().total_cmp(&a.strength()).then_with(|| a.word.cmp(&b.word)));
    found.dedup_by(|a, b| a.word == b.word);
    found.truncate(max);
    found
}

/// Listed and accepted words one edit away.
fn one_edit_away(lexicon: &Lexicon, word: &str, from: From) -> Vec<Candidate> {
    let near = Neighbourhood::new(word);
    let mut found = Vec::new();
    near.visit(0, &SIGNS, lexicon.tables.rows(lexicon, from), |hash, edit| {
        if may_be_taken(lexicon, word, from, Place::of(hash)) {
            found.push(near.written(edit));
        }
    });
    found.retain(|other| is_taken(lexicon, word, from, other));
    offered(lexicon, word, from, found)
}

/// Words of known frequency and accepted words two edits away.
fn two_edits_away(lexicon: &Lexicon, word: &str, from: From) -> Vec<Candidate> {
    let mut found = Vec::new();
    lexicon.tables.far(lexicon).visit(word, |other| found.push(other.to_owned()));
    offered(lexicon, word, from, found)
}

/// English words that few Indonesian texts use are offered where they are too long to be met by chance.
fn is_long(word: &str) -> bool {
    LONG_ENGLISH <= word.len()
}

/// `false` when no list that corrections of a word are taken from has a form with this place.
fn may_be_taken(lexicon: &Lexicon, word: &str, from: From, form: Place) -> bool {
    let lists = &lexicon.lists;
    if lexicon.accepted_filter.may_hold(form) {
        return true;
    }
    // Nearly all end here.
    if !lists.may_hold(form) {
        return false;
    }
    let others = match from {
        // Well-formed words that no list of words has are often in the lists of frequencies.
        From::Words => {
            lists.supplement.may_hold(form)
                || lists.frequency.may_hold(form)
                || lists.news.may_hold(form)
                || is_long(word) && lists.foreign.may_hold(form)
        }
        From::Names => lists.names.may_hold(form) || lists.regions.may_hold(form),
    };
    others || lists.standard.may_hold(form)
}

/// The same, for certain.
fn is_taken(lexicon: &Lexicon, word: &str, from: From, form: &str) -> bool {
    let (lists, key) = (&lexicon.lists, Key::new(form));
    let standard = lists.standard.get(key);
    let listed = match from {
        From::Words => {
            standard.is_some_and(|value| !is_only_name(value))
                || lists.supplement.has(key)
                || lists.frequency.has(key)
                || lists.news.has(key)
                || is_long(word) && lists.foreign.has(key)
        }
        From::Names => standard.is_some() || lists.names.has(key) || lists.regions.has(key),
    };
    listed || lexicon.accepted.contains(form)
}

/// Those of some forms that are offered as corrections of a word.
fn offered(lexicon: &Lexicon, word: &str, from: From, mut forms: Vec<String>) -> Vec<Candidate> {
    let is_offered = |entry: Entry| match from {
        // English words that Indonesian texts use are misspelt in them as well.
        From::Words => {
            let is_used = ENGLISH <= entry.zipf10() || is_long(word);
            entry.is_known() || entry.is_foreign() && !entry.is_rejected() && is_used
        }
        From::Names => entry.is_name() && !entry.is_rejected() || entry.is_accepted(),
    };
    forms.sort_unstable();
    forms.dedup();
    forms
        .into_iter()
        .filter(|form| form != word)
        .map(|form| (estimated(lexicon, &form), form))
        .filter(|(entry, _)| is_offered(*entry))
        .map(|(entry, form)| Candidate { cost: cost::of(word, &form), entry, word: form })
        .collect()
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

/// Well-formed words one edit away that no list has.
fn derived(lexicon: &Lexicon, word: &str) -> impl Iterator<Item = Candidate> {
    derived::forms(lexicon, word)
        .into_iter()
        .map(move |form| (estimated(lexicon, &form), form))
        .filter(|(entry, _)| entry.is_known())
        .map(|(entry, form)| Candidate { cost: cost::of(word, &form), entry, word: form })
}

/// A hyphenated word with one part that is unknown: that part is corrected, and the part that it
/// should repeat speaks for itself (`anak-anka`).
fn of_parts(lexicon: &Lexicon, word: &str, max: usize) -> Vec<Candidate> {
    /// What a repetition is worth, in edits.
    const REPEATED: f32 = 0.4;
    let parts: Vec<&str> = word.split('-').collect();
    let mut unknown = (0..parts.len()).filter(|&at| !lexicon.look_up(parts[at]).is_known());
    let (Some(at), None) = (unknown.next(), unknown.next()) else { return Vec::new() };
    let found = of_word(lexicon, parts[at], From::Words, max).into_iter().map(|candidate| {
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
