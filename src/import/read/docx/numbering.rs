//! The lists of a new Word file.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{Named as _, child, is_on};
use crate::import::read::numbering::{Level, List, Numbering, Part};

/// Reads the lists.
pub(super) fn read(xml: &Xml<'_>) -> Numbering {
    let mut made = Numbering::default();
    for node in xml.descendants() {
        match node.tag_name().name() {
            "abstractNum" => {
                let id = node.value("abstractNumId").and_then(|id| id.parse().ok());
                if let Some(id) = id {
                    made.shapes.insert(id, levels(node));
                }
            }
            "num" => {
                let id = node.value("numId").and_then(|id| id.parse().ok());
                let shape = child(node, "abstractNumId").and_then(|it| it.value("val"));
                let shape = shape.and_then(|id| id.parse().ok());
                if let (Some(id), Some(shape)) = (id, shape) {
                    made.lists.insert(id, list(node, shape));
                }
            }
            _ => {}
        }
    }
    made
}

fn levels(shape: Node<'_, '_>) -> Vec<Level> {
    let levels = shape.children().filter(|it| it.has_tag_name_of("lvl"));
    let mut found: Vec<(usize, Level)> = levels.map(level).collect();
    found.sort_by_key(|(nth, _)| *nth);
    found.into_iter().map(|(_, level)| level).collect()
}

/// A level and which one it is.
fn level(level: Node<'_, '_>) -> (usize, Level) {
    let value = |name: &str| child(level, name).and_then(|it| it.value("val"));
    let nth = level.value("ilvl").and_then(|nth| nth.parse().ok());
    let made = Level {
        start: value("start").and_then(|it| it.parse().ok()).unwrap_or(1),
        format: value("numFmt").unwrap_or("decimal").to_owned(),
        text: parts(value("lvlText").unwrap_or_default()),
        legal: child(level, "isLgl").is_some_and(|it| it.value("val").is_none_or(is_on)),
        suffix: if value("suff") == Some("space") {
            " "
        } else {
            ""
        },
    };
    (nth.unwrap_or(0), made)
}

/// What a number looks like: 第%1条.
fn parts(shown: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        let of = chars.peek().and_then(|next| next.to_digit(10));
        match (c, of) {
            ('%', Some(nth @ 1..=9)) => {
                chars.next();
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(Part::Count(nth as usize - 1));
            }
            (c, _) => text.push(c),
        }
    }
    parts.push(Part::Text(text));
    parts
}

/// A list, with the levels that begin or look otherwise than those of its shape.
fn list(list: Node<'_, '_>, shape: u32) -> List {
    let mut starts = HashMap::new();
    let mut own = HashMap::new();
    let others = list
        .children()
        .filter(|it| it.has_tag_name_of("lvlOverride"));
    for other in others {
        let nth = other
            .value("ilvl")
            .and_then(|nth| nth.parse::<usize>().ok());
        let Some(nth) = nth else { continue };
        let start = child(other, "startOverride").and_then(|it| it.value("val")?.parse().ok());
        starts.extend(start.map(|start| (nth, start)));
        own.extend(child(other, "lvl").map(|lvl| (nth, level(lvl).1)));
    }
    List {
        shape,
        starts,
        levels: own,
    }
}
