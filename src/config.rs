//! `sunting.toml`: what a desk chooses. Strict: an unknown key or rule is an error that points into the file and
//! suggests what was meant.
//!
//! Reads no file: the text comes in, choices come out; folders and word files that it names are opened by the caller.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::{Spanned, Value};

use crate::diagnostic::{Lang, RuleId, Severity};
use crate::engine::{Level, Settings};
use crate::input::Fields;
use crate::pack::{Body, Catalogue, PackError, explained, nearest, with_hint};
use crate::rule::Profile;
use crate::rules::NATIVE;

/// The name of the file.
pub const FILE_NAME: &str = "sunting.toml";

/// The rule that asks comments for a reason.
const REASON: &str = "suppressions/no-reason";

/// What is wrong with a configuration, and where: the same form as for packs.
pub type ConfigError = PackError;

/// The least severity that makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Any finding.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The severity meant, `None` for never.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Never => None,
        }
    }
}

/// The desk's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Vocabulary {
    /// Words that are right.
    pub accept: Vec<String>,
    /// Words that are wrong, whatever the lists say.
    pub reject: Vec<String>,
    /// Files of words that are right, one a line, beside the configuration.
    pub files: Vec<String>,
}

/// How comments in articles that silence rules are held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Suppressions {
    /// Whether each must say why.
    pub require_reason: bool,
}

/// What is chosen for some rules.
#[derive(Clone, Debug, Default)]
struct Choices {
    levels: BTreeMap<String, Level>,
    options: BTreeMap<String, toml::Table>,
    places: Vec<(String, Range<usize>)>,
}

/// Choices for the articles of some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// Globs, relative to the configuration's folder, and where each stands in the file, in bytes.
    pub paths: Vec<(String, Range<usize>)>,
    rules: Choices,
}

/// A configuration, read and, after [`Config::check`], known to fit the rules.
#[derive(Clone, Debug, Default)]
pub struct Config {
    path: String,
    text: String,
    /// The language of messages.
    pub language: Option<Lang>,
    /// The least severity that is shown.
    pub min_severity: Option<Severity>,
    /// The least severity that makes a run fail.
    pub fail_on: Option<FailOn>,
    /// Which rules run where nothing else is said; `news` without it.
    pub profile: Profile,
    /// Folders or files of the desk's own rules.
    pub packs: Vec<String>,
    /// The desk's own words.
    pub vocabulary: Vocabulary,
    /// Files of names that are spelt in one way in all articles, one a line, beside the configuration.
    pub names: Vec<String>,
    /// Names of the fields of records.
    pub records: Fields,
    /// The file of findings that are known, beside the configuration.
    pub baseline: Option<String>,
    /// How comments in articles that silence rules are held.
    pub suppressions: Suppressions,
    /// Choices by path; of several that match, the later wins.
    pub overrides: Vec<Override>,
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    rules: Choices,
}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[derive(Default)]
struct Raw {
    language: Option<Lang>,
    min_severity: Option<Severity>,
    fail_on: Option<FailOn>,
    profile: Profile,
    packs: Vec<String>,
    select: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    vocabulary: Vocabulary,
    names: Vec<String>,
    records: Fields,
    baseline: Option<String>,
    suppressions: Suppressions,
    rules: BTreeMap<Spanned<String>, Spanned<Value>>,
    #[serde(rename = "override")]
    overrides: Vec<RawOverride>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawOverride {
    paths: Vec<Spanned<String>>,
    rules: BTreeMap<Spanned<String>, Spanned<Value>>,
}

impl Config {
    /// Reads a configuration. `path` is its name in error messages.
    ///
    /// # Errors
    /// When the text is no TOML, or holds an unknown key or a value that does not fit; with line and column.
    pub fn parse(path: &str, text: &str) -> Result<Self, ConfigError> {
        let raw: Raw = toml::from_str(text)
            .map_err(|err| ConfigError::at(path, text, err.span(), explained(err.message())))?;
        let choices = |rules| Choices::read(rules).map_err(|(s, m)| Self::fault(path, text, s, m));
        let overrides = raw.overrides.into_iter().map(|raw| {
            let paths = raw.paths.into_iter().map(|path| (path.span(), path.into_inner()));
            Ok(Override {
                paths: paths.map(|(span, path)| (path, span)).collect(),
                rules: choices(raw.rules)?,
            })
        });
        Ok(Self {
            language: raw.language,
            min_severity: raw.min_severity,
            fail_on: raw.fail_on,
            profile: raw.profile,
            packs: raw.packs,
            vocabulary: raw.vocabulary,
            names: raw.names,
            records: raw.records,
            baseline: raw.baseline,
            suppressions: raw.suppressions,
            overrides: overrides.collect::<Result<_, ConfigError>>()?,
            select: raw.select,
            ignore: raw.ignore,
            rules: choices(raw.rules)?,
            path: path.to_owned(),
            text: text.to_owned(),
        })
    }

    /// Whether it names any rule at all.
    #[must_use]
    pub fn names_rules(&self) -> bool {
        let choices = self.overrides.iter().map(|choice| &choice.rules);
        !self.select.is_empty()
            || !self.ignore.is_empty()
            || std::iter::once(&self.rules).chain(choices).any(|rules| !rules.places.is_empty())
    }

    /// Makes sure that every rule named here exists and takes the options given to it.
    ///
    /// # Errors
    /// At the first name or option that does not fit.
    pub fn check(&self, catalogue: &Catalogue) -> Result<(), ConfigError> {
        let fail = |span: &Range<usize>, message| Err(self.error(span.clone(), message));
        for name in self.select.iter().chain(&self.ignore) {
            if let Some(message) = unknown(catalogue, name.as_ref()) {
                return fail(&name.span(), message);
            }
        }
        let all = self.overrides.iter().map(|choice| &choice.rules);
        for choices in std::iter::once(&self.rules).chain(all) {
            for (name, span) in &choices.places {
                if let Some(message) = unknown(catalogue, name) {
                    return fail(span, message);
                }
                if let Some(options) = choices.options.get(name)
                    && let Err(message) = fits(catalogue, name, options)
                {
                    return fail(span, message);
                }
            }
        }
        Ok(())
    }

    /// The settings for an article on which some of the overrides (by index, in order) bear.
    #[must_use]
    pub fn settings(&self, lang: Lang, overrides: &[usize]) -> Settings {
        let names = |list: &[Spanned<String>]| -> Vec<String> {
            list.iter().map(|name| name.as_ref().clone()).collect()
        };
        let mut settings = Settings {
            lang,
            levels: self.rules.levels.clone(),
            options: self.rules.options.clone(),
            select: names(&self.select),
            ignore: names(&self.ignore),
            profile: self.profile,
        };
        if self.suppressions.require_reason {
            settings.levels.entry(REASON.to_owned()).or_insert(Level::On);
        }
        for choice in overrides.iter().filter_map(|&at| self.overrides.get(at)) {
            for (name, level) in &choice.rules.levels {
                // `pack/*` for some paths also overrides what is said of single rules for all paths.
                if let Some(pack) = name.strip_suffix('*') {
                    settings.levels.retain(|rule, _| !rule.starts_with(pack));
                }
                settings.levels.insert(name.clone(), *level);
            }
            // Names with a star sort before rule ids, so a single rule of the same override still wins.
            for (name, options) in &choice.rules.options {
                settings.options.entry(name.clone()).or_default().extend(options.clone());
            }
        }
        settings
    }

    /// An error at a place of this file, in bytes.
    #[must_use]
    pub fn error(&self, span: Range<usize>, message: String) -> ConfigError {
        Self::fault(&self.path, &self.text, span, message)
    }

    fn fault(path: &str, text: &str, span: Range<usize>, message: String) -> ConfigError {
        ConfigError::at(path, text, Some(span), message)
    }
}

impl Choices {
    fn read(
        raw: BTreeMap<Spanned<String>, Spanned<Value>>,
    ) -> Result<Self, (Range<usize>, String)> {
        let mut choices = Self::default();
        for (name, value) in raw {
            let span = value.span();
            choices.places.push((name.as_ref().clone(), name.span()));
            let name = name.into_inner();
            match value.into_inner() {
                Value::String(word) => {
                    choices.levels.insert(name, level(&word).map_err(|message| (span, message))?);
                }
                Value::Table(mut table) => {
                    match table.remove("level") {
                        Some(Value::String(word)) => {
                            let level = level(&word).map_err(|message| (span, message))?;
                            choices.levels.insert(name.clone(), level);
                        }
                        Some(_) => return Err((span, "`level` is not a string".into())),
                        None => {}
                    }
                    if !table.is_empty() {
                        choices.options.insert(name, table);
                    }
                }
                _ => return Err((span, format!("rule `{name}` wants one of {}", quoted()))),
            }
        }
        Ok(choices)
    }
}

const LEVELS: &[(&str, Level)] = &[
    ("off", Level::Off),
    ("on", Level::On),
    ("info", Level::Info),
    ("warning", Level::Warning),
    ("error", Level::Error),
];

fn level(word: &str) -> Result<Level, String> {
    let found = LEVELS.iter().find(|(name, _)| *name == word);
    found.map(|(_, level)| *level).ok_or_else(|| {
        let hint = nearest(word, LEVELS.iter().map(|(name, _)| *name));
        with_hint(&format!("unknown level `{word}`, expected one of {}", quoted()), hint)
    })
}

fn quoted() -> String {
    let names: Vec<_> = LEVELS.iter().map(|(name, _)| format!("`{name}`")).collect();
    names.join(", ")
}

/// What is wrong with the name of a rule, `None` when there is such a rule (`pack/rule`) or pack (`pack/*`).
#[must_use]
pub fn unknown(catalogue: &Catalogue, name: &str) -> Option<String> {
    if let Some(pack) = name.strip_suffix("/*") {
        if catalogue.ids().any(|id| id.pack() == pack) {
            return None;
        }
        let hint = nearest(pack, catalogue.ids().map(RuleId::pack)).map(|pack| format!("{pack}/*"));
        return Some(with_hint(&format!("no pack `{pack}`"), hint.as_deref()));
    }
    if catalogue.get(name).is_some() {
        return None;
    }
    // A name alone is often all that is remembered of an id.
    let rule = |id: &str| id.split('/').nth(1).unwrap_or_default().to_owned();
    let alone = catalogue.ids().map(RuleId::as_str).find(|id| rule(id) == name);
    let hint = alone.or_else(|| nearest(name, catalogue.ids().map(RuleId::as_str)));
    Some(with_hint(&format!("no rule `{name}`"), hint))
}

/// Whether a rule can be made with some options.
fn fits(catalogue: &Catalogue, name: &str, options: &toml::Table) -> Result<(), String> {
    let Some(def) = catalogue.get(name) else {
        return Err(format!("options belong to a single rule, not to `{name}`"));
    };
    if let Some(settable) = def.body.settable() {
        return fits_data(&def.body, settable, name, options);
    }
    let Body::Native(given) = &def.body else { return Ok(()) };
    let row = NATIVE.iter().find(|(id, _)| *id == name);
    row.map_or(Ok(()), |(_, build)| {
        build(given, Some(options))
            .map(|_| ())
            .map_err(|message| format!("rule `{name}`: {}", explained(&message)))
    })
}

/// Whether a rule that is data can be held as the options say.
fn fits_data(
    body: &Body,
    settable: &[&str],
    name: &str,
    options: &toml::Table,
) -> Result<(), String> {
    if settable.is_empty() {
        return Err(format!("rule `{name}` takes no options"));
    }
    for (key, value) in options {
        if !settable.contains(&key.as_str()) {
            let hint = nearest(key, settable.iter().copied());
            return Err(with_hint(&format!("rule `{name}`: unknown option `{key}`"), hint));
        }
        match (body, value) {
            (Body::Limit(_), Value::Integer(0..)) => {}
            (Body::Limit(_), _) => return Err(format!("rule `{name}`: `max` is not a number")),
            (Body::Forms(forms), Value::String(form)) if forms.bodies.contains_key(form) => {}
            (Body::Consistency(_), Value::Array(list)) if list.iter().all(Value::is_str) => {}
            (Body::Consistency(_), _) => {
                return Err(format!("rule `{name}`: `preferred` is a list of spellings"));
            }
            (Body::Forms(forms), _) => {
                let known: Vec<String> =
                    forms.bodies.keys().map(|form| format!("`{form}`")).collect();
                return Err(format!("rule `{name}`: `form` is one of {}", known.join(", ")));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn complaint(text: &str) -> String {
        let read = Config::parse(FILE_NAME, text);
        let checked = read.and_then(|config| config.check(&Catalogue::builtin()));
        checked.expect_err("a fault").to_string()
    }

    #[test]
    fn a_fault_is_told_with_its_place_and_what_was_meant() {
        let said = complaint("langauge = \"id\"\n");
        assert!(said.starts_with("sunting.toml:1:1: unknown field `langauge`"), "{said}");
        assert!(said.ends_with("did you mean `language`?"), "{said}");
        let said = complaint("[rules]\n\"spelling/mispelt\" = \"off\"\n");
        assert!(said.starts_with("sunting.toml:2:1: no rule `spelling/mispelt`"), "{said}");
        assert!(said.ends_with("did you mean `spelling/misspelt`?"), "{said}");
        let said = complaint("[rules]\n\"spelling/misspelt\" = \"warn\"\n");
        assert!(said.starts_with("sunting.toml:2:23: unknown level `warn`"), "{said}");
        let said = complaint("select = [\"speling/*\"]\n");
        assert!(said.ends_with("no pack `speling`; did you mean `spelling/*`?"), "{said}");
        let said = complaint("[rules]\n\"spelling/misspelt\" = { level = \"info\", maks = 3 }\n");
        assert!(said.starts_with("sunting.toml:2:1: rule `spelling/misspelt`: unknown"), "{said}");
        assert!(complaint("[records]\ntxt = \"isi\"\n").ends_with("did you mean `text`?"));
    }

    #[test]
    fn an_override_wins_over_what_holds_everywhere() {
        let text = "[rules]\n\"a/b\" = \"error\"\n[[override]]\npaths = [\"opini/**\"]\n\
                    rules = { \"a/*\" = \"off\", \"a/c\" = { level = \"info\", max = 3 } }\n";
        let config = Config::parse(FILE_NAME, text).expect("valid");
        assert_eq!(config.settings(Lang::Id, &[]).levels["a/b"], Level::Error);
        let settings = config.settings(Lang::Id, &[0]);
        assert_eq!(settings.levels.get("a/b"), None);
        assert_eq!(settings.levels["a/*"], Level::Off);
        assert_eq!(settings.levels["a/c"], Level::Info);
        assert_eq!(settings.options["a/c"]["max"].as_integer(), Some(3));
    }

    #[test]
    fn a_profile_and_the_choices_of_rules_that_are_data_are_read_and_checked() {
        let text = "profile = \"strict\"\n[rules]\n\"style/long-sentence\" = { level = \"on\", max = 30 }\n\
                    \"figures/rupiah\" = { form = \"spaced\" }\n";
        let config = Config::parse(FILE_NAME, text).expect("valid");
        config.check(&Catalogue::builtin()).expect("fits");
        let settings = config.settings(Lang::Id, &[]);
        assert_eq!(settings.profile, Profile::Strict);
        assert_eq!(settings.options["style/long-sentence"]["max"].as_integer(), Some(30));
        assert!(complaint("profile = \"strikt\"\n").ends_with("did you mean `strict`?"));
        let said = complaint("[rules]\n\"figures/rupiah\" = { form = \"wide\" }\n");
        assert!(said.ends_with("`form` is one of `joined`, `spaced`"), "{said}");
        let said = complaint("[rules]\n\"style/long-sentence\" = { maks = 30 }\n");
        assert!(said.ends_with("unknown option `maks`; did you mean `max`?"), "{said}");
        let said = complaint("[rules]\n\"style/long-sentence\" = { max = \"30\" }\n");
        assert!(said.ends_with("`max` is not a number"), "{said}");
        let said = complaint("[rules]\n\"style/double-plural\" = { max = 3 }\n");
        assert!(said.ends_with("takes no options"), "{said}");
    }
}
