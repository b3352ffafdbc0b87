//! No white space where a sentence, a clause or a bracket begins: "tersebut.Sejauh", "satu,dua", "Kesehatan(Kemenkes)".
//!
//! Abbreviations, initials, numbers, addresses, file names and brands are left alone; the words on both sides have to
//! be words.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MissingSpace {}

impl Rule for MissingSpace {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        matches!(spelt.text, "." | "," | "?" | "!" | ";" | ":" | ")" | "(")
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for idx in cx.wanted() {
            let block = doc.block_at_token(idx);
            let is_inside = block.is_some_and(|block| {
                (block.tokens.start as usize) < idx && idx + 1 < block.tokens.end as usize
            });
            let Some((before, after)) = is_inside.then(|| gap(cx, idx)).flatten() else { continue };
            let opens = is(doc, idx, "(");
            let (cut, last) = if opens { (idx, idx) } else { (idx + 1, after) };
            let span = doc.tokens[before].span.cover(doc.tokens[last].span);
            let at = doc.tokens[cut].span.start() - span.start();
            let text = doc.str(span);
            let spaced = format!("{} {}", &text[..at], &text[at..]);
            out.report(
                Finding::new(span).arg("mark", doc.token_str(idx)).fix(Fix::suggest(span, spaced)),
            );
        }
    }
}

fn is(doc: &Document, idx: usize, mark: &str) -> bool {
    matches!(doc.kind(idx), Some(TokenKind::Punct | TokenKind::Quote)) && doc.token_str(idx) == mark
}

/// The tokens around the mark at `idx` between which a space is missing.
fn gap(cx: &Context<'_>, idx: usize) -> Option<(usize, usize)> {
    let doc = cx.doc;
    let (before, after) = (idx - 1, idx + 1);
    let word = |idx: usize| doc.kind(idx) == Some(TokenKind::Word);
    let number = |idx: usize| doc.kind(idx) == Some(TokenKind::Number);
    let missing = match doc.token_str(idx) {
        "." => {
            word(before)
                && word(after)
                && !is_dotted(doc, idx)
                && is_sentence_break(cx, before, after)
        }
        "," => {
            let left = word(before) || is(doc, before, ")") || number(before);
            let right = word(after) || word(before) && number(after) || opens_quote(cx, after);
            left && right && !is_unit(doc, after)
        }
        "?" | "!" | ";" => word(before) && word(after) && is_word(cx, after),
        ":" => word(before) && word(after) && is_plain(cx, before) && is_word(cx, after),
        ")" => word(after) && is_prose(cx, after) && doc.token_str(after).chars().count() > 2,
        "(" => word(before) && word(after) && is_prose(cx, before) && opens_room(doc, idx),
        _ => false,
    };
    missing.then_some((before, after))
}

/// Whether the stop is one of several that glue short pieces: "S.H.", "a.n.", "www.x.y".
fn is_dotted(doc: &Document, stop: usize) -> bool {
    let short = |idx: usize| doc.token_str(idx).chars().count() <= 2;
    short(stop - 1)
        || is(doc, stop + 2, ".") && short(stop + 1)
        || stop >= 2 && is(doc, stop - 2, ".")
}

/// "tersebut.Sejauh": the left word could end a sentence and the right one begins one.
fn is_sentence_break(cx: &Context<'_>, before: usize, after: usize) -> bool {
    let (left, right) = (cx.doc.token_str(before), cx.doc.token_str(after));
    let entry = cx.facts.entries[before];
    let ends = left.ends_with(|c: char| c.is_lowercase() || c.is_numeric())
        && (entry.is_known() || entry.is_name())
        || left.len() > 2 && !left.contains(char::is_lowercase) && entry.is_abbreviation();
    let mut letters = right.chars();
    let begins =
        letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase());
    ends && begins && is_word(cx, after) && right.chars().count() > 1
}

fn is_word(cx: &Context<'_>, idx: usize) -> bool {
    cx.facts.entries[idx].is_known()
        || cx.facts.entries[idx].is_person()
        || cx.facts.entries[idx].is_place()
}

/// A known word in lower case, no label such as "Foto".
fn is_plain(cx: &Context<'_>, idx: usize) -> bool {
    cx.doc.token_str(idx).starts_with(char::is_lowercase) && cx.facts.entries[idx].is_known()
}

/// A word of more than two letters that is no formula, product or code.
fn is_prose(cx: &Context<'_>, idx: usize) -> bool {
    let text = cx.doc.token_str(idx);
    text.chars().count() > 2 && text.chars().all(char::is_alphabetic) && is_word(cx, idx)
}

/// Whether a bracket opens on a whole word or name rather than on an ending: "guru(-guru)", "saksi(nya)".
fn opens_room(doc: &Document, bracket: usize) -> bool {
    let inside = doc.token_str(bracket + 1);
    inside.chars().count() > 3
        || inside.chars().count() > 1 && inside.starts_with(char::is_uppercase)
}

fn opens_quote(cx: &Context<'_>, idx: usize) -> bool {
    let start = cx.doc.tokens.get(idx).map_or(0, |token| token.span.start());
    cx.doc.kind(idx) == Some(TokenKind::Quote)
        && cx.facts.quotes.binary_search_by_key(&start, |quote| quote.span.start()).is_ok()
}

/// "1,5x", "3,2km": a decimal number that its unit cuts in two is no list.
fn is_unit(doc: &Document, idx: usize) -> bool {
    doc.token_str(idx).chars().count() == 1
}
