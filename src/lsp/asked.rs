//! Requests about the findings of a document: read, kept until the document is checked, then answered.

use gen_lsp_types as lsp;
use lsp_server::RequestId;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::client::Client;
use super::findings::Findings;
use super::{actions, hover, told};

/// What somebody wants to know.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// The findings, unless they are those of an earlier answer.
    Diagnostics { previous: Option<String> },
    /// What stands under the pointer.
    Hover(lsp::Position),
    /// What can be done at a range.
    Actions { range: lsp::Range, only: Option<Vec<lsp::CodeActionKind>> },
}

/// A request that waits for its document to be checked.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: RequestId,
    pub(super) uri: lsp::Uri,
    pub(super) asked: Asked,
}

/// The parameters of actions, without the findings that the client repeats: they are read from ours.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ActionParams {
    text_document: lsp::TextDocumentIdentifier,
    range: lsp::Range,
    #[serde(default)]
    context: ActionContext,
}

#[derive(Default, Deserialize)]
struct ActionContext {
    only: Option<Vec<lsp::CodeActionKind>>,
}

/// Parameters of a kind; an error says which method they do not fit, never what they were.
pub(super) fn read<T: DeserializeOwned>(method: &str, params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|_| format!("parameters do not fit {method}"))
}

impl Asked {
    /// Reads a request; `None` when its method is not one of these.
    pub(super) fn read(method: &str, params: Value) -> Option<Result<(lsp::Uri, Self), String>> {
        match method {
            "textDocument/diagnostic" => {
                Some(read(method, params).map(|it: lsp::DocumentDiagnosticParams| {
                    (it.text_document.uri, Self::Diagnostics { previous: it.previous_result_id })
                }))
            }
            "textDocument/hover" => Some(read(method, params).map(|it: lsp::HoverParams| {
                let it = it.text_document_position_params;
                (it.text_document.uri, Self::Hover(it.position))
            })),
            "textDocument/codeAction" => Some(read(method, params).map(|it: ActionParams| {
                let asked = Self::Actions { range: it.range, only: it.context.only };
                (it.text_document.uri, asked)
            })),
            _ => None,
        }
    }

    /// Whether the answer is still wanted once the document has changed: findings are, places are not.
    pub(super) fn outlives_changes(&self) -> bool {
        matches!(self, Self::Diagnostics { .. })
    }

    /// The answer.
    pub(super) fn answer(&self, findings: &Findings, client: &Client) -> Value {
        match self {
            Self::Diagnostics { previous } => {
                let id = findings.stamp.to_string();
                if previous.as_ref() == Some(&id) {
                    return json!({ "kind": "unchanged", "resultId": id });
                }
                let items = told::diagnostics(findings, client);
                json!({ "kind": "full", "resultId": id, "items": items })
            }
            Self::Hover(position) => json!(hover::hover(findings, client, *position)),
            Self::Actions { range, only } => {
                json!(actions::actions(findings, client, *range, only.as_deref()))
            }
        }
    }

    /// The answer about a document that could not be checked.
    pub(super) fn nothing(&self) -> Value {
        match self {
            Self::Diagnostics { .. } => json!({ "kind": "full", "items": [] }),
            Self::Hover(_) => Value::Null,
            Self::Actions { .. } => json!([]),
        }
    }
}
