//! Writing into the desk's own files: a word that is right, a baseline to go by. Comments and order of `sunting.toml`
//! stay as they are.

use std::fs;
use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};
use toml_edit::{Array, DocumentMut, Item, RawString, Table, Value};

use super::setup::Setup;
use super::write;

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
    edit(setup, |config| {
        let table = config.entry("vocabulary").or_insert_with(|| Item::Table(Table::new()));
        let table = table.as_table_like_mut().ok_or_else(|| anyhow!("`vocabulary` is no table"))?;
        let words =
            table.entry("accept").or_insert_with(|| Item::Value(Value::Array(Array::new())));
        let words =
            words.as_array_mut().ok_or_else(|| anyhow!("`vocabulary.accept` is no list"))?;
        push(words, word);
        Ok(())
    })
}

/// Adds a word to a list that does not hold it yet.
fn push(words: &mut Array, word: &str) {
    if words.iter().any(|known| known.as_str() == Some(word)) {
        return;
    }
    // A list with a word a line goes on like that; what stands behind the last word moves behind the new one.
    let last = words.iter_mut().last().map(Value::decor_mut);
    let is_line = |raw: &RawString| raw.as_str().is_some_and(|text| text.contains('\n'));
    match last.filter(|decor| decor.prefix().is_some_and(is_line)) {
        Some(decor) => {
            let prefix = decor.prefix().cloned().unwrap_or_default();
            let suffix = decor.suffix().cloned().unwrap_or_default();
            decor.set_suffix("");
            words.push_formatted(Value::from(word).decorated(prefix, suffix));
        }
        None => words.push(word),
    }
}

/// Makes the configuration go by a baseline.
pub(super) fn go_by_baseline(setup: &Setup, name: &str) -> Result<PathBuf> {
    edit(setup, |config| {
        config.insert("baseline", toml_edit::value(name));
        Ok(())
    })
}

/// Changes the configuration, or makes one.
fn edit(setup: &Setup, change: impl FnOnce(&mut DocumentMut) -> Result<()>) -> Result<PathBuf> {
    let path = setup.file().context("without a configuration there is no place for it")?;
    let name = || path.display().to_string();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(err) if err.kind() == io::ErrorKind::NotFound => String::new(),
        Err(err) => return Err(err).with_context(name),
    };
    let mut config: DocumentMut = text.parse().with_context(name)?;
    change(&mut config).with_context(name)?;
    write::put(&path, config.to_string().as_bytes()).with_context(name)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_added_once_and_in_the_manner_of_the_list() {
        let add = |text: &str| {
            let mut config: DocumentMut = text.parse().expect("TOML");
            let words = config["accept"].as_array_mut().expect("a list");
            push(words, "lokapasar");
            config.to_string()
        };
        assert_eq!(add("accept = []\n"), "accept = [\"lokapasar\"]\n");
        let new = "accept = [\"gawai\", \"lokapasar\"] # satu\n";
        assert_eq!(add("accept = [\"gawai\"] # satu\n"), new);
        assert_eq!(add(new), new, "it is there already");
        let new = "accept = [\n    \"gawai\",\n    \"lokapasar\",\n]\n";
        assert_eq!(add("accept = [\n    \"gawai\",\n]\n"), new);
        let new = new.replace("lokapasar\",", "lokapasar\"");
        assert_eq!(add("accept = [\n    \"gawai\"\n]\n"), new);
    }
}
