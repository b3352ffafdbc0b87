//! spelling/split-word: a space has fallen into a word ("Ukrai na", "s ebelum").
//!
//! Decided by odds: how much likelier the joined word is in news text than its two pieces side by side. Two common
//! words are therefore never joined, however good the joined word is; that takes grammar.

use serde::Deserialize;

use super::context::Neighbours;
use super::{is_prose, is_structural};
use crate::case::{Shape, folded, shape};
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::facts::words::Spelling;
use crate::fix::Fix;
use crate::lexicon::{Entry, Hash};
use crate::rule::{Context, Finding, Rule, Sink};

/// Odds in tenths of a power of ten, as [`Entry::zipf10`] counts. Tuned on spaces put into clean sentences and on
/// the pairs of words of unmarked articles.
const WARNING: i32 = 55;
const ERROR: i32 = 68;

/// Hardly a word of four letters is commoner, on the same scale.
const COMMONEST: i32 = 70;

/// What the words beside the joined one may add at most.
const BEST_FIT: i32 = 30;

/// What a joined word is worth that is a name or that the article has elsewhere, on the same scale.
const NAMED: i32 = 45;

/// What any other is worth at least.
const UNNAMED: i32 = 20;

/// Options: none yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitWord {}

impl Rule for SplitWord {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let words = &cx.facts.words;
        let pieces: Vec<Piece> =
            words.spellings().iter().map(|spelling| Piece::of(cx, spelling)).collect();
        let own = OwnWords::of(words.spellings().iter().zip(&pieces));
        let piece = |idx: usize| words.number(idx).map(|number| &pieces[number]);
        for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
            let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
            for idx in start..end.saturating_sub(2) {
                // Two plain words with a single space between, the second in lower case.
                let space = cx.doc.tokens[idx + 1];
                if space.kind != TokenKind::Space || space.span.len() != 1 {
                    continue;
                }
                let (Some(left), Some(right)) = (piece(idx), piece(idx + 2)) else { continue };
                if left.may_lead && right.may_follow && own.may_be_one(cx, left, right) {
                    check_pair(cx, idx, [left.weight, right.weight], out);
                }
            }
        }
    }
}

/// What a spelling is as a part of a word.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Whether it is a plain word, perhaps with a capital.
    may_lead: bool,
    /// Whether it is a plain word in lower case.
    may_follow: bool,
    weight: i32,
    /// Of the folded spelling.
    hash: Hash,
}

impl Piece {
    fn of(cx: &Context<'_>, spelling: &Spelling) -> Self {
        let first = spelling.first as usize;
        let may_lead = spelling.kind == TokenKind::Word
            && matches!(spelling.shape, Shape::Lower | Shape::Capital)
            && cx.doc.token_str(first).chars().all(char::is_alphabetic);
        Self {
            may_lead,
            may_follow: may_lead && spelling.shape == Shape::Lower,
            weight: weight(cx.facts.entries[first]),
            hash: Hash::of(cx.facts.words.folded_spelling(spelling)),
        }
    }
}

/// The words of the article, as far as a few bits each tell: that it has none of some hash is certain.
struct OwnWords(Vec<u64>);

impl OwnWords {
    fn of<'a>(words: impl ExactSizeIterator<Item = (&'a Spelling, &'a Piece)>) -> Self {
        // Sixteen bits a word.
        let mut own = Self(vec![0; (words.len() / 4).next_power_of_two()]);
        for (_, piece) in words.filter(|(spelling, _)| spelling.kind == TokenKind::Word) {
            let (at, bit) = own.place(piece.hash);
            own.0[at] |= bit;
        }
        own
    }

    fn may_have(&self, word: Hash) -> bool {
        let (at, bit) = self.place(word);
        self.0[at] & bit != 0
    }

    fn place(&self, word: Hash) -> (usize, u64) {
        let mixed = word.mixed();
        (mixed as usize & (self.0.len() - 1), 1 << (mixed >> 58))
    }

    /// `false` for nearly all pairs: they are two words too common for any joined word, then for this one.
    fn may_be_one(&self, cx: &Context<'_>, left: &Piece, right: &Piece) -> bool {
        let enough = enough([left.weight, right.weight]);
        if enough > COMMONEST {
            return false;
        }
        let whole = left.hash.then(right.hash);
        let entry = cx.lexicon.listed_joined(whole);
        let named = || entry.is_name() || self.may_have(whole);
        enough <= UNNAMED || enough <= i32::from(entry.zipf10()) || enough <= NAMED && named()
    }
}

/// What a joined word must be worth beside two pieces, as far as the words around may help.
fn enough([left, right]: [i32; 2]) -> i32 {
    left + right + WARNING - 90 - BEST_FIT
}

fn check_pair(cx: &Context<'_>, idx: usize, weights: [i32; 2], out: &mut Sink<'_>) {
    let (doc, words) = (cx.doc, &cx.facts.words);
    let [left, right] = weights;
    let entry = cx.lexicon.listed(&[words.folded(idx), words.folded(idx + 2)].concat());
    let joined = [doc.token_str(idx), doc.token_str(idx + 2)].concat();
    let folded = folded(&joined);
    let recurs = cx.facts.vocabulary.count(words, &folded) > 0;
    let named = if recurs || entry.is_name() { NAMED } else { UNNAMED };
    let likely = i32::from(entry.zipf10()).max(named);
    // Only for the others it is worth while to take the joined word apart.
    if likely < enough(weights) || joined.chars().count() < 4 {
        return;
    }
    let odds = likely + 90 - left - right;
    let beside = Neighbours::around(cx, idx..idx + 3).fit10(cx, Hash::of(&folded));
    let quoted = cx.facts.is_quoted(doc.tokens[idx].span.start());
    let severity = match odds + i32::from(beside) / 2 {
        ERROR.. => Severity::Error,
        WARNING.. if !quoted => Severity::Warning,
        _ => return,
    };
    let capital = shape(&joined) == Shape::Capital && !doc.starts_sentence(idx);
    // Behind a name stands many a common word; a piece of a name is hardly ever one.
    let piece_of_name = capital && right < 55 && (entry.is_name() || recurs);
    let is_word = piece_of_name || cx.lexicon.look_up(&joined).is_known();
    if !is_word || is_structural(doc, idx) || is_structural(doc, idx + 2) {
        return;
    }
    if cx.facts.vocabulary.is_foreign_passage(cx.doc, idx) {
        return;
    }
    let span = doc.tokens[idx].span.cover(doc.tokens[idx + 2].span);
    out.report(Finding::new(span).fix(Fix::suggest(span, joined)).at_most(severity));
}

/// How common a piece is as a word of its own. Web lists give every pair of letters some frequency; only a trusted
/// word keeps it.
fn weight(entry: Entry) -> i32 {
    let zipf = i32::from(entry.zipf10());
    // Abbreviations stand in capitals or behind a number.
    let is_word = entry.is_standard() || entry.is_supplement() || entry.is_derived();
    let trusted = is_word
        || entry.is_accepted()
        || entry.is_colloquial()
        || !entry.is_abbreviation() && (entry.is_name() || entry.is_foreign());
    if trusted { zipf.max(20) } else { zipf / 2 }
}
