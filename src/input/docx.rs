//! Documents of word processors (Office Open XML, `.docx`): the paragraphs of the main part, each run with its bytes.
//!
//! Deleted and moved text, field codes and formulas are not read. Lines are paragraphs, columns characters in them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::extract::{Extract, is_hint};
use super::zip;
use crate::document::{BlockKind, Document};
use crate::source::Source;
use crate::span::{RunKind, SourceMap};

/// The part that holds the text, where the archive says nothing else.
const MAIN: &str = "word/document.xml";

/// Elements whose text is not part of the document as it reads.
const UNREAD: &[&str] = &["mc:Fallback", "w:del", "w:moveFrom", "w:instrText"];

/// Reads a document.
///
/// # Errors
/// When the bytes are no such document, or one that is broken.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Document, String> {
    let (name, xml) = main_part(bytes)?;
    let paragraphs = paragraphs(&xml)?;
    let mut out = Extract::default();
    out.start_part(Some(name));
    for paragraph in &paragraphs {
        for Piece { text, source, what } in &paragraph.pieces {
            match what {
                What::Verbatim => out.text(text, source.start),
                What::Atom => out.atom(text, source.clone()),
                What::Tab => out.space(source.clone()),
                What::Break => out.line_break(source.clone()),
            }
        }
        out.end_block(paragraph.kind());
    }
    let source = Source { path: path.to_owned(), ..Source::default() };
    let (text, map) = view(&paragraphs, xml.len());
    Ok(out.into_viewed(source, text, &map))
}

/// The name and the text of the part that holds the document.
pub(super) fn main_part(bytes: &[u8]) -> Result<(String, String), String> {
    let name = match zip::member(bytes, "_rels/.rels")? {
        Some(rels) => target(&String::from_utf8_lossy(&rels)).unwrap_or_else(|| MAIN.to_owned()),
        None => return Err("a ZIP archive, but no document of a word processor".into()),
    };
    let part = zip::member(bytes, &name)?.ok_or_else(|| format!("no {name} in the archive"))?;
    let xml = String::from_utf8(part).map_err(|_| format!("{name} is not UTF-8"))?;
    Ok((name, xml))
}

/// The main part that the relations of a package name.
fn target(rels: &str) -> Option<String> {
    let mut reader = Reader::from_str(rels);
    loop {
        let tag = match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::Eof => return None,
            _ => continue,
        };
        let is_main = attribute(&tag, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        if tag.name().0 == "Relationship" && is_main {
            return Some(attribute(&tag, "Target")?.trim_start_matches('/').to_owned());
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// A paragraph, numbered by where it begins.
#[derive(Debug, Default)]
struct Paragraph {
    number: usize,
    style: String,
    is_item: bool,
    pieces: Vec<Piece>,
}

/// A piece of a paragraph, and the bytes of the part that it is written with.
#[derive(Debug)]
struct Piece {
    text: String,
    source: Range<usize>,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Verbatim,
    Atom,
    Tab,
    Break,
}

impl Paragraph {
    /// What its style says that it is.
    fn kind(&self) -> Option<BlockKind> {
        let style = self.style.to_ascii_lowercase();
        let begins = |names: &[&str]| names.iter().any(|name| style.starts_with(name));
        if begins(&["title", "heading", "judul"]) {
            Some(BlockKind::Headline)
        } else if begins(&["caption", "keterangan"]) {
            Some(BlockKind::Caption)
        } else {
            (self.is_item || begins(&["list", "daftar"])).then_some(BlockKind::List)
        }
    }
}

/// The paragraphs of a part in the order in which they begin.
fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, String> {
    let mut scan = Scan { xml, ..Scan::default() };
    let mut reader = Reader::from_str(xml);
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|err| format!("broken XML: {err}"))?;
        let range = start..reader.buffer_position() as usize;
        match event {
            Event::Start(tag) => scan.start(&tag, range),
            Event::Empty(tag) => scan.empty(&tag, range),
            Event::End(tag) => scan.end(tag.name().0),
            Event::Text(_) => scan.text(range),
            Event::GeneralRef(entity) => {
                let read = match entity.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => resolve_predefined_entity(&entity).unwrap_or_default().to_owned(),
                };
                scan.entity(read, range);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    scan.closed.append(&mut scan.open);
    scan.closed.sort_by_key(|paragraph| paragraph.number);
    Ok(scan.closed)
}

/// A part, half read.
#[derive(Debug, Default)]
struct Scan<'a> {
    xml: &'a str,
    n_paragraphs: usize,
    /// Paragraphs that are open: one, and those of text boxes inside it.
    open: Vec<Paragraph>,
    closed: Vec<Paragraph>,
    /// How many elements are open that are not read.
    unread: usize,
    /// The run of text that is open: its first piece, and whether white space at its ends counts.
    run: Option<(usize, Space)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Kept,
    Trimmed,
}

impl Scan<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        match tag.name().0 {
            "w:p" => {
                let number = self.n_paragraphs;
                self.n_paragraphs += 1;
                self.open.push(Paragraph { number, ..Paragraph::default() });
            }
            "w:t" => {
                let keeps = attribute(tag, "xml:space").is_some_and(|space| space == "preserve");
                let first = self.open.last().map_or(0, |paragraph| paragraph.pieces.len());
                self.run = Some((first, if keeps { Space::Kept } else { Space::Trimmed }));
            }
            name if UNREAD.contains(&name) => self.unread += 1,
            _ => self.empty(tag, range),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        let Some(paragraph) = self.open.last_mut() else {
            // An empty paragraph is a line all the same.
            if tag.name().0 == "w:p" {
                self.closed.push(Paragraph { number: self.n_paragraphs, ..Paragraph::default() });
                self.n_paragraphs += 1;
            }
            return;
        };
        match tag.name().0 {
            "w:p" => {
                self.closed.push(Paragraph { number: self.n_paragraphs, ..Paragraph::default() });
                self.n_paragraphs += 1;
            }
            "w:pStyle" => paragraph.style = attribute(tag, "w:val").unwrap_or_default(),
            "w:numPr" => paragraph.is_item = true,
            "w:tab" if self.unread == 0 && !tag.attributes_raw().contains("w:pos") => {
                self.push(String::new(), range, What::Tab);
            }
            "w:br" | "w:cr" => self.push(String::new(), range, What::Break),
            "w:noBreakHyphen" => self.push("\u{2011}".into(), range, What::Atom),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:p" => self.closed.extend(self.open.pop()),
            "w:t" => {
                if let Some((first, Space::Trimmed)) = self.run.take()
                    && let Some(paragraph) = self.open.last_mut()
                {
                    trim(&mut paragraph.pieces[first..]);
                }
            }
            name if UNREAD.contains(&name) => self.unread = self.unread.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.run.is_none() {
            return;
        }
        let mut start = range.start;
        for piece in self.xml[range].split_inclusive('\u{ad}') {
            let text = match piece.strip_suffix('\u{ad}') {
                Some(text) if is_hint(text) => text,
                _ => piece,
            };
            self.push(text.to_owned(), start..start + text.len(), What::Verbatim);
            start += piece.len();
        }
    }

    fn entity(&mut self, read: String, range: Range<usize>) {
        if self.run.is_some() && read != "\u{ad}" {
            self.push(read, range, What::Atom);
        }
    }

    fn push(&mut self, text: String, source: Range<usize>, what: What) {
        if self.unread == 0
            && let Some(paragraph) = self.open.last_mut()
        {
            paragraph.pieces.push(Piece { text, source, what });
        }
    }
}

/// Takes the white space off the ends of a run that does not ask to keep it.
fn trim(pieces: &mut [Piece]) {
    if let Some(first) = pieces.first_mut().filter(|piece| piece.what == What::Verbatim) {
        let text = first.text.trim_start_matches([' ', '\t', '\r', '\n']);
        first.source.start += first.text.len() - text.len();
        first.text = text.to_owned();
    }
    if let Some(last) = pieces.last_mut().filter(|piece| piece.what == What::Verbatim) {
        let text = last.text.trim_end_matches([' ', '\t', '\r', '\n']);
        last.source.end -= last.text.len() - text.len();
        last.text = text.to_owned();
    }
}

/// What an editor shows: a line for each paragraph. With it the way to it from the bytes of the part.
fn view(paragraphs: &[Paragraph], len: usize) -> (String, SourceMap) {
    let mut text = String::new();
    let mut shown: Vec<(Range<usize>, Range<usize>, RunKind)> = Vec::new();
    for paragraph in paragraphs {
        for Piece { text: read, source, what } in &paragraph.pieces {
            let start = text.len();
            let kind = match what {
                What::Verbatim => {
                    text.push_str(read);
                    RunKind::Verbatim
                }
                What::Atom => {
                    text.push_str(read);
                    RunKind::Atomic
                }
                What::Tab | What::Break => {
                    text.push(' ');
                    RunKind::Atomic
                }
            };
            shown.push((source.clone(), start..text.len(), kind));
        }
        text.push('\n');
    }
    shown.sort_by_key(|(source, ..)| source.start);
    let mut map = SourceMap::default();
    let mut done = 0;
    for (source, view, kind) in shown {
        if done < source.start {
            map.push(source.start - done, 0, view.start, view.start, RunKind::Inserted);
        }
        if !source.is_empty() {
            map.push(source.len(), 0, view.start, view.end, kind);
        }
        done = source.end;
    }
    let end = text.len();
    map.push(len.saturating_sub(done), 0, end, end, RunKind::Inserted);
    (text, map)
}
