//! Statements of an article against the record: who held which office on the day of publication.
//!
//! The record stands in `rules/offices.toml`; nothing here knows anybody.

pub(super) mod office_holder;
mod offices;
