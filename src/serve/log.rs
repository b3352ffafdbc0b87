//! Lines for the person at the terminal, written by a thread of their own: a terminal that stands still, or a pipe that
//! nobody reads, must not hold the server up. Lines that find no room are lost; they say nothing that has to be kept.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use crate::cli::complain;

/// Lines that may wait.
const WAITING: usize = 256;

/// The way to standard error.
#[derive(Clone, Debug)]
pub(super) struct Log {
    lines: SyncSender<String>,
}

impl Log {
    /// Starts the thread, which lasts as long as the process.
    pub(super) fn start() -> Self {
        let (lines, waiting) = sync_channel::<String>(WAITING);
        thread::spawn(move || {
            for line in waiting {
                complain(&format!("sunting: {line}"));
            }
        });
        Self { lines }
    }

    /// Writes a line when there is room, and never waits.
    pub(super) fn line(&self, line: String) {
        let _ = self.lines.try_send(line);
    }
}
