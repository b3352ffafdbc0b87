//! Blocks: which line of an article is its date line, headline, caption, dateline, paragraph or left-over of the page.
//!
//! A line's shape decides, never its words' truth. In doubt a line is a paragraph.

use std::ops::Range;

use super::page::{is_byline, is_caption, is_furniture, keyword_label};
use super::{Block, BlockKind, Document, Token, TokenKind};
use crate::calendar;
use crate::source::Part;
use crate::span::Span;

/// Words that may stand beside a date in a portal's date line.
const DATE_LINE: &[&str] = &[
    "diperbarui",
    "diterbitkan",
    "dipublikasikan",
    "jam",
    "pukul",
    "tanggal",
    "tayang",
    "terbit",
    "update",
    "wib",
    "wit",
    "wita",
];

/// Cuts a document's tokens into blocks, of which the source tells the kinds of some. The tokens must be there; the
/// sentences are filled in later.
pub(super) fn find(doc: &Document, outline: &[(Span, BlockKind)]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (idx, part) in doc.source.parts.iter().enumerate() {
        let lines = lines(doc, part);
        if is_titled(doc) && idx == 0 {
            for line in &lines {
                push(doc, BlockKind::Headline, line.tokens.clone(), &mut blocks);
            }
        } else {
            classify(doc, &lines, outline, &mut blocks);
        }
    }
    blocks
}

/// Whether the source has its headline in a part of its own, the first.
fn is_titled(doc: &Document) -> bool {
    doc.source.parts.len() > 1
}

/// Whether the source says what the headline is.
fn has_headline(doc: &Document, outline: &[(Span, BlockKind)]) -> bool {
    is_titled(doc) || outline.iter().any(|told| told.1 == BlockKind::Headline)
}

/// A line as a range of tokens without the white space around, and whether a blank line stands before it.
struct Line {
    tokens: Range<usize>,
    span: Span,
    after_blank: bool,
}

/// The lines of a part that hold something. A line that was only wrapped is joined to the one before it.
fn lines(doc: &Document, part: &Part) -> Vec<Line> {
    let first = doc.tokens.partition_point(|token| token.span.end() <= part.text.start());
    let end = doc.tokens.partition_point(|token| token.span.start() < part.text.end());
    let mut lines: Vec<Line> = Vec::new();
    let mut start = None;
    let mut newlines = 2;
    for idx in first..=end {
        let token = doc.tokens.get(idx).filter(|_| idx < end);
        let breaks = token
            .is_none_or(|token| token.kind == TokenKind::Space && is_line_end(doc.str(token.span)));
        if !breaks {
            if token.is_some_and(|token| token.kind != TokenKind::Space) {
                start.get_or_insert(idx);
            }
            continue;
        }
        if let Some(start) = start.take() {
            push_line(doc, start..idx, newlines >= 2, &mut lines);
            newlines = 0;
        }
        newlines += token.map_or(0, |token| n_line_ends(doc.str(token.span)));
    }
    lines
}

fn is_line_end(space: &str) -> bool {
    // Nearly all white space is one plain space.
    space != " " && space.contains('\n')
}

fn n_line_ends(space: &str) -> usize {
    space.bytes().filter(|&byte| byte == b'\n').count()
}

fn push_line(doc: &Document, tokens: Range<usize>, after_blank: bool, lines: &mut Vec<Line>) {
    let end = tokens
        .clone()
        .rev()
        .find(|&idx| doc.tokens[idx].kind != TokenKind::Space)
        .map_or(tokens.end, |idx| idx + 1);
    let tokens = tokens.start..end;
    let span = Span::new(doc.tokens[tokens.start].span.start(), doc.tokens[end - 1].span.end());
    let wrapped = !after_blank && doc.str(span).starts_with(char::is_lowercase);
    if let Some(last) = lines.last_mut().filter(|_| wrapped)
        && last.span.len() >= 40
        && !doc.str(last.span).ends_with(['.', '!', '?', ':', '"', '”', ')'])
    {
        last.tokens.end = end;
        last.span = last.span.cover(span);
        return;
    }
    lines.push(Line { tokens, span, after_blank });
}

/// What the source says of a line.
fn told(outline: &[(Span, BlockKind)], line: &Line) -> Option<BlockKind> {
    let at = outline.partition_point(|(span, _)| span.end() <= line.span.start());
    outline.get(at).filter(|(span, _)| span.contains(line.span)).map(|&(_, kind)| kind)
}

/// The lines of a part that may have a headline of its own, unless the source names one.
fn classify(
    doc: &Document,
    lines: &[Line],
    outline: &[(Span, BlockKind)],
    blocks: &mut Vec<Block>,
) {
    let mut n_paragraphs = 0;
    let mut headline_seen = has_headline(doc, outline);
    let mut deck_possible = false;
    let mut keywords_open = false;
    for (idx, line) in lines.iter().enumerate() {
        let text = doc.str(line.span);
        let head = text.char_indices().nth(60).map_or(text, |(end, _)| &text[..end]);
        let lower = head.to_lowercase();
        let keywords_before = std::mem::take(&mut keywords_open);
        let kind = if let Some(kind) = told(outline, line) {
            deck_possible = kind == BlockKind::Headline && n_paragraphs == 0;
            kind
        } else if n_paragraphs == 0 && is_date_line(doc, line) {
            BlockKind::Date
        } else if let Some(alone) = keyword_label(&lower) {
            keywords_open = alone;
            BlockKind::Keywords
        } else if keywords_before && !text.ends_with(['.', '!', '?']) {
            BlockKind::Keywords
        } else if is_furniture(&lower, text) {
            BlockKind::Furniture
        } else if is_caption(&lower, text) {
            BlockKind::Caption
        } else if is_byline(&lower) && n_words(doc, line) <= 12 {
            BlockKind::Byline
        } else if is_list_item(doc, line) {
            BlockKind::List
        } else if !headline_seen && n_paragraphs == 0 && is_headline(doc, line, lines.get(idx + 1))
        {
            headline_seen = true;
            deck_possible = true;
            BlockKind::Headline
        } else if std::mem::take(&mut deck_possible) && is_deck(doc, line, &lines[idx + 1..]) {
            BlockKind::Deck
        } else {
            BlockKind::Paragraph
        };
        if kind == BlockKind::Paragraph {
            n_paragraphs += 1;
            if n_paragraphs <= 2
                && let Some(body) = starts_with_dateline(doc, line.tokens.clone())
            {
                push(doc, BlockKind::Dateline, line.tokens.start..body, blocks);
                push(doc, BlockKind::Paragraph, body..line.tokens.end, blocks);
                continue;
            }
        }
        push(doc, kind, line.tokens.clone(), blocks);
    }
}

fn push(doc: &Document, kind: BlockKind, tokens: Range<usize>, blocks: &mut Vec<Block>) {
    let seen = |idx: &usize| doc.tokens[*idx].kind != TokenKind::Space;
    let Some(start) = tokens.clone().find(seen) else { return };
    let end = tokens.rev().find(seen).map_or(start + 1, |idx| idx + 1);
    let span = Span::new(doc.tokens[start].span.start(), doc.tokens[end - 1].span.end());
    blocks.push(Block { span, kind, sentences: 0..0, tokens: start as u32..end as u32 });
}

fn n_words(doc: &Document, line: &Line) -> usize {
    doc.tokens[line.tokens.clone()].iter().filter(|token| token.kind == TokenKind::Word).count()
}

/// Only calendar words, numbers and the punctuation between them; an outlet's address may stand before.
fn is_date_line(doc: &Document, line: &Line) -> bool {
    let mut has_calendar = false;
    let mut n_numbers = 0;
    for token in &doc.tokens[line.tokens.clone()] {
        let text = doc.str(token.span);
        match token.kind {
            TokenKind::Word => {
                let lower = text.to_lowercase();
                if calendar::is_name(&lower) {
                    has_calendar = true;
                } else if !DATE_LINE.contains(&lower.as_str()) {
                    return false;
                }
            }
            TokenKind::Number => n_numbers += 1,
            TokenKind::Punct
                if matches!(text, "," | "." | "/" | "-" | ":" | "|" | "(" | ")" | "–" | "•") => {
            }
            TokenKind::Space | TokenKind::Url => {}
            _ => return false,
        }
    }
    n_numbers >= 2 && (has_calendar || n_numbers >= 3)
}

fn is_list_item(doc: &Document, line: &Line) -> bool {
    let [first, second, ..] = &doc.tokens[line.tokens.clone()] else { return false };
    let text = |token: &Token| doc.str(token.span);
    match first.kind {
        TokenKind::Punct => {
            matches!(text(first), "•" | "*" | "-" | "–" | "·") && second.kind == TokenKind::Space
        }
        TokenKind::Number => text(first).len() <= 2 && matches!(text(second), "." | ")"),
        _ => false,
    }
}

/// A short line without a full stop above a longer one.
fn is_headline(doc: &Document, line: &Line, next: Option<&Line>) -> bool {
    let text = doc.str(line.span);
    let words = n_words(doc, line);
    let ends = text.ends_with(['.', ',', ';', ':']);
    next.is_some_and(|next| next.span.len() > line.span.len() || next.after_blank)
        && !ends
        && (2..=20).contains(&words)
}

/// One sentence between the headline and the first paragraph, shorter than what follows.
fn is_deck(doc: &Document, line: &Line, rest: &[Line]) -> bool {
    let text = doc.str(line.span);
    let next =
        rest.iter().take(3).find(|next| starts_with_dateline(doc, next.tokens.clone()).is_some());
    starts_with_dateline(doc, line.tokens.clone()).is_none()
        && next.is_some()
        && text.len() < 400
        && line.after_blank
}

/// Whether a line begins with a dateline ("Jakarta (ANTARA) - ", "TEMPO.CO, Jakarta - "); the token after its dash.
pub(super) fn starts_with_dateline(doc: &Document, tokens: Range<usize>) -> Option<usize> {
    let mut has_outlet = false;
    let mut n_words = 0;
    let mut depth = 0usize;
    for idx in tokens.clone() {
        let token = doc.tokens[idx];
        let text = doc.str(token.span);
        if token.span.end() - doc.tokens[tokens.start].span.start() > 70 {
            return None;
        }
        match token.kind {
            TokenKind::Word => {
                if text.starts_with(char::is_lowercase) && text != "d" {
                    return None;
                }
                let shouts = text.len() > 2 && !text.contains(char::is_lowercase);
                has_outlet |= shouts || depth > 0;
                n_words += 1;
            }
            TokenKind::Url => has_outlet = true,
            TokenKind::Space | TokenKind::Number => {}
            TokenKind::Punct => match text {
                "(" => depth += 1,
                ")" => depth = depth.saturating_sub(1),
                "," | "/" | "." | ":" | "|" => {}
                "-" | "–" | "—" => {
                    let spaced = idx > tokens.start && doc.kind(idx - 1) == Some(TokenKind::Space);
                    let after = (idx + 1..tokens.end).find(|&next| doc.token_str(next) != text)?;
                    if !spaced || depth > 0 || doc.tokens[after].kind != TokenKind::Space {
                        return None;
                    }
                    let body = (after..tokens.end)
                        .find(|&next| doc.tokens[next].kind != TokenKind::Space)?;
                    let starts = doc.tokens[body].kind == TokenKind::Quote
                        || doc
                            .token_str(body)
                            .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                    let plausible = has_outlet || (1..=3).contains(&n_words);
                    return (starts && plausible && n_words <= 7).then_some(body);
                }
                _ => return None,
            },
            TokenKind::Quote | TokenKind::Opaque => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::span::SourceMap;

    #[track_caller]
    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let doc = Document::plain(text);
        let found: Vec<_> =
            doc.blocks.iter().map(|block| (block.kind, doc.str(block.span))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_usual_datelines_are_cut_off() {
        for head in [
            "Moskow, Warta.com -",
            "Jakarta (ANTARA) -",
            "JAKARTA, KOMPAS.com –",
            "TEMPO.CO, Jakarta -",
            "Jakarta, CNN Indonesia --",
            "Jakarta -",
        ] {
            let text = format!("{head} Hujan turun di kota itu sejak pagi.");
            check(
                &text,
                &[
                    (BlockKind::Dateline, head),
                    (BlockKind::Paragraph, "Hujan turun di kota itu sejak pagi."),
                ],
            );
        }
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_dateline() {
        let text = "Petani di Karawang - yang menanam padi - menunggu hujan.";
        check(text, &[(BlockKind::Paragraph, text)]);
    }

    #[test]
    fn a_portal_page_is_taken_apart() {
        check(
            "Kamis, 25/04/2024 20:06 WIB\n\nBanjir Surut di Demak\n\nWarga mulai pulang ke rumah.\n\nWarga Demak (Foto: Budi)\n\nDemak, Warta.com - Banjir surut sejak pagi.\n\nKEYWORD :\n\nBanjir Demak\n\nPILIHAN REDAKSI :",
            &[
                (BlockKind::Date, "Kamis, 25/04/2024 20:06 WIB"),
                (BlockKind::Headline, "Banjir Surut di Demak"),
                (BlockKind::Deck, "Warga mulai pulang ke rumah."),
                (BlockKind::Caption, "Warga Demak (Foto: Budi)"),
                (BlockKind::Dateline, "Demak, Warta.com -"),
                (BlockKind::Paragraph, "Banjir surut sejak pagi."),
                (BlockKind::Keywords, "KEYWORD :"),
                (BlockKind::Keywords, "Banjir Demak"),
                (BlockKind::Furniture, "PILIHAN REDAKSI :"),
            ],
        );
    }

    #[test]
    fn a_paragraph_may_begin_with_the_word_of_a_label() {
        let text = "Rekomendasi itu disampaikan kepada bupati kemarin.";
        check(text, &[(BlockKind::Paragraph, text)]);
        check("Terpopuler :", &[(BlockKind::Furniture, "Terpopuler :")]);
    }

    #[test]
    fn what_the_source_says_of_a_line_goes_before_its_shape() {
        use BlockKind::{Headline, List, Paragraph};
        let text = "Banjir Surut\n\nWarga Demak\n\nSatu dua\n\nAir surut sejak pagi tadi.";
        let told = [(Span::new(0, 12), Headline), (Span::new(27, 35), List)];
        let map = SourceMap::verbatim(text.len(), 0);
        let doc = Document::with_outline(Source::default(), text.into(), map, &told);
        let kinds: Vec<_> = doc.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [Headline, Paragraph, List, Paragraph]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        check(
            "Pemerintah daerah menyiapkan tiga ribu paket bantuan bagi\nwarga yang mengungsi.",
            &[(
                BlockKind::Paragraph,
                "Pemerintah daerah menyiapkan tiga ribu paket bantuan bagi\nwarga yang mengungsi.",
            )],
        );
    }
}
