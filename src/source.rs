//! Where an article came from, and how its places are told to people: lines and columns.
//!
//! It holds no text of its own and reads no file: the command line does the reading.

use std::sync::Arc;

use crate::span::{SourceMap, Span};

/// An article's origin: a file, or one record of a file of records.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The path as the user gave it, `-` for standard input.
    pub path: String,
    /// The record's own id, if the article is a record.
    pub id: Option<String>,
    /// The line of the file, from 1, where the record starts; `None` for a file that is one article.
    pub line: Option<u32>,
    /// The line of the file on which the record ends.
    pub last_line: Option<u32>,
    /// The number of the record in its file, from 0: of lines, blank ones counted, where each record is a line. 0 for a
    /// file that is one article.
    pub record: u32,
    /// A file has one part, a record one for each of its text fields.
    pub parts: Vec<Part>,
    /// What an editor shows of the source, where that is not the text that rules read.
    pub view: Option<Arc<View>>,
}

/// The source as a person sees it when the rules read something else: a page with its markup, the paragraphs of a
/// word processor. Lines and columns count in it.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// One text for each part of the source.
    pub texts: Vec<String>,
    /// From the document's text to those texts, in bytes.
    pub map: SourceMap,
}

/// A stretch of the document's text with line numbers of its own.
#[derive(Clone, Debug)]
pub struct Part {
    /// The record's field, or `None` for a file.
    pub field: Option<String>,
    /// Where the part stands in the document's text.
    pub text: Span,
}

/// What columns count. Editors show characters; protocols and formats ask for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Unicode scalar values.
    Characters,
    /// Code units of UTF-16: a character beyond U+FFFF is two.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// A place as an editor shows it. Lines and columns count from 1, columns in characters unless another unit is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1. Lines end with `\n`; a `\r` before it belongs to the line.
    pub line: u32,
    /// Column in characters (Unicode scalar values), from 1.
    pub column: u32,
}

/// Finds lines by offset. Built once for a document, on demand.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Byte offset in the document's text where each line of each part starts, ascending.
    starts: Vec<u32>,
    /// Index into `starts` of the first line of each part.
    firsts: Vec<u32>,
    /// Where each part ends in the document's text.
    ends: Vec<u32>,
    /// Characters of the text before each [`STEP`]th byte: a column on a line of 50 MB is not counted from its head.
    chars: Vec<u32>,
    /// The same of characters that are two code units of UTF-16.
    pairs: Vec<u32>,
    /// What is counted instead where an editor shows something else, and the lines of each of its texts.
    view: Option<(Arc<View>, Vec<LineIndex>)>,
}

/// Bytes between two counts of characters.
const STEP: usize = 128;

/// The characters that start in some bytes of UTF-8.
fn n_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

/// The characters that take two code units of UTF-16: four bytes of UTF-8.
fn n_pairs(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte >= 0xf0).count() as u32
}

impl LineIndex {
    /// Indexes the lines of every part of a source over the document's text.
    #[must_use]
    pub fn new(text: &str, source: &Source) -> Self {
        let view = source.view.clone().map(|view| {
            let lines = view.texts.iter().map(|text| {
                let whole = Part { field: None, text: Span::new(0, text.len()) };
                Self::over(text, &[whole])
            });
            let lines = lines.collect();
            (view, lines)
        });
        Self { view, ..Self::over(text, &source.parts) }
    }

    fn over(text: &str, parts: &[Part]) -> Self {
        let mut starts = Vec::new();
        let mut firsts = Vec::new();
        for part in parts {
            firsts.push(starts.len() as u32);
            starts.push(part.text.start() as u32);
            let newlines = text[part.text.range()].match_indices('\n');
            starts.extend(newlines.map(|(at, _)| (part.text.start() + at + 1) as u32));
        }
        let (mut chars, mut pairs) = (vec![0], vec![0]);
        for step in text.as_bytes().chunks(STEP) {
            chars.push(chars.last().copied().unwrap_or(0) + n_chars(step));
            pairs.push(pairs.last().copied().unwrap_or(0) + n_pairs(step));
        }
        let ends = parts.iter().map(|part| part.text.end() as u32).collect();
        Self { starts, firsts, ends, chars, pairs, view: None }
    }

    /// Where what stands at a byte offset of the text begins, counted within its own part of the source. For a span
    /// ask [`places`](Self::places): where markup follows, it ends before what comes next begins.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Place {
        self.places(text, Span::at(offset)).0
    }

    /// The places of both ends of a span of the text. A span over two parts of the source ends with the first.
    #[must_use]
    pub fn places(&self, text: &str, span: Span) -> (Place, Place) {
        self.places_in(text, span, Unit::Characters)
    }

    /// The same with columns in another unit.
    #[must_use]
    pub fn places_in(&self, text: &str, span: Span, unit: Unit) -> (Place, Place) {
        let Some((view, lines)) = &self.view else {
            let end = span.end().min(self.part_end(span.start()).unwrap_or(text.len()));
            let count = |offset| self.count(text, offset, unit);
            return (count(span.start()), count(end.max(span.start())));
        };
        let found = view.map.locate(span);
        let part = usize::from(found.part);
        let (Some(text), Some(lines)) = (view.texts.get(part), lines.get(part)) else {
            return (Place { line: 1, column: 1 }, Place { line: 1, column: 1 });
        };
        let count = |offset: u32| lines.count(text, offset as usize, unit);
        (count(found.start), count(found.end))
    }

    /// Where the part ends that holds an offset; the gap behind a part belongs to it.
    fn part_end(&self, offset: usize) -> Option<usize> {
        let after =
            self.firsts.partition_point(|&line| self.starts[line as usize] as usize <= offset);
        self.ends.get(after.checked_sub(1)?).map(|&end| end as usize)
    }

    fn count(&self, text: &str, offset: usize, unit: Unit) -> Place {
        let Some(line) = self.line_at(offset) else { return Place { line: 1, column: 1 } };
        let first = self.firsts.iter().rev().find(|&&first| first as usize <= line).copied();
        let head = self.units_before(text, self.starts[line] as usize, unit);
        let column = self.units_before(text, offset, unit) - head;
        Place { line: (line - first.unwrap_or(0) as usize) as u32 + 1, column: column + 1 }
    }

    fn units_before(&self, text: &str, offset: usize, unit: Unit) -> u32 {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        let rest = &text.as_bytes()[step * STEP..offset];
        let chars = || self.chars[step] + n_chars(rest);
        match unit {
            Unit::Characters => chars(),
            Unit::Utf16 => chars() + self.pairs[step] + n_pairs(rest),
            Unit::Bytes => offset as u32,
        }
    }

    /// The bytes of the line that holds an offset, its line end not counted.
    #[must_use]
    pub fn line_span(&self, text: &str, offset: usize) -> Span {
        let start = self.line_at(offset).map_or(0, |line| self.starts[line] as usize);
        let tail = &text[start..];
        let len = tail.find('\n').unwrap_or(tail.len());
        Span::new(start, start + tail[..len].trim_end_matches('\r').len())
    }

    fn line_at(&self, offset: usize) -> Option<usize> {
        self.starts.partition_point(|&start| start as usize <= offset).checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::RunKind;

    #[test]
    fn columns_count_characters_and_parts_count_their_own_lines() {
        let text = "Judul\n\nSatu\nAé b";
        let field =
            |name: &str, start, end| Part { field: Some(name.into()), text: Span::new(start, end) };
        let source = Source {
            parts: vec![field("title", 0, 5), field("text", 7, text.len())],
            ..Source::default()
        };
        let lines = LineIndex::new(text, &source);
        assert_eq!(lines.place(text, 2), Place { line: 1, column: 3 });
        assert_eq!(lines.place(text, 7), Place { line: 1, column: 1 });
        assert_eq!(lines.place(text, text.len() - 1), Place { line: 2, column: 4 });
        assert_eq!(&text[lines.line_span(text, 9).range()], "Satu");
    }

    #[test]
    fn places_count_in_what_the_editor_shows() {
        let text = "Judul\n\nPomepo datang";
        let page = "<h1>Judul</h1>\n\n<p><b>Pom</b>epo</p>\n datang";
        let mut map = SourceMap::default();
        map.push(5, 0, 4, 9, RunKind::Verbatim);
        map.push(2, 0, 9, 9, RunKind::Inserted);
        map.push(3, 0, 22, 25, RunKind::Verbatim);
        map.push(3, 0, 29, 32, RunKind::Verbatim);
        map.push(7, 0, 37, 44, RunKind::Verbatim);
        let view = Some(Arc::new(View { texts: vec![page.into()], map }));
        let whole = Part { field: None, text: Span::new(0, text.len()) };
        let source = Source { parts: vec![whole], view, ..Source::default() };
        let lines = LineIndex::new(text, &source);
        let place = |line, column| Place { line, column };
        assert_eq!(lines.places(text, Span::new(0, 5)), (place(1, 5), place(1, 10)));
        assert_eq!(lines.places(text, Span::new(7, 13)), (place(3, 7), place(3, 17)));
        assert_eq!(lines.place(text, 14), place(4, 2));
    }

    #[test]
    fn a_span_over_two_parts_ends_with_the_first() {
        let text = "Judul\n\nIsi";
        let field = |start, end| Part { field: None, text: Span::new(start, end) };
        let source = Source { parts: vec![field(0, 5), field(7, 10)], ..Source::default() };
        let lines = LineIndex::new(text, &source);
        let (start, end) = lines.places(text, Span::new(2, 9));
        assert_eq!((start.column, end), (3, Place { line: 1, column: 6 }));
    }

    #[test]
    fn a_long_line_is_counted_in_steps() {
        let text = "é😀x".repeat(1000) + "\nb";
        let source = Source {
            parts: vec![Part { field: None, text: Span::new(0, text.len()) }],
            ..Source::default()
        };
        let lines = LineIndex::new(&text, &source);
        for (n, (at, _)) in text.char_indices().take(3000).enumerate() {
            assert_eq!(lines.place(&text, at), Place { line: 1, column: n as u32 + 1 });
        }
        assert_eq!(lines.place(&text, text.len()), Place { line: 2, column: 2 });
        let end = |unit| lines.places_in(&text, Span::new(7, 7 * 999), unit).1.column;
        assert_eq!(end(Unit::Characters), 3 * 999 + 1);
        assert_eq!(end(Unit::Utf16), 4 * 999 + 1);
        assert_eq!(end(Unit::Bytes), 7 * 999 + 1);
    }
}
