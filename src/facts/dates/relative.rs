//! Every expression of time with the days it comes to: the dates of the text, and "kemarin", "Selasa depan", "Senin
//! pekan lalu", "awal Mei", "November lalu", "tahun lalu".
//!
//! For people who want to see how an article was read. Nothing is judged by what is read here.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Duration, ToSpan as _};

use crate::calendar;
use crate::document::{Document, TokenKind};
use crate::span::Span;

use super::resolve::{self, WINDOW};
use super::{DateMention, Form, Publication, Reading, Stated, YearFrom};

/// An expression of time and how it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Where it stands.
    pub span: Span,
    /// The first and the last day, when they are known.
    pub days: Option<(Date, Date)>,
    /// Where the year, or the whole of it, was taken from.
    pub basis: Basis,
}

/// What an expression was read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A date of the text whose year is known this way.
    Year(YearFrom),
    /// Counted from the day of publication.
    Counted,
    /// No calendar has it.
    Impossible,
    /// Not to be decided.
    Open,
}

/// Which way a word points from the day of publication.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Here,
    Ahead,
}

fn way(word: &str) -> Option<Way> {
    Some(match word {
        "lalu" | "silam" | "kemarin" => Way::Back,
        "ini" => Way::Here,
        "depan" | "mendatang" => Way::Ahead,
        _ => return None,
    })
}

/// The expressions of a document whose dates are `mentions`, in order.
#[must_use]
pub fn expressions(
    doc: &Document,
    published: Option<&Publication>,
    mentions: &[DateMention],
) -> Vec<Expression> {
    let published = published.map(|it| it.date);
    let words: Vec<usize> =
        (0..doc.tokens.len()).filter(|&idx| doc.tokens[idx].kind == TokenKind::Word).collect();
    let reader = Reader { doc, published, words: &words };
    let mut out = Vec::new();
    let mut mentions = mentions.iter().peekable();
    let mut at = 0;
    while at < words.len() {
        let start = doc.tokens[words[at]].span.start();
        if let Some(mention) = mentions.next_if(|mention| mention.span.start() <= start) {
            out.push(reader.mention(mention, at));
            let end = out.last().map_or(start, |it: &Expression| it.span.end());
            at += words[at..].partition_point(|&idx| doc.tokens[idx].span.start() < end);
            continue;
        }
        match reader.relative(at) {
            Some((expression, next)) => {
                out.push(expression);
                at = next;
            }
            None => at += 1,
        }
    }
    out.extend(mentions.map(|mention| reader.mention(mention, words.len())));
    out
}

/// The words of a document, and the day from which they count.
struct Reader<'a> {
    doc: &'a Document,
    published: Option<Date>,
    /// Indices of the tokens that are words.
    words: &'a [usize],
}

impl Reader<'_> {
    /// The word at a place, in lower case, if it follows the one before with only a space between.
    fn joined(&self, at: usize) -> Option<String> {
        let idx = *self.words.get(at)?;
        let before = *self.words.get(at.checked_sub(1)?)?;
        (idx == before + 2 && self.doc.kind(before + 1) == Some(TokenKind::Space))
            .then(|| self.word(at))
    }

    fn word(&self, at: usize) -> String {
        self.words.get(at).map_or_else(String::new, |&idx| self.doc.token_str(idx).to_lowercase())
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let span = |at: usize| self.doc.tokens[self.words[at]].span;
        span(from).cover(span(to))
    }

    /// A date of the text. `at` is the first word that does not stand before it.
    fn mention(&self, mention: &DateMention, at: usize) -> Expression {
        if mention.form == Form::Month {
            return self.month(mention, at);
        }
        let mut days = mention.days();
        let first = days.next().and_then(Stated::date);
        let last = days.last().map_or(first, Stated::date);
        let impossible = mention.days().any(|stated| stated.reading == Reading::Impossible);
        let basis = match mention.last.unwrap_or(mention.first).reading {
            _ if impossible => Basis::Impossible,
            Reading::Day(_, from) => Basis::Year(from),
            Reading::Impossible | Reading::Open => Basis::Open,
        };
        Expression { span: mention.span, days: first.zip(last), basis }
    }

    /// "Agustus 2025", "pada Januari", "awal Mei", "November lalu".
    fn month(&self, mention: &DateMention, at: usize) -> Expression {
        let month = mention.first.month;
        let name = self.doc.token_at(month.span.start());
        let at = name.map_or(at, |name| self.words.partition_point(|&idx| idx < name));
        let part = at.checked_sub(1).filter(|_| self.joined(at).is_some());
        let part = part.filter(|&before| third(&self.word(before)).is_some());
        let behind = self.joined(at + 1).and_then(|word| way(&word));
        let way = behind.filter(|_| mention.first.year.is_none());
        let mut span = mention.span;
        if way.is_some() {
            span = span.cover(self.span(at, at + 1));
        }
        let third = part.and_then(|before| third(&self.word(before)));
        if let Some(before) = part {
            span = span.cover(self.span(before, at));
        }
        let (year, basis) = match mention.first.year {
            Some(year) => (Some(year.value), Basis::Year(YearFrom::Stated)),
            None if way.is_some() => (self.year_of(month.value, way), Basis::Counted),
            None => (self.year_of(month.value, None), Basis::Year(YearFrom::Nearest)),
        };
        let days = year.and_then(|year| {
            let first = resolve::calendar(year, month.value, 1)?;
            let whole = (first, first.last_of_month());
            match third {
                None => Some(whole),
                Some(0) => Some((first, resolve::calendar(year, month.value, 10)?)),
                Some(1) => Some((
                    resolve::calendar(year, month.value, 11)?,
                    resolve::calendar(year, month.value, 20)?,
                )),
                Some(_) => Some((resolve::calendar(year, month.value, 21)?, whole.1)),
            }
        });
        Expression { span, days, basis: if days.is_some() { basis } else { Basis::Open } }
    }

    /// The year of a month that is not written: the last one, the next one, or the one nearest to publication.
    fn year_of(&self, month: i32, way: Option<Way>) -> Option<i32> {
        let published = self.published?;
        let (year, now) = (i32::from(published.year()), i32::from(published.month()));
        Some(match way {
            Some(Way::Back) => year - i32::from(month >= now),
            Some(Way::Ahead) => year + i32::from(month <= now),
            Some(Way::Here) => year,
            None => {
                let middle = |year| {
                    let date = resolve::calendar(year, month, 15)?;
                    Some((year, resolve::days_between(published, date)))
                };
                let years = (year - 1..=year + 1).filter_map(middle);
                years.min_by_key(|(_, days)| (!WINDOW.contains(days), days.abs()))?.0
            }
        })
    }

    /// An expression that counts from the day of publication, and the place behind it.
    fn relative(&self, at: usize) -> Option<(Expression, usize)> {
        let word = self.word(at);
        let read = self.simple(&word, at).or_else(|| self.named(&word, at))?;
        let (days, last) = read;
        let basis = if days.is_some() { Basis::Counted } else { Basis::Open };
        Some((Expression { span: self.span(at, last), days, basis }, last + 1))
    }

    /// "kemarin", "hari ini", "pekan lalu", "bulan depan", "tahun ini".
    fn simple(&self, word: &str, at: usize) -> Option<(Option<(Date, Date)>, usize)> {
        let day = |days: i64| self.shifted(days.days()).map(|date| (date, date));
        let next = self.joined(at + 1);
        Some(match (word, next.as_deref().and_then(way)) {
            ("kemarin", _) => (day(-1), at),
            ("semalam", _) => (day(-1), at),
            ("besok", _) => (day(1), at),
            ("lusa", _) => (day(2), at),
            ("hari", Some(Way::Here)) => (day(0), at + 1),
            ("pekan" | "minggu", Some(way)) => (self.week(way), at + 1),
            ("bulan", Some(way)) => {
                let date = self.shifted(i64::from(steps(way)).months());
                (date.map(|date| (date.first_of_month(), date.last_of_month())), at + 1)
            }
            ("tahun", Some(way)) => {
                let date = self.shifted(i64::from(steps(way)).years());
                (date.map(|date| (date.first_of_year(), date.last_of_year())), at + 1)
            }
            _ => return None,
        })
    }

    /// "Selasa depan", "Senin pekan lalu", "November lalu".
    fn named(&self, word: &str, at: usize) -> Option<(Option<(Date, Date)>, usize)> {
        let text = self.doc.token_str(self.words[at]);
        let next = self.joined(at + 1)?;
        if let Some((month, _)) =
            calendar::month(text).filter(|_| text.starts_with(char::is_uppercase))
        {
            let way = way(&next)?;
            let year = self.year_of(month, Some(way));
            let first = year.and_then(|year| resolve::calendar(year, month, 1));
            return Some((first.map(|first| (first, first.last_of_month())), at + 1));
        }
        if word == "minggu" {
            return None;
        }
        let (weekday, _) = calendar::weekday(text)?;
        if matches!(next.as_str(), "pekan" | "minggu") {
            let way = self.joined(at + 2).and_then(|word| way(&word))?;
            let days = self.week(way).and_then(|(monday, _)| on_weekday(monday, weekday));
            return Some((days, at + 2));
        }
        let published = self.published;
        let days = match way(&next)? {
            Way::Here => self.week(Way::Here).and_then(|(monday, _)| on_weekday(monday, weekday)),
            Way::Back => published.and_then(|date| date.nth_weekday(-1, weekday).ok()).map(twice),
            Way::Ahead => published.and_then(|date| date.nth_weekday(1, weekday).ok()).map(twice),
        };
        Some((days, at + 1))
    }

    /// Monday and Sunday of a week.
    fn week(&self, way: Way) -> Option<(Date, Date)> {
        let date = self.shifted(i64::from(steps(way)).weeks())?;
        let since = i64::from(date.weekday().to_monday_zero_offset());
        let monday = date.checked_sub(since.days()).ok()?;
        Some((monday, monday.checked_add(6.days()).ok()?))
    }

    fn shifted(&self, by: Duration) -> Option<Date> {
        self.published?.checked_add(by).ok()
    }
}

/// The third of a month that a word names.
fn third(word: &str) -> Option<u8> {
    Some(match word {
        "awal" => 0,
        "pertengahan" => 1,
        "akhir" => 2,
        _ => return None,
    })
}

fn steps(way: Way) -> i8 {
    match way {
        Way::Back => -1,
        Way::Here => 0,
        Way::Ahead => 1,
    }
}

fn twice(date: Date) -> (Date, Date) {
    (date, date)
}

fn on_weekday(monday: Date, weekday: Weekday) -> Option<(Date, Date)> {
    let since = i64::from(weekday.to_monday_zero_offset());
    monday.checked_add(since.days()).ok().map(twice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::words::Words;

    /// Each expression and its days, for an article of Thursday 25 April 2024.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let mut doc = Document::plain(text);
        doc.published = Some(jiff::civil::date(2024, 4, 25));
        let (published, mentions) = super::super::find(&doc, &Words::read(&doc));
        let found: Vec<(&str, String)> = expressions(&doc, published.as_ref(), &mentions)
            .iter()
            .map(|it| {
                let days = it.days.map_or_else(String::new, |(from, to)| format!("{from} {to}"));
                (doc.str(it.span), days)
            })
            .collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(text, days)| (*text, days.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn days_are_counted_from_publication() {
        check(
            "Ia datang kemarin, pulang besok, dan kembali lusa.",
            &[
                ("kemarin", "2024-04-24 2024-04-24"),
                ("besok", "2024-04-26 2024-04-26"),
                ("lusa", "2024-04-27 2024-04-27"),
            ],
        );
        check(
            "Sejak Senin pekan lalu sampai Selasa depan; Kamis lalu libur hari ini.",
            &[
                ("Senin pekan lalu", "2024-04-15 2024-04-15"),
                ("Selasa depan", "2024-04-30 2024-04-30"),
                ("Kamis lalu", "2024-04-18 2024-04-18"),
                ("hari ini", "2024-04-25 2024-04-25"),
            ],
        );
    }

    #[test]
    fn months_and_years_are_spans() {
        check(
            "Harga naik awal Mei, pada Januari, November lalu, Agustus 2025, dan tahun lalu.",
            &[
                ("awal Mei", "2024-05-01 2024-05-10"),
                ("Januari", "2024-01-01 2024-01-31"),
                ("November lalu", "2023-11-01 2023-11-30"),
                ("Agustus 2025", "2025-08-01 2025-08-31"),
                ("tahun lalu", "2023-01-01 2023-12-31"),
            ],
        );
        check(
            "Minggu lalu ramai, bulan depan sepi, sejak akhir Februari.",
            &[
                ("Minggu lalu", "2024-04-15 2024-04-21"),
                ("bulan depan", "2024-05-01 2024-05-31"),
                ("akhir Februari", "2024-02-21 2024-02-29"),
            ],
        );
    }

    #[test]
    fn dates_of_the_text_stand_among_them() {
        check(
            "Kata dia, Selasa (14/5), rapat 3–5 Juni 2024 batal kemarin.",
            &[
                ("Selasa (14/5)", "2024-05-14 2024-05-14"),
                ("3–5 Juni 2024", "2024-06-03 2024-06-05"),
                ("kemarin", "2024-04-24 2024-04-24"),
            ],
        );
    }

    #[test]
    fn plain_words_are_no_time() {
        check("Ia maju ke depan, lalu Mei pulang tiga minggu kemudian. Tahun demi tahun.", &[]);
    }
}
