//! How dear it is to take one word for a misspelling of another: edits that fingers make are cheap,
//! any other is dear. Letters only; how common the words are is not asked here.

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

/// The weighted cost of `typed` for `meant`: 0 for equal words, about 1 for each edit.
pub(super) fn of(typed: &str, meant: &str) -> f32 {
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = meant.chars().collect();
    // Row i: the cheapest way from the first i letters typed to the first j letters meant. The
    // middle of three rows is the one before, the last the one before that, for swaps.
    let width = meant.len() + 1;
    let mut before_last = vec![f32::INFINITY; width];
    let mut last: Vec<f32> = vec![0.0; width];
    for j in 1..width {
        last[j] = last[j - 1] + dropped(&meant, j - 1);
    }
    for i in 1..=typed.len() {
        let mut row = vec![last[0] + extra(&typed, i - 1); width];
        for j in 1..width {
            let mut best = last[j - 1] + exchanged(&typed, i - 1, meant[j - 1]);
            best = best.min(last[j] + extra(&typed, i - 1));
            best = best.min(row[j - 1] + dropped(&meant, j - 1));
            if 1 < i
                && 1 < j
                && typed[i - 1] == meant[j - 2]
                && typed[i - 2] == meant[j - 1]
                && typed[i - 1] != typed[i - 2]
            {
                best = best.min(before_last[j - 2] + SWAPPED);
            }
            row[j] = best;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[width - 1]
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

fn exchanged(typed: &[char], at: usize, meant: char) -> f32 {
    let letter = typed[at];
    if letter == meant {
        return 0.0;
    }
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
    if at == 0 { cost + FIRST } else { cost }
}

fn repeats(letters: &[char], at: usize) -> bool {
    letters.get(at + 1) == Some(&letters[at])
        || at.checked_sub(1).is_some_and(|before| letters[before] == letters[at])
}

fn sound_alike(a: char, b: char) -> bool {
    const GROUPS: [&str; 8] = ["aeiou", "td", "bp", "kgq", "szc", "jz", "iy", "uw"];
    GROUPS.iter().any(|group| group.contains(a) && group.contains(b))
}

/// Whether a letter was typed for another that sounds like it in loans.
pub(super) fn are_of_loans(typed: char, meant: char) -> bool {
    const GROUPS: [&str; 2] = ["fvp", "kq"];
    let alike = |group: &&str| group.contains(typed) && group.contains(meant);
    typed != meant && GROUPS.iter().any(alike) || (typed, meant) == ('j', 'z')
}

/// Whether two letters are neighbours on the keyboard.
fn are_beside(a: char, b: char) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) = (key(a), key(b)) else {
        return false;
    };
    // Each row stands about half a key to the right of the one above.
    let across = 2 * column + row - 2 * other_column - other_row;
    match (row - other_row).abs() {
        0 => across.abs() == 2,
        1 => across.abs() == 1,
        _ => false,
    }
}

fn key(letter: char) -> Option<(i32, i32)> {
    let at = u32::from(letter).checked_sub(u32::from('a'))?;
    KEYS.get(at as usize).map(|&(row, column)| (i32::from(row), i32::from(column)))
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
