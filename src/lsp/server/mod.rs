//! The state of the conversation with one client: what it may say when, and who is told what.
//!
//! Everything here returns at once. What takes time, checking and answering, goes to the pool and comes back as an event.

mod notices;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use gen_lsp_types as lsp;
use lsp_server::{ErrorCode, Message, Notification, ReqQueue, Request, RequestId, Response};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use serde_json::{Value, json};

use super::asked::{Asked, Waiting, read};
use super::client::Client;
use super::desk::Desks;
use super::documents::Documents;
use super::findings::{Done, Job};
use super::protocol::{capabilities, word_to_add};
use super::settings::{SECTION, Settings};
use super::wire::{Heard, Told};
use super::{log, paths, told};
use crate::cli::args::CommonArgs;

/// How long a document that is typed in is left alone before it is checked unasked.
const PAUSE: Duration = Duration::from_millis(120);

/// Something that happens.
#[derive(Debug)]
pub(super) enum Event {
    /// The client said something.
    Heard(Heard),
    /// A document was checked.
    Checked(Box<Done>),
    /// An answer is ready.
    Answered { id: RequestId, answer: Result<Value, Fault> },
    /// The desk's files were changed by ourselves.
    Reload,
}

/// Why a request fails, in the protocol's number and in words.
#[derive(Debug)]
pub(super) struct Fault {
    code: ErrorCode,
    message: String,
}

impl Fault {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    fn params(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidParams, message)
    }
}

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    Silent,
    /// Documents are served.
    Open,
    /// After `shutdown`.
    Over,
}

/// What we have asked the client for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    Settings,
    /// Something whose answer changes nothing.
    Other,
}

/// The server.
#[derive(Debug)]
pub(super) struct Server {
    stage: Stage,
    client: Arc<Client>,
    args: CommonArgs,
    settings: Settings,
    folders: Vec<PathBuf>,
    desks: Arc<Desks>,
    documents: Documents,
    queue: ReqQueue<(), Sent>,
    waiting: Vec<Waiting>,
    /// What the person was told of already.
    told: BTreeSet<String>,
    pool: ThreadPool,
    events: Sender<Event>,
    out: Sender<Told>,
}

impl Server {
    pub(super) fn new(
        args: CommonArgs,
        events: Sender<Event>,
        out: Sender<Told>,
    ) -> Result<Self, ThreadPoolBuildError> {
        // Two at least, so that one huge document does not hold up the others.
        let n_threads = thread::available_parallelism().map_or(2, |n| n.get().max(2));
        Ok(Self {
            stage: Stage::Silent,
            client: Arc::default(),
            desks: Arc::new(Desks::new(args.clone())),
            args,
            settings: Settings::default(),
            folders: Vec::new(),
            documents: Documents::default(),
            queue: ReqQueue::default(),
            waiting: Vec::new(),
            told: BTreeSet::new(),
            pool: ThreadPoolBuilder::new().num_threads(n_threads).build()?,
            events,
            out,
        })
    }

    /// When something has to be done without anybody asking.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.documents.next_due()
    }

    /// Takes an event; at the end of the conversation, the exit status.
    pub(super) fn handle(&mut self, event: Event) -> Option<ExitCode> {
        match event {
            Event::Heard(Heard::End) => {
                log("the client is gone");
                return Some(self.farewell());
            }
            Event::Heard(Heard::Broken { id, code, what }) => {
                log(what);
                match id {
                    Some(id) => self.refuse(id, Fault::new(code, what)),
                    None => self.say(Told::Nobody { code, what }),
                }
            }
            Event::Heard(Heard::Message(Message::Request(request))) => self.request(request),
            Event::Heard(Heard::Message(Message::Response(response))) => self.response(response),
            Event::Heard(Heard::Message(Message::Notification(note))) => {
                if note.method == "exit" {
                    return Some(self.farewell());
                }
                self.notification(note);
            }
            Event::Checked(done) => self.checked(*done),
            Event::Answered { id, answer } => self.answer(id, answer),
            Event::Reload => self.reload(),
        }
        None
    }

    fn farewell(&self) -> ExitCode {
        if self.stage == Stage::Over { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    // --- requests ---

    fn request(&mut self, Request { id, method, params }: Request) {
        self.queue.incoming.register(id.clone(), ());
        match (self.stage, method.as_str()) {
            (Stage::Silent, "initialize") => {
                let answer = self.initialize(params);
                self.answer(id, answer);
            }
            (Stage::Silent, _) => {
                let fault = Fault::new(ErrorCode::ServerNotInitialized, "`initialize` comes first");
                self.answer(id, Err(fault));
            }
            (Stage::Open, "initialize") => {
                let fault = Fault::new(ErrorCode::InvalidRequest, "`initialize` was said already");
                self.answer(id, Err(fault));
            }
            (Stage::Over, _) => {
                let fault = Fault::new(ErrorCode::InvalidRequest, "`shutdown` was said already");
                self.answer(id, Err(fault));
            }
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Over;
                for waiting in std::mem::take(&mut self.waiting) {
                    let fault = Fault::new(ErrorCode::RequestCanceled, "`shutdown` was said");
                    self.answer(waiting.id, Err(fault));
                }
                self.answer(id, Ok(Value::Null));
            }
            (Stage::Open, "workspace/executeCommand") => self.command(id, params),
            (Stage::Open, "workspace/textDocumentContent") => self.page(id, params),
            (Stage::Open, name) => match Asked::read(name, params) {
                Some(Ok((uri, asked))) => self.asked(id, &uri, asked),
                Some(Err(message)) => {
                    log(&message);
                    self.answer(id, Err(Fault::params(message)));
                }
                None => {
                    let fault =
                        Fault::new(ErrorCode::MethodNotFound, format!("no `{method}` here"));
                    self.answer(id, Err(fault));
                }
            },
        }
    }

    fn initialize(&mut self, params: Value) -> Result<Value, Fault> {
        let params: lsp::InitializeParams = read("initialize", params).map_err(Fault::params)?;
        self.client = Arc::new(Client::new(params.capabilities));
        self.folders = match params.workspace_folders_initialize_params.workspace_folders {
            Some(lsp::WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().filter_map(|folder| paths::path(&folder.uri)).collect()
            }
            _ => {
                #[expect(deprecated, reason = "clients without workspace folders say it here")]
                let root = params.root_uri;
                root.iter().filter_map(paths::path).collect()
            }
        };
        if let Some(options) = &params.initialization_options {
            self.configure(options);
        }
        self.stage = Stage::Open;
        let info = lsp::ServerInfo {
            name: env!("CARGO_PKG_NAME").into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        };
        let answer = lsp::InitializeResult {
            capabilities: capabilities(&self.client),
            server_info: Some(info),
        };
        Ok(json!(answer))
    }

    /// A request about the findings of a document: answered when there are any of the state it is in.
    fn asked(&mut self, id: RequestId, uri: &lsp::Uri, asked: Asked) {
        if self.documents.get(uri).is_none() {
            self.answer(id, Err(Fault::params("the document is not open")));
            return;
        }
        self.waiting.push(Waiting { id, uri: uri.clone(), asked });
        self.serve(uri);
    }

    /// Answers what waits for a document if it is checked, else has it checked.
    fn serve(&mut self, uri: &lsp::Uri) {
        let Some(open) = self.documents.get(uri) else { return };
        if !open.is_settled() {
            self.check(uri);
            return;
        }
        let findings = open.current().cloned();
        let (ready, waiting) =
            std::mem::take(&mut self.waiting).into_iter().partition(|it| it.uri == *uri);
        self.waiting = waiting;
        for Waiting { id, asked, .. } in ready {
            let Some(findings) = findings.clone() else {
                self.answer(id, Ok(asked.nothing()));
                continue;
            };
            let client = Arc::clone(&self.client);
            self.work(id, move || Ok(asked.answer(&findings, &client)));
        }
    }

    /// Has an answer made by the pool.
    fn work(&self, id: RequestId, make: impl FnOnce() -> Result<Value, Fault> + Send + 'static) {
        let events = self.events.clone();
        self.pool.spawn(move || {
            let answer = catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| {
                Err(Fault::new(ErrorCode::InternalError, "this is a fault of sunting"))
            });
            let _ = events.send(Event::Answered { id, answer });
        });
    }

    fn command(&mut self, id: RequestId, params: Value) {
        let (uri, word) = match word_to_add(params) {
            Ok(it) => it,
            Err(message) => {
                self.answer(id, Err(Fault::params(message)));
                return;
            }
        };
        let (desks, folder) = (Arc::clone(&self.desks), self.folder(paths::path(&uri).as_deref()));
        let events = self.events.clone();
        self.work(id, move || {
            desks
                .add_word(&folder, &word)
                .map_err(|err| Fault::new(ErrorCode::RequestFailed, format!("{err:#}")))?;
            let _ = events.send(Event::Reload);
            Ok(Value::Null)
        });
    }

    /// The page of a rule, for a client that opens its address.
    fn page(&mut self, id: RequestId, params: Value) {
        let params: lsp::TextDocumentContentParams =
            match read("workspace/textDocumentContent", params) {
                Ok(params) => params,
                Err(message) => {
                    self.answer(id, Err(Fault::params(message)));
                    return;
                }
            };
        let (desks, folder) = (Arc::clone(&self.desks), self.folder(None));
        self.work(id, move || {
            let text = told::rule_of(&params.uri.0).and_then(|rule| desks.page(&folder, rule));
            let text = text.ok_or_else(|| Fault::params("there is no such page"))?;
            Ok(json!({ "text": text }))
        });
    }

    /// Answers a request, unless it was cancelled in the meantime.
    fn answer(&mut self, id: RequestId, answer: Result<Value, Fault>) {
        if self.queue.incoming.complete(&id).is_none() {
            return;
        }
        match answer {
            Ok(value) => {
                self.say(Told::Message(Response { id, response_result: Ok(value) }.into()));
            }
            Err(fault) => self.refuse(id, fault),
        }
    }

    fn refuse(&self, id: RequestId, Fault { code, message }: Fault) {
        self.say(Told::Message(Response::new_err(id, code as i32, message).into()));
    }

    // --- checking ---

    /// A document is in a new state: it is checked when somebody waits for it, or after a pause.
    fn touched(&mut self, uri: &lsp::Uri, pause: Duration) {
        if self.waiting.iter().any(|it| it.uri == *uri) {
            self.check(uri);
        } else if !self.client.pulls()
            && let Some(open) = self.documents.get_mut(uri)
        {
            open.due = Some(Instant::now() + pause);
        }
    }

    /// Has the documents checked whose pause is over.
    pub(super) fn check_due(&mut self) {
        for uri in self.documents.due(Instant::now()) {
            self.check(&uri);
        }
    }

    /// Has a document checked, unless a worker has it in hand: then it is looked at again when that is done.
    fn check(&mut self, uri: &lsp::Uri) {
        let folder = self.folder(paths::path(uri).as_deref());
        let Some(open) = self.documents.get_mut(uri) else { return };
        open.due = None;
        if open.busy.is_some() || open.is_settled() {
            return;
        }
        open.busy = Some(open.stamp);
        let job = Job {
            uri: uri.clone(),
            version: open.version,
            stamp: open.stamp,
            text: open.text.clone(),
            path: open.path.clone(),
            form: open.form,
            folder,
            settings: self.settings.clone(),
            desks: Arc::clone(&self.desks),
            client: Arc::clone(&self.client),
        };
        let events = self.events.clone();
        self.pool.spawn(move || {
            let _ = events.send(Event::Checked(Box::new(job.run())));
        });
    }

    fn checked(&mut self, done: Done) {
        let Done { uri, stamp, findings, diagnostics, troubles } = done;
        self.tell(troubles);
        let Some(open) = self.documents.get_mut(&uri) else { return };
        if open.busy == Some(stamp) {
            open.busy = None;
        }
        if open.stamp != stamp {
            // It has changed since; unless a pause is still running, it is checked as it is now.
            if open.due.is_none() && open.busy.is_none() {
                self.check(&uri);
            }
            return;
        }
        match findings {
            Some(findings) => open.findings = Some(findings),
            None => open.failed = Some(stamp),
        }
        let version = open.version;
        if !self.client.pulls() {
            self.publish(&uri, Some(version), &diagnostics);
        }
        self.serve(&uri);
    }

    fn publish(&self, uri: &lsp::Uri, version: Option<i32>, diagnostics: &Value) {
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.notify("textDocument/publishDiagnostics", params);
    }

    // --- the desk and the settings ---

    /// Where the desk of a document is looked for: in the folder that the client has open around it, else in its own.
    fn folder(&self, path: Option<&Path>) -> PathBuf {
        let around = |path: &Path| {
            let holding = self.folders.iter().filter(|folder| path.starts_with(folder));
            holding.max_by_key(|folder| folder.components().count()).cloned()
        };
        let own = |path: &Path| path.parent().map(Path::to_owned);
        let saved = path.and_then(|path| around(path).or_else(|| own(path)));
        saved.or_else(|| self.folders.first().cloned()).unwrap_or_else(|| PathBuf::from("."))
    }

    /// Takes settings of the client; says whether they are others than before.
    fn configure(&mut self, value: &Value) -> bool {
        let (settings, faults) = Settings::read(value);
        self.tell(faults);
        let is_new = settings != self.settings;
        if is_new {
            self.desks = Arc::new(Desks::new(settings.over(&self.args)));
            self.settings = settings;
        }
        is_new
    }

    /// Reads the desk's files again.
    fn reload(&mut self) {
        self.desks.forget();
        self.renew();
    }

    /// Has every document checked anew: something other than its text has changed.
    fn renew(&mut self) {
        self.told.clear();
        for uri in self.documents.uris() {
            if self.documents.renewed(&uri).is_some() {
                self.touched(&uri, Duration::ZERO);
            }
        }
        if self.client.pulls() && self.client.refreshes() {
            self.send("workspace/diagnostic/refresh", Value::Null, Sent::Other);
        }
    }

    fn ask_for_settings(&mut self) {
        if self.client.tells_settings() {
            let params = json!({ "items": [{ "section": SECTION }] });
            self.send("workspace/configuration", params, Sent::Settings);
        }
    }

    /// Asks to be told when settings or files of a desk change.
    fn ask_for_changes(&mut self) {
        let mut wanted = Vec::new();
        if self.client.tells_of_settings() {
            let method = "workspace/didChangeConfiguration";
            let options = json!({ "section": SECTION });
            wanted.push(json!({ "id": method, "method": method, "registerOptions": options }));
        }
        if self.client.watches() {
            let method = "workspace/didChangeWatchedFiles";
            let watchers = ["**/*.toml", "**/*.tsv"].map(|glob| json!({ "globPattern": glob }));
            let options = json!({ "watchers": watchers });
            wanted.push(json!({ "id": method, "method": method, "registerOptions": options }));
        }
        if !wanted.is_empty() {
            let params = json!({ "registrations": wanted });
            self.send("client/registerCapability", params, Sent::Other);
        }
    }

    fn response(&mut self, Response { id, response_result }: Response) {
        let Some(sent) = self.queue.outgoing.complete(id) else { return };
        if sent == Sent::Settings
            && let Ok(Value::Array(sections)) = response_result
            && let Some(section) = sections.first()
            && self.configure(section)
        {
            self.renew();
        }
    }

    // --- saying ---

    /// Tells a person of troubles, each once until something changes.
    fn tell(&mut self, troubles: Vec<String>) {
        for trouble in troubles {
            if self.told.insert(trouble.clone()) {
                let params =
                    lsp::ShowMessageParams { kind: lsp::MessageType::Error, message: trouble };
                self.notify("window/showMessage", json!(params));
            }
        }
    }

    fn notify(&self, method: &str, params: Value) {
        self.say(Told::Message(Notification { method: method.into(), params }.into()));
    }

    fn send(&mut self, method: &str, params: Value, sent: Sent) {
        let request = self.queue.outgoing.register(method.into(), params, sent);
        self.say(Told::Message(request.into()));
    }

    /// Says something. When the client is gone, nobody hears it and the reader ends the conversation.
    fn say(&self, told: Told) {
        let _ = self.out.send(told);
    }
}
