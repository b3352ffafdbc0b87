//! The vocabulary as LanguageTool's clients know it: words listed, added and taken away.
//!
//! It is the desk's own, without accounts. A word that stands in `sunting.toml` is not taken out again: that is for the
//! person who keeps the file.

use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::form::Form;
use crate::serve::answer::{self, Refusal};
use crate::serve::desk::is_word;
use crate::serve::{Shared, Shop};

/// Words that one answer lists while a client says nothing else.
const MANY: usize = 10;

pub(super) async fn list(State(shop): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let form = Form::query(query.as_deref().unwrap_or_default());
    let number = |name| form.get(name).and_then(|number| number.parse().ok());
    match shop.desk.words() {
        Ok(words) => {
            let words = words.into_iter().skip(number("offset").unwrap_or(0));
            let words: Vec<String> = words.take(number("limit").unwrap_or(MANY)).collect();
            answer::json(&json!({ "words": words }))
        }
        Err(err) => Refusal::misfit(&err).into_response(),
    }
}

pub(super) async fn add(State(shop): State<Shared>, request: Request) -> Response {
    worked(shop, request, |shop, word| {
        shop.desk.accept(word).map_err(|err| Refusal::misfit(&err))?;
        Ok(answer::json(&json!({ "added": true })))
    })
    .await
}

pub(super) async fn delete(State(shop): State<Shared>, request: Request) -> Response {
    let work =
        |shop: &Shop, word: &str| Ok(answer::json(&json!({ "deleted": shop.desk.forget(word) })));
    worked(shop, request, work).await
}

/// Reads the word that is meant and works on it.
async fn worked(
    shop: Shared,
    request: Request,
    work: impl FnOnce(&Shop, &str) -> Result<Response, Refusal> + Send + 'static,
) -> Response {
    super::asked(shop, request, |shop, form| {
        let word = form.get("word").filter(|word| is_word(word));
        let word = word.ok_or_else(|| Refusal::new(StatusCode::BAD_REQUEST, "'word' is no word"));
        work(shop, word?)
    })
    .await
}
