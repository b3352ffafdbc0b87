//! What a rule is: metadata from the catalogue, one pure function, and a sink for what it finds.
//!
//! A rule sees everything through [`Context`] and nothing of the other rules. It writes no message: it hands over
//! the facts of a finding, and the catalogue's words are filled in here, in the editor's language.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::case::Shape;
use crate::diagnostic::{Diagnostic, Label, Lang, RuleId, Severity};
use crate::document::{BlockKind, Document, TokenKind};
use crate::facts::Facts;
use crate::fix::Fix;
use crate::lexicon::{Entry, Lexicon};
use crate::span::Span;

/// Finds one kind of fault. Stateless: its fields are its options, nothing else.
pub trait Rule: Send + Sync + fmt::Debug {
    /// Reports every fault of its kind in the document.
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>);

    /// Whether a fault of its kind can begin or show at a token that is written so. Each spelling is asked about once, for
    /// many articles, so the answer rests on nothing else; [`Context::wanted`] tells where those of an article stand.
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        let _ = spelt;
        false
    }

    /// Words as the rule's own data spells them: names that it holds others against. The rules on spelling are silent on
    /// them, so that none corrects away what another one asks for.
    fn spellings(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// The rules about comments that silence rules, which the engine goes by after all others: all of kind `suppression`.
pub const SUPPRESSIONS: &[&str] =
    &["suppressions/no-reason", "suppressions/unknown", "suppressions/unused"];

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The article.
    pub doc: &'a Document,
    /// What was computed once for all rules.
    pub facts: &'a Facts,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// Which spellings of the article the rule [wants](Rule::wants).
    pub(crate) wanted: Wanted<'a>,
}

impl Context<'_> {
    /// The tokens whose spelling the rule [wants](Rule::wants), in order.
    #[must_use]
    pub fn wanted(&self) -> Vec<usize> {
        let tokens = |&(_, number): &(u32, u32)| self.facts.words.tokens(number as usize);
        let mut tokens: Vec<usize> =
            self.wanted.0.iter().flat_map(tokens).map(|&idx| idx as usize).collect();
        tokens.sort_unstable();
        tokens
    }
}

/// The spellings of an article that a rule wants, each beside the place of the rule.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a>(pub(crate) &'a [(u32, u32)]);

/// A spelling, as a rule is asked about it.
#[derive(Clone, Copy, Debug)]
pub struct Spelt<'a> {
    /// As it is written.
    pub text: &'a str,
    /// As it is compared: lower case, nothing invisible, plain apostrophes.
    pub folded: &'a str,
    /// What kind of token it is.
    pub kind: TokenKind,
    /// The pattern of its capitals.
    pub shape: Shape,
    /// What the lexicon knows of it.
    pub entry: Entry,
    /// The words.
    pub lexicon: &'a Lexicon,
}

/// A text in both of the languages that editors are served in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in one language, `{name}` replaced by the value of each argument.
    #[must_use]
    pub fn fill(&self, lang: Lang, args: &[(&str, String)]) -> String {
        let template = match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        };
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template.as_str();
        // One pass, so that a value that holds braces itself is never expanded again.
        while let Some(open) = rest.find('{') {
            let Some(len) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + len];
            out.push_str(&rest[..open]);
            match args.iter().find(|(arg, _)| *arg == name) {
                Some((_, value)) => out.push_str(value),
                None => out.push_str(&rest[open..=open + len]),
            }
            rest = &rest[open + len + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// Where a rule looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The kinds of block; `None` for all that an article is made of (no keywords, no furniture).
    pub blocks: Option<Vec<BlockKind>>,
    /// Whether what people are quoted with is exempt.
    pub outside_quotes: bool,
}

impl Scope {
    /// Whether blocks of this kind are looked at.
    #[must_use]
    pub fn includes(&self, kind: BlockKind) -> bool {
        match &self.blocks {
            Some(blocks) => blocks.contains(&kind),
            None => !matches!(kind, BlockKind::Keywords | BlockKind::Furniture | BlockKind::Byline),
        }
    }
}

/// Whether a rule's precision is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Measured; on unless the configuration says otherwise.
    #[default]
    Stable,
    /// Off until it is asked for.
    Preview,
}

/// For whom a rule is: the choices of rules that a desk can make in one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Errors only.
    Minimal,
    /// What online newsrooms agree on.
    #[default]
    News,
    /// All that the norm says.
    Strict,
}

impl Profile {
    /// The name that a configuration knows it by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minimal => "minimal",
            Self::News => "news",
            Self::Strict => "strict",
        }
    }
}

/// A sentence with the fault and the same without it, or only a sentence that must stay silent. Run as tests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The rule fires here.
    pub bad: Option<String>,
    /// The rule, and every other, is silent here; the first fix of `bad` gives it when there is one.
    pub good: String,
    /// Publication date, ISO 8601, for rules that need one.
    pub date: Option<String>,
    /// Whether the sentences are headlines, as the field of a record says it.
    #[serde(default)]
    pub headline: bool,
    /// Whether the text is Markdown, for rules that speak of more than words.
    #[serde(default)]
    pub markdown: bool,
}

/// The options of a rule that is coded in Rust, as its entry in the catalogue gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// As JSON, which is read into the fields of a rule at once.
    #[serde(borrow)]
    json: Cow<'static, str>,
}

impl Options {
    /// # Errors
    /// When JSON has no way to say one of the values.
    pub(crate) fn new(table: &toml::Table) -> Result<Self, String> {
        serde_json::to_string(table)
            .map(|json| Self { json: json.into() })
            .map_err(|err| err.to_string())
    }

    /// Makes what has these options for its fields. `own` are those that a desk sets itself, which go before.
    ///
    /// # Errors
    /// When they do not fit; the message says which.
    pub fn read<R: DeserializeOwned>(&self, own: Option<&toml::Table>) -> Result<R, String> {
        if own.is_none()
            && let Ok(read) = serde_json::from_str(&self.json)
        {
            return Ok(read);
        }
        let mut table: toml::Table =
            serde_json::from_str(&self.json).map_err(|err| err.to_string())?;
        table.extend(own.cloned().unwrap_or_default());
        toml::Value::Table(table)
            .try_into()
            .map_err(|err: toml::de::Error| err.message().to_owned())
    }
}

/// All that the catalogue says of a rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meta {
    /// Its name for ever.
    pub id: RuleId,
    /// The gravest that a finding of it can be.
    pub severity: Severity,
    /// Whether it is on by itself.
    pub status: Status,
    /// The least strict profile that it belongs to.
    pub profile: Profile,
    /// Where it looks.
    pub scope: Scope,
    /// What is wrong; `{found}` and other names are filled in by the rule.
    pub message: Bilingual,
    /// Other wordings by key, for rules that find a fault in several shapes.
    pub variants: BTreeMap<String, Bilingual>,
    /// Words at related places, by key.
    pub labels: BTreeMap<String, Bilingual>,
    /// The norm, style guide or measurement that the rule rests on.
    pub source: String,
    /// Run as tests.
    pub examples: Vec<Example>,
    /// Rules that speak instead of this one where both touch the same words; `pack/*` for all of a pack.
    pub yields_to: Vec<String>,
}

impl Meta {
    /// Whether this rule falls silent beside a finding of `other`.
    #[must_use]
    pub fn yields_to(&self, other: &RuleId) -> bool {
        self.yields_to.iter().any(|name| match name.strip_suffix("/*") {
            Some(pack) => pack == other.pack() && self.id != *other,
            None => name == other.as_str(),
        })
    }
}

/// Values for the names in a message.
type Args = Vec<(&'static str, String)>;

/// One fault, in no language yet.
#[derive(Clone, Debug)]
pub struct Finding {
    span: Span,
    variant: Option<&'static str>,
    cap: Severity,
    args: Args,
    words: Vec<(&'static str, Bilingual)>,
    labels: Vec<(Span, &'static str)>,
    fixes: Vec<Fix>,
}

impl Finding {
    /// A fault at a place; `{found}` in the message is the text of the place.
    #[must_use]
    pub fn new(span: Span) -> Self {
        Self {
            span,
            variant: None,
            cap: Severity::Error,
            args: Vec::new(),
            words: Vec::new(),
            labels: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Uses another wording of the catalogue (`variants.KEY`).
    #[must_use]
    pub fn variant(mut self, key: &'static str) -> Self {
        self.variant = Some(key);
        self
    }

    /// No graver than this, for a finding that rests on less evidence.
    #[must_use]
    pub fn at_most(mut self, cap: Severity) -> Self {
        self.cap = self.cap.min(cap);
        self
    }

    /// A value for `{name}` in the message.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// A value for `{name}` that is itself said in the editor's language: the name of a month, a kind of person.
    #[must_use]
    pub fn arg_in_words(mut self, name: &'static str, words: Bilingual) -> Self {
        self.words.push((name, words));
        self
    }

    /// A related place, with words of the catalogue (`labels.KEY`); the finding's arguments are filled in there too.
    #[must_use]
    pub fn label(mut self, span: Span, key: &'static str) -> Self {
        self.labels.push((span, key));
        self
    }

    /// A way to mend it; the first one added is the best. `{expected}` in the message is the first one's text.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}

/// Where a rule's findings go. Stamps the rule's name and severity, keeps to its scope, and finds the words.
#[derive(Debug)]
pub struct Sink<'a> {
    meta: &'a Meta,
    severity: Severity,
    lang: Lang,
    doc: &'a Document,
    facts: &'a Facts,
    out: &'a mut Vec<Diagnostic>,
}

impl<'a> Sink<'a> {
    /// A sink for one rule over one document. `severity` is the one configured for the rule.
    #[must_use]
    pub fn new(
        meta: &'a Meta,
        severity: Severity,
        lang: Lang,
        cx: &Context<'a>,
        out: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { meta, severity, lang, doc: cx.doc, facts: cx.facts, out }
    }

    /// Takes a finding, unless it stands where the rule does not look.
    pub fn report(&mut self, finding: Finding) {
        let Finding { span, variant, cap, mut args, words, mut labels, fixes } = finding;
        let kind = self.doc.block_at(span.start()).map(|block| block.kind);
        if kind.is_some_and(|kind| !self.meta.scope.includes(kind)) {
            return;
        }
        if self.meta.scope.outside_quotes && self.facts.is_quoted(span.start()) {
            return;
        }
        args.extend(words.iter().map(|(name, words)| (*name, words.fill(self.lang, &[]))));
        if args.iter().all(|(name, _)| *name != "found") {
            args.push(("found", self.doc.str(span).to_owned()));
        }
        if args.iter().all(|(name, _)| *name != "expected")
            && let Some(edit) = fixes.first().and_then(|fix| fix.edits.first())
        {
            args.push(("expected", edit.text.clone()));
        }
        let words =
            variant.and_then(|key| self.meta.variants.get(key)).unwrap_or(&self.meta.message);
        labels.sort_by_key(|(span, _)| *span);
        let labels = labels.into_iter().map(|(span, key)| {
            let words = self.meta.labels.get(key);
            let message = words.map_or_else(String::new, |words| words.fill(self.lang, &args));
            Label { span, message }
        });
        let labels = labels.collect();
        self.out.push(Diagnostic {
            rule: self.meta.id.clone(),
            severity: self.severity.min(cap),
            span,
            message: words.fill(self.lang, &args),
            labels,
            fixes,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_braces_is_not_expanded_again() {
        let words = Bilingual { id: "{found} → {expected}".into(), en: String::new() };
        let args = [("found", "{expected}".to_owned()), ("expected", "x".to_owned())];
        assert_eq!(words.fill(Lang::Id, &args), "{expected} → x");
    }
}
