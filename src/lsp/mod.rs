//! The language server, `sunting lsp`: editors hand in documents as they are typed and show what is found.
//!
//! A thin front: every finding, fix and place comes from the engine and the document. One thread reads, one writes, one
//! keeps the state and never works for long, and a pool checks. Nothing of a document is logged or stored.

mod actions;
mod asked;
mod changes;
mod client;
mod desk;
mod documents;
mod findings;
mod hover;
mod paths;
mod protocol;
mod server;
mod settings;
mod text;
mod told;
mod wire;
mod words;

use std::env;
use std::io;
use std::panic;
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Instant;

use anyhow::Context;

use self::server::{Event, Server};
use self::wire::Heard;
use crate::cli::args::CommonArgs;
use crate::cli::complain;

/// Serves one client on standard input and output until it is done or gone.
///
/// The exit status is 0 when the client has said `shutdown` before `exit`, else 1.
///
/// # Errors
/// When no threads can be had to check with.
pub(crate) fn run(args: &CommonArgs) -> anyhow::Result<ExitCode> {
    if env::var_os("RUST_BACKTRACE").is_none() {
        // What a rule says when it panics may quote the article.
        panic::set_hook(Box::new(|_| {}));
    }
    let (events, inbox) = mpsc::channel();
    let (out, outbox) = mpsc::channel();
    let heard = events.clone();
    // The reader may wait for input for ever; it ends with the process.
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let message = wire::read(&mut input).unwrap_or(Heard::End);
            let is_end = matches!(message, Heard::End);
            if heard.send(Event::Heard(message)).is_err() || is_end {
                return;
            }
        }
    });
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        for told in outbox {
            if wire::write(&mut output, &told).is_err() {
                // Nobody is left to tell; the reader meets the end too.
                return;
            }
        }
    });
    let mut server = Server::new(args.clone(), events, out).context("no threads to check with")?;
    let code = loop {
        let event = match server.next_due() {
            None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        let ended = match event {
            Ok(event) => server.handle(event),
            Err(RecvTimeoutError::Timeout) => {
                server.check_due();
                None
            }
            Err(RecvTimeoutError::Disconnected) => Some(ExitCode::FAILURE),
        };
        if let Some(code) = ended {
            break code;
        }
    };
    // What was said last reaches the client; a client that is gone is not waited for.
    drop(server);
    let _ = writer.join();
    Ok(code)
}

/// A line for whoever reads the log. It may name methods and files, never what a document says.
fn log(line: &str) {
    complain(&format!("sunting lsp: {line}"));
}
