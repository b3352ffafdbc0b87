//! *sunting* is a copy desk for Indonesian news: it reads articles, finds what a careful copy editor would find,
//! points at the exact characters, says why, and offers the correction.
//!
//! ```text
//! bytes ─ input ─► Document ─ facts ─► Facts ─ rules ─► Diagnostic… ─► report | fix
//! ```
//!
//! ```
//! use sunting::{document::Document, engine::{Engine, Settings}, lexicon::Lexicon, pack::Catalogue};
//!
//! let engine = Engine::new(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())?;
//! let article = Document::plain("Wali kota itu bertemua dengan pedagang pasar.");
//! for finding in engine.check(&article).diagnostics {
//!     println!("{}: {}", finding.rule, finding.message);
//! }
//! # Ok::<(), sunting::pack::PackError>(())
//! ```
//!
//! The core reads no file, no clock and no network, and knows no global: the same text gives the same findings.

pub mod baseline;
pub mod calendar;
pub mod case;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod everywhere;
pub mod examples;
pub mod facts;
pub mod fingerprint;
pub mod fix;
pub mod input;
pub mod lexicon;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod pack;
pub mod page;
pub mod reach;
pub mod report;
pub mod rule;
pub mod rules;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod span;
pub mod suppress;
pub mod vocabulary;
