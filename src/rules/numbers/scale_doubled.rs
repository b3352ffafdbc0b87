//! `numbers/scale-doubled`: a number with all of its digits and a word of scale besides, "1.500.000 juta".
//!
//! "Rp 1.250.000 juta" is how balance sheets count, and is left alone.

use serde::Deserialize;

use crate::facts::numbers::{Notation, scale};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleDoubled {}

impl Rule for ScaleDoubled {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for amount in cx.facts.numbers.iter().filter(|it| it.notation == Notation::Scaled) {
            let Some(by) = scale(doc.token_str(amount.last)) else { continue };
            let digits = doc.token_str(amount.first);
            let in_full = digits.split('.').count() >= 3 && !digits.contains(',');
            let is_money = doc
                .prev(amount.first)
                .is_some_and(|idx| matches!(doc.token_str(idx), "Rp" | "IDR" | "USD" | "$"));
            if in_full && by >= 1e6 && !(is_money && by <= 1e6) {
                let tail = Span::new(doc.tokens[amount.first].span.end(), amount.span.end());
                out.report(Finding::new(amount.span).fix(Fix::suggest(tail, "")));
            }
        }
    }
}
