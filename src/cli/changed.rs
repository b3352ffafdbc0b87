//! `--changed-since REV`: which lines git says have changed, so that only findings on them are told.
//!
//! Git is asked, never imitated. A file that git does not track has changed as a whole, and so has one that it does not
//! know the lines of (a word processor's file, UTF-16). Renames are followed: a moved line is not a changed one.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::LineIndex;
use crate::span::Span;

/// The lines that have changed, by file.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Full path of the repository's folder.
    root: PathBuf,
    tracked: BTreeSet<PathBuf>,
    files: BTreeMap<PathBuf, Lines>,
}

/// What of a file has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Lines {
    All,
    /// First and last line from 1, ascending.
    Some(Vec<(u32, u32)>),
}

impl Changed {
    /// Asks git what has changed since a revision, in the working folder's repository.
    pub(super) fn since(rev: &str) -> Result<Self> {
        let root = match git(&["rev-parse", "--show-toplevel"]) {
            Ok(root) => {
                PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\r', '\n']))
            }
            Err(err) => return Err(err.context("--changed-since: not in a git repository")),
        };
        let unknown = || format!("--changed-since: git knows no revision `{rev}`");
        if rev.starts_with('-') {
            // No revision looks like that, but an option of git does.
            bail!(unknown());
        }
        let commit = git(&["rev-parse", "--verify", "--quiet", &format!("{rev}^{{commit}}")]);
        let Ok(commit) = commit else { bail!(unknown()) };
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let diff = ["diff", "--no-ext-diff", "--no-color", "--no-relative", "--find-renames"];
        let counts = git(&[&diff[..], &["--numstat", "-z", &commit, "--"]].concat())?;
        let patch =
            git(&[&diff[..], &["-U0", "--src-prefix=a/", "--dst-prefix=b/", &commit, "--"]]
                .concat())?;
        let tracked = git(&["ls-files", "-z", "--full-name", "--", ":/"])?;
        let mut files = hunks(&patch);
        files.extend(binary(&counts).map(|path| (path, Lines::All)));
        let tracked = split(&tracked).map(path).collect();
        let root = fs::canonicalize(&root).unwrap_or(root);
        Ok(Self { root, tracked, files })
    }

    /// Keeps the findings that have changed lines in the article, or touch one with a label; says how many went.
    pub(super) fn sift(&self, doc: &Document, found: &mut Vec<Diagnostic>) -> usize {
        let before = found.len();
        match self.lines(&doc.source.path) {
            Some(Lines::All) => {}
            None => found.clear(),
            Some(Lines::Some(changed)) => match doc.source.line {
                // All of a record stands on its lines in the file, whatever lines its text has.
                Some(line) if touches(changed, line, doc.source.last_line.unwrap_or(line)) => {}
                Some(_) => found.clear(),
                None => {
                    let lines = doc.line_index();
                    found.retain(|found| is_touched(doc, &lines, changed, found));
                }
            },
        }
        before - found.len()
    }

    /// What has changed of a file; `None` for nothing. Standard input has no history and is all new.
    fn lines(&self, path: &str) -> Option<&Lines> {
        let full = fs::canonicalize(path).ok();
        let inside = full.as_deref().and_then(|full| full.strip_prefix(&self.root).ok());
        match inside {
            Some(inside) if self.tracked.contains(inside) => self.files.get(inside),
            _ => Some(&Lines::All),
        }
    }
}

fn is_touched(
    doc: &Document,
    lines: &LineIndex,
    changed: &[(u32, u32)],
    found: &Diagnostic,
) -> bool {
    let labels = found.labels.iter().map(|label| label.span);
    std::iter::once(found.span).chain(labels).any(|span: Span| {
        let (first, last) = lines.places(&doc.text, span);
        touches(changed, first.line, last.line)
    })
}

/// Whether any of the changed lines is one of `first..=last`.
fn touches(changed: &[(u32, u32)], first: u32, last: u32) -> bool {
    let at = changed.partition_point(|&(_, end)| end < first);
    changed.get(at).is_some_and(|&(start, _)| start <= last)
}

fn git(args: &[&str]) -> Result<Vec<u8>> {
    let here = env::current_dir().context("the working directory")?;
    let out = Command::new("git")
        .args(["-c", "core.quotePath=false"])
        .args(args)
        .current_dir(here)
        .output()
        .context("git cannot be run")?;
    if !out.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(out.stdout)
}

fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == 0).filter(|piece| !piece.is_empty())
}

fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// The files of `--numstat -z` that git knows no lines of: `-`, `-`, path; of a renamed file both paths follow apart.
fn binary(counts: &[u8]) -> impl Iterator<Item = PathBuf> {
    let mut pieces = counts.split(|&byte| byte == 0);
    std::iter::from_fn(move || {
        loop {
            let piece = pieces.next().filter(|piece| !piece.is_empty())?;
            let mut cells = piece.splitn(3, |&byte| byte == b'\t');
            let is_binary = cells.next() == Some(b"-");
            let mut name = cells.nth(1).unwrap_or_default();
            if name.is_empty() {
                name = pieces.by_ref().nth(1).unwrap_or_default();
            }
            if is_binary {
                return Some(path(name));
            }
        }
    })
}

/// The lines of the new files that a patch without context puts in.
fn hunks(patch: &[u8]) -> BTreeMap<PathBuf, Lines> {
    let mut files: BTreeMap<PathBuf, Lines> = BTreeMap::new();
    let mut current = None;
    let mut lines = patch.split(|&byte| byte == b'\n');
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(b"+++ ") {
            current = new_name(name);
        } else if let Some(header) = line.strip_prefix(b"@@ ") {
            let Some((removed, start, added)) = counts(header) else { continue };
            if let (Some(path), 1..) = (&current, added) {
                let place = (start, start + added - 1);
                match files.entry(path.clone()).or_insert_with(|| Lines::Some(Vec::new())) {
                    Lines::Some(places) => places.push(place),
                    Lines::All => {}
                }
            }
            // The lines of a hunk are an article's: they may look like anything, a header too.
            let mut left = removed + added;
            while left > 0
                && lines.next().is_some_and(|line| {
                    left -= u32::from(!line.starts_with(b"\\"));
                    true
                })
            {}
        }
    }
    files
}

/// `-12,2 +14,3 @@ …`: lines removed, first line and number of those added.
fn counts(header: &[u8]) -> Option<(u32, u32, u32)> {
    let header = String::from_utf8_lossy(header);
    let mut ranges = header.split(' ').take(2).map(range);
    let ((_, removed), (start, added)) = (ranges.next()??, ranges.next()??);
    Some((removed, start, added))
}

/// `+14,3`, or `+14` for a single line.
fn range(word: &str) -> Option<(u32, u32)> {
    let (start, count) = word.get(1..)?.split_once(',').unwrap_or((word.get(1..)?, "1"));
    Some((start.parse().ok()?, count.parse().ok()?))
}

/// The path behind `+++ `, `None` for a file that is gone.
fn new_name(name: &[u8]) -> Option<PathBuf> {
    let name = unquoted(name);
    // Git ends a name that holds a space with a tab.
    let name = name.strip_suffix(b"\t").unwrap_or(&name);
    name.strip_prefix(b"b/").map(path)
}

/// A name as git writes it: in quotation marks, with backslashes as in C, where it holds something odd.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let Some(inside) = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) else {
        return name.to_owned();
    };
    let mut out = Vec::with_capacity(inside.len());
    let mut bytes = inside.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match bytes.next() {
            Some(b'a') => out.push(7),
            Some(b'b') => out.push(8),
            Some(b't') => out.push(b'\t'),
            Some(b'n') => out.push(b'\n'),
            Some(b'v') => out.push(11),
            Some(b'f') => out.push(12),
            Some(b'r') => out.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(next) = bytes.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                        break;
                    };
                    value = value * 8 + u32::from(next - b'0');
                }
                out.push(value as u8);
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_counted_and_what_an_article_says_is_no_header() {
        let patch = "diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -3 +3,2 @@ Kata\n-lama\n\
                     +++ b/palsu.txt\n+@@ -1 +1 @@\n@@ -9,2 +9,0 @@\n-x\n-y\n@@ -20,0 +20 @@\n+akhir\n\
                     \\ No newline at end of file\n--- /dev/null\n+++ \"b/dua \\303\\251\\t.txt\"\n@@ -0,0 +1,4 @@\n";
        let files = hunks(patch.as_bytes());
        let told: Vec<_> = files.iter().map(|(path, lines)| (path.to_str(), lines)).collect();
        assert_eq!(
            told,
            [
                (Some("a.txt"), &Lines::Some(vec![(3, 4), (20, 20)])),
                (Some("dua é\t.txt"), &Lines::Some(vec![(1, 4)])),
            ]
        );
    }

    #[test]
    fn what_git_knows_no_lines_of_is_named() {
        let counts =
            b"1\t2\ta.txt\0-\t-\tb.docx\x000\t0\t\0lama.txt\0baru.txt\0-\t-\t\0c.docx\0d.docx\0";
        let named: Vec<_> = binary(counts).collect();
        assert_eq!(named, [PathBuf::from("b.docx"), PathBuf::from("d.docx")]);
    }

    #[test]
    fn a_span_touches_the_lines_that_it_shares() {
        let changed = [(3, 4), (20, 20)];
        for (first, last, expected) in [
            (1, 2, false),
            (1, 3, true),
            (4, 9, true),
            (5, 19, false),
            (20, 20, true),
            (21, 30, false),
        ] {
            assert_eq!(touches(&changed, first, last), expected, "{first}..={last}");
        }
    }
}
