//! `facts/office-holder`: a person named with an office whose term had ended when the article was published.
//!
//! Somebody named with an office of another country is told as well, when the record knows both.
//!
//! Only a term that has an end is evidence: the record may not know the latest holder, and never proves a newcomer wrong.
//! What somebody says in a quotation, former holders called so, and sentences that look back are left alone. Where several
//! people would all have been right at one time, the date line is the suspect and is shown beside them.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan as _};
use serde::Deserialize;

use super::offices::{Day, Office, Record, Term, plain};
use super::passages::{Words, passages, sentences};
use crate::case::capitalised;
use crate::document::{Document, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::rules::dates::words::with_date;

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Options")]
pub(in crate::rules) struct OfficeHolder {
    record: Record,
    known_until: Date,
    former: Vec<String>,
    past: Vec<String>,
    titles: Vec<String>,
}

/// Its options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The record, office by office.
    offices: Vec<Office>,
    /// A desk's own additions.
    #[serde(default)]
    own_offices: Vec<Office>,
    /// To what day the open terms of the record are known to have gone on.
    known_until: Day,
    /// Words before an office that say that its holder is not meant as such: "mantan".
    former: Vec<String>,
    /// Words of a sentence that looks back: "era".
    past: Vec<String>,
    /// Forms of address and ranks between an office and a name.
    titles: Vec<String>,
}

impl TryFrom<Options> for OfficeHolder {
    type Error = String;

    fn try_from(options: Options) -> Result<Self, String> {
        let Options { mut offices, own_offices, known_until, former, past, titles } = options;
        offices.extend(own_offices);
        let record = Record::new(offices);
        Ok(Self { record, known_until: known_until.day(), former, past, titles })
    }
}

/// How long an office may be said of somebody who has just left it, or is about to enter it.
const HANDOVER: i32 = 45; // days

/// A term that ended longer ago is history, and told as such.
const HISTORY: i32 = 8; // years

/// The most words that an office and a name have together.
const LONGEST: usize = 20;

impl Rule for OfficeHolder {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Word && self.record.begins_office(&plain(spelt.folded))
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = cx.facts.published else { return };
        let mut found = Vec::new();
        let year = i32::from(published.date.year());
        for sentence in sentences(cx, year) {
            for words in passages(cx.doc, sentence) {
                self.passage(cx, published.date, &words, &mut found);
            }
        }
        let suspect = published.span.zip(common_years(&found));
        for (finding, _) in found {
            out.report(match &suspect {
                Some((span, years)) => finding.arg("years", years.as_str()).label(*span, "date"),
                None => finding,
            });
        }
    }

    fn spellings(&self) -> Vec<&str> {
        self.record.holders().flat_map(str::split_whitespace).collect()
    }
}

/// A finding and the term that was over, if it is that.
type Found<'a> = (Finding, Option<&'a Term>);

/// The years in which everybody who is named, two at least, held the office that they are named with: "2018–2021".
fn common_years(found: &[Found<'_>]) -> Option<String> {
    let terms = || found.iter().filter_map(|(_, term)| *term);
    let first = terms().next()?.holder();
    let several = terms().any(|term| term.holder() != first);
    let from = terms().map(Term::from).max()?;
    let to = terms().filter_map(Term::to).min()?;
    let years = match (from.year(), to.year()) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    };
    (several && from < to).then_some(years)
}

/// An office and a holder of it, side by side.
struct Claim {
    office: usize,
    term: usize,
    /// Office and name, and the name, in words of their passage.
    all: Range<usize>,
    name: Range<usize>,
}

impl OfficeHolder {
    fn passage<'a>(
        &'a self,
        cx: &Context<'_>,
        published: Date,
        words: &Words,
        found: &mut Vec<Found<'a>>,
    ) {
        let is = |list: &[String], at: usize| list.contains(&words.texts[at]);
        if (0..words.texts.len()).any(|at| is(&self.past, at)) {
            return;
        }
        let mut at = 0;
        while at < words.texts.len() {
            let former = at > 0 && is(&self.former, at - 1);
            match self.claim(cx.doc, words, at).filter(|_| !former) {
                Some(claim) => {
                    at = claim.all.end;
                    found.extend(self.judge(cx, published, (words, &claim)));
                }
                None => {
                    found.extend(self.elsewhere(cx.doc, published, words, at));
                    at += 1;
                }
            }
        }
    }

    /// "Presiden Rusia Volodymyr Zelensky": the office that begins at a word, with somebody who holds it elsewhere.
    fn elsewhere(
        &self,
        doc: &Document,
        published: Date,
        words: &Words,
        at: usize,
    ) -> Option<Found<'_>> {
        let &(n_words, office) = self.record.offices_at(words.from(at, LONGEST)).first()?;
        let start = at + n_words;
        let (n_name, right, term) = self.record.elsewhere(office, words.from(start, LONGEST))?;
        let end = start + n_name;
        let follows = |at: usize| {
            let (one, next) = (words.tokens.get(at)?, words.tokens.get(at + 1)?);
            Some(doc.next(*one) == Some(*next))
        };
        let is_capital = |at: usize| {
            words
                .tokens
                .get(at)
                .is_some_and(|idx| doc.token_str(*idx).starts_with(char::is_uppercase))
        };
        // A comma between would begin another phrase; an office without its country is meant by the context.
        let is_whole = (at..end - 1).all(|at| follows(at) == Some(true));
        let goes_on = is_capital(end) && follows(end - 1) == Some(true);
        if right.is_called_from(&words.texts[at..start])
            || !is_whole
            || goes_on
            || !(start..end).all(is_capital)
        {
            return None;
        }
        if right.on(published)?.holder() != term.holder() {
            return None;
        }
        let span = words.span(doc, at..end);
        let finding = Finding::new(span)
            .variant("elsewhere")
            .arg("holder", term.holder())
            .arg("office", right.name())
            .fix(Fix::suggest(words.span(doc, at..start), right.name()));
        Some((finding, None))
    }

    /// The office that begins at a word, with the name of somebody who has held it.
    fn claim(&self, doc: &Document, words: &Words, at: usize) -> Option<Claim> {
        for (n_words, office) in self.record.offices_at(words.from(at, LONGEST)) {
            let mut start = at + n_words;
            while words.texts.get(start).is_some_and(|word| self.titles.contains(word)) {
                start += 1;
            }
            let Some(&(n_name, term)) =
                self.record.people_at(office, words.from(start, LONGEST)).first()
            else {
                continue;
            };
            let end = start + n_name;
            let named = |at: usize| {
                let token = words.tokens.get(at).copied();
                token.is_some_and(|idx| doc.token_str(idx).starts_with(char::is_uppercase))
            };
            // "Presiden Jokowi Mania": a single word must be all of the name.
            let adjacent = end < words.tokens.len()
                && doc.next(words.tokens[end - 1]) == Some(words.tokens[end]);
            if named(start) && !(n_name == 1 && adjacent && named(end)) {
                return Some(Claim { office, term, all: at..end, name: start..end });
            }
        }
        None
    }

    /// The finding about a claim, if it is wrong, and the term that was over.
    fn judge(
        &self,
        cx: &Context<'_>,
        published: Date,
        (words, claim): (&Words, &Claim),
    ) -> Option<Found<'_>> {
        let terms = || self.record.terms_of(claim.office, claim.term);
        let over = terms().filter(|term| term.to().is_some_and(|to| to < published)).last()?;
        let ended = over.to()?;
        let holds = |term: &Term| {
            let late = term.to().is_some_and(|to| moved(to, HANDOVER.days()) < published);
            moved(term.from(), -HANDOVER.days()) <= published && !late
        };
        if terms().any(holds) || moved(ended, HISTORY.years()) < published {
            return None;
        }
        let span = words.span(cx.doc, claim.all.clone());
        let found = cx.doc.str(span);
        let former = if found.starts_with(char::is_uppercase)
            && cx.doc.starts_sentence(words.tokens[claim.all.start])
        {
            format!("{} {found}", capitalised("mantan"))
        } else {
            format!("mantan {found}")
        };
        let mut finding = with_date(Finding::new(span), ended)
            .arg("holder", over.holder())
            .fix(Fix::suggest(span, former));
        let now = self.record.office(claim.office).on(published);
        if let Some(now) = now.filter(|now| now.to().is_some() || published <= self.known_until) {
            let name = words.span(cx.doc, claim.name.clone());
            finding = finding
                .variant("now")
                .arg("now", now.holder())
                .fix(Fix::suggest(name, now.holder()));
        }
        Some((finding, Some(over)))
    }
}

/// A day so much later, or the day itself where the calendar ends.
fn moved(day: Date, by: Length) -> Date {
    day.checked_add(by).unwrap_or(day)
}
