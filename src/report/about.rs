//! What reports say of a rule beside its name: the catalogue's own words, and where more is to be read.
//!
//! Nothing here is fetched, and no address is made up: without one that was given there is none.

use std::fmt;

use crate::diagnostic::Lang;
use crate::pack::{Catalogue, RuleDef};
use crate::page;

/// The rules of a run and the language in which they are told.
pub struct About {
    /// The rules.
    pub catalogue: Catalogue,
    /// The language of messages.
    pub lang: Lang,
    /// The address of a rule's page, with `{rule}` where its name stands.
    pub address: Option<String>,
}

impl fmt::Debug for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rules, {:?}", self.catalogue.rules.len(), self.address)
    }
}

impl About {
    /// A rule by its name.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&RuleDef> {
        self.catalogue.get(id)
    }

    /// What a rule finds, in words: "…" stands where each finding has words of its own.
    pub(super) fn told(&self, def: &RuleDef) -> String {
        let mut pieces = page::words(&def.meta.message, self.lang).split('{');
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            out.push('…');
            out.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
        }
        out
    }

    /// The address of a rule's page.
    #[must_use]
    pub fn address(&self, id: &str) -> Option<String> {
        self.address.as_ref().map(|address| address.replace("{rule}", id))
    }
}
