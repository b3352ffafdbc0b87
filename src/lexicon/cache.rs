//! What was looked up before: an archive repeats most of its words from article to article.
//!
//! It changes no answer, only how soon it comes, so it is shared between threads and simply emptied when full.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::candidates::From;
use super::{Candidate, Entry};

/// How many words are kept, some megabytes of them.
const MOST_ENTRIES: usize = 1 << 16;

/// For how many words the corrections are kept.
const MOST_CANDIDATES: usize = 1 << 13;

/// Answers of a lexicon. Clones share them; a lexicon that is changed takes a new one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    entries: Mutex<HashMap<Box<str>, Entry>>,
    candidates: Mutex<HashMap<Question, Arc<[Candidate]>>>,
}

/// A word, the lists that are asked, and how many answers are wanted at most.
type Question = (Box<str>, From, usize);

impl Cache {
    /// What a lower-case word is, worked out by `look_up` when it is new.
    pub(super) fn entry(&self, word: &str, look_up: impl FnOnce() -> Entry) -> Entry {
        let kept = lock(&self.0.entries).get(word).copied();
        kept.unwrap_or_else(|| {
            let entry = look_up();
            keep(&self.0.entries, word.into(), entry, MOST_ENTRIES);
            entry
        })
    }

    /// What a lower-case word may have meant, worked out by `search` when it is new.
    pub(super) fn candidates(
        &self,
        (word, from, max): (&str, From, usize),
        search: impl FnOnce() -> Vec<Candidate>,
    ) -> Vec<Candidate> {
        let key = (Box::from(word), from, max);
        let kept = lock(&self.0.candidates).get(&key).cloned();
        let found = kept.unwrap_or_else(|| {
            let found: Arc<[Candidate]> = search().into();
            keep(&self.0.candidates, key, Arc::clone(&found), MOST_CANDIDATES);
            found
        });
        found.to_vec()
    }
}

fn keep<K: Eq + Hash, V>(map: &Mutex<HashMap<K, V>>, key: K, value: V, most: usize) {
    let mut map = lock(map);
    if map.len() >= most {
        map.clear();
    }
    map.insert(key, value);
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
    fn a_full_map_is_emptied() {
        let map = Mutex::new(HashMap::new());
        for key in 0..10 {
            keep(&map, key, 'a', 4);
        }
        assert!(lock(&map).len() <= 4);
    }
}
