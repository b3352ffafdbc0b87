//! Exports of WordPress (WXR): the posts and pages of a site, each a record with a title and a text of HTML.
//!
//! Pictures, menus and old versions are passed over. Places count in the title and the text as WordPress keeps them,
//! not in the XML around them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::InputError;
use super::extract::Extract;
use super::html::{self, Paragraphs};
use super::record::{Origin, parse_date};
use crate::document::Document;
use crate::span::{RunKind, SourceMap};

/// The elements of an item that are read, and under which names their places are told.
pub(super) const TITLE: &str = "title";
pub(super) const CONTENT: &str = "content:encoded";

/// Kinds of posts that are no articles.
const NO_ARTICLES: &[&str] = &[
    "attachment",
    "custom_css",
    "customize_changeset",
    "nav_menu_item",
    "oembed_cache",
    "revision",
    "wp_block",
    "wp_global_styles",
    "wp_navigation",
    "wp_template",
    "wp_template_part",
];

/// One element of an item: what it says and how it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    pub(super) text: String,
    /// To the bytes of the item.
    pub(super) map: SourceMap,
    pub(super) wrapping: Wrapping,
}

/// How the text of an element is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// With entities.
    #[default]
    Escaped,
    /// In CDATA sections.
    Cdata,
}

fn reader(xml: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// Where the items of an export stand.
pub(super) fn items(xml: &str) -> Result<Vec<Range<usize>>, InputError> {
    let head = &xml[..xml.floor_char_boundary(8192)];
    if !is_export(head) {
        return Err(InputError { line: None, message: "not an export of WordPress".into() });
    }
    let mut reader = reader(xml);
    let mut items = Vec::new();
    let mut open = None;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|err| {
            let at = xml.floor_char_boundary(reader.error_position() as usize);
            let line = 1 + xml[..at].matches('\n').count();
            InputError { line: Some(line), message: format!("not XML: {err}") }
        })?;
        match event {
            Event::Start(tag) if tag.name().0 == "item" => open = Some(start),
            Event::End(tag) if tag.name().0 == "item" => {
                items.extend(open.take().map(|open| open..reader.buffer_position() as usize));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open {
        None => Ok(items),
        Some(start) => {
            let line = 1 + xml[..start].matches('\n').count();
            let message = "not XML: the file ends inside this item".into();
            Err(InputError { line: Some(line), message })
        }
    }
}

/// Whether the head of a file is that of an export.
pub(super) fn is_export(head: &str) -> bool {
    head.contains("<rss") && head.contains("wordpress.org/export/")
}

/// An item as an article; `None` where it is none.
pub(super) fn article(origin: &Origin<'_>, xml: &str) -> Option<Result<Document, InputError>> {
    let item = Item::read(xml);
    let kind = item.meta("wp:post_type");
    if NO_ARTICLES.contains(&kind) || item.meta("wp:status") == "trash" {
        return None;
    }
    let id = Some(item.meta("wp:post_id")).filter(|id| !id.is_empty());
    let id = id.map_or_else(|| (origin.record + 1).to_string(), str::to_owned);
    let mut out = Extract::default();
    let mut texts = Vec::new();
    for (name, field) in [(TITLE, &item.title), (CONTENT, &item.content)] {
        if field.text.trim().is_empty() {
            continue;
        }
        out.start_part(Some(name.to_owned()));
        let paragraphs = match name {
            CONTENT => Paragraphs::of_wordpress(&field.text),
            _ => Paragraphs::Tags,
        };
        html::fragment(&field.text, 0..field.text.len(), paragraphs, &mut out);
        texts.push(field.text.clone());
    }
    if item.content.text.trim().is_empty() {
        return None;
    }
    let mut doc = out.into_record(origin.source(id), texts);
    doc.published = parse_date(item.meta("wp:post_date")).ok();
    Some(Ok(doc))
}

/// A field of an item by its name.
pub(super) fn field(xml: &str, name: &str) -> Option<Field> {
    let item = Item::read(xml);
    match name {
        TITLE => Some(item.title),
        CONTENT => Some(item.content),
        _ => None,
    }
}

/// What of an item is asked for.
#[derive(Debug, Default)]
struct Item {
    title: Field,
    content: Field,
    metas: Vec<(String, String)>,
}

impl Item {
    fn read(xml: &str) -> Self {
        let mut reader = reader(xml);
        let mut item = Self::default();
        let mut open: Option<String> = None;
        loop {
            let start = reader.buffer_position() as usize;
            // The items were found by the same reader, so that no error is left to come.
            let Ok(event) = reader.read_event() else { return item };
            let range = start..reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => open = Some(tag.name().0.to_owned()),
                Event::End(_) => open = None,
                Event::Eof => return item,
                Event::CData(_) => {
                    let inside = range.start + 9..range.end - 3;
                    item.push(open.as_deref(), xml, inside, Wrapping::Cdata);
                }
                Event::Text(_) => item.push(open.as_deref(), xml, range, Wrapping::Escaped),
                Event::GeneralRef(entity) => {
                    let read = match entity.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => resolve_predefined_entity(&entity).unwrap_or_default().to_owned(),
                    };
                    item.push_entity(open.as_deref(), xml, &read, range);
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, open: Option<&str>) -> Option<&mut Field> {
        match open {
            Some(TITLE) => Some(&mut self.title),
            Some(CONTENT) => Some(&mut self.content),
            _ => None,
        }
    }

    fn push(&mut self, open: Option<&str>, xml: &str, range: Range<usize>, wrapping: Wrapping) {
        let Some(text) = xml.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        if let Some(field) = self.field(open) {
            if wrapping == Wrapping::Cdata {
                field.wrapping = wrapping;
            }
            field.text.push_str(text);
            field.map.push(text.len(), 0, range.start, range.end, RunKind::Verbatim);
        } else if let Some(name) = open {
            self.metas.push((name.to_owned(), text.trim().to_owned()));
        }
    }

    fn push_entity(&mut self, open: Option<&str>, xml: &str, read: &str, range: Range<usize>) {
        let Some(field) = self.field(open) else { return };
        if read.is_empty() {
            field.text.push_str(&xml[range.clone()]);
            field.map.push(range.len(), 0, range.start, range.end, RunKind::Verbatim);
        } else {
            field.text.push_str(read);
            field.map.push(read.len(), 0, range.start, range.end, RunKind::Atomic);
        }
    }

    fn meta(&self, name: &str) -> &str {
        let found = self.metas.iter().find(|(key, text)| key == name && !text.is_empty());
        found.map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::input::{Collection, Fields, Form};

    const EXPORT: &str = r#"<?xml version="1.0"?>
<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="x"><channel><title>Situs</title>
<item><title>Gambar</title><wp:post_type>attachment</wp:post_type><content:encoded>x</content:encoded></item>
<item>
  <title><![CDATA[Air &amp; Tanah]]></title>
  <content:encoded><![CDATA[<!-- wp:paragraph -->
<p>Air su<b>rut</b>
pagi.</p>

<p>[gallery ids="1"] Lalu ]]]]><![CDATA[> tanah.</p>]]></content:encoded>
  <wp:post_id>12</wp:post_id><wp:post_date><![CDATA[2024-05-14 10:00:00]]></wp:post_date>
  <wp:post_type><![CDATA[post]]></wp:post_type>
</item>
<item><title>Lama &amp;amp; baru</title><content:encoded>Satu baris&lt;br&gt;

Dua baris
tiga</content:encoded></item></channel></rss>"#;

    #[test]
    fn posts_are_records_with_places_in_their_own_text() {
        let opened = Collection::open(Form::Wxr, EXPORT.as_bytes()).expect("an export");
        let read = |at| opened.article(at, "a.xml", &Fields::default());
        assert_eq!(opened.len(), 3);
        assert!(read(0).is_none());
        let doc = read(1).expect("a post").expect("reads");
        assert_eq!(doc.text, "Air & Tanah\n\nAir surut pagi.\n\n\u{fffc} Lalu ]]> tanah.");
        assert_eq!(doc.blocks[0].kind, BlockKind::Headline);
        assert_eq!((doc.source.id.as_deref(), doc.source.line), (Some("12"), Some(4)));
        assert_eq!(doc.published, Some(jiff::civil::date(2024, 5, 14)));
        let lines = doc.line_index();
        let at = doc.text.find("pagi").expect("there");
        assert_eq!((lines.place(&doc.text, at).line, lines.place(&doc.text, at).column), (3, 1));
        let old = read(2).expect("a post").expect("reads");
        assert_eq!(old.text, "Lama & baru\n\nSatu baris\n\nDua baris\ntiga");
    }

    #[test]
    fn other_xml_is_no_export() {
        let open = |xml: &str| Collection::open(Form::Wxr, xml.as_bytes().to_vec()).map(|_| ());
        assert!(open("<rss><item/></rss>").is_err());
        let cut = &EXPORT[..EXPORT.find("<![CDATA[2024").expect("there") + 4];
        assert!(open(cut).is_err_and(|err| err.line == Some(11)), "{:?}", open(cut));
    }
}
