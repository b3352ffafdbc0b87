//! Letters that are not what they look like, and letters that were read in the wrong encoding.

pub(super) mod homoglyph;
pub(super) mod mojibake;
