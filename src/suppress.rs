//! Comments of an article that silence rules, and what is wrong with such comments.
//!
//! `<!-- sunting-ignore RULE, RULE: reason -->` holds for the block that follows, `sunting-ignore-file` for the whole
//! article. A rule is named by its id or as `pack/*`. Only what is named is silenced: there is no way to silence all.

use crate::diagnostic::{Diagnostic, Lang, RuleId, Severity};
use crate::document::{Comment, Document};
use crate::rule::{Context, Finding, Meta, SUPPRESSIONS, Sink};
use crate::span::Span;

/// What begins every comment that is meant for this program.
const IGNORE: &str = "sunting-ignore";
const IGNORE_FILE: &str = "sunting-ignore-file";

/// The text of a comment that silences rules in the block that follows it.
#[must_use]
pub fn comment(rule: &RuleId, reason: &str) -> String {
    // Two hyphens would end the comment in some readers.
    let reason = reason.replace("--", "–").replace('>', "›");
    match reason.trim() {
        "" => format!("<!-- {IGNORE} {rule} -->"),
        reason => format!("<!-- {IGNORE} {rule}: {reason} -->"),
    }
}

/// Something that is wrong with a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where the comment stands between the words, in bytes of the text.
    pub at: usize,
    /// What is wrong.
    pub kind: FaultKind,
    /// The rule that it names, or what stands there instead.
    pub name: String,
}

/// What can be wrong with a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// It does not say why.
    NoReason,
    /// It names no rule, or one that does not exist, or is no comment of ours at all.
    Unknown,
    /// It silences nothing.
    Unused,
}

/// What of the rules a comment can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no such rule or pack.
    Unknown,
    /// There is, and it does not run.
    Idle,
    /// It runs.
    Active,
}

/// What applying the comments of an article came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// Findings that are silenced.
    pub count: usize,
    /// What is wrong with the comments, in their order.
    pub faults: Vec<Fault>,
}

/// A rule that is silenced somewhere.
struct Order<'a> {
    name: &'a str,
    /// `None` for the whole article.
    block: Option<Span>,
    at: usize,
    is_used: bool,
}

/// Takes the findings out that the article's comments silence.
#[must_use]
pub fn apply(
    doc: &Document,
    found: &mut Vec<Diagnostic>,
    standing: &dyn Fn(&str) -> Standing,
) -> Suppressed {
    let mut suppressed = Suppressed::default();
    if doc.comments.is_empty() {
        return suppressed;
    }
    let mut orders = Vec::new();
    let mut idle = Vec::new();
    for comment in &doc.comments {
        let mut fault = |kind, name: &str| {
            suppressed.faults.push(Fault { at: comment.at, kind, name: name.to_owned() });
        };
        let Some((word, names, reason)) = read(comment) else {
            fault(FaultKind::Unknown, &comment.text);
            continue;
        };
        if reason.is_empty() {
            fault(FaultKind::NoReason, &names.join(", "));
        }
        for name in names {
            let block = (word == IGNORE).then(|| following(doc, comment.at));
            let order = Order { name, block, at: comment.at, is_used: false };
            match standing(name) {
                Standing::Unknown => fault(FaultKind::Unknown, name),
                Standing::Idle => idle.push(order),
                Standing::Active => orders.push(order),
            }
        }
    }
    found.retain(|found| {
        let mut is_silenced = false;
        for order in &mut orders {
            if order.bears_on(found) {
                order.is_used = true;
                is_silenced = true;
            }
        }
        suppressed.count += usize::from(is_silenced);
        !is_silenced
    });
    let unused = orders.iter().filter(|order| !order.is_used);
    let unused = unused.map(|order| Fault {
        at: order.at,
        kind: FaultKind::Unused,
        name: order.name.to_owned(),
    });
    suppressed.faults.extend(unused);
    suppressed.faults.sort_by_key(|fault| (fault.at, fault.kind));
    suppressed
}

impl Order<'_> {
    fn bears_on(&self, found: &Diagnostic) -> bool {
        is_meant(self.name, &found.rule)
            && self.block.is_none_or(|block| block.contains(Span::at(found.span.start())))
    }
}

/// The word that begins a comment, the rules that it names and the reason; `None` when it is not of that form.
fn read(comment: &Comment) -> Option<(&str, Vec<&str>, &str)> {
    let (word, rest) = comment.text.split_once(char::is_whitespace)?;
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let is_form = matches!(word, IGNORE | IGNORE_FILE) && names.iter().all(|name| !name.is_empty());
    is_form.then_some((word, names, reason.trim()))
}

/// The block that a comment stands before or in; nothing behind the last one.
fn following(doc: &Document, at: usize) -> Span {
    let next = doc.blocks.partition_point(|block| block.span.end() <= at);
    doc.blocks.get(next).map_or(Span::at(doc.text.len()), |block| block.span)
}

/// What the comments of any article are held against.
#[derive(Debug, Default)]
pub struct Comments {
    /// The rules about comments that run, and how grave their findings are.
    own: Vec<(Meta, Severity)>,
    /// Every rule, and whether it runs.
    rules: Vec<(RuleId, Standing)>,
}

/// Whether comments that silence nothing can be told from those whose rule broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// All rules have spoken.
    Whole,
    /// Some rule broke, and its findings are missing.
    Partial,
}

impl Comments {
    /// All rules of a catalogue and the severity at which each runs, `None` for those that do not.
    #[must_use]
    pub fn new<'a>(rules: impl Iterator<Item = (&'a Meta, Option<Severity>)>) -> Self {
        let mut comments = Self::default();
        for (meta, severity) in rules {
            let standing = severity.map_or(Standing::Idle, |_| Standing::Active);
            comments.rules.push((meta.id.clone(), standing));
            if let Some(severity) = severity.filter(|_| SUPPRESSIONS.contains(&meta.id.as_str())) {
                comments.own.push((meta.clone(), severity));
            }
        }
        comments
    }

    /// The names of all rules.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|(id, _)| id.as_str())
    }

    fn standing(&self, name: &str) -> Standing {
        let named = self.rules.iter().filter(|(id, _)| is_meant(name, id));
        named.fold(Standing::Unknown, |most, (_, standing)| match (most, standing) {
            (Standing::Active, _) | (_, Standing::Active) => Standing::Active,
            _ => Standing::Idle,
        })
    }

    /// Takes the findings out that an article's comments silence, puts in what is wrong with the comments, and says how
    /// many are silenced. `nearest` is the rule that a name was probably meant for.
    pub fn settle(
        &self,
        cx: &Context<'_>,
        lang: Lang,
        found: &mut Vec<Diagnostic>,
        certainty: Certainty,
        nearest: &dyn Fn(&str) -> Option<String>,
    ) -> usize {
        let Suppressed { count, faults } = apply(cx.doc, found, &|name| self.standing(name));
        for Fault { at, kind, name } in faults {
            if kind == FaultKind::Unused && certainty == Certainty::Partial {
                continue;
            }
            let own = self.own.iter().find(|(meta, _)| meta.id.as_str() == kind.rule());
            let Some((meta, severity)) = own else { continue };
            let meant = nearest(&name).filter(|_| kind == FaultKind::Unknown);
            let mut finding = Finding::new(Span::at(at)).arg("name", name);
            if let Some(meant) = meant {
                finding = finding.variant("meant").arg("meant", meant);
            }
            Sink::new(meta, *severity, lang, cx, found).report(finding);
        }
        found.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        count
    }
}

impl FaultKind {
    /// The rule that speaks of it.
    fn rule(self) -> &'static str {
        match self {
            Self::NoReason => SUPPRESSIONS[0],
            Self::Unknown => SUPPRESSIONS[1],
            Self::Unused => SUPPRESSIONS[2],
        }
    }
}

/// Whether a name in a comment (`pack/rule` or `pack/*`) means a rule.
fn is_meant(name: &str, rule: &RuleId) -> bool {
    name.strip_suffix("/*").map_or(name == rule.as_str(), |pack| pack == rule.pack())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::span::SourceSpan;

    /// An article of three blocks with comments before some of them, and one finding of `a/b` in each.
    fn article(comments: &[(usize, &str)]) -> (Document, Vec<Diagnostic>) {
        let mut doc = Document::plain("Judul berita\n\nIsi pertama di sini.\n\nIsi kedua di sini.");
        doc.comments = comments
            .iter()
            .map(|&(at, text)| Comment {
                at,
                source: SourceSpan { part: 0, start: at as u32, end: at as u32 },
                text: text.into(),
            })
            .collect();
        let finding = |at| Diagnostic {
            rule: RuleId::new("a/b"),
            severity: Severity::Warning,
            span: Span::new(at, at + 3),
            message: String::new(),
            labels: Vec::new(),
            fixes: Vec::new(),
        };
        (doc, [0, 14, 36].map(finding).to_vec())
    }

    fn applied(comments: &[(usize, &str)]) -> (Vec<usize>, Vec<(FaultKind, String)>) {
        let (doc, mut found) = article(comments);
        let standing = |name: &str| match name {
            "a/b" | "a/*" => Standing::Active,
            "a/off" => Standing::Idle,
            _ => Standing::Unknown,
        };
        let faults = apply(&doc, &mut found, &standing).faults;
        (
            found.iter().map(|found| found.span.start()).collect(),
            faults.into_iter().map(|fault| (fault.kind, fault.name)).collect(),
        )
    }

    #[test]
    fn a_comment_silences_the_block_that_follows_and_the_file_as_a_whole() {
        assert_eq!(applied(&[(14, "sunting-ignore a/b: judul buku")]), (vec![0, 36], vec![]));
        assert_eq!(applied(&[(12, "sunting-ignore a/*: judul buku")]), (vec![0, 36], vec![]));
        assert_eq!(applied(&[(0, "sunting-ignore-file a/b: arsip")]), (vec![], vec![]));
    }

    #[test]
    fn what_is_wrong_with_a_comment_is_told() {
        let all = vec![0, 14, 36];
        let told = |text: &str| applied(&[(54, text)]);
        let fault = |kind, name: &str| vec![(kind, name.to_owned())];
        assert_eq!(told("sunting-ignore a/b: x"), (all.clone(), fault(FaultKind::Unused, "a/b")));
        assert_eq!(told("sunting-ignore a/c: x"), (all.clone(), fault(FaultKind::Unknown, "a/c")));
        assert_eq!(told("sunting-ignore a/off: x"), (all.clone(), vec![]));
        let bare = fault(FaultKind::Unknown, "sunting-ignore");
        assert_eq!(told("sunting-ignore"), (all.clone(), bare));
        let other = fault(FaultKind::Unknown, "sunting-off a/b: x");
        assert_eq!(told("sunting-off a/b: x"), (all, other));
        let (left, faults) = applied(&[(0, "sunting-ignore a/b")]);
        assert_eq!((left, faults), (vec![14, 36], fault(FaultKind::NoReason, "a/b")));
    }

    #[test]
    fn a_reason_cannot_end_the_comment() {
        let text = comment(&RuleId::new("a/b"), "nama --> resmi");
        assert_eq!(text, "<!-- sunting-ignore a/b: nama –› resmi -->");
        assert_eq!(comment(&RuleId::new("a/b"), " "), "<!-- sunting-ignore a/b -->");
    }
}
