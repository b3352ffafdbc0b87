//! `dates/duration`: "selama tiga hari, 5-9 April": a number of days that the range of dates beside it does not hold.
//!
//! Counted with both ends or with one of them, as programmes and hotels do; anything else is wrong. A range whose days
//! are open is left alone.

use jiff::civil::Date;
use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::dates::DateMention;
use crate::facts::numbers::Amount;
use crate::rule::{Context, Finding, Rule, Sink};

/// The most days that are counted out.
const LONGEST: f64 = 60.0;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Duration {
    /// What may stand between "hari" and the range: "pada", "yakni".
    links: Vec<String>,
}

impl Rule for Duration {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut numbers = cx.facts.numbers.iter().peekable();
        for mention in &cx.facts.dates {
            let Some((from, to)) = range(mention) else { continue };
            // Numbers and dates are both in order of the text.
            let mut before = None;
            while let Some(amount) =
                numbers.next_if(|amount| amount.span.end() <= mention.span.start())
            {
                before = Some(amount);
            }
            let Some(amount) = before.filter(|amount| self.is_length(cx.doc, amount, mention))
            else {
                continue;
            };
            let n_days = days_between(from, to) + 1;
            let said = amount.value as i32;
            if n_days > 1 && said != n_days && said != n_days - 1 {
                out.report(
                    Finding::new(amount.span.cover(mention.span)).arg("days", n_days.to_string()),
                );
            }
        }
    }
}

impl Duration {
    /// Whether a number counts the days of the range behind it: "tiga hari, pada".
    fn is_length(&self, doc: &Document, amount: &Amount, mention: &DateMention) -> bool {
        if !(2.0..=LONGEST).contains(&amount.value) || amount.value.fract() != 0.0 {
            return false;
        }
        let mut idx = match doc.next(amount.last) {
            Some(unit) if doc.token_str(unit).eq_ignore_ascii_case("hari") => unit,
            _ => return false,
        };
        while let Some(next) = doc.next(idx) {
            if mention.span.start() <= doc.tokens[next].span.start() {
                return true;
            }
            let text = doc.token_str(next).to_lowercase();
            let is_link = match doc.tokens[next].kind {
                TokenKind::Word => self.links.contains(&text),
                _ => matches!(text.as_str(), "," | "("),
            };
            if !is_link {
                return false;
            }
            idx = next;
        }
        false
    }
}

/// The two days of a range that runs forward.
fn range(mention: &DateMention) -> Option<(Date, Date)> {
    let (from, to) = (mention.first.date()?, mention.last.as_ref()?.date()?);
    (from < to).then_some((from, to))
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |length| length.get_days())
}
