//! The words that stand around names: titles and offices, what institutions and places are called, the calendar.
//!
//! Closed classes only, in lower case, each list in order of the alphabet. No name of anybody or any place is here.

use crate::calendar::is_full_name;

/// Titles, offices, ranks, degrees and forms of address that stand before a person's name.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "adipati", "aipda", "aiptu", "ajun", "akbp", "akp", "aktivis", "aktor", "aktris", "almarhum",
    "almarhumah", "anggota", "artis", "asisten", "atlet", "bapak", "bek", "bendahara", "bintang",
    "brigadir", "brigjen", "bripda", "bripka", "briptu", "budayawan", "bung", "bupati", "camat",
    "capres", "cawapres", "co-founder", "dai", "danramil", "direktur", "dirjen", "dirut",
    "dokter", "dosen", "dr", "drg", "drs", "duta", "founder", "gelandang", "gubernur", "guru",
    "gus", "habib", "haji", "hakim", "hj", "ibu", "inspektur", "ipda", "iptu", "ir", "irjen",
    "jaksa", "jenderal", "jubir", "juru", "kabag", "kabid", "kadis", "kadiv", "kakak", "kanit",
    "kapendam", "kapolda", "kapolres", "kapolresta", "kapolri", "kapolsek", "kapten", "karo",
    "kasat", "kasi", "kepala", "ketua", "kiai", "kiper", "kolonel", "kombes", "komisaris",
    "komisioner", "komjen", "kompol", "koordinator", "kopral", "kyai", "laksamana", "letda",
    "letjen", "letkol", "lettu", "lurah", "mahasiswa", "mahasiswi", "manajer", "mantan",
    "marsekal", "mas", "mayjen", "mayor", "mbak", "menkeu", "menko", "menlu", "menteri", "mr",
    "mrs", "ms", "nyonya", "olahragawan", "om", "pak", "pangeran", "panglima", "paus", "pelatih",
    "pemain", "pembalap", "penasihat", "pendeta", "penulis", "penyanyi", "penyerang", "perdana",
    "pesepakbola", "petinju", "pj", "plt", "praka", "pratu", "presenter", "presiden", "prof",
    "profesor", "puteri", "putri", "raden", "raja", "ratu", "rektor", "romo", "sekda", "sekjen",
    "sekretaris", "selebgram", "senator", "serda", "sersan", "sertu", "sheikh", "sir", "staf",
    "striker", "sultan", "sutradara", "syekh", "tante", "tuan", "uskup", "ustad", "ustadz",
    "ustadzah", "ustaz", "vokalis", "wabup", "wagub", "wakil", "walikota", "wapres", "winger",
];

/// What institutions, companies, works and events are called; common words after them belong to their name.
#[rustfmt::skip]
const INSTITUTIONS: &[&str] = &[
    "akademi", "aliansi", "asian", "asosiasi", "badan", "bagian", "balai", "bank", "bidang",
    "biro", "dana", "departemen", "dewan", "dinas", "direktorat", "divisi", "fakultas",
    "federasi", "festival", "forum", "fraksi", "front", "gerakan", "grup", "himpunan", "ikatan",
    "inspektorat", "institut", "jurusan", "kabinet", "kamar", "kantor", "kejaksaan", "kelompok",
    "kementerian", "kepolisian", "keputusan", "koalisi", "komando", "komisi", "komite",
    "konferensi", "kongres", "korps", "laboratorium", "lembaga", "liga", "mahkamah", "majelis",
    "markas", "museum", "nota", "organisasi", "otoritas", "panitia", "partai", "pasal",
    "pemerintah", "pemkab", "pemkot", "pemprov", "pengadilan", "peraturan", "perhimpunan",
    "persatuan", "perserikatan", "perusahaan", "piala", "polda", "polisi", "polres", "polsek",
    "program", "proyek", "pusat", "puskesmas", "satuan", "sekolah", "sekretariat", "serikat",
    "subdit", "tentara", "tim", "undang-undang", "uni", "unit", "universitas", "yayasan",
];

/// What kinds of place are called; the name follows.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "apartemen", "bandara", "bendungan", "benteng", "blok", "bukit", "bumi", "candi", "curug",
    "danau", "desa", "distrik", "dusun", "gang", "gedung", "gereja", "gg", "gunung", "hotel",
    "istana", "jalan", "jembatan", "jl", "jln", "kab", "kabupaten", "kali", "kampung", "kampus",
    "kawasan", "kebun", "kec", "kecamatan", "kel", "kelurahan", "kepulauan", "klinik", "kota",
    "kp", "lapangan", "lapas", "laut", "mal", "mall", "masjid", "monumen", "nagari", "negara",
    "pantai", "pasar", "pelabuhan", "perumahan", "plaza", "pondok", "propinsi", "provinsi",
    "pulau", "rumah", "rutan", "samudra", "selat", "simpang", "situ", "sma", "smp", "stadion",
    "stasiun", "sungai", "taman", "tanjung", "teluk", "terminal", "tol", "villa",
    "wisma",
];

/// Feasts and months of feasts, and short names of months that are hardly ever part of a name.
#[rustfmt::skip]
const CALENDAR: &[&str] = &[
    "des", "feb", "idul", "jan", "natal", "nov", "okt", "ramadan", "ramadhan", "sept", "syawal",
];

/// Small words inside names: "bin", "van der".
#[rustfmt::skip]
const PARTICLES: &[&str] = &[
    "al", "bin", "binti", "da", "das", "de", "del", "den", "der", "do", "dos", "du", "el", "la",
    "le", "van", "von", "y",
];

/// Points of the compass and other words that tell places of one name apart, not persons.
#[rustfmt::skip]
const DIRECTIONS: &[&str] = &[
    "atas", "barat", "baru", "bawah", "besar", "daya", "hilir", "hulu", "kecil", "lama", "pusat",
    "raya", "selatan", "tengah", "tenggara", "timur", "utara",
];

/// Words clipped from the names of offices, regions and clubs: each differs from some other one by a letter, and all
/// of them are right.
#[rustfmt::skip]
const CLIPPED: &[&str] = &[
    "babel", "baintelkam", "baleg", "bali", "banggar", "bapanas", "bappeda", "bappenas",
    "bareskrim", "basarnas", "bawaslu", "bodetabek", "bulog", "cabup", "cagub", "caleg", "capres",
    "cawabup", "cawagub", "cawali", "cawalkot", "cawapres", "cawawali", "cawawalkot", "dandim",
    "danlanal", "danlantamal", "danrem", "dansat", "dantim", "dinkes", "dinsos", "dirbinmas",
    "dirintelkam", "dirjen", "dirlantas", "dirpolairud", "dirreskrim", "dirreskrimsus",
    "dirreskrimum", "dirresnarkoba", "dirsamapta", "dirtipideksus", "dirtipidsiber", "dirtipidum",
    "dirtipikor", "disdag", "disdik", "dishub", "dishut", "disnaker", "dispar", "disperindag",
    "dispora", "ditbinmas", "ditintelkam", "ditjen", "ditlantas", "ditpolairud", "ditreskrim",
    "ditreskrimsus", "ditreskrimum", "ditresnarkoba", "ditsamapta", "dittipideksus",
    "dittipidsiber", "dittipidum", "dittipikor", "gerindra", "golkar", "golput", "hanura",
    "jabar", "jabodetabek", "jabotabek", "jakbar", "jakpus", "jaksel", "jaktim", "jakut",
    "jateng", "jatim", "kabag", "kabareskrim", "kabid", "kadinkes", "kadinsos", "kadisdik",
    "kadishub", "kadiv", "kadivhumas", "kajagung", "kajari", "kajati", "kalapas", "kalbar",
    "kalsel", "kaltara", "kalteng", "kaltim", "kanit", "kapolda", "kapolres", "kapolresta",
    "kapolrestabes", "kapolri", "kapolsek", "karutan", "kasat", "kasi", "kasubag", "kasubdit",
    "kejagung", "kejari", "kejati", "kemenag", "kemenaker", "kemendag", "kemendagri", "kemendes",
    "kemendikbud", "kemendikbudristek", "kemendikdasmen", "kemenhan", "kemenhub", "kemenhut",
    "kemenkes", "kemenkeu", "kemenko", "kemenkominfo", "kemenkop", "kemenkum", "kemenkumham",
    "kemenlu", "kemenpar", "kemenparekraf", "kemenperin", "kemenpora", "kemensetneg", "kemensos",
    "kementan", "kementerian", "kemkomdigi", "kemnaker", "kepri", "kodam", "kodim", "komdigi",
    "kominfo", "kopaska", "kopassus", "koramil", "korem", "kostrad", "lapas", "malut", "mapolda",
    "mapolres", "mapolresta", "mapolrestabes", "mapolsek", "menag", "menaker", "mendag",
    "mendagri", "mendes", "mendikbud", "mendikdasmen", "menhan", "menhub", "menhut", "menkes",
    "menkeu", "menko", "menkominfo", "menkum", "menkumham", "menlu", "menpan", "menpar",
    "menperin", "menpora", "mensesneg", "mensetneg", "mensos", "mentan", "nasdem", "ojk",
    "pangdam", "pangkopassus", "pangkostrad", "panwaslu", "pemda", "pemdes", "pemilu",
    "pemilukada", "pemkab", "pemkot", "pemprov", "pepabri", "perbup", "perda", "perdes", "pergub",
    "perindo", "perkap", "permen", "permenkes", "permenkeu", "perppu", "perpres", "persebaya",
    "persekat", "persela", "persib", "persiba", "persibo", "persida", "persija", "persijap",
    "persik", "persikabo", "persipura", "persiraja", "persis", "persita", "persiwa", "perwal",
    "perwali", "pilbup", "pileg", "pilgub", "pilkada", "pilkades", "pilpres", "pilwali",
    "pilwalkot", "polair", "polairud", "polda", "polki", "polres", "polresta", "polrestabes",
    "polri", "polsek", "poltabes", "polwan", "ranperda", "ranpergub", "raperda", "raperpres",
    "rutan", "sekda", "sekjen", "sekkab", "sekwan", "seskab", "sespim", "sespri", "setda",
    "setjen", "setkab", "setwan", "sulbar", "sulsel", "sulteng", "sultra", "sulut", "sumbar",
    "sumsel", "sumut", "wakabareskrim", "wakapolda", "wakapolres", "wakapolri", "wamen",
    "wamenag", "wamendag", "wamendagri", "wamenhan", "wamenhub", "wamenkes", "wamenkeu",
    "wamenlu", "wamenpar", "wamensos", "wamentan",
];

/// What a capitalised word does beside names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Companion {
    /// Stands before a person's name.
    Title,
    /// Opens an institution's name.
    Institution,
    /// Opens a place's name.
    Place,
    /// A weekday, month or feast.
    Calendar,
    /// "Barat", "Raya".
    Direction,
}

/// Bits of the words of all lists above, in two places each.
const FILTER: [u64; 256] = {
    let lists = [TITLES, INSTITUTIONS, PLACES, CALENDAR, PARTICLES, DIRECTIONS];
    let mut bits = [0; 256];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            let hash = hash(lists[list][at]);
            let (one, other) = (hash as usize % 16_384, (hash >> 32) as usize % 16_384);
            bits[one / 64] |= 1 << (one % 64);
            bits[other / 64] |= 1 << (other % 64);
            at += 1;
        }
        list += 1;
    }
    bits
};

/// `false` for what is in none of the lists above, as hardly any word is: it need not be looked for in each.
fn may_be_listed(word: &str) -> bool {
    let hash = hash(word);
    let has = |bit: u64| {
        let bit = bit as usize % 16_384;
        FILTER[bit / 64] >> (bit % 64) & 1 == 1
    };
    has(hash & 0xffff_ffff) && has(hash >> 32)
}

/// FNV-1a, and its bits mixed.
const fn hash(word: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word.as_bytes()[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash ^ hash >> 29
}

/// What a word, given in lower case, does beside names.
pub(super) fn companion(word: &str) -> Option<Companion> {
    if !may_be_listed(word) {
        return is_full_name(word).then_some(Companion::Calendar);
    }
    let lists = [
        (TITLES, Companion::Title),
        (INSTITUTIONS, Companion::Institution),
        (PLACES, Companion::Place),
        (CALENDAR, Companion::Calendar),
        (DIRECTIONS, Companion::Direction),
    ];
    let listed = lists.into_iter().find(|(list, _)| list.binary_search(&word).is_ok());
    listed.map(|(_, is)| is).or_else(|| is_full_name(word).then_some(Companion::Calendar))
}

/// Whether a lower-case word tells places of one name apart: "barat", "raya".
#[must_use]
pub fn is_direction(word: &str) -> bool {
    DIRECTIONS.binary_search(&word).is_ok()
}

/// Whether a word, given in lower case, is clipped from the name of an office, a region or a club.
pub(super) fn is_clipped(word: &str) -> bool {
    CLIPPED.binary_search(&word).is_ok()
}

/// Whether a lower-case word may stand inside a person's name.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    may_be_listed(word) && PARTICLES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [TITLES, INSTITUTIONS, PLACES, CALENDAR, PARTICLES, DIRECTIONS, CLIPPED] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn the_filter_denies_no_word_of_the_lists() {
        for list in [TITLES, INSTITUTIONS, PLACES, CALENDAR, PARTICLES, DIRECTIONS] {
            assert!(list.iter().all(|word| may_be_listed(word)));
        }
        assert!(!may_be_listed("membeli") && !may_be_listed("kemarin"));
    }
}
