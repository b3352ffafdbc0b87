//! `dates/national-day`: a day that the calendar of the state has on another date: "Hari Pahlawan jatuh pada
//! 9 November".
//!
//! Only where a word between says that the date is the day itself. A celebration may be held whenever people like.

use std::collections::HashMap;

use serde::Deserialize;

use crate::calendar::{Length, month_name};
use crate::case::{capitalised, folded};
use crate::document::{Document, TokenKind};
use crate::facts::dates::{DateMention, Form};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Options")]
pub(crate) struct NationalDay {
    /// The last word of a name, and the names that end with it, in lower case, with their days.
    names: HashMap<String, Vec<(Vec<String>, Day)>>,
    falls: Vec<String>,
    links: Vec<String>,
}

/// Its options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The days by name.
    days: Vec<Entry>,
    /// What says that a date is the day itself: "jatuh", "setiap".
    falls: Vec<String>,
    /// What else may stand between a name and its date: "pada".
    links: Vec<String>,
}

/// A day of the calendar of the state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    names: Vec<String>,
    day: i32,
    month: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    day: i32,
    month: i32,
}

impl TryFrom<Options> for NationalDay {
    type Error = String;

    fn try_from(options: Options) -> Result<Self, String> {
        let mut names: HashMap<String, Vec<(Vec<String>, Day)>> = HashMap::new();
        for Entry { names: of_day, day, month } in options.days {
            if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
                return Err(format!("{day}/{month} is no day of a month"));
            }
            for name in of_day {
                let words: Vec<String> = name.split_whitespace().map(folded).collect();
                let Some(last) = words.last().cloned() else {
                    return Err("a day without a name".to_owned());
                };
                names.entry(last).or_default().push((words, Day { day, month }));
            }
        }
        Ok(Self { names, falls: options.falls, links: options.links })
    }
}

impl Rule for NationalDay {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for mention in &cx.facts.dates {
            let (Some(day), Form::Words, None) = (mention.first.day, mention.form, &mention.last)
            else {
                continue;
            };
            let said = Day { day: day.value, month: mention.first.month.value };
            let Some((name, right)) = self.named_before(cx.doc, mention) else { continue };
            if right != said {
                let month = i8::try_from(right.month).unwrap_or(1);
                let month = capitalised(month_name(month, Length::Full));
                let span = day.span.cover(mention.first.month.span);
                let expected = format!("{} {month}", right.day);
                out.report(Finding::new(span).arg("name", name).fix(Fix::suggest(span, expected)));
            }
        }
    }
}

impl NationalDay {
    /// The name whose day a mention is said to be, and its day.
    fn named_before(&self, doc: &Document, mention: &DateMention) -> Option<(String, Day)> {
        let mut at = doc.prev(doc.token_at(mention.span.start())?)?;
        let mut is_the_day = false;
        loop {
            let word = folded(doc.token_str(at));
            let falls = self.falls.contains(&word);
            if doc.kind(at)? != TokenKind::Word || !falls && !self.links.contains(&word) {
                break;
            }
            is_the_day |= falls;
            at = doc.prev(at)?;
        }
        is_the_day.then(|| self.name_ending(doc, at))?
    }

    /// The longest name that ends with a token.
    fn name_ending(&self, doc: &Document, end: usize) -> Option<(String, Day)> {
        let names = self.names.get(&folded(doc.token_str(end)))?;
        let fitting = names.iter().filter_map(|(words, day)| {
            let mut at = Some(end);
            let mut first = end;
            for word in words.iter().rev() {
                let idx = at.filter(|&idx| folded(doc.token_str(idx)) == *word)?;
                (first, at) = (idx, doc.prev(idx));
            }
            let span = doc.tokens[first].span.cover(doc.tokens[end].span);
            Some((words.len(), doc.str(span).to_owned(), *day))
        });
        let (_, name, day) = fitting.max_by_key(|(n_words, ..)| *n_words)?;
        Some((name, day))
    }
}
