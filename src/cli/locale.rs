//! The language of the person at the terminal, when neither the command line nor the configuration says.

use std::env;

use crate::diagnostic::Lang;

/// Indonesian for an Indonesian locale, else English. The first variable that is set decides, as POSIX has it.
pub(super) fn lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    of(set.as_deref().unwrap_or_default())
}

fn of(locale: &str) -> Lang {
    match locale.split(['_', '.', '@', '-']).next() {
        Some("id" | "ind" | "in") => Lang::Id,
        _ => Lang::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_language_counts() {
        assert_eq!(of("id_ID.UTF-8"), Lang::Id);
        assert_eq!(of("id"), Lang::Id);
        assert_eq!(of("en_ID.UTF-8"), Lang::En);
        assert_eq!(of("ido"), Lang::En);
        assert_eq!(of("C.UTF-8"), Lang::En);
    }
}
