//! What each stage costs, in bytes of text a second: `cargo bench --bench stages`, with a name to run only some.
//!
//! The texts are the articles of the snapshots; whole processes are measured by `cargo xtask bench`.

use std::fs;
use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use sunting::document::{Document, tokenize};
use sunting::engine::{Engine, Settings};
use sunting::facts::Facts;
use sunting::facts::words::Words;
use sunting::input;
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;
use sunting::report::Report;
use sunting::report::json::JsonLines;
use sunting::rule::Profile;

fn main() {
    divan::main();
}

fn articles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut texts: Vec<String> = fs::read_dir(folder)
        .expect("the articles")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text"))
        .collect();
    texts.sort();
    texts
}

fn documents() -> Vec<Document> {
    articles().iter().map(|text| Document::plain(text)).collect()
}

fn engine(select: &[&str]) -> Engine {
    let settings = Settings {
        profile: Profile::News,
        select: select.iter().map(|&name| name.to_owned()).collect(),
        ..Settings::default()
    };
    Engine::new(Catalogue::builtin(), Lexicon::embedded(), &settings).expect("the rules fit")
}

/// Runs some work over all articles.
fn over_texts<T>(bencher: Bencher<'_, '_>, work: impl Fn(&str) -> T + Sync) {
    let texts = articles();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for text in &texts {
            divan::black_box(work(text));
        }
    });
}

fn over_documents<T>(bencher: Bencher<'_, '_>, work: impl Fn(&Document) -> T + Sync) {
    let docs = documents();
    let bytes: usize = docs.iter().map(|doc| doc.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for doc in &docs {
            divan::black_box(work(doc));
        }
    });
}

#[divan::bench]
fn a_decode(bencher: Bencher<'_, '_>) {
    over_texts(bencher, |text| input::decode(text.as_bytes()));
}

#[divan::bench]
fn b_tokenise(bencher: Bencher<'_, '_>) {
    over_texts(bencher, tokenize);
}

#[divan::bench]
fn c_document(bencher: Bencher<'_, '_>) {
    over_texts(bencher, |text| input::plain("-", text.as_bytes()));
}

#[divan::bench]
fn d_spellings(bencher: Bencher<'_, '_>) {
    over_documents(bencher, Words::read);
}

#[divan::bench]
fn e_look_up(bencher: Bencher<'_, '_>) {
    let lexicon = Lexicon::embedded();
    over_documents(bencher, |doc| {
        let words = Words::read(doc);
        let texts = words.spellings().iter().map(|it| doc.token_str(it.first as usize));
        texts.filter(|word| lexicon.look_up(word).is_known()).count()
    });
}

#[divan::bench]
fn f_facts(bencher: Bencher<'_, '_>) {
    let lexicon = Lexicon::embedded();
    over_documents(bencher, |doc| Facts::gather(doc, &lexicon));
}

/// Facts and the rules of one pack, or of all.
#[divan::bench(args = ["all", "case", "characters", "dates", "eyd", "figures", "names", "numbers", "page", "places",
    "punctuation", "spelling", "structure", "style"])]
fn g_rules(bencher: Bencher<'_, '_>, pack: &str) {
    let select = if pack == "all" { Vec::new() } else { vec![format!("{pack}/*")] };
    let engine = engine(&select.iter().map(String::as_str).collect::<Vec<_>>());
    over_documents(bencher, |doc| engine.check(doc));
}

#[divan::bench]
fn h_report(bencher: Bencher<'_, '_>) {
    let engine = engine(&[]);
    let docs: Vec<_> = documents()
        .into_iter()
        .map(|doc| {
            let found = engine.check(&doc).diagnostics;
            (doc, found)
        })
        .collect();
    let bytes: usize = docs.iter().map(|(doc, _)| doc.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        docs.iter().map(|(doc, found)| JsonLines.article(doc, found).len()).sum::<usize>()
    });
}

#[divan::bench]
fn i_catalogue() -> Catalogue {
    Catalogue::builtin()
}

#[divan::bench]
fn j_engine() -> Engine {
    engine(&[])
}
