//! The text of an article as it is taken out of markup, piece by piece, with its map, the kinds of its blocks and the
//! comments that speak to this program.
//!
//! It knows no format: the readers say what is text, what only holds a place, and where blocks end.

use std::ops::Range;
use std::sync::Arc;

use super::decode::Decoded;
use crate::document::{BlockKind, Comment, Document};
use crate::source::{Part, Source, View};
use crate::span::{RunKind, SourceMap, SourceSpan, Span};

/// What stands for code and other things that are shown and not read.
const PLACEHOLDER: &str = "\u{fffc}";

/// Between two blocks.
const GAP: &str = "\n\n";

/// How a comment begins that speaks to this program.
const SPEAKS: &str = "sunting-";

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Extract {
    text: String,
    /// To the bytes of the markup, decoded.
    map: SourceMap,
    parts: Vec<Part>,
    /// Whether nothing of the last part has been taken yet.
    is_new_part: bool,
    outline: Vec<(Span, BlockKind)>,
    comments: Vec<Comment>,
    /// Where the open block starts in the text.
    start: Option<usize>,
    /// What is written only when text of the same block follows: spaces, line breaks, placeholders.
    waiting: Vec<(Waiting, Range<usize>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    Space,
    Break,
    Thing,
}

impl Extract {
    /// Text that stands in the markup as it reads, from `at` on.
    pub(super) fn text(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        self.open(at);
        self.push(text, at..at + text.len(), RunKind::Verbatim);
    }

    /// Text of a page, where any white space between words is one space.
    pub(super) fn collapsed(&mut self, text: &str, at: usize) {
        let mut done = 0;
        while done < text.len() {
            let rest = &text[done..];
            let len = rest.find(is_space).unwrap_or(rest.len());
            self.text(&rest[..len], at + done);
            done += len;
            let rest = &text[done..];
            let len = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if len > 0 {
                self.space(at + done..at + done + len);
            }
            done += len;
        }
    }

    /// Text that is written otherwise than it reads: an entity, an escape.
    pub(super) fn atom(&mut self, text: &str, source: Range<usize>) {
        if !text.is_empty() {
            self.open(source.start);
            self.push(text, source, RunKind::Atomic);
        }
    }

    /// White space; at the ends of a block and beside a line break it is none.
    pub(super) fn space(&mut self, source: Range<usize>) {
        match self.waiting.last_mut() {
            Some((Waiting::Space, last)) if last.end == source.start => last.end = source.end,
            Some((Waiting::Space | Waiting::Break, _)) => {}
            None if self.start.is_none() || self.text.ends_with([' ', '\n']) => {}
            _ => self.waiting.push((Waiting::Space, source)),
        }
    }

    /// A line break inside a block.
    pub(super) fn line_break(&mut self, source: Range<usize>) {
        if self.waiting.last().is_some_and(|last| last.0 == Waiting::Space) {
            self.waiting.pop();
        }
        if self.start.is_some() || !self.waiting.is_empty() {
            self.waiting.push((Waiting::Break, source));
        }
    }

    /// Code, a shortcode: something of which only the place is kept.
    pub(super) fn thing(&mut self, source: Range<usize>) {
        self.waiting.push((Waiting::Thing, source));
    }

    /// Ends the block that is open, if one is; `kind` is what the markup says it was.
    pub(super) fn end_block(&mut self, kind: Option<BlockKind>) {
        self.waiting.clear();
        if let (Some(start), Some(kind)) = (self.start.take(), kind) {
            self.outline.push((Span::new(start, self.text.len()), kind));
        }
    }

    /// Starts a part of the source: what follows counts from the head of `field`.
    pub(super) fn start_part(&mut self, field: Option<String>) {
        self.end_part();
        let at = self.text.len();
        self.parts.push(Part { field, text: Span::at(at) });
        self.is_new_part = true;
    }

    /// A comment, without its brackets. Those that do not speak to this program are passed over.
    pub(super) fn comment(&mut self, text: &str, source: Range<usize>) {
        let text = text.trim();
        if text.starts_with(SPEAKS) {
            let source = self.place(source);
            self.comments.push(Comment { at: self.text.len(), source, text: text.to_owned() });
        }
    }

    /// The document of a file that is one article.
    pub(super) fn into_file(mut self, path: &str, decoded: Decoded) -> Document {
        self.end_part();
        let map = self.map.through(&decoded.map);
        for comment in &mut self.comments {
            let SourceSpan { start, end, .. } = comment.source;
            comment.source = decoded.map.locate(Span::new(start as usize, end as usize));
        }
        let source = Source { path: path.to_owned(), ..Source::default() };
        self.into_document(source, map, vec![decoded.text])
    }

    /// The document of a record, of which `texts` are the fields as they are written.
    pub(super) fn into_record(mut self, source: Source, texts: Vec<String>) -> Document {
        self.end_part();
        let map = self.map.clone();
        self.into_document(source, map, texts)
    }

    /// The document of a source whose lines do not count in its bytes: `shown` is what an editor shows of it, and
    /// `outer` the way to that from the bytes.
    pub(super) fn into_viewed(
        mut self,
        source: Source,
        shown: String,
        outer: &SourceMap,
    ) -> Document {
        self.end_part();
        let map = self.map;
        self.map = map.through(outer);
        self.into_document(source, map, vec![shown])
    }

    fn into_document(self, source: Source, map: SourceMap, texts: Vec<String>) -> Document {
        let view = Some(Arc::new(View { texts, map: self.map }));
        let source = Source { parts: self.parts, view, ..source };
        let mut doc = Document::with_outline(source, self.text, map, &self.outline);
        doc.comments = self.comments;
        doc
    }

    fn end_part(&mut self) {
        self.end_block(None);
        let end = self.text.len();
        if let Some(part) = self.parts.last_mut() {
            part.text = Span::new(part.text.start().min(end), end);
        }
    }

    /// The number of the part that is being read.
    fn part(&self) -> u8 {
        u8::try_from(self.parts.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    fn place(&self, source: Range<usize>) -> SourceSpan {
        SourceSpan { part: self.part(), start: source.start as u32, end: source.end as u32 }
    }

    /// Opens a block if none is, or writes what was waiting for more of it.
    fn open(&mut self, at: usize) {
        if self.start.is_none() {
            if !self.text.is_empty() {
                self.gap(at);
            }
            self.start = Some(self.text.len());
            if std::mem::take(&mut self.is_new_part)
                && let Some(part) = self.parts.last_mut()
            {
                // The gap before it belongs to the part before.
                part.text = Span::at(self.text.len());
            }
        }
        for (what, source) in std::mem::take(&mut self.waiting) {
            let text = match what {
                Waiting::Space => " ",
                Waiting::Break => "\n",
                Waiting::Thing => PLACEHOLDER,
            };
            let is_inside = what == Waiting::Thing || self.start != Some(self.text.len());
            if is_inside {
                self.push(text, source, RunKind::Atomic);
            }
        }
    }

    /// The gap between two blocks. It stands where the one before ends, in the part of that one.
    fn gap(&mut self, at: usize) {
        let last = self.map.end().unwrap_or_else(|| self.place(at..at));
        self.text.push_str(GAP);
        let at = last.end as usize;
        self.map.push(GAP.len(), last.part, at, at, RunKind::Inserted);
    }

    fn push(&mut self, text: &str, source: Range<usize>, kind: RunKind) {
        let part = self.part();
        self.text.push_str(text);
        self.map.push(text.len(), part, source.start, source.end, kind);
    }
}

/// Whether a soft hyphen is a hint where to break a word and no part of it. Behind `Â` or `Ã` it is half of a letter
/// that a wrong encoding broke, which rules speak of.
pub(super) fn is_hint(before: &str) -> bool {
    !before.ends_with(['Â', 'Ã'])
}

/// White space of markup; a no-break space is a character like others.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::decode;

    #[test]
    fn blocks_stand_apart_and_spaces_are_one() {
        let page = "<p> Satu\n  dua </p>x<p>tiga</p>";
        let mut out = Extract::default();
        out.collapsed(" Satu\n  dua ", 3);
        out.end_block(Some(BlockKind::List));
        out.thing(19..20);
        out.end_block(None);
        out.collapsed("tiga", 23);
        let doc = out.into_file("a", decode(page.as_bytes()));
        assert_eq!(doc.text, "Satu dua\n\ntiga");
        assert_eq!(doc.blocks[0].kind, BlockKind::List);
        let found = doc.map.locate_exact(Span::new(0, 8)).map(|at| (at.start, at.end));
        assert_eq!(found, Some((4, 14)));
        assert_eq!(doc.map.locate_exact(Span::new(5, 12)), None);
    }

    #[test]
    fn a_thing_between_words_keeps_its_place() {
        let mut out = Extract::default();
        out.collapsed("Jalankan ", 0);
        out.thing(9..20);
        out.collapsed(" di sini.", 20);
        out.thing(29..30);
        let doc = out.into_file("a", decode(b""));
        assert_eq!(doc.text, "Jalankan \u{fffc} di sini.");
    }
}
