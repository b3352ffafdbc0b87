//! Bytes to text with a map back: UTF-8 with or without its mark, UTF-16, Windows-1252.
//!
//! Nothing is replaced that can be kept; bytes that are no character in any of the three become U+FFFD, each at its
//! own place.

use crate::span::{RunKind, SourceMap};

/// A text and the way back to its bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// From the text to the bytes.
    pub map: SourceMap,
    /// What the bytes were.
    pub encoding: Encoding,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, clean.
    Utf8,
    /// UTF-8 with broken bytes in it.
    Utf8Broken,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252, what is not UTF-8 in an Indonesian newsroom.
    Windows1252,
}

impl Encoding {
    /// How bytes are written, without decoding them.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if let Some((encoding, _)) = utf16(bytes) {
            return encoding;
        }
        let is_utf8 = |chunk: std::str::Utf8Chunk<'_>| chunk.valid().bytes().any(|b| b >= 0x80);
        match std::str::from_utf8(bytes) {
            Ok(_) => Self::Utf8,
            Err(_) if bytes.starts_with(MARK) || bytes.utf8_chunks().any(is_utf8) => {
                Self::Utf8Broken
            }
            Err(_) => Self::Windows1252,
        }
    }
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A text as it stands in a file of some encoding, without a mark; `None` where it has no such character.
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Broken => Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Windows1252 => {
            let (bytes, _, has_unknown) = encoding_rs::WINDOWS_1252.encode(text);
            (!has_unknown).then(|| bytes.into_owned())
        }
    }
}

/// Whether bytes are UTF-16, where lines cannot be found byte by byte.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    utf16(bytes).is_some()
}

/// Whether bytes are no text at all: a NUL byte near the head of what is not UTF-16.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    head.contains(&0) && utf16(bytes).is_none()
}

/// Decodes bytes by their mark, else as UTF-8, else as Windows-1252.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, skipped)) = utf16(bytes) {
        return decode_utf16(bytes, skipped, encoding);
    }
    let skipped = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let body = &bytes[skipped..];
    match Encoding::of(bytes) {
        Encoding::Utf8Broken => return decode_broken_utf8(body, skipped),
        Encoding::Windows1252 => {}
        encoding => {
            let text = String::from_utf8_lossy(body).into_owned();
            let map = SourceMap::verbatim(text.len(), skipped);
            return Decoded { text, map, encoding };
        }
    }
    let mut out = Builder::default();
    for (at, &byte) in body.iter().enumerate() {
        if byte.is_ascii() {
            out.push(byte as char, at, at + 1, RunKind::Verbatim);
        } else {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&body[at..=at]);
            for c in text.chars() {
                out.push(c, at, at + 1, RunKind::Atomic);
            }
        }
    }
    out.finish(Encoding::Windows1252)
}

/// The flavour of UTF-16 and the length of its mark; without a mark, every second of the first bytes must be NUL.
fn utf16(bytes: &[u8]) -> Option<(Encoding, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((Encoding::Utf16Le, 2)),
        [0xfe, 0xff, ..] => return Some((Encoding::Utf16Be, 2)),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(64) & !1];
    if head.len() < 8 || bytes.len() % 2 == 1 {
        return None;
    }
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let most = head.len() / 2 * 3 / 4;
    match (even, odd) {
        (0, odd) if odd >= most => Some((Encoding::Utf16Le, 0)),
        (even, 0) if even >= most => Some((Encoding::Utf16Be, 0)),
        _ => None,
    }
}

fn decode_utf16(bytes: &[u8], skipped: usize, encoding: Encoding) -> Decoded {
    let body = &bytes[skipped..];
    let unit = |pair: &[u8]| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let units = body.chunks_exact(2).map(unit);
    let mut out = Builder::default();
    let mut at = skipped;
    for decoded in char::decode_utf16(units) {
        let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        let len = 2 * c.len_utf16();
        let kind = if c.is_ascii() { RunKind::Doubled } else { RunKind::Atomic };
        out.push(c, at, at + len, kind);
        at += len;
    }
    if at < bytes.len() {
        out.push(char::REPLACEMENT_CHARACTER, at, bytes.len(), RunKind::Atomic);
    }
    out.finish(encoding)
}

fn decode_broken_utf8(body: &[u8], skipped: usize) -> Decoded {
    let mut out = Builder::default();
    let mut at = skipped;
    for chunk in body.utf8_chunks() {
        out.push_verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let end = at + chunk.invalid().len();
            out.push(char::REPLACEMENT_CHARACTER, at, end, RunKind::Atomic);
            at = end;
        }
    }
    out.finish(Encoding::Utf8Broken)
}

#[derive(Default)]
struct Builder {
    text: String,
    map: SourceMap,
}

impl Builder {
    fn push(&mut self, c: char, start: usize, end: usize, kind: RunKind) {
        self.text.push(c);
        self.map.push(c.len_utf8(), 0, start, end, kind);
    }

    fn push_verbatim(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.map.push(text.len(), 0, start, start + text.len(), RunKind::Verbatim);
        }
    }

    fn finish(self, encoding: Encoding) -> Decoded {
        Decoded { text: self.text, map: self.map, encoding }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[track_caller]
    fn place(bytes: &[u8], word: &str, expected: (u32, u32)) {
        let decoded = decode(bytes);
        let start = decoded.text.find(word).expect("the word is in the text");
        let found = decoded.map.locate_exact(Span::new(start, start + word.len())).expect("exact");
        assert_eq!((found.start, found.end), expected);
    }

    #[test]
    fn every_encoding_keeps_its_bytes() {
        place("\u{feff}Kafé buka".as_bytes(), "buka", (9, 13));
        place(b"Kaf\xe9 \x93buka\x94", "“buka”", (5, 11));
        let utf16: Vec<u8> =
            "\u{feff}Kafé 😀 buka".encode_utf16().flat_map(u16::to_le_bytes).collect();
        place(&utf16, "buka", (18, 26));
        let utf16: Vec<u8> = "Kabar baik".encode_utf16().flat_map(u16::to_be_bytes).collect();
        place(&utf16, "baik", (12, 20));
    }

    #[test]
    fn a_broken_byte_in_utf8_costs_only_itself() {
        let decoded = decode(b"Kaf\xc3\xa9 \xff buka");
        assert_eq!(decoded.text, "Kafé \u{fffd} buka");
        place(b"Kaf\xc3\xa9 \xff buka", "buka", (8, 12));
    }

    #[test]
    fn a_picture_is_binary_and_a_half_unit_is_kept() {
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
        assert!(!is_binary(b"\xff\xfea\0b\0"));
        assert_eq!(decode(b"\xff\xfea\0b").text, "a\u{fffd}");
    }
}
