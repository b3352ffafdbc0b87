//! Where a word stands, as far as that tells a common word from a name: its capital, its place in the sentence and the
//! words beside it. It does not ask what the word may mean.

use crate::case::Shape;
use crate::document::{TokenKind, is_invisible};
use crate::rule::Context;

/// The position of a word, as far as it tells a common word from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// In lower case, here or elsewhere in the article.
    Common,
    /// Capital because it opens a sentence or a headline.
    Opening,
    /// It opens a sentence, and what follows is what stands behind a name.
    Subject,
    /// Capital because it belongs to an institution's name, among common words.
    Institution,
    /// Capital as names have it; the words beside it tell how well it would fit there as one.
    Name(Company),
}

/// What a capitalised word has beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// Nothing that speaks of names: lower case, punctuation, or capitalised common words.
    Plain,
    /// Part of a person's name on one side.
    Person,
    /// A capitalised word that no list knows on one side.
    Stranger,
}

/// Those of the nouns below that persons stand behind as well.
const OFFICES: &[&str] = &["kantor", "menteri", "organisasi", "panitia", "partai", "wakil"];

/// Nouns that institutions' names begin with; the capitalised words behind one are common words.
const INSTITUTIONS: &[&str] = &[
    "badan",
    "bagian",
    "balai",
    "biro",
    "departemen",
    "dewan",
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
pub(super) fn standing(cx: &Context<'_>, idx: usize) -> Option<Standing> {
    let doc = cx.doc;
    let word = doc.token_str(idx);
    // Broken encodings and transliterations; Indonesian words are plain ASCII but for a rare é.
    if !word.chars().all(|c| c.is_ascii() || c == 'é' || is_invisible(c)) {
        return None;
    }
    let folded = |at: usize| cx.facts.words.folded(at);
    if is_written_lower(cx, idx) {
        return Some(Standing::Common);
    }
    if cx.facts.words.shape(idx) != Shape::Capital {
        return None;
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
        let named = acts || cx.facts.vocabulary.is_named(&cx.facts.words, folded(idx));
        return Some(if named { Standing::Subject } else { Standing::Opening });
    }
    let in_institution = before.is_some_and(|at| {
        capital(at) && (is_institution(folded(at)) || common(at) && follows_institution(cx, at))
    });
    // "Perserikatan" heads a name of its own, and the lists of places have it for that.
    let heads = |at: usize| is_institution(folded(at));
    // A court has its city behind it; an office has a person there, whose first name this may be.
    let office = before.is_some_and(|at| OFFICES.contains(&folded(at)));
    let seated = |at: usize| !office && cx.facts.entries[at].is_place();
    let ends = after.is_none_or(|at| !capital(at) || common(at) || heads(at) || seated(at));
    Some(if in_institution && ends {
        Standing::Institution
    } else {
        Standing::Name(company(cx, idx))
    })
}

/// Whether a word is written in lower case, or else with a capital here and in lower case elsewhere in the article.
pub(super) fn is_written_lower(cx: &Context<'_>, idx: usize) -> bool {
    let words = &cx.facts.words;
    match words.shape(idx) {
        Shape::Lower => true,
        Shape::Capital => cx.facts.vocabulary.is_written_lower(words, words.folded(idx)),
        Shape::Shout | Shape::Mixed => false,
    }
}

/// What stands beside a capitalised word; the stronger evidence for a name counts.
fn company(cx: &Context<'_>, idx: usize) -> Company {
    let beside = |at: Option<usize>| {
        let at = at.filter(|&at| {
            cx.doc.tokens[at].kind == TokenKind::Word
                && cx.doc.token_str(at).starts_with(char::is_uppercase)
        });
        let entry = at.map(|at| cx.facts.entries[at]);
        match entry {
            Some(entry) if entry.tiers().is_empty() => Company::Stranger,
            Some(entry) if entry.is_person() => Company::Person,
            _ => Company::Plain,
        }
    };
    match (beside(cx.doc.prev(idx)), beside(cx.doc.next(idx))) {
        (Company::Stranger, _) | (_, Company::Stranger) => Company::Stranger,
        (Company::Person, _) | (_, Company::Person) => Company::Person,
        _ => Company::Plain,
    }
}

/// Whether the capitalised word before a token is an institution's first noun.
fn follows_institution(cx: &Context<'_>, idx: usize) -> bool {
    cx.doc.prev(idx).is_some_and(|at| is_institution(cx.facts.words.folded(at)))
}

/// Whether institutions' names begin with a folded word.
fn is_institution(word: &str) -> bool {
    INSTITUTIONS.binary_search(&word).is_ok()
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::INSTITUTIONS.is_sorted());
    }
}
