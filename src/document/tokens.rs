//! Text to tokens. Lossless: the tokens tile the text, whatever it holds. Knows shapes, not words.

use super::{Token, TokenKind};
use crate::span::Span;

/// Endings of web addresses as they stand in Indonesian copy. Only all lower or all upper case counts, since
/// "itu.Info" is a missing space.
const TLDS: &[&str] = &[
    "ai", "app", "biz", "co", "com", "dev", "edu", "gov", "id", "info", "int", "io", "mil", "my",
    "net", "news", "online", "org", "sg", "site", "tv", "uk", "us", "xyz",
];

/// The longest name of a host or a mailbox, in bytes. What is longer is dots between letters, and looking through it at
/// every letter would take the square of its length.
const LONGEST_HOST: usize = 256;

/// Signs of money that stand right before their number.
const CURRENCIES: &[&str] = &["Rp", "RP", "IDR", "USD", "EUR", "SGD", "RM"];

/// Whether a character takes no room and is not seen, yet breaks words for a reader of bytes.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Cuts a text into tokens that tile it.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut at = 0;
    while at < text.len() {
        let (len, kind) = scan(text, at);
        tokens.push(Token { span: Span::new(at, at + len), kind });
        at += len;
    }
    tokens
}

/// The length in bytes and the kind of the token at `at`, which is a character boundary before the end.
fn scan(text: &str, at: usize) -> (usize, TokenKind) {
    if let Some(quick) = quick(&text.as_bytes()[at..]) {
        return quick;
    }
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else { return (0, TokenKind::Space) };
    if is_space(first) {
        let len = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
        return (len, TokenKind::Space);
    }
    if matches!(first, 'E' | 'I' | 'R' | 'S' | 'U')
        && let Some(currency) = CURRENCIES.iter().find(|currency| rest.starts_with(**currency))
        && rest[currency.len()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return (currency.len(), TokenKind::Word);
    }
    if first.is_alphabetic() {
        return match url_len(rest) {
            Some(len) => (len, TokenKind::Url),
            None => (word_len(rest), TokenKind::Word),
        };
    }
    if first.is_numeric() {
        return (number_len(rest), TokenKind::Number);
    }
    if matches!(first, '@' | '#') {
        let name =
            rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len() - 1);
        return if name > 0 { (1 + name, TokenKind::Opaque) } else { (1, TokenKind::Punct) };
    }
    let kind = match first {
        '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201f}' | '‹' | '›' => {
            TokenKind::Quote
        }
        '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' | '\u{fffc}' | '\u{1f000}'.. => {
            TokenKind::Opaque
        }
        _ => TokenKind::Punct,
    };
    (first.len_utf8(), kind)
}

/// Most of any text: one space before something else, and a word of plain letters before a mark that neither goes on in
/// a word nor makes an address of it. `None` where more must be asked.
fn quick(rest: &[u8]) -> Option<(usize, TokenKind)> {
    let &[first, second, ..] = rest else { return None };
    if first == b' ' {
        return second.is_ascii_graphic().then_some((1, TokenKind::Space));
    }
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let len = rest.iter().position(|byte| !byte.is_ascii_alphabetic())?;
    let ends = match rest[len] {
        b' ' | b',' | b')' | b'"' | b'\n' | b'?' | b'!' | b';' => true,
        b'.' => matches!(rest.get(len + 1), Some(b' ' | b'\n' | b'"')),
        _ => false,
    };
    ends.then_some((len, TokenKind::Word))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Letters and digits; a hyphen, apostrophe or invisible character stays inside when letters go on behind it.
fn word_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut len = 0;
    while let Some((at, c)) = chars.next() {
        let goes_on =
            |next: Option<&(usize, char)>| next.is_some_and(|&(_, c)| c.is_alphanumeric());
        let inside = match c {
            '-' | '\u{2010}' | '\u{2011}' => goes_on(chars.peek()),
            '\'' | '’' => chars.peek().is_some_and(|&(_, c)| c.is_alphabetic()),
            _ if c.is_alphanumeric() || is_mark(c) => true,
            _ => is_invisible(c) && goes_on(chars.peek()),
        };
        if !inside {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Combining marks, for text that arrives decomposed.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn number_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut len = 0;
    while let Some((at, c)) = chars.next() {
        let digits_follow = chars.peek().is_some_and(|&(_, c)| c.is_ascii_digit());
        if !(c.is_numeric() || matches!(c, '.' | ',') && digits_follow) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// The length of a web or mail address at the head of `rest`.
fn url_len(rest: &str) -> Option<usize> {
    let explicit =
        rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
    if explicit {
        return Some(trimmed(rest, rest.find(is_space).unwrap_or(rest.len())));
    }
    let head = &rest[..rest.floor_char_boundary(LONGEST_HOST)];
    let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let host = match head.find(ends) {
        Some(host) => host,
        None if head.len() < rest.len() => return None,
        None => rest.len(),
    };
    let bytes = rest.as_bytes();
    if bytes.get(host) == Some(&b'@') {
        let domain = &rest[host + 1..];
        let len = domain
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .unwrap_or(domain.len());
        let len = trimmed(domain, len);
        return domain[..len].contains('.').then_some(host + 1 + len);
    }
    let host = trimmed(rest, host);
    let (name, tld) = rest[..host].rsplit_once('.')?;
    let one_case =
        tld.bytes().all(|b| b.is_ascii_lowercase()) || tld.bytes().all(|b| b.is_ascii_uppercase());
    let is_known = |label: &str| TLDS.iter().any(|known| known.eq_ignore_ascii_case(label));
    // "kabar.com.vn": a country's letters behind a known ending.
    let known = is_known(tld)
        || tld.len() == 2 && name.rsplit_once('.').is_some_and(|(_, label)| is_known(label));
    if name.is_empty() || name.contains("..") || !one_case || !known {
        return None;
    }
    if bytes.get(host) == Some(&b'/') {
        return Some(trimmed(rest, rest.find(is_space).unwrap_or(rest.len())));
    }
    Some(host)
}

/// An address does not end in the punctuation of the sentence around it.
fn trimmed(text: &str, len: usize) -> usize {
    text[..len]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'', '”', '’', '-'])
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, TokenKind)]) {
        let tokens = tokenize(text);
        let found: Vec<_> = tokens
            .iter()
            .filter(|token| token.kind != TokenKind::Space)
            .map(|token| (&text[token.span.range()], token.kind))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_keep_hyphens_and_apostrophes() {
        use TokenKind::{Number, Opaque, Punct, Quote, Url, Word};
        check(
            "anak-anak Jum'at ke-2, G20",
            &[("anak-anak", Word), ("Jum'at", Word), ("ke-2", Word), (",", Punct), ("G20", Word)],
        );
        check(
            "'digugu' 300an",
            &[("'", Quote), ("digugu", Word), ("'", Quote), ("300", Number), ("an", Word)],
        );
        check(
            "Moskow, Jurnas.com - KOMPAS.com. itu.Dan",
            &[
                ("Moskow", Word),
                (",", Punct),
                ("Jurnas.com", Url),
                ("-", Punct),
                ("KOMPAS.com", Url),
                (".", Punct),
                ("itu", Word),
                (".", Punct),
                ("Dan", Word),
            ],
        );
        check(
            "Rp1.000, (14/5) @polri 20.06",
            &[
                ("Rp", Word),
                ("1.000", Number),
                (",", Punct),
                ("(", Punct),
                ("14", Number),
                ("/", Punct),
                ("5", Number),
                (")", Punct),
                ("@polri", Opaque),
                ("20.06", Number),
            ],
        );
    }

    #[test]
    fn a_zero_width_space_stays_inside_its_word() {
        check("ke\u{200b}amanan", &[("ke\u{200b}amanan", TokenKind::Word)]);
    }
}
