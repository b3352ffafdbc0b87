//! Terms: words and phrases with what to write instead, of all rules and all packs, found in one pass.
//!
//! Whole words only; a term never matches inside a word or across the end of a block, and of two terms that start at
//! the same word the longer one wins. The cost does not grow with the number of rules.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::recall::Recall;
use super::trie::{Hit, Read, Trie};
use super::{casing, derived};
use crate::case::folded;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::BlockKind;
use crate::facts::language;
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Meta, Sink};
use crate::span::Span;

/// The variant of a message that speaks of a term without an answer.
pub(super) const UNANSWERED: &str = "unanswered";

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
#[derive(Clone, Copy, Debug)]
struct Phrase {
    rule: u32,
    meaning: Meaning,
}

/// Why a phrase is looked for.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// It is a term, by its place in [`Terms::answers`].
    Term(u32),
    /// It is a derived form of a term.
    Derived(u32, derived::Manner),
    /// It silences its rule.
    Silence,
}

/// A term as it was given, and what to write instead.
#[derive(Debug)]
struct Answer {
    found: String,
    expected: Vec<String>,
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
    answers: Vec<Answer>,
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
        let first = self.answers.len() as u32;
        if affixes {
            derived::forms(&terms, |found, at, manner| {
                self.trie.insert_word(found, self.phrases.len() as u32);
                self.longest = self.longest.max(1);
                let meaning = Meaning::Derived(first + at as u32, manner);
                self.phrases.push(Phrase { rule, meaning });
            });
        }
        for Term { found, expected } in terms {
            let meaning = Meaning::Term(self.answers.len() as u32);
            self.insert(&found, Phrase { rule, meaning });
            self.answers.push(Answer { found, expected });
        }
        for found in except {
            self.insert(&found, Phrase { rule, meaning: Meaning::Silence });
        }
    }

    fn insert(&mut self, found: &str, phrase: Phrase) {
        let length = self.trie.insert(found, self.phrases.len() as u32);
        self.longest = self.longest.max(length);
        self.phrases.push(phrase);
    }

    /// What to write instead of a phrase; `None` where it is not meant: for a phrase that silences, and for a derived
    /// form that is a word of its own.
    fn expected(&self, cx: &Context<'_>, start: usize, hit: Hit) -> Option<Cow<'_, [String]>> {
        let (answer, manner) = match self.phrases[hit.value as usize].meaning {
            Meaning::Silence => return None,
            Meaning::Term(answer) => {
                return Some(Cow::Borrowed(&self.answers[answer as usize].expected));
            }
            Meaning::Derived(answer, manner) => (&self.answers[answer as usize], manner),
        };
        let expected = derived::joined(answer.expected.first()?, manner);
        let word = cx.doc.token_str(start).to_lowercase();
        let word = &word[..word.len().saturating_sub(hit.clitic)];
        let analysis = cx.lexicon.analyse(word);
        let is_another = analysis.is_some_and(|analysis| analysis.root != answer.found);
        let is_meant = !is_another && cx.lexicon.look_up(&expected).is_known();
        is_meant.then(|| Cow::Owned(vec![expected]))
    }

    /// The rules whose terms are looked for.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.rules.iter().map(|listed| &listed.meta)
    }

    /// Every term in the document.
    #[must_use]
    pub(crate) fn check(
        &self,
        cx: &Context<'_>,
        lang: Lang,
        recall: &mut Recall,
    ) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let read = self.trie.recalled(&cx.facts.words, &mut recall.terms);
        for block in &cx.doc.blocks {
            let tokens = block.tokens.start as usize..block.tokens.end as usize;
            let Found { hits, excepted } = self.block(&read, tokens);
            for (start, hit) in hits {
                let rule = self.phrases[hit.value as usize].rule;
                let listed = &self.rules[rule as usize];
                let Some(expected) = self.expected(cx, start, hit) else { continue };
                let silenced = self.is_silenced(rule, start..hit.end, &excepted);
                if silenced || !stands(cx, listed.guard, start..hit.end) {
                    continue;
                }
                let Some(finding) = finding(cx, listed, &expected, start, hit) else { continue };
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
    fn block(&self, read: &Read<'_>, tokens: Range<usize>) -> Found {
        let mut found = Vec::new();
        let mut excepted = Vec::new();
        let mut hits = Vec::new();
        let mut free_from = tokens.start;
        for start in tokens.clone() {
            self.trie.hits(read, start, tokens.end, &mut hits);
            hits.retain(|hit| {
                let Phrase { rule, meaning } = self.phrases[hit.value as usize];
                let silences = matches!(meaning, Meaning::Silence);
                if silences && hit.clitic == 0 {
                    excepted.push((rule, start..hit.end));
                }
                !silences && (hit.clitic == 0 || self.rules[rule as usize].affixes)
            });
            let Some(end) = hits.iter().map(|hit| hit.end).max().filter(|_| start >= free_from)
            else {
                continue;
            };
            free_from = end;
            // A form that is listed whole is meant, not a shorter one with an ending.
            let clitic = hits.iter().filter(|hit| hit.end == end).map(|hit| hit.clitic).min();
            hits.retain(|hit| hit.end == end && Some(hit.clitic) == clitic);
            found.extend(hits.iter().map(|&hit| (start, hit)));
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
    !doc.starts_sentence(idx) || cx.facts.vocabulary.is_named(&cx.facts.words, &folded(doc.token_str(idx)))
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
    if expected.is_empty() {
        finding = finding.variant(UNANSWERED);
    }
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
