//! `numbers/range-backwards`: "200-100 meter", "Rp44.016 hingga Rp44.000": a range of numbers that ends below its
//! beginning.
//!
//! Scores, seasons and pages run as they like, so only numbers of one unit or of money count, and only those of one
//! scale: "900 hingga 1,2 juta" is 900,000. What falls runs backwards by right: "dari 10 hingga 5 persen", "turun".

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::{digits, scale};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// How many words before a range speak of it.
const BEFORE: usize = 6;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RangeBackwards {
    /// Words and signs between the two numbers of a range.
    joints: Vec<String>,
    /// Signs of money.
    money: Vec<String>,
    /// What is counted or measured in ranges.
    units: Vec<String>,
    /// Words right before a range with which it may fall: "dari".
    from: Vec<String>,
    /// Words before a range with which it may fall, or is no range.
    falls: Vec<String>,
    /// Words behind it that count back from today.
    back: Vec<String>,
}

/// One end of a range.
struct End {
    value: f64,
    by: f64,
    /// The number and its word of scale.
    span: Span,
    last: usize,
    is_money: bool,
}

impl Rule for RangeBackwards {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Number
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for idx in cx.wanted() {
            if let Some((from, to)) = self.range(doc, idx)
                && to.value * to.by < from.value * from.by
                && !self.may_fall(doc, idx)
                && !self.counts_back(doc, to.last)
            {
                let span = from.span.cover(to.span);
                let between = Span::new(from.span.end(), to.span.start());
                let turned =
                    format!("{}{}{}", doc.str(to.span), doc.str(between), doc.str(from.span));
                out.report(Finding::new(span).fix(Fix::suggest(span, turned)));
            }
        }
    }
}

impl RangeBackwards {
    /// The ends of the range that begins with the number at `idx`: of one unit or both of money, in one scale.
    fn range(&self, doc: &Document, idx: usize) -> Option<(End, End)> {
        let begins = idx.checked_sub(1).is_none_or(|before| {
            matches!(doc.tokens[before].kind, TokenKind::Space | TokenKind::Word)
                || matches!(doc.token_str(before), "(" | "$")
        });
        let from = self.end(doc, idx).filter(|_| begins)?;
        let mut at = doc.next(from.last)?;
        let unit = is(doc, at, &self.units).then_some(at);
        at = unit.map_or(Some(at), |unit| doc.next(unit))?;
        let at_joint = at;
        let mut joined = is(doc, at, &self.joints);
        // "sampai dengan".
        at = doc.next(at)?;
        if joined && doc.token_str(at).eq_ignore_ascii_case("dengan") {
            at = doc.next(at)?;
        }
        while is(doc, at, &self.money) {
            at = doc.next(at)?;
        }
        joined &= doc.kind(at) == Some(TokenKind::Number);
        let to = self.end(doc, at).filter(|_| joined)?;
        let last_unit = doc.next(to.last).filter(|&at| is(doc, at, &self.units));
        // "69% - 31%" are two numbers side by side; "Rp1.000 - Rp300" is a range.
        let is_mark = doc.kind(at_joint) == Some(TokenKind::Punct);
        let spaced = is_mark && doc.kind(at_joint + 1) == Some(TokenKind::Space);
        if spaced && !(from.is_money && to.is_money) {
            return None;
        }
        let same_unit = match (unit, last_unit) {
            (Some(one), Some(other)) => lower(doc, one) == lower(doc, other),
            (None, Some(_)) => true,
            (_, None) => unit.is_none() && from.is_money && to.is_money,
        };
        // "2023-24 tahun", "1990-5 orang": a year and something else.
        let is_year = from.by <= 1.0 && (1900.0..2100.0).contains(&from.value);
        let one_scale = (from.by > 1.0) == (to.by > 1.0);
        (same_unit && one_scale && !is_year).then_some((from, to))
    }

    fn end(&self, doc: &Document, idx: usize) -> Option<End> {
        let (value, _) = digits(doc.token_str(idx))?;
        let scaled = doc.next(idx).and_then(|next| Some((next, scale(doc.token_str(next))?)));
        let (last, by) = scaled.unwrap_or((idx, 1.0));
        let span = doc.tokens[idx].span.cover(doc.tokens[last].span);
        let is_money = doc.prev(idx).is_some_and(|before| is(doc, before, &self.money));
        Some(End { value, by, span, last, is_money })
    }

    /// Whether a word before the range lets it fall, or a number cut in two stands there: "1, 5-2 jam".
    fn may_fall(&self, doc: &Document, first: usize) -> bool {
        let mut idx = first;
        while let Some(sign) = doc.prev(idx).filter(|&it| is(doc, it, &self.money)) {
            idx = sign;
        }
        for n in 0..BEFORE {
            let Some(before) = doc.prev(idx) else { return false };
            let kind = doc.kind(before);
            if n == 0 && matches!(doc.token_str(before), "," | ".") {
                return doc.prev(before).is_some_and(|it| doc.kind(it) == Some(TokenKind::Number));
            }
            if n == 0 && is(doc, before, &self.from) {
                return true;
            }
            if kind == Some(TokenKind::Word) && is(doc, before, &self.falls) {
                return true;
            }
            if matches!(doc.token_str(before), "." | ";" | ":" | "(" | ")") {
                return false;
            }
            idx = before;
        }
        false
    }

    /// "10-7 tahun lalu".
    fn counts_back(&self, doc: &Document, last: usize) -> bool {
        let unit = doc.next(last);
        let behind = unit.and_then(|unit| doc.next(unit));
        let yang = behind.filter(|&idx| doc.token_str(idx).eq_ignore_ascii_case("yang"));
        let behind = yang.map_or(behind, |yang| doc.next(yang));
        behind.is_some_and(|idx| is(doc, idx, &self.back))
    }
}

fn is(doc: &Document, idx: usize, list: &[String]) -> bool {
    list.contains(&lower(doc, idx))
}

fn lower(doc: &Document, idx: usize) -> String {
    doc.token_str(idx).to_lowercase()
}
