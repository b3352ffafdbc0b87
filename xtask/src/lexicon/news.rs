//! Counts the words of a tagged news corpus. Counts only: no sentence of it is kept.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Words, is_lower_word};

/// Forms met less often than this are left out: a single occurrence may be a typo.
const MINIMUM: u64 = 2;

/// Words and ten times their Zipf value (the base-10 logarithm of occurrences in 10⁹ words).
pub(super) fn zipf(path: &Path) -> Result<Words> {
    let text = fs::read_to_string(path)?;
    let tokens: Vec<&str> =
        text.lines().map(|line| line.split('\t').next().unwrap_or("")).collect();
    let mut counts = Words::new();
    let mut total = 0_u64;
    for (at, token) in tokens.iter().enumerate() {
        // The corpus cuts `-nya` off; whole words are what a reader meets.
        if *token == "nya" {
            continue;
        }
        let clitic = if tokens.get(at + 1) == Some(&"nya") { "nya" } else { "" };
        let word = format!("{token}{clitic}");
        total += 1;
        if is_word(&word) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.retain(|_, count| MINIMUM <= *count);
    for count in counts.values_mut() {
        *count = zipf10(*count, total).context("a count without a logarithm")?;
    }
    Ok(counts)
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
