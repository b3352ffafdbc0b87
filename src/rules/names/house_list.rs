//! `names/house-list` and `names/well-known`: a name of a list, the desk's own or that of the pack, in another spelling.
//!
//! The list binds all articles. A word of one letter's difference is held against it when the rest of the name stands
//! beside it, or when no list knows the word and a slip of the hand explains it; two people with like names are told
//! apart by the rest of theirs.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

use super::company::is_related;
use crate::case::folded;
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::facts::names::{Form, Names, Slip, keys, slip, without_possessive};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(from = "Options")]
pub(in crate::rules) struct HouseList {
    names: Vec<Vec<String>>,
    /// Every word of the names, folded.
    words: HashSet<String>,
    /// The words by their [keys]: the first of each key among `keyed`.
    index: HashMap<u64, u32>,
    keyed: Vec<Keyed>,
}

/// A word that has a key.
#[derive(Debug)]
struct Keyed {
    name: u32,
    /// The word in the name.
    at: u32,
    /// The next one with the same key.
    next: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// The names as the desk writes them.
    #[serde(default)]
    names: Vec<String>,
}

/// Shorter words are too like one another, in characters.
const SHORTEST: usize = 4;

/// A word that stands alone must have this many characters to be told by a doubled letter.
const TELLING: usize = 6;

/// And this many to be told by another slip.
const LONG: usize = 8;

/// And this many where the slip is an unlikely one.
const LONGER: usize = 10;

/// How many names are looked at for one word. Keeps the work linear in lists of like names.
const NEIGHBOURS: usize = 64;

impl From<Options> for HouseList {
    fn from(options: Options) -> Self {
        let split = |name: &String| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let names: Vec<Vec<String>> = options.names.iter().map(split).collect();
        let mut words = HashSet::with_capacity(2 * names.len());
        let mut index = HashMap::with_capacity(8 * names.len());
        let mut keyed = Vec::with_capacity(8 * names.len());
        // From the last to the first, so that each leads to the one behind it.
        for (name, parts) in names.iter().enumerate().rev() {
            for (at, word) in parts.iter().enumerate().rev() {
                let word = folded(word);
                for key in keys_of(&word).into_iter().rev() {
                    let next = index.insert(key, keyed.len() as u32);
                    keyed.push(Keyed { name: name as u32, at: at as u32, next });
                }
                words.insert(word);
            }
        }
        Self { names, words, index, keyed }
    }
}

/// The keys of a word that is long enough.
fn keys_of(word: &str) -> Vec<u64> {
    if word.chars().count() < SHORTEST { Vec::new() } else { keys(word) }
}

impl Rule for HouseList {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        // A name may be a half of a hyphenated word, or stand before an English possessive.
        let mut parts = spelt.text.split('-').filter(|part| part.starts_with(char::is_uppercase));
        spelt.kind == TokenKind::Word
            && parts.any(|part| !self.like(without_possessive(part)).is_empty())
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let wanted = cx.wanted();
        if wanted.is_empty() {
            return;
        }
        let names = &cx.facts.names;
        let is_wanted = |form: &&Form| {
            let first = form.parts.first().map(|&part| names.parts[part as usize].span.start());
            let token = first.and_then(|start| cx.doc.token_at(start));
            !form.is_plain && token.is_some_and(|token| wanted.binary_search(&token).is_ok())
        };
        for form in names.forms.iter().filter(is_wanted) {
            let like = self.like(&form.text);
            if like.is_empty() {
                continue;
            }
            for &part in &form.parts {
                self.part(cx, form, part, &like, out);
            }
        }
    }

    fn spellings(&self) -> Vec<&str> {
        self.names.iter().flatten().map(String::as_str).collect()
    }
}

impl HouseList {
    /// The words of the list that a word is a slip away from: name, and word in it. None for a word that is on the list.
    fn like(&self, text: &str) -> BTreeSet<(usize, usize)> {
        if self.index.is_empty() || !text.chars().all(char::is_alphabetic) {
            return BTreeSet::new();
        }
        let word = folded(text);
        if self.words.contains(&word) {
            return BTreeSet::new();
        }
        let is_slip = |&(name, at): &(usize, usize)| {
            slip(text, &self.names[name][at]).is_some_and(|slip| slip != Slip::Two)
        };
        let keys = keys_of(&word);
        keys.iter().flat_map(|&key| self.words_of(key)).take(NEIGHBOURS).filter(is_slip).collect()
    }

    /// The words that have a key: name, and word in it.
    fn words_of(&self, key: u64) -> impl Iterator<Item = (usize, usize)> {
        let first = self.index.get(&key).copied();
        let keyed = |number: u32| &self.keyed[number as usize];
        let numbers = std::iter::successors(first, move |&number| keyed(number).next);
        numbers.map(move |number| (keyed(number).name as usize, keyed(number).at as usize))
    }

    /// One place of a word that is like words of the list.
    fn part(
        &self,
        cx: &Context<'_>,
        form: &Form,
        part: u32,
        like: &BTreeSet<(usize, usize)>,
        out: &mut Sink<'_>,
    ) {
        let names = &cx.facts.names;
        let together = like.iter().find(|&&(name, at)| self.is_beside(names, part, name, at));
        let lone = || like.iter().find(|&&(name, at)| self.is_plain_slip(form, name, at));
        let alone = names.mention(part).parts.len() == 1;
        let Some(&(name, at)) = together.or_else(|| lone().filter(|_| alone)) else { return };
        let span = names.parts[part as usize].span;
        let (name, word) = (self.names[name].join(" "), &self.names[name][at]);
        let severity = if together.is_some() { Severity::Error } else { Severity::Warning };
        let finding = Finding::new(span).at_most(severity).arg("name", name);
        out.report(finding.fix(Fix::suggest(span, word.as_str())));
    }

    /// Whether a word that stands once, and that no list knows, is a name of one word with a slip that only a hand makes.
    fn is_plain_slip(&self, form: &Form, name: usize, at: usize) -> bool {
        let (text, words) = (&*form.text, &self.names[name]);
        let n_letters = text.chars().count();
        let unheard = form.entry.is_unheard_of() && form.entry.zipf10() == 0;
        let by_hand = match slip(text, &words[at]) {
            Some(Slip::Doubled) => n_letters >= TELLING,
            Some(Slip::Swapped | Slip::Inside | Slip::End | Slip::Sound) => n_letters >= LONG,
            Some(Slip::Other | Slip::Key) => n_letters >= LONGER,
            _ => false,
        };
        by_hand
            && unheard
            && form.parts.len() == 1
            && words.len() == 1
            && !is_related(text, &words[at])
    }

    /// Whether the word of the name that comes before or after stands beside a part as well.
    fn is_beside(&self, names: &Names, part: u32, name: usize, at: usize) -> bool {
        let is = |part: Option<u32>, word: Option<&String>| {
            let text = part.map(|part| &names.forms[names.parts[part as usize].form as usize].text);
            text.zip(word).is_some_and(|(text, word)| folded(text) == folded(word))
        };
        let words = &self.names[name];
        is(names.next(part), words.get(at + 1)) || at > 0 && is(names.prev(part), words.get(at - 1))
    }
}
