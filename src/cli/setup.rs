//! From what was typed and what `sunting.toml` says to engines: the nearest configuration, the desk's own rules and
//! words, one engine for every set of overrides that some article needs.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;

use super::args::CommonArgs;
use super::cache::{self, Stamp};
use super::locale;
use crate::config::{self, Config, FILE_NAME};
use crate::diagnostic::Lang;
use crate::engine::{Engine, Settings};
use crate::lexicon::Lexicon;
use crate::pack::{Catalogue, PackFile};

/// Everything chosen, checked.
#[derive(Debug)]
pub(crate) struct Setup {
    pub(crate) config: Config,
    pub(crate) lang: Lang,
    pub(crate) lexicon: Lexicon,
    /// The folder that paths in the configuration are relative to.
    dir: PathBuf,
    /// The configuration, there or not; `None` where none is to be gone by.
    file: Option<PathBuf>,
    /// The words of the vocabulary's files.
    words: Vec<String>,
    /// What tells the word data from others.
    data: String,
    packs: Vec<HousePack>,
    /// The names that the desk spells in one way.
    names: Vec<String>,
}

/// The rule that holds articles to the desk's list of names.
const HOUSE_LIST: &str = "names/house-list";

/// A pack file of the desk and the tables beside it.
#[derive(Debug)]
struct HousePack {
    /// The file itself, whatever way it was named.
    file: PathBuf,
    path: String,
    text: String,
    tables: Vec<(String, String)>,
}

impl HousePack {
    fn add_to(&self, catalogue: &mut Catalogue) -> Result<()> {
        let tables: Vec<_> =
            self.tables.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        Ok(catalogue.add(&PackFile { path: &self.path, text: &self.text, tables: &tables })?)
    }
}

impl Setup {
    /// Reads the configuration and all that it names, seen from the working folder.
    pub(crate) fn new(args: &CommonArgs) -> Result<Self> {
        Self::at(args, &env::current_dir().context("the working directory")?)
    }

    /// The same for one who stands in another folder.
    pub(crate) fn at(args: &CommonArgs, here: &Path) -> Result<Self> {
        let Read { mut config, file, dir } = read_config(args, here)?;
        let (lexicon, data) = lexicon(args.lexicon.as_deref())?;
        config.profile = args.profile.map_or(config.profile, Into::into);
        let mut setup = Self {
            lang: args.lang.map(Into::into).or(config.language).unwrap_or_else(locale::lang),
            lexicon,
            dir,
            file,
            words: Vec::new(),
            data,
            packs: Vec::new(),
            names: Vec::new(),
            config,
        };
        for name in setup.config.packs.clone() {
            setup.add_packs(&setup.dir.join(name))?;
        }
        // Without a rule by name there is nothing to look up, and every command starts faster.
        if setup.config.names_rules() {
            setup.config.check(&setup.catalogue()?)?;
        }
        setup.vocabulary()?;
        setup.names()?;
        Ok(setup)
    }

    /// The place of a file that the configuration names.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The configuration, which may not be there yet; `None` where none is to be gone by.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.file.clone()
    }

    /// All files and folders of the desk that findings depend on.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let Config { packs, vocabulary, names, baseline, .. } = &self.config;
        let named = packs.iter().chain(&vocabulary.files).chain(names).chain(baseline);
        self.file.iter().cloned().chain(named.map(|name| self.beside(name))).collect()
    }

    /// Adds the desk's rules in a folder, or in one file.
    pub(super) fn add_packs(&mut self, path: &Path) -> Result<()> {
        let meta = fs::metadata(path).with_context(|| format!("rules {}", path.display()))?;
        if !meta.is_dir() {
            return self.add_pack(path);
        }
        let mut n_files = 0;
        let mut walk = WalkBuilder::new(path);
        for entry in walk.standard_filters(false).sort_by_file_name(Ord::cmp).build() {
            let entry = entry?;
            if entry.path().extension().is_some_and(|ext| ext == "toml") {
                self.add_pack(entry.path())?;
                n_files += 1;
            }
        }
        if n_files == 0 {
            bail!("rules {}: no .toml file in this folder", path.display());
        }
        Ok(())
    }

    /// Adds one pack, unless the configuration has named it before.
    fn add_pack(&mut self, path: &Path) -> Result<()> {
        let pack = house_pack(path)?;
        if self.packs.iter().all(|known| known.file != pack.file) {
            self.packs.push(pack);
        }
        Ok(())
    }

    /// The ids of the desk's rules in a file or folder that was added before.
    pub(super) fn rules_in(&self, path: &Path) -> Result<Vec<String>> {
        let path = fs::canonicalize(path).with_context(|| path.display().to_string())?;
        let mut catalogue = Catalogue::default();
        for pack in self.packs.iter().filter(|pack| pack.file.starts_with(&path)) {
            pack.add_to(&mut catalogue)?;
        }
        Ok(catalogue.ids().map(ToString::to_string).collect())
    }

    /// The rules that come with the tool and those of the desk.
    pub(crate) fn catalogue(&self) -> Result<Catalogue> {
        let mut catalogue = Catalogue::builtin();
        for pack in &self.packs {
            pack.add_to(&mut catalogue)?;
        }
        Ok(catalogue)
    }

    /// The engine for articles on which some overrides bear, by index and in order. `select` takes the place of the
    /// configuration's, `ignore` adds to it.
    pub(crate) fn engine(
        &self,
        bearing: &[usize],
        select: &[String],
        ignore: &[String],
    ) -> Result<Engine> {
        let settings = self.settings(bearing, select, ignore);
        Ok(Engine::new(self.catalogue()?, self.lexicon.clone(), &settings)?)
    }

    fn settings(&self, bearing: &[usize], select: &[String], ignore: &[String]) -> Settings {
        let mut settings = self.config.settings(self.lang, bearing);
        if !select.is_empty() {
            settings.select = select.to_vec();
        }
        settings.ignore.extend_from_slice(ignore);
        if !self.names.is_empty() {
            let own = settings.options.entry(HOUSE_LIST.to_owned()).or_default();
            own.entry("names").or_insert_with(|| self.names.clone().into());
        }
        settings
    }

    /// The name of all that findings depend on beside the article. Nothing is read for it a second time: what has
    /// changed since would go by the wrong name.
    fn stamp(&self, settings: &Settings) -> Stamp {
        let Self { config, words, names, packs, data, .. } = self;
        let packs = packs.iter().map(|pack| (&pack.path, &pack.text, &pack.tables));
        let packs = format!("{:?}", packs.collect::<Vec<_>>());
        let words = format!("{:?} {words:?} {names:?}", config.vocabulary);
        cache::stamp(&[&cache::program(), &format!("{settings:?}"), &packs, &words, data])
    }

    /// Every file and folder that was read, the configuration first, and the place where one would be found before it.
    pub(crate) fn sources(&self) -> Vec<PathBuf> {
        let Config { packs, vocabulary, names, .. } = &self.config;
        let named = packs.iter().chain(&vocabulary.files).chain(names);
        let mut sources = Vec::from_iter(self.file.clone());
        sources.extend(named.map(|name| self.dir.join(name)));
        for pack in &self.packs {
            sources.push(pack.file.clone());
            let tables = pack.tables.iter().map(|(name, _)| pack.file.with_file_name(name));
            sources.extend(tables);
        }
        sources
    }

    fn vocabulary(&mut self) -> Result<()> {
        for name in self.config.vocabulary.files.clone() {
            self.words.extend(self.lines("words", &name)?);
        }
        self.lexicon.accept(&self.words);
        let vocabulary = &self.config.vocabulary;
        self.lexicon.accept(&vocabulary.accept);
        self.lexicon.reject(&vocabulary.reject);
        Ok(())
    }

    /// Reads the desk's names; each of their words is right from then on.
    fn names(&mut self) -> Result<()> {
        for name in &self.config.names {
            self.names.extend(self.lines("names", name)?);
        }
        self.lexicon.accept(self.names.iter().flat_map(|name| name.split_whitespace()));
        Ok(())
    }

    /// The lines of a file that the configuration names, without comments and empty ones.
    fn lines(&self, what: &str, name: &str) -> Result<Vec<String>> {
        let path = self.dir.join(name);
        let text = read_text(&path).with_context(|| format!("{what} {}", path.display()))?;
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }
}

/// A configuration and where it was, or would be; no file where none is to be gone by.
struct Read {
    config: Config,
    file: Option<PathBuf>,
    dir: PathBuf,
}

/// The configuration to go by. Without one, all is as the catalogue says.
fn read_config(args: &CommonArgs, here: &Path) -> Result<Read> {
    let none = |file| Read { config: Config::default(), file, dir: here.to_owned() };
    if args.no_config {
        return Ok(none(None));
    }
    let nearest = || here.ancestors().map(|dir| dir.join(FILE_NAME)).find(|path| path.is_file());
    let Some(path) = args.config.clone().or_else(nearest) else {
        return Ok(none(Some(here.join(FILE_NAME))));
    };
    // Errors name the file as the person would: relative to where they stand.
    let name = path.strip_prefix(here).unwrap_or(&path).to_string_lossy().into_owned();
    let path = here.join(path);
    let text = read_text(&path).with_context(|| format!("configuration {name}"))?;
    let dir = path.parent().map_or_else(|| here.to_owned(), Path::to_owned);
    Ok(Read { config: Config::parse(&name, &text)?, file: Some(path), dir })
}

fn read_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path)?;
    Ok(crate::input::decode(&bytes).text)
}

fn house_pack(path: &Path) -> Result<HousePack> {
    let name = || path.display().to_string();
    let mut tables = Vec::new();
    let beside = fs::read_dir(path.parent().unwrap_or(Path::new(".")));
    for entry in beside.with_context(name)? {
        let table = entry.with_context(name)?.path();
        if table.extension().is_some_and(|ext| ext == "tsv")
            && let Some(file) = table.file_name()
        {
            let text = read_text(&table).with_context(|| table.display().to_string())?;
            tables.push((file.to_string_lossy().into_owned(), text));
        }
    }
    tables.sort();
    let file = fs::canonicalize(path).with_context(name)?;
    Ok(HousePack { file, path: name(), text: read_text(path).with_context(name)?, tables })
}

/// The word data, and what tells them from others.
fn lexicon(dir: Option<&Path>) -> Result<(Lexicon, String)> {
    let Some(dir) = dir else { return Ok((Lexicon::embedded(), String::new())) };
    let name = || format!("word data {}", dir.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).with_context(name)? {
        let path = entry.with_context(name)?.path();
        if path.is_file()
            && let Some(file) = path.file_name()
        {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            files.push((file.to_string_lossy().into_owned(), bytes));
        }
    }
    files.sort();
    let data = files.iter().map(|(name, bytes)| format!("{name} {}", cache::hex(bytes)));
    let data = data.collect::<Vec<_>>().join("\n");
    Ok((Lexicon::from_files(files).with_context(name)?, data))
}

/// An engine and the name of all that its findings depend on.
#[derive(Debug)]
pub(super) struct Checker {
    pub(super) engine: Engine,
    pub(super) stamp: Stamp,
}

/// Engines by the overrides that bear on an article, each built when it is first needed.
#[derive(Debug)]
pub(super) struct Engines<'a> {
    setup: &'a Setup,
    select: &'a [String],
    ignore: &'a [String],
    overrides: Overrides,
    built: BTreeMap<Vec<usize>, Arc<Checker>>,
}

impl<'a> Engines<'a> {
    /// `select` and `ignore` are those of the command line: the first takes the place of the configuration's, the
    /// second adds to it.
    pub(super) fn new(
        setup: &'a Setup,
        select: &'a [String],
        ignore: &'a [String],
    ) -> Result<Self> {
        let named = !select.is_empty() || !ignore.is_empty();
        let catalogue = if named { setup.catalogue()? } else { Catalogue::default() };
        for (option, names) in [("--select", select), ("--ignore", ignore)] {
            for name in names {
                if let Some(message) = config::unknown(&catalogue, name) {
                    bail!("{option}: {message}");
                }
            }
        }
        Ok(Self {
            setup,
            select,
            ignore,
            overrides: Overrides::new(setup)?,
            built: BTreeMap::new(),
        })
    }

    /// The engine for the articles of a path; `None` for standard input.
    pub(super) fn at(&mut self, path: Option<&Path>) -> Result<Arc<Checker>> {
        let bearing = self.overrides.bearing(path);
        if let Some(checker) = self.built.get(&bearing) {
            return Ok(Arc::clone(checker));
        }
        let engine = self.setup.engine(&bearing, self.select, self.ignore)?;
        let stamp = self.setup.stamp(&self.setup.settings(&bearing, self.select, self.ignore));
        let checker = Arc::new(Checker { engine, stamp });
        self.built.insert(bearing, Arc::clone(&checker));
        Ok(checker)
    }
}

/// The overrides of a configuration, ready to be held against paths.
#[derive(Debug)]
pub(crate) struct Overrides {
    dir: PathBuf,
    globs: Vec<GlobSet>,
}

impl Overrides {
    /// Reads the patterns; one that is none is an error that points at it.
    pub(crate) fn new(setup: &Setup) -> Result<Self> {
        let globs = setup.config.overrides.iter().map(|choice| {
            let mut set = GlobSetBuilder::new();
            for (pattern, span) in &choice.paths {
                let glob = GlobBuilder::new(pattern).literal_separator(true).build();
                let wrong = |err: globset::Error| {
                    setup.config.error(span.clone(), format!("bad pattern: {err}"))
                };
                set.add(glob.map_err(wrong)?);
            }
            Ok(set.build()?)
        });
        let globs = globs.collect::<Result<_>>()?;
        let dir = fs::canonicalize(&setup.dir).unwrap_or_else(|_| setup.dir.clone());
        Ok(Self { dir, globs })
    }

    /// The overrides, by index and in order, that bear on a path.
    pub(crate) fn bearing(&self, path: Option<&Path>) -> Vec<usize> {
        let (Some(path), false) = (path, self.globs.is_empty()) else { return Vec::new() };
        let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let Ok(inside) = full.strip_prefix(&self.dir) else { return Vec::new() };
        let matching = self.globs.iter().enumerate().filter(|(_, globs)| globs.is_match(inside));
        matching.map(|(at, _)| at).collect()
    }
}
