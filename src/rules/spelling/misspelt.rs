//! spelling/misspelt: a word that no list knows and that is one slip away from a word that everyone uses.
//!
//! Names are not judged here unless they are common words inside an institution's name ("Dewan Keamaan").

use std::collections::HashMap;

use serde::Deserialize;

use super::calendar::meant;
use super::judgement::Suspect;
use super::{is_prose, is_structural};
use crate::case::{Shape, folded, in_shape_of, shape};
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::lexicon::Candidate;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// How many corrections are offered.
const MAX_FIXES: usize = 3;

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Misspelt {}

impl Rule for Misspelt {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        // Candidates are dear; a word that recurs pays once.
        let mut memo: HashMap<String, Vec<Candidate>> = HashMap::new();
        for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
            for idx in block.tokens.start as usize..block.tokens.end as usize {
                if cx.doc.tokens[idx].kind == TokenKind::Word {
                    check_word(cx, idx, &mut memo, out);
                }
            }
        }
    }
}

fn check_word(
    cx: &Context<'_>,
    idx: usize,
    memo: &mut HashMap<String, Vec<Candidate>>,
    out: &mut Sink<'_>,
) {
    let entry = cx.facts.entries[idx];
    if entry.is_known() || entry.is_colloquial() || is_structural(cx.doc, idx) {
        return;
    }
    let span = cx.doc.tokens[idx].span;
    if let Some(meant) = misspelt_date(cx, idx) {
        out.report(Finding::new(span).fix(Fix::suggest(span, meant)));
        return;
    }
    for part in suspects(cx, span) {
        let written = cx.doc.str(part);
        let word = folded(written);
        let Some(suspect) = Suspect::new(cx, idx, &word) else { continue };
        let best = memo.entry(word.clone()).or_insert_with(|| cx.lexicon.candidates(&word, 8));
        let Some(severity) = suspect.judge(&word, best) else { continue };
        let mut finding = Finding::new(part).at_most(severity);
        for candidate in best.iter().take(MAX_FIXES) {
            finding = finding.fix(Fix::suggest(part, in_shape_of(written, &candidate.word)));
        }
        if best.is_empty() {
            finding = finding.variant("unknown").at_most(Severity::Info);
        }
        out.report(finding);
    }
}

/// The parts of a token to judge. A hyphenated word is judged by its one unknown part, unless that part only echoes
/// the other, as in reduplication ("tolong-menolong"), which is grammar's business.
fn suspects(cx: &Context<'_>, span: Span) -> Vec<Span> {
    let word = cx.doc.str(span);
    if !word.contains('-') {
        return vec![span];
    }
    let mut parts = Vec::new();
    let mut at = span.start();
    for part in word.split('-') {
        let entry = cx.lexicon.look_up(part);
        let known =
            entry.is_known() || entry.is_name() || entry.is_foreign() || entry.is_colloquial();
        let echoes = word.split('-').any(|other| other != part && shares_core(other, part));
        if !known {
            if echoes || shape(part) != Shape::Lower || part.len() < 6 {
                return Vec::new();
            }
            parts.push(Span::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    if parts.len() > 1 {
        parts.clear();
    }
    parts
}

/// Whether two parts of a reduplication have three letters of their middle in common.
fn shares_core(a: &str, b: &str) -> bool {
    let a = a.as_bytes();
    b.as_bytes().windows(3).any(|core| a.windows(3).any(|other| other == core))
}

/// The month or day that a word beside a number misspells: "12 Febuari", "Selsa (14/5)".
fn misspelt_date(cx: &Context<'_>, idx: usize) -> Option<String> {
    let is_number = |at: usize| cx.doc.tokens[at].kind == TokenKind::Number;
    let bracket = |at: usize| matches!(cx.doc.token_str(at), "(" | ",");
    let before = cx.doc.prev(idx).is_some_and(is_number);
    let after = cx
        .doc
        .next(idx)
        .is_some_and(|at| is_number(at) || bracket(at) && cx.doc.next(at).is_some_and(is_number));
    let word = cx.doc.token_str(idx);
    (shape(word) == Shape::Capital && (before || after)).then(|| meant(&folded(word)))?
}
