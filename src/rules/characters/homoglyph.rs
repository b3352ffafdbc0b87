//! `characters/homoglyph`: a Cyrillic or Greek letter inside a Latin word, which looks right and is found by no search.
//!
//! A word in another script throughout is left alone, and so is one with a letter that no Latin one looks like: "kΩ", "µm".

use serde::Deserialize;

use crate::document::TokenKind;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct Homoglyph {}

/// Letters of other scripts, and the Latin ones that they look like, in the same order.
const OTHERS: &str = "АВСЕНІЈКМОРЅТХаесіјорѕухΑΒΕΖΗΙΚΜΝΟΡΤΧο";
const LATIN: &str = "ABCEHIJKMOPSTXaecijopsyxABEZHIKMNOPTXo";

impl Rule for Homoglyph {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.kind == TokenKind::Word && !spelt.folded.is_ascii()
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for idx in cx.wanted() {
            let span = cx.doc.tokens[idx].span;
            if let Some(meant) = latin(cx.doc.str(span)) {
                out.report(Finding::new(span).fix(Fix::safe(span, meant)));
            }
        }
    }
}

/// The word in Latin letters alone, when some of its letters are Latin and the others only look so.
fn latin(word: &str) -> Option<String> {
    let mut replaced = false;
    let mut has_latin = false;
    let mut meant = String::with_capacity(word.len());
    for c in word.chars() {
        let alike = OTHERS.chars().zip(LATIN.chars()).find(|(other, _)| *other == c);
        replaced |= alike.is_some();
        has_latin |= c.is_ascii_alphabetic();
        if alike.is_none() && is_other_script(c) {
            return None;
        }
        meant.push(alike.map_or(c, |(_, latin)| latin));
    }
    (replaced && has_latin).then_some(meant)
}

/// Whether a letter is Greek or Cyrillic.
fn is_other_script(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_look_alike() {
        assert_eq!(OTHERS.chars().count(), LATIN.chars().count());
        assert!(OTHERS.chars().all(is_other_script) && LATIN.is_ascii());
    }

    #[test]
    fn only_words_of_two_scripts_are_mended() {
        assert_eq!(latin("C\u{41e}VID").as_deref(), Some("COVID"));
        assert_eq!(latin("J\u{430}karta").as_deref(), Some("Jakarta"));
        for right in ["Москва", "kΩ", "μm", "café", "СССР", "Müller"] {
            assert_eq!(latin(right), None, "{right}");
        }
    }
}
