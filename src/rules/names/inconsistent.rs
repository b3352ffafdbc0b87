//! `names/inconsistent`: one name in two spellings that both recur, or in two spellings that are both in use.
//!
//! It asks for one spelling and does not know which is the right one: the majority is offered, then the norm's.

use serde::Deserialize;

use super::company::{Tie, are_joined, is_related, tie};
use super::report;
use crate::diagnostic::Severity;
use crate::facts::names::{Before, Form, Names, Slip, Stance, is_direction, slip};
use crate::rule::{Context, Rule, Sink};

/// The rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::rules) struct Inconsistent {
    /// Spellings of one name that are both in use, the norm's first.
    variants: Vec<Vec<String>>,
}

/// A spelling that stands less often than this is a near-miss of the other, not a second habit.
const RECURS: usize = 2;

impl Rule for Inconsistent {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let names = &cx.facts.names;
        for group in &self.variants {
            check_group(cx, group, out);
        }
        for &(one, other) in &names.near {
            let (one, other) = (&names.forms[one as usize], &names.forms[other as usize]);
            if is_listed(&self.variants, one, other)
                || !is_one_name(names, one, other)
                || are_joined(cx, one, other)
            {
                continue;
            }
            // The desk's own spelling goes before the majority, the first of the article breaks a draw.
            let weight = |form: &Form| (form.entry.is_accepted(), form.parts.len());
            let (odd, meant) =
                if weight(one) < weight(other) { (one, other) } else { (other, one) };
            report(names, &odd.parts, meant, Severity::Warning, out);
        }
    }
}

/// Whether two recurring spellings are tied together by the rest of the name.
fn is_one_name(names: &Names, one: &Form, other: &Form) -> bool {
    let (fewer, more) =
        (one.parts.len().min(other.parts.len()), one.parts.len().max(other.parts.len()));
    let clipped = one.is_clipped || other.is_clipped || one.is_plain || other.is_plain;
    let near = slip(&one.text, &other.text).is_some_and(|slip| slip != Slip::Other);
    near && !clipped
        && !is_related(&one.text, &other.text)
        && fewer >= RECURS
        && more < fewer * super::near_miss::RARER
        && tie(names, one, other) == Tie::Name
}

fn is_listed(variants: &[Vec<String>], one: &Form, other: &Form) -> bool {
    let has = |group: &Vec<String>, form: &Form| group.iter().any(|name| **name == *form.text);
    variants.iter().any(|group| has(group, one) && has(group, other))
}

/// One group of spellings that are all in use.
fn check_group(cx: &Context<'_>, group: &[String], out: &mut Sink<'_>) {
    let names = &cx.facts.names;
    let mut used: Vec<(&Form, Vec<u32>)> = Vec::new();
    for name in group {
        let Some(form) = names.forms.iter().find(|form| *form.text == **name) else { continue };
        let free = form.parts.iter().copied().filter(|&part| is_free(cx, part));
        used.push((form, free.collect()));
    }
    // The norm's spelling comes first in the group and breaks a draw.
    let Some((meant, _)) = used.iter().rev().max_by_key(|(_, parts)| parts.len()).cloned() else {
        return;
    };
    for (form, parts) in &used {
        if form.text != meant.text {
            report(names, parts, meant, Severity::Warning, out);
        }
    }
}

/// Whether a place follows the article's own spelling: an institution spells its name as it likes, and so do a province
/// ("Sumatera Barat") and English.
fn is_free(cx: &Context<'_>, part: u32) -> bool {
    let names = &cx.facts.names;
    let part_is = names.parts[part as usize];
    let before = cx.doc.token_at(part_is.span.start()).and_then(|idx| cx.doc.prev(idx));
    let after = cx.doc.token_at(part_is.span.start()).and_then(|idx| cx.doc.next(idx));
    let official = after.is_some_and(|idx| is_direction(&cx.doc.token_str(idx).to_lowercase()));
    let english = before.is_some_and(|idx| matches!(cx.doc.token_str(idx), "of" | "the"));
    !english
        && !official
        && names.mention(part).before != Before::Institution
        && matches!(part_is.stance, Stance::Shown | Stance::Initial)
}
