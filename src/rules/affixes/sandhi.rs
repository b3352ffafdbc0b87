//! eyd/sandhi: "me-" and "pe-" before a root without the sound change of the norm ("mensukseskan", "mempengaruhi").

use serde::Deserialize;

use super::{is_common, is_plain, prose_words};
use crate::case::in_shape_of;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sandhi {}

impl Rule for Sandhi {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        let word = spelt.folded;
        let prefixed = word.starts_with("me") || word.starts_with("pe");
        prefixed
            && 6 <= word.len()
            && is_plain(spelt.kind, spelt.shape)
            && spelt.lexicon.standard_sandhi(word).is_some()
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (idx, written) in prose_words(cx) {
            let analysis = cx.lexicon.standard_sandhi(cx.facts.words.folded(idx));
            let Some(standard) = analysis.as_ref().and_then(|analysis| analysis.nonstandard())
            else {
                continue;
            };
            if is_common(cx, idx) {
                let span = cx.doc.tokens[idx].span;
                out.report(
                    Finding::new(span).fix(Fix::suggest(span, in_shape_of(written, standard))),
                );
            }
        }
    }
}
