//! Answers that are not findings: errors in plain text, as LanguageTool's clients expect them, and JSON.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::body::Unread;
use super::pool::Failed;

/// "Error: …" with a status. `message` never holds anything of a draft.
pub(super) fn error(status: StatusCode, message: &str) -> Response {
    let text = [(CONTENT_TYPE, "text/plain;charset=UTF-8")];
    (status, text, format!("Error: {message}\n")).into_response()
}

/// JSON, of a type without a charset: some clients compare the header letter by letter.
pub(super) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => ([(CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => Failed::Broken.into_response(),
    }
}

/// An error on its way to the client, in words that hold nothing of a draft.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    message: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    /// The configuration no longer fits; the person who changed it sits at this machine.
    pub(super) fn misfit(err: &anyhow::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{err:#}"))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        error(self.status, &self.message)
    }
}

pub(super) async fn not_found() -> Response {
    error(StatusCode::NOT_FOUND, "there is nothing at this path; the API is at /v2/check")
}

pub(super) async fn not_allowed() -> Response {
    error(StatusCode::METHOD_NOT_ALLOWED, "this path knows another method")
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Full => {
                (StatusCode::TOO_MANY_REQUESTS, "too many requests at once, try again in a second")
            }
            Self::Late => (StatusCode::SERVICE_UNAVAILABLE, "checking took too long"),
            Self::Broken => {
                (StatusCode::INTERNAL_SERVER_ERROR, "checking broke; this is a fault of sunting")
            }
        };
        later(error(status, message))
    }
}

impl IntoResponse for Unread {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::Long => (StatusCode::PAYLOAD_TOO_LARGE, "the request is too long (--max-text)"),
            Self::Slow => (StatusCode::REQUEST_TIMEOUT, "the request took too long to come in"),
            Self::Broken => (StatusCode::BAD_REQUEST, "the request broke off"),
            Self::Full => (
                StatusCode::TOO_MANY_REQUESTS,
                "too many long texts at once, try again in a second",
            ),
        };
        later(error(status, message))
    }
}

/// Says when to try again, where that helps.
fn later(mut response: Response) -> Response {
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}
