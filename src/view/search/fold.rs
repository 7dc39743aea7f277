//! Which characters count as the same, and how Hanzi are read.

use pinyin::ToPinyinMulti;

/// Folds a character: lower case, half width, straight quotes, one kind of dash and bracket.
pub fn fold(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        // Full-width forms stand at a fixed distance from ASCII.
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).map_or(c, |c| c.to_ascii_lowercase())
        }
        '“' | '”' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '−' => '-',
        '〔' | '【' | '〈' | '《' => '(',
        '〕' | '】' | '〉' | '》' => ')',
        _ => c.to_ascii_lowercase(),
    }
}

/// Calls `with` for every reading of a Hanzi, in plain letters (ü as v).
pub fn readings(c: char, mut with: impl FnMut(&str)) {
    let Some(multi) = c.to_pinyin_multi() else {
        return;
    };
    for reading in multi {
        let plain = reading.plain();
        if plain.contains('ü') {
            with(&plain.replace('ü', "v"));
        } else {
            with(plain);
        }
    }
}

/// A text as a key to sort by pinyin: the first reading of each Hanzi, other characters folded.
pub(crate) fn pinyin_key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars() {
        let mut first = true;
        readings(c, |reading| {
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
    fn polyphones_have_all_their_readings() {
        let mut all = Vec::new();
        readings('重', |reading| all.push(reading.to_owned()));
        assert!(all.contains(&"zhong".to_owned()) && all.contains(&"chong".to_owned()));
    }

    #[test]
    fn full_width_and_quotes_fold() {
        let folded: String = "Ａ１（“武汉”）".chars().map(fold).collect();
        assert_eq!(folded, "a1(\"武汉\")");
    }
}
