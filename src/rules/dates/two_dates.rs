//! `dates/two-dates`: "Kebakaran itu terjadi pada Senin (3/6)" and further on "kebakaran tersebut terjadi pada Selasa
//! (4/6)": one event of an article on two days.
//!
//! Only the plainest words make two mentions one event: the same noun with "itu" or "tersebut", a verb of taking place
//! and a day right behind it. What lasts for days, and what people are quoted with, is left alone.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::document::Document;
use crate::facts::dates::DateMention;
use crate::rule::{Context, Finding, Rule, Sink};

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoDates {
    /// Verbs of what takes place once: "terjadi".
    verbs: Vec<String>,
    /// Words that point to what was told of: "itu".
    pointers: Vec<String>,
    /// Small words between pointer, verb and date.
    links: Vec<String>,
}

impl Rule for TwoDates {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut told: BTreeMap<String, (Date, &DateMention)> = BTreeMap::new();
        for mention in cx.facts.dates.iter().filter(|mention| mention.last.is_none()) {
            let Some(date) = mention.first.date() else { continue };
            if mention.first.weekday.is_some_and(|it| it.value != date.weekday()) {
                continue;
            }
            let Some(event) = self.event(cx.doc, mention) else { continue };
            match told.get(&event) {
                Some((first, other)) if *first != date => {
                    let finding = Finding::new(mention.span)
                        .arg("event", event)
                        .arg("other", cx.doc.str(other.span));
                    out.report(finding.label(other.span, "other"));
                }
                Some(_) => {}
                None => {
                    told.insert(event, (date, mention));
                }
            }
        }
    }
}

impl TwoDates {
    /// The noun of "kebakaran itu terjadi pada" before a date.
    fn event(&self, doc: &Document, mention: &DateMention) -> Option<String> {
        let verb = self.back(doc, doc.token_at(mention.span.start())?)?;
        let is = |idx: usize, list: &[String]| list.contains(&doc.token_str(idx).to_lowercase());
        if !is(verb, &self.verbs) {
            return None;
        }
        let pointer = self.back(doc, verb).filter(|&idx| is(idx, &self.pointers))?;
        let noun = doc.prev(pointer)?;
        let word = doc.token_str(noun);
        word.chars().all(char::is_alphabetic).then(|| word.to_lowercase())
    }

    /// The token before, small words passed over.
    fn back(&self, doc: &Document, idx: usize) -> Option<usize> {
        let mut idx = doc.prev(idx)?;
        for _ in 0..3 {
            let text = doc.token_str(idx).to_lowercase();
            if text != "," && !self.links.contains(&text) {
                break;
            }
            idx = doc.prev(idx)?;
        }
        Some(idx)
    }
}
