//! The fronts against the command line: the language server, the page and the LanguageTool interface find the same at the
//! same places of an article, and make the same of it by safe fixes.
//!
//! The articles among the fixtures are always compared. `SUNTING_ARTICLES` names others, files of JSON Lines with `text`
//! and `date` (also packed by gzip), of which the first 200 each are taken; `cargo xtask clients articles` runs that test.

#![cfg(all(feature = "formats", feature = "lsp", feature = "serve"))]

#[allow(dead_code, reason = "each of the tests that share it uses a part")]
#[path = "support/editor.rs"]
mod editor;
mod support {
    pub(crate) mod server;
}

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use self::editor::{Desk, Editor, applied, pulling, range};
use support::server::Server;

/// Articles that are taken from each file.
const MANY: usize = 200;

struct Article {
    /// Of the file that the command line is given.
    name: String,
    text: String,
    date: Option<String>,
}

/// Bytes for UTF-16 units of a text.
struct Units(Vec<usize>);

impl Units {
    fn of(text: &str) -> Self {
        let starts = text.char_indices();
        let bytes = starts.flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16()));
        Self(bytes.chain([text.len()]).collect())
    }

    fn byte(&self, units: &Value) -> usize {
        self.0[units.as_u64().expect("a place") as usize]
    }
}

/// One way to be told of an article, by one who is asked again and again.
struct Fronts {
    desk: Desk,
    editor: Editor,
    server: Server,
}

impl Fronts {
    fn open(name: &str) -> Self {
        let desk = Desk::bare(name);
        let editor = Editor::new(&desk, &pulling());
        let server = Server::start(&["--no-config"]);
        Self { desk, editor, server }
    }

    /// What the command line tells of files, by their names.
    fn command_line(&self, articles: &[&Article], args: &[&str]) -> BTreeMap<String, Vec<Value>> {
        let names = articles.iter().map(|article| article.name.as_str());
        let args: Vec<&str> = ["--no-config", "--lang", "en", "--format", "jsonl"]
            .into_iter()
            .chain(args.iter().copied())
            .chain(names.clone())
            .collect();
        let mut all: BTreeMap<String, Vec<Value>> =
            names.map(|name| (name.to_owned(), Vec::new())).collect();
        for line in self.desk.check(&args).lines() {
            let found: Value = serde_json::from_str(line).expect("JSON");
            let name = found["path"].as_str().expect("a path");
            all.get_mut(name).expect("a file that was given").push(found);
        }
        all
    }

    fn opened(&mut self, article: &Article) -> String {
        let uri = self.desk.uri(&article.name);
        self.editor.open(&uri, 1, &article.text);
        uri
    }

    /// The lines of the findings that the language server tells.
    fn language_server(&mut self, article: &Article) -> Vec<String> {
        let uri = self.opened(article);
        let document = json!({ "textDocument": { "uri": uri } });
        let answer = self.editor.ask("textDocument/diagnostic", document);
        self.editor.close(&uri);
        let items = answer["result"]["items"].as_array().expect("a list");
        items.iter().map(|item| line(&article.text, item)).collect()
    }

    /// What the page is told, in the words of the command line.
    fn page(&self, article: &Article) -> Vec<Value> {
        let draft = json!({ "text": article.text, "date": article.date, "least": "info" });
        let reply = self.server.post("/api/check", draft.to_string().as_bytes()).json();
        assert_eq!(reply["failures"], json!([]), "{}", article.name);
        let units = Units::of(&article.text);
        let placed = |place: &Value| {
            let mut place = place.clone();
            for key in ["start", "end"] {
                place[key] = json!(units.byte(&place[key]));
            }
            place
        };
        let all = |list: &Value| list.as_array().expect("a list").iter().map(placed).collect();
        let found = reply["findings"].as_array().expect("findings").iter().map(|found| {
            let fixes: Vec<Value> = found["fixes"]
                .as_array()
                .expect("fixes")
                .iter()
                .map(
                    |fix| json!({ "safe": fix["safe"], "edits": Value::Array(all(&fix["edits"])) }),
                )
                .collect();
            let place = placed(found);
            json!({
                "start": place["start"], "end": place["end"], "rule": found["rule"],
                "severity": found["severity"], "message": found["message"],
                "labels": Value::Array(all(&found["labels"])), "fixes": fixes,
            })
        });
        found.collect()
    }

    /// Place and message of what a client of LanguageTool is told.
    fn tool(&self, article: &Article) -> Vec<(usize, usize, String)> {
        let reply = self.server.check(&[("language", "id-ID"), ("text", &article.text)]).json();
        let units = Units::of(&article.text);
        let matches = reply["matches"].as_array().expect("a list of matches").iter();
        let placed = matches.map(|found| {
            let end = found["offset"].as_u64().zip(found["length"].as_u64());
            let end = json!(end.map(|(offset, length)| offset + length));
            let message = found["message"].as_str().expect("words").to_owned();
            (units.byte(&found["offset"]), units.byte(&end), message)
        });
        placed.collect()
    }

    /// Compares the findings of articles that have one date, and gives their number.
    fn compare(&mut self, articles: &[&Article], date: Option<&str>) -> usize {
        self.editor.settings(json!({ "severity": "info", "language": "en", "date": date }));
        let given: Vec<&str> = date.into_iter().flat_map(|date| ["--date", date]).collect();
        let here = self.command_line(articles, &given);
        for article in articles {
            let here = &here[&article.name];
            let lines: Vec<String> =
                here.iter().map(|found| wire_line(&found.to_string())).collect();
            assert_eq!(self.language_server(article), lines, "{}: language server", article.name);
            let there = self.page(article);
            let kept = |found: &Value| {
                let own = there.first().and_then(Value::as_object);
                let keys = own.into_iter().flat_map(|own| own.keys());
                Value::Object(keys.map(|key| (key.clone(), found[key].clone())).collect())
            };
            if there.is_empty() {
                assert!(here.is_empty(), "{}: the page finds nothing", article.name);
            }
            assert_eq!(there, here.iter().map(kept).collect::<Vec<_>>(), "{}: page", article.name);
        }
        here.values().map(Vec::len).sum()
    }

    /// The interface of LanguageTool knows no publication date, and leaves advice out.
    fn compare_tool(&self, articles: &[&Article]) {
        let here = self.command_line(articles, &["--min-severity", "warning"]);
        for article in articles {
            let place = |found: &Value, key: &str| found[key].as_u64().expect("a place") as usize;
            let here: Vec<(usize, usize, String)> = here[&article.name]
                .iter()
                .map(|found| {
                    let message = found["message"].as_str().expect("words").to_owned();
                    (place(found, "start"), place(found, "end"), message)
                })
                .collect();
            assert_eq!(self.tool(article), here, "{}: LanguageTool", article.name);
        }
    }

    /// Compares what safe fixes make of articles, and gives how many they change.
    fn compare_fixed(&mut self, articles: &[&Article]) -> usize {
        self.editor.settings(json!({ "severity": "warning", "language": "en" }));
        let mut n_changed = 0;
        let names = articles.iter().map(|article| article.name.as_str());
        let args = ["--no-config", "--lang", "en", "--fix"];
        self.desk.check(&args.into_iter().chain(names).collect::<Vec<_>>());
        for article in articles {
            let here = fs::read_to_string(self.desk.path(&article.name)).expect("a file");
            let draft = json!({ "text": article.text }).to_string();
            let page = self.server.post("/api/fix", draft.as_bytes()).json();
            assert_eq!(page["text"], here, "{}: page", article.name);
            let uri = self.opened(article);
            let actions = self.editor.actions(&uri, range(0, 0, 0, 0), Some("source.fixAll"));
            self.editor.close(&uri);
            let there = actions.first();
            let there = there.map_or_else(|| article.text.clone(), |it| applied(&article.text, it));
            assert_eq!(there, here, "{}: language server", article.name);
            n_changed += usize::from(here != article.text);
        }
        n_changed
    }
}

/// Compares all that the fronts say of articles; the number of findings and of articles that fixes change.
fn compare(name: &str, articles: &[Article]) -> (usize, usize) {
    let mut fronts = Fronts::open(name);
    let mut by_date: BTreeMap<Option<&str>, Vec<&Article>> = BTreeMap::new();
    for article in articles {
        fronts.desk.write(&article.name, &article.text);
        by_date.entry(article.date.as_deref()).or_default().push(article);
    }
    let n_findings = by_date.iter().map(|(date, of)| fronts.compare(of, *date)).sum();
    let all: Vec<&Article> = articles.iter().collect();
    fronts.compare_tool(&all);
    (n_findings, fronts.compare_fixed(&all))
}

#[test]
fn all_fronts_say_the_same_of_the_articles_of_the_project() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut articles = Vec::new();
    for entry in fs::read_dir(folder).expect("the articles") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = fs::read_to_string(&path).expect("a text");
            let name = path.file_name().expect("a name").to_string_lossy();
            // Behind an emoji all places are others in UTF-16.
            let emoji =
                Article { name: format!("emoji-{name}"), text: format!("😀 {text}"), date: None };
            let dated = Some("2024-05-15".to_owned());
            articles.push(Article { name: name.into_owned(), text, date: dated });
            articles.push(emoji);
        }
    }
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    let (n_findings, n_changed) = compare("fronts", &articles);
    assert!(
        n_findings > 40 && n_changed > 2,
        "{n_findings} findings, {n_changed} articles changed"
    );
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the person who names the articles wants to know how many there were"
)]
#[ignore = "needs articles: SUNTING_ARTICLES=FILE.jsonl, or `cargo xtask clients articles`"]
fn all_fronts_say_the_same_of_articles_at_hand() {
    let named = std::env::var_os("SUNTING_ARTICLES").expect("SUNTING_ARTICLES names no articles");
    for path in std::env::split_paths(&named) {
        let articles = records(&path);
        assert!(!articles.is_empty(), "{}: no articles", path.display());
        let (n_findings, n_changed) = compare("fronts-at-hand", &articles);
        println!(
            "{}: {} articles, {n_findings} findings, {n_changed} articles changed by fixes, the same everywhere",
            path.display(),
            articles.len()
        );
    }
}

/// The first articles of a file of JSON Lines.
fn records(path: &PathBuf) -> Vec<Article> {
    let file = fs::File::open(path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let is_packed = path.extension().is_some_and(|extension| extension == "gz");
    let bytes: Box<dyn Read> =
        if is_packed { Box::new(flate2::read::GzDecoder::new(file)) } else { Box::new(file) };
    let lines = BufReader::new(bytes).lines().take(MANY).enumerate();
    let records = lines.map(|(nth, line)| {
        let record: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let date = record["date"].as_str().and_then(|date| date.get(..10)).map(str::to_owned);
        let text = record["text"].as_str().expect("a text").to_owned();
        Article { name: format!("{nth:04}.txt"), text, date }
    });
    records.collect()
}

/// A finding of the server in one line: place in bytes, severity, rule, message.
fn line(text: &str, found: &Value) -> String {
    let (start, end) =
        (editor::byte(text, &found["range"]["start"]), editor::byte(text, &found["range"]["end"]));
    let severity =
        ["", "error", "warning", "info"][found["severity"].as_u64().expect("a number") as usize];
    format!(
        "{start}..{end} {severity} {} {}",
        found["code"].as_str().unwrap_or_default(),
        found["message"].as_str().unwrap_or_default()
    )
}

/// The same of a finding as the command line tells it to machines.
fn wire_line(json: &str) -> String {
    let found: Value = serde_json::from_str(json).expect("JSON");
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    format!(
        "{}..{} {} {} {}",
        found["start"],
        found["end"],
        text("severity"),
        text("rule"),
        text("message")
    )
}
