//! eyd/prefix-separated: the passive prefix "di-" written apart from its verb ("di pukul").

use serde::Deserialize;

use super::{LOCATIVES, is_common, is_plain, prose_words, word_behind_space};
use crate::case::{Shape, in_shape_of};
use crate::fix::Fix;
use crate::lexicon::WordClass;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrefixSeparated {}

impl Rule for PrefixSeparated {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.folded == "di" && is_plain(spelt.kind, spelt.shape)
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (idx, written) in prose_words(cx) {
            if !written.eq_ignore_ascii_case("di") || !is_common(cx, idx) {
                continue;
            }
            let Some(next) = word_behind_space(cx.doc, idx) else { continue };
            let words = &cx.facts.words;
            let named = word_behind_space(cx.doc, next)
                .is_some_and(|behind| words.shape(behind) != Shape::Lower);
            // "di parkir Barat" is a place; a verb is hardly ever followed by a name.
            if words.shape(next) == Shape::Lower && !named && is_verb(cx, next) {
                let span = cx.doc.tokens[idx].span.cover(cx.doc.tokens[next].span);
                let joined = format!("di{}", cx.doc.token_str(next));
                out.report(
                    Finding::new(span).fix(Fix::suggest(span, in_shape_of(written, &joined))),
                );
            }
        }
    }
}

/// Whether the word behind "di" is a verb there: the joined form is a common verb and the word alone is no place.
fn is_verb(cx: &Context<'_>, idx: usize) -> bool {
    let word = cx.facts.words.folded(idx);
    if word.contains('-') || LOCATIVES.contains(&word) {
        return false;
    }
    let joined = format!("di{word}");
    let entry = cx.lexicon.look_up(&joined);
    if !entry.is_known() {
        return false;
    }
    let passive = cx.lexicon.word_class(&joined) == Some(WordClass::Verb);
    match cx.lexicon.word_class(word) {
        // "di pukul 10" is a clock, "di pukul menggunakan kayu" is not.
        Some(WordClass::Noun) => passive && has_agent(cx, idx),
        Some(WordClass::Verb | WordClass::Other) => passive && entry.zipf10() >= 35,
        Some(WordClass::Adjective) => false,
        // Rare as a word of its own: only the suffix tells that it cannot be a place.
        None => word.len() > 5 && (has_kan(cx, word) || passive && word.ends_with('i')),
    }
}

/// Whether a word ends in the suffix "-kan", not in "-an" behind a "k" ("kontrakan").
fn has_kan(cx: &Context<'_>, word: &str) -> bool {
    word.ends_with("kan")
        && !word.strip_suffix("an").is_some_and(|root| cx.lexicon.look_up(root).is_standard())
}

/// Whether the words behind say by whom or with what.
fn has_agent(cx: &Context<'_>, idx: usize) -> bool {
    word_behind_space(cx.doc, idx)
        .is_some_and(|next| matches!(cx.doc.token_str(next), "oleh" | "menggunakan"))
}
