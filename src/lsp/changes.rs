//! From one state of a text to another in small edits, so that the pointer and all marks of the editor stay where they
//! are: line by line, and within a line what differs.

use std::ops::Range;

use similar::{DiffOp, TextDiff};

/// The bytes of `old` that change, and what takes their place, in order.
pub(super) fn between(old: &str, new: &str) -> Vec<(Range<usize>, String)> {
    let diff = TextDiff::from_lines(old, new);
    let (olds, news) = (starts(diff.old_slices()), starts(diff.new_slices()));
    let mut changes = Vec::new();
    for op in diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (was, is) = (op.old_range(), op.new_range());
        // As many lines as before: each is held against its successor. Else they are one stretch.
        let pairs: Vec<_> = if was.len() == is.len() {
            was.zip(is).map(|(a, b)| (olds[a]..olds[a + 1], news[b]..news[b + 1])).collect()
        } else {
            vec![(olds[was.start]..olds[was.end], news[is.start]..news[is.end])]
        };
        for (was, is) in pairs {
            changes.extend(narrowed(old, was, &new[is]));
        }
    }
    changes
}

/// The byte where each line starts, and the end.
fn starts(lines: &[&str]) -> Vec<usize> {
    let ends = lines.iter().scan(0, |at, line| {
        *at += line.len();
        Some(*at)
    });
    std::iter::once(0).chain(ends).collect()
}

/// A change without what both sides have in common at their ends.
fn narrowed(old: &str, was: Range<usize>, is: &str) -> Option<(Range<usize>, String)> {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let before = &old[was.clone()];
    let head = common(&mut before.chars().zip(is.chars()));
    let tail = common(&mut before[head..].chars().rev().zip(is[head..].chars().rev()));
    let change = (was.start + head..was.end - tail, is[head..is.len() - tail].to_owned());
    (!change.0.is_empty() || !change.1.is_empty()).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edits_lead_from_one_text_to_the_other_and_touch_little() {
        for (old, new, n_bytes) in [
            ("satu\ndua\ntiga\n", "satu\nDua\ntiga\n", 1),
            ("a\n\nkata kata\nb", "a\n\nkata\nb", 5),
            ("a\nb\nc", "a\nc", 2),
            ("“é” x", "“è” x", 2),
            ("sama", "sama", 0),
            ("", "baru", 0),
        ] {
            let changes = between(old, new);
            let mut text = old.to_owned();
            for (range, with) in changes.iter().rev() {
                text.replace_range(range.clone(), with);
            }
            assert_eq!(text, new);
            let touched: usize = changes.iter().map(|(range, _)| range.len()).sum();
            assert_eq!(touched, n_bytes, "{old:?}");
        }
    }
}
