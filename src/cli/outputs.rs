//! Where the reports of a run go: standard output and any number of files beside it.
//!
//! A report file is a file of its own until the run is over and takes its name in one step; so nobody ever reads half of
//! one. That it can be written is found out before the first article is read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

use super::args::{Format, ReportArg};
use super::work::Piece;
use super::workers::Workers;
use super::write;
use crate::report::{Report, Totals};

/// All reports of a run; the first is that of standard output.
pub(super) struct Outputs {
    outputs: Vec<Output>,
}

struct Output {
    report: Box<dyn Report>,
    to: To,
    /// Whether something has been said of an article.
    is_begun: bool,
    /// Bytes that are left for articles.
    room: Option<usize>,
    /// Findings that had no room.
    left_out: usize,
}

/// Where a report goes.
enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// The reader of standard output has gone (`| head`); the files are written all the same.
    Nobody,
    /// A file that takes its name when it is whole.
    Staged {
        file: BufWriter<NamedTempFile>,
        target: PathBuf,
    },
    /// A device or a pipe: no file can take its name.
    Stream {
        file: BufWriter<File>,
        target: PathBuf,
    },
}

impl Outputs {
    /// Opens everything. `make` gives the report of a format.
    ///
    /// # Errors
    /// When a file cannot be written, or is asked for twice.
    pub(super) fn open(
        format: Format,
        files: &[ReportArg],
        make: &dyn Fn(Format) -> Box<dyn Report>,
    ) -> Result<Self> {
        let stdout = To::Stdout(BufWriter::new(io::stdout().lock()));
        let mut outputs = vec![Output::new(make(format), stdout)];
        for (at, ReportArg { format, path }) in files.iter().enumerate() {
            if files[..at].iter().any(|other| other.path == *path) {
                bail!("--report: two reports cannot both be {}", path.display());
            }
            let to = To::file(*format, path).with_context(|| unwritten(path))?;
            outputs.push(Output::new(make(*format), to));
        }
        Ok(Self { outputs })
    }

    /// Writes what stands before the articles.
    pub(super) fn begin(&mut self) -> Result<()> {
        self.each(|output| output.write(&output.report.head()))
    }

    /// What each report says of each article; the work is done on all threads.
    pub(super) fn words(&self, workers: &Workers, pieces: &[Piece]) -> Vec<Vec<String>> {
        let reports: Vec<&dyn Report> = self.outputs.iter().map(|it| &*it.report).collect();
        let words = |piece: &Piece| match &piece.article {
            Some(doc) => reports.iter().map(|it| it.article(doc, &piece.found)).collect(),
            None => Vec::new(),
        };
        workers.map(pieces.iter().collect(), words)
    }

    /// Writes what each report says of an article that has so many findings.
    pub(super) fn article(&mut self, words: &[String], n_found: usize) -> Result<()> {
        let mut words = words.iter();
        self.each(|output| match words.next() {
            Some(words) => output.article(words, n_found),
            None => Ok(()),
        })
    }

    /// Lets people see what there is so far.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.each(|output| match &mut output.to {
            To::Stdout(out) => out.flush().map_err(Into::into),
            _ => Ok(()),
        })
    }

    /// Writes what stands behind the articles; then every file, whole now, takes its name.
    pub(super) fn finish(mut self, totals: &Totals) -> Result<()> {
        self.each(|output| {
            let totals = Totals { left_out: output.left_out, ..totals.clone() };
            output.write(&output.report.foot(&totals))
        })?;
        self.flush()?;
        self.outputs.into_iter().try_for_each(|output| output.to.settle())
    }

    /// Does something with each report. A reader of standard output that goes away ends a run only when nobody else is
    /// served by it.
    fn each(&mut self, mut work: impl FnMut(&mut Output) -> Result<()>) -> Result<()> {
        let has_files = self.outputs.len() > 1;
        for output in &mut self.outputs {
            match work(output) {
                Err(err) if has_files && super::is_broken_pipe(&err) && output.to.is_stdout() => {
                    output.to = To::Nobody;
                }
                result => result?,
            }
        }
        Ok(())
    }
}

impl Output {
    fn new(report: Box<dyn Report>, to: To) -> Self {
        let room = report.room();
        Self { report, to, is_begun: false, room, left_out: 0 }
    }

    fn article(&mut self, words: &str, n_found: usize) -> Result<()> {
        if words.is_empty() {
            return Ok(());
        }
        if let Some(room) = self.room {
            let Some(rest) = room.checked_sub(words.len()) else {
                self.left_out += n_found;
                return Ok(());
            };
            self.room = Some(rest);
        }
        if std::mem::replace(&mut self.is_begun, true) {
            self.write(self.report.separator())?;
        }
        self.write(words)
    }

    fn write(&mut self, words: &str) -> Result<()> {
        match &mut self.to {
            To::Stdout(out) => Ok(out.write_all(words.as_bytes())?),
            To::Nobody => Ok(()),
            To::Staged { file, target } => {
                file.write_all(words.as_bytes()).with_context(|| unwritten(target))
            }
            To::Stream { file, target } => {
                file.write_all(words.as_bytes()).with_context(|| unwritten(target))
            }
        }
    }
}

impl To {
    /// The file at a path, or one that will be there.
    fn file(format: Format, path: &Path) -> Result<Self> {
        let target = match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => bail!("it is a folder"),
            Ok(meta) if !meta.is_file() => {
                let file = BufWriter::new(OpenOptions::new().write(true).open(path)?);
                return Ok(Self::Stream { file, target: path.to_owned() });
            }
            Ok(meta) if meta.permissions().readonly() => bail!("it is read-only"),
            Ok(_) => fs::canonicalize(path)?,
            Err(err) if err.kind() == io::ErrorKind::NotFound => {
                match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    Some(folder) if !folder.is_dir() => {
                        bail!("there is no folder {}", folder.display())
                    }
                    _ => path.to_owned(),
                }
            }
            Err(err) => return Err(err.into()),
        };
        // The summary of a step is added to by all that runs in it.
        let before = if format == Format::GithubSummary && target.exists() {
            fs::read(&target)?
        } else {
            Vec::new()
        };
        let file = BufWriter::new(write::beside(&target, &before)?);
        Ok(Self::Staged { file, target })
    }

    fn is_stdout(&self) -> bool {
        matches!(self, Self::Stdout(_))
    }

    /// Whole now.
    fn settle(self) -> Result<()> {
        match self {
            Self::Stdout(_) | Self::Nobody => Ok(()),
            Self::Staged { file, target } => {
                let settle = || {
                    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                    write::take_place(file, &target)
                };
                settle().with_context(|| unwritten(&target))
            }
            Self::Stream { mut file, target } => file.flush().with_context(|| unwritten(&target)),
        }
    }
}

fn unwritten(path: &Path) -> String {
    format!("report {} cannot be written", path.display())
}
