//! `names/official-name`: an institution beside its abbreviation, with one word of its official name wrong.
//!
//! The names stand in `rules/institutions.toml`. Shortened names, other languages, and short forms that stand for several
//! things are left alone: all words but one must be those of the official name.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::abbreviation::is_office;
use crate::case::{folded, in_shape_of};
use crate::document::{Document, TokenKind};
use crate::facts::names::slip;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct OfficialName {
    /// What each short form stands for; every reading is right.
    names: BTreeMap<String, Vec<String>>,
}

/// Of a name of fewer words, one word is too little to tell that it is meant.
const SHORTEST: usize = 3;

impl Rule for OfficialName {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.text == "("
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for open in cx.wanted() {
            let alone = |short: usize| {
                let end = doc.next(short).filter(|&end| doc.token_str(end) == ")");
                end.and_then(|_| self.names.get_key_value(doc.token_str(short)))
            };
            if let Some((short, names)) = alone(open + 1) {
                compare(doc, short, names, |n_words| before(doc, open, n_words), out);
            } else if let Some((short, names)) =
                doc.prev(open).and_then(|idx| self.names.get_key_value(doc.token_str(idx)))
            {
                compare(doc, short, names, |n_words| inside(doc, open, n_words), out);
            }
        }
    }

    fn spellings(&self) -> Vec<&str> {
        let names = self.names.values().flatten();
        names.flat_map(|name| name.split_whitespace()).map(bare).collect()
    }
}

/// A word of a list without the comma behind it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(',')
}

/// Holds the words beside a short form against what it stands for.
fn compare(
    doc: &Document,
    short: &str,
    names: &[String],
    words: impl Fn(usize) -> Option<Vec<usize>>,
    out: &mut Sink<'_>,
) {
    let mut nearest = None;
    for name in names {
        let official: Vec<&str> = name.split_whitespace().map(bare).collect();
        let Some(words) = words(official.len()) else { continue };
        let mut differ = words
            .iter()
            .zip(&official)
            .enumerate()
            .filter(|(_, (word, meant))| folded(doc.token_str(**word)) != folded(meant));
        let Some((at, (&word, meant))) = differ.next() else { return };
        if differ.next().is_none() && is_meant(doc.token_str(word), meant, at, official.len()) {
            nearest = nearest.or(Some((word, *meant, name)));
        }
    }
    if let Some((word, meant, name)) = nearest {
        let span = doc.tokens[word].span;
        let expected = in_shape_of(doc.token_str(word), &meant.to_lowercase());
        let finding = Finding::new(span).arg("official", name.as_str()).arg("short", short);
        out.report(finding.fix(Fix::suggest(span, expected)));
    }
}

/// Whether a word stands for another one of a name: at its head it may belong to the sentence, or name the holder.
fn is_meant(word: &str, meant: &str, at: usize, n_words: usize) -> bool {
    if slip(word, meant).is_some() {
        return true;
    }
    let holder = is_office(&word.to_lowercase()) && is_office(&meant.to_lowercase());
    let alike = word.chars().next().map(|c| c.to_lowercase().to_string())
        == meant.chars().next().map(|c| c.to_lowercase().to_string());
    n_words >= SHORTEST && (at > 0 || alike && !holder)
}

/// The last so many words before a bracket; commas and strokes may stand between them, nothing else.
fn before(doc: &Document, open: usize, n_words: usize) -> Option<Vec<usize>> {
    let mut words = Vec::new();
    let mut at = open;
    while words.len() < n_words {
        at = doc.prev(at)?;
        match doc.tokens[at].kind {
            TokenKind::Word => words.push(at),
            _ if matches!(doc.token_str(at), "," | "/") && !words.is_empty() => {}
            _ => return None,
        }
    }
    words.reverse();
    Some(words)
}

/// The words inside a bracket, when they are so many and nothing else is there.
fn inside(doc: &Document, open: usize, n_words: usize) -> Option<Vec<usize>> {
    let mut words = Vec::new();
    let mut at = open;
    loop {
        at = doc.next(at)?;
        match doc.tokens[at].kind {
            TokenKind::Word if words.len() < n_words => words.push(at),
            _ if matches!(doc.token_str(at), "," | "/") => {}
            _ => break,
        }
    }
    (words.len() == n_words && doc.token_str(at) == ")").then_some(words)
}
