//! `numbers/remainder`: shares of a whole with a remainder, "60 persen …, sisanya 45 persen", that make more than a
//! hundred.
//!
//! Only a sentence that says itself that the rest follows is added up, and only when every percentage of it is a share:
//! a rise, a rate or a share of a share would not be. Less than a hundred proves nothing: the first shares may stand in
//! the sentence before.

use serde::Deserialize;

use crate::document::{Document, Sentence, TokenKind};
use crate::facts::numbers::Amount;
use crate::rule::{Context, Finding, Rule, Sink};

/// The most shares of one whole.
const MOST: usize = 8;

/// How many tokens may stand between the word for the rest and its number.
const NEAR: usize = 12;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remainder {
    /// "sisanya".
    rest: Vec<String>,
    /// Words with which a percentage is no share, or not exact.
    doubts: Vec<String>,
}

impl Rule for Remainder {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let mut from = 0;
        for sentence in &doc.sentences {
            let amounts = &cx.facts.numbers;
            from += amounts[from..]
                .iter()
                .take_while(|amount| amount.span.start() < sentence.span.start())
                .count();
            let inside = amounts[from..]
                .iter()
                .take_while(|amount| amount.span.end() <= sentence.span.end());
            let shares: Vec<&Amount> = inside.filter(|amount| amount.is_percent(doc)).collect();
            let [first, .., last] = shares.as_slice() else { continue };
            if MOST < shares.len() || !self.is_rest(doc, last) || self.is_doubtful(doc, sentence) {
                continue;
            }
            let sum: f64 = shares.iter().map(|share| share.value).sum();
            // Each share may be rounded up or down by half of its last place; ten times that is generous.
            let slack: f64 = shares.iter().map(|share| share.step).sum();
            if sum > 100.0 + slack {
                let sum = format!("{sum:.2}");
                let sum = sum.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
                out.report(Finding::new(first.span.cover(last.span)).arg("sum", sum));
            }
        }
    }
}

impl Remainder {
    /// Whether the word for the rest stands before a number, with nothing but words between.
    fn is_rest(&self, doc: &Document, share: &Amount) -> bool {
        let mut idx = share.first;
        for _ in 0..NEAR {
            let Some(prev) = doc.prev(idx) else { return false };
            if doc.kind(prev) != Some(TokenKind::Word) && doc.token_str(prev) != "," {
                return false;
            }
            if self.rest.contains(&doc.token_str(prev).to_lowercase()) {
                return true;
            }
            idx = prev;
        }
        false
    }

    fn is_doubtful(&self, doc: &Document, sentence: &Sentence) -> bool {
        doc.words(sentence.tokens.clone())
            .any(|(_, word)| self.doubts.contains(&word.to_lowercase()))
    }
}
