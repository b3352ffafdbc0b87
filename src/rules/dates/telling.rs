//! Whether an article tells of a day as past. Indonesian verbs do not say when, so only clear signs count: someone
//! *said* it on that day, or "lalu", "telah" stand with it. In doubt nothing is told.

use crate::document::{Document, TokenKind};
use crate::facts::dates::DateMention;
use crate::rule::Context;

/// How clearly a day is told as past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// Someone said it on that day, or it is called past: "kata Budi, Selasa (14/5)", "Selasa (14/5) lalu".
    Certain,
    /// "telah" or "sudah" stand close before it.
    Likely,
}

/// Verbs that follow what was said, without "-nya".
const SAID: &[&str] = &[
    "beber", "cetus", "demikian", "imbuh", "jelas", "kata", "keluh", "lanjut", "lapor", "papar",
    "pungkas", "sambung", "sebut", "seru", "tambah", "tandas", "tanya", "tegas", "terang",
    "timpal", "tukas", "tulis", "tutup", "tutur", "ucap", "ujar", "ungkap",
];

/// Verbs of saying that stand before what was said; they count when the day follows closely.
const SAYS: &[&str] = &[
    "berkata",
    "melaporkan",
    "memaparkan",
    "membeberkan",
    "menegaskan",
    "mengakui",
    "mengatakan",
    "mengumumkan",
    "mengungkapkan",
    "menjelaskan",
    "menuturkan",
    "menyatakan",
    "menyebut",
    "menyebutkan",
];

/// Words that name where something was read.
const QUOTED_FROM: &[&str] =
    &["dikutip", "dilansir", "diwartakan", "melansir", "mengutip", "diberitakan", "dilaporkan"];

/// Words that place a day ahead, or say that the sentence is about the day rather than told on it.
const AHEAD: &[&str] = &[
    "agar",
    "agenda",
    "akan",
    "apabila",
    "bakal",
    "batas",
    "berencana",
    "berikutnya",
    "berlaku",
    "berlangsung",
    "besok",
    "bila",
    "depan",
    "diagendakan",
    "dijadwalkan",
    "dimulai",
    "diperkirakan",
    "diprakirakan",
    "diprediksi",
    "diproyeksikan",
    "direncanakan",
    "ditargetkan",
    "ditunda",
    "diundur",
    "hendak",
    "hingga",
    "ihwal",
    "ingin",
    "jadwal",
    "jadwalnya",
    "jatuh",
    "jelang",
    "jika",
    "kalau",
    "lusa",
    "mau",
    "mendatang",
    "mengenai",
    "menjadwalkan",
    "menjelang",
    "menunggu",
    "menyambut",
    "merencanakan",
    "mulai",
    "nanti",
    "nantinya",
    "paling",
    "pendaftaran",
    "perihal",
    "periode",
    "perkiraan",
    "prakiraan",
    "prediksi",
    "proyeksi",
    "rencana",
    "rencananya",
    "sampai",
    "sebelum",
    "selanjutnya",
    "siap",
    "soal",
    "supaya",
    "target",
    "tenggat",
    "tentang",
    "terjadwal",
    "terkait",
    "tiket",
    "undangan",
    "untuk",
];

/// Words behind or inside a date that call it past.
const PAST: &[&str] = &["kemarin", "lalu", "silam", "tadi"];

/// Words of the time of day, behind which "lalu" or "mendatang" still belongs to the date.
const TIMES: &[&str] = &[
    "dini", "dinihari", "hari", "malam", "pagi", "petang", "setempat", "siang", "sore", "subuh",
    "waktu", "wib", "wit", "wita", "yang",
];

/// Words between a verb of saying and the day that keep the two together.
const LINKS: &[&str] = &[
    "di",
    "dalam",
    "hari",
    "kepada",
    "ke",
    "media",
    "pada",
    "pers",
    "wartawan",
    "jumpa",
    "konferensi",
];

/// How far before a day "telah" still speaks of it, in words.
const REACH: usize = 6;

/// Whether the day is told as past, and how clearly.
pub(super) fn told_as_past(cx: &Context<'_>, mention: &DateMention) -> Option<Telling> {
    let doc = cx.doc;
    if mention.last.is_some() || cx.facts.is_quoted(mention.span.start()) {
        return None;
    }
    let sentence = doc.sentence_at(mention.span.start())?;
    let first = doc.token_at(mention.span.start())?;
    let last = doc.token_at(mention.span.end().saturating_sub(1))?;
    let end = sentence.tokens.end as usize;
    // What stands in the date and right behind it decides first: "Selasa besok (14/5)", "(14/5) mendatang".
    let near: Vec<String> =
        (first..=last).chain(behind(doc, last, end)).filter_map(|idx| word(doc, idx)).collect();
    if near.iter().any(|word| AHEAD.contains(&word.as_str())) {
        return None;
    }
    if near.iter().any(|word| PAST.contains(&word.as_str())) {
        return Some(Telling::Certain);
    }
    // Back from the date to what was said: the first sign decides.
    let joined = doc.prev(first).is_some_and(|before| {
        let text = doc.token_str(before);
        matches!(text, "," | "(") || matches!(text, "pada" | "hari" | "Pada")
    });
    let mut n_words = 0;
    let mut only_links = true;
    for idx in (sentence.tokens.start as usize..first).rev() {
        if doc.tokens[idx].kind == TokenKind::Quote
            || cx.facts.is_quoted(doc.tokens[idx].span.start())
        {
            return None;
        }
        let Some(word) = word(doc, idx) else { continue };
        let bare = word.strip_suffix("nya").unwrap_or(&word);
        if AHEAD.contains(&word.as_str()) {
            return None;
        }
        if SAID.contains(&bare) && joined && ends_speech(doc, idx) {
            return Some(Telling::Certain);
        }
        if QUOTED_FROM.contains(&word.as_str()) && joined {
            return Some(Telling::Certain);
        }
        if SAYS.contains(&word.as_str()) && only_links && joined {
            return Some(Telling::Certain);
        }
        if matches!(word.as_str(), "telah" | "sudah") && n_words < REACH {
            return Some(Telling::Likely);
        }
        let name = doc.token_str(idx).starts_with(char::is_uppercase);
        only_links &= name || LINKS.contains(&word.as_str());
        n_words += 1;
    }
    None
}

/// A word in lower case.
fn word(doc: &Document, idx: usize) -> Option<String> {
    (doc.tokens[idx].kind == TokenKind::Word).then(|| doc.token_str(idx).to_lowercase())
}

/// The tokens right behind a date, up to the first mark or word that says nothing of its time.
fn behind(doc: &Document, last: usize, end: usize) -> impl Iterator<Item = usize> {
    let mut open = true;
    (last + 1..end).take_while(move |&idx| {
        let goes_on = open;
        open &= match doc.tokens[idx].kind {
            TokenKind::Space => true,
            TokenKind::Word => TIMES.contains(&doc.token_str(idx).to_lowercase().as_str()),
            _ => doc.token_str(idx) == ")",
        };
        goes_on
    })
}

/// Whether the verb at `idx` follows what was said: a closing quotation mark or a comma stands before it.
fn ends_speech(doc: &Document, idx: usize) -> bool {
    doc.prev(idx).is_some_and(|before| {
        doc.tokens[before].kind == TokenKind::Quote || doc.token_str(before) == ","
    })
}
