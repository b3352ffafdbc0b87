//! The catalogue: every rule with its words, source and examples, read from `rules/*.toml` and from a desk's own folder.
//!
//! Reading is strict: an unknown key, kind or rule, a bad pattern, a missing example is an error that points into the
//! file and suggests the mend. Reading files is the caller's business.

mod builtin;
mod casing;
mod consistency;
mod error;
mod keys;
mod limit;
mod load;
mod pattern;
mod repetition;
mod sequence;
mod table;
pub mod terms;
mod trie;

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
    /// Said as data and compiled by its kind: pattern, sequence, repetition, limit, consistency.
    Data(Box<dyn Rule>),
}

impl Catalogue {
    /// The rules that come with the tool.
    #[must_use]
    pub fn builtin() -> Self {
        let mut catalogue = Self::default();
        for file in builtin::FILES {
            let loaded =
                catalogue.add(&PackFile { path: file.path, text: file.text, tables: file.tables });
            if let Err(err) = loaded {
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
