//! `sunting baseline`, and the baseline in a check: findings that are known do not count.
//!
//! Paths in the file are relative to its folder, so that it holds for everybody who has the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::args::{BaselineAction, BaselineArgs, WorkArgs};
use super::setup::{Engines, Setup};
use super::work::{Piece, Timing, Wanted, Work};
use super::{Outcome, complain, house, write};
use crate::baseline::{Baseline, FILE_NAME, Key, Ledger};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::fingerprint::Fingerprint;
use crate::report::{Totals, clean, plural};

/// The findings that a check need not tell.
#[derive(Debug)]
pub(super) struct Known {
    ledger: Ledger,
    names: Names,
}

impl Known {
    /// The baseline that was typed or configured, if one was.
    pub(super) fn configured(args: &WorkArgs, setup: &Setup) -> Result<Option<Self>> {
        let Some(path) = configured(args, setup) else { return Ok(None) };
        Ok(Some(Self::new(read(&path)?, &path)))
    }

    fn new(baseline: Baseline, path: &Path) -> Self {
        let names = Names::new(path);
        let ledger = Ledger::new(baseline, &|name| !names.dir.join(name).exists());
        Self { ledger, names }
    }

    /// Takes the findings that are known out of an article's.
    pub(super) fn sift(&mut self, piece: &mut Piece) {
        let Some(doc) = &piece.article else { return };
        let mut keys = self.names.keys(doc, &piece.found).into_iter();
        piece.found.retain(|_| {
            let is_known = keys.next().is_some_and(|key| self.ledger.take(&key));
            piece.totals.known += usize::from(is_known);
            !is_known
        });
    }

    /// Takes the findings that are known out of an article's without counting them off.
    pub(super) fn hide(&self, piece: &mut Piece) {
        let Some(doc) = &piece.article else { return };
        let mut met: BTreeMap<Key, usize> = BTreeMap::new();
        let mut keys = self.names.keys(doc, &piece.found).into_iter();
        piece.found.retain(|_| {
            keys.next().is_none_or(|key| {
                let count = met.entry(key.clone()).or_default();
                *count += 1;
                !self.ledger.knows(&key, *count)
            })
        });
    }
}

/// How findings are called in a baseline.
#[derive(Debug)]
struct Names {
    /// Full path of the folder that names are relative to.
    dir: PathBuf,
}

impl Names {
    fn new(baseline: &Path) -> Self {
        let parent = baseline.parent().filter(|parent| !parent.as_os_str().is_empty());
        let dir = parent.unwrap_or(Path::new("."));
        let dir = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
        Self { dir }
    }

    fn keys(&self, doc: &Document, found: &[Diagnostic]) -> Vec<Key> {
        if found.is_empty() {
            return Vec::new();
        }
        let path = self.of(&doc.source.path);
        let key = |found: &Diagnostic| Key {
            path: path.clone(),
            id: doc.source.id.clone(),
            rule: found.rule.to_string(),
            fingerprint: Fingerprint::new(doc, found).to_string(),
        };
        found.iter().map(key).collect()
    }

    /// A path relative to the baseline's folder, with forward slashes; outside of it, the full path.
    fn of(&self, path: &str) -> String {
        let full = fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
        let name = full.strip_prefix(&self.dir).unwrap_or(&full);
        name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The file that was typed or configured.
fn configured(args: &WorkArgs, setup: &Setup) -> Option<PathBuf> {
    let configured = setup.config.baseline.as_ref().map(|name| setup.beside(name));
    args.baseline.clone().or(configured)
}

fn read(path: &Path) -> Result<Baseline> {
    let name = || format!("baseline {}", path.display());
    let text = fs::read_to_string(path).with_context(name)?;
    Baseline::parse(&text).with_context(name)
}

/// Adds findings of an article to the baseline, and says which file that is. Where none was configured, it is from now on.
pub(super) fn know(
    args: &WorkArgs,
    setup: &Setup,
    doc: &Document,
    found: &[Diagnostic],
) -> Result<PathBuf> {
    let known = configured(args, setup);
    let path = known.clone().unwrap_or_else(|| setup.beside(FILE_NAME));
    let mut baseline = if path.exists() { read(&path)? } else { Baseline::default() };
    for key in Names::new(&path).keys(doc, found) {
        baseline.add(key);
    }
    put(&path, &baseline)?;
    if known.is_none() {
        house::go_by_baseline(setup, FILE_NAME)?;
    }
    Ok(path)
}

pub(super) fn run(args: &BaselineArgs) -> Result<Outcome> {
    let (BaselineAction::Write(work) | BaselineAction::Prune(work) | BaselineAction::Stats(work)) =
        &args.action;
    let setup = Setup::new(&work.common)?;
    let path = configured(work, &setup).unwrap_or_else(|| setup.beside(FILE_NAME));
    match &args.action {
        BaselineAction::Write(args) => write(args, &setup, &path),
        BaselineAction::Prune(args) => prune(args, &setup, &path),
        BaselineAction::Stats(args) => stats(args, &setup, &path),
    }
}

/// All findings of the articles by name, and the files that were read.
#[derive(Default)]
struct Taken {
    keys: Vec<(Key, Severity)>,
    seen: BTreeSet<String>,
    totals: Totals,
}

fn take(work: &Work, args: &WorkArgs, setup: &Setup, names: &Names) -> Result<Taken> {
    let mut engines = Engines::new(setup, &args.select, &args.ignore)?;
    let inputs = work.inputs(args);
    let mut taken = Taken::default();
    work.each_batch(&mut engines, inputs, &mut |pieces| {
        for piece in pieces {
            piece.tell();
            if let Some(doc) = &piece.article {
                taken.seen.insert(names.of(&doc.source.path));
                let severities = piece.found.iter().map(|found| found.severity);
                taken.keys.extend(names.keys(doc, &piece.found).into_iter().zip(severities));
            }
            taken.totals.add(piece.totals);
        }
        Ok(())
    })?;
    Ok(taken)
}

/// What a check counts by itself is written down: what people are shown.
fn work(args: &WorkArgs, setup: &Setup) -> Work {
    Work::new(args, setup, Wanted { usual: Severity::Warning, timing: Timing::Off })
}

fn ended(totals: &Totals) -> Outcome {
    if totals.troubles.is_empty() { Outcome::Clean } else { Outcome::Trouble }
}

/// What a baseline says of files that are there and were not looked at.
fn elsewhere(rest: &Ledger, names: &Names, seen: &BTreeSet<String>, into: &mut Baseline) -> usize {
    let mut n_gone = 0;
    for (key, count) in rest.rest() {
        if seen.contains(&key.path) || !names.dir.join(&key.path).exists() {
            n_gone += count;
        } else {
            (0..count).for_each(|_| into.add(key.clone()));
        }
    }
    n_gone
}

fn write(args: &WorkArgs, setup: &Setup, path: &Path) -> Result<Outcome> {
    let old = match fs::read_to_string(path).map(|text| Baseline::parse(&text)) {
        Ok(Ok(old)) => old,
        Ok(Err(err)) => {
            complain(&format!("sunting: {}: {err}; written anew", path.display()));
            Baseline::default()
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => Baseline::default(),
        Err(err) => return Err(err).with_context(|| format!("baseline {}", path.display())),
    };
    let names = Names::new(path);
    let Taken { keys, seen, totals } = take(&work(args, setup), args, setup, &names)?;
    let mut new = Baseline::default();
    let n_found = keys.len();
    for (key, _) in keys {
        new.add(key);
    }
    elsewhere(&Ledger::new(old, &|_| false), &names, &seen, &mut new);
    put(path, &new)?;
    let n = totals.articles;
    let words = match setup.lang {
        Lang::Id => format!("{n_found} temuan dalam {n} artikel dicatat"),
        Lang::En => {
            let (found, articles) = (plural(n_found, "finding"), plural(n, "article"));
            format!("{found} in {articles} written down")
        }
    };
    say(path, &words)?;
    if configured(args, setup).is_none() {
        let words = match setup.lang {
            Lang::Id => "agar dipakai, tulis di sunting.toml",
            Lang::En => "to go by it, write in sunting.toml",
        };
        complain(&format!("sunting: {words}: baseline = \"{FILE_NAME}\""));
    }
    Ok(ended(&totals))
}

fn prune(args: &WorkArgs, setup: &Setup, path: &Path) -> Result<Outcome> {
    let mut known = Known::new(read(path)?, path);
    let mut work = work(args, setup);
    // Whatever severity was written down is still known.
    work.least = Severity::Info;
    let Taken { keys, seen, totals } = take(&work, args, setup, &known.names)?;
    let mut new = Baseline::default();
    for (key, _) in keys {
        if known.ledger.take(&key) {
            new.add(key);
        }
    }
    let Known { ledger, names } = known;
    let n_gone = elsewhere(&ledger, &names, &seen, &mut new);
    put(path, &new)?;
    let n = new.len();
    let words = match setup.lang {
        Lang::Id => format!("{n_gone} temuan yang sudah hilang dihapus, {n} tersisa"),
        Lang::En => {
            let (gone, are) = (plural(n_gone, "finding"), if n_gone == 1 { "is" } else { "are" });
            format!("{gone} that {are} gone taken out, {n} left")
        }
    };
    say(path, &words)?;
    Ok(ended(&totals))
}

/// What became of the findings of one rule.
#[derive(Clone, Copy, Default)]
struct Row {
    known: usize,
    gone: usize,
    new: usize,
}

fn stats(args: &WorkArgs, setup: &Setup, path: &Path) -> Result<Outcome> {
    let mut known = Known::new(read(path)?, path);
    let mut work = work(args, setup);
    // What is known counts whatever its severity, what is new from the one on that a check goes by.
    let least = std::mem::replace(&mut work.least, Severity::Info);
    let Taken { keys, seen, totals } = take(&work, args, setup, &known.names)?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (key, severity) in keys {
        let is_known = known.ledger.take(&key);
        let row = rows.entry(key.rule).or_default();
        row.known += usize::from(is_known);
        row.new += usize::from(!is_known && severity >= least);
    }
    let Known { ledger, names } = known;
    let mut unseen = Baseline::default();
    for (key, count) in ledger.rest() {
        let is_gone = seen.contains(&key.path) || !names.dir.join(&key.path).exists();
        let row = rows.entry(key.rule.clone()).or_default();
        if is_gone { row.gone += count } else { row.known += count }
    }
    elsewhere(&ledger, &names, &seen, &mut unseen);
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(table(setup.lang, &rows, unseen.len()).as_bytes())?;
    out.flush()?;
    Ok(ended(&totals))
}

/// Known, gone and new by rule, the most first.
fn table(lang: Lang, rows: &BTreeMap<String, Row>, n_unseen: usize) -> String {
    let mut whole = Row::default();
    let mut rows: Vec<(&str, Row)> = rows.iter().map(|(rule, row)| (rule.as_str(), *row)).collect();
    rows.retain(|(_, Row { known, gone, new })| known + gone + new > 0);
    rows.sort_by_key(|(_, row)| std::cmp::Reverse((row.known, row.gone, row.new)));
    let (head, all, note) = match lang {
        Lang::Id => (["dicatat", "hilang", "baru"], "semua", "dari berkas yang tidak diperiksa"),
        Lang::En => (["known", "gone", "new"], "all", "of files that were not checked"),
    };
    let mut out = format!("{:>8} {:>8} {:>8}\n", head[0], head[1], head[2]);
    for (rule, row) in &rows {
        let Row { known, gone, new } = row;
        let _ = writeln!(out, "{known:8} {gone:8} {new:8}  {rule}");
        whole.known += known;
        whole.gone += gone;
        whole.new += new;
    }
    let Row { known, gone, new } = whole;
    let _ = writeln!(out, "{known:8} {gone:8} {new:8}  {all}");
    if n_unseen > 0 {
        let _ = writeln!(out, "{n_unseen:8} {note}");
    }
    out
}

fn put(path: &Path, baseline: &Baseline) -> Result<()> {
    let name = || format!("baseline {}", path.display());
    write::put(path, baseline.render().as_bytes()).with_context(name)
}

fn say(path: &Path, words: &str) -> Result<()> {
    let line = format!("{}: {words}", path.display());
    Ok(writeln!(io::stdout(), "{}", clean::line(&line))?)
}
