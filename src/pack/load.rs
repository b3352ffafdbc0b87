//! Reads one pack file. Every key is known or an error; every rule brings words in both languages, a source and
//! an example.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::error::nearest;
use super::terms::Term;
use super::{Body, Catalogue, PackError, RuleDef};
use crate::diagnostic::{RuleId, Severity};
use crate::document::BlockKind;
use crate::rule::{Bilingual, Example, Meta, Scope, Status};
use crate::rules::NATIVE;

/// A pack as text, and the tables it names.
#[derive(Clone, Copy, Debug)]
pub struct PackFile<'a> {
    /// The name in error messages.
    pub path: &'a str,
    /// The TOML.
    pub text: &'a str,
    /// File name and text of every table beside the pack.
    pub tables: &'a [(&'a str, &'a str)],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    #[serde(default)]
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawRule {
    id: Spanned<String>,
    kind: Spanned<String>,
    severity: Severity,
    #[serde(default)]
    status: Status,
    scope: Option<Vec<BlockKind>>,
    #[serde(default)]
    outside_quotes: bool,
    message: Bilingual,
    #[serde(default)]
    variants: BTreeMap<String, Bilingual>,
    #[serde(default)]
    labels: BTreeMap<String, Bilingual>,
    source: String,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    yields_to: Vec<String>,
    #[serde(default)]
    options: toml::Table,
}

/// The kinds a rule can be of.
const KINDS: &[&str] =
    &["consistency", "limit", "native", "pattern", "repetition", "sequence", "terms"];

pub(super) fn load(file: &PackFile<'_>, catalogue: &mut Catalogue) -> Result<(), PackError> {
    let pack: RawPack = toml::from_str(file.text)
        .map_err(|err| PackError::at(file.path, file.text, err.span(), err.message()))?;
    for raw in pack.rule {
        let span = raw.span();
        let def = rule(file, span, raw.into_inner(), catalogue)?;
        catalogue.rules.push(def);
    }
    Ok(())
}

fn rule(
    file: &PackFile<'_>,
    span: Range<usize>,
    raw: RawRule,
    catalogue: &Catalogue,
) -> Result<RuleDef, PackError> {
    let fail = |span: Range<usize>, message: String| {
        PackError::at(file.path, file.text, Some(span), message)
    };
    let id = raw.id.as_ref();
    let well_formed = id.split('/').count() == 2
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'/');
    if !well_formed {
        return Err(fail(
            raw.id.span(),
            format!("rule id `{id}` is not of the form `pack/fault-in-kebab-case`"),
        ));
    }
    if catalogue.get(id).is_some() {
        return Err(fail(raw.id.span(), format!("rule `{id}` is defined twice")));
    }
    if raw.examples.iter().all(|example| example.bad.is_none()) {
        return Err(fail(span, format!("rule `{id}` has no example with `bad` and `good`")));
    }
    let body = match raw.kind.as_ref().as_str() {
        "native" => {
            if NATIVE.binary_search_by(|(native, _)| (*native).cmp(id.as_str())).is_err() {
                let hint = nearest(id, NATIVE.iter().map(|row| row.0));
                return Err(fail(
                    raw.id.span(),
                    with_hint(format!("no rule `{id}` is coded"), hint),
                ));
            }
            Body::Native(raw.options)
        }
        "terms" => Body::Terms(Vec::<Term>::new()),
        kind => {
            let hint = nearest(kind, KINDS.iter().copied());
            return Err(fail(raw.kind.span(), with_hint(format!("unknown kind `{kind}`"), hint)));
        }
    };
    let meta = Meta {
        id: RuleId::new(id),
        severity: raw.severity,
        status: raw.status,
        scope: Scope { blocks: raw.scope, outside_quotes: raw.outside_quotes },
        message: raw.message,
        variants: raw.variants,
        labels: raw.labels,
        source: raw.source,
        examples: raw.examples,
        yields_to: raw.yields_to,
    };
    Ok(RuleDef { meta, body })
}

fn with_hint(message: String, hint: Option<&str>) -> String {
    match hint {
        Some(hint) => format!("{message}; did you mean `{hint}`?"),
        None => message,
    }
}
