//! Affix analysis: takes a word apart into prefixes, root and suffixes, and joins them again.
//!
//! It is strict. A form is well formed only when its root is trusted and the paradigm has evidence:
//! a sibling form (the active of a passive, the verb of a noun) that the lists attest. Affixes are
//! stacked in the orders that the language has, and no further. It knows no meaning.

pub(super) mod frame;
mod nasal;
mod nonstandard;
mod paradigm;

use super::Lexicon;

/// A word taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Prefixes in their dictionary shape, outermost first: `me`, `di`, `memper`, `antar`.
    pub prefixes: Vec<&'static str>,
    /// The root, which may be a longer word that the lists hold whole.
    pub root: String,
    /// Suffixes and clitics, innermost first: `kan`, `nya`, `lah`.
    pub suffixes: Vec<&'static str>,
    nonstandard: Option<String>,
}

impl Analysis {
    /// The standard spelling, where the word was joined against the rules of sandhi
    /// (`mengkonsumsi` → `mengonsumsi`); `None` for a well-formed word.
    pub fn nonstandard(&self) -> Option<&str> {
        self.nonstandard.as_deref()
    }

    /// The word that these affixes make of the root by the rules: the inverse of the analysis, and
    /// of a nonstandard word the standard spelling.
    pub fn join(&self) -> String {
        join(&self.prefixes, &self.root, &self.suffixes)
    }
}

/// Joins affixes to a root with nasal sandhi. Prefixes are in dictionary shape (`me` for any of
/// `me`, `mem`, `men`, `meng`, `meny`, `menge`), outermost first; suffixes innermost first.
pub fn join(prefixes: &[&str], root: &str, suffixes: &[&str]) -> String {
    // Room for the affixes: forms are joined by the thousand when terms are read.
    let mut word = String::with_capacity(root.len() + 16);
    word.push_str(root);
    for prefix in prefixes.iter().rev() {
        match *prefix {
            "me" | "pe" => word = nasal::attach(prefix, &word),
            "ber" | "ter" if word.starts_with('r') => word.insert_str(0, &prefix[..2]),
            prefix => word.insert_str(0, prefix),
        }
    }
    for suffix in suffixes {
        word.push_str(suffix);
    }
    word
}

/// Particles and possessives that are written at the end of a word of any class, "pun" by habit and in a few words
/// by the norm.
pub const CLITICS: &[&str] = &["nya", "lah", "kah", "pun", "ku", "mu"];

/// Those that the analysis takes off, and how common the word must be. "pun" stands apart by the norm.
const TAKEN_OFF: [(&str, u8); 5] = [("nya", 15), ("lah", 35), ("kah", 35), ("ku", 33), ("mu", 33)];

/// Prefixes that are bound to any known word of at least five letters, or four if it is common.
static BOUND: [&str; 37] = [
    "antar", "anti", "dwi", "eks", "ekstra", "hiper", "infra", "inter", "intra", "kontra", "maha",
    "makro", "mega", "mikro", "mini", "mono", "multi", "neo", "nir", "non", "pasca", "poli", "pra",
    "pro", "purna", "sapta", "semi", "sub", "super", "supra", "swa", "tele", "trans", "tri",
    "tuna", "ultra", "panca",
];

/// The best analysis of a lower-case word. Nonstandard sandhi is looked for first: such forms are
/// in the lists as well.
pub(super) fn analyse(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let well_formed = || if is_plain(word) { well_formed(lexicon, word) } else { None };
    nonstandard(lexicon, word).or_else(well_formed)
}

/// The analysis of a lower-case word that was joined against the rules of sandhi.
pub(super) fn nonstandard(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    if is_plain(word) { nonstandard::analyse(lexicon, word) } else { None }
}

/// Whether a word has the letters, and enough of them, to be taken apart.
fn is_plain(word: &str) -> bool {
    4 < word.len() && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a lower-case word that no list has is well formed.
pub(super) fn derives(lexicon: &Lexicon, word: &str) -> bool {
    is_plain(word)
        && well_formed(lexicon, word).is_some()
        && nonstandard::analyse(lexicon, word).is_none()
}

/// The bound prefix that a word begins with, or seems to.
pub(super) fn bound_prefix(word: &str) -> Option<&'static str> {
    frame::bound(word).next()
}

fn well_formed(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    paradigm::analyse(lexicon, word)
        .or_else(|| with_clitic(lexicon, word))
        .or_else(|| with_bound_prefix(lexicon, word))
        .or_else(|| negated(lexicon, word))
}

fn analysis(prefixes: Vec<&'static str>, root: &str, suffixes: Vec<&'static str>) -> Analysis {
    Analysis { prefixes, root: root.to_owned(), suffixes, nonstandard: None }
}

/// A known or derived word and one clitic: `ujarnya`, `pengunggahannya`. A long word needs no
/// frequency, because few letters of it are left to chance.
fn with_clitic(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let (clitic, zipf10) = *TAKEN_OFF.iter().find(|(clitic, _)| word.ends_with(clitic))?;
    let base = &word[..word.len() - clitic.len()];
    if base.len() < 4 || TAKEN_OFF.iter().any(|(clitic, _)| base.ends_with(clitic)) {
        return None;
    }
    let entry = lexicon.listed_form(base);
    if entry.is_rejected() {
        return None;
    }
    // Short words are hit by chance: lawanya, salanya, hadinya have lost a letter of a longer one.
    let needed = zipf10 + if base.len() < 6 { 15 } else { 0 };
    let is_common = needed <= entry.zipf10() || clitic == "nya" && 6 < base.len();
    if (entry.is_known() || entry.is_colloquial()) && is_common {
        return Some(analysis(Vec::new(), base, vec![clitic]));
    }
    let mut inner = paradigm::analyse(lexicon, base).or_else(|| negated(lexicon, base))?;
    inner.suffixes.push(clitic);
    Some(inner)
}

fn with_bound_prefix(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    for prefix in frame::bound(word) {
        let base = &word[prefix.len()..];
        let entry = lexicon.listed_form(base);
        let needed = match (prefix.len(), base.len()) {
            (_, ..4) => continue,
            (_, 4) | (..4, 5) => 43,
            (..4, _) => 33,
            _ => 23,
        };
        if entry.is_known() && needed <= entry.zipf10() {
            return Some(analysis(vec![prefix], base, Vec::new()));
        }
        let with_suffix =
            || paradigm::analyse(lexicon, base).or_else(|| with_clitic(lexicon, base));
        if 6 < base.len()
            && !entry.is_rejected()
            && let Some(mut inner) = with_suffix()
        {
            inner.prefixes.insert(0, prefix);
            return Some(inner);
        }
    }
    None
}

/// `ketidakpastian`, `ketidakmampuan`: the negation of a quality as a noun.
fn negated(lexicon: &Lexicon, word: &str) -> Option<Analysis> {
    let root = word.strip_prefix("ketidak")?.strip_suffix("an")?;
    let entry = lexicon.listed_form(root);
    (3 < root.len() && entry.is_known() && 25 <= entry.zipf10())
        .then(|| analysis(vec!["ke", "tidak"], root, vec!["an"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_words_are_known() {
        let lexicon = Lexicon::embedded();
        for word in [
            "dilansir",
            "dirapikan",
            "digelar",
            "ditepis",
            "dianulir",
            "dikebut",
            "digelontorkan",
            "dibeberkan",
            "ketidakpastian",
            "pascabencana",
            "prapenuntutan",
            "antarumat",
            "nonpemerintah",
            "mempertanggungjawabkannya",
            "diperjualbelikan",
            "dikriminalisasi",
            "ujarnya",
            "tuturnya",
            "pungkasnya",
            "terverifikasi",
            "tercoblos",
            "terdampak",
            "berkomitmen",
            "dugaan",
            "kesiapan",
            "perpanjangan",
            "unggahan",
            "ketidakmampuannya",
            "membeberkan",
            "merealokasi",
            "dikontribusi",
            "tecermin",
            "tepergok",
            "penjemput",
            "pembongkar",
        ] {
            assert!(lexicon.look_up(word).is_known(), "{word}");
        }
    }

    #[test]
    fn misspellings_do_not_pass_for_derived_words() {
        let lexicon = Lexicon::embedded();
        for word in [
            "erakan",
            "retapi",
            "menghimbaukan",
            "tenus",
            "amili",
            "bertemua",
            "keamaan",
            "kelistikan",
            "mengunjungu",
            "mengunakan",
            "administrasif",
            "kerjasaman",
            "temrasuk",
            "diketaui",
            "menigkatkan",
            "tutupnha",
            "pemerinah",
            "sebelumya",
            "pekerjaaan",
            "keadan",
            "terjadap",
            "memilki",
            "bahwwa",
            "sedengan",
            "dikeluhan",
            "dimasukan",
            "kemiskinanan",
            "pembuata",
            "pemilh",
        ] {
            assert!(!lexicon.look_up(word).is_known(), "{word} {:?}", lexicon.analyse(word));
        }
    }

    #[test]
    fn sandhi_that_was_not_carried_out_has_a_standard_form() {
        let lexicon = Lexicon::embedded();
        for (word, standard) in [
            ("mengkonsumsi", "mengonsumsi"),
            ("mensukseskan", "menyukseskan"),
            ("mempengaruhi", "memengaruhi"),
            ("mempengaruhinya", "memengaruhinya"),
            ("mentaati", "menaati"),
            ("mempercayai", "memercayai"),
            ("mempesona", "memesona"),
            ("mengkoordinasikan", "mengoordinasikan"),
            ("mensosialisasikan", "menyosialisasikan"),
            ("mencek", "mengecek"),
            ("penterjemah", "penerjemah"),
            ("memerbaiki", "memperbaiki"),
            ("memerjuangkan", "memperjuangkan"),
            ("pemboman", "pengeboman"),
        ] {
            let found = lexicon.analyse(word);
            let found = found.as_ref().and_then(Analysis::nonstandard);
            assert_eq!(found, Some(standard), "{word}");
        }
    }

    #[test]
    fn sandhi_with_an_exception_is_standard() {
        let lexicon = Lexicon::embedded();
        for word in [
            "mempunyai",
            "mengkaji",
            "pengkajian",
            "mengkritik",
            "memprotes",
            "mentransfer",
            "menstandarkan",
            "mengecek",
            "memperbaiki",
            "memperhatikan",
            "mempelajari",
            "mempekerjakan",
            "memperoleh",
            "mempertanyakan",
            "mensyukuri",
            "mengkhawatirkan",
            "mentari",
            "menteri",
            "menterinya",
            "pensiun",
            "penting",
            "mental",
            "mentega",
            "memperkaya",
            "memperlihatkan",
            "memerlukan",
            "memeriksa",
            "memerintahkan",
            "memerankan",
            "memergoki",
            "memermak",
            "memerkarakan",
            "memercayakan",
        ] {
            let found = lexicon.analyse(word);
            let found = found.as_ref().and_then(Analysis::nonstandard);
            assert_eq!(found, None, "{word}");
        }
    }

    #[test]
    fn an_analysis_joins_to_the_word_it_came_from() {
        let lexicon = Lexicon::embedded();
        for word in [
            "dilansir",
            "menggelontorkan",
            "ketidakpastian",
            "terverifikasi",
            "ujarnya",
            "antarumat",
        ] {
            assert_eq!(lexicon.analyse(word).expect(word).join(), word);
        }
    }
}
