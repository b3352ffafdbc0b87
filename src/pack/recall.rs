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

/// What the rules want of one article.
#[derive(Debug)]
pub(crate) struct Wishes {
    spellings: Vec<u64>,
    any: Vec<u64>,
}

impl Recall {
    /// Has `count` rules asked of the spellings that are new. `ask` is given the place of each rule among them, and asks
    /// it of all those spellings.
    pub(crate) fn ask(
        &mut self,
        memory: &Memory,
        count: usize,
        mut ask: impl FnMut(usize, &mut dyn FnMut(&dyn Rule, &Lexicon)),
    ) {
        let groups = count.div_ceil(64);
        let new = self.asked..memory.len();
        self.wanted.resize(new.end * groups, 0);
        self.asked = new.end;
        if new.is_empty() {
            return;
        }
        for rule in 0..count {
            let (group, bit) = (rule / 64, 1 << (rule % 64));
            ask(rule, &mut |rule, lexicon| {
                for number in new.clone() {
                    if rule.wants(&spelt(memory, lexicon, number as u32)) {
                        self.wanted[number * groups + group] |= bit;
                    }
                }
            });
        }
    }

    /// What `count` rules want of an article with these spellings, given by their numbers in the memory.
    pub(crate) fn wishes(&self, known: impl Iterator<Item = u32>, count: usize) -> Wishes {
        let groups = count.div_ceil(64);
        let mut wishes = Wishes { spellings: Vec::new(), any: vec![0; groups] };
        for number in known {
            let at = number as usize * groups;
            for (any, bits) in wishes.any.iter_mut().zip(&self.wanted[at..at + groups]) {
                *any |= bits;
                wishes.spellings.push(*bits);
            }
        }
        wishes
    }
}

impl Wishes {
    /// What the rule at a place wants.
    pub(crate) fn of(&self, rule: usize) -> Wanted<'_> {
        let (group, bit) = (rule / 64, 1 << (rule % 64));
        Wanted { spellings: &self.spellings, groups: self.any.len(), group, mask: self.any[group] & bit }
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
