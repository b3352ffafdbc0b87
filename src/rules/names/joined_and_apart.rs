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
use crate::rule::{Context, Rule, Sink, Spelt};
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
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        // A word with a capital that may be two written as one: a name, or no word at all.
        spelt.kind == TokenKind::Word
            && spelt.shape == Shape::Capital
            && spelt.folded.len() >= SHORTEST
            && spelt.folded.chars().all(char::is_alphabetic)
            && (spelt.entry.is_name() || !spelt.entry.is_known())
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut names: HashMap<String, Places> = HashMap::new();
        for idx in cx.wanted() {
            let places = names.entry(cx.facts.words.folded(idx).to_owned()).or_default();
            places.joined.push(cx.doc.tokens[idx].span);
            places.is_listed = cx.facts.entries[idx].is_name();
        }
        if names.is_empty() {
            return;
        }
        let mut lengths: Vec<usize> = names.keys().map(String::len).collect();
        lengths.sort_unstable();
        lengths.dedup();
        pairs(cx, &lengths, |name, span| {
            if let Some(places) = names.get_mut(name) {
                places.apart.push(span);
            }
        });
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

/// Calls `found` with every two words with capitals and a single space between them, joined and in lower case, that are
/// as long as some name.
fn pairs(cx: &Context<'_>, lengths: &[usize], mut found: impl FnMut(&str, Span)) {
    let (doc, words) = (cx.doc, &cx.facts.words);
    let capital = |idx: usize| {
        let spelling = words.spelling(idx)?;
        (spelling.kind == TokenKind::Word && spelling.shape == Shape::Capital).then_some(spelling)
    };
    let mut name = String::new();
    for idx in 0..doc.tokens.len().saturating_sub(2) {
        let Some((first, second)) = capital(idx).zip(capital(idx + 2)) else { continue };
        let (first, second) = (words.folded_spelling(first), words.folded_spelling(second));
        if lengths.contains(&(first.len() + second.len())) && doc.token_str(idx + 1) == " " {
            name.clear();
            name.push_str(first);
            name.push_str(second);
            found(&name, doc.tokens[idx].span.cover(doc.tokens[idx + 2].span));
        }
    }
}
