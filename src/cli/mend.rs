//! `--fix` and `--diff`: rounds of corrections over each file until none is left that may be made without asking.
//!
//! After each round the articles are checked again, so that no correction rests on words that another has changed. A
//! file is written once, when it has come to rest, and only if it still holds what was read; else it stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};

use super::baseline::Known;
use super::inputs::{self, Inputs, Item};
use super::interrupt::Interrupt;
use super::setup::{Checker, Engines};
use super::work::{Piece, Work};
use super::{complain, diff, write};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;
use crate::fix::{self, Edit, Fix, Safety};
use crate::input::rewrite::{Change, RewriteError, is_exact, rewrite};
use crate::input::{Form, articles};
use crate::report::{Totals, Trouble, clean};

/// Most rounds over one file. Two or three are usual; what goes on longer goes in circles.
const ROUNDS: usize = 12;

/// Files that are mended before any of them is told of.
const BATCH: usize = 256;

/// Which corrections are made without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those that cannot change what the text says.
    Safe,
    /// The best one of every finding.
    Suggested,
}

/// What becomes of a mended file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// It takes the place of the old one.
    File,
    /// It is shown.
    Diff,
}

/// All that mending needs beside the engine.
#[derive(Debug)]
pub(super) struct Mender<'a> {
    pub(super) work: &'a Work,
    pub(super) known: Option<&'a Known>,
    pub(super) reach: Reach,
    pub(super) target: Target,
    pub(super) lang: Lang,
}

/// A file with its articles.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) path: PathBuf,
    pub(super) form: Form,
    /// What was read already, of standard input.
    held: Option<Vec<u8>>,
}

/// A file after its rounds.
#[derive(Debug, Default)]
struct Mended {
    bytes: Vec<u8>,
    n_fixes: usize,
    /// What is to be said of it, each once.
    notes: Vec<String>,
    /// Rules that broke, and what could not be read: the report that follows a fix names them too.
    troubles: Vec<Trouble>,
    /// Articles whose corrections go in circles.
    restless: Vec<Trouble>,
}

/// The corrections of one article that are made together.
struct Plan {
    doc: Box<Document>,
    fixes: Vec<Fix>,
}

/// What became of one file, in words.
#[derive(Default)]
struct Told {
    diff: String,
    notes: Vec<String>,
    totals: Totals,
}

/// Mends the files of some paths and says how many corrections were made.
///
/// What cannot be read is named by the report that follows; of a diff nothing follows, and it is named here.
pub(super) fn all(
    mender: &Mender<'_>,
    engines: &mut Engines<'_>,
    inputs: Inputs,
    interrupt: Option<&Interrupt>,
) -> Result<Totals> {
    let (papers, mut totals) = papers(inputs);
    if mender.target == Target::File {
        if papers.iter().any(|paper| paper.held.is_some()) {
            bail!("--fix cannot write standard input; --diff shows what would change");
        }
        totals = Totals::default();
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    // A terminal must not obey an article; a program that reads the diff needs it as it is.
    let is_terminal = io::stdout().is_terminal();
    for trouble in &totals.troubles {
        complain(&format!("sunting: {trouble}"));
    }
    let mut papers = papers.into_iter().peekable();
    while papers.peek().is_some() {
        let mut batch: Vec<(Paper, Arc<Checker>)> = Vec::new();
        for paper in papers.by_ref().take(BATCH) {
            let checker = engines.at(Some(&*paper.path).filter(|path| path.as_os_str() != "-"))?;
            batch.push((paper, checker));
        }
        let one = |(paper, checker): (Paper, Arc<Checker>)| {
            if interrupt.is_some_and(Interrupt::is_set) {
                Told::default()
            } else {
                mender.paper(&paper, &checker)
            }
        };
        for told in mender.work.workers.map(batch, one) {
            let text = if is_terminal { clean::lines(&told.diff) } else { told.diff };
            out.write_all(text.as_bytes())?;
            out.flush()?;
            let troubles = told.totals.troubles.iter().map(ToString::to_string);
            told.notes
                .iter()
                .cloned()
                .chain(troubles)
                .for_each(|it| complain(&format!("sunting: {it}")));
            totals.add(told.totals);
        }
        interrupt.map_or(Ok(()), Interrupt::stop)?;
    }
    Ok(totals)
}

/// The files of some paths, each once, and what is none.
pub(super) fn papers(inputs: Inputs) -> (Vec<Paper>, Totals) {
    let (mut papers, mut totals): (Vec<Paper>, _) = (Vec::new(), Totals::default());
    let mut seen = BTreeSet::new();
    let full = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    for item in inputs {
        match item {
            Item::Broken(trouble) => totals.troubles.push(trouble),
            Item::Stdin(bytes, form) => {
                papers.push(Paper { path: "-".into(), form, held: Some(bytes) });
            }
            Item::File(path, form) => {
                if seen.insert(full(&path)) {
                    papers.push(Paper { path, form, held: None });
                }
            }
            Item::Member { number: 0, path, file } => {
                if seen.insert(full(&path)) {
                    let (path, held) = (path.to_path_buf(), file.held.clone());
                    papers.push(Paper { path, form: file.form, held });
                }
            }
            // The others of its file.
            Item::Member { .. } => {}
            Item::Record { path, json, .. } => match papers.last_mut() {
                Some(last) if *last.path == *path => {
                    if let Some(held) = &mut last.held {
                        held.extend(json);
                    }
                }
                _ => {
                    if seen.insert(full(&path)) {
                        let held = (path.as_os_str() == "-").then_some(json);
                        papers.push(Paper { path: path.to_path_buf(), form: Form::Records, held });
                    }
                }
            },
        }
    }
    (papers, totals)
}

impl Mender<'_> {
    fn paper(&self, paper: &Paper, checker: &Checker) -> Told {
        let mut told = Told::default();
        let name = paper.path.to_string_lossy();
        let old = match &paper.held {
            Some(held) => held.clone(),
            None => match inputs::read_file(&paper.path) {
                Ok(bytes) => bytes,
                Err(err) => {
                    // The report that follows a fix meets the same trouble and names it.
                    if self.target == Target::Diff {
                        told.totals.troubles.push(inputs::trouble(&paper.path, &err));
                    }
                    return told;
                }
            },
        };
        if inputs::no_article(paper.form, &old).is_some() {
            return told;
        }
        let Mended { bytes, n_fixes, notes, troubles, restless } =
            self.rounds(paper, checker, &old);
        told.notes = notes;
        told.totals.troubles.extend(restless);
        if self.target == Target::Diff {
            told.diff = match paper.form {
                // Of an archive the words are shown, which is no patch.
                Form::Docx => {
                    diff::of_texts(&name, &self.words(paper, &old), &self.words(paper, &bytes))
                }
                _ => diff::unified(&name, &old, &bytes),
            };
            told.totals.troubles.extend(troubles);
        } else if bytes != old
            && let Err(err) = write::replace(&paper.path, &old, &bytes)
        {
            told.totals.troubles.push(inputs::trouble(&paper.path, &format!("{err:#}")));
            return told;
        }
        told.totals.fixed = n_fixes;
        told
    }

    /// The words of a file's articles.
    fn words(&self, paper: &Paper, bytes: &[u8]) -> String {
        let name = paper.path.to_string_lossy();
        let docs = articles(paper.form, &name, bytes, &self.work.fields);
        docs.into_iter().flatten().map(|doc| doc.text + "\n").collect()
    }

    /// All rounds over a file. Articles whose corrections go in circles are left as they are and named.
    fn rounds(&self, paper: &Paper, checker: &Checker, old: &[u8]) -> Mended {
        let mut restless: BTreeMap<u32, Option<usize>> = BTreeMap::new();
        loop {
            match self.without(paper, checker, old, &restless) {
                Ok(mut mended) => {
                    mended.restless =
                        restless.into_values().map(|line| circling(paper, line)).collect();
                    return mended;
                }
                Err(more) => restless.extend(more),
            }
        }
    }

    /// All rounds over the articles of a file but for some, or which of them do not come to rest: their numbers in the
    /// file and their lines.
    fn without(
        &self,
        paper: &Paper,
        checker: &Checker,
        old: &[u8],
        restless: &BTreeMap<u32, Option<usize>>,
    ) -> Result<Mended, BTreeMap<u32, Option<usize>>> {
        let mut mended = Mended { bytes: old.to_vec(), ..Mended::default() };
        // After the first round only the articles that it changed can have something new.
        let mut live: Option<BTreeMap<u32, Option<usize>>> = None;
        for _ in 0..ROUNDS {
            let name = paper.path.to_string_lossy();
            let docs = articles(paper.form, &name, &mended.bytes, &self.work.fields);
            let is_live = |doc: &Document| {
                let record = doc.source.record;
                !restless.contains_key(&record)
                    && live.as_ref().is_none_or(|live| live.contains_key(&record))
            };
            let docs: Vec<Document> = docs.into_iter().flatten().filter(is_live).collect();
            let made = self.work.workers.map(docs, |doc| self.plan(doc, checker));
            let mut plans = Vec::new();
            for (plan, notes, troubles) in made {
                note(&mut mended.notes, notes);
                if live.is_none() {
                    mended.troubles.extend(troubles);
                }
                if !plan.fixes.is_empty() {
                    plans.push(plan);
                }
            }
            let n_fixes = written(self.lang, paper, &mut plans, &mut mended);
            if n_fixes == 0 {
                return Ok(mended);
            }
            mended.n_fixes += n_fixes;
            let changed = plans.iter().map(|plan| &plan.doc.source);
            let line = |line: Option<u32>| line.map(|line| line as usize);
            live = Some(changed.map(|source| (source.record, line(source.line))).collect());
        }
        Err(live.unwrap_or_default())
    }

    /// The corrections of an article that can be made at once, the graver findings first.
    fn plan(&self, doc: Document, checker: &Checker) -> (Plan, Vec<String>, Vec<Trouble>) {
        let mut piece = Piece::default();
        self.work.check(Box::new(doc), checker, &mut piece);
        if let Some(known) = self.known {
            known.hide(&mut piece);
        }
        let Piece { article, mut found, totals, .. } = piece;
        let doc = article.unwrap_or_else(|| Box::new(Document::plain("")));
        found.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let wanted: Vec<(&Diagnostic, &Fix)> =
            found.iter().filter_map(|found| Some((found, self.wanted(&doc, found)?))).collect();
        let fixes: Vec<&Fix> = wanted.iter().map(|(_, fix)| *fix).collect();
        let choice = fix::choose(&fixes);
        let notes = choice.waiting.iter().filter(|&&(a, b)| fixes[a].contradicts(fixes[b]));
        let notes = notes.map(|&(a, b)| conflict(self.lang, &doc, wanted[a].0, wanted[b].0));
        let notes = notes.collect();
        let fixes = choice.taken.iter().map(|&at| fixes[at].clone()).collect();
        (Plan { doc, fixes }, notes, totals.troubles)
    }

    /// The best correction of a finding that may be made and has a place of its own in the source.
    fn wanted<'a>(&self, doc: &Document, found: &'a Diagnostic) -> Option<&'a Fix> {
        let mut fixes = found.fixes.iter().filter(|fix| !fix.edits.is_empty());
        let fix = match self.reach {
            Reach::Suggested => fixes.next(),
            Reach::Safe => fixes.find(|fix| fix.safety == Safety::Safe),
        };
        fix.filter(|fix| fix.edits.iter().all(|edit| is_exact(doc, edit)))
    }
}

/// Writes the plans into the bytes. A correction that the form of the file refuses is named and left out.
fn written(lang: Lang, paper: &Paper, plans: &mut Vec<Plan>, mended: &mut Mended) -> usize {
    loop {
        plans.retain(|plan| !plan.fixes.is_empty());
        let edits: Vec<Vec<Edit>> = plans
            .iter()
            .map(|plan| plan.fixes.iter().flat_map(|fix| fix.edits.clone()).collect())
            .collect();
        let changes: Vec<Change<'_>> = plans
            .iter()
            .zip(&edits)
            .map(|(plan, edits)| Change { doc: &plan.doc, edits })
            .collect();
        if changes.is_empty() {
            return 0;
        }
        match rewrite(paper.form, &mended.bytes, &changes) {
            Ok(bytes) => {
                mended.bytes = bytes;
                return plans.iter().map(|plan| plan.fixes.len()).sum();
            }
            Err(err) => {
                let at = changes.iter().position(|change| change.doc.source.record == err.record);
                let doc = at.map(|at| changes[at].doc);
                note(&mut mended.notes, [refused(lang, &paper.path, doc, &err)]);
                match at.map(|at| &mut plans[at].fixes) {
                    Some(fixes) => leave_out(fixes, err.edit.as_ref()),
                    None => plans.clear(),
                }
            }
        }
    }
}

/// Takes the corrections with a refused edit out; where no edit is to blame, all of the article's.
fn leave_out(fixes: &mut Vec<Fix>, refused: Option<&Edit>) {
    let before = fixes.len();
    if let Some(edit) = refused {
        fixes.retain(|fix| !fix.edits.contains(edit));
    }
    if fixes.len() == before {
        fixes.clear();
    }
}

/// Takes notes that are not there yet: each round comes to the same refusals.
fn note(notes: &mut Vec<String>, new: impl IntoIterator<Item = String>) {
    for note in new {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

fn circling(paper: &Paper, line: Option<usize>) -> Trouble {
    let what = format!("its corrections do not come to rest in {ROUNDS} rounds; left as it is");
    Trouble { line, ..inputs::trouble(&paper.path, &what) }
}

/// A correction that the form of the file refuses, and why.
fn refused(lang: Lang, path: &Path, doc: Option<&Document>, err: &RewriteError) -> String {
    let reason = err.reason.told(lang);
    match (doc, &err.edit) {
        (Some(doc), Some(Edit { span, text })) => {
            let at = place(doc, span.start());
            format!("{at}: “{}” → “{text}”: {reason}", doc.str(*span))
        }
        _ => format!("{}: {reason}", path.display()),
    }
}

/// Where something stands, as people are told of it.
fn place(doc: &Document, at: usize) -> String {
    let place = doc.line_index().place(&doc.text, at);
    match &doc.source.id {
        Some(id) => format!("{} ({id}):{}:{}", doc.source.path, place.line, place.column),
        None => format!("{}:{}:{}", doc.source.path, place.line, place.column),
    }
}

/// Two findings that correct the same words differently, and which had its way.
fn conflict(lang: Lang, doc: &Document, late: &Diagnostic, first: &Diagnostic) -> String {
    let at = place(doc, late.span.start());
    let (late, first) = (&late.rule, &first.rule);
    match lang {
        Lang::Id => format!(
            "{at}: {late} dan {first} membetulkan kata yang sama secara berbeda; {first} didahulukan"
        ),
        Lang::En => format!(
            "{at}: {late} and {first} correct the same words differently; {first} went first"
        ),
    }
}
