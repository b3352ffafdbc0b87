//! What surrounds a word speaks for one correction and not for another: the words beside it, and whether the article
//! uses the correction elsewhere. That nothing is known of a pair says nothing against it.

use std::ops::Range;

use crate::document::TokenKind;
use crate::lexicon::{Candidate, Hash};
use crate::rule::Context;

/// The words beside a token, by the hashes of their folded forms, where only a space is between.
pub(super) struct Neighbours {
    before: Option<Hash>,
    after: Option<Hash>,
    /// Whether a clause ends behind the token.
    ends: bool,
}

/// Words that more must follow in their clause.
const OPENERS: &[&str] = &[
    "adalah", "agar", "akan", "antara", "apabila", "atau", "bagi", "bahwa", "bila", "dalam", "dan",
    "dari", "daripada", "dengan", "di", "hingga", "jika", "kalau", "karena", "ke", "kepada",
    "ketika", "maka", "meski", "oleh", "pada", "para", "saat", "sang", "sebagai", "sebelum",
    "sejak", "sekitar", "serta", "setelah", "setiap", "supaya", "tanpa", "tapi", "telah",
    "terhadap", "tetapi", "tiap", "untuk", "yaitu", "yakni", "yang",
];

impl Neighbours {
    pub(super) fn of(cx: &Context<'_>, idx: usize) -> Self {
        Self::around(cx, idx..idx + 1)
    }

    /// The words beside a run of tokens.
    pub(super) fn around(cx: &Context<'_>, tokens: Range<usize>) -> Self {
        let (first, end) = (tokens.start, tokens.end);
        let word = |space: Option<usize>, at: Option<usize>| {
            let (space, at) = (space?, at?);
            let is_word = cx.doc.kind(space) == Some(TokenKind::Space)
                && cx.doc.kind(at) == Some(TokenKind::Word);
            is_word.then(|| Hash::of(cx.facts.words.folded(at)))
        };
        let mark = cx.doc.tokens.get(end).map(|token| cx.doc.str(token.span));
        let ends = mark.is_none_or(|mark| matches!(mark, "." | "," | "!" | "?" | ")"));
        Self {
            before: word(first.checked_sub(1), first.checked_sub(2)),
            after: word(Some(end), Some(end + 1)),
            ends,
        }
    }

    /// How well a word stands between them, told by the hash of its folded form, in tenths of a power of ten.
    pub(super) fn fit10(&self, cx: &Context<'_>, word: Hash) -> u8 {
        let before = self.before.map_or(0, |left| cx.lexicon.association10(left, word));
        let after = self.after.map_or(0, |right| cx.lexicon.association10(word, right));
        before.saturating_add(after)
    }
}

/// What the words beside it add to the strength of a correction, or take from it.
pub(super) fn fit(cx: &Context<'_>, neighbours: &Neighbours, candidate: &Candidate) -> f32 {
    /// What a tenth of a power of ten of association counts: the pairs are known of part of the words only.
    const BESIDE: f32 = 0.04;
    /// What it costs that a clause would end in a word that opens one.
    const CUT_OFF: f32 = 2.0;
    let cut_off = neighbours.ends && OPENERS.binary_search(&&*candidate.word).is_ok();
    let ending = if cut_off { CUT_OFF } else { 0.0 };
    BESIDE * f32::from(neighbours.fit10(cx, Hash::of(&candidate.word))) - ending
}

/// A word that the article uses elsewhere is more probable in it than in other texts, the more so a rare one. So are its
/// relatives, though, which differ at the end: "empati" beside "empatik", "Saudi" beside "Saud".
pub(super) fn recurrence(cx: &Context<'_>, word: &str, candidate: &Candidate) -> f32 {
    /// Ten times the Zipf value from which a word is in most articles anyway.
    const COMMON: f32 = 55.0;
    let relatives = word.starts_with(&candidate.word) || candidate.word.starts_with(word);
    if relatives || cx.facts.vocabulary.count(&cx.facts.words, &candidate.word) == 0 {
        return 0.0;
    }
    ((COMMON - f32::from(candidate.entry.zipf10())) / 10.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(OPENERS.is_sorted());
    }
}
