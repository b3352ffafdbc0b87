//! Corrections: sets of edits, and applying them to a text.
//!
//! A fix never reaches the disk from here; writing files is the command line's business.

use std::collections::BTreeSet;

use crate::span::Span;

/// Whether a machine may apply a fix alone. `Suggested < Safe`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// Likely right; a person decides.
    Suggested,
    /// Cannot change what the text says.
    Safe,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What takes its place; empty to delete.
    pub text: String,
}

/// One way to mend a finding: all of its edits together, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// In order of the text, not overlapping.
    pub edits: Vec<Edit>,
    /// Whether a machine may apply it alone.
    pub safety: Safety,
}

impl Fix {
    /// Replaces one stretch; a person decides.
    #[must_use]
    pub fn suggest(span: Span, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { span, text: text.into() }], safety: Safety::Suggested }
    }

    /// Replaces one stretch without asking.
    #[must_use]
    pub fn safe(span: Span, text: impl Into<String>) -> Self {
        Self { edits: vec![Edit { span, text: text.into() }], safety: Safety::Safe }
    }
}

/// Applies the fixes that do not touch one another, earliest first, and returns the text and how many were applied.
///
/// A fix whose edits touch an edit already taken waits for the next round; callers repeat until nothing is applied.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| !fix.edits.is_empty()).collect();
    fixes.sort_by_key(|fix| (fix.edits[0].span, fix.edits.len()));
    // Start, end and text of each edit. Edits taken never overlap, so of those that start before an edit ends the last
    // one also ends last, and is the only one to compare with.
    let mut taken: BTreeSet<(usize, usize, &str)> = BTreeSet::new();
    let mut n_applied = 0;
    for fix in fixes {
        let is_free = |edit: &Edit| {
            let before = taken.range(..(edit.span.end() + 1, 0, "")).next_back();
            before.is_none_or(|&(_, end, _)| end < edit.span.start())
        };
        if fix.edits.iter().all(is_free) {
            let places =
                fix.edits.iter().map(|Edit { span, text }| (span.start(), span.end(), &**text));
            taken.extend(places);
            n_applied += 1;
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end, replacement) in taken {
        out.push_str(&text[done..start]);
        out.push_str(replacement);
        done = end;
    }
    out.push_str(&text[done..]);
    (out, n_applied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixes_that_touch_wait_for_the_next_round() {
        let fixes = [
            Fix::safe(Span::new(0, 2), "X"),
            Fix::safe(Span::new(2, 3), "Y"),
            Fix::safe(Span::new(4, 5), ""),
        ];
        assert_eq!(apply("abcdef", &fixes), ("Xcdf".into(), 2));
    }

    #[test]
    fn a_fix_in_several_places_is_taken_whole_or_not_at_all() {
        let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
        let both = Fix { edits: vec![edit(0, 1, "X"), edit(4, 5, "Y")], safety: Safety::Suggested };
        let between = Fix::safe(Span::new(2, 3), "Z");
        let second = Fix::safe(Span::new(5, 6), "W");
        assert_eq!(apply("abcdef", [&second, &between, &both]), ("XbZdYf".into(), 2));
    }
}
