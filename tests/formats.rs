//! What holds for every format: findings stand on the words that they stand on in plain text, and corrections come to
//! the same text.

#[path = "support/markup.rs"]
mod markup;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sunting::diagnostic::Diagnostic;
use sunting::document::Document;
use sunting::engine::{Engine, Settings};
use sunting::fix::{self, Edit, Fix, Safety};
use sunting::input::rewrite::{self, Change, rewrite};
use sunting::input::{self, Fields, Form};
use sunting::lexicon::Lexicon;
use sunting::pack::Catalogue;

use self::markup::{Dice, Noise, written};

const FORMS: &[Form] =
    &[Form::Html, Form::Markdown, Form::Docx, Form::Wxr, Form::Json, Form::Records];

/// Sentences with faults and without.
const SENTENCES: &[&str] = &[
    "Warga menunggu bantuan sejak pagi.",
    "Ia bertemua dengan pedagang pasar.",
    "Presiden Rusia Vladimir Putin mengatakan hal itu kepada Puting.",
    "Mereka tinggal dirumah dan dan menunggu kabar.",
    "Jalan itu licin .",
    "Harganya Rp. 5.000,- per butir , kata Kartika.",
    "\"Kami siap,\" kata Dewi Kartika.",
    "“Kami belum siap”, ujar Dewi Kartka.",
    "Namun warga datang tetapi anda pergi pada hari senin.",
    "Rapat Dewan Keamanan Perserikatan Bangsa-Bangsa (PBB) digelar 31 Februari 2023.",
    "Toko A&B buka pukul 13:30 wib di Jl. Merdeka No. 5.",
    "Suhu turun 3,5 persen < kemarin; kafé itu tutup.",
    "Beritanya ada di https://contoh.id/a?b=c dan contoh.com.",
    "Pemer intah merubah aturan itu agar supaya adil.",
];

const HEADLINES: &[&str] =
    &["Banjir Surut di Demak", "Harga \"Cabai\" Naik di Jum'at Pagi", "Warga Bertemua Bupati"];

fn articles() -> impl Strategy<Value = (String, Vec<String>, u64)> {
    let paragraph = vec(select(SENTENCES), 1..4).prop_map(|sentences| sentences.join(" "));
    (select(HEADLINES), vec(paragraph, 1..5), any::<u64>())
        .prop_map(|(headline, paragraphs, seed)| (headline.to_owned(), paragraphs, seed))
}

fn engine() -> Engine {
    Engine::new(Catalogue::builtin(), Lexicon::embedded(), &Settings::default())
        .expect("the built-in rules make an engine")
}

fn cases(n_cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(n_cases) }
}

/// The last article of a file.
fn read(form: Form, bytes: &[u8]) -> Document {
    let found = input::articles(form, "a", bytes, &Fields::default());
    let mut doc = found.into_iter().flatten().last().expect("an article");
    doc.published = None;
    doc
}

/// The same article with nothing around its words.
fn plain(headline: &str, paragraphs: &[String]) -> Document {
    let record = serde_json::json!({ "title": headline, "text": paragraphs.join("\n\n") });
    read(Form::Records, record.to_string().as_bytes())
}

fn told(doc: &Document, found: &[Diagnostic]) -> Vec<(String, String, usize)> {
    let told =
        found.iter().map(|d| (d.rule.to_string(), doc.str(d.span).to_owned(), d.span.start()));
    told.collect()
}

/// The first fix of every finding that a machine may apply and whose edits all have places of their own.
fn safe<'a>(doc: &Document, found: &'a [Diagnostic]) -> Vec<&'a Fix> {
    let fixes = found.iter().filter_map(|d| d.fixes.first());
    let fixes = fixes.filter(|fix| fix.safety == Safety::Safe);
    fixes.filter(|fix| fix.edits.iter().all(|edit| rewrite::is_exact(doc, edit))).collect()
}

/// A file after one round of safe fixes, and the text that it should have. `None` when there is nothing to fix.
fn fixed(form: Form, bytes: &[u8], engine: &Engine) -> Option<(Vec<u8>, String)> {
    let doc = read(form, bytes);
    let found = engine.check(&doc).diagnostics;
    let fixes = safe(&doc, &found);
    // One fix a round: which ones wait for one another is not this test's business.
    let first = *fixes.first()?;
    let (text, _) = fix::apply(&doc.text, [first]);
    let change = Change { doc: &doc, edits: &first.edits };
    let out = rewrite(form, bytes, &[change]).expect("what is exact can be written");
    Some((out, text))
}

#[test]
fn every_finding_stands_on_the_same_words() {
    let engine = engine();
    proptest!(cases(40), |((headline, paragraphs, seed) in articles())| {
        let expected = plain(&headline, &paragraphs);
        let findings = told(&expected, &engine.check(&expected).diagnostics);
        for &form in FORMS {
            let bytes = written(form, &headline, &paragraphs, Noise::Anywhere, &mut Dice(seed));
            let source = String::from_utf8_lossy(&bytes);
            let doc = read(form, &bytes);
            prop_assert_eq!(&doc.text, &expected.text, "{:?}: {}", form, source);
            prop_assert_eq!(told(&doc, &engine.check(&doc).diagnostics), findings.clone(), "{:?}: {}", form, source);
        }
    });
}

#[test]
fn every_word_is_where_its_letters_are() {
    proptest!(cases(60), |((headline, paragraphs, seed) in articles())| {
        for form in [Form::Html, Form::Markdown] {
            let bytes = written(form, &headline, &paragraphs, Noise::Anywhere, &mut Dice(seed));
            let doc = read(form, &bytes);
            let lines = doc.line_index();
            let source = std::str::from_utf8(&bytes).expect("text");
            for token in &doc.tokens {
                for (at, c) in doc.str(token.span).char_indices() {
                    let span = sunting::span::Span::new(token.span.start() + at, token.span.start() + at + c.len_utf8());
                    let Some(place) = doc.map.locate_exact(span) else { continue };
                    let raw = &source[place.start as usize..place.end as usize];
                    let is_right = raw == c.to_string()
                        || raw.strip_prefix('\\') == Some(&c.to_string())
                        || c.is_whitespace() && raw.trim().is_empty()
                        || raw == "''" && c == '\''
                        || raw.starts_with('&') && raw.ends_with(';')
                        || c == '\n' && raw.starts_with("<br");
                    prop_assert!(is_right, "{form:?}: {c:?} is {raw:?} in {source}");
                    let before = &source[..place.start as usize];
                    let line = before.matches('\n').count() + 1;
                    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                    let counted = lines.place(&doc.text, span.start());
                    prop_assert_eq!((counted.line as usize, counted.column as usize), (line, column));
                }
            }
        }
    });
}

#[test]
fn safe_fixes_give_the_same_text_in_every_format() {
    let engine = engine();
    proptest!(cases(24), |((headline, paragraphs, seed) in articles())| {
        let record = serde_json::json!({ "title": headline, "text": paragraphs.join("\n\n") });
        let mut plain = record.to_string().into_bytes();
        while let Some((bytes, _)) = fixed(Form::Records, &plain, &engine) {
            plain = bytes;
        }
        let expected = read(Form::Records, &plain).text;
        for &form in FORMS {
            let mut bytes = written(form, &headline, &paragraphs, Noise::Between, &mut Dice(seed));
            let before = bytes.clone();
            for round in 0.. {
                prop_assert!(round < 60, "{form:?} does not come to rest");
                let Some((out, text)) = fixed(form, &bytes, &engine) else { break };
                prop_assert_eq!(read(form, &out).text, text);
                bytes = out;
            }
            prop_assert_eq!(read(form, &bytes).text, expected.clone(), "{:?}: {}", form, String::from_utf8_lossy(&before));
        }
    });
}

#[test]
fn a_fix_inside_markup_changes_its_own_bytes_only() {
    let engine = engine();
    proptest!(cases(40), |((headline, paragraphs, seed) in articles())| {
        for form in [Form::Html, Form::Markdown] {
            let bytes = written(form, &headline, &paragraphs, Noise::Anywhere, &mut Dice(seed));
            let doc = read(form, &bytes);
            let found = engine.check(&doc).diagnostics;
            for fix in safe(&doc, &found) {
                let out = rewrite(form, &bytes, &[Change { doc: &doc, edits: &fix.edits }]).expect("exact");
                prop_assert_eq!(read(form, &out).text, fix::apply(&doc.text, [fix]).0);
                let place = |edit: &Edit| doc.map.locate(edit.span);
                let first = fix.edits.first().map_or(0, |edit| place(edit).start as usize);
                let last = fix.edits.last().map_or(0, |edit| place(edit).end as usize);
                prop_assert!(out.starts_with(&bytes[..first]) && out.ends_with(&bytes[last..]));
            }
        }
    });
}
