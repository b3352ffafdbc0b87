//! Corrections that are written: which ones, how, and what is left as it is.

use std::fs;
use std::process::Command;

#[path = "support/desk.rs"]
mod desk;
mod support;

use self::desk::Desk;

/// A rule for each way in which corrections meet: safe, chained, in a circle, over the same words.
const PACK: &str = r#"
[[rule]]
id = "meja/rumah"
kind = "terms"
severity = "error"
safe = true
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
terms = { dirumah = "di rumah", disana = "di “sana”" }
examples = [{ bad = "Ia dirumah.", good = "Ia di rumah." }]

[[rule]]
id = "meja/kampung"
kind = "terms"
severity = "warning"
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
terms = { "penduduk kampung" = ["warga kampung", "orang kampung"] }
examples = [{ bad = "Kata penduduk kampung.", good = "Kata warga kampung." }]

[[rule]]
id = "meja/satu"
kind = "pattern"
severity = "warning"
safe = true
pattern = 'satu buah'
replace = 'sebuah'
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
examples = [{ bad = "Ada satu buah.", good = "Ada sebuah." }]

[[rule]]
id = "meja/buah"
kind = "pattern"
severity = "error"
safe = true
pattern = '\bbuah truk'
replace = 'truk'
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
examples = [{ bad = "Ada dua buah truk.", good = "Ada dua truk." }]

[[rule]]
id = "meja/rantai"
kind = "pattern"
severity = "error"
safe = true
pattern = 'se([b-c])d'
replace = 'se${1}e'
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
examples = [{ bad = "Kata sebd.", good = "Kata sebe." }]

[[rule]]
id = "meja/maju"
kind = "pattern"
severity = "error"
safe = true
pattern = 'putar kiri'
replace = 'putar kanan'
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
examples = [{ bad = "Lalu putar kiri.", good = "Lalu putar." }]

[[rule]]
id = "meja/mundur"
kind = "pattern"
severity = "error"
safe = true
pattern = 'putar kanan'
replace = 'putar kiri'
message = { id = "ditulis “{expected}”", en = "written “{expected}”" }
source = "gaya redaksi"
examples = [{ bad = "Lalu putar kanan.", good = "Lalu putar." }]
"#;

const ARTICLE: &str =
    "Judul Kabar\r\n\r\nIa tinggal dirumah, bukan disana.\r\nKata penduduk kampung.\r\n";

fn desk(name: &str) -> Desk {
    let desk = Desk::new(&format!("fixing-{name}"));
    desk.write("meja.toml", PACK.as_bytes());
    desk.write("sunting.toml", b"packs = ['meja.toml']\nselect = ['meja/*']\n");
    desk
}

#[test]
fn only_safe_corrections_are_made_unless_more_is_asked_for() {
    let desk = desk("reach");
    desk.write("a.txt", ARTICLE.as_bytes());
    let ran = desk.run(&["check", "a.txt", "--fix", "--format", "short", "--fail-on", "warning"]);
    let safe = ARTICLE.replace("dirumah", "di rumah").replace("disana", "di “sana”");
    assert_eq!(desk.read("a.txt"), safe);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "what is left counts");
    assert!(ran.out.starts_with("a.txt:4:6: warning[meja/kampung]"), "{}", ran.out);
    assert!(ran.out.ends_with("(2 corrected)\n"), "{}", ran.out);
    let ran = desk.run(&["check", "a.txt", "--fix-suggested", "--fail-on", "warning"]);
    assert_eq!(desk.read("a.txt"), safe.replace("penduduk", "warga"));
    assert_eq!((ran.status, ran.out.as_str()), (0, "no findings in 1 article (1 corrected)\n"));
}

#[test]
fn what_is_not_shown_is_not_corrected() {
    let desk = desk("shown");
    desk.write("a.txt", ARTICLE.as_bytes());
    for args in [
        &["--ignore", "meja/rumah"][..],
        &["--select", "meja/satu"],
        &["--min-severity", "error", "--ignore", "meja/rumah", "--fix-suggested"],
    ] {
        let ran = desk.run(&[&["check", "a.txt", "--fix"], args].concat());
        assert_eq!((ran.status, desk.read("a.txt").as_str()), (0, ARTICLE), "{args:?}");
    }
    assert_eq!(desk.run(&["baseline", "write", "--baseline", "known.json"]).status, 0);
    desk.write("a.txt", [ARTICLE, "\r\nLagi dirumah.\r\n"].concat().as_bytes());
    desk.run(&["check", "a.txt", "--fix", "--baseline", "known.json"]);
    let fixed = [ARTICLE, "\r\nLagi di rumah.\r\n"].concat();
    assert_eq!(desk.read("a.txt"), fixed, "what is known stays");
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let desk = desk("diff");
    desk.write("kabar/a.txt", ARTICLE.as_bytes());
    desk.write("kabar/b.txt", "\u{feff}Ia dirumah".as_bytes());
    let ran = desk.run(&["check", "kabar", "--fix-suggested", "--diff"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    assert_eq!(desk.read("kabar/a.txt"), ARTICLE);
    desk.write("x.patch", ran.out.as_bytes());
    let applied = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "x.patch"])
        .env("GIT_CEILING_DIRECTORIES", desk.dir.parent().expect("a folder"))
        .current_dir(&desk.dir)
        .output()
        .expect("git is there");
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    let patched = ["kabar/a.txt", "kabar/b.txt"].map(|name| desk.read(name));
    desk.write("kabar/a.txt", ARTICLE.as_bytes());
    desk.write("kabar/b.txt", "\u{feff}Ia dirumah".as_bytes());
    desk.run(&["check", "kabar", "--fix-suggested"]);
    assert_eq!(["kabar/a.txt", "kabar/b.txt"].map(|name| desk.read(name)), patched);
    assert!(patched[1].starts_with("\u{feff}Ia di rumah"));
    let ran = desk.run(&["check", "kabar", "--diff"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    // Standard input can be compared, and not written.
    let ran = desk.run_with(&["check", "-", "--diff"], b"Ia dirumah\n");
    assert!(ran.out.ends_with("-Ia dirumah\n+Ia di rumah\n"), "{}", ran.out);
    let ran = desk.run_with(&["check", "-", "--fix"], b"Ia dirumah\n");
    assert!(ran.status == 2 && ran.err.contains("--diff shows"), "{}", ran.err);
}

#[test]
fn every_encoding_is_kept() {
    let desk = desk("encodings");
    let fixed = "Kafé, di rumah saja.\r\n";
    let text = fixed.replace("di rumah", "dirumah");
    let wide = |text: &str| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let narrow = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let marked = |text: &str| ["\u{feff}", text].concat().into_bytes();
    for (name, old, new) in [
        ("wide.txt", wide(&text), wide(fixed)),
        ("narrow.txt", narrow(&text), narrow(fixed)),
        ("marked.txt", marked(&text), marked(fixed)),
    ] {
        desk.write(name, &old);
        assert_eq!(desk.run(&["check", name, "--fix"]).status, 0);
        assert_eq!(fs::read(desk.dir.join(name)).expect("there"), new, "{name}");
    }
    // Windows-1252 has curly quotation marks and no snowman.
    desk.write("narrow.txt", &narrow("Kafé disana, dirumah"));
    desk.run(&["check", "narrow.txt", "--fix"]);
    assert_eq!(
        fs::read(desk.dir.join("narrow.txt")).expect("there"),
        b"Kaf\xe9 di \x93sana\x94, di rumah"
    );
}

#[test]
fn records_change_where_they_must() {
    let desk = desk("records");
    let file = "{\"id\": 1, \"title\":\"Kabar dirumah\", \"text\":\"Kata \\\"dirumah\\\"\"}\n\n\
                {\"rusak\":\n{\"text\":\"Bersih.\", \"x\": [1,  2]}\n{\"text\":\"Lagi dirumah.\"}";
    desk.write("a.jsonl", file.as_bytes());
    let ran = desk.run(&["check", "a.jsonl", "--fix", "--format", "short"]);
    assert_eq!(ran.status, 2, "a broken line is still named");
    assert!(ran.err.contains("a.jsonl:3: "), "{}", ran.err);
    assert_eq!(desk.read("a.jsonl"), file.replace("dirumah", "di rumah"));
}

#[test]
fn of_two_corrections_of_the_same_words_the_graver_goes_first_and_the_other_is_named() {
    let desk = desk("conflict");
    desk.write("a.txt", b"Datang satu buah truk.\n");
    let ran = desk.run(&["check", "a.txt", "--fix", "--format", "short"]);
    assert_eq!(desk.read("a.txt"), "Datang satu truk.\n");
    assert_eq!(
        ran.err,
        "sunting: a.txt:1:8: meja/satu and meja/buah correct the same words differently; meja/buah went first\n"
    );
    let ran = desk.run(&["check", "a.txt", "--fix", "--lang", "id"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

#[test]
fn corrections_that_go_in_circles_are_not_made() {
    let desk = desk("circle");
    let text = "Lalu putar kiri dirumah.\n";
    desk.write("a.txt", text.as_bytes());
    desk.write("b.txt", b"Ia dirumah.\n");
    let ran = desk.run(&["check", "a.txt", "b.txt", "--fix"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("a.txt: its corrections do not come to rest"), "{}", ran.err);
    assert_eq!(desk.read("a.txt"), text, "not half of them either");
    assert_eq!(desk.read("b.txt"), "Ia di rumah.\n");
    // Of a file of many articles only that one is left.
    let records = "{\"text\":\"Ia dirumah.\"}\n{\"text\":\"Lalu putar kiri dirumah.\"}\n";
    desk.write("c.jsonl", records.as_bytes());
    let ran = desk.run(&["check", "c.jsonl", "--fix"]);
    assert!(ran.err.contains("c.jsonl:2: its corrections do not come to rest"), "{}", ran.err);
    assert_eq!(desk.read("c.jsonl"), records.replacen("dirumah", "di rumah", 1));
}

#[test]
fn the_last_correction_counts_the_words_that_the_first_one_made() {
    let desk = desk("rounds");
    desk.write("a.txt", b"Ada satu buah buah truk.\n");
    let ran = desk.run(&["check", "a.txt", "--fix"]);
    assert_eq!(desk.read("a.txt"), "Ada sebuah truk.\n", "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole_with_its_permissions_and_through_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = desk("files");
    desk.write("arsip/a.txt", b"Ia dirumah.\n");
    let path = desk.dir.join("arsip/a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o604)).expect("set");
    symlink("arsip/a.txt", desk.dir.join("b.txt")).expect("linked");
    let ran = desk.run(&["check", "b.txt", "arsip/a.txt", "--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "the same file twice is one file");
    assert_eq!(desk.read("arsip/a.txt"), "Ia di rumah.\n");
    assert!(fs::symlink_metadata(desk.dir.join("b.txt")).expect("there").is_symlink());
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o604);
    assert_eq!(fs::read_dir(desk.dir.join("arsip")).expect("there").count(), 1);
    desk.write("arsip/a.txt", b"Ia dirumah.\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let ran = desk.run(&["check", "arsip", "--fix"]);
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err, "sunting: arsip/a.txt: read-only; not written\n");
    assert_eq!(desk.read("arsip/a.txt"), "Ia dirumah.\n");
}

/// Every article of the fixtures, as text and as a record, corrected with all built-in rules.
#[test]
fn to_correct_twice_is_to_correct_once_and_a_record_is_corrected_as_a_text_is() {
    let desk = Desk::new("fixing-articles");
    desk.write("sunting.toml", b"profile = 'strict'\n");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut names = Vec::new();
    for path in support::files(&folder, "txt") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("an article");
        desk.write(&format!("teks/{name}"), text.as_bytes());
        let record = serde_json::json!({ "id": name, "text": text }).to_string();
        desk.write(&format!("rekaman/{name}.jsonl"), record.as_bytes());
        names.push(name);
    }
    let fix = || {
        let ran =
            desk.run(&["check", ".", "--fix-suggested", "--format", "json", "--fail-on", "never"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        names.iter().map(|name| desk.read(&format!("teks/{name}"))).collect::<Vec<_>>()
    };
    let once = fix();
    assert_eq!(fix(), once);
    assert!(!names.is_empty());
    for (name, text) in names.iter().zip(&once) {
        let record = desk.read(&format!("rekaman/{name}.jsonl"));
        let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
        assert_eq!(record["text"].as_str(), Some(text.as_str()), "{name}");
    }
}

#[test]
fn forms_with_markup_change_in_their_words_only() {
    let desk = desk("forms");
    let page = "<!doctype html><html><body><article><h1>Kabar</h1>\n\
                <p class=x>Ia tinggal <b>dirumah</b>&nbsp;saja, bukan dis<i>ana</i>.</p></article></body></html>\n";
    let markdown = "---\ntitle: Kabar\n---\n\nIa **dirumah**, lihat [disana](https://example.org/dirumah).\n\n`dirumah`\n";
    let array = "[\n  {\"title\": \"Kabar\", \"text\": \"Ia dirumah\\u002e\"},\n  {\"text\": \"Lain.\"}\n]\n";
    for (name, text) in [("a.html", page), ("a.md", markdown), ("a.json", array)] {
        desk.write(name, text.as_bytes());
        let diff = desk.run(&["check", name, "--diff"]);
        assert!(diff.status == 1 && diff.out.contains("\n+"), "{name}: {} {}", diff.out, diff.err);
        desk.run(&["check", name, "--fix"]);
    }
    assert_eq!(desk.read("a.json"), array.replace("dirumah", "di rumah"));
    let fixed = markdown.replacen("dirumah", "di rumah", 1).replacen("disana", "di “sana”", 1);
    assert_eq!(desk.read("a.md"), fixed);
    // A word that a tag cuts is left to a person.
    assert_eq!(desk.read("a.html"), page.replace("dirumah", "di rumah"));
}

#[test]
fn what_a_form_refuses_is_named_and_all_else_is_corrected() {
    let desk = Desk::new("fixing-refused");
    let rule = |id: &str, old: &str, new: &str| {
        format!(
            "[[rule]]\nid = 'meja/{id}'\nkind = 'pattern'\nseverity = 'error'\nsafe = true\npattern = '{old}'\n\
             replace = '{new}'\nmessage = {{ id = 'salah', en = 'wrong' }}\nsource = 'gaya redaksi'\n\
             examples = [{{ bad = 'Itu {old}.', good = 'Itu {new}.' }}]\n\n"
        )
    };
    // Markdown reads the stars as emphasis.
    let pack =
        rule("bintang", "lima bintang", "5*bintang*") + &rule("rumah", "dirumah", "di rumah");
    desk.write("meja.toml", pack.as_bytes());
    desk.write("sunting.toml", b"packs = ['meja.toml']\nselect = ['meja/*']\n");
    let text = "Hotel lima bintang itu tutup.\n\nIa dirumah.\n\nKata **dia**, lima bintang. Lalu dirumah lagi.\n";
    desk.write("a.md", text.as_bytes());
    let ran = desk.run(&["check", "a.md", "--fix", "--lang", "en"]);
    assert_eq!(desk.read("a.md"), text.replace("dirumah", "di rumah"), "{}", ran.err);
    let named = |at: &str| {
        format!(
            "sunting: a.md:{at}: “lima bintang” → “5*bintang*”: the file would read differently from what was meant\n"
        )
    };
    assert_eq!(ran.err, named("1:7") + &named("5:15"));
}

#[test]
fn what_is_taken_away_takes_the_space_of_a_paragraph_with_it() {
    let desk = Desk::new("fixing-space");
    desk.write("sunting.toml", b"select = ['characters/mojibake']\n");
    // Markdown drops the space that a paragraph begins or ends with, whatever kind of space it is.
    let text = "Kata dia,\u{c2}\u{a0}\n\nSuhu 31\u{c2}\u{b0} C.\n\n\u{c2}\u{a0}Ia pulang.\n";
    desk.write("a.md", text.as_bytes());
    let ran = desk.run(&["check", "a.md", "--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let fixed = text.replace("\u{c2}\u{a0}", " ").replace("\u{c2}\u{b0}", "\u{b0}");
    assert_eq!(desk.read("a.md"), fixed);
}

#[test]
fn a_diff_is_no_report() {
    let desk = desk("diff-report");
    desk.write("a.txt", ARTICLE.as_bytes());
    for more in [&["--report", "sarif=a.sarif"][..], &["--format", "short"], &["--statistics"]] {
        let ran = desk.run(&[&["check", "a.txt", "--diff"], more].concat());
        assert!(
            ran.status == 2 && ran.err.contains("cannot be used with"),
            "{more:?}: {}",
            ran.err
        );
    }
    assert!(!desk.dir.join("a.sarif").exists());
}

#[test]
fn a_block_that_is_deleted_leaves_the_others_as_they_were() {
    let desk = Desk::new("fixing-block");
    desk.write("sunting.toml", b"select = ['page/left-over']\n");
    let rest = ["Warga datang ke balai desa sejak pagi.", "Mereka pulang pada sore hari."];
    let left = "Baca juga: Jalan Desa Rusak";
    let markdown = |middle: &str| format!("{}\n\n{middle}\n\n{}\n", rest[0], rest[1]);
    let page = |middle: &str| {
        format!(
            "<article><p>{}</p>\n<p class=\"a\">{middle}</p>\n<p>{}</p></article>\n",
            rest[0], rest[1]
        )
    };
    let record = |middle: &str| {
        let text = format!("{}\\n\\n{middle}\\n\\n{}", rest[0], rest[1]);
        format!("{{\"text\":\"{text}\"}}\n")
    };
    for (name, old, new) in [
        ("a.md", markdown(left), markdown("")),
        ("a.html", page(left), page("")),
        ("a.txt", markdown(left), markdown("")),
        ("a.jsonl", record(left), record("")),
    ] {
        desk.write(name, old.as_bytes());
        let ran = desk.run(&["check", name, "--fix-suggested"]);
        assert_eq!((desk.read(name), ran.err.as_str()), (new, ""), "{name}: {}", ran.out);
    }
}
