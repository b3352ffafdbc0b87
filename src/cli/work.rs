//! The work on articles: read and checked in batches on all threads, handed on in the order they came in.
//!
//! So what is made of the findings is the same for any number of threads, and memory is bounded by the batch. No report
//! is known here; who takes the pieces puts them into words.

use std::collections::BTreeMap;
use std::env;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use jiff::civil::Date;

use super::args::WorkArgs;
use super::cache::Cache;
use super::changed::Changed;
use super::inputs::{Inputs, Item, Taken, Written};
use super::setup::{Checker, Engines, Setup};
use super::workers::Workers;
use super::{Outcome, complain};
use crate::config::FailOn;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::engine::Checked;
use crate::input::Fields;
use crate::report::{Totals, Trouble};

/// Articles of a batch, and the bytes of records that end one early.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

/// All that checking an article needs beside the engine.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) fields: Fields,
    pub(super) date: Option<Date>,
    /// The least severity that counts.
    pub(super) least: Severity,
    pub(super) timing: Timing,
    /// The lines that count, where not all do.
    pub(super) changed: Option<Changed>,
    /// What lies among the articles and is none.
    pub(super) written: Written,
    /// Findings from earlier runs; without it every article is checked.
    pub(super) cache: Option<Cache>,
    pub(super) workers: Workers,
}

/// Whether the rules are timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    Off,
    On,
}

/// How long each rule took, by name.
pub(super) type Times = BTreeMap<String, Duration>;

/// What one item came to.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The article, unless it could not be read.
    pub(super) article: Option<Box<Document>>,
    /// Its findings that are shown, in order.
    pub(super) found: Vec<Diagnostic>,
    /// What could not be read or checked, and what is not shown. Findings are counted when it is settled which are new.
    pub(super) totals: Totals,
    /// What is to be said of it on standard error.
    pub(super) note: Option<String>,
    pub(super) times: Times,
}

/// What is wanted of an output, as far as the work depends on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// The least severity shown where neither the command line nor the configuration says.
    pub(super) usual: Severity,
    pub(super) timing: Timing,
}

impl Work {
    pub(super) fn new(args: &WorkArgs, setup: &Setup, wanted: Wanted) -> Self {
        let usual = fail_on(args, setup).severity().unwrap_or(wanted.usual).min(wanted.usual);
        if env::var_os("RUST_BACKTRACE").is_none() {
            // A rule that panics is contained and named; the default message would stand in the middle of the report.
            panic::set_hook(Box::new(|_| {}));
        }
        Self {
            fields: fields(args, &setup.config.records),
            date: args.date,
            least: args.min_severity.map(Into::into).or(setup.config.min_severity).unwrap_or(usual),
            timing: wanted.timing,
            changed: None,
            written: Written::default(),
            // To time the rules they must run.
            cache: (!args.no_cache && wanted.timing == Timing::Off)
                .then(|| Cache::open(args.cache_dir.as_deref()))
                .flatten(),
            workers: Workers::new(args.threads),
        }
    }

    /// The articles of the paths that were typed.
    pub(super) fn inputs(&self, args: &WorkArgs) -> Inputs {
        Inputs::new(paths(args), args.form, &self.fields).without(&self.written)
    }

    /// Checks everything and hands each batch on. Fails only where an engine cannot be built or `take` fails.
    pub(super) fn each_batch(
        &self,
        engines: &mut Engines<'_>,
        inputs: Inputs,
        take: &mut dyn FnMut(Vec<Piece>) -> Result<()>,
    ) -> Result<()> {
        let mut inputs = inputs.peekable();
        while inputs.peek().is_some() {
            let batch = batch(&mut inputs, engines)?;
            take(self.workers.map(batch, |(item, checker)| self.piece(item, &checker)))?;
        }
        if let Some(cache) = &self.cache {
            cache.trim();
        }
        Ok(())
    }

    /// Does all of the work on one item. Whatever happens in it, the others are done.
    fn piece(&self, item: Item, checker: &Checker) -> Piece {
        let name = item.path().map(|path| path.to_string_lossy().into_owned());
        catch_unwind(AssertUnwindSafe(|| self.read(item, checker))).unwrap_or_else(|_| {
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

    fn read(&self, item: Item, checker: &Checker) -> Piece {
        let mut piece = Piece::default();
        match item.read(&self.fields) {
            Taken::Article(doc) => self.check(doc, checker, &mut piece),
            Taken::Skipped(note) => piece.note = Some(note),
            Taken::Nothing => {}
            Taken::Broken(trouble) => piece.totals.troubles.push(trouble),
        }
        piece
    }

    /// Checks one article; what is not shown is only counted.
    pub(super) fn check(&self, mut doc: Box<Document>, checker: &Checker, piece: &mut Piece) {
        doc.published = self.date.or(doc.published);
        let Checked { mut diagnostics, failures, silenced } = match self.timing {
            Timing::Off => self.looked_up(&doc, checker),
            Timing::On => {
                let mut last = Instant::now();
                checker.engine.check_watched(&doc, &mut |name| {
                    *piece.times.entry(name.to_owned()).or_default() += last.elapsed();
                    last = Instant::now();
                })
            }
        };
        piece.totals.articles = 1;
        piece.totals.silenced = silenced;
        diagnostics.retain(|found| {
            let is_shown = found.severity >= self.least;
            piece.totals.hidden += usize::from(!is_shown);
            is_shown
        });
        if let Some(changed) = &self.changed {
            piece.totals.unchanged = changed.sift(&doc, &mut diagnostics);
        }
        piece.totals.troubles.extend(failures.into_iter().map(|failure| Trouble {
            path: doc.source.path.clone(),
            line: None,
            rule: Some(failure.rule),
            message: failure.message,
        }));
        piece.found = diagnostics;
        piece.article = Some(doc);
    }
}

impl Work {
    /// What the article came to an earlier time, or comes to now.
    fn looked_up(&self, doc: &Document, Checker { engine, stamp }: &Checker) -> Checked {
        let Some(cache) = &self.cache else { return engine.check(doc) };
        cache.get(stamp, doc).unwrap_or_else(|| {
            let checked = engine.check(doc);
            cache.put(stamp, doc, &checked);
            checked
        })
    }
}

impl Piece {
    /// Counts the findings, once it is settled which of them are reported.
    pub(super) fn count(&mut self) {
        if let Some(doc) = &self.article {
            self.totals.count(doc, &self.found);
        }
    }

    /// Names on standard error what could not be read or checked.
    pub(super) fn tell(&self) {
        if let Some(note) = &self.note {
            complain(&format!("sunting: {note}"));
        }
        for trouble in &self.totals.troubles {
            complain(&format!("sunting: {trouble}"));
        }
    }

    /// Whether there is anything to be said on standard error.
    pub(super) fn is_told(&self) -> bool {
        self.note.is_some() || !self.totals.troubles.is_empty()
    }
}

/// The least severity that makes a run fail: typed, else configured.
pub(super) fn fail_on(args: &WorkArgs, setup: &Setup) -> FailOn {
    args.fail_on.or(setup.config.fail_on).unwrap_or(FailOn::Error)
}

/// The paths typed; without one it is this folder.
pub(super) fn paths(args: &WorkArgs) -> Vec<PathBuf> {
    if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() }
}

/// The names of the records' fields: those typed, else those configured.
fn fields(args: &WorkArgs, configured: &Fields) -> Fields {
    let or = |typed: &Option<String>, other: &str| typed.clone().unwrap_or_else(|| other.into());
    Fields {
        id: or(&args.id_field, &configured.id),
        title: or(&args.title_field, &configured.title),
        text: or(&args.text_field, &configured.text),
        date: or(&args.date_field, &configured.date),
    }
}

fn batch(
    inputs: &mut impl Iterator<Item = Item>,
    engines: &mut Engines<'_>,
) -> Result<Vec<(Item, Arc<Checker>)>> {
    let mut batch = Vec::new();
    let mut weight = 0;
    while batch.len() < BATCH && weight < BATCH_BYTES {
        let Some(item) = inputs.next() else { break };
        weight += item.weight();
        let checker = engines.at(item.path())?;
        batch.push((item, checker));
    }
    Ok(batch)
}

/// What a run came to, by what of it makes it fail.
pub(super) fn outcome(totals: &Totals, fail_on: FailOn) -> Outcome {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::cache;
    use crate::engine::{Engine, Settings};
    use crate::input::Form;
    use crate::lexicon::Lexicon;
    use crate::pack::{Body, Catalogue, RuleDef};
    use crate::rule::{Context, Rule, Sink};

    #[derive(Debug)]
    struct Broken;

    impl Rule for Broken {
        fn check(&self, _: &Context<'_>, _: &mut Sink<'_>) {
            panic!("on purpose");
        }
    }

    #[test]
    fn a_rule_that_breaks_is_named_and_makes_the_run_fail() {
        let mut catalogue = Catalogue::builtin();
        let meta = catalogue.rules[0].meta.clone();
        let id = meta.id.to_string();
        catalogue.rules[0] = RuleDef { meta, body: Body::Own(Box::new(Broken)) };
        let engine =
            Engine::new(catalogue, Lexicon::embedded(), &Settings::default()).expect("fits");
        let work = Work {
            fields: Fields::default(),
            date: None,
            least: Severity::Info,
            timing: Timing::Off,
            changed: None,
            written: Written::default(),
            cache: None,
            workers: Workers::new(1),
        };
        let checker = Checker { engine, stamp: cache::stamp(&[]) };
        let item = Item::Stdin(b"Warga pergi ke ke pasar.".to_vec(), Form::Text);
        let mut piece = work.piece(item, &checker);
        piece.count();
        let [trouble] = piece.totals.troubles.as_slice() else { panic!("one trouble") };
        assert_eq!((trouble.rule.as_deref(), trouble.message.as_str()), (Some(&*id), "on purpose"));
        assert!(!piece.found.is_empty());
        assert_eq!(outcome(&piece.totals, FailOn::Never), Outcome::Trouble);
    }
}
