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
    let steps: [(&str, Outcome); 7] = [
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
        ("the schema of packs", plain(&["test", "--features", "schema", "--test", "docs"])?),
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
    let mut cargo = cargo(args);
    // nextest reports on stderr, and what failed tests print reaches it too: that may hold a count of libtest's form.
    let mut child = if args[0] == "nextest" {
        let mut child = cargo.stderr(Stdio::piped()).spawn().context("cargo does not start")?;
        child.stderr.take().map_or(Ok(()), |out| echo(BufReader::new(out), nextest, count))?;
        child
    } else {
        let mut child = cargo.stdout(Stdio::piped()).spawn().context("cargo does not start")?;
        child.stdout.take().map_or(Ok(()), |out| echo(BufReader::new(out), libtest, count))?;
        child
    };
    Ok(child.wait()?.success().into())
}

/// Shows every line, and adds up the counts in those that hold one.
fn echo(lines: impl BufRead, counts: fn(&str) -> Option<&str>, count: &mut Count) -> Result<()> {
    for line in lines.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        if let Some(found) = counts(&line).map(summed) {
            count.passed += found.passed;
            count.failed += found.failed;
        }
    }
    Ok(())
}

/// The counts of `Summary [ 1.2s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped`.
fn nextest(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("Summary [")?.split_once(" run: ").map(|(_, counts)| counts)
}

/// The counts of `test result: FAILED. 8 passed; 1 failed; 0 ignored; …`.
fn libtest(line: &str) -> Option<&str> {
    line.strip_prefix("test result: ")?.split_once(". ").map(|(_, counts)| counts)
}

/// What passed, and what failed, ran out of time or could not be started.
fn summed(counts: &str) -> Count {
    let of = |word: &str| {
        let mut items = counts.split([',', ';']).map(|item| item.trim().split(' '));
        items.find_map(|mut item| Some((item.next()?, item.next()?)).filter(|item| item.1 == word))
    };
    let number = |word: &str| of(word).and_then(|(number, _)| number.parse().ok()).unwrap_or(0);
    Count { passed: number("passed"), failed: number("failed") + number("timed") + number("exec") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let count = |passed, failed| Some(Count { passed, failed });
        let line = "     Summary [   4.311s] 61 tests run: 60 passed (2 slow), 1 failed, 3 skipped";
        assert_eq!(nextest(line).map(summed), count(60, 1));
        let line = "     Summary [   4.311s] 3 tests run: 1 passed, 1 timed out, 1 exec failed";
        assert_eq!(nextest(line).map(summed), count(1, 2));
        let line = "test result: ok. 17 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(libtest(line).map(summed), count(17, 0));
    }

    #[test]
    fn what_a_failed_test_printed_is_not_counted() {
        assert_eq!(nextest("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), None);
        assert_eq!(libtest("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), None);
    }
}
