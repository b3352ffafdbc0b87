//! Markdown: paragraphs, headings, lists, quotations and tables as blocks, each word with the bytes that it was written
//! with. Code, addresses and attributes are not read; HTML between is read as HTML.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode::decode;
use super::extract::Extract;
use super::front_matter;
use super::html::{self, Paragraphs};
use super::shortcodes::{self, Dialect, Left};
use crate::document::{BlockKind, Document};

/// Reads a file of Markdown.
pub(super) fn read(path: &str, bytes: &[u8]) -> Document {
    let decoded = decode(bytes);
    let text = decoded.text.as_str();
    let head = front_matter::read(text);
    let mut out = Extract::default();
    for piece in head.title.iter().flatten() {
        if piece.text.len() == piece.source.len() {
            out.text(&piece.text, piece.source.start);
        } else {
            out.atom(&piece.text, piece.source.clone());
        }
    }
    out.end_block(Some(BlockKind::Headline));
    Walk::new(text, head.range.end).all(&mut out);
    let mut doc = out.into_file(path, decoded);
    doc.published = head.date;
    doc
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The events of a file, one after another.
struct Walk<'a> {
    text: &'a str,
    /// Where the Markdown starts in the text.
    base: usize,
    codes: Vec<(Range<usize>, Left)>,
    /// Where the last piece of text ended.
    done: usize,
    /// How many elements are open that are not read: code, pictures.
    unread: usize,
    /// How many lists are open.
    lists: usize,
    kind: Option<BlockKind>,
    /// The HTML block that is open.
    html: Option<Range<usize>>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, base: usize) -> Self {
        let codes = shortcodes::find(text, Dialect::Braces);
        Self { text, base, codes, done: base, unread: 0, lists: 0, kind: None, html: None }
    }

    fn all(&mut self, out: &mut Extract) {
        let text = self.text;
        let parser = Parser::new_ext(&text[self.base..], options());
        for (event, range) in parser.into_offset_iter() {
            let range = self.base + range.start..self.base + range.end;
            match event {
                Event::Start(tag) => self.start(&tag, out),
                Event::End(tag) => self.end(tag, range, out),
                _ if self.unread > 0 => {}
                Event::Text(read) => self.words(&read, range, out),
                Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => out.thing(range),
                Event::SoftBreak => out.space(range),
                Event::HardBreak => out.line_break(range),
                Event::InlineHtml(raw) => inline_html(&raw, range, out),
                Event::Html(_) => match &mut self.html {
                    Some(html) if html.end == range.start => html.end = range.end,
                    Some(html) => {
                        let last = std::mem::replace(html, range);
                        html::fragment(text, last, Paragraphs::Tags, out);
                    }
                    None => self.html = Some(range),
                },
                Event::Rule => out.end_block(None),
                Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            }
        }
        out.end_block(self.kind);
    }

    fn start(&mut self, tag: &Tag<'_>, out: &mut Extract) {
        match tag {
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.edge(out);
                self.unread += 1;
            }
            Tag::Image { .. } => self.unread += 1,
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => {}
            Tag::Heading { .. } => {
                self.edge(out);
                self.kind = Some(BlockKind::Headline);
            }
            Tag::List(_) => {
                self.edge(out);
                self.lists += 1;
            }
            Tag::Item => {
                self.edge(out);
                self.kind = Some(BlockKind::List);
            }
            Tag::Paragraph => {
                self.edge(out);
                self.kind = (self.lists > 0).then_some(BlockKind::List);
            }
            _ => self.edge(out),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, out: &mut Extract) {
        match tag {
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::Image => {
                self.unread = self.unread.saturating_sub(1);
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::List(_) => {
                self.edge(out);
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    html::fragment(self.text, html, Paragraphs::Tags, out);
                }
                self.edge(out);
            }
            _ => self.edge(out),
        }
        self.done = self.done.max(range.start);
    }

    fn edge(&mut self, out: &mut Extract) {
        out.end_block(self.kind.take());
    }

    /// A piece of text, its shortcodes left out.
    fn words(&mut self, read: &str, range: Range<usize>, out: &mut Extract) {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        if raw != read {
            // An entity. A soft hyphen is a hint where to break the word, not a part of it.
            if read != "\u{ad}" {
                out.atom(read, range.clone());
            }
            self.done = range.end;
            return;
        }
        let first = self.codes.partition_point(|(code, _)| code.end <= range.start);
        let mut done = range.start;
        for (code, _) in self.codes[first..].iter().take_while(|(code, _)| code.start < range.end) {
            self.escaped(done..code.start.max(done), out);
            if code.start >= range.start {
                out.thing(code.clone());
            }
            done = code.end.min(range.end);
        }
        self.escaped(done..range.end, out);
        self.done = range.end;
    }

    /// Text as it stands, but for a backslash before its first character, which belongs to it.
    fn escaped(&self, range: Range<usize>, out: &mut Extract) {
        let text = &self.text[range.clone()];
        let is_escaped = range.start > self.done.max(self.base)
            && self.text.as_bytes()[range.start - 1] == b'\\'
            && text.starts_with(|c: char| c.is_ascii_punctuation());
        if is_escaped {
            out.atom(&text[..1], range.start - 1..range.start + 1);
            out.text(&text[1..], range.start + 1);
        } else {
            out.text(text, range.start);
        }
    }
}

/// A tag between words.
fn inline_html(raw: &str, range: Range<usize>, out: &mut Extract) {
    if raw.starts_with("<!--") {
        out.comment(html::comment_text(raw), range);
    } else if raw.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
        out.line_break(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[track_caller]
    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let doc = read("a.md", text.as_bytes());
        let found: Vec<_> =
            doc.blocks.iter().map(|block| (block.kind, doc.str(block.span))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blocks_are_what_the_markup_says() {
        use BlockKind::{Caption, Headline, List, Paragraph};
        check(
            "---\ntitle: \"Banjir Surut\"\n---\n\nAir **su**rut\nsejak &ldquo;pagi&rdquo; \\*ini.\n\n## Sebab\n\n\
             1. Satu `kode` [hal](http://contoh.id)\n2. Dua\n\n   lagi\n\n> Kami siap,\n> kata dia.\n\n```\nkode\n```\n\n\
             | A | B |\n|---|---|\n| satu | dua |\n\n<figure><figcaption>Warga Demak</figcaption></figure>\n\n\
             ![tidak](a.jpg) Akhir {{< youtube x >}} kata.\n",
            &[
                (Headline, "Banjir Surut"),
                (Paragraph, "Air surut sejak “pagi” *ini."),
                (Headline, "Sebab"),
                (List, "Satu \u{fffc} hal"),
                (List, "Dua"),
                (List, "lagi"),
                (Paragraph, "Kami siap, kata dia."),
                (Paragraph, "A"),
                (Paragraph, "B"),
                (Paragraph, "satu"),
                (Paragraph, "dua"),
                (Caption, "Warga Demak"),
                (Paragraph, "Akhir \u{fffc} kata."),
            ],
        );
    }

    #[test]
    fn every_word_keeps_its_bytes() {
        let text = "\u{feff}---\ntitle: Judul\ndate: 2024-05-14\n---\nKata **tebal**nya \\*x &amp; y.\n<!-- sunting-ignore a/b: c -->\nLalu\n";
        let doc = read("a.md", text.as_bytes());
        let raw = |word: &str| {
            let at = doc.text.find(word).expect("the word is read");
            let span = Span::new(at, at + word.len());
            let place = doc.map.locate(span);
            (&text[place.start as usize..place.end as usize], doc.map.locate_exact(span).is_some())
        };
        assert_eq!(raw("Judul"), ("Judul", true));
        assert_eq!(raw("tebalnya"), ("tebal**nya", false));
        assert_eq!(raw(" *x"), (" \\*x", true));
        assert_eq!(raw("& y"), ("&amp; y", true));
        assert_eq!(doc.published, Some(jiff::civil::date(2024, 5, 14)));
        assert_eq!(doc.comments.len(), 1);
        let lines = doc.line_index();
        let at = doc.text.find("nya").expect("there");
        assert_eq!((lines.place(&doc.text, at).line, lines.place(&doc.text, at).column), (5, 15));
    }

    #[test]
    fn deep_nesting_takes_its_time_once() {
        for open in
            ["> ", "- ", "[", "![", "*a ", "<div>\n", "`", "# ", "\\", "{{<", "| a\n", "&amp;"]
        {
            let text = open.repeat(20_000) + "Isi berita.";
            let _ = read("a.md", text.as_bytes());
        }
    }
}
