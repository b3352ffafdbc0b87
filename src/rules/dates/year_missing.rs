//! `dates/year-missing`: "Senin (14/10)" in an article that appeared months before or after: which year is meant?
//!
//! Only a day with its weekday, so that the year can be told; what words beside it place ("14 Oktober lalu"), and what
//! comes every year, needs none.

use jiff::civil::Date;
use serde::Deserialize;

use crate::document::Document;
use crate::facts::dates::{DateMention, Reading};
use crate::rule::{Context, Finding, Rule, Sink};

use super::words::with_date;

/// Its options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct YearMissing {
    /// The most days between a date without a year and publication.
    days: i32,
    /// Words behind a date that place it, in lower case.
    placed: Vec<String>,
}

impl Rule for YearMissing {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = &cx.facts.published else { return };
        for mention in &cx.facts.dates {
            let Some(date) = yearless(mention) else { continue };
            let apart = published.date.until(date).map_or(0, |it| it.get_days().abs());
            if apart > self.days && !self.is_placed(cx.doc, mention) {
                out.report(with_date(Finding::new(mention.span), date));
            }
        }
    }
}

impl YearMissing {
    fn is_placed(&self, doc: &Document, mention: &DateMention) -> bool {
        let last = doc.token_at(mention.span.end().saturating_sub(1));
        let behind = last.and_then(|last| doc.next(last));
        behind.is_some_and(|idx| self.placed.contains(&doc.token_str(idx).to_lowercase()))
    }
}

/// The day of a date with a weekday that it falls on, and without a year.
fn yearless(mention: &DateMention) -> Option<Date> {
    let stated = &mention.first;
    let Reading::Day(date, _) = stated.reading else { return None };
    let fits = stated.weekday.is_some_and(|it| it.value == date.weekday());
    (fits && stated.year.is_none() && !mention.other_year).then_some(date)
}
