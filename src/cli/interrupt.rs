//! Ctrl-C and a polite kill: the work in hand is finished, nothing new is begun. The second one ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, bail};
use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

/// What shells say of a process that Ctrl-C has ended.
const STATUS: i32 = 130;

/// Whether somebody wants the run to end.
#[derive(Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Starts to listen.
    pub(super) fn new() -> Result<Self> {
        let wanted = Arc::new(AtomicBool::new(false));
        for &signal in TERM_SIGNALS {
            // In this order: the first signal finds the flag down, sets it and does not end the process.
            flag::register_conditional_shutdown(signal, STATUS, Arc::clone(&wanted))?;
            flag::register(signal, Arc::clone(&wanted))?;
        }
        Ok(Self(wanted))
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// An error once the run is to end.
    pub(super) fn stop(&self) -> Result<()> {
        if self.is_set() {
            bail!("interrupted; what was written is whole");
        }
        Ok(())
    }
}
