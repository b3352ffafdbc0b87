//! Findings as one page for a browser: each article with its places marked and every finding beside its paragraph.
//!
//! The page asks nothing of any network, and says so to the browser. Filters are made by its script from what stands in it;
//! without one everything is shown. Whatever an article holds stays text.

mod article;

use std::fmt::Write;
use std::sync::Arc;

use super::escape;
use super::{About, Count, Report, Totals, pick, rules_by_count};
use crate::diagnostic::{Diagnostic, Lang};
use crate::document::Document;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What tells a page from an article of a newsroom; it stands in the first thousand bytes.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"sunting\">";

/// Examples of a rule that are shown.
const EXAMPLES: usize = 4;

/// One page.
#[derive(Clone, Debug)]
pub struct Html {
    /// The rules, for what is said of them.
    pub about: Arc<About>,
}

impl Report for Html {
    fn head(&self) -> String {
        let lang = self.about.lang;
        let say = |id, en| pick(lang, id, en);
        let code = if lang == Lang::Id { "id" } else { "en" };
        format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
             script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             {GENERATOR}\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>sunting</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1>sunting</h1>\n<p id=\"told\"></p>\n\
             <form id=\"filters\" hidden data-of=\"{of}\" data-all=\"{all}\">\n\
             <fieldset><legend>{severity}</legend>{boxes}</fieldset>\n\
             <label>{rule} <select id=\"by-rule\"></select></label>\n\
             <label>{search} <input id=\"by-text\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n\
             <label class=\"box\"><input id=\"clean\" type=\"checkbox\"> {clean} <span></span></label>\n\
             <span class=\"walk\"><button type=\"button\" id=\"prev\" title=\"k\">{prev}</button>\
             <button type=\"button\" id=\"next\" title=\"j\">{next}</button></span>\n\
             <output id=\"shown\" aria-live=\"polite\"></output>\n\
             <details id=\"contents\" hidden><summary>{contents}</summary><ol></ol></details>\n\
             <p class=\"keys\">{keys}</p>\n</form>\n\
             </header>\n<main>\n",
            of = say("dari", "of"),
            all = say("semua kaidah", "all rules"),
            severity = say("Tingkat", "Severity"),
            boxes = boxes(lang),
            rule = say("Kaidah", "Rule"),
            search = say("Cari", "Search"),
            clean = say("artikel tanpa temuan", "articles without findings"),
            prev = say("← sebelumnya", "← previous"),
            next = say("berikutnya →", "next →"),
            keys = say(
                "<kbd>j</kbd> temuan berikutnya · <kbd>k</kbd> sebelumnya · <kbd>/</kbd> cari",
                "<kbd>j</kbd> next finding · <kbd>k</kbd> previous · <kbd>/</kbd> search"
            ),
            contents = say("Daftar artikel", "Articles"),
        )
    }

    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        article::page(doc, found, self.about.lang)
    }

    fn foot(&self, totals: &Totals) -> String {
        let lang = self.about.lang;
        let mut out = String::from("</main>\n<footer>\n");
        let summary = escape::line(&super::summary(lang, totals));
        let _ = writeln!(out, "<p id=\"summary\">{summary}</p>");
        if !totals.troubles.is_empty() {
            let head = pick(lang, "Gangguan", "Trouble");
            let _ = writeln!(out, "<section id=\"trouble\"><h2>{head}</h2><ul>");
            for trouble in &totals.troubles {
                let _ = writeln!(out, "<li>{}</li>", escape::line(trouble.to_string().trim()));
            }
            out.push_str("</ul></section>\n");
        }
        if !totals.rules.is_empty() {
            let head = pick(lang, "Kaidah dalam laporan ini", "Rules of this report");
            let _ = writeln!(out, "<section id=\"rules\"><h2>{head}</h2>");
            for (id, count) in rules_by_count(totals) {
                self.rule(id.as_str(), count, &mut out);
            }
            out.push_str("</section>\n");
        }
        let _ = writeln!(out, "</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>");
        out
    }
}

impl Html {
    /// What the catalogue says of a rule.
    fn rule(&self, id: &str, count: Count, out: &mut String) {
        let lang = self.about.lang;
        let name = escape::line(id);
        let _ = write!(
            out,
            "<section class=\"rule\" id=\"rule-{name}\" tabindex=\"-1\"><h3>{name} <small>{}</small></h3>",
            count.all()
        );
        if let Some(def) = self.about.rule(id) {
            let meta = &def.meta;
            let (source, off) =
                (pick(lang, "Sumber", "Source"), pick(lang, "Mematikannya", "To switch it off"));
            let _ = write!(
                out,
                "<p>{}</p><p><b>{source}:</b> {}</p>",
                escape::line(&self.about.told(def)),
                escape::line(&meta.source)
            );
            out.push_str("<ul class=\"examples\" lang=\"id\">");
            for example in meta.examples.iter().take(EXAMPLES) {
                if let Some(bad) = &example.bad {
                    let _ = write!(out, "<li class=\"bad\">✗ {}</li>", lines(bad));
                }
                let _ = write!(out, "<li class=\"good\">✓ {}</li>", lines(&example.good));
            }
            let _ = write!(
                out,
                "</ul><p><b>{off}:</b> <code>sunting.toml</code> · <code>[rules]</code> · <code>&quot;{name}&quot; = &quot;off&quot;</code></p>"
            );
        }
        if let Some(address) = self.about.address(id) {
            let more = pick(lang, "Selengkapnya", "More");
            let _ = write!(
                out,
                "<p><a href=\"{}\" rel=\"noreferrer\">{more}</a></p>",
                escape::line(&address)
            );
        }
        out.push_str("</section>\n");
    }
}

/// An example line by line; between its paragraphs there is no more than a new line.
fn lines(example: &str) -> String {
    let lines = example.lines().filter(|line| !line.trim().is_empty());
    lines.map(escape::line).collect::<Vec<_>>().join("<br>")
}

/// One box for each severity, the gravest first.
fn boxes(lang: Lang) -> String {
    use crate::diagnostic::Severity::{Error, Info, Warning};
    let each = [Error, Warning, Info].map(|severity| {
        let (name, told) = (severity.as_str(), super::place::severity(lang, severity));
        format!(
            "<label class=\"box {name}\"><input type=\"checkbox\" value=\"{name}\" checked> {told} <span></span></label>"
        )
    });
    each.concat()
}
