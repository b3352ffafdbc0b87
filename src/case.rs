//! How a word is written: its capitals, and carrying them over to a correction. Knows letters, no language.

use crate::document::is_invisible;

/// The pattern of capitals in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All in lower case.
    Lower,
    /// A capital, then lower case; also a single capital.
    Capital,
    /// All capitals, two letters at least.
    Shout,
    /// Anything else: "detikJateng", "G20", "iPhone".
    Mixed,
}

/// The shape of a word.
#[must_use]
pub fn shape(word: &str) -> Shape {
    // Most words are this plain.
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    if word.chars().any(char::is_numeric) {
        return Shape::Mixed;
    }
    let mut rest = word.chars().filter(|c| c.is_alphabetic());
    let capital = rest.next().is_some_and(char::is_uppercase);
    match (capital, rest.clone().any(char::is_uppercase), rest.any(char::is_lowercase)) {
        (false, false, _) => Shape::Lower,
        (true, false, _) => Shape::Capital,
        (true, true, false) => Shape::Shout,
        _ => Shape::Mixed,
    }
}

/// A word as it is compared: lower case, nothing invisible, plain apostrophes.
#[must_use]
pub fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let kept = word.chars().filter(|&c| !is_invisible(c));
    kept.flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// A lower-case correction in the manner of the word that it replaces.
#[must_use]
pub fn in_shape_of(model: &str, word: &str) -> String {
    match shape(model) {
        Shape::Shout => word.to_uppercase(),
        Shape::Capital => capitalised(word),
        Shape::Lower | Shape::Mixed => word.to_owned(),
    }
}

/// The word with a capital first letter.
#[must_use]
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_take_over_capitals() {
        assert_eq!(in_shape_of("Dimana", "di mana"), "Di mana");
        assert_eq!(in_shape_of("DIMANA", "di mana"), "DI MANA");
        assert_eq!(in_shape_of("dimana", "di mana"), "di mana");
        assert_eq!(shape("detikJateng"), Shape::Mixed);
        assert_eq!(folded("Ke\u{200b}Amanan"), "keamanan");
    }
}
