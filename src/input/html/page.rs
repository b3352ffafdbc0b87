//! A page as a list of pieces and a tree of elements, read in one pass: where text stands, in which element, and what
//! the elements say of themselves. Broken markup gives a page too; nothing is nested by calls.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::names::{Role, Says, closes, is_around, is_frame, is_void, role, says};

/// How many open elements an end tag is looked for in; deeper ones are closed when those above them are.
const REACH: usize = 256;

/// An element, as far as it matters to an article.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The element around it; the first node is its own.
    pub(super) parent: u32,
    /// The nearest element that stands apart: itself, or one around it.
    pub(super) block: u32,
    pub(super) role: Role,
    pub(super) stands: Stands,
    pub(super) tag: Tag,
    /// Whether its name, class or id says that it holds the text of an article.
    pub(super) claims: Claim,
}

/// Elements that the choice of the body asks for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    A,
    Article,
    H1,
    Header,
    Main,
    P,
    Other,
}

/// Where an element stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// It may be of an article.
    Inside,
    /// It says that it is beside one.
    Beside,
}

/// How loudly an element claims to hold the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    None,
    /// Its class or id does.
    Named,
    /// `itemprop="articleBody"`.
    Told,
}

/// Something on the page, in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) what: What,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) node: u32,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text,
    Break,
    /// Code inside a line.
    Thing,
    Comment,
    /// A block begins or ends here.
    Edge,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) nodes: Vec<Node>,
    pub(super) pieces: Vec<Piece>,
    /// What `meta`, `time` and scripts of data say the publication date is, the most reliable first.
    pub(super) dates: Vec<(Dated, String)>,
    /// Whether it is a whole page and not a piece of one.
    pub(super) is_whole: bool,
}

/// Where a publication date was told. The first is the most reliable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dated {
    /// `<meta property="article:published_time">`
    Meta,
    /// JSON-LD; the text is the whole script.
    Data,
    /// `itemprop="datePublished"`, or a `meta` of another name.
    Item,
    /// `<time datetime>`
    Time,
}

impl Page {
    /// Reads a page, or a piece of one.
    pub(super) fn read(html: &str) -> Self {
        let mut builder = Builder::new(html);
        let emitter = {
            let builder = &mut builder;
            let mut emitter =
                CallbackEmitter::new(move |event: CallbackEvent<'_>, span: Span<usize>| {
                    builder.event(&event, span.start..span.end);
                    None::<Infallible>
                });
            emitter.naively_switch_states(true);
            emitter
        };
        // Reading from memory cannot fail, and the emitter never stops early.
        let _ = Tokenizer::new_with_emitter(html, emitter).finish();
        builder.finish()
    }
}

/// The attributes of one tag that are asked for.
#[derive(Debug, Default)]
struct Attributes {
    names: String,
    property: String,
    content: String,
    datetime: String,
    kind: String,
    beside: bool,
}

struct Builder<'a> {
    html: &'a str,
    page: Page,
    open: Vec<(u32, Vec<u8>)>,
    /// The tag that is being read: its name, where it starts, its attributes, the attribute whose value comes.
    tag: Vec<u8>,
    tag_start: usize,
    attributes: Attributes,
    attribute: Vec<u8>,
    /// Where the last tag or comment ended, and whether text has come since.
    done: usize,
    has_text: bool,
    /// Where the code that is open started.
    thing: Option<usize>,
    /// Whether the script that is open holds data of the page.
    is_data: bool,
}

impl<'a> Builder<'a> {
    fn new(html: &'a str) -> Self {
        let root = Node {
            parent: 0,
            block: 0,
            role: Role::Block,
            stands: Stands::Inside,
            tag: Tag::Other,
            claims: Claim::None,
        };
        Self {
            html,
            page: Page {
                nodes: vec![root],
                pieces: Vec::new(),
                dates: Vec::new(),
                is_whole: false,
            },
            open: Vec::new(),
            tag: Vec::new(),
            tag_start: 0,
            attributes: Attributes::default(),
            attribute: Vec::new(),
            done: 0,
            has_text: false,
            thing: None,
            is_data: false,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, at: Range<usize>) {
        match event {
            CallbackEvent::String { .. } => self.has_text = true,
            CallbackEvent::OpenStartTag { name } => {
                self.text_until(at.start);
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.tag_start = at.start;
                self.attributes = Attributes::default();
                self.attribute.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.attributes.beside |= *name == b"hidden";
            }
            CallbackEvent::AttributeValue { value } => self.value(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.start_tag(self.tag_start..at.end, *self_closing);
                self.done = at.end;
            }
            CallbackEvent::EndTag { name } => {
                self.text_until(at.start);
                self.end_tag(name, at.clone());
                self.done = at.end;
            }
            CallbackEvent::Comment { .. } => {
                self.text_until(at.start);
                self.piece(What::Comment, at.clone());
                self.done = at.end;
            }
            CallbackEvent::Doctype { .. } => {
                self.text_until(at.start);
                self.done = at.end;
            }
            CallbackEvent::Error(_) => {}
        }
    }

    fn value(&mut self, value: &str) {
        let attributes = &mut self.attributes;
        match self.attribute.as_slice() {
            b"class" | b"id" => {
                attributes.names.push(' ');
                attributes.names.push_str(value);
            }
            b"itemprop" | b"property" | b"name" => {
                attributes.property.push(' ');
                attributes.property.push_str(value);
            }
            b"content" => value.clone_into(&mut attributes.content),
            b"datetime" => value.clone_into(&mut attributes.datetime),
            b"type" => value.clone_into(&mut attributes.kind),
            b"role" => {
                attributes.beside |=
                    matches!(value, "navigation" | "complementary" | "banner" | "contentinfo");
            }
            b"aria-hidden" => attributes.beside |= value == "true",
            b"style" => {
                let style: String = value.chars().filter(|c| !c.is_whitespace()).collect();
                attributes.beside |= style.contains("display:none");
            }
            _ => {}
        }
    }

    /// Text since the last tag. It is found between the tags and not taken from the tokenizer, which has already
    /// changed its line ends and entities.
    fn text_until(&mut self, end: usize) {
        if std::mem::take(&mut self.has_text) && self.done < end {
            self.piece(What::Text, self.done..end);
        }
    }

    fn piece(&mut self, what: What, at: Range<usize>) {
        let node = self.node();
        let role = self.page.nodes[node as usize].role;
        if what == What::Text {
            if self.is_data && self.page.dates.len() < 64 {
                let data = self.html.get(at.clone()).unwrap_or_default();
                self.page.dates.push((Dated::Data, data.to_owned()));
            }
            if matches!(role, Role::Skipped | Role::ThingBlock) || self.thing.is_some() {
                return;
            }
        }
        let (start, end) = (at.start as u32, at.end as u32);
        self.page.pieces.push(Piece { what, start, end, node });
    }

    fn node(&self) -> u32 {
        self.open.last().map_or(0, |open| open.0)
    }

    fn start_tag(&mut self, at: Range<usize>, self_closing: bool) {
        let name = std::mem::take(&mut self.tag);
        self.page.is_whole |= matches!(name.as_slice(), b"html" | b"body" | b"head");
        while self.open.last().is_some_and(|(_, open)| closes(open, &name)) {
            self.close(at.start..at.start);
        }
        self.date(&name);
        let own = role(&name);
        match own {
            Role::Break => self.piece(What::Break, at.clone()),
            Role::Inline | Role::Skipped | Role::Thing => {}
            _ => self.piece(What::Edge, at.start..at.start),
        }
        if is_void(&name) || self_closing && own == Role::Inline {
            return;
        }
        let parent = self.node();
        let above = &self.page.nodes[parent as usize];
        // What stands in something that is not read is not read either.
        let role = match above.role {
            Role::Skipped | Role::ThingBlock => above.role,
            _ => own,
        };
        let named = says(&self.attributes.names);
        let is_beside = self.attributes.beside
            || is_around(&name)
            || named == Says::Furniture && !is_frame(&name) && own != Role::Inline;
        let claims = match () {
            () if self.attributes.property.contains("articleBody") => Claim::Told,
            () if named == Says::Body && own == Role::Block => Claim::Named,
            () => Claim::None,
        };
        let stands = if is_beside { Stands::Beside } else { Stands::Inside };
        let idx = self.page.nodes.len() as u32;
        let runs_along = matches!(own, Role::Inline | Role::Thing | Role::Skipped);
        let block = if runs_along { above.block } else { idx };
        self.page.nodes.push(Node { parent, block, role, stands, tag: tag(&name), claims });
        if own == Role::Thing && role == Role::Thing && self.thing.is_none() {
            self.thing = Some(at.start);
        }
        self.is_data = name == b"script" && self.attributes.kind.contains("ld+json");
        self.open.push((idx, name));
    }

    /// A publication date that a tag tells by itself.
    fn date(&mut self, name: &[u8]) {
        let Attributes { property, content, datetime, .. } = &mut self.attributes;
        let says =
            |word: &str| property.split_ascii_whitespace().any(|p| p.eq_ignore_ascii_case(word));
        let found = match name {
            b"meta" if says("article:published_time") => Some((Dated::Meta, content)),
            b"meta"
                if [
                    "datePublished",
                    "publishdate",
                    "pubdate",
                    "dc.date",
                    "content_publishdate",
                ]
                .into_iter()
                .any(says) =>
            {
                Some((Dated::Item, content))
            }
            b"time" if says("datePublished") => Some((Dated::Item, datetime)),
            b"time" if !datetime.is_empty() => Some((Dated::Time, datetime)),
            _ => None,
        };
        if let Some((how, text)) = found
            && self.page.dates.len() < 64
        {
            self.page.dates.push((how, std::mem::take(text)));
        }
    }

    fn end_tag(&mut self, name: &[u8], at: Range<usize>) {
        if name == b"br"
            || name == b"p" && !self.open.iter().rev().take(REACH).any(|open| open.1 == b"p")
        {
            // A stray `</p>` is an empty paragraph, a `</br>` a line break: so browsers read them.
            self.piece(if name == b"br" { What::Break } else { What::Edge }, at);
            return;
        }
        let depth = self.open.iter().rev().take(REACH).position(|open| open.1 == name);
        for _ in 0..depth.map_or(0, |depth| depth + 1) {
            self.close(at.clone());
        }
    }

    fn close(&mut self, at: Range<usize>) {
        let Some((node, name)) = self.open.pop() else { return };
        self.is_data = false;
        match role(&name) {
            Role::Inline | Role::Skipped | Role::Break => {}
            Role::Thing => {
                let is_last =
                    !self.open.iter().rev().take(REACH).any(|open| role(&open.1) == Role::Thing);
                if let Some(start) = self.thing.take_if(|_| is_last) {
                    self.piece(What::Thing, start..at.end);
                }
            }
            _ => {
                let (start, end) = (at.start as u32, at.end as u32);
                self.page.pieces.push(Piece { what: What::Edge, start, end, node });
            }
        }
    }

    fn finish(mut self) -> Page {
        self.text_until(self.html.len());
        self.page.dates.sort_by_key(|date| date.0);
        self.page
    }
}

fn tag(name: &[u8]) -> Tag {
    match name {
        b"a" => Tag::A,
        b"article" => Tag::Article,
        b"h1" => Tag::H1,
        b"header" => Tag::Header,
        b"main" => Tag::Main,
        b"p" => Tag::P,
        _ => Tag::Other,
    }
}
