//! Measures the lexicon: how much of a text it knows, how many typos it takes for words, whether
//! its first correction is the right one, and how fast it answers.
//!
//! `cargo run --release -p xtask -- lexicon --measure COUNTS.tsv…`, where a line of a file is a
//! word, a tab and its count. `--details FILE` before them keeps the words behind the figures.
//! Typos are made by rule from a fixed seed, so two runs agree.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::time::Instant;

use anyhow::{Context, Result};
use sunting::lexicon::Lexicon;

use crate::random::Random;

/// Words that typos are made of: as long and as common as these, in the text that is measured.
const SHORTEST: usize = 5;
const RAREST: u64 = 8;

/// How many typos are made.
const TYPOS: usize = 4000;

pub(super) fn run(files: &[String]) -> Result<()> {
    let (details, files) = match files {
        [flag, path, files @ ..] if flag == "--details" => (Some(path), files),
        files => (None, files),
    };
    let lexicon = Lexicon::embedded();
    let mut report = String::new();
    let mut behind = String::new();
    let mut words = Vec::new();
    for file in files {
        let counts = read(file)?;
        coverage(&lexicon, file, &counts, &mut report, &mut behind)?;
        words.extend(counts.into_iter().filter(|(word, count)| {
            RAREST <= *count
                && SHORTEST <= word.len()
                && word.bytes().all(|b| b.is_ascii_lowercase())
        }));
    }
    words.retain(|(word, _)| lexicon.look_up(word).is_standard());
    words.sort();
    words.dedup_by(|a, b| a.0 == b.0);
    corrections(&lexicon, &words, &mut report, &mut behind)?;
    speed(&lexicon, &words, &mut report)?;
    if let Some(path) = details {
        fs::write(path, behind)?;
    }
    Ok(std::io::stdout().write_all(report.as_bytes())?)
}

fn read(file: &str) -> Result<Vec<(String, u64)>> {
    let text = fs::read_to_string(file).with_context(|| file.to_owned())?;
    text.lines()
        .map(|line| {
            let (word, count) = line.split_once('\t').context("a line without a tab")?;
            Ok((word.to_owned(), count.parse()?))
        })
        .collect()
}

/// Shares of the running words that begin with a small letter.
fn coverage(
    lexicon: &Lexicon,
    file: &str,
    counts: &[(String, u64)],
    report: &mut String,
    behind: &mut String,
) -> Result<()> {
    let (mut all, mut known, mut derived, mut excused) = (0, 0, 0, 0);
    for (word, count) in counts.iter().filter(|(word, _)| word.starts_with(char::is_lowercase)) {
        let entry = lexicon.look_up(word);
        all += count;
        if entry.is_known() {
            known += count;
            if entry.is_derived() {
                derived += count;
            }
        }
        if !entry.is_unheard_of() {
            excused += count;
        }
        if !entry.is_known() {
            writeln!(behind, "unknown\t{word}\t{count}\t{:?}", entry.tiers())?;
        }
    }
    writeln!(
        report,
        "{file}: {all} words, known {:.2} % (derived {:.2} %), in any tier {:.2} %",
        percent(known, all),
        percent(derived, all),
        percent(excused, all)
    )?;
    Ok(())
}

fn corrections(
    lexicon: &Lexicon,
    words: &[(String, u64)],
    report: &mut String,
    behind: &mut String,
) -> Result<()> {
    let mut random = Random::new(0x5eed);
    let (mut accepted, mut derived, mut seen, mut asked, mut first, mut third) = (0, 0, 0, 0, 0, 0);
    let mut made = 0;
    let started = Instant::now();
    while made < TYPOS {
        let Some((word, _)) = random.pick(words) else { break };
        let Some(typo) = typo(word, &mut random) else { continue };
        made += 1;
        let entry = lexicon.look_up(&typo);
        if entry.is_known() {
            accepted += 1;
            if entry.is_derived() {
                derived += 1;
                writeln!(behind, "accepted\t{typo}\t{word}\t{:?}", lexicon.analyse(&typo))?;
            }
            continue;
        }
        seen += u64::from(entry.is_seen());
        asked += 1;
        let found = lexicon.candidates(&typo, 3);
        if found.first().is_some_and(|found| found.word == *word) {
            first += 1;
        } else {
            let list: Vec<_> = found
                .iter()
                .map(|c| format!("{} {:.2} z{}", c.word, c.cost, c.entry.zipf10()))
                .collect();
            let zipf10 = lexicon.look_up(word).zipf10();
            writeln!(behind, "not first\t{typo}\t{word} z{zipf10}\t{}", list.join(", "))?;
        }
        third += u64::from(found.iter().any(|found| found.word == *word));
    }
    let micros = started.elapsed().as_micros() / TYPOS as u128;
    writeln!(
        report,
        "{made} typos of {} words: accepted {:.2} % (derived {:.2} %), seen on the web {:.2} %",
        words.len(),
        percent(accepted, made as u64),
        percent(derived, made as u64),
        percent(seen, made as u64)
    )?;
    writeln!(
        report,
        "corrections of {asked}: first right {:.1} %, in the first three {:.1} %, {micros} µs each",
        percent(first, asked),
        percent(third, asked)
    )?;
    Ok(())
}

fn speed(lexicon: &Lexicon, words: &[(String, u64)], report: &mut String) -> Result<()> {
    let started = Instant::now();
    let mut known = 0_u64;
    for _ in 0..20 {
        known += words.iter().filter(|(word, _)| lexicon.look_up(word).is_known()).count() as u64;
    }
    let nanos = started.elapsed().as_nanos() / u128::from(known.max(1));
    writeln!(report, "look-up of a common word: {nanos} ns")?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// One slip, in about the proportions of news text: letters dropped, doubled, swapped and hit beside the right key; now and
/// then any letter at all.
fn typo(word: &str, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.between(0, letters.len());
    match random.between(0, 20) {
        0..7 => {
            letters.remove(at);
        }
        7..10 => letters.insert(at, letters[at]),
        10..14 if at + 1 < letters.len() => letters.swap(at, at + 1),
        14..18 => {
            let near = neighbours(letters[at]);
            letters[at] = near.chars().nth(random.between(0, near.len()))?;
        }
        18 => letters[at] = letter(random),
        _ => letters.insert(at, letter(random)),
    }
    let typo: String = letters.into_iter().collect();
    (typo != word).then_some(typo)
}

fn letter(random: &mut Random) -> char {
    char::from(b'a' + random.between(0, 26) as u8)
}

/// The keys around a key.
fn neighbours(letter: char) -> &'static str {
    const KEYS: [&str; 26] = [
        "qwsz", "vghn", "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko", "huikmn",
        "jiolm", "kop", "njk", "bhjm", "iklp", "ol", "wa", "edft", "awedxz", "rfgy", "yhji",
        "cfgb", "qase", "zsdc", "tghu", "asx",
    ];
    KEYS[letter as usize - 'a' as usize]
}
