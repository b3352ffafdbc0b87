//! spelling/split-word: a space has fallen into a word ("Ukrai na", "s ebelum").
//!
//! Decided by odds: how much likelier the joined word is in news text than its two pieces side by side. Two common
//! words are therefore never joined, however good the joined word is; that takes grammar.

use serde::Deserialize;

use super::context::Neighbours;
use super::{is_prose, is_structural};
use crate::case::{Shape, folded, shape};
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::lexicon::Entry;
use crate::rule::{Context, Finding, Rule, Sink};

/// Odds in tenths of a power of ten, as [`Entry::zipf10`] counts. Tuned on spaces put into clean sentences and on
/// the pairs of words of unmarked articles.
const WARNING: i32 = 55;
const ERROR: i32 = 68;

/// Hardly a word of four letters is commoner, on the same scale.
const COMMONEST: i32 = 70;

/// What the words beside the joined one may add at most.
const BEST_FIT: i32 = 30;

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitWord {}

impl Rule for SplitWord {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
            let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
            for idx in start..end.saturating_sub(2) {
                if is_pair(cx, idx) {
                    check_pair(cx, idx, out);
                }
            }
        }
    }
}

/// Two plain words with a single space between, the second in lower case.
fn is_pair(cx: &Context<'_>, idx: usize) -> bool {
    let doc = cx.doc;
    let plain = |word: &str| word.chars().all(char::is_alphabetic);
    doc.tokens[idx].kind == TokenKind::Word
        && doc.tokens[idx + 1].kind == TokenKind::Space
        && doc.tokens[idx + 2].kind == TokenKind::Word
        && doc.tokens[idx + 1].span.len() == 1
        && shape(doc.token_str(idx + 2)) == Shape::Lower
        && matches!(shape(doc.token_str(idx)), Shape::Lower | Shape::Capital)
        && plain(doc.token_str(idx))
        && plain(doc.token_str(idx + 2))
}

fn check_pair(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) {
    let doc = cx.doc;
    let (left, right) = (cx.facts.entries[idx], cx.facts.entries[idx + 2]);
    // Most pairs are two common words; no joined word could be common enough, so it need not be looked up.
    if weight(left) + weight(right) > COMMONEST + 90 + BEST_FIT - WARNING {
        return;
    }
    let joined = format!("{}{}", doc.token_str(idx), doc.token_str(idx + 2));
    let entry = cx.lexicon.listed(&joined);
    let recurs = cx.facts.vocabulary.count(&folded(&joined)) > 0;
    let likely = i32::from(entry.zipf10()).max(if recurs || entry.is_name() { 45 } else { 20 });
    let odds = likely + 90 - weight(left) - weight(right);
    // Nearly all pairs end here; only for the others it is worth while to take the joined word apart.
    if odds + BEST_FIT < WARNING || joined.chars().count() < 4 {
        return;
    }
    let beside = Neighbours::around(cx, idx..idx + 3).fit10(cx, &folded(&joined));
    let quoted = cx.facts.is_quoted(doc.tokens[idx].span.start());
    let severity = match odds + i32::from(beside) / 2 {
        ERROR.. => Severity::Error,
        WARNING.. if !quoted => Severity::Warning,
        _ => return,
    };
    let capital = shape(&joined) == Shape::Capital && !doc.starts_sentence(idx);
    // Behind a name stands many a common word; a piece of a name is hardly ever one.
    let piece_of_name = capital && weight(right) < 55 && (entry.is_name() || recurs);
    let is_word = piece_of_name || cx.lexicon.look_up(&joined).is_known();
    if !is_word || is_structural(doc, idx) || is_structural(doc, idx + 2) {
        return;
    }
    if cx.facts.vocabulary.is_foreign_passage(cx.doc, idx) {
        return;
    }
    let span = doc.tokens[idx].span.cover(doc.tokens[idx + 2].span);
    out.report(Finding::new(span).fix(Fix::suggest(span, joined)).at_most(severity));
}

/// How common a piece is as a word of its own. Web lists give every pair of letters some frequency; only a trusted
/// word keeps it.
fn weight(entry: Entry) -> i32 {
    let zipf = i32::from(entry.zipf10());
    // Abbreviations stand in capitals or behind a number.
    let is_word = entry.is_standard() || entry.is_supplement() || entry.is_derived();
    let trusted = is_word
        || entry.is_accepted()
        || entry.is_colloquial()
        || !entry.is_abbreviation() && (entry.is_name() || entry.is_foreign());
    if trusted { zipf.max(20) } else { zipf / 2 }
}
