//! `cargo xtask clients`: the fronts tried with the programs that people use, which are installed for it.
//!
//! What is installed goes below `target/clients`, nothing into the system. A client that cannot be had here is named as
//! skipped; one that is there and fails is a failure.

mod articles;
mod lsp;
mod serve;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::root;

/// How trying a client ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    Held,
    Failed,
    /// It cannot be had here, and why.
    Skipped(&'static str),
}

/// A client and the way to try it with a binary.
type Client = (&'static str, fn(&Path) -> Result<Tried>);

/// All clients.
const CLIENTS: &[Client] = &[
    ("pytest-lsp", lsp::pytest),
    ("neovim", lsp::neovim),
    ("emacs", lsp::emacs),
    ("vscode", lsp::vscode),
    ("chromium", serve::chromium),
    ("libreoffice", serve::libreoffice),
    ("language-tool-python", serve::language_tool_python),
    ("load", serve::load),
    ("articles", articles::articles),
];

#[expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]
pub(crate) fn run(args: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = args.iter().find(|arg| CLIENTS.iter().all(|(name, _)| name != arg)) {
        let names: Vec<&str> = CLIENTS.iter().map(|(name, _)| *name).collect();
        bail!("no client `{unknown}`; there are {}", names.join(", "));
    }
    let binary = binary()?;
    let mut code = ExitCode::SUCCESS;
    let mut told = Vec::new();
    for (name, try_with) in CLIENTS {
        if args.is_empty() || args.iter().any(|arg| arg == name) {
            println!("\n== {name}");
            let tried = try_with(&binary).with_context(|| (*name).to_owned())?;
            let word = match tried {
                Tried::Held => "ok",
                Tried::Failed => "FAILED",
                Tried::Skipped(why) => why,
            };
            if tried == Tried::Failed {
                code = ExitCode::FAILURE;
            }
            told.push(format!("{name}: {word}"));
        }
    }
    println!("\n{}", told.join("\n"));
    Ok(code)
}

/// The release build; `SUNTING` names another binary.
fn binary() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("SUNTING") {
        return Ok(path.into());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo).args(["build", "--release"]).current_dir(root()).status();
    if !built.context("cargo does not start")?.success() {
        bail!("the release build failed");
    }
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    Ok(target.join("release").join("sunting"))
}

/// The folder that things for a client are installed in.
pub(crate) fn place(name: &str) -> Result<PathBuf> {
    let place = root().join("target/clients").join(name);
    std::fs::create_dir_all(&place).with_context(|| place.display().to_string())?;
    Ok(place)
}

/// Runs a command and says whether it succeeded.
pub(crate) fn runs(command: &mut Command) -> Result<Tried> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} does not start"))?;
    Ok(if status.success() { Tried::Held } else { Tried::Failed })
}

/// Whether a program is there.
pub(crate) fn is_there(program: &str) -> bool {
    let mut probe = Command::new(program);
    probe.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok_and(|status| status.success())
}

/// The `bin` folder of a Python environment of its own with the packages that a list names, each with its version.
/// `None` where there is no Python or the packages cannot be had.
pub(crate) fn python(name: &str, requirements: &Path) -> Result<Option<PathBuf>> {
    if !is_there("python3") {
        return Ok(None);
    }
    let place = place(name)?;
    let bin = place.join("bin");
    if !bin.join("python").is_file() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&place).status();
        if !made.is_ok_and(|status| status.success()) {
            return Ok(None);
        }
    }
    let mut pip = Command::new(bin.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]);
    let installed = pip.arg(requirements).status().context("pip does not start")?;
    Ok(installed.success().then_some(bin))
}
