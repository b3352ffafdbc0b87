//! `numbers/decimal-point`: a number in the English notation, "3.5 persen", "26,156.10", "Rp 9,000".
//!
//! Only what cannot be read the Indonesian way: decimals behind a point with a unit behind them, points and commas in
//! the wrong order, rupiah in thousands behind a comma. Times, versions, results of races in tables stay as they are.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::scale;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Its options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecimalPoint {
    /// Words and signs behind a number that count or measure, in lower case.
    units: Vec<String>,
    /// Short forms of juta, miliar, triliun: "Rp 52,016 T" has decimals.
    short_scales: Vec<String>,
}

impl Rule for DecimalPoint {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Number && spelt.text.contains(['.', ','])
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        // Units that this article measures with thousandths behind a point: "0.349 detik".
        let mut thousandths = BTreeSet::new();
        let wanted = cx.wanted();
        let numbers = || {
            let there = wanted.iter().filter(|&&idx| !runs_on(doc, idx));
            there.map(|&idx| (idx, &doc.tokens[idx]))
        };
        for (idx, token) in numbers() {
            if doc.str(token.span).starts_with("0.") && doc.str(token.span).len() == 5 {
                thousandths.extend(self.unit(doc, idx));
            }
        }
        for (idx, token) in numbers() {
            let text = doc.str(token.span);
            let is_wrong = is_english(text)
                || has_point(text) && self.unit(doc, idx).is_some()
                || has_thousandths(text)
                    && self.unit(doc, idx).is_some_and(|unit| thousandths.contains(&unit))
                || has_comma_thousands(text) && self.is_rupiah(doc, idx);
            if is_wrong {
                let swapped = text.chars().map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    c => c,
                });
                let fix = Fix::suggest(token.span, swapped.collect::<String>());
                out.report(Finding::new(token.span).fix(fix));
            }
        }
    }
}

impl DecimalPoint {
    /// The unit, percent sign or word of scale behind a number, in lower case.
    fn unit(&self, doc: &Document, idx: usize) -> Option<String> {
        let unit = doc.token_str(doc.next(idx)?).to_lowercase();
        let known = self.units.contains(&unit) || scale(&unit).is_some_and(|by| by > 1e3);
        known.then_some(unit)
    }

    /// Whether "Rp" stands before it and nothing that makes its last three digits decimals behind it.
    fn is_rupiah(&self, doc: &Document, idx: usize) -> bool {
        let rupiah = doc.prev(idx).is_some_and(|before| doc.token_str(before) == "Rp");
        rupiah
            && doc.next(idx).is_none_or(|next| {
                let word = doc.token_str(next).to_lowercase();
                scale(&word).is_none() && !self.short_scales.contains(&word)
            })
    }
}

/// Whether a number hangs on the one before or behind it: a time, a date, a version, a number cut by a list.
fn runs_on(doc: &Document, idx: usize) -> bool {
    let hangs = |at: Option<usize>| {
        at.is_some_and(|at| {
            matches!(doc.kind(at), Some(TokenKind::Punct))
                && matches!(doc.token_str(at), "/" | ":" | ".")
        })
    };
    let behind = idx + 1;
    hangs(idx.checked_sub(1))
        || matches!(doc.kind(behind), Some(TokenKind::Punct))
            && matches!(doc.token_str(behind), "/" | ":" | ",")
            && doc.kind(behind + 1).is_some_and(|kind| {
                matches!(kind, TokenKind::Number | TokenKind::Word | TokenKind::Punct)
            })
}

/// "26,156.10", "1,234,567": commas between thousands, and a point or a second comma that proves it.
fn is_english(text: &str) -> bool {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let mut groups = whole.split(',');
    let head = groups.next().unwrap_or_default();
    let groups: Vec<&str> = groups.collect();
    let grouped = (1..=3).contains(&head.len())
        && !head.starts_with('0')
        && !groups.is_empty()
        && groups.iter().all(|group| group.len() == 3);
    let proved = match decimals {
        Some(decimals) => decimals.len() != 3 && !decimals.contains(['.', ',']),
        None => groups.len() > 1,
    };
    grouped && proved
}

/// "3.5", "12.25", "0.349": a point that cannot stand between thousands.
fn has_point(text: &str) -> bool {
    let Some((whole, decimals)) = text.split_once('.') else { return false };
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let zero = whole == "0";
    plain(whole)
        && plain(decimals)
        && whole.len() <= 3
        && (zero || !whole.starts_with('0') && decimals.len() <= 2)
}

/// "1.177": thousands, unless the article writes thousandths of the same unit with a point.
fn has_thousandths(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, decimals)| {
        whole.len() <= 2 && !whole.starts_with('0') && decimals.len() == 3
    })
}

/// "9,000", "32,500": a comma before three digits that are a round price.
fn has_comma_thousands(text: &str) -> bool {
    let Some((whole, rest)) = text.split_once(',') else { return false };
    let round = rest.len() == 3 && (rest.ends_with("00") || rest.ends_with("50"));
    round && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && !whole.contains('.')
}
