//! From what is written to a day of the calendar. A missing year is taken from the publication date or not at all.

use jiff::civil::{Date, Weekday};

use super::{Reading, Stated, YearFrom};

/// How far before and after publication a day without a year may lie, in days: about nine months and three.
pub(super) const WINDOW: std::ops::RangeInclusive<i32> = -276..=92;

/// A day without a year this near to publication, in days, is news of this year whatever its weekday says.
const NEWS: i32 = 31;

/// How many years back a weekday may point when the year is not written.
const YEARS_BACK: i32 = 3;

/// The day by which a missing year is found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    /// The day of publication.
    Published(Date),
    /// Another day of the text: it speaks only for days close by.
    Neighbour(Date),
}

/// What the calendar makes of a stated day.
pub(super) fn reading(stated: &Stated, anchor: Option<Anchor>) -> Reading {
    let Some(day) = stated.day else { return Reading::Open };
    if let Some(year) = stated.year {
        return match calendar(year.value, stated.month.value, day.value) {
            Some(date) => Reading::Day(date, YearFrom::Stated),
            None => Reading::Impossible,
        };
    }
    // A leap year has every day that any year has.
    if calendar(2024, stated.month.value, day.value).is_none() {
        return Reading::Impossible;
    }
    let published = match anchor {
        Some(Anchor::Published(date)) => date,
        Some(Anchor::Neighbour(date)) => return beside(stated.month.value, day.value, date),
        None => return Reading::Open,
    };
    let Some(date) = nearest(stated.month.value, day.value, published) else {
        return Reading::Open;
    };
    if let Some(weekday) = stated.weekday
        && date.weekday() != weekday.value
        && NEWS < days_between(published, date).abs()
        && let Some(date) = on_weekday(stated.month.value, day.value, weekday.value, published)
    {
        return Reading::Day(date, YearFrom::Weekday);
    }
    Reading::Day(date, YearFrom::Nearest)
}

/// A day near another day of the text.
fn beside(month: i32, day: i32, neighbour: Date) -> Reading {
    nearest(month, day, neighbour)
        .filter(|&date| days_between(neighbour, date).abs() <= NEWS)
        .map_or(Reading::Open, |date| Reading::Day(date, YearFrom::Neighbour))
}

/// The day of a mention that gives all of day, month and year.
pub(super) fn full(stated: &Stated) -> Option<Date> {
    calendar(stated.year?.value, stated.month.value, stated.day?.value)
}

/// The day, if the calendar has it.
pub(super) fn calendar(year: i32, month: i32, day: i32) -> Option<Date> {
    let narrow = |value: i32| i8::try_from(value).ok();
    Date::new(i16::try_from(year).ok()?, narrow(month)?, narrow(day)?).ok()
}

/// The day in the year that brings it nearest to publication, within the window if any year does.
fn nearest(month: i32, day: i32, published: Date) -> Option<Date> {
    let year = i32::from(published.year());
    (year - 1..=year + 1).filter_map(|year| calendar(year, month, day)).min_by_key(|&date| {
        let days = days_between(published, date);
        (!WINDOW.contains(&days), days.abs())
    })
}

/// The day in the nearest year that puts it on its weekday: retold news often leaves the year out.
fn on_weekday(month: i32, day: i32, weekday: Weekday, published: Date) -> Option<Date> {
    let year = i32::from(published.year());
    (year - YEARS_BACK..=year + 1)
        .filter_map(|year| calendar(year, month, day))
        .filter(|date| date.weekday() == weekday)
        .min_by_key(|&date| days_between(published, date).abs())
}

/// Days from one day to another, negative when the second comes first.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.duration_until(to).as_hours() as i32 / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_missing_year_is_the_one_nearest_to_publication() {
        let published = date(2025, 1, 9);
        assert_eq!(nearest(12, 24, published), Some(date(2024, 12, 24)));
        assert_eq!(nearest(2, 1, published), Some(date(2025, 2, 1)));
        assert_eq!(nearest(5, 14, published), Some(date(2024, 5, 14)));
        assert_eq!(nearest(2, 29, published), Some(date(2024, 2, 29)));
        assert_eq!(nearest(2, 1, date(2025, 12, 20)), Some(date(2026, 2, 1)));
        // Three months ahead is the last day that is not rather one of the year before.
        assert_eq!(nearest(4, 11, published), Some(date(2025, 4, 11)));
        assert_eq!(nearest(4, 12, published), Some(date(2024, 4, 12)));
    }

    #[test]
    fn a_weekday_finds_its_year_among_those_close_by() {
        let published = date(2025, 1, 9);
        for (weekday, year) in [
            (Weekday::Saturday, Some(2022)),
            (Weekday::Tuesday, Some(2024)),
            (Weekday::Wednesday, Some(2025)),
            (Weekday::Thursday, Some(2026)),
            (Weekday::Friday, None),
        ] {
            let found = on_weekday(5, 14, weekday, published);
            assert_eq!(found, year.map(|year| date(year, 5, 14)), "{weekday:?}");
        }
    }

    #[test]
    fn another_day_of_the_text_speaks_for_a_month_around_it() {
        let read = |month, day| beside(month, day, date(2024, 3, 15));
        let near = |date| Reading::Day(date, YearFrom::Neighbour);
        assert_eq!(read(4, 15), near(date(2024, 4, 15)));
        assert_eq!(read(4, 16), Reading::Open);
        assert_eq!(read(2, 13), near(date(2024, 2, 13)));
        assert_eq!(read(2, 12), Reading::Open);
    }

    #[test]
    fn no_calendar_has_a_thirteenth_month() {
        assert_eq!(calendar(2024, 13, 1), None);
        assert_eq!(calendar(2023, 2, 29), None);
        assert_eq!(calendar(99_999, 2, 2), None);
    }
}
