//! Open documents and how far each of them is checked.
//!
//! A document is checked by one worker at a time; what it finds counts only if the document is still as it was.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use gen_lsp_types::Uri;

use super::findings::Findings;
use super::text::Text;
use crate::input::Form;

/// An open document.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) version: i32,
    pub(super) text: Text,
    pub(super) path: Option<PathBuf>,
    pub(super) form: Form,
    /// Ours: another one for every state of the document and of the settings.
    pub(super) stamp: u64,
    /// When it is to be checked, if nobody asks before.
    pub(super) due: Option<Instant>,
    /// The state that a worker has in hand.
    pub(super) busy: Option<u64>,
    /// The last findings, perhaps of an older state.
    pub(super) findings: Option<Arc<Findings>>,
    /// The last state that could not be checked.
    pub(super) failed: Option<u64>,
}

impl Open {
    /// The findings of the state that the document is in.
    pub(super) fn current(&self) -> Option<&Arc<Findings>> {
        self.findings.as_ref().filter(|findings| findings.stamp == self.stamp)
    }

    /// Whether there is nothing left to do for the state that it is in.
    pub(super) fn is_settled(&self) -> bool {
        self.current().is_some() || self.failed == Some(self.stamp)
    }
}

/// All open documents, by address.
#[derive(Debug, Default)]
pub(super) struct Documents {
    open: BTreeMap<String, Open>,
    last_stamp: u64,
}

impl Documents {
    /// A number that no state has had before.
    fn stamp(&mut self) -> u64 {
        self.last_stamp += 1;
        self.last_stamp
    }

    /// Opens a document, or opens it anew.
    pub(super) fn open(
        &mut self,
        uri: &Uri,
        version: i32,
        text: Text,
        held: (Option<PathBuf>, Form),
    ) {
        let stamp = self.stamp();
        let (path, form) = held;
        let open = Open {
            version,
            text,
            path,
            form,
            stamp,
            due: None,
            busy: None,
            findings: None,
            failed: None,
        };
        self.open.insert(uri.0.clone(), open);
    }

    /// Closes a document; says whether it was open.
    pub(super) fn close(&mut self, uri: &Uri) -> bool {
        self.open.remove(&uri.0).is_some()
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Open> {
        self.open.get(&uri.0)
    }

    pub(super) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Open> {
        self.open.get_mut(&uri.0)
    }

    /// The document, put into a new state.
    pub(super) fn renewed(&mut self, uri: &Uri) -> Option<&mut Open> {
        let stamp = self.stamp();
        let open = self.open.get_mut(&uri.0)?;
        open.stamp = stamp;
        Some(open)
    }

    /// The addresses of all open documents.
    pub(super) fn uris(&self) -> Vec<Uri> {
        self.open.keys().map(|uri| Uri(uri.clone())).collect()
    }

    /// When the next document is due.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.open.values().filter_map(|open| open.due).min()
    }

    /// The documents that are due.
    pub(super) fn due(&self, now: Instant) -> Vec<Uri> {
        let due = self.open.iter().filter(|(_, open)| open.due.is_some_and(|due| due <= now));
        due.map(|(uri, _)| Uri(uri.clone())).collect()
    }
}
