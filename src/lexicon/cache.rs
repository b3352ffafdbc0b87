//! What was looked up before: an archive repeats most of its words from article to article.
//!
//! It changes no answer, only how soon it comes, so it is shared between threads. What is new takes the place of what is
//! old; nothing grows with the text.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::candidates::From;
use super::hash::Hash;
use super::{Candidate, Entry};

/// Threads seldom ask for words of the same shelf at the same time.
const SHELVES: usize = 64;

/// Words on each shelf, two in each place; all shelves together take two megabytes.
const SLOTS: usize = 1 << 10;

/// Bytes of the longest word that is kept.
const LONGEST: usize = 24;

/// For how many words the corrections are kept: this often what was asked lately, and as often what was asked before.
const MOST_CANDIDATES: usize = 1 << 14;

/// Answers of a lexicon. Clones share them; a lexicon that is changed takes a new one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    /// Each is empty until it is first needed.
    entries: [Mutex<Vec<Slot>>; SHELVES],
    candidates: Mutex<Corrections>,
}

impl Default for Kept {
    fn default() -> Self {
        Self { entries: std::array::from_fn(|_| Mutex::default()), candidates: Mutex::default() }
    }
}

/// One word, beside its neighbours in memory. A word has one place only, and the last two that came have it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    word: [u8; LONGEST],
    length: u8,
    entry: Entry,
}

impl Slot {
    fn holds(&self, word: &str) -> bool {
        self.word.get(..usize::from(self.length)) == Some(word.as_bytes())
    }
}

/// A word, the lists that are asked, and how many answers are wanted at most.
type Question = (Box<str>, From, usize);

/// The corrections of words. When there are too many, those that nobody has asked for since the last time are dropped.
#[derive(Debug, Default)]
struct Corrections {
    lately: HashMap<Question, Arc<[Candidate]>>,
    before: HashMap<Question, Arc<[Candidate]>>,
}

impl Corrections {
    fn get(&mut self, question: &Question) -> Option<Arc<[Candidate]>> {
        if let Some(found) = self.lately.get(question) {
            return Some(Arc::clone(found));
        }
        let (question, found) = self.before.remove_entry(question)?;
        self.keep(question, Arc::clone(&found));
        Some(found)
    }

    fn keep(&mut self, question: Question, found: Arc<[Candidate]>) {
        if MOST_CANDIDATES <= self.lately.len() {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(question, found);
    }
}

impl Cache {
    /// What a lower-case word is, worked out by `look_up` when it is not kept.
    pub(super) fn entry(&self, word: &str, look_up: impl FnOnce() -> Entry) -> Entry {
        if word.is_empty() || LONGEST < word.len() {
            return look_up();
        }
        let mixed = Hash::of(word).mixed() as usize;
        let (shelf, at) = (&self.0.entries[mixed % SHELVES], mixed / SHELVES % (SLOTS / 2));
        let place = 2 * at..2 * at + 2;
        if let Some(slots) = lock(shelf).get_mut(place.clone())
            && let Some(found) = slots.iter().position(|slot| slot.holds(word))
        {
            // What recurs stays.
            slots.swap(0, found);
            return slots[0].entry;
        }
        let entry = look_up();
        let mut kept = [0; LONGEST];
        kept[..word.len()].copy_from_slice(word.as_bytes());
        let mut shelf = lock(shelf);
        if shelf.is_empty() {
            shelf.resize(SLOTS, Slot::default());
        }
        let slots = &mut shelf[place];
        slots[1] = slots[0];
        slots[0] = Slot { word: kept, length: word.len() as u8, entry };
        entry
    }

    /// What a lower-case word may have meant, worked out by `search` when it is new.
    pub(super) fn candidates(
        &self,
        (word, from, max): (&str, From, usize),
        search: impl FnOnce() -> Vec<Candidate>,
    ) -> Vec<Candidate> {
        let key = (Box::from(word), from, max);
        let kept = lock(&self.0.candidates).get(&key);
        let found = kept.unwrap_or_else(|| {
            let found: Arc<[Candidate]> = search().into();
            lock(&self.0.candidates).keep(key, Arc::clone(&found));
            found
        });
        found.to_vec()
    }
}

/// A thread that panicked has left whole answers behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once() {
        let cache = Cache::default();
        let entry = Entry { zipf10: 7, ..Entry::default() };
        assert_eq!(cache.entry("pasar", || entry), entry);
        assert_eq!(cache.entry("pasar", Entry::default), entry);
        assert_eq!(cache.entry("pagar", Entry::default), Entry::default());
    }

    #[test]
    fn words_in_each_others_place_keep_their_own_answers() {
        let cache = Cache::default();
        let entry = |number: usize| Entry { zipf10: (number % 90) as u8, ..Entry::default() };
        for round in 0..2 {
            for number in 0..2 * SHELVES * SLOTS {
                let word = format!("kata{number}");
                let found = cache.entry(&word, || entry(number));
                assert_eq!(found, entry(number), "{word} in round {round}");
            }
        }
    }
}
