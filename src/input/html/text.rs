//! Text between tags as it reads: white space is one space, an entity one character, a soft hyphen nothing.
//!
//! Each character keeps the bytes that it was written with.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::input::extract::{Extract, is_hint};

/// The longest name or number of an entity, in bytes.
const LONGEST: usize = 40;

const SOFT_HYPHEN: char = '\u{ad}';

/// Hands on a stretch of `html`, which stands at `base` in the source.
pub(super) fn feed(html: &str, range: Range<usize>, base: usize, out: &mut Extract) {
    let mut at = range.start;
    let Some(text) = html.get(range.clone()) else { return };
    while at < range.end {
        let rest = &text[at - range.start..];
        let plain = rest.find(['&', SOFT_HYPHEN]).unwrap_or(rest.len());
        out.collapsed(&rest[..plain], base + at);
        at += plain;
        let rest = &rest[plain..];
        if rest.starts_with(SOFT_HYPHEN) {
            if !is_hint(&html[..at]) {
                out.text(&rest[..SOFT_HYPHEN.len_utf8()], base + at);
            }
            at += SOFT_HYPHEN.len_utf8();
        } else if let Some((read, len)) = entity(rest) {
            let source = base + at..base + at + len;
            match read.as_str() {
                "\u{ad}" => {}
                " " | "\t" | "\n" | "\r" | "\u{c}" => out.space(source),
                read => out.atom(read, source),
            }
            at += len;
        } else if !rest.is_empty() {
            out.collapsed(&rest[..1], base + at);
            at += 1;
        }
    }
}

/// The entity at the head of a text that starts with an ampersand: how it reads, and its length in bytes.
fn entity(rest: &str) -> Option<(String, usize)> {
    let name = rest.as_bytes().get(1..)?;
    let number = match name {
        [b'#', b'x' | b'X', digits @ ..] => Some((3, count(digits, u8::is_ascii_hexdigit))),
        [b'#', digits @ ..] => Some((2, count(digits, u8::is_ascii_digit))),
        _ => None,
    };
    let (head, n_letters) = number.unwrap_or((1, count(name, u8::is_ascii_alphanumeric)));
    let len = head + n_letters;
    let len = len + usize::from(rest[len..].starts_with(';'));
    let read = decoded(&rest[..len]);
    if n_letters == 0 || read == rest[..len] {
        return None;
    }
    // Only the head of a name may be one, "&copy2024"; its tail is then left as it is. `&semi;` ends as it reads.
    if number.is_some() || read == ";" {
        return Some((read, len));
    }
    let tail = rest[..len].chars().rev().zip(read.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = tail.map(|(c, _)| c.len_utf8()).sum();
    Some((read[..read.len() - tail].to_owned(), len - tail))
}

/// How many bytes at the head are of a kind, no more than a name can have.
fn count(bytes: &[u8], is_part: fn(&u8) -> bool) -> usize {
    bytes.iter().take(LONGEST).take_while(|byte| is_part(byte)).count()
}

/// How a text without tags reads.
fn decoded(raw: &str) -> String {
    let mut read = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        if let CallbackEvent::String { value } = event {
            read.push_str(&String::from_utf8_lossy(value));
        }
        None::<Infallible>
    });
    let _ = Tokenizer::new_with_emitter(raw, emitter).finish();
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_as_browsers_read_them() {
        for (raw, expected) in [
            ("&eacute;tat", Some(("é", 8))),
            ("&#8220;Kami", Some(("“", 7))),
            ("&#x201d; kata", Some(("”", 8))),
            ("&#59;", Some((";", 5))),
            ("&semi;", Some((";", 6))),
            ("&#65abc;", Some(("A", 4))),
            ("&#;", None),
            ("&#x;", None),
            ("&nbsp;", Some(("\u{a0}", 6))),
            ("&copy2024", Some(("©", 5))),
            ("&amp;", Some(("&", 5))),
            ("&amp;amp;", Some(("&", 5))),
            ("&bukan;", None),
            ("& lalu", None),
            ("&", None),
            ("&;", None),
            ("&é", None),
        ] {
            let found = entity(raw);
            assert_eq!(found.as_ref().map(|(read, len)| (read.as_str(), *len)), expected, "{raw}");
        }
    }
}
