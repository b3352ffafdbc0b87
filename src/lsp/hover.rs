//! The explanation of what stands under the pointer: the finding's message, then what its rule rests on.

use gen_lsp_types as lsp;

use super::client::Client;
use super::findings::Findings;
use super::told;
use crate::page;

/// What there is to say of a position; `None` where nothing was found.
pub(super) fn hover(
    findings: &Findings,
    client: &Client,
    position: lsp::Position,
) -> Option<lsp::Hover> {
    let at = findings.text.byte(position);
    let here = findings.shown.iter().filter(|found| {
        let place = findings.doc.map.locate(found.span);
        place.start as usize <= at && at <= place.end as usize
    });
    let here: Vec<_> = here.collect();
    let first = here.first()?;
    let kind = client.hovers_in();
    let pages = here.iter().map(|found| {
        let def = findings.desk.catalogue.get(found.rule.as_str());
        match kind {
            lsp::MarkupKind::Markdown => {
                let message = page::escaped(&found.message);
                let told = def.map(|def| {
                    let grounds = page::grounds(def, findings.lang());
                    format!("{}: {message}\n\n{grounds}", page::title(def))
                });
                told.unwrap_or(message)
            }
            _ => {
                let page = def.map(|def| page::text(def, findings.lang()));
                format!("{}\n\n{}", found.message, page.unwrap_or_default())
            }
        }
    });
    let rule = if kind == lsp::MarkupKind::Markdown { "\n\n---\n\n" } else { "\n" };
    let value = pages.collect::<Vec<_>>().join(rule);
    Some(lsp::Hover {
        contents: lsp::MarkupContent { kind, value }.into(),
        range: Some(told::range(findings, first.span)),
    })
}
