//! A file on the desk while its findings are gone through: what it holds now, and what was answered.

use anyhow::Result;

use super::say;
use crate::cli::inputs;
use crate::cli::mend::Paper;
use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::Document;
use crate::fix::{self, Edit, Fix};
use crate::input::rewrite::{Change, rewrite};
use crate::span::Span;

/// A file on the desk.
pub(super) struct Sheet {
    pub(super) paper: Paper,
    pub(super) old: Vec<u8>,
    pub(super) bytes: Vec<u8>,
    /// The article that is being gone through, by its place among those that can be read.
    pub(super) article: usize,
    /// The last finding that was dealt with.
    pub(super) after: Option<(Span, RuleId)>,
    /// Findings of this article that are to be ignored: the rule, the first byte and why.
    pub(super) ignored: Vec<(RuleId, usize, String)>,
    pub(super) n_fixed: usize,
}

impl Sheet {
    /// Reads a file; `None` for one that cannot be read or is no text: the count at the end names it.
    pub(super) fn open(paper: Paper) -> Option<Self> {
        let old = inputs::read_file(&paper.path).ok()?;
        let bytes = old.clone();
        Some(Self { paper, old, bytes, article: 0, after: None, ignored: Vec::new(), n_fixed: 0 })
    }

    /// Whether a finding has not been dealt with yet.
    pub(super) fn is_open(&self, found: &Diagnostic) -> bool {
        let place = (found.span, &found.rule);
        self.after.as_ref().is_none_or(|(span, rule)| place > (*span, rule))
    }

    /// Makes corrections; false where the form of the file refuses them.
    pub(super) fn correct(&mut self, doc: &Document, fixes: &[Fix]) -> Result<bool> {
        let all: Vec<&Fix> = fixes.iter().collect();
        let taken = fix::choose(&all).taken;
        let mut edits: Vec<Edit> = taken.iter().flat_map(|&at| all[at].edits.clone()).collect();
        edits.sort();
        match rewrite(self.paper.form, &self.bytes, &[Change { doc, edits: &edits }]) {
            Ok(bytes) => {
                self.bytes = bytes;
                self.n_fixed += taken.len();
                self.shift(&edits);
                Ok(true)
            }
            Err(err) => {
                say(&err.to_string())?;
                Ok(false)
            }
        }
    }

    /// Moves what is remembered of places by what was put in or taken out before them.
    pub(super) fn shift(&mut self, edits: &[Edit]) {
        let moved = |at: usize| {
            edits
                .iter()
                .filter(|edit| edit.span.end() <= at)
                .fold(at, |at, edit| (at + edit.text.len()).saturating_sub(edit.span.len()))
        };
        for (_, start, _) in &mut self.ignored {
            *start = moved(*start);
        }
        if let Some((span, _)) = &mut self.after {
            *span = Span::at(moved(span.end()));
        }
    }
}
