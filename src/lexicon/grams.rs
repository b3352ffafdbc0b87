//! Which rows of four signs occur in the forms of a list, the ends of a form counted as signs. A spelling with a row that no
//! form has is no form: that tells most slips apart without a look into the lists, whose filters are too large to stay
//! near the processor.

/// Signs that are told apart: an end, the letters, and everything else.
const SIGNS: usize = 28;

/// The sign before the first letter and behind the last.
pub(super) const END: u8 = 0;

/// Bits of a set, one for each row.
const ROWS: usize = SIGNS * SIGNS * SIGNS * SIGNS;

/// A set of rows.
#[derive(Clone, Debug)]
pub(super) struct Grams(Vec<u8>);

impl Grams {
    pub(super) fn new() -> Self {
        Self(vec![0; ROWS.div_ceil(8)])
    }

    /// Every row.
    #[cfg(test)]
    pub(super) fn all() -> Self {
        Self(vec![u8::MAX; ROWS.div_ceil(8)])
    }

    /// The rows of some forms.
    pub(super) fn of<'a>(forms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut grams = Self::new();
        for form in forms {
            grams.add(form);
        }
        grams
    }

    /// Adds the rows of one form.
    pub(super) fn add(&mut self, form: &str) {
        for row in signs(form).windows(4) {
            let at = number(row);
            self.0[at / 8] |= 1 << (at % 8);
        }
    }

    /// Adds the rows that [`as_bytes`](Self::as_bytes) gave.
    pub(super) fn merge(&mut self, rows: &[u8]) {
        self.0.iter_mut().zip(rows).for_each(|(all, some)| *all |= some);
    }

    /// A bit for each row.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether every row of the signs that holds the one at this place occurs. Shorter forms than a row have none.
    pub(super) fn allow(&self, signs: &[u8], place: usize) -> bool {
        let around = signs.get(place.saturating_sub(3)..signs.len().min(place + 4));
        around.is_some_and(|around| {
            around.windows(4).all(|row| {
                let at = number(row);
                self.0[at / 8] >> (at % 8) & 1 == 1
            })
        })
    }
}

/// The signs of a form, with its ends.
pub(super) fn signs(form: &str) -> Vec<u8> {
    let inside = form.chars().map(sign);
    [END].into_iter().chain(inside).chain([END]).collect()
}

/// The sign of a character.
pub(super) fn sign(c: char) -> u8 {
    if c.is_ascii_lowercase() { c as u8 - b'a' + 1 } else { SIGNS as u8 - 1 }
}

fn number(row: &[u8]) -> usize {
    row.iter().fold(0, |number, &sign| number * SIGNS + usize::from(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_that_occur_are_allowed() {
        let grams = Grams::of(["kupu-kupu", "rumah", "kafé"]);
        let allowed = |form: &str| {
            let signs = signs(form);
            (0..signs.len()).all(|place| grams.allow(&signs, place))
        };
        assert!(allowed("kupu-kupu") && allowed("rumah") && allowed("kafé"));
        assert!(allowed("") && allowed("x"), "too short for a row");
        assert!(!allowed("rumahku") && !allowed("kuku") && !allowed("rumar"));
        let mut all = Grams::new();
        all.merge(grams.as_bytes());
        assert_eq!(all.as_bytes(), grams.as_bytes());
    }
}
