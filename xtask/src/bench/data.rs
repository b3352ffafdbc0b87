//! Texts to measure on: sentences of the articles at hand, shuffled with a fixed seed, in the forms that a desk has.
//!
//! Generated anew for each run and never kept. Unknown words are made of syllables, each a new one.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

use crate::random::Random;

/// Sentences to make texts of.
pub(super) struct Sentences(Vec<String>);

impl Sentences {
    /// Those of a file of records (`text`), or of the articles that the project tests itself with.
    pub(super) fn read(corpus: Option<&Path>, root: &Path) -> Result<Self> {
        let texts = match corpus {
            Some(path) => records(path)?,
            None => articles(&root.join("fixtures/articles"))?,
        };
        let mut sentences = Vec::new();
        for line in texts.iter().flat_map(|text| text.lines()) {
            let ends = line.split_inclusive(". ").map(str::trim);
            sentences.extend(ends.filter(|it| it.len() > 20).map(str::to_owned));
        }
        ensure!(!sentences.is_empty(), "no sentences to make texts of");
        Ok(Self(sentences))
    }

    /// A text of at least so many bytes, in paragraphs of three sentences.
    pub(super) fn text(&self, bytes: usize, dice: &mut Random) -> String {
        let mut text = String::with_capacity(bytes + 512);
        let mut n_sentences = 0;
        while text.len() < bytes {
            text.push_str(&self.0[dice.between(0, self.0.len())]);
            n_sentences += 1;
            text.push_str(if n_sentences % 3 == 0 { "\n\n" } else { " " });
        }
        text
    }

    /// A text in which so many words of a hundred are words that nobody knows.
    pub(super) fn with_unknown(&self, bytes: usize, percent: usize, dice: &mut Random) -> String {
        let text = self.text(bytes, dice);
        let words = text.split_inclusive(' ').map(|word| {
            let is_plain = word.trim_end().bytes().all(|byte| byte.is_ascii_lowercase());
            if is_plain && dice.between(0, 100) < percent {
                unknown(dice) + " "
            } else {
                word.to_owned()
            }
        });
        words.collect()
    }
}

/// A word of four or five syllables.
pub(super) fn unknown(dice: &mut Random) -> String {
    const HEADS: &[u8] = b"bcdfghjklmnprstwyz";
    const TAILS: &[u8] = b"aeiou";
    let mut word = String::new();
    for _ in 0..4 + dice.between(0, 2) {
        word.push(char::from(HEADS[dice.between(0, HEADS.len())]));
        word.push(char::from(TAILS[dice.between(0, TAILS.len())]));
    }
    word
}

fn records(path: &Path) -> Result<Vec<String>> {
    let name = || path.display().to_string();
    let mut bytes = fs::read(path).with_context(name)?;
    if path.extension().is_some_and(|end| end == "gz") {
        let mut plain = Vec::new();
        GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).with_context(name)?;
        bytes = plain;
    }
    let text = String::from_utf8(bytes).with_context(name)?;
    let texts = text.lines().map(|line| {
        let record: serde_json::Value = serde_json::from_str(line).with_context(name)?;
        Ok(record["text"].as_str().unwrap_or_default().to_owned())
    });
    texts.collect()
}

fn articles(folder: &Path) -> Result<Vec<String>> {
    let name = || folder.display().to_string();
    let entries = fs::read_dir(folder).with_context(name)?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<PathBuf>>>()
        .with_context(name)?;
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).with_context(name)).collect()
}

/// Writes one file.
pub(super) fn file(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| path.display().to_string())
}

/// Writes so many files of an article each into a new folder, and gives their bytes.
pub(super) fn files(
    folder: &Path,
    count: usize,
    sentences: &Sentences,
    dice: &mut Random,
) -> Result<u64> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for number in 0..count {
        let size = 1500 + dice.between(0, 3000);
        let text = sentences.text(size, dice);
        bytes += text.len() as u64;
        file(&folder.join(format!("{number:05}.txt")), &text)?;
    }
    Ok(bytes)
}

/// Writes so many records of an article each, and gives the bytes of the file.
pub(super) fn record_file(
    path: &Path,
    count: usize,
    sentences: &Sentences,
    dice: &mut Random,
) -> Result<u64> {
    let mut out = BufWriter::new(File::create(path)?);
    for number in 0..count {
        let size = 1500 + dice.between(0, 3000);
        let record = serde_json::json!({ "id": number, "text": sentences.text(size, dice) });
        writeln!(out, "{record}")?;
    }
    out.flush()?;
    Ok(fs::metadata(path)?.len())
}
