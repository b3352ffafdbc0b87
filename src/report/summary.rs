//! Findings as the summary of a job of GitHub Actions: Markdown, a table for each article, and counts by rule and file.
//!
//! GitHub takes a megabyte from a step and drops the whole when there is more; so what does not fit is left out here and
//! counted.

use std::fmt::Write;

use super::place::{self, Region};
use super::{Report, Totals, correction, escape, per_thousand, pick, rules_by_count};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;
use crate::source::Unit;

/// Of the megabyte, what is left after the tables of the foot and other writers of the same step have theirs.
const ROOM: usize = 768 << 10;

/// Rules and files that are named in the foot.
const ROWS: usize = 25;

/// A table an article.
#[derive(Clone, Copy, Debug)]
pub struct GithubSummary {
    /// The language of the headings.
    pub lang: Lang,
}

impl Report for GithubSummary {
    fn head(&self) -> String {
        "## sunting\n\n".into()
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let mut out = String::new();
        if found.is_empty() {
            return out;
        }
        let lines = doc.line_index();
        let id = doc.source.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        let name = escape::markdown(&format!("{}{id}", place::path(&doc.source.path)));
        let heads = pick(
            self.lang,
            "| Baris | | Temuan | Saran | Kaidah |",
            "| Line | | Finding | Suggestion | Rule |",
        );
        let _ = writeln!(out, "**{name}**\n\n{heads}\n| ---: | --- | --- | --- | --- |");
        for found in found {
            let region = Region::new(doc, &lines, found.span, Unit::Characters);
            let column = region.column().map(|column| format!(":{column}")).unwrap_or_default();
            let fix = found.fixes.first();
            let fix = fix.map(|fix| correction::told(self.lang, doc, found.span, fix));
            let _ = writeln!(
                out,
                "| {}{column} | {} | {} | {} | {} |",
                region.line(),
                place::severity(self.lang, found.severity),
                escape::markdown(&found.message),
                escape::markdown(&fix.unwrap_or_default()),
                escape::markdown(found.rule.as_str())
            );
        }
        out + "\n"
    }

    fn room(&self) -> Option<usize> {
        Some(ROOM)
    }

    fn foot(&self, totals: &Totals) -> String {
        let lang = self.lang;
        let mut out = String::new();
        if totals.left_out > 0 {
            let words = pick(
                lang,
                "temuan lagi tidak muat di ringkasan ini",
                "more findings do not fit into this summary",
            );
            let _ = writeln!(out, "… {} {words}\n", totals.left_out);
        }
        let rate = per_thousand(lang, totals.findings(), totals.words);
        let unit = pick(lang, "per 1.000 kata", "per 1,000 words");
        let _ = writeln!(out, "**{}** ({rate} {unit})", super::summary(lang, totals));
        if totals.findings() > 0 {
            let (files, n_files) = totals.files.worst(ROWS);
            let files = files.iter().map(|file| (file.path.as_str(), file.count.all()));
            let rules = rules_by_count(totals);
            let n_rules = rules.len();
            let rules = rules.iter().map(|(rule, count)| (rule.as_str(), count.all()));
            let (by_rule, by_file) = (pick(lang, "Kaidah", "Rule"), pick(lang, "Berkas", "File"));
            table(&mut out, lang, by_rule, n_rules, &mut rules.take(ROWS));
            table(&mut out, lang, by_file, n_files, &mut files.take(ROWS));
        }
        for trouble in totals.troubles.iter().take(ROWS) {
            let _ = writeln!(out, "\n> {}", escape::markdown(trouble.to_string().trim()));
        }
        out
    }
}

fn table(
    out: &mut String,
    lang: Lang,
    head: &str,
    total: usize,
    rows: &mut dyn Iterator<Item = (&str, usize)>,
) {
    let findings = pick(lang, "Temuan", "Findings");
    let _ = writeln!(out, "\n| {head} | {findings} |\n| --- | ---: |");
    for (name, count) in rows {
        let _ = writeln!(out, "| {} | {count} |", escape::markdown(name));
    }
    if total > ROWS {
        let _ = writeln!(out, "| … {} {} | |", total - ROWS, pick(lang, "lagi", "more"));
    }
}
