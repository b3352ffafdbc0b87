//! Counts of a run: by severity, by rule, and the files that have most findings.
//!
//! Memory is that of the rules and of a bounded number of files, however large the archive.

use std::cmp::Reverse;

use crate::diagnostic::Severity;

/// Files that are remembered by name. Of more, those with the fewest findings are forgotten, not uncounted.
const KEPT: usize = 1000;

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Of severity error.
    pub errors: usize,
    /// Of severity warning.
    pub warnings: usize,
    /// Of severity info.
    pub infos: usize,
}

impl Count {
    /// Counts one finding.
    pub fn one(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    /// Findings of any severity.
    #[must_use]
    pub fn all(self) -> usize {
        self.errors + self.warnings + self.infos
    }
}

/// What one file came to; its records, if it has any, taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    /// The path as the user gave it.
    pub path: String,
    /// Its findings.
    pub count: Count,
    /// Its words.
    pub words: usize,
}

/// The files that have findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    kept: Vec<FileCount>,
    forgotten: usize,
}

impl Files {
    /// Adds what an article came to. Articles of one file come one after the other.
    pub fn add(&mut self, file: FileCount) {
        match self.kept.last_mut() {
            Some(last) if last.path == file.path => {
                last.count.add(file.count);
                last.words += file.words;
            }
            _ => {
                // Only now is it known that the last file is over, and what it came to.
                self.settle();
                self.kept.push(file);
            }
        }
    }

    /// Adds the files of another part of the run.
    pub fn extend(&mut self, other: Self) {
        other.kept.into_iter().for_each(|file| self.add(file));
        self.forgotten += other.forgotten;
    }

    /// Drops the last file if it has no findings, and forgets the least of too many.
    fn settle(&mut self) {
        self.kept.pop_if(|last| last.count.all() == 0);
        if self.kept.len() >= 2 * KEPT {
            self.kept.sort_by_key(|file| Reverse(file.count.all()));
            self.forgotten += self.kept.len() - KEPT;
            self.kept.truncate(KEPT);
        }
    }

    /// The files with most findings, the worst first, and how many there are in all.
    #[must_use]
    pub fn worst(&self, n: usize) -> (Vec<&FileCount>, usize) {
        let mut files: Vec<&FileCount> =
            self.kept.iter().filter(|file| file.count.all() > 0).collect();
        let total = self.forgotten + files.len();
        files.sort_by_key(|file| (Reverse(file.count.all()), &file.path));
        files.truncate(n);
        (files, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, errors: usize) -> FileCount {
        let count = Count { errors, ..Count::default() };
        FileCount { path: path.into(), count, words: 10 }
    }

    #[test]
    fn records_of_a_file_are_one_and_clean_files_none() {
        let mut files = Files::default();
        for (path, errors) in [("a", 0), ("b", 1), ("b", 0), ("b", 2), ("c", 5), ("d", 0)] {
            files.add(file(path, errors));
        }
        let (worst, total) = files.worst(9);
        let told: Vec<_> = worst.iter().map(|f| (&*f.path, f.count.errors, f.words)).collect();
        assert_eq!((told, total), (vec![("c", 5, 10), ("b", 3, 30)], 2));
    }

    #[test]
    fn of_very_many_the_worst_are_kept_and_all_are_counted() {
        let mut files = Files::default();
        for n in 0..5000 {
            files.add(file(&format!("{n}"), 1 + n % 1250));
        }
        let (worst, total) = files.worst(3);
        assert_eq!(total, 5000);
        assert_eq!(worst.iter().map(|f| f.count.errors).collect::<Vec<_>>(), [1250, 1250, 1250]);
        assert!(files.kept.len() <= 2 * KEPT);
    }
}
