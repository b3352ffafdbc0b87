//! What a page or a content system left in the article: labels of keywords and their list, links to other articles,
//! calls to scroll, placeholders of videos. Initials of reporters ("(abc/def)") are none.

use serde::Deserialize;

use crate::document::{Block, BlockKind, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// The rule's words.
#[derive(Debug, Deserialize)]
#[serde(from = "Options")]
pub(crate) struct LeftOver {
    inside: Vec<String>,
    /// The first words of them, sorted: most articles hold none.
    firsts: Vec<String>,
}

/// What the pack says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// How a left-over begins inside a paragraph, in lower case; it reaches to the end of its sentence.
    inside: Vec<String>,
}

impl From<Options> for LeftOver {
    fn from(Options { inside }: Options) -> Self {
        let first = |head: &String| {
            let words = head.split(|c: char| !c.is_alphanumeric());
            words.into_iter().find(|word| !word.is_empty()).unwrap_or_default().to_owned()
        };
        let mut firsts: Vec<String> = inside.iter().map(first).collect();
        firsts.sort_unstable();
        firsts.dedup();
        Self { inside, firsts }
    }
}

impl Rule for LeftOver {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        // Behind a hyphen, a stroke or a sign a word begins inside a token.
        let is_one = spelt.folded.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match spelt.kind {
            TokenKind::Punct | TokenKind::Quote => false,
            _ if is_one => self.starts(spelt.folded),
            _ => self.firsts.iter().any(|first| spelt.folded.contains(first)),
        }
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let begun = cx.wanted();
        for block in &cx.doc.blocks {
            match block.kind {
                BlockKind::Keywords | BlockKind::Furniture => {
                    let finding = Finding::new(block.span).fix(Fix::suggest(block.span, ""));
                    let keywords = block.kind == BlockKind::Keywords;
                    out.report(if keywords { finding.variant("keywords") } else { finding });
                }
                BlockKind::Headline | BlockKind::Date | BlockKind::Dateline | BlockKind::Byline => {
                }
                _ => {
                    let tokens = block.tokens.start as usize..block.tokens.end as usize;
                    let first = begun.partition_point(|&idx| idx < tokens.start);
                    if begun.get(first).is_some_and(|&idx| idx < tokens.end) {
                        self.inside(cx, block, out);
                    }
                }
            }
        }
    }
}

impl LeftOver {
    /// Whether a word starts with one of the first words. Only those with its first letter are compared.
    fn starts(&self, word: &str) -> bool {
        let letter = word.bytes().next();
        let from = self.firsts.partition_point(|first| first.bytes().next() < letter);
        let alike = self.firsts[from..].iter().take_while(|first| first.bytes().next() == letter);
        alike.into_iter().any(|first| word.starts_with(first))
    }

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
