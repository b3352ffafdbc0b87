//! Which spellings of an article look alike: pairs within a small slip of the hand, found without comparing all with all.
//!
//! Only shapes of letters are compared; who is meant is not asked.

use super::Form;

/// How one spelling turns into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Two neighbouring letters changed places.
    Swapped,
    /// A letter doubled, or one of a double letter lost.
    Doubled,
    /// A letter lost or added inside.
    Inside,
    /// A letter lost or added at the end.
    End,
    /// A letter lost or added at the head.
    Head,
    /// A neighbouring key was struck.
    Key,
    /// A vowel for a vowel, or a letter for one that sounds alike.
    Sound,
    /// Some other letter was put in.
    Other,
    /// Two slips in a long word.
    Two,
}

/// Spellings shorter than this are never compared, in characters.
const SHORTEST: usize = 3;

/// Nor are longer ones: what is longer is no name but debris.
const LONGEST: usize = 40;

/// Two slips are only seen in words of at least this many characters.
const LONG: usize = 8;

/// How many spellings with a common key are compared with one another. Keeps the work linear in texts that are all names.
const NEIGHBOURS: usize = 8;

/// Rows of the keyboard; keys are neighbours in a row or one row apart at nearly the same place.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Letters that are taken for one another by ear.
const SOUNDS: &[&str] = &[
    "aeiou", "iy", "ck", "cs", "sz", "jz", "fv", "fp", "vw", "bp", "dt", "gk", "mn", "qk", "kh",
    "cj", "uw",
];

/// The pairs of forms that a slip turns into one another.
pub(super) fn pairs(forms: &[Form]) -> Vec<(u32, u32)> {
    pairs_of(&forms.iter().map(|form| &*form.text).collect::<Vec<&str>>())
}

/// The pairs of texts that a slip turns into one another, by index.
pub(super) fn pairs_of(texts: &[&str]) -> Vec<(u32, u32)> {
    let spelt: Vec<Vec<char>> = texts.iter().map(|text| letters(text)).collect();
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (idx, letters) in spelt.iter().enumerate() {
        if letters.len() < SHORTEST || letters.iter().any(|c| c.is_numeric()) {
            continue;
        }
        let idx = idx as u32;
        each_key(letters, |key| keys.push((key, idx)));
        // Of two slips in a long word, at least one half of the word is free.
        if (LONG..=LONGEST).contains(&letters.len()) {
            keys.push((key(1, &letters[..4]), idx));
            keys.push((key(2, &letters[letters.len() - 4..]), idx));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = Vec::new();
    for (at, &(key, one)) in keys.iter().enumerate() {
        let others = keys[at + 1..].iter().take(NEIGHBOURS).take_while(|other| other.0 == key);
        pairs.extend(others.map(|&(_, other)| (one.min(other), one.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(a, b)| between(&spelt[a as usize], &spelt[b as usize]).is_some());
    pairs
}

/// Keys of a spelling, of which two spellings that one slip parts have one in common.
#[must_use]
pub fn keys(text: &str) -> Vec<u64> {
    let letters = letters(text);
    let mut keys = Vec::with_capacity(letters.len() + 1);
    each_key(&letters, |key| keys.push(key));
    keys
}

/// Hands over the key of the letters and of what is left without each of them; none where they are too many.
fn each_key(letters: &[char], mut take: impl FnMut(u64)) {
    if letters.is_empty() || LONGEST < letters.len() {
        return;
    }
    // The key of what is left is that of the letters before, moved up by those behind, and that of the letters behind.
    let mut behind = [(0_u64, 1_u64); LONGEST + 1];
    for (at, &c) in letters.iter().enumerate().rev() {
        let (key, power) = behind[at + 1];
        let key = worth(c).wrapping_mul(power).wrapping_add(key);
        behind[at] = (key, power.wrapping_mul(BASE));
    }
    take(behind[0].0);
    let mut before = 0_u64;
    for (&c, &(key, power)) in letters.iter().zip(&behind[1..]) {
        take(before.wrapping_mul(power).wrapping_add(key));
        before = before.wrapping_mul(BASE).wrapping_add(worth(c));
    }
}

/// The base in which the letters of a word are the digits of its key: the same on every machine, and a collision only costs
/// a comparison.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

const fn worth(c: char) -> u64 {
    c as u64 + 1
}

/// The key of a half of a word.
fn key(half: u64, letters: &[char]) -> u64 {
    letters.iter().fold(half, |key, &c| key.wrapping_mul(BASE).wrapping_add(worth(c)))
}

/// How `found` turns into `meant`, upper and lower case not told apart; `None` when they are equal or too far apart.
#[must_use]
pub fn slip(found: &str, meant: &str) -> Option<Slip> {
    between(&letters(found), &letters(meant))
}

fn letters(word: &str) -> Vec<char> {
    if word.is_ascii() {
        return word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    word.to_lowercase().chars().collect()
}

fn between(old: &[char], new: &[char]) -> Option<Slip> {
    if old == new || old.len().abs_diff(new.len()) > 2 {
        return None;
    }
    let head = old.iter().zip(new).take_while(|(x, y)| x == y).count();
    let room = old.len().min(new.len()) - head;
    let same_ends = old.iter().rev().zip(new.iter().rev()).take_while(|(x, y)| x == y);
    let tail = same_ends.count().min(room);
    match (&old[head..old.len() - tail], &new[head..new.len() - tail]) {
        ([], [_]) => Some(one_letter(new, head)),
        ([_], []) => Some(one_letter(old, head)),
        ([lost], [put]) => Some(other_letter(*lost, *put)),
        ([first, second], [third, fourth]) if first == fourth && second == third => {
            Some(Slip::Swapped)
        }
        _ => {
            let long = old.len().min(new.len()) >= LONG && head > 0;
            let distance =
                || strsim::osa_distance(&String::from_iter(old), &String::from_iter(new));
            (long && distance() == 2).then_some(Slip::Two)
        }
    }
}

/// What it is to lose or add the letter at `at` of the longer spelling.
fn one_letter(longer: &[char], at: usize) -> Slip {
    let c = longer[at];
    // The letters before are all that both have, so that of a double letter it is the second that is missing.
    let doubled = at > 0 && longer[at - 1] == c;
    match at {
        _ if doubled => Slip::Doubled,
        0 => Slip::Head,
        _ if at + 1 == longer.len() => Slip::End,
        _ => Slip::Inside,
    }
}

fn other_letter(lost: char, put: char) -> Slip {
    // Neighbouring keys that are vowels too are struck far more often than they are misheard.
    let misheard = SOUNDS.iter().any(|like| like.contains(lost) && like.contains(put));
    if misheard && !("uio".contains(lost) && "uio".contains(put)) {
        return Slip::Sound;
    }
    let place = |letter: char| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.find(letter).map(|column| (row, column)))
    };
    let near = |one: usize, other: usize| one.abs_diff(other) <= 1;
    match (place(lost), place(put)) {
        (Some(old), Some(new)) if near(old.0, new.0) && near(old.1, new.1) => Slip::Key,
        _ => Slip::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_have_shapes() {
        for (found, meant, shape) in [
            ("Wardhnaa", "Wardhana", Some(Slip::Swapped)),
            ("Wardana", "Wardhana", Some(Slip::Inside)),
            ("Hassan", "Hasan", Some(Slip::Doubled)),
            ("Setiawa", "Setiawan", Some(Slip::End)),
            ("artono", "Hartono", Some(Slip::Head)),
            ("Haryono", "Hartono", Some(Slip::Key)),
            ("Sacipto", "Sucipto", Some(Slip::Sound)),
            ("Lartono", "Hartono", Some(Slip::Other)),
            ("Hatrnoo", "Hartono", None),
            ("Kusumatmaja", "Kusumaatmadja", Some(Slip::Two)),
            ("Hartono", "Hartono", None),
            ("Sutimo", "Sutomo", Some(Slip::Key)),
            ("Sutumo", "Sutomo", Some(Slip::Other)),
            ("Lutfiz", "Lutfiq", Some(Slip::Other)),
            ("Dartono", "Hartono", Some(Slip::Other)),
            ("Wardheni", "Wardhana", Some(Slip::Two)),
            ("Ardheni", "Ardhana", None),
            ("Mardheni", "Wardhena", None),
        ] {
            assert_eq!(slip(found, meant), shape, "{found} {meant}");
        }
    }

    /// Whether two spellings are found to be a pair.
    fn are_paired(one: &str, other: &str) -> bool {
        !pairs_of(&[one, other]).is_empty()
    }

    #[test]
    fn one_slip_pairs_two_spellings_wherever_it_falls() {
        let name: Vec<char> = "wardhana".chars().collect();
        let paired = |other: Vec<char>| are_paired("wardhana", &String::from_iter(other));
        for at in 0..name.len() {
            let (mut lost, mut struck, mut doubled) = (name.clone(), name.clone(), name.clone());
            lost.remove(at);
            struck[at] = 'z';
            doubled.insert(at, name[at]);
            assert!(paired(lost) && paired(struck) && paired(doubled), "{at}");
        }
        for at in 1..name.len() {
            let mut swapped = name.clone();
            swapped.swap(at - 1, at);
            assert!(paired(swapped), "{at}");
        }
    }

    #[test]
    fn two_slips_pair_long_spellings_of_which_a_half_is_whole() {
        assert!(are_paired("Kusumaatmadja", "Kusumatmaja") && are_paired("Wardhana", "Wardheni"));
        assert!(are_paired("Kusumawardana", "Kosumwardana"));
        assert!(!are_paired("Ardhana", "Ardheni"));
    }

    #[test]
    fn the_shortest_and_the_longest_spellings_and_numbers_have_no_like() {
        let letters: String = ('a'..='z').chain('a'..='o').collect();
        let (longest, shorter) = (&letters[..LONGEST], &letters[..LONGEST - 1]);
        assert!(are_paired(longest, shorter) && !are_paired(&letters, longest));
        assert_eq!((keys(longest).len(), keys(&letters).len()), (LONGEST + 1, 0));
        assert_eq!((keys("a").len(), keys("").len()), (2, 0));
        assert!(are_paired("abd", "abe") && !are_paired("ab", "ac"));
        assert!(!are_paired("covid18", "covid19"));
    }
}
