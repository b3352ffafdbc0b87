//! The rules that come with the tool, written down beforehand: `cargo xtask catalogue` makes the file of what people write in
//! `rules/`, and a test says when that was forgotten.

/// A catalogue as [`Catalogue::to_bytes`](super::Catalogue::to_bytes) gives it.
pub(super) const CATALOGUE: &[u8] = include_bytes!("../../rules/catalogue.bin");

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;

    use super::CATALOGUE;
    use crate::pack::Catalogue;

    /// Name and text of the files with an ending in the folder of the rules.
    fn files(end: &str) -> BTreeMap<String, String> {
        let entries = fs::read_dir("rules").expect("the folder of the rules");
        let paths = entries.map(|entry| entry.expect("a file").path());
        let paths = paths.filter(|path| path.extension().is_some_and(|there| there == end));
        let name = |path: &std::path::Path| path.file_name().expect("a name").display().to_string();
        paths.map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect()
    }

    #[test]
    fn the_file_holds_what_the_folder_says() {
        let catalogue = Catalogue::of_folder(&files("toml"), &files("tsv"));
        let catalogue = catalogue.unwrap_or_else(|err| panic!("{err}"));
        let bytes = catalogue.to_bytes().expect("it can be written");
        assert!(bytes == CATALOGUE, "rules/ has changed: run `cargo xtask catalogue`");
    }

    #[test]
    fn every_table_of_the_folder_is_part_of_it() {
        let packs = files("toml");
        for name in files("tsv").keys() {
            let key = format!("table = \"{name}\"");
            assert!(packs.values().any(|text| text.contains(&key)), "no pack has {name}");
        }
    }

    #[test]
    fn no_rule_lists_a_term_twice() {
        for (name, text) in files("tsv") {
            let mut seen = BTreeSet::new();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let found = line.split('\t').next().unwrap_or_default();
                assert!(seen.insert(found), "{name}: `{found}` stands twice");
            }
        }
    }
}
