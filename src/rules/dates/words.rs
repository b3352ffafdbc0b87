//! Days of the calendar as editors read them in messages, in both languages.
//!
//! Puts names to dates only; what is wrong with them the rules say.

use jiff::civil::{Date, Weekday};

use crate::case::capitalised;
use crate::facts::dates::Length;
use crate::facts::dates::words::{month_name, weekday_name};
use crate::rule::Finding;

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

/// Fills in `{date}` for Indonesian and `{date_en}` for English messages.
pub(super) fn with_date(finding: Finding, date: Date) -> Finding {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let english = ENGLISH_MONTHS[usize::from(month.unsigned_abs() - 1)];
    finding
        .arg("date", format!("{day} {} {year}", capitalised(month_name(month, Length::Full))))
        .arg("date_en", format!("{day} {english} {year}"))
}

/// Fills in `{weekday}` for Indonesian and `{weekday_en}` for English messages.
pub(super) fn with_weekday(finding: Finding, weekday: Weekday) -> Finding {
    let english = ENGLISH_WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())];
    finding
        .arg("weekday", capitalised(weekday_name(weekday, Length::Full)))
        .arg("weekday_en", english)
}
