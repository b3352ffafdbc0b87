//! Findings as single lines, `path:line:column: severity[rule]: message`, which editors and `grep` know how to read.
//!
//! For people and for jumping to a place; machines read JSON Lines.

use std::fmt::Write;

use super::{Report, Totals, clean, place_name};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;

/// One finding a line, and a summary.
#[derive(Clone, Copy, Debug)]
pub struct Short {
    /// The language of the summary.
    pub lang: Lang,
}

impl Report for Short {
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let mut out = String::new();
        if found.is_empty() {
            return out;
        }
        let lines = doc.line_index();
        for found in found {
            let part = usize::from(doc.map.locate(found.span).part);
            let place = lines.place(&doc.text, found.span.start());
            let (severity, rule) = (found.severity.as_str(), &found.rule);
            let _ = writeln!(
                out,
                "{}:{}:{}: {severity}[{rule}]: {}",
                place_name(doc, part),
                place.line,
                place.column,
                clean::line(&found.message)
            );
        }
        out
    }

    fn foot(&self, totals: &Totals) -> String {
        super::summary(self.lang, totals) + "\n"
    }
}
