//! An editor for the tests of the language server: it starts the binary, speaks the protocol over pipes, and keeps what
//! was said until somebody asks for it.

#![expect(clippy::needless_pass_by_value, reason = "what is said is made where it is said")]

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};

const HOUSE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/cli/house");

/// Longest wait for something that has to come; builds without optimisation on a busy machine are slow.
const PATIENCE: Duration = Duration::from_mins(2);

/// A folder of its own for each test.
pub(crate) struct Desk {
    dir: PathBuf,
}

impl Desk {
    /// A folder whose configuration knows the house rules only.
    pub(crate) fn new(name: &str) -> Self {
        let desk = Self::bare(name);
        desk.config("");
        desk
    }

    /// A folder without a configuration.
    pub(crate) fn bare(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lsp").join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).expect("the folder can be made");
        Self { dir }
    }

    pub(crate) fn config(&self, more: &str) {
        self.write("sunting.toml", &format!("packs = ['{HOUSE}']\nselect = ['house/*']\n{more}"));
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("the file can be written");
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunting"));
        command.current_dir(&self.dir).env_remove("LC_MESSAGES").env("LC_ALL", "C.UTF-8");
        command
    }

    /// What `sunting check` writes.
    pub(crate) fn check(&self, args: &[&str]) -> String {
        let ran = self.command().arg("check").args(args).output().expect("it runs");
        String::from_utf8(ran.stdout).expect("UTF-8")
    }
}

/// What a client says that can show everything and does not ask for findings.
pub(crate) fn everything() -> Value {
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
        },
    })
}

/// The same of one that asks for findings.
pub(crate) fn pulling() -> Value {
    let mut can = everything();
    can["textDocument"]["diagnostic"] = json!({});
    can
}

pub(crate) fn range(line: u32, from: u32, to_line: u32, to: u32) -> Value {
    json!({ "start": { "line": line, "character": from }, "end": { "line": to_line, "character": to } })
}

/// The binary, and all it has said so far.
pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    heard: Receiver<Value>,
    kept: VecDeque<Value>,
    log: Option<JoinHandle<String>>,
    logged: String,
    last_id: i64,
    root: String,
}

impl Editor {
    /// An editor that has said `initialize` and `initialized`.
    pub(crate) fn new(desk: &Desk, can: &Value) -> Self {
        let mut editor = Self::silent(desk);
        editor.initialize(can);
        editor
    }

    /// An editor that has said nothing yet.
    pub(crate) fn silent(desk: &Desk) -> Self {
        let mut command = desk.command();
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let input = child.stdin.take();
        let (send, heard) = mpsc::channel();
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let mut errors = child.stderr.take().expect("a pipe");
        let log = thread::spawn(move || {
            let mut text = String::new();
            let _ = errors.read_to_string(&mut text);
            text
        });
        Self {
            child,
            input,
            heard,
            kept: VecDeque::new(),
            log: Some(log),
            logged: String::new(),
            last_id: 0,
            root: format!("file://{}", desk.dir.display()),
        }
    }

    pub(crate) fn initialize(&mut self, can: &Value) -> Value {
        let folders = [json!({ "uri": self.root, "name": "redaksi" })];
        let params = json!({ "processId": null, "rootUri": null, "capabilities": can, "workspaceFolders": folders });
        let answer = self.ask("initialize", params);
        self.note("initialized", json!({}));
        answer["result"].clone()
    }

    // --- saying ---

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("not hung up");
        input.write_all(bytes).and_then(|()| input.flush()).expect("it listens");
    }

    pub(crate) fn frame(&mut self, body: &str) {
        self.bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn note(&mut self, method: &str, params: Value) {
        self.frame(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    /// Sends a request and gives its id.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> Value {
        self.last_id += 1;
        let message =
            json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params });
        self.frame(&message.to_string());
        json!(self.last_id)
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send(method, params);
        self.answer(&id)
    }

    pub(crate) fn reply(&mut self, request: &Value, result: Value) {
        self.frame(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }).to_string());
    }

    pub(crate) fn open(&mut self, uri: &str, version: i32, text: &str) {
        self.open_as("plaintext", uri, version, text);
    }

    pub(crate) fn open_as(&mut self, language: &str, uri: &str, version: i32, text: &str) {
        let document =
            json!({ "uri": uri, "languageId": language, "version": version, "text": text });
        self.note("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.note(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.note("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    pub(crate) fn settings(&mut self, settings: Value) {
        self.note("workspace/didChangeConfiguration", json!({ "settings": settings }));
    }

    pub(crate) fn actions(&mut self, uri: &str, range: Value, only: Option<&str>) -> Vec<Value> {
        let context = json!({ "diagnostics": [], "only": only.map(|only| [only]) });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        let answer = self.ask("textDocument/codeAction", params);
        answer["result"].as_array().unwrap_or_else(|| panic!("a list: {answer}")).clone()
    }

    // --- hearing ---

    /// The first message, kept or new, that is meant.
    fn first(&mut self, what: &str, is_meant: &dyn Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(is_meant) {
            return self.kept.remove(at).unwrap_or_default();
        }
        loop {
            let message = self.heard.recv_timeout(PATIENCE);
            let message =
                message.unwrap_or_else(|err| panic!("{what}: {err}; kept: {:?}", self.kept));
            if is_meant(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    pub(crate) fn next(&mut self) -> Value {
        self.first("anything", &|_| true)
    }

    pub(crate) fn answer(&mut self, id: &Value) -> Value {
        self.first(&format!("an answer to {id}"), &|it| it["id"] == *id && it["method"].is_null())
    }

    /// Whether an answer has come already.
    pub(crate) fn has_answer(&mut self, id: &Value) -> bool {
        self.kept.extend(self.heard.try_iter());
        self.kept.iter().any(|it| it["id"] == *id && it["method"].is_null())
    }

    pub(crate) fn next_request(&mut self, method: &str) -> Value {
        self.first(method, &|it| it["method"] == method && !it["id"].is_null())
    }

    pub(crate) fn next_note(&mut self, method: &str) -> Value {
        self.first(method, &|it| it["method"] == method && it["id"].is_null())["params"].clone()
    }

    /// A notification that has come and that nobody has asked for.
    pub(crate) fn unread(&mut self, method: &str) -> Option<Value> {
        self.kept.extend(self.heard.try_iter());
        self.kept.iter().find(|it| it["method"] == method).cloned()
    }

    /// The next findings that are told of a state of a document.
    pub(crate) fn told(&mut self, uri: &str, version: i64) -> Value {
        let is_meant = |it: &Value| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == uri
                && it["params"]["version"] == version
        };
        self.first(&format!("findings of {uri}, version {version}"), &is_meant)["params"].clone()
    }

    // --- leaving ---

    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    pub(crate) fn status(&mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }

    /// Says good-bye and gives the log.
    pub(crate) fn finish(&mut self) -> String {
        self.ask("shutdown", Value::Null);
        self.note("exit", Value::Null);
        assert_eq!(self.status(), Some(0));
        self.log().to_owned()
    }

    /// The log of a server that has ended.
    pub(crate) fn log(&mut self) -> &str {
        if let Some(log) = self.log.take() {
            self.logged = log.join().expect("read");
        }
        &self.logged
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One message; `None` at the end.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut len = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(number) => len = number.parse().ok()?,
            None if line == "\r\n" => break,
            None => {}
        }
    }
    let mut body = vec![0; len];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The action whose title holds some words.
#[track_caller]
pub(crate) fn titled<'a>(actions: &'a [Value], words: &str) -> &'a Value {
    let is_meant = |action: &&Value| action["title"].as_str().is_some_and(|it| it.contains(words));
    actions.iter().find(is_meant).unwrap_or_else(|| panic!("no {words:?} in {actions:?}"))
}

/// The byte at a position that counts UTF-16.
pub(crate) fn byte(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().expect("a number") as usize;
    let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if units >= number("character") {
            return start + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

/// The text with the edits of an action made, as an editor makes them: all places are those before the first edit.
pub(crate) fn applied(text: &str, action: &Value) -> String {
    let edits = action["edit"]["documentChanges"][0]["edits"].as_array().expect("edits");
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
            (byte(text, start), byte(text, end), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
