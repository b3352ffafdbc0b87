//! What is computed once for all rules: what the lexicon says of each token, quotations, names, dates, abbreviations.
//!
//! Facts carry no opinion: a fact may hold a suspicion's evidence, never the suspicion.

pub mod abbreviations;
pub mod dates;
pub(crate) mod intern;
pub mod language;
pub mod memory;
pub mod names;
pub mod numbers;
pub mod quotes;
pub mod vocabulary;
pub mod words;

use crate::document::Document;
use crate::lexicon::{Entry, Lexicon};
use crate::span::Span;

/// The facts of one document.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The distinct spellings.
    pub words: words::Words,
    /// What the lexicon says of each token, parallel to `Document::tokens`; empty entries where there is no word.
    pub entries: Vec<Entry>,
    /// The article's own words.
    pub vocabulary: vocabulary::Vocabulary,
    /// Quotations in order, not nested.
    pub quotes: Vec<quotes::Quotation>,
    /// When the article was published, if anything tells.
    pub published: Option<dates::Publication>,
    /// The dates that the text states, in order.
    pub dates: Vec<dates::DateMention>,
    /// Numbers that the text states, in order.
    pub numbers: Vec<numbers::Amount>,
    /// Short forms that the article explains.
    pub abbreviations: abbreviations::Abbreviations,
    /// Names of people, places and other things.
    pub names: names::Names,
}

impl Facts {
    /// Reads a document once.
    #[must_use]
    pub fn gather(doc: &Document, lexicon: &Lexicon) -> Self {
        Self::gather_with(doc, lexicon, memory::Memory::default())
    }

    /// Reads a document once, with the memory of other articles, which must be of the same lexicon.
    #[must_use]
    pub fn gather_with(doc: &Document, lexicon: &Lexicon, memory: memory::Memory) -> Self {
        let mut words = words::Words::read_with(doc, memory);
        words.memory_mut().ask(lexicon);
        let entries = entries(&words);
        let (published, dates) = dates::find(doc, &words);
        Self {
            published,
            dates,
            numbers: numbers::find(doc, &words),
            abbreviations: abbreviations::Abbreviations::find(doc),
            names: names::Names::find(doc, &words, &entries, lexicon),
            quotes: quotes::find(doc),
            vocabulary: vocabulary::Vocabulary::new(doc, &words, &entries),
            entries,
            words,
        }
    }

    /// The numbers that a span of the text holds whole.
    #[must_use]
    pub fn numbers_in(&self, span: Span) -> &[numbers::Amount] {
        let from = self.numbers.partition_point(|it| it.span.start() < span.start());
        let count = self.numbers[from..].partition_point(|it| it.span.end() <= span.end());
        &self.numbers[from..from + count]
    }

    /// Whether a byte offset of the text stands inside a quotation.
    #[must_use]
    pub fn is_quoted(&self, offset: usize) -> bool {
        let at = self.quotes.partition_point(|quote| quote.span.end() <= offset);
        self.quotes.get(at).is_some_and(|quote| quote.span.start() <= offset)
    }
}

/// What the lexicon says of each token.
fn entries(words: &words::Words) -> Vec<Entry> {
    let of_spelling = |spelling: &words::Spelling| words.memory().entry(spelling.known);
    let entries: Vec<Entry> = words.spellings().iter().map(of_spelling).collect();
    words.spread(&entries, Entry::default())
}
