//! What can be wrong with word data that a desk brings along. The embedded data cannot fail.

/// Why a set of lexicon files was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file's name looks like a word list, but no list has that name.
    #[error("`{name}` is not the name of a word list")]
    UnknownFile {
        /// The name as it was given.
        name: String,
    },
    /// The file is not a readable automaton, or its checksum does not match its content.
    #[error("`{name}` is damaged or not a compiled word list")]
    Damaged {
        /// The name as it was given.
        name: String,
        /// What the automaton's reader said.
        #[source]
        source: fst::Error,
    },
}
