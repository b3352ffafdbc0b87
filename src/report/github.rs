//! Findings as workflow commands of GitHub Actions, which shows each beside its line of a pull request.
//!
//! A finding in a record is told on the line of the file where the record starts.

use std::fmt::Write;

use super::place::{self, Region};
use super::{Report, clean};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::source::Unit;

/// One command a finding.
#[derive(Clone, Copy, Debug)]
pub struct Github;

impl Report for Github {
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let mut out = String::new();
        if found.is_empty() {
            return out;
        }
        let lines = doc.line_index();
        let path = property(&place::path(&doc.source.path));
        for found in found {
            let level = match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let _ = write!(out, "::{level} file={path}");
            let region = Region::new(doc, &lines, found.span, Unit::Characters);
            let _ = write!(out, ",line={},endLine={}", region.line(), region.end_line());
            // Columns on two different lines are refused.
            if let Region::Exact(first, end) = region
                && first.line == end.line
            {
                let _ = write!(out, ",col={},endColumn={}", first.column, end.column);
            }
            let title = property(found.rule.as_str());
            let text = place::told(doc, found.span, &found.message);
            let _ = writeln!(out, ",title={title}::{}", message(&text));
        }
        out
    }
}

/// A text as the body of a command.
fn message(text: &str) -> String {
    clean::line(text).replace('%', "%25")
}

/// A text as a property of a command, where a colon or a comma would end it.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_or_message_ends_a_command() {
        assert_eq!(property("a,b:50%.txt"), "a%2Cb%3A50%25.txt");
        assert_eq!(message("50% naik\n::error::x"), "50%25 naik⏎::error::x");
    }
}
