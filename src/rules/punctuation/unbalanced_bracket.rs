//! Round and square brackets without their partner in the same block. List letters ("a)", "1)") and emoticons are
//! none.

use serde::Deserialize;

use crate::document::{Block, BlockKind, TokenKind};
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

use super::is_code;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnbalancedBracket {}

impl Rule for UnbalancedBracket {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        matches!(spelt.text, "(" | "[" | ")" | "]")
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let brackets = cx.wanted();
        for block in cx.doc.blocks.iter().filter(|block| block.kind != BlockKind::Dateline) {
            let unmatched = unmatched(cx, block, &brackets);
            if unmatched.is_empty() || is_code(cx.doc, block) {
                continue;
            }
            for (idx, opens) in unmatched {
                let finding = Finding::new(cx.doc.tokens[idx].span);
                out.report(if opens { finding } else { finding.variant("unopened") });
            }
        }
    }
}

/// The brackets of a block that have no partner, and whether they open; in order of the text.
fn unmatched(cx: &Context<'_>, block: &Block, brackets: &[usize]) -> Vec<(usize, bool)> {
    // Round and square ones nest as they like; each kind has its own partners.
    let (mut round, mut square) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    let from = brackets.partition_point(|&idx| idx < block.tokens.start as usize);
    let inside = brackets[from..].iter().take_while(|&&idx| idx < block.tokens.end as usize);
    for &idx in inside {
        let (open, opens) = match cx.doc.token_str(idx) {
            "(" => (&mut round, true),
            "[" => (&mut square, true),
            ")" => (&mut round, false),
            "]" => (&mut square, false),
            _ => continue,
        };
        if opens {
            if !is_emoticon(cx, idx) {
                open.push(idx);
            }
        } else if open.pop().is_none() && !is_list_letter(cx, idx) && !is_emoticon(cx, idx) {
            found.push((idx, false));
        }
    }
    found.extend(round.into_iter().chain(square).map(|idx| (idx, true)));
    found.sort_unstable();
    found
}

/// "a)", "12)" behind white space or at the start.
fn is_list_letter(cx: &Context<'_>, bracket: usize) -> bool {
    let Some(before) = bracket.checked_sub(1) else { return false };
    let short = cx.doc.token_str(before).chars().count() <= 2;
    let listed = matches!(cx.doc.tokens[before].kind, TokenKind::Number | TokenKind::Word) && short;
    listed && before.checked_sub(1).is_none_or(|idx| cx.doc.kind(idx) == Some(TokenKind::Space))
}

fn is_emoticon(cx: &Context<'_>, bracket: usize) -> bool {
    let eyes =
        |idx: usize| cx.doc.kind(idx).is_some() && matches!(cx.doc.token_str(idx), ":" | ";" | "=");
    let nose = |idx: usize| cx.doc.kind(idx).is_some() && cx.doc.token_str(idx) == "-";
    bracket >= 1 && (eyes(bracket - 1) || bracket >= 2 && nose(bracket - 1) && eyes(bracket - 2))
}
