//! The text of an open document and the client's way of counting in it.
//!
//! Positions that a document does not have are moved to the nearest one that it has: a line past the end to the end, a
//! column past the end of a line to that end, half a character to its start.

use std::ops::Range;

use gen_lsp_types::{ClientCapabilities, Position, PositionEncodingKind};
use ropey::Rope;

/// What the columns of a client count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Unit {
    Utf8,
    /// What every client understands.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Unit {
    /// The unit that costs least of those that a client offers.
    pub(super) fn negotiated(client: &ClientCapabilities) -> Self {
        let offered =
            client.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let offers = |kind| offered.is_some_and(|offered| offered.contains(&kind));
        if offers(PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// A text that is edited. A clone costs nothing and stays as it is.
#[derive(Clone, Debug)]
pub(super) struct Text {
    rope: Rope,
    unit: Unit,
}

impl Text {
    pub(super) fn new(text: &str, unit: Unit) -> Self {
        Self { rope: Rope::from_str(text), unit }
    }

    /// All of it.
    pub(super) fn contents(&self) -> String {
        String::from(&self.rope)
    }

    /// The client's position of a byte.
    pub(super) fn position(&self, byte: usize) -> Position {
        let Self { rope, unit } = self;
        let at = rope.byte_to_char(byte.min(rope.len_bytes()));
        let line = rope.char_to_line(at);
        let head = rope.line_to_char(line);
        let column = match unit {
            Unit::Utf8 => rope.char_to_byte(at) - rope.char_to_byte(head),
            Unit::Utf16 => rope.char_to_utf16_cu(at) - rope.char_to_utf16_cu(head),
            Unit::Utf32 => at - head,
        };
        Position { line: line as u32, character: column as u32 }
    }

    /// The byte where the line of a byte begins.
    pub(super) fn line_start(&self, byte: usize) -> usize {
        self.rope.line_to_byte(self.rope.byte_to_line(byte.min(self.rope.len_bytes())))
    }

    /// The range of some bytes.
    pub(super) fn range(&self, bytes: Range<usize>) -> gen_lsp_types::Range {
        gen_lsp_types::Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte at a position of the client.
    pub(super) fn byte(&self, position: Position) -> usize {
        self.rope.char_to_byte(self.char(position))
    }

    /// The bytes of a range, which may have been given end first.
    pub(super) fn bytes(&self, range: gen_lsp_types::Range) -> Range<usize> {
        let (a, b) = (self.byte(range.start), self.byte(range.end));
        a.min(b)..a.max(b)
    }

    fn char(&self, position: Position) -> usize {
        let rope = &self.rope;
        let line = position.line as usize;
        if line >= rope.len_lines() {
            return rope.len_chars();
        }
        let head = rope.line_to_char(line);
        let ends = rope.line(line).chars_at(rope.line(line).len_chars()).reversed();
        let n_ends = ends.take(2).take_while(|c| matches!(c, '\n' | '\r')).count();
        let end = head + rope.line(line).len_chars() - n_ends;
        let column = position.character as usize;
        match self.unit {
            Unit::Utf8 => {
                let byte = rope.char_to_byte(head).saturating_add(column);
                rope.byte_to_char(byte.min(rope.char_to_byte(end)))
            }
            Unit::Utf16 => {
                let unit = rope.char_to_utf16_cu(head).saturating_add(column);
                rope.utf16_cu_to_char(unit.min(rope.char_to_utf16_cu(end)))
            }
            Unit::Utf32 => head.saturating_add(column).min(end),
        }
    }

    /// Puts a text in the place of a range.
    pub(super) fn replace(&mut self, range: gen_lsp_types::Range, text: &str) {
        let (a, b) = (self.char(range.start), self.char(range.end));
        let (start, end) = (a.min(b), a.max(b));
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [Unit; 3] = [Unit::Utf8, Unit::Utf16, Unit::Utf32];

    #[test]
    fn every_byte_finds_back_in_every_unit() {
        let text = "Satu é\r\ndua 😀 tiga\rempat\n\n“akhir”";
        for unit in UNITS {
            let rope = Text::new(text, unit);
            for (at, c) in text.char_indices() {
                if !matches!(c, '\n' | '\r') {
                    assert_eq!(rope.byte(rope.position(at)), at, "{unit:?} {at}");
                }
            }
            assert_eq!(rope.byte(rope.position(text.len())), text.len(), "{unit:?}");
        }
    }

    #[test]
    fn columns_count_what_was_agreed() {
        let text = "é😀x";
        for (unit, column) in UNITS.into_iter().zip([6, 3, 2]) {
            assert_eq!(Text::new(text, unit).position(6), Position { line: 0, character: column });
        }
        let half = Position { line: 0, character: 2 };
        assert_eq!(Text::new(text, Unit::Utf16).byte(half), 2, "half an emoji is its start");
    }

    #[test]
    fn positions_outside_move_to_the_nearest_inside() {
        let text = "satu\r\ndua\n";
        for unit in UNITS {
            let rope = Text::new(text, unit);
            let byte = |line, character| rope.byte(Position { line, character });
            assert_eq!(byte(0, 99), 4, "before the line end");
            assert_eq!(byte(1, u32::MAX), 9);
            assert_eq!(byte(2, 5), 10);
            assert_eq!(byte(u32::MAX, u32::MAX), 10);
        }
    }

    #[test]
    fn changes_are_made_one_after_another() {
        let at = |line, character| Position { line, character };
        let range = |start, end| gen_lsp_types::Range { start, end };
        let mut text = Text::new("satu\ndua 😀\n", Unit::Utf16);
        text.replace(range(at(1, 6), at(1, 6)), "!");
        text.replace(range(at(1, 4), at(0, 1)), "");
        assert_eq!(text.contents(), "s😀!\n", "the end may come first");
        text.replace(range(at(9, 9), at(9, 9)), "x");
        assert_eq!(text.contents(), "s😀!\nx");
    }
}
