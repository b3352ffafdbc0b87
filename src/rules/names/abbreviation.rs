//! `names/abbreviation`: a short form that the article itself explains in two ways, or whose letters stand in another
//! order than the words they abbreviate.
//!
//! Only explanations in brackets are read. A short form that merely leaves words out is left alone: most do.

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::abbreviations::{Definition, words_before};
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct Abbreviation {}

/// Small words that short forms pass over.
const SMALL: &[&str] = &[
    "and", "atas", "bagi", "dan", "dari", "dengan", "di", "for", "ke", "of", "oleh", "pada",
    "serta", "the", "untuk", "yang",
];

/// An office and who holds it share their short form: "Direktorat Jenderal" and "Direktur Jenderal" are both right.
const OFFICES: &[&str] = &[
    "direktorat",
    "direktur",
    "kantor",
    "kementerian",
    "kepala",
    "menteri",
    "sekretariat",
    "sekretaris",
    "wakil",
];

/// Short forms of fewer letters are not held against the order of their words.
const SHORTEST: usize = 4;

impl Rule for Abbreviation {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.text == "("
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        conflicts(cx, out);
        for open in cx.wanted() {
            swapped(cx.doc, open, out);
        }
    }
}

/// One short form with two expansions that differ in one word.
fn conflicts(cx: &Context<'_>, out: &mut Sink<'_>) {
    let doc = cx.doc;
    let mut sorted: Vec<&Definition> = cx.facts.abbreviations.definitions.iter().collect();
    sorted.sort_by_key(|definition| (doc.str(definition.short), definition.short.start()));
    for same in sorted.chunk_by(|one, next| doc.str(one.short) == doc.str(next.short)) {
        let first = same[0];
        for later in &same[1..] {
            let Some((old, new)) = differing_word(doc, first.expansion, later.expansion) else {
                continue;
            };
            let meant = doc.str(old);
            out.report(
                Finding::new(new)
                    .variant("two")
                    .arg("short", doc.str(first.short))
                    .arg("expected", meant)
                    .fix(Fix::suggest(new, meant))
                    .fix(Fix::suggest(old, doc.str(new)))
                    .label(first.expansion, "first"),
            );
        }
    }
}

/// The one capitalised word in which two expansions of the same length differ.
fn differing_word(doc: &Document, one: Span, other: Span) -> Option<(Span, Span)> {
    let (ours, theirs) = (words(doc, one), words(doc, other));
    let mut differ = ours
        .iter()
        .zip(&theirs)
        .filter(|(our, their)| doc.str(**our).to_lowercase() != doc.str(**their).to_lowercase());
    let (our, their) = differ.next()?;
    let named = |span: &Span| {
        let word = doc.str(*span);
        word.starts_with(char::is_uppercase) && !is_office(&word.to_lowercase())
    };
    (named(our) && named(their) && ours.len() == theirs.len() && differ.next().is_none())
        .then_some((*our, *their))
}

/// Whether a lower-case word begins the name of an office or of who holds it.
pub(super) fn is_office(word: &str) -> bool {
    OFFICES.binary_search(&word).is_ok()
}

fn words(doc: &Document, span: Span) -> Vec<Span> {
    let first = doc.token_at(span.start()).unwrap_or(0);
    let tokens = doc.tokens[first..].iter().take_while(|token| token.span.end() <= span.end());
    tokens.filter(|token| token.kind == TokenKind::Word).map(|token| token.span).collect()
}

/// "Badan Nasional Penanggulangan Bencana (BNBP)": the letters of the words, two of them swapped.
fn swapped(doc: &Document, open: usize, out: &mut Sink<'_>) {
    let short = open + 1;
    let is_alone = doc.kind(short) == Some(TokenKind::Word)
        && doc.next(short).is_some_and(|end| doc.token_str(end) == ")");
    if !is_alone {
        return;
    }
    let text = doc.token_str(short);
    let n_letters = text.chars().count();
    if n_letters < SHORTEST || !text.chars().all(|c| c.is_ascii_uppercase()) {
        return;
    }
    let initials = initials(doc, &words_before(doc, open, 2 * n_letters + 1), n_letters);
    let given: Vec<char> = text.chars().collect();
    let Some(at) = given.iter().zip(&initials).position(|(one, other)| one != other) else {
        return;
    };
    let mut mended = given;
    if at + 1 < mended.len() {
        mended.swap(at, at + 1);
    }
    if mended != initials {
        return;
    }
    let span = doc.tokens[short].span;
    out.report(Finding::new(span).fix(Fix::suggest(span, String::from_iter(initials))));
}

/// The first letters of the last `n` capitalised words, small words passed over; fewer when the name is shorter, and
/// none when it goes on before them.
fn initials(doc: &Document, words: &[usize], n: usize) -> Vec<char> {
    let mut initials: Vec<char> = Vec::new();
    for &word in words.iter().rev() {
        let text = doc.token_str(word);
        if initials.len() == n && text.starts_with(char::is_uppercase) {
            return Vec::new();
        }
        if initials.len() == n {
            break;
        }
        if SMALL.binary_search(&text).is_ok() {
            continue;
        }
        let Some(initial) = text.chars().next().filter(|c| c.is_uppercase()) else { break };
        initials.push(initial);
    }
    initials.reverse();
    initials
}
