//! How dear it is to take one word for a misspelling of another: edits that fingers make are cheap,
//! any other is dear. Letters only; how common the words are is not asked here.

use super::near::LONGEST as LONGEST_TYPED;

/// A letter left out.
pub(super) const DROPPED: f32 = 0.75;
/// One of two equal letters left out, or a letter struck twice.
const DOUBLED: f32 = 0.6;
/// Two neighbours in the wrong order.
const SWAPPED: f32 = 0.7;
/// The first or the last letter left out.
const LOST_EDGE: f32 = 0.7;
/// The key beside the right one, struck instead of it or along with it.
const BESIDE: f32 = 0.8;
/// A letter that nothing explains.
const EXTRA: f32 = 1.0;
/// One letter for another that is no neighbour of it.
const OTHER: f32 = 1.1;
/// Letters that are often taken for each other by ear: one vowel and the next, a voiced and a voiceless consonant.
const BY_EAR: f32 = 0.9;
/// Letters that Indonesian has only in loans and many writers do not tell apart: `f`, `v` and `p`, `j` for `z`.
const OF_LOANS: f32 = 0.4;
/// `c` for `k`, as the languages have it that loans come from, and the other way.
const FOREIGN_C: f32 = 0.7;
/// What a wrong first letter costs on top: writers watch beginnings.
const FIRST: f32 = 0.25;

/// Characters of the longest words that are compared: the longest that has corrections, and two edits more.
const LONGEST: usize = LONGEST_TYPED + 2;

/// A word that was typed, made ready to be compared with those that it may have meant.
pub(super) struct Typed {
    letters: [char; LONGEST],
    /// What each letter costs when it was not meant.
    extra: [f32; LONGEST],
    length: usize,
}

impl Typed {
    pub(super) fn new(word: &str) -> Self {
        let (letters, length) = characters(word);
        let mut typed = Self { letters, extra: [0.0; LONGEST], length };
        for at in 0..length {
            typed.extra[at] = extra(&letters[..length], at);
        }
        typed
    }

    /// The weighted cost of the word for another: 0 for equal words, about 1 for each edit. Of what is longer than any word
    /// only the beginning is compared.
    pub(super) fn cost(&self, meant: &str) -> f32 {
        let (letters, length) = characters(meant);
        let (typed, meant) = (&self.letters[..self.length], &letters[..length]);
        let mut dropped = [0.0; LONGEST];
        for (at, cost) in dropped[..length].iter_mut().enumerate() {
            *cost = self::dropped(meant, at);
        }
        // Row i: the cheapest way from the first i letters typed to the first j letters meant. The
        // middle of three rows is the one before, the last the one before that, for swaps.
        let mut rows = [[f32::INFINITY; LONGEST + 1]; 3];
        let [before_last, last, row] = &mut rows;
        let (mut before_last, mut last, mut row) = (before_last, last, row);
        last[0] = 0.0;
        for j in 1..=length {
            last[j] = last[j - 1] + dropped[j - 1];
        }
        for i in 1..=typed.len() {
            let (letter, extra) = (typed[i - 1], self.extra[i - 1]);
            let exchanged = exchanged(letter, i - 1);
            row[0] = last[0] + extra;
            for j in 1..=length {
                let mut best = last[j - 1] + exchanged.for_letter(meant[j - 1]);
                best = best.min(last[j] + extra);
                best = best.min(row[j - 1] + dropped[j - 1]);
                if 1 < i
                    && 1 < j
                    && letter == meant[j - 2]
                    && typed[i - 2] == meant[j - 1]
                    && letter != typed[i - 2]
                {
                    best = best.min(before_last[j - 2] + SWAPPED);
                }
                row[j] = best;
            }
            (before_last, last, row) = (last, row, before_last);
        }
        last[length]
    }
}

/// The characters of a word, and how many they are.
fn characters(word: &str) -> ([char; LONGEST], usize) {
    let mut letters = ['\0'; LONGEST];
    let places = letters.iter_mut().zip(word.chars());
    let length = places.map(|(place, letter)| *place = letter).count();
    (letters, length)
}

/// The letter of the word that was meant at `at` was not typed.
fn dropped(meant: &[char], at: usize) -> f32 {
    if repeats(meant, at) {
        DOUBLED
    } else if at == 0 || at + 1 == meant.len() {
        LOST_EDGE
    } else {
        DROPPED
    }
}

/// A letter was typed that was not meant.
fn extra(typed: &[char], at: usize) -> f32 {
    let beside = |other: Option<&char>| other.is_some_and(|other| are_beside(typed[at], *other));
    if repeats(typed, at) {
        DOUBLED
    } else if beside(typed.get(at + 1)) || at.checked_sub(1).is_some_and(|b| beside(typed.get(b))) {
        BESIDE
    } else if at == 0 {
        EXTRA + FIRST
    } else {
        EXTRA
    }
}

/// What it costs that a letter was typed for any other.
struct Exchanged {
    letter: char,
    costs: &'static [f32; 27],
}

/// That of a letter at a place.
fn exchanged(letter: char, at: usize) -> Exchanged {
    let costs = if at == 0 { &FIRST_EXCHANGED } else { &EXCHANGED };
    Exchanged { letter, costs: &costs[class(letter)] }
}

impl Exchanged {
    fn for_letter(&self, meant: char) -> f32 {
        if self.letter == meant { 0.0 } else { self.costs[class(meant)] }
    }
}

/// The cost of each letter that was typed for each other one; what is no letter comes first. The second is of the first
/// letter of a word.
static EXCHANGED: [[f32; 27]; 27] = exchanges(0.0);
static FIRST_EXCHANGED: [[f32; 27]; 27] = exchanges(FIRST);

const fn class(letter: char) -> usize {
    if letter.is_ascii_lowercase() { letter as usize - 'a' as usize + 1 } else { 0 }
}

const fn exchanges(first: f32) -> [[f32; 27]; 27] {
    let mut costs = [[0.0; 27]; 27];
    let mut typed = 0;
    while typed < costs.len() {
        let mut meant = 0;
        while meant < costs.len() {
            costs[typed][meant] = exchange(letter_of(typed), letter_of(meant), first);
            meant += 1;
        }
        typed += 1;
    }
    costs
}

/// The letter of a class; any other sign for the first.
const fn letter_of(class: usize) -> char {
    (b'a' - 1 + class as u8) as char
}

const fn exchange(letter: char, meant: char, first: f32) -> f32 {
    if are_of_loans(letter, meant) {
        return OF_LOANS;
    }
    if matches!((letter, meant), ('c', 'k') | ('k', 'c')) {
        return FOREIGN_C;
    }
    let cost = if are_beside(letter, meant) {
        BESIDE
    } else if sound_alike(letter, meant) {
        BY_EAR
    } else {
        OTHER
    };
    cost + first
}

fn repeats(letters: &[char], at: usize) -> bool {
    letters.get(at + 1) == Some(&letters[at])
        || at.checked_sub(1).is_some_and(|before| letters[before] == letters[at])
}

const fn sound_alike(a: char, b: char) -> bool {
    share_group(&["aeiou", "td", "bp", "kgq", "szc", "jz", "iy", "uw"], a, b)
}

/// Whether a letter was typed for another that sounds like it in loans.
pub(super) const fn are_of_loans(typed: char, meant: char) -> bool {
    typed as u32 != meant as u32 && share_group(&["fvp", "kq"], typed, meant)
        || matches!((typed, meant), ('j', 'z'))
}

/// Whether one of the groups has both letters.
const fn share_group(groups: &[&str], a: char, b: char) -> bool {
    let mut at = 0;
    while at < groups.len() {
        let (letters, mut has, mut place) = (groups[at].as_bytes(), (false, false), 0);
        while place < letters.len() {
            has.0 |= letters[place] as u32 == a as u32;
            has.1 |= letters[place] as u32 == b as u32;
            place += 1;
        }
        if has.0 && has.1 {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether two letters are neighbours on the keyboard.
const fn are_beside(a: char, b: char) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) = (key(a), key(b)) else {
        return false;
    };
    // Each row stands about half a key to the right of the one above.
    let across = (2 * column + row).abs_diff(2 * other_column + other_row);
    match row.abs_diff(other_row) {
        0 => across == 2,
        1 => across == 1,
        _ => false,
    }
}

const fn key(letter: char) -> Option<(u8, u8)> {
    if letter.is_ascii_lowercase() { Some(KEYS[class(letter) - 1]) } else { None }
}

/// Row and column of the key of each letter.
const KEYS: [(u8, u8); 26] = {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let mut keys = [(0, 0); 26];
    let mut row = 0;
    while row < ROWS.len() {
        let mut column = 0;
        while column < ROWS[row].len() {
            keys[(ROWS[row][column] - b'a') as usize] = (row as u8, column as u8);
            column += 1;
        }
        row += 1;
    }
    keys
};

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str, meant: &str) -> f32 {
        Typed::new(typed).cost(meant)
    }

    #[test]
    fn neighbours_share_an_edge_of_the_keyboard() {
        assert!(are_beside('h', 'y') && are_beside('b', 'n') && are_beside('m', 'n'));
        assert!(are_beside('a', 's') && are_beside('n', 'h') && are_beside('r', 'e'));
        assert!(!are_beside('q', 'p') && !are_beside('a', 'l') && !are_beside('a', 'a'));
        for (letter, neighbours) in
            [('g', "bfhtvy"), ('p', "lo"), ('z', "asx"), ('q', "aw"), ('m', "jkn"), ('é', "")]
        {
            let found: String = ('a'..='z').filter(|&other| are_beside(letter, other)).collect();
            assert_eq!(found, neighbours, "{letter}");
        }
    }

    #[test]
    fn each_edit_has_its_cost() {
        for (typed, meant, cost) in [
            ("sama", "sama", 0.0),
            ("kawasn", "kawasan", DROPPED),
            ("pekerjan", "pekerjaan", DOUBLED),
            ("pekerjaaan", "pekerjaan", DOUBLED),
            ("ekarang", "sekarang", LOST_EDGE),
            ("mendapatka", "mendapatkan", LOST_EDGE),
            ("ayng", "yang", SWAPPED),
            ("yagn", "yang", SWAPPED),
            ("tutupnha", "tutupnya", BESIDE),
            ("gari", "hari", BESIDE + FIRST),
            ("mnakan", "makan", BESIDE),
            ("nmakan", "makan", BESIDE),
            ("makpan", "makan", EXTRA),
            ("pmakan", "makan", EXTRA + FIRST),
            ("sekerang", "sekarang", BY_EAR),
            ("tari", "dari", BY_EAR + FIRST),
            ("aktip", "aktif", OF_LOANS),
            ("qoran", "koran", OF_LOANS),
            ("ijin", "izin", OF_LOANS),
            ("zalan", "jalan", BY_EAR + FIRST),
            ("docter", "dokter", FOREIGN_C),
            ("kepat", "cepat", FOREIGN_C),
            ("rumat", "rumah", OTHER),
            ("hulan", "sulan", OTHER + FIRST),
            ("pmarintah", "pemerintah", DROPPED + BY_EAR),
            ("", "ab", 2.0 * LOST_EDGE),
            ("ab", "", EXTRA + FIRST + EXTRA),
        ] {
            let found = of(typed, meant);
            assert!((found - cost).abs() < 1e-6, "{typed} for {meant}: {found}, not {cost}");
        }
    }

    #[test]
    fn slips_cost_less_than_arbitrary_edits() {
        assert!(of("sama", "sama").abs() < f32::EPSILON);
        for (typed, meant) in [
            ("ayng", "yang"),
            ("pekerjaaan", "pekerjaan"),
            ("tutupnha", "tutupnya"),
            ("kawasn", "kawasan"),
            ("ekarang", "sekarang"),
            ("mendapatka", "mendapatkan"),
        ] {
            assert!(of(typed, meant) < 0.85, "{typed} {}", of(typed, meant));
        }
        assert!(1.0 < of("hulan", "sulan"));
        assert!(1.0 < of("rumat", "rumah"));
        assert!(1.4 < of("pmarintah", "pemerintah"));
    }
}
