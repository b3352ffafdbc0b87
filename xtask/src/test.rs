//! `cargo xtask test`: everything that must hold before a change is taken in, with the tools that are there.
//!
//! A tool that is missing is replaced or installed where that is quick, else named as skipped; nothing is passed over
//! in silence. All steps run, whatever fails; the last line counts the tests as their runner reported them.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{licences, root};

/// How a step ended.
enum Outcome {
    Held,
    Failed,
    Skipped(&'static str),
}

/// Tests as their runner counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    if !args.is_empty() {
        bail!("`cargo xtask test` takes no arguments; for one test use `cargo test NAME`");
    }
    let started = Instant::now();
    let mut count = Count::default();
    let steps: [(&str, Outcome); 6] = [
        ("format", component("rustfmt", &["fmt", "--all", "--check"])?),
        (
            "lints",
            component(
                "clippy",
                &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
            )?,
        ),
        ("tests", unit_tests(&mut count)?),
        ("examples in the documentation", counted(&["test", "--doc"], &mut count)?),
        ("the library alone", plain(&["check", "--lib", "--no-default-features"])?),
        ("licences", licences::check()?.into()),
    ];
    println!();
    let mut held = true;
    for (name, outcome) in &steps {
        let word = match outcome {
            Outcome::Held => "ok",
            Outcome::Failed => "FAILED",
            Outcome::Skipped(why) => why,
        };
        held &= !matches!(outcome, Outcome::Failed);
        println!("{name}: {word}");
    }
    println!("in {} s", started.elapsed().as_secs());
    println!("{} passed, {} failed", count.passed, count.failed);
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl From<bool> for Outcome {
    fn from(held: bool) -> Self {
        if held { Self::Held } else { Self::Failed }
    }
}

/// The cargo that runs this task, so that a toolchain chosen on the command line stays chosen.
fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(args).current_dir(root());
    cargo
}

fn plain(args: &[&str]) -> Result<Outcome> {
    println!("\n$ cargo {}", args.join(" "));
    let status = cargo(args).status().context("cargo does not start")?;
    Ok(status.success().into())
}

/// Whether cargo has a subcommand.
fn has(subcommand: &str) -> bool {
    let probe =
        cargo(&[subcommand, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    probe.is_ok_and(|status| status.success())
}

/// A step that needs a component of the toolchain, which rustup can add in seconds.
fn component(name: &str, args: &[&str]) -> Result<Outcome> {
    if !has(args[0]) {
        println!("\n$ rustup component add {name}");
        let added = Command::new("rustup").args(["component", "add", name]).status();
        if !added.is_ok_and(|status| status.success()) {
            return Ok(Outcome::Skipped(
                "SKIPPED, the toolchain lacks it and rustup could not add it",
            ));
        }
    }
    plain(args)
}

/// cargo-nextest where it is installed, else cargo's own runner: both run the same tests.
fn unit_tests(count: &mut Count) -> Result<Outcome> {
    if has("nextest") {
        counted(&["nextest", "run", "--workspace", "--no-fail-fast"], count)
    } else {
        println!(
            "\ncargo-nextest is not installed; cargo's own runner does the same, one binary after another"
        );
        counted(&["test", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"], count)
    }
}

/// Runs tests, shows what the runner says and reads its own count from it.
fn counted(args: &[&str], count: &mut Count) -> Result<Outcome> {
    println!("\n$ cargo {}", args.join(" "));
    // One pipe for both streams would need a shell; nextest reports on stderr, the others on stdout.
    let reports_on_stderr = args[0] == "nextest";
    let mut cargo = cargo(args);
    if reports_on_stderr {
        cargo.stderr(Stdio::piped());
    } else {
        cargo.stdout(Stdio::piped());
    }
    let mut child = cargo.spawn().context("cargo does not start")?;
    if let Some(stderr) = child.stderr.take() {
        echo(BufReader::new(stderr), count)?;
    } else if let Some(stdout) = child.stdout.take() {
        echo(BufReader::new(stdout), count)?;
    }
    Ok(child.wait()?.success().into())
}

fn echo(lines: impl BufRead, count: &mut Count) -> Result<()> {
    for line in lines.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        if let Some(found) = summary(&line) {
            count.passed += found.passed;
            count.failed += found.failed;
        }
    }
    Ok(())
}

/// The count in a summary line of either runner.
///
/// nextest: `Summary [ 1.2s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped`;
/// libtest: `test result: FAILED. 8 passed; 1 failed; 0 ignored; …`.
fn summary(line: &str) -> Option<Count> {
    let line = line.trim_start();
    let counts = match line.strip_prefix("test result: ") {
        Some(rest) => rest.split_once(". ")?.1,
        None if line.starts_with("Summary [") => line.split_once(" run: ")?.1,
        None => return None,
    };
    let of = |word: &str| {
        let item =
            counts.split([',', ';']).find(|item| item.trim().split(' ').nth(1) == Some(word));
        item.and_then(|item| item.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
    };
    Some(Count { passed: of("passed"), failed: of("failed") + of("timed") + of("exec") })
}

#[cfg(test)]
mod tests {
    use super::{Count, summary};

    #[test]
    fn both_runners_are_understood() {
        let count = |passed, failed| Some(Count { passed, failed });
        let nextest =
            "     Summary [   4.311s] 61 tests run: 60 passed (2 slow), 1 failed, 3 skipped";
        assert_eq!(summary(nextest), count(60, 1));
        let libtest = "test result: ok. 17 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.02s";
        assert_eq!(summary(libtest), count(17, 0));
        assert_eq!(summary("running 17 tests"), None);
    }
}
