//! Desks: the configuration, rules and words that hold for the documents of a folder, and engines made of them.
//!
//! They are loaded by whoever checks first, never by the thread that listens, and again as soon as one of their files has
//! changed. While a changed file cannot be used, the desk stays as it was and the trouble is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::cli::args::CommonArgs;
use crate::cli::house;
use crate::cli::setup::{Overrides, Setup};
use crate::config::FILE_NAME;
use crate::engine::Engine;
use crate::pack::Catalogue;
use crate::page;

/// The desk of a folder.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) setup: Setup,
    /// All rules, to explain them.
    pub(super) catalogue: Catalogue,
    overrides: Overrides,
    engines: Mutex<BTreeMap<Vec<usize>, Arc<Engine>>>,
}

impl Desk {
    fn load(args: &CommonArgs, folder: &Path) -> Result<Self> {
        let setup = Setup::at(args, folder)?;
        let (catalogue, overrides) = (setup.catalogue()?, Overrides::new(&setup)?);
        Ok(Self { setup, catalogue, overrides, engines: Mutex::default() })
    }

    /// The engine for a document; one that was never saved has no path.
    pub(super) fn engine(&self, path: Option<&Path>) -> Result<Arc<Engine>> {
        let bearing = self.overrides.bearing(path);
        let mut engines = locked(&self.engines);
        if let Some(engine) = engines.get(&bearing) {
            return Ok(Arc::clone(engine));
        }
        let engine = Arc::new(self.setup.engine(&bearing, &[], &[])?);
        engines.insert(bearing, Arc::clone(&engine));
        Ok(engine)
    }
}

/// What a check works with.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    /// The desk; `None` where none could be loaded yet.
    pub(super) desk: Option<Arc<Desk>>,
    /// What is wrong with its files now.
    pub(super) trouble: Option<String>,
}

/// The desks of all folders.
#[derive(Debug, Default)]
pub(super) struct Desks {
    args: CommonArgs,
    held: Mutex<BTreeMap<PathBuf, Held>>,
}

#[derive(Debug)]
struct Held {
    loaded: Loaded,
    stamps: Vec<Stamp>,
}

/// A file as it was when it was read; `None` for one that was not there.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

impl Desks {
    pub(super) fn new(args: CommonArgs) -> Self {
        Self { args, held: Mutex::default() }
    }

    /// The desk of a folder, loaded anew if one of its files has changed.
    pub(super) fn at(&self, folder: &Path) -> Loaded {
        let mut held = locked(&self.held);
        let before = held.get(folder);
        if let Some(held) = before.filter(|held| held.stamps.iter().all(is_current)) {
            return held.loaded.clone();
        }
        let loaded = match Desk::load(&self.args, folder) {
            Ok(desk) => Loaded { desk: Some(Arc::new(desk)), trouble: None },
            Err(err) => Loaded {
                desk: before.and_then(|held| held.loaded.desk.clone()),
                trouble: Some(format!("{err:#}")),
            },
        };
        let stamps = self.stamps(folder, loaded.desk.as_deref());
        held.insert(folder.to_owned(), Held { loaded: loaded.clone(), stamps });
        loaded
    }

    /// Adds a word to the vocabulary of a folder's desk: in its list of words, else its configuration, else a new one.
    ///
    /// # Errors
    /// When there is none to write into, or it cannot be read or written as it is.
    pub(super) fn add_word(&self, folder: &Path, word: &str) -> Result<()> {
        let Loaded { desk, trouble } = self.at(folder);
        if let Some(trouble) = trouble {
            bail!(trouble);
        }
        let Some(desk) = desk else { bail!("there is no desk") };
        house::accept(&desk.setup, word).map(drop)
    }

    /// The page of a rule, in Markdown.
    pub(super) fn page(&self, folder: &Path, rule: &str) -> Option<String> {
        let desk = self.at(folder).desk?;
        let def = desk.catalogue.get(rule)?;
        Some(page::explanation(def, desk.setup.lang))
    }

    /// Forgets what is loaded, so that the next check reads all files again.
    pub(super) fn forget(&self) {
        for held in locked(&self.held).values_mut() {
            // A file that is never current: what stands for the desk itself stays until then.
            held.stamps = vec![(PathBuf::new(), Some((SystemTime::UNIX_EPOCH, u64::MAX)))];
        }
    }

    /// The files that decide over a desk: those read, and the places where a configuration would go before the one read.
    fn stamps(&self, folder: &Path, desk: Option<&Desk>) -> Vec<Stamp> {
        let mut files: Vec<PathBuf> = desk.map(|desk| desk.setup.sources()).unwrap_or_default();
        files.extend(folder.ancestors().map(|dir| dir.join(FILE_NAME)));
        files.extend(self.args.config.iter().map(|file| folder.join(file)));
        files.sort();
        files.dedup();
        files.into_iter().map(|file| (file.clone(), seen(&file))).collect()
    }
}

fn is_current((file, then): &Stamp) -> bool {
    seen(file) == *then
}

fn seen(file: &Path) -> Option<(SystemTime, u64)> {
    let meta = fs::metadata(file).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

/// A lock whose holder has panicked is as good as any: what is behind it is put there whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
