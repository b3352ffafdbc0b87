//! The words around dates: what may stand between a weekday and its date, what makes a number no day, and "minggu" a
//! week. The names of days and months themselves are in the [calendar](crate::calendar).

/// Words that may stand between a weekday and its date: times of day, "kemarin", days of the Javanese week, feasts.
#[rustfmt::skip]
pub(super) const FILLERS: &[&str] = &[
    "abu", "agung", "besok", "depan", "dini", "dinihari", "hari", "ini", "kemarin", "kliwon",
    "lalu", "legi", "malam", "mendatang", "nanti", "pagi", "pahing", "pekan", "petang", "pon",
    "putih", "siang", "silam", "sore", "subuh", "tadi", "tanggal", "tgl", "wage", "yang",
];

/// Words of time before a bracket that can only hold a date: "kemarin (26/5)".
#[rustfmt::skip]
pub(super) const BEFORE_BRACKET: &[&str] = &[
    "besok", "depan", "dinihari", "hari", "ini", "kemarin", "lalu", "lusa", "malam", "mendatang",
    "nanti", "pagi", "petang", "siang", "silam", "sore", "subuh", "tadi",
];

/// Words whose number is no day of a month.
#[rustfmt::skip]
pub(super) const NUMBERED: &[&str] = &[
    "ayat", "bab", "blok", "gang", "halaman", "jam", "jl", "jalan", "ke", "km", "lantai", "no",
    "nomor", "nomer", "pasal", "perpres", "perppu", "pp", "pukul", "rp", "rt", "rw", "skor", "umur",
    "usia", "uu",
];

/// Words after which a month without day and year is meant as one.
#[rustfmt::skip]
pub(super) const BEFORE_MONTH: &[&str] = &[
    "akhir", "awal", "bulan", "hingga", "mulai", "pada", "per", "pertengahan", "sampai", "sejak",
    "selama",
];

/// Words before "minggu" that make it a week.
#[rustfmt::skip]
pub(super) const BEFORE_WEEK: &[&str] = &[
    "beberapa", "dalam", "dua", "empat", "enam", "lima", "per", "satu", "selama", "setiap", "tiap",
    "tiga",
];

/// Words after "minggu" that make it a week: a Sunday is "Minggu kemarin" far less often than a week is.
pub(super) const AFTER_WEEK: &[&str] = &["depan", "ini", "kemarin", "lalu", "mendatang", "silam"];
