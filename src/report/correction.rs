//! A correction in words: what is written and what would be, as narrow as it can be told.

use super::{clean, pick};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::fix::Fix;
use crate::span::Span;

/// A correction that reaches further than this many bytes is told edit by edit.
const MAX_REACH: usize = 90;

/// One change: what is replaced, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) old: Span,
    pub(super) new: String,
}

/// What a stretch reads when the edits of a fix that lie in it have been made.
pub(super) fn mended(doc: &Document, reach: Span, fix: &Fix) -> String {
    let mut new = String::new();
    let mut done = reach.start();
    for edit in &fix.edits {
        new.push_str(&doc.text[done..edit.span.start().max(done)]);
        new.push_str(&edit.text);
        done = edit.span.end();
    }
    new.push_str(&doc.text[done..reach.end()]);
    new
}

/// The stretch that a span and all edits of a fix lie in.
pub(super) fn reach(span: Span, fix: &Fix) -> Span {
    fix.edits.iter().fold(span, |reach, edit| reach.cover(edit.span))
}

/// The changes of a fix: one over all that it touches and the finding, or, where that reaches far, one for each edit.
pub(super) fn changes(doc: &Document, found: Span, fix: &Fix) -> Vec<Change> {
    let reach = reach(found, fix);
    if reach.len() <= MAX_REACH {
        return vec![Change { old: reach, new: mended(doc, reach, fix) }];
    }
    let each = fix.edits.iter().map(|edit| Change { old: edit.span, new: edit.text.clone() });
    each.collect()
}

/// A correction for people. Where it replaces just what was found, the old words are not said again.
pub(crate) fn told(lang: Lang, doc: &Document, found: Span, fix: &Fix) -> String {
    let each = changes(doc, found, fix);
    let each = each.iter().map(|Change { old, new }| {
        let is_found = *old == found && old.len() <= MAX_REACH;
        change(lang, if is_found { "" } else { doc.str(*old) }, new)
    });
    each.collect::<Vec<_>>().join("; ")
}

/// “old” → “new”; without an old text, the new one alone.
fn change(lang: Lang, old: &str, new: &str) -> String {
    let (old, new) = (shown(old), shown(new));
    match (old.as_str(), new.as_str()) {
        ("", "") => pick(lang, "hapus", "delete it").into(),
        (old, "") => format!("{} “{old}”", pick(lang, "hapus", "delete")),
        ("", new) => format!("“{new}”"),
        (old, new) => format!("“{old}” → “{new}”"),
    }
}

/// A text in a note: clean, and a long one without its middle.
pub(super) fn shown(text: &str) -> String {
    let n = text.chars().count();
    if n <= MAX_REACH {
        return clean::line(text).into_owned();
    }
    let head: String = text.chars().take(50).collect();
    let tail: String = text.chars().skip(n - 24).collect();
    format!("{} … {}", clean::line(&head), clean::line(&tail))
}
