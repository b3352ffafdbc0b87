//! A finding as the tool reports it, held against a mark.
//!
//! It reads the machine report only; how the tool came to a finding is nothing that a judge may know.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use super::gold::{self, Article, Mark};

/// The texts of articles by their id, which findings point into.
pub(super) fn texts(articles: &[Article]) -> BTreeMap<&str, &str> {
    articles.iter().map(|article| (article.id.as_str(), article.text.as_str())).collect()
}

/// Findings by the id of their article.
pub(super) fn by_article(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut by_id: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_id.entry(&finding.id).or_default().push(finding);
    }
    by_id
}

/// A finding in an article's text; places in bytes.
pub(super) struct Finding {
    pub(super) id: String,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) severity: String,
    pub(super) rule: String,
    pub(super) fix: Option<String>,
}

impl Finding {
    /// Reads a line of `--format jsonl`; `None` for a finding outside the text.
    pub(super) fn read(line: &str, texts: &BTreeMap<&str, &str>) -> Result<Option<Self>> {
        let value: Value = serde_json::from_str(line).context("a finding is not JSON")?;
        if value["field"].as_str().is_some_and(|field| field != "text") {
            return Ok(None);
        }
        let id = gold::id(&value["id"]);
        let text = texts.get(id.as_str());
        let text = *text.with_context(|| format!("a finding in an unknown article {id}"))?;
        let (start, end) = (offset(&value["start"])?, offset(&value["end"])?);
        let word = |key: &str| value[key].as_str().map(str::to_owned);
        let mut finding = Self {
            id,
            start,
            end,
            severity: word("severity").context("a finding without severity")?,
            rule: word("rule").context("a finding without rule")?,
            fix: None,
        };
        if let Some(edits) = value["fixes"][0]["edits"].as_array() {
            finding.take_fix(text, edits)?;
        }
        Ok(Some(finding))
    }

    /// The first fix as what it puts in the place of the finding; where it reaches beyond, the finding is told over
    /// its whole reach.
    fn take_fix(&mut self, text: &str, edits: &[Value]) -> Result<()> {
        let mut placed = Vec::new();
        for edit in edits {
            let new = edit["text"].as_str().context("an edit without text")?;
            placed.push((offset(&edit["start"])?, offset(&edit["end"])?, new));
        }
        placed.sort_unstable();
        let low = placed.iter().map(|edit| edit.0).min().unwrap_or(self.start).min(self.start);
        let high = placed.iter().map(|edit| edit.1).max().unwrap_or(self.end).max(self.end);
        let mut body = String::new();
        let mut at = low;
        for (start, end, new) in placed {
            body.push_str(&text[at..start]);
            body.push_str(new);
            at = end;
        }
        body.push_str(&text[at..high]);
        let (head, tail) = (&text[low..self.start], &text[self.end..high]);
        if let Some(inner) = body.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)) {
            self.fix = Some(inner.to_owned());
        } else {
            (self.start, self.end, self.fix) = (low, high, Some(body));
        }
        Ok(())
    }

    /// Whether it is an alarm, and not only advice.
    pub(super) fn is_alarm(&self) -> bool {
        self.severity != "info"
    }

    /// Whether it shares a place with a mark.
    pub(super) fn touches(&self, mark: &Mark) -> bool {
        let overlaps = self.start < mark.end && mark.start < self.end;
        overlaps || self.start == self.end && (mark.start..=mark.end).contains(&self.start)
    }

    /// Whether the first fix gives what the mark asks for, told over both places.
    pub(super) fn mends(&self, mark: &Mark, text: &str) -> bool {
        let Some(fix) = &self.fix else { return false };
        let (low, high) = (self.start.min(mark.start), self.end.max(mark.end));
        let mine = format!("{}{fix}{}", &text[low..self.start], &text[self.end..high]);
        let wanted = format!("{}{}{}", &text[low..mark.start], mark.fix, &text[mark.end..high]);
        plain(&mine) == plain(&wanted)
    }
}

fn offset(value: &Value) -> Result<usize> {
    Ok(value.as_u64().context("a finding without place")? as usize)
}

/// What two corrections are compared by: the words, not the white space, the case or the marks around them.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let marks = |c: char| ".,;:!?\"'“”‘’()".contains(c);
    words.join(" ").trim_matches(marks).to_lowercase()
}
