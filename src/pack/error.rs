//! Errors of packs: what is wrong, where in the file, and what was probably meant.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::RuleId;

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file, as the caller named it; empty when the fault is not in a file.
    pub path: String,
    /// Where in the file, in bytes, if it can be told.
    pub span: Option<Range<usize>>,
    /// Line and column from 1, for `span`'s start.
    pub place: Option<(usize, usize)>,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl PackError {
    pub(crate) fn at(
        path: &str,
        text: &str,
        span: Option<Range<usize>>,
        message: impl Into<String>,
    ) -> Self {
        let place = span.as_ref().map(|span| {
            let head = &text[..text.floor_char_boundary(span.start)];
            let line = head.matches('\n').count() + 1;
            (line, head.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
        });
        Self { path: path.to_owned(), span, place, message: message.into() }
    }

    pub(crate) fn choice(id: &RuleId, message: &str) -> Self {
        Self::at("", "", None, format!("options of rule `{id}`: {message}"))
    }

    pub(crate) fn no_such_native(id: &RuleId) -> Self {
        Self::at(
            "",
            "",
            None,
            format!("rule `{id}` says kind = \"native\", but no such rule is coded"),
        )
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}:", self.path)?;
        }
        if let Some((line, column)) = self.place {
            write!(f, "{line}:{column}:")?;
        }
        if self.path.is_empty() && self.place.is_none() {
            return f.write_str(&self.message);
        }
        write!(f, " {}", self.message)
    }
}

impl std::error::Error for PackError {}

/// The known name nearest to a misspelt one, if it is near enough to be meant.
#[must_use]
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(name, known), known))
        .filter(|&(distance, known)| distance <= 2.max(known.len() / 4))
        .min()
        .map(|(_, known)| known)
}

/// A message with what was probably meant, if anything was.
#[must_use]
pub(crate) fn with_hint(message: &str, hint: Option<&str>) -> String {
    match hint {
        Some(hint) => format!("{message}; did you mean `{hint}`?"),
        None => message.to_owned(),
    }
}

/// A message of the TOML reader. Of an unknown key or word it says what was probably meant instead of all that is
/// known; where nothing is near, it keeps the list.
#[must_use]
pub(crate) fn explained(message: &str) -> String {
    let message = message.trim_end();
    let mut names = message.split('`').skip(1).step_by(2);
    let hint = match names.next() {
        Some(unknown) if message.starts_with("unknown") => nearest(unknown, names),
        _ => None,
    };
    match (hint, message.split_once(", expected ")) {
        (Some(_), Some((head, _))) => with_hint(head, hint),
        _ => message.to_owned(),
    }
}
