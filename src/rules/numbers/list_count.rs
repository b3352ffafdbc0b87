//! `numbers/list-count`: "enam desa, yaitu A, B, dan C": a number of places or things with another number of names
//! behind it.
//!
//! Only a list of bare names up to the end of the sentence is counted, and only of things that are named without an
//! office or a place in apposition. "Pendidikan dan Kebudayaan" may be one name or two: both are allowed.

use std::ops::RangeInclusive;

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::numbers::Amount;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The most things that are counted out by name.
const LONGEST: f64 = 20.0;

/// The most words between the number and the word that opens the list.
const NOUN: usize = 5;

/// How many numbers before it may be the one that is counted out.
const EARLIER: usize = 4;

/// The most tokens of a list; keeps the work linear.
const REACH: usize = 200;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListCount {
    /// What is counted: "desa", "negara".
    things: Vec<String>,
    /// Words that open a full list: "yaitu".
    openers: Vec<String>,
    /// Words with which the list is not all of it.
    doubts: Vec<String>,
}

impl Rule for ListCount {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for (at, amount) in cx.facts.numbers.iter().enumerate() {
            let is_count = (2.0..=LONGEST).contains(&amount.value) && amount.value.fract() == 0.0;
            let Some(start) = self.opened(cx.doc, amount).filter(|_| is_count) else { continue };
            let Some((names, last)) = self.names(cx.doc, start) else { continue };
            let said = amount.value;
            let fits =
                |value: f64| (f64::from(*names.start())..=f64::from(*names.end())).contains(&value);
            // "empat dari 15 kota, yaitu": the list may be that of an earlier number.
            let sentence = cx.doc.sentence_at(amount.span.start());
            let begin = sentence.map_or(0, |sentence| sentence.span.start());
            let mut earlier = cx.facts.numbers[..at].iter().rev().take(EARLIER);
            let is_earlier = earlier.any(|it| begin <= it.span.start() && fits(it.value));
            if fits(said) || *names.start() < 2 || is_earlier {
                continue;
            }
            let span = Span::new(amount.span.start(), cx.doc.tokens[last].span.end());
            let nearest =
                if said < f64::from(*names.start()) { names.start() } else { names.end() };
            let finding = Finding::new(span)
                .arg("said", cx.doc.str(amount.span))
                .arg("names", nearest.to_string());
            out.report(finding.label(amount.span, "said"));
        }
    }
}

impl ListCount {
    /// The first token of the list behind a number of things.
    fn opened(&self, doc: &Document, amount: &Amount) -> Option<usize> {
        let mut idx = doc.next(amount.last)?;
        if !self.things.contains(&doc.token_str(idx).to_lowercase()) {
            return None;
        }
        for _ in 0..NOUN {
            idx = doc.next(idx)?;
            let text = doc.token_str(idx).to_lowercase();
            if self.doubts.contains(&text) {
                return None;
            }
            if self.openers.contains(&text) {
                let next = doc.next(idx)?;
                return if doc.token_str(next) == ":" { doc.next(next) } else { Some(next) };
            }
            let goes_on =
                doc.kind(idx) == Some(TokenKind::Word) || matches!(text.as_str(), "," | "(");
            if !goes_on {
                return None;
            }
        }
        None
    }

    /// How many names the list from `start` may hold, and its last token; `None` when it holds anything else.
    fn names(&self, doc: &Document, start: usize) -> Option<(RangeInclusive<u32>, usize)> {
        let end = doc.sentence_at(doc.tokens[start].span.start())?.tokens.end as usize;
        let (mut n_commas, mut n_joints) = (0_u32, 0_u32);
        // The last "dan", and whether a comma stands before it; without one it stands between two names for certain.
        let mut last_joint = None;
        let mut is_open = false;
        let mut named = false;
        let mut last = start;
        for idx in start..end.min(start + REACH) {
            let text = doc.token_str(idx);
            match doc.tokens[idx].kind {
                TokenKind::Space => continue,
                TokenKind::Word if matches!(text, "dan" | "serta") => {
                    let comma = doc.prev(idx).is_some_and(|it| doc.token_str(it) == ",");
                    n_joints += u32::from(!comma);
                    is_open = !comma;
                    last_joint = Some(idx);
                    named = false;
                }
                // A noun may stand before a name: "kecamatan Ketapang".
                TokenKind::Word if !named && self.things.contains(&text.to_lowercase()) => {}
                TokenKind::Word if text.starts_with(char::is_uppercase) => named = true,
                TokenKind::Punct if text == "," && named && last_joint.is_none() => {
                    n_commas += 1;
                    named = false;
                }
                TokenKind::Punct
                    if text == ","
                        && doc
                            .next(idx)
                            .is_some_and(|it| matches!(doc.token_str(it), "dan" | "serta")) =>
                {
                    n_commas += 1;
                    named = false;
                }
                TokenKind::Punct if matches!(text, "." | ")") && named => {
                    last_joint?;
                    let least = n_commas + 1 + u32::from(is_open);
                    return Some((least..=n_commas + 1 + n_joints, last));
                }
                _ => return None,
            }
            last = idx;
        }
        None
    }
}
