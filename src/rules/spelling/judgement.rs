//! How an unknown word is judged: the sum of the evidence decides whether it is an error, a warning or nothing.
//!
//! The weights were tuned on marked articles and on typos put into clean ones; see the quality report.

use super::colloquial::is_colloquial;
use crate::case::{Shape, folded, shape};
use crate::diagnostic::Severity;
use crate::document::{TokenKind, is_invisible};
use crate::lexicon::{Candidate, Entry};
use crate::rule::Context;

/// An unknown word that is worth a look, before anything is known of what it may mean.
#[derive(Debug)]
pub(super) struct Suspect {
    /// Reasons to let it pass, in the unit of [`Candidate::strength`].
    doubt: f32,
    /// Whether it is worth a note even where no correction is good enough.
    is_plainly_unknown: bool,
}

impl Suspect {
    /// The word at a token, folded; `None` when it is a name, foreign or spoken. Much cheaper than its corrections.
    pub(super) fn new(cx: &Context<'_>, idx: usize, word: &str) -> Option<Self> {
        let len = word.chars().count();
        let standing = standing(cx, idx)?;
        let entry = cx.lexicon.look_up(word);
        if len < 3 || entry.is_foreign() || entry.is_name() && standing != Standing::Common {
            return None;
        }
        if cx.facts.vocabulary.is_foreign_passage(cx.doc, idx) || is_colloquial(cx.lexicon, word) {
            return None;
        }
        let quoted = cx.facts.is_quoted(cx.doc.tokens[idx].span.start());
        let doubt = made_of_word(cx, word)
            + doubt(entry, len, cx.facts.vocabulary.count(word), quoted, standing);
        let is_plainly_unknown = standing == Standing::Common && !entry.is_seen() && len >= 4;
        Some(Self { doubt, is_plainly_unknown })
    }

    /// How sure a misspelling is, given its corrections, the best first. `None` when it is not worth a word.
    pub(super) fn judge(&self, word: &str, candidates: &[Candidate]) -> Option<Severity> {
        let score = candidates
            .first()
            .map_or(f32::MIN, |best| best.strength() + likeness(word, best) - self.doubt);
        if score >= ERROR {
            Some(Severity::Error)
        } else if score >= WARNING {
            Some(Severity::Warning)
        } else {
            self.is_plainly_unknown.then_some(Severity::Info)
        }
    }
}

/// The score from which a finding is an error, and a warning.
const ERROR: f32 = 1.2;
const WARNING: f32 = 0.5;

/// What the two words side by side say beyond their edits, in the unit of [`Candidate::strength`].
///
/// A long word is one slip away from a common one by chance far more seldom than a short word, and a first letter is
/// lost more often than it is mistaken.
fn likeness(word: &str, best: &Candidate) -> f32 {
    let is_slip = best.cost <= 1.1 && best.entry.zipf10() >= 25;
    let long = match word.chars().count() {
        _ if !is_slip => 0.0,
        10.. => 2.0,
        8.. => 0.8,
        _ => 0.0,
    };
    let same_head = best.word.chars().next() == word.chars().next();
    let lost_head = best.word.chars().skip(1).eq(word.chars());
    if same_head || lost_head { long } else { long - 0.4 }
}

/// What speaks for a form that is made of a common word though no list has it, in the unit of
/// [`Candidate::strength`]: much for "-nya", which stands behind anything, less for verbal suffixes and for agents
/// ("pembatal") whose verb exists.
fn made_of_word(cx: &Context<'_>, word: &str) -> f32 {
    let common = |root: &str| {
        let entry = cx.lexicon.look_up(root);
        root.len() >= 3 && (entry.is_known() || entry.is_colloquial()) && entry.zipf10() >= 33
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
fn doubt(entry: Entry, len: usize, count: u32, quoted: bool, standing: Standing) -> f32 {
    let seen = if entry.is_seen() { 1.0 + f32::from(entry.zipf10()) / 10.0 * 0.3 } else { 0.0 };
    let named = if entry.is_name() { 0.8 } else { 0.0 };
    let short = match len {
        ..=3 => 1.5,
        4 => 1.2,
        5 => 0.3,
        _ => 0.0,
    };
    let repeated = match count {
        ..=1 => 0.0,
        2 => 1.6,
        _ => 2.5,
    };
    let quoted = if quoted { 0.4 } else { 0.0 };
    let capital = match standing {
        Standing::Common => 0.0,
        Standing::SentenceStart => 0.4,
        Standing::Institution => 0.3,
    };
    seen + named + short + repeated + quoted + capital
}

/// The position of a word, as far as it tells a common word from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// In lower case.
    Common,
    /// Capital because it starts a sentence or a headline does so.
    SentenceStart,
    /// Capital because it belongs to an institution's name, among common words.
    Institution,
}

/// Those of the nouns below that persons stand behind as well.
const OFFICES: &[&str] = &["kantor", "menteri", "organisasi", "panitia", "partai", "wakil"];

/// Nouns that institutions' names begin with; the capitalised words behind one are common words.
const INSTITUTIONS: &[&str] = &[
    "badan",
    "bagian",
    "balai",
    "biro",
    "dewan",
    "departemen",
    "dinas",
    "direktorat",
    "divisi",
    "fakultas",
    "federasi",
    "forum",
    "gerakan",
    "himpunan",
    "ikatan",
    "jurusan",
    "kantor",
    "kejaksaan",
    "kementerian",
    "kepolisian",
    "koalisi",
    "komisi",
    "komite",
    "lembaga",
    "mahkamah",
    "majelis",
    "menteri",
    "organisasi",
    "panitia",
    "partai",
    "pengadilan",
    "persatuan",
    "perserikatan",
    "pusat",
    "satuan",
    "sekretariat",
    "undang-undang",
    "wakil",
];

/// `None` for what is a name, an abbreviation or a brand by its looks.
fn standing(cx: &Context<'_>, idx: usize) -> Option<Standing> {
    let doc = cx.doc;
    let word = doc.token_str(idx);
    // Broken encodings and transliterations; Indonesian words are plain ASCII but for a rare é.
    if !word.chars().all(|c| c.is_ascii() || c == 'é' || is_invisible(c)) {
        return None;
    }
    match shape(word) {
        Shape::Lower => return Some(Standing::Common),
        Shape::Capital => {}
        Shape::Shout | Shape::Mixed => return None,
    }
    let neighbour = |at: Option<usize>| at.filter(|&at| doc.tokens[at].kind == TokenKind::Word);
    let capital = |at: usize| doc.token_str(at).starts_with(char::is_uppercase);
    let (before, after) = (neighbour(doc.prev(idx)), neighbour(doc.next(idx)));
    // Every word of a city's name counts as a name, so that says little here.
    let common = |at: usize| cx.facts.entries[at].is_known() && cx.facts.entries[at].zipf10() >= 25;
    if doc.starts_sentence(idx) {
        // Behind a name comes what the person does; a capital behind the first word makes the two a name.
        let introduced = doc.next(idx).is_some_and(|at| matches!(doc.token_str(at), "(" | ","));
        let acts =
            introduced || after.is_some_and(|at| capital(at) || is_predicate(doc.token_str(at)));
        return (!acts && !cx.facts.vocabulary.is_named(&folded(word)))
            .then_some(Standing::SentenceStart);
    }
    let in_institution = before.is_some_and(|at| {
        let head = doc.token_str(at);
        capital(at)
            && (INSTITUTIONS.contains(&folded(head).as_str())
                || common(at) && follows_institution(cx, at))
    });
    // "Perserikatan" heads a name of its own, and the lists of places have it for that.
    let heads = |at: usize| INSTITUTIONS.contains(&folded(doc.token_str(at)).as_str());
    // A court has its city behind it; an office has a person there, whose first name this may be.
    let office = before.is_some_and(|at| OFFICES.contains(&folded(doc.token_str(at)).as_str()));
    let seated = |at: usize| !office && cx.facts.entries[at].is_place();
    let ends = after.is_none_or(|at| !capital(at) || common(at) || heads(at) || seated(at));
    (in_institution && ends).then_some(Standing::Institution)
}

/// Whether the capitalised word before a token is an institution's first noun.
fn follows_institution(cx: &Context<'_>, idx: usize) -> bool {
    cx.doc.prev(idx).is_some_and(|at| INSTITUTIONS.contains(&folded(cx.doc.token_str(at)).as_str()))
}

/// Whether a word is what stands behind a subject rather than behind the first word of a phrase.
fn is_predicate(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "adalah",
        "akan",
        "akhirnya",
        "belum",
        "bisa",
        "dan",
        "datang",
        "ingin",
        "juga",
        "kembali",
        "kemudian",
        "lahir",
        "lalu",
        "masih",
        "merupakan",
        "pun",
        "resmi",
        "sempat",
        "sendiri",
        "sudah",
        "telah",
        "tidak",
        "yakin",
    ];
    PARTICLES.contains(&word)
        || word.len() > 4
            && (word.starts_with("me") || word.starts_with("ber") || word.starts_with("di"))
}
