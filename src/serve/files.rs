//! Files that are opened on the page and handed back: read into a draft, and the draft written into a copy of the file.
//!
//! The file stays with the browser; nothing of it is kept here. Whatever was edited is found by comparing the words of
//! the draft with those of the file, and goes to its place in the bytes; what stands between stays as it was.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::document::{Document, tokenize};
use crate::fix::Edit;
use crate::input::rewrite::{Change, Refusal, RewriteError, rewrite};
use crate::input::{Fields, Form, articles};
use crate::span::Span;

/// The form of a file by the end of its name; `None` for one that is not one article.
pub(super) fn form(name: &str) -> Option<Form> {
    let (_, end) = name.rsplit_once('.')?;
    Form::of_extension(end).filter(|form| !form.is_collection())
}

/// The article of a file.
pub(super) fn read(form: Form, bytes: &[u8]) -> Option<Document> {
    articles(form, "", bytes, &Fields::default()).into_iter().flatten().next()
}

/// The words of a document as a text area holds them: every line ends with a line feed alone.
pub(super) fn shown(doc: &Document) -> String {
    with_line_feeds(&doc.text)
}

fn with_line_feeds(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// The bytes of a file with a draft in the place of its words.
///
/// # Errors
/// When an edit has no place of its own in the file, because markup stands inside it, or the file is no article.
pub(super) fn written(form: Form, bytes: &[u8], draft: &str) -> Result<Vec<u8>, RewriteError> {
    let gone = RewriteError { record: 0, edit: None, reason: Refusal::Gone };
    let doc = read(form, bytes).ok_or(gone)?;
    let edits = edits(&doc, draft);
    rewrite(form, bytes, &[Change { doc: &doc, edits: &edits }])
}

/// What was edited, word by word. Line ends are of the file's kind.
fn edits(doc: &Document, draft: &str) -> Vec<Edit> {
    let old: Vec<String> =
        doc.tokens.iter().map(|token| with_line_feeds(doc.str(token.span))).collect();
    let tokens = tokenize(draft);
    let new: Vec<String> =
        tokens.iter().map(|token| draft[token.span.range()].to_owned()).collect();
    let has_returns = doc.text.contains("\r\n");
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let edits = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(|op| {
        let (from, to) = (op.old_range(), op.new_range());
        let start = doc.tokens.get(from.start).map_or(doc.text.len(), |token| token.span.start());
        let end = from.end.checked_sub(1).filter(|_| !from.is_empty());
        let end = end.map_or(start, |last| doc.tokens[last].span.end());
        let text = new[to].concat();
        let text = if has_returns { text.replace('\n', "\r\n") } else { text };
        Edit { span: Span::new(start, end), text }
    });
    edits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_edited_changes_in_the_file() {
        let file = b"\xef\xbb\xbfJudul\r\n\r\nIa tinggal dirumah.\r\nLalu pergi.\r\n";
        let doc = read(Form::Text, file).expect("a document");
        let draft =
            shown(&doc).replace("dirumah", "di rumah").replace("Lalu", "Kemudian ia\npulang, lalu");
        let out = written(Form::Text, file, &draft).expect("rewritten");
        let expected =
            "\u{feff}Judul\r\n\r\nIa tinggal di rumah.\r\nKemudian ia\r\npulang, lalu pergi.\r\n";
        assert_eq!(String::from_utf8_lossy(&out), expected);
        assert_eq!(written(Form::Text, file, &shown(&doc)).as_deref(), Ok(file.as_slice()));
        assert_eq!(
            written(Form::Text, b"Kaf\xe9 buka", "Kafé tutup").as_deref(),
            Ok(b"Kaf\xe9 tutup".as_slice())
        );
        assert_eq!(written(Form::Text, b"", "baru").as_deref(), Ok(b"baru".as_slice()));
    }

    #[test]
    fn markup_around_the_words_stays() {
        let file = b"<article><h1>Judul</h1>\n<p>Ia ke <b>apotik</b> &amp; pulang.</p></article>";
        let doc = read(Form::Html, file).expect("a document");
        let draft = shown(&doc).replace("apotik", "apotek");
        let out = written(Form::Html, file, &draft).expect("rewritten");
        let expected = String::from_utf8_lossy(file).replace("apotik", "apotek");
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn a_file_is_known_by_its_name() {
        assert_eq!(form("Berita.TXT"), Some(Form::Text));
        assert_eq!(form("berita.docx"), Some(Form::Docx));
        assert_eq!(form("arsip.jsonl"), None);
        assert_eq!(form("berita.exe"), None);
        assert_eq!(form("berita"), None);
    }
}
