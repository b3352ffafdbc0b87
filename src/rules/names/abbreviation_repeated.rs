//! `names/abbreviation-repeated`: a short form that the article explains again in the same words.
//!
//! Two explanations that differ are the business of `names/abbreviation`. An explanation inside a quotation, and
//! one under a picture, are read apart from the text and count for nothing here.

use std::collections::HashMap;

use serde::Deserialize;

use crate::document::BlockKind;
use crate::facts::abbreviations::Definition;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct AbbreviationRepeated {}

impl Rule for AbbreviationRepeated {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let mut first: HashMap<(&str, String), &Definition> = HashMap::new();
        for later in running_text(cx) {
            let words = doc.str(later.expansion).to_lowercase();
            let first = *first.entry((doc.str(later.short), words)).or_insert(later);
            if first == later {
                continue;
            }
            let both = later.expansion.cover(later.short);
            // The bracket that the definition closes with is outside of both.
            let whole = match doc.text.as_bytes().get(both.end()) {
                Some(b')') => Span::new(both.start(), both.end() + 1),
                _ => both,
            };
            out.report(
                Finding::new(whole)
                    .arg("short", doc.str(later.short))
                    .fix(Fix::suggest(whole, doc.str(later.short)))
                    .label(first.short, "first"),
            );
        }
    }
}

/// The definitions that a reader of the running text meets, in order.
pub(super) fn running_text<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a Definition> {
    let (doc, facts) = (cx.doc, cx.facts);
    facts.abbreviations.definitions.iter().filter(move |definition| {
        let at = definition.short.start();
        let kind = doc.block_at(at).map(|block| block.kind);
        !facts.is_quoted(at) && matches!(kind, Some(BlockKind::Paragraph | BlockKind::List))
    })
}
