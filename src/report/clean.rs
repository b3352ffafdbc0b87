//! What of a text may be shown on a terminal.
//!
//! An article is other people's text: an escape sequence in it must not colour, clear or retitle the editor's
//! terminal, and a direction mark must not turn a line around. Nothing here changes a finding, only its picture.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character acts on a terminal instead of standing on it, or stands on it unseen.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Appends the picture of one character: itself, a space for a tab, a symbol for a control character, `<U+200B>` for
/// what cannot be seen.
pub fn push(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        '\n' => out.push('⏎'),
        '\r' => {}
        // The pictures of the control characters stand in their order from U+2400.
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('�')),
        '\u{7f}' => out.push('␡'),
        c if is_unsafe(c) => {
            let _ = write!(out, "<U+{:04X}>", c as u32);
        }
        c => out.push(c),
    }
}

/// A text as it may be shown in one line: a message, a path, an id.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push(&mut out, c);
    }
    Cow::Owned(out)
}

/// A text as it may be shown, its line ends kept.
#[must_use]
pub fn lines(text: &str) -> String {
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        assert_eq!(line("Ia\u{1b}[31m pergi\r\n"), "Ia␛[31m pergi⏎");
        assert_eq!(line("a\u{202e}b\u{9b}2J"), "a<U+202E>b<U+009B>2J");
        assert_eq!(line("“Kafé” 東京"), "“Kafé” 東京");
    }
}
