//! What the rules on single words share: which tokens are worth a judgement, and the evidence around them.
//!
//! A word that no list knows is seldom a typo: it is a name, a loan, dialect, a reporter's initials. So a suspicion is
//! the sum of evidence, and this module gathers it; the rules beside it only decide.

mod calendar;
mod colloquial;
pub(super) mod fused_words;
pub(super) mod judgement;
pub(super) mod misspelt;
pub(super) mod split_word;

use crate::document::{BlockKind, Document, TokenKind};

/// Whether a token stands in something that is not prose: an address cut in two, initials of a reporter, a file name.
fn is_structural(doc: &Document, idx: usize) -> bool {
    let glued = |at: Option<usize>, marks: &[&str]| {
        at.and_then(|at| doc.tokens.get(at)).is_some_and(|token| match token.kind {
            TokenKind::Punct => marks.contains(&doc.str(token.span)),
            TokenKind::Number | TokenKind::Url | TokenKind::Opaque => true,
            TokenKind::Word | TokenKind::Quote | TokenKind::Space => false,
        })
    };
    if glued(idx.checked_sub(1), &["/", "_", "@", "\\", "#", "&", "=", "+", "~", "^", "|", "<"])
        || glued(Some(idx + 1), &["/", "_", "@", "\\", "=", "+", "~", "^", "|", ">"])
    {
        return true;
    }
    in_lone_brackets(doc, idx)
}

/// "(bir)", "(abc/def)": a bracket with short tokens only, as reporters sign.
fn in_lone_brackets(doc: &Document, idx: usize) -> bool {
    let opened = (idx.saturating_sub(4)..idx).rev().find(|&at| doc.token_str(at) == "(");
    let closed = (idx + 1..(idx + 5).min(doc.tokens.len())).find(|&at| doc.token_str(at) == ")");
    let (Some(opened), Some(closed)) = (opened, closed) else { return false };
    doc.tokens[opened + 1..closed].iter().all(|token| match token.kind {
        TokenKind::Word => token.span.len() <= 5,
        TokenKind::Punct => matches!(doc.str(token.span), "/" | "-" | "," | "."),
        TokenKind::Space | TokenKind::Number => true,
        _ => false,
    })
}

/// Whether a block is prose in which words are judged.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Headline
            | BlockKind::Deck
            | BlockKind::Paragraph
            | BlockKind::Caption
            | BlockKind::List
    )
}
