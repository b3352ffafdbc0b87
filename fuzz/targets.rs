//! What is run over any bytes, by the fuzzer and by `tests/hostile.rs`: each function holds what must be true of them and
//! panics where it is not.

use std::sync::OnceLock;

use sunting::baseline::Baseline;
use sunting::config::Config;
use sunting::diagnostic::Diagnostic;
use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::fix::{self, Fix};
use sunting::input::rewrite::{self, Change};
use sunting::input::{self, Fields, Form};
use sunting::lexicon::Lexicon;
use sunting::pack::{Catalogue, PackFile};
use sunting::rule::Profile;

/// A target: anything may be handed to it.
pub(crate) type Target = fn(&[u8]);

/// Every target by name.
pub(crate) const TARGETS: &[(&str, Target)] = &[
    ("baseline", baseline),
    ("config", config),
    ("docx", docx),
    ("fix", fix),
    ("html", html),
    ("json", json),
    ("markdown", markdown),
    ("pack", pack),
    ("record", record),
    ("text", text),
    ("wordpress", wordpress),
];

/// A document of a word processor.
pub(crate) fn docx(bytes: &[u8]) {
    file(Form::Docx, bytes);
}

/// A page.
pub(crate) fn html(bytes: &[u8]) {
    file(Form::Html, bytes);
}

/// An array of records, or one.
pub(crate) fn json(bytes: &[u8]) {
    file(Form::Json, bytes);
}

/// Markdown, front matter and all.
pub(crate) fn markdown(bytes: &[u8]) {
    file(Form::Markdown, bytes);
}

/// An export of WordPress.
pub(crate) fn wordpress(bytes: &[u8]) {
    file(Form::Wxr, bytes);
}

/// A file of some form gives whole articles or says why not, and a correction that is written into it is read again.
fn file(form: Form, bytes: &[u8]) {
    for doc in input::articles(form, "a", bytes, &Fields::default()) {
        let doc = match doc {
            Ok(doc) => doc,
            Err(err) => {
                assert!(!err.message.is_empty());
                continue;
            }
        };
        whole(&doc);
        let is_exact = |fix: &Fix| fix.edits.iter().all(|edit| rewrite::is_exact(&doc, edit));
        let fixes = check(&doc).into_iter().flat_map(|found| found.fixes);
        let Some(fix) = fixes.into_iter().find(is_exact) else { continue };
        let change = Change { doc: &doc, edits: &fix.edits };
        let Ok(written) = rewrite::rewrite(form, bytes, &[change]) else { continue };
        let (mended, _) = fix::apply(&doc.text, [&fix]);
        let again = input::articles(form, "a", &written, &Fields::default());
        // Space at the edge of a paragraph goes with the words that were taken away there.
        let words = |text: &'_ str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let is_there = again.iter().flatten().any(|again| words(&again.text) == words(&mended));
        assert!(is_there, "{fix:?} was written and is not read again");
    }
}

/// An article of plain text is cut up whole and checked by every rule without a break.
pub(crate) fn text(bytes: &[u8]) {
    if !input::is_binary(bytes) {
        whole(&input::plain("a.txt", bytes));
    }
}

/// A file of records: lines that are none say so, the others are articles.
pub(crate) fn record(bytes: &[u8]) {
    for doc in input::articles(Form::Records, "a.jsonl", bytes, &Fields::default()) {
        match doc {
            Ok(doc) => whole(&doc),
            Err(err) => assert!(!err.message.is_empty()),
        }
    }
}

/// A pack is a pack or an error that points into it; what loads can be run.
pub(crate) fn pack(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut catalogue = Catalogue::default();
    let file = PackFile { path: "house.toml", text, tables: &[("words.tsv", "kata\tkata lain\n")] };
    if let Err(err) = catalogue.add(&file) {
        assert!(err.span.is_none_or(|span| span.end <= text.len()), "{}", err.message);
        return;
    }
    if let Ok(engine) = Engine::new(catalogue, Lexicon::embedded(), &Settings::default()) {
        let doc = Document::plain("Warga kampung itu pergi ke ke pasar, Senin (14/5/2024).");
        assert_eq!(engine.check(&doc).failures, []);
    }
}

/// A configuration is one or an error.
pub(crate) fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(config) = Config::parse("sunting.toml", text) {
        let _ = config.check(&Catalogue::builtin());
    }
}

/// A baseline is one or an error; what is one is the same after it was written and read again.
pub(crate) fn baseline(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(read) = Baseline::parse(text) {
        let written = read.render();
        let again = Baseline::parse(&written).expect("what was written can be read");
        assert_eq!(again.render(), written);
    }
}

/// Corrections can be made whatever the text, and leave a text that can be checked.
pub(crate) fn fix(bytes: &[u8]) {
    let doc = input::plain("a.txt", bytes);
    let found = check(&doc);
    let fixes: Vec<&Fix> = found.iter().filter_map(|it| it.fixes.first()).collect();
    let (mended, count) = fix::apply(&doc.text, fixes);
    assert!(count > 0 || mended == doc.text);
    whole(&Document::plain(&mended));
}

/// The tokens tile the text, blocks and sentences lie in it, and no rule breaks over it.
fn whole(doc: &Document) {
    let mut at = 0;
    for token in &doc.tokens {
        assert_eq!(token.span.start(), at);
        at = token.span.end();
    }
    assert_eq!(at, doc.text.len());
    for span in doc.blocks.iter().map(|it| it.span).chain(doc.sentences.iter().map(|it| it.span)) {
        let _ = doc.str(span);
    }
    for found in check(doc) {
        let _ = doc.str(found.span);
        let _ = doc.map.locate(found.span);
    }
}

fn check(doc: &Document) -> Vec<Diagnostic> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let settings = Settings { profile: Profile::Strict, ..Settings::default() };
        Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings).expect("the rules fit")
    });
    let checked = engine.check(doc);
    assert_eq!(checked.failures, []);
    checked.diagnostics
}
