//! spelling/split-word: a space has fallen into a word ("Ukrai na", "s ebelum").
//!
//! Two good words side by side are never joined here, however good the joined word is; that takes grammar.

use serde::Deserialize;

use super::{Surroundings, is_prose, is_structural};
use crate::case::folded;
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::lexicon::Entry;
use crate::rule::{Context, Finding, Rule, Sink};

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitWord {}

impl Rule for SplitWord {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let around = Surroundings::new(cx);
        for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
            let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
            for idx in start..end.saturating_sub(2) {
                check_pair(cx, &around, idx, out);
            }
        }
    }
}

fn check_pair(cx: &Context<'_>, around: &Surroundings<'_>, idx: usize, out: &mut Sink<'_>) {
    let doc = cx.doc;
    let is_pair = doc.tokens[idx].kind == TokenKind::Word
        && doc.tokens[idx + 1].kind == TokenKind::Space
        && doc.tokens[idx + 2].kind == TokenKind::Word
        && doc.tokens[idx + 1].span.len() == 1;
    if !is_pair {
        return;
    }
    let (left, right) = (doc.token_str(idx), doc.token_str(idx + 2));
    let (left_entry, right_entry) = (cx.facts.entries[idx], cx.facts.entries[idx + 2]);
    let doubtful = fragment(left, left_entry).max(fragment(right, right_entry));
    let plain = |word: &str| word.chars().all(char::is_alphabetic);
    if doubtful == 0 || !right.starts_with(char::is_lowercase) || !plain(left) || !plain(right) {
        return;
    }
    if is_structural(doc, idx) || is_structural(doc, idx + 2) || around.is_foreign_passage(idx) {
        return;
    }
    let joined = format!("{left}{right}");
    let entry = cx.lexicon.look_up(&joined);
    let capital = left.starts_with(char::is_uppercase);
    let named = capital && (entry.is_name() || around.count(&folded(&joined)) > 0);
    if !(entry.is_known() || named) || joined.chars().count() < 4 {
        return;
    }
    // The joined word must be far commoner than the pieces are as words of their own.
    let pieces = left_entry.zipf10().min(right_entry.zipf10());
    let enough = match doubtful {
        2 => {
            if named {
                0
            } else {
                20
            }
        }
        _ => 40.max(pieces.saturating_add(5)),
    };
    let recurs = around.count(&folded(&joined)) > 0;
    if entry.zipf10() < enough && !recurs {
        return;
    }
    let span = doc.tokens[idx].span.cover(doc.tokens[idx + 2].span);
    let quoted = cx.facts.is_quoted(span.start());
    let cap = match (doubtful, quoted) {
        (2, _) => Severity::Error,
        (_, false) => Severity::Warning,
        (_, true) => Severity::Info,
    };
    out.report(Finding::new(span).fix(Fix::suggest(span, joined)).at_most(cap));
}

/// How surely a token is only a piece of a word: 2 no word at all, 1 hardly one, 0 a word.
fn fragment(word: &str, entry: Entry) -> u8 {
    let len = word.chars().count();
    let abbreviation = word.chars().all(char::is_uppercase);
    if abbreviation || entry.is_foreign() && len > 2 {
        return 0;
    }
    if len == 1 {
        return 2;
    }
    if entry.tiers().is_empty() {
        return if len <= 2 || !word.starts_with(char::is_uppercase) { 2 } else { 1 };
    }
    let trusted = entry.is_known() || entry.is_name() || entry.is_colloquial();
    u8::from(!trusted)
}
