//! spelling/fused-words: the space between two words was lost ("padatanggal", "danmelaporkan").
//!
//! Words glued by punctuation ("tersebut.Sejauh") are a matter of punctuation, and are not looked at here.

use serde::Deserialize;

use super::{is_prose, is_structural};
use crate::case::{Shape, folded, shape};
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::fix::Fix;
use crate::lexicon::Entry;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Words that carry no content of their own; a fusion without one of them is rare, and a compound or a name.
const FUNCTION_WORDS: &[&str] = &[
    "ada", "adalah", "agar", "akan", "antara", "atas", "atau", "bagi", "bahwa", "banyak", "belum",
    "berbagai", "bisa", "bukan", "dalam", "dan", "dapat", "dari", "dengan", "hanya", "harus",
    "hingga", "ia", "ini", "itu", "jadi", "jika", "juga", "kalau", "kami", "karena", "kata", "ke",
    "kepada", "ketika", "kita", "lagi", "lain", "lalu", "lebih", "maka", "masih", "melalui",
    "mereka", "namun", "oleh", "pada", "para", "saat", "saja", "sama", "sampai", "sangat", "satu",
    "saya", "sebagai", "secara", "sedang", "sejak", "selama", "seperti", "serta", "setelah",
    "sudah", "tahun", "tanpa", "telah", "terhadap", "termasuk", "tersebut", "tetapi", "tidak",
    "ujar", "untuk", "yaitu", "yakni", "yang",
];

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FusedWords {}

impl Rule for FusedWords {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.text == "_"
            || spelt.kind == TokenKind::Word && !is_trusted(spelt.entry) && may_be_two(spelt.text)
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for idx in cx.wanted() {
            if !cx.doc.block_at_token(idx).is_some_and(|block| is_prose(block.kind)) {
                continue;
            }
            match cx.doc.tokens[idx].kind {
                TokenKind::Word => check_word(cx, idx, out),
                _ => check_underscore(cx, idx, out),
            }
        }
    }
}

fn is_trusted(entry: Entry) -> bool {
    entry.is_known() || entry.is_foreign() || entry.is_colloquial() || entry.is_name()
}

/// Whether a word is long enough for two, and not joined by a hyphen.
fn may_be_two(word: &str) -> bool {
    !word.contains('-') && word.chars().count() >= 6
}

fn check_word(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) {
    let entry = cx.facts.entries[idx];
    let word = cx.doc.token_str(idx);
    if is_structural(cx.doc, idx) {
        return;
    }
    let span = cx.doc.tokens[idx].span;
    if let Some(at) = before_capital(cx, word) {
        let fix = Fix::suggest(span, format!("{} {}", &word[..at], &word[at..]));
        out.report(Finding::new(span).fix(fix));
        return;
    }
    let shape = cx.facts.words.shape(idx);
    if matches!(shape, Shape::Shout | Shape::Mixed)
        || cx.facts.vocabulary.is_foreign_passage(cx.doc, idx)
    {
        return;
    }
    if shape == Shape::Capital && !cx.doc.starts_sentence(idx) {
        return;
    }
    let Some((at, strength)) = best_split(cx, cx.facts.words.folded(idx)) else { return };
    if at >= word.len()
        || !word.is_char_boundary(at)
        || cx.facts.vocabulary.count(&cx.facts.words, cx.facts.words.folded(idx)) > 1
    {
        return;
    }
    let cap = if strength >= 48 && !entry.is_seen() { Severity::Error } else { Severity::Warning };
    let fix = Fix::suggest(span, format!("{} {}", &word[..at], &word[at..]));
    out.report(Finding::new(span).fix(fix).at_most(cap));
}

/// `hasil_akhir`: an underscore took the place of the space, between two words that the lexicon knows.
fn check_underscore(cx: &Context<'_>, idx: usize, out: &mut Sink<'_>) {
    let Some(left) = idx.checked_sub(1) else { return };
    let word = |at: usize| {
        let entry = cx.facts.entries.get(at).copied().unwrap_or_default();
        let prose = entry.is_known() || entry.is_foreign();
        prose
            && cx.doc.kind(at) == Some(TokenKind::Word)
            && shape(cx.doc.token_str(at)) == Shape::Lower
    };
    // Handles and file names are glued to more of their kind.
    let free = |at: Option<usize>| {
        at.and_then(|at| cx.doc.kind(at))
            .is_none_or(|kind| matches!(kind, TokenKind::Space | TokenKind::Quote))
            || at.is_some_and(|at| matches!(cx.doc.token_str(at), "." | ","))
    };
    if word(left) && word(idx + 1) && free(left.checked_sub(1)) && free(Some(idx + 2)) {
        let span = cx.doc.tokens[left].span.cover(cx.doc.tokens[idx + 1].span);
        let apart = format!("{} {}", cx.doc.token_str(left), cx.doc.token_str(idx + 1));
        out.report(Finding::new(span).fix(Fix::suggest(span, apart)).at_most(Severity::Warning));
    }
}

/// Brands that are written with a small letter, so that a word may run into them: "daridetikNews".
const BRANDS: &[&str] = &["detik", "kumparan", "iPhone", "iPad", "iOS"];

/// "termasukJabodetabek", "dihubungidetikJateng": a common word in lower case, then a capital or a brand.
fn before_capital(cx: &Context<'_>, word: &str) -> Option<usize> {
    if BRANDS.iter().any(|brand| word.starts_with(brand)) {
        return None;
    }
    let brand = BRANDS.iter().filter_map(|brand| word.find(brand)).min();
    let capital = word.char_indices().find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let at = brand.into_iter().chain(capital).min().filter(|&at| at >= 2)?;
    let (left, right) = word.split_at(at);
    let entry = cx.lexicon.look_up(&folded(left));
    let function = is_function_word(&folded(left));
    let common = entry.is_known() && (function || entry.zipf10() >= 40 && left.len() >= 4);
    let rest = cx.lexicon.look_up(right);
    let one_word = right.chars().skip(1).all(char::is_lowercase);
    let word_like = one_word && (rest.is_name() || rest.is_known() || right.chars().count() >= 5);
    (common && (brand == Some(at) || word_like)).then_some(at)
}

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

/// The place where a word falls into two common words, one of them a function word, and how common the rarer one is.
fn best_split(cx: &Context<'_>, word: &str) -> Option<(usize, u8)> {
    let splits =
        word.char_indices().map(|(at, _)| at).filter(|&at| at >= 2 && at + 2 <= word.len());
    let rated = splits.filter_map(|at| {
        let (left, right) = word.split_at(at);
        let is_too_short = left.len().min(right.len()) < 3;
        if is_too_short || !is_function_word(left) && !is_function_word(right) {
            return None;
        }
        let rarer = cx.lexicon.zipf10(left).min(cx.lexicon.zipf10(right));
        let known = |part: &str| cx.lexicon.look_up(part).is_known();
        (rarer >= 42 && known(left) && known(right)).then_some((at, rarer))
    });
    rated.max_by_key(|&(_, rarer)| rarer)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::FUNCTION_WORDS.is_sorted());
    }
}
