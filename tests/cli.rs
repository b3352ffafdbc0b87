//! The binary as people and machines run it: arguments, formats, exit status, and what it does with bad input.
//!
//! Rules are those of a small pack of its own (`fixtures/cli/house`), so that no built-in rule has a say here.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

#[path = "support/desk.rs"]
mod desk;

use self::desk::{Desk, FAULT, HOUSE, Ran};

#[test]
fn the_machine_format_is_exact() {
    let desk = Desk::new("jsonl");
    let ran = desk.run_with(&["check", "-", "--format", "jsonl"], FAULT);
    assert_eq!(
        ran.out,
        concat!(
            r#"{"path":"-","id":null,"field":null,"rule":"house/say-warga","severity":"warning","#,
            r#""message":"this desk writes “warga kampung” for “penduduk kampung”","#,
            r#""start":17,"end":33,"line":1,"column":18,"end_line":1,"end_column":34,"#,
            r#""text":"penduduk kampung","fixes":[{"safe":false,"edits":[{"start":17,"end":33,"#,
            r#""text":"warga kampung"}]}],"labels":[]}"#,
            "\n"
        )
    );
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

#[test]
fn a_record_is_told_by_its_id_and_field() {
    let desk = Desk::new("records");
    let record =
        r#"{"nomor":7,"judul":"Kabar penduduk kampung","isi":"Kata “é”.\npenduduk kampung ada."}"#;
    let args = [
        "check",
        "-",
        "--as",
        "records",
        "--format",
        "jsonl",
        "--id-field",
        "nomor",
        "--title-field",
        "judul",
        "--text-field",
        "isi",
    ];
    let found = desk.run_with(&args, record.as_bytes()).lines();
    let of = |found: &Value| {
        let keys = ["id", "field", "start", "end", "line", "column"];
        keys.map(|key| found[key].to_string()).join(" ")
    };
    assert_eq!(of(&found[0]), "\"7\" \"judul\" 6 22 1 7");
    assert_eq!(of(&found[1]), "\"7\" \"isi\" 15 31 2 1");
    desk.config("[records]\nid = 'nomor'\ntitle = 'judul'\ntext = 'isi'\n");
    let configured = desk.run_with(&args[..6], record.as_bytes()).lines();
    assert_eq!(configured, found);
}

#[test]
fn spans_are_those_of_the_file_in_any_encoding() {
    let desk = Desk::new("encodings");
    let text = "Kafé itu tutup.\r\nBantuan diterima penduduk kampung.\r\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let windows: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let marked = ["\u{feff}", text].concat().into_bytes();
    let wide: Vec<u8> = "penduduk kampung".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, fault) in [
        ("utf8.txt", text.as_bytes(), b"penduduk kampung".as_slice()),
        ("marked.txt", &marked, b"penduduk kampung"),
        ("windows.txt", &windows, b"penduduk kampung"),
        ("utf16.txt", &utf16, &wide),
    ] {
        desk.write(name, bytes);
        let found = &desk.run(&["check", name, "--format", "jsonl"]).lines()[0];
        let at = |key: &str| found[key].as_u64().expect("a number") as usize;
        assert_eq!(&bytes[at("start")..at("end")], fault, "{name}");
        assert_eq!((at("line"), at("column"), at("end_column")), (2, 18, 34), "{name}");
        assert_eq!(found["fixes"][0]["edits"][0]["start"], found["start"], "{name}");
    }
}

#[test]
fn the_exit_status_tells_findings_from_trouble() {
    let desk = Desk::new("status");
    let status = |args: &[&str]| desk.run_with(&[&["check", "-"], args].concat(), FAULT).status;
    assert_eq!(status(&[]), 0, "a warning fails nothing by itself");
    assert_eq!(status(&["--fail-on", "warning"]), 1);
    assert_eq!(status(&["--fail-on", "warning", "--min-severity", "error"]), 0);
    assert_eq!(status(&["--fail-on", "error"]), 0);
    assert_eq!(status(&["--nonsense"]), 2);
    desk.config("fail-on = 'info'\n");
    assert_eq!(status(&[]), 1);
    assert_eq!(status(&["--fail-on", "never"]), 0);
}

#[test]
fn trouble_is_named_and_the_rest_is_checked() {
    let desk = Desk::new("trouble");
    desk.write("a.txt", FAULT);
    desk.write(
        "b.jsonl",
        b"{\"text\":\"penduduk kampung\"}\n{\"text\":\n\n{\"text\":\"penduduk kampung\"}\n",
    );
    let ran = desk.run(&["check", "nowhere.txt", "a.txt", "b.jsonl", "--format", "json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("nowhere.txt: "), "{}", ran.err);
    assert!(ran.err.contains("b.jsonl:2: not JSON"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).expect("one JSON value");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["findings"][2]["id"], "4", "a record without an id goes by its line");
    assert_eq!(report["summary"]["articles"], 3);
    assert_eq!(report["summary"]["warning"], 3);
    assert_eq!(report["failures"][1]["line"], 2);
}

#[test]
fn a_folder_is_read_in_order_without_what_is_no_article() {
    let desk = Desk::new("folder");
    desk.write("berita/b.txt", FAULT);
    desk.write("berita/a/z.txt", FAULT);
    desk.write("berita/c.jsonl", b"{\"text\":\"penduduk kampung\"}");
    desk.write("berita/d.md", FAULT);
    desk.write("berita/e.csv", FAULT);
    desk.write("berita/package.json", b"{\"name\":\"penduduk kampung\"}");
    desk.write("berita/ignored.txt", FAULT);
    desk.write("berita/.gitignore", b"ignored.txt\n");
    let found = desk.run(&["check", "berita", "--format", "jsonl"]).lines();
    let paths: Vec<_> = found.iter().map(|found| found["path"].as_str().unwrap_or("")).collect();
    assert_eq!(paths, ["berita/a/z.txt", "berita/b.txt", "berita/c.jsonl", "berita/d.md"]);
    let here = desk.run(&["check", "--format", "jsonl"]).lines();
    assert_eq!(here.len(), 4, "without a path it is this folder");
}

#[test]
fn a_picture_is_skipped_with_a_note() {
    let desk = Desk::new("binary");
    desk.write("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.write("b.txt", FAULT);
    let ran = desk.run(&["check", ".", "--format", "short"]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.err, "sunting: a.txt: not text, skipped\n");
    assert!(ran.out.ends_with("1 finding in 1 article: 0 errors, 1 warning, 0 notes\n"));
}

#[test]
fn people_see_the_sentence_and_the_correction() {
    let desk = Desk::new("human");
    let text = "Pada Senin pagi yang dingin itu, ketika hujan belum juga reda dan jalan masih tergenang, \
                bantuan akhirnya diterima penduduk kampung di lereng gunung, kata kepala desa yang sejak \
                subuh menunggu truk pertama tiba. Truk kedua menyusul.\n\nDemikian warta sunter kemarin.\n";
    desk.write("a.txt", text.as_bytes());
    let ran = desk.run(&["check", "a.txt", "--lang", "en"]);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!("human_en", ran.out);
    let ran = desk.command(&["check", "a.txt"]).env("LC_ALL", "id_ID.UTF-8").output();
    insta::assert_snapshot!("human_id", Ran::new(&ran.expect("it runs")).out);
}

#[test]
fn colours_come_only_when_they_are_wanted() {
    let desk = Desk::new("colour");
    let has_colour = |args: &[&str]| desk.run_with(args, FAULT).out.contains('\u{1b}');
    assert!(!has_colour(&["check", "-"]), "this is no terminal");
    assert!(has_colour(&["check", "-", "--color", "always"]));
}

#[test]
fn nothing_in_an_article_acts_on_the_terminal() {
    let desk = Desk::new("escape");
    let text = "Kata \u{1b}]0;judul\u{7}\u{9b}2J\u{202e} penduduk kampung\u{1b}[31m\u{7f} itu.\n";
    desk.write("a.txt", text.as_bytes());
    let record = serde_json::json!({ "id": "\u{1b}[2J", "text": text }).to_string();
    desk.write("b\u{1b}[31m.jsonl", record.as_bytes());
    desk.write("c.jsonl", "{\"text\":1}\n\u{1b}[31m\n".as_bytes());
    for format in ["human", "short", "json", "jsonl"] {
        let ran = desk.run(&["check", ".", "--format", format]);
        assert!(ran.out.contains("house/say-warga"), "{format}: {}", ran.out);
        let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!ran.out.contains(acts), "{format}: {:?}", ran.out);
        assert!(!ran.err.contains(acts), "{format}: {:?}", ran.err);
    }
    let found = &desk.run(&["check", "a.txt", "--format", "jsonl"]).lines()[0];
    assert_eq!(found["text"], "penduduk kampung");
}

#[test]
fn the_carets_stand_under_the_fault_whatever_stands_before_it() {
    let desk = Desk::new("carets");
    let text = "Kata \u{1b}[1m “東京” e\u{301} di penduduk kampung itu.\n";
    let ran = desk.run_with(&["check", "-"], text.as_bytes());
    let lines: Vec<&str> = ran.out.lines().collect();
    let at = lines.iter().position(|line| line.contains("penduduk kampung itu")).expect("shown");
    // 東京 takes four columns and the accent none: two columns more than characters, one fewer.
    let before = |line: &str, mark: char| line.chars().take_while(|&c| c != mark).count();
    assert_eq!(before(lines[at + 1], '^'), before(lines[at], 'p') + 2 - 1, "{}", ran.out);
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let desk = Desk::new("pipe");
    desk.write("a.txt", &FAULT.repeat(20_000));
    let mut command = desk.command(&["check", "a.txt", "--format", "jsonl"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let mut head = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut head).expect("a finding");
    let ran = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&ran.stderr), "");
    assert_eq!(ran.status.code(), Some(0));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let desk = Desk::new("threads");
    let mut records = String::new();
    for n in 0..600 {
        let text = "Kata itu. ".repeat(n % 17) + "penduduk kampung";
        records += &serde_json::json!({ "id": n, "text": text }).to_string();
        records.push('\n');
    }
    desk.write("a.jsonl", records.as_bytes());
    for format in ["human", "json"] {
        let run = |n: &str| desk.run(&["check", ".", "--format", format, "--threads", n]);
        assert_eq!(run("1"), run("2"));
    }
    let ids = desk.run(&["check", ".", "--format", "jsonl"]).lines();
    assert!(ids.iter().enumerate().all(|(n, found)| found["id"].as_str() == Some(&n.to_string())));
    assert_eq!(ids.len(), 600);
}

#[test]
fn a_line_of_megabytes_finishes() {
    let desk = Desk::new("long");
    let text = "Bantuan diterima warga kampung lain dan penduduk kampung ini. ".repeat(40_000);
    let found = desk.run_with(&["check", "-", "--format", "jsonl"], text.as_bytes()).lines();
    assert_eq!(found.len(), 40_000);
    assert_eq!(found[39_999]["column"].as_u64(), Some(39_999 * 62 + 41));
}

#[test]
fn a_wrong_configuration_is_refused_with_its_place() {
    let desk = Desk::new("config");
    for (more, said) in [
        ("langauge = 'id'\n", "sunting.toml:3:1: unknown field `langauge`"),
        ("[rules]\n'house/say-wagra' = 'off'\n", "did you mean `house/say-warga`?"),
        ("[rules]\n'house/say-warga' = 'of'\n", "sunting.toml:4:21: unknown level `of`"),
        ("[rules]\n'house/say-warga' = { max = 3 }\n", "takes no options"),
        ("[[override]]\npaths = ['[']\nrules = {}\n", "sunting.toml:4:10: bad pattern"),
    ] {
        desk.config(more);
        let ran = desk.run_with(&["check", "-"], FAULT);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains(said), "{} lacks {said}", ran.err);
    }
    desk.config("");
    let ran = desk.run(&["check", "--select", "house/say-wagra"]);
    assert_eq!(
        ran.err,
        "sunting: --select: no rule `house/say-wagra`; did you mean `house/say-warga`?\n"
    );
    assert_eq!(ran.status, 2);
}

#[test]
fn a_configuration_is_gone_by() {
    let desk = Desk::new("chosen");
    let more = "[rules]\n'house/say-warga' = 'error'\n[[override]]\npaths = ['opini/**']\n\
                rules = { 'house/*' = 'off' }\n";
    desk.config(more);
    desk.write("opini/hari-ini/a.txt", FAULT);
    desk.write("warta/a.txt", FAULT);
    let found = desk.run(&["check", ".", "--format", "jsonl"]).lines();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["path"], "warta/a.txt");
    assert_eq!(found[0]["severity"], "error");
    // From a folder below, the nearest configuration above is the same one.
    let mut below = desk.command(&["check", "../opini", ".", "--format", "jsonl"]);
    let below = below.current_dir(desk.dir.join("warta")).output().expect("it runs");
    assert_eq!(Ran::new(&below).lines().len(), 1);
    let without = desk.run(&["check", "warta", "--format", "jsonl", "--no-config"]);
    assert!(!without.out.contains("house/"));
}

#[test]
fn the_catalogue_is_shown_and_tried() {
    let desk = Desk::new("catalogue");
    let rules = desk.run(&["rules"]);
    let row = rules.out.lines().find(|row| row.starts_with("house/say-warga")).expect("listed");
    let cells: Vec<_> = row.split_whitespace().take(4).collect();
    assert_eq!(cells, ["house/say-warga", "warning", "stable", "this"]);
    let listed: Value =
        serde_json::from_str(&desk.run(&["rules", "--format", "json"]).out).expect("JSON");
    let is_on = |rule: &&Value| rule["on"] == true;
    assert_eq!(listed.as_array().map(|all| all.iter().filter(is_on).count()), Some(2));

    let explained = desk.run(&["explain", "house/say-warga", "--lang", "id"]);
    assert_eq!(explained.status, 0);
    for part in [
        "sumber: gaya redaksi",
        "✗ Bantuan diterima penduduk kampung.",
        "\"house/say-warga\" = \"off\"",
    ] {
        assert!(explained.out.contains(part), "{} lacks {part}", explained.out);
    }
    let unknown = desk.run(&["explain", "say-warga"]);
    assert_eq!(
        (unknown.status, unknown.err.as_str()),
        (2, "sunting: no rule `say-warga`; did you mean `house/say-warga`?\n")
    );

    let tried = desk.run(&["test", "house"]);
    assert_eq!(
        (tried.status, tried.out.lines().last()),
        (0, Some("2 passed, 0 failed")),
        "{}",
        tried.out
    );
    let named = desk.run(&["test", HOUSE, "--no-config"]);
    assert_eq!(named.out, tried.out);
    // A pack that the configuration names too is one pack, whatever way it is named.
    let twice = desk.run(&["test", HOUSE]);
    assert_eq!((twice.status, twice.out), (0, tried.out));
}

#[test]
fn init_writes_once() {
    let desk = Desk::new("init");
    fs::remove_file(desk.dir.join("sunting.toml")).expect("it was there");
    assert_eq!(desk.run(&["init", "--lang", "id"]).status, 0);
    let written = fs::read_to_string(desk.dir.join("sunting.toml")).expect("written");
    assert!(written.contains("language = \"id\""));
    let again = desk.run(&["init"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("is there already"));
    assert_eq!(fs::read_to_string(desk.dir.join("sunting.toml")).expect("still there"), written);
    assert_eq!(desk.run_with(&["check", "-"], b"Warga datang.").status, 0);
}

#[test]
fn dates_are_shown_with_how_they_were_read() {
    let desk = Desk::new("dates");
    let text = "Kamis, 25/04/2024 20:06 WIB\n\nPasar Dibuka\n\nKata dia, Selasa (14/5), pasar dibuka November lalu.\n";
    desk.write("a.txt", text.as_bytes());
    let ran = desk.run(&["dates", "--lang", "en", "a.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines,
        [
            "a.txt\t–\t–\t2024-04-25\t2024-04-25\tpublication date, from the date line",
            "a.txt:1:1\t0\tKamis, 25/04/2024\t2024-04-25\t2024-04-25\tyear stated",
            "a.txt:5:11\t53\tSelasa (14/5)\t2024-05-14\t2024-05-14\tyear nearest to publication",
            "a.txt:5:39\t81\tNovember lalu\t2023-11-01\t2023-11-30\tcounted from publication",
        ]
    );
    let ran = desk.run(&["dates", "--lang", "en", "missing.txt"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn rules_are_listed_by_pack_severity_source_and_profile() {
    let desk = Desk::new("filters");
    let ids = |args: &[&str]| -> Vec<String> {
        let ran = desk.run(&[&["rules", "--format", "json"], args].concat());
        let rows: Vec<Value> = serde_json::from_str(&ran.out).expect("JSON");
        rows.iter().map(|row| row["id"].as_str().expect("an id").to_owned()).collect()
    };
    assert_eq!(ids(&["--pack", "house"]), ["house/name-of-the-desk", "house/say-warga"]);
    assert_eq!(ids(&["--pack", "house", "--severity", "error"]), ["house/name-of-the-desk"]);
    assert_eq!(ids(&["--source", "Gaya REDAKSI"]), ["house/name-of-the-desk", "house/say-warga"]);
    assert_eq!(ids(&["--on"]), ["house/name-of-the-desk", "house/say-warga"]);
    desk.write("sunting.toml", format!("packs = ['{HOUSE}']\n").as_bytes());
    let on = ids(&["--on", "--pack", "house"]);
    assert_eq!(on, ["house/name-of-the-desk", "house/say-warga"]);
    assert_eq!(
        ids(&["--on", "--pack", "house", "--profile", "minimal"]),
        ["house/name-of-the-desk"]
    );
}

#[test]
fn timing_names_each_part_of_the_work_and_leaves_the_report_as_it_is() {
    let desk = Desk::new("timing");
    let plain = desk.run_with(&["check", "-", "--format", "short"], FAULT);
    let timed = desk.run_with(&["check", "-", "--format", "short", "--timing"], FAULT);
    assert_eq!(timed.out, plain.out);
    for part in ["facts", "terms", "sequences"] {
        assert!(
            timed.err.lines().any(|line| line.ends_with(part) && line.contains(" ms ")),
            "{part}"
        );
    }
}
