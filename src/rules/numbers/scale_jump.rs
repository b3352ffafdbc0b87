//! `numbers/scale-jump`: "Rp2,35 miliar" in the headline and "Rp2,35 triliun" in the text: the same digits with another
//! word of scale.
//!
//! A headline's number stands in the text, so it is held against any that has its digits. The same digits by chance are
//! common where they are few, so a text is only held against itself when they are three or more. What stands in the
//! text in both scales, twice or side by side, has both by right.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::numbers::{Amount, Notation};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// How many digits that say something a number of the text needs, noughts at its ends not counted.
const DIGITS: usize = 3;

/// How near two numbers stand of which the text makes one the other, in tokens.
const NEAR: usize = 12;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleJump {
    /// Words of scale that are taken for one another, each with its short forms behind money: "Rp2 T".
    scales: BTreeMap<String, Vec<String>>,
    /// Words between two numbers that make of the one the other: "atau", "setara".
    doubts: Vec<String>,
}

/// A number and its scale.
struct Sum<'a> {
    scale: &'a str,
    span: Span,
    first: usize,
    last: usize,
}

/// The sums of an article that have the same digits and the same money.
#[derive(Default)]
struct Same<'a> {
    headline: Vec<Sum<'a>>,
    text: Vec<Sum<'a>>,
}

impl Rule for ScaleJump {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let mut by_digits: BTreeMap<(&str, &str), Same<'_>> = BTreeMap::new();
        for amount in &cx.facts.numbers {
            let money = doc.prev(amount.first).map_or("", |idx| doc.token_str(idx));
            let money = if matches!(money, "Rp" | "$" | "USD") { money } else { "" };
            let Some(sum) = self.sum(doc, amount, !money.is_empty()) else { continue };
            let same = by_digits.entry((doc.token_str(amount.first), money)).or_default();
            match doc.block_at(amount.span.start()).map(|block| block.kind) {
                Some(BlockKind::Headline | BlockKind::Deck) => same.headline.push(sum),
                _ => same.text.push(sum),
            }
        }
        for ((digits, _), same) in &by_digits {
            let jump = headline(same).or_else(|| self.text(doc, digits, &same.text));
            let Some((witness, suspect)) = jump else { continue };
            let finding = Finding::new(suspect.span).arg("other", doc.str(witness.span));
            out.report(finding.label(witness.span, "other"));
        }
    }
}

impl ScaleJump {
    /// A number in digits with a scale that may be mistaken, written out or, behind a sign of money, in short.
    fn sum(&self, doc: &Document, amount: &Amount, is_money: bool) -> Option<Sum<'_>> {
        if doc.kind(amount.first) != Some(TokenKind::Number) {
            return None;
        }
        let last = match amount.notation {
            Notation::Scaled => amount.last,
            _ => doc.next(amount.last).filter(|_| is_money)?,
        };
        let word = doc.token_str(last).to_lowercase();
        let is_short = amount.notation != Notation::Scaled;
        let named = self.scales.iter().find(|(scale, shorts)| {
            if is_short { shorts.contains(&word) } else { **scale == word }
        });
        let span = amount.span.cover(doc.tokens[last].span);
        named.map(|(scale, _)| Sum { scale, span, first: amount.first, last })
    }

    /// Two sums of the text of which one must be mistaken: the witness and the suspect, the rarer of the two.
    fn text<'a>(
        &self,
        doc: &Document,
        digits: &str,
        text: &'a [Sum<'a>],
    ) -> Option<(&'a Sum<'a>, &'a Sum<'a>)> {
        let (first, rest) = text.split_first()?;
        let odd = rest.iter().find(|sum| sum.scale != first.scale)?;
        let n_first = text.iter().filter(|sum| sum.scale == first.scale).count();
        let n_odd = text.len() - n_first;
        if telling(digits) < DIGITS || n_first.min(n_odd) > 1 || self.is_converted(doc, first, odd)
        {
            return None;
        }
        Some(if n_odd > n_first { (odd, first) } else { (first, odd) })
    }

    /// Whether the text itself turns the one number into the other: "1.250 miliar atau setara 1.250 juta dolar".
    fn is_converted(&self, doc: &Document, first: &Sum<'_>, odd: &Sum<'_>) -> bool {
        let is_doubt = |idx: usize| self.doubts.contains(&doc.token_str(idx).to_lowercase());
        odd.first.abs_diff(first.last) < NEAR && (first.last..odd.first).any(is_doubt)
    }
}

/// A headline whose digits the text has, and only in another scale: the witness and the suspect.
fn headline<'a>(same: &'a Same<'a>) -> Option<(&'a Sum<'a>, &'a Sum<'a>)> {
    let (suspect, witness) = (same.headline.first()?, same.text.first()?);
    same.text.iter().all(|sum| sum.scale != suspect.scale).then_some((witness, suspect))
}

/// How many digits say something: "2,350" has three, "1.000" one.
fn telling(text: &str) -> usize {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}
