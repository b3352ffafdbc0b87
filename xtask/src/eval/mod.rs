//! `cargo xtask eval`: measures the findings and says what changed since the last time. The judges: marked articles
//! (`score`), typos of published articles (`natural`), slips put into sentences (`sentences`), sentences full of edits
//! (`dense`), faults of names and dates put into articles (`inject`), slips in dates (`dates`), single letters of names
//! (`names`).
//!
//! The articles are not part of the repository: they belong to their publishers. What is missing is named and passed
//! over; nothing is measured in its place.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]

mod corpus;
mod dates;
mod dense;
mod finding;
mod gold;
mod inject;
mod names;
mod natural;
mod score;
mod sentences;
mod slip;
mod tally;
mod tool;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use self::gold::Article;
use self::score::Score;
use self::tally::Tally;
use self::tool::Tool;
use crate::root;

const USAGE: &str = "usage: cargo xtask eval [--data DIR] [--misses] [--false] [GOLD.jsonl…|JUDGE…]

GOLD is a path, or a name in DIR; JUDGE is the name over a table. What is named is measured alone. Without one: gold-dev.jsonl and seed.jsonl of
DIR (default: ../shared/eval beside the repository), then typos, slips, names and dates in the articles of DIR/../corpora.
--misses lists the marks that nothing touched (MISS) or that the first fix does not mend (WRONG), --false the findings that
touched no mark.";

/// Where the marked articles are looked for, beside the repository.
const DATA: &str = "../shared/eval";

/// Where the unmarked articles are looked for, from there.
const CORPORA: &str = "../corpora";

/// Marked articles that are measured unless others are named.
const GOLDS: &[&str] = &["gold-dev.jsonl", "seed.jsonl"];

/// A judge over unmarked articles: the files of their folder that it needs, and its measurement.
struct Judge {
    name: &'static str,
    files: &'static [&'static str],
    measure: fn(&Path, &Tool) -> Result<Report>,
}

const JUDGES: &[Judge] = &[
    Judge {
        name: natural::NAME,
        files: &[natural::TABLE, natural::ARTICLES],
        measure: natural::measure,
    },
    Judge { name: sentences::NAME, files: corpus::FILES, measure: sentences::measure },
    Judge { name: dense::NAME, files: corpus::FILES, measure: dense::measure },
    Judge { name: inject::NAME, files: corpus::FILES, measure: inject::measure },
    Judge { name: dates::NAME, files: corpus::FILES, measure: dates::measure },
    Judge { name: names::NAME, files: corpus::FILES, measure: names::measure },
];

/// Nothing was measured, or not what was named: the status of trouble, as in the tool itself.
const TROUBLE: u8 = 2;

struct Options {
    data: PathBuf,
    golds: Vec<String>,
    misses: bool,
    alarms: bool,
}

/// What one judge says.
struct Report {
    /// Under which the figures are kept.
    name: String,
    /// The figures as a person reads them, and as they are kept.
    table: String,
    figures: Value,
    /// Lines for people who want to look.
    misses: Vec<String>,
    alarms: Vec<String>,
}

pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    let options = parse(args)?;
    let named = !options.golds.is_empty();
    let is_judge = |name: &str| JUDGES.iter().any(|judge| judge.name == name);
    let (asked, mut names): (Vec<&str>, Vec<&str>) =
        options.golds.iter().map(String::as_str).partition(|name| is_judge(name));
    if !named {
        names.extend(GOLDS);
    }
    let golds: Vec<PathBuf> = names.iter().map(|name| place(&options.data, name)).collect();
    let corpora = options.data.join(CORPORA);
    let (golds, missing): (Vec<_>, Vec<_>) = golds.into_iter().partition(|path| path.is_file());
    say_missing("marked articles", &missing);
    let judges: Vec<&Judge> = JUDGES
        .iter()
        .filter(|judge| (!named || asked.contains(&judge.name)) && judge.is_possible(&corpora))
        .collect();
    if golds.is_empty() && judges.is_empty() {
        println!(
            "nothing measured: the articles are kept outside the repository; --data DIR says where"
        );
        return Ok(ExitCode::from(TROUBLE));
    }
    let tool = Tool::build()?;
    for path in &golds {
        marked(path, &tool)?.tell(&options)?;
    }
    for judge in judges {
        (judge.measure)(&corpora, &tool)?.tell(&options)?;
    }
    let complete = !named || missing.is_empty();
    Ok(if complete { ExitCode::SUCCESS } else { ExitCode::from(TROUBLE) })
}

fn say_missing(what: &str, paths: &[PathBuf]) {
    for path in paths {
        println!("{what} not measured: there is no {}", path.display());
    }
}

/// The judge over marked articles.
fn marked(path: &Path, tool: &Tool) -> Result<Report> {
    let articles = gold::read(path)?;
    let score = Score::new(&articles, &tool.check(&articles)?);
    Ok(Report {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        table: score.table(),
        figures: score.figures(),
        misses: listed("MISS", &score.misses).chain(listed("WRONG", &score.wrongs)).collect(),
        alarms: listed("FALSE", &score.alarms).collect(),
    })
}

/// Lines under a label.
/// What the tool finds of the faults that were put into articles, each with its mark.
fn found(name: &str, what: &str, faults: &[Article], tool: &Tool) -> Result<Report> {
    let tally = Tally::new(faults, &tool.check(faults)?);
    Ok(Report {
        name: name.to_owned(),
        table: format!("{what}\n{}", tally.table()),
        misses: listed("MISS", &tally.misses).chain(listed("WRONG", &tally.wrongs)).collect(),
        figures: tally.figures().into(),
        alarms: Vec::new(),
    })
}

fn listed(label: &str, lines: &[String]) -> impl Iterator<Item = String> {
    lines.iter().map(move |line| format!("{label}\t{line}"))
}

impl Judge {
    /// Whether the files are there; names those that are not.
    fn is_possible(&self, folder: &Path) -> bool {
        let paths = self.files.iter().map(|name| folder.join(name));
        let missing: Vec<_> = paths.filter(|path| !path.is_file()).collect();
        say_missing(self.name, &missing);
        missing.is_empty()
    }
}

impl Report {
    fn tell(&self, options: &Options) -> Result<()> {
        println!("\n{}: {}", self.name, self.table);
        if options.misses {
            self.misses.iter().for_each(|line| println!("{line}"));
        }
        if options.alarms {
            self.alarms.iter().for_each(|line| println!("{line}"));
        }
        compare(&self.name, &self.figures)
    }
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
    Ok(options)
}

/// A gold file by its path, else by its name in the data folder.
fn place(data: &Path, name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    if path.is_file() { path } else { data.join(name) }
}

/// Says what changed against the last measurement of this name, and keeps the new one.
fn compare(name: &str, now: &Value) -> Result<()> {
    let path = tool::folder().join(format!("{name}.json"));
    if let Some(before) = fs::read(&path).ok().and_then(|json| serde_json::from_slice(&json).ok()) {
        println!("{}", score::change(&before, now));
    } else {
        println!("no earlier measurement to compare with");
    }
    fs::write(&path, serde_json::to_string_pretty(now)? + "\n")?;
    Ok(())
}
