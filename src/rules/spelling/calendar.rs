//! Misspelt months and weekdays ("12 Febuari"): they are written like names, so only a number beside them tells.

use crate::case::capitalised;

/// Names of months and days as the norm spells them.
const NAMES: &[&str] = &[
    "agustus",
    "april",
    "desember",
    "februari",
    "jumat",
    "juli",
    "juni",
    "kamis",
    "maret",
    "mei",
    "minggu",
    "november",
    "oktober",
    "rabu",
    "sabtu",
    "selasa",
    "senin",
    "september",
    "januari",
];

/// The month or day that a folded word misspells by one slip; `None` where it is spelt right or far from any.
pub(super) fn meant(word: &str) -> Option<String> {
    let near =
        |name: &&&str| word.len() >= 5 && name.len() >= 5 && strsim::osa_distance(word, name) == 1;
    let spelt_right = NAMES.contains(&word);
    NAMES.iter().find(near).filter(|_| !spelt_right).map(|name| capitalised(name))
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
