//! The judge of marked articles. A mark is found when a finding touches it, fixed when the first fix gives what the mark
//! asks for; a finding is right when it touches any mark, sure or not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::finding::{self, Finding};
use super::gold::Article;
use super::tally::Share;

/// The kinds that a checker of words, names and dates is measured by.
const CORE: &[&str] =
    &["typo", "split", "merged", "name", "date", "repeat", "diprep", "compound", "affix"];

/// The kinds that the readers marked completely.
const COMPLETE: &[&str] = &[
    "typo",
    "realword",
    "split",
    "merged",
    "diprep",
    "name",
    "nonstandard",
    "affix",
    "compound",
    "redup",
    "repeat",
    "date",
    "acronym",
];

/// What the findings are worth.
#[derive(Default)]
pub(super) struct Score {
    n_articles: usize,
    n_words: usize,
    /// By kind: marks found of marks asked for.
    found: BTreeMap<String, Share>,
    /// By kind: marks fixed of marks found.
    fixed: BTreeMap<String, Share>,
    /// By severity and by rule: findings that touch a mark of all findings.
    severities: BTreeMap<String, Share>,
    rules: BTreeMap<String, Share>,
    /// Marks that nothing touched, for people.
    pub(super) misses: Vec<String>,
    /// Marks that were found, but not mended by a first fix, for people.
    pub(super) wrongs: Vec<String>,
    /// Findings that touched no mark, for people.
    pub(super) alarms: Vec<String>,
}

impl Score {
    pub(super) fn new(articles: &[Article], findings: &[Finding]) -> Self {
        let mut score = Self { n_articles: articles.len(), ..Self::default() };
        let by_id = finding::by_article(findings);
        for article in articles {
            score.n_words += article.text.split_whitespace().count();
            score.article(article, by_id.get(article.id.as_str()).map_or(&[], Vec::as_slice));
        }
        score
    }

    fn article(&mut self, article: &Article, findings: &[&Finding]) {
        let Article { id, text, marks, .. } = article;
        for mark in marks.iter().filter(|mark| mark.asked) {
            let touching = || findings.iter().filter(|finding| finding.touches(mark));
            let found = touching().next().is_some();
            self.found.entry(mark.kind.clone()).or_default().add(found);
            let (kind, span) = (&mark.kind, &text[mark.start..mark.end]);
            let told = format!("{id}\t{kind}\t{span:?}\t{:?}", mark.fix);
            if found {
                let fixed = touching().any(|finding| finding.mends(mark, text));
                self.fixed.entry(mark.kind.clone()).or_default().add(fixed);
                if !fixed {
                    let fixes: Vec<_> = touching().map(|finding| &finding.fix).collect();
                    self.wrongs.push(format!("{told} -> {fixes:?}"));
                }
            } else {
                self.misses.push(told);
            }
        }
        for finding in findings {
            let right = marks.iter().any(|mark| finding.touches(mark));
            self.severities.entry(finding.severity.clone()).or_default().add(right);
            self.rules.entry(finding.rule.clone()).or_default().add(right);
            if !right {
                let from = text.floor_char_boundary(finding.start.saturating_sub(25));
                let to = text.ceil_char_boundary((finding.end + 25).min(text.len()));
                let Finding { rule, severity, start, end, fix, .. } = finding;
                let (span, around) = (&text[*start..*end], &text[from..to]);
                self.alarms
                    .push(format!("{id}\t{rule}\t{severity}\t{span:?} -> {fix:?}\t{around:?}"));
            }
        }
    }

    fn sum(shares: &BTreeMap<String, Share>, kinds: &[&str]) -> Share {
        let of = kinds.iter().filter_map(|&kind| shares.get(kind));
        of.fold(Share::default(), |sum, share| Share {
            part: sum.part + share.part,
            whole: sum.whole + share.whole,
        })
    }

    /// Findings that touch no mark, for every thousand words.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
    fn alarm_rate(&self, share: Share) -> f64 {
        1000.0 * (share.whole - share.part) as f64 / self.n_words.max(1) as f64
    }

    /// The figures as a person reads them.
    pub(super) fn table(&self) -> String {
        let mut out = format!("{} articles, {} words\n", self.n_articles, self.n_words);
        let _ = writeln!(
            out,
            "{:<14}{:>8}{:>7}{:>8}{:>7}",
            "kind", "certain", "found", "recall", "fixed"
        );
        let mut kinds: Vec<_> = self.found.iter().collect();
        kinds.sort_by_key(|(_, share)| std::cmp::Reverse(share.whole));
        for (kind, share) in kinds {
            let fixed = self.fixed.get(kind).map_or(0, |share| share.part);
            let (certain, found) = (share.whole, share.part);
            let _ = writeln!(out, "{kind:<14}{certain:>8}{found:>7}{:>8}{fixed:>7}", share.shown());
        }
        let [core, fixed] =
            [&self.found, &self.fixed].map(|shares| Self::sum(shares, CORE).shown());
        let complete = Self::sum(&self.found, COMPLETE).shown();
        let _ = writeln!(
            out,
            "core kinds: recall {core}, first fix right {fixed}; complete kinds: recall {complete}"
        );
        for severity in ["error", "warning", "info"] {
            let Some(&share) = self.severities.get(severity) else { continue };
            let _ = writeln!(
                out,
                "{severity:<8}{:>6} findings, precision {}, false per 1,000 words {:.2}",
                share.whole,
                share.shown(),
                self.alarm_rate(share)
            );
        }
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, share)| std::cmp::Reverse(share.whole - share.part));
        for (rule, share) in rules {
            let _ = writeln!(out, "  {rule:<44}{:>5}  precision {}", share.whole, share.shown());
        }
        out
    }

    /// The figures as they are kept for the next comparison.
    pub(super) fn figures(&self) -> Value {
        let mut figures = Map::new();
        let mut put = |name: String, value: Option<f64>| {
            figures.insert(name, value.map_or(Value::Null, |value| json!(rounded(value))));
        };
        put("recall core".into(), Self::sum(&self.found, CORE).ratio());
        put("recall complete".into(), Self::sum(&self.found, COMPLETE).ratio());
        put("first fix right".into(), Self::sum(&self.fixed, CORE).ratio());
        for (kind, share) in &self.found {
            put(format!("recall {kind}"), share.ratio());
        }
        for (severity, share) in &self.severities {
            put(format!("precision {severity}"), share.ratio());
            put(format!("false per 1,000 words {severity}"), Some(self.alarm_rate(*share)));
        }
        for (rule, share) in &self.rules {
            put(format!("precision {rule}"), share.ratio());
        }
        Value::Object(figures)
    }
}

/// A figure as it is kept: to three places.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// What changed between two sets of figures.
pub(super) fn change(before: &Value, now: &Value) -> String {
    let mut names: Vec<&String> =
        [before, now].into_iter().filter_map(Value::as_object).flat_map(Map::keys).collect();
    names.sort();
    names.dedup();
    let shown =
        |value: &Value| value.as_f64().map_or_else(|| "–".to_owned(), |value| value.to_string());
    let mut out = String::from("since the last time:");
    for name in names {
        let (was, is) = (&before[name], &now[name]);
        if was != is {
            let _ = write!(out, "\n  {name}: {} → {}", shown(was), shown(is));
        }
    }
    if !out.contains('\n') {
        out.push_str(" no change");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::gold;
    use super::*;

    fn article() -> Article {
        let line = r#"{"id": 1, "title": null, "date": null, "text": "Ia bertemua dengan Pak Edy di – pasar.",
            "errors": [{"start": 3, "end": 11, "fix": "bertemu", "kind": "typo", "sure": "certain"},
                       {"start": 19, "end": 26, "fix": "Pak Edi", "kind": "name", "sure": "debatable"}]}"#;
        gold::article(line).expect("a marked article")
    }

    #[test]
    fn a_fix_is_judged_over_the_words_of_mark_and_finding() {
        let articles = [article()];
        let texts = finding::texts(&articles);
        let line = r#"{"id":"1","field":"text","rule":"a/b","severity":"error","start":3,"end":11,
            "fixes":[{"safe":false,"edits":[{"start":10,"end":11,"text":""}]}]}"#;
        let found = Finding::read(line, &texts).expect("a finding").expect("in the text");
        assert_eq!(found.fix.as_deref(), Some("bertemu"));
        let other = r#"{"id":"1","field":"text","rule":"a/c","severity":"warning","start":35,"end":40,"fixes":[]}"#;
        let other = Finding::read(other, &texts).expect("a finding").expect("in the text");
        let title =
            r#"{"id":"1","field":"title","rule":"a/c","severity":"info","start":0,"end":2}"#;
        assert!(Finding::read(title, &texts).expect("a finding").is_none());
        let score = Score::new(&articles, &[found, other]);
        let figures = score.figures();
        assert_eq!(figures["recall core"], 1.0);
        assert_eq!(figures["first fix right"], 1.0);
        assert_eq!(figures["precision error"], 1.0);
        assert_eq!(figures["precision warning"], 0.0);
        assert_eq!(score.alarms.len(), 1);
    }

    #[test]
    fn a_change_names_the_figures_that_moved() {
        let (before, now) = (json!({"a": 0.5, "b": 1.0}), json!({"a": 0.5, "b": 0.75, "c": 2.0}));
        assert_eq!(change(&before, &now), "since the last time:\n  b: 1 → 0.75\n  c: – → 2");
        assert_eq!(change(&now, &now), "since the last time: no change");
    }
}
