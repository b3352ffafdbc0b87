//! Punctuation: room around marks, marks that lack their partner, characters that nobody sees, and the comma that
//! closes an apposition. Only marks are judged here, never the words.

use crate::document::{Block, Document};

pub(super) mod apposition;
pub(super) mod invisible;
pub(super) mod missing_space;
pub(super) mod space_before;
pub(super) mod unbalanced_bracket;
pub(super) mod unclosed_quote;

/// What stands in a block only when code of a page was left in it, whose marks have rules of their own.
const CODE: &[&str] = &["CDATA", "function(", "/>", "/ >", "&gt;", "&lt;"];

/// Whether a block holds code of a page.
fn is_code(doc: &Document, block: &Block) -> bool {
    let text = doc.str(block.span);
    CODE.iter().any(|code| text.contains(code))
}
