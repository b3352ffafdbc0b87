//! Reads the word list of a `tesseract` language file: a directed acyclic word graph whose labels
//! are numbers of its character table. Lower-case words only; there are no frequencies in it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{Words, is_lower_word};

/// Numbers of the components of a language file.
const WORDS: usize = 19;
const CHARACTERS: usize = 21;

/// What every word graph begins with.
const MAGIC: i16 = 42;

pub(super) fn words(path: &Path) -> Result<Words> {
    let file = fs::read(path)?;
    let characters = std::str::from_utf8(component(&file, CHARACTERS)?)?;
    let characters: Vec<&str> =
        characters.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
    let graph = Graph::read(component(&file, WORDS)?)?;
    let mut words = Words::new();
    graph.spell_out(0, &characters, &mut String::new(), &mut words)?;
    Ok(words)
}

/// One component of the file; its header is a count and that many offsets, −1 for none.
fn component(file: &[u8], number: usize) -> Result<&[u8]> {
    let count = i32::from_le_bytes(array(file, 0)?);
    let count = usize::try_from(count)?;
    let offset = |n| -> Result<Option<usize>> {
        Ok(usize::try_from(i64::from_le_bytes(array(file, 4 + 8 * n)?)).ok())
    };
    let start = offset(number)?.context("the language file lacks a component")?;
    let mut end = file.len();
    for later in (number + 1..count).rev() {
        end = offset(later)?.unwrap_or(end);
    }
    file.get(start..end).context("a component outside the file")
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    let slice = bytes.get(at..at + N).context("the file is cut off")?;
    Ok(slice.try_into()?)
}

/// Edges of a node stand next to each other and the last one is marked.
struct Graph {
    edges: Vec<u64>,
    letter_bits: u32,
}

impl Graph {
    fn read(bytes: &[u8]) -> Result<Self> {
        ensure!(i16::from_le_bytes(array(bytes, 0)?) == MAGIC, "not a word graph");
        let characters = u32::try_from(i32::from_le_bytes(array(bytes, 2)?))?;
        let count = usize::try_from(i32::from_le_bytes(array(bytes, 6)?))?;
        let edges = (0..count).map(|n| Ok(u64::from_le_bytes(array(bytes, 10 + 8 * n)?)));
        // As many bits as the largest character number needs.
        let letter_bits = u32::BITS - characters.leading_zeros();
        Ok(Self { edges: edges.collect::<Result<_>>()?, letter_bits })
    }

    fn spell_out(
        &self,
        node: usize,
        characters: &[&str],
        prefix: &mut String,
        words: &mut Words,
    ) -> Result<()> {
        for edge in &self.edges[node..] {
            let letter = usize::try_from(edge & ((1 << self.letter_bits) - 1))?;
            let flags = edge >> self.letter_bits;
            let (last, ends_word) = (flags & 1 == 1, flags & 4 == 4);
            let next = usize::try_from(flags >> 3)?;
            let length = prefix.len();
            prefix.push_str(characters.get(letter).context("a letter outside the table")?);
            if ends_word && is_lower_word(prefix) {
                words.insert(prefix.clone(), 0);
            }
            if next != 0 {
                self.spell_out(next, characters, prefix, words)?;
            }
            prefix.truncate(length);
            if last {
                break;
            }
        }
        Ok(())
    }
}
