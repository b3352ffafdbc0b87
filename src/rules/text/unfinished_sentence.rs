//! Sentences that stop half-way: a paragraph whose last word needs another behind it, and two or three names in the
//! middle of a paragraph that say nothing of anybody.
//!
//! Headlines, lists, captions, quotations and initials of reporters are left alone; whether a longer sentence has its
//! predicate is not asked.

use serde::Deserialize;

use crate::document::{Block, BlockKind, Sentence, TokenKind};
use crate::lexicon::WordClass;
use crate::rule::{Context, Finding, Rule, Sink};

/// The rule's words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct UnfinishedSentence {
    /// Words that a sentence cannot end with, in lower case.
    never_last: Vec<String>,
}

impl Rule for UnfinishedSentence {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for block in cx.doc.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
            let sentences =
                &cx.doc.sentences[block.sentences.start as usize..block.sentences.end as usize];
            if let Some(last) = sentences.last() {
                self.cut_off(cx, block, last, out);
            }
            for pair in sentences.windows(2) {
                // Three words, the spaces between them and a full stop.
                let is_short = pair[1].tokens.len() <= 6;
                if is_short && follows_full_stop(cx, &pair[0]) && is_fragment(cx, &pair[1]) {
                    out.report(Finding::new(pair[1].span).variant("fragment"));
                }
            }
        }
    }
}

impl UnfinishedSentence {
    /// A paragraph of some length that ends with a word that never comes last.
    fn cut_off(&self, cx: &Context<'_>, block: &Block, last: &Sentence, out: &mut Sink<'_>) {
        let doc = cx.doc;
        let Some(idx) = (block.tokens.end as usize).checked_sub(1) else { return };
        let long = || doc.words(last.tokens.clone()).count() >= 5;
        let dangling = doc.tokens[idx].kind == TokenKind::Word
            && self.never_last.iter().any(|word| word == doc.token_str(idx));
        if dangling && long() && !cx.facts.is_quoted(doc.tokens[idx].span.start()) {
            out.report(Finding::new(doc.tokens[idx].span));
        }
    }
}

fn follows_full_stop(cx: &Context<'_>, before: &Sentence) -> bool {
    cx.doc.str(before.span).ends_with('.') && cx.doc.words(before.tokens.clone()).count() >= 5
}

/// Two or three words, all of them nouns or names, between full stops and outside quotations.
fn is_fragment(cx: &Context<'_>, sentence: &Sentence) -> bool {
    let doc = cx.doc;
    let text = doc.str(sentence.span);
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    let plain = tokens.clone().all(|idx| match doc.tokens[idx].kind {
        TokenKind::Word | TokenKind::Space => true,
        TokenKind::Punct => idx + 1 == tokens.end && doc.token_str(idx) == ".",
        _ => false,
    });
    let words: Vec<(usize, &str)> = doc.words(sentence.tokens.clone()).collect();
    let says_nothing = |&(idx, word): &(usize, &str)| {
        let entry = cx.facts.entries[idx];
        let noun = cx.lexicon.word_class(word) == Some(WordClass::Noun);
        let name =
            word.starts_with(char::is_uppercase) && (entry.is_name() || entry.is_abbreviation());
        noun || name
    };
    plain
        && text.ends_with('.')
        && (2..=3).contains(&words.len())
        && words.iter().all(says_nothing)
        && words.iter().any(|(_, word)| cx.lexicon.word_class(word) == Some(WordClass::Noun))
        && !cx.facts.is_quoted(sentence.span.start())
}
