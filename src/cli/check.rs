//! `sunting check`: reads, checks and reports article by article.
//!
//! Articles are taken in batches, checked on all threads and reported in the order they came in, so that the output
//! is the same for any number of threads and memory is bounded by the batch.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::civil::Date;
use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::args::{CheckArgs, Color, Format};
use super::inputs::{Inputs, Item, Taken};
use super::setup::{Engines, Setup};
use super::{Outcome, complain, progress::Progress};
use crate::config::FailOn;
use crate::diagnostic::{Lang, Severity};
use crate::engine::{Checked, Engine};
use crate::input::Fields;
use crate::report::github::Github;
use crate::report::human::{Human, Paint};
use crate::report::json::{Json, JsonLines};
use crate::report::short::Short;
use crate::report::{Report, Totals, Trouble};

/// Articles of a batch, and the bytes of records that end one early.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// All that checking an article needs beside the engine.
struct Desk {
    fields: Fields,
    date: Option<Date>,
    least: Severity,
    report: Box<dyn Report>,
    timing: Timing,
}

/// Whether the rules are timed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Timing {
    Off,
    On,
}

/// How long each rule took, by name.
type Times = BTreeMap<String, Duration>;

/// What one item came to, already in words.
#[derive(Default)]
struct Piece {
    out: String,
    totals: Totals,
    note: Option<String>,
    times: Times,
}

pub(super) fn run(args: &CheckArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.common)?;
    let fail_on = args.fail_on.or(setup.config.fail_on).unwrap_or(FailOn::Error);
    let desk = Desk {
        fields: fields(args, &setup.config.records),
        date: args.date,
        least: least(args, setup.config.min_severity, fail_on),
        report: report(args, setup.lang),
        timing: if args.timing { Timing::On } else { Timing::Off },
    };
    let engines = Engines::new(&setup, &args.select, &args.ignore)?;
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads)
        .build()
        .context("no threads to check with")?;
    if env::var_os("RUST_BACKTRACE").is_none() {
        // A rule that panics is contained and named; the default message would stand in the middle of the report.
        panic::set_hook(Box::new(|_| {}));
    }
    let totals =
        all(&desk, &pool, engines, Inputs::new(paths, args.form.map(Into::into), &desk.fields))?;
    Ok(outcome(&totals, fail_on))
}

/// The names of the records' fields: those typed, else those configured.
fn fields(args: &CheckArgs, configured: &Fields) -> Fields {
    let or = |typed: &Option<String>, other: &str| typed.clone().unwrap_or_else(|| other.into());
    Fields {
        id: or(&args.id_field, &configured.id),
        title: or(&args.title_field, &configured.title),
        text: or(&args.text_field, &configured.text),
        date: or(&args.date_field, &configured.date),
    }
}

/// The least severity shown. People are spared advice unless they ask for it, or let it fail the run; machines
/// choose for themselves.
fn least(args: &CheckArgs, configured: Option<Severity>, fail_on: FailOn) -> Severity {
    let usual = match args.format {
        Format::Human | Format::Short | Format::Github => Severity::Warning,
        Format::Json | Format::Jsonl => Severity::Info,
    };
    let usual = usual.min(fail_on.severity().unwrap_or(usual));
    args.min_severity.map(Into::into).or(configured).unwrap_or(usual)
}

fn report(args: &CheckArgs, lang: Lang) -> Box<dyn Report> {
    match args.format {
        Format::Human => Box::new(Human::new(lang, paint(args.color))),
        Format::Short => Box::new(Short { lang }),
        Format::Github => Box::new(Github),
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

fn outcome(totals: &Totals, fail_on: FailOn) -> Outcome {
    let failing = match fail_on {
        FailOn::Error => totals.errors,
        FailOn::Warning => totals.errors + totals.warnings,
        FailOn::Info => totals.findings(),
        FailOn::Never => 0,
    };
    match (totals.troubles.is_empty(), failing) {
        (false, _) => Outcome::Trouble,
        (true, 0) => Outcome::Clean,
        (true, _) => Outcome::Findings,
    }
}

/// Checks everything and writes the report. Fails only where the report cannot be written or an engine not be built.
fn all(desk: &Desk, pool: &ThreadPool, mut engines: Engines<'_>, inputs: Inputs) -> Result<Totals> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut totals = Totals::default();
    let mut times = Times::new();
    let mut progress = Progress::new();
    let mut inputs = inputs.peekable();
    let mut first = true;
    out.write_all(desk.report.head().as_bytes())?;
    while inputs.peek().is_some() {
        let batch = batch(&mut inputs, &mut engines)?;
        let pieces: Vec<Piece> = pool.install(|| {
            batch.into_par_iter().map(|(item, engine)| desk.piece(item, &engine)).collect()
        });
        progress.clear();
        for piece in pieces {
            if !piece.out.is_empty() {
                if !std::mem::take(&mut first) {
                    out.write_all(desk.report.separator().as_bytes())?;
                }
                out.write_all(piece.out.as_bytes())?;
            }
            if piece.note.is_some() || !piece.totals.troubles.is_empty() {
                // What is said on standard error stands where it belongs among the findings.
                out.flush()?;
                tell(&piece);
            }
            totals.add(piece.totals);
            for (name, time) in piece.times {
                *times.entry(name).or_default() += time;
            }
        }
        out.flush()?;
        progress.show(totals.articles);
    }
    progress.clear();
    out.write_all(desk.report.foot(&totals).as_bytes())?;
    out.flush()?;
    if desk.timing == Timing::On {
        complain(&timed(times));
    }
    Ok(totals)
}

/// The table of times, the longest first; those of all threads are added up.
fn timed(times: Times) -> String {
    let whole: Duration = times.values().sum();
    let mut rows: Vec<(String, Duration)> = times.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let share = |time: Duration| 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::EPSILON);
    let lines = rows.iter().map(|(name, time)| {
        format!("{:>10.1} ms {:>5.1} %  {name}", time.as_secs_f64() * 1e3, share(*time))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn batch(
    inputs: &mut impl Iterator<Item = Item>,
    engines: &mut Engines<'_>,
) -> Result<Vec<(Item, Arc<Engine>)>> {
    let mut batch = Vec::new();
    let mut weight = 0;
    while batch.len() < BATCH && weight < BATCH_BYTES {
        let Some(item) = inputs.next() else { break };
        weight += item.weight();
        let engine = engines.at(item.path())?;
        batch.push((item, engine));
    }
    Ok(batch)
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
    fn piece(&self, item: Item, engine: &Engine) -> Piece {
        let name = item.path().map(|path| path.to_string_lossy().into_owned());
        catch_unwind(AssertUnwindSafe(|| self.checked(item, engine))).unwrap_or_else(|_| {
            let mut piece = Piece::default();
            piece.totals.troubles.push(Trouble {
                path: name.unwrap_or_else(|| "-".into()),
                line: None,
                rule: None,
                message: "could not be read as an article; this is a fault of sunting".into(),
            });
            piece
        })
    }

    fn checked(&self, item: Item, engine: &Engine) -> Piece {
        let mut piece = Piece::default();
        let mut doc = match item.read(&self.fields) {
            Taken::Article(doc) => doc,
            Taken::Binary(path) => {
                piece.note = Some(format!("{path}: not text, skipped"));
                return piece;
            }
            Taken::Nothing => return piece,
            Taken::Broken(trouble) => {
                piece.totals.troubles.push(trouble);
                return piece;
            }
        };
        doc.published = self.date.or(doc.published);
        let Checked { mut diagnostics, failures } = match self.timing {
            Timing::Off => engine.check(&doc),
            Timing::On => {
                let mut last = Instant::now();
                engine.check_watched(&doc, &mut |name| {
                    *piece.times.entry(name.to_owned()).or_default() += last.elapsed();
                    last = Instant::now();
                })
            }
        };
        piece.totals.articles = 1;
        diagnostics.retain(|found| {
            let is_shown = found.severity >= self.least;
            piece.totals.hidden += usize::from(!is_shown);
            is_shown
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
