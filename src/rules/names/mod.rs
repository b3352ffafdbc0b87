//! Rules about names. They rest on the [names of the article](crate::facts::names); no name of anybody is coded here.

pub(super) mod abbreviation;
pub(super) mod abbreviation_repeated;
pub(super) mod abbreviation_unexplained;
pub(super) mod abbreviation_unused;
mod company;
pub(super) mod house_list;
pub(super) mod inconsistent;
pub(super) mod joined_and_apart;
pub(super) mod near_miss;
pub(super) mod official_name;

use crate::diagnostic::Severity;
use crate::document::Document;
use crate::facts::names::{Form, Names};
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Finding, Sink};
use crate::span::Span;

/// How many of the other mentions are shown.
const LABELS: usize = 3;

/// Up to how many places are mended by one fix. Keeps the work linear.
const MANY: usize = 64;

/// One spelling of a name: how it is written first, and where it stands.
struct Spelling {
    text: String,
    places: Vec<Span>,
}

impl Spelling {
    /// The spelling that stands at some places.
    fn at(doc: &Document, places: Vec<Span>) -> Self {
        let text = places.first().map(|&span| doc.str(span).to_owned()).unwrap_or_default();
        Self { text, places }
    }

    fn of_parts(names: &Names, parts: &[u32]) -> Self {
        let part = |part: &u32| &names.parts[*part as usize];
        let form = parts.first().map(|first| &names.forms[part(first).form as usize]);
        Self {
            text: form.map(|form| form.text.to_string()).unwrap_or_default(),
            places: parts.iter().map(|one| part(one).span).collect(),
        }
    }

    fn count(&self) -> usize {
        self.places.len()
    }

    /// Writes another text at every place.
    fn rewritten(&self, text: &str) -> Fix {
        let edit = |&span: &Span| Edit { span, text: text.to_owned() };
        Fix { edits: self.places.iter().map(edit).collect(), safety: Safety::Suggested }
    }
}

/// Reports every place of `odd`, a list of its parts, as a misspelling of `meant`.
fn report(names: &Names, odd: &[u32], meant: &Form, severity: Severity, out: &mut Sink<'_>) {
    let [odd, meant] = [odd, &meant.parts].map(|parts| Spelling::of_parts(names, parts));
    report_spelling(&odd, &meant, severity, out);
}

/// Reports every place of a spelling as a misspelling of another.
fn report_spelling(odd: &Spelling, meant: &Spelling, severity: Severity, out: &mut Sink<'_>) {
    for &span in &odd.places {
        let mut finding = Finding::new(span)
            .at_most(severity)
            .arg("count", meant.count().to_string())
            .fix(Fix::suggest(span, &*meant.text));
        if (2..=MANY).contains(&odd.count()) {
            finding = finding.fix(odd.rewritten(&meant.text));
        }
        if odd.count() == 1 && meant.count() == 1 {
            // One against one: the other spelling may be the wrong one.
            finding = finding.variant("once").fix(meant.rewritten(&odd.text));
        }
        for &place in meant.places.iter().take(LABELS) {
            finding = finding.label(place, "other");
        }
        out.report(finding);
    }
}
