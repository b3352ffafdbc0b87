//! JSON Lines records: one article a line, its title and text under names that the desk chooses.
//!
//! A broken line is an error of its own and says nothing of the others. Places are told in the bytes of the decoded
//! field, not of the JSON around it.

use serde_json::Value;

use super::decode::decode;
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

/// A line that is no record, or a record that holds something odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
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
) -> Result<Document, RecordError> {
    read(path, line, &decode(bytes).text, fields).map_err(|message| RecordError { line, message })
}

fn read(path: &str, line: usize, json: &str, fields: &Fields) -> Result<Document, String> {
    let value: Value = serde_json::from_str(json).map_err(|err| format!("not JSON: {err}"))?;
    let Value::Object(object) = value else { return Err("not a JSON object".into()) };
    let string = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(format!("field `{name}` is not a string")),
    };
    let text = string(&fields.text)?.ok_or_else(|| {
        let known: Vec<_> = object.keys().take(8).map(String::as_str).collect();
        format!("no field `{}`; the record has: {}", fields.text, known.join(", "))
    })?;
    let title = string(&fields.title)?.filter(|title| !title.is_empty());
    let id = match object.get(&fields.id) {
        None | Some(Value::Null) => line.to_string(),
        Some(Value::String(id)) => id.clone(),
        Some(other) => other.to_string(),
    };
    let published = string(&fields.date)?.map(parse_date).transpose()?;
    let mut doc = assemble(path, line, id, &[(&fields.title, title), (&fields.text, Some(text))]);
    doc.published = published;
    Ok(doc)
}

fn parse_date(text: &str) -> Result<jiff::civil::Date, String> {
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
        assert!(read("{\"text\":").is_err_and(|err| err.line == 2));
        let err = read("{\"isi\":\"x\"}").expect_err("no text");
        assert!(err.message.contains("no field `text`; the record has: isi"), "{}", err.message);
        let err = read("{\"text\":\"x\",\"date\":\"14/5\"}").expect_err("no date");
        assert!(err.message.contains("`14/5`"), "{}", err.message);
    }
}
