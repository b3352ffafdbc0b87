//! An apposition that a comma opens and none closes: "Presiden Rusia, Vladimir Putin mengatakan".
//!
//! An office or role, a comma, a person's name and the rest of the clause, in that order and with nothing between.
//! Lists, places, fronted clauses ("Saat menjabat ketua, Budi membangun …") and names that stand for themselves are
//! left alone; whether the name belongs to the role is not asked.

use std::ops::Range;

use serde::Deserialize;

use crate::document::{Document, TokenKind};
use crate::facts::names::is_particle;
use crate::fix::{Edit, Fix, Safety};
use crate::lexicon::WordClass;
use crate::rule::{Context, Finding, Rule, Sink, Spelt};
use crate::span::Span;

/// The most words of a role with all that belongs to it.
const ROLE_WORDS: usize = 9;

/// The most tokens of a name, its white space and stops counted.
const NAME_TOKENS: usize = 14;

/// Prefixes that make verbs.
const VERB_PREFIXES: &[&str] = &["me", "ber", "di", "ter"];

/// The rule's words; all lists are the pack's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Apposition {
    /// Words that name an office or role, in lower case.
    roles: Vec<String>,
    /// Words that begin a fronted clause.
    fronting: Vec<String>,
    /// Words that may stand before a subject: "bahwa", "kata".
    before_subject: Vec<String>,
    /// Words other than verbs that may follow the name.
    followers: Vec<String>,
}

impl Rule for Apposition {
    fn wants(&self, spelt: &Spelt<'_>) -> bool {
        spelt.text == ","
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        for comma in cx.wanted() {
            let Some(sentence) = cx.doc.sentence_at(cx.doc.tokens[comma].span.start()) else {
                continue;
            };
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            if let Some(name) = self.apposition(cx, tokens, comma) {
                out.report(finding(cx.doc, comma, name));
            }
        }
    }
}

fn finding(doc: &Document, comma: usize, name: Range<usize>) -> Finding {
    let span = doc.tokens[name.start].span.cover(doc.tokens[name.end - 1].span);
    let close = Edit { span: Span::at(span.end()), text: ",".into() };
    let open = Edit { span: doc.tokens[comma].span, text: String::new() };
    let fix = |edit| Fix { edits: vec![edit], safety: Safety::Suggested };
    Finding::new(span)
        .arg("expected", format!("{},", doc.str(span)))
        .label(doc.tokens[comma].span, "opening")
        .fix(fix(close))
        .fix(fix(open))
}

impl Apposition {
    /// The tokens of the name behind `comma`, when a role stands before it and the clause goes on behind it.
    fn apposition(
        &self,
        cx: &Context<'_>,
        sentence: Range<usize>,
        comma: usize,
    ) -> Option<Range<usize>> {
        let name = self.name(cx, comma + 1..sentence.end)?;
        let next =
            (name.end..sentence.end).find(|&idx| cx.doc.tokens[idx].kind != TokenKind::Space)?;
        let verb = self.goes_on(cx, next)?;
        let head = self.head(cx, sentence.start..comma)?;
        let start = clause_start(cx.doc, sentence.start, head);
        let first = (start..=head).find(|&idx| cx.doc.tokens[idx].kind == TokenKind::Word)?;
        let lower = |idx: usize| cx.doc.token_str(idx).to_lowercase();
        if first != head && self.fronting.contains(&lower(first)) {
            return None;
        }
        let before = cx.doc.prev(head).filter(|&idx| idx >= start);
        let subject = before.is_none_or(|idx| {
            self.before_subject.contains(&lower(idx)) || cx.doc.tokens[idx].kind == TokenKind::Quote
        });
        (subject || !verb).then_some(name)
    }

    /// The tokens of a person's name at the start of a range: capitalised words, initials, particles, an age in brackets.
    fn name(&self, cx: &Context<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
        let doc = cx.doc;
        let start = tokens.clone().find(|&idx| doc.tokens[idx].kind != TokenKind::Space)?;
        let mut end = start;
        let mut words = 0;
        let mut person = false;
        for idx in start..tokens.end.min(start + NAME_TOKENS) {
            let text = doc.token_str(idx);
            match doc.tokens[idx].kind {
                TokenKind::Space => {}
                TokenKind::Word if text.starts_with(char::is_uppercase) => {
                    words += 1;
                    person |= self.is_person(cx, idx)?;
                    end = idx + 1;
                }
                TokenKind::Word if words > 0 && is_particle(text) && is_capital(doc, idx + 2) => {}
                TokenKind::Punct
                    if text == "." && words > 0 && doc.token_str(idx - 1).chars().count() <= 2 =>
                {
                    end = idx + 1;
                }
                TokenKind::Punct if text == "(" && words > 0 => {
                    end = bracket_end(doc, idx, tokens.end)?;
                    break;
                }
                TokenKind::Word => break,
                _ => return None,
            }
        }
        let whole =
            doc.tokens[start..end].iter().any(|token| doc.str(token.span).chars().count() > 2);
        ((1..=5).contains(&words) && person && whole).then_some(start..end)
    }

    /// Whether a capitalised word marks a person; `None` when it cannot stand in a person's name at all.
    fn is_person(&self, cx: &Context<'_>, idx: usize) -> Option<bool> {
        let entry = cx.facts.entries[idx];
        let text = cx.doc.token_str(idx);
        let shouts = text.chars().count() > 1 && !text.chars().any(char::is_lowercase);
        if self.roles.contains(&text.to_lowercase()) && !entry.is_person() {
            return None;
        }
        if entry.is_abbreviation() && !shouts && !entry.is_person() {
            return None;
        }
        if entry.is_known() && !entry.is_person() && !shouts {
            return None;
        }
        Some(!shouts && (entry.is_person() || !entry.is_known() && !entry.is_place()))
    }

    /// Whether the clause goes on at `idx`, and whether with a verb; `None` when the name may be a list's or a title's.
    fn goes_on(&self, cx: &Context<'_>, idx: usize) -> Option<bool> {
        let text = cx.doc.token_str(idx);
        if cx.doc.tokens[idx].kind != TokenKind::Word || !text.starts_with(char::is_lowercase) {
            return None;
        }
        if self.followers.iter().any(|word| word == text) {
            return Some(false);
        }
        let known = cx.facts.entries[idx].is_known();
        let affixed = || {
            let prefixes =
                cx.lexicon.analyse(text).map(|analysis| analysis.prefixes).unwrap_or_default();
            prefixes.iter().any(|prefix| VERB_PREFIXES.iter().any(|verb| prefix.starts_with(verb)))
        };
        let verb = match cx.lexicon.word_class(text) {
            Some(class) => class == WordClass::Verb,
            None => affixed(),
        };
        (known && verb).then_some(true)
    }

    /// The first word of the role whose description ends at the end of `tokens`.
    fn head(&self, cx: &Context<'_>, tokens: Range<usize>) -> Option<usize> {
        let doc = cx.doc;
        let mut head = None;
        let mut depth = 0usize;
        let mut words = 0;
        for idx in tokens.rev() {
            let text = doc.token_str(idx);
            match doc.tokens[idx].kind {
                TokenKind::Space | TokenKind::Number => {}
                TokenKind::Punct if text == ")" => depth += 1,
                TokenKind::Punct if text == "(" => depth = depth.checked_sub(1)?,
                TokenKind::Punct if matches!(text, "." | "-" | "/" | "&") => {}
                TokenKind::Word if depth > 0 => {}
                TokenKind::Word => {
                    words += 1;
                    let lower = text.to_lowercase();
                    let stem = lower.strip_suffix("nya").unwrap_or(&lower);
                    if self.roles.iter().any(|role| role == &lower || role == stem) {
                        head = Some(idx);
                    } else if head.is_none() && is_only_person(cx, idx) {
                        // The role has its name already: "Ketua RT Sumarno, Budi …" is a list.
                        return None;
                    } else if words > ROLE_WORDS || self.ends_role(cx, idx, &lower) {
                        break;
                    }
                }
                _ => break,
            }
        }
        head
    }

    /// Whether a word cannot belong to the description of a role.
    fn ends_role(&self, cx: &Context<'_>, idx: usize, lower: &str) -> bool {
        let text = cx.doc.token_str(idx);
        if text.starts_with(char::is_uppercase)
            || matches!(lower, "dan" | "dari" | "untuk" | "bidang")
        {
            return false;
        }
        self.before_subject.iter().any(|word| word == lower)
            || self.fronting.iter().any(|word| word == lower)
            || match cx.lexicon.word_class(lower) {
                Some(class) => matches!(class, WordClass::Verb | WordClass::Other),
                None => !cx.facts.entries[idx].is_known(),
            }
    }
}

/// The token behind the last comma, semicolon, colon or dash before `head`, or the start of the sentence.
fn clause_start(doc: &Document, start: usize, head: usize) -> usize {
    let breaks = |idx: &usize| {
        doc.tokens[*idx].kind == TokenKind::Punct
            && matches!(doc.token_str(*idx), "," | ";" | ":" | "–" | "—")
    };
    (start..head).rev().find(breaks).map_or(start, |idx| idx + 1)
}

/// A capitalised word that is somebody's name and nothing else.
fn is_only_person(cx: &Context<'_>, idx: usize) -> bool {
    let entry = cx.facts.entries[idx];
    is_capital(cx.doc, idx) && entry.is_person() && !entry.is_known() && !entry.is_place()
}

fn is_capital(doc: &Document, idx: usize) -> bool {
    doc.kind(idx) == Some(TokenKind::Word) && doc.token_str(idx).starts_with(char::is_uppercase)
}

/// One past the bracket that closes the one at `idx`, if it closes soon.
fn bracket_end(doc: &Document, idx: usize, end: usize) -> Option<usize> {
    (idx..end.min(idx + 8)).find(|&idx| doc.token_str(idx) == ")").map(|idx| idx + 1)
}
