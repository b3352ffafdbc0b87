//! Date expressions as single lines: place, first byte, text, first day, last day, and where the year was taken from,
//! with tabs between.
//!
//! For people who ask why a date was found wrong, or was not. It judges nothing.

use std::fmt::Write;

use super::{clean, place_name};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::facts::dates::{self, Basis, PublicationSource, YearFrom};
use crate::facts::words::Words;

/// The lines of one article; the day of publication comes first.
#[must_use]
pub fn article(doc: &Document, lang: Lang) -> String {
    let (published, mentions) = dates::find(doc, &Words::read(doc));
    let lines = doc.line_index();
    let mut out = String::new();
    let day = published.map_or_else(|| "–".to_owned(), |it| it.date.to_string());
    let told = published.map(|it| it.source);
    let _ = writeln!(out, "{}\t–\t–\t{day}\t{day}\t{}", place_name(doc, 0), source(told, lang));
    for it in dates::expressions(doc, published.as_ref(), &mentions) {
        let place = doc.map.locate(it.span);
        let part = usize::from(place.part);
        let line = lines.place(&doc.text, it.span.start());
        let (from, to) = match it.days {
            Some((from, to)) => (from.to_string(), to.to_string()),
            None => ("–".to_owned(), "–".to_owned()),
        };
        let _ = writeln!(
            out,
            "{}:{}:{}\t{}\t{}\t{from}\t{to}\t{}",
            place_name(doc, part),
            line.line,
            line.column,
            place.start,
            clean::line(doc.str(it.span)),
            basis(it.basis, lang)
        );
    }
    out
}

fn source(source: Option<PublicationSource>, lang: Lang) -> &'static str {
    match (source, lang) {
        (Some(PublicationSource::Told), Lang::Id) => "tanggal terbit, diberikan",
        (Some(PublicationSource::Told), Lang::En) => "publication date, given",
        (Some(PublicationSource::Text), Lang::Id) => "tanggal terbit, dari baris tanggal",
        (Some(PublicationSource::Text), Lang::En) => "publication date, from the date line",
        (None, Lang::Id) => "tanggal terbit tidak diketahui",
        (None, Lang::En) => "publication date unknown",
    }
}

fn basis(basis: Basis, lang: Lang) -> &'static str {
    match (basis, lang) {
        (Basis::Year(YearFrom::Stated), Lang::Id) => "tahun tertulis",
        (Basis::Year(YearFrom::Stated), Lang::En) => "year stated",
        (Basis::Year(YearFrom::Nearest), Lang::Id) => "tahun yang terdekat dengan tanggal terbit",
        (Basis::Year(YearFrom::Nearest), Lang::En) => "year nearest to publication",
        (Basis::Year(YearFrom::Weekday), Lang::Id) => "tahun terdekat yang cocok dengan harinya",
        (Basis::Year(YearFrom::Weekday), Lang::En) => "nearest year that fits the weekday",
        (Basis::Year(YearFrom::Neighbour), Lang::Id) => "tahun dari tanggal lain di naskah",
        (Basis::Year(YearFrom::Neighbour), Lang::En) => "year of another date of the text",
        (Basis::Counted, Lang::Id) => "dihitung dari tanggal terbit",
        (Basis::Counted, Lang::En) => "counted from publication",
        (Basis::Impossible, Lang::Id) => "tidak ada dalam kalender",
        (Basis::Impossible, Lang::En) => "not in the calendar",
        (Basis::Open, Lang::Id) => "tidak dapat dipastikan",
        (Basis::Open, Lang::En) => "cannot be decided",
    }
}
