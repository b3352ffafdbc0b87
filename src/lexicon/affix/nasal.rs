//! Nasal sandhi: what `meN-` and `peN-` become before a root, and which roots a word in `me-` or
//! `pe-` may hide. Spelling only; whether the root exists is not asked here.

/// Roots that keep their first consonant after the nasal, against the rule.
const KEEP: [&str; 6] = ["kaji", "pekerja", "pelajar", "perhati", "peroleh", "punya"];

/// The root with a nasal prefix whose dictionary shape is `me` or `pe`: `baca` → `membaca`,
/// `tulis` → `menulis`, `cek` → `mengecek`, `proses` → `memproses`.
pub(super) fn attach(prefix: &str, root: &str) -> String {
    parts(prefix, root).concat()
}

/// The prefix, what goes between, and what is left of the root.
pub(super) fn parts<'a>(prefix: &'a str, root: &'a str) -> [&'a str; 3] {
    let (nasal, dropped) = form(root);
    [prefix, nasal, &root[dropped..]]
}

/// The nasal that goes between prefix and root, and how many bytes of the root it swallows.
fn form(root: &str) -> (&'static str, usize) {
    let first = root.chars().next().unwrap_or(' ');
    if is_monosyllable(root) {
        return ("nge", 0);
    }
    let dissolves = dissolves(root);
    match first {
        'p' if dissolves => ("m", 1),
        't' if dissolves => ("n", 1),
        's' if dissolves => ("ny", 1),
        'k' if dissolves => ("ng", 1),
        'b' | 'f' | 'p' | 'v' => ("m", 0),
        'c' | 'd' | 'j' | 't' | 's' | 'z' => ("n", 0),
        'k' | 'g' | 'h' | 'q' | 'x' => ("ng", 0),
        vowel if is_vowel(vowel) => ("ng", 0),
        _ => ("", 0),
    }
}

/// Whether a first `p`, `t`, `k` or `s` of this root is swallowed: before a vowel it is, in a
/// cluster it is not (mengkritik), and a few roots are exceptions (mengkaji).
pub(super) fn dissolves(root: &str) -> bool {
    root.chars().nth(1).is_some_and(is_vowel) && !KEEP.iter().any(|keep| root.starts_with(keep))
}

/// Every root that `attach` turns into `word`, likeliest first.
pub(super) fn detach(prefix: &str, word: &str) -> Vec<String> {
    let Some(rest) = word.strip_prefix(prefix) else { return Vec::new() };
    let mut roots = Vec::new();
    for (nasal, lost) in [
        ("nge", ""),
        ("ng", ""),
        ("ng", "k"),
        ("ny", "s"),
        ("n", "t"),
        ("n", ""),
        ("m", "p"),
        ("m", ""),
        ("", ""),
    ] {
        let Some(tail) = rest.strip_prefix(nasal) else { continue };
        let root = format!("{lost}{tail}");
        let makes_word = || {
            let rest =
                parts(prefix, &root).iter().try_fold(word, |rest, part| rest.strip_prefix(part));
            rest.is_some_and(str::is_empty)
        };
        if 2 < root.len() && makes_word() && !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// One syllable, as `cek`, `bom` and `rem`: at most four letters around a single vowel.
pub(super) fn is_monosyllable(root: &str) -> bool {
    root.len() < 5 && root.chars().filter(|c| is_vowel(*c)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: [(&str, &str); 20] = [
        ("ajar", "mengajar"),
        ("baca", "membaca"),
        ("tulis", "menulis"),
        ("sapu", "menyapu"),
        ("kirim", "mengirim"),
        ("pakai", "memakai"),
        ("lihat", "melihat"),
        ("nikah", "menikah"),
        ("cek", "mengecek"),
        ("proses", "memproses"),
        ("kritik", "mengkritik"),
        ("transfer", "mentransfer"),
        ("standar", "menstandar"),
        ("syukur", "mensyukur"),
        ("khawatir", "mengkhawatir"),
        ("kaji", "mengkaji"),
        ("punya", "mempunya"),
        ("verifikasi", "memverifikasi"),
        ("warta", "mewarta"),
        ("gali", "menggali"),
    ];

    #[test]
    fn attach_follows_the_first_letters() {
        for (root, verb) in PAIRS {
            assert_eq!(attach("me", root), verb);
        }
    }

    #[test]
    fn detach_finds_what_attach_joined() {
        for (root, verb) in PAIRS {
            assert!(detach("me", verb).iter().any(|found| found == root), "{verb}");
        }
        assert!(detach("me", "mengkonsumsi").iter().all(|root| root != "konsumsi"));
    }
}
