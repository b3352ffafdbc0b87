//! How far a rule looks: whether its findings in a paragraph are the same when the paragraph stands alone.
//!
//! Whoever writes is answered at once for the paragraph under the cursor, and for the whole article after a pause. The
//! answer for the paragraph may leave out what the article alone can tell; it may not say what the article would not.

use crate::diagnostic::RuleId;
use crate::pack::{Body, RuleDef};

/// How much of an article a rule needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// One block.
    Block,
    /// All of the article: its date, its people, its other spellings.
    Article,
}

/// Packs that hold one place of an article against another.
const PACKS: &[&str] = &["dates", "ethics", "facts", "names", "page", "places", "structure"];

/// Rules of other packs that do.
const RULES: &[&str] = &[
    "numbers/change",
    "numbers/parts",
    "numbers/points",
    "punctuation/invisible-character",
    "punctuation/missing-final-stop",
    "punctuation/unclosed-quote",
    "style/repeated-sentence",
    "style/terkait-often",
    "style/unfinished-sentence",
];

/// The reach of a rule of the catalogue.
#[must_use]
pub fn of(def: &RuleDef) -> Reach {
    let names_kinds = def.meta.scope.blocks.as_ref().is_some_and(|kinds| kinds.len() < 3);
    // What a block is, headline or paragraph, shows by the blocks around it.
    if names_kinds || matches!(def.body, Body::Limit(_)) {
        Reach::Article
    } else {
        by_id(&def.meta.id)
    }
}

fn by_id(id: &RuleId) -> Reach {
    let is_wide = PACKS.contains(&id.pack()) || RULES.contains(&id.as_str());
    if is_wide { Reach::Article } else { Reach::Block }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::engine::{Engine, Settings};
    use crate::lexicon::Lexicon;
    use crate::pack::Catalogue;

    /// A paragraph in which no rule finds anything.
    const BEFORE: &str = "Warga menanam pohon di tepi sungai pada Minggu pagi bersama para guru.";

    #[test]
    fn a_rule_of_a_block_says_of_it_alone_nothing_that_the_article_does_not_say() {
        let catalogue = Catalogue::builtin();
        let engine = Engine::new(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())
            .expect("fits");
        let narrow =
            |id: &RuleId| catalogue.get(id.as_str()).is_some_and(|def| of(def) == Reach::Block);
        let mut faults = Vec::new();
        let mut n_found = 0;
        for def in catalogue.rules.iter().filter(|def| of(def) == Reach::Block) {
            for bad in def.meta.examples.iter().filter_map(|example| example.bad.as_deref()) {
                let head = format!("{BEFORE}\n\n");
                let found = |text: &str, from: usize| -> Vec<(usize, String)> {
                    let found = engine.check(&Document::plain(text)).diagnostics;
                    let inside = found.iter().filter(|d| d.span.start() >= from && narrow(&d.rule));
                    inside.map(|d| (d.span.start() - from, d.rule.to_string())).collect()
                };
                let whole = found(&format!("{head}{bad}\n\n{BEFORE}\n"), head.len());
                let alone = found(bad, 0);
                n_found += alone.len();
                let more = alone.into_iter().filter(|one| !whole.contains(one));
                faults.extend(more.map(|one| format!("{bad:?}: {one:?} only alone")));
            }
        }
        assert!(n_found > 100, "{n_found}");
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
