//! `sunting names` and a desk's own list of names, as a desk runs them over its articles.
//!
//! Which words are names is tested where names are read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// A folder of its own for each test.
fn desk(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("names").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("the folder can be made");
    for (file, text) in files {
        fs::write(dir.join(file), text).expect("the file can be written");
    }
    dir
}

fn run(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunting"));
    command.args(args).current_dir(dir).env("LC_ALL", "C.UTF-8").output().expect("it runs")
}

const ONE: &str = "Menteri Darmo Wirasutra tiba di Palangka. Kata Wirasutra, panen naik.";
const OTHER: &str = "Menteri Darmo Wirasutra pulang. Anak Darmo Wirasutrra menjemput.";

#[test]
fn names_of_a_folder_are_counted_with_their_variants() {
    let dir = desk("counted", &[("a.txt", ONE), ("b.txt", OTHER)]);
    let out = run(&dir, &["names", "--no-config", "--format", "json", "--variants", "."]);
    assert_eq!(out.status.code(), Some(0));
    let rows: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let expected = json!([{
        "name": "Darmo Wirasutra", "kind": "person", "count": 3, "articles": 2,
        "variants": [{"name": "Darmo Wirasutrra", "count": 1}],
    }]);
    assert_eq!(rows, expected);
}

#[test]
fn a_list_of_names_binds_all_articles() {
    let config = "names = [\"names.txt\"]\nselect = [\"names/*\"]\n";
    let names = "# our people\nDarmo Wirasutro\n";
    let dir = desk("bound", &[("sunting.toml", config), ("names.txt", names), ("a.txt", ONE)]);
    let out = run(&dir, &["check", "--format", "jsonl", "--lang", "en", "a.txt"]);
    assert_eq!(out.status.code(), Some(1));
    let lines = String::from_utf8(out.stdout).expect("UTF-8");
    let first: Value =
        serde_json::from_str(lines.lines().next().expect("a finding")).expect("JSON");
    assert_eq!((&first["rule"], &first["text"]), (&json!("names/house-list"), &json!("Wirasutra")));
    assert_eq!(first["fixes"][0]["edits"][0]["text"], "Wirasutro");
}

#[test]
fn a_list_that_is_not_there_is_trouble() {
    let dir = desk("missing", &[("sunting.toml", "names = [\"no.txt\"]\n"), ("a.txt", ONE)]);
    let out = run(&dir, &["check", "a.txt"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no.txt"));
}
