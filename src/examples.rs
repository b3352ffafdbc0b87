//! Runs the examples of a catalogue: the bad fires, the good is silent, the fix of the bad gives the good.
//!
//! A rule that cannot keep its own examples is not a rule. It prints nothing and reads no file; `sunting test` and the
//! project's own tests show what it returns.

use std::fmt;

use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::document::Document;
use crate::engine::{Engine, Level, Settings};
use crate::fix::{self, Edit};
use crate::input;
use crate::lexicon::Lexicon;
use crate::pack::{Body, Catalogue, Forms, PackError, RuleDef};
use crate::rule::{Example, Meta, Profile, Status};

/// What running the examples gave.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many examples were run, over all rules.
    pub n_run: usize,
    /// The ones that do not hold, in order of the catalogue.
    pub broken: Vec<Broken>,
}

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Whose example.
    pub rule: RuleId,
    /// Which of the rule's examples, from 1.
    pub number: usize,
    /// The sentence that was checked.
    pub text: String,
    /// What is wrong, in English, for the author of the rule.
    pub fault: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n    {}", self.rule, self.fault, self.text)
    }
}

/// Runs every example of a catalogue under all of its rules as the settings leave them. Rules that a desk has to ask for
/// (preview, strict, those that wait for a choice) are switched on for their own examples only. Rules that the settings switch off are passed over.
///
/// # Errors
/// When the engine cannot be built from the catalogue.
pub fn run(
    catalogue: Catalogue,
    lexicon: Lexicon,
    settings: &Settings,
) -> Result<Report, PackError> {
    let mut settings = settings.clone();
    let metas: Vec<Meta> = catalogue.rules.iter().map(|def| def.meta.clone()).collect();
    for meta in metas.iter().filter(|meta| meta.status == Status::Preview) {
        settings.levels.entry(meta.id.to_string()).or_insert(Level::On);
    }
    settings.profile = Profile::Strict;
    let waiting = choose_forms(&catalogue, &mut settings);
    let engine = Engine::new(catalogue, lexicon, &settings)?;
    let by_itself = |meta: &Meta| {
        meta.status == Status::Stable
            && meta.profile != Profile::Strict
            && !waiting.contains(&meta.id)
    };
    let preview: Vec<&RuleId> =
        metas.iter().filter(|meta| !by_itself(meta)).map(|meta| &meta.id).collect();
    let mut report = Report::default();
    for meta in metas.iter().filter(|meta| settings.severity(meta).is_some()) {
        let can_run = |example: &Example| !example.markdown || cfg!(feature = "formats");
        let examples = meta.examples.iter().enumerate();
        for (at, example) in examples.filter(|(_, example)| can_run(example)) {
            report.n_run += 1;
            let (engine, preview) = (&engine, preview.as_slice());
            let run = Run { engine, preview, rule: &meta.id, number: at + 1, example };
            report.broken.extend(run.broken());
        }
    }
    Ok(report)
}

/// Gives every rule that waits for a choice its first form, and names those rules.
fn choose_forms(catalogue: &Catalogue, settings: &mut Settings) -> Vec<RuleId> {
    let mut waiting = Vec::new();
    for RuleDef { meta, body } in &catalogue.rules {
        let Body::Forms(Forms { default: None, bodies }) = body else { continue };
        let options = settings.options.entry(meta.id.to_string()).or_default();
        if let Some(name) = bodies.keys().next().filter(|_| !options.contains_key("form")) {
            options.insert("form".to_owned(), toml::Value::String(name.clone()));
        }
        waiting.push(meta.id.clone());
    }
    waiting
}

/// One example of one rule.
struct Run<'a> {
    engine: &'a Engine,
    preview: &'a [&'a RuleId],
    rule: &'a RuleId,
    number: usize,
    example: &'a Example,
}

impl Run<'_> {
    fn broken(&self) -> Vec<Broken> {
        let mut broken = Vec::new();
        if let Some(bad) = &self.example.bad {
            broken.extend(self.bad(bad));
        }
        broken.extend(self.good(&self.example.good));
        broken
    }

    /// The bad sentence must fire; where the fix covers all that the good one changes, it must give the good one.
    fn bad(&self, bad: &str) -> Option<Broken> {
        let good = &self.example.good;
        let (doc, found) = match self.check(bad) {
            Ok(checked) => checked,
            Err(fault) => return Some(self.fault(bad, fault)),
        };
        let own: Vec<_> = found.iter().filter(|d| d.rule == *self.rule).collect();
        if own.is_empty() {
            let others: Vec<_> = found.iter().map(|d| d.rule.as_str()).collect();
            return Some(
                self.fault(bad, format!("does not fire{}", list(" ; others do: ", &others))),
            );
        }
        let fixes: Vec<_> = own.iter().filter_map(|d| d.fixes.first()).collect();
        let edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
        // Fixes count in the text that rules read, which markup is no part of.
        let good = self.read(good).map(|doc| doc.text).unwrap_or_default();
        if edits.is_empty() || !differs_only_there(&doc.text, &good, &edits) {
            return None;
        }
        let (fixed, _) = fix::apply(&doc.text, fixes);
        (fixed != good).then(|| self.fault(bad, format!("its fix gives “{fixed}”, not “{good}”")))
    }

    /// The good sentence must be silent: of its own rule altogether, of the others from warning on.
    fn good(&self, good: &str) -> Option<Broken> {
        let (doc, found) = match self.check(good) {
            Ok(checked) => checked,
            Err(fault) => return Some(self.fault(good, fault)),
        };
        let loud: Vec<String> = found
            .iter()
            .filter(|d| d.rule == *self.rule || d.severity >= Severity::Warning)
            .map(|d| format!("{} on “{}”", d.rule, doc.str(d.span)))
            .collect();
        let loud: Vec<&str> = loud.iter().map(String::as_str).collect();
        (!loud.is_empty()).then(|| self.fault(good, format!("is not silent{}", list(": ", &loud))))
    }

    fn read(&self, text: &str) -> Result<Document, String> {
        match self.example {
            Example { headline: true, .. } => headline(text),
            Example { markdown: true, .. } => markdown(text),
            _ => Ok(Document::plain(text)),
        }
    }

    fn check(&self, text: &str) -> Result<(Document, Vec<Diagnostic>), String> {
        let mut doc = self.read(text)?;
        if let Some(date) = &self.example.date {
            let date =
                date.parse().map_err(|_| format!("date `{date}` is not of the form 2024-05-14"))?;
            doc.published = Some(date);
        }
        let mut checked = self.engine.check(&doc);
        if let Some(failure) = checked.failures.first() {
            return Err(format!("{} broke: {}", failure.rule, failure.message));
        }
        checked.diagnostics.retain(|d| d.rule == *self.rule || !self.preview.contains(&&d.rule));
        Ok((doc, checked.diagnostics))
    }

    fn fault(&self, text: &str, fault: String) -> Broken {
        Broken { rule: self.rule.clone(), number: self.number, text: text.to_owned(), fault }
    }
}

/// A document that is nothing but a headline, as a record brings it.
fn headline(text: &str) -> Result<Document, String> {
    let json = serde_json::json!({ "id": "", "title": text, "text": "" }).to_string();
    input::record("", 1, json.as_bytes(), &input::Fields::default()).map_err(|err| err.message)
}

/// A document as a file of Markdown brings it.
#[cfg(feature = "formats")]
fn markdown(text: &str) -> Result<Document, String> {
    input::article(input::Form::Markdown, "", text.as_bytes()).map_err(|err| err.message)
}

/// Never called: without the reader such examples are not run.
#[cfg(not(feature = "formats"))]
fn markdown(_: &str) -> Result<Document, String> {
    Err("this build reads no Markdown".into())
}

/// Whether everything that tells `good` from `bad` lies within what the edits touch.
fn differs_only_there(bad: &str, good: &str, edits: &[&Edit]) -> bool {
    let start = edits.iter().map(|edit| edit.span.start()).min().unwrap_or(0);
    let end = edits.iter().map(|edit| edit.span.end()).max().unwrap_or(0);
    good.len() >= start + (bad.len() - end)
        && good.starts_with(&bad[..start])
        && good.ends_with(&bad[end..])
}

fn list(lead: &str, items: &[&str]) -> String {
    if items.is_empty() { String::new() } else { format!("{lead}{}", items.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::PackFile;

    #[track_caller]
    fn faults(examples: &str) -> Vec<String> {
        let text = format!(
            "[[rule]]\nid = \"spelling/misspelt\"\nkind = \"native\"\nseverity = \"error\"\n\
             message = {{ id = \"x\", en = \"x\" }}\nsource = \"x\"\nexamples = [{examples}]\n"
        );
        let mut catalogue = Catalogue::default();
        let pack = PackFile { path: "x.toml", text: &text, tables: &[] };
        catalogue.add(&pack).expect("the pack is well formed");
        let report = run(catalogue, Lexicon::embedded(), &Settings::default()).expect("it runs");
        report.broken.into_iter().map(|broken| broken.fault).collect()
    }

    #[test]
    fn an_example_that_holds_is_silent() {
        let held = r#"{ bad = "Warga menungu bantuan.", good = "Warga menunggu bantuan." }"#;
        assert_eq!(faults(held), Vec::<String>::new());
        let rewritten = r#"{ bad = "Warga menungu bantuan.", good = "Bantuan datang." }"#;
        assert_eq!(faults(rewritten), Vec::<String>::new());
    }

    #[test]
    fn an_example_that_does_not_hold_says_why() {
        let mute = r#"{ bad = "Warga menunggu.", good = "Warga menunggu." }"#;
        assert_eq!(faults(mute), ["does not fire"]);
        let loud = r#"{ bad = "Warga menungu.", good = "Mereka menungu." }"#;
        assert_eq!(faults(loud), ["is not silent: spelling/misspelt on “menungu”"]);
        let other = r#"{ bad = "Warga menungu.", good = "Warga menanggung." }"#;
        assert_eq!(faults(other), ["its fix gives “Warga menunggu.”, not “Warga menanggung.”"]);
    }

    #[cfg(feature = "formats")]
    #[test]
    fn what_is_said_of_markdown_counts_in_its_text() {
        let held = r#"{ markdown = true, bad = "**Warga** menungu *bantuan*.", good = "**Warga** menunggu *bantuan*." }"#;
        assert_eq!(faults(held), Vec::<String>::new());
        let loud =
            r#"{ markdown = true, bad = "**Warga** menungu.", good = "**Mereka** menungu." }"#;
        assert_eq!(faults(loud), ["is not silent: spelling/misspelt on “menungu”"]);
        let other =
            r#"{ markdown = true, bad = "**Warga** menungu.", good = "**Warga** menanggung." }"#;
        assert_eq!(faults(other), ["its fix gives “Warga menunggu.”, not “Warga menanggung.”"]);
    }
}
