//! `sunting check`: checks and reports article by article.
//!
//! What is said on standard error stands where it belongs among the findings.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use anyhow::Result;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::args::{CheckArgs, Color, Format, MendingArgs};
use super::baseline::Known;
use super::changed::Changed;
use super::inputs::Inputs;
use super::interrupt::Interrupt;
use super::mend::{self, Mender, Reach, Target};
use super::setup::{Engines, Setup};
use super::work::{self, Piece, Times, Timing, Wanted, Work};
use super::{Outcome, complain, progress::Progress};
use crate::diagnostic::{Lang, Severity};
use crate::report::github::Github;
use crate::report::human::{Human, Paint};
use crate::report::json::{Json, JsonLines};
use crate::report::short::Short;
use crate::report::{Report, Totals};

pub(super) fn run(args: &CheckArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.work.common)?;
    let timing = if args.timing { Timing::On } else { Timing::Off };
    let mut work = Work::new(&args.work, &setup, Wanted { usual: usual(args.format), timing })?;
    work.changed = changed(args)?;
    let known = Known::configured(&args.work, &setup)?;
    let mut engines = Engines::new(&setup, &args.work.select, &args.work.ignore)?;
    let inputs = || Inputs::new(work::paths(&args.work), args.work.form);
    let mut totals = Totals::default();
    if let Some((reach, target)) = mending(args.mending) {
        let mender = Mender { work: &work, known: known.as_ref(), reach, target, lang: setup.lang };
        totals = mend::all(&mender, &mut engines, inputs(), &Interrupt::new()?)?;
        if target == Target::Diff {
            return Ok(match (totals.troubles.is_empty(), totals.fixed) {
                (false, _) => Outcome::Trouble,
                (true, 0) => Outcome::Clean,
                (true, _) => Outcome::Findings,
            });
        }
        // What was corrected has changed too.
        work.changed = changed(args)?;
    }
    all(&work, engines, inputs(), known, &*report(args, setup.lang), &mut totals)?;
    Ok(work::outcome(&totals, work::fail_on(&args.work, &setup)))
}

fn changed(args: &CheckArgs) -> Result<Option<Changed>> {
    args.changed_since.as_deref().map(Changed::since).transpose()
}

/// Which corrections are made and what becomes of them; `None` for a check that only looks.
fn mending(args: MendingArgs) -> Option<(Reach, Target)> {
    let reach = if args.fix_suggested { Reach::Suggested } else { Reach::Safe };
    let target = if args.diff { Target::Diff } else { Target::File };
    (args.fix || args.fix_suggested || args.diff).then_some((reach, target))
}

/// The least severity shown where nothing else is said. People are spared advice unless they ask for it, or let it
/// fail the run; machines choose for themselves.
fn usual(format: Format) -> Severity {
    match format {
        Format::Human | Format::Short | Format::Github => Severity::Warning,
        Format::Json | Format::Jsonl => Severity::Info,
    }
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

/// Checks everything and writes the report. Fails only where the report cannot be written or an engine not be built.
fn all(
    work: &Work,
    mut engines: Engines<'_>,
    inputs: Inputs,
    mut known: Option<Known>,
    report: &dyn Report,
    totals: &mut Totals,
) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut times = Times::new();
    let mut progress = Progress::new();
    let mut first = true;
    out.write_all(report.head().as_bytes())?;
    work.each_batch(&mut engines, inputs, &mut |mut pieces| {
        if let Some(known) = &mut known {
            for piece in &mut pieces {
                known.sift(piece);
            }
        }
        pieces.iter_mut().for_each(Piece::count);
        let words = |piece: &Piece| match &piece.article {
            Some(doc) => report.article(doc, &piece.found),
            None => String::new(),
        };
        let told: Vec<String> = work.pool.install(|| pieces.par_iter().map(words).collect());
        progress.clear();
        for (piece, words) in pieces.into_iter().zip(told) {
            if !words.is_empty() {
                if !std::mem::take(&mut first) {
                    out.write_all(report.separator().as_bytes())?;
                }
                out.write_all(words.as_bytes())?;
            }
            if piece.is_told() {
                out.flush()?;
                piece.tell();
            }
            totals.add(piece.totals);
            for (name, time) in piece.times {
                *times.entry(name).or_default() += time;
            }
        }
        out.flush()?;
        progress.show(totals.articles);
        Ok(())
    })?;
    progress.clear();
    out.write_all(report.foot(totals).as_bytes())?;
    out.flush()?;
    if work.timing == Timing::On {
        complain(&timed(times));
    }
    // The process ends now; to free the rules piece by piece would take a start a tenth longer.
    std::mem::forget(engines);
    Ok(())
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
