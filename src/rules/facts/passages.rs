//! Which sentences may hold a name of a record, their words that stand together, and whether they tell of the past.
//!
//! What they say is for the rules; nothing here knows an office or an institution.

use std::ops::Range;

use super::offices::plain;
use crate::case::folded;
use crate::document::{Block, Document, Sentence, TokenKind};
use crate::rule::Context;
use crate::span::Span;

/// Words that stand together, commas and full stops apart: their tokens, and how they are compared.
#[derive(Default)]
pub(super) struct Words {
    pub(super) tokens: Vec<usize>,
    pub(super) texts: Vec<String>,
}

impl Words {
    /// So many words from one on, fewer at the end.
    pub(super) fn from(&self, at: usize, longest: usize) -> &[String] {
        let end = self.texts.len().min(at + longest);
        self.texts.get(at..end).unwrap_or_default()
    }

    pub(super) fn span(&self, doc: &Document, words: Range<usize>) -> Span {
        let token = |at: usize| doc.tokens[self.tokens[at]].span;
        token(words.start).cover(token(words.end - 1))
    }
}

/// The words of a sentence, cut where anything but a space, a comma, a full stop or a stroke stands between them.
pub(super) fn passages(doc: &Document, sentence: &Sentence) -> Vec<Words> {
    let mut passages = vec![Words::default()];
    for idx in sentence.tokens.start as usize..sentence.tokens.end as usize {
        let (kind, text) = (doc.tokens[idx].kind, doc.token_str(idx));
        match (kind, passages.last_mut()) {
            (TokenKind::Word, Some(words)) => {
                words.tokens.push(idx);
                words.texts.push(plain(&folded(text)).into_owned());
            }
            (TokenKind::Space, _) => {}
            _ if matches!(text, "," | "." | "/") => {}
            _ => passages.push(Words::default()),
        }
    }
    passages
}

/// The sentences with a word that the rule wants; none of blocks that [look back](looks_back).
pub(super) fn sentences<'a>(cx: &Context<'a>, published: i32) -> Vec<&'a Sentence> {
    let begun = cx.wanted();
    let holds = |tokens: &Range<u32>| {
        let first = begun.partition_point(|&idx| idx < tokens.start as usize);
        begun.get(first).is_some_and(|&idx| idx < tokens.end as usize)
    };
    let blocks = cx.doc.blocks.iter().filter(|block| {
        holds(&block.tokens) && !looks_back(cx.doc, block.tokens.clone(), published)
    });
    let of_block = |block: &'a Block| {
        &cx.doc.sentences[block.sentences.start as usize..block.sentences.end as usize]
    };
    blocks.flat_map(of_block).filter(|sentence| holds(&sentence.tokens)).collect()
}

/// Whether a block tells of the past: it names a year before that of publication, or says "saat itu".
fn looks_back(doc: &Document, tokens: Range<u32>, published: i32) -> bool {
    let mut before = String::new();
    for idx in tokens.start as usize..tokens.end as usize {
        let text = doc.token_str(idx);
        let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
        let is_past = |year: &str| year.parse().is_ok_and(|year| (1900..published).contains(&year));
        if years.any(is_past) {
            return true;
        }
        if doc.tokens[idx].kind == TokenKind::Word {
            if text == "itu" && matches!(before.as_str(), "saat" | "waktu" | "kala" | "masa") {
                return true;
            }
            before = folded(text);
        }
    }
    false
}
