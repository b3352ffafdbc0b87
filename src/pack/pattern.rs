//! Patterns: one regular expression over the text of each block.
//!
//! Linear in the text whatever a desk writes, and bounded in memory. `\b` means an ASCII word boundary, which keeps
//! the expression on the fast path; what a match means is the rule's message.

use regex::{Captures, Regex, RegexBuilder};

use crate::case::capitalised;
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The most memory in bytes that one compiled expression may take.
const SIZE_LIMIT: usize = 1 << 20;

/// What a pack says of a pattern.
#[derive(Debug)]
pub(super) struct Options {
    /// The expression; a group named `span` (or `span2` …, one to each branch) is what is marked, else the whole match.
    pub(super) pattern: String,
    /// What to write in place of what is marked; `$1` and `${name}` are groups, `\u` before one makes a capital.
    pub(super) replace: Option<String>,
    /// Whether all words of the replacement must be in the lexicon.
    pub(super) known: bool,
    /// Expressions; a match that one of them matches inside is passed over.
    pub(super) except: Vec<String>,
    /// Whether a machine may apply the replacement alone.
    pub(super) safety: Safety,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// The groups of which the first that took part is marked.
    marks: Vec<usize>,
    replace: Option<String>,
    except: Vec<Regex>,
    known: bool,
    safety: Safety,
}

impl Pattern {
    /// Compiles the expressions.
    ///
    /// # Errors
    /// When an expression is broken or too large; the message is the one of the regex engine.
    pub(super) fn new(options: Options) -> Result<Self, String> {
        let Options { pattern, replace, except, known, safety } = options;
        let regex = compile(&pattern)?;
        let except = except.iter().map(|pattern| compile(pattern)).collect::<Result<_, _>>()?;
        let names = regex.capture_names().enumerate();
        let marks = names.filter(|(_, name)| name.is_some_and(|name| name.starts_with("span")));
        let marks = marks.map(|(group, _)| group).collect();
        Ok(Self { regex, marks, replace, except, known, safety })
    }

    fn finding(&self, cx: &Context<'_>, captures: &Captures<'_>, offset: usize) -> Option<Finding> {
        let marked = self.marks.iter().find_map(|&group| captures.get(group));
        let marked = marked.or_else(|| captures.get(0))?;
        let span = Span::new(offset + marked.start(), offset + marked.end());
        let finding = Finding::new(span);
        let Some(replace) = &self.replace else { return Some(finding) };
        let mut text = String::new();
        captures.expand(replace, &mut text);
        let text = raised(&text);
        if text == marked.as_str() || self.known && !is_known(cx, &text) {
            return None;
        }
        Some(finding.fix(Fix { edits: vec![Edit { span, text }], safety: self.safety }))
    }
}

impl Rule for Pattern {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for block in &cx.doc.blocks {
            for captures in self.regex.captures_iter(cx.doc.str(block.span)) {
                let excepted = self.except.iter().any(|except| except.is_match(&captures[0]));
                if let Some(finding) =
                    self.finding(cx, &captures, block.span.start()).filter(|_| !excepted)
                {
                    out.report(finding);
                }
            }
        }
    }
}

/// The text with a capital behind every `\u`, which is taken out.
fn raised(text: &str) -> String {
    let mut parts = text.split("\\u");
    let head = parts.next().unwrap_or_default().to_owned();
    parts.fold(head, |out, part| out + &capitalised(part))
}

/// Whether the lexicon knows every word of a text.
fn is_known(cx: &Context<'_>, text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.into_iter().all(|word| cx.lexicon.look_up(word).is_known())
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let regex = RegexBuilder::new(&ascii_boundaries(pattern)).size_limit(SIZE_LIMIT).build();
    regex.map_err(|err| err.to_string())
}

/// The expression with `\b` and `\B` read as ASCII boundaries.
fn ascii_boundaries(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match (c, (c == '\\').then(|| chars.next()).flatten()) {
            ('\\', Some(boundary @ ('b' | 'B'))) => {
                out.push_str("(?-u:\\");
                out.push(boundary);
                out.push(')');
            }
            (_, escaped) => {
                out.push(c);
                out.extend(escaped);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_become_ascii_and_nothing_else_changes() {
        assert_eq!(ascii_boundaries(r"\bke\\b\d\B"), r"(?-u:\b)ke\\b\d(?-u:\B)");
    }

    #[test]
    fn an_expression_that_is_too_large_is_refused() {
        let options = |pattern: &str| Options {
            pattern: pattern.into(),
            replace: None,
            except: Vec::new(),
            known: false,
            safety: Safety::Suggested,
        };
        assert!(Pattern::new(options(r"(\pL{1,500}){1,500}")).is_err());
        assert!(Pattern::new(options(r"\bke(?P<span> )luar")).is_ok());
    }
}
