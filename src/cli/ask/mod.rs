//! `sunting fix`: goes through the findings one by one and asks what to do. A line in, an answer out, so that it works
//! over any connection and can be fed from a file.
//!
//! Answers take effect at once in memory, so that the next question is about the text as it then reads; a file is
//! written when it has been gone through, or when the editor has had enough.

mod sheet;
mod words;

use std::io::{self, BufRead, Write};

use anyhow::{Result, bail};

use self::sheet::Sheet;
use self::words::{IsWord, Typed, by_hand, help, prompt, typed};
use super::args::FixArgs;
use super::baseline::{self, Known};
use super::inputs;
use super::mend::{self, Paper};
use super::setup::{Checker, Engines, Setup};
use super::work::{self, Piece, Timing, Wanted, Work};
use super::{Outcome, check, complain, house, write};
use crate::diagnostic::{Diagnostic, Lang, RuleId, Severity};
use crate::document::Document;
use crate::everywhere::everywhere;
use crate::fix::Fix;
use crate::input::articles;
use crate::input::rewrite::is_exact;
use crate::report::human::Human;
use crate::report::{Report, Totals, Trouble, clean, correction, pick};
use crate::vocabulary;

/// What everything goes by until the desk's own files change under it.
struct Bench {
    setup: Setup,
    work: Work,
    known: Option<Known>,
}

impl Bench {
    fn new(args: &FixArgs) -> Result<Self> {
        let setup = Setup::new(&args.work.common)?;
        let wanted = Wanted { usual: Severity::Warning, timing: Timing::Off };
        let work = Work::new(&args.work, &setup, wanted);
        let known = Known::configured(&args.work, &setup)?;
        Ok(Self { setup, work, known })
    }
}

/// How a stretch of the session ended.
enum Step {
    /// The desk's own files have changed: everything is to be read anew.
    Reload,
    /// All files are gone through, or the editor has had enough.
    Done,
}

/// What the editor wants done with a finding.
enum Answer {
    /// These corrections, of which the first is the finding's own.
    Correct(Vec<Fix>),
    Skip,
    /// Nothing more of this file.
    NextFile,
    Vocabulary(String),
    /// The finding stays, for this reason.
    Ignore(String),
    Quit,
}

struct Session<'a> {
    args: &'a FixArgs,
    lang: Lang,
    report: Human,
    input: Box<dyn BufRead>,
    papers: std::vec::IntoIter<Paper>,
    sheet: Option<Sheet>,
    totals: Totals,
    reasons: Reasons,
}

/// Whether what is ignored must have a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reasons {
    Free,
    Required,
}

pub(super) fn run(args: &FixArgs) -> Result<Outcome> {
    if work::paths(&args.work).iter().any(|path| path.as_os_str() == "-") {
        bail!("fix asks on standard input, so no article can come from there");
    }
    let mut bench = Bench::new(args)?;
    let lang = bench.setup.lang;
    let mut session = Session {
        args,
        lang,
        report: Human::new(lang, check::paint(args.color)),
        input: Box::new(io::stdin().lock()),
        papers: mend::papers(bench.work.inputs(&args.work)).0.into_iter(),
        sheet: None,
        totals: Totals::default(),
        reasons: if bench.setup.config.suppressions.require_reason {
            Reasons::Required
        } else {
            Reasons::Free
        },
    };
    loop {
        let mut engines = Engines::new(&bench.setup, &args.work.select, &args.work.ignore)?;
        match session.go(&bench, &mut engines)? {
            Step::Done => break,
            Step::Reload => {}
        }
        drop(engines);
        bench = Bench::new(args)?;
    }
    // What is left is counted on what was written, by what the desk now holds to be right.
    let mut bench = Bench::new(args)?;
    let mut engines = Engines::new(&bench.setup, &args.work.select, &args.work.ignore)?;
    let mut totals = session.totals;
    let inputs = bench.work.inputs(&args.work);
    bench.work.each_batch(&mut engines, inputs, &mut |pieces| {
        for mut piece in pieces {
            if let Some(known) = &mut bench.known {
                known.sift(&mut piece);
            }
            piece.count();
            piece.tell();
            totals.add(piece.totals);
        }
        Ok(())
    })?;
    write!(io::stdout(), "{}", session.report.foot(&totals))?;
    Ok(work::outcome(&totals, work::fail_on(&args.work, &bench.setup)))
}

impl Session<'_> {
    /// Goes on with the sheet in hand, then with the papers that follow.
    fn go(&mut self, bench: &Bench, engines: &mut Engines<'_>) -> Result<Step> {
        loop {
            let mut sheet = match self.sheet.take() {
                Some(sheet) => sheet,
                None => match self.papers.next() {
                    Some(paper) => match Sheet::open(paper) {
                        Some(sheet) => sheet,
                        None => continue,
                    },
                    None => return Ok(Step::Done),
                },
            };
            let checker = engines.at(Some(&sheet.paper.path))?;
            match self.sheet(bench, &checker, &mut sheet)? {
                Some(Answer::Vocabulary(word)) => {
                    let file = house::accept(&bench.setup, &word)?;
                    say(&format!("{}: {word}", file.display()))?;
                    self.sheet = Some(sheet);
                    return Ok(Step::Reload);
                }
                Some(Answer::Quit) => {
                    self.close(&sheet);
                    return Ok(Step::Done);
                }
                _ => self.close(&sheet),
            }
        }
    }

    /// Asks about every finding of a file, unless an answer ends that.
    fn sheet(
        &mut self,
        bench: &Bench,
        checker: &Checker,
        sheet: &mut Sheet,
    ) -> Result<Option<Answer>> {
        loop {
            let name = sheet.paper.path.to_string_lossy().into_owned();
            let docs = articles(sheet.paper.form, &name, &sheet.bytes, &bench.work.fields);
            let docs: Vec<Document> = docs.into_iter().flatten().collect();
            let Some(doc) = docs.into_iter().nth(sheet.article) else { return Ok(None) };
            let (doc, found) = shown(bench, checker, doc);
            let mut is_changed = false;
            while let Some(at) = found.iter().position(|found| sheet.is_open(found)) {
                let one = &found[at];
                let answer = self.ask(&doc, &found, at)?;
                sheet.after = Some((one.span, one.rule.clone()));
                match answer {
                    Answer::Skip => {}
                    Answer::Ignore(reason) => {
                        sheet.ignored.push((one.rule.clone(), one.span.start(), reason));
                    }
                    Answer::Correct(fixes) => {
                        is_changed = sheet.correct(&doc, &fixes)?;
                        if is_changed {
                            break;
                        }
                    }
                    answer => {
                        self.ignore(bench, sheet, &doc, &found)?;
                        return Ok(Some(answer));
                    }
                }
            }
            if !is_changed {
                self.ignore(bench, sheet, &doc, &found)?;
                sheet.article += 1;
                sheet.after = None;
            }
        }
    }

    /// Writes down what is to be ignored of an article, as it reads now: where it stands if the form of the file has a
    /// place for it, else in the baseline.
    fn ignore(
        &mut self,
        bench: &Bench,
        sheet: &mut Sheet,
        doc: &Document,
        found: &[Diagnostic],
    ) -> Result<()> {
        let ignored = std::mem::take(&mut sheet.ignored);
        let why = |found: &Diagnostic| {
            let is_same = |(rule, start, _): &&(RuleId, usize, String)| {
                *rule == found.rule && *start == found.span.start()
            };
            ignored.iter().find(is_same).map(|(_, _, reason)| reason.as_str())
        };
        let found: Vec<(&Diagnostic, &str)> =
            found.iter().filter_map(|found| Some((found, why(found)?))).collect();
        if found.is_empty() || sheet.comment(doc, &found, &bench.work.fields) {
            return Ok(());
        }
        let known: Vec<Diagnostic> = found.iter().map(|(found, _)| (*found).clone()).collect();
        let file = baseline::know(&self.args.work, &bench.setup, doc, &known)?;
        say(&format!("{}: {}", file.display(), known.len()))
    }

    /// Writes a file that has changed.
    fn close(&mut self, sheet: &Sheet) {
        if sheet.bytes == sheet.old {
            return;
        }
        match write::replace(&sheet.paper.path, &sheet.old, &sheet.bytes) {
            Ok(()) => self.totals.fixed += sheet.n_fixed,
            Err(err) => {
                let trouble: Trouble = inputs::trouble(&sheet.paper.path, &format!("{err:#}"));
                complain(&format!("sunting: {trouble}"));
                self.totals.troubles.push(trouble);
            }
        }
    }

    /// Shows a finding and asks until there is an answer. At the end of the input the editor has had enough.
    fn ask(&mut self, doc: &Document, all: &[Diagnostic], at: usize) -> Result<Answer> {
        let found = &all[at];
        let fixes: Vec<&Fix> = found.fixes.iter().filter(|fix| can_make(doc, fix)).collect();
        let word = vocabulary::word(doc, found);
        let is_word = if word.is_some() { IsWord::Yes } else { IsWord::No };
        self.show(doc, found, &fixes)?;
        loop {
            let Some(line) = self.line(&prompt(self.lang, fixes.len(), is_word))? else {
                return Ok(Answer::Quit);
            };
            match typed(&line) {
                Typed::Choice(n) if (1..=fixes.len()).contains(&n) => {
                    return Ok(Answer::Correct(vec![fixes[n - 1].clone()]));
                }
                Typed::Alike(n) if (1..=fixes.len()).contains(&n) => {
                    return Ok(Answer::Correct(alike(doc, all, found, fixes[n - 1])));
                }
                Typed::Edit(text) => {
                    if let Some(fix) = self.edited(doc, found, text)? {
                        return Ok(Answer::Correct(vec![fix]));
                    }
                }
                Typed::Skip => return Ok(Answer::Skip),
                Typed::NextFile => return Ok(Answer::NextFile),
                Typed::Ignore(reason) => return self.reason(reason).map(Answer::Ignore),
                Typed::Quit => return Ok(Answer::Quit),
                Typed::Vocabulary => match word {
                    Some(word) => return Ok(Answer::Vocabulary(word.to_owned())),
                    None => say(help(self.lang))?,
                },
                Typed::Choice(_) | Typed::Alike(_) | Typed::Help => say(help(self.lang))?,
            }
        }
    }

    fn show(&mut self, doc: &Document, found: &Diagnostic, fixes: &[&Fix]) -> Result<()> {
        let bare = Diagnostic { fixes: Vec::new(), ..found.clone() };
        let mut out = io::stdout().lock();
        out.write_all(self.report.article(doc, &[bare]).as_bytes())?;
        for (at, fix) in fixes.iter().enumerate() {
            let words = correction::told(self.lang, doc, found.span, fix);
            writeln!(out, "  {}  {words}", at + 1)?;
        }
        if fixes.is_empty() && !found.fixes.is_empty() {
            writeln!(out, "  {}", by_hand(self.lang))?;
        }
        Ok(())
    }

    /// The editor's own words for the place, asked for where they do not stand behind the letter.
    fn edited(
        &mut self,
        doc: &Document,
        found: &Diagnostic,
        text: Option<String>,
    ) -> Result<Option<Fix>> {
        let ask =
            |session: &mut Self| session.line(pick(session.lang, "teks baru: ", "new text: "));
        let text = match text {
            Some(text) => Some(text),
            None => ask(self)?,
        };
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let fix = Fix::suggest(found.span, text);
        if can_make(doc, &fix) {
            return Ok(Some(fix));
        }
        say(by_hand(self.lang))?;
        Ok(None)
    }

    /// Why a finding is ignored, asked for where the desk wants to know and nothing stands behind the letter.
    fn reason(&mut self, typed: Option<String>) -> Result<String> {
        match typed {
            Some(reason) => Ok(reason),
            None if self.reasons == Reasons::Free => Ok(String::new()),
            None => {
                let reason = self.line(pick(self.lang, "alasan: ", "reason: "))?;
                Ok(reason.unwrap_or_default())
            }
        }
    }

    fn line(&mut self, prompt: &str) -> Result<Option<String>> {
        let mut out = io::stdout().lock();
        write!(out, "{prompt}")?;
        out.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            writeln!(out)?;
            return Ok(None);
        }
        Ok(Some(line.trim_end_matches(['\n', '\r']).to_owned()))
    }
}

/// A line for the editor.
fn say(line: &str) -> Result<()> {
    Ok(writeln!(io::stdout(), "{}", clean::lines(line))?)
}

/// An article and its findings that are shown.
fn shown(bench: &Bench, checker: &Checker, doc: Document) -> (Box<Document>, Vec<Diagnostic>) {
    let mut piece = Piece::default();
    bench.work.check(Box::new(doc), checker, &mut piece);
    if let Some(known) = &bench.known {
        known.hide(&mut piece);
    }
    (piece.article.unwrap_or_else(|| Box::new(Document::plain(""))), piece.found)
}

/// The correction `chosen` of one finding, and the same [everywhere] in the article where it can be made.
fn alike(doc: &Document, all: &[Diagnostic], found: &Diagnostic, chosen: &Fix) -> Vec<Fix> {
    let Some(Fix { edits, .. }) = everywhere(doc, all, found, chosen) else {
        return vec![chosen.clone()];
    };
    // One for each place, as each was found by itself.
    let each = edits.into_iter().map(|edit| Fix { edits: vec![edit], ..chosen.clone() });
    each.filter(|fix| can_make(doc, fix)).collect()
}

fn can_make(doc: &Document, fix: &Fix) -> bool {
    !fix.edits.is_empty() && fix.edits.iter().all(|edit| is_exact(doc, edit))
}
