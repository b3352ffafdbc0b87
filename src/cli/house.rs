//! Writing into the desk's own files: a word that is right, a baseline to go by. Comments and order of `sunting.toml`
//! stay as they are.

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};
use toml_edit::DocumentMut;

use super::setup::Setup;
use super::write;
use crate::vocabulary;

/// Adds a word to the desk's vocabulary, and says in which file: the first of its word lists, else the configuration.
pub(crate) fn accept(setup: &Setup, word: &str) -> Result<PathBuf> {
    if let Some(list) = setup.config.vocabulary.files.first() {
        let path = setup.beside(list);
        let name = || path.display().to_string();
        let mut text = fs::read(&path).with_context(name)?;
        if !text.is_empty() && !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        text.extend(word.as_bytes());
        text.push(b'\n');
        write::put(&path, &text).with_context(name)?;
        return Ok(path);
    }
    edit(setup, |text| {
        let new = vocabulary::accept(text, word).map_err(anyhow::Error::msg)?;
        Ok(new.unwrap_or_else(|| text.to_owned()))
    })
}

/// Makes the configuration go by a baseline.
pub(super) fn go_by_baseline(setup: &Setup, name: &str) -> Result<PathBuf> {
    edit(setup, |text| {
        let mut config: DocumentMut = text.parse()?;
        config.insert("baseline", toml_edit::value(name));
        Ok(config.to_string())
    })
}

/// Changes the configuration, or makes one.
fn edit(setup: &Setup, change: impl FnOnce(&str) -> Result<String>) -> Result<PathBuf> {
    let path = setup.file().context("without a configuration there is no place for it")?;
    let name = || path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(err) if err.kind() == io::ErrorKind::NotFound => String::new(),
        Err(err) => return Err(err).with_context(name),
    };
    let new = change(&text).with_context(name)?;
    write::put(&path, new.as_bytes()).with_context(name)?;
    Ok(path)
}
