//! What the client has chosen: `sunting.date`, `sunting.profile`, `sunting.language`, `sunting.severity` and
//! `sunting.config`. They come at the start, when asked for and when they change, and go before `sunting.toml`.
//!
//! A value that makes no sense is told and counts as not chosen; keys that are not ours are the editor's own.

use std::path::PathBuf;

use clap::ValueEnum;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use crate::cli::args::{CommonArgs, LangArg, ProfileArg};
use crate::diagnostic::Severity;

/// The name of our section among the settings of an editor.
pub(super) const SECTION: &str = "sunting";

/// What was chosen; the rest is as `sunting.toml` says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Settings {
    /// Publication date of every article that does not tell one itself.
    pub(super) date: Option<Date>,
    /// The least severity shown.
    pub(super) severity: Option<Severity>,
    profile: Option<ProfileArg>,
    language: Option<LangArg>,
    config: Option<PathBuf>,
}

impl Settings {
    /// Reads settings, in their section or without one, and says which make no sense.
    pub(super) fn read(value: &Value) -> (Self, Vec<String>) {
        let section = value.get(SECTION).unwrap_or(value);
        let mut faults = Vec::new();
        let mut text = |key: &str, expected: &str, take: &mut dyn FnMut(&str) -> bool| {
            match section.get(key) {
                None | Some(Value::Null) => {}
                // Editors that fill in every setting send an empty one for what nobody has chosen.
                Some(Value::String(text)) if text.is_empty() || take(text) => {}
                Some(_) => faults.push(format!("{SECTION}.{key}: expected {expected}")),
            }
        };
        let mut read = Self::default();
        text("date", "YYYY-MM-DD", &mut |text| {
            read.date = text.parse().ok();
            read.date.is_some()
        });
        text("severity", "info, warning or error", &mut |text| {
            read.severity = Severity::deserialize(Value::from(text)).ok();
            read.severity.is_some()
        });
        text("profile", "minimal, news or strict", &mut |text| {
            read.profile = ProfileArg::from_str(text, false).ok();
            read.profile.is_some()
        });
        text("language", "id or en", &mut |text| {
            read.language = LangArg::from_str(text, false).ok();
            read.language.is_some()
        });
        text("config", "the path of a file", &mut |text| {
            read.config = Some(PathBuf::from(text));
            true
        });
        (read, faults)
    }

    /// What was typed at the start, with the choices made in the editor before it.
    pub(super) fn over(&self, typed: &CommonArgs) -> CommonArgs {
        CommonArgs {
            config: self.config.clone().or_else(|| typed.config.clone()),
            no_config: typed.no_config && self.config.is_none(),
            lang: self.language.or(typed.lang),
            profile: self.profile.or(typed.profile),
            lexicon: typed.lexicon.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_in_their_section_or_without_one() {
        let chosen =
            json!({ "date": "2024-04-25", "language": "id", "profile": "", "trace": "off" });
        let (read, faults) = Settings::read(&chosen);
        assert_eq!(read.date, Some(Date::constant(2024, 4, 25)));
        assert_eq!((read.language, read.profile), (Some(LangArg::Id), None));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(Settings::read(&json!({ "sunting": chosen })).0, read);
        assert_eq!(Settings::read(&Value::Null), (Settings::default(), Vec::new()));
    }

    #[test]
    fn what_makes_no_sense_is_named_and_left_out() {
        let (read, faults) =
            Settings::read(&json!({ "date": "kemarin", "severity": 3, "profile": "strict" }));
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(read, Settings { profile: Some(ProfileArg::Strict), ..Settings::default() });
    }
}
