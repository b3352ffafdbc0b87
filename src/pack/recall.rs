//! What the spellings of the articles so far are to the rules, beside the memory of the spellings themselves: each is held
//! against all terms, sequences and rules once, not once an article.
//!
//! It belongs to one engine, and to one article at a time. No finding depends on what it holds.

use super::sequences;
use super::trie;
use crate::facts::memory::Memory;
use crate::lexicon::Lexicon;
use crate::rule::{Rule, Spelt, Wanted};

/// What the spellings of a [memory](Memory) are to the rules, by number.
#[derive(Debug, Default)]
pub(crate) struct Recall {
    pub(super) terms: Vec<trie::Reading>,
    pub(super) sequences: Vec<sequences::Reading>,
    /// Which rules want each spelling, in words of 64 rules.
    wanted: Vec<u64>,
    asked: usize,
}

/// What the rules want of one article: places of rules and numbers of spellings, in order.
#[derive(Debug)]
pub(crate) struct Wishes(Vec<(u32, u32)>);

impl Recall {
    /// Has `count` rules asked of the spellings that are new. `ask` is given the place of each rule among them, and asks
    /// it of all those spellings.
    pub(crate) fn ask(
        &mut self,
        memory: &Memory,
        lexicon: &Lexicon,
        count: usize,
        mut ask: impl FnMut(usize, &mut dyn FnMut(&dyn Rule)),
    ) {
        let groups = count.div_ceil(64);
        let first = std::mem::replace(&mut self.asked, memory.len());
        let new: Vec<Spelt<'_>> =
            (first..memory.len()).map(|number| spelt(memory, lexicon, number as u32)).collect();
        self.wanted.resize(memory.len() * groups, 0);
        let rows = &mut self.wanted[first * groups..];
        for rule in 0..count {
            let (group, bit) = (rule / 64, 1 << (rule % 64));
            ask(rule, &mut |rule| {
                for (at, spelt) in new.iter().enumerate() {
                    if rule.wants(spelt) {
                        rows[at * groups + group] |= bit;
                    }
                }
            });
        }
    }

    /// What `count` rules want of an article with these spellings, given by their numbers in the memory.
    pub(crate) fn wishes(&self, known: impl Iterator<Item = u32>, count: usize) -> Wishes {
        let groups = count.div_ceil(64);
        let mut wishes = Vec::new();
        for (number, known) in (0..).zip(known) {
            let at = known as usize * groups;
            for (group, &row) in (0..).zip(&self.wanted[at..at + groups]) {
                let mut bits = row;
                while bits != 0 {
                    wishes.push((64 * group + bits.trailing_zeros(), number));
                    bits &= bits - 1;
                }
            }
        }
        wishes.sort_unstable();
        Wishes(wishes)
    }
}

impl Wishes {
    /// What the rule at a place wants.
    pub(crate) fn of(&self, rule: usize) -> Wanted<'_> {
        let rule = rule as u32;
        let from = self.0.partition_point(|&(other, _)| other < rule);
        let count = self.0[from..].partition_point(|&(other, _)| other == rule);
        Wanted(&self.0[from..from + count])
    }
}

fn spelt<'a>(memory: &'a Memory, lexicon: &'a Lexicon, number: u32) -> Spelt<'a> {
    let (kind, shape) = memory.form(number);
    Spelt {
        text: memory.text(number),
        folded: memory.folded_text(number),
        kind,
        shape,
        entry: memory.entry(number),
        lexicon,
    }
}
