//! `names/abbreviation-unused`: a short form that the article explains and never uses.
//!
//! A short form that everybody knows helps the reader even when it stands once; this is advice for strict desks.

use std::collections::HashMap;

use serde::Deserialize;

use super::abbreviation_repeated::running_text;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct AbbreviationUnused {}

impl Rule for AbbreviationUnused {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let mut uses: HashMap<&str, usize> =
            running_text(cx).map(|definition| (doc.str(definition.short), 0)).collect();
        for token in doc.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            // "KPU-nya" and "KPU/KPUD" are uses as well; only the letters before a hyphen count.
            let word = doc.str(token.span);
            let stem = word.split_once('-').map_or(word, |(stem, _)| stem);
            if let Some(n) = uses.get_mut(stem) {
                *n += 1;
            }
        }
        for definition in running_text(cx) {
            let (short, expansion) = (definition.short, definition.expansion);
            if uses.get(doc.str(short)) != Some(&1) {
                continue;
            }
            let mut finding = Finding::new(short);
            // "Komisi Pemilihan Umum (KPU)" loses its bracket; in the other order a person has to choose.
            if expansion.end() < short.start() {
                finding =
                    finding.fix(Fix::suggest(Span::new(expansion.end(), short.end() + 1), ""));
            }
            out.report(finding);
        }
    }
}
