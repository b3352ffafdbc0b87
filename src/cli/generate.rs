//! `sunting completions` and `sunting man`: what is made from the command line's own description, and so never out of date.

use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::Outcome;
use super::args::{Cli, CompletionsArgs, ManArgs};

/// Prints the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "sunting", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Clean)
}

/// Prints the manual page, or writes one for each command.
pub(super) fn man(args: &ManArgs) -> Result<Outcome> {
    let command = Cli::command();
    if let Some(dir) = &args.dir {
        let name = || format!("manual pages in {}", dir.display());
        fs::create_dir_all(dir).with_context(name)?;
        clap_mangen::generate_to(command, dir).with_context(name)?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        io::stdout().lock().write_all(&page)?;
    }
    Ok(Outcome::Clean)
}
