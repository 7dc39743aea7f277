//! Which item of a list became which.

use super::around::span;
use crate::store::tree::{Form, Node};

/// Beyond this many comparisons items are paired by their place.
const MOST: usize = 250_000;

/// Two equal items weigh more than any two alike.
const EQUAL: u32 = 1000;

/// The fields that tell an item of a list from the others, the first ones that it has.
const KEYS: [&[&str]; 6] = [
    &["id"],
    &["clause", "part"],
    &["agency"],
    &["from", "to"],
    &["name"],
    &["title"],
];

/// For each new item the one that it was; both in the same order.
pub(super) fn pairs(base: &[Node], new: &[Node]) -> Vec<Option<usize>> {
    let same = |(a, b): &(&Node, &Node)| text(**a) == text(**b);
    let front = base.iter().zip(new).take_while(same).count();
    let (left, right) = (&base[front..], &new[front..]);
    let back = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(same)
        .count();
    let (left, right) = (&left[..left.len() - back], &right[..right.len() - back]);
    let mut pairs: Vec<Option<usize>> = (0..front).map(Some).collect();
    pairs.extend(
        middle(left, right)
            .into_iter()
            .map(|nth| nth.map(|nth| nth + front)),
    );
    pairs.extend((base.len() - back..base.len()).map(Some));
    pairs
}

fn middle(base: &[Node], new: &[Node]) -> Vec<Option<usize>> {
    let (rows, columns) = (base.len(), new.len());
    if rows.saturating_mul(columns) > MOST {
        return (0..columns)
            .map(|nth| Some(nth).filter(|nth| *nth < rows))
            .collect();
    }
    // The most that can be kept of the items from here on.
    let mut most = vec![vec![0_u32; columns + 1]; rows + 1];
    let mut alike = vec![vec![0_u32; columns]; rows];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let weight = likeness(base[row], new[column]);
            alike[row][column] = weight;
            let both = if weight > 0 {
                weight + most[row + 1][column + 1]
            } else {
                0
            };
            most[row][column] = both.max(most[row + 1][column]).max(most[row][column + 1]);
        }
    }
    let mut pairs = vec![None; columns];
    let (mut row, mut column) = (0, 0);
    let mut gap = (0, 0);
    while row < rows && column < columns {
        let weight = alike[row][column];
        if weight > 0 && most[row][column] == weight + most[row + 1][column + 1] {
            fill(&mut pairs, base, new, (gap, (row, column)));
            pairs[column] = Some(row);
            (row, column) = (row + 1, column + 1);
            gap = (row, column);
        } else if most[row][column] == most[row + 1][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    fill(&mut pairs, base, new, (gap, (rows, columns)));
    pairs
}

/// Values that are no records have nothing that tells them apart: the first became the first.
fn fill(
    pairs: &mut [Option<usize>],
    base: &[Node],
    new: &[Node],
    ((row, column), (rows, columns)): ((usize, usize), (usize, usize)),
) {
    for (row, column) in (row..rows).zip(column..columns) {
        if base[row].form() != Form::Group && new[column].form() != Form::Group {
            pairs[column] = Some(row);
        }
    }
}

/// How much two items have in common; 0 where one is no later state of the other.
fn likeness(base: Node, new: Node) -> u32 {
    if text(base) == text(new) {
        return EQUAL;
    }
    if base.form() != Form::Group || new.form() != Form::Group {
        return 0;
    }
    let equal = base
        .children()
        .filter(|field| field_text(new, field.name()) == Some(text(*field)))
        .count();
    let fields = base.children().count().max(new.children().count());
    let is_same = key(base).is_some_and(|known| key(new) == Some(known));
    if is_same || 2 * equal > fields {
        let share = 100 * equal / fields.max(1);
        1 + u32::try_from(share).unwrap_or(0) + if is_same { 200 } else { 0 }
    } else {
        0
    }
}

fn key(item: Node<'_>) -> Option<Vec<Option<&str>>> {
    let names = KEYS
        .iter()
        .find(|names| field_text(item, names[0]).is_some())?;
    Some(names.iter().map(|name| field_text(item, name)).collect())
}

fn field_text<'a>(item: Node<'a>, name: &str) -> Option<&'a str> {
    let mut fields = item.children();
    fields.find(|field| field.name() == name).map(text)
}

/// The text of an item.
pub(super) fn text(node: Node<'_>) -> &str {
    node.slice(span(node))
}
