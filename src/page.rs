//! The page of a rule: all that the catalogue says of it, for the terminal and for the documentation.
//!
//! Nothing here is written by hand: a page says what the rule's entry says, and is never out of date.

use crate::diagnostic::Lang;
use crate::pack::{Body, Forms, RuleDef};
use crate::rule::{Bilingual, Profile, Scope, Status};

/// All about one rule as plain text, in one language.
#[must_use]
pub fn text(def: &RuleDef, lang: Lang) -> String {
    let RuleDef { meta, body } = def;
    let pick = |id, en| if lang == Lang::Id { id } else { en };
    let mut out = format!("{}: {}, {}\n\n", meta.id, meta.severity.as_str(), status(meta.status));
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&format!("  {}", words(&meta.message, lang)));
    for variant in meta.variants.values() {
        line(&format!("  {}", words(variant, lang)));
    }
    line(&format!("\n{}: {}", pick("sumber", "source"), meta.source));
    line(&format!("{}: {}", pick("berlaku di", "looks at"), scope(&meta.scope, lang)));
    if meta.profile != Profile::default() {
        line(&format!("{}: {}", pick("profil", "profile"), meta.profile.as_str()));
    }
    if let Some(choices) = choices(body) {
        line(&format!("{}: {choices}", pick("pilihan", "options")));
    }
    if !meta.yields_to.is_empty() {
        let head = pick("mengalah kepada", "yields to");
        line(&format!("{head}: {}", meta.yields_to.join(", ")));
    }
    line(&format!("\n{}:", pick("contoh", "examples")));
    for example in &meta.examples {
        let date = example.date.as_ref().map_or_else(String::new, |date| format!("  [{date}]"));
        if let Some(bad) = &example.bad {
            line(&format!("  ✗ {bad}{date}"));
        }
        line(&format!("  ✓ {}", example.good));
    }
    line(&format!(
        "\n{}:",
        pick("mematikannya di sunting.toml", "to switch it off in sunting.toml")
    ));
    line(&format!("  [rules]\n  \"{}\" = \"off\"", meta.id));
    line(&format!("{}:", pick("atau sekali saja", "or once")));
    line(&format!("  sunting check --ignore {}", meta.id));
    out
}

fn scope(scope: &Scope, lang: Lang) -> String {
    let pick = |id, en| if lang == Lang::Id { id } else { en };
    let mut out = match &scope.blocks {
        None => pick("seluruh isi artikel", "all of the article").to_owned(),
        Some(blocks) => {
            let names = blocks.iter().map(|block| format!("{block:?}").to_lowercase());
            names.collect::<Vec<_>>().join(", ")
        }
    };
    if scope.outside_quotes {
        out.push_str(pick("; kutipan dikecualikan", "; quotations are exempt"));
    }
    out
}

/// The same as Markdown, in English with the message in both languages.
#[must_use]
pub fn markdown(def: &RuleDef) -> String {
    let RuleDef { meta, body } = def;
    let mut out = format!("# {}\n\n", meta.id);
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    let profile = meta.profile.as_str();
    let (severity, status) = (meta.severity.as_str(), status(meta.status));
    line(&format!("{severity}, {status}, profile {profile}, {}\n", kind(body)));
    for words in std::iter::once(&meta.message).chain(meta.variants.values()) {
        line(&format!("- {}\n  <br>*{}*", words.en, words.id));
    }
    line(&format!("\nSource: {}\n", meta.source));
    line(&format!("Looks at: {}\n", scope(&meta.scope, Lang::En)));
    if let Some(choices) = choices(body) {
        line(&format!("Options: {choices}\n"));
    }
    if !meta.yields_to.is_empty() {
        line(&format!("Yields to: {}\n", meta.yields_to.join(", ")));
    }
    line("Examples:\n");
    for example in &meta.examples {
        let date = example.date.as_ref().map_or_else(String::new, |date| format!(" [{date}]"));
        if let Some(bad) = &example.bad {
            line(&format!("- ✗ {}{date}", bad.replace('\n', " ⏎ ")));
        }
        line(&format!("- ✓ {}", example.good.replace('\n', " ⏎ ")));
    }
    out
}

/// What the rule is made of.
fn kind(body: &Body) -> &'static str {
    match body {
        Body::Native(_) => "coded",
        Body::Terms(_) => "terms",
        Body::Sequence(_) => "sequence",
        Body::Suppression => "comments",
        Body::Limit(_) => "limit",
        Body::Forms(_) => "forms",
        Body::Pattern(_) => "pattern",
        Body::Consistency(_) => "consistency",
        Body::Repetition(_) => "repetition",
        Body::Own(_) => "own",
    }
}

/// What a desk may set, `None` where it is nothing or the rule's own table says it.
fn choices(body: &Body) -> Option<String> {
    match body {
        Body::Limit(_) => Some("`max`".to_owned()),
        Body::Consistency(_) => Some("`preferred` = [\"…\"]".to_owned()),
        Body::Forms(Forms { default, bodies }) => {
            let names: Vec<String> = bodies.keys().map(|name| format!("\"{name}\"")).collect();
            let default =
                default.as_ref().map_or_else(String::new, |name| format!(" (\"{name}\")"));
            Some(format!("`form` = {}{default}", names.join(" | ")))
        }
        Body::Native(_)
        | Body::Suppression
        | Body::Terms(_)
        | Body::Sequence(_)
        | Body::Pattern(_)
        | Body::Repetition(_)
        | Body::Own(_) => None,
    }
}

/// The word for a status.
#[must_use]
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Stable => "stable",
        Status::Preview => "preview",
    }
}

/// The words in one language.
#[must_use]
pub(crate) fn words(text: &Bilingual, lang: Lang) -> &str {
    match lang {
        Lang::Id => &text.id,
        Lang::En => &text.en,
    }
}

/// All about one rule as Markdown in one language, for an editor that shows it beside the text.
#[must_use]
pub fn explanation(def: &RuleDef, lang: Lang) -> String {
    let meta = &def.meta;
    let told = std::iter::once(&meta.message).chain(meta.variants.values());
    let told: Vec<String> = told.map(|told| format!("- {}", escaped(words(told, lang)))).collect();
    format!("{}\n\n{}\n\n{}", title(def), told.join("\n"), grounds(def, lang))
}

/// The rule's name and severity as Markdown.
#[must_use]
pub fn title(def: &RuleDef) -> String {
    format!("**{}** ({})", escaped(def.meta.id.as_str()), def.meta.severity.as_str())
}

/// What a rule rests on and its examples, as Markdown in one language.
#[must_use]
pub fn grounds(def: &RuleDef, lang: Lang) -> String {
    let RuleDef { meta, body } = def;
    let pick = |id, en| if lang == Lang::Id { id } else { en };
    let mut out = format!("{}: {}\n\n", pick("Sumber", "Source"), escaped(&meta.source));
    let mut item = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    if let Some(choices) = choices(body) {
        item(&format!("{}: {choices}\n", pick("Pilihan", "Options")));
    }
    item(&format!("{}:\n", pick("Contoh", "Examples")));
    for example in &meta.examples {
        let date = example.date.as_ref().map_or_else(String::new, |date| format!(" ({date})"));
        if let Some(bad) = &example.bad {
            item(&format!("- ✗ {}{date}", escaped(&bad.replace('\n', " ⏎ "))));
        }
        item(&format!("- ✓ {}", escaped(&example.good.replace('\n', " ⏎ "))));
    }
    out
}

/// Text that Markdown shows as it stands.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
