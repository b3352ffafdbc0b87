//! The keys of a rule in a pack file, and which of them each kind takes.
//!
//! A key that a kind does not take is an error, never passed over in silence.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::terms::Guard;
use crate::diagnostic::Severity;
use crate::document::BlockKind;
use crate::rule::{Bilingual, Example, Profile, Status};

/// A pack file.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    /// Lists of words by name, for the sequences of this file: `{name}`.
    #[serde(default)]
    pub(super) lists: BTreeMap<String, Vec<String>>,
    /// The rules.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<RawRule>"))]
    pub(super) rule: Vec<Spanned<RawRule>>,
}

/// One `[[rule]]`: what every rule has, then what only some kinds have.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRule {
    /// `pack/fault-in-kebab-case`, for ever.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) id: Spanned<String>,
    /// What the rule is made of: terms, pattern, sequence, repetition, limit, consistency, native or suppression.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(super) kind: Spanned<String>,
    /// `error`, `warning` or `info`.
    pub(super) severity: Severity,
    /// `preview` while the precision is not known: off until asked for.
    #[serde(default)]
    pub(super) status: Status,
    /// `strict` for what the norm asks and newsrooms do not: off in the profiles `news` and `minimal`.
    #[serde(default)]
    pub(super) profile: Profile,
    /// The kinds of block it looks at; without it all that an article is made of.
    pub(super) scope: Option<Vec<BlockKind>>,
    /// Whether what people are quoted with is exempt.
    #[serde(default)]
    pub(super) outside_quotes: bool,
    /// What is wrong, in both languages; `{found}` and `{expected}` are filled in.
    pub(super) message: Bilingual,
    /// Other wordings, for rules that find a fault in several shapes.
    #[serde(default)]
    pub(super) variants: BTreeMap<String, Bilingual>,
    /// Words at related places.
    #[serde(default)]
    pub(super) labels: BTreeMap<String, Bilingual>,
    /// The norm, style guide or measurement that the rule rests on.
    pub(super) source: String,
    /// Sentences with the fault and without it, run as tests.
    #[serde(default)]
    pub(super) examples: Vec<Example>,
    /// Rules that speak instead of this one about the same words.
    #[serde(default)]
    pub(super) yields_to: Vec<String>,

    /// native: the rule's own options.
    #[cfg_attr(feature = "schema", schemars(with = "Option<BTreeMap<String, serde_json::Value>>"))]
    pub(super) options: Option<Spanned<toml::Table>>,
    /// terms: `{ "di mana" = "…" }`, or a list of words that have no answer.
    #[cfg_attr(feature = "schema", schemars(with = "Option<InlineTerms>"))]
    pub(super) terms: Option<Spanned<InlineTerms>>,
    /// terms: a file of pairs beside the pack.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) table: Option<Spanned<String>>,
    /// terms: whether -nya, -lah, -kah, -pun, -ku, -mu may follow, and derived words count.
    #[cfg_attr(feature = "schema", schemars(with = "Option<bool>"))]
    pub(super) affixes: Option<Spanned<bool>>,
    /// terms: what a capital letter means.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Guard>"))]
    pub(super) guard: Option<Spanned<Guard>>,
    /// pattern: the regular expression; a group named `span` (or `span2` …, one to each branch) is what is marked.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) pattern: Option<Spanned<String>>,
    /// pattern: whether all words of what to write instead must be in the lexicon.
    #[cfg_attr(feature = "schema", schemars(with = "Option<bool>"))]
    pub(super) known: Option<Spanned<bool>>,
    /// pattern, terms: ways to write the same, of which a desk chooses one.
    #[cfg_attr(feature = "schema", schemars(with = "Option<BTreeMap<String, RawForm>>"))]
    pub(super) forms: Option<Spanned<BTreeMap<String, RawForm>>>,
    /// pattern, terms: the form that holds while the desk has chosen none; without it the rule waits for a choice.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) form: Option<Spanned<String>>,
    /// sequence: the elements, or several lists of them that say the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Rows>"))]
    pub(super) sequence: Option<Spanned<Rows>>,
    /// sequence: words that silence the rule wherever they stand in the sentence.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) unless: Option<Spanned<Vec<String>>>,
    /// sequence: first and last element that are marked, counted from 1.
    #[cfg_attr(feature = "schema", schemars(with = "Option<[usize; 2]>"))]
    pub(super) span: Option<Spanned<[usize; 2]>>,
    /// pattern, sequence: what to write instead.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) replace: Option<Spanned<String>>,
    /// terms, pattern, repetition, sequence: phrases, expressions or words at which the rule is silent.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) except: Option<Spanned<Vec<String>>>,
    /// terms, pattern, sequence, repetition: whether a machine may apply the only answer alone.
    #[cfg_attr(feature = "schema", schemars(with = "Option<bool>"))]
    pub(super) safe: Option<Spanned<bool>>,
    /// repetition: `one` when a word was typed twice, `both` when a hyphen is missing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::repetition::Keep>"))]
    pub(super) keep: Option<Spanned<super::repetition::Keep>>,
    /// limit: what is counted in.
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::limit::Per>"))]
    pub(super) per: Option<Spanned<super::limit::Per>>,
    /// limit: what is counted; words, unless it says otherwise.
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::limit::Unit>"))]
    pub(super) unit: Option<Spanned<super::limit::Unit>>,
    /// limit: words and phrases that are counted instead of a unit.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub(super) of: Option<Spanned<Vec<String>>>,
    /// limit: the most that there may be.
    #[cfg_attr(feature = "schema", schemars(with = "Option<usize>"))]
    pub(super) max: Option<Spanned<usize>>,
    /// consistency: groups of spellings of the same thing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<Vec<String>>>"))]
    pub(super) groups: Option<Spanned<Vec<Vec<String>>>>,
}

/// One of the ways in which a rule of kind pattern or terms can be held.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawForm {
    /// pattern: the regular expression.
    pub(super) pattern: Option<String>,
    /// pattern: what to write instead.
    pub(super) replace: Option<String>,
    /// terms: `{ "found" = "expected" }`.
    pub(super) terms: Option<InlineTerms>,
}

/// One list of elements, or several.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "a list of elements or a list of such lists")]
pub(super) enum Rows {
    One(Vec<String>),
    Many(Vec<Vec<String>>),
}

/// Terms that stand in the pack itself.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "a table of `found = expected` or a list of words")]
pub(super) enum InlineTerms {
    Pairs(BTreeMap<String, Answers>),
    Words(Vec<String>),
}

/// One answer, or several, the best first.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "a word or a list of words")]
pub(super) enum Answers {
    One(String),
    Many(Vec<String>),
}

/// Every kind and the keys that only some kinds take; those with `!` it cannot do without.
pub(super) const KINDS: &[(&str, &[&str])] = &[
    ("consistency", &["groups!"]),
    ("limit", &["per!", "unit", "of", "max!"]),
    ("native", &["options"]),
    ("pattern", &["pattern", "replace", "known", "forms", "form", "except", "safe"]),
    ("repetition", &["keep!", "except", "safe"]),
    ("sequence", &["sequence!", "span", "replace", "unless", "except", "safe"]),
    ("suppression", &[]),
    ("terms", &["terms", "table", "forms", "form", "affixes", "guard", "except", "safe"]),
];

impl RawRule {
    /// The keys of particular kinds that the rule has, and where.
    pub(super) fn particular(&self) -> Vec<(&'static str, Range<usize>)> {
        fn place<T>(key: Option<&Spanned<T>>) -> Option<Range<usize>> {
            key.map(Spanned::span)
        }
        let keys = [
            ("options", place(self.options.as_ref())),
            ("terms", place(self.terms.as_ref())),
            ("table", place(self.table.as_ref())),
            ("affixes", place(self.affixes.as_ref())),
            ("guard", place(self.guard.as_ref())),
            ("pattern", place(self.pattern.as_ref())),
            ("known", place(self.known.as_ref())),
            ("forms", place(self.forms.as_ref())),
            ("form", place(self.form.as_ref())),
            ("sequence", place(self.sequence.as_ref())),
            ("unless", place(self.unless.as_ref())),
            ("span", place(self.span.as_ref())),
            ("replace", place(self.replace.as_ref())),
            ("except", place(self.except.as_ref())),
            ("safe", place(self.safe.as_ref())),
            ("keep", place(self.keep.as_ref())),
            ("per", place(self.per.as_ref())),
            ("unit", place(self.unit.as_ref())),
            ("of", place(self.of.as_ref())),
            ("max", place(self.max.as_ref())),
            ("groups", place(self.groups.as_ref())),
        ];
        keys.into_iter().filter_map(|(key, span)| Some((key, span?))).collect()
    }
}
