//! How an unknown word is judged: the sum of the evidence decides whether it is an error, a warning or nothing.
//!
//! Two explanations are weighed against each other: that the word is a slip for a common one, and that it is a new
//! word or a name. The weights were fitted to slips put into published articles beside the unknown words that stand
//! there anyway, then rounded; see the quality report.

use super::colloquial::is_colloquial;
use super::context::{Neighbours, fit, recurrence};
use super::standing::{Company, Standing, is_written_lower, standing};
use crate::diagnostic::Severity;
use crate::lexicon::{Among, Candidate, Entry};
use crate::rule::Context;

/// An unknown word that is worth a look, before anything is known of what it may mean.
#[derive(Debug)]
pub(super) struct Suspect {
    standing: Standing,
    /// Reasons to let it pass, in the unit of [`Candidate::strength`].
    doubt: f32,
    /// What its letters say against it, in the same unit.
    strangeness: f32,
    /// Reasons to let it pass because the article repeats it.
    habit: f32,
    /// Whether it is worth a note even where no correction is good enough.
    is_plainly_unknown: bool,
}

impl Suspect {
    /// The word at a token, folded; `None` when it is a name or foreign. Much cheaper than its corrections.
    pub(super) fn new(cx: &Context<'_>, idx: usize, word: &str) -> Option<Self> {
        let len = word.chars().count();
        // Of a part of a hyphenated word, and of one with other signs than letters, nothing has been asked yet.
        let entry = match cx.doc.token_str(idx) {
            whole if whole.eq_ignore_ascii_case(word) => cx.facts.entries[idx],
            _ => cx.lexicon.look_up(word),
        };
        let spelt_as_name = entry.is_name() || word.contains('\'');
        if len < 2 || entry.is_foreign() || spelt_as_name && !is_written_lower(cx, idx) {
            return None;
        }
        let standing = standing(cx, idx)?;
        let foreign = cx.facts.vocabulary.foreign_share(cx.doc, idx);
        let quoted = cx.facts.is_quoted(cx.doc.tokens[idx].span.start());
        let spoken = spoken(cx, word, quoted);
        let doubt = made_of_word(cx, word)
            + doubt(entry, len, quoted)
            + drawn_out(word, quoted)
            + spoken
            + as_name(standing, len)
            + in_passage(foreign);
        let strangeness = strangeness(cx.lexicon.surprise(word), len, standing);
        let is_plainly_unknown = standing == Standing::Common
            && !entry.is_seen()
            && len >= 4
            && foreign <= 0.5
            && spoken <= 0.0;
        let habit = repeated(cx.facts.vocabulary.count(&cx.facts.words, word), len);
        Some(Self { standing, doubt, strangeness, habit, is_plainly_unknown })
    }

    /// Whether the names of people and places are to be asked for corrections too.
    pub(super) fn among(&self) -> Among {
        match self.standing {
            Standing::Common | Standing::Institution => Among::Words,
            Standing::Opening | Standing::Subject | Standing::Name(_) => Among::WordsAndNames,
        }
    }

    /// Candidates for the folded word at a token, the best in its surroundings first.
    pub(super) fn ranked<'c>(
        &self,
        cx: &Context<'_>,
        idx: usize,
        word: &str,
        candidates: &'c [Candidate],
    ) -> Vec<Correction<'c>> {
        let neighbours = Neighbours::of(cx, idx);
        let is_name = matches!(self.standing, Standing::Name(_) | Standing::Subject);
        let weigh = |candidate: &'c Candidate| {
            // The names of an article are held against one another elsewhere.
            let again = if is_name { 0.0 } else { recurrence(cx, word, candidate) };
            let strength = candidate.strength() + again + fit(cx, &neighbours, candidate);
            Correction { candidate, strength }
        };
        let mut ranked: Vec<_> = candidates.iter().map(weigh).collect();
        ranked.sort_by(|a, b| b.strength.total_cmp(&a.strength));
        ranked
    }

    /// How much more probable a misspelling is than a new word, given its corrections, the best first; in powers of
    /// ten, from a level that the severities set.
    pub(super) fn score(&self, word: &str, corrections: &[Correction<'_>]) -> f32 {
        let score = corrections.first().map_or(f32::MIN, |best| {
            let first_letter = self.first_letter(word, best.candidate);
            best.strength - first_letter - self.doubt + self.look(word, best.candidate)
        });
        if self.is_english_slip(word, corrections) { score.max(WARNING) } else { score }
    }

    /// What a score is worth in an article of such [`carelessness`]. `None` when it is not worth a word.
    ///
    /// An error is one whatever else stands in the article, and careless writers have people of rare names as others do.
    pub(super) fn severity(&self, score: f32, carelessness: f32) -> Option<Severity> {
        let named = matches!(self.standing, Standing::Name(_) | Standing::Subject);
        let carelessness = if named { 0.0 } else { carelessness };
        if score >= ERROR {
            Some(Severity::Error)
        } else if score + carelessness >= WARNING {
            Some(Severity::Warning)
        } else {
            self.is_plainly_unknown.then_some(Severity::Info)
        }
    }

    /// Whether a long English word was misspelt, once: it looks like a new word all the same.
    fn is_english_slip(&self, word: &str, corrections: &[Correction<'_>]) -> bool {
        let best = corrections.first().map(|best| best.candidate);
        self.habit <= 0.0 && best.is_some_and(|best| best.is_slip_in_english(word))
    }

    /// What the word itself says for a correction: its letters, and that the article does not repeat it.
    ///
    /// A word that is written as it sounds looks like any other and is repeated; that it sounds like the correction
    /// counts instead. Names are spelt in many ways ("Taufiq", "Taufik"), so there it is none.
    fn look(&self, word: &str, best: &Candidate) -> f32 {
        let slip = self.strangeness - self.habit;
        match (best.is_by_ear(word), self.standing) {
            (false, _) => slip,
            (true, Standing::Name(_) | Standing::Subject) => f32::MIN,
            (true, _) => self.strangeness.max(0.0) - BY_EAR_AGAIN * self.habit + BY_EAR,
        }
    }

    /// What another first letter costs: it is lost more often than it is mistaken, and in names that are alike it is
    /// what differs.
    fn first_letter(&self, word: &str, best: &Candidate) -> f32 {
        let same_head = best.word.chars().next() == word.chars().next();
        let lost_head = best.word.chars().skip(1).eq(word.chars());
        match (same_head || lost_head, self.standing) {
            (true, _) => 0.0,
            (false, Standing::Name(_) | Standing::Subject) => 1.2,
            (false, _) => 0.2,
        }
    }
}

/// A word that may be meant at one place, and how strongly everything speaks for it there.
pub(super) struct Correction<'c> {
    pub(super) candidate: &'c Candidate,
    /// In the unit of [`Candidate::strength`].
    strength: f32,
}

/// The score from which a finding is an error, and a warning.
const ERROR: f32 = 1.2;
const WARNING: f32 = 0.4;

/// The score from which a misspelling says something about the rest of its article.
pub(super) const SURE: f32 = 2.0;

/// The most that other slips in an article say about one: they stand together, but not all that is doubtful is one then.
pub(super) const MOST_CARELESS: f32 = 0.8;

/// How many times more slips an article holds than others do, judged by those that are sure, in powers of ten.
pub(super) fn carelessness(sure: usize, words: usize) -> f32 {
    /// One word in so many is a slip in published articles.
    const RARE: f32 = 1000.0;
    /// What is known of an article before it is read weighs as much as so many words of it.
    const BEFORE: f32 = 200.0;
    let count = |n: usize| f32::from(u16::try_from(n).unwrap_or(u16::MAX));
    let rate = (count(sure) + BEFORE / RARE) / (count(words) + BEFORE);
    (rate * RARE).log10().clamp(0.0, MOST_CARELESS)
}

/// What it says for a correction that it sounds like the word that was written.
const BY_EAR: f32 = 1.5;
/// What share of the doubt is left then that repetition raises.
const BY_EAR_AGAIN: f32 = 0.4;

/// What the letters of a word say against it: how much rarer such rows of letters are than in most new words of its
/// length, in the unit of [`Candidate::strength`]. A long word is like a common one by chance more seldom than its
/// letters, taken three at a time, can tell.
fn strangeness(surprise: f32, len: usize, standing: Standing) -> f32 {
    /// What a word of no length at all would cost, and a letter of an ordinary word.
    const BASE: f32 = 3.0;
    const LETTER: f32 = 0.95;
    /// What each letter of a long word counts besides, and which ones are meant.
    const LONG: f32 = 0.25;
    const LONG_FROM: u8 = 8;
    const LONG_TO: u8 = 12;
    // What a row of letters counts beside the frequency of a correction. Names are more like one another.
    let share = match standing {
        Standing::Common | Standing::Opening | Standing::Institution => 0.5,
        Standing::Subject | Standing::Name(_) => 0.65,
    };
    let letters = u8::try_from(len).unwrap_or(u8::MAX);
    let beyond = letters.clamp(LONG_FROM, LONG_TO) - LONG_FROM;
    share * (surprise - BASE - LETTER * f32::from(letters)) + LONG * f32::from(beyond)
}

/// What speaks for a form that is made of a common word though no list has it, in the unit of
/// [`Candidate::strength`]: much for "-nya", which stands behind anything, less for verbal suffixes and for agents
/// ("pembatal") whose verb exists.
fn made_of_word(cx: &Context<'_>, word: &str) -> f32 {
    let common = |root: &str| {
        let is_word = |entry: Entry| entry.is_known() || entry.is_colloquial();
        root.len() >= 3 && cx.lexicon.zipf10(root) >= 33 && is_word(cx.lexicon.look_up(root))
    };
    let has_verb =
        |rest: &str| ["", "kan", "i"].iter().any(|suffix| common(&format!("me{rest}{suffix}")));
    if word.strip_suffix("nya").is_some_and(common) {
        2.5
    } else if ["kan", "an", "i"].iter().any(|suffix| word.strip_suffix(suffix).is_some_and(common))
        || word.strip_prefix("pe").is_some_and(has_verb)
    {
        1.3
    } else {
        0.0
    }
}

/// Reasons to let a word pass, in the unit of [`Candidate::strength`].
fn doubt(entry: Entry, len: usize, quoted: bool) -> f32 {
    let seen = if entry.is_seen() { 1.2 + f32::from(entry.zipf10()) / 10.0 * 0.3 } else { 0.0 };
    let named = if entry.is_name() { 0.4 } else { 0.0 };
    // Abbreviations of the day are that short, and unlisted.
    let short = match len {
        ..=2 => 2.0,
        3 => 0.7,
        4 => 0.3,
        _ => 0.0,
    };
    let quoted = if quoted { 0.2 } else { 0.0 };
    seen + named + short + quoted
}

/// Speech draws words out ("bangg", "iyaa"), and quotations of what was typed in a chat keep that.
fn drawn_out(word: &str, quoted: bool) -> f32 {
    let mut from_end = word.chars().rev();
    if quoted && from_end.next() == from_end.next() { 2.0 } else { 0.0 }
}

/// Spoken forms ("naruh", "jawabin") are words where somebody speaks; elsewhere a slip may look like one ("kematin").
fn spoken(cx: &Context<'_>, word: &str, quoted: bool) -> f32 {
    match (is_colloquial(cx.lexicon, word), quoted) {
        (false, _) => 0.0,
        (true, false) => 1.8,
        (true, true) => 3.0,
    }
}

/// A slip happens once; what an article writes several times is meant, unless it is so long that a slip was copied.
fn repeated(count: u32, len: usize) -> f32 {
    let doubt = match count {
        ..=1 => 0.0,
        2 => 1.6,
        _ => 2.5,
    };
    if len >= 9 { doubt * 0.7 } else { doubt }
}

/// How likely it is that a word belongs to a passage in another language, given the share of such words around it.
fn in_passage(foreign: f32) -> f32 {
    if foreign <= 0.5 { 0.0 } else { 1.0 + 6.0 * (foreign - 0.5) }
}

/// How likely it is that a new word in this position is a name, in the unit of [`Candidate::strength`]. Short names
/// are like a common word by chance.
fn as_name(standing: Standing, len: usize) -> f32 {
    let short = if len <= 5 { 1.5 } else { 0.0 };
    match standing {
        Standing::Common => 0.0,
        Standing::Institution => 0.3,
        Standing::Opening => 0.6,
        Standing::Subject => 1.3 + short,
        Standing::Name(Company::Plain) => 1.9 + short,
        Standing::Name(Company::Person) => 2.9 + short,
        Standing::Name(Company::Stranger) => 3.4 + short,
    }
}
