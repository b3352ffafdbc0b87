//! What the rules on single words share: which tokens are worth a judgement, and the evidence around them.
//!
//! A word that no list knows is seldom a typo: it is a name, a loan, dialect, a reporter's initials. So a suspicion is
//! the sum of evidence, and this module gathers it; the rules beside it only decide.

pub(super) mod fused_words;
pub(super) mod judgement;
pub(super) mod misspelt;
pub(super) mod split_word;

use std::collections::{HashMap, HashSet};

use crate::case::{Shape, folded, shape};
use crate::document::{BlockKind, Document, TokenKind};
use crate::rule::Context;

/// Whether a token stands in something that is not prose: an address cut in two, initials of a reporter, a file name.
fn is_structural(doc: &Document, idx: usize) -> bool {
    let glued = |at: Option<usize>, marks: &[&str]| {
        at.and_then(|at| doc.tokens.get(at)).is_some_and(|token| match token.kind {
            TokenKind::Punct => marks.contains(&doc.str(token.span)),
            TokenKind::Number | TokenKind::Url | TokenKind::Opaque => true,
            TokenKind::Word | TokenKind::Quote | TokenKind::Space => false,
        })
    };
    if glued(idx.checked_sub(1), &["/", "_", "@", "\\", "#", "&", "=", "+", "~", "^", "|", "<"])
        || glued(Some(idx + 1), &["/", "_", "@", "\\", "=", "+", "~", "^", "|", ">"])
    {
        return true;
    }
    in_lone_brackets(doc, idx)
}

/// "(bir)", "(abc/def)": a bracket with short tokens only, as reporters sign.
fn in_lone_brackets(doc: &Document, idx: usize) -> bool {
    let opened = (idx.saturating_sub(4)..idx).rev().find(|&at| doc.token_str(at) == "(");
    let closed = (idx + 1..(idx + 5).min(doc.tokens.len())).find(|&at| doc.token_str(at) == ")");
    let (Some(opened), Some(closed)) = (opened, closed) else { return false };
    doc.tokens[opened + 1..closed].iter().all(|token| match token.kind {
        TokenKind::Word => token.span.len() <= 5,
        TokenKind::Punct => matches!(doc.str(token.span), "/" | "-" | "," | "."),
        TokenKind::Space | TokenKind::Number => true,
        _ => false,
    })
}

/// What an article tells about its own words.
#[derive(Debug)]
struct Surroundings<'a> {
    /// How often each folded word occurs.
    counts: HashMap<String, u32>,
    /// Folded words that stand with a capital where no sentence starts.
    named: HashSet<String>,
    /// For each token, how many Indonesian words stand up to it, so that a window is a subtraction.
    native: Vec<u32>,
    /// For each token, how many words stand up to it.
    words: Vec<u32>,
    doc: &'a Document,
}

impl<'a> Surroundings<'a> {
    fn new(cx: &Context<'a>) -> Self {
        let n_tokens = cx.doc.tokens.len();
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut named = HashSet::new();
        let (mut native, mut words) =
            (Vec::with_capacity(n_tokens + 1), Vec::with_capacity(n_tokens + 1));
        let (mut n_native, mut n_words) = (0, 0);
        for (idx, (token, entry)) in cx.doc.tokens.iter().zip(&cx.facts.entries).enumerate() {
            native.push(n_native);
            words.push(n_words);
            if token.kind == TokenKind::Word {
                let word = cx.doc.str(token.span);
                *counts.entry(folded(word)).or_default() += 1;
                if shape(word) == Shape::Capital && !cx.doc.starts_sentence(idx) {
                    named.insert(folded(word));
                }
                n_words += 1;
                // Names say nothing about the language of the passage around them.
                n_native += u32::from(entry.is_known() || entry.is_colloquial() || entry.is_name());
            }
        }
        native.push(n_native);
        words.push(n_words);
        Self { counts, named, native, words, doc: cx.doc }
    }

    /// How often a folded word occurs in the article.
    fn count(&self, folded: &str) -> u32 {
        self.counts.get(folded).copied().unwrap_or(0)
    }

    /// Whether a folded word also stands in the article as a name does, in mid-sentence with a capital.
    fn is_named(&self, folded: &str) -> bool {
        self.named.contains(folded)
    }

    /// Whether the words around a token, itself not counted, are mostly no Indonesian: a song, a prayer, a quotation
    /// in another language.
    fn is_foreign_passage(&self, idx: usize) -> bool {
        const REACH: usize = 8; // tokens, so about four words to each side
        let Some(sentence) = self.doc.sentence_at(self.doc.tokens[idx].span.start()) else {
            return false;
        };
        let from = idx.saturating_sub(REACH).max(sentence.tokens.start as usize);
        let to = (idx + 1 + REACH).min(sentence.tokens.end as usize);
        let span = |counts: &[u32]| (counts[idx] - counts[from]) + (counts[to] - counts[idx + 1]);
        let (native, words) = (span(&self.native), span(&self.words));
        words >= 2 && native * 2 < words
    }
}

/// Whether a block is prose in which words are judged.
pub(super) fn is_prose(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Headline
            | BlockKind::Deck
            | BlockKind::Paragraph
            | BlockKind::Caption
            | BlockKind::List
    )
}
