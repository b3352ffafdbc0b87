//! Gathers names of people and places. Words of names only: every part of a longer name is kept by
//! itself, because an article uses the parts alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::cspell::Dictionary;
use super::sources::Sources;
use super::{Words, exonyms};

const PERSON: u64 = 1;
const PLACE: u64 = 2;
const OTHER: u64 = 4;
const ABBREVIATION: u64 = 8;

/// Words that stand inside names and are none: generic parts, articles, English prepositions.
const GENERIC: [&str; 24] = [
    "and",
    "bagian",
    "barat",
    "bin",
    "city",
    "dan",
    "de",
    "del",
    "di",
    "island",
    "islands",
    "kabupaten",
    "kepulauan",
    "kota",
    "laut",
    "of",
    "pulau",
    "republik",
    "saint",
    "selatan",
    "tengah",
    "the",
    "timur",
    "utara",
];

/// Set where a form of the dictionary is never a lower-case word.
const ONLY_NAME: u64 = 1;

/// The dictionary's own names and abbreviations, among its words: they share its licence.
pub(super) fn among_words(dictionary: Dictionary) -> Words {
    let mut words = dictionary.lower;
    let mut names = Words::new();
    for name in &dictionary.capitalised {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        let is_abbreviation = letters < 7 && name.chars().all(char::is_uppercase);
        add(&mut names, name, if is_abbreviation { ABBREVIATION } else { OTHER });
    }
    for (name, kind) in names {
        words.entry(name).and_modify(|value| *value |= kind).or_insert(kind | ONLY_NAME);
    }
    words
}

/// Names of people, places, peoples and languages.
pub(super) fn collect(sources: &Sources) -> Result<Words> {
    let mut names = Words::new();
    for name in fs::read_to_string(&sources.people)?.lines().filter(|line| !line.starts_with('#')) {
        add(&mut names, name, PERSON);
    }
    let local: Vec<String> = serde_json::from_str(&fs::read_to_string(&sources.local_people)?)?;
    for name in &local {
        add(&mut names, name, PERSON);
    }
    let cities = json(&sources.cities)?;
    for city in cities.as_object().context("cities")?.values() {
        add(&mut names, city["name"].as_str().context("a city's name")?, PLACE);
    }
    for name in exonyms::cities(&sources.dates)?.values() {
        add(&mut names, name, PLACE);
    }
    for name in territories(&sources.territories)? {
        add(&mut names, &name, PLACE);
    }
    Ok(names)
}

/// Provinces, regencies, cities and districts of Indonesia.
pub(super) fn regions(folder: &Path) -> Result<Words> {
    let mut names = Words::new();
    for file in ["provinces.csv", "regencies.csv", "districts.csv"] {
        for line in fs::read_to_string(folder.join(file))?.lines().skip(1) {
            let name = line.rsplit(',').next().unwrap_or("").trim_matches('"');
            add(&mut names, name, PLACE);
        }
    }
    for kind in names.values_mut() {
        *kind = 0;
    }
    Ok(names)
}

/// Territories and languages, in Indonesian and in English.
fn territories(folder: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for language in ["id", "en"] {
        for kind in ["territories", "languages"] {
            let file = json(&folder.join(language).join(format!("{kind}.json")))?;
            let table = &file["main"][language]["localeDisplayNames"][kind];
            for (code, name) in table.as_object().context("a table of names")? {
                let name = name.as_str().context("a name")?;
                // Codes of digits are continents and regions, and those are names too.
                if !code.contains("-alt-") || code.ends_with("-alt-variant") {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    Ok(names)
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

/// Adds the words of a name under their lower-case form.
fn add(names: &mut Words, name: &str, kind: u64) {
    for word in name.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’') {
        let word = word.trim_matches(['\'', '’']).to_lowercase();
        let is_latin = word.chars().all(|c| c.is_ascii_lowercase() || ('à'..='ž').contains(&c));
        if is_latin && 1 < word.chars().count() && !GENERIC.contains(&word.as_str()) {
            *names.entry(word).or_default() |= kind;
        }
    }
}
