//! The threads that share the work. They are started when there is more than one piece of it: a single article is done at once
//! by whoever asks.

use std::sync::OnceLock;

use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// So many threads, or none yet.
#[derive(Debug)]
pub(super) struct Workers {
    /// How many; 0 for as many as there are processors.
    count: usize,
    pool: OnceLock<Option<ThreadPool>>,
}

impl Workers {
    pub(super) fn new(count: usize) -> Self {
        Self { count, pool: OnceLock::new() }
    }

    /// What comes of each item, in their order. Where no threads can be started, whoever asks does all of it.
    pub(super) fn map<T: Send, R: Send>(
        &self,
        items: Vec<T>,
        work: impl Fn(T) -> R + Send + Sync,
    ) -> Vec<R> {
        let alone = self.count == 1 || items.len() < 2;
        match if alone { None } else { self.pool() } {
            Some(pool) => pool.install(|| items.into_par_iter().map(work).collect()),
            None => items.into_iter().map(work).collect(),
        }
    }

    fn pool(&self) -> Option<&ThreadPool> {
        let start = || rayon::ThreadPoolBuilder::new().num_threads(self.count).build().ok();
        self.pool.get_or_init(start).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_threads_gives_the_same_in_the_same_order() {
        let squares =
            |threads, items: Vec<u32>| Workers::new(threads).map(items, |item| item * item);
        assert_eq!(squares(2, (0..100).collect()), squares(1, (0..100).collect()));
        assert_eq!(squares(0, vec![3]), [9]);
    }
}
