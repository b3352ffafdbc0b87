//! `cargo xtask eval`: measures the findings on marked articles and says what changed since the last time.
//!
//! The marked articles are not part of the repository: they belong to their publishers. Without them this task says so
//! and measures nothing.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]

mod gold;
mod score;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use self::gold::Article;
use self::score::{Finding, Score};
use crate::root;

const USAGE: &str = "usage: cargo xtask eval [--data DIR] [--misses] [--false] [GOLD.jsonl…]

GOLD is a path, or a name in DIR (default: gold-dev.jsonl and seed.jsonl of ../shared/eval beside the repository).
--misses lists the marks that nothing touched, --false the findings that touched no mark.";

/// Where the marked articles are looked for, beside the repository.
const DATA: &str = "../shared/eval";

/// Nothing was measured: the status of trouble, as in the tool itself.
const TROUBLE: u8 = 2;

struct Options {
    data: PathBuf,
    golds: Vec<String>,
    misses: bool,
    alarms: bool,
}

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let options = parse(args)?;
    let paths: Vec<PathBuf> = options.golds.iter().map(|name| place(&options.data, name)).collect();
    if let Some(missing) = paths.iter().find(|path| !path.is_file()) {
        println!("nothing measured: there is no {}", missing.display());
        println!("the marked articles are kept outside the repository; --data DIR says where");
        return Ok(ExitCode::from(TROUBLE));
    }
    let binary = build()?;
    for path in paths {
        let articles = gold::read(&path)?;
        let findings = findings(&binary, &articles)?;
        let score = Score::new(&articles, &findings);
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        println!("\n{name}: {}", score.table());
        if options.misses {
            score.misses.iter().for_each(|miss| println!("MISS\t{miss}"));
        }
        if options.alarms {
            score.alarms.iter().for_each(|alarm| println!("FALSE\t{alarm}"));
        }
        compare(&name, &score)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn parse(args: &[String]) -> Result<Options> {
    let mut options =
        Options { data: root().join(DATA), golds: Vec::new(), misses: false, alarms: false };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => options.data = args.next().context(USAGE)?.into(),
            "--misses" => options.misses = true,
            "--false" => options.alarms = true,
            flag if flag.starts_with('-') => bail!("unknown option `{flag}`\n{USAGE}"),
            name => options.golds.push(name.to_owned()),
        }
    }
    if options.golds.is_empty() {
        options.golds = vec!["gold-dev.jsonl".into(), "seed.jsonl".into()];
    }
    Ok(options)
}

/// A gold file by its path, else by its name in the data folder.
fn place(data: &Path, name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    if path.is_file() { path } else { data.join(name) }
}

fn build() -> Result<PathBuf> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet"])
        .current_dir(root())
        .status()?;
    if !status.success() {
        bail!("the release build failed");
    }
    Ok(target().join("release/sunting"))
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs the binary over the articles as records and keeps what it finds in their text.
fn findings(binary: &Path, articles: &[Article]) -> Result<Vec<Finding>> {
    let folder = target().join("eval");
    fs::create_dir_all(&folder)?;
    let records = folder.join("records.jsonl");
    let lines: Vec<String> = articles.iter().map(|article| article.record().to_string()).collect();
    fs::write(&records, lines.join("\n") + "\n")?;
    let out = Command::new(binary)
        .args(["check", "--format", "jsonl", "records.jsonl"])
        .current_dir(&folder)
        .output()
        .with_context(|| binary.display().to_string())?;
    if !matches!(out.status.code(), Some(0 | 1)) {
        bail!("the check ended in trouble: {}", String::from_utf8_lossy(&out.stderr));
    }
    let text = String::from_utf8(out.stdout).context("the findings are not UTF-8")?;
    let read = text.lines().map(|line| Finding::read(line, articles));
    read.filter_map(Result::transpose).collect()
}

/// Says what changed against the last measurement of this gold file, and keeps the new one.
fn compare(name: &str, score: &Score) -> Result<()> {
    let path = target().join("eval").join(format!("{name}.json"));
    let now = score.figures();
    if let Some(before) = fs::read(&path).ok().and_then(|json| serde_json::from_slice(&json).ok()) {
        println!("{}", score::change(&before, &now));
    } else {
        println!("no earlier measurement to compare with");
    }
    fs::write(&path, serde_json::to_string_pretty(&now)? + "\n")?;
    Ok(())
}
