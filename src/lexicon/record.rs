//! What all lists together say of one form, in one number. It states evidence; what a rule makes of it is not known here.

use super::entry::{Entry, Tiers, WordClass};
use super::table;

/// Bits, from the lowest: those of [`Tiers`], ten times the Zipf value, the class, and the rest one by one.
const ZIPF: u32 = 11;
const CLASS: u32 = 19;
const LOCATIVE: u32 = 1 << 22;
const WORD: u32 = 1 << 23;
const NAME: u32 = 1 << 24;
const ROOT: u32 = 1 << 25;

const _: () = assert!(ROOT < 1 << table::BITS, "a number of a table has room for all");

/// What the lists say of a form. The default is a form that none of them has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Record(u32);

/// Lists of words, by what it is evidence of that they have a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Values say what the form is besides a word, as [`name_tiers`] reads them, and bit 0 that it is no word at all: a
    /// name or an abbreviation that is never written in lower case.
    Standard,
    /// Values are the register, as [`supplement_tiers`] reads it.
    Supplement,
    Foreign,
    Seen,
    /// Values are kinds of name, as [`name_tiers`] reads them.
    Names,
    Regions,
    /// Values are ten times the Zipf value.
    Frequency,
    /// Values are ten times the Zipf value in the low byte, then four bits of word class and one for places.
    News,
}

impl Record {
    /// A number that was kept.
    pub(super) const fn from_number(number: u32) -> Self {
        Self(number)
    }

    /// The number to keep.
    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// What it says that one list has a form with this value.
    pub(super) fn of(source: Source, value: u64) -> Self {
        match source {
            Source::Standard => {
                let is_word = value & 1 == 0;
                let (tier, word) = if is_word { (Tiers::STANDARD, WORD) } else { (Tiers::NONE, 0) };
                Self(tier.union(name_tiers(value & !1)).bits() | word | NAME | ROOT)
            }
            Source::Supplement => Self(supplement_tiers(value).bits() | WORD | ROOT),
            Source::Foreign => Self(Tiers::FOREIGN.bits()),
            Source::Seen => Self(Tiers::SEEN.bits()),
            Source::Names => Self(name_tiers(value).bits() | NAME),
            Source::Regions => Self(Tiers::PLACE.bits() | NAME),
            Source::Frequency => Self(u32::from(zipf(value)) << ZIPF | WORD),
            Source::News => {
                let class = match value >> 8 & 0xf {
                    class @ 1..=4 => class as u32,
                    _ => 0,
                };
                let locative = if value >> 12 & 1 == 1 { LOCATIVE } else { 0 };
                Self(u32::from(zipf(value & 0xff)) << ZIPF | class << CLASS | locative | WORD)
            }
        }
    }

    /// What two lists say of the same form; the larger of two frequencies counts.
    #[must_use]
    pub(super) fn with(self, other: Self) -> Self {
        let frequency = 0xff << ZIPF;
        let zipf10 = u32::from(self.zipf10().max(other.zipf10()));
        Self((self.0 | other.0) & !frequency | zipf10 << ZIPF)
    }

    pub(super) const fn entry(self) -> Entry {
        Entry { tiers: Tiers::from_bits(self.0 & ((1 << ZIPF) - 1)), zipf10: self.zipf10() }
    }

    /// Ten times the Zipf value, the larger of general and news text; 0 where neither has the form.
    pub(super) const fn zipf10(self) -> u8 {
        (self.0 >> ZIPF) as u8
    }

    /// The class in news text.
    pub(super) const fn class(self) -> Option<WordClass> {
        match self.0 >> CLASS & 7 {
            1 => Some(WordClass::Noun),
            2 => Some(WordClass::Verb),
            3 => Some(WordClass::Adjective),
            4 => Some(WordClass::Other),
            _ => None,
        }
    }

    /// Whether the form often stands behind "di" or "ke" in news text.
    pub(super) const fn names_a_place(self) -> bool {
        self.0 & LOCATIVE != 0
    }

    /// Whether the form is in a list of words that corrections are taken from, or its frequency is known: well-formed words
    /// that no list of words has often are in the lists of frequencies.
    pub(super) const fn is_word(self) -> bool {
        self.0 & WORD != 0
    }

    /// Whether the form is in a list that corrections of names are taken from.
    pub(super) const fn is_name(self) -> bool {
        self.0 & NAME != 0
    }

    /// Whether the desk has accepted the form.
    pub(super) const fn is_accepted(self) -> bool {
        self.0 & Tiers::ACCEPTED.bits() != 0
    }

    /// What is known of the form, and that the desk has accepted it.
    #[must_use]
    pub(super) const fn accepted(self) -> Self {
        Self(self.0 | Tiers::ACCEPTED.bits())
    }

    /// Whether other words may be derived from the form.
    pub(super) const fn is_root(self) -> bool {
        self.0 & ROOT != 0 || self.is_accepted()
    }
}

fn zipf(value: u64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// Bits of a value of the names list: 1 person, 2 place, 4 other or unrecorded kind, 8 abbreviation.
fn name_tiers(kinds: u64) -> Tiers {
    const KINDS: [(u64, Tiers); 4] =
        [(1, Tiers::PERSON), (2, Tiers::PLACE), (4, Tiers::OTHER_NAME), (8, Tiers::ABBREVIATION)];
    let set = KINDS.iter().filter(|(bit, _)| kinds & bit != 0);
    set.fold(Tiers::NONE, |tiers, (_, tier)| tiers.union(*tier))
}

/// Values of the supplement: 0 word, 1 abbreviation or unit, 2 colloquial.
fn supplement_tiers(register: u64) -> Tiers {
    match register {
        0 => Tiers::SUPPLEMENT,
        1 => Tiers::ABBREVIATION,
        _ => Tiers::COLLOQUIAL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lists_say_adds_up() {
        let record = Record::of(Source::Standard, 2)
            .with(Record::of(Source::Frequency, 41))
            .with(Record::of(Source::News, 0x1326));
        assert!(record.entry().is_standard() && record.entry().is_place());
        assert_eq!((record.zipf10(), record.class()), (41, Some(WordClass::Adjective)));
        assert!(record.names_a_place() && record.is_word() && record.is_name() && record.is_root());
        let name = Record::of(Source::Standard, 5);
        assert!(!name.is_word() && name.is_root() && !name.entry().is_known());
        assert_eq!(Record::default().entry(), Entry::default());
    }
}
