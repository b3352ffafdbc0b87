//! The desk that is served: its configuration, its rules and words, and an engine for each choice that a writer makes.
//!
//! Loaded as the command line loads it. A word that a writer accepts goes into `sunting.toml` where there is one, else
//! it is known until the server stops.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::cli::args::CommonArgs;
use crate::cli::house;
use crate::cli::setup::Setup;
use crate::diagnostic::{Lang, RuleId, Severity};
use crate::engine::{Engine, Settings};
use crate::pack::{Catalogue, RuleDef};
use crate::rule::Profile;

/// Longest word that is taken into the vocabulary, in characters.
const WORD: usize = 60;

/// Whether a text can be a word of the vocabulary.
pub(super) fn is_word(text: &str) -> bool {
    let is_one = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    is_one && !text.is_empty() && text.chars().count() <= WORD
}

/// What a writer chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) profile: Profile,
    pub(super) lang: Lang,
}

/// The desk.
#[derive(Debug)]
pub(super) struct Desk {
    args: CommonArgs,
    /// What holds while a writer chooses nothing.
    pub(super) usual: Choice,
    /// The least severity that is shown while a writer chooses nothing.
    pub(super) least: Severity,
    catalogue: Catalogue,
    settings: Settings,
    state: Mutex<State>,
}

/// What changes while the server runs.
#[derive(Debug, Default)]
struct State {
    engines: Vec<(Choice, Arc<Engine>)>,
    /// Words that are in no file.
    words: Vec<String>,
}

/// Where an accepted word went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Into the configuration.
    File,
    /// Nowhere: it is forgotten when the server stops.
    Session,
}

impl Desk {
    /// Reads the configuration and all that it names, and builds the engine that most requests will want.
    pub(super) fn open(args: &CommonArgs) -> Result<Self> {
        let setup = Setup::new(args)?;
        let usual = Choice { profile: setup.config.profile, lang: setup.lang };
        let desk = Self {
            args: args.clone(),
            usual,
            least: setup.config.min_severity.unwrap_or(Severity::Warning),
            catalogue: setup.catalogue()?,
            settings: setup.config.settings(setup.lang, &[]),
            state: Mutex::default(),
        };
        desk.engine(usual)?;
        Ok(desk)
    }

    /// The engine for a choice. Fails where the configuration has been changed since and no longer fits.
    pub(super) fn engine(&self, choice: Choice) -> Result<Arc<Engine>> {
        let mut state = self.state();
        if let Some((_, engine)) = state.engines.iter().find(|(known, _)| *known == choice) {
            return Ok(Arc::clone(engine));
        }
        let mut setup = Setup::new(&self.args)?;
        setup.config.profile = choice.profile;
        setup.lang = choice.lang;
        setup.lexicon.accept(&state.words);
        let engine = Arc::new(setup.engine(&[], &[], &[])?);
        state.engines.push((choice, Arc::clone(&engine)));
        Ok(engine)
    }

    /// All rules, those of the desk among them.
    pub(super) fn rules(&self) -> impl Iterator<Item = &RuleDef> {
        self.catalogue.rules.iter()
    }

    pub(super) fn rule(&self, id: &str) -> Option<&RuleDef> {
        self.catalogue.get(id)
    }

    /// Whether a rule runs while a writer chooses nothing.
    pub(super) fn runs(&self, id: &RuleId) -> bool {
        self.rule(id.as_str()).is_some_and(|def| self.settings.severity(&def.meta).is_some())
    }

    /// Takes a word into the desk's vocabulary, for all engines from now on.
    pub(super) fn accept(&self, word: &str) -> Result<Kept> {
        let mut state = self.state();
        let setup = Setup::new(&self.args)?;
        let kept = keeps(&setup);
        match kept {
            Kept::File => {
                house::accept(&setup, word)?;
            }
            Kept::Session => state.words.push(word.to_owned()),
        }
        state.engines.clear();
        Ok(kept)
    }

    /// The words that the desk accepts, in order: those of the configuration, and those that are in no file.
    pub(super) fn words(&self) -> Result<Vec<String>> {
        let mut words = Setup::new(&self.args)?.config.vocabulary.accept;
        words.extend(self.state().words.iter().cloned());
        words.sort_unstable();
        words.dedup();
        Ok(words)
    }

    /// Forgets a word that is in no file; whether there was one.
    pub(super) fn forget(&self, word: &str) -> bool {
        let mut state = self.state();
        let before = state.words.len();
        state.words.retain(|known| known != word);
        let is_gone = state.words.len() < before;
        if is_gone {
            state.engines.clear();
        }
        is_gone
    }

    /// Where an accepted word will go.
    pub(super) fn keeps(&self) -> Kept {
        Setup::new(&self.args).map_or(Kept::Session, |setup| keeps(&setup))
    }

    /// Whoever broke while holding it left whole engines and words, or none.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A page makes no configuration where there is none.
fn keeps(setup: &Setup) -> Kept {
    if setup.file().is_some_and(|path| path.is_file()) { Kept::File } else { Kept::Session }
}
