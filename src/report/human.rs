//! Findings for people: the sentence with carets under the fault, related places, the correction.
//!
//! The drawing is codespan's; what it draws of the text is decided in [`window`](super::window). Nothing of an
//! article, a path or a message reaches the terminal that would act on it.

use codespan_reporting::diagnostic::{Diagnostic as Drawing, Label, Severity as Tone};
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{Config, emit_to_write_style};

use super::window::Windows;
use super::{Report, Totals, clean, correction, pick};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::fix::Fix;
use crate::source::LineIndex;
use crate::span::Span;

/// Most labels and fixes of one finding that are shown.
const MAX_LABELS: usize = 4;
const MAX_FIXES: usize = 3;

/// Drawn findings and a summary.
#[derive(Clone, Debug)]
pub struct Human {
    lang: Lang,
    paint: Paint,
    config: Config,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// With the sixteen colours of every terminal.
    Ansi,
    /// Letters only.
    Plain,
}

impl Human {
    /// A report in one language.
    #[must_use]
    pub fn new(lang: Lang, paint: Paint) -> Self {
        Self { lang, paint, config: Config::default() }
    }

    fn drawing(&self, doc: &Document, windows: &Windows<'_>, found: &Diagnostic) -> Drawing<usize> {
        let (part, place) = windows.place(found.span);
        let mut labels = vec![Label::primary(part, place)];
        for label in found.labels.iter().take(MAX_LABELS) {
            let (part, place) = windows.place(label.span);
            labels.push(Label::secondary(part, place).with_message(clean::line(&label.message)));
        }
        let notes = found.fixes.iter().take(MAX_FIXES);
        Drawing::new(match found.severity {
            Severity::Error => Tone::Error,
            Severity::Warning => Tone::Warning,
            Severity::Info => Tone::Note,
        })
        .with_code(found.rule.as_str())
        .with_message(clean::line(&found.message))
        .with_labels(labels)
        .with_notes(notes.map(|fix| self.note(doc, found.span, fix)).collect())
    }

    fn note(&self, doc: &Document, found: Span, fix: &Fix) -> String {
        let head = pick(self.lang, "saran", "suggestion");
        format!("{head}: {}", correction::told(self.lang, doc, found, fix))
    }

    fn draw(&self, doc: &Document, lines: &LineIndex, found: &Diagnostic, out: &mut Buffer) {
        let mut found = found.clone();
        found.labels.truncate(MAX_LABELS);
        let windows = Windows::new(doc, lines, &found);
        let drawing = self.drawing(doc, &windows, &found);
        // Memory takes everything, and every place comes from the windows themselves.
        let drawn = emit_to_write_style(out, &self.config, &windows, &drawing);
        debug_assert!(drawn.is_ok(), "{drawn:?}");
    }
}

impl Report for Human {
    fn article(&self, doc: &Document, found: &[Diagnostic]) -> String {
        if found.is_empty() {
            return String::new();
        }
        let lines = doc.line_index();
        let mut out = match self.paint {
            Paint::Ansi => Buffer::ansi(),
            Paint::Plain => Buffer::no_color(),
        };
        for found in found {
            self.draw(doc, &lines, found, &mut out);
        }
        String::from_utf8_lossy(out.as_slice()).into_owned()
    }

    fn foot(&self, totals: &Totals) -> String {
        super::summary(self.lang, totals) + "\n"
    }
}
