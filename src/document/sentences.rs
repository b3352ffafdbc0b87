//! Sentences. A full stop ends one unless it belongs to an abbreviation, an initial or a number, or the text goes on
//! in lower case behind it.

use super::{Document, Sentence, TokenKind};
use crate::span::Span;

/// Abbreviations, in lower case, whose stop does not end a sentence even before a capital letter.
const ABBREVIATIONS: &[&str] = &[
    "a.n", "ak", "alm", "amd", "apt", "bln", "brigjen", "bripka", "cf", "co", "col", "corp", "d.a",
    "dr", "dra", "drg", "drh", "drs", "dto", "ed", "gg", "h", "hj", "hlm", "ir", "irjen", "jend",
    "jl", "jln", "jo", "jr", "kab", "kapt", "kec", "kel", "kol", "komp", "kompol", "kp", "letjen",
    "letkol", "lih", "ltd", "m", "mayjen", "mr", "mrs", "ms", "muh", "no", "nn", "ny", "op", "pdt",
    "prof", "prov", "psl", "pt", "rev", "rp", "s", "s.d", "serda", "sdr", "sr", "st", "tgl", "tn",
    "tsb", "u.b", "u.p", "ust", "vol", "vs", "yth",
];

/// Fills in the sentences of every block.
pub(super) fn find(doc: &mut Document) {
    let mut sentences = Vec::with_capacity(doc.blocks.len() * 3);
    for idx in 0..doc.blocks.len() {
        let first = sentences.len() as u32;
        let tokens = doc.blocks[idx].tokens.clone();
        split(doc, tokens.start as usize, tokens.end as usize, &mut sentences);
        doc.blocks[idx].sentences = first..sentences.len() as u32;
    }
    doc.sentences = sentences;
}

fn split(doc: &Document, first: usize, end: usize, out: &mut Vec<Sentence>) {
    let mut start = first;
    let mut idx = first;
    while idx < end {
        if is_stop(doc, idx) {
            let close = after_closers(doc, idx + 1, end);
            if ends_here(doc, idx, close, end) {
                push(doc, start, close, out);
                start = close;
            }
            idx = close.max(idx + 1);
        } else {
            idx += 1;
        }
    }
    push(doc, start, end, out);
}

fn push(doc: &Document, start: usize, end: usize, out: &mut Vec<Sentence>) {
    let seen = |idx: &usize| doc.tokens[*idx].kind != TokenKind::Space;
    let Some(start) = (start..end).find(seen) else { return };
    let end = (start..end).rev().find(seen).map_or(end, |last| last + 1);
    let span = Span::new(doc.tokens[start].span.start(), doc.tokens[end - 1].span.end());
    out.push(Sentence { span, tokens: start as u32..end as u32 });
}

fn is_stop(doc: &Document, idx: usize) -> bool {
    doc.tokens[idx].kind == TokenKind::Punct && matches!(doc.token_str(idx), "." | "!" | "?" | "…")
}

/// The index behind further stops, quotation marks and brackets that close at once.
fn after_closers(doc: &Document, mut idx: usize, end: usize) -> usize {
    while idx < end {
        let closes = match doc.tokens[idx].kind {
            TokenKind::Quote => true,
            TokenKind::Punct => matches!(doc.token_str(idx), "." | "!" | "?" | "…" | ")" | "]"),
            _ => false,
        };
        if !closes {
            break;
        }
        idx += 1;
    }
    idx
}

/// Whether a sentence ends with the stop at `stop` and the closers up to `close`.
fn ends_here(doc: &Document, stop: usize, close: usize, end: usize) -> bool {
    if close >= end {
        return true;
    }
    if doc.tokens[close].kind != TokenKind::Space {
        return false;
    }
    let Some(next) = (close..end).find(|&idx| doc.tokens[idx].kind != TokenKind::Space) else {
        return true;
    };
    let text = doc.token_str(next);
    let opens = match doc.tokens[next].kind {
        TokenKind::Word => text.starts_with(|c: char| c.is_uppercase()),
        TokenKind::Number | TokenKind::Quote | TokenKind::Url | TokenKind::Opaque => true,
        TokenKind::Punct => matches!(text, "(" | "[" | "•" | "-" | "–" | "—" | "*"),
        TokenKind::Space => false,
    };
    opens
        && !(doc.token_str(stop) == "."
            && close == stop + 1
            && belongs_to_abbreviation(doc, stop, next))
}

/// Whether the stop is part of the word before it: "Dr.", "J.", "S.H.", "No. 5".
fn belongs_to_abbreviation(doc: &Document, stop: usize, next: usize) -> bool {
    let Some(before) = stop.checked_sub(1).filter(|&idx| doc.tokens[idx].kind == TokenKind::Word)
    else {
        return false;
    };
    let word = doc.token_str(before);
    if word.chars().count() == 1 && word.starts_with(|c: char| c.is_uppercase()) {
        return true;
    }
    // "S.H.": the letters before the last one are glued by stops too.
    let start = glued_start(doc, before);
    let whole = Span::new(doc.tokens[start].span.start(), doc.tokens[before].span.end());
    let lower = doc.str(whole).to_lowercase();
    if !ABBREVIATIONS.contains(&lower.as_str()) {
        return start < before
            && doc.tokens[next].kind == TokenKind::Word
            && word.chars().count() < 3;
    }
    // "No." before a word that is no number is the end of "Jawabnya: no." far more seldom than a house number.
    lower != "no" || doc.tokens[next].kind == TokenKind::Number || word != "no"
}

fn glued_start(doc: &Document, mut idx: usize) -> usize {
    while idx >= 2
        && doc.tokens[idx - 1].kind == TokenKind::Punct
        && doc.token_str(idx - 1) == "."
        && doc.tokens[idx - 2].kind == TokenKind::Word
        && doc.token_str(idx - 2).chars().count() <= 3
    {
        idx -= 2;
    }
    idx
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let doc = Document::plain(text);
        let found: Vec<_> = doc.sentences.iter().map(|sentence| doc.str(sentence.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
        check(
            "Prof. Dr. Siti Aminah hadir. Ia membayar Rp1.000 pukul 20.06 WIB.",
            &["Prof. Dr. Siti Aminah hadir.", "Ia membayar Rp1.000 pukul 20.06 WIB."],
        );
        check(
            "Albert S. Pandiangan datang. Budi, S.H. Ikut juga.",
            &["Albert S. Pandiangan datang.", "Budi, S.H. Ikut juga."],
        );
        check(
            "Rumah di Jl. Merdeka No. 5 itu kosong.",
            &["Rumah di Jl. Merdeka No. 5 itu kosong."],
        );
        check("Ia melanggar Pasal 3 Jo. Pasal 55.", &["Ia melanggar Pasal 3 Jo. Pasal 55."]);
    }

    #[test]
    fn a_question_inside_a_quotation_goes_on() {
        check(
            "\"Siapa?\" tanya dia. \"Saya.\" Ia diam.",
            &["\"Siapa?\" tanya dia.", "\"Saya.\"", "Ia diam."],
        );
    }
}
