//! Characters that look like nothing or like a plain space and break searching, line ends and links: no-break spaces,
//! zero-width characters, soft hyphens, marks of direction. Emoji and right-to-left scripts need theirs and keep them.

use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::document::is_invisible;
use crate::fix::Fix;
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invisible {}

/// A run of suspect characters and what stands around it.
struct Suspects {
    span: Span,
    first: char,
    /// Whether one of them takes room.
    wide: bool,
    before: Option<char>,
    after: Option<char>,
}

impl Rule for Invisible {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let text = cx.doc.text.as_str();
        if text.is_ascii() {
            return;
        }
        let mut chars = text.char_indices().peekable();
        let mut before = None;
        while let Some((start, first)) = chars.next() {
            if !is_suspect(first) {
                before = Some(first);
                continue;
            }
            let mut end = start + first.len_utf8();
            let mut wide = is_wide(first);
            while let Some(&(at, next)) = chars.peek().filter(|&&(_, next)| is_suspect(next)) {
                end = at + next.len_utf8();
                wide |= is_wide(next);
                chars.next();
            }
            let after = chars.peek().map(|&(_, c)| c);
            let run = Suspects { span: Span::new(start, end), first, wide, before, after };
            if !needs_them(before) && !needs_them(after) {
                out.report(run.finding());
            }
        }
    }
}

impl Suspects {
    fn finding(&self) -> Finding {
        let both =
            |test: fn(char) -> bool| self.before.is_some_and(test) && self.after.is_some_and(test);
        let room = if self.wide && both(|c| !c.is_whitespace()) { " " } else { "" };
        let variant = if self.wide { "no-break-space" } else { "zero-width" };
        let finding = Finding::new(self.span)
            .variant(variant)
            .arg("code", format!("U+{:04X}", u32::from(self.first)))
            .fix(Fix::safe(self.span, room));
        // Without width and beside a gap it breaks no word.
        let harmless = !self.wide && !both(char::is_alphanumeric);
        if harmless { finding.at_most(Severity::Info) } else { finding }
    }
}

fn is_suspect(c: char) -> bool {
    is_wide(c) || is_invisible(c)
}

/// Spaces that take room.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Emoji are joined, and Arabic or Hebrew is steered, by characters that nobody sees.
fn needs_them(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
    })
}
