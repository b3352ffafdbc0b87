//! Runs `fixtures/<pack>/<rule>.md`: every finding of severity error or warning must be annotated, every annotation
//! found. `UPDATE=1` writes the annotations anew; read the diff before committing it.

#[path = "support/fixture.rs"]
mod fixture;
mod support;

use std::env;
use std::fs;
use std::path::Path;

use fixture::Page;

#[test]
fn every_fixture_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let update = env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut broken = Vec::new();
    let mut n_blocks = 0;
    for path in support::files(&folder, "md") {
        let name = path.strip_prefix(&folder).expect("inside the folder").display().to_string();
        let written = fs::read_to_string(&path).expect("a fixture is UTF-8");
        let page = match Page::parse(&written) {
            Ok(page) => page,
            Err(fault) => {
                broken.push(format!("{name}: {fault}"));
                continue;
            }
        };
        n_blocks += page.n_texts();
        if update {
            fs::write(&path, page.updated()).expect("the fixture can be written");
        } else {
            broken.extend(page.broken().into_iter().map(|fault| format!("{name}:{fault}")));
        }
    }
    assert!(n_blocks > 0, "no fixture was found in {}", folder.display());
    assert!(
        broken.is_empty(),
        "{} of {n_blocks} blocks differ (+ found, not annotated; - annotated, not found):\n\n{}\n",
        broken.len(),
        broken.join("\n\n")
    );
}

#[test]
fn a_wrong_caret_a_missing_one_and_a_wrong_fix_are_told() {
    let page = "Prose.\n\n```id\nWarga menungu bantuan.\n      ^^^^^^^ spelling/misspelt -> menunggu\n```\n";
    assert_eq!(Page::parse(page).expect("a page").broken(), Vec::<String>::new());
    for (right, wrong) in [
        ("      ^^^^^^^ spelling", "     ^^^^^^^ spelling"),
        ("-> menunggu", "-> menanggung"),
        (" -> menunggu", ""),
        ("      ^^^^^^^ spelling/misspelt -> menunggu\n", ""),
    ] {
        let wrong = page.replace(right, wrong);
        let wrong = Page::parse(&wrong).expect("a page");
        assert_eq!(wrong.broken().len(), 1, "{right}");
        assert_eq!(wrong.updated(), page);
    }
    assert!(Page::parse("```toml\nrulse = 1\n```\n").is_err());
    assert!(Page::parse("```text\n```\n").is_err());
}
