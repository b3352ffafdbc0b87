//! What is asked and what may be answered, in the editor's language.

use crate::diagnostic::Lang;
use crate::report::pick;

/// Whether the words found are a single word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsWord {
    Yes,
    No,
}

/// What the editor typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    Choice(usize),
    /// The same correction wherever this rule finds the same words in the article.
    Alike(usize),
    Edit(Option<String>),
    Skip,
    NextFile,
    Vocabulary,
    Ignore(Option<String>),
    Quit,
    Help,
}

/// What a line means.
pub(super) fn typed(line: &str) -> Typed {
    let line = line.trim();
    let (head, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let number = |text: &str| if text.is_empty() { Some(1) } else { text.trim().parse().ok() };
    match head {
        "y" => Typed::Choice(1),
        "s" | "n" => Typed::Skip,
        "f" => Typed::NextFile,
        "v" => Typed::Vocabulary,
        "i" => Typed::Ignore(Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty())),
        "q" => Typed::Quit,
        "e" => Typed::Edit(Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty())),
        _ => match (head.strip_prefix('a'), head.parse()) {
            (Some(digits), _) => number(if digits.is_empty() { rest } else { digits })
                .map_or(Typed::Help, Typed::Alike),
            (None, Ok(n)) => Typed::Choice(n),
            (None, Err(_)) => Typed::Help,
        },
    }
}

/// What may be answered here, in one line.
pub(super) fn prompt(lang: Lang, n_fixes: usize, is_word: IsWord) -> String {
    let choice = match n_fixes {
        0 => String::new(),
        1 => pick(lang, "1 betulkan  a semua yang sama  ", "1 correct  a all alike  ").into(),
        n => format!(
            "1–{n} {}",
            pick(lang, "betulkan  a semua yang sama  ", "correct  a all alike  ")
        ),
    };
    let word = match is_word {
        IsWord::Yes => pick(lang, "v kosakata  ", "v vocabulary  "),
        IsWord::No => "",
    };
    let rest = pick(
        lang,
        "e ubah  s lewati  i abaikan  f berkas berikut  q selesai  ?",
        "e edit  s skip  i ignore  f next file  q quit  ?",
    );
    format!("[{choice}{word}{rest}] ")
}

pub(super) fn help(lang: Lang) -> &'static str {
    pick(
        lang,
        "  1, 2, …  pakai saran bernomor itu\n  \
         a, a2    pakai saran itu untuk semua temuan yang sama dalam artikel ini\n  \
         e TEKS   tulis TEKS sebagai gantinya\n  \
         s        lewati\n  \
         v        masukkan kata ini ke kosakata redaksi\n  \
         i ALASAN abaikan temuan ini di sini, juga lain kali\n  \
         f        simpan dan lanjut ke berkas berikut\n  \
         q        simpan dan selesai",
        "  1, 2, …  make the correction of that number\n  \
         a, a2    make it for every finding of the same words in this article\n  \
         e TEXT   write TEXT instead\n  \
         s        skip\n  \
         v        add the word to the desk's vocabulary\n  \
         i REASON ignore this finding here, next time too\n  \
         f        save and go on to the next file\n  \
         q        save and stop",
    )
}

pub(super) fn by_hand(lang: Lang) -> &'static str {
    pick(
        lang,
        "ada markah di tengah teks ini; betulkan dengan tangan",
        "markup stands inside this text; correct it by hand",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_answer_and_in_doubt_a_question() {
        for (line, expected) in [
            ("1", Typed::Choice(1)),
            (" 2 ", Typed::Choice(2)),
            ("y", Typed::Choice(1)),
            ("a", Typed::Alike(1)),
            ("a2", Typed::Alike(2)),
            ("a 3", Typed::Alike(3)),
            ("e", Typed::Edit(None)),
            ("e warga  desa", Typed::Edit(Some("warga  desa".into()))),
            ("i", Typed::Ignore(None)),
            ("i nama orang", Typed::Ignore(Some("nama orang".into()))),
            ("s", Typed::Skip),
            ("n", Typed::Skip),
            ("", Typed::Help),
            ("?", Typed::Help),
            ("ya", Typed::Help),
            ("apa", Typed::Help),
        ] {
            assert_eq!(typed(line), expected, "{line:?}");
        }
    }
}
