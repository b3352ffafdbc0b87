//! All fronts with real articles, which are not in the project: those that `SUNTING_ARTICLES` names.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{Tried, runs};
use crate::root;

/// Articles at hand, file by file, told by every front as by the command line.
pub(crate) fn articles(_: &Path) -> Result<Tried> {
    if std::env::var_os("SUNTING_ARTICLES").is_none() {
        let why = "SKIPPED, SUNTING_ARTICLES names no articles (JSON Lines with `text` and `date`)";
        return Ok(Tried::Skipped(why));
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut test = Command::new(cargo);
    test.args(["test", "--test", "fronts", "--", "--ignored", "--nocapture"]);
    runs(test.current_dir(root()))
}
