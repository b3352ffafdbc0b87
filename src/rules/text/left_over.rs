//! What a page or a content system left in the article: labels of keywords and their list, links to other articles,
//! calls to scroll, placeholders of videos. Initials of reporters ("(abc/def)") are none.

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::document::{Block, BlockKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule's words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", try_from = "Options")]
pub(crate) struct LeftOver {
    inside: Vec<String>,
    /// All of them at once, in any case: most articles hold none.
    any: AhoCorasick,
}

/// What the pack says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How a left-over begins inside a paragraph, in lower case; it reaches to the end of its sentence.
    inside: Vec<String>,
}

impl TryFrom<Options> for LeftOver {
    type Error = aho_corasick::BuildError;

    fn try_from(Options { inside }: Options) -> Result<Self, Self::Error> {
        let any = AhoCorasick::builder().ascii_case_insensitive(true).build(&inside)?;
        Ok(Self { inside, any })
    }
}

impl Rule for LeftOver {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let has_any = self.any.is_match(&cx.doc.text);
        for block in &cx.doc.blocks {
            match block.kind {
                BlockKind::Keywords | BlockKind::Furniture => {
                    let finding = Finding::new(block.span).fix(Fix::suggest(block.span, ""));
                    let keywords = block.kind == BlockKind::Keywords;
                    out.report(if keywords { finding.variant("keywords") } else { finding });
                }
                BlockKind::Headline | BlockKind::Date | BlockKind::Dateline | BlockKind::Byline => {
                }
                _ if has_any => self.inside(cx, block, out),
                _ => {}
            }
        }
    }
}

impl LeftOver {
    fn inside(&self, cx: &Context<'_>, block: &Block, out: &mut Sink<'_>) {
        let text = cx.doc.str(block.span);
        let lower = text.to_lowercase();
        // Lower case may take more or fewer bytes; then places no longer fit and nothing is looked for.
        if lower.len() != text.len() {
            return;
        }
        let mut from = 0;
        for (at, head) in self.heads(&lower) {
            // What stands inside a left-over goes with it.
            if at < from {
                continue;
            }
            let tail = &text[at..];
            let len = if head.starts_with('[') {
                tail.find(']').map_or(tail.len(), |close| close + 1)
            } else {
                cx.doc
                    .sentence_at(block.span.start() + at)
                    .map_or(tail.len(), |sentence| sentence.span.end() - block.span.start() - at)
            };
            let span = Span::new(block.span.start() + at, block.span.start() + at + len);
            out.report(Finding::new(span).fix(Fix::suggest(span, "")));
            from = at + len;
        }
    }

    /// Where a left-over begins as a word begins, and how; in order of the text.
    fn heads(&self, lower: &str) -> Vec<(usize, &str)> {
        let is_free = |at: usize| !lower[..at].ends_with(char::is_alphanumeric);
        let mut heads = Vec::new();
        for head in &self.inside {
            let places = lower.match_indices(head.as_str()).map(|(at, _)| at);
            heads.extend(places.filter(|&at| is_free(at)).map(|at| (at, head.as_str())));
        }
        heads.sort_unstable();
        heads
    }
}
