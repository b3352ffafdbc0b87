//! `cargo xtask catalogue`: writes down the rules of `rules/` in the form that the tool holds them in, so that a start reads
//! no TOML. The same rules give the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sunting::pack::Catalogue;

pub(crate) fn run() -> Result<()> {
    let folder = crate::root().join("rules");
    let catalogue = Catalogue::of_folder(&files(&folder, "toml")?, &files(&folder, "tsv")?)?;
    fs::write(folder.join("catalogue.bin"), catalogue.to_bytes()?)?;
    Ok(())
}

/// Name and text of the files with an ending in a folder.
fn files(folder: &Path, end: &str) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name()
            && path.extension().is_some_and(|there| there == end)
        {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            files.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    Ok(files)
}
