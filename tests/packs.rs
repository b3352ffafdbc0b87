//! Every rule keeps the examples of its own catalogue entry. Nothing else is tested here.

use sunting::engine::Settings;
use sunting::examples;
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;

#[test]
fn every_example_of_every_rule_holds() {
    let report = examples::run(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())
        .expect("the built-in rules make an engine");
    assert!(report.n_run > 0, "no example was run");
    let broken: Vec<String> = report.broken.iter().map(ToString::to_string).collect();
    assert!(
        broken.is_empty(),
        "{} of {} examples do not hold:\n\n{}\n",
        broken.len(),
        report.n_run,
        broken.join("\n\n")
    );
}
