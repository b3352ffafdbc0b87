//! Numbers in a row as they lie in a file: four bytes each, the lowest first. To read them is to copy them.

use serde::{Deserialize, Deserializer, Serializer};

pub(super) fn serialize<S: Serializer>(numbers: &[u32], to: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    to.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
    let (numbers, _) = <&[u8]>::deserialize(from)?.as_chunks();
    Ok(numbers.iter().map(|&bytes| u32::from_le_bytes(bytes)).collect())
}
