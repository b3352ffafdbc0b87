//! Reports: findings of articles as text for people or for machines, one file a format.
//!
//! A report turns an article's findings into bytes, on whatever thread, and writes nowhere; who calls it puts the
//! pieces in order. No report changes, drops or adds a finding.

mod about;
pub mod checkstyle;
pub mod clean;
pub(crate) mod correction;
pub mod dates;
mod escape;
pub mod github;
pub mod gitlab;
pub mod html;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod junit;
mod place;
pub mod rdjsonl;
pub mod sarif;
pub mod short;
pub mod statistics;
pub mod summary;
mod tally;
#[cfg(feature = "cli")]
mod window;
mod wire;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

pub use self::about::About;
pub use self::tally::{Count, FileCount, Files};
use crate::diagnostic::{Diagnostic, Lang, RuleId};
use crate::document::{Document, TokenKind};

/// A form that findings are handed over in.
///
/// Articles become text one by one and are forgotten; what needs the whole run stands in the foot. So no report costs
/// memory by the size of an archive.
pub trait Report: Send + Sync {
    /// What stands before the first article.
    fn head(&self) -> String {
        String::new()
    }

    /// The findings of one article, in the order given. Empty when there is nothing to say of it.
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String;

    /// What stands between two articles of which both have something said.
    fn separator(&self) -> &'static str {
        ""
    }

    /// Bytes that the articles may take where the reader of the report sets a limit. An article that does not fit is left
    /// out whole, and its findings are counted in [`Totals::left_out`].
    fn room(&self) -> Option<usize> {
        None
    }

    /// What stands after the last article.
    fn foot(&self, _totals: &Totals) -> String {
        String::new()
    }
}

/// What a run came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles that were read.
    pub articles: usize,
    /// Findings that were reported, by severity.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings below the severity that was asked for.
    pub hidden: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// Findings that a comment in the article silences.
    pub silenced: usize,
    /// Findings that stand on no line that has changed.
    pub unchanged: usize,
    /// Corrections that were written into articles.
    pub fixed: usize,
    /// Findings that a report has no room for; each report has its own.
    pub left_out: usize,
    /// Words of the articles that were read.
    pub words: usize,
    /// Findings that were reported, by rule.
    pub rules: BTreeMap<RuleId, Count>,
    /// Files that have findings.
    pub files: Files,
    /// What could not be read or checked.
    pub troubles: Vec<Trouble>,
}

impl Totals {
    /// Counts an article's words and the findings that are reported of it.
    pub fn count(&mut self, doc: &Document, found: &[Diagnostic]) {
        let words = doc.tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        self.words += words;
        let mut count = Count::default();
        for found in found {
            count.one(found.severity);
            self.rules.entry(found.rule.clone()).or_default().one(found.severity);
        }
        self.errors += count.errors;
        self.warnings += count.warnings;
        self.infos += count.infos;
        self.files.add(FileCount { path: doc.source.path.clone(), count, words });
    }

    /// Adds what another article came to.
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.words += other.words;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.hidden += other.hidden;
        self.known += other.known;
        self.silenced += other.silenced;
        self.unchanged += other.unchanged;
        self.fixed += other.fixed;
        self.left_out += other.left_out;
        self.troubles.extend(other.troubles);
        for (rule, count) in other.rules {
            self.rules.entry(rule).or_default().add(count);
        }
        self.files.extend(other.files);
    }

    /// All findings that were reported.
    #[must_use]
    pub fn findings(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// Something that could not be read or checked, while the rest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The path as the user gave it.
    pub path: String,
    /// Line of the file, from 1, for a broken record.
    pub line: Option<usize>,
    /// The rule that broke, if one did.
    pub rule: Option<String>,
    /// What happened.
    pub message: String,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}:", self.path)?;
        }
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        match &self.rule {
            Some(rule) => write!(f, " rule {rule} failed: {}", self.message),
            None => write!(f, " {}", self.message),
        }
    }
}

/// The words for the language of the person who reads.
pub(crate) fn pick<'a>(lang: Lang, id: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// The name of a part of a source as people see it: the path, and of a record its id and field.
fn place_name(doc: &Document, part: usize) -> String {
    let path = clean::line(&doc.source.path);
    let Some(id) = &doc.source.id else { return path.into_owned() };
    let field = doc.source.parts.get(part).and_then(|part| part.field.as_deref());
    format!("{path} ({}, {})", clean::line(id), clean::line(field.unwrap_or_default()))
}

/// What a run came to, in one line.
fn summary(lang: Lang, totals: &Totals) -> String {
    let Totals { articles, errors, warnings, infos, troubles, .. } = totals;
    let mut out = match (lang, totals.findings()) {
        (Lang::Id, 0) => format!("tidak ada temuan dalam {articles} artikel"),
        (Lang::Id, n) => format!(
            "{n} temuan dalam {articles} artikel: {errors} kesalahan, {warnings} peringatan, {infos} catatan"
        ),
        (Lang::En, 0) => format!("no findings in {}", plural(*articles, "article")),
        (Lang::En, n) => format!(
            "{} in {}: {}, {}, {}",
            plural(n, "finding"),
            plural(*articles, "article"),
            plural(*errors, "error"),
            plural(*warnings, "warning"),
            plural(*infos, "note")
        ),
    };
    let aside = aside(lang, totals);
    if !aside.is_empty() {
        let _ = write!(out, " ({})", aside.join(", "));
    }
    if !troubles.is_empty() {
        let n = troubles.len();
        out += "; ";
        out += pick(lang, &format!("{n} gangguan"), &plural(n, "failure"));
    }
    out
}

/// What a run left out of the findings, and what it mended.
fn aside(lang: Lang, totals: &Totals) -> Vec<String> {
    let parts = [
        (totals.fixed, "sudah diperbaiki", "corrected"),
        (totals.hidden, "lagi di bawah batas --min-severity", "more below --min-severity"),
        (totals.known, "ada di baseline", "in the baseline"),
        (totals.silenced, "dikecualikan dalam artikel", "suppressed in the article"),
        (totals.unchanged, "di baris yang tidak berubah", "on unchanged lines"),
    ];
    let parts = parts.into_iter().filter(|&(n, ..)| n > 0);
    parts.map(|(n, id, en)| format!("{n} {}", pick(lang, id, en))).collect()
}

/// So many of something, in English.
pub(crate) fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// The rules that found something, those with most findings first.
fn rules_by_count(totals: &Totals) -> Vec<(&RuleId, Count)> {
    let mut rules: Vec<_> = totals.rules.iter().map(|(rule, &count)| (rule, count)).collect();
    rules.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count.all()), rule));
    rules
}

/// Findings in 1,000 words, to two places: "2.67", in Indonesian "2,67".
fn per_thousand(lang: Lang, findings: usize, words: usize) -> String {
    if words == 0 {
        return "–".into();
    }
    let hundredths = (findings * 100_000 + words / 2) / words;
    let point = pick(lang, ",", ".");
    format!("{}{point}{:02}", hundredths / 100, hundredths % 100)
}
