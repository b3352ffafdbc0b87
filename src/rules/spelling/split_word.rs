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
use crate::facts::words::Spelling;
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

/// What a joined word is worth that is a name or that the article has elsewhere, on the same scale.
const NAMED: i32 = 45;

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitWord {}

impl Rule for SplitWord {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let words = &cx.facts.words;
        let pieces: Vec<Piece> =
            words.spellings().iter().map(|spelling| Piece::of(cx, spelling)).collect();
        let piece = |idx: usize| words.number(idx).map(|number| pieces[number]);
        for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
            let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
            for idx in start..end.saturating_sub(2) {
                // Two plain words with a single space between, the second in lower case.
                let space = cx.doc.tokens[idx + 1];
                if space.kind != TokenKind::Space || space.span.len() != 1 {
                    continue;
                }
                let (Some(left), Some(right)) = (piece(idx), piece(idx + 2)) else { continue };
                if left.may_lead && right.may_follow {
                    check_pair(cx, idx, [left.weight, right.weight], out);
                }
            }
        }
    }
}

/// What a spelling is as a part of a word.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Whether it is a plain word, perhaps with a capital.
    may_lead: bool,
    /// Whether it is a plain word in lower case.
    may_follow: bool,
    weight: i32,
}

impl Piece {
    fn of(cx: &Context<'_>, spelling: &Spelling) -> Self {
        let first = spelling.first as usize;
        let is_plain = spelling.kind == TokenKind::Word
            && cx.doc.token_str(first).chars().all(char::is_alphabetic);
        Self {
            may_lead: is_plain && matches!(spelling.shape, Shape::Lower | Shape::Capital),
            may_follow: is_plain && spelling.shape == Shape::Lower,
            weight: weight(cx.facts.entries[first]),
        }
    }
}

fn check_pair(cx: &Context<'_>, idx: usize, weights: [i32; 2], out: &mut Sink<'_>) {
    let (doc, words) = (cx.doc, &cx.facts.words);
    let [left, right] = weights;
    // Nearly all pairs are two words too common for any joined word, then for this one: nothing is written out for them.
    let enough = left + right + WARNING - 90 - BEST_FIT;
    if enough > COMMONEST {
        return;
    }
    let entry = cx.lexicon.listed_joined(words.folded(idx), words.folded(idx + 2));
    if i32::from(entry.zipf10()).max(NAMED) < enough {
        return;
    }
    let joined = format!("{}{}", doc.token_str(idx), doc.token_str(idx + 2));
    let recurs = cx.facts.vocabulary.count(&cx.facts.words, &folded(&joined)) > 0;
    let likely = i32::from(entry.zipf10()).max(if recurs || entry.is_name() { NAMED } else { 20 });
    // Only for the others it is worth while to take the joined word apart.
    if likely < enough || joined.chars().count() < 4 {
        return;
    }
    let odds = likely + 90 - left - right;
    let beside = Neighbours::around(cx, idx..idx + 3).fit10(cx, &folded(&joined));
    let quoted = cx.facts.is_quoted(doc.tokens[idx].span.start());
    let severity = match odds + i32::from(beside) / 2 {
        ERROR.. => Severity::Error,
        WARNING.. if !quoted => Severity::Warning,
        _ => return,
    };
    let capital = shape(&joined) == Shape::Capital && !doc.starts_sentence(idx);
    // Behind a name stands many a common word; a piece of a name is hardly ever one.
    let piece_of_name = capital && right < 55 && (entry.is_name() || recurs);
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
