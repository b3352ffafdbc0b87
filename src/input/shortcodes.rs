//! Shortcodes: what a publishing system puts in the place of, written in brackets among the words: `[gallery ids="1"]`,
//! `{{< youtube x >}}`, `{% include x %}`. An editor's own brackets, "[sic]", are none.

use std::collections::BTreeSet;
use std::ops::Range;

/// The longest shortcode, in bytes. What opens and does not close is looked at no further.
const LONGEST: usize = 1024;

/// Brackets of templates, the longer before the shorter.
const BRACES: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// Shortcodes that stand alone without an attribute.
const KNOWN: &[&str] = &["audio", "embed", "gallery", "more", "nextpage", "playlist", "video"];

/// What is left of a shortcode in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Its place.
    Thing,
    /// Nothing: it stands around text that is read.
    Nothing,
}

/// Which systems may have written a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Templates: braces.
    Braces,
    /// WordPress as well: square brackets.
    All,
}

/// The shortcodes of a text in order, not overlapping.
pub(super) fn find(text: &str, dialect: Dialect) -> Vec<(Range<usize>, Left)> {
    let mut found = Vec::new();
    let closed = if dialect == Dialect::All { closed(text) } else { BTreeSet::new() };
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '[']) {
        at += next;
        let code = match (text.as_bytes()[at], dialect) {
            (b'{', _) => braces(text, at),
            (_, Dialect::All) => brackets(text, at, &closed),
            _ => None,
        };
        let end = code.as_ref().map_or(at + 1, |(range, _)| range.end);
        found.extend(code);
        at = end;
    }
    found
}

fn braces(text: &str, at: usize) -> Option<(Range<usize>, Left)> {
    let (open, close) = BRACES.iter().find(|(open, _)| text[at..].starts_with(open))?;
    let inside = window(text, at + open.len());
    let len = inside.find(close)?;
    Some((at..at + open.len() + len + close.len(), Left::Thing))
}

/// The names of which there is a closing form.
fn closed(text: &str) -> BTreeSet<&str> {
    text.match_indices("[/").filter_map(|(at, _)| name(window(text, at + 2))).collect()
}

fn brackets<'a>(
    text: &'a str,
    at: usize,
    closed: &BTreeSet<&'a str>,
) -> Option<(Range<usize>, Left)> {
    let inside = window(text, at + 1);
    let end = inside.find([']', '['])?;
    let inside = inside[..end].strip_suffix('/').unwrap_or(&inside[..end]);
    if !text[at + 1 + end..].starts_with(']') {
        return None;
    }
    let range = at..at + end + 2;
    if let Some(closing) = inside.strip_prefix('/') {
        return (name(closing)?.len() == closing.len()).then_some((range, Left::Nothing));
    }
    let name = name(inside)?;
    let attributes = &inside[name.len()..];
    let left = if closed.contains(name) { Left::Nothing } else { Left::Thing };
    let is_code = attributes.contains('=') && attributes.starts_with(char::is_whitespace)
        || attributes.trim().is_empty() && (left == Left::Nothing || KNOWN.contains(&name));
    is_code.then_some((range, left))
}

/// The name at the head of a text: small letters, digits, hyphens and underscores.
fn name(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let len = text.find(|c| !is_part(c)).unwrap_or(text.len());
    text.starts_with(|c: char| c.is_ascii_lowercase()).then(|| &text[..len])
}

/// So much of the text as a shortcode may take up.
fn window(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at + LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            find(text, Dialect::All).into_iter().map(|(range, _)| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn shortcodes_are_told_from_the_brackets_of_an_editor() {
        check(
            "Lihat [gallery ids=\"1,2\"] ini {{< youtube abc >}}.",
            &["[gallery ids=\"1,2\"]", "{{< youtube abc >}}"],
        );
        check(
            "[caption id=\"a\"]Warga[/caption] [embed]x[/embed]",
            &["[caption id=\"a\"]", "[/caption]", "[embed]", "[/embed]"],
        );
        check("Ia bilang [sic] dan [red] serta [1] lalu [Gambas:Video] {tidak}", &[]);
        check("[", &[]);
        check("{{ tanpa akhir", &[]);
    }
}
