//! Tasks of the repository: `cargo xtask test`, `catalogue`, `clients`, `eval`, `bench`, `lexicon` and `oxt`.
//!
//! Nothing here ships with the tool.

mod bench;
mod catalogue;
mod clients;
mod eval;
mod lexicon;
mod licences;
mod oxt;
mod random;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask test | catalogue | clients | eval | bench | lexicon | oxt

test      everything that must hold: format, lints, tests, the lean library, licences
catalogue writes down the rules of `rules/` in the form that the tool holds them in
clients   the fronts tried with the programs that people use
eval      measures the findings on marked articles and on slips put into others
bench     measures speed and memory against other tools, and how the cost grows
lexicon   builds the word lists from pinned packages
oxt       packs the extension for LibreOffice";

fn main() -> anyhow::Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("catalogue") => catalogue::run().map(|()| ExitCode::SUCCESS),
        Some("clients") => clients::run(&args[1..]),
        Some("eval") => eval::run(&args[1..]),
        Some("bench") => bench::run(&args[1..]).map(|()| ExitCode::SUCCESS),
        Some("lexicon") => lexicon::run(&args[1..]).map(|()| ExitCode::SUCCESS),
        Some("oxt") => oxt::run(),
        Some("test") => test::run(&args[1..]),
        _ => anyhow::bail!(USAGE),
    }
}

/// The folder of the repository.
fn root() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}
