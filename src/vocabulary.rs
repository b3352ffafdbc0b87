//! The desk's vocabulary seen from a finding: which word, once accepted, silences it.
//!
//! It changes no vocabulary.

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
}
