//! `sunting check`: reads, checks and reports article by article.
//!
//! Articles are taken in batches, checked on all threads and reported in the order they came in, so that the output
//! is the same for any number of threads and memory is bounded by the batch.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::civil::Date;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::args::{CheckArgs, Color, Format};
use super::inputs::{Inputs, Item, Read1};
use super::{Outcome, complain, locale};
use crate::diagnostic::{Lang, Severity};
use crate::engine::{Checked, Engine, Settings};
use crate::input::Fields;
use crate::lexicon::Lexicon;
use crate::pack::Catalogue;
use crate::report::human::{Human, Paint};
use crate::report::json::{Json, JsonLines};
use crate::report::short::Short;
use crate::report::{Report, Totals, Trouble};

/// Articles of a batch, and the bytes of records that end one early.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// All that checking one article needs.
struct Desk {
    engine: Engine,
    fields: Fields,
    date: Option<Date>,
    least: Severity,
    report: Box<dyn Report>,
}

/// What one item came to, already in words.
#[derive(Default)]
struct Piece {
    out: String,
    totals: Totals,
    note: Option<String>,
}

pub(super) fn run(args: &CheckArgs) -> Result<Outcome> {
    let fail_on = args.fail_on.map_or(Some(Severity::Error), super::args::FailOn::severity);
    let lang = args.lang.map_or_else(locale::lang, Into::into);
    let settings = Settings {
        lang,
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        ..Settings::default()
    };
    let desk = Desk {
        engine: Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings)?,
        fields: Fields::default(),
        date: args.date,
        least: args.min_severity.map_or(Severity::Info, Into::into),
        report: report(args, lang),
    };
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build()
        .context("no threads to check with")?;
    let totals = all(&desk, &pool, Inputs::new(paths, args.form))?;
    Ok(outcome(&totals, fail_on))
}

fn report(args: &CheckArgs, lang: Lang) -> Box<dyn Report> {
    match args.format {
        Format::Human => Box::new(Human::new(lang, paint(args.color))),
        Format::Short => Box::new(Short { lang }),
        Format::Json => Box::new(Json),
        Format::Jsonl => Box::new(JsonLines),
    }
}

/// Colours only on a terminal, and never where they are forbidden.
fn paint(color: Color) -> Paint {
    let is_forbidden = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    match color {
        Color::Always => Paint::Ansi,
        Color::Auto if io::stdout().is_terminal() && !is_forbidden && !is_dumb => Paint::Ansi,
        Color::Auto | Color::Never => Paint::Plain,
    }
}

fn outcome(totals: &Totals, fail_on: Option<Severity>) -> Outcome {
    let failing = match fail_on {
        Some(Severity::Error) => totals.errors,
        Some(Severity::Warning) => totals.errors + totals.warnings,
        Some(Severity::Info) => totals.findings(),
        None => 0,
    };
    match (totals.troubles.is_empty(), failing) {
        (false, _) => Outcome::Trouble,
        (true, 0) => Outcome::Clean,
        (true, _) => Outcome::Findings,
    }
}

/// Checks everything and writes the report; the errors are those of standard output.
fn all(desk: &Desk, pool: &rayon::ThreadPool, inputs: Inputs) -> Result<Totals> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut totals = Totals::default();
    let mut inputs = inputs.peekable();
    let mut first = true;
    out.write_all(desk.report.head().as_bytes())?;
    while inputs.peek().is_some() {
        let batch = batch(&mut inputs);
        let pieces: Vec<Piece> =
            pool.install(|| batch.into_par_iter().map(|item| desk.piece(item)).collect());
        for piece in pieces {
            if !piece.out.is_empty() {
                if !std::mem::take(&mut first) {
                    out.write_all(desk.report.separator().as_bytes())?;
                }
                out.write_all(piece.out.as_bytes())?;
            }
            tell(&piece);
            totals.add(piece.totals);
        }
        out.flush()?;
    }
    out.write_all(desk.report.foot(&totals).as_bytes())?;
    out.flush()?;
    Ok(totals)
}

fn batch(inputs: &mut impl Iterator<Item = Item>) -> Vec<Item> {
    let mut batch = Vec::new();
    let mut weight = 0;
    while batch.len() < BATCH && weight < BATCH_BYTES {
        let Some(item) = inputs.next() else { break };
        weight += item.weight();
        batch.push(item);
    }
    batch
}

/// Names on standard error what could not be read or checked.
fn tell(piece: &Piece) {
    if let Some(note) = &piece.note {
        complain(&format!("sunting: {note}"));
    }
    for trouble in &piece.totals.troubles {
        complain(&format!("sunting: {trouble}"));
    }
}

impl Desk {
    /// Does all of the work on one item. Whatever happens in it, the others are done.
    fn piece(&self, item: Item) -> Piece {
        let name = item.path().map(|path| path.to_string_lossy().into_owned());
        catch_unwind(AssertUnwindSafe(|| self.checked(item))).unwrap_or_else(|_| {
            let mut piece = Piece::default();
            piece.totals.troubles.push(Trouble {
                path: name.unwrap_or_else(|| "-".into()),
                line: None,
                rule: None,
                message: "broke the reader; please report it with the article".into(),
            });
            piece
        })
    }

    fn checked(&self, item: Item) -> Piece {
        let mut piece = Piece::default();
        let mut doc = match item.read(&self.fields) {
            Read1::Article(doc) => doc,
            Read1::Binary(path) => {
                piece.note = Some(format!("{path}: not text, skipped"));
                return piece;
            }
            Read1::Broken(trouble) => {
                piece.totals.troubles.push(trouble);
                return piece;
            }
        };
        doc.published = self.date.or(doc.published);
        let Checked { mut diagnostics, failures } = self.engine.check(&doc);
        piece.totals.articles = 1;
        diagnostics.retain(|found| {
            let shown = found.severity >= self.least;
            piece.totals.hidden += usize::from(!shown);
            shown
        });
        for found in &diagnostics {
            piece.totals.count(found.severity);
        }
        piece.totals.troubles.extend(failures.into_iter().map(|failure| Trouble {
            path: doc.source.path.clone(),
            line: None,
            rule: Some(failure.rule),
            message: failure.message,
        }));
        piece.out = self.report.article(&doc, &diagnostics);
        piece
    }
}
