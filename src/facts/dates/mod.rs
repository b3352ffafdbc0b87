//! Dates: when the article was published, and every date that its text states.
//!
//! A date is read as it stands, also when no calendar allows it; what is wrong with it is for rules to say. Scores,
//! fractions, numbers of laws and telephones are not dates. The clock is never asked.

mod numeric;
mod relative;
mod resolve;
mod scan;
mod words;

use jiff::civil::{Date, Weekday};

use crate::calendar;
use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::words::Words;
use crate::span::Span;

use self::resolve::Anchor;

pub use self::relative::{Basis, Expression, expressions};

/// When the article was published, and how we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day.
    pub date: Date,
    /// Where the text states it, if it does.
    pub span: Option<Span>,
    /// How we know.
    pub source: PublicationSource,
}

/// Where a publication date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicationSource {
    /// Told beside the text: a record's field, the command line.
    Told,
    /// The portal's date line, or a dateline with a full date.
    Text,
}

/// One date of the text, or a range of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// From the weekday to the last number, a closing bracket included.
    pub span: Span,
    /// The kind of notation.
    pub form: Form,
    /// The day, or the first day of a range.
    pub first: Stated,
    /// The last day of a range.
    pub last: Option<Stated>,
    /// Whether the words behind it move it to another year that is not written: "tahun lalu".
    pub other_year: bool,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "14/5", "14/5/2024", "14-5-2024", "2024-05-14", "14.5.2024".
    Numbers,
    /// "14 Mei", "14 Mei 2024".
    Words,
    /// "Mei 2024": no day.
    Month,
}

/// A part of a date and the bytes that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// What is stated, possible or not.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// A day as stated, part by part, and what the calendar makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The day of the week, when the text gives one that belongs to this very day.
    pub weekday: Option<Part<Weekday>>,
    /// Day of the month.
    pub day: Option<Part<i32>>,
    /// Month from 1. The two days of "3-5/6" share it.
    pub month: Part<i32>,
    /// The year with all its digits ("25" is read as 2025).
    pub year: Option<Part<i32>>,
    /// What it comes to.
    pub reading: Reading,
}

/// What the calendar makes of a stated day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A day, and how its year is known.
    Day(Date, YearFrom),
    /// No calendar has such a day: 31/6, 14/13, 29 Februari 2023.
    Impossible,
    /// Not to be decided: no day of the month, or no year and no publication date.
    Open,
}

/// How the year of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFrom {
    /// It is written.
    Stated,
    /// Not written; the year that brings the day nearest to publication.
    Nearest,
    /// Not written; another year close by, in which the day falls on the weekday that is stated.
    Weekday,
    /// Not written, and no publication date is known; the year of a full date of the same text, a month away at most.
    Neighbour,
}

impl Stated {
    /// The day it comes to, if it comes to one.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self.reading {
            Reading::Day(date, _) => Some(date),
            Reading::Impossible | Reading::Open => None,
        }
    }
}

impl DateMention {
    /// The stated days: one, or both ends of a range.
    pub fn days(&self) -> impl Iterator<Item = &Stated> {
        std::iter::once(&self.first).chain(&self.last)
    }
}

/// Whether a date may start with a token, given folded.
pub(super) fn begins(kind: TokenKind, folded: &str) -> bool {
    match kind {
        // A name of a day or a month, or a word that begins with one that a hyphen ends.
        TokenKind::Word => calendar::is_name(folded.split('-').next().unwrap_or(folded)),
        TokenKind::Number => true,
        _ => folded == "(",
    }
}

/// The publication date and the dates of the text, in order.
#[must_use]
pub fn find(doc: &Document, words: &Words) -> (Option<Publication>, Vec<DateMention>) {
    let mut mentions = scan::mentions(doc, words);
    let published = publication(doc, &mentions);
    let anchor = match published {
        Some(published) => Some(Anchor::Published(published.date)),
        None => neighbour(&mentions).map(Anchor::Neighbour),
    };
    for mention in &mut mentions {
        let anchor = anchor.filter(|_| !mention.other_year);
        for stated in std::iter::once(&mut mention.first).chain(&mut mention.last) {
            stated.reading = resolve::reading(stated, anchor);
        }
    }
    (published, mentions)
}

/// The latest full date of the text whose weekday is stated and right: news of that very time, most likely.
fn neighbour(mentions: &[DateMention]) -> Option<Date> {
    let sound = |stated: &Stated| {
        let date = resolve::full(stated)?;
        (stated.weekday?.value == date.weekday()).then_some(date)
    };
    mentions.iter().flat_map(DateMention::days).filter_map(sound).max()
}

/// What was told beside the text, else the first full date of a date line, else of a dateline.
fn publication(doc: &Document, mentions: &[DateMention]) -> Option<Publication> {
    let in_block = |kind| {
        mentions.iter().find_map(|mention| {
            let block = doc.block_at(mention.span.start())?;
            let date = resolve::full(&mention.first)?;
            (block.kind == kind).then_some((date, mention.span))
        })
    };
    let stated = in_block(BlockKind::Date).or_else(|| in_block(BlockKind::Dateline));
    match doc.published {
        Some(date) => {
            let span = stated.filter(|&(stated, _)| stated == date).map(|(_, span)| span);
            Some(Publication { date, span, source: PublicationSource::Told })
        }
        None => stated.map(|(date, span)| Publication {
            date,
            span: Some(span),
            source: PublicationSource::Text,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mention as it stands and what it comes to, for an article of Thursday 25 April 2024.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let mut doc = Document::plain(text);
        doc.published = Some(jiff::civil::date(2024, 4, 25));
        let (_, mentions) = find(&doc, &Words::read(&doc));
        let show = |stated: &Stated| match stated.reading {
            Reading::Day(date, _) => date.to_string(),
            Reading::Impossible => "impossible".into(),
            Reading::Open => "open".into(),
        };
        let found: Vec<(&str, String)> = mentions
            .iter()
            .map(|it| (doc.str(it.span), it.days().map(show).collect::<Vec<_>>().join("–")))
            .collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(text, date)| (*text, date.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_weekday_with_numbers_is_a_date() {
        check("Ia pergi, Rabu (24/4).", &[("Rabu (24/4)", "2024-04-24")]);
        check("Ia pergi Rabu(24/4/2024).", &[("Rabu(24/4/2024)", "2024-04-24")]);
        check("Ia pergi rabu, (24-04-24).", &[("rabu, (24-04-24)", "2024-04-24")]);
        check(
            "Ia pergi Rabu malam, (24/4 / 2024).",
            &[("Rabu malam, (24/4 / 2024)", "2024-04-24")],
        );
        check("Sejak Rabu 24/4/2024 pagi.", &[("Rabu 24/4/2024", "2024-04-24")]);
        check("Sejak Rabu (24.4.2024) pagi.", &[("Rabu (24.4.2024)", "2024-04-24")]);
        check("Jumat Agung (29/3) ramai.", &[("Jumat Agung (29/3)", "2024-03-29")]);
        check("hari Rabu tanggal 24/4.", &[("Rabu tanggal 24/4", "2024-04-24")]);
        check(
            "Rabu (24/14) dan Rabu (31/4).",
            &[("Rabu (24/14)", "impossible"), ("Rabu (31/4)", "impossible")],
        );
    }

    #[test]
    fn names_of_months_are_read_long_short_and_old() {
        check("Rabu, 24 April 2024 pagi", &[("Rabu, 24 April 2024", "2024-04-24")]);
        check("sejak 14 Nopember lalu", &[("14 Nopember", "2023-11-14")]);
        check("Jum’at,19 Apr 2024.", &[("Jum’at,19 Apr 2024", "2024-04-19")]);
        check("sejak 17 Agustus tahun 1945 itu", &[("17 Agustus tahun 1945", "1945-08-17")]);
        check("pada 14 Juni tahun lalu", &[("14 Juni", "open")]);
        check(
            "Harga naik sejak Maret, kata Ani; Agustus 2023 turun.",
            &[("Maret", "open"), ("Agustus 2023", "open")],
        );
    }

    #[test]
    fn a_date_with_a_year_needs_no_weekday() {
        check(
            "Berlaku 1/5/2024, 2-5-2024, 2024-05-03.",
            &[("1/5/2024", "2024-05-01"), ("2-5-2024", "2024-05-02"), ("2024-05-03", "2024-05-03")],
        );
        check("Kemarin (24/4) ia pulang.", &[("(24/4)", "2024-04-24")]);
    }

    #[test]
    fn ranges_have_two_ends() {
        check("Senin-Rabu (22-24/4)", &[("Senin-Rabu (22-24/4)", "2024-04-22–2024-04-24")]);
        check("pada 3–5 Juni 2024", &[("3–5 Juni 2024", "2024-06-03–2024-06-05")]);
        check("30 Mei-2 Juni digelar", &[("30 Mei-2 Juni", "2024-05-30–2024-06-02")]);
        check("30 Mei - 2 Juni 2024", &[("30 Mei - 2 Juni 2024", "2024-05-30–2024-06-02")]);
        check(
            "Sabtu dan Minggu (27/4-5/5)",
            &[("Sabtu dan Minggu (27/4-5/5)", "2024-04-27–2024-05-05")],
        );
        check("27/12/2023-3/1/2024", &[("27/12/2023-3/1/2024", "2023-12-27–2024-01-03")]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "Tim tamu menang 2-1 pada Sabtu 3-1.",
            "Sebanyak 2/3 suara, atau 3/4 (2/3) dari mereka.",
            "UU 7/2017, Nomor 5/2020, PP No. 12/2023, Perpres No 1/2/2023 diubah.",
            "Surat bernomor 100.3/712/013/2024 dan B/233/IV/2024 terbit.",
            "Layanan 24/7 sejak peristiwa 9/11.",
            "Hubungi 0812-3456-7890 atau 021-555-1212.",
            "Salat Id pada 17 Ramadan 1445 H.",
            "Rumah di RT 03/04, Jalan Mawar 12/14.",
            "Pasal 5/3 dan tahun ajaran 2023/2024.",
            "Dalam dua minggu (1/2) suara hilang, dan setiap minggu (2/3) warga.",
            "Kecelakaan di kilometer 14/5 pukul 10.30.",
            "Set kedua 21-19-15 dan 4-3-3.",
            "Versi 14.5.2024 dirilis.",
        ] {
            let doc = Document::plain(text);
            let (_, mentions) = find(&doc, &Words::read(&doc));
            let texts: Vec<_> = mentions.iter().map(|it| doc.str(it.span)).collect();
            assert!(texts.is_empty(), "{text}: {texts:?}");
        }
    }

    #[test]
    fn publication_is_told_or_read_never_guessed() {
        let published = |text: &str| {
            let doc = Document::plain(text);
            find(&doc, &Words::read(&doc)).0.map(|it| it.date.to_string())
        };
        let body = "Banjir Surut di Demak\n\nWarga mulai pulang pada Rabu (24/4).";
        for line in [
            "Kamis, 25/04/2024 20:06 WIB",
            "Kamis, 25 Apr 2024 20:06 WIB",
            "Warta.com - 25/04/2024, 20:06 WIB",
        ] {
            assert_eq!(published(&format!("{line}\n\n{body}")).as_deref(), Some("2024-04-25"));
        }
        let dateline = "Jakarta, 25 April 2024 - Warga mulai pulang pada Rabu (24/4).";
        assert_eq!(published(dateline).as_deref(), Some("2024-04-25"));
        assert_eq!(published(body), None);
    }
}
