//! The server as its clients meet it: the LanguageTool interface key by key, the page's own interface, who is turned
//! away, and what becomes of requests that are broken, too long or never finished.

#![cfg(feature = "serve")]

mod support {
    pub(crate) mod server;
}

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use support::server::{Server, encoded, read};

const TEXT: &str = "😀 Ia tinggal dirumah, lalu pergi ke apotik.";

fn start() -> Server {
    Server::start(&["--no-config"])
}

fn matches(answer: &Value) -> &Vec<Value> {
    answer["matches"].as_array().expect("a list of matches")
}

/// The words that a match stands on, by its places in UTF-16.
fn words(text: &str, found: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let number = |key: &str| found[key].as_u64().expect("a number") as usize;
    String::from_utf16(&units[number("offset")..number("offset") + number("length")])
        .expect("whole characters")
}

fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).expect("the folder can be made");
    dir
}

#[test]
fn a_check_answers_with_every_key_and_counts_in_utf16() {
    let server = start();
    let answer = server.check(&[("language", "id-ID"), ("text", TEXT)]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let reply = answer.json();
    let found: Vec<String> = matches(&reply).iter().map(|found| words(TEXT, found)).collect();
    assert_eq!(found, ["dirumah", "apotik"]);
    let first = &matches(&reply)[0];
    assert_eq!(first["offset"], 14);
    assert_eq!(first["replacements"][0]["value"], "di rumah");
    assert_eq!(first["sentence"], TEXT);
    assert_eq!(first["context"]["offset"], 14);
    for key in
        ["software", "warnings", "language", "matches", "sentenceRanges", "extendedSentenceRanges"]
    {
        assert!(!reply[key].is_null(), "{key}");
    }
    for key in [
        "message",
        "shortMessage",
        "replacements",
        "offset",
        "length",
        "context",
        "sentence",
        "type",
        "rule",
        "ignoreForIncompleteSentence",
        "contextForSureMatch",
    ] {
        assert!(!first[key].is_null(), "{key}");
    }
    for key in ["id", "description", "issueType", "category"] {
        assert!(!first["rule"][key].is_null(), "{key}");
    }
    let detected = &reply["language"]["detectedLanguage"];
    assert_eq!((&reply["language"]["code"], &detected["code"]), (&json!("id-ID"), &json!("id-ID")));
    assert_eq!(reply["sentenceRanges"], json!([[0, TEXT.encode_utf16().count()]]));
}

#[test]
fn every_way_of_asking_gives_the_same_answer() {
    let server = start();
    let form = encoded(&[("language", "id-ID"), ("text", TEXT)]);
    let expected = server.post("/v2/check", form.as_bytes()).json();
    assert_eq!(matches(&expected).len(), 2);
    for target in ["//v2/check", "/check", "/v2/check/"] {
        assert_eq!(server.post(target, form.as_bytes()).json(), expected, "{target}");
    }
    assert_eq!(server.get(&format!("/v2/check?{form}")).json(), expected);
    // Parameters in the address go before those of the body.
    let query = format!("/v2/check?{}", encoded(&[("text", TEXT)]));
    assert_eq!(server.post(&query, b"language=id-ID&text=lain").json(), expected);
    // As LibreOffice 7.4 writes it, and without a type.
    let raw = format!("text={TEXT}&language=id-ID");
    assert_eq!(server.post("/v2/check", raw.as_bytes()).json(), expected);
    let json = [("content-type", "application/json")];
    assert_eq!(server.send("POST", "/v2/check", &json, form.as_bytes()).json(), expected);
    let data = json!({ "text": TEXT }).to_string();
    assert_eq!(server.check(&[("language", "id"), ("data", &data)]).json(), expected);
    let auto =
        server.check(&[("language", "auto"), ("text", TEXT), ("preferredVariants", "en-US,de-DE")]);
    assert_eq!(auto.json()["matches"], expected["matches"]);
    let noop =
        server.check(&[("language", "auto"), ("text", TEXT), ("noopLanguages", "id,fr")]).json();
    assert_eq!(noop["matches"], json!([]));
}

#[test]
fn an_annotated_text_counts_its_markup() {
    let server = start();
    let data = json!({ "annotation": [
        { "markup": "<p>😀 ", "interpretAs": "" }, { "text": "Ia tinggal diru" }, { "markup": "<b>" },
        { "text": "mah." }, { "markup": "</b></p>", "interpretAs": "\n" }, { "text": "Lalu ke apotik." },
    ] });
    let whole = "<p>😀 Ia tinggal diru<b>mah.</b></p>Lalu ke apotik.";
    let reply = server.check(&[("language", "id"), ("data", &data.to_string())]).json();
    let found: Vec<String> = matches(&reply).iter().map(|found| words(whole, found)).collect();
    assert_eq!(found, ["diru<b>mah", "apotik"]);
    // What would tear the markup apart is not offered.
    assert_eq!(matches(&reply)[0]["replacements"], json!([]));
    assert_eq!(matches(&reply)[1]["replacements"][0]["value"], "apotek");
}

#[test]
fn clients_switch_rules_by_name_category_level_and_mode() {
    let server = start();
    let text = "Wali kota itu bertemua dengan warga.  Ia pergi ke apotik.";
    let ids = |more: &[(&str, &str)]| -> BTreeSet<String> {
        let form = [&[("language", "id"), ("text", text)], more].concat();
        let reply = server.check(&form).json();
        let id = |found: &Value| found["rule"]["id"].as_str().expect("an id").to_owned();
        matches(&reply).iter().map(id).collect()
    };
    let set =
        |ids: &[&str]| -> BTreeSet<String> { ids.iter().map(|id| (*id).to_owned()).collect() };
    let usual = set(&["EYD_NONSTANDARD_WORD", "ID_SPELLING_RULE"]);
    assert_eq!(ids(&[]), usual);
    assert_eq!(ids(&[("disabledRules", "ID_SPELLING_RULE")]), set(&["EYD_NONSTANDARD_WORD"]));
    assert_eq!(ids(&[("disabledCategories", "TYPOS")]), set(&[]));
    let only = [("enabledRules", "WHITESPACE_RULE"), ("enabledOnly", "true")];
    assert_eq!(ids(&only), set(&["WHITESPACE_RULE"]));
    assert!(ids(&[("level", "picky")]).contains("WHITESPACE_RULE"));
    assert_eq!(ids(&[("mode", "allButTextLevelOnly")]), usual);
    assert_eq!(ids(&[("mode", "textLevelOnly")]), set(&[]));
}

#[test]
fn the_other_paths_of_the_interface_answer_in_its_form() {
    let server = start();
    let languages = server.get("/v2/languages").json();
    assert_eq!(languages[0], json!({ "name": "Indonesian", "code": "id", "longCode": "id-ID" }));
    assert_eq!(server.get("/v2/maxtextlength").text(), "1000000");
    assert_eq!(server.get("/v2/healthcheck").text(), "OK");
    assert_eq!(server.get("/v2/info").json()["software"]["name"], "sunting");
    let info = server.get("/v2/configinfo?language=id").json();
    let rules = info["rules"].as_array().expect("rules");
    let speller =
        rules.iter().find(|rule| rule["ruleId"] == "ID_SPELLING_RULE").expect("the speller");
    assert_eq!(speller["isDictionaryBasedSpellingRule"], "yes");
    assert!(rules.iter().any(|rule| rule["isTextLevelRule"] == "yes"));
    assert!(rules.iter().any(|rule| rule["isDefaultOff"] == "yes"));
}

#[test]
fn errors_are_plain_text_and_hold_nothing_of_the_draft() {
    let server = start();
    let secret = "rahasianegara";
    for (form, status) in [
        (format!("text={secret}"), 400),
        (format!("language=xx&text={secret}"), 400),
        (format!("language=id&text={secret}&data={secret}"), 400),
        (format!("language=id&data={secret}"), 400),
        (format!("language=id&text={secret}&enabledOnly=true"), 400),
        (format!("language=id&text={secret}&autodetect=1"), 400),
    ] {
        let answer = server.post("/v2/check", form.as_bytes());
        assert_eq!(answer.status, status, "{form}");
        assert!(
            answer.text().starts_with("Error: ") && !answer.text().contains(secret),
            "{}",
            answer.text()
        );
    }
    for (method, target, status) in [
        ("DELETE", "/v2/check", 405),
        ("PUT", "/api/check", 405),
        ("POST", "/v2/languages", 405),
        ("GET", "/api/check", 405),
        ("GET", "/rahasianegara/x", 404),
        ("GET", "/../Cargo.toml", 404),
        ("GET", "/%2e%2e/Cargo.toml", 404),
    ] {
        let answer = server.send(method, target, &[], b"");
        assert_eq!(answer.status, status, "{method} {target}");
        assert!(answer.text().starts_with("Error: "), "{}", answer.text());
    }
    let answer = server.post("/api/check", format!("{{\"text\": {secret}").as_bytes());
    assert!(answer.status == 400 && !answer.text().contains(secret), "{}", answer.text());
    let said = server.stop();
    assert!(said.contains("POST /v2/check 400") && !said.contains(secret), "{said}");
}

#[test]
fn words_are_listed_added_and_taken_away() {
    let dir = folder("words");
    let text = [("language", "id"), ("text", "Wali kota itu bertemua dengan warga.")];
    let n_found = |server: &Server| matches(&server.check(&text).json()).len();
    let word = encoded(&[("word", "bertemua"), ("username", "a"), ("apiKey", "b")]);
    let add = |server: &Server| server.post("/v2/words/add", word.as_bytes()).json();
    let delete = |server: &Server| server.post("/v2/words/delete", word.as_bytes()).json();
    let server = Server::start_in(&dir, &["--no-config"]);
    assert_eq!(server.get("/v2/words?limit=5&username=a&apiKey=b").json(), json!({ "words": [] }));
    assert_eq!((add(&server), n_found(&server)), (json!({ "added": true }), 0));
    assert_eq!(server.get("/v2/words").json(), json!({ "words": ["bertemua"] }));
    assert_eq!(server.get("/v2/words?offset=1").json(), json!({ "words": [] }));
    assert_eq!((delete(&server), n_found(&server)), (json!({ "deleted": true }), 1));
    assert_eq!(delete(&server), json!({ "deleted": false }));
    assert_eq!(server.post("/v2/words/add", b"word=dua kata").status, 400);
    assert_eq!(server.get("/v2/words/add?word=kata").status, 405);
    fs::write(dir.join("sunting.toml"), "[vocabulary]\naccept = [\"lokapasar\"]\n")
        .expect("written");
    let server = Server::start_in(&dir, &[]);
    assert_eq!((add(&server), n_found(&server)), (json!({ "added": true }), 0));
    assert_eq!(server.get("/v2/words").json(), json!({ "words": ["bertemua", "lokapasar"] }));
    // What stands in the file is for a person to take out.
    assert_eq!((delete(&server), n_found(&server)), (json!({ "deleted": false }), 0));
}

#[test]
fn the_log_repeats_no_path_that_does_not_exist() {
    let dir = folder("log");
    fs::write(dir.join("token"), "0123456789abcdef0123\n").expect("written");
    let server = Server::start_in(&dir, &["--no-config", "--token-file", "token"]);
    for target in
        ["/rahasia", "/rahasia.txt", "/v2/rahasia/check", "/t/rahasia/v2/check?text=rahasia"]
    {
        assert!(server.get(target).status >= 400, "{target}");
        let foreign = server.send("GET", target, &[("host", "evil.example")], b"");
        assert_eq!(foreign.status, 403, "{target}");
    }
    assert_eq!(server.get("/v2/check?text=rahasia").status, 401);
    assert_eq!(server.get("/v2/healthcheck").status, 401);
    let said = server.stop();
    assert!(said.contains("GET /v2/check 401") && said.contains("GET … 403"), "{said}");
    assert!(!said.contains("rahasia"), "{said}");
}

#[test]
fn broken_requests_are_answered_and_the_server_goes_on() {
    let server = start();
    // Invalid UTF-8, unknown parameters, a language with anything in it.
    let odd = server.post("/v2/check", b"language=id&text=Ia ke apotik \xff\xfe.&apa=\x00&%zz=%");
    assert_eq!(odd.status, 200);
    assert_eq!(server.post("/v2/check", b"").status, 400);
    // A body that is shorter than it says, and then nothing more.
    let mut stream = server.connect();
    let head = format!(
        "POST /v2/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-length: 900\r\n\r\ntext=a",
        server.port
    );
    stream.write_all(head.as_bytes()).expect("sent");
    stream.shutdown(std::net::Shutdown::Write).expect("closed");
    let answer = read(&mut BufReader::new(stream));
    assert!(answer.is_none_or(|answer| answer.status == 400));
    // One that is longer: what follows is read as the next request, and is none.
    let head = format!(
        "POST /v2/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-length: 3\r\n\r\nlanguage=id&text=a\r\n\r\n",
        server.port
    );
    assert_eq!(server.raw(head.as_bytes()).expect("an answer").status, 400);
    for garbage in [&b"\x16\x03\x01\x02\x00"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"] {
        let answer = server.raw(&[garbage, b"\r\n\r\n"].concat());
        assert!(answer.is_none_or(|answer| answer.status >= 400));
    }
    // A head without end.
    let endless = [
        format!("GET / HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nx: ", server.port).into_bytes(),
        vec![b'a'; 1 << 20],
    ]
    .concat();
    assert!(server.raw(&endless).is_none_or(|answer| answer.status == 431 || answer.status == 400));
    assert_eq!(server.get("/v2/healthcheck").text(), "OK");
}

#[test]
fn other_pages_and_borrowed_names_are_turned_away() {
    let server = start();
    let form = encoded(&[("language", "id"), ("text", TEXT)]);
    let asked =
        |headers: &[(&str, &str)]| server.send("POST", "/v2/check", headers, form.as_bytes());
    let here = format!("http://127.0.0.1:{}", server.port);
    assert_eq!(asked(&[("origin", &here)]).status, 200);
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("origin", "http://localhost:3000")],
        &[("host", "evil.example")],
        &[("host", "evil.example"), ("origin", "http://evil.example")],
        &[("sec-fetch-site", "cross-site")],
    ] {
        let answer = asked(headers);
        assert_eq!(answer.status, 403, "{headers:?}");
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert!(!answer.text().contains("apotik"));
    }
    let foreign = [("origin", "https://evil.example"), ("access-control-request-method", "POST")];
    assert_eq!(server.send("OPTIONS", "/v2/check", &foreign, b"").status, 403);
    // A link to the page is followed; its policy lets nothing else in.
    let page = server.send("GET", "/", &[("sec-fetch-site", "cross-site")], b"");
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-frame-options"), Some("DENY"));
    // What the page names is there, and nothing of it lies elsewhere.
    let text = page.text();
    for file in ["app.js", "style.css", "print.css", "icon.svg"] {
        assert!(text.contains(file) && server.get(&format!("/{file}")).status == 200, "{file}");
    }
    assert!(!text.contains("http://") && !text.contains("https://"));
}

#[test]
fn a_token_lets_named_origins_and_other_machines_in() {
    let dir = folder("token");
    fs::write(dir.join("token"), "0123456789abcdef0123\n").expect("written");
    let refused = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_sunting"));
        let mut out = out;
        out.arg("serve").args(args).current_dir(&dir).output().expect("it ends").status.code()
    };
    assert_eq!(refused(&["--listen", "0.0.0.0:0"]), Some(2));
    assert_eq!(refused(&["--allow-origin", "https://cms.example"]), Some(2));
    let args = ["--no-config", "--token-file", "token", "--allow-origin", "https://cms.example"];
    let server = Server::start_in(&dir, &args);
    let form = encoded(&[("language", "id"), ("text", TEXT)]);
    let origin = ("origin", "https://cms.example");
    let asked = |target: &str, headers: &[(&str, &str)]| {
        server.send("POST", target, headers, form.as_bytes())
    };
    assert_eq!(asked("/v2/check", &[]).status, 401);
    assert_eq!(asked("/v2/check", &[("authorization", "Bearer 0123456789abcdef0124")]).status, 401);
    assert_eq!(asked("/t/falsch/v2/check", &[]).status, 401);
    let bearer = ("authorization", "Bearer 0123456789abcdef0123");
    let answer = asked("/v2/check", &[bearer, origin]);
    assert_eq!(
        (answer.status, answer.header("access-control-allow-origin")),
        (200, Some("https://cms.example"))
    );
    assert_eq!(asked("/t/0123456789abcdef0123/v2/check", &[]).status, 200);
    assert_eq!(asked("/v2/check", &[bearer, ("origin", "https://evil.example")]).status, 403);
    let preflight = server.send(
        "OPTIONS",
        "/v2/check",
        &[origin, ("access-control-request-method", "POST")],
        b"",
    );
    assert_eq!(
        (preflight.status, preflight.header("access-control-allow-origin")),
        (204, Some("https://cms.example"))
    );
    assert_eq!(server.get("/").status, 200, "the page itself holds nothing");
    let said = server.stop();
    assert!(!said.contains("0123456789abcdef"), "{said}");
}

#[test]
fn what_is_too_long_is_refused_in_time() {
    let server = Server::start(&["--no-config", "--max-text", "1000"]);
    assert_eq!(server.get("/v2/maxtextlength").text(), "1000");
    let text = |n: usize| "a ".repeat(n / 2);
    assert_eq!(server.check(&[("language", "id"), ("text", &text(1000))]).status, 200);
    let long = server.check(&[("language", "id"), ("text", &text(1002))]);
    assert_eq!(long.status, 413);
    assert!(
        long.text().contains("limit of 1000 characters (it's 1002 characters)"),
        "{}",
        long.text()
    );
    let draft = json!({ "text": text(1002) }).to_string();
    assert_eq!(server.post("/api/check", draft.as_bytes()).status, 413);
    // A body beyond any text is refused by its length alone, and by what came in where it tells none.
    let head = format!(
        "POST /v2/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-length: 99999999999\r\n\r\n",
        server.port
    );
    assert_eq!(server.raw(head.as_bytes()).expect("an answer").status, 413);
    let mut chunked = format!(
        "POST /v2/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ntransfer-encoding: chunked\r\n\r\n",
        server.port
    )
    .into_bytes();
    for _ in 0..20 {
        chunked.extend(format!("{:x}\r\n", 8192).bytes());
        chunked.extend([b'a'; 8192]);
        chunked.extend(b"\r\n");
    }
    let answer = server.raw(&chunked);
    assert!(answer.is_none_or(|answer| answer.status == 413));
    assert_eq!(server.get("/v2/healthcheck").text(), "OK");
}

#[test]
fn a_full_queue_says_so_and_slow_clients_hold_nobody_up() {
    let server = Server::start(&["--no-config", "--queue", "1", "--threads", "1"]);
    // Half a request each, never finished.
    let head = format!(
        "POST /v2/check HTTP/1.1\r\nhost: 127.0.0.1:{}\r\ncontent-length: 5000\r\n\r\ntext=",
        server.port
    );
    let slow: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(head.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let before = Instant::now();
    assert_eq!(server.check(&[("language", "id"), ("text", TEXT)]).status, 200);
    assert!(before.elapsed() < Duration::from_secs(5));
    let long = format!("{TEXT}\n").repeat(2000);
    let form = encoded(&[("language", "id"), ("text", &long)]);
    let (mut done, mut full) = (0, 0);
    std::thread::scope(|scope| {
        let each = |_| scope.spawn(|| server.post("/v2/check", form.as_bytes()));
        let started: Vec<_> = (0..6).map(each).collect();
        for answer in started.into_iter().map(|one| one.join().expect("an answer")) {
            match answer.status {
                200 => done += 1,
                429 => {
                    assert_eq!(answer.header("retry-after"), Some("1"));
                    full += 1;
                }
                status => panic!("{status}"),
            }
        }
    });
    assert!(done >= 1 && full >= 1 && done + full == 6, "{done} {full}");
    drop(slow);
}

#[test]
fn a_terminal_that_stands_still_holds_nobody_up() {
    // Nobody reads what the server says of these, which is more than a pipe holds.
    let server = start();
    let target = format!("/v2/check/{}", "x".repeat(50));
    let request = format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\n\r\n", server.port);
    let mut stream = BufReader::new(server.connect());
    for _ in 0..6000 {
        stream.get_mut().write_all(request.as_bytes()).expect("sent");
        assert_eq!(read(&mut stream).expect("an answer").status, 404);
    }
    assert_eq!(server.get("/v2/healthcheck").text(), "OK");
}

#[test]
fn the_page_fixes_explains_and_gives_files_back() {
    let server = start();
    let draft = json!({ "text": "Ia pulang , lalu pergi.\r\n", "lang": "id" }).to_string();
    let fixed = server.post("/api/fix", draft.as_bytes()).json();
    assert_eq!(fixed["text"], "Ia pulang, lalu pergi.\r\n");
    let rule = server.get("/api/rule?id=eyd/nonstandard-word&lang=id").json();
    assert!(rule["source"].as_str().is_some_and(|source| !source.is_empty()));
    assert!(rule["examples"].as_array().is_some_and(|examples| !examples.is_empty()));
    assert_eq!(server.get("/api/rule?id=tidak/ada").status, 404);
    let ignored = json!({ "text": "Ia ke apotik.", "ignored": [{ "rule": "eyd/nonstandard-word", "text": "apotik" }] });
    assert_eq!(
        server.post("/api/check", ignored.to_string().as_bytes()).json()["findings"],
        json!([])
    );
    assert_eq!(server.post("/api/check", b"{\"text\":\"a\",\"date\":\"kemarin\"}").status, 400);
    // A file in UTF-16 with returns, as it was but for the words that were edited.
    let utf16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let file = utf16("\u{feff}Satu\r\n\r\nDua apotik 😀\r\n");
    let opened = server.post("/api/open?name=berita.txt", &file).json();
    assert_eq!(opened["text"], "Satu\n\nDua apotik 😀\n");
    let draft = "Satu\n\nDua apotek 😀\n";
    let target = format!("/api/save?name=berita.txt&draft={}", draft.len());
    let saved = server.post(&target, &[draft.as_bytes(), &file].concat());
    assert_eq!((saved.status, saved.body), (200, utf16("\u{feff}Satu\r\n\r\nDua apotek 😀\r\n")));
    assert_eq!(server.post("/api/open?name=foto.jpg", b"x").status, 415);
    assert_eq!(server.post("/api/save?name=a.txt&draft=99", b"x").status, 400);
}

#[test]
fn a_word_goes_into_the_desks_configuration_or_lasts_as_long_as_the_server() {
    let dir = folder("vocabulary");
    let count = |server: &Server| {
        let reply = server
            .post("/api/check", b"{\"text\":\"Wali kota itu bertemua dengan warga.\"}")
            .json();
        reply["findings"].as_array().expect("findings").len()
    };
    let server = Server::start_in(&dir, &["--no-config"]);
    assert_eq!(count(&server), 1);
    let kept = server.post("/api/vocabulary", b"{\"word\":\"bertemua\"}").json();
    assert_eq!((kept, count(&server)), (json!({ "kept": false }), 0));
    fs::write(dir.join("sunting.toml"), "# meja kami\nlanguage = \"id\"\n").expect("written");
    let server = Server::start_in(&dir, &[]);
    assert_eq!(count(&server), 1);
    let kept = server.post("/api/vocabulary", b"{\"word\":\"bertemua\"}").json();
    assert_eq!((kept, count(&server)), (json!({ "kept": true }), 0));
    let config = fs::read_to_string(dir.join("sunting.toml")).expect("the configuration");
    assert!(
        config.starts_with("# meja kami\n") && config.contains("accept = [\"bertemua\"]"),
        "{config}"
    );
    for word in ["", "dua kata", "a\\nb"] {
        let answer = server.post("/api/vocabulary", format!("{{\"word\":\"{word}\"}}").as_bytes());
        assert_eq!(answer.status, 400, "{word:?}");
    }
}
