//! What may be typed. Meaning is given to it elsewhere: the configuration and the locale have a say.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostic::{Lang, Severity};

/// The copy desk for Indonesian news: finds typos, misspelt names and impossible dates.
#[derive(Debug, Parser)]
#[command(name = "sunting", version, about, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check articles
    Check(CheckArgs),
}

#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: 0 nothing at or above --fail-on, 1 findings, 2 trouble (a path that is not there, a broken
record, a rule that failed: named on standard error, and the rest is checked all the same).")]
pub(super) struct CheckArgs {
    /// Files, folders (.txt, .jsonl, .ndjson) or - for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,

    /// Run only these rules (id or pack/*), even those that are off; repeat or separate with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// Leave out these rules (id or pack/*)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// Least severity that is shown [default: warning for human and short, info for json and jsonl]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) min_severity: Option<Level>,

    /// Least severity, of what is shown, that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) fail_on: Option<FailOn>,

    /// Publication date of every article, instead of the one the record or the article gives
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,

    /// Language of messages [default: the configuration's, else the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,

    /// Threads [default: one for each core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,

    /// Word data that replaces what is built in (a folder of .fst files)
    #[arg(long, value_name = "DIR")]
    pub(super) lexicon: Option<PathBuf>,

    /// When to use colours; with auto, `NO_COLOR` forbids them
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,

    /// What standard input and named files hold [default: records for .jsonl and .ndjson, else text]
    #[arg(long = "as", value_enum)]
    pub(super) form: Option<Form>,

    /// Name of the records' field for their id
    #[arg(long, value_name = "NAME")]
    pub(super) id_field: Option<String>,

    /// Name of the records' field for the headline
    #[arg(long, value_name = "NAME")]
    pub(super) title_field: Option<String>,

    /// Name of the records' field for the article
    #[arg(long, value_name = "NAME")]
    pub(super) text_field: Option<String>,

    /// Name of the records' field for the publication date
    #[arg(long, value_name = "NAME")]
    pub(super) date_field: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The sentence with carets under the fault, and the correction
    Human,
    /// One finding a line: path:line:column: severity[rule]: message
    Short,
    /// One JSON object of the whole run
    Json,
    /// One finding a line, as JSON: the contract for machines
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// One article
    Text,
    /// JSON Lines, one article a line
    Records,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LangArg {
    /// Indonesian
    Id,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Id => Self::Id,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    Info,
    Warning,
    Error,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Info,
    Warning,
    Error,
    /// Findings never make the exit status 1
    Never,
}

impl FailOn {
    /// The severity meant, `None` for never.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
            Self::Never => None,
        }
    }
}
