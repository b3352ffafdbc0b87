//! Looks for the sequences of all rules in one walk over each sentence.
//!
//! A sequence is tried only where a word stands that it can start with, so that the cost grows with what is found and
//! hardly with the number of rules. Matching never leaves the sentence and tries a bounded number of ways.

use super::casing;
use super::classes::Class;
use super::recall::Recall;
use super::sequence::{Atom, Count, Element, Sequence};
use crate::calendar::full_weekdays;
use crate::case::{capitalised, folded};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::TokenKind;
use crate::facts::intern::Interner;
use crate::facts::words::Words;
use crate::fix::{Edit, Fix};
use crate::rule::{Context, Finding, Meta, Sink};
use crate::span::Span;

/// Sequences with the numbers of the words that they may start with.
#[derive(Debug, Default)]
pub struct Sequences {
    metas: Vec<(Meta, Severity)>,
    /// The sequences of all of them.
    rules: Vec<Listed>,
    words: Interner,
    /// The words that are asked for with exactly these capitals.
    exact: Interner,
    /// Which sequences may start with a word.
    firsts: Starts,
    /// Which sequences may have a word as their second one, where the first is a class.
    seconds: Starts,
    /// Those that start with classes of words, and are tried at every token.
    anywhere: Vec<u32>,
}

/// Sequences by the number of a word of theirs.
#[derive(Debug, Default)]
struct Starts {
    words: Vec<Vec<u32>>,
    exact: Vec<Vec<u32>>,
}

/// What a spelling is to the sequences: the numbers of its word, as it is compared and as it is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    word: Option<u32>,
    exact: Option<u32>,
    /// Whether a sequence may start with it.
    is_first: bool,
    /// Whether a sequence may start with the word before it.
    is_second: bool,
}

impl Starts {
    fn add(&mut self, element: &Numbered, rule: u32) {
        for &word in &element.words {
            at_number(&mut self.words, word).push(rule);
        }
        for &word in &element.exact {
            at_number(&mut self.exact, word).push(rule);
        }
    }

    /// The sequences that a word may stand in here.
    fn of(&self, reading: Reading) -> impl Iterator<Item = &u32> {
        let words = reading.word.and_then(|number| self.words.get(number as usize));
        let exact = reading.exact.and_then(|number| self.exact.get(number as usize));
        words.into_iter().chain(exact).flatten()
    }
}

#[derive(Debug)]
struct Listed {
    /// The rule, by its place in [`Sequences::metas`].
    rule: u32,
    sequence: Sequence,
    /// The elements with words as numbers, in the order of the elements.
    elements: Vec<Numbered>,
    unless: Vec<u32>,
    except: Vec<u32>,
}

/// The literal words of an element by number, sorted; its other atoms stay as they are.
#[derive(Debug)]
struct Numbered {
    words: Vec<u32>,
    /// Those with capitals of their own, by their number among the exact ones.
    exact: Vec<u32>,
    classes: Vec<Class>,
}

/// The tokens that each element took, as a half-open range of positions; empty for what is absent or only looked at.
type Taken = Vec<(usize, usize)>;

/// A sentence as it is matched: its tokens without white space, and the number of each.
struct Line<'a> {
    tokens: &'a [usize],
    read: &'a [Reading],
}

impl Sequences {
    /// Adds the sequences of one rule.
    pub fn add(&mut self, meta: Meta, severity: Severity, rows: Vec<Sequence>) {
        let rule = self.metas.len() as u32;
        self.metas.push((meta, severity));
        for row in rows {
            self.add_row(rule, row);
        }
    }

    fn add_row(&mut self, rule: u32, sequence: Sequence) {
        let at = self.rules.len() as u32;
        let elements: Vec<Numbered> =
            sequence.elements.iter().map(|element| self.numbered(element)).collect();
        let at_one = |element: usize| {
            sequence.elements.get(element).is_some_and(|one| one.count == Count::Tokens(1, 1))
        };
        let of_words = |element: &&Numbered| element.classes.is_empty();
        let (first, second) = (sequence.n_before, sequence.n_before + 1);
        if elements[first].classes.is_empty() {
            self.firsts.add(&elements[first], at);
        } else if elements[first].classes == [Class::Day] {
            // Whether the word is a day there is still asked of the class.
            let days = full_weekdays().map(|day| self.words.intern(&folded(day)));
            let words = days.collect();
            self.firsts.add(&Numbered { words, exact: Vec::new(), classes: Vec::new() }, at);
            self.firsts.add(&elements[first], at);
        } else if let Some(words) = elements.get(second).filter(of_words)
            && at_one(first)
            && at_one(second)
        {
            self.seconds.add(words, at);
        } else {
            self.anywhere.push(at);
        }
        let unless = sequence.unless.iter().map(|word| self.number(&word.to_lowercase())).collect();
        let mut except: Vec<u32> =
            sequence.except.iter().map(|word| self.number(&word.to_lowercase())).collect();
        except.sort_unstable();
        self.rules.push(Listed { rule, sequence, elements, unless, except });
    }

    fn number(&mut self, word: &str) -> u32 {
        self.words.intern(word)
    }

    fn numbered(&mut self, element: &Element) -> Numbered {
        let (mut words, mut exact, mut classes) = (Vec::new(), Vec::new(), Vec::new());
        for atom in &element.atoms {
            match atom {
                Atom::Word(word) => words.push(self.number(word)),
                Atom::Exact(word) => exact.push(self.exact.intern(word)),
                Atom::Class(class) => classes.push(*class),
            }
        }
        for numbers in [&mut words, &mut exact] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        Numbered { words, exact, classes }
    }

    /// The rules whose sequences are looked for.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.metas.iter().map(|(meta, _)| meta)
    }

    /// Every sequence in the document.
    #[must_use]
    pub(crate) fn check(
        &self,
        cx: &Context<'_>,
        lang: Lang,
        recall: &mut Recall,
    ) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let readings = self.recalled(&cx.facts.words, &mut recall.sequences);
        let mut tokens = Vec::new();
        let mut read = Vec::new();
        let mut taken = Taken::new();
        // Where each rule may fire again: of overlapping matches of one rule the first counts.
        let mut free_from = vec![0; self.rules.len()];
        let begins = self.begins(&cx.facts.words, &readings);
        for sentence in &cx.doc.sentences {
            if !(sentence.tokens.start..sentence.tokens.end).any(|idx| begins(idx as usize)) {
                continue;
            }
            tokens.clear();
            read.clear();
            for idx in sentence.tokens.start as usize..sentence.tokens.end as usize {
                if let Some(number) = cx.facts.words.number(idx) {
                    tokens.push(idx);
                    read.push(readings[number]);
                }
            }
            let line = Line { tokens: &tokens, read: &read };
            let mut present: Option<Vec<u32>> = None;
            for at in 0..tokens.len() {
                let second = read.get(at + 1).copied().unwrap_or_default();
                if !read[at].is_first && !second.is_second && self.anywhere.is_empty() {
                    continue;
                }
                let rules = self.firsts.of(read[at]).chain(self.seconds.of(second));
                for &rule in rules.chain(&self.anywhere) {
                    let listed = &self.rules[rule as usize];
                    if tokens[at] < free_from[rule as usize] {
                        continue;
                    }
                    if !listed.starts(cx, &line, at, &mut taken) {
                        continue;
                    }
                    if !listed.unless.is_empty() {
                        let present = present.get_or_insert_with(|| sorted(&read));
                        if listed.unless.iter().any(|word| present.binary_search(word).is_ok()) {
                            continue;
                        }
                    }
                    let end = taken.iter().map(|&(_, end)| end).max().unwrap_or(at + 1);
                    free_from[rule as usize] = tokens[end.max(at + 1) - 1] + 1;
                    if let Some(finding) = listed.finding(cx, &line, &taken) {
                        let (meta, severity) = &self.metas[listed.rule as usize];
                        Sink::new(meta, *severity, lang, cx, &mut out).report(finding);
                    }
                }
            }
        }
        out
    }

    /// Whether some sequence may start where a token stands, by what its spelling is.
    fn begins<'a>(
        &'a self,
        words: &'a Words,
        readings: &'a [Reading],
    ) -> impl Fn(usize) -> bool + 'a {
        move |idx| {
            let reading = words.number(idx).map(|number| readings[number]);
            reading.is_some_and(|it| it.is_first || it.is_second || !self.anywhere.is_empty())
        }
    }

    /// What each spelling is to the sequences; `recall` holds what those are that were met before, and takes up new ones.
    fn recalled(&self, words: &Words, recall: &mut Vec<Reading>) -> Vec<Reading> {
        let memory = words.memory();
        let new = (recall.len()..memory.len()).map(|number| {
            let word = self.words.find(memory.folded_text(number as u32));
            let exact = self.exact.find(memory.text(number as u32));
            let reading = Reading { word, exact, ..Reading::default() };
            let is_first = self.firsts.of(reading).next().is_some();
            let is_second = self.seconds.of(reading).next().is_some();
            Reading { is_first, is_second, ..reading }
        });
        recall.extend(new);
        let known = words.spellings().iter().map(|spelling| spelling.known as usize);
        known.map(|number| recall[number]).collect()
    }
}

/// The list of a number, made when it is not there.
fn at_number(lists: &mut Vec<Vec<u32>>, number: u32) -> &mut Vec<u32> {
    let number = number as usize;
    if lists.len() <= number {
        lists.resize_with(number + 1, Vec::new);
    }
    &mut lists[number]
}

fn sorted(read: &[Reading]) -> Vec<u32> {
    let mut words: Vec<u32> = read.iter().filter_map(|reading| reading.word).collect();
    words.sort_unstable();
    words
}

impl Listed {
    /// Whether the sequence starts at `at`; `taken` is then what each element takes.
    fn starts(&self, cx: &Context<'_>, line: &Line<'_>, at: usize, taken: &mut Taken) -> bool {
        let n_before = self.sequence.n_before;
        if !self.fits(cx, line, n_before, at) {
            return false;
        }
        for element in 0..n_before {
            let holds = match self.sequence.elements[element].count {
                Count::Start => line.tokens[..at].iter().all(|&idx| !is_word(cx, idx)),
                _ => at == 0 || !self.fits(cx, line, element, at - 1),
            };
            if !holds {
                return false;
            }
        }
        taken.clear();
        taken.resize(n_before, (at, at));
        self.matches(cx, line, at, taken)
    }

    /// Matches the elements that have taken nothing yet at `tokens[at..]`.
    fn matches(&self, cx: &Context<'_>, line: &Line<'_>, at: usize, taken: &mut Taken) -> bool {
        let element = taken.len();
        let Some(Element { count, .. }) = self.sequence.elements.get(element) else { return true };
        let left = line.tokens.len().saturating_sub(at);
        let mut try_length = |length: usize| {
            taken.push((at, at + length));
            let holds = self.matches(cx, line, at + length, taken);
            if !holds {
                taken.truncate(element);
            }
            holds
        };
        match *count {
            Count::Start => at == 0 && try_length(0),
            Count::Not => (left == 0 || !self.fits(cx, line, element, at)) && try_length(0),
            Count::Gap(most) => {
                let rest = line.tokens[at..].iter().take(most);
                let free = rest.take_while(|&&idx| is_word(cx, idx)).count();
                (0..=free).any(try_length)
            }
            Count::Tokens(min, max) => {
                let fits = (at..at + left.min(max))
                    .take_while(|&at| self.fits(cx, line, element, at))
                    .count();
                (min..=fits).rev().any(try_length)
            }
        }
    }

    fn fits(&self, cx: &Context<'_>, line: &Line<'_>, element: usize, at: usize) -> bool {
        let Numbered { words, exact, classes } = &self.elements[element];
        let reading = line.read[at];
        let is_in = |list: &[u32], number: Option<u32>| {
            number.is_some_and(|number| list.binary_search(&number).is_ok())
        };
        !is_in(&self.except, reading.word)
            && (is_in(words, reading.word)
                || is_in(exact, reading.exact)
                || classes.iter().any(|class| class.has(cx, line.tokens[at])))
    }

    fn finding(&self, cx: &Context<'_>, line: &Line<'_>, taken: &Taken) -> Option<Finding> {
        let text_of = |&(from, to): &(usize, usize)| {
            let first = line.tokens.get(from).filter(|_| from < to)?;
            let last = line.tokens.get(to - 1)?;
            Some(cx.doc.tokens[*first].span.cover(cx.doc.tokens[*last].span))
        };
        let [from, to] = self.sequence.marked;
        let span = taken[from - 1..to].iter().filter_map(text_of).reduce(Span::cover)?;
        let Some(replace) = &self.sequence.replace else { return Some(Finding::new(span)) };
        let parts: Vec<&str> =
            taken.iter().map(|range| text_of(range).map_or("", |span| cx.doc.str(span))).collect();
        let found = cx.doc.str(span);
        let mut text = filled(replace, &parts);
        // What is to be in lower case is not raised again.
        let lowers = replace.contains(":lower}");
        if casing::shouts(found) && !lowers {
            text = text.to_uppercase();
        } else if found.starts_with(char::is_uppercase) && !lowers {
            text = capitalised(&text);
        }
        if text == found {
            return None;
        }
        let fix = Fix { edits: vec![Edit { span, text }], safety: self.sequence.safety };
        Some(Finding::new(span).fix(fix))
    }
}

fn is_word(cx: &Context<'_>, idx: usize) -> bool {
    matches!(cx.doc.tokens[idx].kind, TokenKind::Word | TokenKind::Number | TokenKind::Url)
}

/// The replacement with `{2}` as what the second element took, and `{2:capital}`, `{2:lower}` the same in other letters.
fn filled(replace: &str, parts: &[&str]) -> String {
    let mut out = String::with_capacity(replace.len() + 32);
    let mut rest = replace;
    while let Some((head, (name, tail))) =
        rest.split_once('{').and_then(|(head, rest)| Some((head, rest.split_once('}')?)))
    {
        out.push_str(head);
        let (number, manner) = name.split_once(':').unwrap_or((name, ""));
        let part = number.parse::<usize>().ok().and_then(|n| parts.get(n.checked_sub(1)?));
        let part = part.copied().unwrap_or_default();
        // Of what is absent the space before it goes too.
        if part.is_empty() && out.ends_with(' ') {
            out.pop();
        }
        let is_absent_first = part.is_empty() && out.is_empty();
        match manner {
            "capital" => out.push_str(&capitalised(part)),
            "lower" => out.push_str(&part.to_lowercase()),
            _ => out.push_str(part),
        }
        rest = if is_absent_first { tail.trim_start() } else { tail };
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Settings};
    use crate::lexicon::Lexicon;
    use crate::pack::{Catalogue, PackFile};

    #[track_caller]
    fn check(rule: &str, text: &str, expected: &[(&str, &str)]) {
        let pack = format!(
            "[lists]\nsay = [\"kata\", \"ujar~\"]\n[[rule]]\nid = \"a/b\"\nkind = \"sequence\"\n\
             severity = \"error\"\nmessage = {{ id = \"x\", en = \"x\" }}\nsource = \"x\"\n\
             examples = [{{ bad = \"x\", good = \"y\" }}]\n{rule}\n"
        );
        let mut catalogue = Catalogue::default();
        let file = PackFile { path: "p.toml", text: &pack, tables: &[] };
        catalogue.add(&file).expect("the pack is well formed");
        let engine =
            Engine::new(catalogue, Lexicon::embedded(), &Settings::default()).expect("fits");
        let doc = crate::document::Document::plain(text);
        let found = engine.check(&doc).diagnostics;
        let found: Vec<(String, String)> = found
            .iter()
            .map(|d| {
                (
                    doc.str(d.span).to_owned(),
                    d.fixes.first().map_or("", |f| &f.edits[0].text).to_owned(),
                )
            })
            .collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn guards_look_before_and_behind() {
        let rule = "sequence = [\"!akan|,\", \"tetapi\", \"!juga\"]\nreplace = \"namun\"";
        check(rule, "Ia datang tetapi pergi.", &[("tetapi", "namun")]);
        check(rule, "Ia datang, tetapi pergi.", &[]);
        check(rule, "Ia datang akan tetapi pergi.", &[]);
        check(rule, "Ia datang tetapi juga pergi.", &[]);
    }

    #[test]
    fn starts_gaps_and_lists() {
        let rule = "sequence = [\"^\", \"meski\", \"...6\", \",\", \"namun\"]\nspan = [5, 5]\nunless = [\"ujarnya\"]";
        check(rule, "Meski hujan deras, namun ia datang.", &[("namun", "")]);
        check(rule, "Ia pergi meski hujan, namun basah.", &[]);
        check(rule, "Meski hujan deras, namun ia datang, ujarnya.", &[]);
        check(
            "sequence = [\"{say}\", \"{number}+\"]\nreplace = \"{2} {1}\"",
            "Ujarnya 3 4.",
            &[("Ujarnya 3 4", "3 4 Ujarnya")],
        );
        check(
            "sequence = [\"=anda\"]\nreplace = \"{1:capital}\"",
            "Data anda dan Anda.",
            &[("anda", "Anda")],
        );
    }
}
