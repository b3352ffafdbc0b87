//! Finds the mentions of names: runs of capitalised words in a sentence, without the titles, institutions, calendar
//! words and sentence openings around them.

use std::ops::Range;

use hashbrown::HashMap;

use super::words::{Companion, companion, is_clipped, is_particle};
use super::{Before, Form, Mention, Names, Part, Stance};
use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::words::Words;
use crate::lexicon::{Entry, Lexicon};
use crate::span::Span;

/// Reads all mentions; pairs of like spellings are left to the caller.
pub(super) fn read(doc: &Document, words: &Words, entries: &[Entry], lexicon: &Lexicon) -> Names {
    let (runs, open) = (Vec::new(), Run::default());
    let mut reader = Reader { doc, words, entries, runs, open };
    for block in doc.blocks.iter().filter(|block| block.kind != BlockKind::Date) {
        for sentence in &doc.sentences[block.sentences.start as usize..block.sentences.end as usize]
        {
            reader.sentence(sentence.tokens.clone());
        }
    }
    let runs = std::mem::take(&mut reader.runs);
    assemble(&reader, lexicon, runs)
}

/// What a spelling tells by itself; of what is no word, nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::facts) struct Look {
    /// Whether it begins with a capital.
    is_capital: bool,
    /// Whether it begins with a small letter.
    is_lower: bool,
    /// Whether it may stand inside a name with a small letter.
    is_particle: bool,
    companion: Option<Companion>,
}

impl Look {
    /// What a word tells, given as it is written and folded.
    pub(in crate::facts) fn of(text: &str, folded: &str) -> Self {
        Self {
            is_capital: text.starts_with(char::is_uppercase),
            is_lower: text.starts_with(char::is_lowercase),
            is_particle: is_particle(folded),
            companion: companion(folded),
        }
    }
}

/// A mention in the making.
#[derive(Default)]
struct Run {
    words: Vec<Word>,
    before: Before,
    title: Option<Span>,
    is_plain: bool,
}

struct Word {
    token: usize,
    span: Span,
    stance: Stance,
}

struct Reader<'a> {
    doc: &'a Document,
    words: &'a Words,
    entries: &'a [Entry],
    runs: Vec<Run>,
    open: Run,
}

impl Reader<'_> {
    fn sentence(&mut self, tokens: Range<u32>) {
        let title_case = self.is_title_case(tokens.clone());
        let mut started = false;
        let tokens = tokens.start as usize..tokens.end as usize;
        for idx in tokens.clone() {
            match self.doc.tokens[idx].kind {
                TokenKind::Space => {}
                TokenKind::Word => {
                    let stance = match (started, title_case) {
                        (false, _) => Stance::Initial,
                        (true, true) => Stance::TitleCase,
                        (true, false) => Stance::Shown,
                    };
                    started = true;
                    self.word(idx, tokens.end, stance);
                }
                TokenKind::Punct if self.is_dot_inside(idx) => {}
                TokenKind::Quote => self.close(),
                _ => {
                    started |= self.doc.tokens[idx].kind != TokenKind::Punct;
                    self.reset();
                }
            }
        }
        self.reset();
    }

    /// `None` for what is no word.
    fn look(&self, idx: usize) -> Option<&Look> {
        let spelling = self.words.spelling(idx)?;
        (spelling.kind == TokenKind::Word).then_some(&spelling.look)
    }

    /// Whether nearly every word of a sentence is capitalised, as headlines are set.
    fn is_title_case(&self, tokens: Range<u32>) -> bool {
        let (mut n_words, mut n_lower) = (0, 0);
        let most = tokens.len();
        for look in (tokens.start as usize..tokens.end as usize).filter_map(|idx| self.look(idx)) {
            n_words += 1;
            n_lower += usize::from(look.is_lower);
            if n_lower * 4 > most {
                return false;
            }
        }
        n_words >= 4 && n_lower * 4 <= n_words
    }

    /// One word of a sentence that ends at token `end`.
    fn word(&mut self, idx: usize, end: usize, stance: Stance) {
        let Some(&Look { is_capital, is_particle, companion, .. }) = self.look(idx) else { return };
        let span = self.doc.tokens[idx].span;
        if !is_capital {
            if is_particle && !self.open.words.is_empty() && self.is_before_name(idx, end) {
                return;
            }
            self.reset();
            if companion == Some(Companion::Title) {
                self.open.before = Before::Title;
                self.open.title = Some(span);
            }
            return;
        }
        let text = self.doc.token_str(idx);
        if text.chars().nth(1).is_none() {
            // An initial belongs to the name around it and is no word of its own.
            return;
        }
        if let Some(kind) = companion {
            self.companion(kind, span);
            return self.plain(idx, stance);
        }
        if is_upper_case(text) {
            // "Ketua KPK Firli": the office goes on behind the abbreviation.
            return self.close();
        }
        if text.contains('-') {
            return self.hyphenated(idx, stance);
        }
        let entry = self.entries[idx];
        let common = entry.is_known() && !entry.is_person();
        if common && self.open.before == Before::Institution && self.open.words.is_empty() {
            return self.plain(idx, stance);
        }
        let span = Span::new(span.start(), span.start() + without_possessive(text).len());
        self.open.words.push(Word { token: idx, span, stance });
    }

    /// A word that is no name, kept as a run of its own; what stands open goes on behind it.
    fn plain(&mut self, idx: usize, stance: Stance) {
        let words = vec![Word { token: idx, span: self.doc.tokens[idx].span, stance }];
        self.runs.push(Run { words, is_plain: true, ..Run::default() });
    }

    fn companion(&mut self, kind: Companion, span: Span) {
        let before = match kind {
            Companion::Title => Before::Title,
            Companion::Institution => Before::Institution,
            Companion::Place => Before::Place,
            Companion::Calendar => return self.reset(),
            Companion::Direction => return self.close(),
        };
        // "Ketua Komisi": a person's office, whatever it is called.
        let goes_on = self.open.words.is_empty() && self.open.before == Before::Title;
        if !goes_on {
            self.close();
            self.open.before = before;
        } else if before == Before::Institution {
            self.open.before = before;
        }
        self.open.title = Some(span);
    }

    /// The capitalised halves of a hyphenated word are names of their own: "Prabowo-Gibran".
    fn hyphenated(&mut self, idx: usize, stance: Stance) {
        self.close();
        let span = self.doc.tokens[idx].span;
        let text = self.doc.token_str(idx);
        let mut at = span.start();
        for half in text.split('-') {
            let half_span = Span::new(at, at + half.len());
            at += half.len() + 1;
            let named = half.chars().count() > 3
                && half.starts_with(char::is_uppercase)
                && !is_upper_case(half)
                && companion(&half.to_lowercase()).is_none();
            if named && stance != Stance::TitleCase {
                let word = Word { token: idx, span: half_span, stance: Stance::Joined };
                self.runs.push(Run { words: vec![word], ..Run::default() });
            }
        }
    }

    /// Whether a full stop belongs to the initial or short title before it: "S.", "dr.", "Moh.".
    fn is_dot_inside(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else { return false };
        self.doc.token_str(idx) == "."
            && self.doc.tokens[before].kind == TokenKind::Word
            && self.doc.token_str(before).chars().count() <= 4
            && self.doc.kind(idx + 1).is_some_and(|kind| {
                kind == TokenKind::Word
                    || kind == TokenKind::Space && self.doc.kind(idx + 2) == Some(TokenKind::Word)
            })
    }

    fn is_before_name(&self, idx: usize, end: usize) -> bool {
        let next = (idx + 1..end).find(|&next| self.doc.tokens[next].kind != TokenKind::Space);
        next.is_some_and(|next| self.doc.token_str(next).starts_with(char::is_uppercase))
    }

    /// Ends the run; what stood before it holds for the next one only when no name came between.
    fn close(&mut self) {
        if !self.open.words.is_empty() {
            self.runs.push(std::mem::take(&mut self.open));
        }
    }

    fn reset(&mut self) {
        // Most words stand behind no name and no title.
        if self.open.words.is_empty() && self.open.title.is_none() {
            self.open.before = Before::Nothing;
            return;
        }
        self.close();
        self.open = Run::default();
    }
}

/// Turns runs into mentions. A capital that says nothing counts only when the same spelling is a name elsewhere in
/// the article, or is no ordinary word.
fn assemble(reader: &Reader<'_>, lexicon: &Lexicon, runs: Vec<Run>) -> Names {
    let doc = reader.doc;
    let mut shown: HashMap<&str, bool> = HashMap::new();
    for word in runs.iter().filter(|run| !run.is_plain).flat_map(|run| &run.words) {
        *shown.entry(doc.str(word.span)).or_default() |= word.stance == Stance::Shown;
    }
    let mut names = Names::default();
    let mut forms: HashMap<&str, u32> = HashMap::new();
    for run in runs {
        let start = names.parts.len() as u32;
        let mention = names.mentions.len() as u32;
        for word in &run.words {
            let text = doc.str(word.span);
            let whole = word.span == doc.tokens[word.token].span;
            let entry = if whole { reader.entries[word.token] } else { lexicon.look_up(text) };
            let ordinary = entry.is_known() || entry.is_foreign() || entry.is_colloquial();
            let says_nothing = matches!(word.stance, Stance::Initial | Stance::TitleCase);
            if !run.is_plain
                && says_nothing
                && ordinary
                && !shown.get(text).is_some_and(|shown| *shown)
            {
                continue;
            }
            let form = *forms.entry(text).or_insert_with(|| {
                let is_clipped = is_clipped(&text.to_lowercase());
                let is_plain = run.is_plain;
                names.forms.push(Form {
                    text: text.into(),
                    entry,
                    is_clipped,
                    is_plain,
                    parts: Vec::new(),
                });
                names.forms.len() as u32 - 1
            });
            names.forms[form as usize].is_plain &= run.is_plain;
            names.forms[form as usize].parts.push(names.parts.len() as u32);
            names.parts.push(Part { span: word.span, form, mention, stance: word.stance });
        }
        let end = names.parts.len() as u32;
        if start < end {
            let span = names.parts[start as usize].span.cover(names.parts[end as usize - 1].span);
            let Run { before, title, .. } = run;
            names.mentions.push(Mention { span, parts: start..end, before, title });
        }
    }
    names
}

fn is_upper_case(word: &str) -> bool {
    word.chars().skip(1).all(|c| !c.is_lowercase())
}

/// A word without an English possessive.
#[must_use]
pub fn without_possessive(word: &str) -> &str {
    ["'s", "’s", "'", "’"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}
