//! `--watch`: checks again whenever an article, the configuration or a file that it names has changed.
//!
//! Files are looked at four times a second; what they hold is only read when one is newer or longer. A fault in the
//! configuration is told and waited out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use super::args::CheckArgs;
use super::inputs::Written;
use super::interrupt::Interrupt;
use super::setup::Setup;
use super::{Outcome, check, complain, inputs, locale, work};
use crate::diagnostic::Lang;

const PAUSE: Duration = Duration::from_millis(250);

/// Date and length of every file.
type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Checks until somebody has had enough.
pub(super) fn run(args: &CheckArgs) -> Result<Outcome> {
    let articles = work::paths(&args.work);
    if articles.iter().any(|path| path.as_os_str() == "-") {
        bail!("--watch: standard input does not change");
    }
    let interrupt = Interrupt::new()?;
    let mut desk = Vec::new();
    loop {
        // The state comes first: what changes during the check is checked again.
        let setup = Setup::new(&args.work.common);
        let lang = setup.as_ref().map_or_else(|_| locale::lang(), |setup| setup.lang);
        if let Ok(setup) = setup {
            desk = setup.files();
        }
        let files = [&articles[..], &desk].concat();
        let before = state(&files, args);
        clear()?;
        if let Err(err) = check::once(args, Some(&interrupt))
            && !interrupt.is_set()
        {
            if super::is_broken_pipe(&err) {
                return Err(err);
            }
            complain(&format!("sunting: {err:#}"));
        }
        complain(match lang {
            Lang::Id => "menunggu perubahan; Ctrl-C untuk selesai",
            Lang::En => "waiting for changes; Ctrl-C to stop",
        });
        while !interrupt.is_set() && state(&files, args) == before {
            thread::sleep(PAUSE);
        }
        if interrupt.is_set() {
            return Ok(Outcome::Clean);
        }
    }
}

/// On a terminal each check stands alone; in a file they follow one another.
fn clear() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        write!(out, "\u{1b}[2J\u{1b}[H")?;
        out.flush()?;
    }
    Ok(())
}

/// What the files are like. The reports that a check writes are no reason for another one.
fn state(paths: &[PathBuf], args: &CheckArgs) -> State {
    let written = Written::new(&args.reports);
    let mut state = State::new();
    for path in paths {
        // A pattern is no file: its folder is looked through.
        let folder =
            if path.is_file() { None } else { path.ancestors().find(|path| path.is_dir()) };
        if let Some(folder) = folder.or_else(|| (!path.exists()).then_some(Path::new("."))) {
            let entries = inputs::walk(folder).flatten().map(ignore::DirEntry::into_path);
            state.extend(
                entries.filter(|path| !written.holds(path)).filter_map(|path| dated(&path)),
            );
        } else {
            state.extend(dated(path));
        }
    }
    state
}

/// A file and its date, through links; folders change with every file that an editor puts beside another.
fn dated(path: &Path) -> Option<(PathBuf, (Option<SystemTime>, u64))> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((path.to_owned(), (meta.modified().ok(), meta.len())))
}
