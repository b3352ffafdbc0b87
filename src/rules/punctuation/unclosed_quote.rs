//! Double quotation marks without their partner: one that opens and never closes before the end of its paragraph, or
//! one that closes what nothing opened. A quotation that the next paragraph takes up again is no fault.

use serde::Deserialize;

use crate::document::{BlockKind, TokenKind};
use crate::facts::quotes::QuoteEnd;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

use super::is_code;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnclosedQuote {}

impl Rule for UnclosedQuote {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let unclosed = cx.facts.quotes.iter().filter(|quote| quote.end == QuoteEnd::Unclosed);
        for start in unclosed.map(|quote| quote.span.start()) {
            let Some(idx) = cx.doc.token_at(start) else { continue };
            let block = cx.doc.block_at_token(idx);
            let kind = block.map(|block| block.kind);
            let inch = cx
                .doc
                .prev(idx)
                .is_some_and(|before| cx.doc.tokens[before].kind == TokenKind::Number);
            // Marks of other scripts are paired by other rules.
            let foreign = matches!(cx.doc.token_str(idx), "«" | "»");
            let emoticon = matches!(
                cx.doc.text[cx.doc.tokens[idx].span.end()..].chars().next(),
                Some(')' | '(')
            );
            if inch
                || foreign
                || emoticon
                || block.is_some_and(|block| is_code(cx.doc, block))
                || !matches!(kind, Some(BlockKind::Paragraph | BlockKind::Deck | BlockKind::List))
            {
                continue;
            }
            let mark = cx.doc.tokens[idx].span;
            let finding = Finding::new(Span::new(mark.start(), mark.end()));
            out.report(if closes(cx, idx) { finding.variant("unopened") } else { finding });
        }
    }
}

/// Whether the mark hangs on the end of a word, as only a closing one does.
fn closes(cx: &Context<'_>, idx: usize) -> bool {
    let solid = |kind: Option<TokenKind>| kind.is_some_and(|kind| kind != TokenKind::Space);
    let before = idx.checked_sub(1).and_then(|before| cx.doc.kind(before));
    solid(before) && !solid(cx.doc.kind(idx + 1))
}
