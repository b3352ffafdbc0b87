//! `dates/relative-day`: "kemarin (23/4)" in an article in which yesterday was another day.
//!
//! An article may be written the day before it appears, so one day more is allowed. "Sabtu kemarin" is any Saturday
//! that is past, and what people are quoted with counts from the day they spoke: both are left alone.

use serde::Deserialize;

use crate::calendar;
use crate::document::Document;
use crate::facts::dates::{DateMention, Publication, Reading};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

use super::words::with_date;

/// Farther off than this, in days, the whole text is an old one that appears again.
const REACH: i32 = 14;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelativeDay {}

impl Rule for RelativeDay {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = &cx.facts.published else { return };
        for mention in &cx.facts.dates {
            if let Some(finding) = judged(cx.doc, mention, published) {
                out.report(finding);
            }
        }
    }
}

fn judged(doc: &Document, mention: &DateMention, published: &Publication) -> Option<Finding> {
    let Reading::Day(date, _) = mention.first.reading else { return None };
    let off_weekday = mention.first.weekday.is_some_and(|it| it.value != date.weekday());
    if mention.last.is_some() || off_weekday {
        return None;
    }
    let (word, days) = called(doc, mention)?;
    let apart = published.date.until(date).ok()?.get_days();
    if days.contains(&apart) || apart.abs() > REACH {
        return None;
    }
    let finding = Finding::new(word.cover(mention.span)).arg("word", doc.str(word));
    let finding = with_date(finding, published.date);
    Some(match published.span {
        Some(span) => finding.label(span, "published"),
        None => finding,
    })
}

/// The word right before a date that counts from today, and the days from publication that it may mean.
fn called(doc: &Document, mention: &DateMention) -> Option<(Span, std::ops::RangeInclusive<i32>)> {
    let before = doc.prev(doc.token_at(mention.span.start())?)?;
    let at = if doc.token_str(before) == "," { doc.prev(before)? } else { before };
    let word = doc.token_str(at).to_lowercase();
    let first = doc.prev(at);
    let prior = first.map_or("", |idx| doc.token_str(idx));
    if calendar::weekday(prior).is_some() || prior.eq_ignore_ascii_case("hingga") {
        return None;
    }
    let span = doc.tokens[at].span;
    Some(match word.as_str() {
        "kemarin" => (span, -2..=-1),
        "besok" => (span, 0..=2),
        "lusa" => (span, 1..=3),
        "ini" if prior.eq_ignore_ascii_case("hari") => {
            (doc.tokens[first?].span.cover(span), -1..=1)
        }
        _ => return None,
    })
}
