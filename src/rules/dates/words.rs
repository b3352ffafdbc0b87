//! Days of the calendar as editors read them in messages, in both languages.
//!
//! Puts names to dates only; what is wrong with them the rules say.

use jiff::civil::{Date, Weekday};

use crate::calendar::{Length, month_name, weekday_name};
use crate::case::capitalised;
use crate::rule::{Bilingual, Finding};

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const ENGLISH_WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Fills in `{date}`.
pub(in crate::rules) fn with_date(finding: Finding, date: Date) -> Finding {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let english = ENGLISH_MONTHS[usize::from(month.unsigned_abs() - 1)];
    let words = Bilingual {
        id: format!("{day} {} {year}", capitalised(month_name(month, Length::Full))),
        en: format!("{day} {english} {year}"),
    };
    finding.arg_in_words("date", words)
}

/// Fills in `{weekday}`.
pub(super) fn with_weekday(finding: Finding, weekday: Weekday) -> Finding {
    let english = ENGLISH_WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())];
    let id = capitalised(weekday_name(weekday, Length::Full));
    finding.arg_in_words("weekday", Bilingual { id, en: english.to_owned() })
}
