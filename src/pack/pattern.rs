//! Patterns: one regular expression over the text of each block.
//!
//! Linear in the text whatever a desk writes, and bounded in memory. `\b` means an ASCII word boundary, which keeps
//! the expression on the fast path; what a match means is the rule's message. An expression runs only over blocks that
//! hold [what it needs](super::need), and those of all packs are asked for in one pass.

use std::sync::OnceLock;

use regex::{Captures, Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use super::literals::Literals;
use super::need::Need;
use super::scout::Scout;
use crate::case::capitalised;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::document::Document;
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Meta, Scope, Sink};
use crate::span::Span;

/// The most memory in bytes that one compiled expression may take.
const SIZE_LIMIT: usize = 1 << 20;

/// What a pack says of a pattern.
#[derive(Clone, Debug, Serialize, Deserialize)]
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

/// A pattern. One that was read from a pack is compiled, so that a fault is told where it stands; one that was compiled
/// once and written down is compiled again when it is first needed, for most runs need few of them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pattern {
    options: Options,
    /// The set of literals of which one must be there, by its number among all; `None` when none can be named.
    literals: Option<u32>,
    /// The bytes of which the text must end with one; `None` when it may end anyhow.
    last: Option<Vec<u8>>,
    scout: Option<Scout>,
    #[serde(skip)]
    regex: OnceLock<Regex>,
    #[serde(skip)]
    except: OnceLock<Vec<Regex>>,
}

impl Pattern {
    /// Compiles the expressions, and adds what they cannot match without to the literals of all.
    ///
    /// # Errors
    /// When an expression is broken or too large; the message is the one of the regex engine.
    pub(super) fn new(options: Options, literals: &mut Literals) -> Result<Self, String> {
        let regex = OnceLock::from(compile(&options.pattern)?);
        let except = OnceLock::from(compile_all(&options.except)?);
        let Need { any, last } = Need::of(&ascii_boundaries(&options.pattern));
        let literals = any.map(|set| literals.add(set.iter()));
        Ok(Self { options, literals, last, scout: None, regex, except })
    }

    fn regex(&self) -> &Regex {
        self.regex.get_or_init(|| again(compile(&self.options.pattern)))
    }

    fn except(&self) -> &[Regex] {
        self.except.get_or_init(|| again(compile_all(&self.options.except)))
    }

    /// Makes the automaton beforehand that tells texts without a match.
    pub(super) fn scout(&mut self) {
        self.scout = Scout::of(&ascii_boundaries(&self.options.pattern));
    }

    fn is_match(&self, text: &str) -> bool {
        let told = || self.scout.as_ref()?.finds(text);
        let scouted = if self.regex.get().is_none() { told() } else { None };
        scouted.unwrap_or_else(|| self.regex().is_match(text))
    }

    /// Whether a text ends as it must.
    fn allows_end(&self, text: &str) -> bool {
        let last = text.as_bytes().last();
        self.last.as_ref().is_none_or(|set| last.is_some_and(|byte| set.contains(byte)))
    }

    fn finding(&self, cx: &Context<'_>, captures: &Captures<'_>, offset: usize) -> Option<Finding> {
        if self.except().iter().any(|except| except.is_match(&captures[0])) {
            return None;
        }
        // Of the groups that are marked the first that took part.
        let names = self.regex().capture_names().enumerate();
        let mut marks = names.filter(|(_, name)| name.is_some_and(|name| name.starts_with("span")));
        let marked = marks.find_map(|(group, _)| captures.get(group));
        let marked = marked.or_else(|| captures.get(0))?;
        let span = Span::new(offset + marked.start(), offset + marked.end());
        let finding = Finding::new(span);
        let Some(replace) = &self.options.replace else { return Some(finding) };
        let mut text = String::new();
        captures.expand(replace, &mut text);
        let text = raised(&text);
        if text == marked.as_str() || self.options.known && !is_known(cx, &text) {
            return None;
        }
        Some(finding.fix(Fix { edits: vec![Edit { span, text }], safety: self.options.safety }))
    }

    fn check(
        &self,
        cx: &Context<'_>,
        scope: &Scope,
        blocks: impl Iterator<Item = usize>,
        out: &mut Sink<'_>,
    ) {
        for block in blocks {
            let block = &cx.doc.blocks[block];
            let (offset, text) = (block.span.start(), cx.doc.str(block.span));
            if !scope.includes(block.kind) || !self.allows_end(text) {
                continue;
            }
            // Groups cost more than a look whether there is anything.
            if !self.is_match(text) {
                continue;
            }
            for captures in self.regex().captures_iter(text) {
                if let Some(finding) = self.finding(cx, &captures, offset) {
                    out.report(finding);
                }
            }
        }
    }
}

/// The patterns of all rules that are on.
#[derive(Debug)]
pub struct Patterns {
    rules: Vec<Listed>,
    literals: Literals,
    /// The rule that needs each set of literals, by its place; `None` while nobody does.
    needed_by: Vec<Option<u32>>,
}

#[derive(Debug)]
struct Listed {
    meta: Meta,
    severity: Severity,
    pattern: Pattern,
}

/// Which blocks hold what each rule needs, ascending; of a rule that needs nothing, none.
#[derive(Debug)]
pub struct Chances(Vec<Vec<u32>>);

impl Patterns {
    /// None yet. The literals are those of the catalogue that the patterns will be of.
    pub(crate) fn new(literals: Literals) -> Self {
        let needed_by = vec![None; literals.len()];
        Self { rules: Vec::new(), literals, needed_by }
    }

    /// Adds the pattern of one rule.
    pub(crate) fn add(&mut self, meta: Meta, severity: Severity, pattern: Pattern) {
        if let Some(set) = pattern.literals {
            self.needed_by[set as usize] = Some(self.rules.len() as u32);
        }
        self.rules.push(Listed { meta, severity, pattern });
    }

    /// The rules whose patterns are looked for, in order.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.rules.iter().map(|listed| &listed.meta)
    }

    /// Looks once through a document for what the rules need.
    #[must_use]
    pub fn chances(&self, doc: &Document) -> Chances {
        let mut chances = vec![Vec::new(); self.rules.len()];
        for (at, block) in (0..).zip(&doc.blocks) {
            self.literals.each(doc.str(block.span), |set| {
                let Some(rule) = self.needed_by[set as usize] else { return };
                let blocks = &mut chances[rule as usize];
                if blocks.last() != Some(&at) {
                    blocks.push(at);
                }
            });
        }
        Chances(chances)
    }

    /// Looks for the pattern of one rule, by its place among them.
    pub fn check(
        &self,
        rule: usize,
        chances: &Chances,
        cx: &Context<'_>,
        lang: Lang,
    ) -> Vec<Diagnostic> {
        let Listed { meta, severity, pattern } = &self.rules[rule];
        let mut out = Vec::new();
        let mut sink = Sink::new(meta, *severity, lang, cx, &mut out);
        if pattern.literals.is_some() {
            let blocks = chances.0[rule].iter().map(|&block| block as usize);
            pattern.check(cx, &meta.scope, blocks, &mut sink);
        } else {
            pattern.check(cx, &meta.scope, 0..cx.doc.blocks.len(), &mut sink);
        }
        out
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

/// What was compiled once before it was written down.
fn again<T>(compiled: Result<T, String>) -> T {
    compiled.unwrap_or_else(|err| unreachable!("it was compiled before it was written down: {err}"))
}

fn compile_all(patterns: &[String]) -> Result<Vec<Regex>, String> {
    patterns.iter().map(|pattern| compile(pattern)).collect()
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
        let mut literals = Literals::default();
        assert!(Pattern::new(options(r"(\pL{1,500}){1,500}"), &mut literals).is_err());
        let pattern = Pattern::new(options(r"[a-z](?P<span> )luar$"), &mut literals);
        let pattern = pattern.expect("an expression");
        assert!(
            pattern.allows_end("keluar") && !pattern.allows_end("ia.") && !pattern.allows_end("")
        );
    }
}
