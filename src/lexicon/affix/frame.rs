//! Frames: what may stand before and behind a root in a derived form, by its letters alone. Whoever looks for derived forms
//! among many asks here first where a root would have to be; the analysis beside this module decides.

use super::BOUND;

/// What stands around a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Frame {
    pub(in super::super) head: &'static str,
    /// The first letter of the root where sandhi has swallowed it.
    pub(in super::super) lost: &'static str,
    pub(in super::super) tail: &'static str,
}

/// Heads of verbs and nouns, with what each swallows. [Bound prefixes](BOUND) come before them.
const HEADS: [(&str, &str); 31] = [
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
    ("ter", ""),
];

/// A suffix and a clitic behind it, each of which may be missing.
const TAILS: [&str; 24] = [
    "", "an", "i", "kan", "kah", "ankah", "ikah", "kankah", "ku", "anku", "iku", "kanku", "lah",
    "anlah", "ilah", "kanlah", "mu", "anmu", "imu", "kanmu", "nya", "annya", "inya", "kannya",
];

/// Bytes of the shortest root.
pub(in super::super) const SHORTEST_ROOT: usize = 4;

/// Every head and what it swallows; "te" stands for "ter" before some roots.
pub(in super::super) fn heads() -> impl Iterator<Item = (&'static str, &'static str)> {
    HEADS.into_iter().chain([("te", "")])
}

/// Every tail.
pub(in super::super) fn tails() -> impl Iterator<Item = &'static str> {
    TAILS.into_iter()
}

/// The frames that a form without its bound prefix fits into, and where its root begins and ends in each. That nothing at
/// all stands around the root is one of them.
pub(in super::super) fn of(form: &str) -> impl Iterator<Item = (Frame, &str)> {
    heads().filter_map(|(head, lost)| Some((head, lost, form.strip_prefix(head)?))).flat_map(
        |(head, lost, rest)| {
            tails().filter_map(move |tail| {
                let root = rest.strip_suffix(tail)?;
                Some((Frame { head, lost, tail }, root))
            })
        },
    )
}

/// The bound prefixes that a form begins with.
pub(in super::super) fn bound(form: &str) -> impl Iterator<Item = &'static str> {
    BOUND.into_iter().filter(move |prefix| form.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_fits_into_every_frame_of_its_letters() {
        let found: Vec<_> = of("menulikan").filter(|(frame, _)| frame.tail == "kan").collect();
        let roots: Vec<_> = found.iter().map(|(frame, root)| [frame.lost, root].concat()).collect();
        assert_eq!(roots, ["menuli", "nuli", "uli", "tuli"]);
    }
}
