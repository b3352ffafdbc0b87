//! Finds the dates of a document in one pass over its tokens.
//!
//! A row of numbers needs a witness to be a date: a weekday before it, a year in it, "tanggal", or a bracket behind a
//! word of time. In doubt it is a score, a fraction or the number of a law, and is left alone.

use jiff::civil::Weekday;

use crate::calendar;
use crate::document::{Document, TokenKind};
use crate::facts::words::Words;
use crate::span::Span;

use super::numeric::{self, Digits, Sep};
use super::words::{AFTER_WEEK, BEFORE_BRACKET, BEFORE_MONTH, BEFORE_WEEK, FILLERS, NUMBERED};
use super::{DateMention, Form, Part, Reading, Stated};

/// Every date of the document, in order. Dates do not run over the end of a block.
pub(super) fn mentions(doc: &Document, words: &Words) -> Vec<DateMention> {
    let begins = |idx: usize| words.spelling(idx).is_some_and(|spelling| spelling.begins_date);
    let mut mentions = Vec::new();
    let mut seen = Vec::new();
    for block in &doc.blocks {
        seen.clear();
        let tokens = block.tokens.start as usize..block.tokens.end as usize;
        if !tokens.clone().any(begins) {
            continue;
        }
        seen.extend(tokens.filter(|&idx| doc.tokens[idx].kind != TokenKind::Space));
        let line = Line { doc, seen: &seen };
        let mut at = 0;
        while at < seen.len() {
            if !begins(seen[at]) {
                at += 1;
                continue;
            }
            match line.mention(at) {
                Some((mention, next)) => {
                    mentions.push(mention);
                    at = next.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    mentions
}

/// What was read: a day or a range, its notation, and the place behind it.
struct Read {
    first: Stated,
    last: Option<Stated>,
    form: Form,
    next: usize,
    /// Whether a bracket was opened before it.
    opened: bool,
}

/// What else speaks for a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Witness {
    /// A weekday or a word of time stands before it.
    Time,
    /// Nothing: the shape must do.
    Nothing,
}

/// The visible tokens of a block. Positions count these, not the document's tokens.
struct Line<'a> {
    doc: &'a Document,
    seen: &'a [usize],
}

impl<'a> Line<'a> {
    fn text(&self, at: usize) -> &'a str {
        self.seen.get(at).map_or("", |&idx| self.doc.token_str(idx))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.seen.get(at).map(|&idx| self.doc.tokens[idx].kind)
    }

    fn span(&self, at: usize) -> Span {
        self.doc.tokens[self.seen[at]].span
    }

    /// Whether no space stands before the token.
    fn glued(&self, at: usize) -> bool {
        at > 0 && at < self.seen.len() && self.seen[at - 1] + 1 == self.seen[at]
    }

    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        text.len() <= 12 && words.contains(&text.to_lowercase().as_str())
    }

    /// The word before a position, the stop of an abbreviation passed over: "No. 5".
    fn follows(&self, at: usize, words: &[&str]) -> bool {
        let Some(mut before) = at.checked_sub(1) else { return false };
        if self.text(before) == "." && before > 0 {
            before -= 1;
        }
        self.is_one_of(before, words)
    }

    fn mention(&self, at: usize) -> Option<(DateMention, usize)> {
        match self.kind(at)? {
            TokenKind::Word => self.after_weekday(at).or_else(|| self.month_only(at)),
            TokenKind::Number => self.bare(at),
            TokenKind::Punct if self.text(at) == "(" => self.in_brackets(at),
            _ => None,
        }
    }

    /// A date behind one weekday or two: "Senin (20/10)", "Selasa, 14 Mei 2024", "Sabtu-Minggu (4-5/6)".
    fn after_weekday(&self, start: usize) -> Option<(DateMention, usize)> {
        let (one, other, mut at) = self.weekdays(start)?;
        let n_fillers = (at..self.seen.len().min(at + 6))
            .take_while(|&at| self.text(at) == "," || self.is_one_of(at, FILLERS))
            .count();
        at += n_fillers;
        let opened = self.text(at) == "(";
        at += usize::from(opened);
        at += usize::from(self.is_one_of(at, &["tanggal", "tgl"]));
        let mut read = self.numbers(at, Witness::Time).or_else(|| self.words(at, Witness::Time))?;
        if read.form == Form::Numbers && read.first.year.is_none() && !opened && !plausible(&read) {
            return None;
        }
        read.opened = opened;
        let is_range = read.last.is_some();
        match (other, &mut read.last) {
            (Some(other), Some(last)) => {
                read.first.weekday = Some(one);
                last.weekday = Some(other);
            }
            // "Senin dan Selasa (15/5)": the date is the second day's. "Senin-Selasa (15/5)" is nobody's.
            (Some(_), None) if self.weekday(start).is_some() => return None,
            (Some(_), None) => {}
            (None, _) if is_range => {}
            (None, _) => read.first.weekday = Some(one),
        }
        Some(self.finish(start, &read))
    }

    /// One weekday, or two joined by a hyphen, a dash or a conjunction; and the place behind them.
    fn weekdays(&self, at: usize) -> Option<(Part<Weekday>, Option<Part<Weekday>>, usize)> {
        if let Some((one, other)) = self.text(at).split_once('-') {
            let span = self.span(at);
            let cut = span.start() + one.len();
            let part = |word, span| calendar::weekday(word).map(|(value, _)| Part { value, span });
            let one = part(one, Span::new(span.start(), cut))?;
            let other = part(other, Span::new(cut + 1, span.end()))?;
            return Some((one, Some(other), at + 1));
        }
        let one = self.weekday(at)?;
        let joined = matches!(self.text(at + 1), "-" | "–" | "—" | "/" | "&")
            || self.is_one_of(at + 1, &["dan", "hingga", "sampai"]);
        match self.weekday(at + 2).filter(|_| joined) {
            Some(other) => Some((one, Some(other), at + 3)),
            None => Some((one, None, at + 1)),
        }
    }

    fn weekday(&self, at: usize) -> Option<Part<Weekday>> {
        let text = self.text(at);
        let (value, _) = calendar::weekday(text)?;
        if value == Weekday::Sunday && text.eq_ignore_ascii_case("minggu") {
            let before = at.checked_sub(1);
            let counted = before.is_some_and(|before| {
                self.kind(before) == Some(TokenKind::Number) || self.is_one_of(before, BEFORE_WEEK)
            });
            if counted || self.is_one_of(at + 1, AFTER_WEEK) {
                return None;
            }
        }
        Some(Part { value, span: self.span(at) })
    }

    /// A date without a weekday that starts with its number.
    fn bare(&self, at: usize) -> Option<(DateMention, usize)> {
        let alone = !self.glued(at)
            || matches!(self.text(at - 1), "(" | "[" | "," | ":")
            || self.kind(at - 1) == Some(TokenKind::Quote);
        if !alone || self.follows(at, NUMBERED) {
            return None;
        }
        if let Some(read) = self.words(at, Witness::Nothing) {
            return Some(self.finish(at, &read));
        }
        // "14.5.2024" alone is a version or a paragraph as often as a day.
        if self.text(at).contains('.') {
            return None;
        }
        let read = self.numbers(at, Witness::Nothing)?;
        let called = self.follows(at, &["tanggal", "tgl"]);
        let year = read.last.unwrap_or(read.first).year;
        let written = year.is_some_and(|year| year.span.len() == 4);
        let runs_on = self.glued(read.next)
            && (matches!(self.text(read.next), "/" | "-")
                || self.kind(read.next) == Some(TokenKind::Word));
        (!runs_on && (written || called) && plausible(&read)).then(|| self.finish(at, &read))
    }

    /// "kemarin (26/5)": a bracket that holds nothing else, behind a word of time.
    fn in_brackets(&self, at: usize) -> Option<(DateMention, usize)> {
        if !self.follows(at, BEFORE_BRACKET) {
            return None;
        }
        let mut read = self.numbers(at + 1, Witness::Time)?;
        read.opened = true;
        (self.text(read.next) == ")" && plausible(&read)).then(|| self.finish(at, &read))
    }

    /// A row of numbers with "/", "-" or "." between them. Behind a
    /// word of time, spaces may stand around the separators.
    fn numbers(&self, start: usize, witness: Witness) -> Option<Read> {
        let mut numbers = Vec::new();
        let mut seps = Vec::new();
        let mut at = start;
        loop {
            self.digits(at, &mut numbers, &mut seps)?;
            at += 1;
            let sep = match self.text(at) {
                "/" => Sep::Slash,
                "-" | "–" | "—" => Sep::Dash,
                _ => break,
            };
            let near = witness == Witness::Time || self.glued(at) && self.glued(at + 1);
            if self.kind(at + 1) != Some(TokenKind::Number) || !near || numbers.len() > 6 {
                break;
            }
            seps.push(sep);
            at += 1;
        }
        let (first, last) = numeric::read(&numbers, &seps)?;
        Some(Read { first, last, form: Form::Numbers, next: at, opened: false })
    }

    /// The digits of a number; "14.5.2024" is one token and three of them.
    fn digits(&self, at: usize, numbers: &mut Vec<Digits>, seps: &mut Vec<Sep>) -> Option<()> {
        if self.kind(at)? != TokenKind::Number {
            return None;
        }
        let mut start = self.span(at).start();
        for (idx, digits) in self.text(at).split('.').enumerate() {
            if digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            if idx > 0 {
                seps.push(Sep::Dot);
            }
            let span = Span::new(start, start + digits.len());
            let part = Part { value: digits.parse().ok()?, span };
            numbers.push(Digits { part, len: digits.len() });
            start += digits.len() + 1;
        }
        Some(())
    }

    /// "14 Mei", "14 Mei 2024", "3–5 Juni 2024", "30 Mei-2 Juni".
    fn words(&self, at: usize, witness: Witness) -> Option<Read> {
        let day = self.day(at)?;
        let mut at = at + 1;
        let mut to = None;
        let joined = matches!(self.text(at), "-" | "–" | "—" | "&")
            || self.is_one_of(at, &["dan", "hingga", "sampai"]);
        if joined && let Some(day) = self.day(at + 1) {
            to = Some(day);
            at += 2;
        }
        let (month, tail, next) = self.month(at)?;
        let (year, next) = self.year(next, witness);
        let stated = |day, month, year| Stated {
            weekday: None,
            day: Some(day),
            month,
            year,
            reading: Reading::Open,
        };
        let mut first = stated(day, month, year);
        let mut read = Read { first, last: None, form: Form::Words, next, opened: false };
        if let Some(to) = to {
            read.last = Some(stated(to, month, year));
            return Some(read);
        }
        // "30 Mei-2 Juni": the second day hangs on the month's token, or stands behind a dash of its own.
        let dashed = matches!(self.text(next), "-" | "–" | "—");
        let (to, at) = match tail {
            Some(to) => (Some(to), next),
            None if dashed => (self.day(next + 1), next + 2),
            None => (None, next),
        };
        if let Some(to) = to
            && let Some((until, None, next)) = self.month(at)
        {
            let (last_year, next) = self.year(next, witness);
            if first.year.is_none() && month.value <= until.value {
                first.year = last_year;
            }
            let last = Some(stated(to, until, last_year));
            return Some(Read { first, last, form: Form::Words, next, opened: false });
        }
        let possible = day.value <= 31 || witness == Witness::Time || year.is_some();
        possible.then_some(read)
    }

    /// A day of the month: one or two digits.
    fn day(&self, at: usize) -> Option<Part<i32>> {
        let text = self.text(at);
        let is_day = self.kind(at)? == TokenKind::Number
            && text.len() <= 2
            && text.bytes().all(|b| b.is_ascii_digit());
        Some(Part { value: text.parse().ok()?, span: self.span(at) })
            .filter(|day| is_day && (1..40).contains(&day.value))
    }

    /// A month's name, the day that hangs on it by a hyphen ("Mei-2"), and the place behind.
    fn month(&self, at: usize) -> Option<(Part<i32>, Option<Part<i32>>, usize)> {
        let text = self.text(at);
        let name = text.split('-').next().unwrap_or(text);
        let (value, _) = calendar::month(name)?;
        let span = self.span(at);
        let month = Part { value, span: Span::new(span.start(), span.start() + name.len()) };
        let tail = text.get(name.len() + 1..).and_then(|tail| {
            let span = Span::new(span.end() - tail.len(), span.end());
            let day = tail.parse().ok().filter(|day| (1..=31).contains(day))?;
            Some(Part { value: day, span })
        });
        Some((month, tail, at + 1))
    }

    /// A year with four digits, "tahun" before it or not; and the place behind, which is `at` when there is none.
    fn year(&self, at: usize, witness: Witness) -> (Option<Part<i32>>, usize) {
        let digits = at + usize::from(self.is_one_of(at, &["tahun"]));
        let text = self.text(digits);
        let years = if witness == Witness::Time { 1000..4000 } else { 1800..2200 };
        let year = text.parse().ok().filter(|year| text.len() == 4 && years.contains(year));
        match year {
            Some(value) => (Some(Part { value, span: self.span(digits) }), digits + 1),
            None => (None, at),
        }
    }

    /// "Agustus 2025", or a month alone behind a word that asks for one.
    fn month_only(&self, at: usize) -> Option<(DateMention, usize)> {
        let (month, tail, next) = self.month(at)?;
        let (year, next) = self.year(next, Witness::Nothing);
        let capital = self.text(at).starts_with(char::is_uppercase);
        let called = capital && self.follows(at, BEFORE_MONTH);
        if tail.is_some() || year.is_none() && !called {
            return None;
        }
        let first = Stated { weekday: None, day: None, month, year, reading: Reading::Open };
        Some(self.finish(at, &Read { first, last: None, form: Form::Month, next, opened: false }))
    }

    fn finish(&self, start: usize, read: &Read) -> (DateMention, usize) {
        let Read { mut first, mut last, form, mut next, opened } = *read;
        if opened && self.text(next) == ")" {
            next += 1;
        }
        let mut other_year = false;
        if first.year.is_none() && self.is_one_of(next, &["tahun"]) {
            if let (Some(year), behind) = self.year(next, Witness::Nothing) {
                first.year = Some(year);
                if let Some(last) = &mut last {
                    last.year = Some(year);
                }
                next = behind;
            } else {
                let words = ["depan", "kemarin", "lalu", "sebelumnya", "silam"];
                other_year = self.is_one_of(next + 1, &words);
            }
        }
        let mut span = self.span(start).cover(self.span(next - 1));
        // A month's token may hang on with more than the month: "Juni-Minggu".
        if form != Form::Numbers && self.text(next - 1).contains('-') {
            let end = last.unwrap_or(first).month.span.end();
            span = Span::new(span.start(), end);
        }
        (DateMention { span, form, first, last, other_year }, next)
    }
}

/// Whether the numbers are such as a date has: no witness but the shape speaks for them.
fn plausible(read: &Read) -> bool {
    std::iter::once(&read.first).chain(&read.last).all(|stated| {
        stated.day.is_some_and(|day| (1..=31).contains(&day.value))
            && (1..=12).contains(&stated.month.value)
            && stated.year.is_none_or(|year| (1800..2200).contains(&year.value))
    })
}
