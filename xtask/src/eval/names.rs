//! One letter of one mention of a name, in articles that name it three times or more: what a hand or an ear may do to a
//! name, and much that neither does.
//!
//! The change is drawn from all that there are, not from the likely ones: any letter in any place may be lost, doubled, put in, put in
//! its place or swapped with the next. The result may be a word or another name; only what the article says anyway is
//! passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use super::corpus::{self, Word};
use super::gold::{self, Article};
use super::tool::Tool;
use super::{Report, found};
use crate::random::Random;

pub(super) const NAME: &str = "name-slips";
const N_ARTICLES: usize = 500;
/// The length of the articles, in characters.
const N_CHARS: std::ops::Range<usize> = 801..6000;
/// How often a name stands in its article at least.
const MENTIONS: usize = 3;
/// The letters of a name, at least.
const SHORTEST: usize = 4;
/// How often a word stands in lower case in the articles to be an ordinary one, and no name.
const COMMON: usize = 10;
const SEED: u64 = 500;

/// Capitalised words that are no names of anybody.
const CALENDAR: &[&str] = &[
    "Agustus",
    "April",
    "Desember",
    "Februari",
    "Januari",
    "Juli",
    "Jumat",
    "Juni",
    "Kamis",
    "Maret",
    "Minggu",
    "November",
    "Oktober",
    "Rabu",
    "Sabtu",
    "Selasa",
    "Senin",
    "September",
];

/// What happens to the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Dropped,
    Doubled,
    Other,
    Swapped,
    Added,
}

impl Change {
    const ALL: [Self; 5] = [Self::Dropped, Self::Doubled, Self::Other, Self::Swapped, Self::Added];

    fn name(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Doubled => "doubled",
            Self::Other => "changed",
            Self::Swapped => "swapped",
            Self::Added => "added",
        }
    }

    /// The name with this change in a place drawn by chance; it keeps its capital. `None` where nothing would change.
    fn put(self, name: &str, random: &mut Random) -> Option<String> {
        let lower = name.to_ascii_lowercase();
        let ends = match self {
            Self::Swapped => lower.len() - 1,
            Self::Added => lower.len() + 1,
            _ => lower.len(),
        };
        let at = random.between(0, ends);
        let (head, tail) = lower.split_at(at);
        let any = *random.pick(b"abcdefghijklmnopqrstuvwxyz")?;
        let any = char::from(any);
        let made = match self {
            Self::Dropped => format!("{head}{}", &tail[1..]),
            Self::Doubled => format!("{head}{}{tail}", &tail[..1]),
            Self::Other => format!("{head}{any}{}", &tail[1..]),
            Self::Swapped => format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..]),
            Self::Added => format!("{head}{any}{tail}"),
        };
        let made = made[..1].to_ascii_uppercase() + &made[1..];
        (made != name).then_some(made)
    }
}

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read_all(folder)?;
    let changed = changed(&articles, &mut Random::new(SEED));
    let what = format!("one letter of a name in {} articles", changed.len());
    found(NAME, &what, &changed, tool)
}

/// Articles with one changed name each, and its mark.
fn changed(articles: &[Article], random: &mut Random) -> Vec<Article> {
    let mut articles: Vec<&Article> =
        articles.iter().filter(|one| N_CHARS.contains(&one.text.chars().count())).collect();
    random.shuffle(&mut articles);
    let mut lower: BTreeMap<&str, usize> = BTreeMap::new();
    for article in &articles {
        for word in corpus::words(&article.text).filter(|word| word.is_lower(SHORTEST)) {
            *lower.entry(word.text).or_default() += 1;
        }
    }
    let ordinary: BTreeSet<&str> =
        lower.into_iter().filter(|&(_, times)| times >= COMMON).map(|(word, _)| word).collect();
    let cases = articles.into_iter().filter_map(|article| put(article, &ordinary, random));
    gold::numbered(cases.take(N_ARTICLES))
}

/// The article with one mention of one of its names changed; `None` where it names nothing so often, or the draw gives
/// something that it says.
fn put(article: &Article, ordinary: &BTreeSet<&str>, random: &mut Random) -> Option<Article> {
    let text = &article.text;
    let mut names: BTreeMap<&str, Vec<Word<'_>>> = BTreeMap::new();
    for word in corpus::words(text).filter(|word| word.is_capitalised(SHORTEST)) {
        let is_ordinary = ordinary.contains(word.text.to_ascii_lowercase().as_str());
        if !is_ordinary && !CALENDAR.contains(&word.text) {
            names.entry(word.text).or_default().push(word);
        }
    }
    let names: Vec<_> = names.into_values().filter(|mentions| mentions.len() >= MENTIONS).collect();
    let mentions = random.pick(&names)?;
    let word = *random.pick(mentions)?;
    let change = *random.pick(&Change::ALL)?;
    let new = change.put(word.text, random)?;
    let is_new = !corpus::words(text).any(|word| word.text.eq_ignore_ascii_case(&new));
    is_new.then(|| article.slipped(word.start, word.text, (&new, change.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_one_letter_and_is_what_it_is_named_after() {
        let mut random = Random::new(5);
        for _ in 0..300 {
            for change in Change::ALL {
                let Some(made) = change.put("Sanggau", &mut random) else { continue };
                let length = match change {
                    Change::Dropped => 6,
                    Change::Doubled | Change::Added => 8,
                    Change::Other | Change::Swapped => 7,
                };
                assert_eq!(made.len(), length, "{change:?} {made}");
                assert_eq!(made.chars().filter(char::is_ascii_uppercase).count(), 1, "{made}");
            }
        }
    }

    #[test]
    fn only_names_that_stand_often_enough_are_changed() {
        let ordinary = BTreeSet::from(["warga"]);
        let put = |text: &str| put(&Article::of(text), &ordinary, &mut Random::new(1));
        assert!(put("Warga Warga Warga. Senin Senin Senin. Kota Sanggau, Sanggau").is_none());
        let case = put("Sanggau ramai. Warga Sanggau tiba di Sanggau.").expect("a name");
        assert_eq!(case.marks[0].fix, "Sanggau");
    }
}
