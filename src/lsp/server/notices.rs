//! What the client tells without wanting an answer: documents opened, typed in and closed, settings and files changed,
//! requests called off.
//!
//! A notification that cannot be read is logged by its name and changes nothing.

use std::time::Duration;

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Notification, RequestId};
use serde_json::json;

use super::{Fault, PAUSE, Server, Stage};
use crate::lsp::asked::{Waiting, read};
use crate::lsp::protocol::{Change, Changed, Opened};
use crate::lsp::text::Text;
use crate::lsp::wire::Told;
use crate::lsp::{findings, log, paths};

impl Server {
    pub(super) fn notification(&mut self, Notification { method, params }: Notification) {
        if self.stage != Stage::Open {
            return;
        }
        let done = match method.as_str() {
            "initialized" => {
                self.ask_for_settings();
                self.ask_for_changes();
                Ok(())
            }
            "$/cancelRequest" => read(&method, params).map(|it| self.cancel(it)),
            "textDocument/didOpen" => read(&method, params).map(|it| self.opened(it)),
            "textDocument/didChange" => read(&method, params).map(|it| self.changed(it)),
            "textDocument/didClose" => read(&method, params).map(|it| self.closed(&it)),
            "workspace/didChangeConfiguration" => read(&method, params).map(|it| {
                let it: lsp::DidChangeConfigurationParams = it;
                // A client that can be asked sends nothing of use along, some an empty object.
                if self.client.tells_settings() {
                    self.ask_for_settings();
                } else if self.configure(&it.settings) {
                    self.renew();
                }
            }),
            "workspace/didChangeWorkspaceFolders" => read(&method, params).map(|it| {
                let it: lsp::DidChangeWorkspaceFoldersParams = it;
                let gone: Vec<_> =
                    it.event.removed.iter().filter_map(|it| paths::path(&it.uri)).collect();
                self.folders.retain(|folder| !gone.contains(folder));
                self.folders.extend(it.event.added.iter().filter_map(|it| paths::path(&it.uri)));
                self.renew();
            }),
            "workspace/didChangeWatchedFiles" => {
                self.reload();
                Ok(())
            }
            // The others say nothing that changes a finding.
            _ => Ok(()),
        };
        if let Err(message) = done {
            log(&message);
        }
    }

    fn cancel(&mut self, params: lsp::CancelParams) {
        let id = match params.id {
            lsp::Id::Int(id) => RequestId::from(id),
            lsp::Id::String(id) => RequestId::from(id),
        };
        self.waiting.retain(|waiting| waiting.id != id);
        if let Some(response) = self.queue.incoming.cancel(id) {
            self.say(Told::Message(response.into()));
        }
    }

    fn opened(&mut self, params: Opened) {
        let Opened { text_document: it } = params;
        let text = Text::new(&it.text, self.client.unit);
        if self.documents.get(&it.uri).is_some() {
            log("a document was opened that is open; its new text counts");
        }
        let path = paths::path(&it.uri);
        let form = findings::form(&it.language_id, path.as_deref());
        self.documents.open(&it.uri, it.version, text, (path, form));
        self.touched(&it.uri, Duration::ZERO);
    }

    fn changed(&mut self, params: Changed) {
        let Changed { text_document, content_changes } = params;
        let uri = text_document.text_document_identifier.uri;
        let unit = self.client.unit;
        let Some(open) = self.documents.renewed(&uri) else {
            log("a document was changed that is not open");
            return;
        };
        if text_document.version <= open.version {
            log("a document has got an older version; its text counts all the same");
        }
        open.version = text_document.version;
        for Change { range, text } in content_changes {
            match range {
                Some(range) => open.text.replace(range, &text),
                None => open.text = Text::new(&text, unit),
            }
        }
        self.outdate(&uri);
        self.touched(&uri, PAUSE);
    }

    fn closed(&mut self, params: &lsp::DidCloseTextDocumentParams) {
        let uri = &params.text_document.uri;
        if !self.documents.close(uri) {
            log("a document was closed that is not open");
            return;
        }
        let (gone, rest) =
            std::mem::take(&mut self.waiting).into_iter().partition(|it| it.uri == *uri);
        self.waiting = rest;
        self.give_up(gone);
        if !self.client.pulls() {
            self.publish(uri, None, &json!([]));
        }
    }

    /// Refuses what was asked about places of a state that a document is no longer in.
    fn outdate(&mut self, uri: &lsp::Uri) {
        let is_stale = |it: &Waiting| it.uri == *uri && !it.asked.outlives_changes();
        let (gone, rest) = std::mem::take(&mut self.waiting).into_iter().partition(is_stale);
        self.waiting = rest;
        self.give_up(gone);
    }

    fn give_up(&mut self, gone: Vec<Waiting>) {
        for waiting in gone {
            let fault = Fault::new(ErrorCode::ContentModified, "the document has changed");
            self.answer(waiting.id, Err(fault));
        }
    }
}
