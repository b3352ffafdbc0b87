//! `dates/clock-time`: a time of day that no clock shows, "pukul 25.00", "12.75 WIB".
//!
//! "24.00" is midnight. A number counts as a time only behind "pukul" or before the name of a time zone.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockTime {
    /// Words before a time: "pukul".
    before: Vec<String>,
    /// Names of time zones behind one.
    zones: Vec<String>,
}

impl Rule for ClockTime {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for idx in 0..doc.tokens.len() {
            let Some((hour, minute, last)) = time(doc, idx) else { continue };
            let is = |at: Option<usize>, list: &[String]| {
                at.is_some_and(|at| list.contains(&doc.token_str(at).to_lowercase()))
            };
            let told = is(doc.prev(idx), &self.before) || is(doc.next(last), &self.zones);
            let possible = hour < 24 && minute < 60 || hour == 24 && minute == 0;
            if told && !possible {
                let span = Span::new(doc.tokens[idx].span.start(), doc.tokens[last].span.end());
                out.report(Finding::new(span));
            }
        }
    }
}

/// Hour, minute and last token of "20.06" or "20:06".
fn time(doc: &Document, idx: usize) -> Option<(u8, u8, usize)> {
    if doc.kind(idx)? != TokenKind::Number {
        return None;
    }
    let text = doc.token_str(idx);
    let (hour, minute, last) = match text.split_once('.') {
        Some((hour, minute)) => (hour, minute, idx),
        None if doc.kind(idx + 1)? == TokenKind::Punct && doc.token_str(idx + 1) == ":" => {
            // The article may end here.
            doc.kind(idx + 2)?;
            (text, doc.token_str(idx + 2), idx + 2)
        }
        None => return None,
    };
    let two = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if minute.len() != 2 || !two(hour) || !two(minute) {
        return None;
    }
    Some((hour.parse().ok()?, minute.parse().ok()?, last))
}
