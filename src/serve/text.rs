//! A text as a client holds it, the document that the rules read of it, and the way back, in UTF-16 units.

use std::ops::Range;

use crate::document::Document;
use crate::fix::{self, Edit, Fix};
use crate::source::Source;
use crate::span::{RunKind, SourceMap, SourceSpan, Span};

use super::utf16::Utf16;

/// Characters shown on either side of a finding.
const AROUND: usize = 40;

/// A text and its document.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) doc: Document,
    /// What the client sent, markup included; places count in it.
    sent: String,
    units: Utf16,
}

/// A stretch of what was sent, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// An edit of what was sent.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Change {
    start: u32,
    end: u32,
    text: String,
}

/// Puts a text together out of what is read and what is passed over.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    sent: String,
    read: String,
    map: SourceMap,
}

impl Pieces {
    /// Words that rules read.
    pub(super) fn text(&mut self, text: &str) {
        let start = self.sent.len();
        self.sent.push_str(text);
        self.read.push_str(text);
        self.map.push(text.len(), 0, start, self.sent.len(), RunKind::Verbatim);
    }

    /// Markup, and what it stands for to a reader. A finding on what it stands for is a finding on all of it.
    pub(super) fn markup(&mut self, markup: &str, stands_for: &str) {
        let start = self.sent.len();
        self.sent.push_str(markup);
        self.read.push_str(stands_for);
        if !stands_for.is_empty() {
            self.map.push(stands_for.len(), 0, start, self.sent.len(), RunKind::Atomic);
        }
    }

    /// The whole.
    pub(super) fn done(self) -> Text {
        let units = Utf16::new(&self.sent);
        Text { doc: Document::new(Source::default(), self.read, self.map), sent: self.sent, units }
    }
}

impl Text {
    /// A text of which all is read.
    pub(super) fn plain(text: &str) -> Self {
        let mut pieces = Pieces::default();
        pieces.text(text);
        pieces.done()
    }

    /// The UTF-16 units of what was sent.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// Where a span of the document stands.
    pub(super) fn place(&self, span: Span) -> Place {
        self.counted(self.doc.map.locate(span))
    }

    fn counted(&self, found: SourceSpan) -> Place {
        let at = |offset: u32| self.units.at(&self.sent, offset as usize);
        Place { start: at(found.start), end: at(found.end) }
    }

    /// The changes that a fix makes; `None` where markup stands inside one.
    pub(super) fn changes(&self, fix: &Fix) -> Option<Vec<Change>> {
        let changes = fix.edits.iter().map(|edit| {
            let Place { start, end } = self.counted(self.doc.map.locate_exact(edit.span)?);
            Some(Change { start, end, text: edit.text.clone() })
        });
        changes.collect()
    }

    /// What stands in the place of a span once a fix is made; `None` where the fix changes anything outside it.
    pub(super) fn replaced(&self, span: Span, fix: &Fix) -> Option<String> {
        let is_inside = |edit: &Edit| span.contains(edit.span);
        if fix.edits.is_empty() || !fix.edits.iter().all(is_inside) {
            return None;
        }
        self.doc.map.locate_exact(span)?;
        let shifted = fix.edits.iter().map(|edit| Edit {
            span: Span::new(edit.span.start() - span.start(), edit.span.end() - span.start()),
            text: edit.text.clone(),
        });
        let inside = Fix { edits: shifted.collect(), safety: fix.safety };
        Some(fix::apply(self.doc.str(span), [&inside]).0)
    }

    /// The sentence around a span; empty between sentences.
    pub(super) fn sentence(&self, span: Span) -> &str {
        self.doc.sentence_at(span.start()).map_or("", |sentence| self.doc.str(sentence.span))
    }

    /// What stands around a span on one line, and the place of the span in it.
    pub(super) fn around(&self, span: Span) -> (String, Place) {
        let SourceSpan { start, end, .. } = self.doc.map.locate(span);
        let found = start as usize..end as usize;
        let head = self.sent[..found.start].char_indices().rev().nth(AROUND - 1);
        let from = head.map_or(0, |(at, _)| at);
        let tail = self.sent[found.end..].char_indices().nth(AROUND);
        let to = tail.map_or(self.sent.len(), |(at, _)| found.end + at);
        let dots = |is_cut: bool| if is_cut { "..." } else { "" };
        let (before, after) = (dots(from > 0), dots(to < self.sent.len()));
        let units = |range: Range<usize>| self.sent[range].encode_utf16().count() as u32;
        let start = before.len() as u32 + units(from..found.start);
        let place = Place { start, end: start + units(found) };
        let shown = self.sent[from..to].replace(['\n', '\r', '\t'], " ");
        (format!("{before}{shown}{after}"), place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_counts_but_is_not_read() {
        let mut pieces = Pieces::default();
        pieces.markup("<p>😀 ", "");
        pieces.text("Pom");
        pieces.markup("<b>", "");
        pieces.text("epo datang");
        pieces.markup("<br>", "\n");
        pieces.text("lalu");
        let text = pieces.done();
        assert_eq!(text.doc.text, "Pomepo datang\nlalu");
        assert_eq!(text.place(Span::new(0, 6)), Place { start: 6, end: 15 });
        assert_eq!(text.place(Span::new(0, 3)), Place { start: 6, end: 9 });
        assert_eq!(text.place(Span::new(13, 14)), Place { start: 22, end: 26 });
        assert_eq!(text.changes(&Fix::safe(Span::new(0, 6), "Pompeo")), None);
        let edit = Fix::safe(Span::new(3, 6), "peo");
        let change = Change { start: 12, end: 15, text: "peo".into() };
        assert_eq!(text.changes(&edit), Some(vec![change]));
        assert_eq!(text.len(), 30);
    }

    #[test]
    fn what_stands_around_is_one_line() {
        let text = Text::plain(&format!("{}\n😀 salah\nakhir", "kata ".repeat(20)));
        let (shown, place) = text.around(Span::new(106, 111));
        assert!(shown.starts_with("...") && shown.ends_with(" 😀 salah akhir"), "{shown}");
        let units: Vec<u16> = shown.encode_utf16().collect();
        let found = &units[place.start as usize..place.end as usize];
        assert_eq!(String::from_utf16_lossy(found), "salah");
    }
}
