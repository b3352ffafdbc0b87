//! Abbreviations that an article explains itself: "Komisi Pemilihan Umum (KPU)", "KPU (Komisi Pemilihan Umum)".
//!
//! The letters of the short form are looked for in the words before it, from the end, as Schwartz and Hearst do ("A
//! simple algorithm for identifying abbreviation definitions", 2003). What does not fit is no definition; nothing is
//! known here of abbreviations that everybody knows.

use crate::document::{Document, TokenKind};
use crate::span::Span;

/// A short form and what the article says it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// "KPU".
    pub short: Span,
    /// "Komisi Pemilihan Umum".
    pub expansion: Span,
}

/// The definitions of an article.
#[derive(Clone, Debug, Default)]
pub struct Abbreviations {
    /// In order of the text.
    pub definitions: Vec<Definition>,
}

/// Short forms have at most this many letters.
const LONGEST: usize = 16;

impl Abbreviations {
    /// Finds the definitions of a document.
    #[must_use]
    pub fn find(doc: &Document) -> Self {
        let is_open =
            |&idx: &usize| doc.tokens[idx].kind == TokenKind::Punct && doc.token_str(idx) == "(";
        let opens = (0..doc.tokens.len()).filter(is_open);
        let definitions =
            opens.filter_map(|open| before(doc, open).or_else(|| inside(doc, open))).collect();
        Self { definitions }
    }
}

/// "Komisi Pemilihan Umum (KPU)": the bracket at `open` holds the short form alone.
fn before(doc: &Document, open: usize) -> Option<Definition> {
    let short = open + 1;
    if !is_short(doc, short) || doc.next(short).is_none_or(|end| doc.token_str(end) != ")") {
        return None;
    }
    let text = doc.token_str(short);
    let words = words_before(doc, open, room(text));
    let first = fit(doc, text, &words)?;
    let expansion = doc.tokens[words[first]].span.cover(doc.tokens[*words.last()?].span);
    Some(Definition { short: doc.tokens[short].span, expansion })
}

/// "KPU (Komisi Pemilihan Umum)": the bracket at `open` holds the expansion alone.
fn inside(doc: &Document, open: usize) -> Option<Definition> {
    let short = doc.prev(open).filter(|&idx| is_short(doc, idx))?;
    let text = doc.token_str(short);
    let mut words = Vec::new();
    for idx in open + 1..doc.tokens.len().min(open + 4 * LONGEST) {
        match doc.tokens[idx].kind {
            TokenKind::Word => words.push(idx),
            TokenKind::Space => {}
            _ if doc.token_str(idx) == ")" => break,
            _ => return None,
        }
    }
    let fits = (2..=room(text)).contains(&words.len()) && fit(doc, text, &words)? == 0;
    let expansion = doc.tokens[*words.first()?].span.cover(doc.tokens[*words.last()?].span);
    fits.then_some(Definition { short: doc.tokens[short].span, expansion })
}

/// Whether a token looks like a short form: capitals, or one capitalised word.
fn is_short(doc: &Document, idx: usize) -> bool {
    doc.kind(idx) == Some(TokenKind::Word) && {
        let text = doc.token_str(idx);
        let n_letters = text.chars().count();
        (2..=LONGEST).contains(&n_letters)
            && text.starts_with(char::is_uppercase)
            && text.chars().all(char::is_alphanumeric)
    }
}

/// In how many words an expansion must be found.
fn room(short: &str) -> usize {
    let n_letters = short.chars().count();
    (n_letters + 5).min(n_letters * 2)
}

/// The words right before a bracket, in order of the text; punctuation ends them.
pub(crate) fn words_before(doc: &Document, open: usize, max: usize) -> Vec<usize> {
    let mut words = Vec::new();
    let mut at = open;
    while words.len() < max
        && let Some(prev) = doc.prev(at)
        && doc.tokens[prev].kind == TokenKind::Word
    {
        words.push(prev);
        at = prev;
    }
    words.reverse();
    words
}

/// The index into `words` where the expansion begins, if the letters of the short form are found in them from the end,
/// the first one at the head of a word.
fn fit(doc: &Document, short: &str, words: &[usize]) -> Option<usize> {
    let mut letters: Vec<char> = short.to_lowercase().chars().collect();
    for (at, &word) in words.iter().enumerate().rev() {
        let text: Vec<char> = doc.token_str(word).to_lowercase().chars().collect();
        for (place, &c) in text.iter().enumerate().rev() {
            let is_last = letters.len() == 1;
            if letters.last() == Some(&c) && (!is_last || place == 0) {
                letters.pop();
            }
        }
        if letters.is_empty() {
            return (at + 1 < words.len() && !short.eq_ignore_ascii_case(doc.token_str(word)))
                .then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String)> {
        let doc = Document::plain(text);
        let definitions = Abbreviations::find(&doc).definitions;
        let told = |definition: &Definition| {
            (doc.str(definition.short).to_owned(), doc.str(definition.expansion).to_owned())
        };
        definitions.iter().map(told).collect()
    }

    #[test]
    fn both_orders_and_clipped_words() {
        let pair = |short: &str, expansion: &str| (short.to_owned(), expansion.to_owned());
        assert_eq!(
            found("Menurut Badan Urusan Ombak (BUO), laut tenang."),
            [pair("BUO", "Badan Urusan Ombak")]
        );
        assert_eq!(
            found("Kata BUO (Badan Urusan Ombak) kemarin."),
            [pair("BUO", "Badan Urusan Ombak")]
        );
        assert_eq!(
            found("Staf Kementerian Urusan Ombak (Kemenurom) hadir."),
            [pair("Kemenurom", "Kementerian Urusan Ombak")]
        );
    }

    #[test]
    fn what_does_not_fit_is_no_definition() {
        assert!(found("Ombak tinggi (AFP) datang. Kota itu (Bandung) ramai.").is_empty());
        assert!(found("Laga di Surabaya (SBY) usai.").is_empty());
    }
}
