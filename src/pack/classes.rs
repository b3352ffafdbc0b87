//! Classes of words that a sequence may ask for, by what the lexicon and the letters say.
//!
//! There is no model of parts of speech behind them: a word that the lexicon has no class for belongs to none.

use crate::calendar::{Length, month, weekday};
use crate::case::{Shape, shape};
use crate::document::{Document, TokenKind};
use crate::facts::Facts;
use crate::lexicon::{Entry, Lexicon, WordClass};
use crate::rule::Context;

/// Beginnings of words that are verbs, as far as a beginning can tell.
const VERB_HEADS: &[&str] = &["ber", "di", "mem", "men", "meng", "meny", "me", "ter"];

/// Numbers in words.
const NUMERALS: &[&str] = &[
    "belas", "delapan", "dua", "empat", "enam", "juta", "lima", "miliar", "puluh", "ratus", "ribu",
    "satu", "sebelas", "sembilan", "sepuluh", "seratus", "seribu", "tiga", "triliun", "tujuh",
];

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Class {
    Adjective,
    Any,
    Capital,
    Day,
    Doubled,
    Letters,
    Lower,
    Month,
    Name,
    Noun,
    Number,
    Numeral,
    Person,
    Place,
    Quote,
    Unknown,
    Verb,
    Word,
}

/// The classes by the names that packs give them.
const NAMES: &[(&str, Class)] = &[
    ("adjective", Class::Adjective),
    ("any", Class::Any),
    ("capital", Class::Capital),
    ("day", Class::Day),
    ("doubled", Class::Doubled),
    ("letters", Class::Letters),
    ("lower", Class::Lower),
    ("month", Class::Month),
    ("name", Class::Name),
    ("noun", Class::Noun),
    ("number", Class::Number),
    ("numeral", Class::Numeral),
    ("person", Class::Person),
    ("place", Class::Place),
    ("quote", Class::Quote),
    ("unknown", Class::Unknown),
    ("verb", Class::Verb),
    ("word", Class::Word),
];

impl Class {
    /// The class of a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class)
    }

    /// All names.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Whether the token at `idx` belongs to the class.
    pub(super) fn has(self, cx: &Context<'_>, idx: usize) -> bool {
        let Context { doc, facts, lexicon, .. } = *cx;
        let kind = doc.tokens[idx].kind;
        match self {
            Self::Any => true,
            Self::Number => kind == TokenKind::Number,
            Self::Quote => kind == TokenKind::Quote,
            _ => kind == TokenKind::Word && self.has_word(doc, facts, lexicon, idx),
        }
    }

    fn has_word(self, doc: &Document, facts: &Facts, lexicon: &Lexicon, idx: usize) -> bool {
        let text = doc.token_str(idx);
        let entry = facts.entries[idx];
        let capital = || text.starts_with(char::is_uppercase);
        let class = || lexicon.word_class(&text.to_lowercase());
        let full = |length| length == Length::Full;
        match self {
            Self::Adjective => class() == Some(WordClass::Adjective),
            Self::Capital => capital(),
            Self::Day => weekday(text).is_some_and(|(_, length)| full(length)),
            Self::Doubled => {
                text.split_once('-').is_some_and(|(one, two)| one.eq_ignore_ascii_case(two))
            }
            Self::Letters => shape(text) == Shape::Shout,
            Self::Lower => text.starts_with(char::is_lowercase),
            Self::Month => month(text).is_some_and(|(_, length)| full(length)),
            Self::Name => capital() && (entry.is_name() || !entry.is_known()),
            Self::Noun => class() == Some(WordClass::Noun),
            Self::Numeral => NUMERALS.contains(&text.to_lowercase().as_str()),
            Self::Person => capital() && entry.is_person(),
            Self::Place => capital() && entry.is_place(),
            Self::Unknown => !entry.is_known() && !entry.is_name(),
            Self::Verb => is_verb(lexicon, entry, text),
            Self::Word => true,
            Self::Any | Self::Number | Self::Quote => false,
        }
    }
}

/// A known word in lower case with the prefix of a verb that is not just the beginning of its root.
fn is_verb(lexicon: &Lexicon, entry: Entry, text: &str) -> bool {
    let prefixed = || VERB_HEADS.iter().any(|head| text.starts_with(head));
    let affixed = || lexicon.analyse(text).is_some_and(|analysis| !analysis.prefixes.is_empty());
    text.starts_with(char::is_lowercase) && entry.is_known() && prefixed() && affixed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, class: Class, expected: &[&str]) {
        let doc = Document::plain(text);
        let lexicon = Lexicon::embedded();
        let facts = Facts::gather(&doc, &lexicon);
        let wanted = crate::rule::Wanted::default();
        let cx = Context { doc: &doc, facts: &facts, lexicon: &lexicon, wanted };
        let found = (0..doc.tokens.len()).filter(|&idx| class.has(&cx, idx));
        assert_eq!(found.map(|idx| doc.token_str(idx)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_belong_to_classes_by_lexicon_and_letters() {
        let text = "Warga menunggu 3 bus PKL di Bogor, Senin, dua jam bersama-sama anak-anak.";
        check(text, Class::Verb, &["menunggu"]);
        check(text, Class::Number, &["3"]);
        check(text, Class::Numeral, &["dua"]);
        check(text, Class::Letters, &["PKL"]);
        check(text, Class::Day, &["Senin"]);
        check(text, Class::Place, &["Bogor"]);
        check(text, Class::Doubled, &["anak-anak"]);
    }

    #[test]
    fn the_names_are_sorted() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
