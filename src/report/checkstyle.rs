//! Findings in the XML of Checkstyle, which Jenkins and many others read.
//!
//! A record is told on the line where it starts, and without a column.

use std::fmt::Write;

use super::place::{self, Region};
use super::{Report, Totals, escape};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::Unit;

/// One `file` an article.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle;

impl Report for Checkstyle {
    fn head(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n".into()
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let mut out = String::new();
        if found.is_empty() {
            return out;
        }
        let lines = doc.line_index();
        let _ = writeln!(out, "<file name=\"{}\">", escape::line(&place::path(&doc.source.path)));
        for found in found {
            let region = Region::new(doc, &lines, found.span, Unit::Characters);
            let _ = write!(out, "<error line=\"{}\"", region.line());
            if let Some(column) = region.column() {
                let _ = write!(out, " column=\"{column}\"");
            }
            let message = escape::line(&place::told(doc, found.span, &found.message));
            let (severity, rule) = (found.severity.as_str(), escape::line(found.rule.as_str()));
            let _ =
                writeln!(out, " severity=\"{severity}\" message=\"{message}\" source=\"{rule}\"/>");
        }
        out + "</file>\n"
    }

    fn foot(&self, totals: &Totals) -> String {
        let mut out = String::new();
        for trouble in &totals.troubles {
            let path = escape::line(&place::path(&trouble.path));
            let message = escape::line(&trouble.message);
            let rule = escape::line(trouble.rule.as_deref().unwrap_or("sunting"));
            let line = trouble.line.unwrap_or(1);
            let _ = writeln!(
                out,
                "<file name=\"{path}\">\n<error line=\"{line}\" severity=\"error\" message=\"{message}\" \
                 source=\"{rule}\"/>\n</file>"
            );
        }
        out + "</checkstyle>\n"
    }
}
