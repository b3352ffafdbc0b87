//! Reports: findings of articles as text for people or for machines, one file a format.
//!
//! A report turns an article's findings into bytes, on whatever thread, and writes nowhere; who calls it puts the
//! pieces in order. No report changes, drops or adds a finding.

pub mod clean;
pub mod json;
mod wire;

use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;

/// A form that findings are handed over in.
pub trait Report: Send + Sync {
    /// What stands before the first article.
    fn head(&self) -> String {
        String::new()
    }

    /// The findings of one article, in the order given; empty when there are none.
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String;

    /// What stands between two articles that both have findings.
    fn separator(&self) -> &'static str {
        ""
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
    /// What could not be read or checked.
    pub troubles: Vec<Trouble>,
}

impl Totals {
    /// Counts a finding that is reported.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// Adds what another article came to.
    pub fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.hidden += other.hidden;
        self.troubles.extend(other.troubles);
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
