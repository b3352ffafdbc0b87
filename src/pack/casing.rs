//! The case of a replacement follows the text that it replaces. Only the case: which word to write is the rule's.

use std::ops::Range;

use crate::case::capitalised;
use crate::document::{Document, TokenKind};

/// Words that stay in lower case inside a title.
const SMALL: &[&str] =
    &["atau", "dalam", "dan", "dari", "dengan", "di", "ke", "oleh", "pada", "untuk", "yang"];

/// `expected` in the case of the tokens that it replaces: "Dimana" gives "Di mana", "DIMANA" "DI MANA", and a word of
/// a title "Kerja Sama". A replacement that has capitals of its own keeps them.
pub(super) fn follow(doc: &Document, tokens: Range<usize>, expected: &str) -> String {
    let found =
        &doc.text[doc.tokens[tokens.start].span.start()..doc.tokens[tokens.end - 1].span.end()];
    if shouts(found) {
        return expected.to_uppercase();
    }
    if !found.starts_with(char::is_uppercase) || expected.chars().any(char::is_uppercase) {
        return expected.to_owned();
    }
    if is_title(doc, tokens) {
        let words = expected.split(' ').enumerate().map(|(at, word)| {
            if at > 0 && SMALL.contains(&word) { word.to_owned() } else { capitalised(word) }
        });
        return words.collect::<Vec<_>>().join(" ");
    }
    capitalised(expected)
}

/// Whether a text of two letters or more is all in capitals.
pub(super) fn shouts(text: &str) -> bool {
    let n_letters = text.chars().filter(|c| c.is_alphabetic()).count();
    n_letters > 1 && !text.chars().any(char::is_lowercase)
}

/// Whether a capitalised phrase stands in a title or a proper name rather than first in a plain sentence.
fn is_title(doc: &Document, tokens: Range<usize>) -> bool {
    let words = || tokens.clone().filter(|&idx| doc.tokens[idx].kind == TokenKind::Word);
    let capital = |idx: usize| doc.token_str(idx).starts_with(char::is_uppercase);
    if words().count() > 1 {
        return words().all(capital);
    }
    if !doc.starts_sentence(tokens.start) {
        return true;
    }
    // "Walikota Metro": first in its sentence, but a title before a name.
    doc.kind(tokens.end) == Some(TokenKind::Space) && doc.next(tokens.end - 1).is_some_and(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, found: &str, expected: &str, written: &str) {
        let doc = Document::plain(text);
        let at = text.find(found).expect("the text holds it");
        let start = doc.token_at(at).expect("a token");
        let end = doc.token_at(at + found.len() - 1).expect("a token") + 1;
        assert_eq!(follow(&doc, start..end, expected), written);
    }

    #[test]
    fn the_case_of_the_text_is_kept() {
        check("Dimana rumahnya?", "Dimana", "di mana", "Di mana");
        check("RUMAHNYA DIMANA?", "DIMANA", "di mana", "DI MANA");
        check("rumahnya dimana?", "dimana", "di mana", "di mana");
        check("Dinas Kerjasama Daerah hadir.", "Kerjasama", "kerja sama", "Kerja Sama");
        check("Ia ke Crimea.", "Crimea", "Krimea", "Krimea");
    }
}
