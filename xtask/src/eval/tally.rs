//! Faults put in on purpose, or listed beforehand: how many were found, how many of these the first fix mends, by kind.
//!
//! Advice (severity info) does not count as found: nobody asked for it. What else the tool found is not judged here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::finding::{self, Finding};
use super::gold::{Article, Mark};
use super::score::rounded;

/// How many of how many.
#[derive(Clone, Copy, Default)]
pub(super) struct Share {
    pub(super) part: usize,
    pub(super) whole: usize,
}

impl Share {
    pub(super) fn add(&mut self, counts: bool) {
        self.part += usize::from(counts);
        self.whole += 1;
    }

    /// `None` of nothing.
    #[expect(clippy::cast_precision_loss, reason = "counts of findings are far below 2^52")]
    pub(super) fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    fn plus(self, other: Self) -> Self {
        Self { part: self.part + other.part, whole: self.whole + other.whole }
    }

    pub(super) fn shown(self) -> String {
        self.ratio().map_or_else(|| "–".into(), |ratio| format!("{ratio:.3}"))
    }
}

/// The faults of one kind.
#[derive(Clone, Copy, Default)]
struct Kind {
    /// Found of all.
    found: Share,
    /// First fix right of found; counts only those for which a fix is known.
    right: Share,
}

const HEADER: &str = "kind               of  found   share  right   share\n";

impl Kind {
    fn row(self, name: &str, out: &mut String) {
        let Self { found, right } = self;
        let n_right = if right.whole > 0 { right.part.to_string() } else { "–".to_owned() };
        let (n, n_found) = (found.whole, found.part);
        let (found, right) = (found.shown(), right.shown());
        let _ = writeln!(out, "{name:<14}{n:>7}{n_found:>7}{found:>8}{n_right:>7}{right:>8}");
    }
}

/// What became of the marks of some articles.
#[derive(Default)]
pub(super) struct Tally {
    kinds: BTreeMap<String, Kind>,
    /// Marks that nothing touched, for people.
    pub(super) misses: Vec<String>,
    /// Marks that were found, with first fixes that are not what was there before, for people.
    pub(super) wrongs: Vec<String>,
    /// Marks that were found, for people.
    pub(super) hits: Vec<String>,
}

impl Tally {
    /// Every mark counts as one fault of its kind; one without a `fix` is asked for none.
    pub(super) fn new(articles: &[Article], findings: &[Finding]) -> Self {
        let by_id = finding::by_article(findings);
        let mut tally = Self::default();
        for article in articles {
            let findings = by_id.get(article.id.as_str()).map_or(&[][..], Vec::as_slice);
            for mark in &article.marks {
                tally.mark(article, mark, findings);
            }
        }
        tally
    }

    fn mark(&mut self, article: &Article, mark: &Mark, findings: &[&Finding]) {
        let alarms = || findings.iter().filter(|finding| finding.is_alarm());
        let touching: Vec<_> = alarms().filter(|finding| finding.touches(mark)).collect();
        let kind = self.kinds.entry(mark.kind.clone()).or_default();
        kind.found.add(!touching.is_empty());
        let text = &article.text;
        let from = text.floor_char_boundary(mark.start.saturating_sub(25));
        let to = text.ceil_char_boundary((mark.end + 25).min(text.len()));
        let (span, around) = (&text[mark.start..mark.end], &text[from..to]);
        let told = format!("{}\t{}\t{span:?}\t{:?}", article.id, mark.kind, mark.fix);
        if touching.is_empty() {
            self.misses.push(format!("{told}\t{around:?}"));
            return;
        }
        let fixes: Vec<_> = touching.iter().filter_map(|finding| finding.fix.as_deref()).collect();
        self.hits.push(format!("{told} -> {fixes:?}\t{around:?}"));
        if !mark.fix.is_empty() {
            let right = touching.iter().any(|finding| finding.mends(mark, text));
            kind.right.add(right);
            if !right {
                self.wrongs.push(format!("{told} -> {fixes:?}\t{around:?}"));
            }
        }
    }

    fn total(&self) -> Kind {
        self.kinds.values().fold(Kind::default(), |sum, kind| Kind {
            found: sum.found.plus(kind.found),
            right: sum.right.plus(kind.right),
        })
    }

    /// The figures as a person reads them.
    pub(super) fn table(&self) -> String {
        let mut out = HEADER.to_owned() + &self.rows();
        if self.kinds.len() > 1 {
            self.total().row("all", &mut out);
        }
        out
    }

    /// The rows of a table without header and sum.
    pub(super) fn rows(&self) -> String {
        let mut out = String::new();
        for (name, kind) in &self.kinds {
            kind.row(name, &mut out);
        }
        out
    }

    /// The figures as they are kept for the next comparison.
    pub(super) fn figures(&self) -> Map<String, Value> {
        let mut figures = Map::new();
        let total = self.total();
        let kinds = self.kinds.iter().map(|(name, kind)| (name.as_str(), kind));
        for (name, kind) in kinds.chain([("all", &total)]) {
            for (what, share) in [("found", kind.found), ("first fix right", kind.right)] {
                if let Some(ratio) = share.ratio() {
                    figures.insert(format!("{what} {name}"), json!(rounded(ratio)));
                }
            }
        }
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_counts_for_nothing_and_a_fix_must_give_the_word_back() {
        let line = json!({"id": "1", "text": "Pedgang pasar mengluh."});
        let mut article = Article::unmarked(&line).expect("an article");
        let mark = |start, end, kind: &str, fix: &str| Mark {
            start,
            end,
            kind: kind.to_owned(),
            fix: fix.to_owned(),
            asked: true,
        };
        article.marks =
            vec![mark(0, 7, "a", "Pedagang"), mark(8, 13, "b", ""), mark(14, 21, "a", "mengeluh")];
        let found = |start, end, severity: &str, fix: &str| Finding {
            id: "1".to_owned(),
            start,
            end,
            severity: severity.to_owned(),
            rule: "a/b".to_owned(),
            fix: Some(fix.to_owned()),
        };
        let findings = [
            found(0, 7, "error", "Pedang"),
            found(8, 13, "info", "pacar"),
            found(14, 21, "warning", "mengeluh"),
        ];
        let tally = Tally::new(&[article], &findings);
        let expected = json!({"found a": 1.0, "first fix right a": 0.5, "found b": 0.0,
            "found all": 0.667, "first fix right all": 0.5});
        assert_eq!(Value::Object(tally.figures()), expected);
        assert_eq!((tally.misses.len(), tally.wrongs.len(), tally.hits.len()), (1, 1, 2));
    }
}
