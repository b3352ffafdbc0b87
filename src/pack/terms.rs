//! Terms: words and phrases with what to write instead, of all rules and all packs, found in one pass.
//!
//! Whole words only; a term never matches inside a word or across the end of a block, and of two terms that start at
//! the same word the longer one wins. The cost does not grow with the number of rules.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::flat::Row;
use super::numbers::Numbers;
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
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

/// A list of terms among those of the automaton.
#[derive(Debug, Serialize, Deserialize)]
struct Listed {
    affixes: bool,
    guard: Guard,
    safety: Safety,
    /// The rule that it is looked for by; none while nobody wants it.
    #[serde(skip)]
    rule: Option<(Meta, Severity)>,
}

/// What a phrase of the automaton stands for.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    list: u32,
    meaning: Meaning,
}

/// Why a phrase is looked for.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// It is a term, by its place in [`Answers`].
    Term(u32),
    /// It is a derived form of a term.
    Derived(u32, derived::Manner),
    /// It silences its rule.
    Silence,
}

/// What the phrases of the automaton stand for, by their numbers, in two words each: list and kind, then the term.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Phrases(Numbers);

impl Phrases {
    /// The kinds that are no manner of a derived form.
    const TERM: u8 = u8::MAX;
    const SILENCE: u8 = u8::MAX - 1;

    fn push(&mut self, Phrase { list, meaning }: Phrase) {
        let (kind, term) = match meaning {
            Meaning::Term(term) => (Self::TERM, term),
            Meaning::Derived(term, manner) => (manner, term),
            Meaning::Silence => (Self::SILENCE, 0),
        };
        self.0.push(list << 8 | u32::from(kind));
        self.0.push(term);
    }

    fn get(&self, number: u32) -> Phrase {
        let at = 2 * number as usize;
        let (head, term) = (self.0.at(at), self.0.at(at + 1));
        let meaning = match head as u8 {
            Self::TERM => Meaning::Term(term),
            Self::SILENCE => Meaning::Silence,
            manner => Meaning::Derived(term, manner),
        };
        Phrase { list: head >> 8, meaning }
    }
}

/// Terms as they were given, and what to write instead.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Answers {
    texts: Row,
    /// The text of each term, by its number in the row; its answers follow.
    found: Numbers,
}

impl Answers {
    fn len(&self) -> usize {
        self.found.len()
    }

    fn push(&mut self, Term { found, expected }: &Term) {
        self.found.push(self.texts.len() as u32);
        self.texts.push(found);
        for text in expected {
            self.texts.push(text);
        }
    }

    fn found(&self, term: u32) -> &str {
        self.texts.get(self.found.at(term as usize) as usize)
    }

    fn expected(&self, term: u32) -> impl Iterator<Item = &str> {
        let next = self.found.get(term as usize + 1).map_or(self.texts.len(), |next| next as usize);
        (self.found.at(term as usize) as usize + 1..next).map(|number| self.texts.get(number))
    }
}

/// What a block holds.
struct Found {
    /// First token and phrase of the terms that count.
    hits: Vec<(usize, Hit)>,
    /// List and tokens of the phrases that silence it.
    excepted: Vec<(u32, Range<usize>)>,
}

/// The automaton over the words of every term.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Terms {
    lists: Vec<Listed>,
    phrases: Phrases,
    answers: Answers,
    trie: Trie,
    /// The most tokens that a phrase has.
    longest: usize,
}

impl Terms {
    /// Adds a list and gives its number. Nothing of it is found before it is [wanted](Self::want).
    pub(super) fn add(&mut self, list: &TermList) -> u32 {
        let number = self.lists.len() as u32;
        let TermList { ref terms, ref except, affixes, guard, safety } = *list;
        self.lists.push(Listed { affixes, guard, safety, rule: None });
        let first = self.answers.len() as u32;
        if affixes {
            derived::forms(terms, |found, at, manner| {
                self.trie.insert_word(found);
                self.longest = self.longest.max(1);
                let meaning = Meaning::Derived(first + at as u32, manner);
                self.phrases.push(Phrase { list: number, meaning });
            });
        }
        for term in terms {
            let meaning = Meaning::Term(self.answers.len() as u32);
            self.insert(&term.found, Phrase { list: number, meaning });
            self.answers.push(term);
        }
        for found in except {
            self.insert(found, Phrase { list: number, meaning: Meaning::Silence });
        }
        number
    }

    /// Looks for the terms of a list from now on, for a rule.
    pub(crate) fn want(&mut self, list: u32, meta: Meta, severity: Severity) {
        self.lists[list as usize].rule = Some((meta, severity));
    }

    fn insert(&mut self, found: &str, phrase: Phrase) {
        let length = self.trie.insert(found);
        self.longest = self.longest.max(length);
        self.phrases.push(phrase);
    }

    /// What to write instead of a phrase; `None` where it is not meant: for a phrase that silences, and for a derived
    /// form that is a word of its own.
    fn expected(&self, cx: &Context<'_>, start: usize, hit: Hit) -> Option<Vec<Cow<'_, str>>> {
        let (term, manner) = match self.phrases.get(hit.value).meaning {
            Meaning::Silence => return None,
            Meaning::Term(term) => {
                return Some(self.answers.expected(term).map(Cow::Borrowed).collect());
            }
            Meaning::Derived(term, manner) => (term, manner),
        };
        let expected = derived::joined(self.answers.expected(term).next()?, manner);
        let word = cx.doc.token_str(start).to_lowercase();
        let word = &word[..word.len().saturating_sub(hit.clitic)];
        let analysis = cx.lexicon.analyse(word);
        let is_another = analysis.is_some_and(|analysis| analysis.root != self.answers.found(term));
        let is_meant = !is_another && cx.lexicon.look_up(&expected).is_known();
        is_meant.then(|| vec![Cow::Owned(expected)])
    }

    /// The rules whose terms are looked for.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.lists.iter().filter_map(|listed| listed.rule.as_ref()).map(|(meta, _)| meta)
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
                let list = self.phrases.get(hit.value).list;
                let listed = &self.lists[list as usize];
                let Some((meta, severity)) = &listed.rule else { continue };
                let Some(expected) = self.expected(cx, start, hit) else { continue };
                let silenced = self.is_silenced(list, start..hit.end, &excepted);
                if silenced || !stands(cx, listed.guard, start..hit.end) {
                    continue;
                }
                let Some(finding) = finding(cx, listed.safety, &expected, start, hit) else {
                    continue;
                };
                Sink::new(meta, *severity, lang, cx, &mut out).report(finding);
            }
        }
        out
    }

    /// Whether a phrase that silences the rule overlaps the tokens. `excepted` is in order of the text.
    fn is_silenced(
        &self,
        list: u32,
        tokens: Range<usize>,
        excepted: &[(u32, Range<usize>)],
    ) -> bool {
        let before = excepted.partition_point(|(_, range)| range.start < tokens.end);
        let near = excepted[..before]
            .iter()
            .rev()
            .take_while(|(_, range)| tokens.start < range.start + self.longest);
        near.into_iter().any(|(silent, range)| *silent == list && tokens.start < range.end)
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
                let Phrase { list, meaning } = self.phrases.get(hit.value);
                let Listed { affixes, ref rule, .. } = self.lists[list as usize];
                let silences = matches!(meaning, Meaning::Silence);
                if silences && hit.clitic == 0 {
                    excepted.push((list, start..hit.end));
                }
                rule.is_some() && !silences && (hit.clitic == 0 || affixes)
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
    !doc.starts_sentence(idx)
        || cx.facts.vocabulary.is_named(&cx.facts.words, &folded(doc.token_str(idx)))
}

/// What a hit comes to; `None` where the text is one of the answers already, as with rules about capitals.
fn finding(
    cx: &Context<'_>,
    safety: Safety,
    expected: &[Cow<'_, str>],
    start: usize,
    hit: Hit,
) -> Option<Finding> {
    let doc = cx.doc;
    let last = doc.tokens[hit.end - 1].span;
    let span = doc.tokens[start].span.cover(last);
    let clitic = doc.str(Span::new(last.end() - hit.clitic, last.end()));
    // Of several answers a person chooses.
    let safety = if expected.len() == 1 { safety } else { Safety::Suggested };
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
