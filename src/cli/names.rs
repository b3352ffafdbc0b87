//! `sunting names`: the people, places and institutions of a set of articles, with their variants and counts, so that a
//! desk can make a list of names from its archive. Judges nothing.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use serde::Serialize;

use super::args::{NamesArgs, TableFormat};
use super::inputs::{Inputs, Taken};
use super::setup::Setup;
use super::{Outcome, complain};
use crate::facts::Facts;
use crate::facts::names::directory::{Directory, Entry, Kind};
use crate::report::clean;

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    kind: &'static str,
    count: usize,
    articles: usize,
    variants: Vec<Variant<'a>>,
}

#[derive(Serialize)]
struct Variant<'a> {
    name: &'a str,
    count: usize,
}

pub(super) fn run(args: &NamesArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.common)?;
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let mut directory = Directory::default();
    let mut outcome = Outcome::Clean;
    for item in Inputs::new(paths, args.form, &setup.config.records) {
        match item.read(&setup.config.records) {
            Taken::Article(doc) => {
                let facts = Facts::gather(&doc, &setup.lexicon);
                directory.add(&doc, &facts.names, &facts.abbreviations);
            }
            Taken::Skipped(note) => complain(&format!("sunting: {note}")),
            Taken::Nothing => {}
            Taken::Broken(trouble) => {
                complain(&format!("sunting: {trouble}"));
                outcome = Outcome::Trouble;
            }
        }
    }
    let entries = directory.entries();
    let shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.count >= args.min_count && (!args.variants || !entry.variants.is_empty())
        })
        .collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        TableFormat::Json => {
            let rows: Vec<Row<'_>> = shown.into_iter().map(row).collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TableFormat::Table => {
            for entry in shown {
                writeln!(out, "{}", line(entry))?;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

fn row(entry: &Entry) -> Row<'_> {
    let variants = entry.variants.iter().map(|(name, count)| Variant { name, count: *count });
    Row {
        name: &entry.name,
        kind: word(entry.kind),
        count: entry.count,
        articles: entry.articles,
        variants: variants.collect(),
    }
}

/// "   12  person       Darmo Wirasutra  (Darmo Wirasutrra 1)".
fn line(entry: &Entry) -> String {
    let variants: Vec<String> =
        entry.variants.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let variants =
        if variants.is_empty() { String::new() } else { format!("  ({})", variants.join(", ")) };
    let line = format!("{:5}  {:11}  {}{variants}", entry.count, word(entry.kind), entry.name);
    clean::line(&line).into_owned()
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Place => "place",
        Kind::Institution => "institution",
        Kind::Other => "other",
    }
}
