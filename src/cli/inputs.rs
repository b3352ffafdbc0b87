//! From paths to articles, one at a time and in order: files, folders, standard input, the lines of record files.
//!
//! Text files are only named here and read later, on the thread that checks them; record files are read line by line,
//! so that a file of any size costs the memory of the lines in work.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{Walk, WalkBuilder};

use super::args::Form;
use crate::document::Document;
use crate::input::{self, Fields, MAX_BYTES};
use crate::report::Trouble;

/// A piece of work.
#[derive(Debug)]
pub(super) enum Item {
    /// A file to be read as one article.
    File(PathBuf),
    /// One article from standard input.
    Stdin(Vec<u8>),
    /// One line of a file of records.
    Record { path: Arc<Path>, line: usize, json: Vec<u8> },
    /// A path that gives no article.
    Broken(Trouble),
}

/// What became of an item.
#[derive(Debug)]
pub(super) enum Taken {
    /// An article.
    Article(Box<Document>),
    /// No text; a picture among the articles is no trouble.
    Binary(String),
    /// It could not be read.
    Broken(Trouble),
}

impl Item {
    /// The path it came from, for the rules that a configuration gives to some paths.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Record { path, .. } if path.as_os_str() != "-" => Some(path),
            _ => None,
        }
    }

    /// Bytes that it holds in memory until it is checked.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Stdin(bytes) | Self::Record { json: bytes, .. } => bytes.len(),
            Self::File(_) | Self::Broken(_) => 0,
        }
    }

    /// Reads and decodes it.
    pub(super) fn read(self, fields: &Fields) -> Taken {
        match self {
            Self::Broken(trouble) => Taken::Broken(trouble),
            Self::Stdin(bytes) => text("-", &bytes),
            Self::File(path) => {
                let name = path.to_string_lossy();
                match read_file(&path) {
                    Ok(bytes) => text(&name, &bytes),
                    Err(err) => Taken::Broken(trouble(&path, &err)),
                }
            }
            Self::Record { path, line, json } => {
                let name = path.to_string_lossy();
                match input::record(&name, line, &json, fields) {
                    Ok(doc) => Taken::Article(Box::new(doc)),
                    Err(err) => Taken::Broken(Trouble {
                        path: name.into_owned(),
                        line: err.line,
                        rule: None,
                        message: err.message,
                    }),
                }
            }
        }
    }
}

fn text(name: &str, bytes: &[u8]) -> Taken {
    if input::is_binary(bytes) {
        return Taken::Binary(name.to_owned());
    }
    Taken::Article(Box::new(input::plain(name, bytes)))
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

pub(super) fn trouble(path: &Path, err: &dyn std::fmt::Display) -> Trouble {
    Trouble {
        path: path.to_string_lossy().into_owned(),
        line: None,
        rule: None,
        message: err.to_string(),
    }
}

/// The articles of some paths, in order.
pub(super) struct Inputs {
    paths: std::vec::IntoIter<PathBuf>,
    form: Option<Form>,
    walk: Option<Walk>,
    records: Option<Records>,
}

/// A file of records, half read.
struct Records {
    path: Arc<Path>,
    line: usize,
    reader: Box<dyn BufRead>,
}

impl Inputs {
    /// `form` is what standard input and files named one by one hold, whatever they are called.
    pub(super) fn new(paths: Vec<PathBuf>, form: Option<Form>) -> Self {
        Self { paths: paths.into_iter(), form, walk: None, records: None }
    }

    /// A path as it was typed.
    fn named(&mut self, path: PathBuf) -> Option<Item> {
        if path.as_os_str() == "-" {
            return match self.form {
                Some(Form::Records) => self.records(&path, Box::new(BufReader::new(io::stdin()))),
                _ => Some(stdin()),
            };
        }
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                self.walk = Some(walk(&path));
                None
            }
            Ok(_) => {
                let form = self.form.or_else(|| form_of(&path)).unwrap_or(Form::Text);
                self.file(path, form)
            }
            Err(err) => Some(Item::Broken(trouble(&path, &err))),
        }
    }

    fn file(&mut self, path: PathBuf, form: Form) -> Option<Item> {
        if form == Form::Text {
            return Some(Item::File(path));
        }
        match File::open(&path) {
            Ok(file) => self.records(&path, Box::new(BufReader::with_capacity(1 << 16, file))),
            Err(err) => Some(Item::Broken(trouble(&path, &err))),
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
                return Some(Item::File(path.to_owned()));
            }
            reader = Box::new(Cursor::new(input::decode(&bytes).text.into_bytes()));
        }
        self.records = Some(Records { path: path.into(), line: 0, reader });
        None
    }

    fn walked(&mut self) -> Option<Item> {
        let Some(entry) = self.walk.as_mut()?.next() else {
            self.walk = None;
            return None;
        };
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = entry.into_path();
                let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
                let form = form_of(&path)?;
                self.file(path, form)
            }
            Ok(_) => None,
            Err(err) => Some(Item::Broken(Trouble {
                path: String::new(),
                line: None,
                rule: None,
                message: err.to_string(),
            })),
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

fn stdin() -> Item {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() > MAX_BYTES => {
            Item::Broken(trouble(Path::new("-"), &"longer than 4 GiB"))
        }
        Ok(_) => Item::Stdin(bytes),
        Err(err) => Item::Broken(trouble(Path::new("-"), &err)),
    }
}

/// Files of a folder in order of their names; hidden and ignored ones are left out, in a repository or not.
pub(super) fn walk(path: &Path) -> Walk {
    WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build()
}

/// What a file holds by its name, `None` for what is no article.
fn form_of(path: &Path) -> Option<Form> {
    let ext = path.extension()?.to_str()?.to_ascii_lowercase();
    match ext.as_str() {
        "txt" => Some(Form::Text),
        "jsonl" | "ndjson" => Some(Form::Records),
        _ => None,
    }
}
