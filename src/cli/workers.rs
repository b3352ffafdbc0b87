//! The threads that share the work. They are started when there is more than one piece of it: a single article is done at once
//! by whoever asks.

use std::sync::OnceLock;

use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

/// So many threads, or none yet.
#[derive(Debug)]
pub(super) struct Workers {
    /// How many; 0 for as many as there are processors.
    count: usize,
    pool: OnceLock<ThreadPool>,
}

impl Workers {
    pub(super) fn new(count: usize) -> Self {
        Self { count, pool: OnceLock::new() }
    }

    /// What comes of each item, in their order. Fails only where no threads can be started.
    pub(super) fn map<T: Send, R: Send>(
        &self,
        items: Vec<T>,
        work: impl Fn(T) -> R + Send + Sync,
    ) -> Result<Vec<R>> {
        if self.count == 1 || items.len() < 2 {
            return Ok(items.into_iter().map(work).collect());
        }
        Ok(self.pool()?.install(|| items.into_par_iter().map(work).collect()))
    }

    fn pool(&self) -> Result<&ThreadPool> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.count).build();
        let pool = pool.context("no threads to check with")?;
        Ok(self.pool.get_or_init(|| pool))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_threads_gives_the_same_in_the_same_order() {
        let squares = |threads, items: Vec<u32>| {
            Workers::new(threads).map(items, |item| item * item).expect("threads")
        };
        assert_eq!(squares(2, (0..100).collect()), squares(1, (0..100).collect()));
        assert_eq!(squares(0, vec![3]), [9]);
    }
}
