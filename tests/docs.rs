//! Keeps what is generated in `docs/` equal to the catalogue: a page for each rule, their list, the schema of packs.
//! `UPDATE=1 cargo test --test docs --features schema` writes it anew.

mod support;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sunting::engine::Settings;
use sunting::examples;
use sunting::lexicon::Lexicon;
use sunting::pack::{Catalogue, PackFile};
use sunting::page;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Path below `docs/` and text of all that is made from the catalogue.
fn pages() -> BTreeMap<String, String> {
    let catalogue = Catalogue::builtin();
    let mut rules: Vec<_> = catalogue.rules.iter().collect();
    rules.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
    let mut pages = BTreeMap::new();
    let mut list = String::from(
        "# The rules\n\nMade from `rules/`; `sunting rules` lists them with what your configuration says.\n\n\
         | rule | severity | profile | says |\n| --- | --- | --- | --- |\n",
    );
    for def in rules {
        let meta = &def.meta;
        let status = if meta.status == sunting::rule::Status::Preview { ", preview" } else { "" };
        let (id, severity, profile) = (&meta.id, meta.severity.as_str(), meta.profile.as_str());
        let says = meta.message.en.replace('|', "\\|");
        writeln!(list, "| [{id}]({id}.md) | {severity}{status} | {profile} | {says} |")
            .expect("a string takes any text");
        pages.insert(format!("rules/{}.md", meta.id), page::markdown(def));
    }
    pages.insert("rules/README.md".to_owned(), list);
    pages
}

fn compare(made: &BTreeMap<String, String>) {
    let update = env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut stale = Vec::new();
    for (name, text) in made {
        let path = docs().join(name);
        if update {
            fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
            fs::write(&path, text).expect("the page can be written");
        } else if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            stale.push(name.as_str());
        }
    }
    assert!(
        stale.is_empty(),
        "out of date: {stale:?}\nUPDATE=1 cargo test --test docs --features schema"
    );
}

#[test]
fn every_rule_has_its_page() {
    compare(&pages());
}

#[test]
fn no_page_is_of_a_rule_that_is_gone() {
    let made = pages();
    let there = support::files(&docs().join("rules"), "md");
    let stray: Vec<String> = there
        .iter()
        .map(|path| path.strip_prefix(docs()).expect("below docs/").display().to_string())
        .filter(|name| !made.contains_key(name))
        .collect();
    assert!(stray.is_empty(), "no rule of that name: {stray:?}");
}

/// The blocks of TOML in the guide that hold rules.
fn guide() -> String {
    let guide = fs::read_to_string(docs().join("house-rules.md")).expect("the guide");
    let blocks = guide.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let (lists, rules): (Vec<&str>, Vec<&str>) = blocks
        .filter(|block| block.contains("[[rule]]"))
        .map(|block| block.split_at(block.find("[[rule]]").expect("a rule")))
        .unzip();
    lists.concat() + &rules.concat()
}

#[test]
fn the_rules_of_the_guide_load_and_hold() {
    let text = guide();
    let mut catalogue = Catalogue::default();
    let loaded = catalogue.add(&PackFile { path: "house-rules.md", text: &text, tables: &[] });
    assert_eq!(loaded.map_err(|err| err.to_string()), Ok(()));
    assert!(catalogue.rules.len() > 3, "the guide has lost its rules");
    let report =
        examples::run(catalogue, Lexicon::embedded(), &Settings::default()).expect("they fit");
    let broken: Vec<String> = report.broken.iter().map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_of_packs_is_made_from_the_types_that_read_them() {
    let schema = sunting::pack::schema::of_packs();
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    compare(&BTreeMap::from([("pack.schema.json".to_owned(), text)]));
}
