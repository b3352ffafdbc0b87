//! Tasks of the repository: `cargo xtask test`, `cargo xtask lexicon`, `cargo xtask eval`.
//!
//! Nothing here ships with the tool.

mod lexicon;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("lexicon") => lexicon::run(&args[1..]),
        _ => anyhow::bail!("usage: cargo xtask test | lexicon | eval"),
    }
}
