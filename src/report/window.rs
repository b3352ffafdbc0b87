//! What of an article is shown around a finding: the sentence, or of a long one the words around.
//!
//! News copy has one paragraph a line; the whole line would flood a terminal. The picture of the text is made here
//! with a map to it, so that lines, columns and carets stay true whatever was left out or made visible.

use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use super::clean;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::source::LineIndex;
use crate::span::Span;

/// Most characters of text in a window. A word at its edge is left out rather than cut.
const WIDTH: usize = 96;
/// Characters shown of the head and of the tail of a finding that is longer than a window.
const ENDS: (usize, usize) = (60, 24);
/// Windows nearer to each other than this many bytes are shown as one.
const NEAR: usize = 16;
/// Distance of the line numbers given to codespan: wide enough that it shows a break, not a line between.
const STRIDE: usize = 3;

/// The pictures of one finding and its labels, by part of the source.
#[derive(Debug)]
pub(super) struct Windows<'a> {
    doc: &'a Document,
    lines: &'a LineIndex,
    parts: Vec<Picture>,
}

/// All that is shown of one part, one window a line.
#[derive(Debug, Default)]
struct Picture {
    text: String,
    windows: Vec<Window>,
}

/// One window as shown.
#[derive(Debug)]
struct Window {
    /// True line number, from 1.
    number: u32,
    /// Bytes of the picture.
    shown: Range<usize>,
    /// For every character, its offset in the text and in the picture; ascending in both.
    marks: Vec<(usize, usize)>,
}

/// One window as planned.
#[derive(Clone, Debug)]
struct Plan {
    span: Span,
    left_out: Vec<Span>,
    is_cut: (bool, bool),
    /// Where its line number is taken.
    at: usize,
}

impl<'a> Windows<'a> {
    /// The windows around a finding and the places of its labels.
    pub(super) fn new(doc: &'a Document, lines: &'a LineIndex, found: &Diagnostic) -> Self {
        let mut plans: Vec<Vec<Plan>> = vec![Vec::new(); doc.source.parts.len().max(1)];
        let spans = std::iter::once(found.span).chain(found.labels.iter().map(|label| label.span));
        for span in spans {
            plans[part_of(doc, span)].push(plan(doc, lines, span));
        }
        let parts = plans.into_iter().map(|plans| picture(doc, lines, merged(plans))).collect();
        Self { doc, lines, parts }
    }

    /// Where a span stands in the pictures: part, and bytes of its picture.
    pub(super) fn place(&self, span: Span) -> (usize, Range<usize>) {
        let part = part_of(self.doc, span);
        let windows = &self.parts[part].windows;
        let first = |window: &Window| window.marks.first().map_or(0, |mark| mark.0);
        let at = windows.partition_point(|window| first(window) <= span.start());
        let Some(window) = at.checked_sub(1).and_then(|at| windows.get(at)) else {
            return (part, 0..0);
        };
        let start = window.to_picture(span.start());
        (part, start..window.to_picture(span.end()).max(start))
    }

    fn window(&self, part: usize, line_index: usize) -> Result<&Window, Error> {
        let windows = &self.parts.get(part).ok_or(Error::FileMissing)?.windows;
        let max = windows.len().saturating_sub(1) * STRIDE;
        windows.get(line_index / STRIDE).ok_or(Error::LineTooLarge { given: line_index, max })
    }
}

impl Window {
    fn to_picture(&self, offset: usize) -> usize {
        let at = self.marks.partition_point(|mark| mark.0 <= offset);
        at.checked_sub(1).map_or(self.shown.start, |at| self.marks[at].1)
    }

    fn to_text(&self, shown: usize) -> usize {
        let at = self.marks.partition_point(|mark| mark.1 <= shown);
        at.checked_sub(1).map_or(0, |at| self.marks[at].0)
    }
}

impl<'a> Files<'a> for Windows<'_> {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, part: usize) -> Result<String, Error> {
        Ok(super::place_name(self.doc, part))
    }

    fn source(&'a self, part: usize) -> Result<&'a str, Error> {
        self.parts.get(part).map(|picture| picture.text.as_str()).ok_or(Error::FileMissing)
    }

    fn line_index(&'a self, part: usize, shown: usize) -> Result<usize, Error> {
        let windows = &self.parts.get(part).ok_or(Error::FileMissing)?.windows;
        let at = windows.partition_point(|window| window.shown.start <= shown);
        Ok(at.saturating_sub(1) * STRIDE)
    }

    fn line_number(&'a self, part: usize, line_index: usize) -> Result<usize, Error> {
        Ok(self.window(part, line_index)?.number as usize)
    }

    fn column_number(&'a self, part: usize, index: usize, shown: usize) -> Result<usize, Error> {
        let offset = self.window(part, index)?.to_text(shown);
        Ok(self.lines.place(&self.doc.text, offset).column as usize)
    }

    fn line_range(&'a self, part: usize, line_index: usize) -> Result<Range<usize>, Error> {
        Ok(self.window(part, line_index)?.shown.clone())
    }
}

/// The part of the source that holds a span's start.
fn part_of(doc: &Document, span: Span) -> usize {
    usize::from(doc.map.locate(span).part).min(doc.source.parts.len().saturating_sub(1))
}

/// What to show around a span: the sentence or the line, cut to the window's width.
fn plan(doc: &Document, lines: &LineIndex, span: Span) -> Plan {
    let around = doc.sentence_at(span.start()).map(|sentence| sentence.span);
    let around = around.unwrap_or_else(|| lines.line_span(&doc.text, span.start())).cover(span);
    let text = doc.text.as_str();
    let at = span.start();
    let fits = |span: Span| span.len() <= 4 * WIDTH && doc.str(span).chars().count() <= WIDTH;
    if fits(around) {
        return Plan { span: around, left_out: Vec::new(), is_cut: (false, false), at };
    }
    let (left_out, len) = if fits(span) {
        (Vec::new(), doc.str(span).chars().count())
    } else {
        let middle = (forth(text, span, ENDS.0), back(text, span, ENDS.1));
        (vec![Span::new(middle.0, middle.1)], ENDS.0 + ENDS.1)
    };
    let room = WIDTH.saturating_sub(len);
    let before = Span::new(around.start(), span.start());
    let after = Span::new(span.end(), around.end());
    // What one side does not need, the other side gets.
    let n_before = doc.str(before).chars().rev().take(room).count();
    let n_after = doc.str(after).chars().take(room).count();
    let start = back(text, before, n_before.min((room / 2).max(room - n_after)));
    let end = forth(text, after, n_after.min((room / 2).max(room - n_before)));
    let (start, end) = whole_words(text, around, span, Span::new(start, end));
    let is_cut = (start > around.start(), end < around.end());
    Plan { span: Span::new(start, end), left_out, is_cut, at }
}

/// Moves the edges of a cut inwards to the next space, so that no word is cut; never into the finding.
fn whole_words(text: &str, around: Span, span: Span, cut: Span) -> (usize, usize) {
    let head = &text[cut.start()..span.start()];
    let start = match head.find(char::is_whitespace) {
        Some(at) if cut.start() > around.start() => {
            cut.start() + at + head[at..].len() - head[at..].trim_start().len()
        }
        _ => cut.start(),
    };
    let tail = &text[span.end()..cut.end()];
    let end = match tail.rfind(char::is_whitespace) {
        Some(at) if cut.end() < around.end() => span.end() + tail[..at].trim_end().len(),
        _ => cut.end(),
    };
    (start, end)
}

/// The offset `n` characters after the start of a span.
fn forth(text: &str, span: Span, n: usize) -> usize {
    let found = text[span.range()].char_indices().nth(n);
    found.map_or(span.end(), |(at, _)| span.start() + at)
}

/// The offset `n` characters before the end of a span.
fn back(text: &str, span: Span, n: usize) -> usize {
    let found = n.checked_sub(1).map(|n| text[span.range()].char_indices().rev().nth(n));
    found.map_or(span.end(), |found| found.map_or(span.start(), |(at, _)| span.start() + at))
}

/// Windows in order, those that overlap or nearly touch joined.
fn merged(mut plans: Vec<Plan>) -> Vec<Plan> {
    plans.sort_by_key(|plan| plan.span);
    let mut out: Vec<Plan> = Vec::with_capacity(plans.len());
    for plan in plans {
        match out.last_mut() {
            Some(last) if plan.span.start() <= last.span.end() + NEAR => {
                if plan.span.end() >= last.span.end() {
                    last.is_cut.1 = plan.is_cut.1;
                }
                last.span = last.span.cover(plan.span);
                last.left_out.extend(plan.left_out);
                last.at = last.at.min(plan.at);
            }
            _ => out.push(plan),
        }
    }
    out
}

fn picture(doc: &Document, lines: &LineIndex, plans: Vec<Plan>) -> Picture {
    let mut picture = Picture::default();
    for mut plan in plans {
        plan.left_out.sort();
        let out = &mut picture.text;
        let start = out.len();
        out.push_str(if plan.is_cut.0 { "…" } else { "" });
        let mut marks = Vec::new();
        let mut done = plan.span.start();
        for gap in plan.left_out {
            if done < gap.start() {
                draw(&doc.text, Span::new(done, gap.start()), out, &mut marks);
                out.push_str(" … ");
            }
            done = done.max(gap.end());
        }
        draw(&doc.text, Span::new(done, plan.span.end().max(done)), out, &mut marks);
        out.push_str(if plan.is_cut.1 { "…" } else { "" });
        let shown = start..out.len();
        out.push('\n');
        let number = lines.place(&doc.text, plan.at).line;
        picture.windows.push(Window { number, shown, marks });
    }
    picture
}

/// Appends a stretch of the text as it may be shown, and where each character went.
fn draw(text: &str, span: Span, out: &mut String, marks: &mut Vec<(usize, usize)>) {
    for (at, c) in text[span.range()].char_indices() {
        marks.push((span.start() + at, out.len()));
        clean::push(out, c);
    }
    marks.push((span.end(), out.len()));
}
