//! What `docs/reports.md` and `docs/pipeline.md` show is what happens: their files are laid out, their commands run by a
//! shell in that folder, their outputs compared. `UPDATE=1` writes the outputs anew. The commands inside the files for
//! pipelines are run too, and the scripts of the action, with a release that was packed here.

#![cfg(all(unix, feature = "cli"))]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder for a test, outside the repository that the tests belong to as far as git is concerned.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipeline").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("the folder can be made");
    dir
}

/// A shell in a folder, with the binary on its path and nothing of the person who runs the test.
fn shell(dir: &Path, script: &str) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_sunting"));
    let path = env::var("PATH").unwrap_or_default();
    let own = binary.parent().expect("a folder").display();
    let mut command = Command::new("bash");
    command.args(["-c", script]).current_dir(dir).env("PATH", format!("{own}:{path}"));
    command.env("HOME", dir).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CEILING_DIRECTORIES", dir.parent().expect("it"));
    command
}

fn output(mut command: Command) -> Output {
    command.output().expect("bash starts")
}

fn words(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("UTF-8")
}

/// A fenced block: its kind, the name of the file that it is, if it is one, and its lines.
struct Block<'a> {
    kind: &'a str,
    name: Option<&'a str>,
    body: &'a str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut parts = text.split("```");
    parts.next();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (info, body) = block.split_once('\n').expect("a block has lines");
        let (kind, name) =
            info.split_once(' ').map_or((info, None), |(kind, name)| (kind, Some(name)));
        blocks.push(Block { kind, name, body });
    }
    blocks
}

fn write(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Runs the commands of a document in order and compares, or writes, what they print.
#[track_caller]
fn holds(name: &str) {
    let path = root().join("docs").join(name);
    let text = fs::read_to_string(&path).expect("the document");
    let dir = folder(name);
    let blocks = blocks(&text);
    for block in &blocks {
        if let Some(name) = block.name {
            write(&dir, name, block.body);
        }
    }
    let mut updated = text.clone();
    let mut status = 0;
    for block in blocks.iter().filter(|block| block.kind == "console") {
        let mut printed = String::new();
        for line in block.body.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let ran = output(shell(&dir, &format!("(exit {status}); {line}")));
            status = ran.status.code().expect("it ended by itself");
            let all = ["$ ", line, "\n", &words(&ran)].concat();
            for line in all.lines() {
                printed.push_str(line.trim_end());
                printed.push('\n');
            }
        }
        if env::var_os("UPDATE").is_some_and(|value| value == "1") {
            updated = updated.replacen(
                &format!("```console\n{}", block.body),
                &format!("```console\n{printed}"),
                1,
            );
        } else {
            assert_eq!(block.body, printed, "{name}");
        }
    }
    if updated != text {
        fs::write(&path, updated).expect("the document can be written");
    }
    // The commands of the files for pipelines are those of this version.
    let files = blocks.iter().filter(|block| matches!(block.kind, "yaml" | "groovy" | "text"));
    let lines = files.flat_map(|block| block.body.lines()).filter_map(|line| {
        let line = line.trim().trim_start_matches("- ").trim_start_matches("run: ");
        let line = line.strip_prefix("sh '").map_or(line, |line| line.trim_end_matches('\''));
        line.starts_with("sunting check").then_some(line)
    });
    for line in lines {
        let line = line.split(" | ").next().expect("a command");
        let mut command = shell(&dir, line);
        command.env("GITHUB_STEP_SUMMARY", dir.join("summary.md"));
        let ran = output(command);
        assert!(matches!(ran.status.code(), Some(0 | 1)), "{line}\n{}", words(&ran));
    }
}

#[test]
fn the_pipeline_is_as_it_is_told() {
    holds("pipeline.md");
}

#[test]
fn the_reports_are_as_they_are_told() {
    holds("reports.md");
}

/// The environment of a step of an action.
fn step(dir: &Path, script: &str) -> Command {
    let mut command = shell(dir, root().join("action").join(script).to_str().expect("UTF-8"));
    for name in ["GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"] {
        command.env(name, dir.join(name));
    }
    command.env("RUNNER_TEMP", dir.join("temp"));
    command
}

#[test]
fn the_action_installs_a_release_and_checks() {
    let dir = folder("action");
    write(&dir, "berita/a.txt", "Warga tinggal dirumah.\n");
    let (os, cpu) = (env::consts::OS, env::consts::ARCH);
    let target = match os {
        "macos" => format!("{cpu}-apple-darwin"),
        _ => format!("{cpu}-unknown-linux-musl"),
    };
    let binary = env!("CARGO_BIN_EXE_sunting");
    let package = root().join("action/package.sh");
    let releases = dir.join("releases");
    fs::create_dir_all(releases.join("v9")).expect("the folder can be made");
    let pack = format!("{} {binary} v9 {target} releases/v9", package.display());
    let packed = output(shell(&dir, &pack));
    assert!(packed.status.success(), "{}", words(&packed));
    let get = |version: &str| {
        let mut command = step(&dir, "get.sh");
        command.env("SUNTING_VERSION", version);
        command.env("SUNTING_RELEASES", format!("file://{}", releases.display()));
        output(command)
    };
    let got = get("v9");
    assert!(got.status.success(), "{}", words(&got));
    let installed = dir.join("temp/sunting-v9");
    for file in [
        "sunting",
        "LICENSE-MIT",
        "man/sunting-check.1",
        "completions/sunting.bash",
        "lexicon/licences/MIT",
    ] {
        assert!(installed.join(file).exists(), "{file}");
    }
    let named = fs::read_to_string(dir.join("GITHUB_PATH")).expect("it is there");
    assert_eq!(named.trim_end(), installed.to_str().expect("UTF-8"));

    let mut command = step(&dir, "check.sh");
    command.env("SUNTING_PATHS", "berita").env("SUNTING_ARGS", "--lang en --fail-on error");
    command.env("SUNTING_SARIF", "a.sarif").env("SUNTING_SUMMARY", "true");
    let checked = output(command);
    assert_eq!(checked.status.code(), Some(1), "{}", words(&checked));
    assert!(words(&checked).starts_with("::error file=berita/a.txt,line=1"), "{}", words(&checked));
    let read = |name: &str| fs::read_to_string(dir.join(name)).expect("it is there");
    assert_eq!(read("GITHUB_OUTPUT"), "status=1\n");
    assert!(read("GITHUB_STEP_SUMMARY").contains("**berita/a.txt**"));
    assert!(read("a.sarif").contains("\"2.1.0\""));

    // What is not what its checksum says is not run.
    write(&dir, &format!("releases/v9/sunting-v9-{target}.tar.gz.sha256"), "00  x\n");
    let got = get("v9");
    assert_eq!(got.status.code(), Some(2), "{}", words(&got));
    assert!(!get("v8").status.success());
}

#[test]
fn the_hooks_run_commands_of_this_version() {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hooks");
    let dir = folder("hooks");
    write(&dir, "a.txt", "Pasar itu ramai.\n");
    let entries: Vec<&str> =
        hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: ")).collect();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let ran = output(shell(&dir, &format!("{entry} a.txt")));
        assert!(ran.status.success(), "{}", words(&ran));
    }
}
