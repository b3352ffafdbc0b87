//! Dates against the calendar and against the day of publication.
//!
//! A day falls to one rule at most: impossible before weekday, weekday before publication.

pub(super) mod after_publication;
mod choices;
pub(super) mod impossible;
mod judgement;
mod telling;
pub(super) mod weekday_mismatch;
pub(super) mod words;
