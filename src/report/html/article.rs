//! An article of the page: its paragraphs with the places marked, and beside each the findings that start in it.
//!
//! Marks may overlap; so the text is cut where one begins or ends, and each piece names the findings that it belongs to.

use std::fmt::Write;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Lang};
use crate::document::{Block, BlockKind, Document};
use crate::fingerprint;
use crate::fix::{Fix, Safety};
use crate::report::correction::{self, Change};
use crate::report::{escape, pick, place};
use crate::source::LineIndex;
use crate::span::Span;

/// Ways to mend a finding, and related places, that are told.
const FIXES: usize = 4;
const LABELS: usize = 4;

/// What a stretch of the text has to do with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Found,
    Related,
}

/// The part of a finding in the text, by its number among those of the article.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    number: usize,
    tie: Tie,
}

/// All that is known of one article while it is put on the page.
struct Page<'a> {
    doc: &'a Document,
    found: &'a [Diagnostic],
    /// In order of their start.
    marks: Vec<Mark>,
    /// What no other finding of the page has: parts of addresses within it.
    names: Vec<String>,
    lines: LineIndex,
    lang: Lang,
}

/// How far the marking has come.
struct Pen<'a> {
    /// Marks that have not begun.
    coming: &'a [Mark],
    /// Marks that have begun and not ended.
    open: Vec<Mark>,
    /// Findings whose number is set, by number.
    told: Vec<bool>,
}

impl Pen<'_> {
    /// Where the next mark begins or an open one ends, behind `at`.
    fn next_cut(&self, at: usize) -> usize {
        let begins = self.coming.first().map_or(usize::MAX, |mark| mark.span.start());
        self.open.iter().map(|mark| mark.span.end()).fold(begins, usize::min).max(at + 1)
    }
}

/// The article as a piece of the page.
pub(super) fn page(doc: &Document, found: &[Diagnostic], lang: Lang) -> String {
    let path = escape::line(&place::path(&doc.source.path));
    let id = doc.source.id.as_ref().map(|id| format!(" <small>{}</small>", escape::line(id)));
    let id = id.unwrap_or_default();
    if found.is_empty() {
        let told = pick(lang, "tidak ada temuan", "no findings");
        return format!(
            "<article class=\"clean\"><h2><bdi>{path}</bdi>{id}</h2><p>{told}</p></article>\n"
        );
    }
    let page = Page {
        doc,
        found,
        marks: marks(found),
        names: names(doc, found),
        lines: doc.line_index(),
        lang,
    };
    let mut out = format!("<article><h2><bdi>{path}</bdi>{id}</h2>\n");
    page.rows(&mut out);
    out + "</article>\n"
}

fn marks(found: &[Diagnostic]) -> Vec<Mark> {
    let each = found.iter().enumerate().flat_map(|(number, found)| {
        let labels = found.labels.iter().take(LABELS);
        let related = labels.map(move |label| Mark { span: label.span, number, tie: Tie::Related });
        std::iter::once(Mark { span: found.span, number, tie: Tie::Found }).chain(related)
    });
    let mut marks: Vec<Mark> = each.collect();
    marks.sort_by_key(|mark| (mark.span, mark.number));
    marks
}

fn names(doc: &Document, found: &[Diagnostic]) -> Vec<String> {
    let id = doc.source.id.as_deref().unwrap_or_default();
    let each = fingerprint::numbered(doc, found).into_iter();
    each.map(|(print, n)| print.with(&[&doc.source.path, id, &n.to_string()]).to_string()).collect()
}

impl Page<'_> {
    /// The blocks in order, each with the findings that start in it or before the next.
    fn rows(&self, out: &mut String) {
        let mut next = 0;
        let mut pen =
            Pen { coming: &self.marks, open: Vec::new(), told: vec![false; self.found.len()] };
        let mut blocks = &self.doc.blocks[..];
        while !blocks.is_empty() {
            // A dateline stands at the head of its paragraph.
            let n = if blocks[0].kind == BlockKind::Dateline { blocks.len().min(2) } else { 1 };
            let (row, after) = blocks.split_at(n);
            blocks = after;
            let until = after.first().map_or(usize::MAX, |block| block.span.start());
            let from = next;
            while self.found.get(next).is_some_and(|found| found.span.start() < until) {
                next += 1;
            }
            out.push_str("<div class=\"row\">\n");
            self.text(row, &mut pen, out);
            self.cards(from..next, out);
            out.push_str("</div>\n");
        }
        // An article without a block has no place to show them at.
        self.cards(next..self.found.len(), out);
    }

    fn cards(&self, numbers: Range<usize>, out: &mut String) {
        if !numbers.is_empty() {
            out.push_str("<div class=\"cards\">\n");
            numbers.for_each(|number| self.card(number, out));
            out.push_str("</div>\n");
        }
    }

    /// One paragraph.
    fn text(&self, blocks: &[Block], pen: &mut Pen<'_>, out: &mut String) {
        let kind = blocks.last().map_or(BlockKind::Paragraph, |block| block.kind);
        let (tag, class) = match kind {
            BlockKind::Headline => ("h3", "headline"),
            BlockKind::Date => ("p", "date"),
            BlockKind::Deck => ("p", "deck"),
            BlockKind::Byline => ("p", "byline"),
            BlockKind::Caption => ("p", "caption"),
            BlockKind::List => ("p", "list"),
            BlockKind::Keywords | BlockKind::Furniture => ("p", "furniture"),
            _ => ("p", "paragraph"),
        };
        let _ = write!(out, "<{tag} class=\"{class}\" lang=\"id\">");
        for (n, block) in blocks.iter().enumerate() {
            if n > 0 {
                out.push(' ');
            }
            let mut at = block.span.start();
            while at < block.span.end() {
                self.open(at, pen, out);
                let until = pen.next_cut(at).min(block.span.end());
                self.piece(Span::new(at, until), block.span.end(), pen, out);
                at = until;
            }
            self.open(at, pen, out);
        }
        let _ = writeln!(out, "</{tag}>");
    }

    /// Takes up the marks that have begun. One that is no stretch but a place between two characters is set at once.
    fn open(&self, at: usize, pen: &mut Pen<'_>, out: &mut String) {
        pen.open.retain(|mark| mark.span.end() > at);
        while let Some((mark, rest)) = pen.coming.split_first()
            && mark.span.start() <= at
        {
            pen.coming = rest;
            if !mark.span.is_empty() {
                pen.open.push(*mark);
            } else if mark.tie == Tie::Found {
                let severity = self.found[mark.number].severity.as_str();
                let number = mark.number;
                let _ = write!(out, "<mark class=\"{severity} point\" data-f=\"{number}\"></mark>");
                self.number(number, pen, out);
            }
        }
    }

    /// A piece of the text that lies in each of the open marks or in none of it.
    fn piece(&self, span: Span, end: usize, pen: &mut Pen<'_>, out: &mut String) {
        let text = escape::lines(self.doc.str(span));
        let of = |tie| pen.open.iter().filter(move |mark| mark.tie == tie);
        let related = list(of(Tie::Related).map(|mark| mark.number));
        let tied =
            if related.is_empty() { String::new() } else { format!(" data-r=\"{related}\"") };
        let _ = match of(Tie::Found).map(|mark| self.found[mark.number].severity).max() {
            Some(severity) => {
                let numbers = list(of(Tie::Found).map(|mark| mark.number));
                let severity = severity.as_str();
                write!(out, "<mark class=\"{severity}\" data-f=\"{numbers}\"{tied}>{text}</mark>")
            }
            None if tied.is_empty() => write!(out, "{text}"),
            None => write!(out, "<span{tied}>{text}</span>"),
        };
        let is_over = |mark: &&Mark| mark.span.end().min(end) == span.end();
        let over: Vec<usize> = of(Tie::Found).filter(is_over).map(|mark| mark.number).collect();
        for number in over {
            self.number(number, pen, out);
        }
    }

    /// The number behind a place that leads to its finding; once, though the place may go on in the next block.
    fn number(&self, number: usize, pen: &mut Pen<'_>, out: &mut String) {
        if std::mem::replace(&mut pen.told[number], true) {
            return;
        }
        let name = &self.names[number];
        let _ = write!(
            out,
            "<a class=\"n\" id=\"t-{name}\" href=\"#f-{name}\" data-f=\"{number}\">{}</a>",
            number + 1
        );
    }

    fn card(&self, number: usize, out: &mut String) {
        let found = &self.found[number];
        let (name, severity) = (&self.names[number], found.severity.as_str());
        let rule = escape::line(found.rule.as_str());
        let place = self.lines.place(&self.doc.text, found.span.start());
        let _ = writeln!(
            out,
            "<section class=\"card {severity}\" id=\"f-{name}\" tabindex=\"-1\" data-f=\"{number}\" \
             data-severity=\"{severity}\" data-rule=\"{rule}\">\
             <p class=\"head\"><a class=\"n\" href=\"#t-{name}\">{}</a> <b>{}</b> \
             <a class=\"id\" href=\"#rule-{rule}\">{rule}</a> <span class=\"place\">{}:{}</span></p>\
             <p class=\"message\">{}</p>",
            number + 1,
            place::severity(self.lang, found.severity),
            place.line,
            place.column,
            escape::line(&found.message)
        );
        if !found.fixes.is_empty() {
            out.push_str("<ul class=\"fixes\">");
            found.fixes.iter().take(FIXES).for_each(|fix| self.fix(found, fix, out));
            out.push_str("</ul>");
        }
        if !found.labels.is_empty() {
            out.push_str("<ul class=\"labels\">");
            for label in found.labels.iter().take(LABELS) {
                let place = self.lines.place(&self.doc.text, label.span.start());
                let (line, column) = (place.line, place.column);
                let told = escape::line(&label.message);
                let _ = write!(out, "<li>{told} <span class=\"place\">{line}:{column}</span></li>");
            }
            out.push_str("</ul>");
        }
        out.push_str("</section>\n");
    }

    fn fix(&self, found: &Diagnostic, fix: &Fix, out: &mut String) {
        out.push_str("<li lang=\"id\">");
        for (at, Change { old, new }) in
            correction::changes(self.doc, found.span, fix).iter().enumerate()
        {
            if at > 0 {
                out.push_str("; ");
            }
            let (old, new) = (correction::shown(self.doc.str(*old)), correction::shown(new));
            let _ = match (old.as_str(), new.as_str()) {
                ("", new) => write!(out, "<ins>{}</ins>", escape::line(new)),
                (old, "") => write!(out, "<del>{}</del>", escape::line(old)),
                (old, new) => write!(
                    out,
                    "<del>{}</del> → <ins>{}</ins>",
                    escape::line(old),
                    escape::line(new)
                ),
            };
        }
        if fix.safety == Safety::Safe {
            let safe = pick(self.lang, "aman", "safe");
            let _ = write!(out, " <small class=\"safe\">{safe}</small>");
        }
        out.push_str("</li>");
    }
}

/// Numbers with spaces between.
fn list(numbers: impl Iterator<Item = usize>) -> String {
    numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}
