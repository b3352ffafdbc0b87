//! `sunting fix`, fed with answers as a person would type them.

use std::fs;

#[path = "support/desk.rs"]
mod desk;

use self::desk::{Desk, HOUSE, Ran};

fn desk(name: &str, text: &str) -> Desk {
    let desk = Desk::new(&format!("asking-{name}"));
    desk.write("a.txt", text.as_bytes());
    desk
}

fn fix(desk: &Desk, answers: &str) -> Ran {
    desk.run_with(&["fix", "--fail-on", "warning"], answers.as_bytes())
}

const TEXT: &str =
    "Kata penduduk kampung.\r\nLalu warta sunter dan penduduk kampung.\r\nJuga penduduk kampung.";

#[test]
fn each_finding_is_shown_and_answered() {
    let desk = desk("answers", TEXT);
    desk.config("[rules]\n'house/say-warga' = 'warning'\n");
    let ran = fix(&desk, "?\n9\n1\ne Warta Sunter Pagi\ns\ne\norang desa\n");
    assert_eq!(
        desk.read("a.txt"),
        "Kata warga kampung.\r\nLalu Warta Sunter Pagi dan penduduk kampung.\r\nJuga orang desa."
    );
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "one is left");
    assert!(ran.out.contains("a.txt:1:6"), "{}", ran.out);
    assert!(ran.out.contains("  1  “warga kampung”"), "{}", ran.out);
    assert!(ran.out.contains("every finding of the same words"), "help was asked for: {}", ran.out);
    assert!(
        ran.out.ends_with("1 finding in 1 article: 0 errors, 1 warning, 0 notes (3 corrected)\n"),
        "{}",
        ran.out
    );
}

#[test]
fn one_answer_serves_all_that_are_alike() {
    let desk = desk("alike", TEXT);
    let ran = fix(&desk, "a\ns\n");
    assert_eq!(desk.read("a.txt"), TEXT.replace("penduduk", "warga"));
    assert_eq!(ran.out.matches("house/say-warga").count(), 1, "{}", ran.out);
    assert!(ran.out.ends_with("(3 corrected)\n"), "{}", ran.out);
}

#[test]
fn whoever_stops_keeps_what_was_answered() {
    let desk = desk("quit", TEXT);
    desk.write("b.txt", TEXT.as_bytes());
    for (answers, first) in [("1\nq\n", true), ("1\n", true), ("", false), ("q\n", false)] {
        desk.write("a.txt", TEXT.as_bytes());
        let ran = fix(&desk, answers);
        let changed = TEXT.replacen("penduduk", "warga", 1);
        assert_eq!(desk.read("a.txt") == changed, first, "{answers:?}");
        assert_eq!(desk.read("a.txt") == TEXT, !first, "{answers:?}");
        assert_eq!((desk.read("b.txt").as_str(), ran.status), (TEXT, 1));
    }
    let ran = fix(&desk, "f\n1\nq\n");
    assert_eq!(desk.read("a.txt"), TEXT, "{}", ran.out);
    assert_ne!(desk.read("b.txt"), TEXT);
}

#[test]
fn a_record_is_gone_through_as_an_article() {
    let desk = Desk::new("asking-records");
    let file = "{\"id\":1,\"text\":\"Oh penduduk kampung\"}\n{\"id\":2,\"text\":\"Kata \\\"penduduk kampung\\\"\"}\n";
    desk.write("a.jsonl", file.as_bytes());
    fix(&desk, "s\ne \"warga\"\n");
    assert_eq!(
        desk.read("a.jsonl"),
        file.replace("\\\"penduduk kampung\\\"", "\\\"\\\"warga\\\"\\\"")
    );
}

#[test]
fn a_word_goes_to_the_vocabulary_as_the_desk_keeps_it() {
    let text = "Warga menungu bantuan.\nMereka menungu lagi.\n";
    let desk = desk("vocabulary", text);
    let config = "# Kosakata kami\nselect = ['spelling/misspelt'] # ejaan saja\n";
    desk.write("sunting.toml", config.as_bytes());
    let ran = fix(&desk, "v\n");
    assert_eq!(ran.status, 0, "the word is right from then on: {} {}", ran.out, ran.err);
    let written = desk.read("sunting.toml");
    assert!(written.starts_with(config), "{written}");
    assert!(written.contains("[vocabulary]\naccept = [\"menungu\"]"), "{written}");
    assert_eq!(desk.read("a.txt"), text);

    desk.write("kata.txt", b"# kata\nlokapasar");
    let config = "select = ['spelling/misspelt']\nvocabulary.files = ['kata.txt']\n";
    desk.write("sunting.toml", config.as_bytes());
    assert_eq!(fix(&desk, "v\n").status, 0);
    assert_eq!(desk.read("kata.txt"), "# kata\nlokapasar\nmenungu\n");
    assert_eq!(desk.read("sunting.toml"), config);

    let ran = desk.run_with(&["fix", "--no-config", "--select", "spelling/misspelt"], b"v\n");
    assert!(ran.status == 2 && ran.err.contains("without a configuration"), "{}", ran.err);
}

#[test]
fn what_is_ignored_in_a_plain_text_goes_to_the_baseline() {
    let desk = desk("ignore", TEXT);
    let ran = fix(&desk, "i\n1\ns\n1\n");
    assert_eq!(desk.read("a.txt").matches("penduduk").count(), 2, "{} {}", ran.out, ran.err);
    assert!(desk.read("sunting.toml").contains("baseline = \"sunting-baseline.json\""));
    assert!(desk.read("sunting.toml").contains(HOUSE), "what stood there stands there");
    let ran = desk.run(&["check", "--format", "short", "--select", "house/say-warga"]);
    assert!(ran.out.starts_with("a.txt:2:"), "{}", ran.out);
    assert!(ran.out.ends_with("(1 in the baseline)\n"), "{}", ran.out);
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_left() {
    let desk = desk("readonly", TEXT);
    let path = desk.dir.join("a.txt");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let ran = fix(&desk, "1\nq\n");
    assert_eq!((ran.status, desk.read("a.txt").as_str()), (2, TEXT));
    assert!(ran.err.contains("a.txt: read-only; not written"), "{}", ran.err);
    let ran = desk.run_with(&["fix", "-"], b"1\n");
    assert!(ran.status == 2 && ran.err.contains("fix asks on standard input"), "{}", ran.err);
}

#[test]
fn a_name_is_corrected_wherever_its_wrong_form_stands() {
    let text = "Bupati Kartika datang. Kartika berkata begitu. Kata Kartka, jalan itu rusak. Kartika pulang.\r\n";
    let desk = desk("names", text);
    desk.write("sunting.toml", b"select = ['names/near-miss']\n");
    let ran = fix(&desk, "a\n");
    assert_eq!(desk.read("a.txt"), text.replace("Kartka", "Kartika"), "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("v vocabulary"), "a name may be right: {}", ran.out);
    desk.write("a.txt", b"Ia tinggal dirumah saja.\n");
    desk.write("sunting.toml", b"select = ['eyd/preposition-joined']\n");
    let ran = fix(&desk, "v\ns\n");
    assert!(!ran.out.contains("v vocabulary"), "no word would silence this rule: {}", ran.out);
    assert!(!desk.read("sunting.toml").contains("accept"));
}
