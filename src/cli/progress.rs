//! One line on the terminal that says how far a long run has come. Silent where standard error is no terminal.

use std::io::{self, IsTerminal, Write};

#[derive(Debug)]
pub(super) struct Progress {
    is_terminal: bool,
    is_shown: bool,
}

impl Progress {
    pub(super) fn new() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), is_shown: false }
    }

    /// Shows how many articles are done, until the next line of output.
    pub(super) fn show(&mut self, articles: usize) {
        if self.is_terminal {
            let _ = write!(io::stderr(), "{articles} …");
            self.is_shown = true;
        }
    }

    /// Takes the line away again.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
