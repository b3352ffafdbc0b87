//! The packs that are part of the binary. A test keeps this list equal to the folder `rules/`.

/// A pack file and the tables that stand beside it.
pub(super) struct Builtin {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
    pub(super) tables: &'static [(&'static str, &'static str)],
}

pub(super) const FILES: &[Builtin] = &[
    Builtin {
        path: "rules/affixes.toml",
        text: include_str!("../../rules/affixes.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/capitals.toml",
        text: include_str!("../../rules/capitals.toml"),
        tables: &[("institutions.tsv", include_str!("../../rules/institutions.tsv"))],
    },
    Builtin {
        path: "rules/characters.toml",
        text: include_str!("../../rules/characters.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/commas.toml",
        text: include_str!("../../rules/commas.toml"),
        tables: &[],
    },
    Builtin { path: "rules/dates.toml", text: include_str!("../../rules/dates.toml"), tables: &[] },
    Builtin {
        path: "rules/eyd.toml",
        text: include_str!("../../rules/eyd.toml"),
        tables: &[
            ("arabic.tsv", include_str!("../../rules/arabic.tsv")),
            ("compound-joined.tsv", include_str!("../../rules/compound-joined.tsv")),
            ("compound-split.tsv", include_str!("../../rules/compound-split.tsv")),
            ("nonstandard.tsv", include_str!("../../rules/nonstandard.tsv")),
            ("particle-pun.tsv", include_str!("../../rules/particle-pun.tsv")),
            ("reduplication.tsv", include_str!("../../rules/reduplication.tsv")),
        ],
    },
    Builtin {
        path: "rules/figures.toml",
        text: include_str!("../../rules/figures.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/institutions.toml",
        text: include_str!("../../rules/institutions.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/joints.toml",
        text: include_str!("../../rules/joints.toml"),
        tables: &[
            ("affix-spelling.tsv", include_str!("../../rules/affix-spelling.tsv")),
            ("disputed.tsv", include_str!("../../rules/disputed.tsv")),
            ("foreign-spelling.tsv", include_str!("../../rules/foreign-spelling.tsv")),
        ],
    },
    Builtin { path: "rules/marks.toml", text: include_str!("../../rules/marks.toml"), tables: &[] },
    Builtin { path: "rules/names.toml", text: include_str!("../../rules/names.toml"), tables: &[] },
    Builtin {
        path: "rules/numbers.toml",
        text: include_str!("../../rules/numbers.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/offices.toml",
        text: include_str!("../../rules/offices.toml"),
        tables: &[],
    },
    Builtin { path: "rules/page.toml", text: include_str!("../../rules/page.toml"), tables: &[] },
    Builtin {
        path: "rules/places.toml",
        text: include_str!("../../rules/places.toml"),
        tables: &[("exonyms.tsv", include_str!("../../rules/exonyms.tsv"))],
    },
    Builtin {
        path: "rules/punctuation.toml",
        text: include_str!("../../rules/punctuation.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/quotes.toml",
        text: include_str!("../../rules/quotes.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/register.toml",
        text: include_str!("../../rules/register.toml"),
        tables: &[
            ("chat.tsv", include_str!("../../rules/chat.tsv")),
            ("foreign-terms.tsv", include_str!("../../rules/foreign-terms.tsv")),
            ("informal-mild.tsv", include_str!("../../rules/informal-mild.tsv")),
            ("informal.tsv", include_str!("../../rules/informal.tsv")),
        ],
    },
    Builtin {
        path: "rules/spelling.toml",
        text: include_str!("../../rules/spelling.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/structure.toml",
        text: include_str!("../../rules/structure.toml"),
        tables: &[],
    },
    Builtin { path: "rules/style.toml", text: include_str!("../../rules/style.toml"), tables: &[] },
    Builtin {
        path: "rules/suppressions.toml",
        text: include_str!("../../rules/suppressions.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/well-known.toml",
        text: include_str!("../../rules/well-known.toml"),
        tables: &[],
    },
    Builtin {
        path: "rules/wording.toml",
        text: include_str!("../../rules/wording.toml"),
        tables: &[
            ("cliches.tsv", include_str!("../../rules/cliches.tsv")),
            ("epithets.tsv", include_str!("../../rules/epithets.tsv")),
            ("jargon.tsv", include_str!("../../rules/jargon.tsv")),
            ("light-verbs.tsv", include_str!("../../rules/light-verbs.tsv")),
            ("redundant.tsv", include_str!("../../rules/redundant.tsv")),
            ("vague.tsv", include_str!("../../rules/vague.tsv")),
            ("verb-preposition.tsv", include_str!("../../rules/verb-preposition.tsv")),
            ("wordy.tsv", include_str!("../../rules/wordy.tsv")),
        ],
    },
    Builtin {
        path: "rules/world.toml",
        text: include_str!("../../rules/world.toml"),
        tables: &[
            ("capitals-of-countries.tsv", include_str!("../../rules/capitals-of-countries.tsv")),
            ("currencies.tsv", include_str!("../../rules/currencies.tsv")),
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FILES;
    use crate::pack::{Catalogue, PackFile};

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let mut there = BTreeSet::new();
        for entry in std::fs::read_dir("rules").expect("the folder of the rules") {
            there.insert(format!("rules/{}", entry.expect("a file").file_name().display()));
        }
        let tables =
            FILES.iter().flat_map(|file| file.tables).map(|(name, _)| format!("rules/{name}"));
        let embedded = FILES.iter().map(|file| file.path.to_owned()).chain(tables);
        assert_eq!(embedded.collect::<BTreeSet<_>>(), there);
    }

    #[test]
    fn every_pack_loads() {
        let mut catalogue = Catalogue::default();
        for file in FILES {
            let loaded =
                catalogue.add(&PackFile { path: file.path, text: file.text, tables: file.tables });
            assert_eq!(loaded.map_err(|err| err.to_string()), Ok(()));
        }
    }

    #[test]
    fn no_rule_lists_a_term_twice() {
        for file in FILES {
            for (name, text) in file.tables {
                let mut seen = BTreeSet::new();
                for line in text.lines().filter(|line| !line.starts_with('#')) {
                    let found = line.split('\t').next().unwrap_or_default();
                    assert!(seen.insert(found), "{name}: `{found}` stands twice");
                }
            }
        }
    }
}
