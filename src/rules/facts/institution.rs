//! `facts/institution`: an institution named as it was called before it was renamed, divided or merged.
//!
//! Only names that nothing bears any more are listed. What somebody says in a quotation, sentences that look back and
//! the months of the change are left alone, and so is an article whose day of publication is not known.

use hashbrown::HashMap;
use jiff::ToSpan as _;
use serde::Deserialize;

use super::offices::{Day, plain, words_of};
use super::passages::{Words, passages, sentences};
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::rules::dates::words::with_date;

/// How long a name lives on after its end: signs, letterheads and officials change slowly.
const CHANGE: i32 = 6; // months

/// A name that ended longer ago is history, and told as such.
const HISTORY: i32 = 3; // years

/// The most words of a name.
const LONGEST: usize = 12;

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(try_from = "Options")]
pub(in crate::rules) struct Institution {
    /// First word of a name, and the names that begin with it: all words, and the change.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    changes: Vec<Change>,
    past: Vec<String>,
}

/// Its options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The changes; a desk gives its own list.
    changes: Vec<Change>,
    /// Words of a sentence that looks back: "semula".
    past: Vec<String>,
}

/// An institution that is called otherwise, or no longer exists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// Its names while it existed.
    old: Vec<String>,
    /// The first day without it, ISO 8601.
    from: Day,
    /// What does its work now; the first is the likeliest.
    now: Vec<String>,
}

impl TryFrom<Options> for Institution {
    type Error = String;

    fn try_from(options: Options) -> Result<Self, String> {
        let mut names: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (at, change) in options.changes.iter().enumerate() {
            for old in &change.old {
                let words = words_of(old);
                let Some(first) = words.first() else {
                    return Err(format!("`{old}` has no word in it"));
                };
                names.entry(first.clone()).or_default().push((words, at));
            }
            if change.now.is_empty() {
                return Err(format!("nothing is said to take the place of {:?}", change.old));
            }
        }
        Ok(Self { names, changes: options.changes, past: options.past })
    }
}

impl Rule for Institution {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Word && self.names.contains_key(&*plain(spelt.folded))
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = cx.facts.published else { return };
        let year = i32::from(published.date.year());
        for sentence in sentences(cx, year) {
            let passages = passages(cx.doc, sentence);
            let mut texts = passages.iter().flat_map(|words| &words.texts);
            if texts.any(|word| self.past.contains(word)) {
                continue;
            }
            for words in &passages {
                self.passage(cx, published.date, words, out);
            }
        }
    }
}

impl Institution {
    fn passage(
        &self,
        cx: &Context<'_>,
        published: jiff::civil::Date,
        words: &Words,
        out: &mut Sink<'_>,
    ) {
        let mut at = 0;
        while at < words.texts.len() {
            let Some((n_words, change)) = self.name_at(words, at) else {
                at += 1;
                continue;
            };
            let span = words.span(cx.doc, at..at + n_words);
            at += n_words;
            let ended = change.from.day();
            let settled = ended.checked_add(CHANGE.months()).unwrap_or(ended);
            let history = ended.checked_add(HISTORY.years()).unwrap_or(ended);
            // A word in lower case is no name: "kemenkumham" in an address.
            if published < settled
                || history < published
                || !cx.doc.str(span).starts_with(char::is_uppercase)
            {
                continue;
            }
            let mut finding =
                with_date(Finding::new(span), ended).arg("now", change.now.join(" / "));
            for now in &change.now {
                finding = finding.fix(Fix::suggest(span, now.as_str()));
            }
            out.report(finding);
        }
    }

    /// The longest name that begins at a word.
    fn name_at(&self, words: &Words, at: usize) -> Option<(usize, &Change)> {
        let names = self.names.get(&words.texts[at])?;
        let fitting = names.iter().filter(|(name, _)| words.from(at, LONGEST).starts_with(name));
        let (name, change) = fitting.max_by_key(|(name, _)| name.len())?;
        Some((name.len(), &self.changes[*change]))
    }
}
