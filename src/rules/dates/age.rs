//! `dates/age`: an age in brackets that the year of birth beside it does not give: "Rudi (45), kelahiran 1990".
//!
//! Reckoned at the day of publication, with a year of grace on each side; a sentence that tells of another time is left
//! alone.

use serde::Deserialize;

use crate::calendar::month;
use crate::document::{Document, Sentence, TokenKind};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// Ages of people of whom news tells.
const AGES: std::ops::RangeInclusive<i32> = 1..=110;

/// How many tokens from the word for birth its year may stand.
const NEAR: usize = 14;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Age {
    /// "lahir", "kelahiran".
    born: Vec<String>,
    /// What may stand between a birth and its year: "pada", "tahun".
    links: Vec<String>,
    /// Words of a sentence that tells of another time, or of several people.
    doubts: Vec<String>,
}

impl Rule for Age {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = cx.facts.published else { return };
        let this_year = i32::from(published.date.year());
        for sentence in &cx.doc.sentences {
            let Some((age, at)) = age(cx.doc, sentence) else { continue };
            let Some((year, of)) = self.birth(cx.doc, sentence) else { continue };
            let reckoned = this_year - year;
            // Before the birthday somebody is a year younger than the years say; a year more is grace for old figures.
            if year < this_year && !(reckoned - 2..=reckoned + 1).contains(&age) {
                let finding = Finding::new(at)
                    .arg("year", year.to_string())
                    .arg("low", (reckoned - 1).max(0).to_string())
                    .arg("high", reckoned.to_string());
                out.report(finding.label(of, "born"));
            }
        }
    }
}

impl Age {
    /// The year of birth of a sentence that tells of one birth only.
    fn birth(&self, doc: &Document, sentence: &Sentence) -> Option<(i32, Span)> {
        let words =
            || doc.words(sentence.tokens.clone()).map(|(at, word)| (at, word.to_lowercase()));
        if words().any(|(_, word)| self.doubts.contains(&word)) {
            return None;
        }
        let mut born = words().filter(|(_, word)| self.born.contains(word));
        let (at, None) = (born.next()?.0, born.next()) else { return None };
        let end = (sentence.tokens.end as usize).min(at + NEAR);
        let mut between = (at + 1..end).take_while(|&idx| self.leads_on(doc, idx));
        between.find_map(|idx| Some((year(doc, idx)?, doc.tokens[idx].span)))
    }

    /// Whether a token may stand between a birth and its year, or is part of the date: "pada tanggal 5 Mei".
    fn leads_on(&self, doc: &Document, idx: usize) -> bool {
        let text = doc.token_str(idx);
        match doc.tokens[idx].kind {
            TokenKind::Word => {
                let word = text.to_lowercase();
                self.links.contains(&word) || month(&word).is_some()
            }
            TokenKind::Number | TokenKind::Space => true,
            _ => text == ",",
        }
    }
}

/// The only age in brackets of a sentence: "(45)".
fn age(doc: &Document, sentence: &Sentence) -> Option<(i32, Span)> {
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    let mut ages = tokens.filter_map(|idx| {
        let is_alone = doc.kind(idx)? == TokenKind::Number
            && doc.token_str(idx.checked_sub(1)?) == "("
            && doc.kind(idx + 1).is_some()
            && doc.token_str(idx + 1) == ")"
            && doc.prev(idx - 1).is_some_and(|name| {
                doc.kind(name) == Some(TokenKind::Word)
                    && doc.token_str(name).starts_with(char::is_uppercase)
            });
        let age = doc.token_str(idx).parse().ok().filter(|age| AGES.contains(age))?;
        is_alone.then_some((age, doc.tokens[idx].span))
    });
    let first = ages.next()?;
    ages.next().is_none().then_some(first)
}

/// The year that a token is.
fn year(doc: &Document, idx: usize) -> Option<i32> {
    let text = doc.token_str(idx);
    let is_year = doc.kind(idx)? == TokenKind::Number && text.len() == 4;
    text.parse().ok().filter(|year| is_year && (1900..2100).contains(year))
}
