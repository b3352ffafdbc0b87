//! `names/near-miss`: a name that one slip of the hand makes into a name that the article uses elsewhere.
//!
//! It compares spellings of one article with one another and nothing else. Two people with like names stay two people:
//! where each spelling has company of its own, the rule is silent.

use serde::Deserialize;

use super::company::{Tie, are_joined, is_related, tie};
use super::report;
use crate::case::folded;
use crate::diagnostic::Severity;
use crate::facts::names::{Before, Form, Names, Slip, Stance, slip};
use crate::rule::{Context, Rule, Sink};

/// The rule; it has no options.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct NearMiss {}

/// Names shorter than this are too like one another, in characters.
const SHORTEST: usize = 4;

/// From this length on, in characters, any small difference is telling.
const LONG: usize = 6;

/// A name that stands this often is what the article is about.
const SUBJECT: usize = 5;

/// Ten times the Zipf value from which a spelling that no list has is still a name that people write.
const HEARD: u8 = 25;

/// A spelling is odd only when the other one stands at least this many times as often.
pub(super) const RARER: usize = 4;

impl Rule for NearMiss {
    fn check(&self, cx: &Context<'_>, out: &mut Sink<'_>) {
        let names = &cx.facts.names;
        let mut best: Vec<Option<Suspicion>> = vec![None; names.forms.len()];
        for &(a, b) in &names.near {
            for (odd, meant) in [(a, b), (b, a)] {
                let Some(found) = suspect(cx, odd, meant) else { continue };
                let slot = &mut best[odd as usize];
                if slot.as_ref().is_none_or(|held| held.rank(names) < found.rank(names)) {
                    *slot = Some(found);
                }
            }
        }
        for Suspicion { odd, meant, severity } in best.into_iter().flatten() {
            let (odd, meant) = (&names.forms[odd as usize], &names.forms[meant as usize]);
            report(names, &odd.parts, meant, severity, out);
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

fn suspect(cx: &Context<'_>, odd: u32, meant: u32) -> Option<Suspicion> {
    let names = &cx.facts.names;
    let (a, b) = (&names.forms[odd as usize], &names.forms[meant as usize]);
    if a.is_clipped
        || a.is_plain
        || a.entry.is_accepted()
        || !is_rarer(names, a, b)
        || b.text.chars().count() < SHORTEST
    {
        return None;
    }
    // "Tomas Ramdhan" beside the month: titles and feasts do not follow a first name.
    if b.is_plain && a.parts.iter().any(|&part| names.prev(part).is_some()) {
        return None;
    }
    let doubt = doubt(cx, a);
    let slip = slip(&a.text, &b.text)?;
    let tie = tie(names, a, b);
    let pair = Pair { cx: *cx, odd: a, meant: b, slip, tie };
    if are_joined(cx, a, b) || is_related(&a.text, &b.text) && !pair.is_cut_short() {
        return None;
    }
    let severity = match doubt {
        Doubt::Unknown => pair.unknown().or_else(|| pair.unheard()),
        Doubt::Word | Doubt::Name if b.is_plain => None,
        Doubt::Word => pair.word(),
        Doubt::Name => pair.name(),
    }?;
    let cap = if pair.is_drawn_out() { Severity::Warning } else { Severity::Error };
    Some(Suspicion { odd, meant, severity: severity.min(cap) })
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
    cx: Context<'a>,
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
        let made_up = is_made_up(&self.odd.text);
        if is_short_form(&self.odd.text) || made_up && !clumsy && !self.is_by_hand() {
            return None;
        }
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
            (_, 3..) if long || self.slip == Slip::Sound && entry.is_name() => {
                Some(Severity::Warning)
            }
            (_, 1) if self.is_by_hand() && entry.is_name() && long => Some(Severity::Warning),
            _ => None,
        }
    }

    /// The verdict on a spelling that nobody has ever written, as far as the lists know: it need not stand in a longer
    /// name, nor be a likely slip, to be a misspelling of what the article writes again and again.
    fn unheard(&self) -> Option<Severity> {
        let odd = self.odd;
        let n_letters = odd.text.chars().count();
        let (n_meant, by_hand) = (self.meant.parts.len(), self.is_by_hand());
        let clumsy = matches!(self.slip, Slip::Swapped | Slip::Doubled);
        if !odd.entry.is_unheard_of() || odd.entry.zipf10() > 0 || odd.parts.len() > 1 {
            return None;
        }
        if is_made_up(&odd.text) || self.slip == Slip::Two {
            return None;
        }
        let sure = self.meant.entry.is_name() || self.meant.entry.is_known() || n_meant >= 3;
        let told = match (self.tie, n_meant) {
            (_, ..2) => false,
            (Tie::Apart, 2) => clumsy && n_letters > LONG,
            (Tie::Apart, _) => by_hand && n_letters >= LONG || n_letters > LONG,
            _ if by_hand => n_letters >= SHORTEST,
            _ => sure && n_letters >= SHORTEST,
        };
        told.then_some(Severity::Warning)
    }

    /// The verdict on a spelling that is a word of its own.
    fn word(&self) -> Option<Severity> {
        match (self.tie, self.meant.parts.len()) {
            (Tie::Apart, _) => None,
            (_, 1) if self.odd.entry.is_foreign() && self.meant.entry.is_foreign() => None,
            (Tie::Name, 2..) if self.is_by_hand() => Some(Severity::Error),
            (Tie::Name, _) => Some(Severity::Warning),
            _ if self.is_meant_common() || !self.is_by_hand_or_head() => None,
            _ if self.is_in_phrase() && !self.is_titled() => None,
            (_, 3..) if !self.is_alone() && self.is_out_of_place() => Some(Severity::Warning),
            _ if !self.is_alone() => None,
            (_, 4..) => Some(Severity::Error),
            (_, 3) if self.is_meant_introduced() => Some(Severity::Error),
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
            (_, 4..) if self.is_alone() && !self.are_places() && !self.is_in_phrase() => {
                Some(Severity::Warning)
            }
            _ => None,
        }
    }

    /// Whether the odd spelling is an ordinary word behind another capitalised one, as in "Gedung Putih".
    fn is_in_phrase(&self) -> bool {
        let Context { doc, facts, .. } = self.cx;
        let behind_word = |&part: &u32| {
            let span = facts.names.parts[part as usize].span;
            let before = doc.token_at(span.start()).and_then(|idx| doc.prev(idx));
            before.is_some_and(|idx| {
                facts.entries[idx].is_known() && doc.token_str(idx).starts_with(char::is_uppercase)
            })
        };
        self.odd.entry.is_known() && self.odd.parts.iter().any(behind_word)
    }

    /// Whether a title stands before every mention of the odd spelling.
    fn is_titled(&self) -> bool {
        let names = &self.cx.facts.names;
        self.odd.parts.iter().all(|&part| names.mention(part).before == Before::Title)
    }

    /// Whether the better known spelling is introduced as a person: with a title, or within a longer name.
    fn is_meant_introduced(&self) -> bool {
        let mention = |part: &u32| self.cx.facts.names.mention(*part);
        self.meant
            .parts
            .iter()
            .map(mention)
            .any(|mention| mention.before == Before::Title || mention.parts.len() > 1)
    }

    /// Whether both are places: places have like names more often than misspelt ones.
    fn are_places(&self) -> bool {
        self.odd.entry.is_place() && self.meant.entry.is_place()
    }

    /// Whether a slip of the hand alone explains the difference.
    fn is_by_hand(&self) -> bool {
        !matches!(self.slip, Slip::Other | Slip::Two | Slip::Head | Slip::Sound)
    }

    /// Whether the odd spelling is a common word that stands once in the whole article, with a capital it needs only
    /// as part of a name.
    fn is_out_of_place(&self) -> bool {
        let Context { facts, lexicon, .. } = self.cx;
        let shown = |&part: &u32| facts.names.parts[part as usize].stance == Stance::Shown;
        self.odd.parts.len() == 1
            && facts.vocabulary.count(&facts.words, &folded(&self.odd.text)) == 1
            && lexicon.word_class(&self.odd.text).is_some()
            && self.odd.parts.iter().all(shown)
            && self.odd.parts.iter().all(|&part| {
                // "Jasa Raharja", "Perdagangan dan Jasa": common words begin names and go on in titles.
                facts.names.next(part).is_none() && !self.goes_on_from_words(part)
            })
    }

    /// Whether a slip of the hand or a lost first letter explains the difference, and the word stands nowhere else.
    fn is_by_hand_or_head(&self) -> bool {
        let lone = || {
            let facts = self.cx.facts;
            let count = facts.vocabulary.count(&facts.words, &folded(&self.odd.text));
            count == self.odd.parts.len() as u32
        };
        self.is_by_hand() || self.slip == Slip::Head && lone()
    }

    /// Whether the better known spelling is an ordinary word: then spelling, not naming, is in question.
    fn is_meant_common(&self) -> bool {
        self.meant.entry.is_known() && !self.meant.entry.is_name()
    }

    /// Whether the odd spelling always stands alone where only a name can stand.
    fn is_alone(&self) -> bool {
        let names = &self.cx.facts.names;
        self.odd.parts.iter().all(|&part| {
            let at_head = !self.odd.entry.is_known() && !self.odd.entry.is_foreign();
            let shown = match names.parts[part as usize].stance {
                Stance::Shown => true,
                Stance::Initial => at_head,
                Stance::TitleCase | Stance::Joined => false,
            };
            shown && names.mention(part).parts.len() == 1 && !self.goes_on_from_words(part)
        })
    }

    /// Whether "dan" joins the spelling to an ordinary capitalised word: "Aneka Industri dan Jasa" is a title.
    fn goes_on_from_words(&self, part: u32) -> bool {
        let Context { doc, facts, .. } = self.cx;
        let span = facts.names.parts[part as usize].span;
        let before = |idx: usize| doc.prev(idx).map(|prev| (prev, doc.token_str(prev)));
        let Some((and, "dan" | "serta" | "&")) = doc.token_at(span.start()).and_then(before) else {
            return false;
        };
        before(and).is_some_and(|(idx, word)| {
            let entry = facts.entries[idx];
            word.starts_with(char::is_uppercase) && entry.is_known() && !entry.is_name()
        })
    }

    /// Whether the odd spelling, which nobody has ever written, is the other with a letter behind it that makes no name
    /// of a people ("Bostonian", "Qatari") and no plural ("Beatles").
    fn is_drawn_out(&self) -> bool {
        let (odd, meant) = (self.odd, self.meant);
        let end = odd.text.strip_prefix(&*meant.text);
        let derived = match end {
            Some("s") => true,
            Some("n") => meant.text.ends_with(['a', 'e', 'o']),
            Some("i") => meant.entry.is_place(),
            _ => false,
        };
        let unheard = odd.entry.is_unheard_of() && odd.entry.zipf10() == 0;
        self.slip == Slip::End && end.is_some() && !derived && unheard && meant.parts.len() >= 2
    }

    /// Whether a spelling that looks like the bare form of the other is more likely a slip: it is no word, the same
    /// other name stands beside both, or the other one is the article's constant subject.
    fn is_cut_short(&self) -> bool {
        let shorter = self.odd.text.len() < self.meant.text.len() && self.slip != Slip::Two;
        let unknown = doubt(&self.cx, self.odd) == Doubt::Unknown;
        let subject = self.meant.parts.len() >= SUBJECT && self.is_alone();
        self.is_drawn_out()
            || unknown && (shorter || self.slip == Slip::Doubled)
            || shorter && (self.tie == Tie::Name || subject)
    }
}

/// Whether a word has capitals inside, as names of products have: those differ on purpose.
fn is_made_up(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

/// Whether a word has more capitals than small letters, `VoLTE` beside `ViLTE`: each of them stands for a word.
fn is_short_form(word: &str) -> bool {
    let n_capitals = word.chars().filter(|c| c.is_uppercase()).count();
    n_capitals > word.chars().count() / 2
}

fn doubt(cx: &Context<'_>, form: &Form) -> Doubt {
    let entry = form.entry;
    // Every word of a city's name counts as a name; what news text uses as a common word is one all the same.
    let is_word = entry.is_known() && cx.lexicon.word_class(&form.text).is_some();
    if !is_word && (entry.is_name() || !entry.is_known() && entry.zipf10() >= HEARD) {
        Doubt::Name
    } else if entry.is_known() || entry.is_foreign() || entry.is_colloquial() {
        Doubt::Word
    } else {
        Doubt::Unknown
    }
}
