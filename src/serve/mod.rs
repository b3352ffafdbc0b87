//! `sunting serve`: a page to write in, and the LanguageTool API for the programs that speak it.
//!
//! Thin: no linguistics and no judging of text. Nothing that is sent here is stored or logged; the only file that can
//! be written is the desk's own `sunting.toml`, by one word, and no request names a path. Other web pages are turned
//! away by [`guard`]; what is too long, too slow or too much is told so by [`body`] and [`pool`].

mod answer;
mod body;
mod desk;
mod files;
mod guard;
mod listen;
mod log;
mod lt;
mod own;
mod page;
mod pool;
mod text;
mod utf16;

use std::fs;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

use self::body::Bodies;
use self::desk::Desk;
use self::guard::Guard;
use self::log::Log;
use self::pool::Pool;
use crate::cli::args::ServeArgs;

/// What all requests share.
#[derive(Debug)]
struct Shop {
    desk: Desk,
    guard: Guard,
    pool: Pool,
    bodies: Bodies,
    log: Log,
    /// Longest text, in UTF-16 units.
    max_text: usize,
}

/// The same for every request.
type Shared = Arc<Shop>;

/// Serves until the process is ended. Fails where the desk's configuration, the token or the address does not fit.
pub(crate) fn run(args: &ServeArgs) -> Result<()> {
    let token = match &args.token_file {
        Some(path) => {
            let name = || format!("token {}", path.display());
            Some(fs::read_to_string(path).with_context(name)?.trim().to_owned())
        }
        None => None,
    };
    let guard = match Guard::new(args.listen.ip(), &args.allow_host, &args.allow_origin, token) {
        Ok(guard) => guard,
        Err(message) => bail!("{message}"),
    };
    let shop = Arc::new(Shop {
        desk: Desk::open(&args.common)?,
        guard,
        pool: Pool::new(args.threads, args.queue)?,
        bodies: Bodies::new(args.max_text),
        log: Log::start(),
        max_text: args.max_text,
    });
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        // A rule that panics is contained and named; the default message could hold words of a draft.
        std::panic::set_hook(Box::new(|_| {}));
    }
    listen::run(args.listen, &shop, &router(&shop))
}

/// All that can be asked for. The LanguageTool API also stands without its `/v2`, as some clients ask.
fn router(shop: &Shared) -> Router {
    let own = Router::new()
        .route("/desk", get(own::desk))
        .route("/rule", get(own::rule))
        .route("/check", post(own::check))
        .route("/fix", post(own::fix))
        .route("/vocabulary", post(own::accept))
        .route("/open", post(own::open))
        .route("/save", post(own::save));
    Router::new()
        .route("/", get(page::front))
        .route("/{file}", get(page::file))
        .nest("/api", own)
        .nest("/v2", lt::routes())
        .merge(lt::routes())
        .fallback(answer::not_found)
        .method_not_allowed_fallback(answer::not_allowed)
        // Bodies are read by `body`, with limits of its own.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(Arc::clone(shop), guard::watch))
        .with_state(Arc::clone(shop))
}
