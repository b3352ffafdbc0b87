//! The catalogue: every rule with its words, source and examples, read from `rules/*.toml` and from a desk's own folder.
//!
//! Reading is strict: an unknown key, kind or rule, a bad pattern, a missing example is an error that points into the
//! file and suggests the mend. Reading files is the caller's business.

mod builtin;
mod casing;
mod classes;
pub mod consistency;
mod derived;
mod error;
mod flat;
mod keys;
pub mod limit;
mod literals;
mod load;
mod need;
mod numbers;
pub mod pattern;
pub(crate) mod recall;
pub mod repetition;
#[cfg(feature = "schema")]
pub mod schema;
mod scout;
pub mod sequence;
pub mod sequences;
mod table;
pub mod terms;
mod trie;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::RuleId;
use crate::rule::{Meta, Options, Rule};

pub use self::error::PackError;
pub(crate) use self::error::{explained, nearest, with_hint};
pub use self::load::PackFile;

/// Every rule that an engine can be built from, in order of the packs.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Catalogue {
    /// The rules.
    pub rules: Vec<RuleDef>,
    /// The terms of all rules.
    pub(crate) terms: terms::Terms,
    /// What the patterns of all rules cannot match without.
    pub(crate) literals: literals::Literals,
}

/// One rule of the catalogue.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RuleDef {
    /// All that is said of it.
    pub meta: Meta,
    /// What it does.
    pub body: Body,
}

/// What a rule does.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Body {
    /// Coded in Rust; the options of its entry.
    Native(Options),
    /// Words and what to write instead, by their number among the lists of terms; those of all packs are looked for in one
    /// pass.
    Terms(u32),
    /// Words and classes in a row; all packs' sequences are looked for in one walk.
    Sequence(Vec<sequence::Sequence>),
    /// A regular expression; what those of all packs need is looked for in one pass.
    Pattern(pattern::Pattern),
    /// How much there may be of something; a desk may set another number.
    Limit(limit::Limit),
    /// Ways to write the same, of which a desk chooses one.
    Forms(Forms),
    /// Spellings of which an article uses one; a desk may prefer some.
    Consistency(consistency::Consistency),
    /// Said by the engine of the comments in an article that silence rules.
    Suppression,
    /// The same word twice.
    Repetition(repetition::Repetition),
    /// A rule of whoever puts the catalogue together; packs have none.
    #[serde(skip)]
    Own(Box<dyn Rule>),
}

/// Ways to write the same.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Forms {
    /// The one that holds while the desk has chosen none; `None` for a rule that waits for a choice.
    pub default: Option<String>,
    /// What the rule does for each, by name.
    pub bodies: BTreeMap<String, Body>,
}

impl Forms {
    /// What to do for the form of a name, or for the default.
    ///
    /// # Errors
    /// When there is no such form; the message says which there are.
    pub fn choose(mut self, name: Option<&str>) -> Result<Option<Body>, String> {
        let Some(name) = name.or(self.default.as_deref()) else { return Ok(None) };
        let message = || {
            let known: Vec<&str> = self.bodies.keys().map(String::as_str).collect();
            format!("no form `{name}`; there are {}", known.join(", "))
        };
        if !self.bodies.contains_key(name) {
            return Err(message());
        }
        Ok(self.bodies.remove(name))
    }
}

impl Body {
    /// Makes beforehand what tells the texts without a match of a pattern.
    fn scout(&mut self) {
        match self {
            Self::Pattern(pattern) => pattern.scout(),
            Self::Forms(forms) => forms.bodies.values_mut().for_each(Self::scout),
            _ => {}
        }
    }

    /// The keys that a configuration may set for a rule of this body; `None` when the rule itself knows.
    #[must_use]
    pub fn settable(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::Native(_) => None,
            Self::Limit(_) => Some(&["max"]),
            Self::Forms(_) => Some(&["form"]),
            Self::Consistency(_) => Some(&["preferred"]),
            Self::Suppression
            | Self::Terms(_)
            | Self::Sequence(_)
            | Self::Pattern(_)
            | Self::Repetition(_)
            | Self::Own(_) => Some(&[]),
        }
    }
}

impl Catalogue {
    /// The rules that come with the tool.
    #[must_use]
    pub fn builtin() -> Self {
        postcard::from_bytes(builtin::CATALOGUE)
            .unwrap_or_else(|err| unreachable!("a test reads the file: {err}"))
    }

    /// The rules of a folder: its packs in order of their names and the tables beside them, each by name and text.
    ///
    /// # Errors
    /// At the first fault of a pack; the error points into its file.
    pub fn of_folder(
        packs: &BTreeMap<String, String>,
        tables: &BTreeMap<String, String>,
    ) -> Result<Self, PackError> {
        let tables: Vec<_> =
            tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let mut catalogue = Self::default();
        for (path, text) in packs {
            catalogue.add(&PackFile { path, text, tables: &tables })?;
        }
        catalogue.rules.iter_mut().for_each(|def| def.body.scout());
        Ok(catalogue)
    }

    /// All of it in the form that the tool holds its own rules in. Rules of kind [`Body::Own`] cannot be written down.
    ///
    /// # Errors
    /// When there is such a rule.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Adds the rules of one pack file.
    ///
    /// # Errors
    /// When the file is not a pack, or repeats a rule id; the error points into the file.
    pub fn add(&mut self, file: &PackFile<'_>) -> Result<(), PackError> {
        load::load(file, self)
    }

    /// The rule of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&RuleDef> {
        self.rules.iter().find(|def| def.meta.id.as_str() == id)
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &RuleId> {
        self.rules.iter().map(|def| &def.meta.id)
    }
}
