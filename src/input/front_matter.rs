//! The head of a Markdown file: `---` with YAML or `+++` with TOML between. Of its fields the title and the publication
//! date are read, each with its place.
//!
//! No reader of YAML: what a title or a date is written as in practice, and nothing is an error.

use std::ops::Range;

use jiff::civil::Date;

use super::record::parse_date;

/// What the head of a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// The bytes of the head, its fences included.
    pub(super) range: Range<usize>,
    /// The title, in pieces: how each reads, and where it is written.
    pub(super) title: Option<Vec<Piece>>,
    /// The publication date.
    pub(super) date: Option<Date>,
}

/// A piece of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) source: Range<usize>,
    pub(super) quoting: Quoting,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// Without quotation marks.
    Bare,
    /// `"…"`, with escapes.
    Double,
    /// `'…'`, where a mark is written twice.
    Single,
}

const TITLES: &[&str] = &["title", "judul"];
const DATES: &[&str] = &["date", "publishdate", "pubdate", "published", "tanggal"];

/// The head of a text; empty where it has none.
pub(super) fn read(text: &str) -> FrontMatter {
    let fence = if text.starts_with("---") { "---" } else { "+++" };
    let Some(range) = fenced(text, fence) else { return FrontMatter::default() };
    let separator = if fence == "---" { ':' } else { '=' };
    let mut found = FrontMatter { range: range.clone(), ..FrontMatter::default() };
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let start = at;
        at += line.len();
        // A table ends the fields of the file itself in TOML; in YAML what is indented belongs to another.
        if separator == '=' && line.starts_with('[') {
            break;
        }
        let Some((key, value)) = line.split_once(separator) else { continue };
        let value_at = start + key.len() + 1;
        let key = key.trim_end().trim_matches(['"', '\'']).to_ascii_lowercase();
        let (value, value_at) = trimmed(value, value_at);
        if found.title.is_none() && TITLES.contains(&key.as_str()) {
            found.title = Some(title(value, value_at)).filter(|pieces| !pieces.is_empty());
        } else if DATES.contains(&key.as_str()) {
            let date = value.trim_matches(['"', '\'']);
            // `date` goes before what others may say beside it.
            if found.date.is_none() || key == "date" {
                found.date = parse_date(date).ok().or(found.date);
            }
        }
    }
    found
}

/// The bytes of a head between two lines that are a fence.
fn fenced(text: &str, fence: &str) -> Option<Range<usize>> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != fence {
        return None;
    }
    let mut at = first.len();
    for line in text[at..].split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            return Some(0..at);
        }
    }
    None
}

/// A value without the white space around, and where it starts.
fn trimmed(value: &str, at: usize) -> (&str, usize) {
    let start = value.trim_start();
    (start.trim_end(), at + value.len() - start.len())
}

fn title(value: &str, at: usize) -> Vec<Piece> {
    match value.chars().next() {
        Some('"') => quoted(value, at, Quoting::Double),
        Some('\'') => quoted(value, at, Quoting::Single),
        // A block or a reference: not written as a title is.
        Some('|' | '>' | '&' | '*' | '!' | '[' | '{') | None => Vec::new(),
        Some(_) => {
            let end = value.find(" #").unwrap_or(value.len());
            let text = value[..end].trim_end();
            vec![Piece { text: text.into(), source: at..at + text.len(), quoting: Quoting::Bare }]
        }
    }
}

/// The pieces between two quotation marks on one line.
fn quoted(value: &str, at: usize, quoting: Quoting) -> Vec<Piece> {
    let mark = if quoting == Quoting::Double { '"' } else { '\'' };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut chars = value.char_indices().skip(1).peekable();
    let mut push = |text: String, source: Range<usize>| {
        let is_plain = text.len() == source.len();
        match pieces.last_mut() {
            Some(last)
                if is_plain
                    && last.source.end == source.start
                    && last.text.len() == last.source.len() =>
            {
                last.text += &text;
                last.source.end = source.end;
            }
            _ => pieces.push(Piece { text, source, quoting }),
        }
    };
    while let Some((start, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let read = match c {
            '\\' if quoting == Quoting::Double => match next {
                Some(c @ ('"' | '\\' | '/')) => c,
                Some('n' | 't') => ' ',
                // Other escapes are letters in a title that nobody writes; the title is then left unread.
                _ => return Vec::new(),
            },
            '\'' if quoting == Quoting::Single && next == Some('\'') => '\'',
            c if c == mark => return pieces,
            c => {
                push(c.to_string(), at + start..at + start + c.len_utf8());
                continue;
            }
        };
        chars.next();
        push(read.to_string(), at + start..at + start + 2);
    }
    // The closing mark is on another line.
    Vec::new()
}

/// A text as it is written in a title; `None` where it cannot be without changing the quotation marks.
pub(super) fn escaped(text: &str, quoting: Quoting) -> Option<String> {
    match quoting {
        Quoting::Double => Some(text.replace('\\', "\\\\").replace('"', "\\\"")),
        Quoting::Single => Some(text.replace('\'', "''")),
        Quoting::Bare => (!text.contains([':', '#'])).then(|| text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, title: &str, date: Option<Date>) {
        let found = read(head);
        let read: String = found.title.iter().flatten().map(|piece| piece.text.as_str()).collect();
        assert_eq!((read.as_str(), found.date), (title, date), "{head}");
        for piece in found.title.iter().flatten() {
            let raw = &head[piece.source.clone()];
            assert!(raw == piece.text || raw.len() == 2, "{raw}");
        }
    }

    #[test]
    fn title_and_date_are_read_as_they_are_written() {
        let day = Some(jiff::civil::date(2024, 5, 14));
        check(
            "---\ntitle: Banjir Surut  # nanti\ndate: 2024-05-14T10:00:00+07:00\n---\n",
            "Banjir Surut",
            day,
        );
        check(
            "---\r\nTitle: \"Kata \\\"siap\\\" itu\"\r\ndate: '2024-05-14'\r\n---\r\n",
            "Kata \"siap\" itu",
            day,
        );
        check(
            "---\ntitle: 'Jum''at'\npublishDate: 2024-05-14\nx:\n  title: lain\n---\n",
            "Jum'at",
            day,
        );
        check(
            "+++\ntitle = \"Banjir\"\ndate = 2024-05-14\n[extra]\ntitle = \"x\"\n+++\n",
            "Banjir",
            day,
        );
        check("---\ntitle: >-\n  Banjir\ndate: kemarin\n---\n", "", None);
        check("---\ntitle: \"tanpa tutup\n---\n", "", None);
        check("--- \ntitle: tanpa pagar\n", "", None);
        check("", "", None);
    }
}
