//! The rules as LanguageTool's clients know rules: by a name in capitals, a category and an issue type.
//!
//! Clients colour by the category, offer "add to dictionary" by the end of the name, and are set to leave out some
//! rules by names that every language of LanguageTool shares; rules that judge the same bear those names here.

use crate::diagnostic::{Lang, RuleId};

/// A kind of fault, in the words of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Category, by id.
    pub(super) category: &'static str,
    /// Type of the Internationalization Tag Set 2.0.
    pub(super) issue: &'static str,
}

/// Categories with their names in Indonesian and English.
const CATEGORIES: &[(&str, &str, &str)] = &[
    ("CASING", "Huruf kapital", "Capitalization"),
    ("COLLOQUIALISMS", "Ragam cakapan", "Colloquialisms"),
    ("COMPOUNDING", "Gabungan kata", "Compounding"),
    ("CONFUSED_WORDS", "Kata yang tertukar", "Confused words"),
    ("GRAMMAR", "Tata bahasa", "Grammar"),
    ("MISC", "Lain-lain", "Miscellaneous"),
    ("PUNCTUATION", "Tanda baca", "Punctuation"),
    ("REDUNDANCY", "Kata mubazir", "Redundancy"),
    ("REPETITIONS", "Pengulangan", "Repetitions"),
    ("SEMANTICS", "Isi dan fakta", "Semantics"),
    ("STYLE", "Gaya", "Style"),
    ("TYPOGRAPHY", "Tipografi", "Typography"),
    ("TYPOS", "Kemungkinan salah ketik", "Possible typo"),
];

/// What a rule is, by its id or by its pack. A single rule goes before its pack.
#[rustfmt::skip]
const KINDS: &[(&str, &str, &str)] = &[
    ("case", "CASING", "typographical"),
    ("case/abbreviation", "TYPOS", "misspelling"),
    ("characters", "TYPOGRAPHY", "characters"),
    ("dates", "SEMANTICS", "inconsistency"),
    ("ethics", "STYLE", "register"),
    ("eyd", "TYPOS", "misspelling"),
    ("eyd/compound-hyphenated", "COMPOUNDING", "misspelling"),
    ("eyd/compound-joined", "COMPOUNDING", "misspelling"),
    ("eyd/compound-reduplication", "COMPOUNDING", "misspelling"),
    ("eyd/compound-split", "COMPOUNDING", "misspelling"),
    ("eyd/ke-luar", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike-masa", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike-massa", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike-permukiman", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike-sanksi", "CONFUSED_WORDS", "grammar"),
    ("eyd/look-alike-syarat", "CONFUSED_WORDS", "grammar"),
    ("facts", "SEMANTICS", "inconsistent-entities"),
    ("figures", "TYPOGRAPHY", "typographical"),
    ("names", "TYPOS", "inconsistent-entities"),
    ("numbers", "SEMANTICS", "numbers"),
    ("page", "TYPOGRAPHY", "markup"),
    ("places", "TYPOS", "terminology"),
    ("punctuation", "PUNCTUATION", "typographical"),
    ("punctuation/double-space", "TYPOGRAPHY", "whitespace"),
    ("punctuation/invisible-character", "TYPOGRAPHY", "whitespace"),
    ("punctuation/missing-space-after", "TYPOGRAPHY", "whitespace"),
    ("punctuation/quote-space-inside", "TYPOGRAPHY", "whitespace"),
    ("punctuation/slash-space", "TYPOGRAPHY", "whitespace"),
    ("punctuation/space-before", "TYPOGRAPHY", "whitespace"),
    ("spelling", "TYPOS", "misspelling"),
    ("structure", "STYLE", "length"),
    ("style", "STYLE", "style"),
    ("style/approximation-twice", "REDUNDANCY", "style"),
    ("style/cause-and-result", "GRAMMAR", "grammar"),
    ("style/chat", "COLLOQUIALISMS", "register"),
    ("style/concessive-and-but", "GRAMMAR", "grammar"),
    ("style/double-plural", "REDUNDANCY", "style"),
    ("style/either-or", "GRAMMAR", "grammar"),
    ("style/foreign-term", "STYLE", "terminology"),
    ("style/informal", "COLLOQUIALISMS", "register"),
    ("style/informal-mild", "COLLOQUIALISMS", "register"),
    ("style/meaning-reversed", "SEMANTICS", "grammar"),
    ("style/not-but", "GRAMMAR", "grammar"),
    ("style/not-only-but", "GRAMMAR", "grammar"),
    ("style/only-twice", "REDUNDANCY", "style"),
    ("style/preposition-lost", "GRAMMAR", "grammar"),
    ("style/reciprocal-twice", "REDUNDANCY", "style"),
    ("style/redundant-intensifier", "REDUNDANCY", "style"),
    ("style/redundant-motion", "REDUNDANCY", "style"),
    ("style/redundant-pair", "REDUNDANCY", "style"),
    ("style/redundant-superlative", "REDUNDANCY", "style"),
    ("style/repeated-sentence", "REPETITIONS", "duplication"),
    ("style/repeated-word", "REPETITIONS", "duplication"),
    ("style/subject-lost", "GRAMMAR", "grammar"),
    ("style/unfinished-sentence", "GRAMMAR", "grammar"),
    ("style/verb-preposition", "GRAMMAR", "grammar"),
    ("style/where-relative", "GRAMMAR", "grammar"),
    ("suppressions", "MISC", "markup"),
];

/// Rules that have a name in all languages of LanguageTool, or one whose end tells clients what to offer.
const NAMES: &[(&str, &str)] = &[
    ("case/sentence-start", "UPPERCASE_SENTENCE_START"),
    ("punctuation/double-space", "WHITESPACE_RULE"),
    ("punctuation/space-before", "COMMA_PARENTHESIS_WHITESPACE"),
    ("punctuation/unbalanced-bracket", "UNPAIRED_BRACKETS"),
    ("spelling/misspelt", "ID_SPELLING_RULE"),
    ("style/repeated-word", "WORD_REPEAT_RULE"),
];

/// The rule's name.
pub(super) fn name(id: &RuleId) -> String {
    let shared = NAMES.iter().find(|(own, _)| *own == id.as_str());
    shared.map_or_else(
        || id.as_str().to_uppercase().replace(['/', '-'], "_"),
        |(_, name)| (*name).to_owned(),
    )
}

/// What the rule finds. A desk's own packs find what no category says.
pub(super) fn kind(id: &RuleId) -> Kind {
    let by = |key: &str| KINDS.binary_search_by(|(known, ..)| (*known).cmp(key)).ok();
    let row = by(id.as_str()).or_else(|| by(id.pack()));
    let (_, category, issue) = row.map_or(("", "MISC", "uncategorized"), |at| KINDS[at]);
    Kind { category, issue }
}

/// The category's name for people.
pub(super) fn category(id: &str, lang: Lang) -> &'static str {
    let row = CATEGORIES.iter().find(|(known, ..)| *known == id);
    row.map_or("", |(_, indonesian, english)| match lang {
        Lang::Id => indonesian,
        Lang::En => english,
    })
}

/// Whether the rule checks words against a dictionary.
pub(super) fn is_speller(id: &RuleId) -> bool {
    id.as_str() == "spelling/misspelt"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_category() {
        let catalogue = Catalogue::builtin();
        let names: BTreeSet<String> = catalogue.ids().map(name).collect();
        assert_eq!(names.len(), catalogue.ids().count());
        for id in catalogue.ids() {
            let kind = kind(id);
            assert_ne!(kind.issue, "uncategorized", "{id} is in no row of KINDS");
            assert!(!category(kind.category, Lang::Id).is_empty(), "{id}");
        }
        assert_eq!(kind(&RuleId::new("meja/gelar")).category, "MISC");
        assert_eq!(name(&RuleId::new("meja/gelar-akademik")), "MEJA_GELAR_AKADEMIK");
    }

    #[test]
    fn the_table_is_sorted_and_names_rules_that_exist() {
        assert!(KINDS.is_sorted_by(|a, b| a.0 < b.0));
        let catalogue = Catalogue::builtin();
        for key in KINDS.iter().map(|row| row.0).chain(NAMES.iter().map(|row| row.0)) {
            let exists = catalogue.ids().any(|id| id.as_str() == key || id.pack() == key);
            assert!(exists, "{key}");
        }
    }
}
