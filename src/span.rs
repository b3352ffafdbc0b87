//! Positions. A [`Span`] lies in the text that the rules read, a [`SourceSpan`] in the bytes that the user handed in,
//! and a [`SourceMap`] is the only way from the one to the other.
//!
//! Nothing here searches for text: a position is made once, while reading, and carried from then on.

use std::fmt;
use std::ops::Range;

/// A range of bytes in [`Document::text`](crate::document::Document::text).
///
/// **Invariant:** `start <= end`, and both lie on character boundaries of that text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    ///
    /// # Panics
    /// When `start` lies behind `end`, or `end` beyond 4 GiB (the input layer refuses longer texts).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end at {end} before it starts at {start}");
        let end = u32::try_from(end).expect("texts are shorter than 4 GiB");
        Self { start: start as u32, end }
    }

    /// The empty span at a byte offset.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies inside, borders included.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte; an empty span overlaps what strictly surrounds it.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A range of bytes in what the user handed in: of the file, or of one field of a record.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceSpan {
    /// Which [`Part`](crate::source::Part) of the source: 0 for a file, the field's number for a record.
    pub part: u8,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl fmt::Debug for SourceSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.part, self.start, self.end)
    }
}

/// How a stretch of text came out of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Byte for byte the same.
    Verbatim,
    /// ASCII that took two bytes a character in the source (UTF-16).
    Doubled,
    /// Decoded as one piece, a single character or an entity: only its two ends have a place in the source.
    Atomic,
    /// Not in the source at all, such as the gap put between two fields of a record.
    Inserted,
}

/// One stretch of text and where it came from.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Where the stretch stands in the text.
    pub text: Span,
    /// Where it came from.
    pub source: SourceSpan,
    /// How the two correspond.
    pub kind: RunKind,
}

/// The way from text to source: runs that tile the text in order.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// The map of a text that is the source, after `skipped` bytes (a byte order mark).
    #[must_use]
    pub fn verbatim(len: usize, skipped: usize) -> Self {
        let mut map = Self::default();
        map.push(len, 0, skipped, skipped + len, RunKind::Verbatim);
        map
    }

    /// Appends a run of `len` text bytes that came from `start..end` of a part of the source.
    ///
    /// Runs that continue one another are joined, so that a map stays short however it was built.
    pub fn push(&mut self, len: usize, part: u8, start: usize, end: usize, kind: RunKind) {
        let at = self.runs.last().map_or(0, |run| run.text.end());
        let source = SourceSpan { part, start: start as u32, end: end as u32 };
        let joins = matches!(kind, RunKind::Verbatim | RunKind::Doubled);
        if let Some(last) = self.runs.last_mut()
            && joins
            && last.kind == kind
            && last.source.part == part
            && last.source.end == source.start
        {
            last.text = Span::new(last.text.start(), at + len);
            last.source.end = source.end;
            return;
        }
        self.runs.push(Run { text: Span::new(at, at + len), source, kind });
    }

    /// Where the last run ends in the source.
    #[must_use]
    pub fn end(&self) -> Option<SourceSpan> {
        self.runs.last().map(|run| SourceSpan { start: run.source.end, ..run.source })
    }

    /// The smallest stretch of the source that covers a span. Always answers.
    #[must_use]
    pub fn locate(&self, span: Span) -> SourceSpan {
        let start = self.place(span.start(), Edge::Start);
        let end = if span.is_empty() { start } else { self.place(span.end(), Edge::End) };
        // A span across two parts of a record keeps to the first: no editor can show it in both.
        let end = if end.part == start.part { end.end } else { start.end };
        SourceSpan { part: start.part, start: start.start, end: end.max(start.start) }
    }

    /// The stretch of the source that *is* the span, or `None` where the source holds more or less than the text
    /// shows (markup, an inserted gap): then nothing may be edited without a person.
    #[must_use]
    pub fn locate_exact(&self, span: Span) -> Option<SourceSpan> {
        let first = self.run_at(span.start(), Edge::Start)?;
        let last = if span.is_empty() { first } else { self.run_at(span.end(), Edge::End)? };
        for pair in self.runs[first..=last].windows(2) {
            let touching = pair[0].source.part == pair[1].source.part
                && pair[0].source.end == pair[1].source.start;
            if !touching {
                return None;
            }
        }
        if self.runs[first..=last].iter().any(|run| run.kind == RunKind::Inserted) {
            return None;
        }
        Some(self.locate(span))
    }

    /// The map of this text to what lies beyond its source: `outer` leads from the bytes that this map calls its source
    /// to bytes of their own. A page that was decoded from UTF-16 is one map, what was taken from the page another.
    #[must_use]
    pub fn through(&self, outer: &Self) -> Self {
        let mut out = Self::default();
        for run in &self.runs {
            let SourceSpan { part, start, end } = run.source;
            let (start, end) = (start as usize, end as usize);
            if matches!(run.kind, RunKind::Atomic | RunKind::Inserted) {
                let found = outer.locate(Span::new(start, end));
                out.push(run.text.len(), part, found.start as usize, found.end as usize, run.kind);
                continue;
            }
            let first = outer.runs.partition_point(|outer| outer.text.end() <= start);
            for piece in outer.runs[first..].iter().take_while(|piece| piece.text.start() < end) {
                let from = piece.text.start().max(start);
                let to = piece.text.end().min(end);
                let found = outer.locate(Span::new(from, to));
                out.push(to - from, part, found.start as usize, found.end as usize, piece.kind);
            }
        }
        out
    }

    fn run_at(&self, offset: usize, edge: Edge) -> Option<usize> {
        let idx = match edge {
            Edge::Start => self.runs.partition_point(|run| run.text.end() <= offset),
            Edge::End => self.runs.partition_point(|run| run.text.end() < offset),
        };
        let last = self.runs.len().checked_sub(1)?;
        Some(idx.min(last))
    }

    /// The source position of one edge of a span, as an empty or one-sided source span.
    fn place(&self, offset: usize, edge: Edge) -> SourceSpan {
        let Some(idx) = self.run_at(offset, edge) else {
            return SourceSpan { part: 0, start: 0, end: 0 };
        };
        let run = self.runs[idx];
        let inside = offset.saturating_sub(run.text.start()).min(run.text.len()) as u32;
        let SourceSpan { part, start, end } = run.source;
        let exact = |at: u32| SourceSpan { part, start: at.min(end), end: at.min(end) };
        match run.kind {
            RunKind::Verbatim => exact(start + inside),
            RunKind::Doubled => exact(start + 2 * inside),
            RunKind::Atomic | RunKind::Inserted => match (inside, edge) {
                (0, _) => exact(start),
                (n, _) if n as usize == run.text.len() => exact(end),
                (_, Edge::Start) => exact(start),
                (_, Edge::End) => exact(end),
            },
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_moves_every_place() {
        let map = SourceMap::verbatim(10, 3);
        assert_eq!(map.locate(Span::new(0, 4)), SourceSpan { part: 0, start: 3, end: 7 });
        assert_eq!(
            map.locate_exact(Span::new(9, 10)),
            Some(SourceSpan { part: 0, start: 12, end: 13 })
        );
    }

    #[test]
    fn a_span_around_an_atom_covers_all_of_it() {
        let mut map = SourceMap::default();
        map.push(2, 0, 0, 2, RunKind::Verbatim);
        map.push(2, 0, 2, 3, RunKind::Atomic); // é, one byte in Windows-1252, two in the text
        map.push(3, 0, 3, 6, RunKind::Verbatim);
        assert_eq!(map.locate(Span::new(1, 5)), SourceSpan { part: 0, start: 1, end: 4 });
        assert_eq!(
            map.locate_exact(Span::new(2, 4)),
            Some(SourceSpan { part: 0, start: 2, end: 3 })
        );
    }

    #[test]
    fn the_gap_between_two_fields_is_never_edited() {
        let mut map = SourceMap::default();
        map.push(4, 0, 0, 4, RunKind::Verbatim);
        map.push(2, 0, 4, 4, RunKind::Inserted);
        map.push(5, 1, 0, 5, RunKind::Verbatim);
        assert_eq!(map.locate_exact(Span::new(3, 7)), None);
        assert_eq!(map.locate(Span::new(6, 8)), SourceSpan { part: 1, start: 0, end: 2 });
    }

    #[test]
    fn a_map_through_another_leads_to_the_bytes_of_the_file() {
        // "<b>Kafé</b> x" in Windows-1252 behind a mark of two bytes, of which "Kafé x" is read.
        let mut decoded = SourceMap::default();
        decoded.push(6, 0, 2, 8, RunKind::Verbatim);
        decoded.push(2, 0, 8, 9, RunKind::Atomic);
        decoded.push(6, 0, 9, 15, RunKind::Verbatim);
        let mut read = SourceMap::default();
        read.push(5, 0, 3, 8, RunKind::Verbatim);
        read.push(2, 0, 12, 14, RunKind::Verbatim);
        let map = read.through(&decoded);
        assert_eq!(
            map.locate_exact(Span::new(0, 5)),
            Some(SourceSpan { part: 0, start: 5, end: 9 })
        );
        assert_eq!(
            map.locate_exact(Span::new(3, 5)),
            Some(SourceSpan { part: 0, start: 8, end: 9 })
        );
        assert_eq!(map.locate_exact(Span::new(0, 7)), None);
        assert_eq!(map.locate(Span::new(0, 7)), SourceSpan { part: 0, start: 5, end: 15 });
    }

    #[test]
    fn an_empty_map_answers() {
        assert_eq!(SourceMap::default().locate(Span::at(0)).start, 0);
        assert_eq!(SourceMap::default().locate_exact(Span::at(0)), None);
    }
}
