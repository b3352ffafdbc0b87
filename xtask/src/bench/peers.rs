//! The tools that we compare with, as far as they are installed. One that is missing is named, never an error.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use super::run::{Input, Line};

/// A tool, how it is asked whether it is there, and how it checks.
struct Peer {
    name: &'static str,
    probe: &'static [&'static str],
    args: &'static [&'static str],
    input: Input,
    /// Megabytes that it reads in a second of processor time, about: slow tools are given less.
    speed: f64,
    /// Whether it takes a folder.
    folders: bool,
}

const PEERS: &[Peer] = &[
    Peer {
        name: "typos",
        probe: &["typos", "--version"],
        args: &["--isolated", "--format", "brief", "-j1"],
        input: Input::Path,
        speed: 8.0,
        folders: true,
    },
    Peer {
        name: "codespell",
        probe: &["codespell", "--version"],
        args: &[],
        input: Input::Path,
        speed: 6.0,
        folders: true,
    },
    Peer {
        name: "hunspell id_ID",
        probe: &["hunspell", "-d", "id_ID", "-l", "/dev/null"],
        args: &["-d", "id_ID", "-l"],
        input: Input::Path,
        speed: 0.25,
        folders: false,
    },
    Peer {
        name: "aspell en",
        probe: &["aspell", "-d", "en", "dump", "config"],
        args: &["-d", "en", "list"],
        input: Input::Stdin,
        speed: 9.0,
        folders: false,
    },
    Peer {
        name: "cspell id",
        probe: &["cspell", "--version"],
        args: &["lint", "--no-progress", "--no-summary", "--no-exit-code", "-c", CSPELL],
        input: Input::Path,
        speed: 0.15,
        folders: true,
    },
    Peer {
        name: "textlint",
        probe: &["textlint", "--version"],
        args: &["-f", "unix", "--rule", "max-comma"],
        input: Input::Path,
        speed: 0.03,
        folders: true,
    },
];

/// Where the task writes the configuration of cspell, in the folder of the run.
const CSPELL: &str = "cspell.json";

/// A tool that is there.
pub(super) struct Found {
    pub(super) line: Line,
    pub(super) speed: f64,
    pub(super) folders: bool,
}

/// The tools that are installed, and the names of those that are not. `work` is the folder of the run.
pub(super) fn look(work: &Path) -> Result<(Vec<Found>, Vec<&'static str>)> {
    let config = work.join(CSPELL);
    let import = r#"{ "language": "id", "import": ["@cspell/dict-id-id/cspell-ext.json"] }"#;
    super::data::file(&config, import)?;
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for peer in PEERS {
        let [program, probe @ ..] = peer.probe else { continue };
        let mut asked = Command::new(program);
        asked.args(probe).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if !asked.status().is_ok_and(|status| status.success()) {
            missing.push(peer.name);
            continue;
        }
        let arg = |arg: &&str| match *arg {
            CSPELL => config.to_string_lossy().into_owned(),
            arg => arg.to_owned(),
        };
        let line = Line {
            name: peer.name.to_owned(),
            program: (*program).to_owned(),
            args: peer.args.iter().map(arg).collect(),
            input: peer.input,
        };
        found.push(Found { line, speed: peer.speed, folders: peer.folders });
    }
    Ok((found, missing))
}
