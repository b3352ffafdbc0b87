//! Keeps the house in order: tables equal folders, words of rules follow the style, layers point one way.
//!
//! It reads the repository as text and judges no behaviour.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sunting::pack::{Body, Catalogue};
use sunting::rule::{Bilingual, Meta};
use sunting::rules::NATIVE;

/// The longest message, in characters, names of values counted as they are written.
const MAX_MESSAGE: usize = 120;

/// The longest file of code, in lines.
const MAX_LINES: usize = 600;

/// The modules in order: each may use those of a lower number, and those of its own number where the flow allows it.
const LAYERS: &[(&str, u8)] = &[
    ("span", 0),
    ("baseline", 1),
    ("calendar", 1),
    ("fix", 1),
    ("lexicon", 1),
    ("source", 1),
    ("diagnostic", 2),
    ("document", 2),
    ("case", 3),
    ("everywhere", 3),
    ("vocabulary", 3),
    ("fingerprint", 3),
    ("facts", 4),
    ("input", 4),
    ("rule", 5),
    ("suppress", 6),
    // A pack looks up the coded rules, and coded rules are described in packs.
    ("pack", 6),
    ("rules", 6),
    ("engine", 7),
    ("config", 8),
    ("examples", 8),
    ("page", 8),
    ("reach", 8),
    ("report", 9),
    ("cli", 10),
    // The command line starts the servers, which load a desk as the command line does.
    ("lsp", 10),
    ("serve", 10),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Path from the root with forward slashes, and text, of every file of some folders with some endings.
fn texts(folders: &[&str], extensions: &[&str]) -> Vec<(String, String)> {
    let paths = folders.iter().flat_map(|folder| {
        extensions.iter().flat_map(move |extension| support::files(&root().join(folder), extension))
    });
    paths.map(|path| (name(&path), fs::read_to_string(&path).expect("a text file"))).collect()
}

fn name(path: &Path) -> String {
    let parts = path.strip_prefix(root()).expect("inside the repository").components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[track_caller]
fn nothing(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_table_of_coded_rules_is_sorted_and_matches_the_packs() {
    assert!(NATIVE.is_sorted_by(|a, b| a.0 < b.0), "NATIVE is not in order of the alphabet");
    let catalogue = Catalogue::builtin();
    let described: BTreeSet<&str> = catalogue
        .rules
        .iter()
        .filter(|def| matches!(def.body, Body::Native(_)))
        .map(|def| def.meta.id.as_str())
        .collect();
    let coded: BTreeSet<&str> = NATIVE.iter().map(|row| row.0).collect();
    assert_eq!(coded, described, "NATIVE and the native entries of rules/ differ");
}

#[test]
fn every_coded_rule_has_a_fixture() {
    let missing = NATIVE.iter().map(|row| format!("fixtures/{}.md", row.0));
    let missing: Vec<String> = missing.filter(|path| !root().join(path).is_file()).collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn every_fixture_is_named_after_a_rule() {
    let catalogue = Catalogue::builtin();
    let ids: BTreeSet<String> = catalogue.ids().map(ToString::to_string).collect();
    let fixtures = support::files(&root().join("fixtures"), "md");
    let named = fixtures.iter().map(|path| name(path).replace("fixtures/", "").replace(".md", ""));
    let stray: Vec<String> = named.filter(|name| !ids.contains(name)).collect();
    assert!(stray.is_empty(), "no rule of that name: {stray:?}");
}

#[test]
fn every_rule_says_in_both_languages_what_is_wrong_and_on_what_ground() {
    let mut faults = Vec::new();
    for def in &Catalogue::builtin().rules {
        let Meta { id, message, variants, labels, source, examples, .. } = &def.meta;
        let texts = [("message", message)]
            .into_iter()
            .chain(variants.iter().map(|(key, words)| (key.as_str(), words)))
            .chain(labels.iter().map(|(key, words)| (key.as_str(), words)));
        for (key, words) in texts {
            faults.extend(wording(words).into_iter().map(|fault| format!("{id}, {key}: {fault}")));
        }
        if source.trim().is_empty() {
            faults.push(format!("{id}: no source"));
        }
        if examples.iter().all(|example| example.bad.is_none()) {
            faults.push(format!("{id}: no example with `bad` and `good`"));
        }
    }
    nothing(&faults);
}

/// What the style has against a message.
fn wording(words: &Bilingual) -> Vec<String> {
    let mut faults = Vec::new();
    for text in [&words.id, &words.en] {
        let first = text.chars().find(|c| c.is_alphabetic());
        let starts_with_value = text.starts_with(['“', '{', '"']);
        if text.trim() != text || text.is_empty() {
            faults.push(format!("empty or with space around it: {text:?}"));
        }
        if !starts_with_value && first.is_some_and(char::is_uppercase) && !starts_with_acronym(text)
        {
            faults.push(format!("starts with a capital: {text:?}"));
        }
        if text.ends_with('.') && !text.ends_with("...") {
            faults.push(format!("ends with a full stop: {text:?}"));
        }
        if text.chars().count() > MAX_MESSAGE {
            faults.push(format!("{} characters: {text:?}", text.chars().count()));
        }
    }
    if values(&words.id) != values(&words.en) {
        faults.push(format!("the languages use other values: {:?} and {:?}", words.id, words.en));
    }
    faults
}

fn starts_with_acronym(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
}

/// The names in braces; of a value that is told in either language (`weekday_en`), what it is.
fn values(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.trim_end_matches("_en").trim_end_matches("_id")).collect()
}

#[test]
fn every_file_of_code_says_what_it_is_and_is_not_too_long() {
    let mut faults = Vec::new();
    for (path, text) in texts(&["src", "tests", "xtask", "benches", "fuzz", "examples"], &["rs"]) {
        if !text.starts_with("//! ") {
            faults.push(format!("{path}: the first line is not `//! what it is`"));
        }
        let n_lines = text.lines().count();
        if n_lines > MAX_LINES {
            faults.push(format!("{path}: {n_lines} lines"));
        }
    }
    nothing(&faults);
}

/// The module of the library that a file belongs to; `None` for the front pages.
fn module(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let module = inside.split('/').next()?.trim_end_matches(".rs");
    (module != "lib" && module != "main").then_some(module)
}

/// The numbered lines of a file of code, its tests left out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).enumerate()
}

#[test]
fn layers_point_one_way() {
    let layer = |module: &str| LAYERS.iter().find(|(name, _)| *name == module).map(|(_, at)| *at);
    let mut faults = Vec::new();
    let files = texts(&["src"], &["rs"]);
    let modules: BTreeSet<&str> = files.iter().filter_map(|(path, _)| module(path)).collect();
    let gone = LAYERS.iter().filter(|(name, _)| !modules.contains(name));
    faults.extend(gone.map(|(name, _)| format!("`{name}` of LAYERS is no module")));
    for (path, text) in &files {
        let Some(own) = module(path) else { continue };
        let Some(own_layer) = layer(own) else {
            faults.push(format!("{path}: `{own}` has no place in LAYERS"));
            continue;
        };
        for (idx, line) in code(text).filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for rest in line.split("crate::").skip(1) {
                let used: String =
                    rest.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect();
                let below = layer(&used).is_none_or(|used_layer| used_layer < own_layer);
                let beside = [["pack", "rules"], ["cli", "lsp"], ["cli", "serve"]]
                    .iter()
                    .any(|pair| pair.contains(&own) && pair.contains(&used.as_str()));
                if used != own && !below && !beside {
                    faults.push(format!("{path}:{}: {own} may not use {used}", idx + 1));
                }
            }
        }
    }
    nothing(&faults);
}

#[test]
fn the_core_reads_no_file_no_clock_and_no_environment() {
    const OUTSIDE: &[&str] =
        &["std::env", "std::fs", "std::net", "std::process", "Instant::now", "SystemTime"];
    let mut faults = Vec::new();
    for (path, text) in texts(&["src"], &["rs"]) {
        if matches!(module(&path), None | Some("cli" | "lsp" | "serve")) {
            continue;
        }
        for (idx, line) in code(&text) {
            if OUTSIDE.iter().any(|name| line.contains(name)) {
                faults.push(format!("{path}:{}: {}", idx + 1, line.trim()));
            }
        }
    }
    nothing(&faults);
}

#[test]
fn nothing_names_a_place_outside_the_repository() {
    // Written apart, so that this file does not name them either.
    let places = [["/", "work/"].concat(), ["../", "shared"].concat(), ["/tmp", "/wt"].concat()];
    let data_folder = "xtask/src/eval/mod.rs";
    let mut files = texts(
        &["src", "rules", "fixtures", "tests", "xtask", "benches", "fuzz", "lexicon"],
        &["rs", "toml", "tsv", "md", "txt", "snap"],
    );
    let top =
        fs::read_dir(root()).expect("the repository").map(|entry| entry.expect("an entry").path());
    let docs = top
        .filter(|path: &PathBuf| path.extension().is_some_and(|ext| ext == "md" || ext == "toml"));
    files.extend(docs.map(|path| (name(&path), fs::read_to_string(path).expect("a text file"))));
    let mut faults = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path != data_folder) {
        for (idx, line) in text.lines().enumerate() {
            if places.iter().any(|place| line.contains(place.as_str())) {
                faults.push(format!("{path}:{}: {}", idx + 1, line.trim()));
            }
        }
    }
    nothing(&faults);
}
