//! Findings as SARIF 2.1.0, for code scanning and for viewers: one run, with the rules that found something, their help,
//! corrections, related places and what could not be read.
//!
//! Columns count code units of UTF-16, and the run says so. The tool stands behind its results, where the rules are known;
//! to JSON the order is nothing. A record has a line and no columns, and so no corrections.

use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use super::place::{self, Region};
use super::wire::json;
use super::{About, Report, Totals, Trouble};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::fingerprint;
use crate::fix::{Fix, Safety};
use crate::page;
use crate::source::{LineIndex, Unit};
use crate::span::Span;

/// One run.
#[derive(Clone, Debug)]
pub struct Sarif {
    /// The rules, for their help.
    pub about: Arc<About>,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    level: &'static str,
    message: Text<'a>,
    locations: [At<'a>; 1],
    partial_fingerprints: Prints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<At<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Correction<'a>>,
}

/// Code scanning knows findings again by the first of them; it would make its own of the line, and in an article a line
/// is a paragraph.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Prints {
    primary_location_line_hash: String,
    #[serde(rename = "sunting/v1")]
    own: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct At<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[Logical; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Wire>,
}

#[derive(Serialize)]
struct Artifact<'a> {
    uri: &'a str,
}

/// The record and its field.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Correction<'a> {
    description: Text<'a>,
    artifact_changes: [Changes<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Changes<'a> {
    artifact_location: Artifact<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Wire,
    inserted_content: Text<'a>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Owned,
    full_description: Owned,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Owned {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    tags: [&'a str; 1],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification<'a> {
    level: &'static str,
    message: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_rule: Option<Reference<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<At<'a>>,
}

#[derive(Serialize)]
struct Reference<'a> {
    id: &'a str,
}

impl Report for Sarif {
    fn head(&self) -> String {
        let language = if self.about.lang == Lang::Id { "id-ID" } else { "en-US" };
        format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"automationDetails\":{{\"id\":\"sunting/\"}},\"language\":\"{language}\",\
             \"columnKind\":\"utf16CodeUnits\",\"results\":[\n"
        )
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        let lines = doc.line_index();
        let uri = uri(&doc.source.path);
        let at = Article { doc, lines: &lines, uri: &uri, lang: self.about.lang };
        let prints = fingerprint::numbered(doc, found);
        let each = found.iter().zip(prints).map(|(found, (print, number))| {
            let own = format!("{print}:{number}");
            json(&at.found(found, Prints { primary_location_line_hash: own.clone(), own }))
        });
        each.collect::<Vec<_>>().join(",\n")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn foot(&self, totals: &Totals) -> String {
        let rules = totals.rules.keys().map(|id| self.rule(id.as_str())).collect();
        let version = env!("CARGO_PKG_VERSION");
        let driver = Driver { name: "sunting", version, semantic_version: version, rules };
        let uris: Vec<String> = totals.troubles.iter().map(|trouble| uri(&trouble.path)).collect();
        let notifications = totals.troubles.iter().zip(&uris);
        let invocation = Invocation {
            execution_successful: totals.troubles.is_empty(),
            tool_execution_notifications: notifications
                .map(|(trouble, uri)| notification(trouble, uri))
                .collect(),
        };
        format!(
            "\n],\"tool\":{},\"invocations\":[{}]}}]}}\n",
            json(&Tool { driver }),
            json(&invocation)
        )
    }
}

impl Sarif {
    fn rule<'a>(&self, id: &'a str) -> Rule<'a> {
        let help_uri = self.about.address(id);
        let pack = id.split('/').next().unwrap_or(id);
        let text = |text: &str| Owned { text: text.chars().take(1024).collect() };
        let Some(def) = self.about.rule(id) else {
            // The engine knows none that the catalogue does not; a fingerprint of the rule alone is still a rule.
            return Rule {
                id,
                short_description: text(id),
                full_description: text(id),
                help: Help { text: id.to_owned(), markdown: None },
                help_uri,
                default_configuration: Configuration { level: level(Severity::Warning) },
                properties: properties(pack, Severity::Warning),
            };
        };
        let words = self.about.told(def);
        // The page in Markdown is in English.
        let markdown = (self.about.lang == Lang::En).then(|| page::markdown(def));
        Rule {
            id,
            short_description: text(&words),
            full_description: text(&format!("{words} ({})", def.meta.source)),
            help: Help { text: page::text(def, self.about.lang), markdown },
            help_uri,
            default_configuration: Configuration { level: level(def.meta.severity) },
            properties: properties(pack, def.meta.severity),
        }
    }
}

/// Of severity follows precision, for what rests on less evidence is a warning or advice.
fn properties(pack: &str, severity: Severity) -> Properties<'_> {
    let (precision, severity) = match severity {
        Severity::Error => ("very-high", "error"),
        Severity::Warning => ("high", "warning"),
        Severity::Info => ("low", "recommendation"),
    };
    Properties { tags: [pack], precision, severity }
}

/// An article whose findings are put into results.
struct Article<'a> {
    doc: &'a Document,
    lines: &'a LineIndex,
    uri: &'a str,
    lang: Lang,
}

impl<'a> Article<'a> {
    fn found(&self, found: &'a Diagnostic, prints: Prints) -> impl Serialize + use<'a> {
        let related = found.labels.iter().enumerate().map(|(id, label)| At {
            id: Some(id),
            message: Some(Text { text: &label.message }),
            ..self.location(label.span)
        });
        Found {
            rule_id: found.rule.as_str(),
            level: level(found.severity),
            message: Text { text: &found.message },
            locations: [self.location(found.span)],
            partial_fingerprints: prints,
            related_locations: related.collect(),
            fixes: found.fixes.iter().filter_map(|fix| self.fix(fix)).collect(),
        }
    }

    fn location(&self, span: Span) -> At<'a> {
        let region = Region::new(self.doc, self.lines, span, Unit::Utf16);
        let logical = self.doc.source.id.as_ref().map(|id| {
            let part = usize::from(self.doc.map.locate(span).part);
            let field = self.doc.source.parts.get(part).and_then(|part| part.field.as_deref());
            [Logical { fully_qualified_name: format!("{id}/{}", field.unwrap_or_default()) }]
        });
        At {
            id: None,
            physical_location: Physical {
                artifact_location: Artifact { uri: self.uri },
                region: Some(region.into()),
            },
            logical_locations: logical,
            message: None,
        }
    }

    /// A fix of which a viewer can make every edit.
    fn fix(&self, fix: &'a Fix) -> Option<Correction<'a>> {
        let replacements = fix.edits.iter().map(|edit| {
            place::may_replace(self.doc, edit.span, &edit.text).then(|| Replacement {
                deleted_region: Region::new(self.doc, self.lines, edit.span, Unit::Utf16).into(),
                inserted_content: Text { text: &edit.text },
            })
        });
        let replacements: Vec<_> = replacements.collect::<Option<_>>()?;
        let told = match fix.safety {
            Safety::Safe => super::pick(self.lang, "koreksi aman", "safe correction"),
            Safety::Suggested => super::pick(self.lang, "saran", "suggestion"),
        };
        (!replacements.is_empty()).then_some(Correction {
            description: Text { text: told },
            artifact_changes: [Changes {
                artifact_location: Artifact { uri: self.uri },
                replacements,
            }],
        })
    }
}

impl From<Region> for Wire {
    fn from(region: Region) -> Self {
        match region {
            Region::Exact(first, end) => Self {
                start_line: first.line,
                start_column: Some(first.column),
                end_line: Some(end.line),
                end_column: Some(end.column),
            },
            Region::Record(line) => {
                Self { start_line: line, start_column: None, end_line: None, end_column: None }
            }
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn notification<'a>(trouble: &'a Trouble, uri: &'a str) -> Notification<'a> {
    let line = trouble.line.and_then(|line| u32::try_from(line).ok());
    let place = At {
        id: None,
        physical_location: Physical {
            artifact_location: Artifact { uri },
            region: line.map(|line| Region::Record(line).into()),
        },
        logical_locations: None,
        message: None,
    };
    Notification {
        level: "error",
        message: Text { text: &trouble.message },
        associated_rule: trouble.rule.as_deref().map(|id| Reference { id }),
        locations: if uri.is_empty() { Vec::new() } else { vec![place] },
    }
}

/// A path as a reference to a file: relative to the root of the repository, or absolute.
fn uri(path: &str) -> String {
    let path = place::path(path);
    let mut out = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        out.push_str("file://");
    } else if path.as_bytes().get(1..3) == Some(b":/") {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference_whatever_it_holds() {
        assert_eq!(uri("./berita/a b#1?.txt"), "berita/a%20b%231%3F.txt");
        assert_eq!(uri("/srv/é.txt"), "file:///srv/%C3%A9.txt");
        assert_eq!(uri("C:/a.txt"), "file:///C%3A/a.txt");
        assert_eq!(uri("a:b.txt"), "a%3Ab.txt");
    }
}
