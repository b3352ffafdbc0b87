//! One JSON object and its fields, found in the text without taking the rest apart: names may lead into inner objects
//! ("content.rendered"), and each string knows how its characters are written, so that some of them can be changed.
//!
//! It judges no field and knows no article.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::value::RawValue;

use crate::span::{RunKind, SourceMap};

/// An object of a JSON text, its values not yet read.
#[derive(Debug)]
pub(super) struct Object<'a> {
    values: BTreeMap<String, &'a RawValue>,
}

impl<'a> Object<'a> {
    /// Reads a text that is one object. Deep nesting costs nothing: what is not asked for is only skipped.
    pub(super) fn read(json: &'a str) -> Result<Self, String> {
        if !json.trim_start().starts_with('{')
            && serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok()
        {
            return Err("not a JSON object".into());
        }
        let values = serde_json::from_str(json).map_err(|err| format!("not JSON: {err}"))?;
        Ok(Self { values })
    }

    /// The names of its values, in order of the alphabet.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The value of a name, as it is written. A name with dots leads into inner objects, where no value is called so.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        if name.is_empty() {
            return None;
        }
        if let Some(value) = self.values.get(name) {
            return Some(value.get()).filter(|value| *value != "null");
        }
        let mut rest = name;
        let mut inner = None;
        while let Some((head, tail)) = rest.split_once('.') {
            let value = inner.as_ref().unwrap_or(self).values.get(head)?;
            inner = Some(Self::read(value.get()).ok()?);
            rest = tail;
        }
        let value = inner?.values.get(rest)?.get();
        Some(value).filter(|value| *value != "null")
    }

    /// The text of a field; `None` where it is missing or null.
    pub(super) fn string(&self, name: &str) -> Result<Option<String>, String> {
        let Some(value) = self.value(name) else { return Ok(None) };
        let is_string = value.starts_with('"');
        let text = is_string.then(|| serde_json::from_str(value).ok()).flatten();
        text.map(Some).ok_or_else(|| format!("field `{name}` is not a string"))
    }
}

/// Where a value that was found in a text stands in it, in bytes.
pub(super) fn offset(text: &str, value: &str) -> Option<usize> {
    let at = (value.as_ptr().addr()).checked_sub(text.as_ptr().addr())?;
    text.get(at..at + value.len()).filter(|found| *found == value).map(|_| at)
}

/// The way from the text of a string to how it is written; `at` is where its opening quotation mark stands.
pub(super) fn string_map(literal: &str, at: usize) -> SourceMap {
    let mut map = SourceMap::default();
    let mut done = 1;
    let end = literal.len().saturating_sub(1);
    while done < end {
        let rest = &literal[done..end];
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            map.push(plain, 0, at + done, at + done + plain, RunKind::Verbatim);
            done += plain;
            continue;
        }
        let (raw, len) = escape(rest);
        map.push(len, 0, at + done, at + done + raw, RunKind::Atomic);
        done += raw;
    }
    map
}

/// The length of the escape sequence at the head of `rest`, and of the character that it stands for, in bytes.
fn escape(rest: &str) -> (usize, usize) {
    let unit = |from: usize| u16::from_str_radix(rest.get(from..from + 4)?, 16).ok();
    if !rest.starts_with("\\u") {
        return (rest.len().min(2), 1);
    }
    let first = unit(2).unwrap_or_default();
    let second = rest.get(6..8).filter(|next| *next == "\\u").and_then(|_| unit(8));
    let units = [first, second.unwrap_or_default()];
    match char::decode_utf16(units).next() {
        Some(Ok(c)) => (6 * c.len_utf16(), c.len_utf8()),
        _ => (rest.len().min(6), char::REPLACEMENT_CHARACTER.len_utf8()),
    }
}

/// A text as it stands inside a JSON string. Where all of the file is ASCII it stays so.
pub(super) fn escaped(text: &str, is_ascii: AsciiOnly) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = &quoted[1..quoted.len() - 1];
    if is_ascii == AsciiOnly::No {
        return inner.to_owned();
    }
    let mut out = String::with_capacity(inner.len());
    for c in inner.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Whether a file keeps to ASCII and escapes the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsciiOnly {
    /// It does.
    Yes,
    /// Letters stand as they are.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn a_name_with_dots_leads_into_inner_objects() {
        let json = r#"{"a.b":"satu","c":{"d":{"e":"dua"},"x":null}}"#;
        let object = Object::read(json).expect("an object");
        assert_eq!(object.string("a.b"), Ok(Some("satu".into())));
        assert_eq!(object.string("c.d.e"), Ok(Some("dua".into())));
        assert_eq!(object.string("c.x"), Ok(None));
        assert_eq!(object.string("c.d.y"), Ok(None));
        assert!(object.string("c.d").is_err());
        let value = object.value("c.d.e").expect("there");
        assert_eq!(offset(json, value), json.find("\"dua\""));
    }

    #[test]
    fn every_character_of_a_string_knows_how_it_is_written() {
        let literal = r#""a\"\u00e9\ud83d\ude00\n/\/""#;
        let text: String = serde_json::from_str(literal).expect("a string");
        assert_eq!(text, "a\"é😀\n//");
        let map = string_map(literal, 10);
        for (at, c) in text.char_indices() {
            let found = map.locate_exact(Span::new(at, at + c.len_utf8())).expect("exact");
            let raw = &literal[found.start as usize - 10..found.end as usize - 10];
            let read: String = serde_json::from_str(&format!("\"{raw}\"")).expect("a string");
            assert_eq!(read, c.to_string());
        }
    }

    #[test]
    fn a_file_in_ascii_stays_so() {
        assert_eq!(escaped("é\"😀", AsciiOnly::Yes), r#"\u00e9\"\ud83d\ude00"#);
        assert_eq!(escaped("é\"\t", AsciiOnly::No), r#"é\"\t"#);
    }

    #[test]
    fn a_deep_nest_is_skipped() {
        let deep =
            format!("{{\"x\":{}1{},\"text\":\"isi\"}}", "[".repeat(100_000), "]".repeat(100_000));
        let object = Object::read(&deep).expect("an object");
        assert_eq!(object.string("text"), Ok(Some("isi".into())));
    }
}
