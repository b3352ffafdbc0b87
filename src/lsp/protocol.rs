//! What the server says of itself at the start, and the messages whose reading is stricter than the protocol's types.

use gen_lsp_types as lsp;
use serde::Deserialize;
use serde_json::Value;

use super::client::Client;
use super::{actions, asked, told};

/// `textDocument/didOpen`. The kind of document may be any word.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opened {
    pub(super) text_document: OpenedDocument,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OpenedDocument {
    pub(super) uri: lsp::Uri,
    #[serde(default)]
    pub(super) language_id: String,
    pub(super) version: i32,
    pub(super) text: String,
}

/// `textDocument/didChange`. In the protocol's types a change with a broken range reads as one of the whole document;
/// here it is refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changed {
    pub(super) text_document: lsp::VersionedTextDocumentIdentifier,
    pub(super) content_changes: Vec<Change>,
}

#[derive(Deserialize)]
pub(super) struct Change {
    pub(super) range: Option<lsp::Range>,
    pub(super) text: String,
}

/// The document and the word of a command that adds one to the desk's vocabulary.
pub(super) fn word_to_add(params: Value) -> Result<(lsp::Uri, String), String> {
    let method = "workspace/executeCommand";
    let params: lsp::ExecuteCommandParams = asked::read(method, params)?;
    if params.command != actions::ADD_WORD {
        return Err("there is no such command".into());
    }
    let arguments = Value::from(params.arguments.unwrap_or_default());
    let (uri, word): (lsp::Uri, String) = asked::read(actions::ADD_WORD, arguments)?;
    let is_word = !word.is_empty() && !word.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_word { Ok((uri, word)) } else { Err("only a single word can be added".into()) }
}

/// What the server can do for this client.
pub(super) fn capabilities(client: &Client) -> lsp::ServerCapabilities {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let actions = lsp::CodeActionOptions {
        code_action_kinds: Some(vec![
            lsp::CodeActionKind::QuickFix,
            lsp::CodeActionKind::new(actions::FIX_ALL),
        ]),
        ..lsp::CodeActionOptions::default()
    };
    let findings = lsp::DiagnosticOptions {
        identifier: Some("sunting".into()),
        // A document is judged by itself.
        inter_file_dependencies: false,
        workspace_diagnostics: false,
        ..lsp::DiagnosticOptions::default()
    };
    let commands = lsp::ExecuteCommandOptions {
        commands: vec![actions::ADD_WORD.into()],
        ..lsp::ExecuteCommandOptions::default()
    };
    let folders = lsp::WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(true.into()),
    };
    let pages = lsp::TextDocumentContentOptions { schemes: vec![told::SCHEME.into()] };
    lsp::ServerCapabilities {
        position_encoding: Some(client.unit.kind()),
        text_document_sync: Some(sync.into()),
        hover_provider: Some(true.into()),
        code_action_provider: Some(actions.into()),
        // One who does not ask is told unasked.
        diagnostic_provider: client.pulls().then(|| findings.into()),
        execute_command_provider: Some(commands),
        workspace: Some(lsp::WorkspaceOptions {
            workspace_folders: Some(folders),
            file_operations: None,
            text_document_content: Some(pages.into()),
        }),
        ..lsp::ServerCapabilities::default()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_with_a_broken_range_is_no_change_of_everything() {
        let change =
            |range: Value| serde_json::from_value::<Change>(json!({ "range": range, "text": "" }));
        let at = |line: i32| json!({ "line": line, "character": 0 });
        assert!(change(json!({ "start": at(-1), "end": at(0) })).is_err());
        assert!(change(json!({ "start": at(0), "end": at(1) })).is_ok_and(|it| it.range.is_some()));
        assert!(change(Value::Null).is_ok_and(|it| it.range.is_none()));
    }

    #[test]
    fn only_a_word_is_added() {
        let add = |word: &str| {
            let arguments = ["file:///a.txt", word];
            word_to_add(json!({ "command": actions::ADD_WORD, "arguments": arguments }))
        };
        assert_eq!(add("lokapasar").map(|it| it.1), Ok("lokapasar".into()));
        assert!(add("").is_err());
        assert!(add("dua kata").is_err());
        assert!(word_to_add(json!({ "command": "rm", "arguments": [] })).is_err());
        assert!(word_to_add(json!({ "command": actions::ADD_WORD })).is_err());
    }
}
