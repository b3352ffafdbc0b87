//! Reads one pack file. Every key is known or an error; every rule brings words in both languages, a source and
//! an example.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize as _;
use toml::Spanned;

use super::error::{explained, nearest, with_hint};
use super::keys::{Answers, InlineTerms, KINDS, RawForm, RawPack, RawRule, Rows};
use super::terms::{Term, TermList, UNANSWERED};
use super::{
    Body, Catalogue, Forms, PackError, RuleDef, consistency, limit, pattern, repetition, sequence,
    table,
};
use crate::diagnostic::RuleId;
use crate::fix::Safety;
use crate::rule::{Bilingual, Meta, Options, SUPPRESSIONS, Scope};
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

impl PackFile<'_> {
    fn fail(&self, span: Range<usize>, message: impl Into<String>) -> PackError {
        PackError::at(self.path, self.text, Some(span), message)
    }
}

pub(super) fn load(file: &PackFile<'_>, catalogue: &mut Catalogue) -> Result<(), PackError> {
    let pack = toml::Deserializer::parse(file.text)
        .and_then(RawPack::deserialize)
        .map_err(|err| PackError::at(file.path, file.text, err.span(), explained(err.message())))?;
    for raw in pack.rule {
        let def = rule(file, raw, &pack.lists, catalogue)?;
        catalogue.rules.push(def);
    }
    Ok(())
}

fn rule(
    file: &PackFile<'_>,
    raw: Spanned<RawRule>,
    lists: &Lists,
    catalogue: &mut Catalogue,
) -> Result<RuleDef, PackError> {
    let span = raw.span();
    let mut raw = raw.into_inner();
    check_id(file, &raw.id, catalogue)?;
    let id = raw.id.as_ref().clone();
    if raw.examples.iter().all(|example| example.bad.is_none()) {
        return Err(file.fail(span, format!("rule `{id}` has no example with `bad` and `good`")));
    }
    check_keys(file, &raw, span)?;
    let body = body(file, &mut raw, lists, catalogue)?;
    let meta = Meta {
        id: RuleId::new(&id),
        severity: raw.severity,
        status: raw.status,
        profile: raw.profile,
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

fn check_id(
    file: &PackFile<'_>,
    id: &Spanned<String>,
    catalogue: &Catalogue,
) -> Result<(), PackError> {
    let text = id.as_ref();
    let kebab = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    if !text.split_once('/').is_some_and(|(pack, fault)| kebab(pack) && kebab(fault)) {
        let message = format!("rule id `{text}` is not of the form `pack/fault-in-kebab-case`");
        return Err(file.fail(id.span(), message));
    }
    if catalogue.get(text).is_some() {
        return Err(file.fail(id.span(), format!("rule `{text}` is defined twice")));
    }
    Ok(())
}

/// Whether the kind exists, takes every key that is there, and has every key it needs.
fn check_keys(file: &PackFile<'_>, raw: &RawRule, span: Range<usize>) -> Result<(), PackError> {
    let kind = raw.kind.as_ref().as_str();
    let Some((_, takes)) = KINDS.iter().find(|(known, _)| *known == kind) else {
        let hint = nearest(kind, KINDS.iter().map(|(known, _)| *known));
        return Err(file.fail(raw.kind.span(), with_hint(&format!("unknown kind `{kind}`"), hint)));
    };
    let present = raw.particular();
    for (key, place) in &present {
        if !takes.iter().any(|taken| taken.trim_end_matches('!') == *key) {
            return Err(
                file.fail(place.clone(), format!("a rule of kind `{kind}` takes no `{key}`"))
            );
        }
    }
    let needed = takes.iter().filter_map(|key| key.strip_suffix('!'));
    for key in needed {
        if present.iter().all(|(there, _)| *there != key) {
            return Err(file.fail(span, format!("a rule of kind `{kind}` needs `{key}`")));
        }
    }
    Ok(())
}

/// The pack's named lists of words.
type Lists = BTreeMap<String, Vec<String>>;

fn body(
    file: &PackFile<'_>,
    raw: &mut RawRule,
    lists: &Lists,
    catalogue: &mut Catalogue,
) -> Result<Body, PackError> {
    if raw.forms.is_some() {
        return forms(file, raw, catalogue);
    }
    let except = raw.except.take().map(Spanned::into_inner).unwrap_or_default();
    let safety = match value(raw.safe.take()) {
        Some(true) => Safety::Safe,
        Some(false) | None => Safety::Suggested,
    };
    let replace = value(raw.replace.take());
    match raw.kind.as_ref().as_str() {
        "native" => native(file, raw),
        "suppression" => suppression(file, raw),
        "terms" => {
            let list = terms(file, raw, except, safety)?;
            Ok(Body::Terms(catalogue.terms.add(&list)))
        }
        "pattern" => {
            let source = raw.pattern.take().ok_or_else(|| {
                file.fail(raw.kind.span(), "a rule of kind `pattern` needs `pattern` or `forms`")
            })?;
            let place = source.span();
            let known = value(raw.known.take()).unwrap_or_default();
            let options =
                pattern::Options { pattern: source.into_inner(), replace, except, known, safety };
            let pattern = pattern::Pattern::new(options, &mut catalogue.literals);
            pattern.map(Body::Pattern).map_err(|message| file.fail(place, message))
        }
        "sequence" => {
            let elements = needed(file, raw.sequence.take(), &raw.kind)?;
            let place = elements.span();
            let rows = match elements.into_inner() {
                Rows::One(row) => vec![row],
                Rows::Many(rows) => rows,
            };
            let options = sequence::Options {
                span: value(raw.span.take()),
                replace,
                unless: value(raw.unless.take()).unwrap_or_default(),
                except,
                safety,
            };
            let read = rows.iter().map(|row| sequence::Sequence::new(row, &options, lists));
            let read = read.collect::<Result<Vec<_>, _>>();
            read.map(Body::Sequence).map_err(|message| file.fail(place, message))
        }
        "repetition" => {
            let keep = needed(file, raw.keep.take(), &raw.kind)?.into_inner();
            Ok(Body::Repetition(repetition::Repetition::new(keep, except, safety)))
        }
        "limit" => {
            let per = needed(file, raw.per.take(), &raw.kind)?.into_inner();
            let max = needed(file, raw.max.take(), &raw.kind)?.into_inner();
            let unit = value(raw.unit.take()).unwrap_or_default();
            let of = value(raw.of.take()).unwrap_or_default();
            Ok(Body::Limit(limit::Limit::new(per, unit, &of, max)))
        }
        _ => {
            let groups = needed(file, raw.groups.take(), &raw.kind)?;
            let place = groups.span();
            consistency::Consistency::new(groups.into_inner())
                .map(Body::Consistency)
                .map_err(|message| file.fail(place, message))
        }
    }
}

/// Ways to write the same: each is a body of its own, with what the rule says for all of them.
fn forms(
    file: &PackFile<'_>,
    raw: &mut RawRule,
    catalogue: &mut Catalogue,
) -> Result<Body, PackError> {
    let place = raw.forms.as_ref().map_or(raw.kind.span(), Spanned::span);
    let choices = value(raw.forms.take()).unwrap_or_default();
    let except = value(raw.except.take()).unwrap_or_default();
    let safety =
        if value(raw.safe.take()) == Some(true) { Safety::Safe } else { Safety::Suggested };
    let guard = value(raw.guard.take()).unwrap_or_default();
    let affixes = value(raw.affixes.take()).unwrap_or_default();
    let mut bodies = BTreeMap::new();
    for (name, RawForm { pattern, replace, terms }) in choices {
        let body = match (raw.kind.as_ref().as_str(), pattern, terms) {
            ("pattern", Some(pattern), None) => {
                let except = except.clone();
                let options = pattern::Options { pattern, replace, except, known: false, safety };
                let pattern = pattern::Pattern::new(options, &mut catalogue.literals);
                pattern.map(Body::Pattern).map_err(|message| file.fail(place.clone(), message))?
            }
            ("terms", None, Some(terms)) => Body::Terms(catalogue.terms.add(&TermList {
                terms: inline(&terms),
                except: except.clone(),
                affixes,
                guard,
                safety,
            })),
            (kind, ..) => {
                return Err(
                    file.fail(place, format!("form `{name}` needs `{kind}`, and nothing else"))
                );
            }
        };
        bodies.insert(name, body);
    }
    let default = raw.form.take();
    if let Some(name) = default.as_ref().filter(|name| !bodies.contains_key(name.as_ref())) {
        let hint = nearest(name.as_ref(), bodies.keys().map(String::as_str));
        let message = format!("no form `{}`", name.as_ref());
        return Err(file.fail(name.span(), with_hint(&message, hint)));
    }
    Ok(Body::Forms(Forms { default: value(default), bodies }))
}

fn value<T>(key: Option<Spanned<T>>) -> Option<T> {
    key.map(Spanned::into_inner)
}

/// A key that `check_keys` has asked for.
fn needed<T>(
    file: &PackFile<'_>,
    key: Option<Spanned<T>>,
    kind: &Spanned<String>,
) -> Result<Spanned<T>, PackError> {
    key.ok_or_else(|| file.fail(kind.span(), "a key of this kind is missing"))
}

fn native(file: &PackFile<'_>, raw: &mut RawRule) -> Result<Body, PackError> {
    let id = raw.id.as_ref().as_str();
    if NATIVE.binary_search_by(|(native, _)| (*native).cmp(id)).is_err() {
        let hint = nearest(id, NATIVE.iter().map(|row| row.0));
        return Err(file.fail(raw.id.span(), with_hint(&format!("no rule `{id}` is coded"), hint)));
    }
    let place = raw.options.as_ref().map_or(raw.kind.span(), Spanned::span);
    let options = Options::new(&value(raw.options.take()).unwrap_or_default());
    options.map(Body::Native).map_err(|message| file.fail(place, message))
}

fn suppression(file: &PackFile<'_>, raw: &RawRule) -> Result<Body, PackError> {
    let id = raw.id.as_ref().as_str();
    if SUPPRESSIONS.contains(&id) {
        return Ok(Body::Suppression);
    }
    let hint = nearest(id, SUPPRESSIONS.iter().copied());
    let message = format!("no rule `{id}` is said of comments");
    Err(file.fail(raw.id.span(), with_hint(&message, hint)))
}

fn terms(
    file: &PackFile<'_>,
    raw: &mut RawRule,
    except: Vec<String>,
    safety: Safety,
) -> Result<TermList, PackError> {
    if raw.terms.is_none() && raw.table.is_none() {
        return Err(
            file.fail(raw.kind.span(), "a rule of kind `terms` needs `terms`, `table` or `forms`")
        );
    }
    let mut terms = value(raw.terms.take()).map(|terms| inline(&terms)).unwrap_or_default();
    if let Some(name) = raw.table.take() {
        let beside = file.tables.iter().find(|(table, _)| table == name.as_ref());
        let Some((_, text)) = beside else {
            let hint = nearest(name.as_ref(), file.tables.iter().map(|(table, _)| *table));
            let message = format!("no table `{}` beside the pack", name.as_ref());
            return Err(file.fail(name.span(), with_hint(&message, hint)));
        };
        let path = match file.path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{}", name.as_ref()),
            None => name.as_ref().clone(),
        };
        terms.extend(table::read(&path, text)?);
    }
    answerable(file, raw, &terms)?;
    let affixes = value(raw.affixes.take()).unwrap_or_default();
    let guard = value(raw.guard.take()).unwrap_or_default();
    Ok(TermList { terms, except, affixes, guard, safety })
}

/// Holds a message that speaks of an answer to the terms that have none.
fn answerable(file: &PackFile<'_>, raw: &RawRule, terms: &[Term]) -> Result<(), PackError> {
    const ANSWER: &str = "{expected}";
    let Bilingual { id, en } = &raw.message;
    let asks = id.contains(ANSWER) || en.contains(ANSWER);
    let unanswered = terms.iter().find(|term| term.expected.is_empty());
    match unanswered.filter(|_| asks && !raw.variants.contains_key(UNANSWERED)) {
        None => Ok(()),
        Some(Term { found, .. }) => {
            let message = format!(
                "`{found}` has no answer, and the message speaks of {ANSWER}; \
                 say it otherwise in `variants.{UNANSWERED}`"
            );
            Err(file.fail(raw.kind.span(), message))
        }
    }
}

fn inline(terms: &InlineTerms) -> Vec<Term> {
    match terms {
        InlineTerms::Pairs(pairs) => pairs
            .iter()
            .map(|(found, expected)| match expected {
                Answers::One(one) => Term::new(found, [one.as_str()]),
                Answers::Many(many) => Term::new(found, many.iter().map(String::as_str)),
            })
            .collect(),
        InlineTerms::Words(words) => words.iter().map(|word| Term::new(word, [])).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"
        severity = "error"
        message = { id = "x", en = "x" }
        source = "x"
        examples = [{ bad = "a", good = "b" }]
    "#;

    #[track_caller]
    fn check(rule: &str, expected: &str) {
        let text = format!("[[rule]]\n{rule}\n{HEAD}");
        let file = PackFile { path: "p.toml", text: &text, tables: &[("words.tsv", "a\tb\n")] };
        let err = Catalogue::default().add(&file).expect_err("not a pack");
        assert_eq!(err.to_string(), expected);
    }

    #[test]
    fn faults_are_told_by_place_and_with_a_hint() {
        check(
            "id = 'a/b'\nkind = 'term'",
            "p.toml:3:8: unknown kind `term`; did you mean `terms`?",
        );
        check(
            "id = 'a/b'\nkind = 'terms'\ntabel = 'words.tsv'",
            "p.toml:4:1: unknown field `tabel`; did you mean `table`?",
        );
        check(
            "id = 'a/b'\nkind = 'terms'\ntable = 'word.tsv'",
            "p.toml:4:9: no table `word.tsv` beside the pack; did you mean `words.tsv`?",
        );
        check(
            "id = 'a/b'\nkind = 'terms'\nmax = 5",
            "p.toml:4:7: a rule of kind `terms` takes no `max`",
        );
        check(
            "id = 'A'\nkind = 'terms'",
            "p.toml:2:6: rule id `A` is not of the form `pack/fault-in-kebab-case`",
        );
        check(
            "id = 'a/b'\nkind = 'limit'\nmax = 5",
            "p.toml:1:1: a rule of kind `limit` needs `per`",
        );
    }

    #[test]
    fn a_message_speaks_of_no_answer_where_there_is_none() {
        let rule = |variants: &str| {
            let message = "message = { id = '{expected}', en = '{expected}' }";
            HEAD.replace("message = { id = \"x\", en = \"x\" }", &format!("{message}\n{variants}"))
        };
        let load = |variants: &str| {
            let rule = rule(variants);
            let text = format!("[[rule]]\nid = 'a/b'\nkind = 'terms'\nterms = ['lho']\n{rule}");
            Catalogue::default().add(&PackFile { path: "p.toml", text: &text, tables: &[] })
        };
        let err = load("").expect_err("nothing to say of `lho`");
        assert!(err.to_string().starts_with("p.toml:3:8: `lho` has no answer"), "{err}");
        assert!(load("variants.unanswered = { id = 'x', en = 'x' }").is_ok());
    }

    #[test]
    fn a_bad_pattern_is_told_where_it_stands() {
        let text = format!("[[rule]]\nid = 'a/b'\nkind = 'pattern'\npattern = '(a'\n{HEAD}");
        let file = PackFile { path: "p.toml", text: &text, tables: &[] };
        let err = Catalogue::default().add(&file).expect_err("not a pack");
        assert_eq!(err.place, Some((4, 11)));
        assert!(err.message.contains("unclosed group"), "{err}");
    }

    #[test]
    fn a_rule_is_defined_once() {
        let rule = format!("[[rule]]\nid = 'a/b'\nkind = 'terms'\nterms = ['x']\n{HEAD}");
        let text = format!("{rule}{rule}");
        let err = Catalogue::default().add(&PackFile { path: "p.toml", text: &text, tables: &[] });
        assert!(err.expect_err("twice").message.contains("defined twice"));
    }
}
