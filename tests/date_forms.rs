//! Every form of a date in news is read, and what only looks like one is not: the rows of `fixtures/dates/forms.tsv`.

use std::fs;
use std::path::Path;

use sunting::document::Document;
use sunting::facts::dates::{expressions, find};
use sunting::facts::words::Words;

/// The expressions of a sentence and their days, for an article of Thursday 25 April 2024.
fn read(sentence: &str) -> Vec<String> {
    let mut doc = Document::plain(sentence);
    doc.published = Some(jiff::civil::date(2024, 4, 25));
    let (published, mentions) = find(&doc, &Words::read(&doc));
    let found = expressions(&doc, published.as_ref(), &mentions);
    let shown = found.iter().map(|it| {
        let days = it.days.map_or_else(String::new, |(from, to)| format!("{from}\t{to}"));
        format!("{}\t{days}", doc.str(it.span))
    });
    shown.collect()
}

#[test]
fn every_form_is_read_and_no_look_alike() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates/forms.tsv");
    let table = fs::read_to_string(path).expect("the table is there");
    let (mut n_forms, mut n_others) = (0, 0);
    for row in table.lines().filter(|row| !row.starts_with('#')) {
        let (sentence, expected) = match row.split_once('\t') {
            Some((sentence, expected)) => (sentence, vec![expected.to_owned()]),
            None => (row, Vec::new()),
        };
        *(if expected.is_empty() { &mut n_others } else { &mut n_forms }) += 1;
        assert_eq!(read(sentence), expected, "{sentence}");
    }
    assert!(n_forms >= 24 && n_others >= n_forms, "{n_forms} forms, {n_others} look-alikes");
}
