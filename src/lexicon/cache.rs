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

/// Slots of a shelf, two in each place: at first, and when it is full grown; all shelves together then take two megabytes.
const FEW_SLOTS: usize = 1 << 4;
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
    entries: [Mutex<Shelf>; SHELVES],
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

/// Words whose hashes are alike. It grows with what is put on it, so that a single article touches little memory.
#[derive(Debug, Default)]
struct Shelf {
    slots: Vec<Slot>,
    /// How many words were put here since it last grew.
    n_put: usize,
}

impl Shelf {
    /// The slots that a word may stand in, by the place of its hash.
    fn slots(&mut self, place: usize) -> Option<&mut [Slot]> {
        // Their number is a power of two.
        let at = (2 * place) & self.slots.len().wrapping_sub(1);
        self.slots.get_mut(at..at + 2)
    }

    fn put(&mut self, place: usize, slot: Slot) {
        if self.slots.len() < SLOTS && self.slots.len() <= 2 * self.n_put {
            let larger = (4 * self.slots.len()).clamp(FEW_SLOTS, SLOTS);
            let slots = std::mem::replace(&mut self.slots, vec![Slot::default(); larger]);
            self.n_put = 0;
            // What came last stands first in its place, and is to stand there again.
            for slot in slots.into_iter().rev().filter(|slot| slot.length > 0) {
                let word = std::str::from_utf8(&slot.word[..usize::from(slot.length)]);
                self.put(place_of(word.unwrap_or_default()).1, slot);
            }
        }
        self.n_put += 1;
        if let Some(slots) = self.slots(place) {
            slots[1] = slots[0];
            slots[0] = slot;
        }
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
        let (shelf, place) = place_of(word);
        let shelf = &self.0.entries[shelf];
        if let Some(slots) = lock(shelf).slots(place)
            && let Some(found) = slots.iter().position(|slot| slot.holds(word))
        {
            // What recurs stays.
            slots.swap(0, found);
            return slots[0].entry;
        }
        let entry = look_up();
        let mut kept = [0; LONGEST];
        kept[..word.len()].copy_from_slice(word.as_bytes());
        lock(shelf).put(place, Slot { word: kept, length: word.len() as u8, entry });
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

/// The shelf of a word, and its place there.
fn place_of(word: &str) -> (usize, usize) {
    let mixed = Hash::of(word).mixed() as usize;
    (mixed % SHELVES, mixed / SHELVES)
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
