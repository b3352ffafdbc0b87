//! Rules about names. They rest on the [names of the article](crate::facts::names); no name of anybody is coded here.

pub(super) mod abbreviation;
pub(super) mod abbreviation_repeated;
pub(super) mod abbreviation_unexplained;
pub(super) mod abbreviation_unused;
mod company;
pub(super) mod house_list;
pub(super) mod inconsistent;
pub(super) mod near_miss;
pub(super) mod official_name;

use crate::diagnostic::Severity;
use crate::facts::names::{Form, Names};
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Finding, Sink};
use crate::span::Span;

/// How many of the other mentions are shown.
const LABELS: usize = 3;

/// Up to how many places are mended by one fix. Keeps the work linear.
const MANY: usize = 64;

/// Reports every place of `odd`, a list of its parts, as a misspelling of `meant`.
fn report(names: &Names, odd: &[u32], meant: &Form, severity: Severity, out: &mut Sink<'_>) {
    let span_of = |part: &u32| names.parts[*part as usize].span;
    let everywhere = |parts: &[u32], text: &str| Fix {
        edits: parts
            .iter()
            .map(|part| Edit { span: span_of(part), text: text.to_owned() })
            .collect(),
        safety: Safety::Suggested,
    };
    for part in odd {
        let span: Span = span_of(part);
        let mut finding = Finding::new(span)
            .at_most(severity)
            .arg("count", meant.parts.len().to_string())
            .fix(Fix::suggest(span, &*meant.text));
        if (2..=MANY).contains(&odd.len()) {
            finding = finding.fix(everywhere(odd, &meant.text));
        }
        if odd.len() == 1 && meant.parts.len() == 1 {
            // One against one: the other spelling may be the wrong one.
            let found = &names.forms[names.parts[*part as usize].form as usize].text;
            finding = finding.variant("once").fix(everywhere(&meant.parts, found));
        }
        for part in meant.parts.iter().take(LABELS) {
            finding = finding.label(span_of(part), "other");
        }
        out.report(finding);
    }
}
