//! A search text, compiled.

use std::ops::Range;

use super::fold::fold;
use super::sounds::{readings_at, spelled};

/// Terms longer than this are cut: positions in a term are bits of a word.
const LONGEST: usize = 63;

/// A set of positions in a term, one bit each.
pub type Positions = u64;

/// One term of a search text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term as it was typed.
    pub text: String,
    folded: Vec<char>,
}

impl Term {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            folded: text.chars().map(fold).take(LONGEST).collect(),
        }
    }

    /// The set that means "the whole term matched".
    pub(crate) fn accept(&self) -> Positions {
        1 << self.folded.len()
    }

    /// How many characters the term has.
    pub fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded first character.
    pub fn first(&self) -> char {
        // Terms are the words between spaces, so there is one.
        self.folded.first().copied().unwrap_or_default()
    }

    /// Whether it is a single letter: too little for an initial inside running text.
    pub(crate) fn is_scant(&self) -> bool {
        self.folded.len() < 2 && self.folded.iter().all(char::is_ascii_alphabetic)
    }

    /// Whether the term has a character of its own that folds to `own`.
    pub fn has(&self, own: char) -> bool {
        self.folded.contains(&own)
    }

    /// Adds the moves of a character that folds to `own`, taken literally.
    ///
    /// `moves[p]` is the set of positions where the term may stand after the character was read at
    /// position `p`.
    pub(crate) fn add_literal(&self, own: char, moves: &mut [Positions]) {
        for (position, (&wanted, set)) in self.folded.iter().zip(moves).enumerate() {
            if wanted == own {
                *set |= 1 << (position + 1);
            }
        }
    }

    /// Adds the moves of a character with this reading.
    pub(crate) fn add_sound(&self, reading: &str, moves: &mut [Positions]) {
        for (position, set) in moves.iter_mut().enumerate().take(self.folded.len()) {
            *set |= self.read(reading, position);
        }
    }

    fn read(&self, reading: &str, position: usize) -> Positions {
        let rest = &self.folded[position..];
        let common = reading
            .chars()
            .zip(rest)
            .take_while(|(sound, wanted)| sound == *wanted)
            .count();
        if common == 0 {
            return 0;
        }
        let mut set = 1 << (position + 1);
        // A whole reading, or the unfinished last one.
        if common == reading.len() || common == rest.len() {
            set |= 1 << (position + common);
        }
        set
    }

    /// The first and longest match in a text, as a byte range.
    fn find(&self, text: &str, literal: bool) -> Option<Range<usize>> {
        let mut moves = vec![0; self.len()];
        for (start, _) in text.char_indices() {
            let mut state: Positions = 1;
            for (offset, c) in text[start..].char_indices() {
                moves.fill(0);
                self.add_literal(fold(c), &mut moves);
                if !literal {
                    readings_at(text, start + offset, |reading| {
                        self.add_sound(reading, &mut moves);
                    });
                }
                state = step(state, &moves);
                if state & self.accept() != 0 {
                    return Some(start..start + offset + c.len_utf8());
                }
                if state == 0 {
                    break;
                }
            }
        }
        None
    }
}

/// One step of the simulation: where all positions of `state` go.
pub fn step(mut state: Positions, moves: &[Positions]) -> Positions {
    let mut next = 0;
    while state != 0 {
        let position = state.trailing_zeros() as usize;
        state &= state - 1;
        next |= moves.get(position).copied().unwrap_or(0);
    }
    next
}

/// A search text: terms that must all match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The terms, in the order typed.
    pub terms: Vec<Term>,
}

impl Query {
    /// Splits a search text into terms.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            terms: text.split_whitespace().map(Term::new).collect(),
        }
    }

    /// Whether there is nothing to search for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What to highlight in a text: byte ranges, sorted, not overlapping.
    ///
    /// In running text (`summary`) a single letter matches only literally, as in the search.
    #[must_use]
    pub fn highlights(&self, text: &str, running: bool) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for term in &self.terms {
            let literal = running && term.is_scant();
            let mut from = 0;
            while let Some(found) = term.find(&text[from..], literal) {
                let range = from + found.start..from + found.end;
                from = range.end;
                ranges.push(range);
            }
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup_by(|later, earlier| {
            let overlap = later.start < earlier.end;
            if overlap {
                earlier.end = earlier.end.max(later.end);
            }
            overlap
        });
        ranges
    }

    /// The same text by its sound: `精心` as `jingxin`, which finds 经信 too. Nothing if no term has
    /// Hanzi.
    #[must_use]
    pub fn by_sound(&self) -> Option<Self> {
        let spelled: Vec<Option<String>> =
            self.terms.iter().map(|term| spelled(&term.text)).collect();
        spelled.iter().any(Option::is_some).then(|| Self {
            terms: std::iter::zip(&self.terms, spelled)
                .map(|(term, spelled)| {
                    spelled.map_or_else(|| term.clone(), |text| Term::new(&text))
                })
                .collect(),
        })
    }

    /// The search text again, its terms between single blanks.
    #[must_use]
    pub fn text(&self) -> String {
        let terms: Vec<&str> = self.terms.iter().map(|term| term.text.as_str()).collect();
        terms.join(" ")
    }

    /// Whether every term is somewhere in the text.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.terms
            .iter()
            .all(|term| term.find(text, false).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> bool {
        Query::new(query).matches(text)
    }

    #[test]
    fn initials_full_and_mixed_pinyin_find_the_economy_bureau() {
        for query in [
            "sjxj",
            "shijingxinju",
            "jingxin",
            "jxj",
            "市jx",
            "经信j",
            "SJXJ",
            "sjingx",
        ] {
            assert!(found(query, "武汉市经信局"), "{query}");
        }
        for query in ["sjxk", "jingxim", "jxs"] {
            assert!(!found(query, "武汉市经信局"), "{query}");
        }
    }

    #[test]
    fn polyphones_match_by_the_reading_of_their_word_and_alone_by_each_usual_one() {
        assert!(found("cq", "重庆") && found("chongqing", "重庆") && found("重q", "重庆"));
        assert!(!found("zq", "重庆") && !found("cd", "重点") && found("zd", "重点"));
        assert!(found("c", "重") && found("z", "重"));
        assert!(found("yh", "银行") && found("yinhang", "银行"));
        assert!(found("lvse", "绿色"));
    }

    #[test]
    fn rare_readings_match_nothing() {
        assert!(!found("dxgj", "对接国家"));
        assert!(found("djgj", "对接国家") && found("dxgj", "单项冠军"));
    }

    #[test]
    fn a_text_in_hanzi_is_found_by_its_sound() {
        let sound = |text: &str| Query::new(text).by_sound().map(|query| query.text());
        assert_eq!(sound("精心 a").as_deref(), Some("jingxin a"));
        assert!(found(&sound("精心").expect("it has Hanzi"), "市经信局"));
        assert_eq!(sound("abc 1"), None);
    }

    #[test]
    fn an_unfinished_syllable_matches_only_at_the_end() {
        assert!(found("zhongc", "中场"));
        assert!(found("zho", "中场"));
        assert!(!found("zhoc", "中场"));
    }

    #[test]
    fn all_terms_must_match() {
        assert!(found("名品 认定", "开展名品认定"));
        assert!(!found("名品 培训", "开展名品认定"));
    }

    #[test]
    fn highlights_cover_the_matched_characters_and_join_when_they_overlap() {
        let text = "市经信局、市发改委";
        let ranges = Query::new("jx fg").highlights(text, false);
        let words: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["经信", "发改"]);
        let ranges = Query::new("经信 信局").highlights(text, false);
        assert_eq!(ranges.len(), 1);
        assert_eq!(&text[ranges[0].clone()], "经信局");
    }

    #[test]
    fn a_single_letter_does_not_light_up_running_text() {
        assert!(Query::new("j").highlights("继续加强", true).is_empty());
        assert!(!Query::new("j").highlights("继续加强", false).is_empty());
        let text = "加强招商";
        let ranges = Query::new("zs").highlights(text, true);
        assert!(ranges.len() == 1 && &text[ranges[0].clone()] == "招商");
    }

    #[test]
    fn very_long_terms_are_cut_and_do_not_panic() {
        let long = "长".repeat(200);
        assert!(found(&long, &long));
    }
}
