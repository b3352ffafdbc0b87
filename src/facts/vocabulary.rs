//! What an article tells about its own words: how often each occurs, which stand as names, which passages are in
//! another language.

use super::words::{Spelling, Words};
use crate::case::Shape;
use crate::document::{Document, TokenKind};
use crate::lexicon::Entry;

/// The words of one article.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// By spelling; that of a folded word stands with the first spelling that it has.
    uses: Vec<Uses>,
    /// For each token, how many Indonesian words of three letters or more stand before it, so that a window is a subtraction.
    native: Vec<u32>,
    /// For each token, how many words of three letters or more stand before it.
    words: Vec<u32>,
}

/// How the article uses a word, or one spelling of it.
#[derive(Clone, Copy, Debug, Default)]
struct Uses {
    count: u32,
    /// Whether it stands with a capital where no sentence starts.
    named: bool,
    /// Whether it stands all in lower case somewhere.
    lower: bool,
}

impl Vocabulary {
    /// Counts the words of a document; `entries` are parallel to its tokens.
    #[must_use]
    pub fn new(doc: &Document, words: &Words, entries: &[Entry]) -> Self {
        let mut vocabulary = Self::default();
        let weight = |spelling: &Spelling| weight(doc, spelling, entries);
        let weights: Vec<(u32, u32)> = words.spellings().iter().map(weight).collect();
        let mut uses = vec![Uses::default(); words.spellings().len()];
        let (mut n_native, mut n_words) = (0, 0);
        for (idx, token) in doc.tokens.iter().enumerate() {
            vocabulary.native.push(n_native);
            vocabulary.words.push(n_words);
            let is_word = token.kind == TokenKind::Word;
            let Some(number) = words.number(idx).filter(|_| is_word) else { continue };
            let form = &mut uses[number];
            form.count += 1;
            if words.spellings()[number].shape == Shape::Capital && !form.named {
                form.named = !doc.starts_sentence(idx);
            }
            n_native += weights[number].0;
            n_words += weights[number].1;
        }
        vocabulary.native.push(n_native);
        vocabulary.words.push(n_words);
        for (number, spelling) in words.spellings().iter().enumerate() {
            if spelling.kind == TokenKind::Word {
                uses[number].lower |= spelling.shape == Shape::Lower;
                let lead = spelling.lead as usize;
                if lead != number {
                    let Uses { count, named, lower } = uses[number];
                    let all = &mut uses[lead];
                    all.count += count;
                    all.named |= named;
                    all.lower |= lower;
                }
            }
        }
        vocabulary.uses = uses;
        vocabulary
    }

    /// How often a folded word occurs in the article.
    #[must_use]
    pub fn count(&self, words: &Words, folded: &str) -> u32 {
        self.uses(words, folded).count
    }

    /// Whether a folded word also stands in the article as a name does, in mid-sentence with a capital.
    #[must_use]
    pub fn is_named(&self, words: &Words, folded: &str) -> bool {
        self.uses(words, folded).named
    }

    /// Whether a folded word also stands in the article in lower case, as no name does.
    #[must_use]
    pub fn is_written_lower(&self, words: &Words, folded: &str) -> bool {
        self.uses(words, folded).lower
    }

    fn uses(&self, words: &Words, folded: &str) -> Uses {
        words.lead(folded).map_or(Uses::default(), |lead| self.uses[lead])
    }

    /// Whether the words of the sentence around a token, itself not counted, are mostly no Indonesian: a song, a
    /// prayer, a quotation in another language.
    #[must_use]
    pub fn is_foreign_passage(&self, doc: &Document, idx: usize) -> bool {
        self.foreign_share(doc, idx) > 0.5
    }

    /// Which share of the words of the sentence around a token, itself not counted, is no Indonesian, from 0 to 1; 0
    /// where too few words stand there to tell. A word of three letters or more counts.
    #[must_use]
    pub fn foreign_share(&self, doc: &Document, idx: usize) -> f32 {
        const REACH: usize = 8; // tokens, so about four words to each side
        let Some(sentence) = doc.sentence_at(doc.tokens[idx].span.start()) else { return 0.0 };
        let from = idx.saturating_sub(REACH).max(sentence.tokens.start as usize);
        let to = (idx + 1 + REACH).min(sentence.tokens.end as usize);
        let around = |counts: &[u32]| (counts[idx] - counts[from]) + (counts[to] - counts[idx + 1]);
        let (native, words) = (around(&self.native), around(&self.words));
        // The window holds a few words only.
        let count = |n: u32| f32::from(u8::try_from(n).unwrap_or(u8::MAX));
        if words < 2 { 0.0 } else { count(words - native) / count(words) }
    }
}

/// What a spelling counts among the Indonesian words around it, and among all words.
fn weight(doc: &Document, spelling: &Spelling, entries: &[Entry]) -> (u32, u32) {
    let first = spelling.first as usize;
    let (word, entry, shape) = (doc.token_str(first), entries[first], spelling.shape);
    // Every language has words of two letters, and most of them are Indonesian too.
    if word.len() < 3 {
        return (0, 0);
    }
    // Names say nothing about the language of the passage around them, unless they stand in lower case.
    let native = entry.is_known() || entry.is_colloquial();
    let named = !native && !entry.is_foreign() && shape != Shape::Lower;
    (u32::from(native), u32::from(!named))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_passage_in_another_language_is_noticed() {
        let doc = Document::plain(
            "Ia berdoa: rabbana atina fiddunya hasanah wafil akhirati. Lalu ia pulang ke rumah.",
        );
        let facts = Facts::gather(&doc, &Lexicon::embedded());
        let at =
            |word: &str| doc.token_at(doc.text.find(word).expect("the word")).expect("a token");
        assert!(facts.vocabulary.is_foreign_passage(&doc, at("hasanah")));
        assert!(!facts.vocabulary.is_foreign_passage(&doc, at("pulang")));
        assert_eq!(facts.vocabulary.count(&facts.words, "ia"), 2);
    }
}
