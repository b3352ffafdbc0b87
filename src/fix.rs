//! Corrections: sets of edits, and applying them to a text.
//!
//! A fix never reaches the disk from here; writing files is the command line's business.

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
/// A fix whose edits overlap an edit already taken waits for the next round; callers repeat until nothing is applied.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| !fix.edits.is_empty()).collect();
    fixes.sort_by_key(|fix| (fix.edits[0].span, fix.edits.len()));
    let mut edits: Vec<&Edit> = Vec::new();
    let mut n_applied = 0;
    for fix in fixes {
        let free = |edit: &Edit| {
            edits.iter().all(|taken| {
                edit.span.end() < taken.span.start() || taken.span.end() < edit.span.start()
            })
        };
        if fix.edits.iter().all(free) {
            edits.extend(&fix.edits);
            n_applied += 1;
        }
    }
    edits.sort();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.span.start()]);
        out.push_str(&edit.text);
        done = edit.span.end();
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
}
