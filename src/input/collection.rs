//! Files of many articles: JSON Lines, arrays of JSON objects, exports of WordPress. Each article is a slice of the file
//! that is read on its own, on whatever thread; a broken one says nothing of the others.

use std::borrow::Cow;
use std::ops::Range;

use serde_json::value::RawValue;

use super::decode::{Decoded, Encoding, decode, is_utf16};
use super::record::{self, Fields, Origin};
use super::{Form, InputError, json};
use crate::document::Document;
use crate::span::Span;

/// A file of many articles, cut into them.
#[derive(Debug)]
pub struct Collection<'a> {
    form: Form,
    /// The file, where its slices are found in its bytes.
    bytes: Cow<'a, [u8]>,
    /// The file decoded, where they are not.
    whole: Option<Decoded>,
    slices: Vec<Place>,
}

/// Where a slice stands.
#[derive(Clone, Debug)]
struct Place {
    /// Its bytes, of the file or of what was decoded.
    range: Range<usize>,
    /// Its line in the file, from 1.
    line: u32,
}

impl<'a> Collection<'a> {
    /// Cuts a file up. Forms that hold one article give one slice, which is no article here.
    ///
    /// # Errors
    /// When the file as a whole is not what `form` says.
    pub fn open(form: Form, bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self, InputError> {
        let bytes = bytes.into();
        if form == Form::Records && !is_utf16(&bytes) {
            let slices = lines(&bytes);
            return Ok(Self { form, bytes, whole: None, slices });
        }
        let whole = decode(&bytes);
        let slices = match form {
            Form::Json => elements(&whole.text)?,
            #[cfg(feature = "formats")]
            Form::Wxr => numbered(&whole.text, super::wxr::items(&whole.text)?),
            _ => lines(whole.text.as_bytes()),
        };
        Ok(Self { form, bytes: Cow::Borrowed(&[]), whole: Some(whole), slices })
    }

    /// How many slices there are; not all of them are articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slices.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slices.is_empty()
    }

    /// Bytes of a slice.
    #[must_use]
    pub fn weight(&self, number: usize) -> usize {
        self.slices.get(number).map_or(0, |place| place.range.len())
    }

    /// An article, by its number from 0; `None` for a blank line, a picture, or past the end.
    #[must_use]
    pub fn article(
        &self,
        number: usize,
        path: &str,
        fields: &Fields,
    ) -> Option<Result<Document, InputError>> {
        let slice = self.slice(number)?;
        let line = slice.line;
        let last_line = line + slice.text().trim_end().matches('\n').count() as u32;
        let origin = Origin { path, line, last_line, record: u32::try_from(number).ok()? };
        match self.form {
            Form::Records if slice.text().trim().is_empty() => None,
            #[cfg(feature = "formats")]
            Form::Wxr => super::wxr::article(&origin, slice.text()),
            _ => Some(record::read(&origin, slice.text(), fields)),
        }
    }

    /// Whether any object has the field that holds articles. Other JSON lies about in folders too.
    #[must_use]
    pub fn has_articles(&self, fields: &Fields) -> bool {
        (0..self.len()).filter_map(|number| self.slice(number)).any(|slice| {
            json::Object::read(slice.text())
                .is_ok_and(|object| object.string(&fields.text).is_ok_and(|text| text.is_some()))
        })
    }

    /// A slice, by its number from 0.
    pub(super) fn slice(&self, number: usize) -> Option<Slice<'_>> {
        let Place { range, line } = self.slices.get(number)?.clone();
        Some(match &self.whole {
            Some(whole) => Slice { decoded: Cow::Borrowed(whole), within: range, base: 0, line },
            None => {
                let decoded = decode(self.bytes.get(range.clone())?);
                let within = 0..decoded.text.len();
                Slice { decoded: Cow::Owned(decoded), within, base: range.start, line }
            }
        })
    }
}

/// A stretch of a file that may be an article.
pub(super) struct Slice<'a> {
    decoded: Cow<'a, Decoded>,
    /// The bytes of the decoded text that are this slice.
    within: Range<usize>,
    /// Where the bytes start that were decoded.
    base: usize,
    line: u32,
}

impl Slice<'_> {
    pub(super) fn text(&self) -> &str {
        &self.decoded.text[self.within.clone()]
    }

    pub(super) fn encoding(&self) -> Encoding {
        self.decoded.encoding
    }

    /// The bytes of the file that are a span of the slice's text.
    pub(super) fn bytes(&self, span: Span) -> Option<Range<usize>> {
        let span = Span::new(self.within.start + span.start(), self.within.start + span.end());
        let found = self.decoded.map.locate_exact(span)?;
        Some(self.base + found.start as usize..self.base + found.end as usize)
    }
}

fn lines(bytes: &[u8]) -> Vec<Place> {
    let mut at = 0;
    let lines = bytes.split_inclusive(|&byte| byte == b'\n').zip(1..);
    let places = lines.map(|(bytes, line)| {
        at += bytes.len();
        Place { range: at - bytes.len()..at, line }
    });
    places.collect()
}

/// The elements of an array, or the one object that a file is.
fn elements(text: &str) -> Result<Vec<Place>, InputError> {
    let broken = |err: serde_json::Error| InputError {
        line: Some(err.line()),
        message: format!("not JSON: {err}"),
    };
    let trimmed = text.trim();
    if trimmed.starts_with('[') {
        let values: Vec<&RawValue> = serde_json::from_str(text).map_err(broken)?;
        let ranges = values.iter().filter_map(|value| {
            let at = json::offset(text, value.get())?;
            Some(at..at + value.get().len())
        });
        return Ok(numbered(text, ranges));
    }
    let value: &RawValue = serde_json::from_str(text).map_err(broken)?;
    if !value.get().starts_with('{') {
        return Err(InputError {
            line: None,
            message: "neither a JSON array nor an object".into(),
        });
    }
    let at = json::offset(text, value.get()).unwrap_or_default();
    Ok(numbered(text, std::iter::once(at..at + value.get().len())))
}

/// Ranges in order, each with the line on which it starts.
fn numbered(text: &str, ranges: impl IntoIterator<Item = Range<usize>>) -> Vec<Place> {
    let (mut line, mut done) = (1, 0);
    let places = ranges.into_iter().map(|range| {
        line += text[done..range.start].matches('\n').count() as u32;
        done = range.start;
        Place { range, line }
    });
    places.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_gives_an_article_for_each_object() {
        let json = "\u{feff}[\n  {\"id\":\"a\",\"text\":\"Satu.\"},\n  {\"x\":1},\n\n {\"text\":\"Dua.\"}]";
        let fields = Fields::default();
        let opened = Collection::open(Form::Json, json.as_bytes()).expect("an array");
        assert_eq!(opened.len(), 3);
        assert!(opened.has_articles(&fields));
        let first = opened.article(0, "a", &fields).expect("there").expect("a record");
        assert_eq!((first.source.id.as_deref(), first.source.line), (Some("a"), Some(2)));
        let broken = opened.article(1, "a", &fields).expect("there").expect_err("no text");
        assert_eq!(broken.line, Some(3));
        assert_eq!((first.source.line, first.source.last_line), (Some(2), Some(2)));
        let last = opened.article(2, "a", &fields).expect("there").expect("a record");
        assert_eq!((last.source.line, last.source.record, &*last.text), (Some(5), 2, "Dua."));
        let slice = opened.slice(2).expect("there");
        let bytes = slice.bytes(Span::new(0, 7)).expect("exact");
        assert_eq!(&json.as_bytes()[bytes], b"{\"text\"");
    }

    #[test]
    fn what_is_no_array_says_where_it_breaks() {
        let open = |json: &str| Collection::open(Form::Json, json.as_bytes().to_vec()).map(|_| ());
        assert!(open("[{\"text\":\"a\"},\n{").is_err_and(|err| err.line == Some(2)));
        assert!(open("\"teks\"").is_err_and(|err| err.line.is_none()));
        assert!(open("{\"text\":\"a\"}").is_ok());
        assert!(open("").is_err());
    }
}
