//! Lists places that Indonesian calls by a name of its own: material for the rule about exonyms,
//! to be reviewed there. Only what the locale data say; nothing is judged here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::sources::Sources;

const HEADER: &str = "# Places by their English and their Indonesian name, from the locale data \
                      (see README.md). Sorted. Built by `cargo xtask lexicon`.\n";

/// The file: an English name, a tab, the Indonesian name.
pub(super) fn table(sources: &Sources) -> Result<Vec<u8>> {
    let mut names = BTreeMap::new();
    let english = territories(&sources.territories, "en")?;
    let indonesian = territories(&sources.territories, "id")?;
    for (code, name) in &english {
        if let Some(own) = indonesian.get(code).filter(|own| *own != name) {
            names.insert(name.clone(), own.clone());
        }
    }
    for (key, own) in cities(&sources.dates)? {
        let name = key.replace('_', " ");
        if name != own {
            names.insert(name, own);
        }
    }
    let mut table = HEADER.to_owned();
    for (name, own) in names {
        writeln!(table, "{name}\t{own}")?;
    }
    Ok(table.into_bytes())
}

fn territories(folder: &Path, language: &str) -> Result<BTreeMap<String, String>> {
    let file = json(&folder.join(language).join("territories.json"))?;
    let table = &file["main"][language]["localeDisplayNames"]["territories"];
    let mut names = BTreeMap::new();
    for (code, name) in table.as_object().context("a table of names")? {
        names.insert(code.clone(), name.as_str().context("a name")?.to_owned());
    }
    Ok(names)
}

/// The cities that time zones are named after: the key of the zone and the Indonesian name.
pub(super) fn cities(folder: &Path) -> Result<BTreeMap<String, String>> {
    let file = json(&folder.join("id/timeZoneNames.json"))?;
    let mut found = BTreeMap::new();
    gather("", &file["main"]["id"]["dates"]["timeZoneNames"]["zone"], &mut found);
    Ok(found)
}

fn gather(key: &str, zones: &Value, found: &mut BTreeMap<String, String>) {
    if let Some(city) = zones["exemplarCity"].as_str() {
        found.insert(key.to_owned(), city.to_owned());
    }
    for (key, inner) in zones.as_object().into_iter().flatten() {
        gather(key, inner, found);
    }
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}
