//! Rules about names. They rest on the [names of the article](crate::facts::names); no name of anybody is coded here.

pub(super) mod near_miss;
