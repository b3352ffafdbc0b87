//! The spellings one edit away from a word: a letter less, two swapped, one changed, one more. Each is told by its hash
//! and written out only when somebody wants it, for of a thousand hardly any is a word.

use super::super::grams::{self, Gaps};
use super::super::hash::Hash;

/// What is put into a word: the letters of Indonesian and English, the hyphen, and the accent that English keeps.
/// Names with other signs are not offered for plain spellings.
const TEXTS: [&str; 28] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z", "-", "é",
];

/// All of them.
pub(super) static SIGNS: [Sign; 28] = Sign::all();

/// The letters among them.
pub(super) fn letters() -> &'static [Sign] {
    &SIGNS[..26]
}

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
        signs: &[Sign],
        rows: &Gaps,
        mut visit: impl FnMut(Hash, Edit),
    ) {
        let n_chars = self.places.len() - 1;
        let word = grams::signs(self.word);
        // The word with room for one sign more, which moves along; `END` is before each place.
        let mut row = word.clone();
        row.insert(first + 1, grams::END);
        for at in first..=n_chars {
            let (head, place) = (self.heads[at], at + 1);
            let fitting = rows.fitting(&row, place);
            for sign in signs.iter().filter(|sign| sign.is_in(fitting)) {
                visit(head.then(sign.hash).then(self.tails[at]), Edit::Insert(at, sign.text));
            }
            if at == n_chars {
                break;
            }
            row[place] = row[place + 1];
            let fitting = rows.fitting(&word, place);
            for sign in signs.iter().filter(|sign| sign.is_in(fitting)) {
                visit(head.then(sign.hash).then(self.tails[at + 1]), Edit::Exchange(at, sign.text));
            }
            visit(head.then(self.tails[at + 1]), Edit::Drop(at));
            if at + 1 < n_chars {
                let (first, second) = (Hash::of(self.char_at(at)), Hash::of(self.char_at(at + 1)));
                let swapped = head.then(second).then(first).then(self.tails[at + 2]);
                visit(swapped, Edit::Swap(at));
            }
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
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    text: &'static str,
    hash: Hash,
    /// Its bit among the [signs that fit](Gaps::fitting).
    bit: u32,
}

impl Sign {
    const fn all() -> [Self; 28] {
        let mut all = [Self { text: "", hash: Hash::EMPTY, bit: 0 }; 28];
        let mut at = 0;
        while at < all.len() {
            let text = TEXTS[at];
            let first = text.as_bytes()[0];
            all[at] = Self { text, hash: Hash::of(text), bit: 1 << grams::sign(first as char) };
            at += 1;
        }
        all
    }

    const fn is_in(&self, fitting: u32) -> bool {
        fitting & self.bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::grams::Grams;
    use super::*;

    #[test]
    fn hashes_are_those_of_the_spellings() {
        for word in ["rumah", "kafé", "a", ""] {
            let near = Neighbourhood::new(word);
            let mut spellings = Vec::new();
            near.visit(0, &SIGNS, &Gaps::of(Grams::all()), |hash, edit| {
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
        let rows = Gaps::of(Grams::of(["rumah", "rumahan", "kramat"]));
        for (typed, meant) in [("rmah", "rumah"), ("rumat", "rumah"), ("rumahn", "rumahan")] {
            let near = Neighbourhood::new(typed);
            let mut found = Vec::new();
            near.visit(0, &SIGNS, &rows, |_, edit| found.push(near.written(edit)));
            assert!(found.iter().any(|word| word == meant), "{typed}");
            assert!(found.len() < 30, "{found:?}");
        }
    }
}
