//! Findings for reviewdog, which comments on the lines of a pull request: one `Diagnostic` of its format a line.
//!
//! Columns count bytes of UTF-8, as the format has it. A correction becomes a suggestion where it is one stretch of the
//! file; records have none, for their text stands escaped in the file.

use std::sync::Arc;

use serde::Serialize;

use super::place::{self, Region};
use super::wire::json;
use super::{About, Report, correction};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::fix::Fix;
use crate::source::{self, LineIndex, Unit};
use crate::span::Span;

/// One finding a line.
#[derive(Clone, Debug)]
pub struct Rdjsonl {
    /// Where more is to be read of a rule.
    pub about: Arc<About>,
}

#[derive(Serialize)]
struct Rd<'a> {
    message: &'a str,
    location: Location<'a>,
    severity: &'static str,
    source: Tool,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

impl From<source::Place> for Position {
    fn from(place: source::Place) -> Self {
        Self { line: place.line, column: Some(place.column) }
    }
}

impl From<Region> for Range {
    fn from(region: Region) -> Self {
        match region {
            Region::Exact(start, end) => Self { start: start.into(), end: end.into() },
            Region::Record(line) => {
                let whole = || Position { line, column: None };
                Self { start: whole(), end: whole() }
            }
        }
    }
}

impl Report for Rdjsonl {
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        if found.is_empty() {
            return String::new();
        }
        let lines = doc.line_index();
        let path = place::path(&doc.source.path);
        let at = |span: Span| Location {
            path: &path,
            range: Region::new(doc, &lines, span, Unit::Bytes).into(),
        };
        let each = found.iter().map(|found| {
            let related = found.labels.iter();
            json(&Rd {
                message: &place::told(doc, found.span, &found.message),
                location: at(found.span),
                severity: match found.severity {
                    Severity::Error => "ERROR",
                    Severity::Warning => "WARNING",
                    Severity::Info => "INFO",
                },
                source: Tool { name: "sunting" },
                code: Code {
                    value: found.rule.as_str(),
                    url: self.about.address(found.rule.as_str()),
                },
                suggestions: found
                    .fixes
                    .iter()
                    .filter_map(|fix| suggestion(doc, &lines, fix))
                    .collect(),
                related_locations: related
                    .map(|label| Related { message: &label.message, location: at(label.span) })
                    .collect(),
            })
        });
        each.collect::<Vec<_>>().join("\n") + "\n"
    }
}

/// A fix as one replacement: its edits and what stands between them.
fn suggestion(doc: &Document, lines: &LineIndex, fix: &Fix) -> Option<Suggestion> {
    let reach = correction::reach(fix.edits.first()?.span, fix);
    let text = correction::mended(doc, reach, fix);
    let range = Region::new(doc, lines, reach, Unit::Bytes).into();
    place::may_replace(doc, reach, &text).then_some(Suggestion { range, text })
}
