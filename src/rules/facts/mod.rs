//! Statements of an article against the record: who held which office, and what an institution is called, on the day of
//! publication.
//!
//! The record stands in `rules/offices.toml` and `rules/institutions.toml`; nothing here knows anybody.

pub(super) mod institution;
pub(super) mod office_holder;
mod offices;
mod passages;
