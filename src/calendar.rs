//! Names of days and months as Indonesian copy writes them: standard, short, old and misspelt by habit.
//!
//! The only place where they are listed. To know a name is not to approve of it: "Nopember" is read here and left to
//! the spelling rules. Dates are not read here.

use jiff::civil::Weekday;

/// Days of the week in order from Monday, the standard name first.
const WEEKDAYS: [&[&str]; 7] = [
    &["senin", "sen"],
    &["selasa", "sel"],
    &["rabu", "rab", "rabo"],
    &["kamis", "kam"],
    &["jumat", "jum'at", "jum’at", "jum"],
    &["sabtu", "sab", "saptu"],
    &["minggu", "ahad", "min", "ming"],
];

/// Months in order, the standard name first, the usual short form second.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb", "pebruari", "febuari", "february", "peb"],
    &["maret", "mar"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["agustus", "agu", "agt", "ags", "agst", "aug", "agustust"],
    &["september", "sep", "sept"],
    &["oktober", "okt", "oct", "oktobar"],
    &["november", "nov", "nopember", "nop"],
    &["desember", "des", "dec", "desembar"],
];

/// Short forms that are longer than three letters.
const FOUR_LETTERS: [&str; 3] = ["agst", "ming", "sept"];

/// How a name is written; a correction is written the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// "Senin", "Oktober".
    Full,
    /// "Sen", "Okt".
    Short,
}

/// The day of the week that a word names.
#[must_use]
pub fn weekday(word: &str) -> Option<(Weekday, Length)> {
    let (idx, length) = look_up(&WEEKDAYS, word)?;
    let weekday = Weekday::from_monday_zero_offset(idx as i8).ok()?;
    Some((weekday, length))
}

/// The month, from 1, that a word names.
#[must_use]
pub fn month(word: &str) -> Option<(i32, Length)> {
    let (idx, length) = look_up(&MONTHS, word)?;
    Some((i32::try_from(idx).ok()? + 1, length))
}

/// The standard name of a day, in lower case.
#[must_use]
pub fn weekday_name(weekday: Weekday, length: Length) -> &'static str {
    name(WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())], length)
}

/// The standard name of a month (1 to 12), in lower case.
#[must_use]
pub fn month_name(month: i8, length: Length) -> &'static str {
    name(MONTHS[usize::from(month.clamp(1, 12).unsigned_abs() - 1)], length)
}

fn name(forms: &[&'static str], length: Length) -> &'static str {
    let short = forms.iter().find(|form| form.len() == 3);
    match (length, short) {
        (Length::Short, Some(short)) => short,
        _ => forms[0],
    }
}

/// The standard names of days and months, in lower case.
pub fn standard_names() -> impl Iterator<Item = &'static str> {
    WEEKDAYS.iter().chain(&MONTHS).map(|forms| forms[0])
}

/// Every name of a day written out, in lower case.
pub fn full_weekdays() -> impl Iterator<Item = &'static str> {
    let forms = WEEKDAYS.iter().flat_map(|forms| forms.iter().map(|form| (*forms, *form)));
    forms.filter(|(forms, form)| length(forms, form) == Length::Full).map(|(_, form)| form)
}

/// Whether a word, given in lower case, is any name of a day or a month, short ones included.
#[must_use]
pub fn is_name(lower: &str) -> bool {
    row(&WEEKDAYS, lower).or_else(|| row(&MONTHS, lower)).is_some()
}

/// Whether a word, given in lower case, is a name of a day or a month written out.
#[must_use]
pub fn is_full_name(lower: &str) -> bool {
    let full = |table: &[&[&str]]| {
        row(table, lower).is_some_and(|idx| length(table[idx], lower) == Length::Full)
    };
    full(&WEEKDAYS) || full(&MONTHS)
}

/// The row that holds a word. Short forms count only with a capital: "min", "mar" and "des" are other things as well.
fn look_up(table: &[&[&str]], word: &str) -> Option<(usize, Length)> {
    if !is_likely(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let idx = row(table, &lower)?;
    let length = length(table[idx], &lower);
    let capital = word.starts_with(char::is_uppercase);
    (length == Length::Full || capital).then_some((idx, length))
}

fn row(table: &[&[&str]], lower: &str) -> Option<usize> {
    if !is_likely(lower) {
        return None;
    }
    // Length and first byte turn away nearly all forms before their letters are compared.
    let is_form = |form: &&str| {
        form.len() == lower.len() && form.as_bytes()[0] == lower.as_bytes()[0] && *form == lower
    };
    table.iter().position(|forms| forms.iter().any(is_form))
}

/// Names have three to ten bytes and few initials: this turns most words of a text away at no cost.
fn is_likely(word: &str) -> bool {
    let initial = word.bytes().next().map(|byte| byte.to_ascii_lowercase());
    (3..=10).contains(&word.len())
        && initial.is_some_and(|initial| b"adfjkmnoprs".contains(&initial))
}

fn length(forms: &[&str], lower: &str) -> Length {
    let short = lower.len() == 3 && forms[0] != lower || FOUR_LETTERS.contains(&lower);
    if short { Length::Short } else { Length::Full }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_short_and_new_names_are_the_same_day() {
        assert_eq!(weekday("Jum'at"), Some((Weekday::Friday, Length::Full)));
        assert_eq!(weekday("Ahad"), Some((Weekday::Sunday, Length::Full)));
        assert_eq!(month("Nopember"), Some((11, Length::Full)));
        assert_eq!(month("Agt"), Some((8, Length::Short)));
        assert_eq!(month("mei"), Some((5, Length::Full)));
        assert_eq!((weekday("min"), month("mar"), month("Marwan")), (None, None, None));
    }

    #[test]
    fn a_word_in_lower_case_is_a_name_written_out_or_short() {
        for (word, any, full) in
            [("kamis", true, true), ("mei", true, true), ("agt", true, false), ("di", false, false)]
        {
            assert_eq!((is_name(word), is_full_name(word)), (any, full), "{word}");
        }
    }

    #[test]
    fn names_are_written_as_long_as_asked() {
        assert_eq!(month_name(8, Length::Short), "agu");
        assert_eq!(month_name(5, Length::Short), "mei");
        assert_eq!(weekday_name(Weekday::Friday, Length::Short), "jum");
    }
}
