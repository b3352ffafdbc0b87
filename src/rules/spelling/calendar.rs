//! Misspelt months and weekdays ("12 Febuari"): they are written like names, so only a number beside them tells.

use crate::calendar::standard_names;
use crate::case::capitalised;

/// The month or day that a folded word misspells by one slip; `None` where it is spelt right or far from any.
pub(super) fn meant(word: &str) -> Option<String> {
    if standard_names().any(|name| name == word) {
        return None;
    }
    let letters = word.chars().count();
    let near = |name: &&str| {
        word.len() >= 5
            && name.len() >= 5
            && name.len().abs_diff(letters) <= 1
            && strsim::osa_distance(word, name) == 1
    };
    standard_names().find(near).map(capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_and_long_enough() {
        assert_eq!(meant("febuari").as_deref(), Some("Februari"));
        assert_eq!(meant("selsa").as_deref(), Some("Selasa"));
        assert_eq!(meant("april"), None);
        assert_eq!(meant("juli"), None);
    }
}
