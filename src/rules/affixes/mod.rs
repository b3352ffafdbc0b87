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
use crate::lexicon::{Lexicon, join};
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

/// The words of prose blocks that a rule wants.
fn prose_words<'a>(cx: &Context<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let doc = cx.doc;
    let words = cx.wanted().into_iter().filter(move |&idx| is_in_prose(doc, idx));
    words.map(move |idx| (idx, doc.token_str(idx)))
}

/// Whether a spelling is letters only, in lower case or with a first capital.
fn is_plain(kind: TokenKind, shape: Shape) -> bool {
    kind == TokenKind::Word && matches!(shape, Shape::Lower | Shape::Capital)
}

/// Whether a token is a plain word of a prose block.
fn is_plain_word(cx: &Context<'_>, idx: usize) -> bool {
    cx.facts.words.spelling(idx).is_some_and(|spelling| is_plain(spelling.kind, spelling.shape))
        && is_in_prose(cx.doc, idx)
}

fn is_in_prose(doc: &Document, idx: usize) -> bool {
    doc.block_at_token(idx).is_some_and(|block| super::spelling::is_prose(block.kind))
}

/// How common the active verb of a root is ("pukul" → "memukul"), ten times its Zipf value; 0 where there is none.
fn active_zipf(lexicon: &Lexicon, root: &str) -> u8 {
    let entry = lexicon.look_up(&join(&["me"], root, &[]));
    if entry.is_known() { entry.zipf10().max(1) } else { 0 }
}

/// Whether a word may begin a sentence with a capital but is otherwise in lower case.
fn is_common(cx: &Context<'_>, idx: usize) -> bool {
    let shape = cx.facts.words.shape(idx);
    shape == Shape::Lower || shape == Shape::Capital && cx.doc.starts_sentence(idx)
}
