//! The engine: rules and word data in, findings of a document out.
//!
//! The same document gives the same findings, on any thread, in any order of documents. A rule that panics loses its
//! own findings and is named; the others keep theirs. The engine reads no file and no clock.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::case::{Shape, capitalised, folded, shape};
use crate::diagnostic::{Diagnostic, Lang, RuleId, Severity};
use crate::document::Document;
use crate::facts::Facts;
use crate::facts::intern::Interner;
use crate::facts::memory::Memory;
use crate::lexicon::Lexicon;
use crate::pack::pattern::Patterns;
use crate::pack::recall::Recall;
use crate::pack::sequences::Sequences;
use crate::pack::terms::Terms;
use crate::pack::{Body, Catalogue, PackError, RuleDef, nearest};
use crate::rule::{Context, Meta, Options, Profile, Rule, Sink, Status, Wanted};
use crate::rules::NATIVE;
use crate::suppress::{Certainty, Comments};

/// What a configuration says of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Never.
    Off,
    /// As the catalogue says, also for rules that are off by themselves.
    On,
    /// At most advice.
    Info,
    /// At most a warning.
    Warning,
    /// An error, whatever the catalogue says.
    Error,
}

/// Choices for one engine.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The language of messages.
    pub lang: Lang,
    /// Levels by rule id or `pack/*`; the more exact name wins.
    pub levels: BTreeMap<String, Level>,
    /// Options by rule id, merged over those of the catalogue.
    pub options: BTreeMap<String, toml::Table>,
    /// When not empty, only these rules (ids or `pack/*`) run; preview rules too, and by id those that are off.
    pub select: Vec<String>,
    /// These rules (ids or `pack/*`) never run.
    pub ignore: Vec<String>,
    /// Which rules run where nothing else is said.
    pub profile: Profile,
}

impl Settings {
    /// The severity a rule runs at, `None` when it does not run.
    #[must_use]
    pub fn severity(&self, meta: &Meta) -> Option<Severity> {
        let names = |list: &[String]| list.iter().any(|name| matches(name, &meta.id));
        if names(&self.ignore) || !self.select.is_empty() && !names(&self.select) {
            return None;
        }
        let of_pack = || self.levels.get(&format!("{}/*", meta.id.pack()));
        // Most desks name no rule, and this is asked of every one.
        let level = if self.levels.is_empty() {
            None
        } else {
            self.levels.get(meta.id.as_str()).or_else(of_pack).copied()
        };
        let outside = match self.profile {
            Profile::Minimal => meta.severity != Severity::Error,
            profile => profile < meta.profile,
        };
        let off = (outside || meta.status == Status::Preview) && !names(&self.select);
        match level {
            // To name a rule itself is to want it, even where a configuration has switched it off.
            Some(Level::Off) if self.select.iter().any(|name| name == meta.id.as_str()) => {
                Some(meta.severity)
            }
            Some(Level::Off) => None,
            Some(Level::On) => Some(meta.severity),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
            None => (!off).then_some(meta.severity),
        }
    }
}

/// Whether `name` (`pack/rule` or `pack/*`) means this rule.
fn matches(name: &str, id: &RuleId) -> bool {
    name == id.as_str() || name.strip_suffix("/*").is_some_and(|pack| pack == id.pack())
}

/// The rules that judge words by the lexicon, and know nothing of the names in the data of other rules.
const SPELLING: &str = "spelling";

/// About how many words the built-in rules hold others against.
const SPELLINGS: usize = 4096;

/// The words that rules hold others against, as they write them.
#[derive(Debug)]
struct Spellings(Interner);

impl Spellings {
    fn add(&mut self, rule: &dyn Rule) {
        for word in rule.spellings() {
            self.0.intern(word);
        }
    }

    /// Whether a word is one of them; a headline may stand in capitals.
    fn have(&self, word: &str) -> bool {
        let have = |word: &str| self.0.find(word).is_some();
        have(word) || shape(word) == Shape::Shout && have(&capitalised(&folded(word)))
    }
}

/// A rule that broke: its findings in this document are missing, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule, or the stage of the engine.
    pub rule: String,
    /// What it said while breaking.
    pub message: String,
}

/// What checking a document gave.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Findings in order of place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Rules that broke.
    pub failures: Vec<Failure>,
    /// Findings that the article's own comments silence.
    pub silenced: usize,
}

#[derive(Debug)]
struct Active {
    meta: Meta,
    severity: Severity,
    rule: Box<dyn Rule>,
}

/// Rules, words and settings, ready to check any number of documents from any number of threads.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    lang: Lang,
    rules: Vec<Active>,
    patterns: Patterns,
    terms: Terms,
    sequences: Sequences,
    comments: Comments,
    /// The rules that fall silent beside others.
    yielding: BTreeMap<RuleId, Meta>,
    spellings: Spellings,
    /// One for each thread that has checked; who takes one has it alone.
    shelves: Mutex<Vec<Shelf>>,
}

/// Looks for what several rules want in one pass.
type Together<'a> = &'a dyn Fn(&mut Recall) -> Vec<Diagnostic>;

/// What is kept from article to article. It changes no finding, only how soon it comes.
#[derive(Debug, Default)]
struct Shelf {
    memory: Memory,
    recall: Recall,
}

impl Engine {
    /// Builds the rules of a catalogue that the settings leave on.
    ///
    /// # Errors
    /// When the options of a rule do not fit it; the error names the rule and the option.
    pub fn new(
        catalogue: Catalogue,
        lexicon: Lexicon,
        settings: &Settings,
    ) -> Result<Self, PackError> {
        let said = catalogue.rules.iter().map(|def| (&def.meta, settings.severity(&def.meta)));
        let comments = Comments::new(said);
        let mut rules = Vec::new();
        let mut patterns = Patterns::new(catalogue.literals);
        let mut yielding = BTreeMap::new();
        let mut terms = catalogue.terms;
        let mut sequences = Sequences::default();
        let mut spellings = Spellings(Interner::with_capacity(SPELLINGS));
        for RuleDef { meta, body } in catalogue.rules {
            let Some(severity) = settings.severity(&meta) else {
                // What a rule holds to be right is right while it is off.
                if let Body::Native(options) = body {
                    spellings.add(&*native(&meta, &options, None)?);
                }
                continue;
            };
            let house = settings.options.get(meta.id.as_str());
            let Some(body) = chosen(&meta, body, house)? else { continue };
            if !meta.yields_to.is_empty() {
                yielding.insert(meta.id.clone(), meta.clone());
            }
            let rule: Box<dyn Rule> = match body {
                Body::Native(options) => native(&meta, &options, house)?,
                Body::Terms(list) => {
                    terms.want(list, meta, severity);
                    continue;
                }
                Body::Sequence(rows) => {
                    sequences.add(meta, severity, rows);
                    continue;
                }
                Body::Pattern(pattern) => {
                    patterns.add(meta, severity, pattern);
                    continue;
                }
                Body::Limit(limit) => Box::new(limit),
                Body::Consistency(spellings) => Box::new(spellings),
                Body::Repetition(repetition) => Box::new(repetition),
                Body::Own(rule) => rule,
                // A form is never made of forms, and comments are held to their rules after all others.
                Body::Forms(_) | Body::Suppression => continue,
            };
            spellings.add(&*rule);
            rules.push(Active { meta, severity, rule });
        }
        let lang = settings.lang;
        let shelves = Mutex::default();
        Ok(Self {
            lexicon,
            lang,
            rules,
            patterns,
            terms,
            sequences,
            comments,
            yielding,
            spellings,
            shelves,
        })
    }

    /// The words that the engine knows.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Checks one document.
    #[must_use]
    pub fn check(&self, doc: &Document) -> Checked {
        self.check_watched(doc, &mut |_| {})
    }

    /// Checks one document and tells `done` the name of each part of the work when it is over: `facts` with what the
    /// rules want of them, each rule that runs alone, `patterns` for what all patterns need and each pattern, then `terms` and `sequences`, which are looked
    /// for together. Whoever has a clock can time them.
    #[must_use]
    pub fn check_watched(&self, doc: &Document, done: &mut dyn FnMut(&str)) -> Checked {
        let mut checked = Checked::default();
        let Shelf { memory, mut recall } = self.shelves().pop().unwrap_or_default();
        let facts = match contained(|| Facts::gather_with(doc, &self.lexicon, memory)) {
            Ok(facts) => facts,
            Err(message) => {
                checked.failures.push(Failure { rule: "facts".into(), message });
                return checked;
            }
        };
        self.ask_rules(&facts, &mut recall, &mut checked);
        done("facts");
        let known = facts.words.spellings().iter().map(|spelling| spelling.known);
        let wishes = recall.wishes(known, self.rules.len());
        for (at, Active { meta, severity, rule }) in self.rules.iter().enumerate() {
            let cx = Context { doc, facts: &facts, lexicon: &self.lexicon, wanted: wishes.of(at) };
            let found = contained(|| {
                let mut out = Vec::new();
                rule.check(&cx, &mut Sink::new(meta, *severity, self.lang, &cx, &mut out));
                out
            });
            match found {
                Ok(found) => checked.diagnostics.extend(found),
                Err(message) => {
                    checked.failures.push(Failure { rule: meta.id.to_string(), message });
                }
            }
            done(meta.id.as_str());
        }
        let wanted = Wanted::default();
        let cx = Context { doc, facts: &facts, lexicon: &self.lexicon, wanted };
        self.check_patterns(&cx, &mut checked, done);
        let together: [(&str, Together<'_>); 2] = [
            ("terms", &|recall| self.terms.check(&cx, self.lang, recall)),
            ("sequences", &|recall| self.sequences.check(&cx, self.lang, recall)),
        ];
        for (name, work) in together {
            match contained(|| work(&mut recall)) {
                Ok(found) => checked.diagnostics.extend(found),
                Err(message) => checked.failures.push(Failure { rule: name.into(), message }),
            }
            done(name);
        }
        self.settle(doc, &mut checked.diagnostics);
        if !doc.comments.is_empty() {
            self.heed_comments(&cx, &mut checked);
        }
        let memory = facts.words.into_memory();
        // What broke may have left half of what it knew.
        if checked.failures.is_empty() && !memory.is_full() {
            self.shelves().push(Shelf { memory, recall });
        }
        checked
    }

    /// A thread that panicked has left whole shelves behind.
    fn shelves(&self) -> MutexGuard<'_, Vec<Shelf>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks each rule which of the new spellings it wants.
    fn ask_rules(&self, facts: &Facts, recall: &mut Recall, checked: &mut Checked) {
        let memory = facts.words.memory();
        recall.ask(memory, &self.lexicon, self.rules.len(), |at, of_all| {
            let Active { meta, rule, .. } = &self.rules[at];
            if let Err(message) = contained(|| of_all(&**rule)) {
                checked.failures.push(Failure { rule: meta.id.to_string(), message });
            }
        });
    }

    /// Does what the article's comments ask for.
    fn heed_comments(&self, cx: &Context<'_>, checked: &mut Checked) {
        let certainty =
            if checked.failures.is_empty() { Certainty::Whole } else { Certainty::Partial };
        let nearest = |name: &str| nearest(name, self.comments.names()).map(str::to_owned);
        let found = &mut checked.diagnostics;
        checked.silenced = self.comments.settle(cx, self.lang, found, certainty, &nearest);
    }

    /// The patterns, each by itself but for one look at what they need.
    fn check_patterns(&self, cx: &Context<'_>, checked: &mut Checked, done: &mut dyn FnMut(&str)) {
        let chances = match contained(|| self.patterns.chances(cx.doc)) {
            Ok(chances) => chances,
            Err(message) => {
                checked.failures.push(Failure { rule: "patterns".into(), message });
                return;
            }
        };
        done("patterns");
        for (rule, meta) in self.patterns.metas().enumerate() {
            match contained(|| self.patterns.check(rule, &chances, cx, self.lang)) {
                Ok(found) => checked.diagnostics.extend(found),
                Err(message) => {
                    checked.failures.push(Failure { rule: meta.id.to_string(), message });
                }
            }
            done(meta.id.as_str());
        }
    }

    /// Puts findings in order and silences the rule that yields where two speak of the same words.
    fn settle(&self, doc: &Document, found: &mut Vec<Diagnostic>) {
        found.retain(|d| d.rule.pack() != SPELLING || !self.spellings.have(doc.str(d.span)));
        found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        found.dedup_by(|a, b| a.span == b.span && a.rule == b.rule);
        // How far the findings up to each one reach: it never falls back, so that those before a place are cut off at once.
        let reach: Vec<usize> = found
            .iter()
            .scan(0, |reach, d| {
                *reach = d.span.end().max(*reach);
                Some(*reach)
            })
            .collect();
        let silent: Vec<bool> = found
            .iter()
            .map(|d| {
                let Some(meta) = self.yielding.get(&d.rule) else { return false };
                let from = reach.partition_point(|&reach| reach <= d.span.start());
                found[from..]
                    .iter()
                    .take_while(|o| o.span.start() < d.span.end())
                    .any(|o| o.span.overlaps(d.span) && meta.yields_to(&o.rule))
            })
            .collect();
        let mut silent = silent.into_iter();
        found.retain(|_| !silent.next().unwrap_or(false));
    }
}

/// What a rule does once the desk's choices are made; `None` for one that waits for a choice.
fn chosen(meta: &Meta, body: Body, house: Option<&toml::Table>) -> Result<Option<Body>, PackError> {
    match body {
        Body::Forms(forms) => {
            let name = house.and_then(|house| house.get("form")).and_then(toml::Value::as_str);
            forms.choose(name).map_err(|message| PackError::choice(&meta.id, &message))
        }
        Body::Limit(limit) => {
            let max = house.and_then(|house| house.get("max")).and_then(toml::Value::as_integer);
            let max = max.and_then(|max| usize::try_from(max).ok());
            Ok(Some(Body::Limit(match max {
                Some(max) => limit.with_max(max),
                None => limit,
            })))
        }
        Body::Consistency(spellings) => {
            let preferred = house.and_then(|house| house.get("preferred"));
            let preferred = preferred.and_then(toml::Value::as_array).into_iter().flatten();
            let spellings = spellings
                .with_preferred(preferred.filter_map(toml::Value::as_str))
                .map_err(|message| PackError::choice(&meta.id, &message))?;
            Ok(Some(Body::Consistency(spellings)))
        }
        body => Ok(Some(body)),
    }
}

fn native(
    meta: &Meta,
    options: &Options,
    house: Option<&toml::Table>,
) -> Result<Box<dyn Rule>, PackError> {
    let row = NATIVE.binary_search_by(|(id, _)| (*id).cmp(meta.id.as_str()));
    let (_, build) =
        row.ok().map(|at| NATIVE[at]).ok_or_else(|| PackError::no_such_native(&meta.id))?;
    build(options, house).map_err(|message| PackError::choice(&meta.id, &message))
}

/// Runs a piece of work so that a panic in it is a message, not the end.
///
/// What the work had collected is dropped with it, so nothing half-made is ever seen: hence `AssertUnwindSafe`.
fn contained<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules that speak of a text in a profile, and with options for one rule.
    fn spoken(profile: Profile, rule: &str, options: &str, text: &str) -> Vec<String> {
        let table: toml::Table = toml::from_str(options).expect("options");
        let options =
            if table.is_empty() { BTreeMap::new() } else { [(rule.to_owned(), table)].into() };
        let settings = Settings { options, profile, ..Settings::default() };
        let engine =
            Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings).expect("fits");
        let found = engine.check(&Document::plain(text)).diagnostics;
        found.iter().filter(|d| d.rule.as_str() == rule).map(|d| d.message.clone()).collect()
    }

    #[test]
    fn a_profile_says_which_rules_run() {
        let text = "Lurah itu menilai, harganya Rp 15.000.";
        for (profile, rule, count) in [
            (Profile::Strict, "punctuation/comma-after-say-verb", 1),
            (Profile::News, "punctuation/comma-after-say-verb", 0),
            (Profile::Strict, "figures/rupiah", 1),
            (Profile::News, "figures/rupiah", 0),
        ] {
            assert_eq!(spoken(profile, rule, "", text).len(), count, "{rule} in {profile:?}");
        }
        let text = "Ia datang tetapi anda pergi.";
        assert_eq!(spoken(Profile::Minimal, "case/anda", "", text).len(), 1);
        assert_eq!(
            spoken(Profile::Minimal, "punctuation/comma-before-contrast", "", text).len(),
            0
        );
        assert_eq!(spoken(Profile::News, "punctuation/comma-before-contrast", "", text).len(), 1);
    }

    #[test]
    fn a_desk_chooses_a_form_and_a_limit() {
        let spaced = "form = \"spaced\"";
        assert_eq!(
            spoken(Profile::Strict, "figures/rupiah", spaced, "Harganya Rp 15.000.").len(),
            0
        );
        assert_eq!(
            spoken(Profile::Strict, "figures/rupiah", spaced, "Harganya Rp15.000.").len(),
            1
        );
        // Without a choice there is no house form to hold the text against.
        assert_eq!(spoken(Profile::Strict, "figures/percent", "", "Naik 12 persen.").len(), 0);
        assert_eq!(
            spoken(Profile::Strict, "figures/percent", "form = \"sign\"", "Naik 12 persen.").len(),
            1
        );
        let tiongkok = "preferred = [\"Tiongkok\", \"Kyiv\"]";
        let text = "Kapal dari China tiba di Kiev.";
        assert_eq!(spoken(Profile::News, "places/variant", "", text).len(), 0);
        let found = spoken(Profile::News, "places/variant", tiongkok, text);
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("Tiongkok") && found[1].contains("Kyiv"), "{found:?}");
        let text = "Hujan turun. Air naik. Warga pulang. Malam tiba. Jalan sepi. Pasar tutup.";
        assert_eq!(spoken(Profile::Strict, "structure/paragraph-length", "max = 6", text).len(), 0);
        assert_eq!(spoken(Profile::Strict, "structure/paragraph-length", "max = 3", text).len(), 1);
    }
}
