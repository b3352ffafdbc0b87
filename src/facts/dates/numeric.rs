//! Dates in numbers: "14/5", "14-5-2024", "2024-05-14", "3-5/6", "27/4-3/5/2024".
//!
//! Only the shape is read here; whether such a row of numbers is a date at all is for the scanner to say.

use super::{Part, Reading, Stated};

/// A number of the text: value, count of digits, place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    pub(super) part: Part<i32>,
    pub(super) len: usize,
}

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sep {
    Slash,
    Dash,
    Dot,
}

/// Reads a row of numbers and the separators between them as one day or a range of days.
pub(super) fn read(numbers: &[Digits], seps: &[Sep]) -> Option<(Stated, Option<Stated>)> {
    use Sep::{Dash, Dot, Slash};
    match (numbers, seps) {
        ([day, month], [Slash]) => Some((stated(*day, *month, None)?, None)),
        ([year, month, day], [Dash, Dash] | [Slash, Slash]) if year.len == 4 => {
            Some((stated(*day, *month, Some(*year))?, None))
        }
        ([day, month, year], [Slash, Slash] | [Dash, Dash] | [Dot, Dot]) => {
            Some((stated(*day, *month, Some(*year))?, None))
        }
        // A range of days within a month, then one over the end of a month.
        ([from, to, month], [Dash, Slash]) => {
            Some((stated(*from, *month, None)?, Some(stated(*to, *month, None)?)))
        }
        ([from, to, month, year], [Dash, Slash, Slash]) => {
            Some((stated(*from, *month, Some(*year))?, Some(stated(*to, *month, Some(*year))?)))
        }
        ([from, month, to, next], [Slash, Dash, Slash]) => {
            Some((stated(*from, *month, None)?, Some(stated(*to, *next, None)?)))
        }
        ([from, month, to, next, year], [Slash, Dash, Slash, Slash]) => {
            let last = stated(*to, *next, Some(*year))?;
            // "27/12-3/1/2025" begins in the year before; its year is not written.
            let own = (month.part.value <= next.part.value).then_some(*year);
            Some((stated(*from, *month, own)?, Some(last)))
        }
        ([from, month, year, to, next, last_year], [Slash, Slash, Dash, Slash, Slash]) => {
            Some((stated(*from, *month, Some(*year))?, Some(stated(*to, *next, Some(*last_year))?)))
        }
        _ => None,
    }
}

fn stated(day: Digits, month: Digits, year: Option<Digits>) -> Option<Stated> {
    let year = match year {
        None => None,
        Some(year) => Some(full_year(year)?),
    };
    (day.len <= 2 && month.len <= 2).then_some(Stated {
        weekday: None,
        day: Some(day.part),
        month: month.part,
        year,
        reading: Reading::Open,
    })
}

/// Two digits mean the century they are nearest to; five are a slip of the finger, kept as they stand.
fn full_year(year: Digits) -> Option<Part<i32>> {
    match year.len {
        2 => {
            let century = if year.part.value < 60 { 2000 } else { 1900 };
            Some(Part { value: century + year.part.value, ..year.part })
        }
        4 | 5 => Some(year.part),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn digits(text: &str) -> Digits {
        let value = text.parse().expect("digits");
        Digits { part: Part { value, span: Span::new(0, text.len()) }, len: text.len() }
    }

    #[test]
    fn two_digits_of_a_year_mean_the_century_they_are_nearest_to() {
        let year = |text: &str| full_year(digits(text)).map(|year| year.value);
        assert_eq!((year("59"), year("60")), (Some(2059), Some(1960)));
        assert_eq!((year("2024"), year("20244")), (Some(2024), Some(20244)));
        assert_eq!((year("4"), year("202")), (None, None));
    }

    #[test]
    fn days_and_months_have_two_digits_at_most() {
        use Sep::{Dash, Dot, Slash};
        let read = |texts: &[&str], seps: &[Sep]| {
            let numbers: Vec<Digits> = texts.iter().map(|text| digits(text)).collect();
            read(&numbers, seps).map(|(first, last)| {
                let day = |stated: Stated| {
                    let year = stated.year.map(|year| year.value);
                    (stated.day.map(|day| day.value), stated.month.value, year)
                };
                (day(first), last.map(day))
            })
        };
        assert_eq!(read(&["14", "5"], &[Slash]), Some(((Some(14), 5, None), None)));
        assert_eq!(read(&["140", "5"], &[Slash]), None);
        assert_eq!(read(&["14", "005"], &[Slash]), None);
        assert_eq!(read(&["14", "5"], &[Dash]), None);
        let day = Some(((Some(14), 5, Some(2024)), None));
        assert_eq!(read(&["14", "5", "24"], &[Dot, Dot]), day);
        assert_eq!(read(&["2024", "05", "14"], &[Dash, Dash]), day);
        assert_eq!(read(&["2024", "05", "14"], &[Dot, Dot]), None);
        let range = |year| Some(((Some(3), 6, year), Some((Some(5), 6, year))));
        assert_eq!(read(&["3", "5", "6"], &[Dash, Slash]), range(None));
        assert_eq!(read(&["3", "5", "6", "2024"], &[Dash, Slash, Slash]), range(Some(2024)));
        assert_eq!(
            read(&["30", "5", "2", "6"], &[Slash, Dash, Slash]),
            Some(((Some(30), 5, None), Some((Some(2), 6, None))))
        );
        // Over the end of a month, and over the end of a year that is written once.
        let over = |texts: &[&str]| read(texts, &[Slash, Dash, Slash, Slash]);
        assert_eq!(
            over(&["27", "4", "3", "5", "2024"]),
            Some(((Some(27), 4, Some(2024)), Some((Some(3), 5, Some(2024)))))
        );
        assert_eq!(
            over(&["27", "12", "3", "1", "2025"]),
            Some(((Some(27), 12, None), Some((Some(3), 1, Some(2025)))))
        );
        assert_eq!(
            over(&["3", "5", "9", "5", "2024"]),
            Some(((Some(3), 5, Some(2024)), Some((Some(9), 5, Some(2024)))))
        );
    }
}
