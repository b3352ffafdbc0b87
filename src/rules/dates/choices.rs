//! What a wrong date may have been meant to be: every day one slip of the finger away, the likeliest first.
//!
//! A slip has a cost, and so has distance from publication: news is mostly of the day and the day before. Offers
//! choices only; nothing here is certain enough to be applied without an editor.

use jiff::civil::{Date, Weekday};

use crate::calendar::{Length, month, month_name, weekday, weekday_name};
use crate::case::in_shape_of;
use crate::document::Document;
use crate::facts::dates::{DateMention, Form, Publication, Stated};
use crate::fix::Fix;
use crate::span::Span;

/// The most choices an editor is shown.
const MOST: usize = 3;

/// How much dearer than the best a choice may be to be shown beside it.
const RANGE: i32 = 110;

/// One way to read a date aright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    /// Hundredths of a plain slip.
    cost: i32,
    date: Date,
    /// Whether the year is written where it was not.
    with_year: bool,
}

/// The corrections of a stated day, best first.
pub(super) fn fixes(
    doc: &Document,
    mention: &DateMention,
    stated: &Stated,
    published: Option<&Publication>,
    limit: Limit,
) -> Vec<Fix> {
    let published = published.map(|published| published.date);
    let mut choices = Vec::new();
    slips(stated, published, &mut choices);
    if limit == Limit::Past {
        earlier(stated, published, &mut choices);
    }
    for choice in &mut choices {
        choice.cost += distance(choice.date, published, limit);
    }
    choices.retain(|choice| {
        limit == Limit::Any || published.is_none_or(|published| choice.date <= published)
    });
    choices.sort_unstable();
    let dearest = choices.first().map_or(0, |best| best.cost + RANGE);
    let mut fixes: Vec<Fix> = Vec::new();
    for choice in choices.into_iter().take_while(|choice| choice.cost <= dearest) {
        let text = rewrite(doc, mention, stated, choice);
        let new = text != doc.str(mention.span)
            && fixes.iter().all(|fix: &Fix| fix.edits[0].text != text);
        if new && fixes.len() < MOST {
            fixes.push(Fix::suggest(mention.span, text));
        }
    }
    fixes
}

/// Which days may be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// All.
    Any,
    /// None after publication: the text tells of the day as past.
    Past,
}

/// Days that differ in one part: weekday, day, month or year, or have day and month exchanged.
fn slips(stated: &Stated, published: Option<Date>, out: &mut Vec<Choice>) {
    let Some(day) = stated.day.map(|day| day.value) else { return };
    let month = stated.month.value;
    // A year that is not written goes with the day: the one that brings it nearest to publication.
    let on = |month, day| match (stated.year, published) {
        (Some(year), _) => calendar(year.value, month, day),
        (None, Some(published)) => {
            let year = i32::from(published.year());
            let near = (year - 1..=year + 1).filter_map(|year| calendar(year, month, day));
            near.min_by_key(|&date| days_ago(date, published).abs())
        }
        (None, None) => match stated.date() {
            Some(date) => calendar(date.year().into(), month, day),
            None => calendar(2024, month, day).filter(|_| stated.weekday.is_none()),
        },
    };
    let fits = |date: &Date| stated.weekday.is_none_or(|it| it.value == date.weekday());
    let mut push = |cost, date: Option<Date>| {
        let choice = |date| Choice { cost, date, with_year: false };
        out.extend(date.filter(fits).map(choice));
    };
    for other in 1..=31 {
        let cost = match (day - other).abs() {
            0 => continue,
            1 => Some(100),
            2 => Some(if one_digit(day, other) { 130 } else { 160 }),
            _ => one_digit(day, other).then_some(130),
        };
        if let Some(cost) = cost {
            push(cost, on(month, other));
        }
    }
    for other in (1..=12).filter(|&other| other != month) {
        let near = one_digit(month, other) || (month - other).abs() == 1;
        push(if near { 105 } else { 180 }, on(other, day));
    }
    push(110, on(day, month));
    if let Some(year) = stated.year.map(|year| year.value) {
        // Without a publication date only a year out of all reach is put right, into living memory.
        let now = published.map_or(2040, |published| i32::from(published.year()));
        let years = if published.is_some() { now - 10..=now + 1 } else { now - 60..=now };
        let out_of_reach = !(1900..=2100).contains(&year);
        for other in years.filter(|&other| other != year && (published.is_some() || out_of_reach)) {
            let near = one_digit(year, other) || (year - other).abs() == 1;
            push(if near { 80 } else { 200 }, calendar(other, month, day));
        }
    }
    if let (Some(weekday), Some(date)) = (stated.weekday, on(month, day)) {
        let apart = i32::from(weekday.value.until(date.weekday()));
        let cost = if matches!(apart, 1 | 6) { 95 } else { 115 };
        if apart != 0 {
            out.push(Choice { cost, date, with_year: false });
        }
    }
}

/// For a day told as past that lies ahead: the same day of an earlier year, and the last such weekday.
fn earlier(stated: &Stated, published: Option<Date>, out: &mut Vec<Choice>) {
    let (Some(published), Some(day)) = (published, stated.day) else { return };
    let now = i32::from(published.year());
    let fits = |date: &Date| stated.weekday.is_none_or(|it| it.value == date.weekday());
    if stated.year.is_none() {
        let years =
            (now - 10..=now).rev().filter_map(|y| calendar(y, stated.month.value, day.value));
        let date = years.filter(|date| *date < published).find(fits);
        out.extend(date.map(|date| Choice { cost: 60, date, with_year: true }));
    }
    if let Some(weekday) = stated.weekday {
        let back = published.weekday().since(weekday.value);
        let date = published.checked_sub(jiff::Span::new().days(i64::from(back))).ok();
        out.extend(date.map(|date| Choice { cost: 240, date, with_year: false }));
    }
}

/// The day, if the calendar has it.
pub(super) fn calendar(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// Whether two numbers are one typed digit apart: changed, lost, added or exchanged with its neighbour.
fn one_digit(one: i32, other: i32) -> bool {
    strsim::osa_distance(&one.to_string(), &other.to_string()) == 1
}

/// What distance from publication adds to the cost of a day.
fn distance(date: Date, published: Option<Date>, limit: Limit) -> i32 {
    let Some(published) = published else {
        return if (1900..=2100).contains(&date.year()) { 0 } else { 400 };
    };
    match days_ago(date, published) {
        0 => -60,
        1..=7 => -25,
        8..=31 => 0,
        32..=92 => 60,
        93..=3660 => 120,
        _ if limit == Limit::Past => 120,
        -7..=-1 => 0,
        -31..=-8 => 60,
        -3660..=-32 => 120,
        _ => 400,
    }
}

/// Days from a day to publication, negative when it lies ahead.
fn days_ago(date: Date, published: Date) -> i32 {
    (date.duration_until(published).as_hours() / 24) as i32
}

/// The mention with the parts of another day put in, written as it was.
fn rewrite(doc: &Document, mention: &DateMention, stated: &Stated, choice: Choice) -> String {
    let date = choice.date;
    let mut edits: Vec<(Span, String)> = Vec::new();
    if let Some(part) = stated.weekday.filter(|part| part.value != date.weekday()) {
        edits.push((part.span, like_weekday(doc.str(part.span), date.weekday())));
    }
    let padded = stated.day.is_some_and(|day| doc.str(day.span).starts_with('0'))
        || doc.str(stated.month.span).starts_with('0');
    let number = |value: i8| if padded { format!("{value:02}") } else { value.to_string() };
    if let Some(part) = stated.day.filter(|part| part.value != i32::from(date.day())) {
        edits.push((part.span, number(date.day())));
    }
    let month_span = stated.month.span;
    let mut after_month = String::new();
    if choice.with_year {
        let sep = if mention.form == Form::Numbers { '/' } else { ' ' };
        after_month = format!("{sep}{}", date.year());
    }
    if stated.month.value != i32::from(date.month()) {
        let text = match mention.form {
            Form::Numbers => number(date.month()),
            Form::Words | Form::Month => like_month(doc.str(month_span), date.month()),
        };
        edits.push((month_span, text + &after_month));
    } else if choice.with_year {
        edits.push((Span::at(month_span.end()), after_month));
    }
    if let Some(part) = stated.year.filter(|part| part.value != i32::from(date.year())) {
        let year = if part.span.len() == 2 { date.year() % 100 } else { date.year() };
        edits.push((part.span, format!("{year:02}")));
    }
    edits.sort();
    let mut out = String::with_capacity(mention.span.len() + 8);
    let mut done = mention.span.start();
    for (span, text) in edits {
        out.push_str(doc.str(Span::new(done, span.start())));
        out.push_str(&text);
        done = span.end();
    }
    out.push_str(doc.str(Span::new(done, mention.span.end())));
    out
}

fn like_weekday(model: &str, day: Weekday) -> String {
    let length = weekday(model).map_or(Length::Full, |(_, length)| length);
    in_shape_of(model, weekday_name(day, length))
}

fn like_month(model: &str, number: i8) -> String {
    let length = month(model).map_or(Length::Full, |(_, length)| length);
    in_shape_of(model, month_name(number, length))
}
