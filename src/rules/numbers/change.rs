//! `numbers/change`: "naik 5 persen dari 100 menjadi 110": a percentage that its own two numbers do not give.
//!
//! Each number is taken to be rounded in its last place. Points of percentages, years and numbers of which only one has
//! a word of scale are left alone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::{Amount, Notation};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The most tokens between the percentage and the first number, and between the two numbers.
const REACH: usize = 24;

/// How many words before the percentage the verb may stand.
const VERB: usize = 6;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// "naik", "tumbuh".
    up: Vec<String>,
    /// "turun", "anjlok".
    down: Vec<String>,
    /// Words that may stand between "dari" or "menjadi" and the number.
    fillers: Vec<String>,
    /// Words with which the two numbers are not the ones of the percentage, or not exact.
    doubts: Vec<String>,
}

impl Rule for Change {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let (doc, amounts) = (cx.doc, &cx.facts.numbers);
        for (at, percent) in amounts.iter().enumerate() {
            if !percent.is_percent(doc) {
                continue;
            }
            let Some(sign) = self.sign(doc, percent) else { continue };
            let Some((from, to)) = self.ends(doc, percent, &amounts[at + 1..]) else { continue };
            if fits(percent, from, to, sign) {
                continue;
            }
            let change = (to.value - from.value) / from.value * 100.0;
            let end = from.span.end().max(to.span.end());
            let finding = Finding::new(Span::new(percent.span.start(), end))
                .arg("from", doc.str(from.span))
                .arg("to", doc.str(to.span))
                .arg("change", format!("{change:+.1}").replace('.', ","));
            out.report(finding);
        }
    }
}

impl Change {
    /// 1 for a rise and -1 for a fall, by the nearest verb before the percentage.
    fn sign(&self, doc: &Document, percent: &Amount) -> Option<f64> {
        let mut idx = percent.first;
        for _ in 0..VERB {
            idx = doc.prev(idx)?;
            if doc.kind(idx)? != TokenKind::Word {
                return None;
            }
            let word = doc.token_str(idx).to_lowercase();
            if self.up.contains(&word) {
                return Some(1.0);
            }
            if self.down.contains(&word) {
                return Some(-1.0);
            }
        }
        None
    }

    /// The two numbers, from and to, in either order.
    fn ends<'a>(
        &self,
        doc: &Document,
        percent: &Amount,
        behind: &'a [Amount],
    ) -> Option<(&'a Amount, &'a Amount)> {
        let sentence = doc.sentence_at(percent.span.start())?;
        let end = (sentence.tokens.end as usize).min(percent.last + 2 * REACH);
        let mut found: [Option<&Amount>; 2] = [None, None];
        for amount in behind.iter().take_while(|amount| amount.last < end) {
            if amount.is_percent(doc) {
                return None;
            }
            match self.preposition(doc, amount).as_deref() {
                Some("dari") if found[0].is_none() => found[0] = Some(amount),
                Some("menjadi" | "ke") if found[1].is_none() => found[1] = Some(amount),
                // A number of something else: only a year may stand between.
                _ if amount.may_be_year(doc) => continue,
                _ => return None,
            }
            if let [Some(from), Some(to)] = found {
                let (first, last) = (from.first.min(to.first), from.last.max(to.last));
                let comparable = from.notation == to.notation
                    && from.notation != Notation::Words
                    && !(from.may_be_year(doc) && to.may_be_year(doc));
                let near = first - percent.last < REACH && last - first < REACH;
                return (comparable
                    && near
                    && from.value > 0.0
                    && self.is_plain(doc, percent, last))
                .then_some((from, to));
            }
        }
        None
    }

    /// The word before a number that says whether it is the start or the end of a change.
    fn preposition(&self, doc: &Document, amount: &Amount) -> Option<String> {
        let mut idx = amount.first;
        for _ in 0..4 {
            idx = doc.prev(idx)?;
            let word = doc.token_str(idx).to_lowercase();
            if !self.fillers.contains(&word) {
                return Some(word);
            }
        }
        None
    }

    /// Whether no word from the percentage to the last number raises a doubt, and no new clause begins.
    fn is_plain(&self, doc: &Document, percent: &Amount, last: usize) -> bool {
        (percent.last + 1..last).all(|idx| match doc.kind(idx) {
            Some(TokenKind::Word) => !self.doubts.contains(&doc.token_str(idx).to_lowercase()),
            Some(TokenKind::Punct) => !matches!(doc.token_str(idx), ";" | ":" | "-" | "–"),
            Some(TokenKind::Quote) => false,
            _ => true,
        })
    }
}

/// Whether the percentage may come from the two numbers, each of them rounded or cut in its last place.
fn fits(percent: &Amount, from: &Amount, to: &Amount, sign: f64) -> bool {
    let change = |from: f64, to: f64| (to - from) / from * 100.0 * sign;
    let least = |amount: &Amount| amount.value - amount.step;
    let most = |amount: &Amount| amount.value + amount.step;
    let ends = [change(most(from), least(to)), change(least(from).max(1e-9), most(to))];
    let (low, high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    low - percent.step <= percent.value && percent.value <= high + percent.step
}
