//! A fixture page: prose, and fenced blocks of article text with carets under what must be found.
//!
//! ````text
//! ```toml
//! date = "2024-04-25"
//! ```
//! ```id
//! Ia bertemua dengan pedagang.
//!    ^^^^^^^^ spelling/misspelt -> bertemu
//! ```
//! ```fixed
//! (the text after all safe fixes)
//! ```
//! ````
//!
//! Carets count characters. An empty place gets one caret; a finding that runs over lines is marked on its first one.
//! What follows `->` is the text that the first fix puts in the place, quoted where white space or nothing is put.

use std::fmt::Write as _;

use jiff::civil::Date;
use sunting::config::Config;
use sunting::diagnostic::{Diagnostic, Lang, Severity};
use sunting::document::Document;
use sunting::engine::Engine;
use sunting::fix::{self, Fix, Safety};
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;

/// The ```` ```toml ```` block before a text, which holds for the next text only: a `sunting.toml`, and the
/// publication `date` in ISO 8601.
#[derive(Default)]
struct Choices {
    date: Option<Date>,
    config: Config,
}

impl Choices {
    fn parse(text: &str) -> Result<Self, String> {
        let mut table: toml::Table = toml::from_str(text).map_err(|err| err.to_string())?;
        let date = match table.remove("date") {
            Some(date) => {
                let date = date.as_str().ok_or("`date` is not a string")?.parse();
                Some(date.map_err(|err: jiff::Error| err.to_string())?)
            }
            None => None,
        };
        let config =
            Config::parse("settings", &table.to_string()).map_err(|err| err.to_string())?;
        config.check(&Catalogue::builtin()).map_err(|err| err.to_string())?;
        Ok(Self { date, config })
    }
}

/// A caret line: where, which rule, what the first fix puts there. Columns count characters from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Note {
    line: usize,
    column: usize,
    len: usize,
    rule: String,
    fix: Option<String>,
}

impl Note {
    fn parse(line: usize, text: &str) -> Option<Self> {
        let marks = text.trim_start_matches(' ');
        let rest = marks.trim_start_matches('^');
        let len = marks.len() - rest.len();
        if len == 0 || !rest.starts_with(' ') {
            return None;
        }
        let (rule, fix) = match rest.split_once("->") {
            Some((rule, fix)) => (rule, Some(fix.trim())),
            None => (rest, None),
        };
        let fix = fix.map(|fix| if fix.is_empty() { "\"\"".to_owned() } else { fix.to_owned() });
        Some(Self {
            line,
            column: text.len() - marks.len(),
            len,
            rule: rule.trim().to_owned(),
            fix,
        })
    }

    fn of(text: &str, found: &Diagnostic) -> Self {
        let start = text[..found.span.start()].rfind('\n').map_or(0, |at| at + 1);
        let end =
            text[found.span.start()..].find('\n').map_or(text.len(), |at| found.span.start() + at);
        let inside = &text[found.span.start()..found.span.end().clamp(found.span.start(), end)];
        Self {
            line: text[..start].matches('\n').count(),
            column: text[start..found.span.start()].chars().count(),
            len: inside.chars().count().max(1),
            rule: found.rule.to_string(),
            fix: found.fixes.first().map(|fix| shown(text, found, fix)),
        }
    }

    fn show(&self) -> String {
        let fix = self.fix.as_ref().map_or(String::new(), |fix| format!(" -> {fix}"));
        format!("{}{} {}{fix}", " ".repeat(self.column), "^".repeat(self.len), self.rule)
    }
}

/// What a fix puts in place of the finding; of all that it touches when it reaches beyond.
fn shown(text: &str, found: &Diagnostic, fix: &Fix) -> String {
    let first = fix.edits.iter().map(|edit| edit.span.start()).min().unwrap_or(found.span.start());
    let last = fix.edits.iter().map(|edit| edit.span.end()).max().unwrap_or(found.span.end());
    let (low, high) = (first.min(found.span.start()), last.max(found.span.end()));
    let (fixed, _) = fix::apply(text, [fix]);
    let whole = &fixed[low..fixed.len() - (text.len() - high)];
    let (head, tail) = (&text[low..found.span.start()], &text[found.span.end()..high]);
    let inner = whole.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)).unwrap_or(whole);
    let plain = !inner.is_empty() && inner.trim() == inner && !inner.contains(['\n', '\r']);
    if plain { inner.to_owned() } else { format!("{inner:?}") }
}

/// One text with its annotations.
struct Case {
    /// Line of the page where the block opens, from 1.
    at: usize,
    text: String,
    notes: Vec<Note>,
    choices: Choices,
}

impl Case {
    fn new(at: usize, body: &[&str], choices: Choices) -> Self {
        let (mut lines, mut notes) = (Vec::new(), Vec::new());
        for &line in body {
            match Note::parse(lines.len().saturating_sub(1), line) {
                Some(note) if !lines.is_empty() => notes.push(note),
                _ => lines.push(line),
            }
        }
        notes.sort();
        Self { at, text: lines.join("\n"), notes, choices }
    }

    fn engine(&self) -> Engine {
        let mut lexicon = Lexicon::embedded();
        let Config { vocabulary, .. } = &self.choices.config;
        lexicon.accept(&vocabulary.accept);
        lexicon.reject(&vocabulary.reject);
        let settings = self.choices.config.settings(Lang::En, &[]);
        Engine::new(Catalogue::builtin(), lexicon, &settings).expect("the fixture's settings fit")
    }

    fn document(&self, text: &str) -> Document {
        let mut doc = Document::plain(text);
        doc.published = self.choices.date;
        doc
    }

    /// Every finding that must be annotated, and the advice that happens to be.
    fn found(&self, engine: &Engine) -> Vec<Note> {
        let checked = engine.check(&self.document(&self.text));
        assert!(checked.failures.is_empty(), "{:?}", checked.failures);
        let notes = checked.diagnostics.iter().map(|d| (d.severity, Note::of(&self.text, d)));
        let mut kept: Vec<Note> = notes
            .filter(|(severity, note)| {
                *severity >= Severity::Warning || self.notes.iter().any(|own| own.rule == note.rule)
            })
            .map(|(_, note)| note)
            .collect();
        kept.sort();
        kept
    }

    /// The text after all safe fixes, until none is left.
    fn fixed(&self, engine: &Engine) -> String {
        let mut text = self.text.clone();
        for _ in 0..10 {
            let found = engine.check(&self.document(&text)).diagnostics;
            let fixes = found.iter().filter_map(|d| d.fixes.first());
            let (next, n_applied) =
                fix::apply(&text, fixes.filter(|fix| fix.safety == Safety::Safe));
            if n_applied == 0 {
                break;
            }
            text = next;
        }
        text
    }

    /// The lines of the text with carets under them; `mark` says what stands before each annotation.
    fn annotated(&self, notes: &[(char, &Note)]) -> String {
        let mut out = String::new();
        for (idx, line) in self.text.split('\n').enumerate() {
            let _ = writeln!(out, "  {line}");
            for (mark, note) in notes.iter().filter(|(_, note)| note.line == idx) {
                let _ = writeln!(out, "{mark} {}", note.show());
            }
        }
        out
    }

    /// How the findings differ from the annotations, as text with carets.
    fn difference(&self, engine: &Engine) -> Option<String> {
        let found = self.found(engine);
        if found == self.notes {
            return None;
        }
        let mut all: Vec<(char, &Note)> = Vec::new();
        all.extend(
            self.notes.iter().map(|note| (if found.contains(note) { ' ' } else { '-' }, note)),
        );
        let new = found.iter().filter(|note| !self.notes.contains(note));
        all.extend(new.map(|note| ('+', note)));
        all.sort_by_key(|(_, note)| (note.line, note.column));
        Some(format!("{}:\n{}", self.at, self.annotated(&all)))
    }
}

enum Piece<'a> {
    /// Prose and settings, kept as they are.
    Verbatim(&'a str),
    Text(Box<Case>),
    /// The text before it after all safe fixes.
    Fixed(usize, String),
}

/// A page of a fixture.
pub(crate) struct Page<'a> {
    pieces: Vec<Piece<'a>>,
}

impl<'a> Page<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut choices = Choices::default();
        let mut lines = text.lines().enumerate();
        while let Some((idx, line)) = lines.next() {
            let Some(kind) = line.strip_prefix("```") else {
                pieces.push(Piece::Verbatim(line));
                continue;
            };
            let body: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| !line.starts_with("```"))
                .collect();
            match kind {
                "id" => {
                    let case = Case::new(idx + 1, &body, std::mem::take(&mut choices));
                    pieces.push(Piece::Text(Box::new(case)));
                }
                "fixed" => pieces.push(Piece::Fixed(idx + 1, body.join("\n"))),
                "toml" => {
                    choices = Choices::parse(&body.join("\n"))
                        .map_err(|err| format!("{}: {err}", idx + 1))?;
                    pieces.push(Piece::Verbatim(line));
                    pieces.extend(body.into_iter().map(Piece::Verbatim));
                    pieces.push(Piece::Verbatim("```"));
                }
                _ => {
                    return Err(format!(
                        "{}: a block is `id`, `toml` or `fixed`, not `{kind}`",
                        idx + 1
                    ));
                }
            }
        }
        Ok(Self { pieces })
    }

    pub(crate) fn n_texts(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Text(_))).count()
    }

    /// What does not hold, each with its line and the text in question.
    pub(crate) fn broken(&self) -> Vec<String> {
        let mut broken = Vec::new();
        let mut last = None;
        for piece in &self.pieces {
            match (piece, &last) {
                (Piece::Verbatim(_), _) => {}
                (Piece::Text(case), _) => {
                    let engine = case.engine();
                    broken.extend(case.difference(&engine));
                    last = Some((case, engine));
                }
                (Piece::Fixed(at, _), None) => {
                    broken.push(format!("{at}: `fixed` without a text before it"));
                }
                (Piece::Fixed(at, text), Some((case, engine))) => {
                    let fixed = case.fixed(engine);
                    if fixed != *text {
                        broken.push(format!(
                            "{at}: fixed is\n{text}\nbut the safe fixes give\n{fixed}"
                        ));
                    }
                }
            }
        }
        broken
    }

    /// The page with the annotations as they are found.
    pub(crate) fn updated(&self) -> String {
        let mut out = String::new();
        let mut last = None;
        for piece in &self.pieces {
            match piece {
                Piece::Verbatim(line) => out.extend([line, "\n"]),
                Piece::Text(case) => {
                    let engine = case.engine();
                    let found = case.found(&engine);
                    let notes: Vec<_> = found.iter().map(|note| (' ', note)).collect();
                    let body = case.annotated(&notes);
                    out.push_str("```id\n");
                    out.extend(body.lines().flat_map(|line| [&line[2..], "\n"]));
                    out.push_str("```\n");
                    last = Some((case, engine));
                }
                Piece::Fixed(_, text) => {
                    let fixed = last
                        .as_ref()
                        .map_or_else(|| text.clone(), |(case, engine)| case.fixed(engine));
                    out.extend(["```fixed\n", &fixed, "\n```\n"]);
                }
            }
        }
        out
    }
}
