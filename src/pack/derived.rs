//! Derived forms of terms: "menganalisa" for the pair "analisa" and "analisis", so that a pair is one line.
//!
//! Only single words of some length get them, and only in the affixes that news has. Whether a form is one in the text,
//! and not by chance another word, is asked where it is found.

use std::collections::HashSet;

use super::terms::Term;
use crate::lexicon::join;

/// A derived form of a term.
pub(super) struct Derived {
    pub(super) found: String,
    pub(super) expected: String,
    /// The term itself.
    pub(super) root: String,
}

/// The shortest root, in letters: shorter ones are hit by chance.
const SHORTEST: usize = 4;

const AFFIXES: &[(&[&str], &[&str])] = &[
    (&["ber"], &[]),
    (&["ber"], &["an"]),
    (&["ter"], &[]),
    (&["di"], &[]),
    (&["di"], &["kan"]),
    (&["di"], &["i"]),
    (&["me"], &[]),
    (&["me"], &["kan"]),
    (&["me"], &["i"]),
    (&["pe"], &[]),
    (&["pe"], &["an"]),
    (&["per"], &["an"]),
    (&["ke"], &["an"]),
    (&["memper"], &[]),
    (&["memper"], &["kan"]),
    (&["diper"], &[]),
    (&["diper"], &["kan"]),
    (&[], &["an"]),
];

/// The derived forms of the terms that have any; none that is a term itself.
pub(super) fn forms(terms: &[Term]) -> Vec<Derived> {
    let listed: HashSet<&str> = terms.iter().map(|term| term.found.as_str()).collect();
    let mut forms = Vec::new();
    for term in terms.iter().filter(|term| is_root(&term.found)) {
        let [expected] = term.expected.as_slice() else { continue };
        if !is_root(expected) {
            continue;
        }
        for (prefixes, suffixes) in AFFIXES {
            let found = join(prefixes, &term.found, suffixes);
            if !listed.contains(found.as_str()) {
                let expected = join(prefixes, expected, suffixes);
                forms.push(Derived { found, expected, root: term.found.clone() });
            }
        }
    }
    forms
}

/// A plain word without affixes that this file would put on again.
fn is_root(word: &str) -> bool {
    const PREFIXED: &[&str] = &["ber", "di", "me", "per", "ter"];
    SHORTEST <= word.len()
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !PREFIXED.iter().any(|prefix| word.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_covers_its_derived_forms() {
        let terms = [Term::new("analisa", ["analisis"]), Term::new("dianalisa", ["dianalisis"])];
        let forms = forms(&terms);
        let pair = |found: &str| {
            forms.iter().find(|form| form.found == found).map(|form| form.expected.as_str())
        };
        assert_eq!(pair("menganalisa"), Some("menganalisis"));
        assert_eq!(pair("penganalisaan"), Some("penganalisisan"));
        assert_eq!(pair("dianalisa"), None);
        assert!(super::forms(&[Term::new("jaman now", ["zaman kini"])]).is_empty());
    }
}
