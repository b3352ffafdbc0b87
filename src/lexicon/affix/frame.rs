//! Frames: what may stand before and behind a root in a derived form, by its letters alone. Whoever looks for derived forms
//! among many asks here first where a root would have to be; the analysis beside this module decides.

use super::BOUND;

/// Heads of verbs and nouns, with what each swallows; "te" stands for "ter" before some roots. [Bound prefixes](BOUND)
/// come before them.
static HEADS: [(&str, &str); 32] = [
    ("", ""),
    ("be", ""),
    ("ber", ""),
    ("di", ""),
    ("diper", ""),
    ("kau", ""),
    ("ke", ""),
    ("ketidak", ""),
    ("ku", ""),
    ("me", ""),
    ("mem", ""),
    ("mem", "p"),
    ("memper", ""),
    ("men", ""),
    ("men", "t"),
    ("meng", ""),
    ("meng", "k"),
    ("menge", ""),
    ("meny", "s"),
    ("pe", ""),
    ("pem", ""),
    ("pem", "p"),
    ("pen", ""),
    ("pen", "t"),
    ("peng", ""),
    ("peng", "k"),
    ("penge", ""),
    ("peny", "s"),
    ("per", ""),
    ("se", ""),
    ("te", ""),
    ("ter", ""),
];

/// A suffix and a clitic behind it, each of which may be missing.
static TAILS: [&str; 24] = [
    "", "an", "i", "kan", "kah", "ankah", "ikah", "kankah", "ku", "anku", "iku", "kanku", "lah",
    "anlah", "ilah", "kanlah", "mu", "anmu", "imu", "kanmu", "nya", "annya", "inya", "kannya",
];

/// Bytes of the shortest root.
pub(in super::super) const SHORTEST_ROOT: usize = 4;

/// Every head and what it swallows.
pub(in super::super) fn heads() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADS.iter().copied()
}

/// Every tail.
pub(in super::super) fn tails() -> impl Iterator<Item = &'static str> {
    TAILS.iter().copied()
}

/// The heads that a form without its bound prefix begins with, and what each swallows.
pub(in super::super) fn heads_of(form: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let first = form.bytes().next();
    // Told by the first letter nearly always.
    let may_begin = move |head: &str| head.is_empty() || head.bytes().next() == first;
    heads().filter(move |(head, _)| may_begin(head) && form.starts_with(head))
}

/// The tails that a form ends in.
pub(in super::super) fn tails_of(form: &str) -> impl Iterator<Item = &'static str> {
    let last = form.bytes().next_back();
    let may_end = move |tail: &str| tail.is_empty() || tail.bytes().next_back() == last;
    tails().filter(move |tail| may_end(tail) && form.ends_with(tail))
}

/// The bound prefixes that a form begins with.
pub(in super::super) fn bound(form: &str) -> impl Iterator<Item = &'static str> {
    let first = form.bytes().next();
    let may_begin = move |prefix: &&str| prefix.bytes().next() == first;
    BOUND.iter().copied().filter(may_begin).filter(move |prefix| form.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_all_affixes_of_its_letters() {
        let heads: Vec<_> = heads_of("menulikan").collect();
        assert_eq!(heads, [("", ""), ("me", ""), ("men", ""), ("men", "t")]);
        let tails: Vec<_> = tails_of("menulikan").collect();
        assert_eq!(tails, ["", "an", "kan"]);
    }
}
