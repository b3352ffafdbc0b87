//! `dates/weekday-mismatch`: the day of the week that stands with a date is not the calendar's.
//!
//! A date without a year is judged only near publication; farther off, any year close by that fits is believed.

use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::facts::dates::{Reading, YearFrom};
use crate::rule::{Context, Finding, Rule, Sink};

use super::choices::{Limit, fixes};
use super::judgement::{Fault, days_with};
use super::words::{with_date, with_weekday};

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeekdayMismatch {}

impl Rule for WeekdayMismatch {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let published = cx.facts.published.as_ref();
        for mention in &cx.facts.dates {
            for stated in days_with(mention, published, &[Fault::Weekday]) {
                let Reading::Day(date, year_from) = stated.reading else { continue };
                let finding = with_date(Finding::new(mention.span), date);
                let mut finding = with_weekday(finding, date.weekday());
                let own = published.and_then(|published| published.span);
                if let Some(span) = own.filter(|&span| span != mention.span)
                    && year_from != YearFrom::Stated
                {
                    finding = finding.label(span, "published");
                }
                match year_from {
                    YearFrom::Stated => {}
                    YearFrom::Nearest | YearFrom::Weekday => finding = finding.variant("nearest"),
                    YearFrom::Neighbour => {
                        finding = finding.variant("neighbour").at_most(Severity::Warning);
                    }
                }
                for fix in fixes(cx.doc, mention, stated, published, Limit::Any) {
                    finding = finding.fix(fix);
                }
                out.report(finding);
            }
        }
    }
}
