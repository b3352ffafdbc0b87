//! What the client at the other end can do, as it said at the start. What it cannot is left out, never sent and hoped for.

use gen_lsp_types::{ClientCapabilities, MarkupKind};

use super::text::Unit;

/// The client.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// What its columns count.
    pub(super) unit: Unit,
    can: ClientCapabilities,
}

impl Client {
    pub(super) fn new(can: ClientCapabilities) -> Self {
        Self { unit: Unit::negotiated(&can), can }
    }

    /// Whether it asks for findings; then they are not sent unasked too, or each would be shown twice.
    pub(super) fn pulls(&self) -> bool {
        self.can.text_document.as_ref().is_some_and(|it| it.diagnostic.is_some())
    }

    /// Whether it can be told to ask for findings again.
    pub(super) fn refreshes(&self) -> bool {
        let workspace = self.can.workspace.as_ref();
        workspace.and_then(|it| it.diagnostics.as_ref()?.refresh_support) == Some(true)
    }

    /// Whether it shows places that belong to a finding.
    pub(super) fn relates(&self) -> bool {
        let Some(it) = &self.can.text_document else { return false };
        let pulled = it.diagnostic.as_ref().map(|it| &it.diagnostics_capabilities);
        let pushed = it.publish_diagnostics.as_ref().map(|it| &it.diagnostics_capabilities);
        let mut said = pulled.into_iter().chain(pushed);
        said.any(|it| it.related_information == Some(true))
    }

    /// Whether it shows actions that are not mere commands.
    pub(super) fn acts(&self) -> bool {
        let actions = self.can.text_document.as_ref().and_then(|it| it.code_action.as_ref());
        actions.is_some_and(|it| it.code_action_literal_support.is_some())
    }

    /// Whether edits can say of which state of a document they speak.
    pub(super) fn versions_edits(&self) -> bool {
        let workspace = self.can.workspace.as_ref();
        workspace.and_then(|it| it.workspace_edit.as_ref()?.document_changes) == Some(true)
    }

    /// The best form of text that it shows beside a word.
    pub(super) fn hovers_in(&self) -> MarkupKind {
        let hover = self.can.text_document.as_ref().and_then(|it| it.hover.as_ref());
        let formats = hover.and_then(|it| it.content_format.as_ref());
        match formats {
            Some(formats) if formats.contains(&MarkupKind::Markdown) => MarkupKind::Markdown,
            _ => MarkupKind::PlainText,
        }
    }

    /// Whether settings can be asked for.
    pub(super) fn tells_settings(&self) -> bool {
        self.can.workspace.as_ref().and_then(|it| it.configuration) == Some(true)
    }

    /// Whether it tells of changed settings when asked to.
    pub(super) fn tells_of_settings(&self) -> bool {
        let it = self.can.workspace.as_ref().and_then(|it| it.did_change_configuration);
        it.and_then(|it| it.dynamic_registration) == Some(true)
    }

    /// Whether it watches files when asked to.
    pub(super) fn watches(&self) -> bool {
        let it = self.can.workspace.as_ref().and_then(|it| it.did_change_watched_files);
        it.and_then(|it| it.dynamic_registration) == Some(true)
    }
}
