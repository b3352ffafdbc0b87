//! Which letters follow one another in words: how probable each letter is behind the two before it.
//!
//! Counted over the forms of word lists, each form once: the question that it answers is what a word looks like
//! that no list has, and such words resemble the rare ones, not the common ones. No form is kept.

use std::collections::BTreeMap;

use super::Words;

/// Stands twice before the first letter of a form.
const START: char = '^';
/// Stands behind the last letter.
const END: char = '$';

/// Letters, and the end.
const SIGNS: f64 = 27.0;

/// How many times the shorter context counts beside the longer one.
const BACKOFF: f64 = 5.0;

/// Three signs and a hundred times the negative base-10 logarithm of the probability of the third
/// behind the other two, for every row of three that can occur.
#[expect(clippy::cast_sign_loss, reason = "a probability is at most one")]
pub(super) fn rows(lists: &[&Words]) -> Words {
    let mut one: BTreeMap<char, f64> = BTreeMap::new();
    let mut two: BTreeMap<[char; 2], f64> = BTreeMap::new();
    let mut three: BTreeMap<[char; 3], f64> = BTreeMap::new();
    let plain = |word: &&String| word.bytes().all(|byte| byte.is_ascii_lowercase());
    for word in lists.iter().flat_map(|list| list.keys()).filter(plain) {
        let signs: Vec<char> =
            [START, START].into_iter().chain(word.chars()).chain([END]).collect();
        for row in signs.windows(3) {
            *one.entry(row[2]).or_default() += 1.0;
            *two.entry([row[1], row[2]]).or_default() += 1.0;
            *three.entry([row[0], row[1], row[2]]).or_default() += 1.0;
        }
    }
    let letters: Vec<char> = ('a'..='z').chain([END]).collect();
    let total: f64 = one.values().sum();
    let sum_two = |b: char| -> f64 { two.range([b, '\0']..=[b, char::MAX]).map(|(_, n)| n).sum() };
    let mut rows = Words::new();
    for b in ('a'..='z').chain([START]) {
        let after_one = sum_two(b);
        for a in ('a'..='z').chain([START]).filter(|a| b != START || *a == START) {
            let after_two: f64 =
                three.range([a, b, '\0']..=[a, b, char::MAX]).map(|(_, n)| n).sum();
            for &c in &letters {
                let count = |n: Option<&f64>| n.copied().unwrap_or(0.0);
                let single = (count(one.get(&c)) + 1.0) / (total + SIGNS);
                let pair = (count(two.get(&[b, c])) + BACKOFF * single) / (after_one + BACKOFF);
                let row = (count(three.get(&[a, b, c])) + BACKOFF * pair) / (after_two + BACKOFF);
                rows.insert(String::from_iter([a, b, c]), (-100.0 * row.log10()).round() as u64);
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_often_is_probable() {
        let words: Words = ["pasar", "pasir", "pagar"].map(|word| (word.to_owned(), 0)).into();
        let rows = rows(&[&words]);
        assert!(rows["^^p"] < rows["^^s"]);
        assert!(rows["pas"] < rows["pag"]);
        assert!(rows["ar$"] < rows["arx"]);
        assert_eq!(rows.len(), (26 * 27 + 1) * 27);
    }
}
