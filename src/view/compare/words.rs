//! Which words of a wording changed.

use std::ops::Range;

/// Beyond so many pairs of characters all that stands between the same ends counts as changed.
const MOST_PAIRS: usize = 4_000_000;

/// What changed between two wordings: ranges of bytes of the old one that are gone, and of the new
/// one that came. Numbers and words of letters change as a whole; a single character that stayed
/// between changes counts as changed with them.
#[must_use]
pub fn changed_words(before: &str, after: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (old, new) = (tokens(before), tokens(after));
    let old_words: Vec<&str> = old.iter().map(|range| &before[range.clone()]).collect();
    let new_words: Vec<&str> = new.iter().map(|range| &after[range.clone()]).collect();
    let (of_old, of_new) = same(&old_words, &new_words);
    (joined(&old, of_old), joined(&new, of_new))
}

/// Runs of letters and digits, and every other character alone.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '%';
    let mut was_word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(last) if was_word && is_word(c) => last.end = end,
            _ => tokens.push(at..end),
        }
        was_word = is_word(c);
    }
    tokens
}

/// Which tokens of each side are in the longest common run of both.
fn same(old: &[&str], new: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut of_old, mut of_new) = (vec![false; old.len()], vec![false; new.len()]);
    let both = old.iter().zip(new);
    let head = both.take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = ends.take_while(|(one, other)| one == other).count();
    for nth in 0..head {
        (of_old[nth], of_new[nth]) = (true, true);
    }
    for nth in 1..=tail {
        let (one, other) = (old.len() - nth, new.len() - nth);
        (of_old[one], of_new[other]) = (true, true);
    }
    let old = &old[head..old.len() - tail];
    let new = &new[head..new.len() - tail];
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return (of_old, of_new);
    }
    // The length of the longest common run of what is left from each pair on.
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let here = one * width + other;
            longest[here] = if old[one] == new[other] {
                longest[here + width + 1] + 1
            } else {
                longest[here + 1].max(longest[here + width])
            };
        }
    }
    let (mut one, mut other) = (0, 0);
    while one < old.len() && other < new.len() {
        let here = one * width + other;
        if old[one] == new[other] {
            (of_old[head + one], of_new[head + other]) = (true, true);
            (one, other) = (one + 1, other + 1);
        } else if longest[here + width] >= longest[here + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    (of_old, of_new)
}

/// The ranges of tokens that are not the same, neighbours as one.
fn joined(tokens: &[Range<usize>], mut same: Vec<bool>) -> Vec<Range<usize>> {
    for nth in 1..same.len().saturating_sub(1) {
        if same[nth] && !same[nth - 1] && !same[nth + 1] {
            same[nth] = false;
        }
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (token, same) in tokens.iter().zip(same) {
        match ranges.last_mut() {
            _ if same => {}
            Some(last) if last.end == token.start => last.end = token.end,
            _ => ranges.push(token.clone()),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::changed_words;
    use proptest::prelude::*;

    fn words<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
        let (old, new) = changed_words(before, after);
        (
            old.into_iter().map(|range| &before[range]).collect(),
            new.into_iter().map(|range| &after[range]).collect(),
        )
    }

    #[test]
    fn what_changed_is_marked_on_both_sides() {
        for (before, after, gone, came) in [
            (
                "2026年底前培育企业20家以上。",
                "2027年底前培育企业30家以上。",
                vec!["2026", "20"],
                vec!["2027", "30"],
            ),
            ("加强节水。", "加强全面节水。", vec![], vec!["全面"]),
            ("加强节水管理。", "加强管理。", vec!["节水"], vec![]),
            ("甲", "甲", vec![], vec![]),
            ("", "新", vec![], vec!["新"]),
            ("市水务局牵头", "市水利局牵头", vec!["务"], vec!["利"]),
        ] {
            assert_eq!(words(before, after), (gone, came), "{before} {after}");
        }
    }

    proptest! {
        #[test]
        fn something_is_marked_where_and_only_where_something_changed(
            before in "[甲乙丙丁0-9。]{0,30}",
            after in "[甲乙丙丁0-9。]{0,30}"
        ) {
            let (old, new) = changed_words(&before, &after);
            prop_assert_eq!(old.is_empty() && new.is_empty(), before == after);
            for (text, ranges) in [(&before, &old), (&after, &new)] {
                for range in ranges {
                    prop_assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()));
                }
            }
        }
    }
}
