//! Which rows of four signs occur in the forms of the lists, the ends of a form counted as signs. A spelling with a row that
//! no form has is no form: that tells most slips apart without a look into the lists, which are too large to stay near the
//! processor.

use super::table::Bytes;

/// Signs that are told apart: an end, the letters, and everything else.
const SIGNS: usize = 28;

/// The sign before the first letter and behind the last.
pub(super) const END: u8 = 0;

/// Signs in a row.
const ROW: usize = 4;

/// Rows that are the same but for one place.
const OTHERS: usize = SIGNS * SIGNS * SIGNS;

/// Bytes of a mask in the file.
const MASK: usize = 4;

/// A set of rows, by what is asked of them: for each place of a row, and the [number] of the other three signs, a bit for
/// each sign that may stand there. One look tells it of all signs at once.
#[derive(Clone, Debug)]
pub(super) struct Grams(Vec<u32>);

impl Grams {
    /// No rows.
    pub(super) fn new() -> Self {
        Self(vec![0; ROW * OTHERS])
    }

    /// Adds the rows of one form.
    pub(super) fn add(&mut self, form: &str) {
        let signs: Vec<u8> = [END].into_iter().chain(form.chars().map(sign)).chain([END]).collect();
        for row in signs.windows(ROW) {
            for place in 0..ROW {
                self.0[number(row, place)] |= 1 << row[place];
            }
        }
    }

    /// The bytes that [`Gaps`] reads.
    pub(super) fn gaps(self) -> Vec<u8> {
        self.0.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

/// The rows, read in place.
#[derive(Clone, Debug)]
pub(super) struct Gaps(Bytes);

impl Gaps {
    /// Reads what [`Grams::gaps`] wrote.
    pub(super) const fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// Every row.
    #[cfg(test)]
    pub(super) fn all() -> Self {
        Self(vec![u8::MAX; MASK * ROW * OTHERS].into())
    }

    /// The same rows and those of some forms more.
    pub(super) fn with<'a>(&self, forms: impl IntoIterator<Item = &'a str>) -> Self {
        let (masks, _) = self.0.as_ref().as_chunks::<MASK>();
        let mut grams = Grams(masks.iter().map(|mask| u32::from_le_bytes(*mask)).collect());
        forms.into_iter().for_each(|form| grams.add(form));
        Self(grams.gaps().into())
    }

    /// The signs that may stand at a place of others, a bit for each: every row around it then occurs. Shorter forms than
    /// a row have none, and anything fits.
    pub(super) fn fitting(&self, signs: &[u8], place: usize) -> u32 {
        let (masks, _) = self.0.as_ref().as_chunks::<MASK>();
        let mut fitting = u32::MAX;
        let starts = place.saturating_sub(ROW - 1)..=place;
        for (start, row) in starts.clone().zip(signs[*starts.start()..].windows(ROW)) {
            let mask = masks.get(number(row, place - start));
            fitting &= mask.map_or(0, |mask| u32::from_le_bytes(*mask));
        }
        fitting
    }
}

/// The sign of a character.
pub(super) const fn sign(c: char) -> u8 {
    if c.is_ascii_lowercase() { c as u8 - b'a' + 1 } else { SIGNS as u8 - 1 }
}

/// Where the mask of a place stands, by the other signs of its row.
fn number(row: &[u8], place: usize) -> usize {
    let sign = |at: usize| usize::from(row[at]);
    let (a, b, c) = match place {
        0 => (sign(1), sign(2), sign(3)),
        1 => (sign(0), sign(2), sign(3)),
        2 => (sign(0), sign(1), sign(3)),
        _ => (sign(0), sign(1), sign(2)),
    };
    place * OTHERS + (a * SIGNS + b) * SIGNS + c
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(forms: &[&str]) -> Gaps {
        Gaps::new(Grams::new().gaps().into()).with(forms.iter().copied())
    }

    fn signs(form: &str) -> Vec<u8> {
        [END].into_iter().chain(form.chars().map(sign)).chain([END]).collect()
    }

    #[test]
    fn only_rows_that_occur_are_allowed() {
        let gaps = gaps(&["kupu-kupu", "rumah"]).with(["kafé"]);
        let allowed = |form: &str| {
            let signs = signs(form);
            (0..signs.len()).all(|place| gaps.fitting(&signs, place) >> signs[place] & 1 == 1)
        };
        assert!(allowed("kupu-kupu") && allowed("rumah") && allowed("kafé"));
        assert!(allowed("") && allowed("x"), "too short for a row");
        assert!(!allowed("rumahku") && !allowed("kuku") && !allowed("rumar"));
    }

    #[test]
    fn a_gap_is_filled_by_what_occurs_there() {
        let gaps = gaps(&["rumah", "rusuh", "kursi"]);
        let fitting = gaps.fitting(&signs("ru_ah"), 3);
        assert_eq!(fitting, 1 << sign('m'));
        assert_eq!(gaps.fitting(&signs("ru_uh"), 3), 1 << sign('s'));
        assert_eq!(gaps.fitting(&signs("ru_i"), 3), 0);
    }
}
