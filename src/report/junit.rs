//! Findings as a test report in the XML of `JUnit`: a suite for each article, a test for each finding, one test that held
//! for an article without any.
//!
//! A finding that does not make the run fail is a test that held and says why it is there. The counts of the whole are left
//! to the reader: they would have to stand before the first article.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::place::{self, Region};
use super::{Report, Totals, correction, escape, pick};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::source::Unit;

/// One suite an article.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The language of the few words between the messages.
    pub lang: Lang,
    /// The least severity that is a failure; `None` when nothing is.
    pub fails: Option<Severity>,
}

impl Report for Junit {
    fn head(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sunting\">\n".into()
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let name = suite(doc);
        let is_failure = |found: &Diagnostic| self.fails.is_some_and(|it| found.severity >= it);
        let failures = found.iter().filter(|found| is_failure(found)).count();
        let mut out = String::new();
        let _ = writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
            found.len().max(1)
        );
        if found.is_empty() {
            let held = pick(self.lang, "tidak ada temuan", "no findings");
            let _ = writeln!(out, "<testcase name=\"{held}\" classname=\"{name}\"/>");
        }
        let lines = doc.line_index();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for found in found {
            let test = test(&mut names, doc, found);
            let region = Region::new(doc, &lines, found.span, Unit::Characters);
            let _ = writeln!(out, "<testcase name=\"{test}\" classname=\"{name}\">");
            let message = escape::line(&place::told(doc, found.span, &found.message));
            let told = told(self.lang, doc, found, region);
            let _ = if is_failure(found) {
                let severity = found.severity.as_str();
                writeln!(out, "<failure message=\"{message}\" type=\"{severity}\">{told}</failure>")
            } else {
                writeln!(out, "<system-out>{told}</system-out>")
            };
            out.push_str("</testcase>\n");
        }
        out + "</testsuite>\n"
    }

    fn foot(&self, totals: &Totals) -> String {
        let mut out = String::new();
        if !totals.troubles.is_empty() {
            let n = totals.troubles.len();
            let _ = writeln!(
                out,
                "<testsuite name=\"sunting\" tests=\"{n}\" failures=\"0\" errors=\"{n}\">"
            );
            for trouble in &totals.troubles {
                let name = escape::line(&place::path(&trouble.path));
                let told = escape::line(trouble.to_string().trim());
                let _ = writeln!(
                    out,
                    "<testcase name=\"{name}\" classname=\"sunting\">\n<error message=\"{told}\"/>\n</testcase>"
                );
            }
            out.push_str("</testsuite>\n");
        }
        out + "</testsuites>\n"
    }
}

/// The place, the message and the first correction, as text of an element.
fn told(lang: Lang, doc: &Document, found: &Diagnostic, region: Region) -> String {
    let column = region.column().map(|column| format!(":{column}")).unwrap_or_default();
    let mut out = format!(
        "{}:{}{column}: {}[{}]: {}",
        place::path(&doc.source.path),
        region.line(),
        found.severity.as_str(),
        found.rule,
        place::told(doc, found.span, &found.message),
    );
    if let Some(fix) = found.fixes.first() {
        let head = pick(lang, "saran", "suggestion");
        let _ = write!(out, "\n{head}: {}", correction::told(lang, doc, found.span, fix));
    }
    escape::lines(&out)
}

/// The name of an article's suite: its path, of a record with the id.
fn suite(doc: &Document) -> String {
    let path = place::path(&doc.source.path);
    escape::line(&match &doc.source.id {
        Some(id) => format!("{path} ({id})"),
        None => path.into_owned(),
    })
}

/// The name of a finding's test: no line number, so that it is the same test when lines are put in above it.
fn test(names: &mut BTreeMap<String, usize>, doc: &Document, found: &Diagnostic) -> String {
    let text: String = doc.str(found.span).chars().take(60).collect();
    let name = escape::line(&format!("{} “{text}”", found.rule));
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 { name } else { format!("{name} ({count})") }
}
