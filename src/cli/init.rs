//! `sunting init`: writes a commented `sunting.toml` to start from. Never overwrites one.

use std::fs::File;
use std::io::{self, Write};

use anyhow::{Context, Result, bail};

use super::args::InitArgs;
use super::{Outcome, locale};
use crate::config::FILE_NAME;
use crate::diagnostic::Lang;

const ID: &str = include_str!("sunting.id.toml");
const EN: &str = include_str!("sunting.en.toml");

pub(super) fn run(args: &InitArgs) -> Result<Outcome> {
    let lang = args.lang.map_or_else(locale::lang, Into::into);
    let (text, done, there) = match lang {
        Lang::Id => (ID, "dibuat", "sudah ada; tidak ada yang ditulis"),
        Lang::En => (EN, "written", "is there already; nothing was written"),
    };
    let mut file = match File::create_new(FILE_NAME) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => bail!("{FILE_NAME} {there}"),
        created => created.context(FILE_NAME)?,
    };
    file.write_all(text.as_bytes()).context(FILE_NAME)?;
    writeln!(io::stdout(), "{FILE_NAME}: {done}")?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::pack::Catalogue;

    /// What the comments propose, taken out of them.
    fn uncommented(text: &str) -> String {
        text.lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line).to_owned() + "\n")
            .collect()
    }

    #[test]
    fn what_is_proposed_is_valid() {
        for text in [ID, EN] {
            assert!(Config::parse(FILE_NAME, text).is_ok());
            let config = Config::parse(FILE_NAME, &uncommented(text)).expect("valid");
            config.check(&Catalogue::builtin()).expect("names rules that exist");
            assert_eq!(config.overrides.len(), 1);
        }
    }
}
