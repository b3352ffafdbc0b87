//! What can be done about findings: each fix, the same everywhere in the article, a comment that silences the rule, all
//! safe fixes, a word for the desk's vocabulary.
//!
//! Nothing is done here: actions say what the client, or the server when the client asks for it, would change.

use gen_lsp_types as lsp;
use serde_json::json;

use super::client::Client;
use super::findings::Findings;
use super::{told, words};
use crate::diagnostic::Diagnostic;
use crate::everywhere::everywhere;
use crate::fix::{Fix, Safety};
use crate::vocabulary;

/// The command that adds a word to the desk's vocabulary: the address of a document, then the word.
pub(super) const ADD_WORD: &str = "sunting.addToVocabulary";

/// All safe fixes of a document, under a name of its own so that a client can ask for them when it saves.
pub(super) const FIX_ALL: &str = "source.fixAll.sunting";

/// The actions at a range, the likeliest first.
pub(super) fn actions(
    findings: &Findings,
    client: &Client,
    range: lsp::Range,
    only: Option<&[lsp::CodeActionKind]>,
) -> Vec<lsp::CodeActionResponse> {
    if !client.acts() {
        return Vec::new();
    }
    let wants = |kind: &str| {
        only.is_none_or(|only| only.iter().any(|wanted| is_kind_of(kind, wanted.as_str())))
    };
    let mut actions = Vec::new();
    if wants(lsp::CodeActionKind::QuickFix.as_str()) {
        let bytes = findings.text.bytes(range);
        let here = findings.shown.iter().filter(|found| {
            let place = findings.doc.map.locate(found.span);
            place.start as usize <= bytes.end && bytes.start <= place.end as usize
        });
        let about = here.map(|found| About { findings, client, found });
        about.for_each(|about| about.add_to(&mut actions));
    }
    if wants(FIX_ALL)
        && let Some(edits) = all_safe(findings)
    {
        actions.push(lsp::CodeAction {
            title: words::fix_all(findings.lang()),
            kind: Some(lsp::CodeActionKind::new(FIX_ALL)),
            edit: Some(told::workspace_edit(findings, client, edits)),
            ..lsp::CodeAction::default()
        });
    }
    actions.into_iter().map(Into::into).collect()
}

/// Whether an action of a kind is wanted by one who asks for a kind or a family of them.
fn is_kind_of(kind: &str, wanted: &str) -> bool {
    let rest = kind.strip_prefix(wanted);
    wanted.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// One finding that actions are about.
struct About<'a> {
    findings: &'a Findings,
    client: &'a Client,
    found: &'a Diagnostic,
}

impl About<'_> {
    fn add_to(&self, actions: &mut Vec<lsp::CodeAction>) {
        let Self { findings, found, .. } = self;
        let (lang, doc) = (findings.lang(), &findings.doc);
        for (at, fix) in found.fixes.iter().enumerate() {
            let title = match fix.edits.as_slice() {
                [edit] => words::change(lang, doc.str(edit.span), &edit.text),
                edits => words::changes(lang, edits.len()),
            };
            let is_preferred = (at == 0).then_some(true);
            actions.extend(self.fixing(title, fix, is_preferred));
        }
        for fix in &found.fixes {
            let Some(all) = everywhere(doc, &findings.shown, found, fix) else { continue };
            let new = all.edits.first().map_or("", |edit| &edit.text);
            let title = words::everywhere(lang, new, all.edits.len());
            actions.extend(self.fixing(title, &all, None));
        }
        let ignoring = findings.ignoring(found, words::reason(lang));
        if let Some(text) = ignoring {
            let edits = told::edits(findings, &text);
            let title = words::ignore(lang, found.rule.as_str());
            let edit = Some(told::workspace_edit(findings, self.client, edits));
            actions.push(lsp::CodeAction { edit, ..self.action(title) });
        }
        if let Some(word) = vocabulary::word(doc, found) {
            let title = words::vocabulary(lang, word);
            let arguments = vec![json!(findings.uri), json!(word)];
            let command = lsp::Command {
                title: title.clone(),
                tooltip: None,
                command: ADD_WORD.into(),
                arguments: Some(arguments),
            };
            actions.push(lsp::CodeAction { command: Some(command), ..self.action(title) });
        }
    }

    /// An action that makes a fix; `None` where it is not exact in the client's document.
    fn fixing(&self, title: String, fix: &Fix, preferred: Option<bool>) -> Option<lsp::CodeAction> {
        let edits = told::edits(self.findings, &self.findings.with(fix)?);
        Some(lsp::CodeAction {
            is_preferred: preferred,
            edit: Some(told::workspace_edit(self.findings, self.client, edits)),
            ..self.action(title)
        })
    }

    fn action(&self, title: String) -> lsp::CodeAction {
        lsp::CodeAction {
            title,
            kind: Some(lsp::CodeActionKind::QuickFix),
            diagnostics: Some(vec![told::diagnostic(self.findings, self.client, self.found)]),
            ..lsp::CodeAction::default()
        }
    }
}

/// The edits of all safe fixes; `None` where there is nothing to do.
fn all_safe(findings: &Findings) -> Option<Vec<lsp::TextEdit>> {
    let has_safe = |found: &Diagnostic| found.fixes.iter().any(|fix| fix.safety == Safety::Safe);
    if !findings.shown.iter().any(has_safe) {
        return None;
    }
    let edits = told::edits(findings, findings.fixed()?);
    (!edits.is_empty()).then_some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_a_family_gets_its_members() {
        assert!(is_kind_of(FIX_ALL, "source"));
        assert!(is_kind_of(FIX_ALL, "source.fixAll"));
        assert!(is_kind_of(FIX_ALL, FIX_ALL));
        assert!(is_kind_of("quickfix", ""));
        assert!(!is_kind_of(FIX_ALL, "source.fix"));
        assert!(!is_kind_of("source.fixAll", FIX_ALL));
    }
}
