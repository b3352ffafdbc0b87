//! eyd/clitic-separated: "-nya", "-lah" or "-kah" behind a space ("bantuan nya", "itu lah").

use serde::Deserialize;

use super::{is_plain_word, word_behind_space};
use crate::case::{Shape, shape};
use crate::diagnostic::Severity;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CliticSeparated {}

impl Rule for CliticSeparated {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        is_clitic(spelt.folded)
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for next in cx.wanted() {
            let Some(idx) = next.checked_sub(2).filter(|&idx| is_plain_word(cx, idx)) else {
                continue;
            };
            if word_behind_space(cx.doc, idx) != Some(next) {
                continue;
            }
            let (host, clitic) = (cx.doc.token_str(idx), cx.doc.token_str(next));
            let entry = cx.facts.entries[idx];
            let is_host =
                entry.is_known() && (shape(host) == Shape::Lower || cx.doc.starts_sentence(idx));
            if !is_clitic(clitic) || !is_host {
                continue;
            }
            let span = cx.doc.tokens[idx].span.cover(cx.doc.tokens[next].span);
            // Speech is written down with loose particles on purpose.
            let cap = match (cx.facts.is_quoted(span.start()), clitic) {
                (false, _) => Severity::Error,
                (true, "nya") => Severity::Warning,
                (true, _) => Severity::Info,
            };
            out.report(
                Finding::new(span).fix(Fix::suggest(span, format!("{host}{clitic}"))).at_most(cap),
            );
        }
    }
}

fn is_clitic(word: &str) -> bool {
    matches!(word, "nya" | "lah" | "kah")
}
