//! A desk of its own for each test of the binary: a folder, a configuration, and what a run came to.

#![allow(dead_code, reason = "each of the tests that share it uses a part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// One warning, with a suggested correction.
pub(crate) const FAULT: &[u8] = b"Bantuan diterima penduduk kampung.\n";

/// A folder of rules that no built-in rule has a say beside.
pub(crate) const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cli/house");

/// A folder of its own for each test, with a configuration that knows the house rules only.
pub(crate) struct Desk {
    pub(crate) dir: PathBuf,
}

impl Desk {
    pub(crate) fn new(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("the folder can be made");
        let desk = Self { dir };
        desk.config("");
        desk
    }

    pub(crate) fn config(&self, more: &str) {
        let text = format!("packs = ['{HOUSE}']\nselect = ['house/*']\n{more}");
        self.write("sunting.toml", text.as_bytes());
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.dir.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.dir.join(name)).expect("the file can be read")
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunting"));
        command.args(args).current_dir(&self.dir);
        command.env_remove("NO_COLOR").env_remove("LC_MESSAGES").env("LC_ALL", "C.UTF-8");
        command.env("XDG_CACHE_HOME", self.dir.join(".cache"));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::new(&self.command(args).stdin(Stdio::null()).output().expect("it runs"))
    }

    pub(crate) fn run_with(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // What refuses its arguments does not read on.
        let _ = pipe.write_all(stdin);
        drop(pipe);
        Ran::new(&child.wait_with_output().expect("it ends"))
    }
}

/// What a run came to.
#[derive(Debug, PartialEq)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self {
            status: output.status.code().expect("it ended by itself"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}
