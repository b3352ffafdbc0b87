//! Lines that belong to a page rather than to its article, told by how they begin: labels of keywords, links to other
//! articles, credits, the names of the makers.
//!
//! Words only; where a line stands, and what follows it, is weighed with the [blocks](super::blocks).

/// Labels of words for search engines.
#[rustfmt::skip]
const KEYWORDS: &[&str] = &[
    "kata kunci", "keyword", "keywords", "tag", "tagar", "tags", "topik", "topik terkait",
];

/// How lines begin that belong to the page, not to the article.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "[gambas:", "artikel ini telah tayang", "baca berita", "baca juga", "baca selengkapnya",
    "dapatkan update", "dilarang keras mengambil", "dilarang mengutip", "halaman selanjutnya",
    "ikuti berita", "ikuti kami", "lanjut membaca", "lihat juga", "saksikan juga", "saksikan video",
    "scroll to continue", "selengkapnya di", "simak berita", "simak juga", "simak video",
    "tonton juga",
];

/// Labels of the page: a line is one only when nothing but a colon, a bar or a sign follows.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "advertisement", "artikel terkait", "berita terkait", "copyright", "pilihan redaksi",
    "rekomendasi", "terpopuler", "video terkait",
];

/// How lines begin that name the makers.
#[rustfmt::skip]
const BYLINE: &[&str] = &[
    "editor", "fotografer", "kontributor", "laporan", "oleh", "penerjemah", "penulis", "pewarta",
    "redaktur", "reporter", "sumber",
];

/// What a caption's credit looks like.
#[rustfmt::skip]
const CREDIT: &[&str] = &[
    "(antara foto", "(dok", "(foto", "(istimewa", "(ist)", "(ap photo", "(afp", "(reuters", "foto:",
    "/antara", "dok.",
];

/// Whether the line is a label of keywords, and whether it is the label alone.
pub(super) fn keyword_label(lower: &str) -> Option<bool> {
    let (label, rest) = lower.split_once(':')?;
    KEYWORDS.contains(&label.trim()).then(|| rest.trim().is_empty())
}

/// Whether a line belongs to the page. `lower` is its head in lower case, here and below.
pub(super) fn is_furniture(lower: &str, text: &str) -> bool {
    let stands_alone = |label: &&str| {
        lower.strip_prefix(*label).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with([':', '|', '©'])
        })
    };
    if FURNITURE.iter().any(|head| lower.starts_with(head)) || LABELS.iter().any(stands_alone) {
        return true;
    }
    // "JURNAS VIDEO :": a label in capitals that introduces nothing.
    let Some(label) = text.strip_suffix(':') else { return false };
    let shouts = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    shouts && label.split_whitespace().count() <= 5
}

/// Whether a line is the caption of a picture: it says so itself, or ends with a credit.
pub(super) fn is_caption(lower: &str, text: &str) -> bool {
    let begins = lower.starts_with("foto:") || lower.starts_with("ilustrasi");
    let credited = || {
        text.ends_with(')') && {
            let lower = text.to_lowercase();
            CREDIT.iter().any(|credit| lower.contains(credit))
        }
    };
    text.len() < 400 && (begins || credited())
}

/// Whether a line names its makers: a label, a colon or bar, a name.
pub(super) fn is_byline(lower: &str) -> bool {
    let label = lower.split([':', '|']).next().unwrap_or_default().trim();
    lower.contains([':', '|']) && BYLINE.contains(&label)
}
