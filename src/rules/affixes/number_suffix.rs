//! eyd/number-suffix: affixes on numbers: "300an" for "300-an", "ke-dua" for "kedua".

use serde::Deserialize;

use crate::case::in_shape_of;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// Numerals that "ke" makes ordinals of, written as one word.
const NUMERALS: &[&str] = &[
    "belas",
    "delapan",
    "dua",
    "dua belas",
    "empat",
    "enam",
    "lima",
    "satu",
    "sebelas",
    "sembilan",
    "sepuluh",
    "seratus",
    "tiga",
    "tujuh",
];

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberSuffix {}

impl Rule for NumberSuffix {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        match spelt.kind {
            TokenKind::Number => true,
            TokenKind::Word => numeral(spelt.folded).is_some(),
            _ => false,
        }
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for idx in cx.wanted() {
            match cx.doc.tokens[idx].kind {
                TokenKind::Number => decade(cx, idx, out),
                _ => hyphened(cx, idx, out),
            }
        }
    }
}

/// "1990an": the suffix stands directly behind the digits.
fn decade(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) {
    if cx.doc.kind(idx + 1) != Some(TokenKind::Word) || cx.doc.token_str(idx + 1) != "an" {
        return;
    }
    let span = cx.doc.tokens[idx].span.cover(cx.doc.tokens[idx + 1].span);
    let at = Span::at(cx.doc.tokens[idx].span.end());
    out.report(
        Finding::new(span)
            .arg("expected", format!("{}-an", cx.doc.token_str(idx)))
            .fix(Fix::safe(at, "-")),
    );
}

/// The numeral in letters that a folded word has behind "ke-".
fn numeral(word: &str) -> Option<&str> {
    word.strip_prefix("ke-").filter(|numeral| NUMERALS.contains(numeral))
}

/// "ke-dua": a numeral in letters takes no hyphen.
fn hyphened(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) {
    let Some(numeral) = numeral(cx.facts.words.folded(idx)) else { return };
    let span = cx.doc.tokens[idx].span;
    let joined = in_shape_of(cx.doc.token_str(idx), &format!("ke{numeral}"));
    out.report(Finding::new(span).variant("ordinal").fix(Fix::suggest(span, joined)));
}
