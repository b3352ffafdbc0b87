//! One slip in one word of each of many sound sentences: what share is found, by kind of slip.
//!
//! A slip may give another word that fits as well ("makan", "akan"): nobody could find all of these, so the figures
//! tell versions apart; they are not the recall on real copy.

use std::path::Path;

use anyhow::Result;

use super::gold::{self, Article};
use super::slip::Slip;
use super::tool::Tool;
use super::{Report, corpus, found};
use crate::random::Random;

pub(super) const NAME: &str = "slips";
/// How many sentences get a slip.
const N_SENTENCES: usize = 2000;
/// How long they are, in words.
const N_WORDS: std::ops::RangeInclusive<usize> = 8..=35;
/// The shortest word that gets a slip, in letters.
const MIN_LETTERS: usize = 4;
const SEED: u64 = 1;

pub(super) fn measure(folder: &Path, tool: &Tool) -> Result<Report> {
    let articles = corpus::read_all(folder)?;
    let sentences = slipped(&articles, &mut Random::new(SEED));
    let what = format!("slips put into {} sentences", sentences.len());
    found(NAME, &what, &sentences, tool)
}

/// Sentences of the articles, each with one slip and its mark.
fn slipped(articles: &[Article], random: &mut Random) -> Vec<Article> {
    let all = articles.iter().flat_map(|article| corpus::sentences(&article.text));
    let fits = |sentence: &&str| {
        sentence.ends_with('.') && N_WORDS.contains(&sentence.split_whitespace().count())
    };
    let mut sentences: Vec<&str> = all.filter(fits).collect();
    random.shuffle(&mut sentences);
    let slipped = sentences.into_iter().filter_map(|sentence| {
        let words: Vec<_> =
            corpus::words(sentence).filter(|word| word.is_lower(MIN_LETTERS)).collect();
        let (word, slip) = (random.pick(&words)?, random.pick(Slip::OF_WORDS)?);
        let new = slip.put(word.text, random)?;
        Some(Article::of(sentence).slipped(word.start, word.text, (&new, slip.name())))
    });
    gold::numbered(slipped.take(N_SENTENCES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_gets_one_slip_and_the_same_one_each_time() {
        let text = "Pedagang pasar di Sanggau mengeluh karena harga cabai naik lagi sejak kemarin. Pendek saja. \
            Pemerintah kabupaten berjanji menambah pasokan beras sebelum hari raya tiba nanti.\nBaris tanpa titik";
        let articles = [Article::of(text)];
        let made = |seed| slipped(&articles, &mut Random::new(seed));
        for seed in 0..100 {
            let (first, again) = (made(seed), made(seed));
            assert!(first.len() <= 2, "only whole sentences of the right length");
            assert!(first.iter().map(|one| &one.text).eq(again.iter().map(|one| &one.text)));
            for article in first {
                let [mark] = &article.marks[..] else { panic!("not one mark") };
                let old = format!(
                    "{}{}{}",
                    &article.text[..mark.start],
                    mark.fix,
                    &article.text[mark.end..]
                );
                assert!(text.contains(&old) && old != article.text);
            }
        }
    }
}
