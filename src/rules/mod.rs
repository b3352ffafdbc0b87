//! The rules that are coded in Rust, and the one table that lists them.
//!
//! A rule is a file here, a row in [`NATIVE`] and an entry of `kind = "native"` in `rules/`; a test keeps the three
//! together. Everything that can be said as data belongs in `rules/` alone.

mod affixes;
mod characters;
mod dates;
mod facts;
mod names;
mod numbers;
mod punctuation;
mod spelling;
mod text;

use serde::de::DeserializeOwned;

use crate::rule::{Options, Rule};

/// Makes a rule from the options of its catalogue entry and those that a desk sets itself. The error says what does not fit.
pub type Build = fn(&Options, Option<&toml::Table>) -> Result<Box<dyn Rule>, String>;

/// Every rule coded in Rust, by id, in order of the alphabet.
pub const NATIVE: &[(&str, Build)] = &[
    ("characters/homoglyph", build::<characters::homoglyph::Homoglyph>),
    ("characters/mojibake", build::<characters::mojibake::Mojibake>),
    ("dates/after-publication", build::<dates::after_publication::AfterPublication>),
    ("dates/age", build::<dates::age::Age>),
    ("dates/before-publication", build::<dates::before_publication::BeforePublication>),
    ("dates/clock-mixed", build::<dates::mixed::ClockMixed>),
    ("dates/clock-time", build::<dates::clock_time::ClockTime>),
    ("dates/contradiction", build::<dates::contradiction::Contradiction>),
    ("dates/duration", build::<dates::duration::Duration>),
    ("dates/form-mixed", build::<dates::mixed::FormMixed>),
    ("dates/impossible", build::<dates::impossible::Impossible>),
    ("dates/national-day", build::<dates::national_day::NationalDay>),
    ("dates/range-backwards", build::<dates::range_backwards::RangeBackwards>),
    ("dates/relative-day", build::<dates::relative_day::RelativeDay>),
    ("dates/two-dates", build::<dates::two_dates::TwoDates>),
    ("dates/weekday-mismatch", build::<dates::weekday_mismatch::WeekdayMismatch>),
    ("dates/year-missing", build::<dates::year_missing::YearMissing>),
    ("eyd/bound-prefix-separated", build::<affixes::bound_prefix::BoundPrefix>),
    ("eyd/clitic-separated", build::<affixes::clitic_separated::CliticSeparated>),
    ("eyd/number-suffix", build::<affixes::number_suffix::NumberSuffix>),
    ("eyd/prefix-separated", build::<affixes::prefix_separated::PrefixSeparated>),
    ("eyd/preposition-joined", build::<affixes::preposition_joined::PrepositionJoined>),
    ("eyd/sandhi", build::<affixes::sandhi::Sandhi>),
    ("facts/institution", build::<facts::institution::Institution>),
    ("facts/office-holder", build::<facts::office_holder::OfficeHolder>),
    ("names/abbreviation", build::<names::abbreviation::Abbreviation>),
    ("names/abbreviation-repeated", build::<names::abbreviation_repeated::AbbreviationRepeated>),
    (
        "names/abbreviation-unexplained",
        build::<names::abbreviation_unexplained::AbbreviationUnexplained>,
    ),
    ("names/abbreviation-unused", build::<names::abbreviation_unused::AbbreviationUnused>),
    ("names/house-list", build::<names::house_list::HouseList>),
    ("names/inconsistent", build::<names::inconsistent::Inconsistent>),
    ("names/joined-and-apart", build::<names::joined_and_apart::JoinedAndApart>),
    ("names/near-miss", build::<names::near_miss::NearMiss>),
    ("names/official-name", build::<names::official_name::OfficialName>),
    ("names/well-known", build::<names::house_list::HouseList>),
    ("numbers/change", build::<numbers::change::Change>),
    ("numbers/decimal-point", build::<numbers::decimal_point::DecimalPoint>),
    ("numbers/list-count", build::<numbers::list_count::ListCount>),
    ("numbers/parts", build::<numbers::parts::Parts>),
    ("numbers/points", build::<numbers::points::Points>),
    ("numbers/range-backwards", build::<numbers::range_backwards::RangeBackwards>),
    ("numbers/remainder", build::<numbers::remainder::Remainder>),
    ("numbers/scale-doubled", build::<numbers::scale_doubled::ScaleDoubled>),
    ("numbers/scale-jump", build::<numbers::scale_jump::ScaleJump>),
    ("numbers/shares", build::<numbers::shares::Shares>),
    ("numbers/words-and-digits", build::<numbers::words_and_digits::WordsAndDigits>),
    ("page/left-over", build::<text::left_over::LeftOver>),
    ("punctuation/apposition-comma", build::<punctuation::apposition::Apposition>),
    ("punctuation/invisible-character", build::<punctuation::invisible::Invisible>),
    ("punctuation/missing-space-after", build::<punctuation::missing_space::MissingSpace>),
    ("punctuation/space-before", build::<punctuation::space_before::SpaceBefore>),
    ("punctuation/unbalanced-bracket", build::<punctuation::unbalanced_bracket::UnbalancedBracket>),
    ("punctuation/unclosed-quote", build::<punctuation::unclosed_quote::UnclosedQuote>),
    ("spelling/fused-words", build::<spelling::fused_words::FusedWords>),
    ("spelling/misspelt", build::<spelling::misspelt::Misspelt>),
    ("spelling/split-word", build::<spelling::split_word::SplitWord>),
    ("style/repeated-sentence", build::<text::repeated_sentence::RepeatedSentence>),
    ("style/unfinished-sentence", build::<text::unfinished_sentence::UnfinishedSentence>),
];

/// Makes any rule whose fields are its options.
fn build<R: Rule + DeserializeOwned + 'static>(
    options: &Options,
    own: Option<&toml::Table>,
) -> Result<Box<dyn Rule>, String> {
    Ok(Box::new(options.read::<R>(own)?))
}

#[cfg(test)]
mod tests {
    use super::NATIVE;

    #[test]
    fn the_table_is_sorted() {
        assert!(NATIVE.is_sorted_by(|a, b| a.0 < b.0));
    }
}
