//! Fast look-up of the short keys that a data file spells out.
//!
//! Ids are looked up once per assignment, where the standard hasher would cost more than everything
//! else; a file that makes keys collide only slows its own reading.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// A map from borrowed keys.
pub(super) type KeyMap<'d, V> = FxHashMap<&'d str, V>;

/// A map from keys of its own.
pub(super) type OwnedKeyMap<V> = FxHashMap<String, V>;

/// An empty map with room for `count` keys.
pub(super) fn map<'d, V>(count: usize) -> KeyMap<'d, V> {
    KeyMap::with_capacity_and_hasher(count, FxBuildHasher)
}
