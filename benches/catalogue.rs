//! How long the catalogue takes to load, and what more terms cost: `cargo bench --bench catalogue`.
//!
//! It prints medians of several rounds and compares nothing with earlier runs; a machine at rest gives steady figures.

#![expect(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench reads articles, times and prints"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::lexicon::Lexicon;
use sunting::pack::{Catalogue, PackFile};
use sunting::rule::Profile;

const ROUNDS: usize = 15;

fn main() {
    let load = median(|| drop(Catalogue::builtin()));
    println!("catalogue loaded      {:>8.1} ms", load.as_secs_f64() * 1e3);
    let build = median(|| drop(engine(Catalogue::builtin(), Profile::Strict)));
    println!("loaded and built      {:>8.1} ms", build.as_secs_f64() * 1e3);
    let docs = articles();
    let n_bytes: usize = docs.iter().map(|doc| doc.text.len()).sum();
    for (name, catalogue, profile) in [
        ("profile news", Catalogue::builtin(), Profile::News),
        ("profile strict", Catalogue::builtin(), Profile::Strict),
        ("20,000 terms more", with_more_terms(20_000), Profile::Strict),
    ] {
        let engine = engine(catalogue, profile);
        let time = median(|| docs.iter().for_each(|doc| drop(engine.check(doc))));
        println!("{name:<20}  {:>8.2} MB/s", n_bytes as f64 / 1e6 / time.as_secs_f64());
    }
}

fn engine(catalogue: Catalogue, profile: Profile) -> Engine {
    let settings = Settings { profile, ..Settings::default() };
    Engine::new(catalogue, Lexicon::embedded(), &settings).expect("the built-in rules fit")
}

/// The articles of the snapshots, several times over.
fn articles() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut texts: Vec<String> = fs::read_dir(folder)
        .expect("the articles")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text"))
        .collect();
    texts.sort();
    texts.iter().cycle().take(10 * texts.len()).map(|text| Document::plain(text)).collect()
}

/// The built-in rules and one with so many terms of its own.
fn with_more_terms(count: usize) -> Catalogue {
    let rows: Vec<String> = (0..count).map(|at| format!("kata{at} ganda\tkata{at}")).collect();
    let table = rows.join("\n");
    let pack = "[[rule]]\nid = \"bench/terms\"\nkind = \"terms\"\nseverity = \"info\"\n\
                message = { id = \"x\", en = \"x\" }\nsource = \"x\"\ntable = \"many.tsv\"\n\
                examples = [{ bad = \"kata1 ganda\", good = \"kata1\" }]\n";
    let mut catalogue = Catalogue::builtin();
    let file = PackFile { path: "bench.toml", text: pack, tables: &[("many.tsv", &table)] };
    catalogue.add(&file).expect("the pack is well formed");
    catalogue
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}
