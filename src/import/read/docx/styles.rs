//! What styles say of paragraphs: that they are headings, and that they are numbered.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use super::{Named as _, child};

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    own: Format,
}

/// What is known of a paragraph.
#[derive(Clone, Copy, Default)]
pub(super) struct Format {
    /// The level of the outline, from 0.
    pub outline: Option<u8>,
    /// Its list and the level in it.
    pub number: Option<(u32, usize)>,
    list: Option<u32>,
    level: Option<usize>,
}

/// Styles that build on each other in a circle are damaged.
const MOST_STEPS: usize = 16;

impl Styles {
    pub(super) fn new(xml: &Xml<'_>) -> Self {
        let styles = xml.descendants().filter(|it| it.has_tag_name_of("style"));
        let of = |style: Node<'_, '_>| {
            let id = style.value("styleId")?.to_owned();
            let based_on = child(style, "basedOn").and_then(|it| it.value("val"));
            let made = Style {
                based_on: based_on.map(str::to_owned),
                own: format(child(style, "pPr")),
            };
            Some((id, made))
        };
        Self(styles.filter_map(of).collect())
    }

    /// What holds for a paragraph with these properties: its own word first, then its style's.
    pub(super) fn of(&self, properties: Option<Node<'_, '_>>) -> Format {
        let mut found = format(properties);
        let named = properties.and_then(|it| child(it, "pStyle"));
        let mut name = named.and_then(|it| it.value("val")).map(str::to_owned);
        for _ in 0..MOST_STEPS {
            let Some(style) = name.take().and_then(|name| self.0.get(&name)) else {
                break;
            };
            found.outline = found.outline.or(style.own.outline);
            found.list = found.list.or(style.own.list);
            found.level = found.level.or(style.own.level);
            name.clone_from(&style.based_on);
        }
        // Level 9 is body text, and list 0 is none.
        found.outline = found.outline.filter(|level| *level < 9);
        let list = found.list.filter(|list| *list != 0);
        found.number = list.map(|list| (list, found.level.unwrap_or(0)));
        found
    }
}

fn format(properties: Option<Node<'_, '_>>) -> Format {
    let Some(properties) = properties else {
        return Format::default();
    };
    let value = |name: &str| child(properties, name).and_then(|it| it.value("val"));
    let number = child(properties, "numPr");
    let of_number = |name: &str| number.and_then(|it| child(it, name)?.value("val"));
    Format {
        outline: value("outlineLvl").and_then(|level| level.parse().ok()),
        number: None,
        list: of_number("numId").and_then(|list| list.parse().ok()),
        level: of_number("ilvl").and_then(|level| level.parse().ok()),
    }
}
