//! `dates/form-mixed` and `dates/clock-mixed`: "(14/5)" beside "(13/5/2024)", "20:06" beside "20.06" in one article.
//!
//! The form in the minority is reported. Which form is better is the choice of the desk: `figures/bracket-date` and
//! `figures/clock` ask for it.

use serde::Deserialize;

use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::dates::Form;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

use super::clock_time::time;

/// Dates in numbers. The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormMixed {}

impl Rule for FormMixed {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let dates = cx.facts.dates.iter().filter(|it| it.form == Form::Numbers);
        let forms = dates.filter(|it| is_prose(cx.doc, it.span) && it.last.is_none());
        let forms: Vec<(Shape, Span)> =
            forms.map(|it| (shape(cx.doc.str(it.span)), it.span)).collect();
        // One kind of difference is enough for one article.
        if !report_minority(cx.doc, &forms, out) {
            let texts = forms.iter().map(|(_, span)| (cx.doc.str(*span), *span));
            let padded: Vec<(bool, Span)> =
                texts.filter_map(|(text, span)| Some((is_padded(text)?, span))).collect();
            report_minority(cx.doc, &padded, out);
        }
    }
}

/// Times of day. Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockMixed {
    /// Words before a time: "pukul".
    before: Vec<String>,
    /// Names of time zones behind one.
    zones: Vec<String>,
}

impl Rule for ClockMixed {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let is = |at: Option<usize>, list: &[String]| {
            at.is_some_and(|at| list.contains(&doc.token_str(at).to_lowercase()))
        };
        let mut forms = Vec::new();
        for idx in 0..doc.tokens.len() {
            let Some((_, _, last)) = time(doc, idx) else { continue };
            let span = doc.tokens[idx].span.cover(doc.tokens[last].span);
            let told = is(doc.prev(idx), &self.before) || is(doc.next(last), &self.zones);
            if told && is_prose(doc, span) {
                forms.push((last == idx, span));
            }
        }
        report_minority(doc, &forms, out);
    }
}

/// What is alike in two dates of one form: the mark between the numbers, and whether there is a year.
type Shape = (Option<char>, usize);

fn shape(text: &str) -> Shape {
    let marks = text.chars().filter(|it| matches!(it, '/' | '-' | '.'));
    (marks.clone().next(), marks.count())
}

/// Whether days and months below ten have a nought, "05/10", when there are any.
fn is_padded(text: &str) -> Option<bool> {
    let digits = |c: char| !c.is_ascii_digit();
    let mut parts = text.split(digits).filter(|part| !part.is_empty() && part.len() <= 2).take(2);
    let short = parts.find(|part| part.len() == 1 || part.starts_with('0'))?;
    Some(short.starts_with('0'))
}

/// The page's own line of date and time is written by a machine.
fn is_prose(doc: &Document, span: Span) -> bool {
    let kind = doc.block_at(span.start()).map(|block| block.kind);
    kind.is_some_and(|kind| matches!(kind, BlockKind::Paragraph | BlockKind::Caption))
        && doc.token_at(span.start()).is_some_and(|idx| doc.kind(idx) != Some(TokenKind::Url))
}

/// Reports all but the form that most have, and whether there are any; on a tie the first one is kept.
fn report_minority<F: PartialEq>(doc: &Document, forms: &[(F, Span)], out: &mut Sink<'_>) -> bool {
    let Some((first, _)) = forms.first() else { return false };
    let Some(other) = forms.iter().map(|(form, _)| form).find(|form| *form != first) else {
        return false;
    };
    let count = |form: &F| forms.iter().filter(|(it, _)| it == form).count();
    let kept = if count(other) > count(first) { other } else { first };
    let Some((_, witness)) = forms.iter().find(|(form, _)| form == kept) else { return false };
    for (_, span) in forms.iter().filter(|(form, _)| form != kept) {
        let finding = Finding::new(*span).arg("other", doc.str(*witness));
        out.report(finding.label(*witness, "other"));
    }
    true
}
