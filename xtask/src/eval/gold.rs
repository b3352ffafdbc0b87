//! Marked articles: their text and what careful readers marked in it.
//!
//! One article a line: `{"id", "title", "text", "date", "errors": [{"start", "end", "span", "fix", "kind", "sure", "why"}]}`,
//! places in Unicode code points of `text`. Here they become bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// One article, with what is marked in it.
#[derive(Clone)]
pub(super) struct Article {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    title: Value,
    /// Day of publication in ISO 8601.
    pub(super) date: Option<String>,
}

/// One mark; places in bytes of the article's text.
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fix: String,
    pub(super) kind: String,
    /// Whether it must be found: certain, and no debris of the page that the text was taken from.
    pub(super) asked: bool,
}

impl Article {
    /// An article as it is stored, its marks left aside.
    pub(super) fn unmarked(value: &Value) -> Result<Self> {
        Ok(Self {
            id: id(&value["id"]),
            text: value["text"].as_str().context("no text")?.to_owned(),
            marks: Vec::new(),
            title: value["title"].clone(),
            date: value["date"].as_str().and_then(iso),
        })
    }

    /// A text alone.
    pub(super) fn of(text: &str) -> Self {
        let (id, marks) = (String::new(), Vec::new());
        Self { id, text: text.to_owned(), marks, title: Value::Null, date: None }
    }

    /// The article with `old` at this place (in bytes) replaced by something wrong, and that as its one mark.
    pub(super) fn slipped(&self, start: usize, old: &str, (new, kind): (&str, &str)) -> Self {
        let (head, tail) = (&self.text[..start], &self.text[start + old.len()..]);
        let mark = Mark {
            start,
            end: start + new.len(),
            fix: old.to_owned(),
            kind: kind.to_owned(),
            asked: true,
        };
        Self { text: format!("{head}{new}{tail}"), marks: vec![mark], ..self.clone() }
    }

    /// The article as an export of a newsroom's system, for the tool to read.
    pub(super) fn record(&self) -> Value {
        let mut record = json!({ "id": self.id, "text": self.text });
        if self.title.is_string() {
            record["title"] = self.title.clone();
        }
        if let Some(date) = &self.date {
            record["date"] = json!(date);
        }
        record
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<Article>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().enumerate();
    lines
        .map(|(idx, line)| article(line).with_context(|| format!("{}:{}", path.display(), idx + 1)))
        .collect()
}

pub(super) fn article(line: &str) -> Result<Article> {
    let value: Value = serde_json::from_str(line)?;
    let mut article = Article::unmarked(&value)?;
    let text = &article.text;
    // The byte offset of every code point, and of the end.
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |mark: &Value, key: &str| -> Result<usize> {
        let idx = mark[key].as_u64().context("a mark without place")?;
        bytes.get(idx as usize).copied().context("a mark beyond the text")
    };
    let mut marks = Vec::new();
    for mark in value["errors"].as_array().context("no errors")? {
        let debris = mark["why"].as_str().is_some_and(|why| why.starts_with("extraction"));
        marks.push(Mark {
            start: at(mark, "start")?,
            end: at(mark, "end")?,
            fix: mark["fix"].as_str().unwrap_or_default().to_owned(),
            kind: mark["kind"].as_str().context("a mark without kind")?.to_owned(),
            asked: mark["sure"] == "certain" && !debris,
        });
    }
    article.marks = marks;
    Ok(article)
}

/// Articles made out of others, each with an id of its own.
pub(super) fn numbered(articles: impl Iterator<Item = Article>) -> Vec<Article> {
    articles.enumerate().map(|(idx, article)| Article { id: idx.to_string(), ..article }).collect()
}

/// An id as text, whether it was written as text or as a number.
pub(super) fn id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Months by their first three letters, Indonesian, then the English ones that differ.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
const OTHER_MONTHS: [(&str, usize); 6] =
    [("may", 5), ("aug", 8), ("oct", 10), ("dec", 12), ("ags", 8), ("agt", 8)];

/// The date of an article as "10/21/2025 20:43", "Kamis, 28 Mei 2026 01:30 WIB" or "2024-04-25", in ISO 8601.
fn iso(date: &str) -> Option<String> {
    let words: Vec<&str> = date.split_whitespace().collect();
    let first = words.first()?;
    if first.len() >= 10 && first.split('-').next().is_some_and(|year| number(year, 4).is_some()) {
        return first.get(..10).map(str::to_owned);
    }
    if let [month, day, year] = first.split('/').collect::<Vec<_>>()[..] {
        let (month, day) = (number(month, 2)?, number(day, 2)?);
        return Some(format!("{year}-{month:02}-{day:02}"));
    }
    words.windows(3).find_map(|three| {
        let (day, year) = (number(three[0], 2)?, number(three[2], 4)?);
        let name = three[1].get(..3)?.to_lowercase();
        let idx = MONTHS.iter().position(|&month| month == name).map(|idx| idx + 1);
        let other = OTHER_MONTHS.iter().find(|(month, _)| *month == name).map(|(_, idx)| *idx);
        Some(format!("{year}-{:02}-{day:02}", idx.or(other)?))
    })
}

/// A number of at most so many digits and nothing else.
fn number(text: &str, max_digits: usize) -> Option<u32> {
    let digits = text.len() <= max_digits && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read_as_they_come() {
        for (written, expected) in [
            ("10/21/2025 20:43", Some("2025-10-21")),
            ("Kamis, 28 Mei 2026 01:30 WIB", Some("2026-05-28")),
            ("28 Agustus 2025", Some("2025-08-28")),
            ("2024-04-25", Some("2024-04-25")),
            ("2024-04-25T10:00:00+07:00", Some("2024-04-25")),
            ("kemarin", None),
            ("", None),
        ] {
            assert_eq!(iso(written).as_deref(), expected, "{written}");
        }
    }
}
