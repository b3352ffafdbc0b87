//! Findings for machines: JSON Lines, one finding a line, and one JSON object of the whole run.
//!
//! Both use the same wire form. No colours, no progress, nothing but the data.

use serde::Serialize;

use super::wire::{WireFinding, json};
use super::{Report, Totals};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// One finding a line.
#[derive(Clone, Copy, Debug)]
pub struct JsonLines;

impl Report for JsonLines {
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        joined(doc, found, "\n", "\n")
    }
}

/// One object: `findings`, `summary`, `failures`.
#[derive(Clone, Copy, Debug)]
pub struct Json;

impl Report for Json {
    fn head(&self) -> String {
        "{\"findings\":[\n".into()
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        joined(doc, found, ",\n", "")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, totals: &Totals) -> String {
        let failures = totals.troubles.iter().map(|trouble| Failure {
            path: &trouble.path,
            line: trouble.line,
            rule: trouble.rule.as_deref(),
            message: &trouble.message,
        });
        let summary = Summary {
            articles: totals.articles,
            error: totals.errors,
            warning: totals.warnings,
            info: totals.infos,
        };
        let (summary, failures) = (json(&summary), json(&failures.collect::<Vec<_>>()));
        format!("\n],\"summary\":{summary},\"failures\":{failures}}}\n")
    }
}

#[derive(Serialize)]
struct Summary {
    articles: usize,
    error: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct Failure<'a> {
    path: &'a str,
    line: Option<usize>,
    rule: Option<&'a str>,
    message: &'a str,
}

fn joined(doc: &Document, found: &[Diagnostic], between: &str, last: &str) -> String {
    if found.is_empty() {
        return String::new();
    }
    let lines = doc.line_index();
    let each: Vec<_> = found.iter().map(|d| json(&WireFinding::new(doc, &lines, d))).collect();
    each.join(between) + last
}
