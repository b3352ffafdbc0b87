//! What a file holds, told by its name, else by how it begins.
//!
//! In doubt it says nothing, and the caller takes the file as text or leaves it.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// One article of plain text.
    Text,
    /// Markdown, with or without front matter.
    #[cfg(feature = "formats")]
    Markdown,
    /// A page, or a piece of one.
    #[cfg(feature = "formats")]
    Html,
    /// A document of a word processor, Office Open XML.
    #[cfg(feature = "formats")]
    Docx,
    /// An export of WordPress (WXR), one article an item.
    #[cfg(feature = "formats")]
    Wxr,
    /// A JSON array of articles, or one article as an object.
    Json,
    /// JSON Lines, one article a line.
    Records,
}

impl Form {
    /// Whether a file of this form holds articles as records, to be opened as a [`Collection`](super::Collection).
    #[must_use]
    pub fn is_collection(self) -> bool {
        match self {
            Self::Json | Self::Records => true,
            #[cfg(feature = "formats")]
            Self::Wxr => true,
            _ => false,
        }
    }

    /// What the ending of a name says, without its dot and in any case; `None` for endings that say nothing of an
    /// article. An `.xml` is an export only if it begins as one.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Records),
            #[cfg(feature = "formats")]
            "md" | "markdown" => Some(Self::Markdown),
            #[cfg(feature = "formats")]
            "html" | "htm" | "xhtml" => Some(Self::Html),
            #[cfg(feature = "formats")]
            "docx" => Some(Self::Docx),
            #[cfg(feature = "formats")]
            "wxr" => Some(Self::Wxr),
            _ => None,
        }
    }

    /// What the first bytes of a file say, some 8,000 of them; `None` for plain text and for what is none.
    #[must_use]
    pub fn of_content(head: &[u8]) -> Option<Self> {
        #[cfg(feature = "formats")]
        if head.starts_with(b"PK\x03\x04") {
            // The members of such a document have names of their own; other archives are none of ours.
            let holds = |name: &[u8]| head.windows(name.len()).any(|bytes| bytes == name);
            let is_office =
                holds(b"[Content_Types].xml") || holds(b"_rels/.rels") || holds(b"word/");
            return is_office.then_some(Self::Docx);
        }
        let text = super::decode(head).text;
        let text = text.trim_start();
        #[cfg(feature = "formats")]
        if let Some(form) = markup(text) {
            return Some(form);
        }
        let is_object = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        match text.lines().next() {
            Some(line) if line.starts_with('{') && is_object(line) => Some(Self::Records),
            Some(line) if line.starts_with("[{") || line.trim_end() == "[" => {
                text[1..].trim_start().starts_with('{').then_some(Self::Json)
            }
            _ => None,
        }
    }
}

/// What a text says that begins as markup.
#[cfg(feature = "formats")]
fn markup(text: &str) -> Option<Form> {
    if super::wxr::is_export(text) {
        return Some(Form::Wxr);
    }
    let lower: String = text.chars().take(512).flat_map(char::to_lowercase).collect();
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    if begins(&["<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<div", "<h1"])
        || lower.starts_with("<?xml") && lower.contains("<html")
    {
        return Some(Form::Html);
    }
    (!super::front_matter::read(text).range.is_empty()).then_some(Form::Markdown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_first_bytes_tell_the_form() {
        assert_eq!(Form::of_extension("NDJSON"), Some(Form::Records));
        assert_eq!(Form::of_extension("png"), None);
        let head = |text: &str| Form::of_content(text.as_bytes());
        assert_eq!(head("{\"text\":\"a\"}\n{\"te"), Some(Form::Records));
        assert_eq!(head("[\n  {\"text\":"), Some(Form::Json));
        assert_eq!(head("[foto] Warga menunggu."), None);
        assert_eq!(head("{catatan} Warga menunggu."), None);
        assert_eq!(head(""), None);
    }

    #[cfg(feature = "formats")]
    #[test]
    fn markup_is_told_by_how_it_begins() {
        let head = |text: &str| Form::of_content(text.as_bytes());
        assert_eq!(head("\u{feff}\n<!DOCTYPE HTML><html>"), Some(Form::Html));
        assert_eq!(head("---\ntitle: a\n---\nIsi"), Some(Form::Markdown));
        assert_eq!(head("--- bukan kepala"), None);
        let export = "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\">";
        assert_eq!(head(export), Some(Form::Wxr));
        assert_eq!(head("<?xml version=\"1.0\"?><svg>"), None);
        assert_eq!(Form::of_content(b"PK\x03\x04lain"), None);
    }
}
