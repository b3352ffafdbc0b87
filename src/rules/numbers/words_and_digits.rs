//! `numbers/words-and-digits`: a number in words and the same in digits, "lima (6) orang", that are not the same.
//!
//! A bracket that holds more than a number, or an age behind a name, is left alone.

use serde::Deserialize;

use crate::document::TokenKind;
use crate::facts::numbers::{Amount, Notation};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};

/// Its options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsAndDigits {
    /// Words before a number that make a bracket behind it a reference: "pasal", "ayat".
    numbered: Vec<String>,
}

impl Rule for WordsAndDigits {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for pair in cx.facts.numbers.windows(2) {
            let (one, other) = (&pair[0], &pair[1]);
            if !in_brackets(cx, one, other) || same(one, other) || self.is_reference(cx, one) {
                continue;
            }
            let (words, digits) =
                if one.notation == Notation::Words { (one, other) } else { (other, one) };
            if words.notation != Notation::Words || digits.notation != Notation::Digits {
                continue;
            }
            let mut finding = Finding::new(one.span.cover(doc.tokens[other.last + 1].span))
                .arg("words", doc.str(words.span))
                .arg("digits", doc.str(digits.span));
            if words.value < 1e6 && words.value.fract() == 0.0 {
                finding = finding.fix(Fix::suggest(digits.span, grouped(words.value)));
            }
            out.report(finding);
        }
    }
}

impl WordsAndDigits {
    fn is_reference(&self, cx: &Context<'_>, amount: &Amount) -> bool {
        let doc = cx.doc;
        let before = doc.prev(amount.first).map(|idx| doc.token_str(idx).to_lowercase());
        let is_name = doc.token_str(amount.first).starts_with(char::is_uppercase)
            && !doc.starts_sentence(amount.first);
        is_name || before.is_some_and(|word| self.numbered.contains(&word))
    }
}

/// Whether the second stands alone in a bracket right behind the first, and a word goes on behind it.
fn in_brackets(cx: &Context<'_>, one: &Amount, other: &Amount) -> bool {
    let doc = cx.doc;
    let Some(open) = doc.next(one.last) else { return false };
    doc.token_str(open) == "("
        && doc.next(open) == Some(other.first)
        && doc.kind(other.last + 1) == Some(TokenKind::Punct)
        && doc.token_str(other.last + 1) == ")"
        && doc.next(other.last + 1).is_some_and(|next| doc.kind(next) == Some(TokenKind::Word))
}

fn same(one: &Amount, other: &Amount) -> bool {
    (one.value - other.value).abs() < 1e-9
}

/// Digits with dots between the thousands. The number is whole and below a million.
fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    match digits.len().checked_sub(3) {
        Some(cut) if cut > 0 => format!("{}.{}", &digits[..cut], &digits[cut..]),
        _ => digits,
    }
}
