//! The spellings one edit away from a word: a letter less, two swapped, one changed, one more. Each is told by its hash
//! and written out only when somebody wants it, for of a thousand hardly any is a word.

use super::super::hash::Hash;
use super::super::lists::Looks;
use super::super::{edges, grams};

/// Characters of the longest word that has neighbours.
pub(super) const LONGEST: usize = 40;

/// What is put into a word, by its [sign](grams::sign): the letters of Indonesian and English, and the hyphen; in the place
/// of the end, the accent that English keeps. Names with other signs are not offered for plain spellings.
static SIGNS: [Sign; 28] = Sign::all();

/// The letters among the signs, a bit for each.
pub(super) const LETTERS: u32 = (1 << 27) - 2;

/// All signs.
pub(super) const ANY: u32 = LETTERS | HYPHEN | ACCENT;

const HYPHEN: u32 = 1 << 27;
const ACCENT: u32 = 1;

/// One change of a word; places count its characters, and a sign is its number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    /// The character at this place is left out.
    Drop(u8),
    /// It changes places with the next one.
    Swap(u8),
    /// It becomes this sign.
    Exchange(u8, u8),
    /// This sign is put before it.
    Insert(u8, u8),
}

/// A word with the hashes of all its beginnings and ends.
#[derive(Debug)]
pub(super) struct Neighbourhood<'a> {
    word: &'a str,
    characters: usize,
    /// Where each character begins, and the end of the last.
    places: [u8; LONGEST + 1],
    /// The hash up to each place, and from it on.
    heads: [Hash; LONGEST + 1],
    tails: [Hash; LONGEST + 1],
    /// The signs of the word, with its ends.
    signs: [u8; LONGEST + 2],
}

impl<'a> Neighbourhood<'a> {
    /// That of a word of at most [`LONGEST`] characters; nothing is near a longer one.
    pub(super) fn new(word: &'a str) -> Self {
        let mut near = Self {
            word: if word.chars().count() <= LONGEST { word } else { "" },
            characters: 0,
            places: [0; LONGEST + 1],
            heads: [Hash::EMPTY; LONGEST + 1],
            tails: [Hash::EMPTY; LONGEST + 1],
            signs: [grams::END; LONGEST + 2],
        };
        for (at, (start, c)) in near.word.char_indices().enumerate() {
            let end = start + c.len_utf8();
            near.places[at + 1] = end as u8;
            near.heads[at + 1] = near.heads[at].then(Hash::of(&near.word[start..end]));
            near.signs[at + 1] = grams::sign(c);
            near.characters = at + 1;
        }
        for at in (0..near.characters).rev() {
            near.tails[at] = Hash::of(near.char_at(at)).then(near.tails[at + 1]);
        }
        near
    }

    /// Every spelling that one edit at a place from `first` on gives, with some of the signs, and that looks like forms do.
    /// Some are there twice, and the word itself may be among them.
    pub(super) fn spellings(&self, first: usize, signs: u32, looks: &Looks) -> Vec<(Hash, Edit)> {
        let mut found = Vec::with_capacity(128);
        let (known_head, known_tail) = self.known_edges(&looks.edges);
        let (n_chars, rows) = (self.characters, &looks.gaps);
        // A swap is two characters long.
        let first = first.max(known_tail.saturating_sub(2));
        let word = &self.signs[..n_chars + 2];
        // The word with room for one sign more, which moves along; `END` is before each place.
        let mut room = [grams::END; LONGEST + 3];
        room[..=first].copy_from_slice(&word[..=first]);
        room[first + 2..n_chars + 3].copy_from_slice(&word[first + 1..]);
        let room = &mut room[..n_chars + 3];
        for at in first..=known_head {
            let (head, place, number) = (self.heads[at], at + 1, at as u8);
            if known_tail <= at {
                for sign in among(rows.fitting(room, place) & signs, signs) {
                    let whole = head.then(SIGNS[usize::from(sign)].hash).then(self.tails[at]);
                    found.push((whole, Edit::Insert(number, sign)));
                }
            }
            if at == n_chars {
                break;
            }
            room[place] = room[place + 1];
            if known_tail <= at + 1 {
                for sign in among(rows.fitting(word, place) & signs, signs) {
                    let whole = head.then(SIGNS[usize::from(sign)].hash).then(self.tails[at + 1]);
                    found.push((whole, Edit::Exchange(number, sign)));
                }
                found.push((head.then(self.tails[at + 1]), Edit::Drop(number)));
            }
            if at + 1 < n_chars {
                let (first, second) = (Hash::of(self.char_at(at)), Hash::of(self.char_at(at + 1)));
                let swapped = head.then(second).then(first).then(self.tails[at + 2]);
                found.push((swapped, Edit::Swap(number)));
            }
        }
        found
    }

    /// Up to which place the word begins as some form does, and from which on it ends as one does.
    fn known_edges(&self, edges: &edges::Edges) -> (usize, usize) {
        let n_chars = self.characters;
        let mut lengths = edges::LENGTHS.take_while(|length| *length <= n_chars);
        let head = lengths.clone().find(|&length| !edges.may_begin(self.heads[length]));
        let tail = lengths.find(|&length| !edges.may_end(self.tails[n_chars - length]));
        (
            head.map_or(n_chars, |unknown| unknown - 1),
            tail.map_or(0, |unknown| n_chars + 1 - unknown),
        )
    }

    /// The spelling that an edit gives.
    pub(super) fn written(&self, edit: Edit) -> String {
        let upto = |at: u8| &self.word[..usize::from(self.places[usize::from(at)])];
        let from = |at: u8| &self.word[usize::from(self.places[usize::from(at)])..];
        let char_at = |at: u8| self.char_at(usize::from(at));
        let text = |sign: u8| SIGNS[usize::from(sign)].text;
        match edit {
            Edit::Drop(at) => [upto(at), from(at + 1)].concat(),
            Edit::Swap(at) => [upto(at), char_at(at + 1), char_at(at), from(at + 2)].concat(),
            Edit::Exchange(at, sign) => [upto(at), text(sign), from(at + 1)].concat(),
            Edit::Insert(at, sign) => [upto(at), text(sign), from(at)].concat(),
        }
    }

    fn char_at(&self, at: usize) -> &'a str {
        &self.word[usize::from(self.places[at])..usize::from(self.places[at + 1])]
    }
}

/// A sign that is put into a word.
#[derive(Clone, Copy, Debug)]
struct Sign {
    text: &'static str,
    hash: Hash,
}

impl Sign {
    const fn all() -> [Self; 28] {
        const TEXTS: [&str; 28] = [
            "é", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
            "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "-",
        ];
        let mut all = [Self { text: "", hash: Hash::EMPTY }; 28];
        let mut at = 0;
        while at < all.len() {
            all[at] = Self { text: TEXTS[at], hash: Hash::of(TEXTS[at]) };
            at += 1;
        }
        all
    }
}

/// The numbers of some signs that fit. What is no letter is one sign to the rows.
fn among(fitting: u32, signs: u32) -> impl Iterator<Item = u8> {
    let accent = if fitting & HYPHEN == 0 { 0 } else { ACCENT & signs };
    let mut rest = fitting & !ACCENT | accent;
    std::iter::from_fn(move || {
        let sign = rest.trailing_zeros() as u8;
        rest &= rest.checked_sub(1)?;
        Some(sign)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::edges::Edges;
    use super::super::super::grams::{Gaps, Grams};
    use super::*;

    #[test]
    fn hashes_are_those_of_the_spellings() {
        for word in ["rumah", "kafé", "a", ""] {
            let near = Neighbourhood::new(word);
            let spellings = near.spellings(0, ANY, &Looks::any());
            for &(hash, edit) in &spellings {
                let written = near.written(edit);
                assert_eq!(hash, Hash::of(&written), "{written}");
                assert!(strsim::osa_distance(word, &written) <= 1, "{written}");
            }
            let n_chars = word.chars().count();
            let signs = SIGNS.len() * (2 * n_chars + 1);
            assert_eq!(spellings.len(), signs + n_chars + n_chars.saturating_sub(1));
        }
    }

    #[test]
    fn looks_rule_out_no_word_that_has_them() {
        let none = Looks {
            gaps: Gaps::new(Grams::new().gaps().into()),
            edges: Edges::new(edges::none().into()),
        };
        let looks = none.with(["rumah", "rumahan", "kramat"].into_iter());
        for (typed, meant) in [("rmah", "rumah"), ("rumat", "rumah"), ("rumahn", "rumahan")] {
            let near = Neighbourhood::new(typed);
            let spellings = near.spellings(0, ANY, &looks);
            let found: Vec<_> = spellings.iter().map(|(_, edit)| near.written(*edit)).collect();
            assert!(found.iter().any(|word| word == meant), "{typed}");
            assert!(found.len() < 30, "{found:?}");
        }
    }
}
