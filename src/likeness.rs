//! How alike texts are, and pairs of things that are most alike.

use crate::num;

/// A pair of places: in the old list and in the new one.
pub type Pair = (usize, usize);

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

/// Texts count as the same below punctuation, width, case and spaces.
pub(crate) fn normal(text: &str) -> String {
    text.chars()
        .map(fold)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// What stands behind the titles of drafts.
const SUFFIXES: [&str; 5] = ["征求意见稿", "公开征求意见稿", "草案", "送审稿", "试行"];

/// The title of a document without what says that it is a draft.
pub(crate) fn plain_title(title: &str) -> String {
    let mut title = normal(title);
    for suffix in SUFFIXES {
        if let Some(rest) = title.strip_suffix(suffix) {
            title.truncate(rest.len());
        }
    }
    title
}

/// The pairs of characters of a text, sorted, to be compared with others many times.
///
/// Not `strsim::sorensen_dice`: it divides by lengths in bytes, which is wrong for Hanzi, and
/// counts each text anew for every other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    text: String,
    bigrams: Vec<(char, char)>,
}

impl Shape {
    /// Prepares a text for comparing: normalised, its pairs of characters sorted.
    pub fn new(text: &str) -> Self {
        let text = normal(text);
        let chars: Vec<char> = text.chars().collect();
        let mut bigrams: Vec<(char, char)> =
            chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        bigrams.sort_unstable();
        Self { text, bigrams }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How alike two texts are, from 0 to 1: the share of pairs of characters that both have
    /// (Sørensen–Dice). The same whichever is asked.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.text == other.text {
            return 1.0;
        }
        let (mut a, mut b) = (self.bigrams.as_slice(), other.bigrams.as_slice());
        let all = a.len() + b.len();
        if all == 0 {
            return 0.0;
        }
        let mut both = 0_u32;
        while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a = rest_a,
                std::cmp::Ordering::Greater => b = rest_b,
                std::cmp::Ordering::Equal => {
                    both += 1;
                    (a, b) = (rest_a, rest_b);
                }
            }
        }
        f64::from(2 * both) / num::double(all)
    }
}

/// Which items of an old list belong to which of a new one, found step by step.
#[derive(Debug)]
pub struct Pairing {
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

impl Pairing {
    /// Two lists of these lengths, with nothing paired yet.
    pub fn new(old: usize, new: usize) -> Self {
        Self {
            old: vec![None; old],
            new: vec![None; new],
        }
    }

    /// Pairs what is left, the most alike first; `likeness` is `None` where two are not.
    ///
    /// Among the equally alike those come first that stand near the beginning and near each other.
    /// Nothing depends on which list is the old one, so that a comparison the other way round is
    /// its mirror image.
    pub fn add(&mut self, mut likeness: impl FnMut(usize, usize) -> Option<f64>) {
        let mut candidates: Vec<(f64, Pair)> = Vec::new();
        for old in self.left_old().collect::<Vec<_>>() {
            for new in self.left_new() {
                if let Some(likeness) = likeness(old, new) {
                    candidates.push((likeness, (old, new)));
                }
            }
        }
        candidates.sort_by(|(like_a, (old_a, new_a)), (like_b, (old_b, new_b))| {
            like_b
                .total_cmp(like_a)
                .then_with(|| (old_a + new_a).cmp(&(old_b + new_b)))
                .then_with(|| old_a.abs_diff(*new_a).cmp(&old_b.abs_diff(*new_b)))
        });
        for (_, (old, new)) in candidates {
            if self.old[old].is_none() && self.new[new].is_none() {
                self.pair(old, new);
            }
        }
    }

    /// Pairs the item at one position of the old list with that at one of the new list.
    pub fn pair(&mut self, old: usize, new: usize) {
        self.old[old] = Some(new);
        self.new[new] = Some(old);
    }

    /// The position in the new list of what an item of the old list is paired with.
    pub(crate) fn of_old(&self, old: usize) -> Option<usize> {
        self.old[old]
    }

    /// The position in the old list of what an item of the new list is paired with.
    pub(crate) fn of_new(&self, new: usize) -> Option<usize> {
        self.new[new]
    }

    /// The positions in the old list that have no partner.
    pub(crate) fn left_old(&self) -> impl Iterator<Item = usize> {
        (0..self.old.len()).filter(|&ix| self.old[ix].is_none())
    }

    /// The positions in the new list that have no partner.
    pub(crate) fn left_new(&self) -> impl Iterator<Item = usize> {
        (0..self.new.len()).filter(|&ix| self.new[ix].is_none())
    }

    /// All pairs, in the order of the new list.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.new
            .iter()
            .enumerate()
            .filter_map(|(new, old)| Some(((*old)?, new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_the_share_of_common_pairs_of_characters() {
        for (a, b, wanted) in [
            ("加强梯次培育", "加强企业梯次培育", 8.0 / 12.0),
            ("提升创新能力", "提高创新能力", 6.0 / 10.0),
            ("培育培育", "培育", 2.0 / 4.0),
            ("", "甲", 0.0),
            ("", "", 1.0),
            ("甲乙", "丙丁", 0.0),
        ] {
            let (one, other) = (Shape::new(a), Shape::new(b));
            assert!((one.likeness(&other) - wanted).abs() < 1e-12, "{a} {b}");
            assert!((other.likeness(&one) - wanted).abs() < 1e-12, "{b} {a}");
        }
    }

    #[test]
    fn punctuation_and_width_make_no_difference() {
        let (a, b) = (
            Shape::new("打造“名品”，ＡＢ"),
            Shape::new("打造「名品」 ab"),
        );
        assert!((a.likeness(&b) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_most_alike_are_paired_first_and_each_once() {
        let mut pairing = Pairing::new(2, 3);
        let likeness = [[0.7, 0.9, 0.7], [0.7, 0.8, 0.7]];
        pairing.add(|old, new| Some(likeness[old][new]));
        assert_eq!(pairing.pairs().collect::<Vec<_>>(), [(1, 0), (0, 1)]);
        assert_eq!(pairing.left_new().collect::<Vec<_>>(), [2]);
    }
}
