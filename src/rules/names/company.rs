//! Company: what the words around two spellings say of their being one name.
//!
//! Two people who share a first name that half the country bears are not one person for it.

use std::cmp::Ordering;

use crate::facts::names::{Before, Form, Mention, Names, Part, Stance};
use crate::lexicon::CLITICS;
use crate::rule::Context;

/// What the company of two spellings says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Each has company of its own: two names.
    Apart,
    /// Nothing speaks for or against.
    Open,
    /// A title stands before both.
    Title,
    /// The same other name stands beside both.
    Name,
}

/// How many places of a spelling are looked at. Keeps the work linear.
const PLACES: usize = 24;

/// First names too common to tie two surnames that both exist, in lower case.
const COMMON: &[&str] = &[
    "abdul", "achmad", "agus", "ahmad", "andi", "budi", "dewi", "dwi", "eko", "gede", "ida",
    "kadek", "ketut", "komang", "made", "moch", "moh", "mohamad", "mohammad", "muh", "muhamad",
    "muhammad", "ni", "nur", "nyoman", "putu", "rizki", "rizky", "siti", "sri", "tri", "wayan",
];

/// Compares the company of two spellings.
pub(super) fn tie(names: &Names, one: &Form, other: &Form) -> Tie {
    let exist = one.entry.is_name() && other.entry.is_name();
    let mut apart = false;
    for side in [Names::prev, Names::next] {
        let (ours, theirs) = (company(names, one, side), company(names, other, side));
        let shared = ours.iter().any(|(form, _)| {
            theirs.iter().any(|(their, _)| form == their) && !(exist && is_common(names, *form))
        });
        if shared {
            return Tie::Name;
        }
        let own = |company: &[(u32, bool)]| company.iter().any(|&(_, certain)| certain);
        apart |= own(&ours) && own(&theirs);
    }
    if apart || always_accompanied(names, one) && always_accompanied(names, other) {
        return Tie::Apart;
    }
    let titled =
        |form: &Form| form.parts.iter().any(|&part| names.mention(part).before == Before::Title);
    if titled(one) && titled(other) { Tie::Title } else { Tie::Open }
}

/// Whether "dan" or the like joins a mention of the one spelling to one of the other: nobody names the same person twice
/// in a row, so these are two.
pub(super) fn are_joined(cx: &Context<'_>, one: &Form, other: &Form) -> bool {
    const JOINS: &[&str] =
        &["&", "atau", "bersama", "dan", "dengan", "maupun", "serta", "versus", "vs"];
    let names = &cx.facts.names;
    let holds = |mention: &Mention, form: &Form| {
        form.parts
            .binary_search_by(|&part| {
                if part < mention.parts.start {
                    Ordering::Less
                } else if part >= mention.parts.end {
                    Ordering::Greater
                } else {
                    Ordering::Equal
                }
            })
            .is_ok()
    };
    let joined = |part: &u32, form: &Form| {
        let at = names.parts[*part as usize].mention as usize;
        names.mentions.get(at + 1).is_some_and(|next| {
            let (end, start) = (names.mentions[at].span.end(), next.span.start());
            let between = cx.doc.text.get(end..start).unwrap_or_default().trim();
            JOINS.binary_search(&between).is_ok() && holds(next, form)
        })
    };
    one.parts.iter().take(PLACES).any(|part| joined(part, other))
        || other.parts.iter().take(PLACES).any(|part| joined(part, one))
}

/// Whether a spelling never stands alone, as "Hong" never does.
fn always_accompanied(names: &Names, form: &Form) -> bool {
    form.parts.iter().take(PLACES).all(|&part| {
        let sides = [names.prev(part), names.next(part)];
        sides.into_iter().flatten().any(|beside| {
            let Part { form, stance, .. } = names.parts[beside as usize];
            stance == Stance::Shown || !names.forms[form as usize].entry.is_known()
        })
    })
}

/// The words on one side of a spelling, and whether they certainly belong to the name: in a line of capitals they need
/// not.
fn company(names: &Names, form: &Form, side: fn(&Names, u32) -> Option<u32>) -> Vec<(u32, bool)> {
    let parts = form.parts.iter().take(PLACES);
    let mut company: Vec<(u32, bool)> = parts
        .filter_map(|&part| {
            let Part { form, stance, .. } = names.parts[side(names, part)? as usize];
            let certain = stance == Stance::Shown || !names.forms[form as usize].entry.is_known();
            Some((form, certain))
        })
        .collect();
    company.sort_unstable();
    company.dedup();
    company
}

/// Whether both spellings may be right side by side: one is the other with a clitic, a plural, a suffix of peoples and
/// languages, the "ka" of an office, the "a" that says no ("Dharma", "Adharma"), or glued to a letter before it.
pub(super) fn is_related(odd: &str, meant: &str) -> bool {
    const ENDS: &[&str] = &["s", "an", "n", "i", "a", "na", "ta", "ns"];
    const HEADS: &[&str] = &["a", "ka", "ma", "wa"];
    let glued = odd.strip_prefix(char::is_uppercase).is_some_and(|rest| rest == meant);
    let clitic = odd.strip_prefix(meant).is_some_and(|end| CLITICS.contains(&end));
    let (long, short) = if odd.len() > meant.len() { (odd, meant) } else { (meant, odd) };
    let suffixed = long.strip_prefix(short).is_some_and(|end| ENDS.contains(&end));
    let (long, short) = (long.to_lowercase(), short.to_lowercase());
    let headed = long.strip_suffix(&short).is_some_and(|head| HEADS.contains(&head));
    glued || clitic || suffixed || headed
}

fn is_common(names: &Names, form: u32) -> bool {
    let text = names.forms[form as usize].text.to_lowercase();
    COMMON.binary_search(&text.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::COMMON.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn a_bare_form_and_what_is_made_of_it_may_both_be_right() {
        for (odd, meant) in [
            ("Bostonian", "Bostonia"),
            ("Bostonianya", "Bostonia"),
            ("BMarwoto", "Marwoto"),
            ("Adharma", "Dharma"),
            ("Wisa", "Wisan"),
        ] {
            assert!(super::is_related(odd, meant), "{odd} {meant}");
        }
        for (odd, meant) in
            [("Hartandrau", "Hartandra"), ("Wirasutar", "Wirasutra"), ("Pwolsek", "Polsek")]
        {
            assert!(!super::is_related(odd, meant), "{odd} {meant}");
        }
    }
}
