//! The names of many articles: how often each stands, in how many articles, and which look like another one's misspelling.
//!
//! A surname alone counts for the full name of its article. Nothing here says which spelling is right.

use std::collections::{BTreeMap, BTreeSet};

use super::near::{self, Slip};
use super::{Before, Mention, Names, Part};
use crate::document::Document;
use crate::facts::abbreviations::Abbreviations;
use crate::span::Span;

/// Ten times the Zipf value from which a word that no list has for a name is an ordinary one: "Umum", "Keuangan".
const ORDINARY: u8 = 45;

/// Shorter words are signs of currency and the like, in bytes.
const SHORTEST: usize = 3;

/// Names shorter than this are too like one another to be told as variants, in bytes.
const SHORTEST_VARIANT: usize = 5;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody.
    Person,
    /// A place.
    Place,
    /// An office, a company, a club.
    Institution,
    /// Not to be told from the words around it.
    Other,
}

/// One name with its like ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As it is spelt.
    pub name: String,
    /// What it names, by most of its mentions.
    pub kind: Kind,
    /// How often it stands in all articles together.
    pub count: usize,
    /// In how many articles.
    pub articles: usize,
    /// Rarer spellings within a slip of it, and how often each stands.
    pub variants: Vec<(String, usize)>,
}

/// The names of the articles so far.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: BTreeMap<String, Count>,
}

#[derive(Clone, Debug, Default)]
struct Count {
    kinds: BTreeMap<Kind, usize>,
    articles: usize,
}

impl Count {
    fn total(&self) -> usize {
        self.kinds.values().sum()
    }

    /// The kind of most mentions; one that is known goes before one that is not.
    fn kind(&self) -> Kind {
        let known = self.kinds.iter().filter(|(kind, _)| **kind != Kind::Other);
        known.max_by_key(|(_, count)| **count).map_or(Kind::Other, |(kind, _)| *kind)
    }
}

impl Directory {
    /// Adds the names of one article.
    pub fn add(&mut self, doc: &Document, names: &Names, abbreviations: &Abbreviations) {
        let named: Vec<(String, Kind)> =
            names.mentions.iter().filter_map(|it| written(doc, names, it)).collect();
        let full = full_names(&named);
        let mut found: Vec<(String, Kind)> = Vec::new();
        for (text, kind) in named {
            let name = match full.get(&text) {
                Some(Some(longer)) => longer.clone(),
                _ => text,
            };
            found.push((name, kind));
        }
        let expansions = abbreviations.definitions.iter();
        found.extend(expansions.map(|it| (doc.str(it.expansion).to_owned(), Kind::Institution)));
        let distinct: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        for name in distinct {
            self.names.entry(name.to_owned()).or_default().articles += 1;
        }
        for (name, kind) in found {
            *self.names.entry(name).or_default().kinds.entry(kind).or_default() += 1;
        }
    }

    /// The names by how often they stand, then in order of the alphabet.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self
            .names
            .iter()
            .map(|(name, count)| Entry {
                name: name.clone(),
                kind: count.kind(),
                count: count.total(),
                articles: count.articles,
                variants: Vec::new(),
            })
            .collect();
        let spelt: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        for (one, other) in near::pairs_of(&spelt) {
            let (one, other) = (one as usize, other as usize);
            let (rare, common) =
                if entries[one].count < entries[other].count { (one, other) } else { (other, one) };
            let slip = near::slip(&entries[rare].name, &entries[common].name);
            let close =
                slip.is_some_and(|slip| !matches!(slip, Slip::Two | Slip::Other | Slip::Head));
            if close && entries[rare].name.len() >= SHORTEST_VARIANT {
                let variant = (entries[rare].name.clone(), entries[rare].count);
                entries[common].variants.push(variant);
            }
        }
        entries.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        entries
    }
}

/// For each word that stands alone, the longer name of the article that it belongs to; `None` where it belongs to several.
fn full_names(named: &[(String, Kind)]) -> BTreeMap<String, Option<String>> {
    let mut full: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (name, _) in named.iter().filter(|(name, _)| name.contains(' ')) {
        for word in name.split(' ') {
            full.entry(word.to_owned())
                .and_modify(|known| {
                    if known.as_ref() != Some(name) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(name.clone()));
        }
    }
    full
}

/// What a mention names: with one space between its words, without the ordinary words at its head that belong to an
/// office ("Keuangan"). `None` where nothing else is there.
fn written(doc: &Document, names: &Names, mention: &Mention) -> Option<(String, Kind)> {
    let parts = &names.parts[mention.parts.start as usize..mention.parts.end as usize];
    let is_ordinary = |part: &Part| {
        let form = &names.forms[part.form as usize];
        let common = form.entry.is_known() && !form.entry.is_name();
        form.is_plain || common && form.entry.zipf10() >= ORDINARY || form.text.len() < SHORTEST
    };
    let first = parts.iter().position(|part| !is_ordinary(part))?;
    let span = Span::new(parts[first].span.start(), mention.span.end());
    let text = doc.str(span).split_whitespace().collect::<Vec<_>>().join(" ");
    Some((text, kind(names, &parts[first..], mention.before)))
}

fn kind(names: &Names, parts: &[Part], before: Before) -> Kind {
    let all = |is: fn(&crate::lexicon::Entry) -> bool| {
        parts.iter().all(|part| is(&names.forms[part.form as usize].entry))
    };
    let is_place = all(|entry| entry.is_place() && !entry.is_person());
    match before {
        // "Presiden Prancis": a title stands before the land as well.
        Before::Title | Before::Nothing if is_place => Kind::Place,
        Before::Title => Kind::Person,
        Before::Place => Kind::Place,
        Before::Institution => Kind::Institution,
        Before::Nothing if all(|entry| entry.is_person() && !entry.is_place()) => Kind::Person,
        Before::Nothing => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::lexicon::Lexicon;

    #[test]
    fn names_of_articles_are_counted_together_with_their_variants() {
        let lexicon = Lexicon::embedded();
        let mut directory = Directory::default();
        for text in [
            "Menteri Darmo Wirasutra tiba. Kata Wirasutra, panen naik.",
            "Menteri Darmo Wirasutra pulang. Pengganti Darmo Wirasutrra belum ada.",
        ] {
            let doc = Document::plain(text);
            let facts = Facts::gather(&doc, &lexicon);
            directory.add(&doc, &facts.names, &facts.abbreviations);
        }
        let first = &directory.entries()[0];
        assert_eq!(
            (first.name.as_str(), first.kind, first.count, first.articles),
            ("Darmo Wirasutra", Kind::Person, 3, 2)
        );
        assert_eq!(first.variants, [("Darmo Wirasutrra".to_owned(), 1)]);
    }
}
