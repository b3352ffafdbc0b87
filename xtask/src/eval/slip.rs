//! Slips of a hand on a keyboard, made on purpose.
//!
//! It knows keys, not words: a slip may happen to give another word. Words are plain Latin letters, as the callers
//! choose them.

use std::collections::BTreeSet;

use crate::random::Random;

/// The rows of the keyboard that Indonesian newsrooms write on.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Where the keys are that touch a key: row and place in it, relative. Each row is shifted to the right a little.
const TOUCHING: [(isize, isize); 6] = [(0, -1), (0, 1), (-1, 0), (-1, 1), (1, -1), (1, 0)];

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A letter inside left out.
    Drop,
    /// A letter inside typed twice.
    Double,
    /// Two letters inside in each other's place.
    Swap,
    /// A key beside the right one.
    Adjacent,
    /// The first or the last letter lost.
    Edge,
    /// A space inside.
    Space,
    /// A letter too many at the end.
    Tail,
}

impl Slip {
    /// The slips that happen to words.
    pub(super) const OF_WORDS: &[Self] =
        &[Self::Drop, Self::Double, Self::Swap, Self::Adjacent, Self::Edge, Self::Space];
    /// The slips that happen to names; spaces in them are told apart.
    pub(super) const OF_NAMES: &[Self] =
        &[Self::Drop, Self::Double, Self::Swap, Self::Adjacent, Self::Tail];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Double => "double",
            Self::Swap => "swap",
            Self::Adjacent => "adjacent key",
            Self::Edge => "lost edge",
            Self::Space => "space",
            Self::Tail => "tail",
        }
    }

    /// The word with this slip somewhere in it; `None` where it would change nothing (`swap` of two equal letters) or
    /// the word is too short or has other letters than those of the keyboard.
    pub(super) fn put(self, word: &str, random: &mut Random) -> Option<String> {
        if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let at = random.between(1, word.len() - 1);
        let (head, tail) = word.split_at(at);
        let (letter, rest) = tail.split_at(1);
        let slipped = match self {
            Self::Drop => format!("{head}{rest}"),
            Self::Double => format!("{head}{letter}{tail}"),
            Self::Swap => {
                let (next, rest) = rest.split_at(1);
                format!("{head}{next}{letter}{rest}")
            }
            Self::Adjacent => {
                let key = *random.pick(&beside(letter.to_ascii_lowercase().chars().next()?))?;
                format!("{head}{key}{rest}")
            }
            Self::Edge => {
                let lost = [&word[1..], &word[..word.len() - 1]];
                (*random.pick(&lost)?).to_owned()
            }
            Self::Space => format!("{head} {tail}"),
            Self::Tail => format!("{word}{}", random.pick(&['a', 'e', 'i', 'n', 'u'])?),
        };
        (slipped != word).then_some(slipped)
    }
}

/// The keys beside a lower-case letter.
fn beside(letter: char) -> Vec<char> {
    let place = ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(letter)?)));
    let Some((row, column)) = place else { return Vec::new() };
    let key = |(down, right): &(isize, isize)| {
        let row = ROWS.get(row.checked_add_signed(*down)?)?;
        row.chars().nth(column.checked_add_signed(*right)?)
    };
    TOUCHING.iter().filter_map(key).collect()
}

/// Everything that one slip makes of a lower-case word, a key hit beside the right one included.
pub(super) fn around(word: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, letter) in word.char_indices().filter(|(_, letter)| letter.is_ascii_lowercase()) {
        let (head, rest) = (&word[..at], &word[at + 1..]);
        out.insert(format!("{head}{rest}"));
        out.insert(format!("{head}{letter}{letter}{rest}"));
        if let Some(next) = rest.chars().next() {
            out.insert(format!("{head}{next}{letter}{}", &rest[next.len_utf8()..]));
        }
        for key in beside(letter) {
            out.insert(format!("{head}{key}{rest}"));
            out.insert(format!("{head}{key}{letter}{rest}"));
            out.insert(format!("{head}{letter}{key}{rest}"));
        }
    }
    // The letters that Indonesian words end in most.
    out.extend("aeiunhgk".chars().map(|letter| format!("{word}{letter}")));
    out.remove(word);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Slip; 7] =
        [Slip::Drop, Slip::Double, Slip::Swap, Slip::Adjacent, Slip::Edge, Slip::Space, Slip::Tail];

    #[test]
    fn every_kind_of_slip_changes_the_word_and_the_same_seed_changes_it_alike() {
        for word in ["maaf", "pasar", "Sanggau", "berkesinambungan", "aaaa", "zebra"] {
            for slip in ALL {
                for seed in 0..200 {
                    let put = |seed| slip.put(word, &mut Random::new(seed));
                    assert_eq!(put(seed), put(seed), "{slip:?} {word} {seed}");
                    assert_ne!(put(seed).as_deref(), Some(word), "{slip:?} {word} {seed}");
                }
                let made = (0..200).any(|seed| slip.put(word, &mut Random::new(seed)).is_some());
                assert!(made || (slip == Slip::Swap && word == "aaaa"), "{slip:?} {word}");
            }
        }
    }

    #[test]
    fn a_slip_is_the_slip_that_it_is_named_after() {
        let mut random = Random::new(3);
        for _ in 0..200 {
            let mut of = |slip: Slip| slip.put("pedagang", &mut random).expect("a slip");
            assert_eq!(of(Slip::Drop).len(), 7);
            assert_eq!(of(Slip::Double).len(), 9);
            assert_eq!(of(Slip::Space).replace(' ', ""), "pedagang");
            assert!(["edagang", "pedagan"].contains(&of(Slip::Edge).as_str()));
            assert!(of(Slip::Tail).starts_with("pedagang"));
            let [mut swapped, mut letters] =
                [of(Slip::Swap), "pedagang".into()].map(String::into_bytes);
            swapped.sort_unstable();
            letters.sort_unstable();
            assert_eq!(swapped, letters);
            let other = of(Slip::Adjacent);
            let changed: Vec<_> =
                other.chars().zip("pedagang".chars()).filter(|(is, was)| is != was).collect();
            let [(is, was)] = changed[..] else { panic!("{other}") };
            assert!(beside(was).contains(&is), "{other}");
        }
        assert_eq!(Slip::Drop.put("ada", &mut random), None);
        assert_eq!(Slip::Drop.put("café", &mut random), None);
    }

    #[test]
    fn keys_touch_their_neighbours() {
        let mut keys = beside('g');
        keys.sort_unstable();
        assert_eq!(keys, ['b', 'f', 'h', 't', 'v', 'y']);
        assert_eq!(beside('q'), ['w', 'a']);
        assert!(beside('é').is_empty());
    }

    #[test]
    fn around_a_word_lies_what_one_slip_makes_of_it() {
        let words = around("pasar");
        for word in ["pasr", "psaar", "passar", "pasae", "pasark", "oasar"] {
            assert!(words.contains(word), "{word}");
        }
        assert!(!words.contains("pasar"));
        assert!(!words.contains("kabar"));
    }
}
