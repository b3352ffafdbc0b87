//! `dates/range-backwards`: a range of days whose last day comes before its first, "5-3 Juni", "Senin-Rabu (12-10/6)".
//!
//! "27-5/6" and "27-5 Juni" are left alone where the first day can be one of the month before.

use serde::Deserialize;

use crate::rule::{Context, Finding, Rule, Sink};

/// How near to the end of a month a day must be to belong to the one before.
const MONTH_END: i32 = 20;

/// How early the last day of such a range must be.
const MONTH_BEGIN: i32 = 12;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RangeBackwards {}

impl Rule for RangeBackwards {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for mention in &cx.facts.dates {
            let (first, Some(last)) = (&mention.first, &mention.last) else { continue };
            let (Some(from), Some(to)) = (first.day, last.day) else { continue };
            let one_month = first.month.span == last.month.span;
            let over_month = one_month && from.value >= MONTH_END && to.value <= MONTH_BEGIN;
            let both_years = first.year.is_some() && last.year.is_some();
            let backwards = match (first.date(), last.date()) {
                (Some(from), Some(to)) if one_month || both_years => to < from,
                _ => one_month && to.value < from.value,
            };
            if backwards && !over_month {
                out.report(Finding::new(mention.span));
            }
        }
    }
}
