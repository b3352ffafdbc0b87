//! What actions are called, in the two languages of editors.

use crate::diagnostic::Lang;

/// A quotation of the article in a title is cut behind this many characters.
const MOST: usize = 60;

fn pick(lang: Lang, id: String, en: String) -> String {
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// Text of an article as a title shows it: on one line, and not too long.
fn shown(text: &str) -> String {
    let mut out: String =
        text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > MOST {
        out.push('…');
    }
    out
}

/// One change: what stands there and what takes its place.
pub(super) fn change(lang: Lang, old: &str, new: &str) -> String {
    let (was, is) = (shown(old), shown(new));
    match (old.is_empty(), new.is_empty()) {
        (_, true) => pick(lang, format!("Hapus “{was}”"), format!("Delete “{was}”")),
        (true, _) => pick(lang, format!("Sisipkan “{is}”"), format!("Insert “{is}”")),
        _ => pick(lang, format!("Ganti dengan “{is}”"), format!("Replace with “{is}”")),
    }
}

/// Changes at several places that belong together.
pub(super) fn changes(lang: Lang, n_places: usize) -> String {
    pick(lang, format!("Perbaiki di {n_places} tempat"), format!("Correct in {n_places} places"))
}

pub(super) fn everywhere(lang: Lang, new: &str, n_places: usize) -> String {
    let is = shown(new);
    pick(
        lang,
        format!("Ganti dengan “{is}” di seluruh artikel ({n_places} tempat)"),
        format!("Replace with “{is}” everywhere in this article ({n_places} places)"),
    )
}

pub(super) fn fix_all(lang: Lang) -> String {
    pick(lang, "Lakukan semua perbaikan yang aman".into(), "Make all safe corrections".into())
}

pub(super) fn vocabulary(lang: Lang, word: &str) -> String {
    let word = shown(word);
    pick(
        lang,
        format!("Tambahkan “{word}” ke kosakata redaksi"),
        format!("Add “{word}” to the desk’s vocabulary"),
    )
}

pub(super) fn ignore(lang: Lang, rule: &str) -> String {
    pick(lang, format!("Abaikan {rule} di sini"), format!("Ignore {rule} here"))
}

/// What stands in a comment until the editor writes why.
pub(super) fn reason(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "alasan",
        Lang::En => "reason",
    }
}
