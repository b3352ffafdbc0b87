//! What may be typed. Meaning is given to it elsewhere: the configuration and the locale have a say.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::config::FailOn;
use crate::diagnostic::{Lang, Severity};
use crate::input::Form;
use crate::rule::Profile;

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
    /// Show every date expression and how it was read
    Dates(DatesArgs),
    /// List the people, places and institutions of articles, with the spellings that look alike
    Names(NamesArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Go through the findings one by one: correct, choose, skip, edit, ignore
    Fix(FixArgs),
    /// Keep a list of the findings that are known, so that only new ones fail
    Baseline(BaselineArgs),
    /// Explain a rule: its message, source and examples, and how to switch it off
    Explain(ExplainArgs),
    /// Write a commented sunting.toml into this folder
    Init(InitArgs),
    /// Run the examples of packs: those built in, those configured, or those named
    Test(TestArgs),
    /// Print what a shell needs to complete this command line
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them into a folder
    Man(ManArgs),
    /// Serve editors on standard input and output, by the Language Server Protocol
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Serve a page for writing and the LanguageTool API on this machine
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
}

/// What all commands that know rules understand.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CommonArgs {
    /// Configuration [default: the nearest sunting.toml in this folder and those above it]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Go by no configuration
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,

    /// Language of messages [default: the configuration's, else the locale's]
    #[arg(long, value_enum)]
    pub(crate) lang: Option<LangArg>,

    /// Which rules run where nothing else is said [default: the configuration's, else news]
    #[arg(long, value_enum)]
    pub(crate) profile: Option<ProfileArg>,

    /// Word data that replaces what is built in (a folder of .fst files)
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct NamesArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// Files, folders, patterns ("2024/**/*.md") or - for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How they are listed
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(super) format: TableFormat,

    /// Only names that stand so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) min_count: usize,

    /// Only names that stand in several spellings
    #[arg(long)]
    pub(super) variants: bool,

    /// What standard input and named files hold [default: told by the name, else by how they begin]
    #[arg(long = "as", value_enum)]
    pub(super) form: Option<FormArg>,
}

#[derive(Args, Debug)]
pub(super) struct RulesArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// How they are listed
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(super) format: TableFormat,

    /// Only the rules of these packs
    #[arg(long, value_name = "PACK", value_delimiter = ',')]
    pub(super) pack: Vec<String>,

    /// Only the rules of this severity
    #[arg(long, value_enum)]
    pub(super) severity: Option<Level>,

    /// Only the rules whose source holds this text, in any case: "EYD V, III"
    #[arg(long, value_name = "TEXT")]
    pub(super) source: Option<String>,

    /// Only the rules that run
    #[arg(long)]
    pub(super) on: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// One a line
    Table,
    /// A JSON array
    Json,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// The rule
    #[arg(value_name = "ID")]
    pub(super) id: String,
}

#[derive(Args, Debug)]
pub(super) struct InitArgs {
    /// Language of the comments and of messages [default: the locale's]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LangArg>,
}

#[cfg(feature = "serve")]
#[derive(Args, Debug)]
#[command(after_help = "\
The page is at http://127.0.0.1:8081, the LanguageTool API at http://127.0.0.1:8081/v2. Drafts are neither stored nor
logged. With a token, the page is opened at /#token=TOKEN, and other programs send it as \"Authorization: Bearer TOKEN\"
or have it in their address: http://…/t/TOKEN/v2. Clients and settings: docs/writing.md.")]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,

    /// Address and port; other machines are served only with a token
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8081")]
    pub(crate) listen: std::net::SocketAddr,

    /// Name under which the server may be asked for, beside the address and localhost; repeat or separate with commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) allow_host: Vec<String>,

    /// Web origin whose pages may use the API (scheme and host, `chrome-extension://ID`), only with a token
    #[arg(long, value_name = "ORIGIN", value_delimiter = ',')]
    pub(crate) allow_origin: Vec<String>,

    /// File with the token that every use of the API then needs
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,

    /// Longest text that is checked, in UTF-16 units (an emoji counts 2)
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(crate) max_text: usize,

    /// Threads for checking [default: one for each core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) threads: usize,

    /// Requests that may be checked or wait for it; more are told to come back
    #[arg(long, value_name = "N", default_value_t = 256)]
    pub(crate) queue: usize,
}

#[cfg(feature = "lsp")]
#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: 0 when the editor said shutdown before it said exit, else 1. How to set up an editor: docs/editors.md.")]
pub(super) struct LspArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// Standard input and output, which is the only way; some editors say so
    #[arg(long)]
    pub(super) stdio: bool,
}

#[derive(Args, Debug)]
pub(super) struct TestArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// Packs or rules by name, or files and folders of a desk's own [default: all]
    #[arg(value_name = "PACK")]
    pub(super) packs: Vec<String>,
}

/// Which articles are read and which findings count: what all commands understand that check articles.
#[derive(Args, Debug)]
pub(super) struct WorkArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// Files, folders, patterns ("2024/**/*.md") or - for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Run only these rules (id or pack/*), even those that are off; repeat or separate with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,

    /// Leave out these rules (id or pack/*)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,

    /// Least severity that is shown [default: info for json and jsonl, else warning]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) min_severity: Option<Level>,

    /// Least severity, of what is shown, that makes the exit status 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    pub(super) fail_on: Option<FailOn>,

    /// Publication date of every article, instead of the one the record or the article gives
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,

    /// Threads [default: one for each core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(super) threads: usize,

    /// What standard input and named files hold [default: told by the name, else by how they begin]
    #[arg(long = "as", value_enum)]
    pub(super) form: Option<FormArg>,

    /// Findings that are known and do not count [default: the configuration's, else none]
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Where findings of articles that do not change are kept [default: the system's folder for such things]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    pub(super) cache_dir: Option<PathBuf>,

    /// Check every article anew, and keep nothing
    #[arg(long)]
    pub(super) no_cache: bool,

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

#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: 0 nothing at or above --fail-on, 1 findings, 2 trouble (a path that is not there, a broken
record, a rule that failed: named on standard error, and the rest is checked all the same). After --fix what is left
counts; with --diff it is 1 when something would change.")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) work: WorkArgs,

    /// How findings are shown on standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,

    /// Write a report into a file besides, in any format of --format; repeat for more
    #[arg(long = "report", value_name = "FORMAT=FILE")]
    pub(super) reports: Vec<ReportArg>,

    /// Show counts by rule and by file, short for --format statistics
    #[arg(long, conflicts_with = "format")]
    pub(super) statistics: bool,

    /// Address of a rule's page for sarif, rdjsonl and html, with {rule} where its name stands
    #[arg(long, value_name = "URL")]
    pub(super) rule_url: Option<String>,

    /// When to use colours; with auto, `NO_COLOR` forbids them
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,

    #[command(flatten)]
    pub(super) mending: MendingArgs,

    /// Only findings on lines that git says have changed since a commit, a branch or a tag
    #[arg(long, value_name = "REV")]
    pub(super) changed_since: Option<String>,

    /// Check again whenever an article or the configuration changes
    #[arg(long)]
    pub(super) watch: bool,

    /// Say on standard error how long each rule took
    #[arg(long)]
    pub(super) timing: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Exit status: as that of check, of what is left.")]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) work: WorkArgs,

    /// When to use colours; with auto, `NO_COLOR` forbids them
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// Whether corrections are made without asking.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct MendingArgs {
    /// Make the corrections that cannot change what the text says, then report what is left
    #[arg(long)]
    pub(super) fix: bool,

    /// Make the first correction of every finding that is shown, then report what is left
    #[arg(long)]
    pub(super) fix_suggested: bool,

    /// Show what --fix or --fix-suggested would change as a diff, and write nothing
    #[arg(long, conflicts_with_all = ["format", "reports", "statistics"])]
    pub(super) diff: bool,
}

#[derive(Args, Debug)]
#[command(after_help = "\
The file is --baseline, else the configuration's `baseline`, else sunting-baseline.json beside the configuration. Findings
of files that are there but were not checked stay in it.")]
pub(super) struct BaselineArgs {
    #[command(subcommand)]
    pub(super) action: BaselineAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineAction {
    /// Write down the findings of the articles as they are now
    Write(WorkArgs),
    /// Take out what is not found any more, and put moved articles under their new names
    Prune(WorkArgs),
    /// Count what is known, what of it is gone and what is new, by rule
    Stats(WorkArgs),
}

#[derive(Args, Debug)]
#[command(after_help = "\
Each line: place, first byte, text, first day, last day, and where the year was taken from, with tabs between.")]
pub(super) struct DatesArgs {
    #[command(flatten)]
    pub(super) common: CommonArgs,

    /// Files, folders, patterns ("2024/**/*.md") or - for standard input [default: .]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Publication date of every article, instead of the one the record or the article gives
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,

    /// What standard input and named files hold [default: told by the name, else by how they begin]
    #[arg(long = "as", value_enum)]
    pub(super) form: Option<FormArg>,
}

#[derive(Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Args, Debug)]
pub(super) struct ManArgs {
    /// The folder for sunting.1 and a page for each command
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

/// A report that is written into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ReportArg {
    pub(super) format: Format,
    pub(super) path: PathBuf,
}

impl FromStr for ReportArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, path) =
            text.split_once('=').ok_or("expected FORMAT=FILE, as in sarif=out.sarif")?;
        let format = Format::from_str(name, false).map_err(|_| {
            let names = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<String> = names.map(|it| it.get_name().to_owned()).collect();
            format!("no format `{name}`; there are {}", names.join(", "))
        })?;
        match path {
            "" => Err(format!("a file is missing, as in {name}=FILE")),
            "-" => Err(format!("standard output is for --format: say --format {name}")),
            path => Ok(Self { format, path: path.into() }),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The sentence with carets under the fault, and the correction
    Human,
    /// One finding a line: path:line:column: severity[rule]: message
    Short,
    /// Counts by rule and by file
    Statistics,
    /// One JSON object of the whole run
    Json,
    /// One finding a line, as JSON: the contract for machines
    Jsonl,
    /// SARIF 2.1.0, for code scanning and viewers
    Sarif,
    /// Workflow commands, which GitHub Actions shows beside the lines
    Github,
    /// Markdown for the summary of a job of GitHub Actions; a file keeps what it holds
    GithubSummary,
    /// Code quality report of GitLab
    Gitlab,
    /// XML of Checkstyle, for Jenkins and others
    Checkstyle,
    /// Test report as Jenkins and GitLab read it; what makes the run fail is a failure
    Junit,
    /// One finding a line for reviewdog
    Rdjsonl,
    /// One page for a browser: the articles with their places marked
    Html,
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

/// What a file holds, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormArg {
    /// One article of plain text
    Text,
    /// Markdown, with or without front matter
    Markdown,
    /// A page, or a piece of one
    Html,
    /// A document of a word processor
    Docx,
    /// An export of WordPress (WXR), one article an item
    Wordpress,
    /// A JSON array of articles
    Json,
    /// JSON Lines, one article a line
    Records,
}

impl From<FormArg> for Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Text => Self::Text,
            FormArg::Markdown => Self::Markdown,
            FormArg::Html => Self::Html,
            FormArg::Docx => Self::Docx,
            FormArg::Wordpress => Self::Wxr,
            FormArg::Json => Self::Json,
            FormArg::Records => Self::Records,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    /// Errors only
    Minimal,
    /// What online newsrooms agree on
    News,
    /// All that the norm says
    Strict,
}

impl From<ProfileArg> for Profile {
    fn from(profile: ProfileArg) -> Self {
        match profile {
            ProfileArg::Minimal => Self::Minimal,
            ProfileArg::News => Self::News,
            ProfileArg::Strict => Self::Strict,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
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

/// `FailOn` belongs to the core, which knows nothing of clap.
fn fail_on(word: &str) -> Result<FailOn, String> {
    match word {
        "info" => Ok(FailOn::Info),
        "warning" => Ok(FailOn::Warning),
        "error" => Ok(FailOn::Error),
        "never" => Ok(FailOn::Never),
        _ => Err("expected info, warning, error or never".into()),
    }
}
