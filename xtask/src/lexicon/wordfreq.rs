//! Reads word frequencies of the `wordfreq` package: a gzipped `MessagePack` array whose n-th list
//! (after a header) holds the words of frequency 10^(−n/100).

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::Words;

/// Words and ten times their Zipf value (the base-10 logarithm of occurrences in 10⁹ words).
pub(super) fn zipf(path: &Path) -> Result<Words> {
    let unzipped = Command::new("gzip").arg("-dc").arg(path).output()?;
    ensure!(unzipped.status.success(), "{} is not gzipped", path.display());
    let mut input = &unzipped.stdout[..];
    let lists = array(&mut input)?;
    skip_header(&mut input)?;
    let mut words = Words::new();
    for centibels in 0..lists - 1 {
        for _ in 0..array(&mut input)? {
            let word = string(&mut input)?;
            let zipf10 = (900_usize.saturating_sub(centibels) + 5) / 10;
            if word.chars().all(|c| c.is_lowercase() || c == '-') {
                words.insert(word.to_owned(), zipf10 as u64);
            }
        }
    }
    Ok(words)
}

/// `{"format": "cB", "version": 1}`, in any order.
fn skip_header(input: &mut &[u8]) -> Result<()> {
    ensure!(take(input, 1)?[0] == 0x82, "the header is not a map of two");
    for _ in 0..2 {
        if string(input)? == "format" {
            ensure!(string(input)? == "cB", "not a list by centibels");
        } else {
            take(input, 1)?;
        }
    }
    Ok(())
}

fn array(input: &mut &[u8]) -> Result<usize> {
    match take(input, 1)?[0] {
        short @ 0x90..=0x9f => Ok(usize::from(short & 0x0f)),
        0xdc => number(input, 2),
        0xdd => number(input, 4),
        other => bail!("{other:#x} where an array was expected"),
    }
}

fn string<'a>(input: &mut &'a [u8]) -> Result<&'a str> {
    let length = match take(input, 1)?[0] {
        short @ 0xa0..=0xbf => usize::from(short & 0x1f),
        0xd9 => number(input, 1)?,
        0xda => number(input, 2)?,
        other => bail!("{other:#x} where a string was expected"),
    };
    Ok(std::str::from_utf8(take(input, length)?)?)
}

fn number(input: &mut &[u8], bytes: usize) -> Result<usize> {
    Ok(take(input, bytes)?.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

fn take<'a>(input: &mut &'a [u8], count: usize) -> Result<&'a [u8]> {
    let (taken, rest) = input.split_at_checked(count).context("the list is cut off")?;
    *input = rest;
    Ok(taken)
}
