//! What holds for any text at all: Indonesian copy, broken bytes, control characters, text written to do harm.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sunting::diagnostic::Diagnostic;
use sunting::document::{Document, TokenKind, tokenize};
use sunting::engine::{Engine, Level, Settings};
use sunting::fix::{self, Fix, Safety};
use sunting::input;
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;
use sunting::rule::{Profile, Status};
use sunting::span::Span;

/// Pieces that texts are put together from.
const PIECES: &[&str] = &[
    // prose, with faults
    "Warga menunggu bantuan sejak pagi.",
    "Ia bertemua dengan pedagang pasar.",
    "anak-anak",
    "Pemer intah",
    "padatanggal",
    "di rumah",
    "dirumah",
    "dan dan",
    "yang",
    "kata",
    "menurut",
    "sebelum",
    " licin .",
    "s ebelum",
    // wording, commas, capitals and figures, with faults
    "Namun warga datang tetapi",
    "Meskipun hujan, namun",
    "agar supaya",
    "sangat mahal sekali",
    "anda",
    "senin",
    "Rupiah",
    "para Menteri",
    "Rp. 5.000,-",
    "1.2 persen",
    "pukul 13:30 wib",
    "5kg",
    "peringkat ke 3",
    "KTPnya",
    "anti-korupsi",
    "nggak",
    "yg",
    "mengatakan, bahwa",
    "\" kata",
    "ke-XI",
    // names and places
    "Presiden Rusia, Vladimir Putin mengatakan",
    "Puting",
    "Dewi Kartika",
    "Dewi Kartka",
    "Kartika",
    "Dewan Keamanan Perserikatan Bangsa-Bangsa (PBB)",
    "DPR",
    "Jakarta, Warta Nusantara - ",
    "SEMARANG (ANTARA) - ",
    // dates and numbers
    "Kamis, 25/04/2024 20:06 WIB",
    "Selasa (14/5)",
    "31 Februari 2023",
    "99/99/9999",
    "Jumat (9/8)",
    "0/0/0",
    "Rp1.000",
    "20.06 WIB",
    "3,5 persen",
    "1.000.000.000.000",
    "ke-2",
    "2024-2023",
    "Senin-Rabu (1-3/4)",
    "(29/2)",
    // page furniture
    "KEYWORD :",
    "PILIHAN REDAKSI :",
    "Baca juga: berita lain",
    "Foto: Antara",
    "(adp/fjr)",
    "Editor: Budi",
    // quotation marks and brackets
    "\"",
    "“",
    "”",
    "'",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "«",
    "\"Kami siap,\" katanya.",
    "“Belum selesai",
    "—",
    "–",
    "…",
    // punctuation and white space
    ".",
    ",",
    "!",
    "?",
    ":",
    ";",
    "...",
    "-",
    "/",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2009}",
    "\u{2028}",
    "\u{b}",
    "\u{c}",
    // the invisible and the hostile
    "\u{200b}",
    "\u{feff}",
    "\u{ad}",
    "\u{202e}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "e\u{301}",
    "ﬁ",
    "İ",
    "ß",
    "ǅ",
    "\u{300}\u{301}\u{302}",
    "👩‍👩‍👧",
    "🇮🇩",
    "𝐀𝐁",
    "漢字",
    "العربية",
    "ꦗꦮ",
    "\u{10ffff}",
    "{found}",
    "{",
    "}",
    "%s",
    // addresses and marks
    "https://contoh.id/a?b=c",
    "redaksi@contoh.id",
    "@akun",
    "#tagar",
    "contoh.com",
    "http://",
    "www.",
];

fn texts() -> impl Strategy<Value = String> {
    let glue = select(&["", "", " ", " ", " ", "\n", "\n\n"][..]);
    let piece = prop_oneof![8 => select(PIECES).prop_map(str::to_owned), 1 => any::<String>()];
    vec((piece, glue), 0..40)
        .prop_map(|parts| parts.into_iter().map(|(piece, glue)| piece + glue).collect())
}

fn engine() -> Engine {
    Engine::new(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())
        .expect("the built-in rules make an engine")
}

fn document(text: &str) -> Document {
    let mut doc = Document::plain(text);
    doc.published = Some(jiff::civil::date(2024, 4, 25));
    doc
}

fn cases(n_cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(n_cases) }
}

/// Whether both ends of a span are places of the text.
fn fits(text: &str, span: Span) -> bool {
    text.is_char_boundary(span.start()) && text.is_char_boundary(span.end())
}

fn safe(found: &[Diagnostic]) -> Vec<&Fix> {
    found.iter().filter_map(|d| d.fixes.first()).filter(|fix| fix.safety == Safety::Safe).collect()
}

#[test]
fn tokens_tile_the_text() {
    proptest!(cases(256), |(text in texts())| {
        let mut at = 0;
        for token in tokenize(&text) {
            prop_assert_eq!(token.span.start(), at);
            prop_assert!(!token.span.is_empty() && fits(&text, token.span));
            at = token.span.end();
        }
        prop_assert_eq!(at, text.len());
    });
}

#[test]
fn blocks_cover_the_text_and_hold_their_sentences() {
    proptest!(cases(256), |(text in texts())| {
        let doc = Document::plain(&text);
        prop_assert!(doc.blocks.windows(2).all(|two| two[0].span.end() <= two[1].span.start()));
        prop_assert!(doc.sentences.windows(2).all(|two| two[0].span.end() <= two[1].span.start()));
        for (idx, token) in doc.tokens.iter().enumerate() {
            let covered = doc.block_at_token(idx).is_some_and(|block| block.span.contains(token.span));
            prop_assert!(covered || token.kind == TokenKind::Space, "{:?}", doc.str(token.span));
        }
        for block in &doc.blocks {
            for sentence in &doc.sentences[block.sentences.start as usize..block.sentences.end as usize] {
                prop_assert!(block.span.contains(sentence.span) && fits(&text, sentence.span));
                prop_assert!(block.tokens.start <= sentence.tokens.start);
                prop_assert!(sentence.tokens.end <= block.tokens.end);
            }
        }
    });
}

/// Places of a decoded text lie inside the source, in the same order, and exact ones agree with the others.
#[track_caller]
fn maps_inside(bytes: &[u8]) -> Result<(), TestCaseError> {
    let decoded = input::decode(bytes);
    let text = &decoded.text;
    let ends: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
    let mut last = 0;
    for (idx, &start) in ends.iter().enumerate() {
        let place = decoded.map.locate(Span::at(start));
        prop_assert!(place.start >= last && place.end as usize <= bytes.len());
        last = place.start;
        for &end in &ends[idx..ends.len().min(idx + 4)] {
            let span = Span::new(start, end);
            let cover = decoded.map.locate(span);
            prop_assert!(cover.start <= cover.end && cover.end as usize <= bytes.len());
            if let Some(exact) = decoded.map.locate_exact(span) {
                prop_assert_eq!(exact, cover);
            }
        }
    }
    Ok(())
}

#[test]
fn any_bytes_decode_and_every_place_lies_inside_them() {
    proptest!(cases(256), |(bytes in vec(any::<u8>(), 0..200))| maps_inside(&bytes)?);
}

#[test]
fn copy_in_every_encoding_keeps_its_places() {
    proptest!(cases(64), |(text in texts())| {
        let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
        };
        let mut broken = text.clone().into_bytes();
        broken.truncate(broken.len().saturating_sub(1));
        broken.insert(broken.len() / 2, 0xff);
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            broken,
        ] {
            maps_inside(&bytes)?;
        }
        let whole = input::decode(&utf16(u16::to_le_bytes)).text;
        prop_assert_eq!(whole, text);
    });
}

#[test]
fn findings_stand_on_characters_in_order_and_no_rule_breaks() {
    let engine = engine();
    proptest!(cases(96), |(text in texts())| {
        let checked = engine.check(&document(&text));
        prop_assert_eq!(&checked.failures, &[]);
        let found = &checked.diagnostics;
        prop_assert!(found.windows(2).all(|two| (two[0].span, &two[0].rule) <= (two[1].span, &two[1].rule)));
        for found in found {
            prop_assert!(fits(&text, found.span), "{found:?}");
            prop_assert!(found.labels.iter().all(|label| fits(&text, label.span)), "{found:?}");
            for fix in &found.fixes {
                prop_assert!(fix.edits.iter().all(|edit| fits(&text, edit.span)), "{found:?}");
                let apart = fix.edits.windows(2).all(|two| two[0].span.end() <= two[1].span.start());
                prop_assert!(apart && !fix.edits.is_empty(), "{found:?}");
            }
        }
    });
}

#[test]
fn the_same_text_gives_the_same_findings_on_any_thread() {
    let engine = engine();
    proptest!(cases(32), |(texts in vec(texts(), 1..5))| {
        let check = |text: &String| engine.check(&document(text)).diagnostics;
        let serial: Vec<_> = texts.iter().map(check).collect();
        let parallel: Vec<_> = std::thread::scope(|scope| {
            let started: Vec<_> = texts.iter().map(|text| scope.spawn(move || check(text))).collect();
            started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        prop_assert_eq!(&serial, &parallel);
        let backwards: Vec<_> = texts.iter().rev().map(check).collect();
        prop_assert!(serial.iter().eq(backwards.iter().rev()));
    });
}

#[test]
fn safe_fixes_come_to_an_end_and_touch_nothing_else() {
    let engine = engine();
    proptest!(cases(64), |(text in texts())| {
        let mut text = text;
        for round in 0.. {
            let found = engine.check(&document(&text)).diagnostics;
            let fixes = safe(&found);
            let (fixed, n_applied) = fix::apply(&text, fixes.iter().copied());
            if n_applied == 0 {
                prop_assert_eq!(&fixed, &text);
                break;
            }
            prop_assert!(round < 10, "ten rounds of safe fixes and no end: {:?}", fixes);
            let first = fixes.iter().map(|fix| fix.edits[0].span.start()).min().unwrap_or(0);
            let last = fixes.iter().filter_map(|fix| fix.edits.last()).map(|edit| edit.span.end()).max();
            let tail = &text[last.unwrap_or(0)..];
            prop_assert!(fixed.starts_with(&text[..first]) && fixed.ends_with(tail));
            text = fixed;
        }
    });
}

/// The engine of a desk that asks for everything: strict, and every preview rule on.
fn strictest() -> Engine {
    let catalogue = Catalogue::builtin();
    let preview = catalogue.rules.iter().filter(|def| def.meta.status == Status::Preview);
    let levels = preview.map(|def| (def.meta.id.to_string(), Level::On)).collect();
    let settings = Settings { profile: Profile::Strict, levels, ..Settings::default() };
    Engine::new(catalogue, Lexicon::embedded(), &settings).expect("the built-in rules fit")
}

/// The text after rounds of the first fix of every finding, whatever its rule, and whether it came to rest.
fn at_rest(engine: &Engine, text: &str) -> (String, bool) {
    let mut text = text.to_owned();
    for _ in 0..12 {
        let found = engine.check(&Document::plain(&text)).diagnostics;
        let (fixed, _) = fix::apply(&text, found.iter().filter_map(|d| d.fixes.first()));
        if fixed == text {
            return (text, true);
        }
        text = fixed;
    }
    (text, false)
}

#[test]
fn the_fixes_of_all_rules_together_come_to_rest() {
    let engine = strictest();
    proptest!(cases(64), |(text in texts())| {
        let (rested, rests) = at_rest(&engine, &text);
        prop_assert!(rests, "{text:?} goes on as {rested:?}");
    });
}

#[test]
fn the_examples_of_every_rule_come_to_rest_under_all_rules() {
    let engine = strictest();
    let mut restless = Vec::new();
    for def in Catalogue::builtin().rules {
        for bad in def.meta.examples.iter().filter_map(|example| example.bad.as_ref()) {
            let (rested, rests) = at_rest(&engine, bad);
            if !rests {
                restless.push(format!("{}: {bad} … {rested}", def.meta.id));
            }
        }
    }
    assert!(restless.is_empty(), "{}", restless.join("\n"));
}
