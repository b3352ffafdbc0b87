//! Counts the words of a tagged news corpus. Counts only: no sentence of it is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Words, is_lower_word};

/// Forms met less often than this are left out: a single occurrence may be a typo.
const MINIMUM: u64 = 2;

/// A class is stated when it makes up this share of a word's occurrences, in percent.
const DOMINANT: u64 = 70;

/// A word names a place when this share of its occurrences stands behind "di" or "ke", in percent.
const PLACE: u64 = 8;

/// Pairs are kept from this on, in tenths of a power of ten: three times as often as by chance.
const LEAST_ASSOCIATION: u64 = 5;

/// Words and three values: in the low byte ten times their Zipf value (the base-10 logarithm of occurrences in 10⁹
/// words), in the next four bits the word class that dominates, as [`class`] numbers it, above
/// them whether it names a place.
pub(super) fn zipf(path: &Path) -> Result<Words> {
    let text = fs::read_to_string(path)?;
    let tokens: Vec<(&str, &str)> =
        text.lines().map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
    let mut counts: BTreeMap<String, [u64; N_CLASSES]> = BTreeMap::new();
    let mut places: BTreeMap<String, u64> = BTreeMap::new();
    let mut total = 0_u64;
    for (at, (token, tag)) in tokens.iter().enumerate() {
        // The corpus cuts `-nya` off; whole words are what a reader meets.
        if *token == "nya" {
            continue;
        }
        let clitic =
            if tokens.get(at + 1).is_some_and(|next| next.0 == "nya") { "nya" } else { "" };
        let word = format!("{token}{clitic}");
        total += 1;
        if is_word(&word) {
            if at.checked_sub(1).is_some_and(|before| matches!(tokens[before].0, "di" | "ke")) {
                *places.entry(word.clone()).or_default() += 1;
            }
            counts.entry(word).or_default()[class(tag)] += 1;
        }
    }
    let mut words = Words::new();
    for (word, classes) in counts {
        let count: u64 = classes.iter().sum();
        if count < MINIMUM {
            continue;
        }
        let zipf = zipf10(count, total).context("a count without a logarithm")?;
        let dominant =
            (1..N_CLASSES).find(|&class| 2 < count && count * DOMINANT <= classes[class] * 100);
        let behind = places.get(&word).copied().unwrap_or(0);
        let place = u64::from(2 < behind && count * PLACE <= behind * 100);
        words.insert(word, zipf + 256 * dominant.unwrap_or(0) as u64 + 256 * 16 * place);
    }
    Ok(words)
}

/// Pairs of words that stand side by side more often than chance would have it, and ten times the base-10 logarithm
/// of how much more often.
pub(super) fn pairs(path: &Path) -> Result<Words> {
    let text = fs::read_to_string(path)?;
    // The corpus holds some sentences several times; each is counted once.
    let sentences: BTreeSet<Vec<String>> = text.split("\n\n").map(whole_words).collect();
    let mut words: BTreeMap<&str, u64> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let mut total = 0_u64;
    for sentence in &sentences {
        for word in sentence {
            *words.entry(word).or_default() += 1;
            total += 1;
        }
        for pair in sentence.windows(2).filter(|pair| pair.iter().all(|word| is_word(word))) {
            *pairs.entry((&pair[0], &pair[1])).or_default() += 1;
        }
    }
    let met_again = pairs.into_iter().filter(|(_, count)| *count >= MINIMUM);
    let associated = met_again.filter_map(|((left, right), count)| {
        // Of few meetings half of one is taken for luck: everything is counted in halves.
        let by_chance = 2 * words[left] * words[right];
        let value = zipf10((2 * count - 1) * total, by_chance)?.checked_sub(90)?;
        (value >= LEAST_ASSOCIATION).then(|| (format!("{left} {right}"), value))
    });
    Ok(associated.collect())
}

/// The words of one sentence of the corpus in lower case, `-nya` joined to them again.
fn whole_words(sentence: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for line in sentence.lines() {
        let token = line.split('\t').next().unwrap_or(line);
        match (token, words.last_mut()) {
            ("nya", Some(last)) => last.push_str(token),
            _ => words.push(token.to_lowercase()),
        }
    }
    words
}

const N_CLASSES: usize = 5;

/// The number of a tag's word class: 1 noun, 2 verb, 3 adjective, 4 any other that is known, 0 none.
fn class(tag: &str) -> usize {
    match tag {
        "NN" => 1,
        "VB" => 2,
        "JJ" => 3,
        "" | "NNP" | "FW" | "SYM" => 0,
        _ => 4,
    }
}

fn is_word(word: &str) -> bool {
    word.split('-').all(is_lower_word)
}

/// Ten times the base-10 logarithm of `count` in `total`, scaled to 10⁹, in whole numbers so that
/// every machine gives the same: the largest n with 10^(n/10) ≤ count × 10⁹ / total.
fn zipf10(count: u64, total: u64) -> Option<u64> {
    // 10^(k/10) for k = 0..10, in millionths.
    const STEPS: [u128; 10] = [
        1_000_000, 1_258_925, 1_584_893, 1_995_262, 2_511_886, 3_162_278, 3_981_072, 5_011_872,
        6_309_573, 7_943_282,
    ];
    let scaled = (u128::from(count) * 1_000_000_000).checked_div(u128::from(total))?;
    let whole = scaled.checked_ilog10()?;
    let rest = scaled * 1_000_000 / 10_u128.pow(whole);
    let step = STEPS.iter().rposition(|step| *step <= rest)?;
    Some(u64::from(whole) * 10 + step as u64)
}
