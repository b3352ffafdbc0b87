//! `dates/impossible`: a date that no calendar has, or one in a year far out of reach.
//!
//! 29 February is left alone while the year is not known.

use serde::Deserialize;

use crate::rule::{Context, Finding, Rule, Sink};

use super::choices::{Limit, fixes};
use super::judgement::{Fault, days_with, judge};

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Impossible {}

impl Rule for Impossible {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let published = cx.facts.published.as_ref();
        for mention in &cx.facts.dates {
            for stated in days_with(mention, published, &[Fault::Impossible, Fault::Year]) {
                let mut finding = Finding::new(mention.span);
                if judge(stated, published) == Some(Fault::Year) {
                    finding = finding.variant("year");
                }
                for fix in fixes(cx.doc, mention, stated, published, Limit::Any) {
                    finding = finding.fix(fix);
                }
                out.report(finding);
            }
        }
    }
}
