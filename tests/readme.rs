//! What the READMEs show is what the tool does: their commands are run and their output compared.
//!
//! `…` alone in a line of the output stands for any lines; `UPDATE=1` writes outputs without one anew. `cargo xtask test` is the second command; it runs this test,
//! so here it is only made sure that the task is there.

#![cfg(feature = "cli")]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

const RUN: &str = "$ cargo run --release -- ";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file is there")
}

/// The commands of the `console` blocks and the output below each, where one is shown.
fn commands(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if inside && line.starts_with("$ ") {
            commands.push((line, Vec::new()));
        } else if inside && let Some((_, output)) = commands.last_mut() {
            output.push(line.trim_end());
        }
    }
    commands
}

/// What a command prints, messages in the given language, trailing space not counted.
fn run(arguments: &str, locale: &str) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_sunting"))
        .args(arguments.split_whitespace())
        .current_dir(root())
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANGUAGE")
        .env("LANG", locale)
        .env("NO_COLOR", "1")
        .output()
        .expect("the tool starts");
    let both = [out.stdout, out.stderr].concat();
    let text = String::from_utf8(both).expect("the output is UTF-8");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Whether the lines are the output; `…` stands for any lines.
fn matches(shown: &[&str], output: &[&str]) -> bool {
    match shown.split_first() {
        None => output.is_empty(),
        Some((&"…", rest)) => (0..=output.len()).any(|skipped| matches(rest, &output[skipped..])),
        Some((line, rest)) => {
            output.split_first().is_some_and(|(head, tail)| head == line && matches(rest, tail))
        }
    }
}

#[track_caller]
fn holds(path: &str, locale: &str) {
    let readme = read(path);
    let commands = commands(&readme);
    let first: Vec<&str> = commands.iter().take(2).map(|(command, _)| *command).collect();
    let expected =
        ["$ cargo run --release -- check fixtures/articles/rusia-as.txt", "$ cargo xtask test"];
    assert_eq!(first, expected, "the two first commands of {path}");
    let mut updated = readme.clone();
    for (command, shown) in commands.iter().filter(|(_, shown)| !shown.is_empty()) {
        let Some(arguments) = command.strip_prefix(RUN) else { continue };
        let output = run(arguments, locale);
        let lines: Vec<&str> = output.trim_end().lines().collect();
        let n_shown = shown.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        if env::var_os("UPDATE").is_some_and(|value| value == "1") && !shown.contains(&"…") {
            let old = format!("{command}\n{}\n", shown.join("\n"));
            updated = updated.replace(&old, &format!("{command}\n{}\n", lines.join("\n")));
        } else {
            assert!(matches(&shown[..n_shown], &lines), "{path}: {command}\nprints\n{output}");
        }
    }
    if updated != readme {
        fs::write(root().join(path), updated).expect("the file can be written");
    }
}

#[test]
fn the_english_readme_shows_what_the_tool_prints() {
    holds("README.md", "en_US.UTF-8");
}

#[test]
fn the_indonesian_readme_shows_what_the_tool_prints() {
    holds("README.id.md", "id_ID.UTF-8");
}

#[test]
fn the_second_command_is_there_and_is_what_runs_before_a_change_is_taken_in() {
    assert!(read(".cargo/config.toml").contains("xtask = \"run --quiet --package xtask --\""));
    assert!(read("xtask/src/main.rs").contains("Some(\"test\") => test::run"));
    assert_eq!(read(".ci/run"), "cargo xtask test\n");
}
