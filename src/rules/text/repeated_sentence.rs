//! A sentence that stands twice in the article word for word, or once more as the end of a longer one.
//!
//! Both places are reported, each with a label on the other. Short sentences, rows of results and furniture are left alone;
//! sentences that are only alike are not compared.

use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::Deserialize;

use crate::document::{Block, BlockKind, Document, Sentence, TokenKind};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule's options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct RepeatedSentence {
    /// The fewest words of a sentence that counts.
    min_words: usize,
}

/// A sentence as it is compared.
struct Heard<'a> {
    /// The number of each folded word, and where it starts.
    words: &'a [(u32, usize)],
    span: Span,
}

impl Heard<'_> {
    /// The last `count` words with the punctuation behind them.
    fn tail(&self, count: usize) -> Span {
        let first = self.words.len() - count;
        let start = if first == 0 { self.span.start() } else { self.words[first].1 };
        Span::new(start, self.span.end())
    }
}

/// Two places that say the same.
struct Pair {
    /// The last sentences of the two, by number.
    indices: (usize, usize),
    first: Span,
    again: Span,
}

impl Pair {
    /// Whether `next` follows at both places, within what lies between them.
    fn goes_on(&self, next: &Self) -> bool {
        (self.indices.0 + 1, self.indices.1 + 1) == next.indices
            && next.first.end() <= self.again.start()
    }

    fn extend(&mut self, next: &Self) {
        self.indices = next.indices;
        self.first = self.first.cover(next.first);
        self.again = self.again.cover(next.again);
    }
}

impl Rule for RepeatedSentence {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let mut words = Vec::new();
        let sentences = self.sentences(cx, &mut words);
        let heard = sentences.into_iter().map(|(range, span)| Heard { words: &words[range], span });
        let heard: Vec<Heard<'_>> = heard.collect();
        // Sentences that end alike; each is compared with the first of its kind only.
        let end = |at: usize| {
            let words = heard[at].words;
            words[words.len() - self.min_words..].iter().map(|&(word, _)| word)
        };
        let hasher = DefaultHashBuilder::default();
        let hash = |at: usize| {
            let mut hasher = hasher.build_hasher();
            end(at).for_each(|word| hasher.write_u32(word));
            hasher.finish()
        };
        let mut firsts: HashTable<usize> = HashTable::with_capacity(heard.len());
        let mut pairs: Vec<Pair> = Vec::new();
        for (at, sentence) in heard.iter().enumerate() {
            let alike = |&first: &usize| end(first).eq(end(at));
            let first = *firsts.entry(hash(at), alike, |&at| hash(at)).or_insert(at).get();
            if first != at
                && let Some(count) = common_end(&heard[first], sentence)
            {
                let pair = Pair {
                    indices: (first, at),
                    first: heard[first].tail(count),
                    again: sentence.tail(count),
                };
                // A passage that stands twice is one finding, not one a sentence.
                match pairs.last_mut().filter(|last| last.goes_on(&pair)) {
                    Some(last) => last.extend(&pair),
                    None => pairs.push(pair),
                }
            }
        }
        for Pair { first, again, .. } in pairs {
            out.report(Finding::new(first).label(again, "again"));
            let sentence = cx.doc.sentence_at(again.start());
            let whole = sentence.is_some_and(|sentence| sentence.span == again);
            let finding = Finding::new(again).variant("again").label(first, "first");
            out.report(if whole { finding.fix(Fix::suggest(again, "")) } else { finding });
        }
    }
}

impl RepeatedSentence {
    /// The sentences that are compared, as ranges of `words`, which is filled.
    fn sentences(
        &self,
        cx: &Context<'_>,
        words: &mut Vec<(u32, usize)>,
    ) -> Vec<(Range<usize>, Span)> {
        let counts = |block: &&Block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Deck | BlockKind::Caption)
        };
        let mut sentences = Vec::new();
        for block in cx.doc.blocks.iter().filter(counts) {
            for sentence in
                &cx.doc.sentences[block.sentences.start as usize..block.sentences.end as usize]
            {
                let first = words.len();
                words.extend(cx.doc.words(sentence.tokens.clone()).filter_map(|(idx, _)| {
                    let start = cx.doc.tokens[idx].span.start();
                    cx.facts.words.folded_number(idx).map(|number| (number, start))
                }));
                if words.len() - first >= self.min_words && !is_row(cx.doc, sentence) {
                    sentences.push((first..words.len(), sentence.span));
                }
            }
        }
        sentences
    }
}

/// A line of results or prices: numbers, and nothing that ends a sentence.
fn is_row(doc: &Document, sentence: &Sentence) -> bool {
    let tokens = &doc.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
    let ends = tokens.last().is_some_and(|last| {
        last.kind == TokenKind::Quote || matches!(doc.str(last.span), "." | "!" | "?" | ")")
    });
    !ends && tokens.iter().any(|token| token.kind == TokenKind::Number)
}

/// How many words two sentences share at their end, when that is all of one of them.
fn common_end(one: &Heard<'_>, two: &Heard<'_>) -> Option<usize> {
    let shorter = one.words.len().min(two.words.len());
    let pairs = one.words.iter().rev().zip(two.words.iter().rev());
    let shared = pairs.take_while(|((a, _), (b, _))| a == b).count();
    (shared == shorter).then_some(shared)
}
