//! Repetitions: the same word twice with nothing but white space between.
//!
//! A word typed twice by accident loses one; a reduplication without its hyphen gets it. Which of the two a pair is,
//! the lexicon tells, so that exactly one rule speaks. Names that repeat themselves are left alone.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::document::TokenKind;
use crate::facts::language;
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// What a pair should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Keep {
    /// One word, typed twice.
    One,
    /// A reduplication that lacks its hyphen.
    Both,
}

/// Words that are never reduplicated: doubled, they were typed twice.
const GRAMMAR: &[&str] = &[
    "ada", "adalah", "agar", "akan", "antara", "atas", "atau", "bagi", "bahwa", "belum", "bisa",
    "bukan", "dalam", "dan", "dapat", "dari", "dengan", "di", "guna", "hanya", "harus", "hingga",
    "ia", "ini", "itu", "jika", "juga", "juta", "kalau", "karena", "kata", "ke", "kepada",
    "ketika", "kita", "kami", "langsung", "lebih", "maka", "masih", "mereka", "miliar", "namun",
    "oleh", "pada", "para", "perlu", "persen", "pernah", "pukul", "ribu", "saat", "sangat", "saya",
    "se", "sebagai", "sebelum", "secara", "sedang", "sejak", "selama", "seorang", "seperti",
    "serta", "setelah", "sudah", "supaya", "tahun", "tak", "telah", "tentang", "terhadap",
    "tersebut", "tidak", "triliun", "untuk", "usai", "yaitu", "yakni", "yang",
];

/// The rule over pairs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Repetition {
    keep: Keep,
    except: BTreeSet<String>,
    safety: Safety,
}

impl Repetition {
    pub(super) fn new(keep: Keep, except: Vec<String>, safety: Safety) -> Self {
        Self { keep, except: except.into_iter().collect(), safety }
    }

    fn finding(&self, cx: &Context<'_>, first: usize) -> Option<Finding> {
        let doc = cx.doc;
        let second = first + 2;
        let word = doc.token_str(first).to_lowercase();
        if self.except.contains(&word) || is_name(cx, first, second) {
            return None;
        }
        // "pasal Pasal 2": the capital says where the second one belongs.
        let alike = doc.token_str(first) == doc.token_str(second) || doc.starts_sentence(first);
        if (alike && is_reduplication(cx, &word)) != (self.keep == Keep::Both) {
            return None;
        }
        let (one, two) = (doc.tokens[first].span, doc.tokens[second].span);
        let span = one.cover(two);
        let single =
            Fix { edits: vec![Edit { span, text: doc.str(one).to_owned() }], safety: self.safety };
        Some(match self.keep {
            Keep::One => Finding::new(span).fix(single),
            Keep::Both => {
                let text = format!("{}-{}", doc.str(one), doc.str(two));
                let hyphen = Fix { edits: vec![Edit { span, text }], safety: self.safety };
                Finding::new(span).fix(hyphen).fix(Fix { safety: Safety::Suggested, ..single })
            }
        })
    }
}

impl Rule for Repetition {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for sentence in &doc.sentences {
            let (mut two_before, mut before) = (None, None);
            for second in sentence.tokens.start as usize..sentence.tokens.end as usize {
                let word = cx.facts.words.folded_number(second);
                let alike = word.is_some() && word == two_before;
                (two_before, before) = (before, word);
                if !alike || !is_pair(cx, second - 2) {
                    continue;
                }
                // "… itu itu itu" is one finding; the third word is judged after the first was mended.
                let goes_on = second >= 4 && is_pair(cx, second - 4);
                if let Some(finding) = (!goes_on).then(|| self.finding(cx, second - 2)).flatten() {
                    out.report(finding);
                }
            }
        }
    }
}

/// Whether a word stands at `first` and again at once.
fn is_pair(cx: &Context<'_>, first: usize) -> bool {
    let doc = cx.doc;
    let words = &cx.facts.words;
    doc.kind(first) == Some(TokenKind::Word)
        && doc.kind(first + 1) == Some(TokenKind::Space)
        && doc.kind(first + 2) == Some(TokenKind::Word)
        && words.folded_number(first) == words.folded_number(first + 2)
        && doc.token_str(first).to_lowercase() == doc.token_str(first + 2).to_lowercase()
        && doc.token_str(first).chars().count() > 1
}

/// Whether the lexicon has the word doubled with a hyphen, or it is a plain word that can be.
fn is_reduplication(cx: &Context<'_>, word: &str) -> bool {
    if GRAMMAR.contains(&word) {
        return false;
    }
    if cx.lexicon.look_up(&format!("{word}-{word}")).is_standard() {
        return true;
    }
    let affixed = cx.lexicon.analyse(word).is_some_and(|analysis| analysis.root != word);
    cx.lexicon.look_up(word).is_standard() && !affixed && !word.contains('-')
}

/// A capitalised pair inside a sentence, a pair of letters in capitals, and words of another language.
fn is_name(cx: &Context<'_>, first: usize, second: usize) -> bool {
    let doc = cx.doc;
    let capital = |idx| doc.token_str(idx).starts_with(char::is_uppercase);
    let entry = cx.facts.entries[first];
    let names = capital(first) && capital(second);
    names && (!entry.is_known() || entry.is_name())
        || entry.is_foreign() && !entry.is_known()
        || language::is_english_passage(doc, &cx.facts.entries, first..second + 1)
        || in_one_name(cx, Span::new(doc.tokens[first].span.start(), doc.tokens[second].span.end()))
}

/// Whether a quotation mark or bracket holds exactly the pair: then it is spoken of as a word.
fn in_one_name(cx: &Context<'_>, span: Span) -> bool {
    let text = &cx.doc.text;
    let before = text[..span.start()].chars().next_back();
    let after = text[span.end()..].chars().next();
    let marks =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’'));
    marks(before) && marks(after)
}
