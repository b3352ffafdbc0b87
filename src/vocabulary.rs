//! The desk's vocabulary seen from a finding: which word, once accepted, silences it, and `sunting.toml` with that word
//! in it.
//!
//! Reads and writes no file: the text of the configuration comes in and goes out.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, TokenKind};

/// The rules that fall silent over a word that the desk accepts.
const HEEDING: &[&str] = &["names/near-miss", "spelling/misspelt"];

/// The word that a desk would accept to silence a finding; `None` where that would change nothing.
#[must_use]
pub fn word<'a>(doc: &'a Document, found: &Diagnostic) -> Option<&'a str> {
    if !HEEDING.contains(&found.rule.as_str()) {
        return None;
    }
    let idx = doc.token_at(found.span.start())?;
    let is_word = doc.kind(idx) == Some(TokenKind::Word) && doc.tokens[idx].span == found.span;
    is_word.then(|| doc.str(found.span))
}

/// The text of a configuration with a word added to `accept` of `[vocabulary]`, all else left as it was written; `None`
/// when the word is there already.
///
/// # Errors
/// When the text is no TOML, or `vocabulary` and `accept` are not what a configuration has there; in words for a person.
#[cfg(feature = "cli")]
pub fn accept(config: &str, word: &str) -> Result<Option<String>, String> {
    use toml_edit::{Array, DocumentMut, Item, RawString, Table, Value};
    let mut config: DocumentMut =
        config.parse().map_err(|err: toml_edit::TomlError| err.to_string())?;
    let vocabulary = config.entry("vocabulary").or_insert_with(|| Item::Table(Table::new()));
    let vocabulary = vocabulary.as_table_like_mut().ok_or("`vocabulary` is not a table")?;
    let accept = vocabulary.entry("accept").or_insert(Item::Value(Value::Array(Array::new())));
    let accept = accept.as_array_mut().ok_or("`accept` is not a list")?;
    if accept.iter().any(|known| known.as_str() == Some(word)) {
        return Ok(None);
    }
    // A list with a word a line goes on like that; what stands behind the last word moves behind the new one.
    let last = accept.iter_mut().last().map(Value::decor_mut);
    let is_line = |raw: &RawString| raw.as_str().is_some_and(|text| text.contains('\n'));
    match last.filter(|decor| decor.prefix().is_some_and(is_line)) {
        Some(decor) => {
            let prefix = decor.prefix().cloned().unwrap_or_default();
            let suffix = decor.suffix().cloned().unwrap_or_default();
            decor.set_suffix("");
            accept.push_formatted(Value::from(word).decorated(prefix, suffix));
        }
        None => accept.push(word),
    }
    Ok(Some(config.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Engine, Settings};
    use crate::lexicon::Lexicon;
    use crate::pack::Catalogue;

    fn engine(accepted: &[&str]) -> Engine {
        let mut lexicon = Lexicon::embedded();
        lexicon.accept(accepted);
        Engine::new(Catalogue::builtin(), lexicon, &Settings::default()).expect("fits")
    }

    #[test]
    fn what_is_offered_silences_the_finding() {
        let plain = engine(&[]);
        let mut n_offered = 0;
        let catalogue = Catalogue::builtin();
        for id in HEEDING {
            let def = catalogue.get(id).expect("a rule");
            for text in def.meta.examples.iter().filter_map(|example| example.bad.as_deref()) {
                let doc = Document::plain(text);
                for found in plain.check(&doc).diagnostics {
                    let Some(word) = word(&doc, &found) else { continue };
                    n_offered += 1;
                    let rest = engine(&[word]).check(&doc).diagnostics;
                    let stays =
                        |other: &Diagnostic| other.rule == found.rule && other.span == found.span;
                    assert!(!rest.iter().any(stays), "{word}: {text}");
                }
            }
        }
        assert!(n_offered >= 2, "{n_offered}");
    }

    #[cfg(feature = "cli")]
    #[test]
    fn a_word_is_added_and_the_rest_stays_as_written() {
        let add = |text: &str| accept(text, "lokapasar").expect("it fits");
        assert_eq!(add("").as_deref(), Some("[vocabulary]\naccept = [\"lokapasar\"]\n"));
        let text = "# kata kita\n[vocabulary] # milik redaksi\naccept = [\"gawai\"] # satu\n";
        let new = "# kata kita\n[vocabulary] # milik redaksi\naccept = [\"gawai\", \"lokapasar\"] # satu\n";
        assert_eq!(add(text).as_deref(), Some(new));
        let text = "[vocabulary]\naccept = [\n    \"gawai\",\n    \"warganet\",\n]\n";
        let new =
            "[vocabulary]\naccept = [\n    \"gawai\",\n    \"warganet\",\n    \"lokapasar\",\n]\n";
        assert_eq!(add(text).as_deref(), Some(new));
        let text = text.replace("warganet\",", "warganet\"");
        assert_eq!(add(&text), Some(new.replace("lokapasar\",", "lokapasar\"")));
        assert_eq!(add("[vocabulary]\naccept = [\"lokapasar\"]\n"), None);
        assert!(accept("vocabulary = 3\n", "x").expect_err("no table").contains("not a table"));
        assert!(accept("[vocabulary\n", "x").is_err());
    }
}
