//! Which task of the old version is which of the new one.

use std::collections::HashMap;

use crate::import::understand::ReadTask;
use crate::likeness::{Pairing, Shape, normal};
use crate::model::Task;
use crate::model::edit::TaskAt;

/// From this likeness of the whole wording on two tasks are one that was changed.
const REWORDED: f64 = 0.6;

/// Beyond so many pairs of what is left, likeness is not looked for.
const MOST_PAIRS: usize = 4_000_000;

/// Pairs the tasks: by their whole wording, then by clause and title, then by a title that comes
/// once, then by likeness.
pub(super) fn pairs(old: &[(TaskAt, &Task)], new: &[ReadTask]) -> Pairing {
    let mut pairing = Pairing::new(old.len(), new.len());
    let wording = |text: &str| plain(text);
    exact(
        &mut pairing,
        old.iter()
            .map(|(_, task)| task.text.as_deref().map(wording)),
        new.iter().map(|task| Some(wording(&task.text))),
    );
    let both = |clause: &str, title: &str| Some(format!("{clause}\n{}", normal(title)));
    exact(
        &mut pairing,
        old.iter().map(|(_, task)| both(&task.clause, &task.title)),
        new.iter().map(|task| both(&task.clause, &task.title)),
    );
    let title = |title: &str| Some(normal(title)).filter(|title| !title.is_empty());
    exact(
        &mut pairing,
        old.iter().map(|(_, task)| title(&task.title)),
        new.iter().map(|task| title(&task.title)),
    );
    if pairing.left_old().count() * pairing.left_new().count() <= MOST_PAIRS {
        let shape = |title: &str, text: &str| Shape::new(&format!("{title}{}", plain(text)));
        let of_old: Vec<Shape> = old
            .iter()
            .map(|(_, task)| shape(&task.title, task.text.as_deref().unwrap_or_default()))
            .collect();
        let of_new: Vec<Shape> = new
            .iter()
            .map(|task| shape(&task.title, &task.text))
            .collect();
        pairing.add(|old, new| {
            Some(of_old[old].likeness(&of_new[new])).filter(|like| *like >= REWORDED)
        });
    }
    pairing
}

/// Pairs what is left and has the same key, where neither side has that key twice.
fn exact(
    pairing: &mut Pairing,
    old: impl Iterator<Item = Option<String>>,
    new: impl Iterator<Item = Option<String>>,
) {
    let mut known: HashMap<String, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (nth, key) in old.enumerate() {
        if let Some(key) = key.filter(|key| !key.is_empty() && pairing.of_old(nth).is_none()) {
            known.entry(key).or_default().0.push(nth);
        }
    }
    for (nth, key) in new.enumerate() {
        if let Some(key) = key.filter(|key| !key.is_empty() && pairing.of_new(nth).is_none()) {
            known.entry(key).or_default().1.push(nth);
        }
    }
    for (old, new) in known.into_values() {
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            pairing.pair(*old, *new);
        }
    }
}

/// A wording without its number, below punctuation and width: a clause before it that is new moves
/// all numbers behind.
pub(super) fn plain(text: &str) -> String {
    const DIGITS: &str = "一二三四五六七八九十百零〇①②③④⑤⑥⑦⑧⑨⑩";
    const AROUND: &str = "第条章节（）()［］[]【】.．、:： \u{3000}";
    let rest = text.trim_start();
    let is_digit = |c: char| DIGITS.contains(c) || c.is_ascii_digit();
    let counted = |c: &char| is_digit(*c) || AROUND.contains(*c);
    let head: String = rest.chars().take_while(counted).collect();
    // Only what ends like a number is one: 一、 （一） 1. 第一条, and not 一批.
    let ends = head.chars().next_back().is_some_and(|c| AROUND.contains(c));
    let is_number = ends && head.contains(is_digit);
    let rest = if is_number { &rest[head.len()..] } else { rest };
    normal(rest)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn numbers_before_a_wording_do_not_count_and_those_in_it_do() {
        for (a, b) in [
            ("（一）加强节水。", "（二）加强节水。"),
            ("1.加强节水", "12. 加强节水"),
            ("第一条 加强节水", "第二条　加强节水"),
            ("一、加强节水", "加强节水"),
        ] {
            assert_eq!(plain(a), plain(b), "{a} {b}");
        }
        assert_ne!(plain("培育20家企业"), plain("培育30家企业"));
        assert_ne!(plain("一批企业"), plain("两批企业"));
        assert_ne!(plain("20家企业"), plain("30家企业"));
    }
}
