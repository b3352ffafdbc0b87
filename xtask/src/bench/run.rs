//! Runs a command and takes its measure: processor time of all its threads, and the most memory that it held.
//!
//! Both come from `/proc`, so this measures on Linux only. Time is counted in hundredths of a second there: what is
//! quicker is run several times over.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// What a command took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// Processor time, in seconds.
    pub(super) cpu: f64,
    /// Most memory, in bytes; 0 where the command was over before it was looked at.
    pub(super) memory: u64,
}

/// A command with its arguments; the last is what it reads.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) program: String,
    pub(super) args: Vec<String>,
    /// Whether it reads standard input instead of a path.
    pub(super) input: Input,
}

/// How a command takes what it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// As its last argument.
    Path,
    /// As standard input.
    Stdin,
}

impl Line {
    /// Runs it over a path, so often in a row, and gives the cost of one time. Its exit status says whether it found
    /// anything and is not asked.
    pub(super) fn cost(&self, path: &Path, times: u32) -> Result<Cost> {
        let before = of_children()?;
        let mut memory = 0;
        for _ in 0..times {
            memory = self.once(path)?.max(memory);
        }
        Ok(Cost { cpu: (of_children()? - before) / f64::from(times), memory })
    }

    fn once(&self, path: &Path) -> Result<u64> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).stdout(Stdio::null()).stderr(Stdio::null());
        match self.input {
            Input::Path => command.arg(path).stdin(Stdio::null()),
            Input::Stdin => command.stdin(fs::File::open(path)?),
        };
        let mut child = command.spawn().with_context(|| self.program.clone())?;
        let status = format!("/proc/{}/status", child.id());
        let mut memory = 0;
        let mut pause = Duration::from_millis(1);
        while child.try_wait()?.is_none() {
            memory = high_water(&status).unwrap_or(0).max(memory);
            thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
        Ok(memory)
    }
}

/// The most memory that a process has held, in bytes.
fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

/// Processor time of all children that are over, in seconds.
fn of_children() -> Result<f64> {
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").context("no /proc: this task needs Linux")?;
    // The name in brackets may hold spaces; what is counted stands behind it.
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    let (user, system) = ticks(13).zip(ticks(14)).context("/proc/self/stat is not as it was")?;
    Ok((user + system) / TICKS)
}

/// The middle one of some numbers, with the least and the greatest.
pub(super) fn median(mut numbers: Vec<f64>) -> (f64, f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let at = |at: usize| numbers.get(at).copied().unwrap_or(f64::NAN);
    (at(numbers.len() / 2), at(0), at(numbers.len().saturating_sub(1)))
}
