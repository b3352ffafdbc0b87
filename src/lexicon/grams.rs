//! Which rows of four signs occur in the forms of a list, the ends of a form counted as signs. A spelling with a row that no
//! form has is no form: that tells most slips apart without a look into the lists, whose filters are too large to stay
//! near the processor.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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

    /// The signs that occur behind three others, a bit for each, by the [number] of the three.
    fn behind(&self, three: usize) -> u32 {
        // They are 28 bits, which start with a byte or in the middle of one.
        let at = SIGNS * three;
        let bytes = self.0[at / 8..].first_chunk().copied().unwrap_or_default();
        u32::from_le_bytes(bytes) >> (at % 8) & ((1 << SIGNS) - 1)
    }

    /// The signs that occur at a place of a row, a bit for each, by the [number] of the other three.
    fn between(&self, place: usize, others: usize) -> u32 {
        let unit = SIGNS.pow(3 - place as u32);
        let first = others / unit * unit * SIGNS + others % unit;
        (0..SIGNS).fold(0, |signs, sign| {
            let row = first + sign * unit;
            signs | u32::from(self.0[row / 8] >> (row % 8) & 1) << sign
        })
    }

    /// [`between`](Self::between) for every place and every three signs.
    fn fitting(&self) -> [Vec<u32>; 4] {
        let mut fitting = std::array::from_fn(|_| vec![0_u32; SIGNS * SIGNS * SIGNS]);
        let [first, second, third, fourth] = &mut fitting;
        for (three, fourth) in fourth.iter_mut().enumerate() {
            let (a, b, c) = (three / SIGNS / SIGNS, three / SIGNS % SIGNS, three % SIGNS);
            *fourth = self.behind(three);
            let mut left = *fourth;
            while left != 0 {
                let d = left.trailing_zeros() as usize;
                left &= left - 1;
                first[(b * SIGNS + c) * SIGNS + d] |= 1 << a;
                second[(a * SIGNS + c) * SIGNS + d] |= 1 << b;
                third[(a * SIGNS + b) * SIGNS + d] |= 1 << c;
            }
        }
        fitting
    }
}

/// The same rows, by what is asked of them: which signs fit into a gap. One look tells it of all signs at once.
#[derive(Debug)]
pub(super) struct Gaps {
    grams: Grams,
    /// For each place of a row, a bit for each sign that may stand there, by the [number] of the other three. Made when enough
    /// was asked: a short article asks less than it takes.
    fitting: OnceLock<[Vec<u32>; 4]>,
    /// How often was asked before.
    asked: AtomicUsize,
}

/// How often may be asked before all answers are worked out at once.
const ENOUGH: usize = 4096;

impl Gaps {
    pub(super) fn of(grams: Grams) -> Self {
        Self { grams, fitting: OnceLock::new(), asked: AtomicUsize::new(0) }
    }

    fn table(&self) -> Option<&[Vec<u32>; 4]> {
        self.fitting.get().or_else(|| {
            let is_worth_it = self.asked.fetch_add(1, Ordering::Relaxed) >= ENOUGH;
            is_worth_it.then(|| self.fitting.get_or_init(|| self.grams.fitting()))
        })
    }

    /// The signs that may stand at a place of others, a bit for each: every row around it then occurs. Shorter forms than
    /// a row have none, and anything fits.
    pub(super) fn fitting(&self, signs: &[u8], place: usize) -> u32 {
        let first = place.saturating_sub(3);
        let around = &signs[first..signs.len().min(place + 4)];
        let rows = around.windows(4).enumerate();
        let table = self.table();
        rows.fold(u32::MAX, |fitting, (start, row)| {
            let gap = place - first - start;
            let others = [&row[..gap], &row[gap + 1..]];
            let number = others.into_iter().flatten().copied().fold(0, joined);
            fitting
                & table.map_or_else(|| self.grams.between(gap, number), |table| table[gap][number])
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
        let gaps = Gaps::of(grams);
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
        let gaps = Gaps::of(Grams::of(["rumah", "rusuh", "kursi"]));
        let fitting = gaps.fitting(&signs("ru_ah"), 3);
        assert_eq!(fitting, 1 << sign('m'));
        assert_eq!(gaps.fitting(&signs("ru_uh"), 3), 1 << sign('s'));
        assert_eq!(gaps.fitting(&signs("ru_i"), 3), 0);
        let table = gaps.grams.fitting();
        for (place, others) in (0..4).flat_map(|place| (0..table[0].len()).map(move |n| (place, n)))
        {
            assert_eq!(gaps.grams.between(place, others), table[place][others]);
        }
    }
}
