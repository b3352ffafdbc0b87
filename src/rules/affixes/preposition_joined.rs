//! eyd/preposition-joined: "di" or "ke" written together with the place it stands before ("dirumah", "kedepan").
//!
//! What is a verb stays whole ("dipukul", "keluar"): there is an active form or the dictionary has the word.

use serde::Deserialize;

use super::{LOCATIVES, active_zipf, is_common, is_plain, prose_words};
use crate::case::in_shape_of;
use crate::fix::Fix;
use crate::lexicon::WordClass;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Joined forms of a preposition and a locative that are words of their own, with or without a clitic.
const WORDS: &[&str] = &["keluar", "kemuka"];

/// Administrative units, which news text writes with a capital behind "di" so that their place is not counted.
const UNITS: &[&str] = &["distrik", "kabupaten", "kecamatan", "kelurahan", "provinsi"];

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrepositionJoined {}

impl Rule for PrepositionJoined {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        let word = spelt.folded;
        is_plain(spelt.kind, spelt.shape)
            && behind_preposition(word)
                .is_some_and(|rest| before_locative(word, rest) || before_noun(spelt, rest))
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (idx, written) in prose_words(cx) {
            let lower = cx.facts.words.folded(idx);
            let Some(rest) = behind_preposition(lower) else { continue };
            if is_common(cx, idx) {
                let span = cx.doc.tokens[idx].span;
                let preposition = &lower[..2];
                let apart = format!("{preposition} {}", particle_apart(rest));
                out.report(
                    Finding::new(span).fix(Fix::suggest(span, in_shape_of(written, &apart))),
                );
            }
        }
    }
}

fn behind_preposition(word: &str) -> Option<&str> {
    ["di", "ke"].iter().find_map(|preposition| word.strip_prefix(preposition))
}

/// A locative, alone or with "-nya", a particle or its own repetition ("dimana-mana").
fn before_locative(whole: &str, rest: &str) -> bool {
    let head = rest.split('-').next().unwrap_or(rest);
    let stem =
        |suffix: &str| head.strip_suffix(suffix).is_some_and(|stem| LOCATIVES.contains(&stem));
    let locative = LOCATIVES.contains(&head) || ["nya", "lah", "kah", "pun"].into_iter().any(stem);
    locative && !WORDS.iter().any(|word| whole.starts_with(word))
}

/// "dimanapun": the particle stands apart too.
fn particle_apart(rest: &str) -> String {
    match rest.strip_suffix("pun") {
        Some(stem) if LOCATIVES.contains(&stem) => format!("{stem} pun"),
        _ => rest.to_owned(),
    }
}

/// A common noun that no verb is made of, joined into something that the dictionary does not have.
fn before_noun(spelt: &Spelt<'_>, rest: &str) -> bool {
    let Spelt { folded: whole, entry, lexicon, .. } = *spelt;
    if entry.is_standard() || entry.is_supplement() || entry.is_foreign() || whole.contains('-') {
        return false;
    }
    let stem = rest.strip_suffix("nya").unwrap_or(rest);
    let passive_suffix = whole.starts_with("di") && (stem.ends_with("kan") || stem.ends_with('i'));
    let is_unit = UNITS.contains(&stem);
    // The cheap questions come first: most words in di- and ke- are verbs.
    if stem.len() < 4 || passive_suffix || !is_unit && !lexicon.names_a_place(stem) {
        return false;
    }
    let noun = lexicon.look_up(stem);
    let is_noun = is_unit || lexicon.word_class(stem) == Some(WordClass::Noun);
    // A joined form that is common itself is a word that the lists do not have yet.
    let is_rare = entry.zipf10().saturating_add(10) < noun.zipf10();
    if !is_noun || !noun.is_standard() || noun.zipf10() < 42 || !is_rare {
        return false;
    }
    let verb = active_zipf(lexicon, stem).max(lexicon.look_up(&format!("ter{stem}")).zipf10());
    verb.saturating_add(15) < noun.zipf10()
}
