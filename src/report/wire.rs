//! The wire form of a finding, shared by the machine formats: keys, their order and their units are a contract.
//!
//! Places are bytes of the file, or of the record's field. What cannot be told in them is left out: a fix that is not
//! exact in the source, and a fix or label in another field than the finding's.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::diagnostic::{Diagnostic, Label};
use crate::document::Document;
use crate::fix::{Fix, Safety};
use crate::source::LineIndex;

/// One finding. The order of the fields is the order of the keys.
#[derive(Serialize)]
pub(super) struct WireFinding<'a> {
    path: &'a str,
    id: Option<&'a str>,
    field: Option<&'a str>,
    rule: &'a str,
    severity: &'static str,
    message: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    fixes: Vec<WireFix<'a>>,
    labels: Vec<WireLabel<'a>>,
}

#[derive(Serialize)]
struct WireFix<'a> {
    safe: bool,
    edits: Vec<WireEdit<'a>>,
}

#[derive(Serialize)]
struct WireEdit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct WireLabel<'a> {
    start: u32,
    end: u32,
    message: &'a str,
}

impl<'a> WireFinding<'a> {
    pub(super) fn new(doc: &'a Document, lines: &LineIndex, found: &'a Diagnostic) -> Self {
        let place = doc.map.locate(found.span);
        let part = doc.source.parts.get(usize::from(place.part));
        let (first, end) = lines.places(&doc.text, found.span);
        Self {
            path: &doc.source.path,
            id: doc.source.id.as_deref(),
            field: part.and_then(|part| part.field.as_deref()),
            rule: found.rule.as_str(),
            severity: found.severity.as_str(),
            message: &found.message,
            start: place.start,
            end: place.end,
            line: first.line,
            column: first.column,
            end_line: end.line,
            end_column: end.column,
            text: doc.str(found.span),
            fixes: found.fixes.iter().filter_map(|fix| wire_fix(doc, fix, place.part)).collect(),
            labels: found
                .labels
                .iter()
                .filter_map(|label| wire_label(doc, label, place.part))
                .collect(),
        }
    }
}

fn wire_fix<'a>(doc: &Document, fix: &'a Fix, part: u8) -> Option<WireFix<'a>> {
    let edits = fix.edits.iter().map(|edit| {
        let place = doc.map.locate_exact(edit.span).filter(|place| place.part == part)?;
        Some(WireEdit { start: place.start, end: place.end, text: &edit.text })
    });
    Some(WireFix { safe: fix.safety == Safety::Safe, edits: edits.collect::<Option<_>>()? })
}

fn wire_label<'a>(doc: &Document, label: &'a Label, part: u8) -> Option<WireLabel<'a>> {
    let place = doc.map.locate(label.span);
    (place.part == part).then_some(WireLabel {
        start: place.start,
        end: place.end,
        message: &label.message,
    })
}

/// A value as careful JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Careful));
    debug_assert!(written.is_ok(), "{written:?}");
    String::from_utf8(out).unwrap_or_default()
}

/// Compact JSON that also escapes the control characters that JSON itself lets through: a terminal obeys some of
/// them (U+009B starts an escape sequence, U+202E turns the line around).
struct Careful;

impl Formatter for Careful {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        let mut rest = fragment;
        while let Some(at) = rest.find(super::clean::is_unsafe) {
            let c = rest[at..].chars().next().unwrap_or_default();
            CompactFormatter.write_string_fragment(writer, &rest[..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}
