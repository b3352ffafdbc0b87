//! Well-formed words one edit away that no list has: `digelontorkn` → `digelontorkan`.
//!
//! Of the hundreds of spellings around a word hardly any is one. So a root is looked for first, in each place where the
//! affixes of the word or of its neighbours leave room for one; only a spelling that has it is analysed.

use super::super::Lexicon;
use super::super::affix::{self, frame};
use super::super::hash::{Beginnings, Hash};
use super::near::{self, Neighbourhood};

/// The shortest word that is looked at, in bytes: a derived form is at least a prefix and a root.
const SHORTEST: usize = 6;

/// The derived forms one edit away from a word of plain letters, in order of the alphabet. A bound prefix stays what it
/// is, for one makes a word of any (`dikabupaten` → `dwikabupaten`).
pub(super) fn forms(lexicon: &Lexicon, word: &str) -> Vec<String> {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    Search::new(lexicon, "", word).visit(&mut found);
    for prefix in frame::bound(word) {
        Search::new(lexicon, prefix, &word[prefix.len()..]).visit(&mut found);
    }
    found.sort_unstable();
    found.dedup();
    let bound = affix::bound_prefix(word);
    found.retain(|near| {
        near != word && affix::bound_prefix(near) == bound && affix::derives(lexicon, near)
    });
    found
}

/// Looks around a word whose bound prefix, which may be none, stays.
struct Search<'a> {
    lexicon: &'a Lexicon,
    prefix: &'a str,
    word: &'a str,
    /// Tells the hash of any part of the word.
    hashes: Beginnings,
    /// The heads that the word begins with, and what each swallows.
    heads: Vec<(&'static str, &'static str)>,
    /// The tails that it ends in.
    tails: Vec<&'static str>,
}

impl<'a> Search<'a> {
    fn new(lexicon: &'a Lexicon, prefix: &'a str, word: &'a str) -> Self {
        Self {
            lexicon,
            prefix,
            word,
            hashes: Beginnings::of(word),
            heads: frame::heads_of(word).collect(),
            tails: frame::tails_of(word).collect(),
        }
    }

    /// Collects spellings that may be derived.
    fn visit(&self, found: &mut Vec<String>) {
        self.in_root(found);
        self.in_head(found);
        self.in_tail(found);
        self.across(found);
    }

    /// The edit is in the root: all around it stands in the word already.
    fn in_root(&self, found: &mut Vec<String>) {
        for &(head, lost) in &self.heads {
            for &tail in &self.tails {
                let bare = self.prefix.is_empty() && head.is_empty() && tail.is_empty();
                let Some(root) = self.word[head.len()..].strip_suffix(tail) else { continue };
                if bare || lost.len() + root.len() + 1 < frame::SHORTEST_ROOT {
                    continue;
                }
                let whole = [lost, root].concat();
                let near = Neighbourhood::new(&whole);
                let looks = self.lexicon.looks();
                let spellings = near.spellings(lost.len(), near::LETTERS, looks);
                self.lexicon.records(&spellings, |record, edit| {
                    if record.is_root() {
                        let root = near.written(edit);
                        found.push([self.prefix, head, &root[lost.len()..], tail].concat());
                    }
                });
            }
        }
    }

    /// The edit is in the head.
    fn in_head(&self, found: &mut Vec<String>) {
        let letters = self.word.bytes();
        let typed = [letters.clone().next(), letters.clone().nth(1)];
        for (head, lost) in frame::heads().filter(|(head, _)| !head.is_empty()) {
            let letters = head.bytes();
            if !may_be_near(typed, [letters.clone().next(), letters.clone().nth(1)]) {
                continue;
            }
            for at in around(head.len(), self.word.len()) {
                let (typed, rest) = self.word.split_at(at);
                if is_one_edit(typed, head) && self.has_root_before_tail(Piece::of(lost), at) {
                    found.push([self.prefix, head, rest].concat());
                }
            }
        }
    }

    /// The edit is in the tail.
    fn in_tail(&self, found: &mut Vec<String>) {
        let letters = self.word.bytes().rev();
        let typed = [letters.clone().next(), letters.clone().nth(1)];
        for tail in frame::tails().filter(|tail| !tail.is_empty()) {
            let letters = tail.bytes().rev();
            if !may_be_near(typed, [letters.clone().next(), letters.clone().nth(1)]) {
                continue;
            }
            for length in around(tail.len(), self.word.len()) {
                let end = self.word.len() - length;
                let (rest, typed) = self.word.split_at(end);
                if is_one_edit(typed, tail) && self.has_root_behind_head(end, Piece::NONE) {
                    found.push([self.prefix, rest, tail].concat());
                }
            }
        }
    }

    /// Two letters were swapped, one of the root with the one beside it of the head or the tail.
    fn across(&self, found: &mut Vec<String>) {
        let letters = self.word.as_bytes();
        let mut swap = |at: usize| {
            let (before, behind) = (&self.word[..at - 1], &self.word[at + 1..]);
            let swapped = [&self.word[at..=at], &self.word[at - 1..at]].concat();
            found.push([self.prefix, before, &swapped, behind].concat());
        };
        for (head, lost) in frame::heads() {
            // The head's last letter stands behind the root's first.
            let at = head.len();
            let Some((last, first)) = head.as_bytes().split_last() else { continue };
            if letters.get(at) == Some(last)
                && letters.starts_with(first)
                && self.has_root_before_tail(Piece::of(lost).push(letters[at - 1]), at + 1)
            {
                swap(at);
            }
        }
        for tail in frame::tails() {
            // The tail's first letter stands before the root's last.
            let at = letters.len().saturating_sub(tail.len());
            let Some((first, last)) = tail.as_bytes().split_first() else { continue };
            if 0 < at
                && letters[at - 1] == *first
                && letters[at + 1..] == *last
                && self.has_root_behind_head(at - 1, Piece::NONE.push(letters[at]))
            {
                swap(at);
            }
        }
    }

    /// Whether some letters and what follows a place of the word, up to one of its tails, are a root.
    fn has_root_before_tail(&self, first: Piece, from: usize) -> bool {
        let ends = self.tails.iter().filter_map(|tail| self.word.len().checked_sub(tail.len()));
        ends.filter(|end| from <= *end).any(|end| self.is_root(first.then(self.piece(from, end))))
    }

    /// Whether what stands before a place of the word, behind one of its heads, and some letters are a root.
    fn has_root_behind_head(&self, end: usize, last: Piece) -> bool {
        self.heads.iter().filter(|(head, _)| head.len() <= end).any(|(head, lost)| {
            self.is_root(Piece::of(lost).then(self.piece(head.len(), end)).then(last))
        })
    }

    fn piece(&self, from: usize, to: usize) -> Piece {
        Piece { hash: self.hashes.part(from, to), length: to - from }
    }

    fn is_root(&self, piece: Piece) -> bool {
        frame::SHORTEST_ROOT <= piece.length && self.lexicon.may_be_root(piece.hash)
    }
}

/// Part of a word, or of one that is put together.
#[derive(Clone, Copy)]
struct Piece {
    hash: Hash,
    length: usize,
}

impl Piece {
    const NONE: Self = Self { hash: Hash::EMPTY, length: 0 };

    const fn of(text: &str) -> Self {
        Self { hash: Hash::of(text), length: text.len() }
    }

    const fn push(self, byte: u8) -> Self {
        Self { hash: self.hash.push(byte), length: self.length + 1 }
    }

    const fn then(self, next: Self) -> Self {
        Self { hash: self.hash.then(next.hash), length: self.length + next.length }
    }
}

/// The lengths at which a misspelt affix of this length may end within a word.
fn around(length: usize, word: usize) -> std::ops::RangeInclusive<usize> {
    length - 1..=(length + 1).min(word)
}

/// Whether one edit may make what has these two outermost letters of what has the others; an affix of one letter may be
/// near anything.
fn may_be_near(typed: [Option<u8>; 2], meant: [Option<u8>; 2]) -> bool {
    let [first, second] = meant;
    second.is_none()
        || first == typed[0]
        || second == typed[1]
        || first == typed[1]
        || second == typed[0]
}

/// Whether two strings of plain letters are exactly one edit apart.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    let swapped = || one[0] == other[1] && one[1] == other[0] && one[2..] == other[2..];
    match (one.len(), other.len()) {
        (0, 0) => false,
        (m, n) if m == n => one[1..] == other[1..] || 1 < m && swapped(),
        (m, n) if m == n + 1 => one[1..] == *other,
        (m, n) if m + 1 == n => *one == other[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::lists::Looks;
    use super::*;

    #[test]
    fn nothing_derived_is_passed_over() {
        let lexicon = Lexicon::embedded();
        for word in [
            "digelontorkn",
            "diglontorkan",
            "menggelontorkna",
            "mneggelontorkan",
            "pascabencanna",
            "pascapembngunan",
            "ketidakpastain",
            "ktidakpastian",
            "ujarna",
            "terverifikasii",
            "memverifikasinyaa",
            "penggelontroan",
            "hartono",
            "kesiapna",
            "sekecamatn",
            "tecemin",
        ] {
            let near = Neighbourhood::new(word);
            let bound = affix::bound_prefix(word);
            let spellings = near.spellings(0, near::LETTERS, &Looks::any());
            let mut all: Vec<_> = spellings.iter().map(|(_, edit)| near.written(*edit)).collect();
            all.sort_unstable();
            all.dedup();
            all.retain(|near| {
                near != word && affix::bound_prefix(near) == bound && affix::derives(&lexicon, near)
            });
            assert_eq!(forms(&lexicon, word), all, "{word}");
        }
    }

    #[test]
    fn one_edit_is_one() {
        for (one, other, is) in [
            ("di", "i", true),
            ("di", "id", true),
            ("me", "mem", true),
            ("ter", "tar", true),
            ("ter", "ter", false),
            ("ter", "ret", false),
            ("kan", "na", false),
        ] {
            assert_eq!(is_one_edit(one, other), is, "{one} {other}");
        }
    }
}
