//! `dates/contradiction`: dates with a weekday and without a year that no one year can hold: "Senin (10/7)" beside
//! "Jumat (7/10)". For articles whose day of publication is not known; where it is known, each date is judged by it.
//!
//! The turn of the year is allowed for. A date far from all others may be another year's, unless it fits with day and
//! month exchanged.

use jiff::civil::Date;
use serde::Deserialize;

use crate::facts::dates::{DateMention, Reading, Stated};
use crate::rule::{Context, Finding, Rule, Sink};

use super::choices::calendar;

/// Years of which one has the weekdays of any year: the calendar repeats after 28.
const YEARS: std::ops::Range<i32> = 2000..2028;

/// The first month that lies in the year before, when an article tells of both sides of New Year.
const SECOND_HALF: i32 = 7;

/// How far from the next date that fits a wrong one may stand, in days.
const NEAR: i32 = 120;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contradiction {}

/// A way to read the dates of an article: a year, and whether its second half is that of the year before.
#[derive(Clone, Copy)]
struct Calendar {
    year: i32,
    over_new_year: bool,
}

impl Rule for Contradiction {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        if cx.facts.published.is_some() {
            return;
        }
        let days = days(&cx.facts.dates);
        let both = |year| [false, true].map(|over_new_year| Calendar { year, over_new_year });
        // The most days that fit; of equal ways the one that believes the earliest mention.
        let fitting = |way: &Calendar| {
            let fits = days.iter().map(|(_, stated)| way.fits(stated));
            let n = fits.clone().filter(|&fits| fits).count();
            (n, std::cmp::Reverse(fits.clone().position(|fits| fits)))
        };
        let Some(best) = YEARS.flat_map(both).max_by_key(fitting) else { return };
        let believed = days.iter().filter(|(_, stated)| best.fits(stated));
        let dates: Vec<Date> =
            believed.clone().filter_map(|(_, stated)| best.date(stated)).collect();
        let Some((witness, _)) = believed.clone().next() else { return };
        for (mention, stated) in days.iter().filter(|(_, stated)| !best.fits(stated)) {
            if best.is_near(stated, &dates) || best.fits_exchanged(stated) {
                let finding = Finding::new(mention.span).arg("other", cx.doc.str(witness.span));
                out.report(finding.label(witness.span, "other"));
            }
        }
    }
}

/// Days with a weekday and without a year that nothing else decides.
fn days(mentions: &[DateMention]) -> Vec<(&DateMention, &Stated)> {
    let open = |stated: &&Stated| {
        stated.weekday.is_some() && stated.year.is_none() && stated.reading == Reading::Open
    };
    let mentions = mentions.iter().filter(|mention| !mention.other_year);
    mentions.flat_map(|mention| mention.days().filter(open).map(move |it| (mention, it))).collect()
}

impl Calendar {
    fn date(self, stated: &Stated) -> Option<Date> {
        self.on(stated.month.value, stated.day?.value)
    }

    fn on(self, month: i32, day: i32) -> Option<Date> {
        let before = self.over_new_year && month >= SECOND_HALF;
        calendar(self.year - i32::from(before), month, day)
    }

    fn fits(self, stated: &Stated) -> bool {
        let weekday = self.date(stated).map(Date::weekday);
        weekday.is_some() && weekday == stated.weekday.map(|part| part.value)
    }

    /// Whether the day fits with day and month exchanged.
    fn fits_exchanged(self, stated: &Stated) -> bool {
        let weekday = stated.day.and_then(|day| self.on(day.value, stated.month.value));
        let weekday = weekday.map(Date::weekday);
        weekday.is_some() && weekday == stated.weekday.map(|part| part.value)
    }

    fn is_near(self, stated: &Stated, dates: &[Date]) -> bool {
        let apart = |date: &Date| {
            let own = self.date(stated)?;
            Some(date.until(own).ok()?.get_days().abs())
        };
        // In order of the text the first and the last are enough to be near to: no loop over pairs.
        let ends = dates.first().into_iter().chain(dates.last());
        ends.filter_map(apart).any(|days| days <= NEAR)
    }
}
