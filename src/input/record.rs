//! JSON Lines records: one article a line, its title and text under names that the desk chooses.
//!
//! A broken line is an error of its own and says nothing of the others. Places are told in the bytes of the decoded
//! field, not of the JSON around it.

use super::InputError;
use super::decode::decode;
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
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    let origin = Origin { path, line, last_line: line, record: line.saturating_sub(1) };
    read(&origin, &decode(bytes).text, fields)
}

/// Where a record was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) path: &'a str,
    /// Line of the file, from 1.
    pub(super) line: u32,
    /// Line of the file on which it ends.
    pub(super) last_line: u32,
    /// Number in the file, from 0.
    pub(super) record: u32,
}

impl Origin<'_> {
    /// The source of a record with an id of its own.
    pub(super) fn source(&self, id: String) -> Source {
        Source {
            path: self.path.to_owned(),
            id: Some(id),
            line: Some(self.line),
            last_line: Some(self.last_line),
            record: self.record,
            ..Source::default()
        }
    }

    fn error(&self, message: String) -> InputError {
        InputError { line: Some(self.line as usize), message }
    }
}

/// Reads one object as an article.
pub(super) fn read(
    origin: &Origin<'_>,
    json: &str,
    fields: &Fields,
) -> Result<Document, InputError> {
    document(origin, json, fields).map_err(|message| origin.error(message))
}

fn document(origin: &Origin<'_>, json: &str, fields: &Fields) -> Result<Document, String> {
    let object = Object::read(json)?;
    let text = object.string(&fields.text)?.ok_or_else(|| {
        let known: Vec<_> = object.names().take(8).collect();
        format!("no field `{}`; the record has: {}", fields.text, known.join(", "))
    })?;
    let title = object.string(&fields.title)?.filter(|title| !title.is_empty());
    let id = match object.value(&fields.id) {
        None => (origin.record + 1).to_string(),
        Some(id) => serde_json::from_str(id).unwrap_or_else(|_| id.to_owned()),
    };
    let published = object.string(&fields.date)?.map(|date| parse_date(&date)).transpose()?;
    let named = [(&*fields.title, title.as_deref()), (&*fields.text, Some(&*text))];
    let mut doc = assemble(origin.source(id), &named);
    doc.published = published;
    Ok(doc)
}

pub(super) fn parse_date(text: &str) -> Result<jiff::civil::Date, String> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|_| format!("date `{text}` is not of the form 2024-05-14"))
}

/// One document of several fields, each a part of the source.
fn assemble(mut source: Source, fields: &[(&str, Option<&str>)]) -> Document {
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
