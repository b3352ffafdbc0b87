//! The distinct spellings of a document: an article repeats most of its words, and what holds of a spelling is worked out
//! once. Capitals are told apart; nothing is known here of what a spelling means.

use std::collections::HashMap;

use crate::document::{Document, TokenKind};

/// Spellings by number, in order of their first place.
#[derive(Debug)]
pub(super) struct Forms<'d> {
    /// The number of each token's spelling, parallel to `Document::tokens`; [`NONE`] where there is no word.
    numbers: Vec<u32>,
    texts: Vec<&'d str>,
}

/// The number of a token that is no word.
const NONE: u32 = u32::MAX;

impl<'d> Forms<'d> {
    pub(super) fn of(doc: &'d Document) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut texts = Vec::new();
        let mut number = |text: &'d str| {
            *known.entry(text).or_insert_with(|| {
                texts.push(text);
                texts.len() as u32 - 1
            })
        };
        let numbers = doc
            .tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => number(doc.str(token.span)),
                _ => NONE,
            })
            .collect();
        Self { numbers, texts }
    }

    /// The number of a token's spelling; `None` where there is no word.
    pub(super) fn number(&self, token: usize) -> Option<usize> {
        self.numbers.get(token).filter(|number| **number != NONE).map(|number| *number as usize)
    }

    /// The numbers of all tokens in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Option<usize>> {
        (0..self.numbers.len()).map(|token| self.number(token))
    }

    /// Something that holds of each spelling, by number.
    pub(super) fn each<T>(&self, of: impl FnMut(&'d str) -> T) -> Vec<T> {
        self.texts.iter().copied().map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_has_one_number() {
        let doc = Document::plain("Ia pergi, ia pulang. Ia tidur.");
        let forms = Forms::of(&doc);
        let words: Vec<usize> = forms.numbers().flatten().collect();
        assert_eq!(words, [0, 1, 2, 3, 0, 4]);
        assert_eq!(forms.each(str::len), [2, 5, 2, 6, 5]);
        assert_eq!(forms.number(1), None);
    }
}
