//! Bytes to documents. Never fails on text: anything decodes, and every place keeps its bytes.
//!
//! Reads no file and walks no folder; that is the command line's business.

mod decode;
mod json;
mod record;
pub mod rewrite;

use crate::document::Document;
use crate::source::Source;

pub use self::decode::{Decoded, Encoding, decode, encode, is_binary, is_utf16};
pub use self::record::{Fields, record};

/// The longest text that positions can count, in bytes: spans are 32 bits wide.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One article of plain text.
    Text,
    /// JSON Lines, one article a line.
    Records,
}

/// Something that is no article where one should be, or an article that holds something odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// Line of the file, from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

/// All articles of a file, in order. What is no article says so, and says nothing of the others.
///
/// Whoever reads a large file of [`Form::Records`] takes it line by line with [`record`].
#[must_use]
pub fn articles(
    form: Form,
    path: &str,
    bytes: &[u8],
    fields: &Fields,
) -> Vec<Result<Document, InputError>> {
    match form {
        Form::Text => vec![Ok(plain(path, bytes))],
        Form::Records => record::records(path, bytes, fields),
    }
}

/// A plain-text article.
#[must_use]
pub fn plain(path: &str, bytes: &[u8]) -> Document {
    let Decoded { text, map, .. } = decode(bytes);
    Document::new(Source { path: path.to_owned(), ..Source::default() }, text, map)
}
