//! Typos as they happened: words of published articles that a reader judged, typo or not.
//!
//! A table `article, token, label T or N, correction, context`, one occurrence a line, in the order of the text. The
//! other words of these articles are unjudged, so precision cannot be told from this.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::gold::{Article, Mark};
use super::tally::Tally;
use super::tool::Tool;
use super::{Report, corpus, listed};

pub(super) const NAME: &str = "natural";
pub(super) const TABLE: &str = "natural-typos-dev.tsv";
pub(super) const ARTICLES: &str = "detik2025.jsonl.gz";

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read(&folder.join(ARTICLES))?;
    let table = folder.join(TABLE);
    let rows = fs::read_to_string(&table).with_context(|| table.display().to_string())?;
    let articles = judged(&rows, &articles).with_context(|| table.display().to_string())?;
    let findings = tool.check(&articles)?;
    let [typos, words] = [TYPO, WORD].map(|kind| {
        let mut of_kind = articles.clone();
        for article in &mut of_kind {
            article.marks.retain(|mark| mark.kind == kind);
        }
        Tally::new(&of_kind, &findings)
    });
    let mut figures = typos.figures();
    figures.extend(words.figures());
    // Typos and words that are none: their sum says nothing.
    figures.retain(|name, _| !name.ends_with(" all"));
    Ok(Report {
        name: NAME.to_owned(),
        table: format!("words of published articles, judged\n{}{}", typos.table(), words.rows()),
        figures: figures.into(),
        misses: listed("MISS", &typos.misses).chain(listed("WRONG", &typos.wrongs)).collect(),
        alarms: listed("FALSE", &words.hits).collect(),
    })
}

const TYPO: &str = "typo";
const WORD: &str = "no typo";

/// The articles that the table names, each with its judged words as marks.
fn judged(rows: &str, articles: &[Article]) -> Result<Vec<Article>> {
    let by_id: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut out: BTreeMap<&str, Article> = BTreeMap::new();
    for (idx, row) in rows.lines().enumerate().skip(1) {
        let line = || format!("line {}", idx + 1);
        let [id, token, label, correction, _] = row.split('\t').collect::<Vec<_>>()[..] else {
            bail!("{}: not five columns", line());
        };
        let kind = match label {
            "T" => TYPO,
            "N" => WORD,
            other => bail!("{}: unknown label `{other}`", line()),
        };
        let article = by_id.get(id).with_context(|| format!("{}: no article {id}", line()))?;
        let article = out.entry(id).or_insert_with(|| (*article).clone());
        // One row for every occurrence: this one is the first that has no mark yet.
        let free = |start: usize| article.marks.iter().all(|mark| mark.start != start);
        let mut words = corpus::words(&article.text);
        let word = words.find(|word| word.text == token && free(word.start));
        let word = word.with_context(|| format!("{}: `{token}` is not in {id}", line()))?;
        let (start, end) = (word.start, word.end());
        let fix = if kind == TYPO { correction } else { "" };
        article.marks.push(Mark {
            start,
            end,
            fix: fix.to_owned(),
            kind: kind.to_owned(),
            asked: true,
        });
    }
    Ok(out.into_values().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_row_marks_the_next_occurrence() {
        let line =
            json!({"id": "x:1", "text": "Harga cabe-nya naik; cabai dan cabbai, lalu cabbai."});
        let articles = [Article::unmarked(&line).expect("an article")];
        let rows = "article\ttoken\tlabel\tcorrection\tcontext\nx:1\tcabbai\tT\tcabai\t…\nx:1\tcabbai\tN\t\t…\n";
        let judged_articles = judged(rows, &articles).expect("a table");
        let marks: Vec<_> = judged_articles[0]
            .marks
            .iter()
            .map(|mark| (mark.start, mark.end, mark.kind.as_str(), mark.fix.as_str()))
            .collect();
        assert_eq!(marks, [(31, 37, TYPO, "cabai"), (44, 50, WORD, "")]);
        let missing = "article\ttoken\tlabel\tcorrection\tcontext\nx:1\tcabe\tT\tcabai\t…\n";
        assert!(judged(missing, &articles).is_err());
    }
}
