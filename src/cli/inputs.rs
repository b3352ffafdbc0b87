//! From paths to articles, one at a time and in order: files, folders, patterns, standard input, the records of files
//! that hold many.
//!
//! Files are only named here and read later, on the thread that checks them; JSON Lines are read line by line, so that
//! a file of any size costs the memory of the lines in work. Other files of records are read whole.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, Walk, WalkBuilder};

use super::args::{FormArg, ReportArg};
use crate::document::Document;
use crate::input::{self, Collection, Fields, Form, InputError, MAX_BYTES};
use crate::report::Trouble;
use crate::report::html::GENERATOR;

/// Bytes at the head of a file that tell its form.
const HEAD: usize = 8192;

/// A piece of work.
#[derive(Debug)]
pub(super) enum Item {
    /// A file to be read as one article.
    File(PathBuf, Form),
    /// One article from standard input.
    Stdin(Vec<u8>, Form),
    /// One line of a file of records.
    Record { path: Arc<Path>, line: usize, json: Vec<u8> },
    /// One article of a file that holds many.
    Member { path: Arc<Path>, file: Arc<Opened>, number: usize },
    /// A path that gives no article.
    Broken(Trouble),
}

/// A file of many articles.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) form: Form,
    articles: Collection<'static>,
    /// The bytes of standard input, which cannot be read again.
    pub(super) held: Option<Vec<u8>>,
}

/// What became of an item.
#[derive(Debug)]
pub(super) enum Taken {
    /// An article.
    Article(Box<Document>),
    /// No article, and why; a picture among the articles is no trouble.
    Skipped(String),
    /// Something else that stands among the articles of a file: a picture, a menu.
    Nothing,
    /// It could not be read.
    Broken(Trouble),
}

impl Item {
    /// The path it came from, for the rules that a configuration gives to some paths.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path, _) => Some(path),
            Self::Record { path, .. } | Self::Member { path, .. } if path.as_os_str() != "-" => {
                Some(path)
            }
            _ => None,
        }
    }

    /// Bytes that it takes until its findings are told: as long is an article kept.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Stdin(bytes, _) | Self::Record { json: bytes, .. } => bytes.len(),
            Self::Member { file, number, .. } => file.articles.weight(*number),
            Self::File(path, _) => fs::metadata(path).map_or(0, |file| file.len() as usize),
            Self::Broken(_) => 0,
        }
    }

    /// Reads and decodes it.
    pub(super) fn read(self, fields: &Fields) -> Taken {
        match self {
            Self::Broken(trouble) => Taken::Broken(trouble),
            Self::Stdin(bytes, form) => article("-", form, &bytes),
            Self::File(path, form) => match read_file(&path) {
                Ok(bytes) => article(&path.to_string_lossy(), form, &bytes),
                Err(err) => Taken::Broken(trouble(&path, &err)),
            },
            Self::Record { path, line, json } => {
                let name = path.to_string_lossy();
                taken(&name, input::record(&name, line, &json, fields))
            }
            Self::Member { path, file, number } => {
                let name = path.to_string_lossy();
                match file.articles.article(number, &name, fields) {
                    Some(read) => taken(&name, read),
                    None => Taken::Nothing,
                }
            }
        }
    }
}

fn article(name: &str, form: Form, bytes: &[u8]) -> Taken {
    if let Some(why) = no_article(form, bytes) {
        return Taken::Skipped(format!("{name}: {why}, skipped"));
    }
    taken(name, input::article(form, name, bytes))
}

/// What the bytes are, where they are no article.
pub(super) fn no_article(form: Form, bytes: &[u8]) -> Option<&'static str> {
    if form != Form::Docx && input::is_binary(bytes) {
        return Some("not text");
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_report =
        form == Form::Html && head.windows(GENERATOR.len()).any(|at| at == GENERATOR.as_bytes());
    is_report.then_some("a report of sunting")
}

/// The files that this run writes its reports into. They lie among the articles of the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Written(Vec<PathBuf>);

impl Written {
    pub(super) fn new(reports: &[ReportArg]) -> Self {
        let files = reports.iter().map(|report| &report.path).filter(|path| path.is_file());
        Self(files.filter_map(|path| fs::canonicalize(path).ok()).collect())
    }

    /// Whether a file is one of them.
    pub(super) fn holds(&self, path: &Path) -> bool {
        // Only a file of the same name is worth a look at where it lies.
        self.0.iter().any(|own| {
            own.file_name() == path.file_name()
                && fs::canonicalize(path).is_ok_and(|path| path == *own)
        })
    }
}

fn taken(name: &str, read: Result<Document, InputError>) -> Taken {
    match read {
        Ok(doc) => Taken::Article(Box::new(doc)),
        Err(err) => Taken::Broken(broken(name, err)),
    }
}

fn broken(name: &str, err: InputError) -> Trouble {
    Trouble { path: name.to_owned(), line: err.line, rule: None, message: err.message }
}

pub(super) fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let len = file.metadata()?.len();
    if usize::try_from(len).map_or(true, |len| len > MAX_BYTES) {
        return Err(io::Error::other("longer than 4 GiB"));
    }
    let mut bytes = Vec::with_capacity(len as usize);
    // The file may have grown since, and a pipe has no length: what is read is bounded, not what was promised.
    file.take(MAX_BYTES as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The first bytes of a file; none where it cannot be read, which is told when it is.
fn head_of(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        let _ = file.take(HEAD as u64).read_to_end(&mut head);
    }
    head
}

pub(super) fn trouble(path: &Path, err: &dyn std::fmt::Display) -> Trouble {
    broken(&path.to_string_lossy(), InputError { line: None, message: err.to_string() })
}

/// The articles of some paths, in order.
pub(super) struct Inputs {
    paths: std::vec::IntoIter<PathBuf>,
    form: Option<Form>,
    /// Names that tell which JSON in a folder is articles.
    fields: Fields,
    written: Written,
    walk: Option<Search>,
    records: Option<Records>,
    members: Option<Members>,
}

/// A folder, half walked.
struct Search {
    walk: Walk,
    /// What was typed, where it is a pattern, and whether any file fits it yet.
    pattern: Option<(PathBuf, GlobMatcher)>,
    found: bool,
}

/// A file of records, half read.
struct Records {
    path: Arc<Path>,
    line: usize,
    reader: Box<dyn BufRead>,
}

/// A file of many articles, half handed out.
struct Members {
    path: Arc<Path>,
    file: Arc<Opened>,
    next: usize,
}

/// How a file was come by: what was typed is an article or a mistake, what lies in a folder may be anything.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Named,
    Walked,
}

impl Inputs {
    /// `form` is what standard input and files named one by one hold, whatever they are called.
    pub(super) fn new(paths: Vec<PathBuf>, form: Option<FormArg>, fields: &Fields) -> Self {
        let (paths, form, fields) = (paths.into_iter(), form.map(Into::into), fields.clone());
        let written = Written::default();
        Self { paths, form, fields, written, walk: None, records: None, members: None }
    }

    /// The same without the reports of the run, where they lie in a folder.
    pub(super) fn without(self, written: &Written) -> Self {
        Self { written: written.clone(), ..self }
    }

    /// A path as it was typed.
    fn named(&mut self, path: PathBuf) -> Option<Item> {
        if path.as_os_str() == "-" {
            return self.stdin(&path);
        }
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                self.walk = Some(Search { walk: walk(&path), pattern: None, found: true });
                None
            }
            Ok(_) => {
                let told = self.form.or_else(|| form_of(&path));
                let form = told.or_else(|| Form::of_content(&head_of(&path)));
                self.file(path, form.unwrap_or(Form::Text), Way::Named)
            }
            Err(err) => match pattern(&path) {
                Some(search) => {
                    self.walk = Some(search);
                    None
                }
                None => Some(Item::Broken(trouble(&path, &err))),
            },
        }
    }

    fn stdin(&mut self, path: &Path) -> Option<Item> {
        let mut reader = BufReader::with_capacity(HEAD, io::stdin());
        let form = match (self.form, reader.fill_buf()) {
            (_, Err(err)) => return Some(Item::Broken(trouble(path, &err))),
            (Some(form), _) => form,
            (None, Ok(head)) => Form::of_content(head).unwrap_or(Form::Text),
        };
        if form == Form::Records {
            return self.records(path, Box::new(reader));
        }
        let mut bytes = Vec::new();
        match reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > MAX_BYTES => {
                Some(Item::Broken(trouble(path, &"longer than 4 GiB")))
            }
            Ok(_) if form.is_collection() => self.members(path, form, bytes, Way::Named),
            Ok(_) => Some(Item::Stdin(bytes, form)),
            Err(err) => Some(Item::Broken(trouble(path, &err))),
        }
    }

    fn file(&mut self, path: PathBuf, form: Form, way: Way) -> Option<Item> {
        if !form.is_collection() {
            return Some(Item::File(path, form));
        }
        if form != Form::Records {
            return match read_file(&path) {
                Ok(bytes) => self.members(&path, form, bytes, way),
                Err(err) => Some(Item::Broken(trouble(&path, &err))),
            };
        }
        match File::open(&path) {
            Ok(file) => self.records(&path, Box::new(BufReader::with_capacity(1 << 16, file))),
            Err(err) => Some(Item::Broken(trouble(&path, &err))),
        }
    }

    /// Starts on a file that holds many articles. JSON that lies in a folder and holds none is something else.
    fn members(&mut self, path: &Path, form: Form, bytes: Vec<u8>, way: Way) -> Option<Item> {
        let held = (path.as_os_str() == "-").then(|| bytes.clone());
        // A file that is broken may hold articles all the same, if it names their field anywhere.
        let name = format!("\"{}\"", self.fields.text.rsplit('.').next().unwrap_or_default());
        let speaks = bytes.windows(name.len()).any(|window| window == name.as_bytes());
        let opened = Collection::open(form, bytes);
        if form == Form::Json && way == Way::Walked {
            let has_articles =
                opened.as_ref().map_or(speaks, |opened| opened.has_articles(&self.fields));
            if !has_articles {
                return None;
            }
        }
        match opened {
            Ok(articles) => {
                let file = Arc::new(Opened { form, articles, held });
                self.members = Some(Members { path: path.into(), file, next: 0 });
                None
            }
            Err(err) => Some(Item::Broken(broken(&path.to_string_lossy(), err))),
        }
    }

    /// Starts on a file of records. Lines are found in bytes, so UTF-16 is turned into UTF-8 first.
    fn records(&mut self, path: &Path, mut reader: Box<dyn BufRead>) -> Option<Item> {
        let head = match reader.fill_buf() {
            Ok(head) => &head[..head.len() & !1],
            Err(err) => return Some(Item::Broken(trouble(path, &err))),
        };
        if head.contains(&0) || head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
            let mut bytes = Vec::new();
            if let Err(err) = reader.read_to_end(&mut bytes) {
                return Some(Item::Broken(trouble(path, &err)));
            }
            if input::is_binary(&bytes) {
                return Some(Item::File(path.to_owned(), Form::Text));
            }
            reader = Box::new(Cursor::new(input::decode(&bytes).text.into_bytes()));
        }
        self.records = Some(Records { path: path.into(), line: 0, reader });
        None
    }

    fn walked(&mut self) -> Option<Item> {
        let search = self.walk.as_mut()?;
        let Some(entry) = search.walk.next() else {
            let Search { pattern, found, .. } = self.walk.take()?;
            let (pattern, _) = pattern.filter(|_| !found)?;
            return Some(Item::Broken(trouble(&pattern, &"no file fits the pattern")));
        };
        match entry {
            Ok(entry) if is_file(&entry) => {
                let path = entry.into_path();
                let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
                if let Some((_, matcher)) = &search.pattern {
                    if !matcher.is_match(&path) {
                        return None;
                    }
                    search.found = true;
                }
                let form = form_in_folder(&path).filter(|_| !self.written.holds(&path))?;
                self.file(path, form, Way::Walked)
            }
            Ok(_) => None,
            Err(err) => Some(Item::Broken(trouble(Path::new(""), &err))),
        }
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(records) = &mut self.records {
                match records.next() {
                    Some(item) => return Some(item),
                    None => self.records = None,
                }
            } else if let Some(members) = &mut self.members {
                match members.next() {
                    Some(item) => return Some(item),
                    None => self.members = None,
                }
            } else if self.walk.is_some() {
                if let Some(item) = self.walked() {
                    return Some(item);
                }
            } else {
                let path = self.paths.next()?;
                if let Some(item) = self.named(path) {
                    return Some(item);
                }
            }
        }
    }
}

impl Members {
    fn next(&mut self) -> Option<Item> {
        let number = self.next;
        self.next += 1;
        let Self { path, file, .. } = self;
        (number < file.articles.len()).then(|| Item::Member {
            path: path.clone(),
            file: file.clone(),
            number,
        })
    }
}

impl Records {
    fn next(&mut self) -> Option<Item> {
        loop {
            let mut json = Vec::new();
            self.line += 1;
            match self.reader.read_until(b'\n', &mut json) {
                Ok(0) => return None,
                Ok(_) if json.trim_ascii().is_empty() => {}
                Ok(_) => {
                    return Some(Item::Record { path: self.path.clone(), line: self.line, json });
                }
                Err(err) => {
                    // What cannot be read now will not be read by asking again.
                    self.reader = Box::new(io::empty());
                    return Some(Item::Broken(trouble(&self.path, &err)));
                }
            }
        }
    }
}

/// Files of a folder in order of their names; hidden and ignored ones are left out, in a repository or not.
pub(super) fn walk(path: &Path) -> Walk {
    WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build()
}

/// The files that fit a pattern; `None` where a path is none. It starts in the folder before its first wildcard.
fn pattern(path: &Path) -> Option<Search> {
    let text = path.to_str().filter(|text| text.contains(['*', '?', '[', '{']))?;
    let text = text.strip_prefix("./").unwrap_or(text);
    let glob = GlobBuilder::new(text).literal_separator(true).build().ok()?;
    let matcher = glob.compile_matcher();
    let wild = |part: &std::ffi::OsStr| part.to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = path.iter().take_while(|part| !wild(part)).collect();
    let base = if base.as_os_str().is_empty() { PathBuf::from(".") } else { base };
    base.is_dir().then(|| Search {
        walk: walk(&base),
        pattern: Some((path.into(), matcher)),
        found: false,
    })
}

/// Whether an entry is a file, and none that a word processor keeps beside an open document.
fn is_file(entry: &DirEntry) -> bool {
    let is_lock = || entry.file_name().to_string_lossy().starts_with("~$");
    entry.file_type().is_some_and(|kind| kind.is_file()) && !is_lock()
}

/// What a file holds by its name.
fn form_of(path: &Path) -> Option<Form> {
    Form::of_extension(path.extension()?.to_str()?)
}

/// What a file in a folder holds, `None` for what is no article. A name that says nothing is looked into, and what
/// then looks like mere text is left: it may be anything.
fn form_in_folder(path: &Path) -> Option<Form> {
    match path.extension().and_then(|extension| extension.to_str()) {
        None => Form::of_content(&head_of(path)),
        Some("xml") => Form::of_content(&head_of(path)).filter(|form| *form == Form::Wxr),
        Some(extension) => Form::of_extension(extension),
    }
}
