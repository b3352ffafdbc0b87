//! Findings and fixes in the words of the protocol. Every place goes through the document's map and the client's way of
//! counting; nothing is searched for.

use std::collections::HashMap;

use gen_lsp_types as lsp;

use super::changes;
use super::client::Client;
use super::findings::Findings;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::span::Span;

/// The scheme of the addresses of rules' pages; the server itself tells what stands on them.
pub(super) const SCHEME: &str = "sunting";

/// What findings are said to come from.
const SOURCE: &str = "sunting";

/// The address of a rule's page: of this very version, and of nobody's server.
fn page(rule: &RuleId) -> String {
    format!("{SCHEME}:/rules/{rule}.md")
}

/// The rule whose page an address names.
pub(super) fn rule_of(page: &str) -> Option<&str> {
    page.strip_prefix(SCHEME)?.strip_prefix(":/rules/")?.strip_suffix(".md")
}

/// All findings that are shown.
pub(super) fn diagnostics(findings: &Findings, client: &Client) -> Vec<lsp::Diagnostic> {
    findings.shown.iter().map(|found| diagnostic(findings, client, found)).collect()
}

/// One finding.
pub(super) fn diagnostic(
    findings: &Findings,
    client: &Client,
    found: &Diagnostic,
) -> lsp::Diagnostic {
    let related = found.labels.iter().map(|label| lsp::DiagnosticRelatedInformation {
        location: lsp::Location { uri: findings.uri.clone(), range: range(findings, label.span) },
        message: label.message.clone(),
    });
    let related: Vec<_> = related.collect();
    lsp::Diagnostic {
        range: range(findings, found.span),
        severity: Some(match found.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
            Severity::Info => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(found.rule.as_str().into()),
        code_description: Some(lsp::CodeDescription { href: page(&found.rule).into() }),
        source: Some(SOURCE.into()),
        message: found.message.clone().into(),
        tags: None,
        related_information: (client.relates() && !related.is_empty()).then_some(related),
        data: None,
    }
}

/// Where a span stands in the document as the client has it.
pub(super) fn range(findings: &Findings, span: Span) -> lsp::Range {
    let place = findings.doc.map.locate(span);
    findings.text.range(place.start as usize..place.end as usize)
}

/// The edits that lead from the document to another state of its text.
pub(super) fn edits(findings: &Findings, new: &str) -> Vec<lsp::TextEdit> {
    let changes = changes::between(&findings.text.contents(), new);
    let edits = changes
        .into_iter()
        .map(|(bytes, new_text)| lsp::TextEdit { range: findings.text.range(bytes), new_text });
    edits.collect()
}

/// Edits of the document that findings belong to, and of no other state of it where the client knows of states.
pub(super) fn workspace_edit(
    findings: &Findings,
    client: &Client,
    edits: Vec<lsp::TextEdit>,
) -> lsp::WorkspaceEdit {
    let uri = findings.uri.clone();
    if !client.versions_edits() {
        let changes = HashMap::from([(uri, edits)]);
        return lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() };
    }
    let change = lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            version: Some(findings.version),
            text_document_identifier: lsp::TextDocumentIdentifier { uri },
        },
        edits: edits.into_iter().map(Into::into).collect(),
    };
    let changes = vec![change.into()];
    lsp::WorkspaceEdit { document_changes: Some(changes), ..lsp::WorkspaceEdit::default() }
}
