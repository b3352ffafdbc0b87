//! Derived forms of terms: "menganalisa" for the pair "analisa" and "analisis", so that a pair is one line.
//!
//! Only single words of some length get them, and only in the affixes that news has. Whether a form is one in the text,
//! and not by chance another word, is asked where it is found.

use hashbrown::HashSet;

use super::terms::Term;
use crate::lexicon::join;

/// What makes a derived form of a term: the place of its affixes in [`AFFIXES`].
pub(super) type Manner = u8;

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

/// Hands over the derived forms of the terms that have any, with the term's place in the list and the manner; none that
/// is a term itself.
pub(super) fn forms(terms: &[Term], mut take: impl FnMut(&str, usize, Manner)) {
    let listed: HashSet<&str> = terms.iter().map(|term| term.found.as_str()).collect();
    for (at, term) in terms.iter().enumerate().filter(|(_, term)| is_root(&term.found)) {
        let [expected] = term.expected.as_slice() else { continue };
        if !is_root(expected) {
            continue;
        }
        for (manner, (prefixes, suffixes)) in (0..).zip(AFFIXES) {
            let found = join(prefixes, &term.found, suffixes);
            if !listed.contains(found.as_str()) {
                take(&found, at, manner);
            }
        }
    }
}

/// A root with the affixes of a manner.
pub(super) fn joined(root: &str, manner: Manner) -> String {
    let (prefixes, suffixes) = AFFIXES[usize::from(manner)];
    join(prefixes, root, suffixes)
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
        let mut pairs = Vec::new();
        forms(&terms, |found, at, manner| {
            pairs.push((found.to_owned(), joined(&terms[at].expected[0], manner)));
        });
        let pair = |found: &str| {
            pairs.iter().find(|(form, _)| form == found).map(|(_, expected)| expected.as_str())
        };
        assert_eq!(pair("menganalisa"), Some("menganalisis"));
        assert_eq!(pair("penganalisaan"), Some("penganalisisan"));
        assert_eq!(pair("dianalisa"), None);
        forms(&[Term::new("jaman now", ["zaman kini"])], |found, _, _| panic!("{found}"));
    }
}
