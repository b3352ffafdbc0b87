//! Findings for readers who know nothing but files and lines: the region of a file, the path, the message that stands alone.
//!
//! A record is such a reader's one line, the one where it starts: which character of a line of JSON stands for a character
//! of its text is nothing to guess at.

use std::borrow::Cow;

use crate::diagnostic::{Lang, Severity};
use crate::document::Document;
use crate::source::{LineIndex, Place, Unit};
use crate::span::Span;

/// A stretch of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// From the first place to the one behind the last.
    Exact(Place, Place),
    /// Somewhere in the record that starts on this line, from 1.
    Record(u32),
}

impl Region {
    /// Where a span stands, columns in the unit.
    pub(super) fn new(doc: &Document, lines: &LineIndex, span: Span, unit: Unit) -> Self {
        if doc.source.id.is_some() {
            return Self::Record(doc.source.line.unwrap_or(1));
        }
        let (first, end) = lines.places_in(&doc.text, span, unit);
        Self::Exact(first, end)
    }

    /// The first line, from 1.
    pub(super) fn line(self) -> u32 {
        match self {
            Self::Exact(first, _) => first.line,
            Self::Record(line) => line,
        }
    }

    /// The last line that holds something of it, from 1.
    pub(super) fn end_line(self) -> u32 {
        match self {
            Self::Exact(first, end) if end.column == 1 => (end.line - 1).max(first.line),
            Self::Exact(_, end) => end.line,
            Self::Record(line) => line,
        }
    }

    /// The first column, from 1, where it is known.
    pub(super) fn column(self) -> Option<u32> {
        match self {
            Self::Exact(first, _) => Some(first.column),
            Self::Record(_) => None,
        }
    }
}

/// Whether a program that knows lines and columns alone may put `new` in the place of a span: the file reads there just as
/// the text does, and nothing in `new` means more in its markup than it says. What this program writes itself it writes in
/// the manner of the place, and needs no such care.
pub(super) fn may_replace(doc: &Document, span: Span, new: &str) -> bool {
    let Some(bytes) = doc.map.locate_exact(span).filter(|_| doc.source.id.is_none()) else {
        return false;
    };
    let Some(view) = &doc.source.view else { return true };
    let Some(shown) = view.map.locate_exact(span) else { return false };
    let text = view.texts.get(usize::from(shown.part));
    let range = shown.start as usize..shown.end as usize;
    // What is shown is the file itself, but for a byte order mark; of a word processor's it is not.
    let is_file = bytes.start.checked_sub(shown.start).is_some_and(|skipped| skipped <= 3)
        && bytes.end - bytes.start == shown.end - shown.start;
    is_file
        && text.and_then(|text| text.get(range)) == Some(doc.str(span))
        && new.chars().all(|c| c.is_alphanumeric() || " .,-–—;?!()“”‘’/%".contains(c))
}

/// A message that makes sense where the record is not named beside it.
pub(super) fn told<'a>(doc: &Document, span: Span, message: &'a str) -> Cow<'a, str> {
    let Some(id) = &doc.source.id else { return Cow::Borrowed(message) };
    let part = usize::from(doc.map.locate(span).part);
    let field = doc.source.parts.get(part).and_then(|part| part.field.as_deref());
    Cow::Owned(format!("{id}, {}: {message}", field.unwrap_or_default()))
}

/// A path as reports for other systems have it: from the working folder, with forward slashes.
pub(super) fn path(path: &str) -> Cow<'_, str> {
    let path =
        if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(path.trim_start_matches("./")),
        Cow::Owned(path) => Cow::Owned(path.trim_start_matches("./").to_owned()),
    }
}

/// The word for a severity as people are told it.
pub(super) fn severity(lang: Lang, severity: Severity) -> &'static str {
    let pick = |id, en| super::pick(lang, id, en);
    match severity {
        Severity::Error => pick("kesalahan", "error"),
        Severity::Warning => pick("peringatan", "warning"),
        Severity::Info => pick("catatan", "note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, View};
    use crate::span::{RunKind, SourceMap};
    use std::sync::Arc;

    #[test]
    fn in_markup_only_words_are_left_to_others_to_replace() {
        // The page `<p>A &amp; dirumah</p>`, read as "A & dirumah".
        let map = |skipped: usize| {
            let mut map = SourceMap::default();
            map.push(2, 0, skipped + 3, skipped + 5, RunKind::Verbatim);
            map.push(1, 0, skipped + 5, skipped + 10, RunKind::Atomic);
            map.push(8, 0, skipped + 10, skipped + 18, RunKind::Verbatim);
            map
        };
        let doc = |skipped| {
            let texts = vec!["<p>A &amp; dirumah</p>".to_owned()];
            let view = Some(Arc::new(View { texts, map: map(0) }));
            let source = Source { view, ..Source::default() };
            Document::new(source, "A & dirumah".into(), map(skipped))
        };
        let (word, more) = (Span::new(4, 11), Span::new(0, 11));
        assert!(may_replace(&doc(0), word, "di rumah"));
        assert!(may_replace(&doc(3), word, "di rumah"), "behind a byte order mark");
        assert!(!may_replace(&doc(0), word, "<di> rumah"), "markup");
        assert!(!may_replace(&doc(0), more, "A dan di rumah"), "an entity");
        assert!(!may_replace(&doc(900), word, "di rumah"), "shown is not the file");
        assert!(may_replace(&Document::plain("A & dirumah"), more, "<A>"));
    }

    #[test]
    fn a_region_ends_on_the_last_line_that_it_holds_something_of() {
        let place = |line, column| Place { line, column };
        assert_eq!(Region::Exact(place(2, 5), place(3, 1)).end_line(), 2);
        assert_eq!(Region::Exact(place(2, 5), place(3, 2)).end_line(), 3);
        assert_eq!(Region::Exact(place(2, 1), place(2, 1)).end_line(), 2);
        assert_eq!(Region::Record(7).end_line(), 7);
    }

    #[test]
    fn paths_start_in_the_working_folder() {
        assert_eq!(path("./berita/a.txt"), "berita/a.txt");
        assert_eq!(path("/srv/a.txt"), "/srv/a.txt");
    }
}
