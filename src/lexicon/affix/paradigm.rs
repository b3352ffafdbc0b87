//! Productive prefixes and suffixes of verbs and of the nouns made from them, each accepted only
//! on the evidence of its paradigm. Clitics and bound prefixes go around it, in the parent module.

use super::super::{Entry, Lexicon, WordClass};
use super::{Analysis, analysis, nasal};

/// The verbal suffixes, none first.
const VERBAL: [&str; 3] = ["", "kan", "i"];

/// Endings of loans that are verbs as they stand: `verifikasi`, `reformasi`, `produksi`.
const LOAN_VERBS: [&str; 3] = ["asi", "busi", "uksi"];

/// A word without clitics.
pub(super) fn analyse(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let paradigm = Paradigm { lexicon };
    match word.as_bytes() {
        [b'd', b'i', ..] => paradigm.passive(word),
        [b't', b'e', b'r', ..] => paradigm.accidental(word),
        [b't', b'e', ..] => paradigm.accidental_without_r(word),
        [b'm', b'e', ..] => paradigm.active(word),
        [b'p', b'e', ..] => paradigm.noun_of_verb(word).or_else(|| paradigm.agent(word)),
        [b'k', b'e', ..] => paradigm.quality(word),
        [b'b', b'e', ..] => paradigm.having(word),
        [b's', b'e', ..] => paradigm.as_much_as(word),
        [b'k', b'u', ..] => paradigm.by_person(word, "ku"),
        [b'k', b'a', b'u', ..] => paradigm.by_person(word, "kau"),
        _ => None,
    }
    .or_else(|| paradigm.result(word))
    .or_else(|| paradigm.stem(word))
}

/// Asks the lists for the evidence of one paradigm.
struct Paradigm<'a> {
    lexicon: &'a Lexicon,
}

impl Paradigm<'_> {
    /// Whether a form is used at all. The form that is being judged may answer for itself, so a
    /// listed typo is not evidence: it has to be well formed from a trusted root as well.
    fn attested(&self, form: &str) -> bool {
        is_attested(self.lexicon.listed_form(form))
    }

    /// The same of a root with affixes.
    fn attested_with(&self, prefix: &str, root: &str, suffix: &str) -> bool {
        is_attested(self.joined(prefix, root, suffix))
    }

    /// What is known of a root [joined](super::join) to affixes.
    fn joined(&self, prefix: &str, root: &str, suffix: &str) -> Entry {
        match prefix {
            "me" | "pe" => {
                let [prefix, nasal, rest] = nasal::parts(prefix, root);
                self.lexicon.listed_parts(&[prefix, nasal, rest, suffix])
            }
            "ber" | "ter" if root.starts_with('r') => {
                self.lexicon.listed_parts(&[&prefix[..2], root, suffix])
            }
            prefix => self.lexicon.listed_parts(&[prefix, root, suffix]),
        }
    }

    /// Whether a root may carry productive affixes. Short ones are hit by chance, so they have to
    /// be common; so have those that begin with a vowel, for any lost consonant leaves one.
    fn is_root(&self, root: &str) -> bool {
        let entry = self.lexicon.listed_form(root);
        let starts_with_vowel = root.starts_with(nasal::is_vowel);
        let needed = match (root.len(), starts_with_vowel) {
            (..4, _) => return false,
            (4, true) => 40,
            (4, false) => 28,
            (5, true) => 33,
            _ => 0,
        };
        entry.is_known() && (needed <= entry.zipf10() || entry.is_accepted())
    }

    /// Whether the root with this suffix is a verb that can be active and passive.
    fn is_verb(&self, root: &str, suffix: &str) -> bool {
        let is_loan = suffix.is_empty()
            && 6 < root.len()
            && LOAN_VERBS.iter().any(|ending| root.ends_with(ending));
        let entry = self.lexicon.listed_form(root);
        let is_quality = suffix == "kan"
            && 25 <= entry.zipf10()
            && self.lexicon.word_class(root) == Some(WordClass::Adjective);
        is_loan
            || is_quality
            || (entry.is_supplement() && 4 < root.len())
            || self.attested_with("me", root, suffix)
            || self.attested_with("di", root, suffix)
            || (!suffix.is_empty() && self.attested_with("", root, suffix))
    }

    fn is_adjective(&self, root: &str) -> bool {
        self.lexicon.word_class(root) == Some(WordClass::Adjective)
            && 30 <= self.lexicon.lists.zipf10(root)
            && self.is_root(root)
    }

    /// The verb that is left when a prefix is taken off, with its suffix.
    ///
    /// A stem in `-an` is a noun, and with a verbal prefix most often a lost `k`: "dimasukan".
    fn verb(&self, stem: &str, prefix: &'static str) -> Option<Analysis> {
        VERBAL.into_iter().find_map(|suffix| {
            let root = stem.strip_suffix(suffix)?;
            let noun_of = root.strip_suffix("an").filter(|_| suffix.is_empty());
            if noun_of.is_some_and(|verb| self.lexicon.listed_form(verb).is_known()) {
                return None;
            }
            (self.is_root(root) && self.is_verb(root, suffix))
                .then(|| analysis(vec![prefix], root, some(suffix)))
        })
    }

    /// `dilansir`, `digelontorkan`, `diperjualbelikan`.
    fn passive(&self, word: &str) -> Option<Analysis> {
        let stem = word.strip_prefix("di")?;
        self.causative(stem, "diper", "memper").or_else(|| self.verb(stem, "di"))
    }

    /// `memverifikasi`, `memviralkan`, `memperpanjang`.
    fn active(&self, word: &str) -> Option<Analysis> {
        if let Some(stem) = word.strip_prefix("mem")
            && let Some(found) = self.causative(stem, "memper", "diper")
        {
            return Some(found);
        }
        VERBAL.into_iter().find_map(|suffix| {
            let stem = word.strip_suffix(suffix)?;
            nasal::detach("me", stem).into_iter().find_map(|root| {
                (self.is_root(&root) && self.is_verb(&root, suffix))
                    .then(|| analysis(vec!["me"], &root, some(suffix)))
            })
        })
    }

    /// `per-` under `di-` or `mem-`: beside the other voice, or of a quality (`memperburuk`).
    fn causative(&self, stem: &str, prefix: &'static str, other: &str) -> Option<Analysis> {
        let stem = stem.strip_prefix("per")?;
        VERBAL.into_iter().find_map(|suffix| {
            let root = stem.strip_suffix(suffix)?;
            let makes_so = suffix.is_empty() && self.is_adjective(root);
            let evidence = makes_so || self.attested_with(other, root, suffix);
            (self.is_root(root) && evidence).then(|| analysis(vec![prefix], root, some(suffix)))
        })
    }

    /// `terverifikasi`, `tercoblos`, `terdampak`, and the superlative `termahal`.
    fn accidental(&self, word: &str) -> Option<Analysis> {
        let stem = word.strip_prefix("ter")?;
        let beside_ber = || {
            let is_common = 4 < stem.len() && 28 <= self.lexicon.lists.zipf10(stem);
            (is_common && self.is_root(stem) && self.attested_with("ber", stem, ""))
                .then(|| analysis(vec!["ter"], stem, Vec::new()))
        };
        let superlative =
            || self.is_adjective(stem).then(|| analysis(vec!["ter"], stem, Vec::new()));
        self.verb(stem, "ter").or_else(beside_ber).or_else(superlative)
    }

    /// `pembongkar`, `penjemput`: who does what a common verb says.
    fn agent(&self, word: &str) -> Option<Analysis> {
        /// How common the verb has to be, for any word may be a slip for the noun of the act (`pembuata`).
        const COMMON: u8 = 33;
        nasal::detach("pe", word).into_iter().find_map(|root| {
            let verb = self.joined("me", &root, "");
            (self.is_root(&root) && verb.is_known() && COMMON <= verb.zipf10())
                .then(|| analysis(vec!["pe"], &root, Vec::new()))
        })
    }

    /// `tecermin`, `tepergok`: `ter-` loses its `r` before a first syllable in `er`, by the norm; most write it.
    fn accidental_without_r(&self, word: &str) -> Option<Analysis> {
        let root = word.strip_prefix("te")?;
        let closed = matches!(root.as_bytes(), [_, b'e', b'r', next, ..] if !nasal::is_vowel(char::from(*next)));
        (closed && self.is_root(root) && is_attested(self.lexicon.listed_parts(&["ter", root])))
            .then(|| analysis(vec!["ter"], root, Vec::new()))
    }

    /// `penggelontoran`, `perpanjangan`: the act.
    fn noun_of_verb(&self, word: &str) -> Option<Analysis> {
        let stem = word.strip_suffix("an")?;
        let of_active = nasal::detach("pe", stem).into_iter().find_map(|root| {
            let is_verb = VERBAL.into_iter().any(|suffix| self.is_verb(&root, suffix));
            (self.is_root(&root) && is_verb).then(|| analysis(vec!["pe"], &root, vec!["an"]))
        });
        let of_per = || {
            let root = stem.strip_prefix("per")?;
            let is_verb = VERBAL.into_iter().any(|suffix| {
                self.attested_with("memper", root, suffix)
                    || suffix.is_empty() && self.attested_with("ber", root, "")
            });
            (self.is_root(root) && is_verb).then(|| analysis(vec!["per"], root, vec!["an"]))
        };
        of_active.or_else(of_per)
    }

    /// `kesiapan`, `keberlanjutan`: of common roots that are not verbs only.
    fn quality(&self, word: &str) -> Option<Analysis> {
        let root = word.strip_prefix("ke")?.strip_suffix("an")?;
        let entry = self.lexicon.listed_form(root);
        let needed = if root.len() < 5 { 45 } else { 30 };
        let is_quality = matches!(
            self.lexicon.word_class(root),
            None | Some(WordClass::Adjective | WordClass::Verb | WordClass::Noun)
        );
        (self.is_root(root) && needed <= entry.zipf10() && is_quality)
            .then(|| analysis(vec!["ke"], root, vec!["an"]))
    }

    /// `berkomitmen`, `berstatus`: of common nouns.
    fn having(&self, word: &str) -> Option<Analysis> {
        let root = word.strip_prefix("ber").filter(|root| !root.starts_with('r'));
        let root = root.or_else(|| word.strip_prefix("be").filter(|root| root.starts_with('r')))?;
        let is_noun = matches!(self.lexicon.word_class(root), None | Some(WordClass::Noun));
        let zipf10 = self.lexicon.lists.zipf10(root);
        let used = self.attested(word) || 33 <= zipf10 && is_noun;
        (4 < root.len() && self.is_root(root) && used)
            .then(|| analysis(vec!["ber"], root, Vec::new()))
    }

    /// `sekecamatan`, `seusai`: of common nouns and qualities.
    fn as_much_as(&self, word: &str) -> Option<Analysis> {
        let root = word.strip_prefix("se")?;
        let fits =
            !matches!(self.lexicon.word_class(root), Some(WordClass::Other | WordClass::Verb));
        let zipf10 = self.lexicon.lists.zipf10(root);
        (4 < root.len() && fits && 33 <= zipf10 && self.is_root(root))
            .then(|| analysis(vec!["se"], root, Vec::new()))
    }

    /// `kusampaikan`, `kaubaca`.
    fn by_person(&self, word: &str, person: &'static str) -> Option<Analysis> {
        let stem = word.strip_prefix(person)?;
        let is_common = 4 < stem.len() && 30 <= self.lexicon.lists.zipf10(stem);
        if is_common { self.verb(stem, person) } else { None }
    }

    /// `dugaan`, `unggahan`: what a common verb results in.
    fn result(&self, word: &str) -> Option<Analysis> {
        let root = word.strip_suffix("an")?;
        let active = self.joined("me", root, "");
        let zipf10 = active.zipf10().max(self.lexicon.lists.zipf10(root));
        let used = self.attested(word) || 4 < root.len() && 35 <= zipf10;
        (self.is_root(root) && used && active.is_known())
            .then(|| analysis(Vec::new(), root, vec!["an"]))
    }

    /// `sampaikan`, `beberkan`: the stem by itself, as clitics and commands use it.
    fn stem(&self, word: &str) -> Option<Analysis> {
        ["kan", "i"].into_iter().find_map(|suffix| {
            let root = word.strip_suffix(suffix)?;
            let active = self.joined("me", root, suffix);
            let is_common = 4 < root.len() && active.is_known() && 25 <= active.zipf10();
            (is_common && self.is_root(root)).then(|| analysis(Vec::new(), root, vec![suffix]))
        })
    }
}

/// Whether what is known of a form says that it is used.
fn is_attested(entry: Entry) -> bool {
    !entry.is_rejected()
        && (entry.is_known() || entry.is_seen() && 0 < entry.zipf10() || 25 < entry.zipf10())
}

fn some(suffix: &'static str) -> Vec<&'static str> {
    if suffix.is_empty() { Vec::new() } else { vec![suffix] }
}
