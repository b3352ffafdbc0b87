//! Punctuation: room around marks, marks that lack their partner, characters that nobody sees, and the comma that
//! closes an apposition. Only marks are judged here, never the words.

pub(super) mod apposition;
pub(super) mod invisible;
pub(super) mod missing_space;
pub(super) mod space_before;
pub(super) mod unbalanced_bracket;
pub(super) mod unclosed_quote;
