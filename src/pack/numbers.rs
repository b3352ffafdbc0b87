//! Numbers in a row, read where they lie in a file: four bytes each, the lowest first. Nothing is copied until one is changed.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Numbers in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers(Cow<'static, [u8]>);

/// The bytes of a number.
const SIZE: usize = size_of::<u32>();

impl Numbers {
    /// The same number so many times.
    pub(super) fn repeated(number: u32, times: usize) -> Self {
        Self(number.to_le_bytes().repeat(times).into())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len() / SIZE
    }

    /// The number at a place.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<u32> {
        self.0.get(SIZE * at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The number at a place that is there.
    #[inline]
    pub(super) fn at(&self, at: usize) -> u32 {
        let start = SIZE * at;
        u32::from_le_bytes(self.0[start..start + SIZE].try_into().unwrap_or_default())
    }

    pub(super) fn push(&mut self, number: u32) {
        self.0.to_mut().extend_from_slice(&number.to_le_bytes());
    }

    /// Puts a number in the place of another one, which it gives.
    pub(super) fn replace(&mut self, at: usize, number: u32) -> u32 {
        let before = self.at(at);
        let start = SIZE * at;
        self.0.to_mut()[start..start + SIZE].copy_from_slice(&number.to_le_bytes());
        before
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(from).map(|bytes| Self(bytes.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_changed_in_a_copy() {
        let bytes: &'static [u8] = b"\x0c\x07\x00\x00\x00\x01\x02\x00\x00\xff\xff\xff\xff";
        let numbers: Numbers = postcard::from_bytes(bytes).expect("three numbers");
        assert_eq!(
            (0..4).map(|at| numbers.get(at)).collect::<Vec<_>>(),
            [Some(7), Some(513), Some(u32::MAX), None]
        );
        let mut other = numbers.clone();
        other.push(1);
        assert_eq!((other.replace(0, 8), other.at(0), other.at(3), other.len()), (7, 8, 1, 4));
        assert_eq!(postcard::to_allocvec(&numbers).as_deref(), Ok(bytes));
    }
}
