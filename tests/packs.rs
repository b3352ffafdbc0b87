//! Every rule keeps the examples of its own catalogue entry, and no two rules ask for different spellings of a name.

use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::examples;
use sunting::lexicon::Lexicon;
use sunting::pack::{Body, Catalogue};
use sunting::rules::NATIVE;

#[test]
fn every_example_of_every_rule_holds() {
    let report = examples::run(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())
        .expect("the built-in rules make an engine");
    assert!(report.n_run > 0, "no example was run");
    let broken: Vec<String> = report.broken.iter().map(ToString::to_string).collect();
    assert!(
        broken.is_empty(),
        "{} of {} examples do not hold:\n\n{}\n",
        broken.len(),
        report.n_run,
        broken.join("\n\n")
    );
}

#[test]
fn what_a_rule_asks_for_no_rule_on_spelling_corrects() {
    let mut names = Vec::new();
    for def in Catalogue::builtin().rules {
        let Body::Native(options) = def.body else { continue };
        let row = NATIVE.iter().find(|(id, _)| *id == def.meta.id.as_str());
        let (_, build) = row.expect("a native rule has a row");
        let rule = build(&options, None).expect("its options fit");
        names.extend(rule.spellings().into_iter().map(str::to_owned));
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 1000, "{}", names.len());
    for ignored in [&[][..], &["names/*", "facts/*"]] {
        let ignore = ignored.iter().map(|&name| name.to_owned()).collect();
        let settings =
            Settings { select: vec!["spelling/misspelt".into()], ignore, ..Settings::default() };
        let engine =
            Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings).expect("fits");
        // One name for each sentence, so that none is another's neighbour.
        let text: Vec<String> =
            names.iter().map(|name| format!("Acara itu digelar oleh {name} kemarin.")).collect();
        let doc = Document::plain(&text.join("\n\n"));
        let found = engine.check(&doc).diagnostics;
        let told: Vec<&str> = found.iter().map(|found| doc.str(found.span)).collect();
        assert_eq!(told, Vec::<&str>::new());
    }
}

#[test]
fn a_name_that_is_spelt_as_its_list_has_it_stays_so() {
    let engine =
        Engine::new(Catalogue::builtin(), Lexicon::embedded(), &Settings::default()).expect("fits");
    let text = "Mahasiswa Universitas Gadjah Mada (UGM) bertanding dengan mahasiswa Institut Teknologi Sepuluh Nopember (ITS).";
    assert_eq!(engine.check(&Document::plain(text)).diagnostics, []);
}
