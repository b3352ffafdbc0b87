//! Text of articles inside markup: whatever it holds, it stays text.
//!
//! What cannot be seen, or would act on a terminal, is shown as a picture of itself as everywhere in reports; so XML never
//! meets a character that it forbids.

use super::clean;

/// A text in one line of XML or HTML, between tags or in a quoted attribute.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push(&mut out, c);
    }
    out
}

/// The same with its line ends kept.
pub(super) fn lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            c => push(&mut out, c),
        }
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\'' => out.push_str("&#39;"),
        '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
        c if clean::is_unsafe(c) => {
            let mut picture = String::new();
            clean::push(&mut picture, c);
            out.push_str(&picture.replace('<', "&lt;").replace('>', "&gt;"));
        }
        c => out.push(c),
    }
}

/// A text as inline Markdown that means nothing but itself.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean::line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '+' | '!' | '|' | '~' | '$'
            | '^' | '=' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let hostile = "<b a='x' c=\"y\">&amp;\u{1b}[31m\u{202e}\u{ffff}\r\n";
        let shown = "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;amp;␛[31m&lt;U+202E&gt;\u{fffd}";
        assert_eq!(line(hostile), format!("{shown}⏎"));
        assert_eq!(lines(hostile), format!("{shown}\n"));
        assert_eq!(markdown("a|b_c_ <i>\n[x](y)"), "a\\|b\\_c\\_ &lt;i&gt;⏎\\[x\\](y)");
    }
}
