//! What the page asks: the desk, a check, a rule explained, all safe fixes, a word accepted.
//!
//! Places are UTF-16 units of the text that was sent, in which browsers count.

use std::collections::BTreeMap;

use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::answer::Refusal;
use super::desk::{Choice, Desk, Kept, is_word};
use super::lt::form::Form;
use super::text::{Change, Text};
use super::{Shared, Shop, answer, files};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::engine::Checked;
use crate::everywhere::everywhere;
use crate::fix::{self, Fix, Safety};
use crate::input::rewrite::RewriteError;
use crate::page;
use crate::reach::{self, Reach};
use crate::rule::Profile;
use crate::vocabulary;

/// Bytes of a text up to which each finding also carries its correction at all places: looking for them reads the text
/// once for every wrong form.
const EVERYWHERE: usize = 256 << 10;

/// Rounds of fixing after which a text is left as it is, should fixes undo one another.
const ROUNDS: usize = 10;

/// A draft and what the writer has chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Draft {
    text: String,
    date: Option<String>,
    profile: Option<Profile>,
    lang: Option<Lang>,
    least: Option<Severity>,
    /// Whether the text is a few paragraphs of a draft.
    part: bool,
    /// Findings that the writer has passed over.
    ignored: Vec<Ignored>,
}

/// Findings of a rule, over some words or over any.
#[derive(Debug, Deserialize)]
struct Ignored {
    rule: String,
    text: Option<String>,
}

#[derive(Serialize)]
struct Checks {
    findings: Vec<Found>,
    /// Rules that broke.
    failures: Vec<String>,
}

#[derive(Serialize)]
struct Found {
    rule: String,
    severity: &'static str,
    message: String,
    start: u32,
    end: u32,
    labels: Vec<Label>,
    fixes: Vec<Mend>,
    /// The first fix at all places of the text, where there are several.
    everywhere: Option<Vec<Change>>,
    /// The word that, accepted by the desk, would silence it.
    word: Option<String>,
    /// Whether only the whole draft can tell.
    wide: bool,
}

#[derive(Serialize)]
struct Label {
    start: u32,
    end: u32,
    message: String,
}

#[derive(Serialize)]
struct Mend {
    safe: bool,
    edits: Vec<Change>,
}

/// What the page needs to know of the desk.
pub(super) async fn desk(State(shop): State<Shared>) -> Response {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Told {
        version: &'static str,
        lang: &'static str,
        profile: &'static str,
        least: &'static str,
        max_text: usize,
        keeps_words: bool,
    }
    let Choice { profile, lang } = shop.desk.usual;
    answer::json(&Told {
        version: env!("CARGO_PKG_VERSION"),
        lang: if lang == Lang::Id { "id" } else { "en" },
        profile: profile.as_str(),
        least: shop.desk.least.as_str(),
        max_text: shop.max_text,
        keeps_words: shop.desk.keeps() == Kept::File,
    })
}

/// A rule as the catalogue explains it, in one language.
pub(super) async fn rule(State(shop): State<Shared>, RawQuery(query): RawQuery) -> Response {
    #[derive(Serialize)]
    struct Told<'a> {
        id: &'a str,
        severity: &'static str,
        profile: &'static str,
        message: &'a str,
        source: &'a str,
        examples: Vec<Example<'a>>,
    }
    #[derive(Serialize)]
    struct Example<'a> {
        bad: Option<&'a str>,
        good: &'a str,
        date: Option<&'a str>,
    }
    let asked = Form::query(query.as_deref().unwrap_or_default());
    let Some(def) = asked.get("id").and_then(|id| shop.desk.rule(id)) else {
        return answer::error(StatusCode::NOT_FOUND, "there is no such rule");
    };
    let lang = if asked.get("lang") == Some("en") { Lang::En } else { Lang::Id };
    let meta = &def.meta;
    answer::json(&Told {
        id: meta.id.as_str(),
        severity: meta.severity.as_str(),
        profile: meta.profile.as_str(),
        message: page::words(&meta.message, lang),
        source: &meta.source,
        examples: meta
            .examples
            .iter()
            .map(|example| Example {
                bad: example.bad.as_deref(),
                good: &example.good,
                date: example.date.as_deref(),
            })
            .collect(),
    })
}

/// Checks a draft, or some paragraphs of one.
pub(super) async fn check(State(shop): State<Shared>, request: Request) -> Response {
    worked(shop, request, |shop, draft: Draft| {
        let text = draft.read(shop)?;
        let (found, failures) = draft.check(shop, &text)?;
        Ok(answer::json(&Checks { findings: told(&shop.desk, &text, &found), failures }))
    })
    .await
}

/// Makes all safe fixes of a draft, until none is left.
pub(super) async fn fix(State(shop): State<Shared>, request: Request) -> Response {
    #[derive(Serialize)]
    struct Fixed {
        text: String,
        fixes: usize,
    }
    worked(shop, request, |shop, draft: Draft| {
        let (mut text, mut fixes) = (draft.read(shop)?, 0);
        for _ in 0..ROUNDS {
            let (mut found, _) = draft.check(shop, &text)?;
            found.sort_by_key(|found| std::cmp::Reverse(found.severity));
            let safe = found.iter().filter_map(|found| found.fixes.iter().find(|fix| is_safe(fix)));
            let (fixed, n_fixes) = fix::apply(&text.doc.text, safe);
            if n_fixes == 0 {
                break;
            }
            fixes += n_fixes;
            text = Text::plain(&fixed);
        }
        Ok(answer::json(&Fixed { text: text.doc.text, fixes }))
    })
    .await
}

/// Takes a word into the desk's vocabulary.
pub(super) async fn accept(State(shop): State<Shared>, request: Request) -> Response {
    #[derive(Deserialize)]
    struct Asked {
        word: String,
    }
    worked(shop, request, |shop, Asked { word }: Asked| {
        if !is_word(&word) {
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "that is no word"));
        }
        let kept = shop.desk.accept(&word).map_err(|err| Refusal::misfit(&err))?;
        Ok(answer::json(&serde_json::json!({ "kept": kept == Kept::File })))
    })
    .await
}

/// A file as a draft.
pub(super) async fn open(State(shop): State<Shared>, request: Request) -> Response {
    #[derive(Serialize)]
    struct Opened {
        text: String,
        date: Option<String>,
    }
    let form = files::form(asked(&request).get("name").unwrap_or_default());
    let Some(form) = form else { return no_article().into_response() };
    read(shop, request, move |_, bytes| {
        let doc = files::read(form, bytes).ok_or_else(no_article)?;
        Ok(answer::json(&Opened {
            text: files::shown(&doc),
            date: doc.published.map(|date| date.to_string()),
        }))
    })
    .await
}

/// A file with a draft in it. The body is the draft, then the file; the query says how many bytes the draft has.
pub(super) async fn save(State(shop): State<Shared>, request: Request) -> Response {
    let query = asked(&request);
    let Some(form) = files::form(query.get("name").unwrap_or_default()) else {
        return no_article().into_response();
    };
    let length: usize = query.get("draft").and_then(|length| length.parse().ok()).unwrap_or(0);
    read(shop, request, move |_, bytes| {
        let parts = bytes.split_at_checked(length);
        let draft = parts.and_then(|(draft, file)| Some((std::str::from_utf8(draft).ok()?, file)));
        let Some((draft, file)) = draft else {
            return Err(Refusal::new(
                StatusCode::BAD_REQUEST,
                "the draft is not as long as it says",
            ));
        };
        let written = files::written(form, file, draft);
        // Why is told without the words: the reason alone says what can be done.
        let refused = |err: RewriteError| RewriteError { edit: None, ..err }.to_string();
        let written = written.map_err(|err| Refusal::new(StatusCode::CONFLICT, refused(err)))?;
        Ok(([(CONTENT_TYPE, "application/octet-stream")], written).into_response())
    })
    .await
}

fn asked(request: &Request) -> Form {
    Form::query(request.uri().query().unwrap_or_default())
}

fn no_article() -> Refusal {
    Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "no article is read from files of this kind")
}

/// Reads JSON and works on it.
async fn worked<T: DeserializeOwned + 'static>(
    shop: Shared,
    request: Request,
    work: impl FnOnce(&Shop, T) -> Result<Response, Refusal> + Send + 'static,
) -> Response {
    read(shop, request, move |shop, bytes| {
        // The message of the parser may repeat what it read.
        let asked = serde_json::from_slice(bytes).map_err(|err| {
            let (line, column) = (err.line(), err.column());
            let message =
                format!("the body is not the JSON that is meant: line {line}, column {column}");
            Refusal::new(StatusCode::BAD_REQUEST, message)
        })?;
        work(shop, asked)
    })
    .await
}

/// Reads a request and works on it on the threads that check.
async fn read(
    shop: Shared,
    request: Request,
    work: impl FnOnce(&Shop, &[u8]) -> Result<Response, Refusal> + Send + 'static,
) -> Response {
    let (parts, body) = request.into_parts();
    let held = match shop.bodies.read(&parts.headers, body).await {
        Ok(held) => held,
        Err(unread) => return unread.into_response(),
    };
    let size = held.bytes.len();
    let ours = Shared::clone(&shop);
    let done = shop
        .pool
        .run(size, move || work(&ours, &held.bytes).unwrap_or_else(IntoResponse::into_response));
    done.await.unwrap_or_else(IntoResponse::into_response)
}

impl Draft {
    fn read(&self, shop: &Shop) -> Result<Text, Refusal> {
        let mut text = Text::plain(&self.text);
        if text.len() > shop.max_text {
            let message =
                format!("the text is longer than {} UTF-16 units (--max-text)", shop.max_text);
            return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message));
        }
        text.doc.published = self.date()?;
        Ok(text)
    }

    fn date(&self) -> Result<Option<Date>, Refusal> {
        let date = self.date.as_deref().filter(|date| !date.is_empty()).map(str::parse).transpose();
        date.map_err(|_| Refusal::new(StatusCode::BAD_REQUEST, "the date is not YYYY-MM-DD"))
    }

    /// The findings that the writer wants to see, and the rules that broke.
    fn check(&self, shop: &Shop, text: &Text) -> Result<(Vec<Diagnostic>, Vec<String>), Refusal> {
        let usual = shop.desk.usual;
        let choice = Choice {
            profile: self.profile.unwrap_or(usual.profile),
            lang: self.lang.unwrap_or(usual.lang),
        };
        let engine = shop.desk.engine(choice).map_err(|err| Refusal::misfit(&err))?;
        let mut checked: Checked = engine.check(&text.doc);
        let least = self.least.unwrap_or(shop.desk.least);
        checked.diagnostics.retain(|found| {
            let fits = !self.part || !is_wide(&shop.desk, found);
            found.severity >= least && fits && !self.ignores(text, found)
        });
        let failures = checked.failures.into_iter().map(|failure| failure.rule);
        Ok((checked.diagnostics, failures.collect()))
    }

    fn ignores(&self, text: &Text, found: &Diagnostic) -> bool {
        self.ignored.iter().any(|ignored| {
            let is_meant = |words: &String| words == text.doc.str(found.span);
            ignored.rule == found.rule.as_str() && ignored.text.as_ref().is_none_or(is_meant)
        })
    }
}

/// Findings in the page's terms.
fn told(desk: &Desk, text: &Text, all: &[Diagnostic]) -> Vec<Found> {
    let mut known: BTreeMap<(&str, &str), Option<Vec<Change>>> = BTreeMap::new();
    let found = all.iter().map(|found| {
        let place = text.place(found.span);
        let labels = found.labels.iter().map(|label| {
            let place = text.place(label.span);
            Label { start: place.start, end: place.end, message: label.message.clone() }
        });
        let fixes: Vec<Mend> = found.fixes.iter().filter_map(|fix| mend(text, fix)).collect();
        let key = (found.rule.as_str(), text.doc.str(found.span));
        let everywhere = known.entry(key).or_insert_with(|| everywhere_of(text, all, found));
        Found {
            rule: found.rule.to_string(),
            severity: found.severity.as_str(),
            message: found.message.clone(),
            start: place.start,
            end: place.end,
            labels: labels.collect(),
            fixes,
            everywhere: everywhere.clone(),
            word: vocabulary::word(&text.doc, found).map(str::to_owned),
            wide: is_wide(desk, found),
        }
    });
    found.collect()
}

fn is_wide(desk: &Desk, found: &Diagnostic) -> bool {
    desk.rule(found.rule.as_str()).is_none_or(|def| reach::of(def) == Reach::Article)
}

fn is_safe(fix: &Fix) -> bool {
    fix.safety == Safety::Safe && !fix.edits.is_empty()
}

fn mend(text: &Text, fix: &Fix) -> Option<Mend> {
    Some(Mend { safe: fix.safety == Safety::Safe, edits: text.changes(fix)? })
}

fn everywhere_of(text: &Text, all: &[Diagnostic], found: &Diagnostic) -> Option<Vec<Change>> {
    if text.doc.text.len() > EVERYWHERE {
        return None;
    }
    text.changes(&everywhere(&text.doc, all, found, found.fixes.first()?)?)
}
