//! Well-formed words one edit away that no list has: `digelontorkn` → `digelontorkan`.
//!
//! Of the hundreds of spellings around a word hardly any is one. So a root is looked for first, in each place where the
//! affixes of the word or of its neighbours leave room for one; only a spelling that has it is analysed.

use super::super::Lexicon;
use super::super::affix::{self, frame};
use super::super::filter::Place;
use super::super::hash::Hash;
use super::super::list::Key;
use super::near::{Neighbourhood, letters};

/// The shortest word that is looked at, in bytes: a derived form is at least a prefix and a root.
const SHORTEST: usize = 6;

/// The derived forms one edit away from a word of plain letters, in order of the alphabet. A bound prefix stays what it
/// is, for one makes a word of any (`dikabupaten` → `dwikabupaten`).
pub(super) fn forms(lexicon: &Lexicon, word: &str) -> Vec<String> {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut search = Search { lexicon, found: Vec::new() };
    search.around("", word);
    for prefix in frame::bound(word) {
        search.around(prefix, &word[prefix.len()..]);
    }
    let mut found = search.found;
    found.sort_unstable();
    found.dedup();
    let bound = affix::bound_prefix(word);
    found.retain(|near| {
        near != word && affix::bound_prefix(near) == bound && affix::derives(lexicon, near)
    });
    found
}

/// Collects spellings that may be derived.
struct Search<'a> {
    lexicon: &'a Lexicon,
    found: Vec<String>,
}

impl Search<'_> {
    /// Spellings of a word whose bound prefix, which may be none, stays.
    fn around(&mut self, prefix: &str, word: &str) {
        self.in_root(prefix, word);
        self.in_head(prefix, word);
        self.in_tail(prefix, word);
        self.across(prefix, word);
    }

    /// The edit is in the root: all around it stands in the word already.
    fn in_root(&mut self, prefix: &str, word: &str) {
        for (frame, root) in frame::of(word) {
            let bare = prefix.is_empty() && frame.head.is_empty() && frame.tail.is_empty();
            if bare || frame.lost.len() + root.len() + 1 < frame::SHORTEST_ROOT {
                continue;
            }
            let whole = [frame.lost, root].concat();
            let near = Neighbourhood::new(&whole);
            let rows = self.lexicon.tables.rows_of_roots(self.lexicon);
            near.visit(frame.lost.len(), letters(), rows, |hash, edit| {
                if self.may_be_root(hash) {
                    let root = near.written(edit);
                    if self.is_root(&root) {
                        let rest = &root[frame.lost.len()..];
                        self.found.push([prefix, frame.head, rest, frame.tail].concat());
                    }
                }
            });
        }
    }

    /// The edit is in the head.
    fn in_head(&mut self, prefix: &str, word: &str) {
        for (head, lost) in frame::heads().filter(|(head, _)| !head.is_empty()) {
            for at in around(head.len(), word.len()) {
                let (typed, rest) = word.split_at(at);
                if is_one_edit(typed, head) && self.has_root_before_tail(lost, rest) {
                    self.found.push([prefix, head, rest].concat());
                }
            }
        }
    }

    /// The edit is in the tail.
    fn in_tail(&mut self, prefix: &str, word: &str) {
        for tail in frame::tails().filter(|tail| !tail.is_empty()) {
            for length in around(tail.len(), word.len()) {
                let (rest, typed) = word.split_at(word.len() - length);
                if is_one_edit(typed, tail) && self.has_root_behind_head(rest) {
                    self.found.push([prefix, rest, tail].concat());
                }
            }
        }
    }

    /// Two letters were swapped, perhaps one of the root with one beside it.
    fn across(&mut self, prefix: &str, word: &str) {
        for at in 1..word.len() {
            let letters = word.as_bytes();
            let (first, second) = (char::from(letters[at - 1]), char::from(letters[at]));
            let swapped = format!("{}{second}{first}{}", &word[..at - 1], &word[at + 1..]);
            let fits = |(frame, root): (frame::Frame, &str)| self.fits(frame.lost, root);
            if first != second && frame::of(&swapped).any(fits) {
                self.found.push([prefix, &swapped].concat());
            }
        }
    }

    fn has_root_before_tail(&self, lost: &str, rest: &str) -> bool {
        frame::tails().filter_map(|tail| rest.strip_suffix(tail)).any(|root| self.fits(lost, root))
    }

    fn has_root_behind_head(&self, rest: &str) -> bool {
        frame::heads()
            .filter_map(|(head, lost)| Some((lost, rest.strip_prefix(head)?)))
            .any(|(lost, root)| self.fits(lost, root))
    }

    fn fits(&self, lost: &str, root: &str) -> bool {
        frame::SHORTEST_ROOT <= lost.len() + root.len()
            && self.may_be_root(Hash::of(lost).then(Hash::of(root)))
    }

    /// `false` when nothing that may be a root has this hash.
    fn may_be_root(&self, form: Hash) -> bool {
        let form = Place::of(form);
        let Lexicon { lists, accepted_filter, .. } = self.lexicon;
        lists.standard.may_hold(form)
            || lists.supplement.may_hold(form)
            || accepted_filter.may_hold(form)
    }

    /// The same, for certain.
    fn is_root(&self, form: &str) -> bool {
        let (Lexicon { lists, accepted, .. }, key) = (self.lexicon, Key::new(form));
        lists.standard.has(key) || lists.supplement.has(key) || accepted.contains(form)
    }
}

/// The lengths at which a misspelt affix of this length may end within a word.
fn around(length: usize, word: usize) -> std::ops::RangeInclusive<usize> {
    length - 1..=(length + 1).min(word)
}

/// Whether two strings of plain letters are exactly one edit apart.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[head..], &other[head..]);
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - tail], &other[..other.len() - tail]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::grams::{Gaps, Grams};
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
            let mut all = Vec::new();
            near.visit(0, letters(), &Gaps::of(Grams::all()), |_, edit| {
                all.push(near.written(edit));
            });
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
