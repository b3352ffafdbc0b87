//! The server's clients: a browser, an office, a library of Python, and many at once.
//!
//! Each is a script in `tests/clients/serve/`, which starts the server that it tries.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::{Tried, is_there, python, runs};
use crate::root;

/// The page in Chromium, which comes from the system: a browser is more than a package of Python.
pub(crate) fn chromium(binary: &Path) -> Result<Tried> {
    if !is_there("chromium") && !is_there("google-chrome") {
        return Ok(Tried::Skipped("SKIPPED, needs Chromium (Debian: chromium)"));
    }
    script(binary, "page.py")
}

pub(crate) fn libreoffice(binary: &Path) -> Result<Tried> {
    if !Path::new("/usr/bin/soffice").exists() {
        let why = "SKIPPED, needs LibreOffice (Debian: libreoffice-writer, python3-uno)";
        return Ok(Tried::Skipped(why));
    }
    script(binary, "libreoffice.py")
}

pub(crate) fn language_tool_python(binary: &Path) -> Result<Tried> {
    script(binary, "languagetool.py")
}

pub(crate) fn load(binary: &Path) -> Result<Tried> {
    script(binary, "load.py")
}

fn script(binary: &Path, name: &str) -> Result<Tried> {
    let folder = root().join("tests/clients/serve");
    let Some(bin) = python("serve", &folder.join("requirements.txt"))? else {
        return Ok(Tried::Skipped(
            "SKIPPED, needs Python 3 with venv, and its packages from a registry",
        ));
    };
    let mut command = Command::new(bin.join("python"));
    command.arg(folder.join(name)).env("SUNTING", binary).current_dir(root());
    runs(&mut command)
}
