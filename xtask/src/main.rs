//! Tasks of the repository: `cargo xtask test`, `cargo xtask lexicon`, `cargo xtask eval`.
//!
//! Nothing here ships with the tool.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("usage: cargo xtask test | lexicon | eval")
}
