//! The article as a whole: sentences that stand twice, sentences that stop half-way, what the page left behind.

pub(super) mod left_over;
pub(super) mod repeated_sentence;
pub(super) mod unfinished_sentence;
