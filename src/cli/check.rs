//! `sunting check`: checks and reports article by article.
//!
//! What is said on standard error stands where it belongs among the findings.

use std::env;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};

use super::args::{CheckArgs, Color, Format, MendingArgs};
use super::baseline::Known;
use super::changed::Changed;
use super::inputs::{Inputs, Written};
use super::interrupt::Interrupt;
use super::mend::{self, Mender, Reach, Target};
use super::outputs::Outputs;
use super::setup::{Engines, Setup};
use super::work::{self, Piece, Times, Timing, Wanted, Work};
use super::{Outcome, complain, progress::Progress, watch};
use crate::diagnostic::{Lang, Severity};
use crate::pack::Catalogue;
use crate::report::checkstyle::Checkstyle;
use crate::report::github::Github;
use crate::report::gitlab::Gitlab;
use crate::report::html::Html;
use crate::report::human::{Human, Paint};
use crate::report::json::{Json, JsonLines};
use crate::report::junit::Junit;
use crate::report::rdjsonl::Rdjsonl;
use crate::report::sarif::Sarif;
use crate::report::short::Short;
use crate::report::statistics::Statistics;
use crate::report::summary::GithubSummary;
use crate::report::{About, Report, Totals};

pub(super) fn run(args: &CheckArgs) -> Result<Outcome> {
    if args.watch {
        return watch::run(args);
    }
    // Without files to write there is nothing that Ctrl-C could leave undone.
    let interrupt = mending(args.mending).map(|_| Interrupt::new()).transpose()?;
    once(args, interrupt.as_ref())
}

/// One check, after the corrections that are wanted.
pub(super) fn once(args: &CheckArgs, interrupt: Option<&Interrupt>) -> Result<Outcome> {
    let setup = Setup::new(&args.work.common)?;
    let timing = if args.timing { Timing::On } else { Timing::Off };
    let format = if args.statistics { Format::Statistics } else { args.format };
    let mut work = Work::new(&args.work, &setup, Wanted { usual: usual(format), timing });
    work.changed = changed(args)?;
    work.written = Written::new(&args.reports);
    let known = Known::configured(&args.work, &setup)?;
    let mut engines = Engines::new(&setup, &args.work.select, &args.work.ignore)?;
    let reporters = Reporters::new(args, &setup)?;
    no_report_over_an_article(args, &work.written)?;
    let outputs = Outputs::open(format, &args.reports, &|format| reporters.report(format))?;
    let mut totals = Totals::default();
    if let Some((reach, target)) = mending(args.mending) {
        let mender = Mender { work: &work, known: known.as_ref(), reach, target, lang: setup.lang };
        totals = mend::all(&mender, &mut engines, work.inputs(&args.work), interrupt)?;
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
    let inputs = work.inputs(&args.work);
    all(&work, engines, inputs, known, outputs, &mut totals)?;
    Ok(work::outcome(&totals, work::fail_on(&args.work, &setup)))
}

/// A report takes the place of what was there, which must not be an article that was typed.
fn no_report_over_an_article(args: &CheckArgs, reports: &Written) -> Result<()> {
    let mut articles = work::paths(&args.work).into_iter();
    match articles.find(|path| reports.holds(path)) {
        Some(path) => bail!("--report: {} is an article of this run", path.display()),
        None => Ok(()),
    }
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
/// fail the run; what reads JSON chooses for itself. All reports of a run show the same findings.
fn usual(format: Format) -> Severity {
    match format {
        Format::Json | Format::Jsonl => Severity::Info,
        _ => Severity::Warning,
    }
}

/// What reports are made with.
struct Reporters {
    lang: Lang,
    paint: Paint,
    /// The least severity that makes the run fail.
    fails: Option<Severity>,
    about: Arc<About>,
}

impl Reporters {
    fn new(args: &CheckArgs, setup: &Setup) -> Result<Self> {
        let mut formats = args.reports.iter().map(|report| report.format).chain([args.format]);
        // Only these tell what the catalogue says of a rule.
        let is_told = formats.any(|format| matches!(format, Format::Sarif | Format::Html));
        let catalogue = if is_told { setup.catalogue()? } else { Catalogue::default() };
        let address = args.rule_url.clone();
        Ok(Self {
            lang: setup.lang,
            paint: paint(args.color),
            fails: work::fail_on(&args.work, setup).severity(),
            about: Arc::new(About { catalogue, lang: setup.lang, address }),
        })
    }

    fn report(&self, format: Format) -> Box<dyn Report> {
        let Self { lang, paint, fails, ref about } = *self;
        let about = || Arc::clone(about);
        match format {
            Format::Human => Box::new(Human::new(lang, paint)),
            Format::Short => Box::new(Short { lang }),
            Format::Statistics => Box::new(Statistics { lang }),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(JsonLines),
            Format::Sarif => Box::new(Sarif { about: about() }),
            Format::Github => Box::new(Github),
            Format::GithubSummary => Box::new(GithubSummary { lang }),
            Format::Gitlab => Box::new(Gitlab),
            Format::Checkstyle => Box::new(Checkstyle),
            Format::Junit => Box::new(Junit { lang, fails }),
            Format::Rdjsonl => Box::new(Rdjsonl { about: about() }),
            Format::Html => Box::new(Html { about: about() }),
        }
    }
}

/// Colours only on a terminal, and never where they are forbidden.
pub(super) fn paint(color: Color) -> Paint {
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
    mut outputs: Outputs,
    totals: &mut Totals,
) -> Result<()> {
    let mut times = Times::new();
    let mut progress = Progress::new();
    outputs.begin()?;
    work.each_batch(&mut engines, inputs, &mut |mut pieces| {
        if let Some(known) = &mut known {
            for piece in &mut pieces {
                known.sift(piece);
            }
        }
        pieces.iter_mut().for_each(Piece::count);
        let told = outputs.words(&work.workers, &pieces);
        progress.clear();
        for (piece, words) in pieces.into_iter().zip(told) {
            outputs.article(&words, piece.found.len())?;
            if piece.is_told() {
                outputs.flush()?;
                piece.tell();
            }
            totals.add(piece.totals);
            for (name, time) in piece.times {
                *times.entry(name).or_default() += time;
            }
        }
        outputs.flush()?;
        progress.show(totals.articles);
        Ok(())
    })?;
    progress.clear();
    outputs.finish(totals)?;
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
