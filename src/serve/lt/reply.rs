//! The wire form of an answer to `/check`: every key that any client reads, whether it asked for the short form or not.
//!
//! Places count UTF-16 units of what was sent, markup included.

use serde::Serialize;

use super::request::Wanted;
use super::rules;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::fix::Safety;
use crate::serve::desk::Desk;
use crate::serve::text::{Place, Text};

/// Most corrections that are offered for a finding.
const REPLACEMENTS: usize = 10;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Software {
    name: &'static str,
    version: &'static str,
    build_date: &'static str,
    commit: &'static str,
    api_version: u8,
    premium: bool,
    premium_hint: &'static str,
    status: &'static str,
}

/// Who answers. There is no date of a build: the same source gives the same binary.
pub(super) const SOFTWARE: Software = Software {
    name: "sunting",
    version: env!("CARGO_PKG_VERSION"),
    build_date: "",
    commit: "",
    api_version: 1,
    premium: false,
    premium_hint: "",
    status: "",
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reply<'a> {
    software: Software,
    warnings: Warnings,
    language: Language,
    matches: Vec<Match<'a>>,
    sentence_ranges: Vec<[u32; 2]>,
    extended_sentence_ranges: Vec<SentenceRange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Warnings {
    incomplete_results: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Language {
    name: &'static str,
    code: &'static str,
    #[serde(rename = "detectedLanguage")]
    detected: Detected,
}

#[derive(Serialize)]
struct Detected {
    name: &'static str,
    code: &'static str,
    confidence: f32,
    source: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Match<'a> {
    message: &'a str,
    short_message: &'static str,
    replacements: Vec<Replacement>,
    offset: u32,
    length: u32,
    context: Context,
    sentence: &'a str,
    #[serde(rename = "type")]
    kind: Type,
    rule: Rule<'a>,
    ignore_for_incomplete_sentence: bool,
    #[serde(rename = "contextForSureMatch")]
    context_for_sure: i8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    value: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    auto_correct: bool,
}

#[derive(Serialize)]
struct Context {
    text: String,
    offset: u32,
    length: u32,
}

#[derive(Serialize)]
struct Type {
    #[serde(rename = "typeName")]
    name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: String,
    sub_id: &'static str,
    source_file: String,
    description: &'a str,
    issue_type: &'static str,
    category: Category,
    is_premium: bool,
}

#[derive(Serialize)]
struct Category {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SentenceRange {
    from: u32,
    to: u32,
    detected_languages: [Rate; 1],
}

#[derive(Serialize)]
struct Rate {
    language: &'static str,
    rate: f32,
}

impl<'a> Reply<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        text: &'a Text,
        wanted: &Wanted,
        found: &'a [Diagnostic],
    ) -> Self {
        // Without a detector the wish is taken at its word: what is sent to a desk for Indonesian is Indonesian.
        let confidence = if wanted.is_auto { 0.5 } else { 1.0 };
        let detected = Detected { name: "Indonesian", code: "id-ID", confidence, source: "" };
        let sentences: Vec<Place> = text.doc.sentences.iter().map(|s| text.place(s.span)).collect();
        Self {
            software: SOFTWARE,
            warnings: Warnings { incomplete_results: false },
            language: Language { name: "Indonesian", code: "id-ID", detected },
            matches: found.iter().map(|found| matching(desk, text, found)).collect(),
            sentence_ranges: sentences.iter().map(|place| [place.start, place.end]).collect(),
            extended_sentence_ranges: sentences.iter().copied().map(sentence_range).collect(),
        }
    }
}

fn sentence_range(place: Place) -> SentenceRange {
    let Place { start: from, end: to } = place;
    SentenceRange { from, to, detected_languages: [Rate { language: "id", rate: 1.0 }] }
}

fn matching<'a>(desk: &'a Desk, text: &'a Text, found: &'a Diagnostic) -> Match<'a> {
    let lang = desk.usual.lang;
    let (replacements, place) = replacements(text, found);
    let (shown, within) = text.around(found.span);
    let kind = rules::kind(&found.rule);
    let description = desk.rule(found.rule.as_str());
    Match {
        message: &found.message,
        short_message: rules::category(kind.category, lang),
        replacements,
        offset: place.start,
        length: place.end - place.start,
        context: Context { text: shown, offset: within.start, length: within.end - within.start },
        sentence: text.sentence(found.span),
        kind: Type { name: type_name(found, kind.category) },
        rule: Rule {
            id: rules::name(&found.rule),
            sub_id: "1",
            source_file: format!("{}.toml", found.rule.pack()),
            description: description.map_or("", |def| description_of(def, lang)),
            issue_type: kind.issue,
            category: Category { id: kind.category, name: rules::category(kind.category, lang) },
            is_premium: false,
        },
        ignore_for_incomplete_sentence: false,
        context_for_sure: 0,
    }
}

fn type_name(found: &Diagnostic, category: &str) -> &'static str {
    match (found.severity, category) {
        (Severity::Info, _) => "Hint",
        (_, "TYPOS") => "UnknownWord",
        _ => "Other",
    }
}

/// What a rule is about, its names of values as they stand.
pub(super) fn description_of(def: &crate::pack::RuleDef, lang: Lang) -> &str {
    crate::page::words(&def.meta.message, lang)
}

/// The corrections, and the place that they replace.
///
/// A client puts a replacement in the place of the whole finding. A correction of another stretch, or in several places,
/// cannot be said like that and is left out; one that inserts at an edge of the finding is written out around it.
fn replacements(text: &Text, found: &Diagnostic) -> (Vec<Replacement>, Place) {
    let place = text.place(found.span);
    let offered = found.fixes.iter().filter_map(|fix| {
        let value = text.replaced(found.span, fix)?;
        Some(Replacement { value, auto_correct: fix.safety == Safety::Safe })
    });
    (offered.take(REPLACEMENTS).collect(), place)
}
