//! The socket and its connections: how many at once, and how long one may take to say what it wants.
//!
//! One line on standard error for each request that came to nothing, without a word of what was sent.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::MatchedPath;
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{Method, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::guard::Shown;
use super::log::Log;
use super::{Shared, Shop};

/// Connections at once; more wait to be taken.
const CONNECTIONS: usize = 512;

/// How long a client may take to send the head of a request, and an idle connection is kept.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of a request's head: texts in a query string are short.
const HEAD: usize = 64 << 10;

/// How long to wait when the machine has no more sockets to give.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves on an address, for ever.
pub(super) fn run(address: SocketAddr, shop: &Shared, router: &Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let taken = "choose another one with --listen 127.0.0.1:PORT";
        let listener = TcpListener::bind(address).await;
        let listener =
            listener.with_context(|| format!("{address} cannot be listened on; {taken}"))?;
        say(&format!("http://{}", listener.local_addr()?));
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let place = Arc::clone(&places).acquire_owned().await?;
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(PAUSE).await;
                continue;
            };
            let connection = serve(stream, Arc::clone(shop), router.clone());
            tokio::spawn(async move {
                connection.await;
                drop(place);
            });
        }
    })
}

/// Answers the requests of one connection.
async fn serve(stream: TcpStream, shop: Arc<Shop>, router: Router) {
    // Answers are small and whole: nothing is gained by holding them back.
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| answer(&shop, &router, request));
    // What goes wrong here is the connection itself: the client has gone, or spoke no HTTP and was told so.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// Brings the path into one form, asks the router, and notes what came to nothing.
fn answer(
    shop: &Shop,
    router: &TowerToHyperService<Router>,
    mut request: Request<Incoming>,
) -> impl Future<Output = Result<Response, Infallible>> + use<> {
    let (path, token) = plain_path(request.uri().path(), |shown| shop.guard.knows(shown));
    if token.is_some() {
        request.extensions_mut().insert(Shown);
    }
    let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
    if let Ok(target) = PathAndQuery::try_from(path.clone() + &query) {
        *request.uri_mut() = Uri::from(target);
    }
    let method = request.method().clone();
    let log = shop.log.clone();
    let answering = router.call(request);
    async move {
        let response = answering.await;
        if let Ok(response) = &response {
            note(&log, &method, response);
        }
        response
    }
}

/// A path without doubled slashes and one at its end, and the token that stood in its head (`/t/TOKEN/v2/check`).
fn plain_path(path: &str, is_token: impl Fn(&str) -> bool) -> (String, Option<&str>) {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let token = match parts[..] {
        ["t", token, ..] if is_token(token) => Some(token),
        _ => None,
    };
    if token.is_some() {
        parts.drain(..2);
    }
    (format!("/{}", parts.join("/")), token)
}

/// A line for the person at the terminal about a request that was refused or broke. Only paths that exist are repeated:
/// in others anything may stand.
fn note(log: &Log, method: &Method, response: &Response) {
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let path = response.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
        let path = path.filter(|path| !path.contains('{')).unwrap_or("…");
        log.line(format!("{method} {path} {}", status.as_u16()));
    }
}

fn say(line: &str) {
    use io::Write;
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::plain_path;

    #[test]
    fn slashes_and_the_token_are_no_part_of_the_path() {
        let plain = |path| plain_path(path, |token| token == "rahasia");
        assert_eq!(plain("//v2//check/"), ("/v2/check".into(), None));
        assert_eq!(plain("/t/rahasia/v2/check"), ("/v2/check".into(), Some("rahasia")));
        assert_eq!(plain("/t/lain/v2/check"), ("/t/lain/v2/check".into(), None));
        assert_eq!(plain("/"), ("/".into(), None));
    }
}
