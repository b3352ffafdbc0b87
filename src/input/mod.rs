//! Bytes to documents. Never fails on text: anything decodes, and every place keeps its bytes.
//!
//! Reads no file and walks no folder; that is the command line's business.

mod decode;
mod record;

use crate::document::Document;
use crate::source::Source;

pub use self::decode::{Decoded, Encoding, decode, is_binary};
pub use self::record::{Fields, RecordError, record};

/// The longest text that positions can count, in bytes: spans are 32 bits wide.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// A plain-text article.
#[must_use]
pub fn plain(path: &str, bytes: &[u8]) -> Document {
    let Decoded { text, map, .. } = decode(bytes);
    Document::new(Source { path: path.to_owned(), ..Source::default() }, text, map)
}
