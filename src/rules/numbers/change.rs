//! `numbers/change`: "naik 5 persen dari 100 menjadi 110" and "naik dari 100 menjadi 110 atau 5 persen": a percentage that
//! its own two numbers do not give.
//!
//! Each number is taken to be rounded in its last place. Points of percentages, years and numbers of which only one has
//! a word of scale are left alone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::{Amount, Notation};
use crate::rule::{Context, Finding, Rule, Sink};

/// The most tokens between the percentage and the first number, and between the two numbers.
const REACH: usize = 24;

/// How many words before the percentage the verb may stand.
const VERB: usize = 6;

/// The most words of a unit: "ton per hektare".
const UNITS: usize = 3;

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
            let behind = || {
                let sign = self.sign(doc, percent)?;
                Some((sign, self.ends(doc, percent, &amounts[at + 1..])?))
            };
            let before = || self.before(doc, &amounts[..at], percent);
            let Some((sign, (from, to))) = behind().or_else(before) else { continue };
            if fits(percent, from, to, sign) {
                continue;
            }
            let change = (to.value - from.value) / from.value * 100.0;
            let whole = percent.span.cover(from.span).cover(to.span);
            let finding = Finding::new(whole)
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

    /// Sign, from and to of "naik dari 100 menjadi 110 atau 10 persen": the numbers stand right before the percentage.
    fn before<'a>(
        &self,
        doc: &Document,
        amounts: &'a [Amount],
        percent: &Amount,
    ) -> Option<(f64, (&'a Amount, &'a Amount))> {
        let [.., from, to] = amounts else { return None };
        let sentence = doc.sentence_at(percent.span.start())?;
        let said = |amount: &Amount, words: &[&str]| {
            self.preposition(doc, amount).is_some_and(|word| words.contains(&word.as_str()))
        };
        let fits = sentence.span.start() <= from.span.start()
            && said(from, &["dari"])
            && said(to, &["menjadi", "ke"])
            && comparable(doc, from, to)
            && to.first - from.last < REACH
            && self.is_plain(doc, from, to.first)
            && self.is_apposed(doc, to, percent)
            && !is_share(doc, percent);
        let sign = self.sign(doc, from)?;
        fits.then_some((sign, (from, to)))
    }

    /// Whether the percentage says again what the number before it said: "atau 10 persen", "(10 persen)". Units may stand
    /// between.
    fn is_apposed(&self, doc: &Document, to: &Amount, percent: &Amount) -> bool {
        let between: Vec<&str> = (to.last + 1..percent.first)
            .filter(|&idx| doc.kind(idx) != Some(TokenKind::Space))
            .map(|idx| doc.token_str(idx))
            .collect();
        let units = match between.as_slice() {
            [units @ .., "atau" | "("] => units,
            [units @ .., "atau", word] if self.is_change(word) => units,
            _ => return false,
        };
        let units = units.strip_suffix(&[","]).unwrap_or(units);
        units.len() <= UNITS
            && units.iter().all(|unit| {
                let word = unit.to_lowercase();
                word.chars().all(char::is_alphabetic) && !self.doubts.contains(&word)
            })
    }

    fn is_change(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.up.contains(&word) || self.down.contains(&word)
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
                let near = first - percent.last < REACH && last - first < REACH;
                return (comparable(doc, from, to) && near && self.is_plain(doc, percent, last))
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

/// "20 persen dari kebutuhan": a share of something that is named.
fn is_share(doc: &Document, percent: &Amount) -> bool {
    let behind = doc.next(percent.last).and_then(|sign| doc.next(sign));
    behind.is_some_and(|idx| doc.token_str(idx).eq_ignore_ascii_case("dari"))
}

/// Whether two numbers are written alike and neither may be a year.
fn comparable(doc: &Document, from: &Amount, to: &Amount) -> bool {
    from.notation == to.notation
        && from.notation != Notation::Words
        && !(from.may_be_year(doc) && to.may_be_year(doc))
        && from.value > 0.0
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
