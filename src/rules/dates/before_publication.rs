//! `dates/before-publication`: a day told as still to come that lies before the day of publication.
//!
//! Only clear signs count: "mendatang" right behind the date, or "akan" a few words before it in the same clause. What
//! somebody said of his plans earlier is told the same way, so quotations and clauses of saying are left alone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::dates::{DateMention, Publication, Reading};
use crate::rule::{Context, Finding, Rule, Sink};

use super::words::with_date;

/// How far before a date "akan" still speaks of it, in words.
const REACH: usize = 5;

/// How far around a date a doubt counts, in tokens; keeps the work linear in a sentence of many dates.
const AROUND: usize = 80;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeforePublication {
    /// Words behind a date that call it future: "mendatang".
    ahead: Vec<String>,
    /// Words before it that do: "akan".
    will: Vec<String>,
    /// Words of the sentence that tell of an earlier plan: "sebelumnya", "semula".
    doubts: Vec<String>,
}

impl Rule for BeforePublication {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = &cx.facts.published else { return };
        for mention in &cx.facts.dates {
            if is_past(mention, published) && self.told_as_future(cx.doc, mention) {
                let finding = with_date(Finding::new(mention.span), published.date);
                out.report(match published.span {
                    Some(span) => finding.label(span, "published"),
                    None => finding,
                });
            }
        }
    }
}

/// Whether a single day, right by its weekday, lies two days or more before publication.
fn is_past(mention: &DateMention, published: &Publication) -> bool {
    let Reading::Day(date, _) = mention.first.reading else { return false };
    let fits = mention.first.weekday.is_none_or(|it| it.value == date.weekday());
    let before = published.date.yesterday().is_ok_and(|yesterday| date < yesterday);
    fits && before && mention.last.is_none()
}

impl BeforePublication {
    fn told_as_future(&self, doc: &Document, mention: &DateMention) -> bool {
        let Some(sentence) = doc.sentence_at(mention.span.start()) else { return false };
        let lower = |idx: usize| doc.token_str(idx).to_lowercase();
        let Some(first) = doc.token_at(mention.span.start()) else { return false };
        let Some(last) = doc.token_at(mention.span.end().saturating_sub(1)) else { return false };
        let begin = (sentence.tokens.start as usize).max(first.saturating_sub(AROUND));
        let end = (sentence.tokens.end as usize).min(last + AROUND);
        let is_doubt = |idx: usize| {
            doc.kind(idx) == Some(TokenKind::Word) && self.doubts.contains(&lower(idx))
        };
        if (begin..end).any(is_doubt) {
            return false;
        }
        if doc.next(last).is_some_and(|idx| self.ahead.contains(&lower(idx))) {
            return true;
        }
        let mut n_words = 0;
        for idx in (sentence.tokens.start as usize..first).rev() {
            match doc.kind(idx) {
                Some(TokenKind::Space) => {}
                Some(TokenKind::Word) if self.will.contains(&lower(idx)) => return true,
                Some(TokenKind::Word) if n_words < REACH => n_words += 1,
                _ => return false,
            }
        }
        false
    }
}
