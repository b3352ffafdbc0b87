//! Bytes to documents. Never fails on text: anything decodes, and every place keeps its bytes.
//!
//! Reads no file and walks no folder; that is the command line's business.

mod collection;
mod decode;
#[cfg(feature = "formats")]
mod docx;
#[cfg(feature = "formats")]
mod extract;
mod form;
#[cfg(feature = "formats")]
mod front_matter;
#[cfg(feature = "formats")]
mod html;
mod json;
#[cfg(feature = "formats")]
mod markdown;
mod record;
pub mod rewrite;
#[cfg(feature = "formats")]
mod shortcodes;
#[cfg(feature = "formats")]
mod wxr;
#[cfg(feature = "formats")]
mod zip;

use crate::document::Document;
use crate::source::Source;

pub use self::collection::Collection;
pub use self::decode::{Decoded, Encoding, decode, encode, is_binary, is_utf16};
pub use self::form::Form;
pub use self::record::{Fields, record};

/// The longest text that positions can count, in bytes: spans are 32 bits wide.
pub const MAX_BYTES: usize = u32::MAX as usize;

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
    if form.is_collection() {
        return match Collection::open(form, bytes) {
            Ok(opened) => {
                (0..opened.len()).filter_map(|at| opened.article(at, path, fields)).collect()
            }
            Err(err) => vec![Err(err)],
        };
    }
    vec![article(form, path, bytes)]
}

/// The article that a file is.
///
/// # Errors
/// When the file is not what `form` says, or holds more articles than one.
pub fn article(form: Form, path: &str, bytes: &[u8]) -> Result<Document, InputError> {
    match form {
        Form::Text => Ok(plain(path, bytes)),
        #[cfg(feature = "formats")]
        Form::Markdown => Ok(markdown::read(path, bytes)),
        #[cfg(feature = "formats")]
        Form::Html => Ok(html::read(path, bytes)),
        #[cfg(feature = "formats")]
        Form::Docx => docx::read(path, bytes).map_err(|message| InputError { line: None, message }),
        #[cfg(feature = "formats")]
        Form::Wxr => Err(InputError { line: None, message: "many articles, not one".into() }),
        Form::Json | Form::Records => {
            Err(InputError { line: None, message: "many articles, not one".into() })
        }
    }
}

/// A plain-text article.
#[must_use]
pub fn plain(path: &str, bytes: &[u8]) -> Document {
    let Decoded { text, map, .. } = decode(bytes);
    Document::new(Source { path: path.to_owned(), ..Source::default() }, text, map)
}
