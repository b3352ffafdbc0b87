//! The language server as an editor meets it: the protocol over pipes to the built binary, its corners and its bad input.
//!
//! What is found is held against the command line; the editors themselves are tried by `cargo xtask clients`.

#![cfg(feature = "lsp")]

#[path = "support/editor.rs"]
mod editor;

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use self::editor::{Desk, Editor, applied, everything, pulling, range, titled};

const TEXT: &str =
    "Warta sunter terbit. 😀 Bantuan diterima penduduk kampung.\nWarta sunter lagi.\n";

// --- the conversation ---

#[test]
fn it_says_what_it_can_do_and_goes_when_told() {
    let desk = Desk::new("goes");
    let mut editor = Editor::silent(&desk);
    let answer = editor.ask("initialize", json!({ "processId": null, "capabilities": {} }));
    let can = &answer["result"]["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"], json!({ "openClose": true, "change": 2 }));
    assert_eq!(can["diagnosticProvider"], Value::Null, "one who cannot ask is told unasked");
    assert_eq!(answer["result"]["serverInfo"]["name"], "sunting");
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    editor.note("exit", Value::Null);
    assert_eq!(editor.status(), Some(0));
}

#[test]
fn one_who_leaves_without_a_word_is_a_failure() {
    let desk = Desk::new("leaves");
    let mut editor = Editor::new(&desk, &everything());
    editor.note("exit", Value::Null);
    assert_eq!(editor.status(), Some(1), "`exit` before `shutdown`");
    let mut editor = Editor::new(&desk, &everything());
    editor.hang_up();
    assert_eq!(editor.status(), Some(1), "gone in the middle");
    let mut editor = Editor::silent(&desk);
    editor.bytes(b"Content-Length: 500\r\n\r\n{\"jsonrpc\":");
    editor.hang_up();
    assert_eq!(editor.status(), Some(1), "gone in the middle of a message");
}

#[test]
fn requests_out_of_turn_are_refused_and_the_conversation_goes_on() {
    let desk = Desk::new("turn");
    let mut editor = Editor::silent(&desk);
    let hover = json!({ "textDocument": { "uri": desk.uri("a.txt") }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", hover.clone())["error"]["code"], -32002);
    editor.note("textDocument/didOpen", json!({ "kind": "ignored before initialize" }));
    editor.initialize(&everything());
    assert_eq!(editor.ask("initialize", json!({ "capabilities": {} }))["error"]["code"], -32600);
    assert_eq!(editor.ask("textDocument/rename", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.ask("$/unheard-of", json!({}))["error"]["code"], -32601);
    editor.note("$/unheard-of", json!({}));
    assert_eq!(editor.ask("textDocument/hover", hover)["error"]["code"], -32602, "not open");
    assert_eq!(editor.ask("textDocument/hover", json!({ "position": 3 }))["error"]["code"], -32602);
    editor.ask("shutdown", Value::Null);
    assert_eq!(editor.ask("textDocument/hover", json!({}))["error"]["code"], -32600);
    assert_eq!(editor.ask("shutdown", Value::Null)["error"]["code"], -32600);
    editor.note("exit", Value::Null);
    assert_eq!(editor.status(), Some(0));
}

#[test]
fn broken_messages_are_answered_and_the_server_goes_on() {
    let desk = Desk::new("broken");
    let mut editor = Editor::new(&desk, &everything());
    for bytes in [
        &b"Content-Length: 3\r\n\r\n{,}"[..],
        b"Content-Length: 4\r\n\r\n\"\xff\xfe\"",
        b"Content-Length: banyak\r\n\r\n",
        b"Halo, apa kabar?\r\n\r\n",
    ] {
        editor.bytes(bytes);
        let answer = editor.next();
        assert_eq!(answer["error"]["code"], -32700, "{answer}");
        assert_eq!(answer["id"], Value::Null);
    }
    editor.frame("[1, 2]");
    assert_eq!(editor.next()["error"]["code"], -32600);
    editor.frame(r#"{"jsonrpc":"2.0","id":77}"#);
    let answer = editor.next();
    assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(77), &json!(-32600)));
    // The length lies by a few bytes: the rest is passed over, the next message is heard.
    let secret = "rahasia redaksi";
    editor.bytes(format!("Content-Length: 40\r\n\r\n{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":[\"{secret}\"]}}").as_bytes());
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    editor.note("exit", Value::Null);
    assert_eq!(editor.status(), Some(0));
    assert!(!editor.log().contains(secret), "the log says nothing of what was written");
    assert!(editor.log().contains("the header is broken"));
}

// --- findings ---

#[test]
fn findings_come_unasked_with_their_places_and_follow_every_change() {
    let desk = Desk::new("push");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let told = editor.told(&uri, 1);
    let found = told["diagnostics"].as_array().expect("a list");
    assert_eq!(found.len(), 3, "{told}");
    assert_eq!(found[0]["range"], range(0, 0, 0, 12));
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["source"], "sunting");
    assert_eq!(found[0]["code"], "house/name-of-the-desk");
    assert_eq!(found[0]["codeDescription"]["href"], "sunting:/rules/house/name-of-the-desk.md");
    assert_eq!(found[1]["range"], range(0, 41, 0, 57), "behind an emoji, in UTF-16");
    assert_eq!(found[1]["severity"], 2);
    // Typed letter by letter, several changes in one message, and only the last state counts.
    editor.change(
        &uri,
        2,
        json!([
            { "range": range(0, 6, 0, 12), "text": "" },
            { "range": range(0, 6, 0, 6), "text": "Sunter" },
            { "range": range(0, 0, 0, 5), "text": "Warta" },
        ]),
    );
    let told = editor.told(&uri, 2);
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(2), "{told}");
    editor.change(&uri, 3, json!([{ "text": "Semua baru." }]));
    assert_eq!(editor.told(&uri, 3)["diagnostics"], json!([]));
    editor.change(
        &uri,
        4,
        json!([{ "range": range(90, 4, 99, 0), "text": " Kata warta sunter." }]),
    );
    let told = editor.told(&uri, 4);
    assert_eq!(told["diagnostics"][0]["range"], range(0, 17, 0, 29), "past the end is the end");
    editor.close(&uri);
    assert_eq!(editor.next_note("textDocument/publishDiagnostics")["diagnostics"], json!([]));
}

#[test]
fn columns_are_counted_as_agreed() {
    let desk = Desk::new("units");
    for (offered, agreed, start) in [
        (json!(["utf-32", "utf-8", "utf-16"]), "utf-8", 43),
        (json!(["utf-16", "utf-32"]), "utf-16", 41),
        (json!(["utf-32"]), "utf-32", 40),
        (json!(["utf-99"]), "utf-16", 41),
    ] {
        let mut can = everything();
        can["general"] = json!({ "positionEncodings": offered });
        let mut editor = Editor::silent(&desk);
        let answer = editor.initialize(&can);
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        let uri = desk.uri("a.txt");
        editor.open(&uri, 1, TEXT);
        let told = editor.told(&uri, 1);
        assert_eq!(told["diagnostics"][1]["range"]["start"]["character"], start, "{agreed}");
    }
}

#[test]
fn one_who_asks_is_answered_and_not_told_unasked() {
    let desk = Desk::new("pull");
    let mut editor = Editor::new(&desk, &pulling());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let ask = |previous: Option<&str>| json!({ "textDocument": { "uri": uri }, "previousResultId": previous });
    let answer = editor.ask("textDocument/diagnostic", ask(None));
    assert_eq!(answer["result"]["kind"], "full");
    assert_eq!(answer["result"]["items"].as_array().map(Vec::len), Some(3));
    let id = answer["result"]["resultId"].as_str().expect("an id").to_owned();
    let answer = editor.ask("textDocument/diagnostic", ask(Some(&id)));
    assert_eq!(answer["result"], json!({ "kind": "unchanged", "resultId": id }));
    editor.change(&uri, 2, json!([{ "text": "Kosong." }]));
    let answer = editor.ask("textDocument/diagnostic", ask(Some(&id)));
    assert_eq!(answer["result"]["items"], json!([]));
    assert!(editor.unread("textDocument/publishDiagnostics").is_none());
}

#[test]
fn places_that_belong_to_a_finding_come_along() {
    let desk = Desk::bare("related");
    let text = "Menteri Luar Negeri Mike Pompeo tiba di Moskow. Pompeo bertemu Putin. Kata Pompeo, \
                pertemuan itu baik. Pomepo lalu pulang.\n";
    let uri = desk.uri("a.txt");
    let related = |can: &Value| {
        let mut editor = Editor::new(&desk, can);
        editor.open(&uri, 1, text);
        let told = editor.told(&uri, 1);
        let found = told["diagnostics"].as_array().expect("a list").iter();
        let near = found.into_iter().find(|it| it["code"] == "names/near-miss");
        near.expect("the wrong name is found")["relatedInformation"].clone()
    };
    let places = related(&everything());
    assert_eq!(places[0]["location"]["uri"], uri.as_str(), "{places}");
    assert!(places[0]["message"].as_str().is_some_and(|it| !it.is_empty()));
    assert_eq!(related(&json!({})), Value::Null, "one who cannot show them gets none");
}

// --- what can be done ---

#[test]
fn actions_mend_what_stands_there() {
    let desk = Desk::new("actions");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 7, TEXT);
    let actions = editor.actions(&uri, range(0, 45, 0, 45), None);
    let one = &actions[0];
    assert_eq!(one["title"], "Replace with “warga kampung”");
    assert_eq!((&one["kind"], &one["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(one["diagnostics"][0]["code"], "house/say-warga");
    let edit = &one["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"], json!({ "uri": uri, "version": 7 }));
    assert_eq!(applied(TEXT, one), TEXT.replace("penduduk", "warga"));
    let actions = editor.actions(&uri, range(1, 0, 1, 0), None);
    let all = titled(&actions, "everywhere");
    assert_eq!(all["title"], "Replace with “Warta Sunter” everywhere in this article (2 places)");
    assert_eq!(applied(TEXT, all), TEXT.replace("sunter", "Sunter"));
    assert!(editor.actions(&uri, range(0, 30, 0, 30), Some("quickfix")).is_empty());
    assert!(editor.actions(&uri, range(99, 0, 99, 0), Some("quickfix")).is_empty());
    assert!(editor.actions(&uri, range(0, 0, 1, 0), Some("refactor")).is_empty());
}

#[test]
fn a_client_without_versions_gets_plain_changes() {
    let desk = Desk::new("plain-changes");
    let mut can = everything();
    can["workspace"]["workspaceEdit"] = json!({});
    let mut editor = Editor::new(&desk, &can);
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let actions = editor.actions(&uri, range(0, 45, 0, 45), None);
    assert!(actions[0]["edit"]["changes"][uri.as_str()].is_array(), "{}", actions[0]);
}

#[test]
fn all_safe_corrections_give_what_the_command_line_writes() {
    let desk = Desk::bare("fix-all");
    let text = "Warga  tinggal dirumah itu , dan ia memperbaiki apotik.Kemudian ia pulang.\n\n\
                Ia  tinggal  dirumah lagi .\n";
    desk.write("a.txt", text);
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, text);
    let actions = editor.actions(&uri, range(0, 0, 0, 0), Some("source.fixAll"));
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0]["kind"], "source.fixAll.sunting");
    let mended = applied(text, &actions[0]);
    desk.check(&["--fix", "a.txt"]);
    assert_eq!(mended, fs::read_to_string(desk.path("a.txt")).expect("there"));
    assert_ne!(mended, text);
    editor.change(&uri, 2, json!([{ "text": mended }]));
    assert!(editor.actions(&uri, range(0, 0, 0, 0), Some("source.fixAll")).is_empty());
}

#[test]
fn a_word_goes_into_the_vocabulary_and_falls_silent() {
    let desk = Desk::bare("word");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    let text = "Petugas itu menggenagi kolam di taman kota.\n";
    editor.open(&uri, 1, text);
    let told = editor.told(&uri, 1);
    assert_eq!(told["diagnostics"][0]["code"], "spelling/misspelt", "{told}");
    let actions = editor.actions(&uri, range(0, 15, 0, 15), None);
    let add = titled(&actions, "vocabulary");
    let command =
        json!({ "command": add["command"]["command"], "arguments": add["command"]["arguments"] });
    assert_eq!(editor.ask("workspace/executeCommand", command)["result"], Value::Null);
    assert_eq!(editor.told(&uri, 1)["diagnostics"], json!([]));
    let config = fs::read_to_string(desk.path("sunting.toml")).expect("written");
    assert_eq!(config, "[vocabulary]\naccept = [\"menggenagi\"]\n");
    let bad = json!({ "command": "sunting.addToVocabulary", "arguments": [uri, "dua kata"] });
    assert_eq!(editor.ask("workspace/executeCommand", bad)["error"]["code"], -32602);
    desk.write("sunting.toml", "vocabulary = 3\n");
    let more = json!({ "command": "sunting.addToVocabulary", "arguments": [uri, "lokapasar"] });
    assert_eq!(editor.ask("workspace/executeCommand", more)["error"]["code"], -32803);
    assert_eq!(fs::read_to_string(desk.path("sunting.toml")).expect("there"), "vocabulary = 3\n");
}

#[test]
fn what_stands_under_the_pointer_is_explained() {
    let desk = Desk::new("hover");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let hover = |editor: &mut Editor, line: u32, character: u32| {
        let at = json!({ "line": line, "character": character });
        editor.ask("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": at }))
            ["result"]
            .clone()
    };
    let told = hover(&mut editor, 0, 45);
    assert_eq!(told["contents"]["kind"], "markdown");
    assert_eq!(told["range"], range(0, 41, 0, 57));
    let page = told["contents"]["value"].as_str().expect("a page");
    for part in
        ["this desk writes “warga kampung”", "house/say-warga", "Source: gaya redaksi", "✗", "✓"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(hover(&mut editor, 0, 30), Value::Null);
    assert_eq!(hover(&mut editor, u32::MAX, u32::MAX), Value::Null);
    let page = editor.ask(
        "workspace/textDocumentContent",
        json!({ "uri": "sunting:/rules/house/say-warga.md" }),
    );
    assert!(
        page["result"]["text"].as_str().is_some_and(|it| it.contains("gaya redaksi")),
        "{page}"
    );
    for uri in ["sunting:/rules/house/none.md", "file:///etc/passwd", "sunting:/../a"] {
        let answer = editor.ask("workspace/textDocumentContent", json!({ "uri": uri }));
        assert_eq!(answer["error"]["code"], -32602, "{uri}");
    }
}

// --- documents with markup ---

const PAGE: &str = "<h1>Berita</h1>\n<p>Kata <b>warta sunter</b> kemarin &amp; hari ini.</p>\n<p>Di sana warta sunter lagi.</p>\n";
const MARKDOWN: &str = "# Berita\n\nKata **warta sunter** kemarin.\n\nDi sana warta sunter lagi.\n";

#[test]
fn documents_with_markup_are_read_as_what_they_are() {
    let desk = Desk::new("markup");
    for (language, text) in [("html", PAGE), ("markdown", MARKDOWN)] {
        let mut editor = Editor::new(&desk, &everything());
        let uri = desk.uri("a");
        editor.open_as(language, &uri, 1, text);
        let told = editor.told(&uri, 1);
        let found = told["diagnostics"].as_array().expect("a list");
        assert_eq!(found.len(), 2, "{told}");
        let at = found[0]["range"]["start"].clone();
        let line = text.lines().nth(at["line"].as_u64().expect("a line") as usize).expect("there");
        assert!(
            line[at["character"].as_u64().expect("a column") as usize..]
                .starts_with("warta sunter"),
            "{told}"
        );
        let actions = editor.actions(&uri, json!({ "start": at, "end": at }), None);
        let all = titled(&actions, "everywhere");
        assert_eq!(applied(text, all), text.replace("warta sunter", "Warta Sunter"));
        // The comment silences the rule in this block and in no other.
        let silent = applied(text, titled(&actions, "Ignore house/name-of-the-desk here"));
        assert!(
            silent.contains("<!-- sunting-ignore house/name-of-the-desk: reason -->"),
            "{silent}"
        );
        editor.change(&uri, 2, json!([{ "text": silent }]));
        let told = editor.told(&uri, 2);
        assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(1), "{silent}: {told}");
    }
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let actions = editor.actions(&uri, range(0, 2, 0, 2), None);
    assert!(
        actions.iter().all(|it| !it["title"].as_str().unwrap_or_default().contains("Ignore")),
        "plain text has no comments"
    );
}

// --- settings and files of the desk ---

#[test]
fn settings_are_asked_for_and_taken_when_they_change() {
    let desk = Desk::new("settings");
    let mut can = everything();
    can["workspace"]["configuration"] = json!(true);
    can["workspace"]["didChangeConfiguration"] = json!({ "dynamicRegistration": true });
    can["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": true });
    let mut editor = Editor::new(&desk, &can);
    let asked = editor.next_request("workspace/configuration");
    assert_eq!(asked["params"]["items"][0]["section"], "sunting");
    editor.reply(&asked, json!([{ "language": "id", "severity": "error", "date": "" }]));
    let wanted = editor.next_request("client/registerCapability");
    let methods: Vec<&Value> = wanted["params"]["registrations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["method"])
        .collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    editor.reply(&wanted, Value::Null);
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    let told = editor.told(&uri, 1);
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(2), "errors only: {told}");
    assert!(
        told["diagnostics"][0]["message"].as_str().is_some_and(|it| it.starts_with("nama redaksi"))
    );
    editor.note("workspace/didChangeConfiguration", json!({ "settings": null }));
    let asked = editor.next_request("workspace/configuration");
    editor.reply(&asked, json!([{ "language": "en", "profile": "purple" }]));
    let trouble = editor.next_note("window/showMessage");
    assert_eq!(trouble["message"], "sunting.profile: expected minimal, news or strict");
    let told = editor.told(&uri, 1);
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(3), "{told}");
}

#[test]
fn a_date_chosen_in_the_editor_counts() {
    let desk = Desk::bare("date");
    let mut editor = Editor::new(&desk, &pulling());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, "Rapat itu digelar pada Senin (25/4/2024) di balai kota.\n");
    let found = |editor: &mut Editor| {
        let answer =
            editor.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
        let items = answer["result"]["items"].as_array().expect("a list").clone();
        items
            .iter()
            .map(|it| it["code"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&mut editor), ["dates/weekday-mismatch"]);
    editor.settings(json!({ "sunting": { "date": "2024-04-20" } }));
    assert!(
        found(&mut editor)
            .iter()
            .any(|rule| rule == "dates/after-publication" || rule == "dates/weekday-mismatch")
    );
}

#[test]
fn changed_files_of_the_desk_are_read_again() {
    let desk = Desk::new("reload");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.open(&uri, 1, TEXT);
    assert_eq!(editor.told(&uri, 1)["diagnostics"].as_array().map(Vec::len), Some(3));
    desk.config("[rules]\n\"house/say-warga\" = \"off\"\n");
    let changed = json!({ "changes": [{ "uri": desk.uri("sunting.toml"), "type": 2 }] });
    editor.note("workspace/didChangeWatchedFiles", changed.clone());
    assert_eq!(editor.told(&uri, 1)["diagnostics"].as_array().map(Vec::len), Some(2));
    // A broken configuration is told, and what held before holds on.
    desk.config("langauge = 3\n");
    editor.note("workspace/didChangeWatchedFiles", changed);
    let trouble = editor.next_note("window/showMessage");
    assert!(
        trouble["message"].as_str().is_some_and(|it| it.contains("did you mean `language`?")),
        "{trouble}"
    );
    assert_eq!(editor.told(&uri, 1)["diagnostics"].as_array().map(Vec::len), Some(2));
    // A client that watches nothing: the next check sees the file.
    desk.config("");
    editor.change(&uri, 2, json!([{ "range": range(1, 0, 1, 0), "text": "Ya. " }]));
    assert_eq!(editor.told(&uri, 2)["diagnostics"].as_array().map(Vec::len), Some(3));
}

#[test]
fn overrides_hold_by_the_path_of_a_document() {
    let desk = Desk::new("overrides");
    desk.config("[[override]]\npaths = [\"opini/**\"]\nrules = { \"house/*\" = \"off\" }\n");
    fs::create_dir_all(desk.path("opini")).expect("a folder");
    let mut editor = Editor::new(&desk, &everything());
    for (name, n_found) in [("a.txt", 3), ("opini/b.txt", 0)] {
        let uri = desk.uri(name);
        editor.open(&uri, 1, TEXT);
        let told = editor.told(&uri, 1);
        assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(n_found), "{name}");
    }
    editor.open("untitled:Untitled-1", 1, TEXT);
    let told = editor.told("untitled:Untitled-1", 1);
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(3), "never saved");
}

// --- many, huge, cancelled, out of order ---

#[test]
fn documents_that_are_not_open_do_no_harm() {
    let desk = Desk::new("unknown");
    let mut editor = Editor::new(&desk, &everything());
    let uri = desk.uri("a.txt");
    editor.change(&uri, 2, json!([{ "text": TEXT }]));
    editor.close(&uri);
    editor.open(&uri, 5, TEXT);
    editor.told(&uri, 5);
    editor.note("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 6 }, "contentChanges": [
        { "range": { "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } }, "text": "x" }
    ] }));
    editor.open(&uri, 1, "Warta sunter.");
    let told = editor.told(&uri, 1);
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(1), "opened anew: {told}");
    let log = editor.finish();
    for line in [
        "changed that is not open",
        "closed that is not open",
        "opened that is open",
        "do not fit textDocument/didChange",
    ] {
        assert!(log.contains(line), "{line}: {log}");
    }
    assert!(!log.contains("sunter"), "{log}");
}

#[test]
fn many_documents_are_each_told_their_own() {
    let desk = Desk::new("many");
    let mut editor = Editor::new(&desk, &everything());
    let uri = |n: i32| desk.uri(&format!("{n}.txt"));
    let n_faults = |n: i32| n.unsigned_abs() as usize % 5;
    for n in 0..60 {
        editor.open(&uri(n), n, &"Warta sunter. ".repeat(n_faults(n)));
    }
    for n in 0..60 {
        let told = editor.told(&uri(n), n.into());
        assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(n_faults(n)), "{n}");
    }
}

#[test]
fn a_huge_document_holds_nobody_up_and_can_be_cancelled() {
    let desk = Desk::new("huge");
    let mut editor = Editor::new(&desk, &pulling());
    let (huge, small) = (desk.uri("huge.txt"), desk.uri("small.txt"));
    let text =
        "Bantuan itu diterima penduduk kampung di tepi sungai pada pagi hari. ".repeat(60_000);
    editor.open(&huge, 1, &text);
    editor.open(&small, 1, TEXT);
    let slow = editor.send("textDocument/diagnostic", json!({ "textDocument": { "uri": huge } }));
    let gone = editor.send("textDocument/codeAction", json!({ "textDocument": { "uri": huge }, "range": range(0, 0, 0, 5), "context": { "diagnostics": [] } }));
    let stale = editor.send(
        "textDocument/hover",
        json!({ "textDocument": { "uri": huge }, "position": { "line": 0, "character": 3 } }),
    );
    let started = Instant::now();
    let answer = editor.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": small } }));
    assert_eq!(answer["result"]["items"].as_array().map(Vec::len), Some(3));
    assert!(!editor.has_answer(&slow), "the small one is answered before the huge one");
    let waited = started.elapsed();
    editor.note("$/cancelRequest", json!({ "id": gone }));
    assert_eq!(editor.answer(&gone)["error"]["code"], -32800);
    editor.change(&huge, 2, json!([{ "range": range(0, 0, 0, 0), "text": "Warta sunter. " }]));
    assert_eq!(editor.answer(&stale)["error"]["code"], -32801, "its place is another now");
    // What was asked about the document as such is answered for the state that it is in now.
    let answer = editor.answer(&slow);
    assert_eq!(answer["result"]["items"][0]["code"], "house/name-of-the-desk");
    assert_eq!(answer["result"]["items"].as_array().map(Vec::len), Some(60_001));
    assert!(waited < Duration::from_secs(20), "{waited:?}");
}
