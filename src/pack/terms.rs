//! Terms: words and phrases with what to write instead, of all rules and all packs, found in one pass.
//!
//! Whole words only; a term never matches inside a word or across the end of a block, and of two terms that start at
//! the same word the longer one wins. The cost does not grow with the number of rules.

use std::ops::Range;

use serde::Deserialize;

use super::trie::{Hit, Trie};
use super::{casing, derived};
use crate::case::folded;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::{BlockKind, TokenKind};
use crate::facts::language;
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Meta, Sink};
use crate::span::Span;

/// A phrase and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words to find, in any case.
    pub found: String,
    /// What to write instead, best first; empty when there is no single answer.
    pub expected: Vec<String>,
}

impl Term {
    /// A term; blank answers are dropped.
    #[must_use]
    pub fn new<'a>(found: &str, expected: impl IntoIterator<Item = &'a str>) -> Self {
        let expected = expected.into_iter().map(str::trim).filter(|text| !text.is_empty());
        Self { found: found.trim().to_owned(), expected: expected.map(str::to_owned).collect() }
    }
}

/// What a capital letter means for a rule's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// Nothing.
    #[default]
    None,
    /// A capitalised word inside a sentence is somebody's name and is left alone.
    Name,
    /// As `name`, and beside an English word the term is part of an English phrase.
    Loan,
    /// The terms are names themselves: they count only with a capital, and not inside a foreign name ("Bank of …").
    ForeignName,
}

/// The terms of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermList {
    /// What to find.
    pub terms: Vec<Term>,
    /// Phrases in which a term is right.
    pub except: Vec<String>,
    /// Whether a term may carry -nya, -lah, -kah, -pun, -ku, -mu, and stand in derived words; all affixes are kept.
    pub affixes: bool,
    /// What a capital letter means.
    pub guard: Guard,
    /// Whether a machine may apply a single answer alone.
    pub safety: Safety,
}

/// A rule among those of the automaton.
#[derive(Debug)]
struct Listed {
    meta: Meta,
    severity: Severity,
    affixes: bool,
    guard: Guard,
    safety: Safety,
}

/// What a phrase of the automaton stands for.
#[derive(Debug)]
struct Phrase {
    rule: u32,
    /// What to write instead, or `None` for a phrase that silences its rule.
    expected: Option<Vec<String>>,
    /// The term that the phrase is a derived form of, if it is none itself.
    root: Option<String>,
}

impl Phrase {
    /// Whether a derived form is the one of its term and no word of its own.
    fn is_meant(&self, cx: &Context<'_>, start: usize, hit: Hit) -> bool {
        let (Some(root), Some([expected])) = (&self.root, self.expected.as_deref()) else {
            return true;
        };
        let word = cx.doc.token_str(start).to_lowercase();
        let word = &word[..word.len().saturating_sub(hit.clitic)];
        let is_another = cx.lexicon.analyse(word).is_some_and(|analysis| analysis.root != *root);
        !is_another && cx.lexicon.look_up(expected).is_known()
    }
}

/// What a block holds.
struct Found {
    /// First token and phrase of the terms that count.
    hits: Vec<(usize, Hit)>,
    /// Rule and tokens of the phrases that silence it.
    excepted: Vec<(u32, Range<usize>)>,
}

/// The automaton over the words of every term.
#[derive(Debug, Default)]
pub struct Terms {
    rules: Vec<Listed>,
    phrases: Vec<Phrase>,
    trie: Trie,
    /// The most tokens that a phrase has.
    longest: usize,
}

impl Terms {
    /// Adds the terms of one rule.
    pub fn add(&mut self, meta: Meta, severity: Severity, list: TermList) {
        let rule = self.rules.len() as u32;
        let TermList { terms, except, affixes, guard, safety } = list;
        self.rules.push(Listed { meta, severity, affixes, guard, safety });
        if affixes {
            for derived in derived::forms(&terms) {
                let (found, expected, root) = (derived.found, derived.expected, derived.root);
                self.insert(
                    &found,
                    Phrase { rule, expected: Some(vec![expected]), root: Some(root) },
                );
            }
        }
        for Term { found, expected } in terms {
            self.insert(&found, Phrase { rule, expected: Some(expected), root: None });
        }
        for found in except {
            self.insert(&found, Phrase { rule, expected: None, root: None });
        }
    }

    fn insert(&mut self, found: &str, phrase: Phrase) {
        let length = self.trie.insert(found, self.phrases.len() as u32);
        self.longest = self.longest.max(length);
        self.phrases.push(phrase);
    }

    /// The rules whose terms are looked for.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.rules.iter().map(|listed| &listed.meta)
    }

    /// Every term in the document.
    #[must_use]
    pub fn check(&self, cx: &Context<'_>, lang: Lang) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let read = self.trie.read(cx.doc);
        for block in &cx.doc.blocks {
            let tokens = block.tokens.start as usize..block.tokens.end as usize;
            let Found { hits, excepted } = self.block(cx, &read, tokens);
            for (start, hit) in hits {
                let phrase = &self.phrases[hit.value as usize];
                let Phrase { rule, expected, .. } = phrase;
                let listed = &self.rules[*rule as usize];
                if !phrase.is_meant(cx, start, hit) {
                    continue;
                }
                let silenced = self.is_silenced(*rule, start..hit.end, &excepted);
                if silenced || !stands(cx, listed.guard, start..hit.end) {
                    continue;
                }
                let expected = expected.as_deref().unwrap_or_default();
                let Some(finding) = finding(cx, listed, expected, start, hit) else { continue };
                Sink::new(&listed.meta, listed.severity, lang, cx, &mut out).report(finding);
            }
        }
        out
    }

    /// Whether a phrase that silences the rule overlaps the tokens. `excepted` is in order of the text.
    fn is_silenced(
        &self,
        rule: u32,
        tokens: Range<usize>,
        excepted: &[(u32, Range<usize>)],
    ) -> bool {
        let before = excepted.partition_point(|(_, range)| range.start < tokens.end);
        let near = excepted[..before]
            .iter()
            .rev()
            .take_while(|(_, range)| tokens.start < range.start + self.longest);
        near.into_iter().any(|(silent, range)| *silent == rule && tokens.start < range.end)
    }

    /// The longest terms of a block, leftmost first, and where which rule is silent.
    fn block(&self, cx: &Context<'_>, read: &[Option<u32>], tokens: Range<usize>) -> Found {
        let mut found = Vec::new();
        let mut excepted = Vec::new();
        let mut free_from = tokens.start;
        for start in tokens.clone() {
            if cx.doc.tokens[start].kind == TokenKind::Space {
                continue;
            }
            let mut hits = self.trie.hits(cx.doc, read, start, tokens.end);
            hits.retain(|hit| {
                let Phrase { rule, expected, .. } = &self.phrases[hit.value as usize];
                if expected.is_none() && hit.clitic == 0 {
                    excepted.push((*rule, start..hit.end));
                }
                expected.is_some() && (hit.clitic == 0 || self.rules[*rule as usize].affixes)
            });
            let Some(end) = hits.iter().map(|hit| hit.end).max().filter(|_| start >= free_from)
            else {
                continue;
            };
            free_from = end;
            // A form that is listed whole is meant, not a shorter one with an ending.
            let clitic = hits.iter().filter(|hit| hit.end == end).map(|hit| hit.clitic).min();
            hits.retain(|hit| hit.end == end && Some(hit.clitic) == clitic);
            found.extend(hits.into_iter().map(|hit| (start, hit)));
        }
        Found { hits: found, excepted }
    }
}

/// Whether the words can be the term at all, by their capitals and their neighbours.
fn stands(cx: &Context<'_>, guard: Guard, tokens: Range<usize>) -> bool {
    let capital = cx.doc.token_str(tokens.start).starts_with(char::is_uppercase);
    if language::is_english_passage(cx.doc, &cx.facts.entries, tokens.clone())
        || language::is_in_firm_name(cx.doc, tokens.clone())
    {
        return false;
    }
    match guard {
        Guard::None => true,
        Guard::Name => !capital || !is_name(cx, tokens.start),
        Guard::Loan => {
            let entries = &cx.facts.entries;
            !(capital && (is_name(cx, tokens.start) || entries[tokens.start].is_name()))
                && !language::has_english_neighbour(cx.doc, entries, tokens)
        }
        Guard::ForeignName => {
            capital
                && !language::is_in_english_name(cx.doc, &cx.facts.entries, tokens.clone())
                && !language::is_behind_stranger(cx.doc, &cx.facts.entries, tokens.start)
        }
    }
}

/// Whether a capitalised word is a name: inside a sentence always, at its head when the article names it elsewhere, in a
/// headline when the lexicon knows it as one. In capitals among other words it is an abbreviation.
fn is_name(cx: &Context<'_>, idx: usize) -> bool {
    let doc = cx.doc;
    let kind = doc.block_at_token(idx).map(|block| block.kind);
    let shouts = |at: usize| {
        let word = doc.token_str(at);
        word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase)
    };
    if shouts(idx) {
        let mut beside = [doc.prev(idx), doc.next(idx)].into_iter().flatten();
        return cx.facts.entries[idx].is_name() || !beside.any(shouts);
    }
    if kind == Some(BlockKind::Headline) {
        return cx.facts.entries[idx].is_name();
    }
    !doc.starts_sentence(idx) || cx.facts.vocabulary.is_named(&folded(doc.token_str(idx)))
}

/// What a hit comes to; `None` where the text is one of the answers already, as with rules about capitals.
fn finding(
    cx: &Context<'_>,
    listed: &Listed,
    expected: &[String],
    start: usize,
    hit: Hit,
) -> Option<Finding> {
    let doc = cx.doc;
    let last = doc.tokens[hit.end - 1].span;
    let span = doc.tokens[start].span.cover(last);
    let clitic = doc.str(Span::new(last.end() - hit.clitic, last.end()));
    // Of several answers a person chooses.
    let safety = if expected.len() == 1 { listed.safety } else { Safety::Suggested };
    let mut finding = Finding::new(span);
    for answer in expected {
        // The particle "pun" stays apart from a phrase that is no closed word.
        let apart = if clitic.eq_ignore_ascii_case("pun") { " " } else { "" };
        let text = casing::follow(doc, start..hit.end, answer) + apart + clitic;
        if text == doc.str(span) {
            return None;
        }
        finding = finding.fix(Fix { edits: vec![Edit { span, text }], safety });
    }
    Some(finding)
}
