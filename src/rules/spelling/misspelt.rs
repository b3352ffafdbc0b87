//! spelling/misspelt: a word that no list knows and that is one slip away from a word that everyone uses.
//!
//! A capitalised word is judged as well, but doubted more: most are names of people whom no list knows. Names that
//! differ within the article are not compared here.

use std::borrow::Cow;

use serde::Deserialize;

use super::calendar::meant;
use super::judgement::{MOST_CARELESS, SURE, Suspect, carelessness};
use super::{is_prose, is_structural};
use crate::case::{Shape, capitalised, folded, in_shape_of, shape};
use crate::diagnostic::Severity;
use crate::document::{Document, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// How many corrections are offered.
const MAX_FIXES: usize = 3;

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Misspelt {}

/// A suspect and what it may have meant.
struct Judged {
    finding: Finding,
    suspect: Suspect,
    score: f32,
}

impl Rule for Misspelt {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Word && !spelt.entry.is_known() && !spelt.entry.is_colloquial()
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut judged = Vec::new();
        for idx in cx.wanted() {
            if cx.doc.block_at_token(idx).is_some_and(|block| is_prose(block.kind)) {
                judged.extend(check_word(cx, idx, out));
            }
        }
        if judged.is_empty() {
            return;
        }
        let words = words_of_prose(cx.doc);
        let sure = judged.iter().filter(|one| one.score >= SURE).count();
        for Judged { finding, suspect, score } in judged {
            let others = sure - usize::from(score >= SURE);
            if let Some(severity) = suspect.severity(score, carelessness(others, words)) {
                out.report(finding.at_most(severity));
            }
        }
    }
}

fn words_of_prose(doc: &Document) -> usize {
    let blocks = doc.blocks.iter().filter(|block| is_prose(block.kind));
    let tokens = blocks
        .flat_map(|block| &doc.tokens[block.tokens.start as usize..block.tokens.end as usize]);
    tokens.filter(|token| token.kind == TokenKind::Word).count()
}

/// Reports a word that is misspelt whatever else the article holds, or judges one that may be.
fn check_word(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) -> Option<Judged> {
    let span = cx.doc.tokens[idx].span;
    let meant = match cx.facts.words.shape(idx) {
        Shape::Capital => misspelt_date(cx, idx),
        Shape::Mixed => capital_late(cx, idx),
        Shape::Lower | Shape::Shout => None,
    };
    if let Some(meant) = meant {
        if !is_structural(cx.doc, idx) {
            out.report(Finding::new(span).fix(Fix::suggest(span, meant)));
        }
        return None;
    }
    let part = suspected_part(cx, span)?;
    let written = cx.doc.str(part);
    let word: Cow<'_, str> =
        if part == span { cx.facts.words.folded(idx).into() } else { folded(written).into() };
    let suspect = Suspect::new(cx, idx, &word)?;
    if is_structural(cx.doc, idx) {
        return None;
    }
    let candidates = cx.lexicon.corrections(&word, suspect.among());
    let corrections = suspect.ranked(cx, idx, &word, &candidates);
    let score = suspect.score(&word, &corrections);
    // Most are names that no word is near enough to, in whatever article they stand.
    suspect.severity(score, MOST_CARELESS)?;
    let mut finding = Finding::new(part);
    for correction in corrections.iter().take(MAX_FIXES) {
        let meant = in_shape_of(written, &correction.candidate.word);
        finding = finding.fix(Fix::suggest(part, meant));
    }
    if corrections.is_empty() {
        finding = finding.variant("unknown").at_most(Severity::Info);
    }
    Some(Judged { finding, suspect, score })
}

/// The word or name whose first two letters were typed in the wrong order ("eBrita"), or that has a small letter before
/// its capital ("fTapi"). What is known besides by the way it is written, as brands are, is left alone.
fn capital_late(cx: &Context<'_>, idx: usize) -> Option<String> {
    /// Small letters that brands and services set before a word: eKatalog, iNews, mBanking.
    const OF_BRANDS: &[char] = &['d', 'e', 'g', 'i', 'k', 'm', 'o', 'u', 'v', 'x'];
    let word = cx.doc.token_str(idx);
    let mut letters = word.chars();
    let (small, capital, rest) = (letters.next()?, letters.next()?, letters.as_str());
    let shaped = small.is_lowercase()
        && capital.is_uppercase()
        && rest.chars().count() >= 2
        && rest.chars().all(char::is_lowercase);
    if !shaped || cx.facts.vocabulary.count(&cx.facts.words, &folded(word)) > 1 {
        return None;
    }
    let common = |word: &str| {
        let entry = cx.lexicon.look_up(word);
        (entry.is_known() || entry.is_name()) && entry.zipf10() >= 30
    };
    let swapped: String = capital.to_lowercase().chain([small]).chain(rest.chars()).collect();
    if common(&swapped) {
        return Some(capitalised(&swapped));
    }
    let without = &word[small.len_utf8()..];
    let brand = OF_BRANDS.contains(&small) && !small.eq_ignore_ascii_case(&capital);
    (!brand && common(without)).then(|| without.to_owned())
}

/// The part of a token to judge. A hyphenated word is judged by its one unknown part, unless that part only echoes
/// the other, as in reduplication ("tolong-menolong"), which is grammar's business.
fn suspected_part(cx: &Context<'_>, span: Span) -> Option<Span> {
    let word = cx.doc.str(span);
    if !word.contains('-') {
        return Some(span);
    }
    let mut unknown = None;
    let mut at = span.start();
    for part in word.split('-') {
        let entry = cx.lexicon.look_up(part);
        let known =
            entry.is_known() || entry.is_name() || entry.is_foreign() || entry.is_colloquial();
        let echoes = word.split('-').any(|other| other != part && shares_core(other, part));
        if !known {
            if unknown.is_some() || echoes || shape(part) != Shape::Lower || part.len() < 6 {
                return None;
            }
            unknown = Some(Span::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    unknown
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
    (before || after).then(|| meant(cx.facts.words.folded(idx)))?
}
