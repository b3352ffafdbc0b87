//! A rule that breaks loses its own findings and nothing else: the others' are kept, and it is named.

use std::panic;

use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::lexicon::Lexicon;
use sunting::pack::{Body, Catalogue, RuleDef};
use sunting::rule::{Context, Rule, Sink, Spelt};

/// Reports a finding and then breaks.
#[derive(Debug)]
struct Broken;

impl Rule for Broken {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        out.report(sunting::rule::Finding::new(cx.doc.tokens[0].span));
        panic!("on purpose");
    }
}

/// Breaks when it is asked what it wants.
#[derive(Debug)]
struct BrokenWish;

impl Rule for BrokenWish {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        assert!(spelt.folded != "warga", "wished on purpose");
        true
    }

    fn check(&self, _: &Context<'_>, _: &mut Sink<'_>) {}
}

/// A catalogue with a rule more, which breaks: in all but its name the first of the others.
fn with_broken(rule: impl Rule + 'static) -> Catalogue {
    let mut catalogue = Catalogue::builtin();
    let mut meta = catalogue.get("characters/homoglyph").expect("a rule").meta.clone();
    meta.id = sunting::diagnostic::RuleId::new("test/broken");
    catalogue.rules.insert(0, RuleDef { meta, body: Body::Own(Box::new(rule)) });
    catalogue
}

#[test]
fn the_other_rules_keep_their_findings() {
    panic::set_hook(Box::new(|_| {}));
    let settings = Settings::default();
    let engine = |catalogue| Engine::new(catalogue, Lexicon::embedded(), &settings).expect("fits");
    let doc = Document::plain("Warga tinggal dirumah itu , lalu pergi ke ke pasar.");
    let sound = engine(Catalogue::builtin()).check(&doc);
    assert!(sound.failures.is_empty() && sound.diagnostics.len() > 1);
    let broken = engine(with_broken(Broken));
    let wishing = engine(with_broken(BrokenWish));
    // What breaks is told of every article, also of one that was checked before.
    for (engine, message) in [(&broken, "on purpose"), (&wishing, "wished on purpose")].repeat(2) {
        let checked = engine.check(&doc);
        assert_eq!(checked.diagnostics, sound.diagnostics);
        let failures: Vec<_> =
            checked.failures.iter().map(|it| (it.rule.as_str(), it.message.as_str())).collect();
        assert_eq!(failures, [("test/broken", message)]);
    }
    assert!(wishing.check(&Document::plain("Hujan turun.")).failures.is_empty());
}
