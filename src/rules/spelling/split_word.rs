//! spelling/split-word: a space has fallen into a word ("Ukrai na", "s ebelum").
//!
//! Decided by odds: how much likelier the joined word is in news text than its two pieces side by side. Two common
//! words are therefore never joined, however good the joined word is; that takes grammar.

use serde::Deserialize;

use super::context::Neighbours;
use super::{is_prose, is_structural};
use crate::case::{Shape, shape};
use crate::diagnostic::Severity;
use crate::document::TokenKind;
use crate::facts::words::Spelling;
use crate::fix::Fix;
use crate::lexicon::{Entry, Hash, commonest10};
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
        let spellings = cx.facts.words.spellings().iter();
        let pieces: Vec<Piece> = spellings.map(|spelling| Piece::of(cx, spelling)).collect();
        let pairs = pairs(cx, &pieces);
        let wholes: Vec<Hash> = pairs.iter().map(|pair| pair.whole).collect();
        let own = OwnWords::of(&pieces);
        for (pair, entry) in pairs.iter().zip(cx.lexicon.listed_all(&wholes)) {
            if pair.may_be_one(entry, &own) {
                check_pair(cx, pair, entry, out);
            }
        }
    }
}

/// Two plain words with a single space between, the second in lower case.
struct Pair {
    /// The token of the first.
    idx: usize,
    /// What the two are worth as words of their own.
    weights: [i32; 2],
    /// Of the two written as one, folded.
    whole: Hash,
}

/// The pairs that are not too common for any joined word of their length.
fn pairs(cx: &Context<'_>, pieces: &[Piece]) -> Vec<Pair> {
    let piece = |idx: usize| cx.facts.words.number(idx).map(|number| &pieces[number]);
    let mut pairs = Vec::new();
    for block in cx.doc.blocks.iter().filter(|block| is_prose(block.kind)) {
        let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
        for idx in start..end.saturating_sub(2) {
            let space = cx.doc.tokens[idx + 1];
            if space.kind != TokenKind::Space || space.span.len() != 1 {
                continue;
            }
            let (Some(left), Some(right)) = (piece(idx), piece(idx + 2)) else { continue };
            let weights = [left.weight, right.weight];
            let commonest = i32::from(commonest10(left.length + right.length));
            if left.may_lead
                && right.may_follow
                && enough(weights) <= commonest.clamp(NAMED, COMMONEST)
            {
                pairs.push(Pair { idx, weights, whole: left.hash.then(right.hash) });
            }
        }
    }
    pairs
}

/// What a joined word must be worth beside two pieces, as far as the words around may help.
fn enough([left, right]: [i32; 2]) -> i32 {
    left + right + WARNING - 90 - BEST_FIT
}

impl Pair {
    /// `false` for nearly all pairs: they are two words too common for this joined word.
    fn may_be_one(&self, entry: Entry, own: &OwnWords) -> bool {
        let enough = enough(self.weights);
        let named = || entry.is_name() || own.may_have(self.whole);
        enough <= UNNAMED || enough <= i32::from(entry.zipf10()) || enough <= NAMED && named()
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
    /// Bytes of the folded spelling, and its hash.
    length: usize,
    hash: Hash,
}

impl Piece {
    fn of(cx: &Context<'_>, spelling: &Spelling) -> Self {
        let first = spelling.first as usize;
        let text = cx.doc.token_str(first);
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let may_lead = spelling.kind == TokenKind::Word
            && matches!(spelling.shape, Shape::Lower | Shape::Capital)
            && (is_plain || text.chars().all(char::is_alphabetic));
        // Most are folded on the way, as they stand in the article.
        let (length, hash) = if is_plain {
            (text.len(), Hash::of_folded(text))
        } else {
            let folded = cx.facts.words.folded_spelling(spelling);
            (folded.len(), Hash::of(folded))
        };
        Self {
            may_lead,
            may_follow: may_lead && spelling.shape == Shape::Lower,
            weight: weight(cx.facts.entries[first]),
            length,
            hash,
        }
    }
}

/// The words of the article, as far as a bit each tells: that it has none of some hash is certain.
struct OwnWords(Vec<u64>);

impl OwnWords {
    fn of(pieces: &[Piece]) -> Self {
        // Sixteen bits a word.
        let mut own = Self(vec![0; (pieces.len() / 4).next_power_of_two()]);
        for piece in pieces {
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
}

fn check_pair(cx: &Context<'_>, pair: &Pair, entry: Entry, out: &mut Sink<'_>) {
    let (doc, words, idx) = (cx.doc, &cx.facts.words, pair.idx);
    let [left, right] = pair.weights;
    let folded = [words.folded(idx), words.folded(idx + 2)].concat();
    let recurs = cx.facts.vocabulary.count(words, &folded) > 0;
    let named = if recurs || entry.is_name() { NAMED } else { UNNAMED };
    let likely = i32::from(entry.zipf10()).max(named);
    if likely < enough(pair.weights) || folded.chars().count() < 4 {
        return;
    }
    let odds = likely + 90 - left - right;
    let beside = Neighbours::around(cx, idx..idx + 3).fit10(cx, pair.whole);
    let quoted = cx.facts.is_quoted(doc.tokens[idx].span.start());
    let severity = match odds + i32::from(beside) / 2 {
        ERROR.. => Severity::Error,
        WARNING.. if !quoted => Severity::Warning,
        _ => return,
    };
    // Only for the others it is worth while to take the joined word apart.
    let joined = [doc.token_str(idx), doc.token_str(idx + 2)].concat();
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
