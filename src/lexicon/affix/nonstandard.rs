//! Nasal sandhi that was not carried out, `mengkonsumsi` for `mengonsumsi`, or carried too far,
//! `memerbaiki` for `memperbaiki`. Any root will do, not only the ones that someone listed. Forms
//! that merely look so (`mempunyai`, `memperbaiki`, `mentari`, `memerlukan`) are left alone.

use super::super::Lexicon;
use super::{Analysis, nasal};

/// What stands between prefix and root when a consonant was kept, with that consonant.
const KEPT: [(&str, &str); 4] = [("ngk", "k"), ("mp", "p"), ("nt", "t"), ("ns", "s")];

/// Suffixes and clitics that may follow, longest first.
const ENDINGS: [&[&str]; 11] = [
    &["kan", "nya"],
    &["i", "nya"],
    &["an", "nya"],
    &["kan"],
    &["nya"],
    &["lah"],
    &["ku"],
    &["mu"],
    &["an"],
    &["i"],
    &[],
];

/// Roots in `per-` whose rest happens to be a root too: for all others `per-` is a prefix.
const ROOTS_IN_PER: [&str; 7] =
    ["percaya", "pergok", "perkara", "perkosa", "persepsi", "personal", "pesona"];

/// Roots that a word of another origin happens to end in: mentari, menteri, mentimun, pentolan.
const LOOK_ALIKES: [&str; 8] = ["pelai", "pelam", "tari", "tega", "teri", "tiga", "timun", "tolan"];

/// Monosyllables that take `menge-` and are often given a plain nasal; prefix, root and suffix after the form.
const MONOSYLLABLES: [(&str, &str, &str, &[&str]); 13] = [
    ("membom", "me", "bom", &[]),
    ("membor", "me", "bor", &[]),
    ("mencat", "me", "cat", &[]),
    ("mencek", "me", "cek", &[]),
    ("mengcek", "me", "cek", &[]),
    ("mengsahkan", "me", "sah", &["kan"]),
    ("mengtes", "me", "tes", &[]),
    ("mensahkan", "me", "sah", &["kan"]),
    ("mentes", "me", "tes", &[]),
    ("pembom", "pe", "bom", &[]),
    ("pemboman", "pe", "bom", &["an"]),
    ("pengsahan", "pe", "sah", &["an"]),
    ("pensahan", "pe", "sah", &["an"]),
];

pub(super) fn analyse(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let prefix = ["me", "pe"].into_iter().find(|prefix| word.starts_with(prefix))?;
    monosyllable(word).or_else(|| lost(lexicon, word)).or_else(|| kept(lexicon, word, prefix))
}

fn monosyllable(word: &str) -> Option<Analysis> {
    let (_, prefix, root, suffixes) = MONOSYLLABLES.iter().find(|(form, ..)| *form == word)?;
    Some(with_standard(vec![prefix], root, suffixes.to_vec()))
}

/// `memerbaiki`: the `p` of the prefix `per-` was lost as if it began the root. A root in `per-`
/// loses it rightly (`memerlukan`), and its form is listed.
fn lost(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let rest = word.strip_prefix("memer")?;
    let standard = format!("memper{rest}");
    let base = format!("per{rest}");
    let is_root = ROOTS_IN_PER.iter().any(|root| base.starts_with(root));
    let is_listed = |form: &str| lexicon.listed(form).is_known();
    (!is_root && is_listed(&standard) && !is_listed(word)).then(|| Analysis {
        prefixes: vec!["memper"],
        root: rest.to_owned(),
        suffixes: Vec::new(),
        nonstandard: Some(standard),
    })
}

fn kept(lexicon: &Lexicon, word: &str, prefix: &'static str) -> Option<Analysis> {
    let rest = &word[prefix.len()..];
    let (nasal, consonant) = KEPT.iter().find(|(nasal, _)| rest.starts_with(nasal))?;
    let stem = &rest[nasal.len() - consonant.len()..];
    // Clusters keep their consonant by rule: mengkritik, memproses, mentransfer, menstandarkan.
    if !stem[consonant.len()..].starts_with(nasal::is_vowel) {
        return None;
    }
    ENDINGS.iter().find_map(|ending| {
        let root = stem.strip_suffix(&ending.concat()[..])?;
        is_broken(lexicon, root, prefix, ending)
            .then(|| with_standard(vec![prefix], root, ending.to_vec()))
    })
}

/// Whether the root exists, should have lost its consonant, and gives a standard word when it does.
fn is_broken(lexicon: &Lexicon, root: &str, prefix: &str, ending: &[&'static str]) -> bool {
    let entry = lexicon.listed_form(root);
    if root.len() < 4 || !entry.is_known() || is_prefixed(lexicon, root) {
        return false;
    }
    // Some roots keep their consonant by exception (mengkaji, mempunyai), and a few words only
    // look like a verb (mentari, menteri).
    if !nasal::dissolves(root) || LOOK_ALIKES.contains(&root) {
        return false;
    }
    let without_clitic = ending.iter().copied().filter(|e| matches!(*e, "kan" | "i" | "an"));
    let core = super::join(&[prefix], root, &without_clitic.collect::<Vec<_>>());
    let is_listed = lexicon.listed_form(&core).is_known();
    is_listed && (4 < root.len() || 30 <= entry.zipf10())
        || prefix == "me" && 4 < root.len() && 25 <= entry.zipf10()
}

/// `memper-`: the `p` belongs to a prefix and stays.
fn is_prefixed(lexicon: &Lexicon, root: &str) -> bool {
    let Some(rest) = root.strip_prefix("per") else { return false };
    !ROOTS_IN_PER.iter().any(|whole| root.starts_with(whole))
        && 2 < rest.len()
        && lexicon.listed_form(rest).is_known()
}

fn with_standard(prefixes: Vec<&'static str>, root: &str, suffixes: Vec<&'static str>) -> Analysis {
    let standard = super::join(&prefixes, root, &suffixes);
    Analysis { prefixes, root: root.to_owned(), suffixes, nonstandard: Some(standard) }
}
