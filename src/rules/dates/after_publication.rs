//! `dates/after-publication`: a day told as past that lies after the day of publication.
//!
//! Plans, schedules and deadlines lie ahead by right: without a clear sign of telling the rule is silent.

use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::document::BlockKind;
use crate::facts::dates::{DateMention, Publication, Stated};
use crate::rule::{Context, Finding, Rule, Sink};

use super::choices::{Limit, fixes};
use super::judgement::{Fault, days_with};
use super::telling::{Signs, Telling};
use super::words::with_date;

/// Its options: the words that tell.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct AfterPublication {
    signs: Signs,
}

impl Rule for AfterPublication {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let Some(published) = &cx.facts.published else { return };
        for mention in &cx.facts.dates {
            for stated in days_with(mention, Some(published), &[Fault::After]) {
                let block = cx.doc.block_at(mention.span.start());
                if block.is_some_and(|block| block.kind == BlockKind::Date) {
                    continue;
                }
                if let Some(telling) = self.signs.told_as_past(cx, mention) {
                    out.report(finding(cx, mention, stated, published, telling));
                }
            }
        }
    }
}

fn finding(
    cx: &Context<'_>,
    mention: &DateMention,
    stated: &Stated,
    published: &Publication,
    telling: Telling,
) -> Finding {
    let mut finding = with_date(Finding::new(mention.span), published.date);
    // A record's date may be told in another time zone, and a day alone may be last year's.
    let next_day = published.date.tomorrow().ok();
    if next_day == stated.date() || stated.weekday.is_none() || telling == Telling::Likely {
        finding = finding.at_most(Severity::Warning);
    }
    if let Some(span) = published.span {
        finding = finding.label(span, "published");
    }
    for fix in fixes(cx.doc, mention, stated, Some(published), Limit::Past) {
        finding = finding.fix(fix);
    }
    finding
}
