//! *sunting* is a copy desk for Indonesian news: it reads articles, finds what a careful copy editor would find,
//! points at the exact characters, says why, and offers the correction.

pub mod lexicon;
