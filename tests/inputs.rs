//! Files of every form as the command line takes them: found in folders, told by their content, corrected in place; and
//! files that are meant to do harm.

#[path = "support/markup.rs"]
mod markup;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use sunting::input::rewrite::{Change, rewrite};
use sunting::input::{self, Fields, Form};

use self::markup::{Dice, Noise, archive, written};

const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cli/house");

const HEADLINE: &str = "Bantuan Tiba di Sukamaju";

const FILES: &[(&str, Form)] = &[
    ("a.html", Form::Html),
    ("b.md", Form::Markdown),
    ("c.docx", Form::Docx),
    ("d.xml", Form::Wxr),
    ("e.json", Form::Json),
    ("f.jsonl", Form::Records),
    ("g", Form::Html),
];

/// A folder of its own with an article in every form, and things that are no articles.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inputs").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("berita")).expect("the folder can be made");
    fs::write(dir.join("sunting.toml"), format!("packs = ['{HOUSE}']\nselect = ['house/*']\n"))
        .expect("written");
    let paragraphs = ["Bantuan diterima penduduk kampung pagi ini.".to_owned()];
    for (name, form) in FILES {
        let bytes = written(*form, HEADLINE, &paragraphs, Noise::Between, &mut Dice(3));
        fs::write(dir.join("berita").join(name), bytes).expect("written");
    }
    for (name, text) in [
        ("package.json", "{\"name\":\"penduduk kampung\"}"),
        ("tsconfig.json", "{ // penduduk kampung\n}"),
        ("umpan.xml", "<rss><item>penduduk kampung</item></rss>"),
        ("LICENSE", "penduduk kampung"),
        ("~$c.docx", "penduduk kampung"),
        ("h.svg", "<svg>penduduk kampung</svg>"),
    ] {
        fs::write(dir.join("berita").join(name), text).expect("written");
    }
    dir
}

fn run(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sunting"));
    command.args(args).args(["--no-cache"]).current_dir(dir).env("LC_ALL", "C.UTF-8");
    command.output().expect("it runs")
}

fn findings(dir: &Path, args: &[&str]) -> Vec<Value> {
    let out = run(dir, &[&["check", "--format", "jsonl"], args].concat()).stdout;
    let out = String::from_utf8(out).expect("text");
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_folder_gives_the_articles_of_every_form_and_nothing_else() {
    let dir = folder("walk");
    let found = findings(&dir, &["berita"]);
    let paths: Vec<_> = found.iter().filter_map(|found| found["path"].as_str()).collect();
    let expected: Vec<_> = FILES.iter().map(|(name, _)| format!("berita/{name}")).collect();
    assert_eq!(paths, expected);
    let out = run(&dir, &["check", "berita"]);
    assert_eq!(
        out.status.code(),
        Some(0),
        "warnings alone: {}",
        String::from_utf8_lossy(&out.stderr)
    );
}

#[test]
fn every_place_is_that_of_the_file_or_the_field() {
    let dir = folder("places");
    for found in findings(&dir, &["berita"]) {
        let path = found["path"].as_str().unwrap_or_default();
        let bytes = fs::read(dir.join(path)).expect("there");
        let span = |key: &str| found[key].as_u64().map(|at| at as usize).unwrap_or_default();
        assert_eq!(found["text"], "penduduk kampung", "{path}");
        if found["field"].is_null() {
            let raw = String::from_utf8_lossy(&bytes[span("start")..span("end")]).into_owned();
            assert!(raw.starts_with("pendud") && raw.ends_with('g'), "{path}: {raw:?}");
            let before = String::from_utf8_lossy(&bytes[..span("start")]).into_owned();
            assert_eq!(span("line"), before.matches('\n').count() + 1, "{path}");
        }
        if path.ends_with("docx") {
            assert_eq!(found["field"], "word/document.xml");
            assert!(found["id"].is_null());
            assert_eq!(found["column"], 18, "characters of the paragraph");
        }
        if path.ends_with("xml") {
            assert_eq!((&found["id"], &found["field"]), (&"7".into(), &"content:encoded".into()));
        }
    }
}

#[test]
fn fixing_twice_is_fixing_once_in_every_form() {
    let dir = folder("fix");
    let out = run(&dir, &["check", "--fix-suggested", "berita"]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let read = |name: &str| fs::read(dir.join("berita").join(name)).expect("there");
    let once: Vec<_> = FILES.iter().map(|(name, _)| read(name)).collect();
    for ((name, form), bytes) in FILES.iter().zip(&once) {
        let docs = input::articles(*form, name, bytes, &Fields::default());
        let doc = docs.into_iter().flatten().last().expect("an article");
        assert_eq!(
            doc.text,
            format!("{HEADLINE}\n\nBantuan diterima warga kampung pagi ini."),
            "{name}"
        );
    }
    run(&dir, &["check", "--fix-suggested", "berita"]);
    let twice: Vec<_> = FILES.iter().map(|(name, _)| read(name)).collect();
    assert_eq!(once, twice);
}

#[test]
fn a_pattern_names_its_files_and_one_that_fits_nothing_is_trouble() {
    let dir = folder("pattern");
    let paths = |pattern: &str| -> Vec<String> {
        let found = findings(&dir, &[pattern]);
        found.iter().filter_map(|found| Some(found["path"].as_str()?.to_owned())).collect()
    };
    assert_eq!(paths("**/*.{md,html}"), ["berita/a.html", "berita/b.md"]);
    assert_eq!(paths("./berita/[ef].json*"), ["berita/e.json", "berita/f.jsonl"]);
    let out = run(&dir, &["check", "berita/*.odt"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("berita/*.odt"));
}

#[test]
fn what_is_not_what_its_name_says_is_named() {
    let dir = folder("broken");
    for (name, bytes) in [
        ("x.docx", b"bukan arsip".to_vec()),
        ("y.json", b"[{\"text\":\"a\"},\n{".to_vec()),
        ("z.wxr", b"<rss/>".to_vec()),
    ] {
        fs::write(dir.join(name), bytes).expect("written");
        let out = run(&dir, &["check", name]);
        assert_eq!(out.status.code(), Some(2), "{name}");
        assert!(String::from_utf8_lossy(&out.stderr).contains(name), "{name}");
    }
}

fn document(members: &[(&str, &str)]) -> Result<(), String> {
    let bytes = archive(members);
    input::article(Form::Docx, "a.docx", &bytes).map(|_| ()).map_err(|err| err.message)
}

const RELS: (&str, &str) = ("_rels/.rels", "<Relationships/>");

#[test]
fn an_archive_that_is_no_document_or_too_much_of_one_is_refused() {
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(8 << 20));
    let refused = document(&[RELS, ("word/document.xml", &bomb)]).expect_err("a bomb");
    assert!(refused.contains("unpacks to"), "{refused}");
    assert!(document(&[("a.txt", "teks")]).is_err());
    assert!(document(&[RELS]).is_err_and(|err| err.contains("word/document.xml")));
    assert!(document(&[RELS, ("word/document.xml", "<w:p>"), ("word/document.xml", "")]).is_err());
    assert!(document(&[RELS, ("word/document.xml", "<w:p></w:q>")]).is_err());
    let many: Vec<String> = (0..10_001).map(|at| format!("x{at}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(document(&many).is_err_and(|err| err.contains("members")));
    let mut cut = archive(&[RELS, ("word/document.xml", "<w:p/>")]);
    cut.truncate(cut.len() / 2);
    assert!(input::article(Form::Docx, "a.docx", &cut).is_err());
}

#[test]
fn a_deep_document_is_read() {
    let depth = 100_000;
    let deep =
        format!("{}<w:t>Isi</w:t>{}", "<w:p><w:r>".repeat(depth), "</w:r></w:p>".repeat(depth));
    let bytes = archive(&[RELS, ("word/document.xml", &deep)]);
    let read = input::article(Form::Docx, "a.docx", &bytes);
    // Written by no word processor: it may be refused as a bomb, and must not break anything.
    assert!(read.map_or(true, |doc| doc.text == "Isi"));
}

#[test]
fn other_members_of_a_document_keep_their_bytes() {
    let text = ["Bantuan diterima penduduk kampung.".to_owned()];
    let bytes = written(Form::Docx, HEADLINE, &text, Noise::Anywhere, &mut Dice(5));
    let doc = input::article(Form::Docx, "a.docx", &bytes).expect("a document");
    let at = doc.text.find("diterima").expect("there");
    let edit =
        sunting::fix::Edit { span: sunting::span::Span::new(at, at), text: "<telah> & ".into() };
    let change = Change { doc: &doc, edits: &[edit] };
    let out = rewrite(Form::Docx, &bytes, &[change]).expect("rewritten");
    let again = input::article(Form::Docx, "a.docx", &out).expect("a document");
    assert_eq!(again.text, doc.text.replace("diterima", "<telah> & diterima"));
    let members = |bytes: &[u8]| -> Vec<(Vec<u8>, Vec<u8>)> {
        let archive = rawzip::ZipArchive::from_slice(bytes.to_vec()).expect("an archive");
        let mut entries = archive.entries();
        let mut found = Vec::new();
        while let Some(entry) = entries.next_entry().expect("a member") {
            let name = entry.file_path().as_bytes().to_vec();
            let local = archive.get_entry(entry.wayfinder()).expect("a member");
            found.push((name, local.data().to_vec()));
        }
        found
    };
    let (before, after) = (members(&bytes), members(&out));
    assert_eq!(before.len(), after.len());
    for (old, new) in before.iter().zip(&after) {
        assert!(old.0 == new.0 && (old.0 == b"word/document.xml" || old.1 == new.1));
    }
}

#[test]
fn a_long_page_is_read_in_time_that_grows_with_it() {
    let line = "<p>Air <b>su</b>rut &amp; warga <a href='x'>pulang</a> ke rumah.<br>\n";
    let html = format!("<html><body><article>{}", line.repeat((4 << 20) / line.len()));
    let doc = input::article(Form::Html, "a.html", html.as_bytes()).expect("a page");
    assert!(doc.blocks.len() > 10_000);
}

#[test]
fn an_export_that_ends_inside_an_article_is_named() {
    let dir = folder("cut");
    let whole = fs::read_to_string(dir.join("berita/d.xml")).expect("written");
    let cut = &whole[..whole.find("</item>").expect("an item")];
    let cut = cut.replace("<![CDATA[", "").replace("]]>", "");
    fs::write(dir.join("d.xml"), cut).expect("written");
    let ran = run(&dir, &["check", "d.xml"]);
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{err}");
    assert!(err.contains("the file ends inside this item"), "{err}");
}
