//! Quotations: what people are quoted with, and whether the marks close.
//!
//! Only marks are read; who speaks is not asked. A quotation never runs over the end of its block: newspapers open
//! every paragraph of a long one anew and close the last.

use crate::document::{Document, TokenKind};
use crate::span::Span;

/// A quotation, marks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one, or to the end of the block.
    pub span: Span,
    /// Where the closing mark stands, or how the quotation ends without it.
    pub end: QuoteEnd,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteEnd {
    /// With its mark.
    Closed,
    /// With its block, and the next block opens with a mark again: it goes on there.
    Continued,
    /// With its block, and nothing goes on.
    Unclosed,
}

/// Finds the quotations of a document, in order.
#[must_use]
pub fn find(doc: &Document) -> Vec<Quotation> {
    let mut quotes = Vec::new();
    for (block_idx, block) in doc.blocks.iter().enumerate() {
        let mut open: Option<(usize, &str)> = None;
        for idx in block.tokens.start as usize..block.tokens.end as usize {
            if doc.tokens[idx].kind != TokenKind::Quote {
                continue;
            }
            let mark = doc.token_str(idx);
            match open {
                None if opens(doc, idx, mark) => open = Some((doc.tokens[idx].span.start(), mark)),
                Some((start, opener)) if closes(doc, idx, opener, mark) => {
                    let span = Span::new(start, doc.tokens[idx].span.end());
                    quotes.push(Quotation { span, end: QuoteEnd::Closed });
                    open = None;
                }
                _ => {}
            }
        }
        // A lone apostrophe is not worth a quotation: 'kan, '98.
        if let Some((start, mark)) = open.filter(|(_, mark)| is_double(mark)) {
            let goes_on = doc
                .blocks
                .get(block_idx + 1)
                .is_some_and(|next| doc.str(next.span).starts_with(mark));
            let end = if goes_on { QuoteEnd::Continued } else { QuoteEnd::Unclosed };
            quotes.push(Quotation { span: Span::new(start, block.span.end()), end });
        }
    }
    quotes
}

fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»")
}

/// Whether an unpaired mark at `idx` can open: curly ones say so themselves, straight ones by the room around them.
fn opens(doc: &Document, idx: usize, mark: &str) -> bool {
    match mark {
        "“" | "„" | "«" | "\"" => true,
        "‘" | "'" => {
            let before = idx.checked_sub(1).and_then(|before| doc.kind(before));
            let free = !matches!(before, Some(TokenKind::Word | TokenKind::Number));
            free && matches!(doc.kind(idx + 1), Some(TokenKind::Word | TokenKind::Number))
        }
        _ => false,
    }
}

fn closes(doc: &Document, idx: usize, opener: &str, mark: &str) -> bool {
    match opener {
        "“" | "„" => matches!(mark, "”" | "\"" | "“"),
        "\"" => matches!(mark, "\"" | "”"),
        "«" => mark == "»",
        _ => matches!(mark, "'" | "’") && !matches!(doc.kind(idx + 1), Some(TokenKind::Word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, QuoteEnd)]) {
        let doc = Document::plain(text);
        let found: Vec<_> =
            find(&doc).iter().map(|quote| (doc.str(quote.span), quote.end)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn straight_and_curly_marks_pair_up() {
        check(
            "Ia berkata, \"Baik.\" Lalu “Pergi,” ujarnya, yang 'digugu'.",
            &[
                ("\"Baik.\"", QuoteEnd::Closed),
                ("“Pergi,”", QuoteEnd::Closed),
                ("'digugu'", QuoteEnd::Closed),
            ],
        );
    }

    #[test]
    fn a_quotation_may_go_on_in_the_next_paragraph() {
        check(
            "“Satu.\n\n“Dua,” katanya.\n\nIa diam. \"Tiga",
            &[
                ("“Satu.", QuoteEnd::Continued),
                ("“Dua,”", QuoteEnd::Closed),
                ("\"Tiga", QuoteEnd::Unclosed),
            ],
        );
    }
}
