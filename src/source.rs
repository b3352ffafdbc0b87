//! Where an article came from, and how its places are told to people: lines and columns.
//!
//! It holds no text of its own and reads no file: the command line does the reading.

use crate::span::Span;

/// An article's origin: a file, or one record of a file of records.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The path as the user gave it, `-` for standard input.
    pub path: String,
    /// The record's own id, if the article is a record.
    pub id: Option<String>,
    /// A file has one part, a record one for each of its text fields.
    pub parts: Vec<Part>,
}

/// A stretch of the document's text with line numbers of its own.
#[derive(Clone, Debug)]
pub struct Part {
    /// The record's field, or `None` for a file.
    pub field: Option<String>,
    /// Where the part stands in the document's text.
    pub text: Span,
}

/// A place as an editor shows it. Lines and columns count from 1, columns in characters.
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
    /// Characters of the text before each [`STEP`]th byte: a column on a line of 50 MB is not counted from its head.
    chars: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 1024;

/// The characters that start in some bytes of UTF-8.
fn n_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32
}

impl LineIndex {
    /// Indexes the lines of every part of a source over the document's text.
    #[must_use]
    pub fn new(text: &str, source: &Source) -> Self {
        let mut starts = Vec::new();
        let mut firsts = Vec::new();
        for part in &source.parts {
            firsts.push(starts.len() as u32);
            starts.push(part.text.start() as u32);
            let newlines = text[part.text.range()].match_indices('\n');
            starts.extend(newlines.map(|(at, _)| (part.text.start() + at + 1) as u32));
        }
        let mut chars = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            chars.push(chars.last().copied().unwrap_or(0) + n_chars(step));
        }
        Self { starts, firsts, chars }
    }

    /// The place of a byte offset of the text, counted within its own part.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let Some(line) = self.line_at(offset) else { return Place { line: 1, column: 1 } };
        let first = self.firsts.iter().rev().find(|&&first| first as usize <= line).copied();
        let head = self.chars_before(text, self.starts[line] as usize);
        let column = self.chars_before(text, offset) - head;
        Place { line: (line - first.unwrap_or(0) as usize) as u32 + 1, column: column + 1 }
    }

    fn chars_before(&self, text: &str, offset: usize) -> u32 {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        self.chars[step] + n_chars(&text.as_bytes()[step * STEP..offset])
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
    }
}
