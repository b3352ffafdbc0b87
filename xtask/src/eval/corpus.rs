//! Unmarked articles to put slips into: what is read of them, and how they fall into sentences and words.
//!
//! This is cut by other means than the tool's own, on purpose: a judge that cuts words as the judged does would share
//! its mistakes.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::gold::Article;

/// The files that slips are put into.
pub(super) const FILES: &[&str] = &["detik2025.jsonl.gz", "indosum.jsonl.gz"];

/// The articles of all these files.
pub(super) fn read_all(folder: &Path) -> Result<Vec<Article>> {
    let parts: Result<Vec<_>> = FILES.iter().map(|name| read(&folder.join(name))).collect();
    Ok(parts?.concat())
}

/// The articles of a gzipped JSON Lines file of `{"id", "title", "text", "date"}`; no marks.
pub(super) fn read(path: &Path) -> Result<Vec<Article>> {
    let place = || path.display().to_string();
    let file = File::open(path).with_context(place)?;
    let lines = BufReader::new(GzDecoder::new(file)).lines().enumerate();
    lines
        .map(|(idx, line)| {
            let value: Value = serde_json::from_str(&line.with_context(place)?)
                .with_context(|| format!("{}:{}", place(), idx + 1))?;
            Article::unmarked(&value).with_context(|| format!("{}:{}", place(), idx + 1))
        })
        .collect()
}

/// A run of letters, digits, underscores and hyphens; places in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl Word<'_> {
    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// Lower-case Latin letters only, so many or more.
    pub(super) fn is_lower(self, min_letters: usize) -> bool {
        self.text.len() >= min_letters && self.text.bytes().all(|b| b.is_ascii_lowercase())
    }

    /// A Latin capital, then lower-case letters only; so many or more in all.
    pub(super) fn is_capitalised(self, min_letters: usize) -> bool {
        let Some((first, rest)) = self.text.as_bytes().split_first() else { return false };
        self.text.len() >= min_letters
            && first.is_ascii_uppercase()
            && rest.iter().all(u8::is_ascii_lowercase)
    }
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(inside)?;
        let length = text[start..].find(|c| !inside(c));
        at = length.map_or(text.len(), |length| start + length);
        Some(Word { start, text: &text[start..at] })
    })
}

/// The sentences of a text: lines, cut where a closing mark, white space and a capital or a quotation mark follow each
/// other. Abbreviations cut too much; such pieces do no harm here.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for line in text.split('\n') {
        let mut start = 0;
        for (at, mark) in line.char_indices().filter(|(_, c)| ".!?".contains(*c)) {
            let end = at + mark.len_utf8();
            let next = line[end..].trim_start();
            let begins = next.starts_with(|c: char| c.is_ascii_uppercase() || c == '"');
            if begins && next.len() < line.len() - end {
                out.push(&line[start..end]);
                start = line.len() - next.len();
            }
        }
        out.push(&line[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_and_places() {
        let text = "Ia “mem-beli” 2 ikan, café_x.";
        let found: Vec<_> = words(text).collect();
        let texts: Vec<_> = found.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["Ia", "mem-beli", "2", "ikan", "café_x"]);
        assert!(found.iter().all(|word| &text[word.start..word.end()] == word.text));
        assert!(found[3].is_lower(4) && !found[3].is_lower(5) && !found[1].is_lower(4));
        assert!(found[0].is_capitalised(2) && !found[3].is_capitalised(2));
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        let text = "Harga naik. Pedagang mengeluh! \"Kami rugi.\" Harga Rp1.500 saja.\nSelesai. ya";
        let expected = [
            "Harga naik.",
            "Pedagang mengeluh!",
            "\"Kami rugi.\" Harga Rp1.500 saja.",
            "Selesai. ya",
        ];
        assert_eq!(sentences(text), expected);
    }
}
