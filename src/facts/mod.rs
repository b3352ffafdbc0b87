//! What is computed once for all rules: what the lexicon says of each token, quotations, names, dates, abbreviations.
//!
//! Facts carry no opinion: a fact may hold a suspicion's evidence, never the suspicion.

pub mod abbreviations;
pub mod dates;
mod forms;
pub mod language;
pub mod names;
pub mod numbers;
pub mod quotes;
pub mod vocabulary;

use crate::document::Document;
use crate::lexicon::{Entry, Lexicon};

/// The facts of one document.
#[derive(Clone, Debug)]
pub struct Facts {
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
        let forms = forms::Forms::of(doc);
        let known = forms.each(|word| lexicon.look_up(word));
        let entry = |number: Option<usize>| number.map(|number| known[number]).unwrap_or_default();
        let entries: Vec<Entry> = forms.numbers().map(entry).collect();
        let (published, dates) = dates::find(doc);
        Self {
            published,
            dates,
            numbers: numbers::find(doc),
            abbreviations: abbreviations::Abbreviations::find(doc),
            names: names::Names::find(doc, &forms, &entries, lexicon),
            quotes: quotes::find(doc),
            vocabulary: vocabulary::Vocabulary::new(doc, &forms, &known),
            entries,
        }
    }

    /// Whether a byte offset of the text stands inside a quotation.
    #[must_use]
    pub fn is_quoted(&self, offset: usize) -> bool {
        let at = self.quotes.partition_point(|quote| quote.span.end() <= offset);
        self.quotes.get(at).is_some_and(|quote| quote.span.start() <= offset)
    }
}
