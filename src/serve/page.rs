//! The files of the page, from the binary itself: no path of the disk can be asked for.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::answer;

const HTML: &str = "text/html;charset=UTF-8";
const CSS: &str = "text/css;charset=UTF-8";
const JS: &str = "text/javascript;charset=UTF-8";

/// Name, type and text of every file, the front page first.
const FILES: &[(&str, &str, &str)] = &[
    ("index.html", HTML, include_str!("page/index.html")),
    ("app.js", JS, include_str!("page/app.js")),
    ("cards.js", JS, include_str!("page/cards.js")),
    ("checker.js", JS, include_str!("page/checker.js")),
    ("editor.js", JS, include_str!("page/editor.js")),
    ("files.js", JS, include_str!("page/files.js")),
    ("icon.svg", "image/svg+xml", include_str!("page/icon.svg")),
    ("print.css", CSS, include_str!("page/print.css")),
    ("server.js", JS, include_str!("page/server.js")),
    ("style.css", CSS, include_str!("page/style.css")),
    ("words.js", JS, include_str!("page/words.js")),
];

/// Whether a path is the page or one of its files.
pub(super) fn is_file(path: &str) -> bool {
    path == "/" || FILES.iter().any(|(name, ..)| path.strip_prefix('/') == Some(name))
}

pub(super) async fn front() -> Response {
    sent("index.html")
}

pub(super) async fn file(Path(name): Path<String>) -> Response {
    sent(&name)
}

fn sent(name: &str) -> Response {
    match FILES.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, text)) => ([(CONTENT_TYPE, *kind)], *text).into_response(),
        None => answer::error(StatusCode::NOT_FOUND, "there is no such file"),
    }
}
