//! Sequences: a list of elements that follow one another in a sentence, white space between them not counted.
//!
//! An element is a word, a punctuation mark or a class in braces, or several of them with `|` between. `?` behind it
//! makes it optional, `+` lets it repeat. Matching never leaves the sentence and tries a bounded number of ways.

use crate::calendar::{Length, month, weekday};
use crate::case::capitalised;
use crate::document::TokenKind;
use crate::fix::{Edit, Fix, Safety};
use crate::lexicon::Entry;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The most tokens that one element may take.
const MAX_REPEAT: usize = 6;

/// Beginnings of words that are verbs, as far as a beginning can tell.
const VERB_HEADS: &[&str] = &["ber", "di", "mem", "men", "meng", "meny", "me", "ter"];

/// What a pack says of a sequence.
#[derive(Debug)]
pub(super) struct Options {
    /// The elements.
    pub(super) elements: Vec<String>,
    /// The first and last element that are marked, counted from 1; without it all.
    pub(super) span: Option<[usize; 2]>,
    /// What to write instead; `{2}` is what the second element matched.
    pub(super) replace: Option<String>,
    /// Whether a machine may apply the replacement alone.
    pub(super) safety: Safety,
}

/// One way to match a token.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Atom {
    Literal(String),
    Name,
    Number,
    Day,
    Month,
    Verb,
    Unknown,
    Capital,
    Doubled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    One,
    Optional,
    Repeated,
}

#[derive(Clone, Debug)]
struct Element {
    atoms: Vec<Atom>,
    count: Count,
}

/// A compiled sequence.
#[derive(Debug)]
pub(super) struct Sequence {
    elements: Vec<Element>,
    marked: [usize; 2],
    replace: Option<String>,
    safety: Safety,
}

/// The tokens that each element took, as a half-open range of positions; empty for an optional one that is absent.
type Taken = Vec<(usize, usize)>;

impl Sequence {
    /// Reads the elements.
    ///
    /// # Errors
    /// When an element is empty or of an unknown class, when all are optional, or when `span` points past them.
    pub(super) fn new(options: &Options) -> Result<Self, String> {
        let elements: Vec<Element> =
            options.elements.iter().map(|text| element(text)).collect::<Result<_, _>>()?;
        if elements.first().is_none_or(|first| first.count == Count::Optional) {
            return Err("a sequence starts with an element that is not optional".into());
        }
        let marked = options.span.unwrap_or([1, elements.len()]);
        if marked[0] == 0 || marked[0] > marked[1] || marked[1] > elements.len() {
            return Err(format!("`span` counts elements from 1 to {}", elements.len()));
        }
        Ok(Self { elements, marked, replace: options.replace.clone(), safety: options.safety })
    }

    /// Matches the elements from `element` on at `tokens[at..]`, greedy, and gives what each took.
    fn matches(&self, cx: &Context<'_>, tokens: &[usize], at: usize, taken: &mut Taken) -> bool {
        let Some(Element { atoms, count }) = self.elements.get(taken.len()) else { return true };
        let (min, max) = match count {
            Count::One => (1, 1),
            Count::Optional => (0, 1),
            Count::Repeated => (1, MAX_REPEAT),
        };
        let rest = tokens.get(at..).unwrap_or_default();
        let fits = rest
            .iter()
            .take(max)
            .take_while(|&&idx| atoms.iter().any(|atom| atom.fits(cx, idx)))
            .count();
        for length in (min..=fits).rev() {
            taken.push((at, at + length));
            if self.matches(cx, tokens, at + length, taken) {
                return true;
            }
            taken.pop();
        }
        false
    }

    fn finding(&self, cx: &Context<'_>, tokens: &[usize], taken: &Taken) -> Option<Finding> {
        let text_of = |&(from, to): &(usize, usize)| {
            let (first, last) =
                (tokens.get(from)?, tokens.get(to.checked_sub(1).filter(|&to| to >= from)?)?);
            Some(cx.doc.tokens[*first].span.cover(cx.doc.tokens[*last].span))
        };
        let marked = &taken[self.marked[0] - 1..self.marked[1]];
        let span = marked.iter().filter_map(text_of).reduce(Span::cover)?;
        let Some(replace) = &self.replace else { return Some(Finding::new(span)) };
        let mut text = replace.clone();
        for (number, range) in taken.iter().enumerate() {
            let found = text_of(range).map_or("", |span| cx.doc.str(span));
            text = text.replace(&format!("{{{}}}", number + 1), found);
        }
        if cx.doc.str(span).starts_with(char::is_uppercase) {
            text = capitalised(&text);
        }
        Some(Finding::new(span).fix(Fix { edits: vec![Edit { span, text }], safety: self.safety }))
    }
}

impl Rule for Sequence {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for sentence in &cx.doc.sentences {
            let tokens: Vec<usize> = (sentence.tokens.start as usize..sentence.tokens.end as usize)
                .filter(|&idx| cx.doc.tokens[idx].kind != TokenKind::Space)
                .collect();
            let mut at = 0;
            while at < tokens.len() {
                let mut taken = Vec::new();
                if self.matches(cx, &tokens, at, &mut taken) {
                    if let Some(finding) = self.finding(cx, &tokens, &taken) {
                        out.report(finding);
                    }
                    at = taken.last().map_or(at + 1, |&(_, end)| end.max(at + 1));
                } else {
                    at += 1;
                }
            }
        }
    }
}

fn element(text: &str) -> Result<Element, String> {
    let (body, count) = match text.strip_suffix('?').filter(|body| !body.is_empty()) {
        Some(body) => (body, Count::Optional),
        None => match text.strip_suffix('+').filter(|body| !body.is_empty()) {
            Some(body) => (body, Count::Repeated),
            None => (text, Count::One),
        },
    };
    let atoms = body.split('|').map(str::trim).map(atom).collect::<Result<Vec<_>, _>>()?;
    Ok(Element { atoms, count })
}

fn atom(text: &str) -> Result<Atom, String> {
    Ok(match text {
        "" => return Err("an element of a sequence is empty".into()),
        "{name}" => Atom::Name,
        "{number}" => Atom::Number,
        "{day}" => Atom::Day,
        "{month}" => Atom::Month,
        "{verb}" => Atom::Verb,
        "{unknown}" => Atom::Unknown,
        "{capital}" => Atom::Capital,
        "{doubled}" => Atom::Doubled,
        class if class.starts_with('{') => {
            let known = "{name}, {number}, {day}, {month}, {verb}, {unknown}, {capital}, {doubled}";
            return Err(format!("no class `{class}`; there are {known}"));
        }
        word => Atom::Literal(word.to_lowercase()),
    })
}

impl Atom {
    fn fits(&self, cx: &Context<'_>, idx: usize) -> bool {
        let text = cx.doc.token_str(idx);
        let kind = cx.doc.tokens[idx].kind;
        let entry = cx.facts.entries[idx];
        let word = kind == TokenKind::Word;
        let capital = || text.starts_with(char::is_uppercase);
        let full = |length| length == Length::Full;
        match self {
            Self::Literal(literal) => text.to_lowercase() == *literal,
            Self::Name => word && capital() && (entry.is_name() || !entry.is_known()),
            Self::Number => kind == TokenKind::Number,
            Self::Day => word && weekday(text).is_some_and(|(_, length)| full(length)),
            Self::Month => word && month(text).is_some_and(|(_, length)| full(length)),
            Self::Verb => word && is_verb(cx, entry, text),
            Self::Unknown => word && !entry.is_known() && !entry.is_name(),
            Self::Capital => word && capital(),
            Self::Doubled => {
                word && text.split_once('-').is_some_and(|(one, two)| one.eq_ignore_ascii_case(two))
            }
        }
    }
}

/// A known word in lower case with the prefix of a verb that is not just the beginning of its root.
fn is_verb(cx: &Context<'_>, entry: Entry, text: &str) -> bool {
    let prefixed = || VERB_HEADS.iter().any(|head| text.starts_with(head));
    let affixed = || cx.lexicon.analyse(text).is_some_and(|analysis| !analysis.prefixes.is_empty());
    text.starts_with(char::is_lowercase) && entry.is_known() && prefixed() && affixed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(elements: &[&str]) -> Options {
        let elements = elements.iter().map(|&text| text.to_owned()).collect();
        Options { elements, span: None, replace: None, safety: Safety::Suggested }
    }

    #[test]
    fn faults_of_a_sequence_are_told() {
        assert!(
            Sequence::new(&options(&["para", "{noun}"]))
                .is_err_and(|err| err.contains("{doubled}"))
        );
        assert!(Sequence::new(&options(&["para?"])).is_err());
        assert!(Sequence::new(&Options { span: Some([1, 3]), ..options(&["para", "x"]) }).is_err());
        assert!(Sequence::new(&options(&["para", "para|semua?", "{doubled}"])).is_ok());
    }
}
