//! `characters/mojibake`: text in UTF-8 that was read as Windows-1252 or Latin-1 somewhere on its way, "Ã¼" for "ü".
//!
//! Only what decodes to a letter, a sign or a mark of punctuation that news has is taken for it. Where a byte was lost
//! nothing is guessed, but for the closing quotation mark, which loses its last byte by rule.

use serde::Deserialize;

use crate::document::is_invisible;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct Mojibake {}

/// What Windows-1252 has where Latin-1 has control characters, and the byte of each.
const WINDOWS: [(char, u8); 27] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('ƒ', 0x83),
    ('„', 0x84),
    ('…', 0x85),
    ('†', 0x86),
    ('‡', 0x87),
    ('ˆ', 0x88),
    ('‰', 0x89),
    ('Š', 0x8a),
    ('‹', 0x8b),
    ('Œ', 0x8c),
    ('Ž', 0x8e),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('—', 0x97),
    ('˜', 0x98),
    ('™', 0x99),
    ('š', 0x9a),
    ('›', 0x9b),
    ('œ', 0x9c),
    ('ž', 0x9e),
    ('Ÿ', 0x9f),
];

/// What is left of a closing quotation mark, whose last byte has no character in Windows-1252.
const CLOSING: &str = "â€";

/// The first byte of "Â", "Ã", "Ä", "Å", "â" and "ð".
const FIRST: u8 = 0xc3;

impl Rule for Mojibake {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let text = cx.doc.text.as_str();
        let mut at = 0;
        // What was a byte of two or more is now one of six letters, and all of them begin with the same byte.
        while let Some(next) = text.as_bytes()[at..].iter().position(|&byte| byte == FIRST) {
            at += next;
            match run(text, at) {
                Some((end, mended)) => {
                    let span = Span::new(at, end);
                    out.report(Finding::new(span).fix(Fix::safe(span, mended)));
                    at = end;
                }
                None if text[at..].starts_with(CLOSING) => {
                    let span = Span::new(at, at + CLOSING.len());
                    out.report(Finding::new(span).fix(Fix::suggest(span, "”")));
                    at = span.end();
                }
                None => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
    }
}

/// The end of the broken characters at a place, those that follow with only letters between included, and the same
/// mended; `None` where nothing is broken.
fn run(text: &str, start: usize) -> Option<(usize, String)> {
    let (mut end, first) = broken(text, start)?;
    let mut mended = shown(first);
    loop {
        let letters = text[end..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - end);
        let between = (0..=letters).filter(|&n| text.is_char_boundary(end + n));
        let Some((from, (to, c))) =
            between.map(|n| end + n).find_map(|from| Some((from, broken(text, from)?)))
        else {
            return Some((end, mended));
        };
        mended.push_str(&text[end..from]);
        mended.push_str(&shown(c));
        end = to;
    }
}

/// The end of one broken character and what it was.
fn broken(text: &str, at: usize) -> Option<(usize, char)> {
    let mut chars = text[at..].char_indices();
    let (_, first) = chars.next()?;
    let lead = byte(first)?;
    let more = match lead {
        0xc2..=0xc5 => 1,
        0xe2 => 2,
        0xf0 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut end = at;
    for (offset, c) in chars.take(more) {
        bytes.push(byte(c).filter(|byte| (0x80..0xc0).contains(byte))?);
        end = at + offset + c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    // A capital that stands before a sign of its own decodes to a control character, which nobody writes.
    (bytes.len() == more + 1 && !c.is_control()).then_some((end, c))
}

/// The byte that a character was read from.
fn byte(c: char) -> Option<u8> {
    let listed = WINDOWS.iter().find(|(shown, _)| *shown == c);
    listed
        .map(|(_, byte)| *byte)
        .or_else(|| u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x80))
}

/// A mended character, without those that nobody sees.
fn shown(c: char) -> String {
    match c {
        '\u{a0}' => " ".to_owned(),
        c if is_invisible(c) || c == '\u{ad}' => String::new(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_wrongly_is_read_again() {
        let mended =
            |text: &str| run(text, 0).map(|(end, mended)| (text[end..].to_owned(), mended));
        let told = |rest: &str, mended: &str| Some((rest.to_owned(), mended.to_owned()));
        assert_eq!(mended("Ã¼ller"), told("ller", "ü"));
        assert_eq!(mended("Ã©nÃ©ral"), told("ral", "éné"));
        assert_eq!(mended("â€“ kata"), told(" kata", "–"));
        assert_eq!(mended("â\u{80}\u{94}x"), told("x", "—"));
        assert_eq!(mended("Â±1"), told("1", "±"));
        for right in ["Ãrea", "CAFÉ»", "â", "Â", "Ä", "São", "€ 5", "œuvre"] {
            assert!(right.char_indices().all(|(at, _)| run(right, at).is_none()), "{right}");
        }
    }
}
