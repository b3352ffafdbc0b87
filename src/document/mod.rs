//! The document: an article's text cut into blocks, sentences and tokens.
//!
//! Flat arrays and index ranges, no lifetimes, no meaning: what a word is stands in the [facts](crate::facts).
//! Nothing here fails; when a block's kind is in doubt it is a paragraph.

mod blocks;
mod page;
mod sentences;
mod tokens;

use std::ops::Range;

use jiff::civil::Date;

use crate::source::{LineIndex, Part, Source};
use crate::span::{SourceMap, SourceSpan, Span};

pub use self::tokens::{is_invisible, tokenize};

/// An article, ready to be checked.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it came from.
    pub source: Source,
    /// What the rules read. Every [`Span`] counts bytes of this text.
    pub text: String,
    /// The way back to the bytes of the source.
    pub map: SourceMap,
    /// The publication date told beside the text (record field, command line), if any.
    pub published: Option<Date>,
    /// Comments of the source that speak to this program, in order.
    pub comments: Vec<Comment>,
    /// Blocks in order; together they cover every token that is not white space.
    pub blocks: Vec<Block>,
    /// Sentences in order, each inside one block.
    pub sentences: Vec<Sentence>,
    /// Tokens in order; they tile the text.
    pub tokens: Vec<Token>,
}

/// A comment of the source that begins with `sunting-`: `<!-- sunting-ignore eyd/di-preposition: a title -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands between the words: what follows it in the source starts at or behind this byte of the text.
    pub at: usize,
    /// Where it stands in the source, its brackets included.
    pub source: SourceSpan,
    /// What it says, without brackets and the white space around: `sunting-ignore eyd/di-preposition: a title`.
    pub text: String,
}

/// What a block is for the reader of the page.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The portal's line with day, date and time: "Kamis, 25/04/2024 20:06 WIB".
    Date,
    /// The title, or a heading between paragraphs where the source says that it is one.
    Headline,
    /// The sentence under the title.
    Deck,
    /// "Jakarta (ANTARA) - ", "Moskow, Jurnas.com - ": place and outlet before the first sentence, dash included.
    Dateline,
    /// Who wrote it: "Reporter: …", "Editor: …".
    Byline,
    /// What an article is made of.
    Paragraph,
    /// The line under a picture, its credit included.
    Caption,
    /// One entry of a list.
    List,
    /// "KEYWORD : …": words for search engines, not sentences.
    Keywords,
    /// Left over from the page: "PILIHAN REDAKSI :", "Baca juga: …".
    Furniture,
}

/// A block: a line of the text, or the dateline at the head of one.
#[derive(Clone, Debug)]
pub struct Block {
    /// The bytes, without the white space around.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Its sentences.
    pub sentences: Range<u32>,
    /// Its tokens.
    pub tokens: Range<u32>,
}

/// A sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The bytes, closing punctuation and quotation marks included, white space around not.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
}

/// A token: a stretch of text of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The bytes.
    pub span: Span,
    /// Its kind.
    pub kind: TokenKind,
}

/// What a token looks like; what it means stands in the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Starts with a letter; hyphens and apostrophes between letters belong to it ("anak-anak", "Jum'at", "ke-2", "G20").
    Word,
    /// Digits, with the dots and commas between them ("1.000", "3,5", "20.06").
    Number,
    /// One character of punctuation or a symbol.
    Punct,
    /// One quotation mark, straight or curly, single or double.
    Quote,
    /// White space, line ends and no-break spaces included.
    Space,
    /// A web or mail address, "Jurnas.com" included.
    Url,
    /// A handle, a hashtag, an emoji, code of which U+FFFC holds the place: nothing to read.
    Opaque,
}

impl Document {
    /// Cuts a text up. `map` must cover the text; parts of the source start blocks of their own.
    #[must_use]
    pub fn new(source: Source, text: String, map: SourceMap) -> Self {
        Self::with_outline(source, text, map, &[])
    }

    /// Cuts up a text of which the source says what some of its lines are: spans in order, each of whole lines. What
    /// the others are is told by their shape.
    #[must_use]
    pub fn with_outline(
        source: Source,
        text: String,
        map: SourceMap,
        outline: &[(Span, BlockKind)],
    ) -> Self {
        let tokens = tokenize(&text);
        let mut document = Self {
            source,
            text,
            map,
            published: None,
            comments: Vec::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
            tokens,
        };
        if document.source.parts.is_empty() {
            let whole = Span::new(0, document.text.len());
            document.source.parts.push(Part { field: None, text: whole });
        }
        document.blocks = blocks::find(&document, outline);
        sentences::find(&mut document);
        document
    }

    /// A document of a text alone, as rules are tried on examples.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new(Source::default(), text.to_owned(), SourceMap::verbatim(text.len(), 0))
    }

    /// The text of a span.
    #[must_use]
    pub fn str(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text of a token.
    #[must_use]
    pub fn token_str(&self, idx: usize) -> &str {
        self.str(self.tokens[idx].span)
    }

    /// The kind of a token, `None` past the ends.
    #[must_use]
    pub fn kind(&self, idx: usize) -> Option<TokenKind> {
        self.tokens.get(idx).map(|token| token.kind)
    }

    /// The tokens of a sentence or block that are words, with their indices.
    pub fn words(&self, tokens: Range<u32>) -> impl Iterator<Item = (usize, &str)> {
        (tokens.start as usize..tokens.end as usize)
            .filter(|&idx| self.tokens[idx].kind == TokenKind::Word)
            .map(|idx| (idx, self.token_str(idx)))
    }

    /// The next token after `idx` that is not white space, and its index, within the same block.
    #[must_use]
    pub fn next(&self, idx: usize) -> Option<usize> {
        let end =
            self.block_at_token(idx).map_or(self.tokens.len(), |block| block.tokens.end as usize);
        (idx + 1..end).find(|&next| self.tokens[next].kind != TokenKind::Space)
    }

    /// The token before `idx` that is not white space, within the same block.
    #[must_use]
    pub fn prev(&self, idx: usize) -> Option<usize> {
        let start = self.block_at_token(idx).map_or(0, |block| block.tokens.start as usize);
        (start..idx).rev().find(|&prev| self.tokens[prev].kind != TokenKind::Space)
    }

    /// The block that holds a token; `None` for white space between blocks.
    #[must_use]
    pub fn block_at_token(&self, idx: usize) -> Option<&Block> {
        let at = self.blocks.partition_point(|block| block.tokens.end as usize <= idx);
        self.blocks.get(at).filter(|block| block.tokens.start as usize <= idx)
    }

    /// The block that holds a byte offset; `None` for white space between blocks.
    #[must_use]
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let at = self.blocks.partition_point(|block| block.span.end() <= offset);
        self.blocks.get(at).filter(|block| block.span.start() <= offset)
    }

    /// The sentence that holds a byte offset; `None` for white space between sentences.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end() <= offset);
        self.sentences.get(at).filter(|sentence| sentence.span.start() <= offset)
    }

    /// The index of the token that holds a byte offset (the last one at the end of the text).
    #[must_use]
    pub fn token_at(&self, offset: usize) -> Option<usize> {
        let at = self.tokens.partition_point(|token| token.span.end() <= offset);
        (at < self.tokens.len()).then_some(at).or_else(|| self.tokens.len().checked_sub(1))
    }

    /// Whether a token stands first in its sentence, quotation marks and brackets before it not counted.
    #[must_use]
    pub fn starts_sentence(&self, idx: usize) -> bool {
        let Some(sentence) = self.sentence_at(self.tokens[idx].span.start()) else { return true };
        (sentence.tokens.start as usize..idx).all(|before| {
            !matches!(
                self.tokens[before].kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Url
            )
        })
    }

    /// Line numbers over the text, by part of the source.
    #[must_use]
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(&self.text, &self.source)
    }
}
