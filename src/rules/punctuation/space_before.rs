//! White space before a comma, a full stop and their like. Dots of an ellipsis, scores ("2 : 1"), emoticons, names
//! that start with a dot and French quotation marks are left alone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpaceBefore {}

impl Rule for SpaceBefore {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        matches!(spelt.text, "," | "." | ";" | ":" | "!" | "?")
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for mark in cx.wanted() {
            let block = cx.doc.block_at_token(mark);
            if block.is_some_and(|block| block.tokens.start as usize + 2 <= mark)
                && stands_apart(cx.doc, mark)
            {
                let span = cx.doc.tokens[mark - 1].span.cover(cx.doc.tokens[mark].span);
                let text = cx.doc.token_str(mark);
                out.report(Finding::new(span).arg("mark", text).fix(Fix::safe(span, text)));
            }
        }
    }
}

fn stands_apart(doc: &Document, mark: usize) -> bool {
    let gap = doc.tokens[mark - 1];
    if gap.kind != TokenKind::Space
        || doc.str(gap.span).contains('\n')
        || !doc.str(gap.span).contains(char::is_whitespace)
    {
        return false;
    }
    let before = match doc.tokens[mark - 2].kind {
        TokenKind::Word
        | TokenKind::Number
        | TokenKind::Quote
        | TokenKind::Url
        | TokenKind::Opaque => true,
        TokenKind::Punct => matches!(doc.token_str(mark - 2), ")" | "]" | "%"),
        TokenKind::Space => false,
    };
    let after = doc.kind(mark + 1);
    let text = doc.token_str(mark);
    let touches = |kinds: &[TokenKind]| after.is_some_and(|kind| kinds.contains(&kind));
    let goes_on = match text {
        // ".com", ".5", an ellipsis.
        "." | "!" | "?" => {
            touches(&[TokenKind::Word, TokenKind::Number, TokenKind::Url])
                || touches(&[TokenKind::Punct])
                    && matches!(doc.token_str(mark + 1), "." | "!" | "?" | "/")
        }
        // ":)", ";(", and scores or proportions.
        ":" | ";" => {
            touches(&[TokenKind::Punct])
                || doc.tokens[mark - 2].kind == TokenKind::Number
                    && doc.next(mark).is_some_and(|next| doc.tokens[next].kind == TokenKind::Number)
        }
        _ => touches(&[TokenKind::Number]) && doc.tokens[mark - 2].kind == TokenKind::Number,
    };
    before && !goes_on
}
