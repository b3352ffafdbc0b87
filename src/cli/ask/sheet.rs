//! A file on the desk while its findings are gone through: what it holds now, and what was answered.

use std::collections::BTreeSet;

use anyhow::Result;

use super::say;
use crate::cli::inputs;
use crate::cli::mend::Paper;
use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::Document;
use crate::fix::{self, Edit, Fix};
use crate::input::rewrite::{Change, rewrite};
use crate::input::{Encoding, Fields, Form, articles, encode};
use crate::span::Span;
use crate::suppress;

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
        if inputs::no_article(paper.form, &old).is_some() {
            return None;
        }
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

    /// Puts comments that silence the findings before their blocks. False where the file has no place for them, or would
    /// read differently: then nothing is changed.
    pub(super) fn comment(
        &mut self,
        doc: &Document,
        found: &[(&Diagnostic, &str)],
        fields: &Fields,
    ) -> bool {
        let Some(own_line) = comments(self.paper.form) else { return false };
        let encoding = Encoding::of(&self.bytes);
        if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            return false;
        }
        let mut places = BTreeSet::new();
        for (found, reason) in found {
            let block = doc.block_at(found.span.start()).map_or(found.span, |block| block.span);
            let at = doc.map.locate(Span::at(block.start())).start as usize;
            places.insert((at, suppress::comment(&found.rule, reason)));
        }
        let mut bytes = self.bytes.clone();
        for (at, comment) in places.iter().rev() {
            let Some(mut new) = encode(comment, encoding) else { return false };
            let mut at = *at;
            if own_line == OwnLine::Yes {
                at = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
                let end = if bytes.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
                new.extend(end.bytes());
            }
            bytes.splice(at..at, new);
        }
        let name = self.paper.path.to_string_lossy();
        let after = articles(self.paper.form, &name, &bytes, fields);
        let after = after.into_iter().flatten().nth(self.article);
        let is_same = |after: Document| {
            after.text == doc.text && after.comments.len() == doc.comments.len() + places.len()
        };
        let holds = after.is_some_and(is_same);
        if holds {
            self.bytes = bytes;
        }
        holds
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

/// Whether a comment takes a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OwnLine {
    Yes,
    No,
}

/// How the files of a form take comments that readers do not see; `None` where they take none.
fn comments(form: Form) -> Option<OwnLine> {
    match form {
        Form::Markdown => Some(OwnLine::Yes),
        Form::Html => Some(OwnLine::No),
        // A record holds pages, but a comment in its string would be escaped; others show all that they hold.
        Form::Text | Form::Docx | Form::Wxr | Form::Json | Form::Records => None,
    }
}
