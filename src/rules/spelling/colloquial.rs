//! Colloquial verb forms: spoken Jakarta Indonesian drops "me-" but keeps its sound change ("naruh", "mimpin"), and
//! puts "-in" for "-kan" and "-i" ("jawabin"). They are real words, so they are never typos.
//!
//! Whether they belong in print is a matter of style, and is not asked here.

use crate::lexicon::Lexicon;

/// Whether a lower-case word is made this way from a known root.
pub(super) fn is_colloquial(lexicon: &Lexicon, word: &str) -> bool {
    let stem =
        ["nya", "lah", "kah"].iter().find_map(|clitic| word.strip_suffix(clitic)).unwrap_or(word);
    let bare = stem.strip_suffix("in").filter(|bare| bare.len() >= 3);
    let passive =
        bare.map(|bare| bare.strip_prefix("di").or(bare.strip_prefix("ke")).unwrap_or(bare));
    let suffixed = [bare, passive]
        .into_iter()
        .flatten()
        .any(|root| is_root(lexicon, root) || is_nasal(lexicon, root));
    suffixed || is_nasal(lexicon, stem)
}

fn is_root(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.zipf10(word) >= 20 && lexicon.look_up(word).is_known()
}

/// Whether a word is a root with its first sound made nasal: "n" for "t", "m" for "p", "ny" for "s" or "c",
/// "ng" for "k" or before a vowel, "nge" before one syllable.
fn is_nasal(lexicon: &Lexicon, word: &str) -> bool {
    const CHANGES: &[(&str, &[&str])] = &[
        ("nge", &["", "e", "ke"]),
        ("ng", &["", "k"]),
        ("ny", &["s", "c"]),
        ("n", &["t"]),
        ("m", &["p"]),
    ];
    CHANGES.iter().any(|(nasal, firsts)| {
        word.strip_prefix(nasal).is_some_and(|rest| {
            let open =
                rest.starts_with(['a', 'e', 'i', 'o', 'u']) || *nasal == "nge" || *nasal == "ng";
            rest.len() >= 3
                && open
                && firsts.iter().any(|first| is_root(lexicon, &format!("{first}{rest}")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoken_forms_are_known_by_their_roots() {
        let lexicon = Lexicon::embedded();
        for word in ["naruh", "mimpin", "jawabin", "nyari", "ngambil", "dibeliin", "ngecek"] {
            assert!(is_colloquial(&lexicon, word), "{word}");
        }
        for word in ["nenurut", "merupkan", "tutupnha", "seteah"] {
            assert!(!is_colloquial(&lexicon, word), "{word}");
        }
    }
}
