//! `names/joined-and-apart`: a name of two words that the article also writes as one: "Way Kanan" and "Waykanan".
//!
//! The article is the evidence, and which way is right is told by a list only where it knows the joined form for a name.
//! Ordinary words that are joined are no names and have rules of their own.

use hashbrown::HashMap;
use serde::Deserialize;

use super::{Spelling, report_spelling};
use crate::case::Shape;
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::rule::{Context, Rule, Sink};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct JoinedAndApart {}

/// Shorter names are hit by chance, in bytes.
const SHORTEST: usize = 7;

/// Where a name stands as one word, and where as two.
#[derive(Default)]
struct Places {
    joined: Vec<Span>,
    apart: Vec<Span>,
    /// Whether a list knows the joined form for a name.
    is_listed: bool,
}

impl Rule for JoinedAndApart {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut names: HashMap<String, Places> = HashMap::new();
        for idx in joined(cx) {
            let places = names.entry(cx.facts.words.folded(idx).to_owned()).or_default();
            places.joined.push(cx.doc.tokens[idx].span);
            places.is_listed = cx.facts.entries[idx].is_name();
        }
        if names.is_empty() {
            return;
        }
        for (name, span) in pairs(cx) {
            if let Some(places) = names.get_mut(&name) {
                places.apart.push(span);
            }
        }
        let mut found: Vec<Places> =
            names.into_values().filter(|places| !places.apart.is_empty()).collect();
        // In order of the text, for a table has none.
        found.sort_by_key(|places| places.joined.first().map(|span| span.start()));
        for Places { joined, apart, is_listed } in found {
            let [joined, apart] = [joined, apart].map(|places| Spelling::at(cx.doc, places));
            let is_apart_meant = !is_listed && joined.count() <= apart.count();
            let (odd, meant) = if is_apart_meant { (joined, apart) } else { (apart, joined) };
            report_spelling(&odd, &meant, Severity::Warning, out);
        }
    }
}

/// The words with a capital that may be two written as one: names, or no words at all.
fn joined(cx: &Context<'_>) -> Vec<usize> {
    let mut found = cx.facts.words.tokens(|spelling, folded| {
        spelling.kind == TokenKind::Word
            && spelling.shape == Shape::Capital
            && folded.len() >= SHORTEST
            && folded.chars().all(char::is_alphabetic)
    });
    found.retain(|&idx| {
        let entry = cx.facts.entries[idx];
        entry.is_name() || !entry.is_known()
    });
    found
}

/// Two words with capitals and a single space between them: folded and joined, and where they stand.
fn pairs(cx: &Context<'_>) -> impl Iterator<Item = (String, Span)> {
    let (doc, words) = (cx.doc, &cx.facts.words);
    let is_capital = move |idx: usize| {
        doc.kind(idx) == Some(TokenKind::Word) && words.shape(idx) == Shape::Capital
    };
    (0..doc.tokens.len()).filter_map(move |idx| {
        let is_pair = is_capital(idx) && is_capital(idx + 2) && doc.token_str(idx + 1) == " ";
        is_pair.then(|| {
            let name = [words.folded(idx), words.folded(idx + 2)].concat();
            (name, doc.tokens[idx].span.cover(doc.tokens[idx + 2].span))
        })
    })
}
