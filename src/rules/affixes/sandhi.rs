//! eyd/sandhi: "me-" and "pe-" before a root without the sound change of the norm ("mensukseskan", "mempengaruhi").

use serde::Deserialize;

use super::{is_common, plain_words};
use crate::case::{folded, in_shape_of};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sandhi {}

impl Rule for Sandhi {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (idx, written) in plain_words(cx) {
            let word = folded(written);
            // The affix that changes is never on a short word; this spares the analysis of most words.
            if word.len() < 6
                || !(word.contains("me") || word.contains("pe"))
                || !is_common(cx, idx)
            {
                continue;
            }
            let analysis = cx.lexicon.analyse_nonstandard(&word);
            let Some(standard) = analysis.as_ref().and_then(|analysis| analysis.nonstandard())
            else {
                continue;
            };
            let span = cx.doc.tokens[idx].span;
            out.report(Finding::new(span).fix(Fix::suggest(span, in_shape_of(written, standard))));
        }
    }
}
