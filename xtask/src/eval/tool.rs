//! The tool under measurement: the release build, run as an editor's pipeline runs it.
//!
//! Nothing of its insides is used, only the machine report.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::finding::{self, Finding};
use super::gold::Article;
use crate::root;

pub(super) struct Tool {
    binary: PathBuf,
    /// Where records to read are written.
    folder: PathBuf,
}

impl Tool {
    pub(super) fn build() -> Result<Self> {
        let status = Command::new("cargo")
            .args(["build", "--release", "--quiet"])
            .current_dir(root())
            .status()?;
        if !status.success() {
            bail!("the release build failed");
        }
        let folder = folder();
        fs::create_dir_all(&folder)?;
        Ok(Self { binary: target().join("release/sunting"), folder })
    }

    /// Runs the binary over the articles as records and keeps what it finds in their text.
    pub(super) fn check(&self, articles: &[Article]) -> Result<Vec<Finding>> {
        let lines: Vec<String> =
            articles.iter().map(|article| article.record().to_string()).collect();
        fs::write(self.folder.join("records.jsonl"), lines.join("\n") + "\n")?;
        let out = Command::new(&self.binary)
            .args(["check", "--format", "jsonl", "records.jsonl"])
            .current_dir(&self.folder)
            .output()
            .with_context(|| self.binary.display().to_string())?;
        if !matches!(out.status.code(), Some(0 | 1)) {
            bail!("the check ended in trouble: {}", String::from_utf8_lossy(&out.stderr));
        }
        let text = String::from_utf8(out.stdout).context("the findings are not UTF-8")?;
        let texts = finding::texts(articles);
        let read = text.lines().map(|line| Finding::read(line, &texts));
        read.filter_map(Result::transpose).collect()
    }
}

/// Where measurements are kept.
pub(super) fn folder() -> PathBuf {
    target().join("eval")
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
