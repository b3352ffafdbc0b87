//! Whole articles, with one snapshot line for every finding: what a change does to real copy shows here first.
//!
//! The articles in `fixtures/articles/` are written for this. After a change on purpose: `INSTA_UPDATE=always cargo test
//! --test articles`, and read the diff.

use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use sunting::diagnostic::{Diagnostic, Lang, Severity};
use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::input;
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;
use sunting::source::LineIndex;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

fn engine() -> Engine {
    let settings = Settings { lang: Lang::Id, ..Settings::default() };
    Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings)
        .expect("the built-in rules make an engine")
}

fn read(name: &str) -> Document {
    let bytes = fs::read(folder().join(name)).expect("the article is there");
    input::plain(name, &bytes)
}

fn check(engine: &Engine, doc: &Document) -> Vec<Diagnostic> {
    let checked = engine.check(doc);
    assert!(checked.failures.is_empty(), "{:?}", checked.failures);
    checked.diagnostics
}

/// One line for a finding: place, rule, what stands there, what the first fix makes of it, why, related places.
fn line(doc: &Document, lines: &LineIndex, found: &Diagnostic) -> String {
    let place = |offset| {
        let place = lines.place(&doc.text, offset);
        format!("{}:{}", place.line, place.column)
    };
    let mut out = format!(
        "{} {} {} {:?}",
        place(found.span.start()),
        found.severity.as_str(),
        found.rule,
        doc.str(found.span)
    );
    if let Some(fix) = found.fixes.first() {
        let edits: Vec<String> = fix.edits.iter().map(|edit| format!("{:?}", edit.text)).collect();
        let _ = write!(out, " -> {}", edits.join(" + "));
    }
    let _ = write!(out, " | {}", found.message);
    for label in &found.labels {
        let _ = write!(out, " | {} {}", place(label.span.start()), label.message);
    }
    out
}

#[test]
fn every_article_gives_the_findings_of_its_snapshot() {
    let engine = engine();
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 6, "too few articles: {names:?}");
    let mut differ = Vec::new();
    for name in &names {
        let doc = read(name);
        let lines = doc.line_index();
        let found = check(&engine, &doc);
        let shown: Vec<String> = found.iter().map(|found| line(&doc, &lines, found)).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_path("snapshots");
        // The other articles are compared all the same, so that one run shows the whole change.
        let compared = catch_unwind(AssertUnwindSafe(|| {
            settings
                .bind(|| insta::assert_snapshot!(name.trim_end_matches(".txt"), shown.join("\n")));
        }));
        differ.extend(compared.is_err().then_some(name));
    }
    assert!(differ.is_empty(), "the findings changed in {differ:?}");
}

#[test]
fn a_clean_article_raises_no_alarm() {
    let doc = read("pasar-bersih.txt");
    let found = check(&engine(), &doc);
    let lines = doc.line_index();
    let loud = found.iter().filter(|found| found.severity >= Severity::Warning);
    let loud: Vec<String> = loud.map(|found| line(&doc, &lines, found)).collect();
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn the_main_article_gives_up_its_six_errors() {
    let doc = read("rusia-as.txt");
    let found = check(&engine(), &doc);
    let error = |text: &str| {
        let at = |found: &&Diagnostic| doc.str(found.span) == text;
        let here: Vec<&Diagnostic> = found.iter().filter(at).collect();
        assert!(
            here.iter().any(|found| found.severity == Severity::Error),
            "no error on {text:?}: {here:?}"
        );
        here[0]
    };
    for (wrong, right) in [
        ("bertemua", "bertemu"),
        ("Pomepo", "Pompeo"),
        ("Puting", "Putin"),
        ("Keamaan", "Keamanan"),
        ("Ukrai na", "Ukraina"),
    ] {
        let fix = error(wrong).fixes.first().map(|fix| fix.edits[0].text.as_str());
        assert_eq!(fix, Some(right), "the first fix of {wrong:?}");
    }
    let date = error("Selasa (14/5)");
    let labelled = date.labels.iter().any(|label| doc.str(label.span).contains("25/04/2024"));
    assert!(labelled, "no label on the date line: {date:?}");
}
