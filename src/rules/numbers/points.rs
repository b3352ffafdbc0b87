//! `numbers/points`: "turun 200 poin (5 persen) ke level 6.000": a percentage that points and level do not give.
//!
//! Only sentences with one number of points, one percentage and one level are judged; rises and falls both count, and
//! each number is taken to be rounded in its last place.

use serde::Deserialize;

use crate::document::Document;
use crate::facts::numbers::{Amount, Notation};
use crate::rule::{Context, Finding, Rule, Sink};

/// The most tokens between the points and the percentage.
const REACH: usize = 8;

/// A level is so many times the points or more.
const TIMES: f64 = 5.0;

/// Its options, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Points {
    /// What points are called.
    units: Vec<String>,
    /// Words before the number that is the level: "level", "posisi".
    level: Vec<String>,
    /// Words with which the numbers are not exact, or not of one thing.
    doubts: Vec<String>,
}

impl Rule for Points {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let doc = cx.doc;
        for sentence in &doc.sentences {
            let doubtful = || {
                let mut words = doc.words(sentence.tokens.clone());
                words.any(|(_, word)| self.doubts.contains(&word.to_lowercase()))
            };
            if let Some(finding) = self.judged(doc, cx.facts.numbers_in(sentence.span))
                && !doubtful()
            {
                out.report(finding);
            }
        }
    }
}

impl Points {
    /// The finding of a sentence, by its numbers.
    fn judged(&self, doc: &Document, amounts: &[Amount]) -> Option<Finding> {
        let is_exact = |it: &&Amount| it.notation == Notation::Digits;
        let points = one(amounts.iter().filter(|it| self.behind(doc, it)))?;
        let percent = one(amounts.iter().filter(|it| it.is_percent(doc)))?;
        let level = one(amounts.iter().filter(|it| self.is_level(doc, it) && !it.is_percent(doc)))?;
        let near = points.first.abs_diff(percent.first) <= REACH;
        let exact = [points, percent, level].iter().all(is_exact);
        if !near || !exact || level.value < points.value * TIMES || points.value <= 0.0 {
            return None;
        }
        let signs = [-1.0, 1.0];
        let fits = signs.iter().any(|sign| fits(points, percent, level, *sign));
        if fits {
            return None;
        }
        let nearest = signs.map(|sign| share(points.value, level.value, sign));
        let off = |share: &f64| (share - percent.value).abs();
        let share = nearest.into_iter().min_by(|a, b| off(a).total_cmp(&off(b)))?;
        let finding = Finding::new(points.span.cover(percent.span))
            .arg("points", doc.str(points.span))
            .arg("level", doc.str(level.span))
            .arg("share", format!("{share:.2}").replace('.', ","));
        Some(finding)
    }

    fn behind(&self, doc: &Document, amount: &Amount) -> bool {
        let next = doc.next(amount.last).map(|idx| doc.token_str(idx).to_lowercase());
        next.is_some_and(|word| self.units.contains(&word))
    }

    fn is_level(&self, doc: &Document, amount: &Amount) -> bool {
        let before = doc.prev(amount.first).map(|idx| doc.token_str(idx).to_lowercase());
        before.is_some_and(|word| self.level.contains(&word))
    }
}

/// The one item there is.
fn one<'a>(mut items: impl Iterator<Item = &'a Amount>) -> Option<&'a Amount> {
    let item = items.next()?;
    items.next().is_none().then_some(item)
}

/// The percentage of so many points from, or to, a level; -1 where the level was reached by a rise.
fn share(points: f64, level: f64, sign: f64) -> f64 {
    points / (level + sign * points) * 100.0
}

fn fits(points: &Amount, percent: &Amount, level: &Amount, sign: f64) -> bool {
    let low = share(points.value - points.step, level.value + level.step, sign);
    let high = share(points.value + points.step, level.value - level.step, sign);
    low - percent.step <= percent.value && percent.value <= high + percent.step
}
