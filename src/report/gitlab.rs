//! Findings as a code quality report of GitLab, which shows what a merge request brings and mends: one JSON array.
//!
//! GitLab drops findings of equal fingerprint, so each is made one of its own by its path, record and number.

use serde::Serialize;

use super::place::{self, Region};
use super::wire::json;
use super::{Report, Totals};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::fingerprint;
use crate::source::Unit;

/// One array of all findings.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab;

#[derive(Serialize)]
struct Issue<'a> {
    r#type: &'static str,
    check_name: &'a str,
    description: &'a str,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Report for Gitlab {
    fn head(&self) -> String {
        "[\n".into()
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        if found.is_empty() {
            return String::new();
        }
        let lines = doc.line_index();
        let path = place::path(&doc.source.path);
        let id = doc.source.id.as_deref().unwrap_or_default();
        let prints = fingerprint::numbered(doc, found);
        let each = found.iter().zip(prints).map(|(found, (print, number))| {
            let region = Region::new(doc, &lines, found.span, Unit::Characters);
            json(&Issue {
                r#type: "issue",
                check_name: found.rule.as_str(),
                description: &place::told(doc, found.span, &found.message),
                categories: ["Style"],
                severity: match found.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                fingerprint: print.with(&[&path, id, &number.to_string()]).to_string(),
                location: Location {
                    path: &path,
                    lines: Lines { begin: region.line(), end: region.end_line() },
                },
            })
        });
        each.collect::<Vec<_>>().join(",\n")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, _totals: &Totals) -> String {
        "\n]\n".into()
    }
}
