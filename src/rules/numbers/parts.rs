//! `numbers/parts`: "10 orang, terdiri atas 4 pria dan 5 wanita": parts that the text lists as all there are, and that
//! do not add up.
//!
//! Only a list of plain "number and noun" up to the end of the sentence or the bracket is added up. Whatever may
//! overlap, repeat or leave out is left alone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::Amount;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The most words between a number and the word that opens the list, and behind each part.
const NOUN: usize = 4;

/// The most parts of a list; keeps the work linear.
const MOST: usize = 40;

/// The share of the whole that may be missing or too much: what is farther off counts other things.
const SLIP: f64 = 0.5;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    /// Phrases that open a full list: "terdiri atas".
    openers: Vec<String>,
    /// Words with which parts may overlap, repeat or leave out: with any of them nothing is added up.
    doubts: Vec<String>,
    /// Words and signs before a number that counts no things: "tahun", "Rp".
    other: Vec<String>,
}

impl Rule for Parts {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let amounts = &cx.facts.numbers;
        for (at, whole) in amounts.iter().enumerate() {
            let Some(next) = amounts.get(at + 1) else { break };
            let Some(start) = self.opened(cx.doc, whole) else { continue };
            if start != next.first {
                continue;
            }
            let Some((sum, end, n_parts)) = self.add_up(cx.doc, &amounts[at + 1..]) else {
                continue;
            };
            let off = (sum - whole.value).abs();
            let said_before = || {
                let sentence = cx.doc.sentence_at(whole.span.start());
                let from = sentence.map_or(0, |sentence| sentence.span.start());
                let before = amounts[..at].iter().rev().take_while(|it| from <= it.span.start());
                before.take(8).any(|it| (it.value - sum).abs() < 0.5)
            };
            if n_parts >= 2 && off > 0.5 && off <= whole.value * SLIP && !said_before() {
                let span = Span::new(whole.span.start(), end);
                let finding = Finding::new(span)
                    .arg("whole", cx.doc.str(whole.span))
                    .arg("sum", format!("{sum:.0}"));
                out.report(finding.label(whole.span, "whole"));
            }
        }
    }
}

impl Parts {
    /// The token at which the list behind a number begins, if one is opened there.
    fn opened(&self, doc: &Document, whole: &Amount) -> Option<usize> {
        if !self.is_count(doc, whole) {
            return None;
        }
        let mut idx = doc.next(whole.last)?;
        for _ in 0..=NOUN {
            if let Some(next) = self.opener(doc, idx) {
                return Some(next);
            }
            if doc.kind(idx)? != TokenKind::Word {
                // One comma or bracket may stand before the opener.
                return matches!(doc.token_str(idx), "," | "(")
                    .then(|| self.opener(doc, doc.next(idx)?))
                    .flatten();
            }
            idx = doc.next(idx)?;
        }
        None
    }

    /// The token behind an opener that begins at `idx`; "yang" may stand before it.
    fn opener(&self, doc: &Document, idx: usize) -> Option<usize> {
        let yang = doc.token_str(idx).eq_ignore_ascii_case("yang");
        let idx = if yang { doc.next(idx)? } else { idx };
        let one = doc.token_str(idx).to_lowercase();
        let next = doc.next(idx)?;
        if self.openers.contains(&one) {
            return Some(next);
        }
        let two = format!("{one} {}", doc.token_str(next).to_lowercase());
        self.openers.contains(&two).then(|| doc.next(next))?
    }

    /// Sum, end in bytes and number of the parts; `None` when the list holds anything but numbers and nouns.
    fn add_up(&self, doc: &Document, amounts: &[Amount]) -> Option<(f64, usize, usize)> {
        let mut sum = 0.0;
        for (at, part) in amounts.iter().enumerate().take(MOST) {
            if !self.is_count(doc, part) {
                return None;
            }
            sum += part.value;
            let mut idx = part.last;
            let mut n_words = 0;
            loop {
                // A part ends at the next number, the list at a full stop or bracket.
                let Some(next) = doc.next(idx) else {
                    return Some((sum, doc.tokens[idx].span.end(), at + 1));
                };
                idx = next;
                if amounts.get(at + 1).is_some_and(|it| it.first == idx) {
                    break;
                }
                match (doc.kind(idx)?, doc.token_str(idx)) {
                    (TokenKind::Word, word) => {
                        n_words += 1;
                        let word = word.to_lowercase();
                        if n_words > NOUN + 1 || self.doubts.contains(&word) {
                            return None;
                        }
                    }
                    (TokenKind::Punct, "," | ";") if n_words > 0 => {}
                    // "9. 967 orang": a number cut in two.
                    (TokenKind::Punct, ".") if n_words == 0 => return None,
                    (TokenKind::Punct, "." | ")") => {
                        return Some((sum, doc.tokens[idx].span.start(), at + 1));
                    }
                    _ => return None,
                }
            }
            if n_words == 0 {
                return None;
            }
        }
        None
    }

    /// Whether a number counts things: whole, no percentage, no money, not the number of something.
    fn is_count(&self, doc: &Document, amount: &Amount) -> bool {
        let before = doc.prev(amount.first).map(|idx| doc.token_str(idx).to_lowercase());
        let is_other = before.is_some_and(|word| self.other.contains(&word));
        amount.value.fract() == 0.0 && amount.value > 0.0 && !is_other && !amount.is_percent(doc)
    }
}
