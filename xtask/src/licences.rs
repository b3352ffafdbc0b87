//! The licences of everything that is linked in, against the list in `deny.toml`.
//!
//! cargo-deny does this and more where it is installed; this reads the same list and needs nothing else.

#![expect(clippy::print_stdout, reason = "this task reports to the person who runs it")]

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::root;

/// Whether every crate may be used under a licence that the list allows.
pub(crate) fn check() -> Result<bool> {
    let has_deny = Command::new("cargo").args(["deny", "--version"]).output();
    if has_deny.is_ok_and(|out| out.status.success()) {
        println!("\n$ cargo deny check licenses bans sources");
        let mut deny = Command::new("cargo");
        deny.args(["deny", "check", "licenses", "bans", "sources"]).current_dir(root());
        return Ok(deny.status()?.success());
    }
    println!(
        "\nlicences of all crates (cargo-deny is not installed: its list is read, advisories are not)"
    );
    let allowed = allowed()?;
    let mut held = true;
    let mut seen = 0;
    for (name, licence) in crates()? {
        seen += 1;
        match licence {
            Some(licence) if satisfies(&licence, &allowed) => {}
            Some(licence) => {
                held = false;
                println!("{name}: {licence} is not allowed by deny.toml");
            }
            None => {
                held = false;
                println!("{name} names no licence");
            }
        }
    }
    println!("{seen} crates read");
    Ok(held)
}

fn allowed() -> Result<BTreeSet<String>> {
    let path = root().join("deny.toml");
    let text = std::fs::read_to_string(&path).context("deny.toml")?;
    let deny: toml::Table = toml::from_str(&text).context("deny.toml")?;
    let list =
        deny.get("licenses").and_then(|table| table.get("allow")).and_then(toml::Value::as_array);
    let Some(list) = list else { bail!("deny.toml has no list `licenses.allow`") };
    Ok(list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect())
}

/// Name with version, and licence, of every crate of the lock file.
fn crates() -> Result<Vec<(String, Option<String>)>> {
    let out = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .context("cargo metadata")?;
    if !out.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr));
    }
    let metadata: Value = serde_json::from_slice(&out.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let text = |package: &Value, key: &str| package[key].as_str().map(str::to_owned);
    Ok(packages
        .iter()
        .map(|package| {
            let name = text(package, "name").unwrap_or_default();
            let version = text(package, "version").unwrap_or_default();
            (format!("{name} {version}"), text(package, "license"))
        })
        .collect())
}

/// Whether an SPDX expression can be met with allowed licences. `/` is the old way to write OR; an exception that
/// follows WITH only adds rights and is passed over.
fn satisfies(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met && words.peek().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = all(words, allowed);
    while words.next_if(|&word| word == "OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = one(words, allowed);
    while words.next_if(|&word| word == "AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    match words.next() {
        Some("(") => {
            let met = any(words, allowed);
            words.next_if(|&word| word == ")").is_some() && met
        }
        Some(licence) => {
            if words.next_if(|&word| word == "WITH").is_some() {
                words.next();
            }
            allowed.contains(licence)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::satisfies;

    #[test]
    fn expressions_are_read_as_spdx_reads_them() {
        let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned).into();
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "Unlicense/MIT",
            "GPL-3.0-only OR MIT AND Apache-2.0",
            "(MIT OR GPL-2.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(satisfies(good, &allowed), "{good}");
        }
        for bad in
            ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Apache-2.0", "MIT Apache-2.0"]
        {
            assert!(!satisfies(bad, &allowed), "{bad}");
        }
    }
}
