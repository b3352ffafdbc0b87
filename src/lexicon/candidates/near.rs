//! The spellings one edit away from a word: a letter less, two swapped, one changed, one more. Each is told by its hash
//! and written out only when somebody wants it, for of a thousand hardly any is a word.

use super::super::grams::{self, Grams};
use super::super::hash::Hash;

/// What is put into a word: the letters of Indonesian and English, the hyphen, and the accent that English keeps.
/// Names with other signs are not offered for plain spellings.
pub(super) const SIGNS: &[&str] = &[
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z", "-", "é",
];

/// The letters among them.
pub(super) const LETTERS: &[&str] = SIGNS.split_at(26).0;

/// One change of a word; places count its characters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    /// The character at this place is left out.
    Drop(usize),
    /// It changes places with the next one.
    Swap(usize),
    /// It becomes this sign.
    Exchange(usize, &'static str),
    /// This sign is put before it.
    Insert(usize, &'static str),
}

/// A word with the hashes of all its beginnings and ends.
#[derive(Debug)]
pub(super) struct Neighbourhood<'a> {
    word: &'a str,
    /// Where each character begins, and the end of the last.
    places: Vec<usize>,
    /// The hash up to each place, and from it on.
    heads: Vec<Hash>,
    tails: Vec<Hash>,
}

impl<'a> Neighbourhood<'a> {
    pub(super) fn new(word: &'a str) -> Self {
        let starts = word.char_indices().map(|(at, _)| at);
        let places: Vec<usize> = starts.chain([word.len()]).collect();
        let mut tails = vec![Hash::EMPTY; places.len()];
        let mut heads = tails.clone();
        for at in 1..places.len() {
            let sign = Hash::of(&word[places[at - 1]..places[at]]);
            heads[at] = heads[at - 1].then(sign);
        }
        for at in (1..places.len()).rev() {
            let sign = Hash::of(&word[places[at - 1]..places[at]]);
            tails[at - 1] = sign.then(tails[at]);
        }
        Self { word, places, heads, tails }
    }

    /// Visits every spelling that one edit at a place from `first` on gives, with these signs in words of these rows. Some
    /// are visited twice, and the word itself is among them.
    pub(super) fn visit(
        &self,
        first: usize,
        signs: &[&'static str],
        rows: &Grams,
        mut visit: impl FnMut(Hash, Edit),
    ) {
        let signs: Vec<Sign> = signs.iter().map(|sign| Sign::new(sign)).collect();
        let n_chars = self.places.len() - 1;
        let word = grams::signs(self.word);
        // The word with room for one sign more, which moves along; `END` is before each place.
        let mut row = word.clone();
        row.insert(first + 1, grams::END);
        for at in first..=n_chars {
            let head = self.heads[at];
            let place = at + 1;
            for sign in &signs {
                row[place] = sign.number;
                if rows.allow(&row, place) {
                    visit(head.then(sign.hash).then(self.tails[at]), Edit::Insert(at, sign.text));
                }
            }
            if at < n_chars {
                row[place] = row[place + 1];
                self.without_gap(at, &word, &signs, rows, &mut visit);
            }
        }
    }

    /// The spellings that an edit of the character at a place gives.
    fn without_gap(
        &self,
        at: usize,
        word: &[u8],
        signs: &[Sign],
        rows: &Grams,
        visit: &mut impl FnMut(Hash, Edit),
    ) {
        let (head, place) = (self.heads[at], at + 1);
        let mut row = word.to_vec();
        for sign in signs {
            row[place] = sign.number;
            if rows.allow(&row, place) {
                visit(head.then(sign.hash).then(self.tails[at + 1]), Edit::Exchange(at, sign.text));
            }
        }
        visit(head.then(self.tails[at + 1]), Edit::Drop(at));
        if at + 2 < self.places.len() {
            let (first, second) = (Hash::of(self.char_at(at)), Hash::of(self.char_at(at + 1)));
            let swapped = head.then(second).then(first).then(self.tails[at + 2]);
            visit(swapped, Edit::Swap(at));
        }
    }

    /// The spelling that an edit gives.
    pub(super) fn written(&self, edit: Edit) -> String {
        let upto = |at: usize| &self.word[..self.places[at]];
        let from = |at: usize| &self.word[self.places[at]..];
        match edit {
            Edit::Drop(at) => [upto(at), from(at + 1)].concat(),
            Edit::Swap(at) => {
                [upto(at), self.char_at(at + 1), self.char_at(at), from(at + 2)].concat()
            }
            Edit::Exchange(at, sign) => [upto(at), sign, from(at + 1)].concat(),
            Edit::Insert(at, sign) => [upto(at), sign, from(at)].concat(),
        }
    }

    fn char_at(&self, at: usize) -> &'a str {
        &self.word[self.places[at]..self.places[at + 1]]
    }
}

/// A sign that is put into a word.
struct Sign {
    text: &'static str,
    hash: Hash,
    /// Its number in the rows.
    number: u8,
}

impl Sign {
    fn new(text: &'static str) -> Self {
        let number = text.chars().next().map_or(grams::END, grams::sign);
        Self { text, hash: Hash::of(text), number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_spellings() {
        for word in ["rumah", "kafé", "a", ""] {
            let near = Neighbourhood::new(word);
            let mut spellings = Vec::new();
            near.visit(0, SIGNS, &Grams::all(), |hash, edit| {
                let written = near.written(edit);
                assert_eq!(hash, Hash::of(&written), "{written}");
                assert!(strsim::osa_distance(word, &written) <= 1, "{written}");
                spellings.push(written);
            });
            let n_chars = word.chars().count();
            let signs = SIGNS.len() * (2 * n_chars + 1);
            assert_eq!(spellings.len(), signs + n_chars + n_chars.saturating_sub(1));
        }
    }

    #[test]
    fn rows_rule_out_no_word_that_has_them() {
        let rows = Grams::of(["rumah", "rumahan", "kramat"]);
        for (typed, meant) in [("rmah", "rumah"), ("rumat", "rumah"), ("rumahn", "rumahan")] {
            let near = Neighbourhood::new(typed);
            let mut found = Vec::new();
            near.visit(0, SIGNS, &rows, |_, edit| found.push(near.written(edit)));
            assert!(found.iter().any(|word| word == meant), "{typed}");
            assert!(found.len() < 30, "{found:?}");
        }
    }
}
