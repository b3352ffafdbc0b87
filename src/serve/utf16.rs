//! Places in UTF-16 units, in which browsers and LanguageTool's clients count.

/// Bytes between two counts.
const STEP: usize = 1024;

/// Counts the UTF-16 units before any byte of a text. Built in one pass; a place costs no more than a step.
#[derive(Clone, Debug)]
pub(super) struct Utf16 {
    /// Units before each [`STEP`]th byte.
    units: Vec<u32>,
}

/// The UTF-16 units of the characters that start in some bytes: two for what lies beyond the first plane.
fn n_units(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xc0 != 0x80) + u32::from(byte >= 0xf0)).sum()
}

impl Utf16 {
    pub(super) fn new(text: &str) -> Self {
        let mut units = vec![0];
        for step in text.as_bytes().chunks(STEP) {
            units.push(units.last().copied().unwrap_or(0) + n_units(step));
        }
        Self { units }
    }

    /// Units of the whole text.
    pub(super) fn len(&self) -> usize {
        self.units.last().copied().unwrap_or(0) as usize
    }

    /// Units before a byte offset of the text that was counted.
    pub(super) fn at(&self, text: &str, offset: usize) -> u32 {
        let offset = offset.min(text.len());
        let step = offset / STEP;
        self.units[step] + n_units(&text.as_bytes()[step * STEP..offset])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_where_utf16_has_it() {
        let text = "a😀é€\r\n".repeat(400);
        let units = Utf16::new(&text);
        let mut expected = 0;
        for (at, c) in text.char_indices() {
            assert_eq!(units.at(&text, at) as usize, expected);
            expected += c.len_utf16();
        }
        assert_eq!((units.len(), units.at(&text, text.len()) as usize), (expected, expected));
    }
}
