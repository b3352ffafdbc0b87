//! The command line: arguments in, articles read, reports out. No linguistics and no slicing of text.
//!
//! Exit status: 0 nothing at or above `--fail-on`, 1 findings, 2 trouble. A reader that goes away early (`| head`)
//! is no trouble.

pub(crate) mod args;
mod ask;
mod baseline;
mod cache;
mod catalogue;
mod changed;
mod check;
mod dates;
mod diff;
mod generate;
pub(crate) mod house;
mod init;
mod inputs;
mod interrupt;
mod locale;
mod mend;
mod names;
mod outputs;
mod progress;
pub(crate) mod setup;
mod watch;
mod work;
mod workers;
mod write;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Cli, Command};

/// What a command came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// Findings at or above the severity that fails.
    Findings,
    /// Something could not be read or checked.
    Trouble,
}

/// Runs the command that the process was started with.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(err) => {
            // Help and version go to standard output and are no trouble; clap knows which is which.
            let code = if err.use_stderr() { Outcome::Trouble } else { Outcome::Clean };
            let _ = err.print();
            return code.into();
        }
    };
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Dates(args) => dates::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Rules(args) => catalogue::rules(&args),
        Command::Fix(args) => ask::run(&args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Explain(args) => catalogue::explain(&args),
        Command::Init(args) => init::run(&args),
        Command::Test(args) => catalogue::test(&args),
        Command::Completions(args) => generate::completions(&args),
        Command::Man(args) => generate::man(&args),
        // Its exit status is the protocol's.
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => {
            return crate::lsp::run(&args.common).unwrap_or_else(|err| trouble(&err));
        }
        #[cfg(feature = "serve")]
        Command::Serve(args) => crate::serve::run(&args).map(|()| Outcome::Clean),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(err) if is_broken_pipe(&err) => Outcome::Clean.into(),
        Err(err) => trouble(&err),
    }
}

fn trouble(err: &anyhow::Error) -> ExitCode {
    complain(&format!("sunting: {err:#}"));
    Outcome::Trouble.into()
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Trouble => 2,
        })
    }
}

fn is_broken_pipe(err: &anyhow::Error) -> bool {
    err.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// A line for the person at the terminal. Nobody is left to tell when standard error is gone.
pub(crate) fn complain(line: &str) {
    use std::io::Write;
    let _ = writeln!(io::stderr().lock(), "{}", crate::report::clean::lines(line));
}
