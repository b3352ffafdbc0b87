//! Limits: how much a sentence, a paragraph, a headline, a quotation or the article may have of something.
//!
//! Words are counted unless the rule says otherwise: characters, sentences, or words and phrases of a list. What is
//! marked begins where the limit is passed: a whole paragraph underlined helps nobody.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::trie::{Read, Trie};
use crate::document::{BlockKind, Document};
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// What is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Per {
    /// Each sentence.
    Sentence,
    /// Each paragraph.
    Paragraph,
    /// The first paragraph.
    Lead,
    /// The title.
    Headline,
    /// What stands between two quotation marks.
    Quotation,
    /// All paragraphs together.
    Article,
}

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    /// Words; numbers are none.
    #[default]
    Words,
    /// Characters, spaces included.
    Characters,
    /// Sentences.
    Sentences,
}

/// The most that something may have. The message knows `{count}` and `{max}`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    per: Per,
    unit: Unit,
    /// The phrases that are counted instead of the unit.
    of: Option<Trie>,
    max: usize,
}

impl Limit {
    pub(super) fn new(per: Per, unit: Unit, of: &[String], max: usize) -> Self {
        let mut trie = Trie::default();
        for phrase in of {
            trie.insert(phrase);
        }
        Self { per, unit, of: (!of.is_empty()).then_some(trie), max }
    }

    /// The same limit at another number.
    #[must_use]
    pub fn with_max(mut self, max: usize) -> Self {
        self.max = max;
        self
    }

    fn stretches(&self, cx: &Context<'_>) -> Vec<Range<usize>> {
        let doc = cx.doc;
        let range = |tokens: &Range<u32>| tokens.start as usize..tokens.end as usize;
        let blocks = |kind| {
            doc.blocks
                .iter()
                .filter(move |block| block.kind == kind)
                .map(|block| range(&block.tokens))
        };
        match self.per {
            Per::Sentence => doc.sentences.iter().map(|sentence| range(&sentence.tokens)).collect(),
            Per::Paragraph => blocks(BlockKind::Paragraph).collect(),
            Per::Lead => blocks(BlockKind::Paragraph).take(1).collect(),
            Per::Headline => blocks(BlockKind::Headline).collect(),
            Per::Quotation => {
                cx.facts.quotes.iter().filter_map(|quote| tokens(doc, quote.span)).collect()
            }
            Per::Article => {
                let first = blocks(BlockKind::Paragraph).next();
                let last = blocks(BlockKind::Paragraph).next_back();
                first.zip(last).map(|(first, last)| first.start..last.end).into_iter().collect()
            }
        }
    }

    /// Where each thing that is counted starts, in bytes of the text.
    fn counted(
        &self,
        doc: &Document,
        read: Option<&Read<'_>>,
        wanted: &[usize],
        stretch: Range<usize>,
    ) -> Vec<usize> {
        let start = |idx: usize| doc.tokens[idx].span.start();
        if let (Some(trie), Some(read)) = (&self.of, read) {
            let mut hits = Vec::new();
            let from = wanted.partition_point(|&idx| idx < stretch.start);
            let inside = wanted[from..].iter().copied().take_while(|&idx| idx < stretch.end);
            let there = inside.filter(|&idx| {
                trie.hits(read, idx, stretch.end, &mut hits);
                hits.iter().any(|hit| hit.clitic == 0)
            });
            return there.map(start).collect();
        }
        match self.unit {
            Unit::Words => doc
                .words(stretch.start as u32..stretch.end as u32)
                .map(|(idx, _)| start(idx))
                .collect(),
            Unit::Characters => {
                let (from, to) = (start(stretch.start), doc.tokens[stretch.end - 1].span.end());
                doc.text[from..to].char_indices().map(|(at, _)| from + at).collect()
            }
            Unit::Sentences => {
                let within = |at: &usize| stretch.contains(at);
                let starts = doc.sentences.iter().map(|sentence| sentence.tokens.start as usize);
                // Sentences are in order, and so are the stretches: but one stretch is seldom long enough to matter.
                let from =
                    doc.sentences.partition_point(|s| (s.tokens.end as usize) <= stretch.start);
                starts
                    .skip(from)
                    .take_while(|at| *at < stretch.end)
                    .filter(within)
                    .map(start)
                    .collect()
            }
        }
    }
}

/// The tokens of a span.
fn tokens(doc: &Document, span: Span) -> Option<Range<usize>> {
    let first = doc.token_at(span.start())?;
    let last = doc.token_at(span.end().saturating_sub(1))?;
    (first <= last).then_some(first..last + 1)
}

impl Rule for Limit {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        self.of.as_ref().is_some_and(|trie| trie.wants(spelt))
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let wanted = cx.wanted();
        if self.of.is_some() && wanted.is_empty() {
            return;
        }
        let read = self.of.as_ref().map(|trie| trie.read(&cx.facts.words));
        for stretch in self.stretches(cx).into_iter().filter(|stretch| !stretch.is_empty()) {
            let end = cx.doc.tokens[stretch.end - 1].span.end();
            let counted = self.counted(cx.doc, read.as_ref(), &wanted, stretch);
            if let Some(&first_beyond) = counted.get(self.max) {
                let mut span = Span::new(first_beyond, end);
                if self.of.is_some() {
                    let word = cx.doc.token_at(first_beyond).map(|idx| cx.doc.tokens[idx].span);
                    span = word.unwrap_or(span);
                }
                let count = counted.len().to_string();
                out.report(Finding::new(span).arg("count", count).arg("max", self.max.to_string()));
            }
        }
    }
}
