//! The HTTP interface of LanguageTool, version 2, for the many programs that speak it.
//!
//! Only Indonesian is known. Accounts, telemetry and hidden matches mean nothing here; what is sent of them is ignored.
//! Nor are answers wrapped for other pages to run (`callback`): those may not read them.

pub(super) mod form;
mod reply;
mod request;
mod rules;
mod words;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;

use self::form::Form;
use self::reply::{Reply, SOFTWARE};
use super::answer::Refusal;
use super::desk::Choice;
use super::{Shared, Shop, answer};
use crate::diagnostic::Diagnostic;
use crate::reach::{self, Reach};
use crate::rule::Profile;

/// The paths of the interface.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/check", get(check).post(check))
        .route("/languages", get(languages))
        .route("/info", get(info))
        .route("/maxtextlength", get(max_text_length))
        .route("/configinfo", get(config_info))
        .route("/healthcheck", get(health_check))
        .route("/words", get(words::list))
        .route("/words/add", post(words::add))
        .route("/words/delete", post(words::delete))
}

async fn check(State(shop): State<Shared>, request: Request) -> Response {
    asked(shop, request, checked).await
}

/// Reads the parameters, from the body and over them from the query, and works on them on the threads that check.
async fn asked(
    shop: Shared,
    request: Request,
    work: impl FnOnce(&Shop, &Form) -> Result<Response, Refusal> + Send + 'static,
) -> Response {
    let (parts, body) = request.into_parts();
    let query = parts.uri.query().map(str::to_owned);
    let held = match shop.bodies.read(&parts.headers, body).await {
        Ok(held) => held,
        Err(unread) => return unread.into_response(),
    };
    let size = held.bytes.len();
    let is_post = parts.method == Method::POST;
    let ours = Shared::clone(&shop);
    let done = shop.pool.run(size, move || {
        let body = if is_post { Form::body(&held.bytes) } else { Form::default() };
        let form = body.merged(Form::query(query.as_deref().unwrap_or_default()));
        work(&ours, &form).unwrap_or_else(IntoResponse::into_response)
    });
    done.await.unwrap_or_else(IntoResponse::into_response)
}

/// Reads what is asked, checks, and says what was found.
fn checked(shop: &Shop, form: &Form) -> Result<Response, Refusal> {
    let (text, wanted) = request::read(form)?;
    if text.len() > shop.max_text {
        let message = format!(
            "Your text exceeds the limit of {} characters (it's {} characters). Please submit a shorter text.",
            shop.max_text,
            text.len()
        );
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, message));
    }
    let usual = shop.desk.usual;
    let profile = if wanted.asks_for_more() { Profile::Strict } else { usual.profile };
    let engine = shop.desk.engine(Choice { profile, ..usual });
    let engine = engine.map_err(|err| Refusal::misfit(&err))?;
    let found = if wanted.is_noop { Vec::new() } else { engine.check(&text.doc).diagnostics };
    let is_wanted = |found: &Diagnostic| {
        let def = shop.desk.rule(found.rule.as_str());
        let reach = def.map_or(Reach::Article, reach::of);
        let is_usual = shop.desk.runs(&found.rule) && found.severity >= shop.desk.least;
        wanted.admits(&found.rule, reach)
            && (wanted.names(&found.rule) || wanted.has_others() && (is_usual || wanted.is_picky))
    };
    let found: Vec<Diagnostic> = found.into_iter().filter(is_wanted).collect();
    Ok(answer::json(&Reply::new(&shop.desk, &text, &wanted, &found)))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Language {
    name: &'static str,
    code: &'static str,
    long_code: &'static str,
}

/// Indonesian, with its country and without: LibreOffice takes both for languages of their own.
async fn languages() -> Response {
    let language = |long_code| Language { name: "Indonesian", code: "id", long_code };
    answer::json(&[language("id-ID"), language("id")])
}

async fn info() -> Response {
    answer::json(&serde_json::json!({ "software": SOFTWARE }))
}

async fn max_text_length(State(shop): State<Shared>) -> Response {
    plain(shop.max_text.to_string())
}

async fn health_check(State(shop): State<Shared>) -> Response {
    if shop.pool.has_room() {
        return plain("OK".into());
    }
    answer::error(StatusCode::SERVICE_UNAVAILABLE, "too many requests at once")
}

fn plain(text: String) -> Response {
    ([(CONTENT_TYPE, "text/plain;charset=UTF-8")], text).into_response()
}

/// Every rule, for clients that let people switch them.
async fn config_info(State(shop): State<Shared>) -> Response {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Told {
        software: reply::Software,
        parameter: Parameter,
        rules: Vec<Rule>,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Parameter {
        max_text_length: usize,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Rule {
        #[serde(rename = "ruleId")]
        id: String,
        description: String,
        #[serde(rename = "isDictionaryBasedSpellingRule", skip_serializing_if = "Option::is_none")]
        is_speller: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        is_default_off: Option<&'static str>,
        category_id: &'static str,
        category_name: &'static str,
        loc_quality_issue_type: &'static str,
        #[serde(rename = "isTextLevelRule", skip_serializing_if = "Option::is_none")]
        is_wide: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        min_to_check_paragraph: Option<i8>,
    }
    let lang = shop.desk.usual.lang;
    let yes = |holds: bool| holds.then_some("yes");
    let rules = shop.desk.rules().map(|def| {
        let id = &def.meta.id;
        let kind = rules::kind(id);
        let is_wide = reach::of(def) == Reach::Article;
        Rule {
            id: rules::name(id),
            description: reply::description_of(def, lang).to_owned(),
            is_speller: yes(rules::is_speller(id)),
            is_default_off: yes(!shop.desk.runs(id)),
            category_id: kind.category,
            category_name: rules::category(kind.category, lang),
            loc_quality_issue_type: kind.issue,
            is_wide: yes(is_wide),
            // -1: all paragraphs at once.
            min_to_check_paragraph: is_wide.then_some(-1),
        }
    });
    let parameter = Parameter { max_text_length: shop.max_text };
    answer::json(&Told { software: SOFTWARE, parameter, rules: rules.collect() })
}
