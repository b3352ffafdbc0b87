//! Counts instead of findings: by rule, by file, in 1,000 words. For people who want to know what an archive holds.

use std::fmt::Write;

use super::{Report, Totals, clean, per_thousand, pick, rules_by_count};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;

/// Files that are named, the worst first.
const FILES: usize = 50;

/// Two tables and a summary.
#[derive(Clone, Copy, Debug)]
pub struct Statistics {
    /// The language of the headings.
    pub lang: Lang,
}

impl Report for Statistics {
    fn article(&self, _doc: &Document, _found: &[Diagnostic]) -> String {
        String::new()
    }

    fn foot(&self, totals: &Totals) -> String {
        let lang = self.lang;
        let head = pick(
            lang,
            "temuan  kesalahan  peringatan  catatan  per 1.000 kata",
            "findings   errors    warnings    notes   per 1,000 words",
        );
        let mut out = String::new();
        if totals.findings() > 0 {
            let _ = writeln!(out, "{head}  {}", pick(lang, "kaidah", "rule"));
            for (rule, count) in rules_by_count(totals) {
                row(&mut out, lang, count, totals.words, rule.as_str());
            }
            let (files, total) = totals.files.worst(FILES);
            let _ = writeln!(out, "\n{head}  {}", pick(lang, "berkas", "file"));
            for file in &files {
                row(&mut out, lang, file.count, file.words, &clean::line(&file.path));
            }
            if total > files.len() {
                let more = total - files.len();
                let words = pick(lang, "berkas lagi", "more files");
                let _ = writeln!(out, "… {more} {words}");
            }
            out.push('\n');
        }
        let rate = per_thousand(lang, totals.findings(), totals.words);
        let _ = writeln!(
            out,
            "{}; {}",
            super::summary(lang, totals),
            pick(
                lang,
                &format!("{rate} per 1.000 kata ({} kata)", totals.words),
                &format!("{rate} per 1,000 words ({} words)", totals.words)
            )
        );
        out
    }
}

fn row(out: &mut String, lang: Lang, count: super::Count, words: usize, name: &str) {
    let rate = per_thousand(lang, count.all(), words);
    let (errors, warnings, infos) = (count.errors, count.warnings, count.infos);
    let _ = match lang {
        Lang::Id => {
            writeln!(
                out,
                "{:6}  {errors:9}  {warnings:10}  {infos:7}  {rate:>14}  {name}",
                count.all()
            )
        }
        Lang::En => {
            writeln!(
                out,
                "{:8}  {errors:7}  {warnings:10}  {infos:7}  {rate:>16}  {name}",
                count.all()
            )
        }
    };
}
