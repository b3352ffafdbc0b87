//! Names: where people, places and other things are named, in what company, and which spellings of an article look alike.
//!
//! Names are found by their place in the sentence, their capital and the words around them, not by a list of names:
//! the lexicon only tells how well known a spelling is. Nothing here says that a spelling is wrong.

pub mod directory;
mod near;
mod read;
mod words;

use std::ops::Range;

use super::words::Words;
use crate::document::Document;
use crate::lexicon::{Entry, Lexicon};
use crate::span::Span;

pub use self::near::{Slip, keys, slip};
pub(super) use self::read::Look;
pub use self::read::without_possessive;
pub use self::words::{is_direction, is_particle};

/// Every name of an article.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Mentions in order of the text.
    pub mentions: Vec<Mention>,
    /// The words of all mentions, in order of the text.
    pub parts: Vec<Part>,
    /// The distinct spellings, in order of their first part.
    pub forms: Vec<Form>,
    /// Pairs of spellings that one small slip turns into one another, the smaller index first, in order.
    pub near: Vec<(u32, u32)>,
}

/// One mention of a name: the words that stand together, titles left out.
#[derive(Clone, Debug)]
pub struct Mention {
    /// From the first word to the last.
    pub span: Span,
    /// Its words in [`Names::parts`].
    pub parts: Range<u32>,
    /// What stands right before it.
    pub before: Before,
    /// The span of the title, institution or kind of place before it, if any.
    pub title: Option<Span>,
}

/// What stands right before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Before {
    /// Nothing that tells what is named.
    #[default]
    Nothing,
    /// A title, an office, a form of address: a person.
    Title,
    /// An institution, with or without words of its own.
    Institution,
    /// A kind of place.
    Place,
}

/// One word of a mention.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The word, a possessive *'s* left out.
    pub span: Span,
    /// Its spelling in [`Names::forms`].
    pub form: u32,
    /// Its mention in [`Names::mentions`].
    pub mention: u32,
    /// Why its capital letter may say nothing.
    pub stance: Stance,
}

/// What a word's capital letter is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Capitalised in the middle of a sentence: a name by position.
    Shown,
    /// First in its sentence.
    Initial,
    /// In a line where nearly every word is capitalised.
    TitleCase,
    /// Part of a hyphenated word.
    Joined,
}

/// One spelling.
#[derive(Clone, Debug)]
pub struct Form {
    /// As written.
    pub text: Box<str>,
    /// What the lexicon knows of it.
    pub entry: Entry,
    /// Whether it is clipped from the name of an office, a region or a club ("Kejari"), which all look alike.
    pub is_clipped: bool,
    /// Whether it stands only as a title, a kind of place or an ordinary word of an institution's name: no name by
    /// itself, but what a misspelling of it is measured against.
    pub is_plain: bool,
    /// Where it stands, in [`Names::parts`].
    pub parts: Vec<u32>,
}

impl Names {
    /// Finds the names of a document. `entries` is parallel to its tokens.
    #[must_use]
    pub fn find(doc: &Document, words: &Words, entries: &[Entry], lexicon: &Lexicon) -> Self {
        let mut names = read::read(doc, words, entries, lexicon);
        names.near = near::pairs(&names.forms);
        names
    }

    /// The mention that a part belongs to.
    #[must_use]
    pub fn mention(&self, part: u32) -> &Mention {
        &self.mentions[self.parts[part as usize].mention as usize]
    }

    /// The part right before a part in the same mention.
    #[must_use]
    pub fn prev(&self, part: u32) -> Option<u32> {
        (self.mention(part).parts.start < part).then(|| part - 1)
    }

    /// The part right after a part in the same mention.
    #[must_use]
    pub fn next(&self, part: u32) -> Option<u32> {
        (part + 1 < self.mention(part).parts.end).then(|| part + 1)
    }
}
