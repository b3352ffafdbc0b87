//! Reports as their readers take them: each format of the binary's output is read back by the rules of its format.
//!
//! The articles are hostile on purpose: markup, control characters, characters of one to four bytes, records, names of
//! files that are markup themselves. Rules are those of `fixtures/cli/house`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Stdio;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

#[path = "support/desk.rs"]
mod desk;

use self::desk::{Desk, FAULT};

const HOSTILE: &str = "Judul <b>&amp; \"kutip\"</b> 'x'\n\n\
    😀é “Kafé” <script>alert(1)</script> penduduk kampung ]]> --> \u{1b}[31m\u{202e} |a|\n\
    penduduk kampung lagi, ::error::x%0A dan penduduk kampung; warta sunter.\n";

const NAME: &str = "berita/a<b>&'c d.txt";

/// A desk with a hostile article, two records and a clean article.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write(NAME, HOSTILE.as_bytes());
    desk.write("berita/bersih.txt", b"Pasar itu ramai.\n");
    desk.write(
        "berita/z.jsonl",
        b"{\"id\":\"r&1\",\"title\":\"Kabar\",\"text\":\"\xf0\x9f\x98\x80 penduduk kampung.\"}\n\
          {\"id\":\"r2\",\"title\":\"Warta sunter\",\"text\":\"Baik.\"}\n",
    );
    desk
}

fn report(desk: &Desk, format: &str) -> String {
    let ran = desk.run(&["check", "berita", "--lang", "en", "--format", format]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "{format}");
    ran.out
}

/// The bytes of a line of the hostile article, line end not counted.
fn line(number: u64) -> &'static str {
    HOSTILE.lines().nth(number as usize - 1).expect("a line of the article")
}

fn of<'a>(results: &'a Value, at: &str) -> &'a [Value] {
    results.pointer(at).and_then(Value::as_array).unwrap_or_else(|| panic!("no {at}"))
}

fn number(value: &Value, at: &str) -> u64 {
    value.pointer(at).and_then(Value::as_u64).unwrap_or_else(|| panic!("no {at} in {value}"))
}

fn text<'a>(value: &'a Value, at: &str) -> &'a str {
    value.pointer(at).and_then(Value::as_str).unwrap_or_else(|| panic!("no {at} in {value}"))
}

#[test]
fn sarif_says_what_its_standard_asks_for_in_columns_of_utf_16() {
    let desk = desk("sarif");
    let log: Value = serde_json::from_str(&report(&desk, "sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = of(run, "/tool/driver/rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(rule, "/id")).collect();
    assert_eq!(ids, ["house/name-of-the-desk", "house/say-warga"].into());
    for rule in rules {
        for at in ["/shortDescription/text", "/fullDescription/text", "/help/text"] {
            assert!(!text(rule, at).is_empty());
        }
        assert!(text(rule, "/help/text").contains("gaya redaksi"));
    }
    let results = of(run, "/results");
    assert_eq!(results.len(), 6);
    let mut prints = BTreeSet::new();
    for result in results {
        assert!(ids.contains(text(result, "/ruleId")));
        assert!(["error", "warning", "note"].contains(&text(result, "/level")));
        assert!(!text(result, "/message/text").is_empty());
        let uri = text(result, "/locations/0/physicalLocation/artifactLocation/uri");
        assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)), "{uri}");
        assert!(prints.insert(text(result, "/partialFingerprints/primaryLocationLineHash")));
    }
    // The region, cut out of the line in code units, is what was found; so is what the correction takes away.
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    let units: Vec<u16> = line(number(region, "/startLine")).encode_utf16().collect();
    let range = |region: &Value| {
        let end = number(region, "/endColumn") as usize - 1;
        String::from_utf16_lossy(&units[number(region, "/startColumn") as usize - 1..end])
    };
    assert_eq!(range(region), "penduduk kampung");
    let replacement = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(range(&replacement["deletedRegion"]), "penduduk kampung");
    assert_eq!(text(replacement, "/insertedContent/text"), "warga kampung");
    // A record is on its line, and the file must not be edited by columns of a text that stands escaped in it.
    let record = results.last().expect("the last one");
    assert_eq!(
        record["locations"][0]["physicalLocation"]["region"],
        serde_json::json!({"startLine": 2})
    );
    assert_eq!(text(record, "/locations/0/logicalLocations/0/fullyQualifiedName"), "r2/title");
    assert!(record.get("fixes").is_none());
}

#[test]
fn sarif_tells_what_could_not_be_read() {
    let desk = Desk::new("sarif-trouble");
    desk.write("a.jsonl", b"{\"text\":\n");
    let ran = desk.run(&["check", "a.jsonl", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&ran.out).expect("JSON");
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((ran.status, &invocation["executionSuccessful"]), (2, &Value::Bool(false)));
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(number(told, "/locations/0/physicalLocation/region/startLine"), 1);
    assert!(of(&log, "/runs/0/results").is_empty());
}

#[test]
fn fingerprints_outlive_lines_put_in_above_and_a_new_name() {
    let desk = Desk::new("prints");
    let prints = |name: &str, article: &str| -> Vec<String> {
        desk.write(name, article.as_bytes());
        let ran = desk.run(&["check", name, "--format", "sarif"]);
        let log: Value = serde_json::from_str(&ran.out).expect("JSON");
        let results = of(&log, "/runs/0/results").iter();
        results.map(|it| text(it, "/partialFingerprints/sunting~1v1").to_owned()).collect()
    };
    let old = prints("a.txt", HOSTILE);
    assert_eq!(old.len(), 4);
    assert_eq!(old, prints("b.txt", &format!("Baris baru.\n\n{HOSTILE}\nEkor.\n")));
}

#[test]
fn gitlab_gets_an_array_whose_fingerprints_are_all_different() {
    let desk = desk("gitlab");
    let report: Value = serde_json::from_str(&report(&desk, "gitlab")).expect("JSON");
    let issues = of(&report, "");
    let mut prints = BTreeSet::new();
    for issue in issues {
        assert!(prints.insert(text(issue, "/fingerprint")));
        assert!(["info", "minor", "major"].contains(&text(issue, "/severity")));
        assert!(!text(issue, "/description").is_empty() && !text(issue, "/check_name").is_empty());
        assert!(text(issue, "/location/path").starts_with("berita/"));
        assert!(number(issue, "/location/lines/begin") >= 1);
    }
    assert_eq!(issues.len(), 6);
    assert_eq!(number(&issues[5], "/location/lines/begin"), 2, "the line of the record");
    let clean = desk.run(&["check", "berita/bersih.txt", "--format", "gitlab"]);
    let clean: Value = serde_json::from_str(&clean.out).expect("JSON");
    assert_eq!(clean, serde_json::json!([]));
}

#[test]
fn reviewdog_gets_columns_in_bytes() {
    let desk = desk("rdjsonl");
    let report = report(&desk, "rdjsonl");
    let found: Vec<Value> =
        report.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(found.len(), 6);
    for found in found.iter().filter(|found| text(found, "/location/path") == NAME) {
        let cut = |range: &Value| {
            let line = line(number(range, "/start/line"));
            let end = number(range, "/end/column") as usize - 1;
            line[number(range, "/start/column") as usize - 1..end].to_owned()
        };
        let old = cut(&found["location"]["range"]);
        assert!(["penduduk kampung", "warta sunter"].contains(&old.as_str()), "{old}");
        assert_eq!(cut(&found["suggestions"][0]["range"]), old);
        assert!(["ERROR", "WARNING", "INFO"].contains(&text(found, "/severity")));
    }
    let range = &found[5]["location"]["range"];
    assert_eq!(*range, serde_json::json!({"start": {"line": 2}, "end": {"line": 2}}));
    let args =
        ["check", "-", "--format", "rdjsonl", "--rule-url", "https://meja.example/{rule}.html"];
    let found = &desk.run_with(&args, FAULT).lines()[0];
    assert_eq!(text(found, "/code/url"), "https://meja.example/house/say-warga.html");
}

/// Elements with their attributes and text as a reader of XML has them.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::End(_) => depth -= 1,
            event @ (Event::Start(_) | Event::Empty(_)) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                let (Event::Start(tag) | Event::Empty(tag)) = event else { unreachable!() };
                let name = tag.name().as_ref().to_owned();
                let attributes = tag.attributes().map(|it| {
                    let it = it.expect("a whole attribute");
                    let key = it.key.as_ref().to_owned();
                    (
                        key,
                        quick_xml::escape::unescape(&it.value)
                            .expect("known entities")
                            .into_owned(),
                    )
                });
                found.push((name, attributes.collect()));
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "all elements are closed");
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    assert!(xml.chars().all(is_xml), "characters that XML knows");
    found
}

fn attribute<'a>(attributes: &'a [(String, String)], key: &str) -> &'a str {
    attributes.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
}

#[test]
fn checkstyle_is_xml_with_the_files_and_their_errors() {
    let found = elements(&report(&desk("checkstyle"), "checkstyle"));
    assert_eq!((found[0].0.as_str(), attribute(&found[0].1, "version")), ("checkstyle", "4.3"));
    assert_eq!(attribute(&found[1].1, "name"), NAME);
    let errors: Vec<_> = found.iter().filter(|(name, _)| name == "error").collect();
    assert_eq!(errors.len(), 6);
    for (_, attributes) in errors {
        assert!(attribute(attributes, "line").parse::<u32>().expect("a number") >= 1);
        assert!(["error", "warning", "info"].contains(&attribute(attributes, "severity")));
        assert!(!attribute(attributes, "message").is_empty());
        assert!(attribute(attributes, "source").starts_with("house/"));
    }
}

#[test]
fn junit_counts_as_failures_what_makes_the_run_fail() {
    let desk = desk("junit");
    let counts = |args: &[&str]| {
        let ran = desk.run(&[&["check", "berita", "--format", "junit"], args].concat());
        let found = elements(&ran.out);
        let n = |name: &str| found.iter().filter(|(it, _)| it == name).count();
        let sum = |key: &str| -> usize {
            let suites = found.iter().filter(|(name, _)| name == "testsuite");
            suites.map(|(_, it)| attribute(it, key).parse::<usize>().expect("a number")).sum()
        };
        assert_eq!((sum("tests"), sum("failures")), (n("testcase"), n("failure")));
        let mut names = BTreeSet::new();
        for (_, test) in found.iter().filter(|(name, _)| name == "testcase") {
            assert!(names.insert((attribute(test, "classname"), attribute(test, "name"))));
        }
        (ran.status, n("testsuite"), n("testcase"), n("failure"))
    };
    assert_eq!(counts(&[]), (1, 4, 7, 2));
    assert_eq!(counts(&["--fail-on", "warning"]), (1, 4, 7, 6));
    assert_eq!(counts(&["--fail-on", "never"]), (0, 4, 7, 0));
}

#[test]
fn github_is_told_the_place_in_one_command_a_finding() {
    let desk = desk("github");
    let ran = desk.run_with(&["check", "-", "--lang", "en", "--format", "github"], FAULT);
    assert_eq!(
        ran.out,
        "::warning file=-,line=1,endLine=1,col=18,endColumn=34,title=house/say-warga::\
         this desk writes “warga kampung” for “penduduk kampung”\n"
    );
    let report = report(&desk, "github");
    assert_eq!(report.lines().count(), 6);
    let last = report.lines().last().expect("a line");
    assert_eq!(
        last,
        "::error file=berita/z.jsonl,line=2,endLine=2,title=house/name-of-the-desk::\
         r2, title: the name of the desk is written “Warta Sunter”"
    );
}

#[test]
fn a_summary_is_added_to_what_the_step_has_said_and_stays_below_its_limit() {
    let desk = desk("summary");
    desk.write("step.md", b"before\n");
    let many = "penduduk kampung. ".repeat(200) + "\n";
    let records = (0..200).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"{}\"}}\n", many.trim()));
    desk.write("banyak.jsonl", records.collect::<String>().as_bytes());
    let args =
        ["check", "berita", "banyak.jsonl", "--lang", "en", "--report", "github-summary=step.md"];
    assert_eq!(desk.run(&args).status, 1);
    let summary = fs::read_to_string(desk.dir.join("step.md")).expect("it is there");
    assert!(summary.starts_with("before\n## sunting\n"), "{}", &summary[..80]);
    assert!(summary.len() < 1 << 20, "{} bytes", summary.len());
    assert!(summary.contains("**berita/a&lt;b&gt;&amp;'c d.txt**"));
    assert!(summary.contains("more findings do not fit into this summary"));
    assert!(
        summary.contains("**40006 findings in 204 articles: 2 errors, 40004 warnings, 0 notes**")
    );
    assert!(summary.contains("| house/say-warga | 40004 |"));
}

#[test]
fn statistics_count_by_rule_and_by_file() {
    let desk = desk("statistics");
    let ran = desk.run(&["check", "berita", "--lang", "en", "--statistics"]);
    let rows: Vec<Vec<&str>> =
        ran.out.lines().map(|row| row.split_whitespace().collect()).collect();
    let has = |row: &[&str]| rows.iter().any(|found| found == row);
    assert_eq!(rows[1][..4], ["4", "0", "4", "0"], "{}", ran.out);
    assert_eq!(rows[1][5], "house/say-warga");
    assert!(rows.iter().any(|row| row.starts_with(&["2", "1", "1", "0"]) && row.ends_with(&["berita/z.jsonl"])));
    assert!(!ran.out.contains("bersih"));
    assert!(!has(&[]) || ran.out.contains("6 findings in 4 articles"));
    let indonesian = desk.run(&["check", "berita", "--lang", "id", "--format", "statistics"]).out;
    assert!(indonesian.contains("per 1.000 kata"), "{indonesian}");
}

/// The text of a page, its tags taken away and entities put back.
fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open + rest[open..].find('>').expect("a whole tag") + 1..];
    }
    out.push_str(rest);
    quick_xml::escape::unescape(&out).expect("known entities").into_owned()
}

#[test]
fn the_page_shows_the_article_and_asks_for_nothing() {
    let page = report(&desk("html"), "html");
    for asking in [" src=", "url(", "@import", "<link", "<iframe", "fetch(", "XMLHttpRequest"] {
        assert!(!page.contains(asking), "{asking}");
    }
    assert!(page.contains("default-src 'none'"));
    let body = page.split("<main>").nth(1).expect("a body").split("<script>").next().expect("it");
    // Nothing of an article or of its name is a tag.
    for hostile in ["<script", "<b>&amp; ", "a<b>", "\u{1b}", "\u{202e}"] {
        assert!(!body.contains(hostile), "{hostile}");
    }
    // Every article is there whole, with the places marked and a finding for each.
    let articles = visible(body);
    for words in
        ["Judul <b>&amp; \"kutip\"</b> 'x'", "<script>alert(1)</script>", "Kabar", "no findings"]
    {
        assert!(articles.contains(words), "{words}\n{articles}");
    }
    assert_eq!(body.matches("class=\"card ").count(), 6);
    assert_eq!(body.matches("<mark ").count(), 6);
    assert_eq!(body.matches("<del>penduduk kampung</del> → <ins>warga kampung</ins>").count(), 4);
    // Addresses within the page lead somewhere, each to one place.
    let names: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "no name twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(names.contains(&target), "{target}");
    }
    for tag in
        ["article", "section", "div", "p", "h2", "h3", "mark", "a", "ul", "li", "span", "main"]
    {
        let opened =
            page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn marks_that_overlap_or_are_empty_keep_the_text_whole() {
    // Built-in rules: a space put in, a bracket left open, one word in two findings.
    let desk = Desk::new("overlap");
    let article =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles/rusia-as.txt"))
            .expect("the article");
    desk.write("a.txt", article.as_bytes());
    let args = ["check", "a.txt", "--no-config", "--profile", "strict", "--min-severity", "info"];
    let ran = desk.run(&[&args[..], &["--format", "html"]].concat());
    let body = ran.out.split("<main>").nth(1).expect("a body");
    let mut shown = String::new();
    for row in body.split("<div class=\"row\">\n").skip(1) {
        // The paragraph alone, without the numbers that lead to the findings.
        let block =
            row.split("</p>\n").next().expect("a part").split("</h3>\n").next().expect("it");
        let pieces = block.split("<a class=\"n\"");
        let pieces = pieces.map(|it| it.split_once("</a>").map_or(it, |(_, rest)| rest));
        shown.push_str(&visible(&pieces.collect::<String>()));
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (shown, expected) = (words(&shown).concat(), words(&article).concat());
    assert_eq!(shown, expected);
}

#[test]
fn several_reports_of_one_run_are_what_each_would_be_alone() {
    let desk = desk("several");
    let formats =
        ["jsonl", "sarif", "gitlab", "checkstyle", "junit", "rdjsonl", "html", "statistics"];
    let files: Vec<String> = formats.iter().map(|it| format!("{it}=out.{it}")).collect();
    let mut args =
        vec!["check", "berita", "--lang", "en", "--min-severity", "info", "--format", "short"];
    args.extend(files.iter().flat_map(|file| ["--report", file.as_str()]));
    let ran = desk.run(&args);
    let alone = |format| {
        desk.run(&["check", "berita", "--lang", "en", "--min-severity", "info", "--format", format])
            .out
    };
    assert_eq!(ran.out, alone("short"));
    for format in formats {
        let file = fs::read_to_string(desk.dir.join(format!("out.{format}"))).expect("it is there");
        assert_eq!(file, alone(format), "{format}");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_said_before_work_begins() {
    let desk = desk("unwritable");
    desk.write("ada.sarif", b"old");
    for (file, why) in [
        ("sarif=tidak/ada/a.sarif", "there is no folder tidak/ada"),
        ("sarif=berita", "it is a folder"),
        ("sarif=", "a file is missing"),
        ("sarif=-", "--format sarif"),
        ("sarif", "FORMAT=FILE"),
        ("excel=a.xls", "no format `excel`"),
    ] {
        let ran = desk.run(&["check", "berita", "--report", "html=ada.sarif", "--report", file]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(why), "{file}: {}", ran.err);
    }
    let twice = ["check", "berita", "--report", "html=a.x", "--report", "sarif=a.x"];
    assert_eq!(desk.run(&twice).status, 2);
    assert_eq!(fs::read(desk.dir.join("ada.sarif")).expect("it is there"), b"old");
    let names = fs::read_dir(&desk.dir).expect("the folder").map(|it| it.expect("it").file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().ends_with(".tmp")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_reader_that_goes_away_costs_no_report() {
    let desk = desk("gone");
    let many = "penduduk kampung.\n".repeat(20_000);
    desk.write("banyak.txt", many.as_bytes());
    let mut command =
        desk.command(&["check", "banyak.txt", "--format", "short", "--report", "jsonl=a.jsonl"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let report = fs::read_to_string(desk.dir.join("a.jsonl")).expect("it is there");
    assert_eq!(report.lines().count(), 20_000);
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let desk = Desk::new("generated");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run(&["completions", shell]).out;
        assert!(script.contains("min-severity"), "{shell}");
    }
    assert!(desk.run(&["man"]).out.contains(".TH sunting 1"));
    assert_eq!(desk.run(&["man", "--dir", "man"]).status, 0);
    let page = fs::read_to_string(desk.dir.join("man/sunting-check.1")).expect("it is there");
    assert!(page.contains("report"));
}

#[test]
fn a_report_among_the_articles_is_none() {
    let desk = desk("among");
    let args =
        ["check", ".", "--report", "html=berita/laporan.html", "--report", "jsonl=berita/a.jsonl"];
    let first = desk.run(&args);
    assert_eq!((first.status, first.err.as_str()), (1, ""));
    assert_eq!(desk.run(&args), first, "a run passes over what it writes itself");
    fs::remove_file(desk.dir.join("berita/a.jsonl")).expect("it is there");
    let ran = desk.run(&["check", "."]);
    let note = "sunting: berita/laporan.html: a report of sunting, skipped\n";
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (first.out.as_str(), note));
    let ran = desk.run(&["check", "berita/laporan.html", "--fix-suggested"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, note));
    let article = "berita/bersih.txt";
    let report = format!("html={article}");
    let ran = desk.run(&["check", "berita/z.jsonl", article, "--report", &report]);
    assert_eq!(ran.err, "sunting: --report: berita/bersih.txt is an article of this run\n");
    assert_eq!((ran.status, desk.read(article).as_str()), (2, "Pasar itu ramai.\n"));
}
