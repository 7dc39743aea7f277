//! Lists of all variants of an enum, in the order of their declaration.

/// The variants that `strum` lists, as an array: `const ALL: [Self; 3] = all(Self::VARIANTS)`. A
/// variant more or less does not compile until the number is right.
pub(crate) const fn all<T: Copy, const COUNT: usize>(variants: &[T]) -> [T; COUNT] {
    assert!(variants.len() == COUNT, "the number of variants");
    match variants.first_chunk() {
        Some(all) => *all,
        None => panic!("the number of variants"),
    }
}
