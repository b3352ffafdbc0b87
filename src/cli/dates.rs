//! `sunting dates`: every date expression of the articles, and how it was read.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;

use super::args::DatesArgs;
use super::inputs::{Inputs, Taken};
use super::setup::Setup;
use super::{Outcome, complain};
use crate::report::dates;

pub(super) fn run(args: &DatesArgs) -> Result<Outcome> {
    let setup = Setup::new(&args.common)?;
    let paths = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Clean;
    for item in Inputs::new(paths, args.form, &setup.config.records) {
        match item.read(&setup.config.records) {
            Taken::Article(mut doc) => {
                doc.published = args.date.or(doc.published);
                out.write_all(dates::article(&doc, setup.lang).as_bytes())?;
            }
            Taken::Skipped(note) => complain(&format!("sunting: {note}")),
            Taken::Nothing => {}
            Taken::Broken(trouble) => {
                complain(&format!("sunting: {trouble}"));
                outcome = Outcome::Trouble;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}
