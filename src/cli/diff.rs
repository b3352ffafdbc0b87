//! What a run would change, as a unified diff that `git apply` and `patch -p1` take. Writes nothing.

use std::borrow::Cow;

use similar::TextDiff;

use crate::input::decode;

/// The difference between two states of a file; empty when there is none.
pub(super) fn unified(path: &str, old: &[u8], new: &[u8]) -> String {
    of_texts(path, &text(old), &text(new))
}

/// The difference between two texts that are called by a path.
pub(super) fn of_texts(path: &str, old: &str, new: &str) -> String {
    let name = path.trim_start_matches("./");
    // An absolute path has no place in a repository; it is told as it is.
    let side = |side: &str| {
        if name.starts_with('/') { name.to_owned() } else { format!("{side}/{name}") }
    };
    let diff = TextDiff::from_lines(old, new);
    let mut diff = diff.unified_diff();
    diff.context_radius(3).header(&side("a"), &side("b")).to_string()
}

/// UTF-8 as it is, its mark included, so that the diff fits the bytes; anything else as it reads.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(decode(bytes).text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_the_lack_of_one_are_kept() {
        let told = unified("./a.txt", b"satu\r\ndua", b"satu\r\ntiga");
        let lines = ["--- a/a.txt", "+++ b/a.txt", "@@ -1,2 +1,2 @@", " satu\r", "-dua"];
        assert!(told.starts_with(&lines.join("\n")), "{told}");
        assert!(told.ends_with("+tiga\n\\ No newline at end of file\n"), "{told}");
        assert_eq!(unified("a.txt", b"satu", b"satu"), "");
    }
}
