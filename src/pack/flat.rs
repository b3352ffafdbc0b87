//! Tables that are used as they lie in a file: texts by number, and the states of an automaton. A start pays nothing for what
//! they hold.
//!
//! The hash is the same on every machine, for it is written down with them. Only packs put anything in: what an article asks
//! for cannot make them slow.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;

/// In place of a number: nothing there.
const NONE: u32 = u32::MAX;

/// Odd, and without a pattern: the digits of the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

const fn mixed(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(MIX);
    product ^ product >> 32
}

/// Where the things of a table stand by their hashes; what they are, the table knows. They are numbered from 0.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Slots {
    /// A number and above it some bits of the hash, which tell most strangers apart. Their count is a power of two.
    slots: Numbers,
}

/// The bits of a slot that are the number: more things than that no pack has.
const NUMBER: u32 = (1 << 24) - 1;

impl Slots {
    fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            match self.slots.at(at) {
                NONE => return None,
                slot if slot & !NUMBER == tag(hash) && is(slot & NUMBER) => {
                    return Some(slot & NUMBER);
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Adds the next thing, of which there are `number` already.
    fn insert(&mut self, number: u32, hash: impl Fn(u32) -> u64) {
        if 3 * self.slots.len() <= 4 * (number as usize + 1) {
            self.slots = Numbers::repeated(NONE, 2 * self.slots.len().max(4));
            (0..number).for_each(|number| self.place(number, hash(number)));
        }
        self.place(number, hash(number));
    }

    fn place(&mut self, number: u32, hash: u64) {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots.at(at) != NONE {
            at = (at + 1) & mask;
        }
        self.slots.replace(at, tag(hash) | number);
    }
}

const fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & !NUMBER
}

/// Texts one behind the other in one buffer, by number.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Row {
    #[serde(borrow)]
    text: Cow<'static, [u8]>,
    /// Where each text ends, in bytes; it starts where the one before it ends.
    ends: Numbers,
}

impl Row {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.to_mut().extend_from_slice(text.as_bytes());
        self.ends.push(self.text.len() as u32);
    }

    fn bytes(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends.at(before) as usize);
        &self.text[start..self.ends.at(number) as usize]
    }

    pub(super) fn get(&self, number: usize) -> &str {
        // Only whole texts were put in.
        std::str::from_utf8(self.bytes(number)).unwrap_or_default()
    }
}

/// Distinct texts, numbered from 0 in the order in which they came.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Texts {
    row: Row,
    slots: Slots,
}

impl Texts {
    /// The number of a text, a new one if it is new.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        self.find(text).unwrap_or_else(|| {
            let Self { row, slots } = self;
            let number = row.len() as u32;
            row.push(text);
            slots.insert(number, |number| hash(row.bytes(number as usize)));
            number
        })
    }

    /// The number of a text that is there.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let bytes = text.as_bytes();
        self.slots.find(hash(bytes), |number| self.row.bytes(number as usize) == bytes)
    }
}

fn hash(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let hash =
        words.iter().fold(text.len() as u64, |hash, word| mixed(hash, u64::from_le_bytes(*word)));
    mixed(hash, u64::from_le_bytes(last))
}

/// Where a walk through an automaton has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nowhere yet.
    Start,
    /// Behind a first step, by what it was made.
    First(u32),
    /// Further on, by the number of the last step.
    Later(u32),
}

/// The states of an automaton: which follows which, and what ends in each.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct States {
    /// What ends behind each first step: a number, [`NONE`], or [`CLOSED`].
    firsts: Numbers,
    /// The steps after the first: from where, by what, and what ends there.
    from: Numbers,
    by: Numbers,
    last: Numbers,
    slots: Slots,
    /// Of each thing that ends somewhere, the one that ended there before it.
    before: Numbers,
}

/// In place of what ends behind a first step: there is no such step.
const CLOSED: u32 = NONE - 1;

impl States {
    /// The state behind another one, made when it is new.
    pub(super) fn step(&mut self, state: State, by: u32) -> State {
        if let Some(next) = self.next(state, by) {
            return next;
        }
        let Some(code) = code(state) else {
            while self.firsts.len() <= by as usize {
                self.firsts.push(CLOSED);
            }
            self.firsts.replace(by as usize, NONE);
            return State::First(by);
        };
        let Self { from, by: bys, last, slots, .. } = self;
        let number = from.len() as u32;
        from.push(code);
        bys.push(by);
        last.push(NONE);
        slots.insert(number, |number| step_hash(from.at(number as usize), bys.at(number as usize)));
        State::Later(number)
    }

    /// The state behind another one that is there.
    pub(super) fn next(&self, state: State, by: u32) -> Option<State> {
        let Some(code) = code(state) else {
            let is_there = self.firsts.get(by as usize).is_some_and(|last| last != CLOSED);
            return is_there.then_some(State::First(by));
        };
        let is = |at: u32| self.from.at(at as usize) == code && self.by.at(at as usize) == by;
        self.slots.find(step_hash(code, by), is).map(State::Later)
    }

    /// Ends the next thing in a state; one that ends where every walk begins is never met.
    pub(super) fn end(&mut self, state: State) {
        let number = self.before.len() as u32;
        let before = match state {
            State::Start => NONE,
            State::First(by) => self.firsts.replace(by as usize, number),
            State::Later(at) => self.last.replace(at as usize, number),
        };
        self.before.push(before);
    }

    /// Hands over everything that ends somewhere, by the steps of the way there, and its number.
    pub(super) fn each_end(&self, mut take: impl FnMut(&[u32], u32)) {
        let firsts = (0..self.firsts.len() as u32).map(State::First);
        let mut way = Vec::new();
        for state in firsts.chain((0..self.from.len() as u32).map(State::Later)) {
            way.clear();
            let mut at = code(state);
            while let Some(code) = at {
                let (by, before) = match code & 1 {
                    0 => (code >> 1, None),
                    _ => (self.by.at(code as usize >> 1), Some(self.from.at(code as usize >> 1))),
                };
                way.push(by);
                at = before;
            }
            way.reverse();
            self.ended(state).for_each(|number| take(&way, number));
        }
    }

    /// What ends in a state, by number in the order in which it came, the last one first.
    pub(super) fn ended(&self, state: State) -> impl Iterator<Item = u32> {
        let last = match state {
            State::Start => NONE,
            State::First(by) => self.firsts.at(by as usize),
            State::Later(at) => self.last.at(at as usize),
        };
        let there = |number: u32| (number < CLOSED).then_some(number);
        std::iter::successors(there(last), move |&number| there(self.before.at(number as usize)))
    }
}

/// A state as a number; none where every walk begins.
const fn code(state: State) -> Option<u32> {
    match state {
        State::Start => None,
        State::First(by) => Some(by << 1),
        State::Later(at) => Some(at << 1 | 1),
    }
}

const fn step_hash(code: u32, by: u32) -> u64 {
    mixed(by as u64, (code as u64) << 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number() {
        let mut texts = Texts::default();
        assert_eq!(texts.find("pasar"), None);
        let numbers = ["pasar", "", "pagi", "pasar"].map(|text| texts.intern(text));
        assert_eq!(numbers, [0, 1, 2, 0]);
        for number in 0..1000 {
            texts.intern(&format!("kata yang ke-{number}"));
        }
        let bytes = postcard::to_allocvec(&texts).expect("texts can be written");
        let texts: Texts = postcard::from_bytes(bytes.leak()).expect("and read again");
        assert_eq!((texts.find("pagi"), texts.find("sore")), (Some(2), None));
        assert_eq!(texts.find("kata yang ke-999"), Some(1002));
        assert_eq!(texts.row.get(1), "");
    }

    #[test]
    fn states_follow_one_another_and_end_several_things() {
        let mut states = States::default();
        let one = states.step(State::Start, 7);
        let two = states.step(one, 7);
        assert_eq!((states.next(State::Start, 7), states.next(one, 7)), (Some(one), Some(two)));
        assert_eq!((states.next(two, 7), states.next(State::Start, 6)), (None, None));
        for state in [State::Start, two, one, two] {
            states.end(state);
        }
        assert_eq!(states.ended(two).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(states.ended(one).collect::<Vec<_>>(), [2]);
        assert_eq!(states.ended(State::Start).count(), 0);
        let mut ends = Vec::new();
        states.each_end(|way, number| ends.push((way.to_vec(), number)));
        assert_eq!(ends, [(vec![7], 2), (vec![7, 7], 3), (vec![7, 7], 1)]);
    }
}
