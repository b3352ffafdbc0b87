//! Numbers that the text states in the Indonesian notation or in words, with what they are worth.
//!
//! "1.234,5", "3,5 juta", "dua puluh lima". Dots group thousands, a comma starts the decimals; a number written
//! otherwise has no value here. Ordinals, fractions, times and dates are not amounts.

use super::words::Words;
use crate::document::{Document, TokenKind};
use crate::span::Span;

/// A number of the text and its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The digits or words, the word of scale included ("3,5 juta").
    pub span: Span,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// What it is worth.
    pub value: f64,
    /// What one more in the last place that is written would add: 100,000 for "3,5 juta".
    pub step: f64,
    /// How it is written.
    pub notation: Notation,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// "25", "1.234,5".
    Digits,
    /// "25 ribu".
    Scaled,
    /// "dua puluh lima".
    Words,
}

impl Amount {
    /// Whether a percent sign or word stands behind it.
    #[must_use]
    pub fn is_percent(&self, doc: &Document) -> bool {
        doc.next(self.last).is_some_and(|next| {
            let text = doc.token_str(next);
            text == "%" || text.eq_ignore_ascii_case("persen")
        })
    }

    /// Whether it can be a year: four plain digits of our time.
    #[must_use]
    pub fn may_be_year(&self, doc: &Document) -> bool {
        self.notation == Notation::Digits
            && self.span.len() == 4
            && doc.str(self.span).bytes().all(|b| b.is_ascii_digit())
            && (1800.0..2200.0).contains(&self.value)
    }
}

/// What a word of scale multiplies by.
#[must_use]
pub fn scale(word: &str) -> Option<f64> {
    scale_of(&word.to_lowercase())
}

fn scale_of(lower: &str) -> Option<f64> {
    Some(match lower {
        "ribu" => 1e3,
        "juta" => 1e6,
        "miliar" | "milyar" => 1e9,
        "triliun" | "trilyun" => 1e12,
        _ => return None,
    })
}

/// The value of digits in the Indonesian notation, and that of one more in the last place.
#[must_use]
pub fn digits(text: &str) -> Option<(f64, f64)> {
    let (whole, decimals) = match text.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split('.');
    let head = groups.next()?;
    let mut joined = head.to_owned();
    let mut n_groups = 0;
    for group in groups {
        if group.len() != 3 || !all_digits(group) {
            return None;
        }
        n_groups += 1;
        joined.push_str(group);
    }
    let grouped_well = n_groups == 0 || head.len() <= 3 && !head.starts_with('0');
    // More digits than this are the number of an account, a telephone or an identity card.
    if !all_digits(head) || !grouped_well || joined.len() > 15 {
        return None;
    }
    let Some(decimals) = decimals else { return Some((joined.parse().ok()?, 1.0)) };
    if !all_digits(decimals) || decimals.len() > 9 {
        return None;
    }
    let step = 0.1_f64.powi(i32::try_from(decimals.len()).ok()?);
    Some((format!("{joined}.{decimals}").parse().ok()?, step))
}

/// Every amount of the document, in order.
#[must_use]
pub fn find(doc: &Document, words: &Words) -> Vec<Amount> {
    let piece_at = |idx: usize| {
        let spelling = words.spelling(idx).filter(|spelling| spelling.is_numeral)?;
        piece(words.folded_spelling(spelling))
    };
    let mut amounts = Vec::new();
    let mut idx = 0;
    while idx < doc.tokens.len() {
        let amount = match doc.tokens[idx].kind {
            TokenKind::Number => in_digits(doc, idx),
            TokenKind::Word => in_words(doc, idx, &piece_at),
            _ => None,
        };
        idx = amount.map_or(idx, |amount| amount.last) + 1;
        amounts.extend(amount);
    }
    amounts
}

fn in_digits(doc: &Document, idx: usize) -> Option<Amount> {
    let part_of_more = |at: Option<usize>| {
        at.filter(|&at| doc.tokens[at].kind == TokenKind::Punct)
            .is_some_and(|at| matches!(doc.token_str(at), "/" | ":" | "-" | "–" | "." | ","))
    };
    // "14/5", "3-1", "1:47": a piece of something else. A comma or a full stop with a space behind ends a number.
    let glued_before = idx.checked_sub(1);
    let glued_behind = (idx + 1 < doc.tokens.len()).then_some(idx + 1);
    let goes_on = glued_behind
        .filter(|&at| part_of_more(Some(at)) && doc.kind(at + 1) == Some(TokenKind::Number));
    if part_of_more(glued_before) || goes_on.is_some() {
        return None;
    }
    let (value, step) = digits(doc.token_str(idx))?;
    let scaled = doc.next(idx).and_then(|next| Some((next, scale(doc.token_str(next))?)));
    let span = doc.tokens[idx].span;
    Some(match scaled {
        Some((last, by)) => Amount {
            span: span.cover(doc.tokens[last].span),
            first: idx,
            last,
            value: value * by,
            step: step * by,
            notation: Notation::Scaled,
        },
        None => Amount { span, first: idx, last: idx, value, step, notation: Notation::Digits },
    })
}

/// A word of which numbers are made.
#[derive(Clone, Copy)]
enum Piece {
    /// "satu" to "sembilan".
    Unit(f64),
    /// "sepuluh", "sebelas", "seratus".
    Whole(f64),
    /// "belas".
    Teen,
    /// "puluh", "ratus".
    Times(f64),
    /// "ribu", "juta".
    Scale(f64),
    /// "seribu".
    Thousand,
}

/// Whether a folded word is one of which numbers are made.
pub(super) fn is_numeral(folded: &str) -> bool {
    piece(folded).is_some()
}

fn piece(word: &str) -> Option<Piece> {
    Some(match word {
        "satu" => Piece::Unit(1.0),
        "dua" => Piece::Unit(2.0),
        "tiga" => Piece::Unit(3.0),
        "empat" => Piece::Unit(4.0),
        "lima" => Piece::Unit(5.0),
        "enam" => Piece::Unit(6.0),
        "tujuh" => Piece::Unit(7.0),
        "delapan" => Piece::Unit(8.0),
        "sembilan" => Piece::Unit(9.0),
        "sepuluh" => Piece::Whole(10.0),
        "sebelas" => Piece::Whole(11.0),
        "seratus" => Piece::Whole(100.0),
        "belas" => Piece::Teen,
        "puluh" => Piece::Times(10.0),
        "ratus" => Piece::Times(100.0),
        "seribu" => Piece::Thousand,
        _ => Piece::Scale(scale_of(word)?),
    })
}

/// A row of number words with only spaces between.
fn in_words(
    doc: &Document,
    first: usize,
    piece: &dyn Fn(usize) -> Option<Piece>,
) -> Option<Amount> {
    let (mut total, mut group, mut unit) = (0.0, 0.0, 0.0);
    let mut last = None;
    let mut idx = first;
    while doc.kind(idx) == Some(TokenKind::Word) {
        match piece(idx) {
            Some(Piece::Unit(value)) if unit == 0.0 => unit = value,
            Some(Piece::Whole(value)) if unit == 0.0 && (value >= 100.0 || group % 100.0 < 0.5) => {
                group += value;
            }
            Some(Piece::Teen) if unit >= 2.0 => {
                group += unit + 10.0;
                unit = 0.0;
            }
            Some(Piece::Times(by)) if unit > 0.0 => {
                group += unit * by;
                unit = 0.0;
            }
            Some(Piece::Scale(by)) if group + unit > 0.0 => {
                total += (group + unit) * by;
                (group, unit) = (0.0, 0.0);
            }
            Some(Piece::Thousand) if last.is_none() => total += 1000.0,
            _ => break,
        }
        last = Some(idx);
        idx += 1;
        if doc.kind(idx) == Some(TokenKind::Space) && doc.kind(idx + 1) == Some(TokenKind::Word) {
            idx += 1;
        }
    }
    let last = last?;
    let span = doc.tokens[first].span.cover(doc.tokens[last].span);
    let value = total + group + unit;
    Some(Amount { span, first, last, value, step: 1.0, notation: Notation::Words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64)]) {
        let doc = Document::plain(text);
        let amounts = find(&doc, &Words::read(&doc));
        let found: Vec<_> = amounts.iter().map(|it| (doc.str(it.span), it.value)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn digits_are_read_as_indonesian_copy_writes_them() {
        check(
            "Rp1.500 dan 3,5 juta atau 12 orang, 1.234.567,25 ton.",
            &[("1.500", 1500.0), ("3,5 juta", 3.5e6), ("12", 12.0), ("1.234.567,25", 1_234_567.25)],
        );
        assert_eq!(digits("3,5"), Some((3.5, 0.1)));
    }

    #[test]
    fn words_are_added_up() {
        check(
            "Dua puluh lima ribu orang, seratus dua, lima belas, dua ratus sebelas.",
            &[
                ("Dua puluh lima ribu", 25_000.0),
                ("seratus dua", 102.0),
                ("lima belas", 15.0),
                ("dua ratus sebelas", 211.0),
            ],
        );
        check(
            "seribu tiga ratus; satu dua tiga",
            &[("seribu tiga ratus", 1300.0), ("satu", 1.0), ("dua", 2.0), ("tiga", 3.0)],
        );
    }

    #[test]
    fn other_notations_have_no_value() {
        check("Skor 3-1, 14/5, 3.5, 1,234.5, 0.30, 1:47, belas kasihan, kedua, ke-2.", &[]);
    }
}
