//! What the rules on single words share: which tokens are worth a judgement, and the evidence around them.
//!
//! A word that no list knows is seldom a typo: it is a name, a loan, dialect, a reporter's initials. So a suspicion is
//! the sum of evidence, and this module gathers it; the rules beside it only decide.

mod calendar;
mod colloquial;
mod context;
pub(super) mod fused_words;
pub(super) mod judgement;
pub(super) mod misspelt;
pub(super) mod split_word;
mod standing;

use crate::document::{BlockKind, Document, TokenKind};

/// Whether a token stands in something that is not prose: an address cut in two, initials of a reporter, a file name.
fn is_structural(doc: &Document, idx: usize) -> bool {
    let glued = |at: Option<usize>, marks: &[&str]| {
        at.and_then(|at| doc.tokens.get(at)).is_some_and(|token| match token.kind {
            TokenKind::Punct => {
                let mark = doc.str(token.span);
                marks.contains(&mark) || mark.chars().all(is_debris)
            }
            TokenKind::Number | TokenKind::Url | TokenKind::Opaque => true,
            TokenKind::Word | TokenKind::Quote | TokenKind::Space => false,
        })
    };
    if glued(idx.checked_sub(1), &["/", "_", "@", "\\", "#", "&", "=", "+", "~", "^", "|", "<"])
        || glued(Some(idx + 1), &["/", "_", "@", "\\", "=", "+", "~", "^", "|", ">"])
    {
        return true;
    }
    behind_apostrophe(doc, idx) || in_lone_brackets(doc, idx)
}

/// "bil-'adli": an apostrophe inside a transliterated word parts it.
fn behind_apostrophe(doc: &Document, idx: usize) -> bool {
    let kind = |back: usize| idx.checked_sub(back).and_then(|at| doc.kind(at));
    kind(1) == Some(TokenKind::Quote)
        && (kind(2) == Some(TokenKind::Word)
            || idx.checked_sub(2).is_some_and(|at| doc.token_str(at) == "-"))
}

/// Whether a sign stands in no prose: what is left of letters that were decoded wrongly.
fn is_debris(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{a1}'..='\u{bf}' if !matches!(c, '«' | '»' | '°' | '·' | '\u{ad}'))
}

/// "(bir)", "[abc/def]": a bracket with short tokens only, as reporters sign.
fn in_lone_brackets(doc: &Document, idx: usize) -> bool {
    const REACH: usize = 6; // tokens, so "(abc / def)" with its spaces
    let is_mark = |at: usize, marks: [&str; 2]| {
        doc.tokens[at].kind == TokenKind::Punct && marks.contains(&doc.token_str(at))
    };
    let opened = (idx.saturating_sub(REACH)..idx).rev().find(|&at| is_mark(at, ["(", "["]));
    let Some(opened) = opened else { return false };
    let closed =
        (idx + 1..(idx + 1 + REACH).min(doc.tokens.len())).find(|&at| is_mark(at, [")", "]"]));
    let Some(closed) = closed else { return false };
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
