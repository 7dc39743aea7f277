//! Which characters count as the same, and by what names are sorted.

use super::sounds::readings_at;
pub use crate::likeness::fold;

/// A text as a key to sort by pinyin: the likely reading of each Hanzi, other characters folded.
pub(crate) fn pinyin_key(text: &str) -> String {
    let mut key = String::new();
    for (at, c) in text.char_indices() {
        let mut first = true;
        readings_at(text, at, |reading| {
            if std::mem::take(&mut first) {
                key.push_str(reading);
                key.push(' ');
            }
        });
        if first {
            key.push(fold(c));
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_by_the_readings_they_are_found_by() {
        for (name, key) in [
            ("重庆", "chong qing "),
            ("长江", "chang jiang "),
            ("单县", "shan xian "),
        ] {
            assert_eq!(pinyin_key(name), key);
        }
    }

    #[test]
    fn full_width_and_quotes_fold() {
        let folded: String = "Ａ１（“武汉”）".chars().map(fold).collect();
        assert_eq!(folded, "a1(\"武汉\")");
    }
}
