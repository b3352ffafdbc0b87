//! Runs that follow one another: findings that are kept, and checks that wait for changes.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "support/desk.rs"]
mod desk;

use self::desk::{Desk, FAULT, HOUSE};

fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("repeating-{name}"));
    desk.write("a.txt", FAULT);
    desk.write("b.txt", b"Demikian warta sunter kemarin.\n");
    desk.write("c.jsonl", b"{\"title\":\"Kabar\",\"text\":\"Kata penduduk kampung.\"}\n");
    desk
}

fn entries(desk: &Desk) -> Vec<PathBuf> {
    let folders = fs::read_dir(desk.dir.join(".cache/sunting")).into_iter().flatten().flatten();
    let files = folders.flat_map(|folder| fs::read_dir(folder.path()).expect("a folder").flatten());
    files.map(|file| file.path()).collect()
}

#[test]
fn what_is_kept_changes_no_byte_of_the_report() {
    let desk = desk("same");
    for format in ["human", "short", "json", "jsonl", "github"] {
        let run = |more: &[&str]| desk.run(&[&["check", "--format", format], more].concat());
        let without = run(&["--no-cache"]);
        assert_eq!(run(&[]), without, "{format}");
        assert_eq!(run(&[]), without, "{format}");
    }
    assert_eq!(entries(&desk).len(), 3, "one for each article, whatever the report");
    let elsewhere = Desk::new("repeating-nothing");
    elsewhere.write("a.txt", FAULT);
    elsewhere.run(&["check", "--no-cache"]);
    assert_eq!(entries(&elsewhere).len(), 0);
}

#[test]
fn all_that_findings_depend_on_is_asked_for() {
    let desk = desk("keys");
    let run = |args: &[&str]| {
        let of = |more: &[&str]| desk.run(&[&["check", "--format", "jsonl"], args, more].concat());
        let kept = of(&[]);
        assert_eq!(kept, of(&["--no-cache"]), "{args:?}");
        kept.out
    };
    let first = run(&[]);
    assert_ne!(run(&["--lang", "id"]), first);
    assert_ne!(run(&["--ignore", "house/say-warga"]), first);
    desk.config("[rules]\n'house/say-warga' = 'info'\n");
    assert_ne!(run(&[]), first);
    let rules = fs::read_to_string(Path::new(HOUSE).join("house.toml")).expect("the house rules");
    desk.write("meja/house.toml", rules.replace("warga kampung", "orang kampung").as_bytes());
    desk.write("meja/names.tsv", b"warta sunter\tWarta Sunter\n");
    desk.write("sunting.toml", b"packs = ['meja']\nselect = ['house/*']\n");
    assert_ne!(run(&[]), first);
    desk.write("meja/names.tsv", b"warta sunter\tWarta Sunter Baru\n");
    assert!(run(&[]).contains("Warta Sunter Baru"));
    desk.write("kata.txt", b"menungu\n");
    desk.write("a.txt", b"Warga menungu dan menungguu.\n");
    let words = |files: &str| format!("select = ['spelling/*']\n[vocabulary]\nfiles = [{files}]\n");
    desk.write("sunting.toml", words("").as_bytes());
    assert_eq!(run(&["a.txt"]).lines().count(), 2);
    desk.write("sunting.toml", words("'kata.txt'").as_bytes());
    assert_eq!(run(&["a.txt"]).lines().count(), 1);
    desk.write("kata.txt", b"menungu\nmenungguu\n");
    assert_eq!(run(&["a.txt"]).lines().count(), 0);
}

#[test]
fn a_broken_entry_is_checked_anew() {
    let desk = desk("broken");
    let first = desk.run(&["check"]);
    let all = entries(&desk);
    let whole = fs::read(&all[0]).expect("an entry");
    let wrong = {
        let mut wrong = whole.clone();
        wrong[40] ^= 1;
        wrong
    };
    for broken in [&b""[..], b"x", &whole[..whole.len() / 2], &wrong] {
        for path in &all {
            fs::write(path, broken).expect("written");
        }
        assert_eq!(desk.run(&["check"]), first);
    }
    assert!(all.iter().any(|path| fs::read(path).expect("an entry") == whole), "it was mended");
    // A cache that cannot be is no trouble.
    desk.write("no-folder", b"");
    assert_eq!(desk.run(&["check", "--cache-dir", "no-folder"]), first);
    assert_eq!(desk.run(&["check", "--cache-dir", "no-folder/below"]), first);
}

#[cfg(unix)]
#[test]
fn a_watch_checks_again_and_ends_cleanly() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let desk = Desk::new("repeating-watch");
    desk.write("a.txt", b"Warga datang.\n");
    let mut command = desk.command(&["check", "--watch", "--format", "short"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut line = || lines.next().expect("a line").expect("text");
    assert_eq!(line(), "no findings in 1 article");
    desk.write("b.txt", FAULT);
    assert!(line().starts_with("b.txt:1:18: warning[house/say-warga]"));
    assert_eq!(line(), "1 finding in 2 articles: 0 errors, 1 warning, 0 notes");
    desk.write("sunting.toml", b"select = [\n");
    desk.config("ignore = ['house/say-warga']\n");
    // The broken state in between is told only if a look fell into it.
    while line() != "no findings in 2 articles" {}
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill is there").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    // A look at what was written in between may have ended with the same; nothing is half written.
    assert!(lines.all(|line| line.is_ok_and(|line| line == "no findings in 2 articles")));
}
