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
mod keys;
pub mod limit;
mod load;
mod need;
pub mod pattern;
pub(crate) mod recall;
mod repetition;
#[cfg(feature = "schema")]
pub mod schema;
pub mod sequence;
pub mod sequences;
mod table;
pub mod terms;
mod trie;

use std::collections::BTreeMap;

use crate::diagnostic::RuleId;
use crate::rule::{Meta, Rule};

pub use self::error::PackError;
pub(crate) use self::error::{explained, nearest, with_hint};
pub use self::load::PackFile;

/// Every rule that an engine can be built from, in order of the packs.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The rules.
    pub rules: Vec<RuleDef>,
}

/// One rule of the catalogue.
#[derive(Debug)]
pub struct RuleDef {
    /// All that is said of it.
    pub meta: Meta,
    /// What it does.
    pub body: Body,
}

/// What a rule does.
#[derive(Debug)]
pub enum Body {
    /// Coded in Rust; the options of its entry.
    Native(toml::Table),
    /// Words and what to write instead; all packs' terms are looked for in one pass.
    Terms(terms::TermList),
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
    /// Said as data and compiled by its kind: repetition.
    Data(Box<dyn Rule>),
}

/// Ways to write the same.
#[derive(Debug)]
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
            | Self::Data(_) => Some(&[]),
        }
    }
}

impl Catalogue {
    /// The rules that come with the tool.
    #[must_use]
    pub fn builtin() -> Self {
        let mut catalogue = Self::default();
        for file in builtin::FILES {
            let file = PackFile { path: file.path, text: file.text, tables: file.tables };
            if let Err(err) = load::load(&file, load::Trust::Sound, &mut catalogue) {
                unreachable!("the embedded packs are loaded by a test: {err}");
            }
        }
        catalogue
    }

    /// Adds the rules of one pack file.
    ///
    /// # Errors
    /// When the file is not a pack, or repeats a rule id; the error points into the file.
    pub fn add(&mut self, file: &PackFile<'_>) -> Result<(), PackError> {
        load::load(file, load::Trust::Unknown, self)
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
