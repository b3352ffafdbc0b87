//! Where the literals stand that patterns cannot match without, those of all packs in one automaton over bytes.
//!
//! Two or three bytes tell at most places of a text that none begins there. It knows no pattern: a set has a number. What lies
//! ready is slow; for more than some pages an automaton is made that is quick.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::flat::{State, States};
use super::numbers::Numbers;

/// Sets of literals, numbered in the order in which they came.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Literals {
    n_sets: u32,
    /// The first two bytes of each literal.
    heads: Bits,
    /// Those of the literals that have no third byte.
    short: Bits,
    /// The first three bytes of the others, mixed to sixteen bits.
    thirds: Bits,
    states: States,
    /// The set of each literal that ends in a state.
    sets: Numbers,
    #[serde(skip)]
    quick: OnceLock<Option<Quick>>,
    /// The bytes of text that were gone through.
    #[serde(skip)]
    asked: AtomicUsize,
}

/// A bit for each number of sixteen bits; none at all while none is set.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Bits(Numbers);

impl Bits {
    fn set(&mut self, bit: usize) {
        if self.0.len() == 0 {
            self.0 = Numbers::repeated(0, (1 << 16) / 32);
        }
        self.0.replace(bit / 32, self.0.at(bit / 32) | 1 << (bit % 32));
    }

    fn has(&self, bit: usize) -> bool {
        self.0.get(bit / 32).is_some_and(|bits| bits >> (bit % 32) & 1 == 1)
    }
}

/// The same literals in an automaton that takes longer to make than a short article to check.
#[derive(Debug)]
struct Quick {
    automaton: AhoCorasick,
    /// The set of each literal of the automaton.
    sets: Vec<u32>,
}

/// About how many bytes of text may be gone through before it would have been quicker to make the automaton.
const ENOUGH: usize = 32 << 10;

impl Literals {
    /// Adds a set, none of whose literals is empty, and gives its number.
    pub(super) fn add<'a>(&mut self, literals: impl Iterator<Item = &'a [u8]>) -> u32 {
        let set = self.n_sets;
        self.n_sets += 1;
        for literal in literals {
            let step = |state, &byte: &u8| self.states.step(state, byte.into());
            let state = literal.iter().fold(State::Start, step);
            self.states.end(state);
            self.sets.push(set);
            self.mark(literal);
        }
        set
    }

    fn mark(&mut self, literal: &[u8]) {
        match *literal {
            [first, second, third, ..] => {
                self.heads.set(pair(first, second));
                self.thirds.set(mixed(first, second, third));
            }
            [first, second] => {
                self.heads.set(pair(first, second));
                self.short.set(pair(first, second));
            }
            [first] => (0..=u8::MAX).for_each(|second| {
                self.heads.set(pair(first, second));
                self.short.set(pair(first, second));
            }),
            [] => {}
        }
    }

    /// The number of sets.
    pub(super) fn len(&self) -> usize {
        self.n_sets as usize
    }

    /// Hands over the set of every literal that stands in a text, as often as it does.
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(u32)) {
        if self.sets.len() == 0 {
            return;
        }
        if self.asked.fetch_add(text.len(), Ordering::Relaxed) > ENOUGH
            && let Some(Quick { automaton, sets }) = self.quick.get_or_init(|| self.quick())
        {
            automaton.find_overlapping_iter(text).for_each(|it| take(sets[it.pattern()]));
            return;
        }
        let bytes = text.as_bytes();
        for (start, &first) in bytes.iter().enumerate() {
            // At the end of the text no literal is that long, whatever is read there.
            let second = bytes.get(start + 1).copied().unwrap_or_default();
            let third = bytes.get(start + 2).copied().unwrap_or_default();
            let head = pair(first, second);
            if self.heads.has(head)
                && (self.short.has(head) || self.thirds.has(mixed(first, second, third)))
            {
                self.at(&bytes[start..], &mut take);
            }
        }
    }

    /// The sets of the literals that a text begins with.
    fn at(&self, text: &[u8], take: &mut impl FnMut(u32)) {
        let mut state = State::Start;
        for &byte in text {
            let Some(next) = self.states.next(state, byte.into()) else { break };
            state = next;
            self.states.ended(state).for_each(|number| take(self.sets.at(number as usize)));
        }
    }

    /// `None` where the literals are too many for one automaton.
    fn quick(&self) -> Option<Quick> {
        let (mut literals, mut sets) = (Vec::new(), Vec::new());
        self.states.each_end(|way, number| {
            literals.push(way.iter().map(|&byte| byte as u8).collect::<Vec<u8>>());
            sets.push(self.sets.at(number as usize));
        });
        Some(Quick { automaton: AhoCorasick::new(literals).ok()?, sets })
    }
}

const fn pair(first: u8, second: u8) -> usize {
    (first as usize) << 8 | second as usize
}

const fn mixed(first: u8, second: u8, third: u8) -> usize {
    let three = (pair(first, second) << 8 | third as usize) as u32;
    (three.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_found_wherever_they_stand() {
        let mut literals = Literals::default();
        let none = |literals: &Literals| literals.each("Rp5", |_| panic!("nothing is looked for"));
        none(&literals);
        let mut add = |set: &[&str]| literals.add(set.iter().map(|text| text.as_bytes()));
        assert_eq!((add(&["Rp", "p5"]), add(&["%"]), add(&["Rp"])), (0, 1, 2));
        let found = |text: &str| {
            let mut found = Vec::new();
            literals.each(text, |set| found.push(set));
            found
        };
        assert_eq!(found("Rp5"), [2, 0, 0]);
        assert_eq!(found("50%"), [1]);
        assert_eq!(found("% R p"), [1]);
        assert!(found("R").is_empty());
        // Much text is gone through otherwise, and what is found is the same.
        assert!(found(&"R".repeat(2 * ENOUGH)).is_empty());
        let mut quick = found("Rp5 50%");
        quick.sort_unstable();
        assert_eq!(quick, [0, 0, 1, 2]);
        assert!(literals.quick.get().is_some());
    }
}
