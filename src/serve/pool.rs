//! The threads that check: a bounded number of them, behind a queue of bounded length.
//!
//! Requests are served in the order they came in. Who finds the queue full is told so at once; who has gone away while
//! waiting costs nothing more. Long texts never take all threads, so that short ones need not wait for them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use rayon::ThreadPool;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

/// Bytes from which a text is long.
const LONG: usize = 64 << 10;

/// How long a long text waits for others to be done with.
const TURN: Duration = Duration::from_secs(5);

/// How long a request waits for its answer, the time in the queue included.
const PATIENCE: Duration = Duration::from_mins(1);

/// Threads and queue.
#[derive(Debug)]
pub(super) struct Pool {
    threads: ThreadPool,
    queue: Arc<Semaphore>,
    long: Arc<Semaphore>,
    turn: Duration,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failed {
    /// The queue is full, or that of long texts does not move on.
    Full,
    /// It took longer than anyone waits.
    Late,
    /// The work broke, which is a fault of this program.
    Broken,
}

impl Pool {
    /// `threads` threads (0: one for each core), and `queue` requests that are worked on or wait.
    pub(super) fn new(threads: usize, queue: usize) -> Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let threads = pool.context("no threads to check with")?;
        let long = Arc::new(Semaphore::new((threads.current_num_threads() / 2).max(1)));
        let queue = Arc::new(Semaphore::new(queue.max(1)));
        Ok(Self { threads, queue, long, turn: TURN })
    }

    /// Whether another request would be taken now.
    pub(super) fn has_room(&self) -> bool {
        self.queue.available_permits() > 0
    }

    /// Does a piece of work on a text of so many bytes.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        size: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failed> {
        let place = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| Failed::Full)?;
        let done = async {
            let long = Arc::clone(&self.long);
            let long = match size {
                LONG.. => timeout(self.turn, long.acquire_owned()).await.map(Result::ok),
                _ => Ok(None),
            };
            let long = long.map_err(|_| Failed::Full)?;
            let (tell, told) = oneshot::channel();
            self.threads.spawn_fifo(move || {
                // What broken work had made is dropped with it.
                let made = (!tell.is_closed()).then(|| catch_unwind(AssertUnwindSafe(work)));
                // The place is free before the answer is out: who asks again at once finds it.
                drop((place, long));
                if let Some(made) = made {
                    let _ = tell.send(made);
                }
            });
            told.await.ok().and_then(Result::ok).ok_or(Failed::Broken)
        };
        timeout(PATIENCE, done).await.unwrap_or(Err(Failed::Late))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_long_text_waits_its_turn_and_no_longer() {
        let pool = Pool { turn: Duration::from_millis(20), ..Pool::new(2, 9).expect("a pool") };
        let pool = Arc::new(pool);
        let (go_on, wait) = mpsc::channel::<()>();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime").block_on(async {
            let ours = Arc::clone(&pool);
            let first =
                tokio::spawn(async move { ours.run(LONG, move || wait.recv().is_ok()).await });
            tokio::task::yield_now().await;
            assert_eq!(pool.run(LONG, || ()).await, Err(Failed::Full));
            assert_eq!(pool.run(LONG - 1, || 1).await, Ok(1), "a short one has a thread");
            go_on.send(()).expect("it waits");
            assert_eq!(first.await.expect("it ends"), Ok(true));
            assert_eq!(pool.run(LONG, || 2).await, Ok(2));
            let broken = pool.run::<()>(1, || panic!("broken on purpose"));
            assert_eq!(broken.await, Err(Failed::Broken));
            assert_eq!(pool.run(1, || 3).await, Ok(3));
        });
    }
}
