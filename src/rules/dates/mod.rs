//! Dates against the calendar and against the day of publication.
//!
//! A day falls to one rule at most: impossible before weekday, weekday before publication.

pub(super) mod after_publication;
pub(super) mod age;
pub(super) mod before_publication;
mod choices;
pub(super) mod clock_time;
pub(super) mod contradiction;
pub(super) mod duration;
pub(super) mod impossible;
mod judgement;
pub(super) mod mixed;
pub(super) mod national_day;
pub(super) mod range_backwards;
pub(super) mod relative_day;
mod telling;
pub(super) mod two_dates;
pub(super) mod weekday_mismatch;
pub(super) mod words;
pub(super) mod year_missing;
