//! Corrections: the known words within one or two edits of a misspelling, weighed by how easily
//! the edit happens and how common the word is.

use fst::{IntoStreamer, Streamer};
use levenshtein_automata::LevenshteinAutomatonBuilder;

use super::{Entry, Lexicon};

/// One word that a misspelling may have meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The correction, in lower case.
    pub word: String,
    /// Weighted edit cost: 0 is the same word, 1 one ordinary edit, less an easily made slip.
    pub cost: f32,
    /// What the lexicon knows about the correction.
    pub entry: Entry,
}

pub(super) fn of_word(lexicon: &Lexicon, word: &str, max: usize) -> Vec<Candidate> {
    let mut found = Vec::new();
    let automaton = LevenshteinAutomatonBuilder::new(1, true).build_dfa(word);
    for list in [&lexicon.lists.standard, &lexicon.lists.supplement] {
        let mut stream = list.search(&automaton).into_stream();
        while let Some((key, _)) = stream.next() {
            if let Ok(key) = std::str::from_utf8(key) {
                found.push(key.to_owned());
            }
        }
    }
    for accepted in &lexicon.accepted {
        if strsim::osa_distance(accepted, word) == 1 {
            found.push(accepted.to_string());
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut found: Vec<Candidate> = found
        .into_iter()
        .map(|word| Candidate { cost: 1.0, entry: lexicon.listed(&word), word })
        .filter(|candidate| candidate.entry.is_known())
        .collect();
    found.sort_by(|a, b| {
        a.cost.total_cmp(&b.cost).then_with(|| b.entry.zipf10().cmp(&a.entry.zipf10()))
    });
    found.truncate(max);
    found
}
