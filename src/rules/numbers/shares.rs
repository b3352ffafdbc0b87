//! `numbers/shares`: "terdiri atas 60 persen pria dan 45 persen wanita": shares that the words call all of one whole,
//! and that make more than a hundred per cent.
//!
//! Shares are of one whole where a list of nothing else is opened ("terdiri atas", "komposisinya"), or where two of
//! them are of opposite answers ("setuju", "menolak") and every percentage of the sentence is an answer. Less than a
//! hundred proves nothing: some may have said nothing. Remainders are the business of `numbers/remainder`.

use serde::Deserialize;

use crate::document::{Document, Sentence, TokenKind};
use crate::facts::numbers::Amount;
use crate::rule::{Context, Finding, Rule, Sink};

/// The most words of the noun behind a share.
const NOUN: usize = 5;

/// The most shares of one whole.
const MOST: usize = 12;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shares {
    /// Phrases that open a full list: "terdiri atas".
    openers: Vec<String>,
    /// Answers of which nobody gives more than one.
    answers: Vec<Vec<String>>,
    /// Words with which a percentage is no share of the whole, or not exact.
    doubts: Vec<String>,
}

impl Rule for Shares {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for sentence in &doc.sentences {
            let inside = cx.facts.numbers_in(sentence.span).iter();
            let shares: Vec<&Amount> = inside.filter(|it| it.is_percent(doc)).collect();
            let [first, .., last] = shares.as_slice() else { continue };
            let sum: f64 = shares.iter().map(|share| share.value).sum();
            let slack: f64 = shares.iter().map(|share| share.step).sum();
            if MOST < shares.len() || sum <= 100.0 + slack || self.is_doubtful(doc, sentence) {
                continue;
            }
            if self.is_list(doc, &shares) || self.are_answers(doc, sentence, &shares) {
                let sum = format!("{sum:.2}");
                let sum = sum.trim_end_matches('0').trim_end_matches('.').replace('.', ",");
                out.report(Finding::new(first.span.cover(last.span)).arg("sum", sum));
            }
        }
    }
}

impl Shares {
    /// Whether an opener stands right before the first share, and only nouns between each and the next.
    fn is_list(&self, doc: &Document, shares: &[&Amount]) -> bool {
        let Some(one) = doc.prev(shares[0].first) else { return false };
        let word = doc.token_str(one).to_lowercase();
        let two = doc.prev(one).map(|idx| format!("{} {word}", doc.token_str(idx).to_lowercase()));
        let opened =
            self.openers.contains(&word) || two.is_some_and(|it| self.openers.contains(&it));
        opened && shares.windows(2).all(|pair| is_noun(doc, pair[0].last + 1..pair[1].first))
    }

    /// Whether each share has an answer beside it, in one place or the other, and two answers exclude each other.
    fn are_answers(&self, doc: &Document, sentence: &Sentence, shares: &[&Amount]) -> bool {
        let Some(answers) = shares.iter().map(|share| self.answer(doc, sentence, share)).collect()
        else {
            return false;
        };
        let mut answers: Vec<(usize, String)> = answers;
        let group = answers[0].0;
        let one_question = answers.iter().all(|answer| answer.0 == group);
        let n_shares = answers.len();
        answers.sort();
        answers.dedup();
        one_question && answers.len() == n_shares
    }

    /// The answer whose share this is: right before it, or within a few words behind it.
    fn answer(
        &self,
        doc: &Document,
        sentence: &Sentence,
        share: &Amount,
    ) -> Option<(usize, String)> {
        let known = |word: &str| {
            let group = self.answers.iter().position(|group| group.iter().any(|it| it == word))?;
            Some((group, word.to_owned()))
        };
        let read = |idx: usize| {
            let word = doc.token_str(idx).to_lowercase();
            let denied = doc
                .prev(idx)
                .filter(|&it| matches!(doc.token_str(it), "tidak" | "tak" | "kurang" | "belum"));
            let denied = denied.map(|it| format!("{} {word}", doc.token_str(it)));
            denied.map_or_else(|| known(&word), |denied| known(&denied))
        };
        let before = doc.prev(share.first).and_then(read);
        let behind = || {
            let mut idx = doc.next(share.last)?;
            for _ in 0..NOUN {
                idx = doc.next(idx).filter(|&idx| idx < sentence.tokens.end as usize)?;
                if doc.kind(idx) != Some(TokenKind::Word) {
                    return None;
                }
                // "tidak setuju" is read from its second word.
                if let Some(answer) = read(idx) {
                    return Some(answer);
                }
            }
            None
        };
        before.or_else(behind)
    }

    fn is_doubtful(&self, doc: &Document, sentence: &Sentence) -> bool {
        doc.words(sentence.tokens.clone())
            .any(|(_, word)| self.doubts.contains(&word.to_lowercase()))
    }
}

/// Whether a stretch between two shares is a noun and the mark or "dan" before the next.
fn is_noun(doc: &Document, mut tokens: std::ops::Range<usize>) -> bool {
    let mut n_words = 0;
    tokens.all(|idx| match doc.kind(idx) {
        Some(TokenKind::Space) => true,
        Some(TokenKind::Word) => {
            n_words += 1;
            n_words <= NOUN + 1
        }
        _ => matches!(doc.token_str(idx), "," | ";" | "%" | "(" | ")"),
    })
}
