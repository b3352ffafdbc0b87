//! Corrections: the words within one or two edits of a misspelling, weighed by how easily the slip
//! happens and how common the word is. It knows nothing of the sentence; the caller lets the
//! neighbours speak.

mod cost;

use std::fmt;
use std::sync::{Arc, OnceLock};

use fst::{IntoStreamer, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;

use super::lists::{List, is_only_name};
use super::{Entry, Lexicon, affix};

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

/// The tables that build automata for one edit and for two, made when first needed.
#[derive(Clone, Default)]
pub(super) struct Builders(Arc<[OnceLock<LevenshteinAutomatonBuilder>; 2]>);

impl Builders {
    fn edits(&self, edits: u8) -> &LevenshteinAutomatonBuilder {
        self.0[usize::from(edits) - 1].get_or_init(|| LevenshteinAutomatonBuilder::new(edits, true))
    }
}

impl fmt::Debug for Builders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Builders")
    }
}

/// At most `max` corrections of a lower-case word, best first; the word itself is none.
pub(super) fn of_word(lexicon: &Lexicon, word: &str, from: From, max: usize) -> Vec<Candidate> {
    let letters = word.chars().count();
    // Longer than any word: the automata would only cost time.
    if !(2..=40).contains(&letters) {
        return Vec::new();
    }
    if word.contains('-') {
        return of_parts(lexicon, word, max);
    }
    let mut found = listed(lexicon, word, from, 1);
    let is_weak = found.iter().all(|candidate| candidate.entry.zipf10() < WEAK);
    if from == From::Words && is_weak {
        found.extend(derived(lexicon, word));
    }
    if found.is_empty() && SHORTEST_FOR_TWO <= letters {
        found = listed(lexicon, word, from, 2);
    }
    best(found, max)
}

fn best(mut found: Vec<Candidate>, max: usize) -> Vec<Candidate> {
    found.sort_by(|a, b| b.strength().total_cmp(&a.strength()).then_with(|| a.word.cmp(&b.word)));
    found.dedup_by(|a, b| a.word == b.word);
    found.truncate(max);
    found
}

/// Listed and accepted words within so many edits.
fn listed(lexicon: &Lexicon, word: &str, from: From, edits: u8) -> Vec<Candidate> {
    let automaton = lexicon.builders.edits(edits).build_dfa(word);
    let lists = &lexicon.lists;
    let (first, others): (_, &[&List]) = match from {
        // Well-formed words that no list of words has are often in the lists of frequencies.
        From::Words => (&lists.standard, &[&lists.supplement, &lists.frequency, &lists.news]),
        From::Names => (&lists.standard, &[&lists.names, &lists.regions]),
    };
    let mut keys = Vec::new();
    let mut stream = first.search(&automaton).into_stream();
    while let Some((key, value)) = stream.next() {
        if from == From::Names || !is_only_name(value) {
            keys.extend(String::from_utf8(key.to_vec()));
        }
    }
    // English words that few Indonesian texts use are offered where they are too long to be met by chance.
    let english = (from == From::Words && LONG_ENGLISH <= word.len()).then_some(&lists.foreign);
    for list in others.iter().copied().chain(english) {
        let mut stream = list.search(&automaton).into_stream();
        while let Some((key, _)) = stream.next() {
            keys.extend(String::from_utf8(key.to_vec()));
        }
    }
    let near = |accepted: &&str| strsim::osa_distance(accepted, word) <= usize::from(edits);
    keys.extend(lexicon.accepted.iter().map(|word| &**word).filter(near).map(str::to_owned));
    let offered = |entry: Entry| match from {
        // English words that Indonesian texts use are misspelt in them as well.
        From::Words => {
            let is_used = ENGLISH <= entry.zipf10() || LONG_ENGLISH <= word.len();
            entry.is_known() || entry.is_foreign() && !entry.is_rejected() && is_used
        }
        From::Names => entry.is_name() && !entry.is_rejected() || entry.is_accepted(),
    };
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .filter(|key| key != word)
        .map(|key| Candidate {
            cost: cost::of(word, &key),
            entry: estimated(lexicon, &key),
            word: key,
        })
        .filter(|candidate| offered(candidate.entry))
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

/// Well-formed words one edit away that no list has: `digelontorkn` → `digelontorkan`. Every neighbour is
/// tried, for the affixes bound how many come as far as a look-up of their root. A bound prefix stays what it is, for one
/// makes a word of any (`dikabupaten` → `dwikabupaten`).
fn derived(lexicon: &Lexicon, word: &str) -> Vec<Candidate> {
    /// A derived form is at least a prefix and a root.
    const SHORTEST: usize = 6;
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let bound = affix::bound_prefix(word);
    neighbours(word)
        .into_iter()
        .filter(|near| near != word && affix::bound_prefix(near) == bound)
        .filter(|near| affix::derives(lexicon, near))
        .map(|near| Candidate {
            cost: cost::of(word, &near),
            entry: estimated(lexicon, &near),
            word: near,
        })
        .filter(|candidate| candidate.entry.is_known())
        .collect()
}

/// Every string one edit away: a letter less, two swapped, one changed, one more.
fn neighbours(word: &str) -> Vec<String> {
    let letters = word.as_bytes();
    let mut near = Vec::with_capacity(54 * letters.len());
    let mut push = |bytes: Vec<u8>| near.extend(String::from_utf8(bytes));
    for at in 0..=letters.len() {
        let (left, right) = letters.split_at(at);
        for letter in b'a'..=b'z' {
            push([left, &[letter], right].concat());
            if !right.is_empty() {
                push([left, &[letter], &right[1..]].concat());
            }
        }
        if !right.is_empty() {
            push([left, &right[1..]].concat());
        }
        if let [first, second, rest @ ..] = right {
            push([left, &[*second, *first], rest].concat());
        }
    }
    near
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
