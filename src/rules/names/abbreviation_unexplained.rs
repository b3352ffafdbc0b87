//! `names/abbreviation-unexplained`: capitals that neither the article explains nor a reader can be expected to know.
//!
//! What the lexicon or a list of names knows needs no explanation, and neither does what stands beside a name as its
//! party, club or ticker in brackets. Only the first use is told.

use std::collections::HashSet;

use serde::Deserialize;

use crate::document::{BlockKind, TokenKind};
use crate::rule::{Context, Finding, Rule, Sink};

/// The rule's options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct AbbreviationUnexplained {
    /// Short forms that readers know, beside those of the word lists.
    known: Vec<String>,
}

/// Letters of a short form that is looked at; two are initials and units.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=8;

/// How common a word in capitals must be, in ten times its Zipf value, to be one that readers know.
const COMMON: u8 = 30;

impl Rule for AbbreviationUnexplained {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let definitions = &cx.facts.abbreviations.definitions;
        let mut told: HashSet<&str> = definitions.iter().map(|d| doc.str(d.short)).collect();
        told.extend(self.known.iter().map(String::as_str));
        for block in doc.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            if is_all_capitals(doc.str(block.span)) {
                continue;
            }
            for (idx, word) in doc.words(block.tokens.clone()) {
                let n_letters = word.chars().filter(|c| c.is_uppercase()).count();
                if n_letters != word.chars().count() || !LETTERS.contains(&n_letters) {
                    continue;
                }
                let entry = cx.facts.entries[idx];
                let is_known = entry.is_known() || entry.is_name() || COMMON <= entry.zipf10();
                let is_in_bracket = doc.prev(idx).is_some_and(|prev| doc.token_str(prev) == "(");
                // Capitals beside capitals are a heading or a name in capitals, no abbreviation.
                let is_beside = [doc.prev(idx), doc.next(idx)].into_iter().flatten().any(|near| {
                    doc.kind(near) == Some(TokenKind::Word) && is_all_capitals(doc.token_str(near))
                });
                if !is_known && !is_in_bracket && !is_beside && told.insert(word) {
                    out.report(Finding::new(doc.tokens[idx].span));
                }
            }
        }
    }
}

fn is_all_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}
