//! `cargo xtask lexicon`: builds the word lists of `lexicon/` from pinned packages.
//!
//! The same packages give the same bytes. `--check` builds and compares without writing;
//! `--own` rebuilds only the project's own supplement and needs no network;
//! `--measure` reports how good the committed lists are.

mod cspell;
mod exonyms;
mod letters;
mod measure;
mod names;
mod news;
mod sources;
mod supplement;
mod tesseract;
mod wordfreq;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sunting::lexicon::made_of;

/// A word list before it is compiled: lower-case forms and their values.
type Words = BTreeMap<String, u64>;

const USAGE: &str = "usage: cargo xtask lexicon [--check | --own | --measure COUNTS.tsv…]";

pub(crate) fn run(args: &[String]) -> Result<()> {
    let (check, own) = match args {
        [] => (false, false),
        [flag] if flag == "--check" => (true, false),
        [flag] if flag == "--own" => (false, true),
        [flag, files @ ..] if flag == "--measure" => return measure::run(files),
        _ => bail!(USAGE),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("lexicon");
    let mut files = vec![("supplement.fst", compile(&supplement::read(&folder)?)?)];
    if !own {
        let cache = root.join("target/lexicon-sources");
        files.extend(build(&cache).context("building the lists of the packages")?);
    }
    let mut all: Vec<(String, Vec<u8>)> =
        files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let made = made_of(lists_of(&folder, &all)?)?;
    all.extend(made.map(|(name, bytes)| (name.to_owned(), bytes)));
    let mut stale = Vec::new();
    for (name, bytes) in all {
        let path = folder.join(&name);
        if check {
            if fs::read(&path).ok().as_deref() != Some(&bytes[..]) {
                stale.push(name);
            }
        } else {
            fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
        }
    }
    if !stale.is_empty() {
        bail!("not what the packages give: {}", stale.join(", "));
    }
    Ok(())
}

/// All compiled lists: those just built, with what stands beside them, and those of the folder that were not.
fn lists_of(folder: &Path, built: &[(String, Vec<u8>)]) -> Result<Vec<(String, Vec<u8>)>> {
    let mut lists: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "fst") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            lists.insert(name, fs::read(&path)?);
        }
    }
    lists.extend(built.iter().cloned());
    Ok(lists.into_iter().collect())
}

fn build(cache: &Path) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let sources = sources::fetch(cache)?;
    let standard = names::among_words(cspell::words(&sources.dictionary)?);
    let foreign = english(&sources.english)?;
    let frequency = wordfreq::zipf(&sources.frequency)?;
    let news = news::zipf(&sources.news)?;
    let names = names::collect(&sources)?;
    let regions = names::regions(&sources.regions)?;
    let seen = tesseract::words(&sources.web)?;
    let letters = letters::rows(&[&foreign, &seen, &names]);
    Ok(vec![
        ("standard.fst", compile(&standard)?),
        ("seen.fst", compile(&seen)?),
        ("foreign.fst", compile(&foreign)?),
        ("frequency.fst", compile(&frequency)?),
        ("news.fst", compile(&news)?),
        ("pairs.fst", compile(&news::pairs(&sources.news)?)?),
        ("names.fst", compile(&names)?),
        ("regions.fst", compile(&regions)?),
        ("letters.fst", compile(&letters)?),
        ("exonyms.tsv", exonyms::table(&sources)?),
    ])
}

/// The lower-case words of an English list, without possessives.
fn english(list: &Path) -> Result<Words> {
    let text = fs::read_to_string(list)?;
    Ok(text.lines().filter(|word| is_lower_word(word)).map(|word| (word.to_owned(), 0)).collect())
}

/// Lower-case letters only, and more than one of them.
fn is_lower_word(word: &str) -> bool {
    1 < word.chars().count() && word.chars().all(char::is_lowercase)
}

fn compile(words: &Words) -> Result<Vec<u8>> {
    let mut builder = fst::MapBuilder::memory();
    for (word, value) in words {
        builder.insert(word, *value)?;
    }
    Ok(builder.into_inner()?)
}
