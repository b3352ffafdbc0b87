//! Reads the project's own word lists: one lower-case word a line, sorted, with `#` comments.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Words;

/// The lists and the value that marks their words.
const LISTS: [(&str, u64); 3] =
    [("supplement.txt", 0), ("abbreviations.txt", 1), ("colloquial.txt", 2)];

pub(super) fn read(folder: &Path) -> Result<Words> {
    let mut words = Words::new();
    for (name, value) in LISTS {
        let text = fs::read_to_string(folder.join(name)).context(name)?;
        let mut before = "";
        for word in text.lines().filter(|line| !line.starts_with('#')) {
            ensure!(before < word, "{name}: `{word}` is not in order after `{before}`");
            let is_lower = word.chars().all(|c| c.is_lowercase() || c == '-');
            ensure!(is_lower && !word.is_empty(), "{name}: `{word}` is not a lower-case word");
            let twice = words.insert(word.to_owned(), value).is_some();
            ensure!(!twice, "{name}: `{word}` stands in another list too");
            before = word;
        }
    }
    Ok(words)
}
