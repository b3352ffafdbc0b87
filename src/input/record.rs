//! JSON Lines records: one article a line, its title and text under names that the desk chooses.
//!
//! A broken line is an error of its own and says nothing of the others. Places are told in the bytes of the decoded
//! field, not of the JSON around it.

use std::borrow::Cow;
use std::ops::Range;

use super::InputError;
use super::decode::{Decoded, Encoding, decode, is_utf16};
use super::json::Object;
use crate::document::Document;
use crate::source::{Part, Source};
use crate::span::{RunKind, SourceMap, Span};

/// The names of a record's fields.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fields {
    /// The record's own id: a string or a number.
    pub id: String,
    /// The headline; a record may lack it.
    pub title: String,
    /// The article.
    pub text: String,
    /// The publication date, ISO 8601; a record may lack it.
    pub date: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { id: "id".into(), title: "title".into(), text: "text".into(), date: "date".into() }
    }
}

impl Fields {
    /// Names that no record has.
    pub(super) fn nameless() -> Self {
        Self { id: String::new(), title: String::new(), text: String::new(), date: String::new() }
    }
}

/// The gap between title and text; it ends the title's last sentence and is never edited.
const GAP: &str = "\n\n";

/// Reads one line of a file of records; `line` counts from 1. Whoever reads the file holds one line at a time.
///
/// # Errors
/// When the line is no JSON object, or its fields are not what they should be.
pub fn record(
    path: &str,
    line: usize,
    bytes: &[u8],
    fields: &Fields,
) -> Result<Document, InputError> {
    parsed(path, line, &decode(bytes).text, fields)
}

/// The lines of a file of records, in any encoding.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    /// The file, where its lines are found in its bytes.
    bytes: &'a [u8],
    /// The file decoded, where they are not (UTF-16).
    whole: Option<Decoded>,
    /// The bytes of each line, of the file or of what was decoded.
    ranges: Vec<Range<usize>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let whole = is_utf16(bytes).then(|| decode(bytes));
        let text = whole.as_ref().map_or(bytes, |whole| whole.text.as_bytes());
        let mut at = 0;
        let ranges = text.split_inclusive(|&byte| byte == b'\n').map(|line| {
            at += line.len();
            at - line.len()..at
        });
        let ranges = ranges.collect();
        Self { bytes, whole, ranges }
    }

    /// How many lines there are, blank ones counted.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// A line, its number counted from 0.
    pub(super) fn get(&self, number: usize) -> Option<Line<'_>> {
        let range = self.ranges.get(number)?.clone();
        Some(match &self.whole {
            Some(whole) => Line { decoded: Cow::Borrowed(whole), within: range, base: 0 },
            None => {
                let decoded = decode(self.bytes.get(range.clone())?);
                let within = 0..decoded.text.len();
                Line { decoded: Cow::Owned(decoded), within, base: range.start }
            }
        })
    }
}

/// One line of a file of records.
pub(super) struct Line<'a> {
    decoded: Cow<'a, Decoded>,
    /// The bytes of the decoded text that are this line.
    within: Range<usize>,
    /// Where the bytes start that were decoded.
    base: usize,
}

impl Line<'_> {
    pub(super) fn text(&self) -> &str {
        &self.decoded.text[self.within.clone()]
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.decoded.encoding
    }

    /// The bytes of the file that are a span of the line's text.
    pub(super) fn bytes(&self, span: Span) -> Option<Range<usize>> {
        let span = Span::new(self.within.start + span.start(), self.within.start + span.end());
        let found = self.decoded.map.locate_exact(span)?;
        Some(self.base + found.start as usize..self.base + found.end as usize)
    }
}

/// The articles of a file of records, in order; blank lines are none.
pub(super) fn records(
    path: &str,
    bytes: &[u8],
    fields: &Fields,
) -> Vec<Result<Document, InputError>> {
    let lines = Lines::new(bytes);
    let lines = (0..lines.len()).filter_map(|number| Some((number + 1, lines.get(number)?)));
    let lines = lines.filter(|(_, line)| !line.text().trim().is_empty());
    lines.map(|(number, line)| parsed(path, number, line.text(), fields)).collect()
}

fn parsed(path: &str, line: usize, json: &str, fields: &Fields) -> Result<Document, InputError> {
    read(path, line, json, fields).map_err(|message| InputError { line: Some(line), message })
}

fn read(path: &str, line: usize, json: &str, fields: &Fields) -> Result<Document, String> {
    let object = Object::read(json)?;
    let text = object.string(&fields.text)?.ok_or_else(|| {
        let known: Vec<_> = object.names().take(8).collect();
        format!("no field `{}`; the record has: {}", fields.text, known.join(", "))
    })?;
    let title = object.string(&fields.title)?.filter(|title| !title.is_empty());
    let id = match object.value(&fields.id) {
        None => line.to_string(),
        Some(id) => serde_json::from_str(id).unwrap_or_else(|_| id.to_owned()),
    };
    let published = object.string(&fields.date)?.map(|date| parse_date(&date)).transpose()?;
    let named = [(&*fields.title, title.as_deref()), (&*fields.text, Some(&*text))];
    let mut doc = assemble(path, line, id, &named);
    doc.published = published;
    Ok(doc)
}

pub(super) fn parse_date(text: &str) -> Result<jiff::civil::Date, String> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|_| format!("date `{text}` is not of the form 2024-05-14"))
}

/// One document of several fields, each a part of the source.
fn assemble(path: &str, line: usize, id: String, fields: &[(&str, Option<&str>)]) -> Document {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let mut source = Source {
        path: path.to_owned(),
        id: Some(id),
        line: Some(line),
        record: line.saturating_sub(1),
        ..Source::default()
    };
    let mut text = String::new();
    let mut map = SourceMap::default();
    for &(name, value) in fields {
        let Some(value) = value else { continue };
        if !text.is_empty() {
            let end = text.len();
            text.push_str(GAP);
            map.push(GAP.len(), source.parts.len() as u8 - 1, end, end, RunKind::Inserted);
        }
        let part = source.parts.len() as u8;
        let start = text.len();
        text.push_str(value);
        map.push(value.len(), part, 0, value.len(), RunKind::Verbatim);
        source
            .parts
            .push(Part { field: Some(name.to_owned()), text: Span::new(start, text.len()) });
    }
    Document::new(source, text, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_the_head_of_their_field() {
        let json = br#"{"id":7,"title":"Judul","text":"Isi \"berita\".","date":"2024-05-14T10:00:00+07:00"}"#;
        let doc = record("a.jsonl", 1, json, &Fields::default()).expect("a record");
        assert_eq!(doc.text, "Judul\n\nIsi \"berita\".");
        let found = doc.map.locate(Span::new(12, 18));
        assert_eq!((found.part, found.start, found.end), (1, 5, 11));
        assert_eq!(doc.source.id.as_deref(), Some("7"));
        assert_eq!(doc.source.line, Some(1));
        assert_eq!(doc.published, Some(jiff::civil::date(2024, 5, 14)));
    }

    #[test]
    fn a_broken_line_is_named_with_what_it_lacks() {
        let read = |json: &str| record("a.jsonl", 2, json.as_bytes(), &Fields::default());
        assert!(read("{\"text\":").is_err_and(|err| err.line == Some(2)));
        let err = read("{\"isi\":\"x\"}").expect_err("no text");
        assert!(err.message.contains("no field `text`; the record has: isi"), "{}", err.message);
        let err = read("{\"text\":\"x\",\"date\":\"14/5\"}").expect_err("no date");
        assert!(err.message.contains("`14/5`"), "{}", err.message);
    }
}
