//! How an archive is taken on: findings that are known, and lines that have changed.

use std::fs;
use std::process::Command;

#[path = "support/desk.rs"]
mod desk;

use self::desk::{Desk, FAULT};

const OTHER: &[u8] = b"Demikian warta sunter kemarin.\n";

/// An archive of a few articles, one of them a record, and its baseline.
fn archive(name: &str) -> Desk {
    let desk = Desk::new(&format!("adopting-{name}"));
    desk.config("baseline = 'known.json'\nfail-on = 'warning'\n");
    desk.write("berita/a.txt", FAULT);
    desk.write("berita/b.txt", OTHER);
    desk.write("berita/c.jsonl", b"{\"id\":7,\"text\":\"Kata penduduk kampung itu.\"}\n");
    let ran = desk.run(&["baseline", "write"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(
        ran.out.ends_with("known.json: 3 findings in 3 articles written down\n"),
        "{}",
        ran.out
    );
    desk
}

#[test]
fn what_is_known_is_counted_and_what_is_new_fails() {
    let desk = archive("new");
    let ran = desk.run(&["check"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    assert_eq!(ran.out, "no findings in 3 articles (3 in the baseline)\n");
    desk.write(
        "berita/a.txt",
        b"Pembuka baru.\n\nBantuan diterima penduduk kampung.\n\nWarta sunter.\n",
    );
    let found = desk.run(&["check", "--format", "jsonl"]);
    assert_eq!(found.status, 1);
    let found = found.lines();
    assert_eq!(found.len(), 1, "an edit elsewhere in the article makes nothing new");
    assert_eq!(
        (&found[0]["rule"], &found[0]["line"]),
        (&"house/name-of-the-desk".into(), &5.into())
    );
}

#[test]
fn a_baseline_reads_well_and_names_no_place() {
    let desk = archive("form");
    let text = desk.read("known.json");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "{\"version\":1,\"findings\":[");
    assert!(
        lines[1].starts_with(
            "{\"path\":\"berita/a.txt\",\"rule\":\"house/say-warga\",\"fingerprint\":\""
        )
    );
    assert!(lines[3].starts_with("{\"path\":\"berita/c.jsonl\",\"id\":\"7\","), "{text}");
    assert_eq!(lines.len(), 5);
    // From a folder below, the names are the same.
    let mut below = desk.command(&["baseline", "write", "."]);
    let below = below.current_dir(desk.dir.join("berita")).output().expect("it runs");
    assert!(below.status.success());
    assert_eq!(desk.read("known.json"), text);
}

#[test]
fn the_same_fault_once_more_is_new() {
    let desk = archive("count");
    desk.write("berita/a.txt", &FAULT.repeat(2));
    let ran = desk.run(&["check", "--format", "json"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out.matches("house/say-warga").count(), 1, "{}", ran.out);
    assert_eq!(desk.run(&["baseline", "write"]).status, 0);
    assert!(desk.read("known.json").contains("\"count\":2"));
    assert_eq!(desk.run(&["check"]).status, 0);
}

#[test]
fn a_moved_article_is_known_and_a_copied_one_is_not() {
    let desk = archive("moved");
    let (old, new) = (desk.dir.join("berita/a.txt"), desk.dir.join("arsip.txt"));
    fs::copy(&old, &new).expect("copied");
    assert_eq!(desk.run(&["check"]).status, 1);
    fs::remove_file(&old).expect("removed");
    assert_eq!(desk.run(&["check"]).status, 0);
    let ran = desk.run(&["baseline", "prune"]);
    assert!(ran.out.ends_with("0 findings that are gone taken out, 3 left\n"), "{}", ran.out);
    assert!(desk.read("known.json").contains("\"path\":\"arsip.txt\""));
}

#[test]
fn what_is_mended_is_pruned_and_what_was_not_looked_at_stays() {
    let desk = archive("prune");
    desk.write("berita/a.txt", b"Bantuan diterima warga kampung.\n");
    let stats = desk.run(&["baseline", "stats"]);
    assert_eq!(stats.status, 0);
    let rows: Vec<Vec<&str>> =
        stats.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["known", "gone", "new"]);
    assert_eq!(rows[3], ["2", "1", "0", "all"], "{}", stats.out);
    let ran = desk.run(&["baseline", "prune", "berita/b.txt"]);
    assert!(ran.out.ends_with("0 findings that are gone taken out, 3 left\n"), "{}", ran.out);
    let ran = desk.run(&["baseline", "prune"]);
    assert!(ran.out.ends_with("1 finding that is gone taken out, 2 left\n"), "{}", ran.out);
    // What was written down is not forgotten because less is shown.
    let before = desk.read("known.json");
    assert_eq!(desk.run(&["baseline", "prune", "--min-severity", "error"]).status, 0);
    assert_eq!(desk.read("known.json"), before);
    assert_eq!(desk.run(&["baseline", "write", "berita/b.txt"]).status, 0);
    assert_eq!(desk.read("known.json"), before);
}

#[test]
fn a_baseline_that_cannot_be_read_is_refused() {
    let desk = archive("broken");
    for (text, said) in [
        ("{\"version\":2,\"results\":[]}", "a baseline of version 2, this sunting reads version 1"),
        ("<<<<<<< HEAD\n", "known.json: line 1: not a baseline"),
        ("{\"version\":1,\"findings\":[\n{\"path\":\"a\",\n", "line 3: not a baseline: EOF"),
    ] {
        desk.write("known.json", text.as_bytes());
        for command in [&["check"][..], &["baseline", "prune"], &["baseline", "stats"]] {
            let ran = desk.run(command);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command:?}");
            assert!(ran.err.contains(said), "{} lacks {said}", ran.err);
        }
        assert_eq!(desk.read("known.json"), text, "it is left as it is");
    }
    fs::remove_file(desk.dir.join("known.json")).expect("removed");
    let ran = desk.run(&["check"]);
    assert!(ran.status == 2 && ran.err.contains("known.json"), "{}", ran.err);
    let ran = desk.run(&["baseline", "write", "--baseline", "no/such/folder/x.json"]);
    assert!(ran.status == 2 && ran.err.contains("no/such/folder/x.json"), "{}", ran.err);
}

#[test]
fn any_number_of_threads_knows_the_same_findings() {
    let desk = archive("threads");
    let record = "{\"id\":7,\"text\":\"Kata penduduk kampung itu.\"}\n";
    // Of many that are equal one is known, and it is the first.
    desk.write("berita/c.jsonl", record.repeat(40).as_bytes());
    let run = |n: &str| desk.run(&["check", "--format", "jsonl", "--threads", n]);
    assert_eq!(run("1"), run("2"));
    assert_eq!(run("2").lines().len(), 39);
}

fn git(desk: &Desk, args: &[&str]) {
    let who =
        ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let run = Command::new("git").args(who).args(args).current_dir(&desk.dir).output();
    let run = run.expect("git is there");
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn only_lines_that_git_says_changed_are_told() {
    let desk = Desk::new("adopting-changed");
    git(&desk, &["init", "--quiet"]);
    desk.config("fail-on = 'warning'\n");
    desk.write("nama é.txt", &[FAULT, b"\nTengah.\n\n", OTHER].concat());
    desk.write("sama.txt", FAULT);
    desk.write("pindah.txt", &[FAULT, b"\nKata lain yang panjang.\n\nDan seterusnya.\n"].concat());
    desk.write("r.jsonl", b"{\"text\":\"penduduk kampung\"}\n{\"text\":\"penduduk kampung\"}\n");
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "--quiet", "-m", "Awal"]);
    let changed = |args: &[&str]| {
        desk.run(&[&["check", "--format", "jsonl", "--changed-since", "HEAD"], args].concat())
    };
    assert_eq!(changed(&[]).status, 0);

    desk.write("nama é.txt", &[FAULT, b"\nTengah baru.\n\n", OTHER].concat());
    assert_eq!(changed(&[]).out, "", "the findings stand on other lines");
    desk.write("nama é.txt", &[FAULT, b"\nTengah.\n\nKata warta sunter.\n"].concat());
    desk.write("r.jsonl", b"{\"text\":\"penduduk kampung\"}\n{\"text\":\"Oh penduduk kampung\"}\n");
    desk.write("baru.txt", OTHER);
    fs::rename(desk.dir.join("pindah.txt"), desk.dir.join("pindah-baru.txt")).expect("renamed");
    git(&desk, &["add", "-A", "pindah.txt", "pindah-baru.txt"]);
    let ran = changed(&[]);
    let told: Vec<_> = ran
        .lines()
        .iter()
        .map(|found| format!("{} {} {}", found["path"], found["id"], found["line"]))
        .collect();
    assert_eq!(told, ["\"baru.txt\" null 1", "\"nama é.txt\" null 5", "\"r.jsonl\" \"2\" 1"]);
    assert_eq!(ran.status, 1);
    let short = desk.run(&["check", "--format", "short", "--changed-since", "HEAD"]);
    assert!(short.out.ends_with("(4 on unchanged lines)\n"), "{}", short.out);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "--quiet", "-m", "Kedua"]);
    assert_eq!(changed(&[]).out, "");
    let since = desk.run(&["check", "--format", "jsonl", "--changed-since", "HEAD~1"]);
    assert_eq!(since.lines().len(), 3, "{}", since.out);
}

#[test]
fn what_git_does_not_know_is_a_clear_error() {
    let desk = Desk::new("adopting-no-git");
    desk.write("a.txt", FAULT);
    // The tests may run inside a repository: a ceiling keeps git from finding it.
    let mut outside = desk.command(&["check", "--changed-since", "HEAD"]);
    let outside = outside.env("GIT_CEILING_DIRECTORIES", desk.dir.parent().expect("a folder"));
    let outside = outside.output().expect("it runs");
    let said = String::from_utf8_lossy(&outside.stderr).into_owned();
    assert_eq!(outside.status.code(), Some(2), "{said}");
    assert!(said.starts_with("sunting: --changed-since: not in a git repository"), "{said}");
    git(&desk, &["init", "--quiet"]);
    for rev in ["tiada", "--output=x"] {
        let ran = desk.run(&["check", &format!("--changed-since={rev}")]);
        assert_eq!(ran.status, 2);
        assert_eq!(ran.err, format!("sunting: --changed-since: git knows no revision `{rev}`\n"));
    }
    assert!(!desk.dir.join("x").exists());
}
