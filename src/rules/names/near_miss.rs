//! `names/near-miss`: a name that one slip of the hand makes into a name that the article uses elsewhere.
//!
//! It compares spellings of one article with one another and nothing else. Two people with like names stay two people:
//! where each spelling has company of its own, the rule is silent.

use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::facts::names::{Before, Form, Names, Part, Slip, Stance, slip};
use crate::fix::{Edit, Fix, Safety};
use crate::rule::{Context, Finding, Rule, Sink};
use crate::span::Span;

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct NearMiss {}

/// How many of the other mentions are shown.
const LABELS: usize = 3;

/// Names shorter than this are too like one another, in characters.
const SHORTEST: usize = 4;

/// From this length on, in characters, any small difference is telling.
const LONG: usize = 6;

/// Ten times the Zipf value from which a spelling that no list has is still a name that people write.
const HEARD: u8 = 25;

/// How many places of a spelling are looked at for its company. Keeps the work linear.
const COMPANY: usize = 24;

/// A spelling is odd only when the other one stands at least this many times as often.
const RARER: usize = 4;

impl Rule for NearMiss {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let names = &cx.facts.names;
        let mut best: Vec<Option<Suspicion>> = vec![None; names.forms.len()];
        for &(a, b) in &names.near {
            for (odd, meant) in [(a, b), (b, a)] {
                let Some(found) = suspect(names, odd, meant) else { continue };
                let slot = &mut best[odd as usize];
                if slot.as_ref().is_none_or(|held| held.rank(names) < found.rank(names)) {
                    *slot = Some(found);
                }
            }
        }
        for suspicion in best.into_iter().flatten() {
            suspicion.report(names, out);
        }
    }
}

/// One spelling that may stand for another.
#[derive(Clone, Debug)]
struct Suspicion {
    odd: u32,
    meant: u32,
    severity: Severity,
}

impl Suspicion {
    fn rank(&self, names: &Names) -> (Severity, usize) {
        (self.severity, names.forms[self.meant as usize].parts.len())
    }

    fn report(&self, names: &Names, out: &mut Sink<'_>) {
        let odd = &names.forms[self.odd as usize];
        let meant = &names.forms[self.meant as usize];
        let spans: Vec<Span> = odd.parts.iter().map(|&p| names.parts[p as usize].span).collect();
        for &span in &spans {
            let mut finding = Finding::new(span)
                .at_most(self.severity)
                .arg("count", meant.parts.len().to_string())
                .fix(Fix::suggest(span, &*meant.text));
            if spans.len() > 1 {
                let edits =
                    spans.iter().map(|&span| Edit { span, text: meant.text.to_string() }).collect();
                finding = finding.fix(Fix { edits, safety: Safety::Suggested });
            }
            for &part in meant.parts.iter().take(LABELS) {
                finding = finding.label(names.parts[part as usize].span, "other");
            }
            if meant.parts.len() == 1 {
                finding = finding.variant("once");
            }
            out.report(finding);
        }
    }
}

/// What the words around two spellings say of their being one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// Each has company of its own: two names.
    Apart,
    /// Nothing speaks for or against.
    Open,
    /// The same title or kind of place stands before both.
    Title,
    /// The same other name stands beside both.
    Name,
}

/// What the lexicon says against a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// A name that exists.
    Name,
    /// A word, Indonesian or foreign, that may well be a name.
    Word,
    /// Nothing knows it as a word.
    Unknown,
}

fn suspect(names: &Names, odd: u32, meant: u32) -> Option<Suspicion> {
    let (a, b) = (&names.forms[odd as usize], &names.forms[meant as usize]);
    if !is_rarer(names, a, b) || b.text.chars().count() < SHORTEST {
        return None;
    }
    let doubt = doubt(a);
    let slip = slip(&a.text, &b.text)?;
    if is_related(&a.text, &b.text, slip, doubt) {
        return None;
    }
    let pair = Pair { names, odd: a, meant: b, slip, tie: tie(names, a, b) };
    let severity = match doubt {
        Doubt::Unknown => pair.unknown(),
        Doubt::Word => pair.word(),
        Doubt::Name => pair.name(),
    }?;
    Some(Suspicion { odd, meant, severity })
}

/// Whether the one spelling is rare beside the other. Of two that stand once each, the one that more lists know is
/// held for right, else the first.
fn is_rarer(names: &Names, odd: &Form, meant: &Form) -> bool {
    match (odd.parts.len(), meant.parts.len()) {
        (1, 1) => {
            let known = |form: &Form| (form.entry.is_name(), form.entry.zipf10());
            let first = |form: &Form| std::cmp::Reverse(names.parts[form.parts[0] as usize].span);
            (known(odd), first(odd)) < (known(meant), first(meant))
        }
        (n_odd, n_meant) => n_odd < n_meant && (n_odd == 1 || n_odd * RARER <= n_meant),
    }
}

/// Two spellings and all that is held against the odd one.
struct Pair<'a> {
    names: &'a Names,
    odd: &'a Form,
    meant: &'a Form,
    slip: Slip,
    tie: Tie,
}

impl Pair<'_> {
    /// The verdict on a spelling that no list knows.
    fn unknown(&self) -> Option<Severity> {
        let entry = self.meant.entry;
        let common = self.is_meant_common();
        let long = self.odd.text.chars().count() >= LONG;
        let clumsy = matches!(self.slip, Slip::Swapped | Slip::Doubled);
        match (self.tie, self.meant.parts.len()) {
            (Tie::Apart, 3..) if clumsy && entry.is_name() => Some(Severity::Error),
            (Tie::Apart, 3..) if clumsy || self.is_by_hand() && entry.is_name() => {
                Some(Severity::Warning)
            }
            (Tie::Apart, _) => None,
            (Tie::Name, 2..) if common || self.slip == Slip::Sound => Some(Severity::Warning),
            (Tie::Name, 2..) => Some(Severity::Error),
            (Tie::Name, _) => Some(Severity::Warning),
            _ if common => None,
            (_, 3..) if self.is_by_hand() => Some(Severity::Error),
            (_, 2..) if self.is_by_hand() || self.tie == Tie::Title => Some(Severity::Warning),
            (_, 3..) if long => Some(Severity::Warning),
            _ => None,
        }
    }

    /// The verdict on a spelling that is a word of its own.
    fn word(&self) -> Option<Severity> {
        match (self.tie, self.meant.parts.len()) {
            (Tie::Apart, _) => None,
            (Tie::Name, 2..) => Some(Severity::Error),
            (Tie::Name, _) => Some(Severity::Warning),
            _ if self.is_meant_common() || !self.is_alone() || !self.is_by_hand() => None,
            (_, 4..) => Some(Severity::Error),
            (_, 3) => Some(Severity::Warning),
            _ => None,
        }
    }

    /// The verdict on a spelling that is a name of its own.
    fn name(&self) -> Option<Severity> {
        match (self.tie, self.meant.parts.len()) {
            (Tie::Apart, _) => None,
            _ if matches!(self.slip, Slip::Other | Slip::Two | Slip::Head) => None,
            (Tie::Name, _) => Some(Severity::Warning),
            (_, 4..) if self.is_alone() && !self.meant.entry.is_place() => Some(Severity::Warning),
            _ => None,
        }
    }

    /// Whether a slip of the hand alone explains the difference.
    fn is_by_hand(&self) -> bool {
        !matches!(self.slip, Slip::Other | Slip::Two | Slip::Head | Slip::Sound)
    }

    /// Whether the better known spelling is an ordinary word: then spelling, not naming, is in question.
    fn is_meant_common(&self) -> bool {
        self.meant.entry.is_known() && !self.meant.entry.is_name()
    }

    /// Whether the odd spelling always stands alone where only a name can stand.
    fn is_alone(&self) -> bool {
        self.odd.parts.iter().all(|&part| {
            let stance = self.names.parts[part as usize].stance;
            stance == Stance::Shown && self.names.mention(part).parts.len() == 1
        })
    }
}

fn doubt(form: &Form) -> Doubt {
    let entry = form.entry;
    if entry.is_name() || !entry.is_known() && entry.zipf10() >= HEARD {
        Doubt::Name
    } else if entry.is_known() || entry.is_foreign() || entry.is_colloquial() {
        Doubt::Word
    } else {
        Doubt::Unknown
    }
}

/// Compares the company of two spellings.
fn tie(names: &Names, a: &Form, b: &Form) -> Tie {
    let mut apart = false;
    for side in [Names::prev, Names::next] {
        let (x, y) = (company(names, a, side), company(names, b, side));
        if x.iter().any(|(form, _)| y.iter().any(|(other, _)| form == other)) {
            return Tie::Name;
        }
        let own = |company: &[(u32, bool)]| company.iter().any(|&(_, certain)| certain);
        apart |= own(&x) && own(&y);
    }
    if apart {
        return Tie::Apart;
    }
    let titled =
        |form: &Form| form.parts.iter().any(|&part| names.mention(part).before == Before::Title);
    if titled(a) && titled(b) { Tie::Title } else { Tie::Open }
}

/// The words on one side of a spelling, and whether they certainly belong to the name: in a line of capitals they need not.
fn company(names: &Names, form: &Form, side: fn(&Names, u32) -> Option<u32>) -> Vec<(u32, bool)> {
    let parts = form.parts.iter().take(COMPANY);
    let mut company: Vec<(u32, bool)> = parts
        .filter_map(|&part| {
            let beside = side(names, part)?;
            let Part { form, stance, .. } = names.parts[beside as usize];
            let certain = stance == Stance::Shown || !names.forms[form as usize].entry.is_known();
            Some((form, certain))
        })
        .collect();
    company.sort_unstable();
    company.dedup();
    company
}

/// Whether both spellings are right side by side: one is the other with a clitic, a plural, a suffix of peoples and
/// languages, or glued to a letter before it.
fn is_related(odd: &str, meant: &str, slip: Slip, doubt: Doubt) -> bool {
    const CLITICS: &[&str] = &["nya", "kah", "lah", "pun", "ku", "mu"];
    const ENDS: &[&str] = &["s", "an", "n", "i", "a", "na", "ta", "ns"];
    let glued = odd.strip_prefix(char::is_uppercase).is_some_and(|rest| rest == meant);
    let clitic = odd.strip_prefix(meant).is_some_and(|end| CLITICS.contains(&end));
    let (long, short) = if odd.len() > meant.len() { (odd, meant) } else { (meant, odd) };
    let suffixed = long.strip_prefix(short).is_some_and(|end| ENDS.contains(&end));
    let typed = doubt == Doubt::Unknown && (slip == Slip::Doubled || long == meant);
    glued || clitic || suffixed && !typed
}
