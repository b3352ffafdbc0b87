//! The spellings that articles have had so far, each with what it is by itself: an article pays for what is new in it.
//!
//! Nothing here depends on an article, so no answer depends on what was read before. A memory belongs to one lexicon,
//! and to one article at a time.

use std::borrow::Cow;

use super::dates;
use super::intern::Interner;
use super::names::Look;
use super::numbers;
use crate::case::{Shape, folded, shape};
use crate::document::TokenKind;
use crate::lexicon::{Entry, Lexicon};

/// Spellings, and bytes of them, from which a memory is full: what some thousand articles have. With all that is kept beside
/// each it takes ten megabytes, and every thread has one.
const MOST: usize = 1 << 16;
const MOST_BYTES: usize = 1 << 20;

/// What the spellings of articles are by themselves, by number.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    texts: Interner,
    folded: Interner,
    known: Vec<Known>,
    entries: Vec<Entry>,
    /// Where the spelling stands among those of the article that is read now.
    places: Vec<Place>,
    /// The same for folded forms: the first spelling that has each.
    folded_places: Vec<Place>,
    article: u32,
}

/// What a spelling is by itself. The text of a token tells its kind, so that one spelling has one kind everywhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) kind: TokenKind,
    pub(super) shape: Shape,
    /// What it is beside names.
    pub(super) look: Look,
    /// Whether numbers are made of it: "puluh".
    pub(super) is_numeral: bool,
    /// Whether a date may start with it.
    pub(super) begins_date: bool,
    /// The number of its folded form.
    pub(super) folded: u32,
}

/// An article, and a number in it. No article has the number 0.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    article: u32,
    number: u32,
}

impl Memory {
    /// How many spellings there are; the next new one gets this number.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing has been read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Whether it is time for a new one: what is kept must not grow with the texts.
    #[must_use]
    pub fn is_full(&self) -> bool {
        MOST <= self.len() || MOST_BYTES <= self.texts.bytes()
    }

    /// A spelling as it is written.
    #[must_use]
    pub fn text(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// A spelling as it is compared: lower case, nothing invisible, plain apostrophes.
    #[must_use]
    pub fn folded_text(&self, number: u32) -> &str {
        self.folded.get(self.known[number as usize].folded)
    }

    /// The kind and the pattern of capitals of a spelling.
    #[must_use]
    pub fn form(&self, number: u32) -> (TokenKind, Shape) {
        let known = &self.known[number as usize];
        (known.kind, known.shape)
    }

    /// A folded form by its own number.
    pub(super) fn folded(&self, number: u32) -> &str {
        self.folded.get(number)
    }

    pub(super) fn known(&self, number: u32) -> Known {
        self.known[number as usize]
    }

    /// What the lexicon says of a spelling; nothing before [facts are gathered](super::Facts::gather_with).
    #[must_use]
    pub fn entry(&self, number: u32) -> Entry {
        self.entries.get(number as usize).copied().unwrap_or_default()
    }

    /// Forgets where spellings stand.
    pub(super) fn begin_article(&mut self) {
        self.article = self.article.wrapping_add(1);
        if self.article == 0 {
            self.places.fill(Place::default());
            self.folded_places.fill(Place::default());
            self.article = 1;
        }
    }

    /// The number of a spelling.
    pub(super) fn number(&mut self, text: &str, kind: TokenKind) -> u32 {
        let number = self.texts.intern(text);
        if self.known.len() <= number as usize {
            self.learn(text, kind);
        }
        number
    }

    fn learn(&mut self, text: &str, kind: TokenKind) {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let (lower, shape) = if is_plain {
            (Cow::Borrowed(text), Shape::Lower)
        } else {
            (Cow::Owned(folded(text)), shape(text))
        };
        let folded = self.folded.intern(&lower);
        if self.folded_places.len() <= folded as usize {
            self.folded_places.push(Place::default());
        }
        self.places.push(Place::default());
        let is_word = kind == TokenKind::Word;
        self.known.push(Known {
            kind,
            shape,
            look: if is_word { Look::of(text, &lower) } else { Look::default() },
            is_numeral: is_word && numbers::is_numeral(&lower),
            begins_date: dates::begins(kind, &lower),
            folded,
        });
    }

    /// The place of a spelling in the article; `next` when it has none yet.
    pub(super) fn place(&mut self, number: u32, next: u32) -> u32 {
        self.places[number as usize].or_new(self.article, next)
    }

    /// The place of the first spelling with this folded form in the article; `next` when there is none yet.
    pub(super) fn folded_place(&mut self, folded: u32, next: u32) -> u32 {
        self.folded_places[folded as usize].or_new(self.article, next)
    }

    /// The place of the first spelling of the article that has a folded form.
    pub(super) fn find_folded(&self, folded: &str) -> Option<u32> {
        let place = self.folded_places[self.folded.find(folded)? as usize];
        (place.article == self.article).then_some(place.number)
    }

    /// Has the lexicon look up the words that are new.
    pub(super) fn ask(&mut self, lexicon: &Lexicon) {
        for number in self.entries.len()..self.known.len() {
            let is_word = self.known[number].kind == TokenKind::Word;
            let look_up = || lexicon.look_up(self.texts.get(number as u32));
            let entry = is_word.then(look_up).unwrap_or_default();
            self.entries.push(entry);
        }
    }
}

impl Place {
    fn or_new(&mut self, article: u32, next: u32) -> u32 {
        if self.article != article {
            *self = Self { article, number: next };
        }
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memory_is_full_before_it_is_large() {
        let mut memory = Memory::default();
        for number in 0..MOST {
            assert!(!memory.is_full());
            memory.number(&format!("kata{number}"), TokenKind::Word);
        }
        assert!(memory.is_full());
        let mut memory = Memory::default();
        memory.number(&"a".repeat(MOST_BYTES), TokenKind::Word);
        assert!(memory.is_full());
    }

    #[test]
    fn places_are_those_of_the_article_that_is_read() {
        let mut memory = Memory::default();
        memory.begin_article();
        let number = memory.number("Warga", TokenKind::Word);
        assert_eq!(memory.place(number, 3), 3);
        assert_eq!(memory.place(number, 4), 3);
        let folded = memory.known(number).folded;
        assert_eq!(memory.folded_place(folded, 3), 3);
        assert_eq!(memory.find_folded("warga"), Some(3));
        memory.begin_article();
        assert_eq!(memory.find_folded("warga"), None);
        // The numbers of articles begin anew after the last one, and nothing of the first comes back.
        memory.article = u32::MAX;
        memory.begin_article();
        assert_eq!(memory.place(number, 0), 0);
        assert_eq!(memory.find_folded("warga"), None);
    }
}
