//! Text as full of typos as the public sets that correctors are compared on: in 3,000 sentences every tenth word has one
//! edit, any letter anywhere. It counts words: those that were rightly flagged, and those that were rightly restored.
//!
//! Only rules on the spelling of words and names are asked. Sound words that the publishers spelt wrongly count as
//! false alarms, so that the figures tell versions apart, and are a little too low.

use std::path::Path;

use anyhow::Result;
use serde_json::json;

use super::finding::{self, Finding};
use super::gold::{self, Article, Mark};
use super::score::rounded;
use super::tally::Share;
use super::tool::Tool;
use super::{Report, corpus, listed};
use crate::random::Random;

pub(super) const NAME: &str = "dense";
const N_SENTENCES: usize = 3000;
/// How long they are, in words.
const N_WORDS: std::ops::RangeInclusive<usize> = 6..=30;
/// One word in so many gets an edit, of those with letters enough.
const ONE_IN: usize = 9;
const MIN_LETTERS: usize = 3;
const SEED: u64 = 1;

/// The rules that are asked, by how their names begin.
const RULES: &[&str] = &["spelling/", "eyd/", "names/near-miss"];

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read_all(folder)?;
    let sentences = edited(&articles, &mut Random::new(SEED));
    let findings = tool.check(&sentences)?;
    let by_id = finding::by_article(&findings);
    let mut count = Count::default();
    for sentence in &sentences {
        count.sentence(sentence, by_id.get(sentence.id.as_str()).map_or(&[][..], Vec::as_slice));
    }
    Ok(Report {
        name: NAME.to_owned(),
        table: count.table(sentences.len()),
        figures: json!({
            "detection F1": rounded(count.detection()),
            "correction F1": rounded(count.correction()),
        }),
        misses: listed("MISS", &count.misses).chain(listed("WRONG", &count.wrongs)).collect(),
        alarms: listed("FALSE", &count.alarms).collect(),
    })
}

/// Words by what became of them.
#[derive(Default)]
struct Count {
    /// Edited words that were flagged, of all that were edited.
    found: Share,
    /// Edited words that the first fix restores, of all that were edited.
    restored: Share,
    /// Flagged words that were edited, of all that were flagged.
    true_alarms: Share,
    /// Words that the first fix restores, of all that it changes for the better or that were sound.
    true_changes: Share,
    misses: Vec<String>,
    wrongs: Vec<String>,
    alarms: Vec<String>,
}

impl Count {
    fn sentence(&mut self, sentence: &Article, findings: &[&Finding]) {
        let asked = |finding: &&&Finding| {
            finding.is_alarm() && RULES.iter().any(|rule| finding.rule.starts_with(rule))
        };
        let findings: Vec<_> = findings.iter().filter(asked).collect();
        for mark in &sentence.marks {
            let touching: Vec<_> = findings.iter().filter(|found| found.touches(mark)).collect();
            let restores = touching.iter().any(|found| found.mends(mark, &sentence.text));
            let told = format!("{:?}\t{:?}", &sentence.text[mark.start..mark.end], mark.fix);
            self.found.add(!touching.is_empty());
            self.restored.add(restores);
            if restores {
                self.true_changes.add(true);
            } else if touching.is_empty() {
                self.misses.push(told);
            } else {
                self.wrongs.push(told);
            }
        }
        for finding in findings {
            let edited = sentence.marks.iter().any(|mark| finding.touches(mark));
            self.true_alarms.add(edited);
            if !edited {
                let span = &sentence.text[finding.start..finding.end];
                self.alarms.push(format!("{}\t{span:?} -> {:?}", finding.rule, finding.fix));
                if finding.fix.is_some() {
                    self.true_changes.add(false);
                }
            }
        }
    }

    fn detection(&self) -> f64 {
        f1(self.true_alarms, self.found)
    }

    fn correction(&self) -> f64 {
        f1(self.true_changes, self.restored)
    }

    fn table(&self, n_sentences: usize) -> String {
        let row = |precision: Share, recall: Share| {
            let (p, r) = (precision.shown(), recall.shown());
            format!("{p:>9}{r:>8}{:>8.3}", f1(precision, recall))
        };
        format!(
            "{} edits in {n_sentences} sentences\n            precision  recall      F1\n\
             detection   {}\ncorrection  {}\n",
            self.found.whole,
            row(self.true_alarms, self.found),
            row(self.true_changes, self.restored),
        )
    }
}

/// The harmonic mean of precision and recall; 0 where either is nothing.
fn f1(precision: Share, recall: Share) -> f64 {
    let (p, r) = (precision.ratio().unwrap_or(0.0), recall.ratio().unwrap_or(0.0));
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

/// Sentences of the articles with edits in them and their marks.
fn edited(articles: &[Article], random: &mut Random) -> Vec<Article> {
    let all = articles.iter().flat_map(|article| corpus::sentences(&article.text));
    let fits = |sentence: &&str| {
        sentence.ends_with('.') && N_WORDS.contains(&sentence.split_whitespace().count())
    };
    let mut sentences: Vec<&str> = all.filter(fits).collect();
    sentences.sort_unstable();
    sentences.dedup();
    random.shuffle(&mut sentences);
    let edited = sentences.into_iter().take(N_SENTENCES).map(|sentence| {
        let mut out = Article::of("");
        let mut at = 0;
        for word in corpus::words(sentence) {
            let plain = word.text.len() >= MIN_LETTERS
                && word.text.bytes().all(|byte| byte.is_ascii_alphabetic());
            if !plain || random.between(0, ONE_IN) > 0 {
                continue;
            }
            out.text.push_str(&sentence[at..word.start]);
            let start = out.text.len();
            out.text.push_str(&one_edit(word.text, random));
            out.marks.push(Mark {
                start,
                end: out.text.len(),
                fix: word.text.to_owned(),
                kind: NAME.to_owned(),
                asked: true,
            });
            at = word.end();
        }
        out.text.push_str(&sentence[at..]);
        out
    });
    gold::numbered(edited)
}

/// The word with a letter more, less, another one, or two in each other's place; of Latin letters only.
fn one_edit(word: &str, random: &mut Random) -> String {
    loop {
        let at = random.between(0, word.len());
        let (head, tail) = word.split_at(at);
        let letter = char::from(b"abcdefghijklmnopqrstuvwxyz"[random.between(0, 26)]);
        let edited = match random.between(0, 4) {
            0 => format!("{head}{letter}{tail}"),
            1 => format!("{head}{}", &tail[1..]),
            2 => format!("{head}{letter}{}", &tail[1..]),
            _ if tail.len() < 2 => continue,
            _ => format!("{head}{}{}{}", &tail[1..2], &tail[..1], &tail[2..]),
        };
        if edited != word {
            return edited;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_is_marked_with_the_word_that_was_there() {
        let text =
            "Pedagang pasar di Sanggau mengeluh karena harga cabai naik lagi sejak kemarin pagi.";
        let articles = [Article::of(text)];
        for seed in 0..50 {
            let made = edited(&articles, &mut Random::new(seed));
            let [sentence] = &made[..] else { panic!("one sentence") };
            let mut restored = sentence.text.clone();
            for mark in sentence.marks.iter().rev() {
                assert_ne!(&restored[mark.start..mark.end], mark.fix);
                restored.replace_range(mark.start..mark.end, &mark.fix);
            }
            assert_eq!(restored, text);
        }
    }

    #[test]
    fn the_mean_is_nothing_where_nothing_is_right() {
        let half = Share { part: 1, whole: 2 };
        assert!((f1(half, half) - 0.5).abs() < 1e-9);
        assert!(f1(Share::default(), half).abs() < 1e-9);
    }
}
