//! The record of offices: who held one, under which names, from when to when.
//!
//! It reads words and looks them up; whether an article may say so is not asked here.

use std::borrow::Cow;
use std::sync::OnceLock;

use hashbrown::HashMap;
use jiff::civil::Date;
use serde::Deserialize;

use crate::case::folded;
use crate::document::tokenize;

/// An office and those who held it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Office {
    /// What it is called: "Menteri Luar Negeri", "Menlu".
    names: Vec<String>,
    /// In order of time.
    pub(super) terms: Vec<Term>,
}

/// One person's time in an office.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    /// What the person is called, in full first.
    holder: Vec<String>,
    /// The first day, ISO 8601.
    from: Day,
    /// The last day, ISO 8601; without one the term had not ended when the record was made.
    to: Option<Day>,
}

/// A day of the record.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Day(Date);

impl Day {
    pub(super) fn day(self) -> Date {
        self.0
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("`{text}` is no day of the form 2024-10-20"))
    }
}

impl Term {
    /// The person's full name.
    pub(super) fn holder(&self) -> &str {
        self.holder.first().map_or("", String::as_str)
    }

    pub(super) fn from(&self) -> Date {
        self.from.0
    }

    pub(super) fn to(&self) -> Option<Date> {
        self.to.map(|day| day.0)
    }
}

impl Office {
    /// What it is called first of all.
    pub(super) fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// Whether some words begin a name of it: "Ketua DPR" may be short for "Ketua DPR Amerika Serikat".
    pub(super) fn is_called_from(&self, words: &[String]) -> bool {
        self.names.iter().any(|name| words_of(name).starts_with(words))
    }

    /// Who holds it on a day, as far as the record tells.
    pub(super) fn on(&self, day: Date) -> Option<&Term> {
        let held = |term: &&Term| term.from() <= day && term.to().is_none_or(|to| day < to);
        self.terms.iter().find(held)
    }
}

/// Words in lower case, without what stands between them.
pub(super) type Words = Vec<String>;

/// Offices and people by the first word of each of their names, each index made when it is first asked.
#[derive(Debug)]
pub(super) struct Record {
    offices: Vec<Office>,
    /// First word of an office's name, and the names that begin with it: all words, and the office.
    names: OnceLock<HashMap<String, Named>>,
    /// Office and first word of a name, and the names: all words, and the first term of the person in that office.
    people: OnceLock<HashMap<(usize, String), Named>>,
}

/// Names that begin alike, and what each is of.
type Named = Vec<(Words, usize)>;

impl Record {
    pub(super) fn new(offices: Vec<Office>) -> Self {
        Self { offices, names: OnceLock::new(), people: OnceLock::new() }
    }

    fn names(&self) -> &HashMap<String, Named> {
        self.names.get_or_init(|| {
            let mut names: HashMap<String, Named> = HashMap::new();
            for (idx, office) in self.offices.iter().enumerate() {
                for words in office.names.iter().map(|name| words_of(name)) {
                    let Some(first) = words.first().cloned() else { continue };
                    names.entry(first).or_default().push((words, idx));
                }
            }
            names
        })
    }

    fn people(&self) -> &HashMap<(usize, String), Named> {
        self.people.get_or_init(|| {
            let mut people: HashMap<(usize, String), Named> = HashMap::new();
            for (idx, office) in self.offices.iter().enumerate() {
                for (at, term) in office.terms.iter().enumerate() {
                    for words in term.holder.iter().map(|name| words_of(name)) {
                        let Some(first) = words.first().cloned() else { continue };
                        people.entry((idx, first)).or_default().push((words, at));
                    }
                }
            }
            people
        })
    }

    /// Everybody who held an office.
    pub(super) fn holders(&self) -> impl Iterator<Item = &str> {
        self.offices
            .iter()
            .flat_map(|office| &office.terms)
            .flat_map(|term| &term.holder)
            .map(String::as_str)
    }

    pub(super) fn office(&self, idx: usize) -> &Office {
        &self.offices[idx]
    }

    /// Whether the name of an office begins with a word.
    pub(super) fn begins_office(&self, word: &str) -> bool {
        self.names().contains_key(word)
    }

    /// The offices that words begin with: how many words of theirs, and which, the longest first.
    pub(super) fn offices_at(&self, words: &[String]) -> Vec<(usize, usize)> {
        longest(words.first().and_then(|first| self.names().get(first)), words)
    }

    /// Offices of the same kind, "Presiden …", that somebody whose name words begin with has held: how many words, the
    /// office and a term of theirs. Only where the first word of both offices is the same.
    pub(super) fn elsewhere(
        &self,
        office: usize,
        words: &[String],
    ) -> Option<(usize, &Office, &Term)> {
        let kind = |idx: usize| self.offices[idx].name().split_whitespace().next().map(folded);
        let others = (0..self.offices.len()).filter(|&idx| kind(idx) == kind(office));
        others
            .filter_map(|other| {
                let &(n_words, term) = self.people_at(other, words).first()?;
                let office = &self.offices[other];
                Some((n_words, office, &office.terms[term]))
            })
            .max_by_key(|(n_words, ..)| *n_words)
    }

    /// The people who held an office and whose name words begin with: how many words, and a term of theirs.
    pub(super) fn people_at(&self, office: usize, words: &[String]) -> Vec<(usize, usize)> {
        let Some(first) = words.first() else { return Vec::new() };
        longest(self.people().get(&(office, first.clone())), words)
    }

    /// All terms of the person of one of them, in the same office.
    pub(super) fn terms_of(&self, office: usize, term: usize) -> impl Iterator<Item = &Term> {
        let terms = &self.offices[office].terms;
        terms.iter().filter(move |other| other.holder() == terms[term].holder())
    }
}

/// The names that words begin with, by length, of the longest only.
fn longest(names: Option<&Named>, words: &[String]) -> Vec<(usize, usize)> {
    let fitting = names.into_iter().flatten().filter(|(name, _)| words.starts_with(name));
    let mut fitting: Vec<(usize, usize)> = fitting.map(|(name, idx)| (name.len(), *idx)).collect();
    let most = fitting.iter().map(|(len, _)| *len).max();
    fitting.retain(|(len, _)| Some(*len) == most);
    fitting
}

/// The words of a name, as they are compared.
pub(super) fn words_of(name: &str) -> Words {
    // Most names are plain words with a space between, which need no tokenizer.
    if name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ') {
        return name.split_ascii_whitespace().map(str::to_ascii_lowercase).collect();
    }
    let words = tokenize(name).into_iter().map(|token| folded(&name[token.span.range()]));
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| plain(&word).into_owned())
        .collect()
}

/// Without the marks on letters that newsrooms leave out: "Guaidó", "Guaido".
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let bare = |c: char| match c {
        'á' | 'à' | 'ã' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'õ' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    Cow::Owned(word.chars().map(bare).collect())
}
