//! The baseline: findings that a desk knows of and leaves for now, so that an old archive can be adopted and only what
//! is new fails.
//!
//! A finding is known again by its fingerprint, not by its place; so edits elsewhere in the article change nothing, and
//! the findings of an article that has been moved are found under its new name. Reads and writes no file: a text comes
//! in and goes out, one finding a line and in order, so that its history reads well.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The name of the file where nothing else is said.
pub const FILE_NAME: &str = "sunting-baseline.json";

/// The version of the file's form and of its fingerprints.
pub const VERSION: u32 = 1;

/// What tells a finding from the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// Path of the file, relative to the baseline's folder, with forward slashes.
    pub path: String,
    /// The record's id, of an article that is a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// What stays the same of it wherever it stands.
    pub fingerprint: String,
}

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Broken, or something else altogether.
    #[error("line {line}: not a baseline: {message}")]
    Broken {
        /// Line of the file, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// Written by another version of this tool.
    #[error(
        "a baseline of version {found}, this sunting reads version {VERSION}; \
         `sunting baseline write` makes it anew"
    )]
    Version {
        /// The version that it states.
        found: u64,
    },
}

/// The findings that are known, and how often each stands in its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, usize>,
}

#[derive(Deserialize)]
struct Head {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Row>,
}

/// One line. `flatten` and `deny_unknown_fields` do not go together, hence the fields once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: String,
    #[serde(default)]
    id: Option<String>,
    rule: String,
    fingerprint: String,
    #[serde(default = "once")]
    count: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    key: &'a Key,
    #[serde(skip_serializing_if = "is_once")]
    count: usize,
}

fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// When the text is no baseline, or one of another version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let broken = |err: serde_json::Error| BaselineError::Broken {
            line: err.line(),
            message: err.to_string(),
        };
        // The version first: of a file of another version nothing else need make sense.
        let Head { version } = serde_json::from_str(text).map_err(broken)?;
        if version != u64::from(VERSION) {
            return Err(BaselineError::Version { found: version });
        }
        let file: File = serde_json::from_str(text).map_err(broken)?;
        let mut baseline = Self::default();
        for Row { path, id, rule, fingerprint, count } in file.findings {
            // A merge may leave a line twice; it is the same finding seen from two sides.
            let known = baseline.counts.entry(Key { path, id, rule, fingerprint }).or_default();
            *known = count.max(*known);
        }
        Ok(baseline)
    }

    /// The file's text.
    #[must_use]
    pub fn render(&self) -> String {
        let lines = self.counts.iter().map(|(key, &count)| {
            serde_json::to_string(&Line { key, count }).expect("strings and a number are JSON")
        });
        let lines: Vec<String> = lines.collect();
        let open = if lines.is_empty() { "" } else { "\n" };
        format!("{{\"version\":{VERSION},\"findings\":[{open}{}{open}]}}\n", lines.join(",\n"))
    }

    /// Takes in a finding, once more if it is known already.
    pub fn add(&mut self, key: Key) {
        *self.counts.entry(key).or_default() += 1;
    }

    /// The findings and how often each stands in its article, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, usize)> {
        self.counts.iter().map(|(key, &count)| (key, count))
    }

    /// The files that it knows findings of.
    #[must_use]
    pub fn paths(&self) -> BTreeSet<&str> {
        self.counts.keys().map(|key| key.path.as_str()).collect()
    }

    /// How many findings it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

/// A baseline in use: what of it has not been met yet.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    open: BTreeMap<Key, usize>,
    /// The findings of files that are gone, for whoever has them now: by rule and fingerprint, where they were.
    moved: BTreeMap<(String, String), Vec<Key>>,
}

impl Ledger {
    /// Opens a baseline. `is_gone` says of a path whether no file is there any more: its findings may have moved.
    #[must_use]
    pub fn new(baseline: Baseline, is_gone: &dyn Fn(&str) -> bool) -> Self {
        let gone: BTreeSet<String> =
            baseline.paths().into_iter().filter(|path| is_gone(path)).map(str::to_owned).collect();
        let mut moved: BTreeMap<(String, String), Vec<Key>> = BTreeMap::new();
        for key in baseline.counts.keys().filter(|key| gone.contains(&key.path)) {
            moved.entry((key.rule.clone(), key.fingerprint.clone())).or_default().push(key.clone());
        }
        Self { open: baseline.counts, moved }
    }

    /// Whether a finding is known; each is known as often as it was written down.
    ///
    /// The outcome depends on the order of the findings, so callers ask in the order of the articles.
    pub fn take(&mut self, key: &Key) -> bool {
        if tick(&mut self.open, key) {
            return true;
        }
        let by_fingerprint = (key.rule.clone(), key.fingerprint.clone());
        let Self { open, moved } = self;
        let Some(known) = moved.get(&by_fingerprint) else { return false };
        known.iter().any(|old| tick(open, old))
    }

    /// Whether so many findings of a name are known. Counts nothing off, for articles that are looked at repeatedly.
    #[must_use]
    pub fn knows(&self, key: &Key, count: usize) -> bool {
        let has = |key: &Key| self.open.get(key).is_some_and(|&open| open >= count);
        let old = || self.moved.get(&(key.rule.clone(), key.fingerprint.clone()));
        has(key) || old().is_some_and(|old| old.iter().any(has))
    }

    /// What has not been met.
    pub fn rest(&self) -> impl Iterator<Item = (&Key, usize)> {
        self.open.iter().map(|(key, &count)| (key, count))
    }
}

/// Counts one off; false when none is left.
fn tick(open: &mut BTreeMap<Key, usize>, key: &Key) -> bool {
    let Some(count) = open.get_mut(key) else { return false };
    *count -= 1;
    if *count == 0 {
        open.remove(key);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(path: &str, rule: &str, fingerprint: &str) -> Key {
        let [path, rule, fingerprint] = [path, rule, fingerprint].map(str::to_owned);
        Key { path, id: None, rule, fingerprint }
    }

    fn of(keys: &[Key]) -> Baseline {
        let mut baseline = Baseline::default();
        keys.iter().cloned().for_each(|key| baseline.add(key));
        baseline
    }

    #[test]
    fn one_finding_a_line_in_order_and_read_back() {
        let mut record = key("b.jsonl", "x/y", "02");
        record.id = Some("7".into());
        let baseline = of(&[record, key("a.txt", "x/y", "01"), key("a.txt", "x/y", "01")]);
        let text = baseline.render();
        assert_eq!(
            text,
            "{\"version\":1,\"findings\":[\n\
             {\"path\":\"a.txt\",\"rule\":\"x/y\",\"fingerprint\":\"01\",\"count\":2},\n\
             {\"path\":\"b.jsonl\",\"id\":\"7\",\"rule\":\"x/y\",\"fingerprint\":\"02\"}\n]}\n"
        );
        assert_eq!(Baseline::parse(&text).expect("its own text"), baseline);
        let empty = Baseline::default().render();
        assert_eq!(Baseline::parse(&empty).expect("its own text"), Baseline::default());
    }

    #[test]
    fn what_is_no_baseline_is_told_with_its_line() {
        let said = |text: &str| Baseline::parse(text).expect_err("broken").to_string();
        assert!(said("").starts_with("line 1: not a baseline"));
        assert!(said("{\"version\":1,\"findings\":[\n{\"path\":7}]}").starts_with("line 2: "));
        assert!(said("{\"version\":1}").contains("findings"));
        assert!(said("{\"version\":9,\"results\":{}}").starts_with("a baseline of version 9"));
        assert!(
            said("{\"version\":1,\"findings\":[{\"path\":\"a\",\"rule\":\"b\"").contains("EOF")
        );
    }

    #[test]
    fn a_finding_is_known_as_often_as_it_was_written_down() {
        let known = key("a.txt", "x/y", "01");
        let mut ledger = Ledger::new(of(&[known.clone(), known.clone()]), &|_| false);
        assert_eq!([1, 2, 3].map(|count| ledger.knows(&known, count)), [true, true, false]);
        assert_eq!([&known, &known, &known].map(|key| ledger.take(key)), [true, true, false]);
        assert_eq!(ledger.rest().count(), 0);
    }

    #[test]
    fn what_was_moved_is_known_under_its_new_name_and_a_copy_is_not() {
        let known = key("lama.txt", "x/y", "01");
        let mut ledger = Ledger::new(of(std::slice::from_ref(&known)), &|path| path == "lama.txt");
        assert!(ledger.take(&key("baru.txt", "x/y", "01")));
        assert!(!ledger.take(&key("salinan.txt", "x/y", "01")));
        let mut ledger = Ledger::new(of(&[known]), &|_| false);
        assert!(!ledger.take(&key("salinan.txt", "x/y", "01")));
        assert_eq!(ledger.rest().count(), 1);
    }
}
