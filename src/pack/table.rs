//! Word tables beside a pack: one pair a line, `found TAB expected`, more columns are notes for people.
//!
//! Several answers are parted by ` | `, the best first. Blank lines and lines that start with `#` are passed over;
//! anything else that is no pair is an error with its line.

use super::PackError;
use super::terms::Term;

/// Reads a table. `path` is the table's name in error messages.
pub(super) fn read(path: &str, text: &str) -> Result<Vec<Term>, PackError> {
    let mut terms: Vec<Term> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fail = |message: &str| PackError::at(path, text, Some(span.clone()), message);
        let mut columns = line.split('\t');
        let found = columns.next().unwrap_or_default().trim();
        let expected = columns
            .next()
            .ok_or_else(|| fail("no TAB between the word and what to write instead"))?;
        if found.is_empty() {
            return Err(fail("no word before the TAB"));
        }
        terms.push(Term::new(found, expected.split('|')));
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_comments_and_several_answers() {
        let terms = read("t.tsv", "# words\n\napotik\tapotek\tKBBI\nrubah\tubah | rubah\n")
            .expect("a table");
        assert_eq!(terms, [Term::new("apotik", ["apotek"]), Term::new("rubah", ["ubah", "rubah"])]);
    }

    #[test]
    fn a_line_without_a_tab_is_told_by_its_line() {
        let err = read("t.tsv", "apotik\tapotek\napotik apotek\n").expect_err("no pair");
        assert_eq!(err.place, Some((2, 1)));
    }
}
