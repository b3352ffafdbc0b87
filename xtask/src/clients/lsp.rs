//! The language server with its clients: pytest-lsp, Neovim, Emacs, and the library and extension of Visual Studio Code.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use super::{Tried, is_there, python, runs};
use crate::root;

const NO_PYTHON: &str = "SKIPPED, needs Python 3 with venv, and its packages from a registry";

/// The scripts and what they need.
fn scripts() -> PathBuf {
    root().join("tests/clients/lsp")
}

fn environment() -> Result<Option<PathBuf>> {
    python("lsp", &scripts().join("requirements.txt"))
}

/// The corners of the protocol, by a client that holds every message against the specification.
pub(crate) fn pytest(binary: &Path) -> Result<Tried> {
    let Some(bin) = environment()? else { return Ok(Tried::Skipped(NO_PYTHON)) };
    let mut pytest = Command::new(bin.join("python"));
    pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "--asyncio-mode=auto"]);
    pytest.arg(scripts().join("test_protocol.py"));
    runs(pytest.current_dir(root()).env("SUNTING", binary))
}

/// An editor without a window: a file is opened, judged and corrected.
pub(crate) fn neovim(binary: &Path) -> Result<Tried> {
    let Some(bin) = environment()? else { return Ok(Tried::Skipped(NO_PYTHON)) };
    let mut nvim = Command::new(bin.join("nvim"));
    nvim.args(["--headless", "--clean", "-l"]).arg(scripts().join("neovim.lua"));
    runs(nvim.current_dir(root()).env("SUNTING", binary))
}

/// Emacs without a window, with the client that it has from version 29 and that is a package before.
pub(crate) fn emacs(binary: &Path) -> Result<Tried> {
    let emacs = || {
        let mut emacs = Command::new("emacs");
        emacs.args(["--batch", "--funcall", "package-initialize"]);
        emacs.stdin(Stdio::null()).current_dir(root());
        emacs
    };
    let mut probe = emacs();
    probe.args(["--eval", "(require 'eglot)"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !probe.status().is_ok_and(|status| status.success()) {
        return Ok(Tried::Skipped(
            "SKIPPED, needs Emacs with Eglot (Debian: emacs-nox, elpa-eglot)",
        ));
    }
    runs(emacs().arg("--load").arg(scripts().join("emacs.el")).env("SUNTING", binary))
}

/// The extension: types, bundle, tests, package. The editor itself needs a display and is not started.
pub(crate) fn vscode(binary: &Path) -> Result<Tried> {
    if !is_there("npm") {
        return Ok(Tried::Skipped("SKIPPED, needs Node.js with npm"));
    }
    let folder = root().join("editors/vscode");
    for args in [&["ci", "--no-audit", "--no-fund"][..], &["test"], &["run", "pack"]] {
        let tried =
            runs(Command::new("npm").args(args).current_dir(&folder).env("SUNTING", binary))?;
        if tried != Tried::Held {
            return Ok(tried);
        }
    }
    Ok(Tried::Held)
}
