//! Whether words stand in an English passage or inside an English name, judged by the nearest words.
//!
//! Only words that the lexicon has as English and not as Indonesian count, and a single one makes no passage. Passages
//! in any other language are seen by what they lack, [in the vocabulary](super::vocabulary::Vocabulary::is_foreign_passage):
//! that asks more of the text, and is asked only of words that no list knows.

use std::ops::Range;

use crate::document::{Document, TokenKind};
use crate::lexicon::Entry;

/// How many words on either side are asked.
const REACH: usize = 3;

/// How many of them must be foreign for a passage.
const PASSAGE: usize = 3;

/// What the names of firms begin with.
const FIRMS: &[&str] = &["CV", "PT", "UD", "Yayasan"];

/// Small words that join the parts of English names.
const JOINTS: &[&str] = &["and", "at", "for", "from", "in", "of", "the", "to"];

/// Whether most words around `tokens` are English and not Indonesian.
#[must_use]
pub fn is_english_passage(doc: &Document, entries: &[Entry], tokens: Range<usize>) -> bool {
    let foreign = |idx: &usize| is_only_english(entries[*idx]);
    let before = neighbours(doc, tokens.start, Side::Before).filter(foreign).count();
    let after = neighbours(doc, tokens.end, Side::After).filter(foreign).count();
    before + after >= PASSAGE
}

/// Whether capitalised words beside `tokens` hold an English one, or a small English joint stands before them
/// ("University of …", "… Motor Show").
#[must_use]
pub fn is_in_english_name(doc: &Document, entries: &[Entry], tokens: Range<usize>) -> bool {
    let before = neighbours(doc, tokens.start, Side::Before).next();
    let joint = before.is_some_and(|idx| JOINTS.contains(&doc.token_str(idx)));
    let capital = |idx: &usize| doc.token_str(*idx).starts_with(char::is_uppercase);
    let part = |idx: usize| is_only_english(entries[idx]) && !entries[idx].is_person();
    joint
        || neighbours(doc, tokens.start, Side::Before).take_while(capital).any(part)
        || neighbours(doc, tokens.end, Side::After)
            .take_while(capital)
            // Behind a place's name even an English word that Indonesian has, too, makes a title ("… Motor Show").
            .any(|idx| entries[idx].is_foreign() && !entries[idx].is_person())
}

/// Whether the word right before or right behind `tokens` is English and not Indonesian.
#[must_use]
pub fn has_english_neighbour(doc: &Document, entries: &[Entry], tokens: Range<usize>) -> bool {
    let before = neighbours(doc, tokens.start, Side::Before).next();
    let after = neighbours(doc, tokens.end, Side::After).next();
    before.into_iter().chain(after).any(|idx| is_only_english(entries[idx]))
}

/// Whether a capitalised word that is no Indonesian word stands before a token, so that the two are one name ("Slavia
/// Prague").
#[must_use]
pub fn is_behind_stranger(doc: &Document, entries: &[Entry], token: usize) -> bool {
    neighbours(doc, token, Side::Before).next().is_some_and(|idx| {
        doc.token_str(idx).starts_with(char::is_uppercase) && !entries[idx].is_known()
    })
}

/// Whether a capitalised word belongs to the name of a firm or foundation, which keeps its own spelling.
#[must_use]
pub fn is_in_firm_name(doc: &Document, tokens: Range<usize>) -> bool {
    let capital = |idx: usize| doc.token_str(idx).starts_with(char::is_uppercase);
    let mut before = neighbours(doc, tokens.start, Side::Before).take_while(|&idx| capital(idx));
    capital(tokens.start) && before.any(|idx| FIRMS.contains(&doc.token_str(idx)))
}

fn is_only_english(entry: Entry) -> bool {
    entry.is_foreign() && !entry.is_known() && !entry.is_place()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The words next to a token edge, nearest first, up to the first punctuation.
fn neighbours(doc: &Document, edge: usize, side: Side) -> impl Iterator<Item = usize> {
    let word = move |step: usize| match side {
        Side::Before => edge.checked_sub(step + 1),
        Side::After => (edge + step < doc.tokens.len()).then_some(edge + step),
    };
    let words_and_gaps = 2 * REACH;
    (0..words_and_gaps)
        .map_while(word)
        .take_while(move |&idx| match doc.tokens[idx].kind {
            TokenKind::Word => true,
            TokenKind::Space => !doc.token_str(idx).contains('\n'),
            _ => false,
        })
        .filter(move |&idx| doc.tokens[idx].kind == TokenKind::Word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::lexicon::Lexicon;

    fn at(text: &str, word: &str) -> (Document, Facts, Range<usize>) {
        let doc = Document::plain(text);
        let facts = Facts::gather(&doc, &Lexicon::embedded());
        let idx = doc.token_at(text.find(word).expect("the word")).expect("a token");
        (doc, facts, idx..idx + 1)
    }

    #[test]
    fn an_english_sentence_is_a_passage_and_an_english_word_is_not() {
        let (doc, facts, word) = at("Lagu itu berjudul all the things you said dulu.", "things");
        assert!(is_english_passage(&doc, &facts.entries, word));
        let (doc, facts, word) = at("Pemilik gadget baru merasa senang sekali.", "baru");
        assert!(!is_english_passage(&doc, &facts.entries, word));
    }

    #[test]
    fn an_english_name_is_known_by_its_neighbours() {
        let (doc, facts, word) = at("Ia lulusan University of Cairo itu.", "Cairo");
        assert!(is_in_english_name(&doc, &facts.entries, word));
        let (doc, facts, word) = at("Ia tiba di Cairo kemarin.", "Cairo");
        assert!(!is_in_english_name(&doc, &facts.entries, word));
    }
}
