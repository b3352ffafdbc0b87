//! The corrections of words that were asked for before: an archive repeats its names and its slips from article to article.
//!
//! It changes no answer, only how soon it comes, so it is shared between threads. What nobody asks for any more is dropped;
//! nothing grows with the text.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hashbrown::HashMap;

use super::candidates::{Among, Candidate};

/// For how many words the corrections are kept: this often what was asked lately, and as often what was asked before.
const MOST: usize = 1 << 14;

/// Answers of a lexicon. Clones share them; a lexicon that is changed takes a new one.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache(Arc<[Mutex<Kept>; 2]>);

type Answers = HashMap<Box<str>, Arc<[Candidate]>>;

/// When there are too many answers, those that nobody has asked for since the last time are dropped.
#[derive(Debug, Default)]
struct Kept {
    lately: Answers,
    before: Answers,
}

impl Kept {
    fn get(&mut self, word: &str) -> Option<Arc<[Candidate]>> {
        if let Some(found) = self.lately.get(word) {
            return Some(Arc::clone(found));
        }
        let (word, found) = self.before.remove_entry(word)?;
        self.keep(word, Arc::clone(&found));
        Some(found)
    }

    fn keep(&mut self, word: Box<str>, found: Arc<[Candidate]>) {
        if MOST <= self.lately.len() {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(word, found);
    }
}

impl Cache {
    /// What a lower-case word may have meant, worked out by `search` when it is new.
    pub(super) fn corrections(
        &self,
        word: &str,
        among: Among,
        search: impl FnOnce() -> Vec<Candidate>,
    ) -> Arc<[Candidate]> {
        let [words, all] = &*self.0;
        let kept = if among == Among::Words { words } else { all };
        if let Some(found) = lock(kept).get(word) {
            return found;
        }
        // Searched without the lock, so that the threads do not wait for one another.
        let found: Arc<[Candidate]> = search().into();
        lock(kept).keep(word.into(), Arc::clone(&found));
        found
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
    fn an_answer_is_worked_out_once_and_dropped_when_nobody_asks() {
        let cache = Cache::default();
        let asked = |word: &str| {
            let mut searched = false;
            cache.corrections(word, Among::Words, || {
                searched = true;
                Vec::new()
            });
            searched
        };
        assert!(asked("pasr") && !asked("pasr"));
        cache.corrections("pasr", Among::WordsAndNames, Vec::new);
        for number in 0..MOST {
            asked(&format!("kata{number}"));
        }
        assert!(!asked("pasr"), "what was asked before is kept for a while");
        for number in MOST..3 * MOST {
            asked(&format!("kata{number}"));
        }
        assert!(asked("pasr"), "and then it is dropped");
    }
}
