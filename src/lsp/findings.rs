//! Checking a document, away from the thread that listens, and what came of it.
//!
//! Findings belong to one state of one document; they carry it along, so that places are never told in another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use gen_lsp_types::Uri;
use serde_json::{Value, json};

use super::client::Client;
use super::desk::{Desk, Desks, Loaded};
use super::settings::Settings;
use super::text::Text;
use super::told;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::engine::{Checked, Engine};
use crate::fix::{self, Edit, Fix, Safety};
use crate::input::rewrite::{Change, is_exact, rewrite};
use crate::input::{self, Form};
use crate::span::Span;
use crate::suppress;

/// A state of a document to be checked.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) uri: Uri,
    /// The client's number of this state.
    pub(super) version: i32,
    /// Ours: it also changes with the settings.
    pub(super) stamp: u64,
    pub(super) text: Text,
    pub(super) path: Option<PathBuf>,
    pub(super) form: Form,
    /// Where the desk of this document is looked for.
    pub(super) folder: PathBuf,
    pub(super) settings: Settings,
    pub(super) desks: Arc<Desks>,
    pub(super) client: Arc<Client>,
}

/// A job that was done.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) uri: Uri,
    pub(super) stamp: u64,
    /// `None` where the document could not be checked at all.
    pub(super) findings: Option<Arc<Findings>>,
    /// The findings in the words of the protocol, for a client that does not ask for them.
    pub(super) diagnostics: Value,
    /// What a person should hear of: faults of the configuration, rules that broke.
    pub(super) troubles: Vec<String>,
}

/// Most rounds of safe fixes; two or three are usual.
const ROUNDS: usize = 12;

/// What was found in a state of a document.
#[derive(Debug)]
pub(super) struct Findings {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) stamp: u64,
    pub(super) text: Text,
    pub(super) doc: Document,
    /// Those grave enough to be shown, in order.
    pub(super) shown: Vec<Diagnostic>,
    pub(super) desk: Arc<Desk>,
    path: Option<PathBuf>,
    form: Form,
    settings: Settings,
    engine: Arc<Engine>,
    /// The text with all safe fixes made, once somebody has asked for it.
    fixed: OnceLock<Option<String>>,
}

impl Job {
    /// Checks. Whatever happens in it, an answer comes back.
    pub(super) fn run(self) -> Done {
        let (uri, stamp, client) = (self.uri.clone(), self.stamp, Arc::clone(&self.client));
        let mut troubles = Vec::new();
        let findings = catch_unwind(AssertUnwindSafe(|| self.checked(&mut troubles)));
        let findings = findings.unwrap_or_else(|_| {
            troubles.push("a document could not be checked; this is a fault of sunting".into());
            None
        });
        let diagnostics = match &findings {
            Some(findings) if !client.pulls() => told::diagnostics(findings, &client),
            _ => Vec::new(),
        };
        let findings = findings.map(Arc::new);
        Done { uri, stamp, findings, diagnostics: json!(diagnostics), troubles }
    }

    fn checked(self, troubles: &mut Vec<String>) -> Option<Findings> {
        let Loaded { desk, trouble } = self.desks.at(&self.folder);
        troubles.extend(trouble);
        let desk = desk?;
        let engine = match desk.engine(self.path.as_deref()) {
            Ok(engine) => engine,
            Err(err) => {
                troubles.push(format!("{err:#}"));
                return None;
            }
        };
        let Self { uri, version, stamp, text, path, form, settings, .. } = self;
        let doc = read(form, path.as_deref(), &text.contents(), &settings);
        let Checked { diagnostics, failures, .. } = engine.check(&doc);
        troubles.extend(failures.into_iter().map(|failure| format!("rule {} broke", failure.rule)));
        let mut findings = Findings {
            uri,
            version,
            stamp,
            text,
            doc,
            shown: Vec::new(),
            desk,
            path,
            form,
            settings,
            engine,
            fixed: OnceLock::new(),
        };
        findings.shown = diagnostics.into_iter().filter(|found| findings.shows(found)).collect();
        Some(findings)
    }
}

/// What a document holds: as the client says, else as its name says, else plain text.
pub(super) fn form(language: &str, path: Option<&Path>) -> Form {
    match language {
        "plaintext" | "text" => Form::Text,
        "markdown" => Form::Markdown,
        "html" => Form::Html,
        _ => {
            let named = path.and_then(|path| Form::of_extension(path.extension()?.to_str()?));
            named.filter(|form| matches!(form, Form::Markdown | Form::Html)).unwrap_or(Form::Text)
        }
    }
}

/// The document as the rules read it.
fn read(form: Form, path: Option<&Path>, text: &str, settings: &Settings) -> Document {
    let name = path.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    let article = input::article(form, &name, text.as_bytes());
    let mut doc = article.unwrap_or_else(|_| input::plain(&name, text.as_bytes()));
    doc.published = settings.date.or(doc.published);
    doc
}

impl Findings {
    /// The language that the desk is spoken to in.
    pub(super) fn lang(&self) -> Lang {
        self.desk.setup.lang
    }

    /// People are spared advice unless they ask for it.
    fn shows(&self, found: &Diagnostic) -> bool {
        let configured = self.desk.setup.config.min_severity;
        found.severity >= self.settings.severity.or(configured).unwrap_or(Severity::Warning)
    }

    /// The text with a fix made; `None` where the client's document cannot hold it.
    pub(super) fn with(&self, fix: &Fix) -> Option<String> {
        rewritten(self.form, &self.text.contents(), &self.doc, &fix.edits)
    }

    /// The text with all safe fixes made, round after round until none is left; `None` where they do not come to rest.
    pub(super) fn fixed(&self) -> Option<&str> {
        let make = || {
            let mut text = self.text.contents();
            for _ in 0..ROUNDS {
                match self.round(&text) {
                    Some(next) => text = next,
                    None => return Some(text),
                }
            }
            None
        };
        self.fixed.get_or_init(make).as_deref()
    }

    /// One round of safe fixes; `None` when there is none to make.
    fn round(&self, text: &str) -> Option<String> {
        let (doc, mut found) = self.again(text);
        // The graver finding has its way where two want the same words, as on the command line.
        found.sort_by_key(|found| std::cmp::Reverse(found.severity));
        let safe = found.iter().filter_map(|found| {
            let fix = found.fixes.iter().find(|fix| fix.safety == Safety::Safe)?;
            fix.edits.iter().all(|edit| is_exact(&doc, edit)).then_some(fix)
        });
        let safe: Vec<&Fix> = safe.collect();
        let taken = fix::choose(&safe).taken;
        let edits: Vec<Edit> = taken.iter().flat_map(|&at| safe[at].edits.clone()).collect();
        if edits.is_empty() { None } else { rewritten(self.form, text, &doc, &edits) }
    }

    /// The text with a comment that silences a finding in its block; `None` where the form of the document has no place
    /// for one, or where it would do something else.
    pub(super) fn ignoring(&self, found: &Diagnostic, reason: &str) -> Option<String> {
        let block = self.doc.block_at(found.span.start())?.span;
        let at = self.doc.map.locate(Span::at(block.start())).start as usize;
        let comment = suppress::comment(&found.rule, reason);
        let mut text = self.text.contents();
        match self.form {
            // A paragraph that begins with a comment would be one; a line before it is not.
            Form::Markdown => text.insert_str(self.text.line_start(at), &format!("{comment}\n")),
            Form::Html => text.insert_str(at, &comment),
            _ => return None,
        }
        let is_meant = |it: &&Diagnostic| it.rule == found.rule && block.contains(it.span);
        let rest: Vec<_> = self
            .shown
            .iter()
            .filter(|it| !is_meant(it))
            .map(|it| (&it.rule, &it.message))
            .collect();
        let (_, left) = self.again(&text);
        let left: Vec<_> = left.iter().map(|it| (&it.rule, &it.message)).collect();
        (left == rest).then_some(text)
    }

    /// Another state of the text, checked in the same way.
    fn again(&self, text: &str) -> (Document, Vec<Diagnostic>) {
        let doc = read(self.form, self.path.as_deref(), text, &self.settings);
        let mut found = self.engine.check(&doc).diagnostics;
        found.retain(|found| self.shows(found));
        (doc, found)
    }
}

/// A text with edits of its document made, as a file of its form writes them.
fn rewritten(form: Form, text: &str, doc: &Document, edits: &[Edit]) -> Option<String> {
    let bytes = rewrite(form, text.as_bytes(), &[Change { doc, edits }]).ok()?;
    String::from_utf8(bytes).ok()
}
