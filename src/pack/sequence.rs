//! Sequences: a list of elements that follow one another in a sentence, white space between them not counted.
//!
//! An element is a word, a punctuation mark, a class or a list in braces, or several of them with `|` between. `?`
//! behind it makes it optional, `+` lets it repeat, `~` behind a word lets it carry -nya and the like, `=` before it
//! asks for exactly these capitals. `^` first is the start of the sentence, `...` some words, and `!` before an element says
//! what must not stand there. This file reads elements; [`super::sequences`] looks for them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::classes::Class;
use crate::fix::Safety;
use crate::lexicon::CLITICS;

/// The most tokens that a repeated element may take.
const MAX_REPEAT: usize = 6;

/// The most tokens of a gap that names no number, and of any gap.
const GAP: usize = 8;
const MAX_GAP: usize = 20;

/// The most ways in which the gaps and repetitions of a sequence may be tried at one word.
const MAX_WAYS: usize = 10_000;

/// What a pack says of a sequence.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The first and last element that are marked, counted from 1; without it all.
    pub(super) span: Option<[usize; 2]>,
    /// What to write instead; `{2}` is what the second element matched.
    pub(super) replace: Option<String>,
    /// Words that make the sentence another one.
    pub(super) unless: Vec<String>,
    /// Words of which no element may take one.
    pub(super) except: Vec<String>,
    /// Whether a machine may apply the replacement alone.
    pub(super) safety: Safety,
}

/// One way to match a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Atom {
    /// A word or mark in any case.
    Word(String),
    /// A word with exactly these capitals.
    Exact(String),
    /// A class of words.
    Class(Class),
}

/// How an element matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Count {
    /// From so many to so many tokens, as many as possible.
    Tokens(usize, usize),
    /// Up to so many words and numbers, as few as possible; marks are not crossed.
    Gap(usize),
    /// The next token must not match.
    Not,
    /// No word of the sentence stands before.
    Start,
}

/// One element.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Element {
    pub(super) atoms: Vec<Atom>,
    pub(super) count: Count,
}

impl Element {
    /// In how many lengths it may be tried.
    fn ways(&self) -> usize {
        match self.count {
            Count::Tokens(min, max) => max - min + 1,
            Count::Gap(most) => most + 1,
            Count::Not | Count::Start => 1,
        }
    }
}

/// A sequence, read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sequence {
    pub(super) elements: Vec<Element>,
    /// How many elements at the head look at what stands before.
    pub(super) n_before: usize,
    pub(super) marked: [usize; 2],
    pub(super) replace: Option<String>,
    pub(super) unless: Vec<String>,
    pub(super) except: Vec<String>,
    pub(super) safety: Safety,
}

impl Sequence {
    /// Reads the elements. `lists` are the pack's named lists of words.
    ///
    /// # Errors
    /// When an element is empty or of an unknown class, when none must be there, or when `span` points past them.
    pub(super) fn new(
        elements: &[String],
        options: &Options,
        lists: &BTreeMap<String, Vec<String>>,
    ) -> Result<Self, String> {
        let elements: Vec<Element> =
            elements.iter().map(|text| element(text, lists)).collect::<Result<_, _>>()?;
        let is_before = |element: &&Element| matches!(element.count, Count::Not | Count::Start);
        let n_before = elements.iter().take_while(is_before).count();
        let first = elements.get(n_before);
        if !first.is_some_and(|first| matches!(first.count, Count::Tokens(1.., _))) {
            return Err("a sequence starts with an element that is not optional".into());
        }
        let ways =
            elements.iter().try_fold(1, |ways: usize, element| ways.checked_mul(element.ways()));
        if ways.is_none_or(|ways| ways > MAX_WAYS) {
            let message = "gaps and repetitions multiply to more than";
            return Err(format!("{message} {MAX_WAYS} ways to match: make them fewer or shorter"));
        }
        let marked = options.span.unwrap_or([1, elements.len()]);
        if marked[0] == 0 || marked[0] > marked[1] || marked[1] > elements.len() {
            return Err(format!("`span` counts elements from 1 to {}", elements.len()));
        }
        let Options { replace, unless, except, safety, .. } = options.clone();
        Ok(Self { elements, n_before, marked, replace, unless, except, safety })
    }
}

fn element(text: &str, lists: &BTreeMap<String, Vec<String>>) -> Result<Element, String> {
    if text == "^" {
        return Ok(Element { atoms: Vec::new(), count: Count::Start });
    }
    if let Some(number) = text.strip_prefix("...") {
        let most = if number.is_empty() { Ok(GAP) } else { number.parse() };
        let most = most.ok().filter(|most| (1..=MAX_GAP).contains(most));
        let most = most.ok_or_else(|| format!("a gap is `...` or `...1` to `...{MAX_GAP}`"))?;
        return Ok(Element { atoms: Vec::new(), count: Count::Gap(most) });
    }
    let suffixed = |mark: char| text.strip_suffix(mark).filter(|body| !body.is_empty());
    let (body, count) = if let Some(body) = text.strip_prefix('!').filter(|body| !body.is_empty()) {
        (body, Count::Not)
    } else if let Some(body) = suffixed('?') {
        (body, Count::Tokens(0, 1))
    } else if let Some(body) = suffixed('+') {
        (body, Count::Tokens(1, MAX_REPEAT))
    } else {
        (text, Count::Tokens(1, 1))
    };
    let mut atoms = Vec::new();
    for part in body.split('|').map(str::trim) {
        match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => match lists.get(name) {
                Some(words) => words.iter().try_for_each(|word| literal(word, &mut atoms))?,
                None => atoms.push(Atom::Class(class(name, lists)?)),
            },
            None => literal(part, &mut atoms)?,
        }
    }
    Ok(Element { atoms, count })
}

fn literal(text: &str, atoms: &mut Vec<Atom>) -> Result<(), String> {
    if text.is_empty() {
        return Err("an element of a sequence is empty".into());
    }
    if text.contains(' ') {
        return Err(format!("`{text}` is more than one word: each is an element of its own"));
    }
    if let Some(exact) = text.strip_prefix('=').filter(|exact| !exact.is_empty()) {
        atoms.push(Atom::Exact(exact.to_owned()));
    } else if let Some(word) = text.strip_suffix('~').filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        atoms.extend(CLITICS.iter().map(|clitic| Atom::Word(format!("{word}{clitic}"))));
        atoms.push(Atom::Word(word));
    } else {
        atoms.push(Atom::Word(text.to_lowercase()));
    }
    Ok(())
}

fn class(name: &str, lists: &BTreeMap<String, Vec<String>>) -> Result<Class, String> {
    Class::of(name).ok_or_else(|| {
        let classes = Class::names().map(str::to_owned);
        let known: Vec<String> = classes.chain(lists.keys().cloned()).collect();
        format!("no class or list `{{{name}}}`; there are {{{}}}", known.join("}, {"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(elements: &[&str], span: Option<[usize; 2]>) -> Result<Sequence, String> {
        let elements: Vec<String> = elements.iter().map(|&text| text.to_owned()).collect();
        let safety = Safety::Suggested;
        let options =
            Options { span, replace: None, unless: Vec::new(), except: Vec::new(), safety };
        Sequence::new(&elements, &options, &BTreeMap::from([("say".into(), vec!["kata".into()])]))
    }

    #[test]
    fn faults_of_a_sequence_are_told() {
        assert!(read(&["para", "{nuon}"], None).is_err_and(|err| err.contains("{doubled}")));
        assert!(read(&["para?"], None).is_err());
        assert!(read(&["...", "para"], None).is_err());
        assert!(read(&["para", "...50"], None).is_err());
        let gaps = ["para", "...20", "a", "...20", "b", "...20", "c", "...20", "d"];
        assert!(read(&gaps, None).is_err_and(|err| err.contains("10000 ways")));
        assert!(read(&["para pemain"], None).is_err_and(|err| err.contains("of its own")));
        assert!(read(&["para", "x"], Some([1, 3])).is_err());
        assert!(read(&["^", "!{say}", "para", "para|semua?", "{doubled}"], None).is_ok());
    }
}
