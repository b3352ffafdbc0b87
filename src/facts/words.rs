//! The spellings of an article: each distinct token once, with what its letters alone tell.
//!
//! An article repeats most of its words, and articles repeat those of others. What a rule asks of a word by itself, it asks
//! of each spelling; the places come from the token's number. White space has none. What a word *is* stands in the entries.

use super::memory::Memory;
use super::names::Look;
use crate::case::Shape;
use crate::document::{Document, TokenKind};

/// What stands in place of a number where there is white space.
const SPACE: u32 = u32::MAX;

/// A distinct token.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// The first token that is written so.
    pub first: u32,
    /// Its kind.
    pub kind: TokenKind,
    /// The pattern of its capitals.
    pub shape: Shape,
    /// What it is beside names.
    pub(super) look: Look,
    /// Whether numbers are made of it: "puluh".
    pub(super) is_numeral: bool,
    /// Whether a date may start with it.
    pub(super) begins_date: bool,
    /// Its number in the [memory](Memory).
    pub(crate) known: u32,
    folded: u32,
    /// The first spelling of the article with the same folded form.
    pub(super) lead: u32,
}

/// The spellings of one article.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The spelling of each token, parallel to `Document::tokens`.
    numbers: Vec<u32>,
    spellings: Vec<Spelling>,
    /// The tokens of each spelling, in order, behind those of the spelling before it.
    tokens: Vec<u32>,
    /// Where the tokens of each spelling end.
    ends: Vec<u32>,
    memory: Memory,
}

impl Words {
    /// Reads the tokens of a document.
    #[must_use]
    pub fn read(doc: &Document) -> Self {
        Self::read_with(doc, Memory::default())
    }

    /// Reads the tokens of a document with the memory of other articles, which is given back by
    /// [`into_memory`](Self::into_memory).
    #[must_use]
    pub fn read_with(doc: &Document, mut memory: Memory) -> Self {
        memory.begin_article();
        let mut numbers = Vec::with_capacity(doc.tokens.len());
        // About every fourth token of an article is a new spelling.
        let mut spellings = Vec::with_capacity(doc.tokens.len().min(1 << 16) / 4);
        // Punctuation is one character, most often one byte: no need to look it up.
        let mut bytes = [SPACE; 128];
        for (idx, token) in doc.tokens.iter().enumerate() {
            if token.kind == TokenKind::Space {
                numbers.push(SPACE);
                continue;
            }
            let text = doc.str(token.span);
            let byte = match *text.as_bytes() {
                [byte] => bytes.get_mut(usize::from(byte)),
                _ => None,
            };
            if let Some(&mut number) = byte
                && number != SPACE
            {
                numbers.push(number);
                continue;
            }
            let known = memory.number(text, token.kind);
            let next = spellings.len() as u32;
            let number = memory.place(known, next);
            if number == next {
                let about = memory.known(known);
                spellings.push(Spelling {
                    first: idx as u32,
                    kind: about.kind,
                    shape: about.shape,
                    look: about.look,
                    is_numeral: about.is_numeral,
                    begins_date: about.begins_date,
                    known,
                    folded: about.folded,
                    lead: memory.folded_place(about.folded, next),
                });
            }
            if let Some(byte) = byte {
                *byte = number;
            }
            numbers.push(number);
        }
        let (tokens, ends) = by_spelling(&numbers, spellings.len());
        Self { numbers, spellings, tokens, ends, memory }
    }

    /// The tokens of a spelling, in order.
    #[must_use]
    pub fn tokens(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.tokens[start as usize..self.ends[number] as usize]
    }

    /// What the spellings are by themselves.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    pub(super) fn memory_mut(&mut self) -> &mut Memory {
        &mut self.memory
    }

    /// The memory, for the next article.
    #[must_use]
    pub fn into_memory(self) -> Memory {
        self.memory
    }

    /// The first spelling of the article that has a folded form.
    pub(super) fn lead(&self, folded: &str) -> Option<usize> {
        self.memory.find_folded(folded).map(|number| number as usize)
    }

    /// All spellings, by number.
    #[must_use]
    pub fn spellings(&self) -> &[Spelling] {
        &self.spellings
    }

    /// The number of a token's spelling; `None` for white space.
    #[must_use]
    pub fn number(&self, idx: usize) -> Option<usize> {
        let number = self.numbers[idx];
        (number != SPACE).then_some(number as usize)
    }

    /// The value that belongs to each token, from the values of the spellings; `space` where there is white space.
    pub fn spread<T: Copy>(&self, of_spellings: &[T], space: T) -> Vec<T> {
        let value = |&number: &u32| of_spellings.get(number as usize).copied().unwrap_or(space);
        self.numbers.iter().map(value).collect()
    }

    /// A spelling as it is compared: lower case, nothing invisible, plain apostrophes.
    #[must_use]
    pub fn folded_spelling(&self, spelling: &Spelling) -> &str {
        self.memory.folded(spelling.folded)
    }

    /// A token as it is compared; empty for white space.
    #[must_use]
    pub fn folded(&self, idx: usize) -> &str {
        self.number(idx).map_or("", |number| self.memory.folded(self.spellings[number].folded))
    }

    /// A number that tokens share which are compared as the same; `None` for white space.
    #[must_use]
    pub fn folded_number(&self, idx: usize) -> Option<u32> {
        self.number(idx).map(|number| self.spellings[number].folded)
    }

    /// The spelling of a token; `None` for white space.
    #[must_use]
    pub fn spelling(&self, idx: usize) -> Option<&Spelling> {
        self.number(idx).map(|number| &self.spellings[number])
    }

    /// The pattern of a token's capitals.
    #[must_use]
    pub fn shape(&self, idx: usize) -> Shape {
        self.number(idx).map_or(Shape::Lower, |number| self.spellings[number].shape)
    }
}

/// The tokens sorted by their spelling, and where those of each end; white space has none.
fn by_spelling(numbers: &[u32], n_spellings: usize) -> (Vec<u32>, Vec<u32>) {
    let mut ends = vec![0; n_spellings + 1];
    let is_seen = |&number: &u32| number != SPACE;
    for number in numbers.iter().copied().filter(is_seen) {
        ends[number as usize + 1] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total;
    }
    // What stands at a spelling's place is first where its tokens start, and grows into where they end.
    let mut tokens = vec![0; total as usize];
    for (idx, &number) in numbers.iter().enumerate().filter(|(_, number)| is_seen(number)) {
        let at = &mut ends[number as usize];
        tokens[*at as usize] = idx as u32;
        *at += 1;
    }
    ends.pop();
    (tokens, ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_is_read_once() {
        let doc = Document::plain("Warga pulang, warga WARGA pulang, Jum’at.");
        let words = Words::read(&doc);
        let texts: Vec<&str> = words
            .spellings()
            .iter()
            .map(|spelling| doc.token_str(spelling.first as usize))
            .collect();
        assert_eq!(texts, ["Warga", "pulang", ",", "warga", "WARGA", "Jum’at", "."]);
        assert_eq!(words.folded_number(0), words.folded_number(5));
        assert_eq!((words.folded(0), words.shape(0)), ("warga", Shape::Capital));
        assert_eq!((words.number(1), words.folded(1)), (None, ""));
        assert_eq!(words.folded(doc.tokens.len() - 2), "jum'at");
        assert_eq!(
            [words.tokens(0), words.tokens(1), words.tokens(2)],
            [&[0][..], &[2, 9], &[3, 10]]
        );
    }
}
