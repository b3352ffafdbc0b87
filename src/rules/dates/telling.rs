//! Whether an article tells of a day as past. Indonesian verbs do not say when, so only clear signs count: someone
//! *said* it on that day, it is called "kemarin", nobody plans it. In doubt nothing is told.

use serde::Deserialize;

use crate::document::{Document, Sentence, TokenKind};
use crate::facts::dates::DateMention;
use crate::rule::Context;

/// The words that tell, all in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Signs {
    /// Verbs that follow what was said, without "-nya": "kata", "ujar".
    said: Vec<String>,
    /// Verbs of saying before what was said; they count when nothing but names stands between them and the day.
    says: Vec<String>,
    /// Words that name where something was heard or read: "dikutip", "ditemui", "disampaikan".
    heard: Vec<String>,
    /// Verbs of what nobody plans: "ditangkap", "tewas".
    unplanned: Vec<String>,
    /// Words that place a day ahead, or say that the sentence is about the day rather than told on it.
    ahead: Vec<String>,
    /// Words beside a date that call it past: "lalu", "kemarin".
    past: Vec<String>,
    /// Words of the time of day; "lalu" and "mendatang" behind them still belong to the date.
    times: Vec<String>,
    /// Small words that keep a verb and the day together.
    links: Vec<String>,
}

/// How clearly a day is told as past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// Someone said it on that day, or it is called past: "kata Budi, Selasa (14/5)", "Selasa (14/5) lalu".
    Certain,
    /// "telah" or "sudah" stand close before it.
    Likely,
}

/// How far before a day a verb still speaks of it, in words.
const REACH: usize = 6;

impl Signs {
    /// Whether the day is told as past, and how clearly.
    pub(super) fn told_as_past(&self, cx: &Context<'_>, mention: &DateMention) -> Option<Telling> {
        let doc = cx.doc;
        if mention.last.is_some() || cx.facts.is_quoted(mention.span.start()) {
            return None;
        }
        let sentence = doc.sentence_at(mention.span.start())?;
        let first = doc.token_at(mention.span.start())?;
        let last = doc.token_at(mention.span.end().saturating_sub(1))?;
        // What stands in the date and around it decides first: "Selasa besok (14/5)", "hari ini, Selasa (14/5)".
        let beside = self.before(doc, first).into_iter().chain(first..=last);
        let beside = beside.chain(self.behind(doc, last, sentence));
        let beside: Vec<String> = beside.filter_map(|idx| word(doc, idx)).collect();
        if beside.iter().any(|word| self.ahead.contains(word)) {
            return None;
        }
        if beside.iter().any(|word| self.past.contains(word)) || self.is_today(doc, first) {
            return Some(Telling::Certain);
        }
        self.looking_back(cx, first, sentence)
    }

    /// Back from the date to what was said; the first sign decides.
    fn looking_back(&self, cx: &Context<'_>, date: usize, sentence: &Sentence) -> Option<Telling> {
        let doc = cx.doc;
        let before = doc.prev(date)?;
        let joined = matches!(doc.token_str(before), "," | "(" | "pada" | "Pada" | "hari" | "Hari");
        let mut n_words = 0;
        let mut linked = true;
        for idx in (sentence.tokens.start as usize..date).rev() {
            let quoted = cx.facts.is_quoted(doc.tokens[idx].span.start());
            if quoted || doc.tokens[idx].kind == TokenKind::Quote {
                return None;
            }
            let Some(word) = word(doc, idx) else { continue };
            let bare = word.strip_suffix("nya").unwrap_or(&word);
            let is = |list: &[String]| list.iter().any(|it| *it == word || it == bare);
            if is(&self.ahead) {
                return None;
            }
            if is(&self.said) && (joined || linked) && ends_speech(doc, idx) {
                return Some(Telling::Certain);
            }
            let certain = is(&self.heard) && joined
                || is(&self.says) && joined && linked
                || is(&self.unplanned) && joined && n_words <= REACH;
            let likely = matches!(word.as_str(), "telah" | "sudah") && n_words <= REACH;
            if certain || likely {
                let telling = if certain { Telling::Certain } else { Telling::Likely };
                return (!self.taken_back(doc, idx, sentence)).then_some(telling);
            }
            linked &=
                doc.token_str(idx).starts_with(char::is_uppercase) || self.links.contains(&word);
            n_words += 1;
        }
        None
    }

    /// Whether one of the three words before a verb places it ahead: "akan segera disampaikan".
    fn taken_back(&self, doc: &Document, verb: usize, sentence: &Sentence) -> bool {
        let words = (sentence.tokens.start as usize..verb).rev().filter_map(|idx| word(doc, idx));
        words.take(3).any(|word| self.ahead.contains(&word))
    }

    /// The word right before a date that calls it past or ahead: "besok, Selasa (14/5)".
    fn before(&self, doc: &Document, date: usize) -> Option<usize> {
        let before = doc.prev(date)?;
        let at = if doc.token_str(before) == "," { doc.prev(before)? } else { before };
        let named = word(doc, at)?;
        (self.past.contains(&named) || self.ahead.contains(&named)).then_some(at)
    }

    /// "hari ini, Selasa (14/5)", "pagi ini, …": the day of publication by its own words.
    fn is_today(&self, doc: &Document, date: usize) -> bool {
        let today = || {
            let comma = doc.prev(date).filter(|&idx| matches!(doc.token_str(idx), "," | "("))?;
            let this = doc.prev(comma).filter(|&idx| word(doc, idx).as_deref() == Some("ini"))?;
            word(doc, doc.prev(this)?)
        };
        today().is_some_and(|time| self.times.contains(&time))
    }

    /// The tokens right behind a date, up to the first mark or word that says nothing of its time.
    fn behind(&self, doc: &Document, last: usize, sentence: &Sentence) -> Vec<usize> {
        let mut open = true;
        let tokens = (last + 1..sentence.tokens.end as usize).take_while(|&idx| {
            let goes_on = open;
            open &= match doc.tokens[idx].kind {
                TokenKind::Space => true,
                TokenKind::Word => word(doc, idx).is_some_and(|word| self.times.contains(&word)),
                _ => doc.token_str(idx) == ")",
            };
            goes_on
        });
        tokens.collect()
    }
}

/// A word in lower case.
fn word(doc: &Document, idx: usize) -> Option<String> {
    (doc.tokens[idx].kind == TokenKind::Word).then(|| doc.token_str(idx).to_lowercase())
}

/// Whether the verb at `idx` follows what was said: a closing quotation mark or a comma stands before it.
fn ends_speech(doc: &Document, idx: usize) -> bool {
    doc.prev(idx).is_some_and(|before| {
        doc.tokens[before].kind == TokenKind::Quote || doc.token_str(before) == ","
    })
}
