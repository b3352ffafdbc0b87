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
        Self(vec![u8::MAX; ROWS / 8])
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

    /// The number of every row that occurs.
    fn numbers(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, bits)| **bits != 0).flat_map(|(byte, &bits)| {
            (0..8).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| 8 * byte + bit)
        })
    }
}

/// The same rows, by what is asked of them: which signs fit into a gap. One look tells it of all signs at once.
#[derive(Debug)]
pub(super) struct Gaps {
    /// For each place of a row, a bit for each sign that may stand there, by the [number] of the other three.
    fitting: [Vec<u32>; 4],
}

impl Gaps {
    pub(super) fn of(grams: &Grams) -> Self {
        let mut fitting = std::array::from_fn(|_| vec![0; SIGNS * SIGNS * SIGNS]);
        for row in grams.numbers() {
            for (place, fitting) in fitting.iter_mut().enumerate() {
                // The number without the digit of this place.
                let unit = SIGNS.pow(3 - place as u32);
                let others = row / (unit * SIGNS) * unit + row % unit;
                fitting[others] |= 1_u32 << (row / unit % SIGNS);
            }
        }
        Self { fitting }
    }

    /// The signs that may stand at a place of others, a bit for each: every row around it then occurs. Shorter forms than
    /// a row have none, and anything fits.
    pub(super) fn fitting(&self, signs: &[u8], place: usize) -> u32 {
        let first = place.saturating_sub(3);
        let around = &signs[first..signs.len().min(place + 4)];
        let rows = around.windows(4).enumerate();
        rows.fold(u32::MAX, |fitting, (start, row)| {
            let gap = place - first - start;
            let others = [&row[..gap], &row[gap + 1..]];
            let number = others.into_iter().flatten().copied().fold(0, joined);
            fitting & self.fitting[gap][number]
        })
    }
}

/// The signs of a form, with its ends.
pub(super) fn signs(form: &str) -> Vec<u8> {
    let inside = form.chars().map(sign);
    [END].into_iter().chain(inside).chain([END]).collect()
}

/// The sign of a character.
pub(super) const fn sign(c: char) -> u8 {
    if c.is_ascii_lowercase() { c as u8 - b'a' + 1 } else { SIGNS as u8 - 1 }
}

fn number(row: &[u8]) -> usize {
    row.iter().copied().fold(0, joined)
}

/// A number with one sign more.
const fn joined(number: usize, sign: u8) -> usize {
    number * SIGNS + sign as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_that_occur_are_allowed() {
        let mut grams = Grams::of(["kupu-kupu", "rumah"]);
        grams.merge(Grams::of(["kafé"]).as_bytes());
        let gaps = Gaps::of(&grams);
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
        let gaps = Gaps::of(&Grams::of(["rumah", "rusuh", "kursi"]));
        let fitting = gaps.fitting(&signs("ru_ah"), 3);
        assert_eq!(fitting, 1 << sign('m'));
        assert_eq!(gaps.fitting(&signs("ru_uh"), 3), 1 << sign('s'));
        assert_eq!(gaps.fitting(&signs("ru_i"), 3), 0);
    }
}
