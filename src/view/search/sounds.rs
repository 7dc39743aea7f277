//! How Hanzi are read: the usual reading, the few that really have several, and the words that
//! settle which.
//!
//! A dictionary gives 接 also as xie and 信 also as shen; nobody types those. So a Hanzi has its
//! first reading, unless it stands in [`POLYPHONES`]. There the usual readings stand in order,
//! and behind them the words in which only one of them is meant: 重庆 is chong, 重点 zhong.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;

use super::polyphones::POLYPHONES;

/// A Hanzi with several usual readings.
struct Polyphone {
    /// All usual readings, the most usual first. What names are sorted by.
    readings: Vec<&'static str>,
    /// Words in which one reading is meant: the word, where the Hanzi stands in it (a byte
    /// offset), and the reading.
    words: Vec<Word>,
}

/// A word that settles how one of its Hanzi is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The word.
    pub text: &'static str,
    /// Where the Hanzi begins in it, in bytes.
    pub offset: usize,
    /// How the Hanzi is read there, in plain letters.
    pub reading: &'static str,
}

static KNOWN: LazyLock<HashMap<char, Polyphone>> =
    LazyLock::new(|| POLYPHONES.lines().filter_map(polyphone).collect());

/// Reads a line of the table.
fn polyphone(line: &'static str) -> Option<(char, Polyphone)> {
    let mut parts = line.split(" | ").map(|part| part.split(' '));
    let mut head = parts.next()?;
    let hanzi = head.next()?.chars().next()?;
    let mut words = Vec::new();
    for mut part in parts {
        let reading = part.next()?;
        words.extend(part.filter_map(|text| {
            let offset = text.find(hanzi)?;
            Some(Word {
                text,
                offset,
                reading,
            })
        }));
    }
    // Of two words that overlap the longer one says more: 董事长 before 长江.
    words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
    let readings = head.collect();
    Some((hanzi, Polyphone { readings, words }))
}

/// Whether a Hanzi has several usual readings, or one that a word changes.
pub fn is_polyphone(c: char) -> bool {
    KNOWN.contains_key(&c)
}

/// The word around the Hanzi at a place of a text (in bytes) that settles how it is read.
pub fn settled(text: &str, at: usize) -> Option<Word> {
    let c = text[at..].chars().next()?;
    let known = KNOWN.get(&c)?;
    known
        .words
        .iter()
        .find(|word| {
            at.checked_sub(word.offset)
                .and_then(|from| text.get(from..))
                .is_some_and(|rest| rest.starts_with(word.text))
        })
        .copied()
}

/// Calls `with` for every usual reading of a Hanzi, the most usual first, in plain letters
/// (ü as v).
pub fn readings(c: char, mut with: impl FnMut(&str)) {
    if let Some(known) = KNOWN.get(&c) {
        for reading in &known.readings {
            with(reading);
        }
        return;
    }
    let Some(usual) = c.to_pinyin() else {
        return;
    };
    let plain = usual.plain();
    if plain.contains('ü') {
        with(&plain.replace('ü', "v"));
    } else {
        with(plain);
    }
}

/// The same with the readings that it has only inside a word.
pub fn every_reading(c: char, mut with: impl FnMut(&str)) {
    readings(c, &mut with);
    for word in KNOWN.get(&c).map_or(&[][..], |known| &known.words) {
        with(word.reading);
    }
}

/// Calls `with` for every reading that the Hanzi at a place of a text can have there.
pub fn readings_at(text: &str, at: usize, mut with: impl FnMut(&str)) {
    match settled(text, at) {
        Some(word) => with(word.reading),
        None => {
            if let Some(c) = text[at..].chars().next() {
                readings(c, with);
            }
        }
    }
}

/// The reading of a whole text in plain letters, each Hanzi by its most likely reading; other
/// characters stay. Nothing if there is no Hanzi in it.
pub fn spelled(text: &str) -> Option<String> {
    let mut spelled = String::new();
    let mut has_hanzi = false;
    for (at, c) in text.char_indices() {
        let mut first = true;
        readings_at(text, at, |reading| {
            if std::mem::take(&mut first) {
                spelled.push_str(reading);
            }
        });
        if first {
            spelled.push(c);
        } else {
            has_hanzi = true;
        }
    }
    has_hanzi.then_some(spelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, hanzi: char) -> Vec<String> {
        let mut all = Vec::new();
        let place = text.find(hanzi).expect("it is there");
        readings_at(text, place, |reading| all.push(reading.to_owned()));
        all
    }

    #[test]
    fn a_word_settles_how_its_hanzi_is_read() {
        assert_eq!(at("重庆市", '重'), ["chong"]);
        assert_eq!(at("重点工作", '重'), ["zhong"]);
        assert_eq!(at("重", '重'), ["zhong", "chong"]);
        assert_eq!(at("长江新区", '长'), ["chang"]);
        assert_eq!(at("分管副市长", '长'), ["zhang"]);
        assert_eq!(at("单县", '单'), ["shan"]);
        assert_eq!(at("单项冠军", '单'), ["dan"]);
        assert_eq!(at("人民银行", '行'), ["hang"]);
        assert_eq!(at("黄陂区", '陂'), ["pi"]);
    }

    #[test]
    fn what_only_a_dictionary_knows_is_no_reading() {
        for (hanzi, usual) in [
            ('接', "jie"),
            ('信', "xin"),
            ('能', "neng"),
            ('区', "qu"),
            ('绿', "lv"),
        ] {
            assert_eq!(at(&hanzi.to_string(), hanzi), [usual]);
        }
    }

    #[test]
    fn every_line_has_its_own_hanzi_and_every_word_its_hanzi_and_a_reading() {
        assert_eq!(KNOWN.len(), POLYPHONES.lines().count());
        for line in POLYPHONES.lines() {
            let (hanzi, known) = polyphone(line).expect("the line is whole");
            assert!(
                hanzi.to_pinyin().is_some() && !known.readings.is_empty(),
                "{line}"
            );
            let listed = line
                .split(" | ")
                .skip(1)
                .flat_map(|part| part.split(' ').skip(1));
            assert_eq!(known.words.len(), listed.count(), "a word without {hanzi}");
            let texts: std::collections::HashSet<&str> =
                known.words.iter().map(|word| word.text).collect();
            assert_eq!(
                texts.len(),
                known.words.len(),
                "a word of {hanzi} stands twice"
            );
            let readings = known
                .readings
                .iter()
                .chain(known.words.iter().map(|word| &word.reading));
            for reading in readings {
                assert!(reading.chars().all(|c| c.is_ascii_lowercase()), "{line}");
            }
        }
    }

    #[test]
    fn a_text_is_spelled_by_its_likely_readings() {
        assert_eq!(spelled("精心").as_deref(), Some("jingxin"));
        assert_eq!(spelled("重庆3条").as_deref(), Some("chongqing3tiao"));
        assert_eq!(spelled("abc"), None);
    }
}
