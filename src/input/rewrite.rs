//! Writing corrections back into the bytes of a file: the way of an article backwards.
//!
//! Not one byte outside the edits is touched. What stands where an edit goes decides how its text is written: in a
//! string of JSON, in a page, in Windows-1252. What was written is read again and compared with what was meant, so that
//! a correction never does more than it says. Reads and writes no file.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::decode::{Encoding, encode};
use super::json::{self, AsciiOnly, Object};
use super::record::Fields;
#[cfg(feature = "formats")]
use super::wxr::{self, Wrapping};
use super::{Collection, Form, articles};
#[cfg(feature = "formats")]
use super::{decode, docx, front_matter, zip};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::fix::Edit;
use crate::span::{SourceMap, SourceSpan, Span};

/// What changes in one article.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The article as it was read from the file.
    pub doc: &'a Document,
    /// Edits in bytes of its text, in any order; they may not overlap.
    pub edits: &'a [Edit],
}

/// Why a file cannot be rewritten. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewriteError {
    /// The record, from 0, as in [`Source::record`](crate::source::Source::record).
    pub record: u32,
    /// The edit that is refused, in bytes of the document's text; `None` where no single one is to blame.
    pub edit: Option<Edit>,
    /// What stands in the way.
    pub reason: Refusal,
}

/// What stands in the way of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The source holds more or less there than the text shows: markup, the gap between two fields.
    NotExact,
    /// Two edits want the same bytes.
    Overlap,
    /// The encoding of the file has no such character.
    Encoding,
    /// The file does not hold the article, or no longer as it was read.
    Gone,
    /// Read again, the file would not say what was meant.
    OtherMeaning,
}

impl Refusal {
    /// What stands in the way, in words for a person.
    #[must_use]
    pub fn told(self, lang: Lang) -> &'static str {
        let (id, en) = match self {
            Self::NotExact => (
                "ada markah di tengah teks yang akan diganti",
                "markup stands inside the text to be replaced",
            ),
            Self::Overlap => {
                ("dua pembetulan mengenai tempat yang sama", "two corrections want the same place")
            }
            Self::Encoding => (
                "pengodean berkas ini tidak punya karakter itu",
                "the encoding of the file has no such character",
            ),
            Self::Gone => (
                "berkas tidak lagi memuat teks yang diperiksa",
                "the file no longer holds the text that was checked",
            ),
            Self::OtherMeaning => (
                "berkas akan terbaca lain daripada yang dimaksud",
                "the file would read differently from what was meant",
            ),
        };
        match lang {
            Lang::Id => id,
            Lang::En => en,
        }
    }
}

impl fmt::Display for RewriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.reason.told(Lang::En);
        match &self.edit {
            Some(Edit { span, text }) => write!(f, "bytes {span:?}, {text:?}: {reason}"),
            None => f.write_str(reason),
        }
    }
}

impl std::error::Error for RewriteError {}

/// Whether an edit of an article has a place of its own in the source, so that [`rewrite`] can write it.
#[must_use]
pub fn is_exact(doc: &Document, edit: &Edit) -> bool {
    place(doc, edit).is_some()
}

/// The bytes of a file with its articles changed.
///
/// `bytes` are those that the articles were read from, all articles of one file in one call.
///
/// # Errors
/// When an edit is not exact in the source, or the file would not say what was meant. Nothing is changed then. The error
/// names the edit that is to blame.
pub fn rewrite(form: Form, bytes: &[u8], changes: &[Change<'_>]) -> Result<Vec<u8>, RewriteError> {
    attempt(form, bytes, changes).map_err(|err| match err.edit {
        Some(_) => err,
        None => blame(form, bytes, changes, err),
    })
}

/// Names the edit that is to blame for an error: the last one of the shortest run of an article's edits, in order of the
/// text, that cannot be written. It is found by halving, so it costs a few attempts however many edits there are.
fn blame(form: Form, bytes: &[u8], changes: &[Change<'_>], err: RewriteError) -> RewriteError {
    let Some(change) = changes.iter().find(|change| change.doc.source.record == err.record) else {
        return err;
    };
    let mut edits = change.edits.to_vec();
    edits.sort();
    let holds = |n_edits: usize| {
        attempt(form, bytes, &[Change { doc: change.doc, edits: &edits[..n_edits] }]).is_ok()
    };
    let (mut written, mut refused) = (0, edits.len());
    while refused - written > 1 {
        let middle = written.midpoint(refused);
        if holds(middle) { written = middle } else { refused = middle }
    }
    RewriteError { edit: edits.into_iter().nth(written), ..err }
}

fn attempt(form: Form, bytes: &[u8], changes: &[Change<'_>]) -> Result<Vec<u8>, RewriteError> {
    if changes.iter().all(|change| change.edits.is_empty()) {
        return Ok(bytes.to_vec());
    }
    #[cfg(feature = "formats")]
    if form == Form::Docx {
        let out = docx(bytes, changes)?;
        verified(form, &out, changes)?;
        return Ok(out);
    }
    let opened = Some(form).filter(|form| form.is_collection());
    let opened = opened.and_then(|form| Collection::open(form, bytes).ok());
    let mut splices = Vec::new();
    for change in changes.iter().filter(|change| !change.edits.is_empty()) {
        let places = places(change)?;
        let own = splices.len();
        let done = match (&opened, form) {
            (Some(opened), _) => record(form, opened, change.doc, &places, &mut splices),
            #[cfg(feature = "formats")]
            (None, Form::Html) => file(bytes, &places, Syntax::Html, &mut splices),
            #[cfg(feature = "formats")]
            (None, Form::Markdown) => markdown(bytes, &places, &mut splices),
            (None, _) => file(bytes, &places, Syntax::Plain, &mut splices),
        };
        done.map_err(|(reason, edit)| refusal(change.doc, Some(edit), reason))?;
        // Articles of one file never overlap, so what overlaps are two edits of this one.
        if overlap(&mut splices[own..]) {
            return Err(refusal(change.doc, None, Refusal::Overlap));
        }
    }
    let gone = RewriteError { record: 0, edit: None, reason: Refusal::Gone };
    let out = spliced(bytes, &mut splices).ok_or(gone)?;
    verified(form, &out, changes)?;
    Ok(out)
}

fn refusal(doc: &Document, edit: Option<&Edit>, reason: Refusal) -> RewriteError {
    RewriteError { record: doc.source.record, edit: edit.cloned(), reason }
}

/// What takes the place of some bytes.
struct Splice {
    range: Range<usize>,
    bytes: Vec<u8>,
}

/// An edit and where it goes: what of its text is new, and the bytes of the source that it replaces.
struct Placed<'a> {
    edit: &'a Edit,
    place: SourceSpan,
    text: &'a str,
}

/// Why an edit cannot be done, and which.
type Refused<'a> = (Refusal, &'a Edit);

fn places<'a>(change: &Change<'a>) -> Result<Vec<Placed<'a>>, RewriteError> {
    let placed = change.edits.iter().map(|edit| {
        let (place, text) = place(change.doc, edit)
            .ok_or_else(|| refusal(change.doc, Some(edit), Refusal::NotExact))?;
        Ok(Placed { edit, place, text })
    });
    placed.collect()
}

/// Where an edit goes in the source, and the part of its text that is new.
///
/// What the text and its replacement have in common at either end stays as it is written, so that "Pom|epo" becomes
/// "Pompeo" though a tag ends behind "Pom".
fn place<'a>(doc: &Document, edit: &'a Edit) -> Option<(SourceSpan, &'a str)> {
    let old = doc.str(edit.span);
    let head = common(old.chars().zip(edit.text.chars()));
    let (old_rest, new_rest) = (&old[head..], &edit.text[head..]);
    let tail = common(old_rest.chars().rev().zip(new_rest.chars().rev()));
    let text = &new_rest[..new_rest.len() - tail];
    let span = Span::new(edit.span.start() + head, edit.span.end() - tail);
    if !span.is_empty() {
        return Some((doc.map.locate_exact(span)?, text));
    }
    // An insertion belongs to the word that it was cut from: before a tag that follows, or behind one that ends.
    let (before, after) =
        (beside(doc, span.start(), Side::Before), beside(doc, span.start(), Side::After));
    let leans_back =
        head > 0 || tail == 0 && !doc.text[..span.start()].ends_with(char::is_whitespace);
    let at = if leans_back { before.or(after) } else { after.or(before) };
    let whole = || (doc.text.is_empty()).then_some(SourceSpan { part: 0, start: 0, end: 0 });
    Some((at.or_else(whole)?, text))
}

/// The bytes that two texts have in common, character by character.
fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Which neighbour of a place.
#[derive(Clone, Copy)]
enum Side {
    Before,
    After,
}

/// The empty place in the source beside the character before or after an offset of the text.
fn beside(doc: &Document, at: usize, side: Side) -> Option<SourceSpan> {
    match side {
        Side::Before => {
            let c = doc.text[..at].chars().next_back()?;
            let found = doc.map.locate_exact(Span::new(at - c.len_utf8(), at))?;
            Some(SourceSpan { start: found.end, ..found })
        }
        Side::After => {
            let c = doc.text[at..].chars().next()?;
            let found = doc.map.locate_exact(Span::new(at, at + c.len_utf8()))?;
            Some(SourceSpan { end: found.start, ..found })
        }
    }
}

/// Edits of a file that is one article.
fn file<'a>(
    bytes: &[u8],
    places: &[Placed<'a>],
    syntax: Syntax,
    out: &mut Vec<Splice>,
) -> Result<(), Refused<'a>> {
    let encoding = Encoding::of(bytes);
    for Placed { edit, place, text } in places {
        let bytes = written(text, syntax, encoding).ok_or((Refusal::Encoding, *edit))?;
        out.push(Splice { range: place.start as usize..place.end as usize, bytes });
    }
    Ok(())
}

/// Edits of a file of Markdown, whose title is written in the manner of its head.
#[cfg(feature = "formats")]
fn markdown<'a>(
    bytes: &[u8],
    places: &[Placed<'a>],
    out: &mut Vec<Splice>,
) -> Result<(), Refused<'a>> {
    let decoded = decode(bytes);
    let head = front_matter::read(&decoded.text);
    let body = decoded.map.locate(Span::at(head.range.end)).start;
    let quoting = head.title.iter().flatten().map(|piece| piece.quoting).next();
    for Placed { edit, place, text } in places {
        let bytes = match quoting.filter(|_| place.end <= body) {
            Some(quoting) => front_matter::escaped(text, quoting)
                .and_then(|text| encode(&text, decoded.encoding)),
            None => written(text, Syntax::Html, decoded.encoding),
        };
        let bytes = bytes.ok_or((Refusal::Encoding, *edit))?;
        out.push(Splice { range: place.start as usize..place.end as usize, bytes });
    }
    Ok(())
}

/// How text is written where an edit goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Plain,
    #[cfg(feature = "formats")]
    Html,
}

/// A text as it is written; `None` where the encoding has no such character and the syntax no other way to write it.
fn written(text: &str, syntax: Syntax, encoding: Encoding) -> Option<Vec<u8>> {
    match syntax {
        Syntax::Plain => encode(text, encoding),
        #[cfg(feature = "formats")]
        Syntax::Html => {
            let mut out = Vec::new();
            for c in text.chars() {
                let bytes = encode(&entities(&c.to_string()), encoding)
                    .or_else(|| encode(&format!("&#{};", u32::from(c)), encoding))?;
                out.extend_from_slice(&bytes);
            }
            Some(out)
        }
    }
}

/// Edits of one article of a file of many.
fn record<'a>(
    form: Form,
    opened: &Collection<'_>,
    doc: &Document,
    places: &[Placed<'a>],
    out: &mut Vec<Splice>,
) -> Result<(), Refused<'a>> {
    let Some(first) = places.first() else { return Ok(()) };
    let gone = (Refusal::Gone, first.edit);
    let slice = opened.slice(doc.source.record as usize).ok_or(gone)?;
    let names = doc.source.parts.iter().map(|part| part.field.as_deref().unwrap_or_default());
    let fields: Vec<_> = names.map(|name| Written::find(form, slice.text(), name)).collect();
    for Placed { edit, place, text } in places {
        let field = fields.get(usize::from(place.part)).and_then(Option::as_ref);
        let field = field.ok_or((Refusal::Gone, *edit))?;
        let range = inside(&field.map, *place)
            .and_then(|found| slice.bytes(found))
            .ok_or((Refusal::NotExact, *edit))?;
        let bytes = encode(&field.escaped(text), slice.encoding());
        out.push(Splice { range, bytes: bytes.ok_or((Refusal::Encoding, *edit))? });
    }
    Ok(())
}

/// A field of a record as it is written.
struct Written {
    /// From the text of the field to the text of the record.
    map: SourceMap,
    manner: Manner,
}

/// How the text of a field is written.
#[derive(Clone, Copy)]
enum Manner {
    Json(AsciiOnly),
    /// HTML inside XML.
    #[cfg(feature = "formats")]
    Xml(Wrapping),
}

impl Written {
    fn find(form: Form, record: &str, name: &str) -> Option<Self> {
        #[cfg(feature = "formats")]
        if form == Form::Wxr {
            let field = wxr::field(record, name)?;
            return Some(Self { map: field.map, manner: Manner::Xml(field.wrapping) });
        }
        let object = Object::read(record).ok().filter(|_| form.is_collection())?;
        let literal = object.value(name)?;
        let map = json::string_map(literal, json::offset(record, literal)?);
        let is_ascii = if record.is_ascii() { AsciiOnly::Yes } else { AsciiOnly::No };
        Some(Self { map, manner: Manner::Json(is_ascii) })
    }

    fn escaped(&self, text: &str) -> String {
        match self.manner {
            Manner::Json(is_ascii) => json::escaped(text, is_ascii),
            #[cfg(feature = "formats")]
            Manner::Xml(Wrapping::Cdata) => entities(text),
            #[cfg(feature = "formats")]
            Manner::Xml(Wrapping::Escaped) => entities(&entities(text)),
        }
    }
}

/// A text with the characters that mean something in markup as entities.
#[cfg(feature = "formats")]
fn entities(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Edits of a document of a word processor, of which one member of the archive is written anew.
#[cfg(feature = "formats")]
fn docx(bytes: &[u8], changes: &[Change<'_>]) -> Result<Vec<u8>, RewriteError> {
    let Some(change) = changes.first() else { return Ok(bytes.to_vec()) };
    let fail = |reason| refusal(change.doc, None, reason);
    let (name, xml) = docx::main_part(bytes).map_err(|_| fail(Refusal::Gone))?;
    let mut splices: Vec<Splice> = places(change)?
        .into_iter()
        .map(|Placed { place, text, .. }| Splice {
            range: place.start as usize..place.end as usize,
            bytes: entities(text).into_bytes(),
        })
        .collect();
    let xml = spliced(xml.as_bytes(), &mut splices).ok_or_else(|| fail(Refusal::Overlap))?;
    zip::replaced(bytes, &name, &xml).map_err(|_| fail(Refusal::Gone))
}

/// Where a place of a field stands in the text that holds the field.
fn inside(map: &SourceMap, place: SourceSpan) -> Option<Span> {
    let found = map.locate_exact(Span::new(place.start as usize, place.end as usize))?;
    Some(Span::new(found.start as usize, found.end as usize))
}

/// Whether two splices want the same bytes; puts them into order.
fn overlap(splices: &mut [Splice]) -> bool {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    splices.windows(2).any(|pair| pair[0].range.end > pair[1].range.start)
}

/// The bytes with all splices done; `None` where two overlap or one lies outside.
fn spliced(bytes: &[u8], splices: &mut [Splice]) -> Option<Vec<u8>> {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for splice in splices {
        out.extend_from_slice(bytes.get(done..splice.range.start)?);
        out.extend_from_slice(&splice.bytes);
        done = splice.range.end;
    }
    out.extend_from_slice(bytes.get(done..)?);
    Some(out)
}

/// Reads what was written and compares it with what was meant, article by article.
fn verified(form: Form, bytes: &[u8], changes: &[Change<'_>]) -> Result<(), RewriteError> {
    let Some(first) = changes.first() else { return Ok(()) };
    let docs = articles(form, &first.doc.source.path, bytes, &fields_of(first.doc));
    let read: HashMap<u32, &str> =
        docs.iter().flatten().map(|doc| (doc.source.record, doc.text.as_str())).collect();
    for change in changes {
        let meant = edited(change).ok_or_else(|| refusal(change.doc, None, Refusal::Overlap))?;
        let holds = read.get(&change.doc.source.record).is_some_and(|read| {
            *read == meant || takes_away(change) && words(read) == words(&meant)
        });
        if !holds {
            return Err(refusal(change.doc, None, Refusal::OtherMeaning));
        }
    }
    Ok(())
}

/// Whether an edit takes words away and puts none there: read again, the space around them may have gone with them, as
/// pages and Markdown have none at the edge of a paragraph, and a paragraph without words is none.
fn takes_away(change: &Change<'_>) -> bool {
    change.edits.iter().any(|edit| edit.text.trim().is_empty())
}

/// The words of a text, line by line.
fn words(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The text of an article as it should read.
fn edited(change: &Change<'_>) -> Option<String> {
    let mut splices: Vec<Splice> = change
        .edits
        .iter()
        .map(|edit| Splice { range: edit.span.range(), bytes: edit.text.clone().into_bytes() })
        .collect();
    String::from_utf8(spliced(change.doc.text.as_bytes(), &mut splices)?).ok()
}

/// The names under which an article's fields are read again.
fn fields_of(doc: &Document) -> Fields {
    let names: Vec<&str> =
        doc.source.parts.iter().filter_map(|part| part.field.as_deref()).collect();
    match names[..] {
        [title, text] => Fields { title: title.into(), text: text.into(), ..Fields::nameless() },
        [text] => Fields { text: text.into(), ..Fields::nameless() },
        _ => Fields::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(doc: &Document, old: &str, new: &str) -> Edit {
        let at = doc.text.find(old).expect("the words are in the text");
        Edit { span: Span::new(at, at + old.len()), text: new.into() }
    }

    /// The file with `old` replaced by `new` in its last article.
    fn changed(form: Form, bytes: &[u8], old: &str, new: &str) -> Result<Vec<u8>, Refusal> {
        let docs = articles(form, "a", bytes, &Fields::default());
        let doc = docs.into_iter().flatten().last().expect("an article");
        let edits = [edit(&doc, old, new)];
        rewrite(form, bytes, &[Change { doc: &doc, edits: &edits }]).map_err(|err| err.reason)
    }

    #[test]
    fn every_encoding_keeps_its_bytes_and_its_mark() {
        let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(order).collect()
        };
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let (old, new) = ("\u{feff}Kafé 😀 bukak\r\n", "\u{feff}Kafé 😀 “buka”\r\n");
            let changed = changed(Form::Text, &utf16(old, order), "bukak", "“buka”");
            assert_eq!(changed, Ok(utf16(new, order)));
        }
        let found = changed(Form::Text, b"Kaf\xe9 bukak", "bukak", "“buka”");
        assert_eq!(found, Ok(b"Kaf\xe9 \x93buka\x94".to_vec()));
        let found = changed(Form::Text, b"\xef\xbb\xbfKaf\xc3\xa9 \xff bukak", "bukak", "buka");
        assert_eq!(found, Ok(b"\xef\xbb\xbfKaf\xc3\xa9 \xff buka".to_vec()));
        assert_eq!(
            changed(Form::Text, b"Kaf\xe9 bukak", "bukak", "b\u{2011}k"),
            Err(Refusal::Encoding)
        );
    }

    #[test]
    fn a_record_is_escaped_where_it_changes_and_nowhere_else() {
        let line = "{ \"text\" : \"Kaf\\u00e9 \\/ \\\"bukak\\\"\", \"x\":[1, 2] }";
        let file = format!("{{\"text\":\"lain\"}}\r\n\n{line}\n");
        let expected = file.replace("\\\"bukak\\\"", "\\u201cbuka\\u201d");
        let found = changed(Form::Records, file.as_bytes(), "\"bukak\"", "“buka”");
        assert_eq!(found, Ok(expected.into_bytes()));
        let utf16: Vec<u8> =
            format!("\u{feff}{file}é").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = changed(Form::Records, &utf16, "bukak", "bu\"ka").expect("rewritten");
        assert_eq!(decode(&found).text, format!("{}é", file.replace("bukak", "bu\\\"ka")));
    }

    #[test]
    fn title_and_text_of_one_record_change_together() {
        let file = br#"{"id":1,"title":"Judul lma","text":"Isi lma."}"#;
        let docs = articles(Form::Records, "a", file, &Fields::default());
        let doc = docs[0].as_ref().expect("a record");
        let edits = [edit(doc, "Isi lma", "Isi lama"), edit(doc, "Judul lma", "Judul lama")];
        let out =
            rewrite(Form::Records, file, &[Change { doc, edits: &edits }]).expect("rewritten");
        assert_eq!(out, br#"{"id":1,"title":"Judul lama","text":"Isi lama."}"#);
        let across = [edit(doc, "lma\n\nIsi", "x")];
        assert!(!is_exact(doc, &across[0]));
        let refused = rewrite(Form::Records, file, &[Change { doc, edits: &across }]);
        assert_eq!(refused.map_err(|err| err.reason), Err(Refusal::NotExact));
    }

    #[test]
    fn a_file_that_has_changed_since_is_left_alone() {
        let doc = super::super::plain("a", b"Ini teks lma.");
        let edits = [edit(&doc, "lma", "lama")];
        let change = [Change { doc: &doc, edits: &edits }];
        let refused = rewrite(Form::Text, b"Lain sama sekali", &change).map_err(|err| err.reason);
        assert_eq!(refused, Err(Refusal::OtherMeaning));
    }

    #[test]
    fn two_edits_of_one_place_are_refused() {
        let doc = super::super::plain("a", b"satu dua");
        let edits = [edit(&doc, "satu", "x"), edit(&doc, "tu dua", "y")];
        let refused = rewrite(Form::Text, b"satu dua", &[Change { doc: &doc, edits: &edits }]);
        assert_eq!(refused.map_err(|err| err.reason), Err(Refusal::Overlap));
    }
}
