//! eyd/bound-prefix-separated: a prefix that is no word of its own written apart ("antar negara", "pasca gempa").

use serde::Deserialize;

use super::{is_common, is_plain, prose_words, word_behind_space};
use crate::case::{Shape, in_shape_of, shape};
use crate::fix::Fix;
use crate::lexicon::WordClass;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Prefixes that are never words of their own in news prose, but for the senses guarded below.
const PREFIXES: &[&str] = &[
    "antar", "anti", "infra", "intra", "multi", "nir", "non", "pasca", "poli", "pra", "purna",
    "semi", "sub", "supra", "swa",
];

/// What "tuna-" is joined with; alone it is a fish.
const TUNA: &[&str] = &[
    "aksara", "daksa", "ganda", "grahita", "karya", "laras", "netra", "rungu", "susila", "wicara",
    "wisma",
];

/// Words before or behind "antar" that make it the verb "to deliver".
const DELIVERY: &[&str] = &[
    "anak",
    "barang",
    "biaya",
    "jasa",
    "jemput",
    "jenazah",
    "kurir",
    "layan",
    "layanan",
    "makanan",
    "ongkos",
    "paket",
    "penumpang",
    "pesan",
    "pulang",
    "siap",
    "surat",
    "tukang",
];

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BoundPrefix {}

impl Rule for BoundPrefix {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        let is_prefix = PREFIXES.contains(&spelt.folded) || spelt.folded == "tuna";
        is_prefix && is_plain(spelt.kind, spelt.shape)
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (idx, written) in prose_words(cx) {
            if !is_common(cx, idx) {
                continue;
            }
            let prefix = cx.facts.words.folded(idx);
            let Some(next) = word_behind_space(cx.doc, idx) else { continue };
            if !is_joined_with(cx, idx, prefix, next) {
                continue;
            }
            let base = cx.doc.token_str(next);
            // The norm keeps a hyphen before a capital: "antar-ASEAN".
            let hyphen = if shape(base) == Shape::Lower { "" } else { "-" };
            let span = cx.doc.tokens[idx].span.cover(cx.doc.tokens[next].span);
            let joined = format!("{prefix}{hyphen}{base}");
            let text = if shape(written) == Shape::Capital {
                in_shape_of(written, &joined)
            } else {
                joined
            };
            out.report(Finding::new(span).fix(Fix::suggest(span, text)));
        }
    }
}

fn is_joined_with(cx: &Context<'_>, idx: usize, prefix: &str, next: usize) -> bool {
    let words = &cx.facts.words;
    let base = words.folded(next);
    if prefix == "tuna" {
        return TUNA.contains(&base);
    }
    let before = cx.doc.prev(idx).map(|before| words.folded(before)).unwrap_or_default();
    if prefix == "antar" && (DELIVERY.contains(&base) || DELIVERY.contains(&before)) {
        return false;
    }
    let entry = cx.facts.entries[next];
    let class = cx.lexicon.word_class(base);
    let joinable = matches!(class, Some(WordClass::Noun | WordClass::Adjective))
        || class.is_none() && (entry.is_known() || entry.is_name());
    // "antar kedua negara": the numeral belongs to what follows it.
    let numeral = matches!(
        base,
        "dua" | "kedua" | "tiga" | "ketiga" | "para" | "seluruh" | "semua" | "sesama"
    );
    joinable && !numeral && base.chars().count() >= 3
}
