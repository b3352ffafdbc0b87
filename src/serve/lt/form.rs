//! Query strings and form bodies, read as leniently as LanguageTool's clients write them.
//!
//! The type that a body claims to have counts for nothing. LibreOffice 7.4 sends its text as it is, without a percent
//! sign where one belongs; that is seen by characters that no encoder leaves standing, and by names that are none.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::percent_decode;

/// Parameters by name; of several of one name the last counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::serve) struct Form {
    values: BTreeMap<String, String>,
}

/// The names that may stand behind the text of LibreOffice.
const TAIL: &[&str] = &["language", "username", "apiKey"];

/// All names that the interface knows, those of account and telemetry among them, which mean nothing here.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "abtest", "allowIncompleteResults", "altLanguages", "apiKey", "autodetect", "c", "callback", "data", "dicts",
    "disabled", "disabledCategories", "disabledRules", "enableHiddenRules", "enableTempOffRules", "enabled",
    "enabledCategories", "enabledOnly", "enabledRules", "filterDictionaryMatches", "inputLogging", "instanceId",
    "language", "ld", "level", "mode", "motherTongue", "noopLanguages", "password", "preferredLanguages",
    "preferredVariants", "preferredvariants", "ruleValues", "text", "textSessionId", "token", "tokenV2", "toneTags",
    "useragent", "username", "v", "word",
];

impl Form {
    /// A query string.
    pub(in crate::serve) fn query(query: &str) -> Self {
        Self::encoded(query.as_bytes())
    }

    /// A body. What is no UTF-8 reads as U+FFFD.
    pub(super) fn body(body: &[u8]) -> Self {
        raw(body).unwrap_or_else(|| Self::encoded(body))
    }

    fn encoded(form: &[u8]) -> Self {
        let pairs = form.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = cut(pair);
            (decoded(name), decoded(value))
        });
        Self { values: pairs.collect() }
    }

    /// Puts another form over this one.
    pub(super) fn merged(mut self, over: Self) -> Self {
        self.values.extend(over.values);
        self
    }

    pub(in crate::serve) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The parts of a list with commas between; empty without the parameter.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        let parts = self.get(name).unwrap_or_default().split(',').map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    }

    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), Some("true" | "yes" | "1"))
    }
}

/// Name and value of a pair; a name alone has an empty value.
fn cut(pair: &[u8]) -> (&[u8], &[u8]) {
    match pair.iter().position(|&byte| byte == b'=') {
        Some(at) => (&pair[..at], &pair[at + 1..]),
        None => (pair, b""),
    }
}

/// Percent signs that introduce nothing stay what they are.
fn decoded(value: &[u8]) -> String {
    let spaced: Cow<'_, [u8]> = if value.contains(&b'+') {
        value.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect()
    } else {
        value.into()
    };
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

/// A body that was never encoded: `text=…&language=…`, the text as it is.
fn raw(body: &[u8]) -> Option<Form> {
    let rest = body.strip_prefix(b"text=")?;
    let mut end = rest.len();
    let mut tail: Vec<(&[u8], &[u8])> = Vec::new();
    // The names behind the text, from the last one to `language`; an ampersand before that belongs to the text.
    loop {
        let at = rest[..end].iter().rposition(|&byte| byte == b'&')?;
        let (name, value) = cut(&rest[at + 1..end]);
        if !TAIL.iter().any(|known| known.as_bytes() == name) {
            return None;
        }
        tail.push((name, value));
        end = at;
        if name == b"language" {
            break;
        }
    }
    let language = tail.last().is_some_and(|(_, value)| {
        value.iter().all(|&byte| byte.is_ascii_alphabetic() || byte == b'-')
    });
    let text = &rest[..end];
    if !language || !is_raw(text) {
        return None;
    }
    let text = ("text".to_owned(), String::from_utf8_lossy(text).into_owned());
    let others = tail.into_iter().map(|(name, value)| (decoded(name), decoded(value)));
    Some(Form { values: std::iter::once(text).chain(others).collect() })
}

/// Whether an encoder cannot have left a value like this.
fn is_raw(text: &[u8]) -> bool {
    let mut pairs = text.split(|&byte| byte == b'&').skip(1);
    let is_name = |pair: &[u8]| NAMES.iter().any(|name| name.as_bytes() == cut(pair).0);
    text.iter().any(|&byte| byte == b' ' || byte == b'\n' || byte >= 0x80)
        || pairs.any(|pair| !is_name(pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        Form { values: pairs.iter().map(|(n, v)| ((*n).into(), (*v).into())).collect() }
    }

    #[test]
    fn an_encoded_body_is_decoded() {
        let found =
            Form::body(b"language=id-ID&text=Laba+naik%2055%25+%26+100%zz%F0%9F%98%80&c=1&x");
        let text = "Laba naik 55% & 100%zz😀";
        assert_eq!(found, form(&[("language", "id-ID"), ("text", text), ("c", "1"), ("x", "")]));
        assert_eq!(Form::body(b"text=a%ffb&language=id").get("text"), Some("a\u{fffd}b"));
        let both =
            Form::body(b"text=satu&language=auto").merged(Form::query("language=id&text=dua"));
        assert_eq!(both, form(&[("text", "dua"), ("language", "id")]));
    }

    #[test]
    fn a_body_that_was_never_encoded_is_taken_as_it_is() {
        for (body, text, language) in [
            ("text=Laba naik 5% & rugi = 3+4&language=id-ID", "Laba naik 5% & rugi = 3+4", "id-ID"),
            ("text=R&D&language=id-", "R&D", "id-"),
            ("text=😀+1%20&language=id-ID&username=a&apiKey=b", "😀+1%20", "id-ID"),
            ("text=a &language=x& b&language=id-ID", "a &language=x& b", "id-ID"),
        ] {
            let found = Form::body(body.as_bytes());
            assert_eq!((found.get("text"), found.get("language")), (Some(text), Some(language)));
        }
        // Nothing shows that these were not encoded.
        assert_eq!(Form::body(b"text=3%2B4+5&language=id-ID").get("text"), Some("3+4 5"));
        assert_eq!(Form::body(b"text=a&level=picky&language=id").get("level"), Some("picky"));
    }
}
