//! HTML pages: the article among what is around it, its headline and its publication date.
//!
//! Text of code, of scripts, of attributes and addresses is not read. Broken markup gives what a browser would show.

mod body;
mod dates;
mod names;
mod page;
mod text;

use std::ops::Range;

use self::body::Choice;
use self::names::Role;
use self::page::{Page, Tag, What};
use super::decode::decode;
use super::extract::Extract;
use super::shortcodes::{self, Dialect};
use crate::document::{BlockKind, Document};

/// Reads a page, or a piece of one.
pub(super) fn read(path: &str, bytes: &[u8]) -> Document {
    let decoded = decode(bytes);
    let html = decoded.text.as_str();
    let page = Page::read(html);
    let choice = body::choose(&page, html);
    let mut out = Extract::default();
    let mut feeder = Feeder::new(html, 0..html.len());
    if let Some(headline) = choice.headline {
        feeder.headline(&page, headline, &mut out);
    }
    feeder.pieces(&page, &choice, &mut out);
    let published = dates::published(&page.dates);
    let mut doc = out.into_file(path, decoded);
    doc.published = published;
    doc
}

/// What ends a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paragraphs {
    /// Tags alone.
    Tags,
    /// Blank lines too; a line end breaks the line. So WordPress kept its articles before it had blocks.
    Lines,
}

impl Paragraphs {
    /// How the text of an article is kept by WordPress.
    pub(super) fn of_wordpress(text: &str) -> Self {
        if text.contains("<!-- wp:") { Self::Tags } else { Self::Lines }
    }
}

/// Takes the text out of a stretch of HTML that belongs to something else: a field, a block of Markdown.
pub(super) fn fragment(
    source: &str,
    range: Range<usize>,
    paragraphs: Paragraphs,
    out: &mut Extract,
) {
    let html = &source[range.clone()];
    let page = Page::read(html);
    let choice = body::all(&page);
    Feeder { paragraphs, ..Feeder::new(html, range) }.pieces(&page, &choice, out);
    out.end_block(None);
}

/// What a comment says: the text of a piece without its brackets.
pub(super) fn comment_text(raw: &str) -> &str {
    let text = raw.strip_prefix("<!--").unwrap_or(raw);
    text.strip_suffix("-->").unwrap_or(text)
}

/// Hands the pieces of a page on as text.
struct Feeder<'a> {
    html: &'a str,
    /// Where the page stands in the source.
    base: usize,
    codes: Vec<(Range<usize>, shortcodes::Left)>,
    paragraphs: Paragraphs,
}

impl<'a> Feeder<'a> {
    fn new(html: &'a str, range: Range<usize>) -> Self {
        let codes = shortcodes::find(html, Dialect::All);
        Self { html, base: range.start, codes, paragraphs: Paragraphs::Tags }
    }

    /// The text of one element as the headline.
    fn headline(&mut self, page: &Page, node: u32, out: &mut Extract) {
        let own = |piece: &&page::Piece| page.nodes[piece.node as usize].block == node;
        let texts: Vec<_> =
            page.pieces.iter().filter(own).filter(|piece| piece.what == What::Text).collect();
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return };
        let is_title = page.nodes[node as usize].role == Role::Title;
        let end = if is_title {
            self.title_end(first.start as usize..last.end as usize)
        } else {
            last.end as usize
        };
        for piece in texts {
            let range = piece.start as usize..(piece.end as usize).min(end);
            if range.start < range.end {
                self.text(range, out);
            }
        }
        out.end_block(Some(BlockKind::Headline));
    }

    /// Where the headline ends in the title of a page: before the name of the outlet, which stands last.
    fn title_end(&self, range: Range<usize>) -> usize {
        let title = &self.html[range.clone()];
        let cuts = [" - ", " | ", " – ", " — ", " :: "];
        let cut = cuts.iter().filter_map(|cut| title.rfind(cut)).max();
        let is_enough = |at: &usize| title[..*at].split_whitespace().count() >= 3;
        cut.filter(is_enough).map_or(range.end, |at| range.start + at)
    }

    /// Everything that was chosen, in order.
    fn pieces(&mut self, page: &Page, choice: &Choice, out: &mut Extract) {
        let mut kind = None;
        for piece in &page.pieces {
            let range = piece.start as usize..piece.end as usize;
            let node = &page.nodes[piece.node as usize];
            if piece.what == What::Comment {
                let text = comment_text(self.html.get(range.clone()).unwrap_or_default());
                out.comment(text, self.base + range.start..self.base + range.end);
                continue;
            }
            if !choice.inside[piece.node as usize] {
                if piece.what == What::Edge {
                    out.end_block(std::mem::take(&mut kind));
                }
                continue;
            }
            match piece.what {
                What::Text => {
                    kind = kind.or_else(|| kind_of(page, node));
                    self.lines(range, kind, out);
                }
                What::Break => out.line_break(self.base + range.start..self.base + range.end),
                What::Thing => out.thing(self.base + range.start..self.base + range.end),
                What::Edge => out.end_block(std::mem::take(&mut kind)),
                What::Comment => {}
            }
        }
        out.end_block(kind);
    }

    /// A stretch of text in which line ends may mean something.
    fn lines(&self, range: Range<usize>, kind: Option<BlockKind>, out: &mut Extract) {
        let mut done = range.start;
        if self.paragraphs == Paragraphs::Lines {
            let mut is_blank = false;
            for line in self.html[range.clone()].split_inclusive('\n') {
                let start = done;
                done += line.len();
                let is_whole = line.ends_with('\n');
                let is_empty = line.trim().is_empty();
                if is_empty && is_blank && is_whole {
                    out.end_block(kind);
                    continue;
                }
                is_blank = is_whole || is_empty && is_blank;
                self.text(start..done, out);
                if is_whole {
                    out.line_break(self.base + done - 1..self.base + done);
                }
            }
        }
        self.text(done..range.end, out);
    }

    /// A stretch of text, its shortcodes left out.
    fn text(&self, range: Range<usize>, out: &mut Extract) {
        let mut done = range.start;
        let first = self.codes.partition_point(|(code, _)| code.end <= range.start);
        for (code, left) in
            self.codes[first..].iter().take_while(|(code, _)| code.start < range.end)
        {
            let (start, end) = (code.start.max(done), code.end.min(range.end));
            text::feed(self.html, done..start, self.base, out);
            if *left == shortcodes::Left::Thing {
                out.thing(self.base + start..self.base + end);
            }
            done = end;
        }
        text::feed(self.html, done..range.end, self.base, out);
    }
}

/// What an element says that its text is; of others the shape decides.
fn kind_of(page: &Page, node: &page::Node) -> Option<BlockKind> {
    let block = &page.nodes[node.block as usize];
    match block.role {
        Role::Heading => Some(BlockKind::Headline),
        Role::Item => Some(BlockKind::List),
        Role::Caption => Some(BlockKind::Caption),
        _ if block.tag == Tag::P && block.parent != 0 => {
            let above = page.nodes[block.parent as usize].role;
            (above == Role::Item).then_some(BlockKind::List)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn blocks(html: &str) -> Vec<(BlockKind, String)> {
        let doc = read("a.html", html.as_bytes());
        doc.blocks.iter().map(|block| (block.kind, doc.str(block.span).to_owned())).collect()
    }

    #[track_caller]
    fn check(html: &str, expected: &[(BlockKind, &str)]) {
        let found = blocks(html);
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found, expected);
    }

    const PAGE: &str = r#"<!DOCTYPE html><html><head><title>Banjir Surut di Demak - Warta</title>
<meta property="article:published_time" content="2024-05-14T08:00:00+07:00">
<script>var teks = "<p>bukan</p>";</script><style>p { color: red }</style></head>
<body class="single has-sidebar"><header><h1>Warta</h1><nav><a href="/">Beranda</a></nav></header>
<div class="container"><div class="sidebar"><p>Iklan panjang sekali yang tidak dibaca siapa pun di sini.</p></div>
<article><h1>Banjir Surut di Demak</h1><div class="share-box">Bagikan</div>
<div class="entry-content"><figure><img src="a.jpg" alt="tidak"><figcaption>Warga Demak menunggu.</figcaption></figure>
<p>Air   surut
sejak <b>pa</b>gi&nbsp;ini.<!-- catatan --></p><!-- sunting-ignore eyd/x: judul -->
<ul><li>Satu hal<li><p>Dua hal</p></ul>
<h2>Sebab Banjir</h2><p>Jalankan <code>ls -l</code> dulu.</p><pre>kode</pre>
<blockquote><p>Kami &ldquo;siap&rdquo;.</p></blockquote>Teks lepas<br>baris kedua
<p>Sisa &amp; akhir &bukan;</div></article><footer>Hak cipta</footer></div></body></html>"#;

    #[test]
    fn the_article_is_found_on_its_page() {
        use BlockKind::{Caption, Headline, List, Paragraph};
        check(
            PAGE,
            &[
                (Headline, "Banjir Surut di Demak"),
                (Caption, "Warga Demak menunggu."),
                (Paragraph, "Air surut sejak pagi\u{a0}ini."),
                (List, "Satu hal"),
                (List, "Dua hal"),
                (Headline, "Sebab Banjir"),
                (Paragraph, "Jalankan \u{fffc} dulu."),
                (Paragraph, "Kami “siap”."),
                (Paragraph, "Teks lepas"),
                (Paragraph, "baris kedua"),
                (Paragraph, "Sisa & akhir &bukan;"),
            ],
        );
        let doc = read("a.html", PAGE.as_bytes());
        assert_eq!(doc.published, Some(jiff::civil::date(2024, 5, 14)));
        let comment = &doc.comments[0];
        assert_eq!(comment.text, "sunting-ignore eyd/x: judul");
        assert!(doc.text[..comment.at].ends_with("ini."));
        let raw = &PAGE[comment.source.start as usize..comment.source.end as usize];
        assert_eq!(raw, "<!-- sunting-ignore eyd/x: judul -->");
    }

    #[test]
    fn every_word_keeps_its_bytes() {
        let doc = read("a.html", PAGE.as_bytes());
        let raw = |word: &str| {
            let at = doc.text.find(word).expect("the word is read");
            let span = Span::new(at, at + word.len());
            let place = doc.map.locate(span);
            let is_exact = doc.map.locate_exact(span).is_some();
            (&PAGE[place.start as usize..place.end as usize], is_exact)
        };
        assert_eq!(raw("surut\u{20}sejak"), ("surut\nsejak", true));
        assert_eq!(raw("pagi"), ("pa</b>gi", false));
        assert_eq!(raw("pagi\u{a0}ini"), ("pa</b>gi&nbsp;ini", false));
        assert_eq!(raw("“siap”"), ("&ldquo;siap&rdquo;", true));
        let lines = doc.line_index();
        let at = doc.text.find("ini.").expect("there");
        assert_eq!((lines.place(&doc.text, at).line, lines.place(&doc.text, at).column), (9, 24));
    }

    #[test]
    fn a_piece_of_a_page_is_read_whole() {
        use BlockKind::{Headline, Paragraph};
        check(
            "<h3>Judul Kecil</h3>Isi <i>berita</i> ini<p>Lalu&shy;nya",
            &[(Headline, "Judul Kecil"), (Paragraph, "Isi berita ini"), (Paragraph, "Lalunya")],
        );
        check("", &[]);
        check("<p", &[]);
        check("teks < 3 dan <!-- tidak tutup", &[(Paragraph, "teks < 3 dan")]);
    }

    #[test]
    fn a_page_without_a_heading_has_its_title() {
        use BlockKind::{Headline, Paragraph};
        let html = "<html><title>Air Surut di Demak | Warta</title><body><p>Air surut.</p></body>";
        check(html, &[(Headline, "Air Surut di Demak"), (Paragraph, "Air surut.")]);
    }

    #[test]
    fn data_of_the_page_tells_the_date() {
        let html = r#"<html><script type="application/ld+json">{"@graph":[{"@type":"WebSite"},
            {"@type":"NewsArticle","datePublished":"2023-08-17T09:00:00+07:00"}]}</script><p>Isi.</p>"#;
        let doc = read("a.html", html.as_bytes());
        assert_eq!(doc.published, Some(jiff::civil::date(2023, 8, 17)));
    }

    #[test]
    fn deep_nesting_and_long_pages_take_their_time_once() {
        for open in [
            "<div>",
            "<b>",
            "<p>",
            "<code>",
            "<ul><li>",
            "<blockquote>",
            "</p>",
            "<!--x-->",
            "[a b=",
            "{{",
            "&",
        ] {
            let html = open.repeat(100_000) + "Isi berita." + "</div>";
            let _ = read("a.html", html.as_bytes());
        }
    }
}
