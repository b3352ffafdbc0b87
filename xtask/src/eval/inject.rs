//! Faults of names and dates put into whole articles, where only the rest of the article gives them away.
//!
//! One fault an article, and as many of each kind; a kind that the articles give too little room for gets fewer.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::corpus::{self, Word};
use super::gold::{self, Article};
use super::slip::{self, Slip};
use super::tool::Tool;
use super::{Report, found};
use crate::random::Random;

pub(super) const NAME: &str = "names-and-dates";
/// How many faults of each kind.
const N_EACH: usize = 40;
/// The length of the articles, in characters.
const N_CHARS: std::ops::Range<usize> = 801..6000;
/// How often a word stands in the articles to be a common one.
const COMMON: usize = 30;
const SEED: u64 = 4;

/// Words that begin the name of an institution.
const INSTITUTIONS: &[&str] = &[
    "Badan",
    "Balai",
    "Dewan",
    "Dinas",
    "Direktorat",
    "Kejaksaan",
    "Kementerian",
    "Kepolisian",
    "Komisi",
    "Lembaga",
    "Mahkamah",
    "Majelis",
    "Menteri",
    "Pengadilan",
];
const WEEKDAYS: &[&str] = &["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
/// Verbs that say that somebody has spoken, so that the day that follows is past.
const SAID: &[&str] = &["jelas", "kata", "tegas", "tutur", "ucap", "ujar", "ungkap"];

/// What is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// A slip in one mention of a name that stands in the article three times or more.
    Name,
    /// The same, where it gives a common word with a capital.
    Real,
    /// A space inside such a name.
    Split,
    /// A slip in a common word.
    Typo,
    /// A slip in a common word of an institution's name.
    Institution,
    /// A day told as past, in an article that was published before it.
    Date,
}

impl Fault {
    /// Those that most articles have room for. Dates are rare and come before them.
    const OTHERS: [Self; 5] = [Self::Typo, Self::Name, Self::Real, Self::Institution, Self::Split];

    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Real => "name, a word",
            Self::Split => "name, split",
            Self::Typo => "typo",
            Self::Institution => "institution",
            Self::Date => "date",
        }
    }
}

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read_all(folder)?;
    let faults = faults(&articles, &mut Random::new(SEED));
    let what = format!("faults put into {} articles", faults.len());
    found(NAME, &what, &faults, tool)
}

/// Articles with one fault each, and its mark.
fn faults(articles: &[Article], random: &mut Random) -> Vec<Article> {
    let mut articles: Vec<&Article> =
        articles.iter().filter(|one| N_CHARS.contains(&one.text.chars().count())).collect();
    random.shuffle(&mut articles);
    let mut seen = BTreeMap::new();
    for article in &articles {
        for word in corpus::words(&article.text).filter(|word| word.is_lower(4)) {
            *seen.entry(word.text).or_default() += 1;
        }
    }
    let seen = Seen(seen);
    let mut out: BTreeMap<&str, Vec<Article>> = BTreeMap::new();
    for article in articles {
        let mut others = Fault::OTHERS;
        random.shuffle(&mut others);
        for fault in [Fault::Date].into_iter().chain(others) {
            let cases = out.entry(fault.name()).or_default();
            if cases.len() < N_EACH
                && let Some(case) = put(fault, article, (&seen, random))
            {
                cases.push(case);
                break;
            }
        }
    }
    gold::numbered(out.into_values().flatten())
}

/// How often each lower-case word stands in the articles.
struct Seen<'a>(BTreeMap<&'a str, usize>);

impl Seen<'_> {
    fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    fn is_common(&self, word: &str) -> bool {
        self.0.get(word).is_some_and(|&times| times >= COMMON)
    }
}

/// The article with this fault; `None` where it has no place for it or the slip gives something else that it says.
fn put(
    fault: Fault,
    article: &Article,
    (seen, random): (&Seen<'_>, &mut Random),
) -> Option<Article> {
    let text = &article.text;
    let (word, new) = match fault {
        Fault::Date => return date(article, random),
        Fault::Typo => {
            let fits = |word: &Word<'_>| word.is_lower(5) && seen.is_common(word.text);
            let words: Vec<_> = corpus::words(text).filter(fits).collect();
            let word = *random.pick(&words)?;
            let new = random.pick(Slip::OF_NAMES)?.put(word.text, random)?;
            (word, Some(new).filter(|new| !seen.has(new))?)
        }
        Fault::Institution => {
            let word = *random.pick(&of_institutions(text, seen))?;
            let new = random.pick(Slip::OF_NAMES)?.put(word.text, random)?;
            (word, Some(new).filter(|new| !seen.has(&new.to_ascii_lowercase()))?)
        }
        Fault::Name => {
            let mentions = name(text, 3, (seen, random))?;
            let word = *random.pick(&mentions)?;
            let new = random.pick(Slip::OF_NAMES)?.put(word.text, random)?;
            (word, Some(new).filter(|new| !text.contains(new.as_str()))?)
        }
        Fault::Split => {
            let mentions = name(text, 3, (seen, random))?;
            let word = *random.pick(&mentions)?;
            let (head, tail) = word.text.split_at(random.between(2, word.text.len() - 1));
            (word, format!("{head} {tail}"))
        }
        Fault::Real => {
            let mut mentions = name(text, 4, (seen, random))?;
            mentions.retain(|word| stands_alone(text, *word));
            let word = *random.pick(&mentions)?;
            let words = slip::around(&word.text.to_ascii_lowercase());
            let words: Vec<_> = words.iter().filter(|word| seen.is_common(word)).collect();
            let (first, rest) = random.pick(&words)?.split_at(1);
            let new = first.to_ascii_uppercase() + rest;
            (word, Some(new).filter(|new| !text.contains(new.as_str()))?)
        }
    };
    Some(article.slipped(word.start, word.text, (&new, fault.name())))
}

/// Whether a lower-case letter and a space stand before a place.
fn follows_lower(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(' ');
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_lowercase()))
}

/// The mentions, inside sentences, of one name of the article that has so many or more.
fn name<'a>(
    text: &'a str,
    min_mentions: usize,
    (seen, random): (&Seen<'_>, &mut Random),
) -> Option<Vec<Word<'a>>> {
    let mut mentions: BTreeMap<&str, Vec<Word<'a>>> = BTreeMap::new();
    for word in corpus::words(text) {
        let common = || seen.is_common(&word.text.to_ascii_lowercase());
        if word.is_capitalised(5) && follows_lower(text, word.start) && !common() {
            mentions.entry(word.text).or_default().push(word);
        }
    }
    let mut names: Vec<_> = mentions.into_values().collect();
    names.retain(|mentions| mentions.len() >= min_mentions);
    random.pick(&names).cloned()
}

/// Whether a name stands between lower-case words, or ends its sentence after one: not inside a longer name.
fn stands_alone(text: &str, name: Word<'_>) -> bool {
    let before = text[..name.start].strip_suffix(' ').unwrap_or_default();
    let outside = before.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let after = &text[name.end()..];
    let next = after.strip_prefix([',', '.']).unwrap_or(after).strip_prefix(' ');
    before.len() > outside.len()
        && (outside.is_empty() || outside.ends_with(|c: char| c.is_whitespace() || c == '"'))
        && (after.starts_with('.')
            || next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_lowercase())))
}

/// Common words that stand, with a capital, behind a word that begins an institution's name.
fn of_institutions<'a>(text: &'a str, seen: &Seen<'_>) -> Vec<Word<'a>> {
    let words: Vec<_> = corpus::words(text).collect();
    let pairs = words.windows(2).filter(|pair| {
        let (head, word) = (pair[0], pair[1]);
        let follows = follows_lower(text, head.start) || text[..head.start].ends_with(", ");
        INSTITUTIONS.contains(&head.text)
            && follows
            && &text[head.end()..word.start] == " "
            && word.is_capitalised(6)
            && seen.is_common(&word.text.to_ascii_lowercase())
    });
    pairs.map(|pair| pair[1]).collect()
}

/// The article as if published two to six weeks earlier than it was, so that the day on which somebody said something,
/// "Selasa (14/5)", had not come yet.
fn date(article: &Article, random: &mut Random) -> Option<Article> {
    let published: Date = article.date.as_deref()?.parse().ok()?;
    let mut days: Vec<(usize, &str)> = Vec::new();
    for word in corpus::words(&article.text).filter(|word| WEEKDAYS.contains(&word.text)) {
        let Some((day, month, length)) = numbers(&article.text[word.end()..]) else { continue };
        let Ok(date) = Date::new(published.year(), month, day) else { continue };
        let recent = date <= published && published < date.checked_add(10.days()).ok()?;
        if recent && said(&article.text[..word.start]) {
            days.push((word.start, &article.text[word.start..word.end() + length]));
        }
    }
    let &(start, day) = random.pick(&days)?;
    let earlier = i32::try_from(random.between(12, 40)).ok()?;
    let mut moved = article.slipped(start, day, (day, Fault::Date.name()));
    moved.date = Some(published.checked_sub(earlier.days()).ok()?.to_string());
    // Which of the two dates is wrong is not for the tool to say: no fix is asked for.
    for mark in &mut moved.marks {
        mark.fix.clear();
    }
    Some(moved)
}

/// Day and month of " (14/5)…" and its length in bytes.
fn numbers(text: &str) -> Option<(i8, i8, usize)> {
    let inside = text.strip_prefix(" (")?;
    let inside = &inside[..inside.find(')')?];
    let (day, month) = inside.split_once('/')?;
    Some((day.parse().ok()?, month.parse().ok()?, inside.len() + 3))
}

/// Whether the clause before a place says that somebody has spoken: "kata Wali Kota di Sanggau, ".
fn said(before: &str) -> bool {
    let Some(before) = before.strip_suffix(", ") else { return false };
    let clause = before.rsplit(['.', '\n']).next().unwrap_or_default();
    let near = clause.ceil_char_boundary(clause.len().saturating_sub(75));
    SAID.iter().any(|verb| clause[near..].contains(verb))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_date_moves_behind_its_publication() {
        let text = "\"Harga naik,\" kata Kepala Dinas Pasar di Sanggau, Selasa (14/5). Rapat Jumat (10/5) batal.";
        let line = json!({"id": "1", "text": text, "date": "2024-05-15"});
        let article = Article::unmarked(&line).expect("an article");
        let moved = date(&article, &mut Random::new(1)).expect("a day that somebody spoke on");
        assert_eq!(moved.text, text);
        let [mark] = &moved.marks[..] else { panic!("not one mark") };
        assert_eq!(&text[mark.start..mark.end], "Selasa (14/5)");
        assert!(moved.date.as_deref().expect("a date") < "2024-05-04");
        assert!(date(&Article::of(text), &mut Random::new(1)).is_none());
    }

    #[test]
    fn a_name_stands_alone_between_plain_words() {
        let alone = |text: &str| {
            let mut words = corpus::words(text);
            stands_alone(text, words.find(|word| word.text == "Sanggau").expect("the name"))
        };
        assert!(alone("warga di Sanggau, yang datang"));
        assert!(alone("warga di Sanggau."));
        assert!(!alone("warga Kota Sanggau yang datang"));
        assert!(!alone("warga di Sanggau Kapuas"));
        assert!(!alone("Sanggau ramai"));
    }

    #[test]
    fn the_same_seed_puts_in_the_same_faults() {
        let paragraph = "Warga melihat Sudarmo datang ke Dewan Kesehatan bersama keluarga. \
            Menurut warga, Sudarmo membawa keluarga besar; kesehatan keluarga Sudarmo baik. ";
        let text = paragraph.repeat(12);
        let articles: Vec<_> = (0..8).map(|_| Article::of(&text)).collect();
        let made = |seed| faults(&articles, &mut Random::new(seed));
        let (first, again) = (made(1), made(1));
        assert_eq!(first.len(), 8);
        assert!(first.iter().map(|one| &one.text).eq(again.iter().map(|one| &one.text)));
        for article in &first {
            let [mark] = &article.marks[..] else { panic!("not one mark") };
            assert_ne!(article.text[mark.start..mark.end], mark.fix);
        }
    }
}
