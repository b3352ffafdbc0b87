//! `sunting rules`, `sunting explain` and `sunting test`: what the catalogue says, for people.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, bail};
use serde::Serialize;

use super::Outcome;
use super::args::{ExplainArgs, RulesArgs, TableFormat, TestArgs};
use super::setup::Setup;
use crate::config;
use crate::diagnostic::{Lang, RuleId, Severity};
use crate::engine::Settings;
use crate::examples::{self, Broken};
use crate::page::{self, status, words};
use crate::report::clean;
use crate::rule::Meta;

/// Characters of a message in the table.
const WIDTH: usize = 72;

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    severity: &'static str,
    status: &'static str,
    profile: &'static str,
    on: bool,
    message: Words<'a>,
    source: &'a str,
}

#[derive(Serialize)]
struct Words<'a> {
    id: &'a str,
    en: &'a str,
}

/// The table of all rules.
pub(super) fn rules(args: &RulesArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.common)?;
    let settings = setup.config.settings(setup.lang, &[]);
    let catalogue = setup.catalogue()?;
    let mut metas: Vec<&Meta> = catalogue.rules.iter().map(|def| &def.meta).collect();
    metas.retain(|meta| is_listed(args, meta, settings.severity(meta).is_some()));
    metas.sort_by(|a, b| a.id.cmp(&b.id));
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.format == TableFormat::Json {
        let rows = metas.iter().map(|meta| row(meta, settings.severity(meta).is_some()));
        let rows: Vec<_> = rows.collect();
        serde_json::to_writer_pretty(&mut out, &rows).map_err(io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(Outcome::Clean);
    }
    let width = metas.iter().map(|meta| meta.id.as_str().len()).max().unwrap_or(0);
    for meta in metas {
        let severity = settings.severity(meta).map_or("off", |severity| severity.as_str());
        let words = shortened(words(&meta.message, setup.lang));
        let (id, status) = (meta.id.as_str(), status(meta.status));
        writeln!(out, "{id:width$}  {severity:7}  {status:7}  {words}")?;
    }
    out.flush()?;
    Ok(Outcome::Clean)
}

/// Whether a rule is one of those that were asked for.
fn is_listed(args: &RulesArgs, meta: &Meta, on: bool) -> bool {
    let source = args.source.as_ref().map(|text| text.to_lowercase());
    (args.pack.is_empty()
        || args.pack.iter().any(|pack| pack.trim_end_matches("/*") == meta.id.pack()))
        && args.severity.is_none_or(|severity| Severity::from(severity) == meta.severity)
        && source.is_none_or(|text| meta.source.to_lowercase().contains(&text))
        && (on || !args.on)
}

fn row(meta: &Meta, on: bool) -> Row<'_> {
    Row {
        id: meta.id.as_str(),
        severity: meta.severity.as_str(),
        status: status(meta.status),
        profile: meta.profile.as_str(),
        on,
        message: Words { id: &meta.message.id, en: &meta.message.en },
        source: &meta.source,
    }
}

/// All about one rule.
pub(super) fn explain(args: &ExplainArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.common)?;
    let catalogue = setup.catalogue()?;
    let Some(def) = catalogue.get(&args.id) else {
        let message = config::unknown(&catalogue, &args.id).unwrap_or_default();
        bail!("{}", if message.is_empty() { format!("`{}` is no rule", args.id) } else { message });
    };
    let text = page::text(def, setup.lang);
    let mut out = io::stdout().lock();
    out.write_all(clean::lines(&text).as_bytes())?;
    out.flush()?;
    Ok(Outcome::Clean)
}

/// Runs the examples of packs.
pub(super) fn test(args: &TestArgs) -> Result<Outcome> {
    let mut setup = Setup::new(&args.common)?;
    let mut wanted: Vec<String> = Vec::new();
    for name in &args.packs {
        let known = setup.catalogue()?;
        if known.ids().any(|id| is_meant(name, id)) {
            wanted.push(name.clone());
        } else if Path::new(name).exists() {
            setup.add_packs(Path::new(name))?;
            wanted.extend(setup.rules_in(Path::new(name))?);
        } else {
            bail!("no pack, rule, file or folder `{name}`");
        }
    }
    let is_wanted =
        |id: &RuleId| args.packs.is_empty() || wanted.iter().any(|name| is_meant(name, id));
    // What a desk has configured is no fault of the examples: they are tried as the catalogue stands.
    let settings = Settings { lang: setup.lang, ..Settings::default() };
    let report = examples::run(setup.catalogue()?, setup.lexicon.clone(), &settings)?;
    let catalogue = setup.catalogue()?;
    let mut metas: Vec<&Meta> = catalogue.rules.iter().map(|def| &def.meta).collect();
    metas.retain(|meta| is_wanted(&meta.id));
    told(&metas, &report.broken, setup.lang)
}

fn told(metas: &[&Meta], broken: &[Broken], lang: Lang) -> Result<Outcome> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut n_passed, mut n_failed) = (0, 0);
    for meta in metas {
        let own: Vec<&Broken> = broken.iter().filter(|broken| broken.rule == meta.id).collect();
        let numbers: BTreeSet<usize> = own.iter().map(|broken| broken.number).collect();
        n_failed += numbers.len();
        n_passed += meta.examples.len() - numbers.len();
        let word = if own.is_empty() { "ok" } else { "FAILED" };
        writeln!(out, "{} ({}) … {word}", meta.id, meta.examples.len())?;
        for Broken { number, text, fault, .. } in own {
            writeln!(out, "    {number}: {}: {}", clean::line(text), clean::line(fault))?;
        }
    }
    match lang {
        Lang::Id => writeln!(out, "\n{n_passed} lulus, {n_failed} gagal")?,
        Lang::En => writeln!(out, "\n{n_passed} passed, {n_failed} failed")?,
    }
    out.flush()?;
    Ok(if n_failed == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// Whether a pack's name or a rule's id means this rule.
fn is_meant(name: &str, id: &RuleId) -> bool {
    name == id.as_str() || name.trim_end_matches("/*") == id.pack()
}

fn shortened(text: &str) -> String {
    let text = clean::line(text);
    match text.char_indices().nth(WIDTH) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.into_owned(),
    }
}
