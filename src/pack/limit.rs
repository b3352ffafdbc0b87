//! Limits: how many words a sentence or a paragraph may have.

use serde::Deserialize;

use crate::document::BlockKind;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// What words are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Per {
    /// Each sentence.
    Sentence,
    /// Each paragraph.
    Paragraph,
    /// The title.
    Headline,
}

/// The most words that something may have. The message knows `{count}` and `{max}`.
#[derive(Debug)]
pub(super) struct Limit {
    /// What is counted in.
    pub(super) per: Per,
    /// The most words.
    pub(super) max: usize,
}

impl Rule for Limit {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let blocks = |kind| {
            let blocks = cx.doc.blocks.iter().filter(move |block| block.kind == kind);
            blocks.map(|block| (block.span, block.tokens.clone())).collect::<Vec<_>>()
        };
        let stretches = match self.per {
            Per::Sentence => cx
                .doc
                .sentences
                .iter()
                .map(|sentence| (sentence.span, sentence.tokens.clone()))
                .collect(),
            Per::Paragraph => blocks(BlockKind::Paragraph),
            Per::Headline => blocks(BlockKind::Headline),
        };
        for (span, tokens) in stretches {
            let count = cx.doc.words(tokens.clone()).count();
            if count > self.max {
                // Only the words beyond the limit are marked: a whole paragraph underlined helps nobody.
                let first_beyond = cx
                    .doc
                    .words(tokens)
                    .nth(self.max)
                    .map_or(span.start(), |(idx, _)| cx.doc.tokens[idx].span.start());
                let finding = Finding::new(Span::new(first_beyond, span.end()));
                out.report(
                    finding.arg("count", count.to_string()).arg("max", self.max.to_string()),
                );
            }
        }
    }
}
