//! Findings of articles that were checked before, kept on disk from run to run.
//!
//! An entry's name is the hash of everything that findings depend on: the program, the rules and settings, the desk's
//! words, and the article as the rules read it with its date. So an entry is never out of date, only unused; the oldest
//! go when there are too many. What is broken is passed over and checked anew. Nothing here can make a run fail.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, DirEntry};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Label, RuleId, Severity};
use crate::document::Document;
use crate::engine::Checked;
use crate::fix::{Edit, Fix, Safety};
use crate::span::Span;

/// The most that the entries may take on disk, in bytes, and what is left of them when that is too much.
const MOST: u64 = 128 << 20;
const LEFT: u64 = MOST / 4 * 3;

/// What a file takes on disk at the least.
const BLOCK: u64 = 4096;

/// A hash that names an engine or an entry.
pub(super) type Stamp = [u8; 32];

/// The folder of entries.
#[derive(Debug)]
pub(super) struct Cache {
    dir: PathBuf,
    has_grown: AtomicBool,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    found: Vec<Row>,
    silenced: usize,
}

/// Words at a place of the text: first byte, one past the last, and what they are.
type Words = (u32, u32, String);

/// One finding, under short names: there are many.
#[derive(Serialize, Deserialize)]
struct Row {
    r: String,
    s: u8,
    p: (u32, u32),
    m: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    l: Vec<Words>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    f: Vec<(bool, Vec<Words>)>,
}

/// Severities by their number in an entry.
const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

impl Cache {
    /// The folder that was typed, else the one where the system keeps such things; `None` where there is none.
    pub(super) fn open(typed: Option<&Path>) -> Option<Self> {
        let dir = typed.map(Path::to_owned).or_else(usual)?;
        Some(Self { dir, has_grown: AtomicBool::new(false) })
    }

    /// What an article came to the last time, by the same rules.
    pub(super) fn get(&self, engine: &Stamp, doc: &Document) -> Option<Checked> {
        let bytes = fs::read(self.path(&name(engine, doc))).ok()?;
        let (sum, json) = bytes.split_at_checked(32)?;
        if Sha256::digest(json).as_slice() != sum {
            return None;
        }
        let entry: Entry = serde_json::from_slice(json).ok()?;
        let found = entry.found.into_iter().map(|row| row.finding(doc));
        Some(Checked {
            diagnostics: found.collect::<Option<_>>()?,
            failures: Vec::new(),
            silenced: entry.silenced,
        })
    }

    /// Keeps what an article came to. A rule that broke may hold next time, so that is not kept.
    pub(super) fn put(&self, engine: &Stamp, doc: &Document, checked: &Checked) {
        if checked.failures.is_empty() && self.written(engine, doc, checked).is_some() {
            self.has_grown.store(true, Ordering::Relaxed);
        }
    }

    fn written(&self, engine: &Stamp, doc: &Document, checked: &Checked) -> Option<()> {
        let found = checked.diagnostics.iter().map(Row::new).collect();
        let json = serde_json::to_vec(&Entry { found, silenced: checked.silenced }).ok()?;
        let path = self.path(&name(engine, doc));
        let folder = path.parent()?;
        fs::create_dir_all(folder).ok()?;
        // Two runs may write the same entry; each puts a whole one in its place.
        let mut file = tempfile::NamedTempFile::new_in(folder).ok()?;
        file.write_all(&Sha256::digest(&json)).ok()?;
        file.write_all(&json).ok()?;
        file.persist(path).ok().map(|_| ())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join(&name[..2]).join(&name[2..])
    }

    /// Takes out the oldest entries where there are too many. Called once a run, when nothing is written any more.
    pub(super) fn trim(&self) {
        if self.has_grown.load(Ordering::Relaxed) {
            trim(&self.dir, MOST, LEFT);
        }
    }
}

/// Where the system keeps what can be made again.
fn usual() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else {
        let home = || set("HOME");
        let mac =
            || home().map(|home| home.join("Library/Caches")).filter(|_| cfg!(target_os = "macos"));
        set("XDG_CACHE_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(mac)
            .or_else(|| home().map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("sunting"))
}

/// The program itself: its version does not change while somebody works on it, its file does.
pub(super) fn program() -> String {
    let meta = env::current_exe().and_then(fs::metadata);
    let meta = meta.map(|meta| (meta.len(), meta.modified().ok()));
    format!("{} {meta:?}", env!("CARGO_PKG_VERSION"))
}

/// The name of all that findings depend on beside the article.
pub(super) fn stamp(parts: &[&str]) -> Stamp {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

/// The hash of some bytes, in words.
pub(super) fn hex(bytes: &[u8]) -> String {
    words(&Sha256::digest(bytes))
}

fn words(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The name of an entry: the article as the rules read it, so that its path does not matter.
fn name(engine: &Stamp, doc: &Document) -> String {
    let mut hash = Sha256::new();
    hash.update(engine);
    hash.update((doc.text.len() as u64).to_le_bytes());
    hash.update(doc.text.as_bytes());
    let form = (&doc.published, &doc.blocks, &doc.source.parts, &doc.comments);
    hash.update(format!("{form:?}").as_bytes());
    words(&hash.finalize())
}

impl Row {
    fn new(found: &Diagnostic) -> Self {
        let place = |span: Span| (span.start() as u32, span.end() as u32);
        let edit = |edit: &Edit| (place(edit.span).0, place(edit.span).1, edit.text.clone());
        Self {
            r: found.rule.to_string(),
            s: SEVERITIES.iter().position(|it| *it == found.severity).unwrap_or(0) as u8,
            p: place(found.span),
            m: found.message.clone(),
            l: found
                .labels
                .iter()
                .map(|label| (place(label.span).0, place(label.span).1, label.message.clone()))
                .collect(),
            f: found
                .fixes
                .iter()
                .map(|fix| (fix.safety == Safety::Safe, fix.edits.iter().map(edit).collect()))
                .collect(),
        }
    }

    /// The finding, `None` where it does not fit the article.
    fn finding(self, doc: &Document) -> Option<Diagnostic> {
        let span = |start: u32, end: u32| {
            let (start, end) = (start as usize, end as usize);
            doc.text.get(start..end).map(|_| Span::new(start, end))
        };
        let label = |(start, end, message)| Some(Label { span: span(start, end)?, message });
        let edit = |(start, end, text)| Some(Edit { span: span(start, end)?, text });
        let fix = |(is_safe, edits): (bool, Vec<_>)| {
            let safety = if is_safe { Safety::Safe } else { Safety::Suggested };
            Some(Fix { edits: edits.into_iter().map(edit).collect::<Option<_>>()?, safety })
        };
        Some(Diagnostic {
            rule: RuleId::new(&self.r),
            severity: *SEVERITIES.get(usize::from(self.s))?,
            span: span(self.p.0, self.p.1)?,
            message: self.m,
            labels: self.l.into_iter().map(label).collect::<Option<_>>()?,
            fixes: self.f.into_iter().map(fix).collect::<Option<_>>()?,
        })
    }
}

/// Takes out the oldest files below a folder until they take no more than `left`, if they take more than `most`.
fn trim(dir: &Path, most: u64, left: u64) {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = entries(dir)
        .flat_map(|folder| entries(&folder.path()).collect::<Vec<_>>())
        .filter_map(|entry| {
            let meta = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((meta.modified().ok()?, meta.len().max(BLOCK), entry.path()))
        })
        .collect();
    let mut whole: u64 = files.iter().map(|(_, len, _)| len).sum();
    if whole <= most {
        return;
    }
    files.sort();
    for (_, len, path) in files {
        if whole <= left {
            break;
        }
        if fs::remove_file(path).is_ok() {
            whole -= len;
        }
    }
}

fn entries(dir: &Path) -> impl Iterator<Item = DirEntry> {
    fs::read_dir(dir).into_iter().flatten().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_first() {
        let dir = env::temp_dir().join(format!("sunting-cache-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("aa")).expect("a folder");
        for n in 0..8 {
            let file = fs::File::create(dir.join(format!("aa/{n}"))).expect("a file");
            let age = std::time::Duration::from_secs(1_000_000 + n);
            file.set_modified(SystemTime::UNIX_EPOCH + age).expect("dated");
        }
        trim(&dir, 8 * BLOCK, 3 * BLOCK);
        assert_eq!(entries(&dir.join("aa")).count(), 8, "there is room");
        trim(&dir, 7 * BLOCK, 3 * BLOCK);
        let mut left: Vec<_> = entries(&dir.join("aa")).map(|entry| entry.file_name()).collect();
        left.sort();
        assert_eq!(left, ["5", "6", "7"]);
    }
}
