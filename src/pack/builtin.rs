//! The packs that are part of the binary. A test keeps this list equal to the folder `rules/`.

/// A pack file and the tables that stand beside it.
pub(super) struct Builtin {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
    pub(super) tables: &'static [(&'static str, &'static str)],
}

pub(super) const FILES: &[Builtin] = &[
    Builtin { path: "rules/names.toml", text: include_str!("../../rules/names.toml"), tables: &[] },
    Builtin {
        path: "rules/affixes.toml",
        text: include_str!("../../rules/affixes.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/spelling.toml",
        text: include_str!("../../rules/spelling.toml"),
        tables: &[],
    },
];
