//! Which of the date rules a day of the text falls to: one at most, the gravest first.
//!
//! Decides only; messages and corrections are the rules' own.

use crate::facts::dates::{DateMention, Publication, Reading, Stated};

/// What is wrong with a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No calendar has it.
    Impossible,
    /// Its year is far out of reach of the article.
    Year,
    /// It falls on another day of the week.
    Weekday,
    /// It lies behind publication; only a fault when it is told as past.
    After,
}

/// How many years ahead an article may look when it names the day of the week.
const YEARS_AHEAD: i32 = 20;

/// The fault of a stated day, if it has one.
pub(super) fn judge(stated: &Stated, published: Option<&Publication>) -> Option<Fault> {
    if let Some(year) = stated.year.filter(|_| stated.weekday.is_some()) {
        let latest = published.map_or(2100, |it| i32::from(it.date.year()) + YEARS_AHEAD);
        // Before 1900 the calendar in use is not certain, and a slip of the finger seldom leads there.
        if latest < year.value || year.value < 1700 {
            return Some(Fault::Year);
        }
        if year.value < 1900 {
            return None;
        }
    }
    let date = match stated.reading {
        Reading::Impossible => return Some(Fault::Impossible),
        Reading::Open => return None,
        Reading::Day(date, _) => date,
    };
    if stated.weekday.is_some_and(|weekday| weekday.value != date.weekday()) {
        return Some(Fault::Weekday);
    }
    published.is_some_and(|it| it.date < date).then_some(Fault::After)
}

/// The days of a mention that have this fault.
pub(super) fn days_with<'a>(
    mention: &'a DateMention,
    published: Option<&'a Publication>,
    fault: &'a [Fault],
) -> impl Iterator<Item = &'a Stated> {
    mention
        .days()
        .filter(move |stated| judge(stated, published).is_some_and(|found| fault.contains(&found)))
}
