//! What the lexicon says about one word: the tiers that know it and how common it is.
//! It states evidence and draws no conclusion; whether a word is a typo is for the rules to judge.

/// The lists that know a word, as a bit set.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Tiers(u16);

impl Tiers {
    /// Nothing knows the word.
    pub const NONE: Self = Self(0);
    /// In the affix-expanded Indonesian word list.
    pub const STANDARD: Self = Self(1);
    /// Well formed by the affix analyser, or a hyphenated form of known parts.
    pub const DERIVED: Self = Self(1 << 1);
    /// In the project's own list of modern news words.
    pub const SUPPLEMENT: Self = Self(1 << 2);
    /// An abbreviation, an acronym or a unit.
    pub const ABBREVIATION: Self = Self(1 << 3);
    /// Added by the desk's own configuration.
    pub const ACCEPTED: Self = Self(1 << 4);
    /// Informal: real, but speech rather than news prose.
    pub const COLLOQUIAL: Self = Self(1 << 5);
    /// An English word.
    pub const FOREIGN: Self = Self(1 << 6);
    /// Met on the Indonesian web, typos included: it weakens a suspicion and proves nothing.
    pub const SEEN: Self = Self(1 << 7);
    /// Part of a person's name.
    pub const PERSON: Self = Self(1 << 8);
    /// Part of the name of a place, a people or a language.
    pub const PLACE: Self = Self(1 << 9);
    /// A proper name of some other or unrecorded kind.
    pub const OTHER_NAME: Self = Self(1 << 10);
    /// Refused by the desk's own configuration, whatever the lists say.
    pub const REJECTED: Self = Self(1 << 11);

    const KNOWN: Self = Self(0b1_1111);
    const NAME: Self = Self(0b111 << 8);

    /// Whether `self` and `other` share a tier.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The tiers of either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// One bit a tier, eleven but for [`REJECTED`](Self::REJECTED).
    pub(super) const fn bits(self) -> u32 {
        self.0 as u32
    }

    /// The tiers with these bits.
    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits as u16)
    }

    /// Whether no tier is set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::fmt::Debug for Tiers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const NAMES: [&str; 12] = [
            "standard",
            "derived",
            "supplement",
            "abbreviation",
            "accepted",
            "colloquial",
            "foreign",
            "seen",
            "person",
            "place",
            "name",
            "rejected",
        ];
        let set = NAMES.iter().enumerate().filter(|(bit, _)| self.0 >> bit & 1 == 1);
        f.debug_set().entries(set.map(|(_, name)| name)).finish()
    }
}

/// What a word mostly is in news text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// "kawasan", "rumah".
    Noun,
    /// "pukul" is none, "memukul" and "beli" are.
    Verb,
    /// "besar".
    Adjective,
    /// Prepositions, adverbs, conjunctions, pronouns, numerals.
    Other,
}

/// What the lexicon knows about one word form. The default is a word that nothing knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    pub(super) tiers: Tiers,
    pub(super) zipf10: u8,
}

impl Entry {
    /// Every list that knows the word.
    pub const fn tiers(self) -> Tiers {
        self.tiers
    }

    /// How common the word is: ten times its Zipf value, the base-10 logarithm of its occurrences
    /// in a billion words, so 30 is one in a million and 70 one in a hundred. The larger of
    /// general and news text; 0 where neither has the word.
    pub const fn zipf10(self) -> u8 {
        self.zipf10
    }

    /// A word of Indonesian news prose: standard, derived, of the supplement, an abbreviation or
    /// accepted by the desk. Names, English and colloquial words are not, nor is anything rejected.
    pub const fn is_known(self) -> bool {
        self.has(Tiers::KNOWN) && !self.is_rejected()
    }

    /// In the standard word list itself.
    pub const fn is_standard(self) -> bool {
        self.has(Tiers::STANDARD)
    }

    /// Not listed as a whole, but well formed from known parts.
    pub const fn is_derived(self) -> bool {
        self.has(Tiers::DERIVED)
    }

    /// In the project's own supplement.
    pub const fn is_supplement(self) -> bool {
        self.has(Tiers::SUPPLEMENT)
    }

    /// An abbreviation, an acronym or a unit.
    pub const fn is_abbreviation(self) -> bool {
        self.has(Tiers::ABBREVIATION)
    }

    /// An English word.
    pub const fn is_foreign(self) -> bool {
        self.has(Tiers::FOREIGN)
    }

    /// Met on the web, typos included.
    pub const fn is_seen(self) -> bool {
        self.has(Tiers::SEEN)
    }

    /// Informal.
    pub const fn is_colloquial(self) -> bool {
        self.has(Tiers::COLLOQUIAL)
    }

    /// Part of a proper name of any kind.
    pub const fn is_name(self) -> bool {
        self.has(Tiers::NAME)
    }

    /// Part of a person's name.
    pub const fn is_person(self) -> bool {
        self.has(Tiers::PERSON)
    }

    /// Part of the name of a place, a people or a language.
    pub const fn is_place(self) -> bool {
        self.has(Tiers::PLACE)
    }

    /// Added by the desk.
    pub const fn is_accepted(self) -> bool {
        self.has(Tiers::ACCEPTED)
    }

    /// Refused by the desk; [`is_known`](Self::is_known) is then false.
    pub const fn is_rejected(self) -> bool {
        self.has(Tiers::REJECTED)
    }

    /// Whether no tier has the word at all.
    pub const fn is_unheard_of(self) -> bool {
        self.tiers.is_empty()
    }

    const fn has(self, tiers: Tiers) -> bool {
        self.tiers.intersects(tiers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejected_word_is_not_known() {
        let tiers = Tiers::STANDARD.union(Tiers::REJECTED);
        assert!(!Entry { tiers, zipf10: 50 }.is_known());
    }

    #[test]
    fn evidence_that_proves_nothing_does_not_make_a_word_known() {
        for tiers in [Tiers::FOREIGN, Tiers::SEEN, Tiers::PERSON, Tiers::COLLOQUIAL, Tiers::NONE] {
            assert!(!Entry { tiers, zipf10: 0 }.is_known(), "{tiers:?}");
        }
    }
}
