//! A correction made at all places of an article: of a name wherever its wrong form stands, of anything else wherever the
//! same rule found the same words and offers the same.
//!
//! It judges nothing: it carries a fix that a person has chosen to the other places.

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::fix::{Edit, Fix, Safety};
use crate::span::Span;

/// The rules whose finding is about a form of a name, which is as wrong wherever it stands in the article.
const NAMES: &str = "names";

/// The same change at every place; `None` where there is only one, or the fix changes several stretches by itself.
///
/// `all` are the findings of the article, `found` one of them and `fix` one of its fixes. A person decides, however safe
/// the single fix was.
#[must_use]
pub fn everywhere(
    doc: &Document,
    all: &[Diagnostic],
    found: &Diagnostic,
    fix: &Fix,
) -> Option<Fix> {
    let [edit] = fix.edits.as_slice() else { return None };
    let mut places = if found.rule.pack() == NAMES { forms(doc, edit.span) } else { Vec::new() };
    let alike = |other: &&Diagnostic| {
        other.rule == found.rule && doc.str(other.span) == doc.str(found.span)
    };
    for other in all.iter().filter(alike) {
        // The best fix of the other is what a person would take there; it has to be this one.
        let same = other.fixes.iter().find(|other| match other.edits.as_slice() {
            [at] => at.text == edit.text && doc.str(at.span) == doc.str(edit.span),
            _ => false,
        });
        places.extend(same.map(|fix| fix.edits[0].span));
    }
    places.sort_unstable();
    places.dedup();
    let mut end = 0;
    places.retain(|place| {
        let is_free = place.start() >= end;
        end = end.max(place.end());
        is_free
    });
    let edits: Vec<Edit> =
        places.into_iter().map(|span| Edit { span, text: edit.text.clone() }).collect();
    (edits.len() > 1).then_some(Fix { edits, safety: Safety::Suggested })
}

/// Where the words of a span stand, the span itself included; as whole tokens, and nothing where it is none.
fn forms(doc: &Document, span: Span) -> Vec<Span> {
    let first = doc.tokens.partition_point(|token| token.span.start() < span.start());
    let end = doc.tokens.partition_point(|token| token.span.end() <= span.end());
    if first >= end || doc.tokens[first].span.start() != span.start() {
        return Vec::new();
    }
    if doc.tokens[end - 1].span.end() != span.end() {
        return Vec::new();
    }
    let form: Vec<&str> = (first..end).map(|idx| doc.token_str(idx)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at + form.len() <= doc.tokens.len() {
        if form.iter().enumerate().all(|(n, part)| doc.token_str(at + n) == *part) {
            found.push(doc.tokens[at].span.cover(doc.tokens[at + form.len() - 1].span));
            at += form.len();
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{RuleId, Severity};

    fn finding(rule: &str, span: Span, text: &str) -> Diagnostic {
        Diagnostic {
            rule: RuleId::new(rule),
            severity: Severity::Warning,
            span,
            message: "salah".into(),
            labels: Vec::new(),
            fixes: vec![Fix::safe(span, text)],
        }
    }

    fn places(fix: Option<Fix>) -> Vec<(usize, usize)> {
        let edits = fix.map(|fix| fix.edits).unwrap_or_default();
        edits.iter().map(|edit| (edit.span.start(), edit.span.end())).collect()
    }

    #[test]
    fn a_name_is_changed_wherever_the_wrong_form_stands_as_a_word() {
        let doc = Document::plain("Pomepo datang. Kata Pomepo, Pomepoan bukan Pomepo.");
        let found = finding("names/near-miss", Span::new(0, 6), "Pompeo");
        let all = [found.clone()];
        let fix = everywhere(&doc, &all, &found, &found.fixes[0]);
        assert_eq!(fix.as_ref().map(|fix| fix.safety), Some(Safety::Suggested));
        assert_eq!(places(fix), [(0, 6), (20, 26), (43, 49)]);
    }

    #[test]
    fn a_word_is_changed_only_where_the_rule_found_it_too() {
        let doc = Document::plain("apotik itu, apotik ini, apotik lain");
        let one = finding("eyd/nonstandard-word", Span::new(0, 6), "apotek");
        let two = finding("eyd/nonstandard-word", Span::new(12, 18), "apotek");
        let other = finding("eyd/nonstandard-word", Span::new(24, 30), "toko");
        let all = [one.clone(), two, other];
        assert_eq!(places(everywhere(&doc, &all, &one, &one.fixes[0])), [(0, 6), (12, 18)]);
        assert_eq!(everywhere(&doc, &all[..1], &one, &one.fixes[0]), None, "there is only one");
    }
}
