//! Numbers against the notation, against arithmetic and against the number written beside them.
//!
//! Where arithmetic is not certain, nothing is said.

pub(super) mod change;
pub(super) mod decimal_point;
pub(super) mod list_count;
pub(super) mod parts;
pub(super) mod points;
pub(super) mod range_backwards;
pub(super) mod remainder;
pub(super) mod scale_doubled;
pub(super) mod scale_jump;
pub(super) mod shares;
pub(super) mod words_and_digits;
