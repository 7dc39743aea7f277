//! Fast look-up of the short keys that a data file spells out.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from borrowed keys.
pub(super) type KeyMap<'d, V> = HashMap<&'d str, V, BuildHasherDefault<KeyHasher>>;

/// A map from keys of its own.
pub(super) type OwnedKeyMap<V> = HashMap<String, V, BuildHasherDefault<KeyHasher>>;

/// An empty map with room for `count` keys.
pub(super) fn map<'d, V>(count: usize) -> KeyMap<'d, V> {
    KeyMap::with_capacity_and_hasher(count, BuildHasherDefault::default())
}

/// A multiply-and-rotate hash. Ids are looked up once per assignment, where the standard hasher
/// would cost more than everything else; a file that makes keys collide only slows its own reading.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        // The map takes its bits from both ends; the product is well mixed only at the top.
        self.0 ^ (self.0 >> 32)
    }
}
