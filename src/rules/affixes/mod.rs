//! Affixes and prepositions written together or apart against the norm, judged by grammar: what class the pieces are
//! of and whether a verb of that shape exists. No list of pairs.

pub(super) mod bound_prefix;
pub(super) mod clitic_separated;
pub(super) mod number_suffix;
pub(super) mod prefix_separated;
pub(super) mod preposition_joined;
pub(super) mod sandhi;

use crate::case::Shape;
use crate::document::{Document, TokenKind};
use crate::facts::words::Spelling;
use crate::lexicon::join;
use crate::rule::Context;

/// Nouns of place and the pronouns of place: what "di" and "ke" stand before most.
const LOCATIVES: &[&str] = &[
    "antara",
    "atas",
    "bawah",
    "belakang",
    "dalam",
    "depan",
    "hadapan",
    "kanan",
    "kiri",
    "luar",
    "mana",
    "muka",
    "pinggir",
    "samping",
    "sana",
    "sebelah",
    "seberang",
    "sekeliling",
    "sekitar",
    "sini",
    "sisi",
    "situ",
    "tengah",
    "tepi",
    "ujung",
];

/// The word behind a single plain space, if it is one: its token.
fn word_behind_space(doc: &Document, idx: usize) -> Option<usize> {
    let space = doc.tokens.get(idx + 1)?;
    let next = doc.tokens.get(idx + 2)?;
    let plain = space.kind == TokenKind::Space && doc.str(space.span) == " ";
    (plain && next.kind == TokenKind::Word).then_some(idx + 2)
}

/// The words of prose blocks that are plain (letters only, in lower case or with a first capital) and wanted, which is
/// asked of each folded spelling once.
fn plain_words<'a>(
    cx: &Context<'a>,
    wanted: impl Fn(&str) -> bool,
) -> impl Iterator<Item = (usize, &'a str)> {
    let Context { doc, facts, .. } = *cx;
    let words = facts.words.tokens(|spelling, folded| is_plain(spelling) && wanted(folded));
    words.into_iter().filter(|&idx| is_in_prose(doc, idx)).map(|idx| (idx, doc.token_str(idx)))
}

/// Whether a token is a plain word of a prose block.
fn is_plain_word(cx: &Context<'_>, idx: usize) -> bool {
    let words = &cx.facts.words;
    words.number(idx).is_some_and(|number| is_plain(&words.spellings()[number]))
        && is_in_prose(cx.doc, idx)
}

fn is_plain(spelling: &Spelling) -> bool {
    spelling.kind == TokenKind::Word && matches!(spelling.shape, Shape::Lower | Shape::Capital)
}

fn is_in_prose(doc: &Document, idx: usize) -> bool {
    doc.block_at_token(idx).is_some_and(|block| super::spelling::is_prose(block.kind))
}

/// How common the active verb of a root is ("pukul" → "memukul"), ten times its Zipf value; 0 where there is none.
fn active_zipf(cx: &Context<'_>, root: &str) -> u8 {
    let entry = cx.lexicon.look_up(&join(&["me"], root, &[]));
    if entry.is_known() { entry.zipf10().max(1) } else { 0 }
}

/// Whether a word may begin a sentence with a capital but is otherwise in lower case.
fn is_common(cx: &Context<'_>, idx: usize) -> bool {
    let shape = cx.facts.words.shape(idx);
    shape == Shape::Lower || shape == Shape::Capital && cx.doc.starts_sentence(idx)
}
