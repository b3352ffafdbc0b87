//! What a regular expression cannot match without: a set of literals of which one must stand in the text, and the bytes
//! that a text must end with. Read from the syntax alone, so that most expressions need not run, nor even be compiled,
//! for most texts.
//!
//! In doubt it says nothing and the expression runs. It never says that there is a match.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// The most literals of a set: any two letters of one case.
const MOST: usize = 26 * 26;

/// Sets that are met more often than this, in times a byte of text, keep nothing away.
const TOO_COMMON: f64 = 0.02;

/// What one literal more costs: of two rare sets the smaller one is better.
const EACH: f64 = 2e-6;

/// Literals of which one must be there, one behind the other in one buffer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Set {
    /// The set that asks for nothing: the empty literal alone.
    fn nothing() -> Self {
        Self::one(&[])
    }

    fn one(literal: &[u8]) -> Self {
        Self { bytes: literal.to_vec(), ends: vec![literal.len()] }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn push(&mut self, head: &[u8], tail: &[u8]) {
        self.bytes.extend_from_slice(head);
        self.bytes.extend_from_slice(tail);
        self.ends.push(self.bytes.len());
    }

    /// The literals.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.bytes[start..end])
    }
}

/// What an expression needs of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Need {
    /// Literals of which one must be there; `None` when none can be named.
    pub(super) any: Option<Set>,
    /// The bytes of which the text must end with one; `None` when it may end anyhow.
    pub(super) last: Option<Vec<u8>>,
}

impl Need {
    /// What an expression needs; one that cannot be read needs nothing, and its compiler will say why.
    pub(super) fn of(pattern: &str) -> Self {
        let Ok(hir) = regex_syntax::parse(pattern) else { return Self::default() };
        let any = required(&hir).filter(|set| weight(set) < TOO_COMMON);
        let mut parts = Vec::new();
        flatten(&hir, &mut parts);
        Self { any, last: last_bytes(&parts) }
    }
}

/// All texts that an expression matches, when they are few; a place without width matches the empty one.
fn exact(hir: &Hir) -> Option<Set> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(Set::nothing()),
        HirKind::Literal(literal) => Some(Set::one(&literal.0)),
        HirKind::Class(class) => members(class),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => {
            parts.iter().try_fold(Set::nothing(), |set, part| cross(&set, &exact(part)?))
        }
        HirKind::Alternation(parts) => union(parts.iter().map(exact)),
        HirKind::Repetition(Repetition { min: 0, max: Some(1), sub, .. }) => {
            let mut set = exact(sub)?;
            set.push(&[], &[]);
            Some(set)
        }
        HirKind::Repetition(Repetition { min, max: Some(max), sub, .. }) if min == max => {
            let set = exact(sub)?;
            (0..*min).try_fold(Set::nothing(), |done, _| cross(&done, &set))
        }
        HirKind::Repetition(_) => None,
    }
}

/// A set of literals of which one is in every match, none of them empty: the rarest that is found.
fn required(hir: &Hir) -> Option<Set> {
    if let Some(set) = exact(hir) {
        return Some(set).filter(is_telling);
    }
    match hir.kind() {
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Alternation(parts) => union(parts.iter().map(required)),
        HirKind::Concat(_) => {
            let mut parts = Vec::new();
            flatten(hir, &mut parts);
            of_row(&parts)
        }
        _ => None,
    }
}

/// The rarest set of a row of expressions. What can be listed is joined to what stands before it.
fn of_row(parts: &[&Hir]) -> Option<Set> {
    let mut best: Option<(f64, Set)> = None;
    let mut offer = |set: Set| {
        if is_telling(&set) {
            let weight = weight(&set) + set.iter().map(|_| EACH).sum::<f64>();
            if best.as_ref().is_none_or(|(least, _)| weight < *least) {
                best = Some((weight, set));
            }
        }
    };
    // What stands before, with what is repeated right before it and without.
    let mut runs = [Vec::new(), Vec::new()];
    for part in parts {
        if let Some(set) = exact(part) {
            for run in &mut runs {
                run.push(set.clone());
                offer(last_of(run));
            }
            continue;
        }
        // Of what is repeated the first piece still stands right behind the run, and the last one right before what follows.
        let piece = match part.kind() {
            HirKind::Repetition(repetition) if repetition.min > 0 => exact(&repetition.sub),
            _ => None,
        };
        for mut run in runs {
            run.extend(piece.clone());
            offer(last_of(&mut run));
        }
        required(part).into_iter().for_each(&mut offer);
        runs = [Vec::from_iter(piece), Vec::new()];
    }
    best.map(|(_, set)| set)
}

/// What a row of sets comes to, of which the first ones are left out that make it too many.
fn last_of(sets: &mut Vec<Set>) -> Set {
    loop {
        let all = sets.iter().try_fold(Set::nothing(), |all, set| cross(&all, set));
        match all {
            Some(all) => return all,
            None => drop(sets.remove(0)),
        }
    }
}

/// The parts of a row, those in groups too.
fn flatten<'a>(hir: &'a Hir, parts: &mut Vec<&'a Hir>) {
    match hir.kind() {
        HirKind::Concat(row) => {
            for part in row {
                flatten(part, parts);
            }
        }
        HirKind::Capture(capture) => flatten(&capture.sub, parts),
        _ => parts.push(hir),
    }
}

/// The bytes that a match may end with, where it must end with the text.
fn last_bytes(parts: &[&Hir]) -> Option<Vec<u8>> {
    let (end, parts) = parts.split_last()?;
    if !matches!(end.kind(), HirKind::Look(Look::End)) {
        return None;
    }
    let mut bytes = Vec::new();
    for part in parts.iter().rev() {
        let (sub, may_lack) = match part.kind() {
            HirKind::Repetition(repetition) => (&*repetition.sub, repetition.min == 0),
            _ => (*part, false),
        };
        bytes.extend(
            exact(sub)?.iter().map(|text| text.last().copied()).collect::<Option<Vec<_>>>()?,
        );
        if !may_lack {
            return Some(bytes);
        }
    }
    None
}

fn members(class: &Class) -> Option<Set> {
    let n_members: usize = match class {
        Class::Unicode(class) => class.iter().map(regex_syntax::hir::ClassUnicodeRange::len).sum(),
        Class::Bytes(class) => class.iter().map(regex_syntax::hir::ClassBytesRange::len).sum(),
    };
    if n_members > MOST {
        return None;
    }
    let mut set = Set::default();
    match class {
        Class::Unicode(class) => {
            for c in class.iter().flat_map(|range| range.start()..=range.end()) {
                set.push(c.encode_utf8(&mut [0; 4]).as_bytes(), &[]);
            }
        }
        Class::Bytes(class) => {
            for byte in class.iter().flat_map(|range| range.start()..=range.end()) {
                set.push(&[byte], &[]);
            }
        }
    }
    Some(set)
}

/// Every text of one set with every text of the other behind it, unless they are too many.
fn cross(one: &Set, other: &Set) -> Option<Set> {
    if one.len() * other.len() > MOST {
        return None;
    }
    let mut joined = Set::default();
    for head in one.iter() {
        for tail in other.iter() {
            joined.push(head, tail);
        }
    }
    Some(joined)
}

fn union(sets: impl Iterator<Item = Option<Set>>) -> Option<Set> {
    let mut all = Set::default();
    for set in sets {
        for literal in set?.iter() {
            all.push(literal, &[]);
        }
        if all.len() > MOST {
            return None;
        }
    }
    Some(all)
}

/// Whether a set can keep a text away: each of its literals asks for something.
fn is_telling(set: &Set) -> bool {
    set.len() > 0 && set.iter().all(|literal| !literal.is_empty())
}

/// About how often one of the literals stands in news text, in times a byte.
fn weight(set: &Set) -> f64 {
    let literal = |literal: &[u8]| literal.iter().map(|&byte| frequency(byte)).product::<f64>();
    set.iter().map(literal).sum()
}

fn frequency(byte: u8) -> f64 {
    match byte {
        b' ' => 0.13,
        b'a' => 0.15,
        b'b'..=b'z' => 0.04,
        b'A'..=b'Z' => 0.0015,
        b'0'..=b'9' => 0.0015,
        b'.' | b',' | b'\n' => 0.01,
        _ => 0.002,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, expected: Option<&[&str]>) {
        let any = Need::of(pattern).any.map(|set| {
            let texts = set.iter().map(|text| String::from_utf8(text.to_vec()).expect("text"));
            texts.collect::<Vec<_>>()
        });
        let any = any.as_ref().map(|set| set.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(any.as_deref(), expected, "{pattern}");
    }

    #[test]
    fn the_rarest_literals_are_named() {
        check(r"(?-u:\b)Rp\s?[0-9.]+(?P<span>,-|,00)", Some(&[",-", ",00"]));
        check(r"[0-9](?P<span>\pL+)%", Some(&["%"]));
        check(r"[0-9](?P<span>[ \t]+)%", Some(&["\t%", " %"]));
        check(r"(?P<span>(pra|se)([AB][a-z]{3,}))", Some(&["praA", "praB", "seA", "seB"]));
        check(r"XX+ (?:juta|ribu)", Some(&["X juta", "X ribu"]));
        check(r"[0-9]+(?P<span>\.)[AB]{2,}(?:ku|mu)", Some(&["Aku", "Amu", "Bku", "Bmu"]));
        check(r"[a-z]+", None);
        check(r"(?:ab)?", None);
        check(r"Rp|[a-z]*", None);
    }

    #[test]
    fn what_would_be_too_many_begins_later() {
        let set = Need::of(r#"[a-z][a-z]" (?:kata|ujar)"#).any.expect("literals");
        assert_eq!(set.len(), 2 * 26);
        assert!(set.iter().all(|text| text.ends_with(b"\" kata") || text.ends_with(b"\" ujar")));
    }

    #[test]
    fn the_end_of_the_text_is_asked_for() {
        assert_eq!(Need::of(r"^\S+ [a-c]\s*$").last.map(|set| set.ends_with(b"abc")), Some(true));
        assert_eq!(
            Need::of(r"[a-z](?P<span>\.)\s*$").last.map(|set| set.contains(&b'.')),
            Some(true)
        );
        assert!(Need::of(r"[a-z]*$").last.is_none());
    }
}
