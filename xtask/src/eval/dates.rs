//! Slips put into dates that stand with a weekday: another weekday, day, month or year, where a calendar can decide.
//!
//! What a calendar can decide is worked out here from the rules of the Gregorian calendar alone, by other means than
//! the tool's, and the dates are cut out of the text by other means as well.

use std::path::Path;

use anyhow::Result;

use super::corpus::{self, Word};
use super::gold::{self, Article};
use super::tool::Tool;
use super::{Report, found};
use crate::random::Random;

pub(super) const NAME: &str = "dates";
/// How many sentences get a slip.
const N: usize = 500;
const SEED: u64 = 5;
/// How near to publication a day without a year is news of that time, in days.
const NEWS: i64 = 31;

/// From Sunday, as the day number below counts.
const WEEKDAYS: [&str; 7] = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

/// What is changed.
const PARTS: [Part; 4] = [Part::Weekday, Part::Day, Part::Month, Part::Year];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Weekday,
    Day,
    Month,
    Year,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Weekday => "weekday",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Year, month, day; possible or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Civil {
    year: i64,
    month: i64,
    day: i64,
}

/// "Senin (20/10)" or "Senin (20/10/2025)"; places in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dated {
    start: usize,
    end: usize,
    /// Index of the weekday.
    weekday: usize,
    month: i64,
    day: i64,
    year: Option<i64>,
}

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read_all(folder)?;
    let faults = faults(&articles, &mut Random::new(SEED));
    let what = format!("slips in {} dates that a calendar can decide", faults.len());
    found(NAME, &what, &faults, tool)
}

/// Articles with one wrong date each. A part that happens to give a possible date is drawn again.
fn faults(articles: &[Article], random: &mut Random) -> Vec<Article> {
    let mut places = Vec::new();
    for article in articles {
        let Some(published) = article.date.as_deref().and_then(iso) else { continue };
        for dated in dated(&article.text) {
            if fits(&dated, published) {
                places.push((article, published, dated));
            }
        }
    }
    random.shuffle(&mut places);
    let mut out = Vec::new();
    for (article, published, dated) in places {
        let part = PARTS[out.len() % PARTS.len()];
        if out.len() < N
            && let Some(slip) = slip(&dated, part, published, random)
        {
            let old = &article.text[dated.start..dated.end];
            out.push(article.slipped(dated.start, old, (&written(&slip), part.name())));
        }
    }
    // What the day was is not always the likeliest of the choices: no first fix is asked for.
    for mark in out.iter_mut().flat_map(|article| &mut article.marks) {
        mark.fix.clear();
    }
    gold::numbered(out.into_iter())
}

/// The date with one part changed so that a calendar says no; `None` after some tries.
fn slip(dated: &Dated, part: Part, published: Civil, random: &mut Random) -> Option<Dated> {
    let other = |random: &mut Random, from: usize, to: usize| {
        i64::try_from(random.between(from, to)).unwrap_or_default()
    };
    (0..12).find_map(|_| {
        let mut new = *dated;
        match part {
            Part::Weekday => new.weekday = random.between(0, 7),
            Part::Day => new.day = other(random, 1, 32),
            Part::Month => new.month = other(random, 1, 14),
            Part::Year => {
                let year = dated.year?;
                new.year = Some(year - 5 + other(random, 0, 11));
            }
        }
        (new != *dated && decided(&new, published)).then_some(new)
    })
}

fn written(dated: &Dated) -> String {
    let Dated { weekday, day, month, .. } = *dated;
    let year = dated.year.map_or_else(String::new, |year| format!("/{year}"));
    format!("{} ({day}/{month}{year})", WEEKDAYS[weekday])
}

/// Whether a date of the article is right as it stands, in the year of publication if none is written.
fn fits(dated: &Dated, published: Civil) -> bool {
    let day = on(dated, dated.year.unwrap_or(published.year));
    is_day(day) && weekday(day) == dated.weekday && (dated.year.is_some() || near(day, published))
}

/// Whether a calendar says no: there is no such day, or it is another day of the week. Where no year is written, the day
/// must be close to publication, or wrong in the years before and behind as well.
fn decided(dated: &Dated, published: Civil) -> bool {
    let wrong = |year| {
        let day = on(dated, year);
        !is_day(day) || weekday(day) != dated.weekday
    };
    if let Some(year) = dated.year {
        return wrong(year);
    }
    let years = published.year - 1..=published.year + 1;
    let news = years.clone().map(|year| on(dated, year)).find(|&day| near(day, published));
    match news {
        Some(day) => wrong(day.year),
        None => years.into_iter().all(wrong),
    }
}

fn on(dated: &Dated, year: i64) -> Civil {
    Civil { year, month: dated.month, day: dated.day }
}

fn near(day: Civil, published: Civil) -> bool {
    is_day(day) && (number(day) - number(published)).abs() <= NEWS
}

fn is_day(Civil { year, month, day }: Civil) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=length).contains(&day)
}

/// The Julian day number (Fliegel and Van Flandern, Communications of the ACM 11, 1968).
fn number(Civil { year, month, day }: Civil) -> i64 {
    let early = (month - 14) / 12;
    (1461 * (year + 4800 + early)) / 4 + (367 * (month - 2 - 12 * early)) / 12
        - (3 * ((year + 4900 + early) / 100)) / 4
        + day
        - 32_075
}

fn weekday(day: Civil) -> usize {
    usize::try_from((number(day) + 1).rem_euclid(7)).unwrap_or_default()
}

fn iso(date: &str) -> Option<Civil> {
    let mut parts = date.split('-').map(|part| part.parse().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(Civil { year, month, day })
}

/// The dates of a text that stand in brackets behind a weekday.
fn dated(text: &str) -> Vec<Dated> {
    let days = corpus::words(text).filter_map(|word| {
        let weekday = WEEKDAYS.iter().position(|name| *name == word.text)?;
        in_brackets(text, word, weekday)
    });
    days.collect()
}

fn in_brackets(text: &str, word: Word<'_>, weekday: usize) -> Option<Dated> {
    let inside = text[word.end()..].strip_prefix(" (")?;
    let inside = &inside[..inside.find(')')?];
    let mut parts = inside.split('/').map(|part| part.parse::<i64>().ok());
    let (day, month) = (parts.next()??, parts.next()??);
    let year = match parts.next() {
        Some(year) => Some(year.filter(|year| (1900..2100).contains(year))?),
        None => None,
    };
    let end = word.end() + " ()".len() + inside.len();
    let plain = parts.next().is_none() && !inside.starts_with('0') && !inside.contains("/0");
    plain.then_some(Dated { start: word.start, end, weekday, month, day, year })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: Civil = Civil { year: 2024, month: 4, day: 25 };

    #[test]
    fn days_of_the_week_are_those_of_history() {
        // Proclamation of independence, a Friday; landing on the moon, a Sunday; a leap day, a Thursday.
        for (year, month, day, name) in
            [(1945, 8, 17, "Jumat"), (1969, 7, 20, "Minggu"), (2024, 2, 29, "Kamis")]
        {
            assert_eq!(WEEKDAYS[weekday(Civil { year, month, day })], name);
        }
        assert!(!is_day(Civil { year: 1900, month: 2, day: 29 }));
        assert!(is_day(Civil { year: 2000, month: 2, day: 29 }));
    }

    #[test]
    fn a_calendar_decides_near_publication_or_with_a_year() {
        let decides = |text: &str| decided(&dated(text)[0], PUBLISHED);
        assert!(decides("Selasa (24/4)"));
        assert!(!decides("Rabu (24/4)"));
        assert!(decides("Rabu (24/4/2023)"));
        assert!(decides("Rabu (31/4)"));
        // Far off, the year before may be meant.
        assert!(!decides("Senin (16/10)"));
        assert!(decides("Jumat (16/10)"));
    }

    #[test]
    fn one_part_is_changed() {
        let day = dated("Ia datang Rabu (24/4/2024) pagi.")[0];
        assert!(fits(&day, PUBLISHED));
        for part in PARTS {
            let new = slip(&day, part, PUBLISHED, &mut Random::new(1)).expect("a slip");
            assert!(decided(&new, PUBLISHED));
            assert_eq!(new.year == day.year, part != Part::Year);
        }
    }
}
