//! Fingerprints: what stays the same of a finding when the article around it changes.
//!
//! Made of the rule, of the words found and of the words beside them; so a finding is known again after lines were put in
//! above it, after the file was moved, and after an edit elsewhere. It is no place and no proof: words that were copied
//! have the fingerprint of the original.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::document::{Document, Token, TokenKind};
use crate::span::Span;

/// Words on each side that tell a finding from others of the same words.
const BESIDE: usize = 2;

/// 64 bits, written as 16 hexadecimal digits. The same for ever: files of desks hold it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The fingerprint of a finding in its article.
    #[must_use]
    pub fn new(doc: &Document, found: &Diagnostic) -> Self {
        Self::at(doc, &found.rule, found.span)
    }

    fn at(doc: &Document, rule: &RuleId, span: Span) -> Self {
        let mut hash = Fnv::default();
        hash.field(rule.as_str());
        for word in doc.str(span).split_whitespace() {
            hash.word(word);
        }
        hash.end();
        let (before, after) = beside(doc, span);
        for side in [before, after] {
            for token in side {
                hash.word(&doc.str(token.span).to_lowercase());
            }
            hash.end();
        }
        Self(hash.0)
    }

    /// This fingerprint together with words that tell apart what else would be equal, such as the path.
    #[must_use]
    pub fn with(self, words: &[&str]) -> Self {
        let mut hash = Fnv(self.0);
        for word in words {
            hash.field(word);
        }
        Self(hash.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The fingerprint of each finding of an article, and its number, from 1, among those of the article that are equal.
#[must_use]
pub fn numbered(doc: &Document, found: &[Diagnostic]) -> Vec<(Fingerprint, usize)> {
    let mut counts: BTreeMap<Fingerprint, usize> = BTreeMap::new();
    let each = found.iter().map(|found| {
        let print = Fingerprint::new(doc, found);
        let count = counts.entry(print).or_default();
        *count += 1;
        (print, *count)
    });
    each.collect()
}

/// The words and numbers next to a span, in its own block: before it and after it, both in order of the text.
fn beside(doc: &Document, span: Span) -> (Vec<Token>, Vec<Token>) {
    let Some(block) = doc.block_at(span.start()) else { return (Vec::new(), Vec::new()) };
    let tokens = &doc.tokens[block.tokens.start as usize..block.tokens.end as usize];
    let is_word = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
    let until = tokens.partition_point(|token| token.span.end() <= span.start());
    let from = tokens.partition_point(|token| token.span.start() < span.end());
    let mut before: Vec<Token> =
        tokens[..until].iter().rev().filter(is_word).take(BESIDE).copied().collect();
    before.reverse();
    let after = tokens[from..].iter().filter(is_word).take(BESIDE).copied().collect();
    (before, after)
}

/// FNV-1a, 64 bits: what the standard library hashes with may change with the compiler.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn word(&mut self, word: &str) {
        self.bytes(word.as_bytes());
        // No text holds these two bytes, so that no two lists of words run together to the same bytes.
        self.bytes(&[0xff]);
    }

    fn end(&mut self) {
        self.bytes(&[0xfe]);
    }

    fn field(&mut self, text: &str) {
        self.word(text);
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(text: &str, fault: &str) -> Fingerprint {
        let doc = Document::plain(text);
        let start = text.find(fault).expect("it is there");
        Fingerprint::at(&doc, &RuleId::new("a/b"), Span::new(start, start + fault.len()))
    }

    #[test]
    fn only_the_words_at_the_place_count() {
        let one = print("Warga tinggal dirumah sejak kemarin pagi.", "dirumah");
        assert_eq!(one.to_string(), "afa66a9ee3252442");
        let moved = "Judul baru\n\nKata dia, warga tinggal  dirumah, sejak kemarin pagi.";
        assert_eq!(one, print(moved, "dirumah"));
        assert_ne!(one, print("Warga tinggal dirumah sampai besok.", "dirumah"));
        assert_ne!(one, print("Warga tinggal Dirumah sejak kemarin pagi.", "Dirumah"));
    }

    #[test]
    fn words_of_other_paragraphs_do_not_count() {
        let one = print("Atas.\n\ndirumah\n\nBawah.", "dirumah");
        assert_eq!(one, print("Lain.\n\ndirumah", "dirumah"));
    }

    #[test]
    fn more_words_make_another_fingerprint() {
        let one = print("dirumah", "dirumah");
        assert_ne!(one.with(&["a.txt"]), one.with(&["b.txt"]));
        assert_ne!(one.with(&["a", "b"]), one.with(&["ab"]));
    }
}
