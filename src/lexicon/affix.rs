//! Affix analysis: takes a word apart into prefixes, root and suffixes, and joins them again.

use super::Lexicon;

/// A word taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Prefixes in their dictionary shape, outermost first: `me`, `di`, `memper`, `antar`.
    pub prefixes: Vec<&'static str>,
    /// The root.
    pub root: String,
    /// Suffixes and clitics, innermost first: `kan`, `nya`, `lah`.
    pub suffixes: Vec<&'static str>,
    nonstandard: Option<String>,
}

impl Analysis {
    /// The standard spelling, where the word was joined against the rules
    /// (`mengkonsumsi` → `mengonsumsi`); `None` for a well-formed word.
    pub fn nonstandard(&self) -> Option<&str> {
        self.nonstandard.as_deref()
    }

    /// The word that these affixes make of the root: the inverse of the analysis.
    pub fn join(&self) -> String {
        format!("{}{}{}", self.prefixes.concat(), self.root, self.suffixes.concat())
    }
}

pub(super) fn analyse(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    for clitic in ["nya", "lah", "kah", "ku", "mu", "pun"] {
        if let Some(root) = word.strip_suffix(clitic)
            && lexicon.listed(root).is_known()
        {
            let root = root.to_owned();
            let suffixes = vec![clitic];
            return Some(Analysis { prefixes: Vec::new(), root, suffixes, nonstandard: None });
        }
    }
    None
}
