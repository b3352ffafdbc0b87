//! `cargo xtask eval`: measures the findings on marked articles.

use std::process::ExitCode;

use anyhow::{Result, bail};

pub(crate) fn run(_args: &[String]) -> Result<ExitCode> {
    bail!("not built yet")
}
