//! Keeps what is generated in `docs/` equal to the catalogue: a page for each rule, their list, the schema of packs.
//! `UPDATE=1 cargo test --test docs --features schema` writes it anew.

mod support;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use sunting::pack::Catalogue;
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
        list.push_str(&format!(
            "| [{id}]({id}.md) | {}{status} | {} | {} |\n",
            meta.severity.as_str(),
            meta.profile.as_str(),
            meta.message.en.replace('|', "\\|"),
            id = meta.id,
        ));
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

#[cfg(feature = "schema")]
#[test]
fn the_schema_of_packs_is_made_from_the_types_that_read_them() {
    let schema = sunting::pack::schema::of_packs();
    let text = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    compare(&BTreeMap::from([("pack.schema.json".to_owned(), text)]));
}
