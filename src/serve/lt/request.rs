//! What `/check` is asked: the text, and which of the findings are wanted. Unknown parameters mean nothing; those that
//! contradict one another are an error, in LanguageTool's words.

use axum::http::StatusCode;
use serde::Deserialize;

use super::form::Form;
use super::rules;
use crate::diagnostic::RuleId;
use crate::reach::Reach;
use crate::serve::answer::Refusal;
use crate::serve::text::{Pieces, Text};

/// What is wanted.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Whether the language was left to be found out.
    pub(super) is_auto: bool,
    /// Whether texts in Indonesian are to be passed over.
    pub(super) is_noop: bool,
    /// Whether advice and the strict rules are wanted, too.
    pub(super) is_picky: bool,
    /// Only rules that look so far.
    reach: Option<Reach>,
    enabled: Names,
    disabled: Names,
    others: Others,
}

/// Whether rules that are not enabled by name are wanted, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Others {
    #[default]
    Wanted,
    Unwanted,
}

/// Names of rules and categories.
#[derive(Debug, Default)]
struct Names {
    rules: Vec<String>,
    categories: Vec<String>,
}

/// A text with markup. Exactly one of the two is there.
#[derive(Deserialize)]
struct Data {
    text: Option<String>,
    annotation: Option<Vec<Annotation>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Annotation {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

/// Names that were taken once and would be misread silently.
const GONE: &[(&str, &str)] = &[
    ("autodetect", "language=auto"),
    ("disabled", "disabledRules"),
    ("enabled", "enabledRules"),
    ("preferredvariants", "preferredVariants"),
];

fn refused(message: &str) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, message)
}

/// The text of a request and what is wanted of it.
pub(super) fn read(form: &Form) -> Result<(Text, Wanted), Refusal> {
    if let Some((old, new)) = GONE.iter().find(|(old, _)| form.get(old).is_some()) {
        return Err(refused(&format!("'{old}' is no longer a parameter, use '{new}'")));
    }
    let wanted = Wanted::read(form)?;
    Ok((text(form)?, wanted))
}

fn text(form: &Form) -> Result<Text, Refusal> {
    match (form.get("text"), form.get("data")) {
        (Some(text), None) => Ok(Text::plain(text)),
        (None, Some(data)) => annotated(data),
        (Some(_), Some(_)) => Err(refused("Set only 'text' or 'data' parameter, not both")),
        (None, None) => Err(refused("Missing 'text' or 'data' parameter")),
    }
}

fn annotated(data: &str) -> Result<Text, Refusal> {
    let wrong = "'data' is not the JSON that is meant: {\"text\": …} or {\"annotation\": [{\"text\": …} | {\"markup\": …}]}";
    let data: Data = serde_json::from_str(data).map_err(|_| refused(wrong))?;
    match data {
        Data { text: Some(text), annotation: None } => Ok(Text::plain(&text)),
        Data { text: None, annotation: Some(parts) } => {
            let mut pieces = Pieces::default();
            for part in parts {
                match part {
                    Annotation { text: Some(text), markup: None, interpret_as: None } => {
                        pieces.text(&text);
                    }
                    Annotation { text: None, markup: Some(markup), interpret_as } => {
                        pieces.markup(&markup, &interpret_as.unwrap_or_default());
                    }
                    _ => return Err(refused(wrong)),
                }
            }
            Ok(pieces.done())
        }
        _ => Err(refused(wrong)),
    }
}

impl Names {
    fn read(form: &Form, rules: &str, categories: &str) -> Self {
        let owned = |name| form.list(name).into_iter().map(str::to_owned).collect();
        Self { rules: owned(rules), categories: owned(categories) }
    }

    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.categories.is_empty()
    }

    /// Whether a rule is meant, by the name it has here or by its own.
    fn names(&self, id: &RuleId) -> bool {
        let name = rules::name(id);
        let category = rules::kind(id).category;
        self.rules.iter().any(|known| *known == name || known == id.as_str())
            || self.categories.iter().any(|known| known == category)
    }
}

impl Wanted {
    fn read(form: &Form) -> Result<Self, Refusal> {
        let language = form.get("language").map(str::trim).filter(|code| !code.is_empty());
        let Some(language) = language else { return Err(refused("Missing 'language' parameter")) };
        let is_auto = language.eq_ignore_ascii_case("auto");
        if !is_auto && !is_indonesian(language) {
            return Err(refused(&format!(
                "'{}' is not a language code known to this server. Supported language codes are: id, id-ID",
                shown(language)
            )));
        }
        if !is_auto && form.get("preferredVariants").is_some() {
            return Err(refused(
                "You specified 'preferredVariants' but you didn't specify 'language=auto'",
            ));
        }
        let enabled = Names::read(form, "enabledRules", "enabledCategories");
        let disabled = Names::read(form, "disabledRules", "disabledCategories");
        let enabled_only = form.is_on("enabledOnly");
        if enabled_only && !disabled.is_empty() {
            return Err(refused(
                "You cannot specify disabled rules or categories using enabledOnly=true",
            ));
        }
        if enabled_only && enabled.is_empty() {
            return Err(refused(
                "You must specify enabled rules or categories when using enabledOnly=true",
            ));
        }
        let is_noop = is_auto && form.list("noopLanguages").into_iter().any(is_indonesian);
        let is_picky = match form.get("level") {
            None | Some("" | "default" | "DEFAULT") => false,
            Some("picky" | "PICKY") => true,
            Some(_) => return Err(refused("'level' is neither 'default' nor 'picky'")),
        };
        let reach = match form.get("mode").unwrap_or("all") {
            "textLevelOnly" | "TEXTLEVEL_ONLY" => Some(Reach::Article),
            "allButTextLevelOnly" | "ALL_BUT_TEXTLEVEL_ONLY" => Some(Reach::Block),
            _ => None,
        };
        let others = if enabled_only { Others::Unwanted } else { Others::Wanted };
        Ok(Self { is_auto, is_noop, is_picky, reach, enabled, disabled, others })
    }

    /// Whether rules are asked for that may be off.
    pub(super) fn asks_for_more(&self) -> bool {
        self.is_picky || !self.enabled.is_empty()
    }

    /// Whether findings of a rule may be told at all.
    pub(super) fn admits(&self, id: &RuleId, reach: Reach) -> bool {
        self.reach.is_none_or(|wanted| wanted == reach) && !self.disabled.names(id)
    }

    /// Whether a rule was asked for by name or category.
    pub(super) fn names(&self, id: &RuleId) -> bool {
        self.enabled.names(id)
    }

    /// Whether what runs without being asked for is wanted.
    pub(super) fn has_others(&self) -> bool {
        self.others == Others::Wanted
    }
}

/// `id`, `id-ID`, `id-` (LibreOffice, without a country), and the older `in`.
fn is_indonesian(code: &str) -> bool {
    let code = code.split(['-', '_']).next().unwrap_or_default();
    code.eq_ignore_ascii_case("id") || code.eq_ignore_ascii_case("in")
}

/// The head of a code, as far as it can be one: an error repeats no text.
fn shown(code: &str) -> String {
    code.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(query: &str) -> Option<Wanted> {
        read(&Form::query(&format!("text=a&{query}"))).ok().map(|(_, wanted)| wanted)
    }

    #[test]
    fn languages_are_taken_in_every_form_that_clients_send() {
        for code in ["id", "id-ID", "id-", "ID", "in", "in-ID", "auto"] {
            assert!(wanted(&format!("language={code}")).is_some(), "{code}");
        }
        for query in [
            "",
            "language=",
            "language=en-US",
            "language=ido",
            "language=id&preferredVariants=en-US",
        ] {
            assert!(wanted(query).is_none(), "{query}");
        }
    }

    #[test]
    fn rules_are_wanted_as_they_are_switched() {
        let id = RuleId::new("spelling/misspelt");
        let wanted = |query: &str| wanted(&format!("language=id&{query}")).expect("a request");
        let admits = |query: &str| wanted(query).admits(&id, Reach::Block);
        assert!(admits("") && admits("mode=allButTextLevelOnly") && !admits("mode=textLevelOnly"));
        assert!(!admits("disabledRules=ID_SPELLING_RULE") && !admits("disabledCategories=TYPOS"));
        assert!(wanted("enabledRules=X,ID_SPELLING_RULE").names(&id));
        assert!(wanted("enabledCategories=TYPOS&enabledOnly=true").names(&id));
        assert!(!wanted("enabledRules=X&enabledOnly=yes").has_others());
        assert!(wanted("enabledRules=X").has_others() && wanted("level=picky").is_picky);
        let contradictory = "enabledOnly=true&enabledRules=A&disabledRules=B";
        for query in ["enabledOnly=true", contradictory, "level=x", "enabled=A"] {
            let form = Form::query(&format!("text=a&language=id&{query}"));
            assert!(read(&form).is_err(), "{query}");
        }
    }

    #[test]
    fn a_text_is_there_exactly_once() {
        let read = |query: &str| read(&Form::query(&format!("language=id&{query}"))).ok();
        let text = |query: &str| read(query).map(|(text, _)| text.doc.text);
        assert_eq!(text("data={\"text\":\"satu\"}").as_deref(), Some("satu"));
        let data = "data={\"annotation\":[{\"text\":\"a\"},{\"markup\":\"<p>\",\"interpretAs\":\"\\n\"},{\"text\":\"b\"}]}";
        assert_eq!(text(data).as_deref(), Some("a\nb"));
        for query in
            ["", "text=a&data={\"text\":\"a\"}", "data=x", "data={}", "data={\"annotation\":[{}]}"]
        {
            assert_eq!(text(query), None, "{query}");
        }
    }
}
