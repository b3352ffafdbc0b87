//! The lexicon: which words, names and forms exist, how common they are, how they are built, and
//! what a misspelling most probably meant.
//!
//! It answers about one word at a time. It reads no files, knows no sentence, and does not decide
//! what is an error: nonstandard forms, for one, stand in every large word list, so the rule
//! against them runs before the lexicon is asked.

mod affix;
mod cache;
mod candidates;
mod edges;
mod entry;
mod error;
mod grams;
mod hash;
mod letters;
mod lists;
mod record;
mod table;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use affix::{Analysis, CLITICS, join};
pub use candidates::{Among, Candidate};
pub use entry::{Entry, Tiers, WordClass};
pub use error::LexiconError;
pub(crate) use hash::Hash;
pub(crate) use lists::commonest10;
pub use lists::made_of;

use candidates::From;
use candidates::far::Shelves;
use lists::{Lists, Looks};
use record::Record;
use table::Table;

/// Bytes of the longest form that is worked on. What is longer is no word but debris (a page's script, base64), and
/// an automaton around megabytes of it would take gigabytes: it is looked up as it stands and nothing more.
const LONGEST: usize = 96;

/// Every word list, with the desk's own additions and refusals on top. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Lexicon {
    lists: Lists,
    accepted: BTreeSet<Box<str>>,
    rejected: BTreeSet<Box<str>>,
    /// What is made of the accepted words, as of those of the lists.
    own: Option<Own>,
    cache: cache::Cache,
}

/// What is made of the words that the desk has accepted.
#[derive(Clone, Debug)]
struct Own {
    forms: Table,
    /// What their forms look like, and those of the lists.
    looks: Looks,
    long: Shelves,
}

impl Lexicon {
    /// The word data that ships in the binary, read in place: this costs microseconds.
    pub fn embedded() -> Self {
        Self::new(Lists::embedded())
    }

    /// Word data that replaces the embedded lists: pairs of a file name (`standard.fst`, …) and
    /// the file's content. A list that is not given is empty; files that are not compiled lists
    /// (licences, the provenance) are passed over.
    ///
    /// # Errors
    /// A `.fst` file of an unknown name, or one that is damaged.
    pub fn from_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, LexiconError> {
        Ok(Self::new(Lists::from_files(files)?))
    }

    fn new(lists: Lists) -> Self {
        Self {
            lists,
            accepted: BTreeSet::new(),
            rejected: BTreeSet::new(),
            own: None,
            cache: cache::Cache::default(),
        }
    }

    /// Adds the desk's own vocabulary, in any case. Accepted words are known, are offered as
    /// corrections and serve as roots. A word that was rejected before is rejected no more.
    pub fn accept(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        for word in words {
            let word = fold(word.as_ref()).into_owned().into_boxed_str();
            self.rejected.remove(&word);
            self.accepted.insert(word);
        }
        self.renew();
    }

    /// Refuses words whatever the lists say, in any case: they are not known, never offered as a
    /// correction and no roots. A word that was accepted before is accepted no more.
    pub fn reject(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        for word in words {
            let word = fold(word.as_ref()).into_owned().into_boxed_str();
            self.accepted.remove(&word);
            self.rejected.insert(word);
        }
        self.renew();
    }

    /// Works out again what depends on the words of the desk.
    fn renew(&mut self) {
        let accepted = || self.accepted.iter().map(|word| &**word);
        self.own = (!self.accepted.is_empty()).then(|| Own {
            forms: Table::of(accepted()),
            looks: self.lists.looks.with(accepted()),
            long: Shelves::of(accepted()),
        });
        self.cache = cache::Cache::default();
    }

    /// Everything that is known about a word form, in any case. Nothing is stripped: the caller
    /// passes the word without quotes and stops. A hyphenated form that no list has is known when
    /// its parts are.
    pub fn look_up(&self, word: &str) -> Entry {
        let word = fold(word);
        let listed = self.listed_form(&word);
        if listed.is_known() || listed.is_rejected() || LONGEST < word.len() {
            return listed;
        }
        if word.contains('-') {
            return self.hyphenated(&word, listed);
        }
        if affix::derives(self, &word) {
            return Entry { tiers: listed.tiers.union(Tiers::DERIVED), ..listed };
        }
        listed
    }

    /// What the lists and the desk say about a form, in any case, as it stands: it is not taken apart, so this costs less
    /// than to [look it up](Self::look_up), and well-formed words that no list has are not known.
    pub fn listed(&self, word: &str) -> Entry {
        self.listed_form(&fold(word))
    }

    /// What the lists and the desk say about folded forms of which only the hashes are known, as they stand, but for what the
    /// desk refuses. Hardly any two words make one, and so nothing is written out to learn it.
    pub(crate) fn listed_all(&self, forms: &[Hash]) -> Vec<Entry> {
        let mut records = vec![Record::default(); forms.len()];
        let numbered: Vec<(Hash, usize)> = forms.iter().copied().zip(0..).collect();
        self.records(&numbered, |record, at| records[at] = records[at].with(record));
        records.into_iter().map(Record::entry).collect()
    }

    /// How common a form is as it stands, in any case, as [`Entry::zipf10`] counts. Whoever wants common words only asks
    /// this first, for it costs little.
    pub fn zipf10(&self, word: &str) -> u8 {
        self.lists.zipf10(&fold(word))
    }

    /// What a word form mostly is in news text, in any case; `None` where it is rare or of several classes.
    pub fn word_class(&self, word: &str) -> Option<WordClass> {
        self.lists.record(Hash::of(&fold(word))).class()
    }

    /// Whether a word often stands behind "di" or "ke" in news text, so that it names where something is.
    pub fn names_a_place(&self, word: &str) -> bool {
        self.lists.record(Hash::of(&fold(word))).names_a_place()
    }

    /// How much more often two words stand side by side in news text than by chance, told by the hashes of their folded
    /// forms, in tenths of a power of ten; 0 where that is not known, which says nothing: the text that was counted is small.
    pub(crate) fn association10(&self, left: Hash, right: Hash) -> u8 {
        self.lists.association10(left, right)
    }

    /// How improbable the letters of a form are for a word or name that no list has, in any case, in powers of ten. A
    /// word of Indonesian, of English or of somebody's name costs about one a letter; a slip often costs two more.
    pub fn surprise(&self, word: &str) -> f32 {
        self.lists.surprise(&fold(word))
    }

    /// The affixes and the root of a word, in any case; `None` where no well-formed analysis
    /// reaches a root that the lexicon trusts.
    pub fn analyse(&self, word: &str) -> Option<Analysis> {
        if word.len() > LONGEST {
            return None;
        }
        affix::analyse(self, &fold(word))
    }

    /// The analysis of a word that was joined against the rules of sandhi, in any case; `None` for every other word.
    pub fn standard_sandhi(&self, word: &str) -> Option<Analysis> {
        if word.len() > LONGEST {
            return None;
        }
        affix::nonstandard(self, &fold(word))
    }

    /// What a misspelling most probably meant: at most `max` known words, best first. One edit is
    /// tried before two, and two only for words of nine letters or more; names are not offered.
    pub fn candidates(&self, word: &str, max: usize) -> Vec<Candidate> {
        self.search(word, From::Words, max)
    }

    /// The names of people and places that a misspelt one may have meant, best first, in lower
    /// case. How common they are in ordinary text is known of few.
    pub fn name_candidates(&self, word: &str, max: usize) -> Vec<Candidate> {
        self.search(word, From::Names, max)
    }

    fn search(&self, word: &str, from: From, max: usize) -> Vec<Candidate> {
        if LONGEST < word.len() {
            return Vec::new();
        }
        let [words, names] = candidates::of_word(self, &fold(word), &[from], max);
        if from == From::Words { words } else { names }
    }

    /// What a misspelling may have meant, best first: the eight best words, and where names are looked for, the eight best
    /// of those. The answer is kept, so a word that recurs costs a look.
    pub fn corrections(&self, word: &str, among: Among) -> Arc<[Candidate]> {
        /// Corrections of each kind.
        const MOST: usize = 8;
        if LONGEST < word.len() {
            return Arc::default();
        }
        let word = fold(word);
        self.cache.corrections(&word, among, || candidates::among(self, &word, among, MOST))
    }

    /// What the lists and the desk say about a lower-case form, without grammar.
    fn listed_form(&self, word: &str) -> Entry {
        let mut entry = self.record(Hash::of(word)).entry();
        if !self.rejected.is_empty() && self.rejected.contains(word) {
            entry.tiers = entry.tiers.union(Tiers::REJECTED);
        }
        entry
    }

    /// The same of a form that is the parts one after the other; of one that no list has it is not said that it is refused.
    fn listed_parts(&self, parts: &[&str]) -> Entry {
        let form = parts.iter().fold(Hash::EMPTY, |form, part| form.then(Hash::of(part)));
        let record = self.record(form);
        if record == Record::default() || self.rejected.is_empty() {
            record.entry()
        } else {
            self.listed_form(&parts.concat())
        }
    }

    /// What the lists and the desk say about the form of a hash, but for what the desk refuses.
    fn record(&self, form: Hash) -> Record {
        let record = self.lists.record(form);
        match &self.own {
            Some(own) if own.forms.get(form).is_some() => record.accepted(),
            _ => record,
        }
    }

    /// Visits the records of those of some forms that the lists or the desk have, with what stands beside each form. A form
    /// that both have comes twice.
    fn records<T: Copy>(&self, forms: &[(Hash, T)], mut visit: impl FnMut(Record, T)) {
        self.lists.records(forms, &mut visit);
        if let Some(own) = &self.own {
            own.forms.visit(forms, |_, beside| visit(Record::default().accepted(), beside));
        }
    }

    /// Whether other words may be derived from a form.
    fn may_be_root(&self, form: Hash) -> bool {
        self.record(form).is_root()
    }

    /// What all forms look like that corrections are taken from.
    fn looks(&self) -> &Looks {
        self.own.as_ref().map_or(&self.lists.looks, |own| &own.looks)
    }

    /// The long words that are looked at for two edits.
    fn long_words(&self) -> impl Iterator<Item = &Shelves> {
        self.lists.long.iter().chain(self.own.as_ref().map(|own| &own.long))
    }

    /// A hyphenated form is known when each part is. Of a reduplication only the first part has to
    /// be a word by itself: mobil-mobilan, tergesa-gesa, tolong-menolong.
    fn hyphenated(&self, word: &str, listed: Entry) -> Entry {
        let mut zipf10 = u8::MAX;
        let mut before = "";
        for part in word.split('-') {
            let entry = self.look_up(part);
            if !entry.is_known() && !repeats(before, part) {
                return listed;
            }
            if entry.is_known() {
                zipf10 = zipf10.min(entry.zipf10);
            }
            before = part;
        }
        Entry { tiers: listed.tiers.union(Tiers::DERIVED), zipf10: listed.zipf10.max(zipf10) }
    }
}

/// Whether `part` only repeats the word before it: its end (tergesa-gesa), or the whole of it with
/// a suffix (mobil-mobilan, hati-hatilah).
fn repeats(before: &str, part: &str) -> bool {
    let base = ["annya", "an", "nya", "kan", "lah", "i"]
        .iter()
        .find_map(|suffix| part.strip_suffix(suffix).filter(|base| *base == before));
    2 < part.len() && (before.ends_with(part) || base.is_some())
}

/// The lower-case form. Text that is lower-case ASCII already, as most words are, is borrowed.
fn fold(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        Cow::Owned(word.to_lowercase())
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desks_own_words_reach_every_decision() {
        let mut lexicon = Lexicon::embedded();
        assert!(!lexicon.look_up("sadarkutkut").is_known());
        lexicon.accept(["Sadarkutkut"]);
        assert!(lexicon.look_up("SADARKUTKUT").is_accepted());
        assert_eq!(lexicon.candidates("sadarkutkt", 3)[0].word, "sadarkutkut");
        lexicon.reject(["sadarkutkut"]);
        assert!(!lexicon.look_up("sadarkutkut").is_known());
        assert!(lexicon.candidates("sadarkutkt", 3).iter().all(|c| c.word != "sadarkutkut"));
    }

    #[test]
    fn debris_is_not_worked_on() {
        let lexicon = Lexicon::embedded();
        let debris = "abcdefghij".repeat(1 << 20);
        assert!(!lexicon.look_up(&debris).is_known());
        assert!(lexicon.analyse(&debris).is_none());
        assert!(lexicon.candidates(&debris, 3).is_empty());
    }

    #[test]
    fn only_compiled_lists_with_a_known_name_are_taken() {
        let none = Vec::new();
        let wrong = Lexicon::from_files([("standar.fst".to_owned(), none.clone())]);
        assert!(matches!(wrong, Err(LexiconError::UnknownFile { .. })));
        let broken = Lexicon::from_files([("standard.fst".to_owned(), vec![7; 60])]);
        assert!(matches!(broken, Err(LexiconError::Damaged { .. })));
        let beside = Lexicon::from_files([("README.md".to_owned(), none)]);
        assert!(!beside.expect("passed over").look_up("dan").is_known());
    }
}
