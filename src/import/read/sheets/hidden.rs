//! The rows and columns of a workbook that people do not see.

use std::collections::HashMap;

use roxmltree::{Document as Xml, Node};

use crate::diagnostic::Diagnostic;
use crate::import::read::package::Package;

/// What is hidden in a sheet, all counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The rows, rising.
    pub rows: Vec<u32>,
    /// The columns, each from one to another.
    pub columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Whether a row is hidden.
    pub fn has_row(&self, row: u32) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// Whether a column is hidden.
    pub fn has_column(&self, column: u32) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|(from, to)| (*from..=*to).contains(&column))
    }
}

/// What is hidden in the sheets of an Excel workbook, by the sheets' names.
///
/// # Errors
/// When a part is too large or damaged.
pub fn hidden(parts: &mut Package<'_>) -> Result<HashMap<String, Hidden>, Diagnostic> {
    let mut all = HashMap::new();
    let (Some(book), Some(links)) = (
        parts.text("xl/workbook.xml")?,
        parts.text("xl/_rels/workbook.xml.rels")?,
    ) else {
        return Ok(all);
    };
    for (name, place) in sheets(&book, &links) {
        if let Some(sheet) = parts.text(&place)?
            && let Some(hidden) = of_sheet(&sheet)
        {
            all.insert(name, hidden);
        }
    }
    Ok(all)
}

/// The names of the sheets, each with its part.
fn sheets(book: &str, links: &str) -> Vec<(String, String)> {
    let (Ok(book), Ok(links)) = (Xml::parse(book), Xml::parse(links)) else {
        return Vec::new();
    };
    let targets: HashMap<&str, &str> = links
        .descendants()
        .filter_map(|link| Some((link.attribute("Id")?, link.attribute("Target")?)))
        .collect();
    let sheet = |node: Node<'_, '_>| {
        let name = node.attribute("name")?;
        let id = node
            .attributes()
            .find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
        let target = targets.get(id.value())?;
        let place = target
            .strip_prefix('/')
            .map_or_else(|| format!("xl/{target}"), str::to_owned);
        Some((name.to_owned(), place))
    };
    let nodes = book
        .descendants()
        .filter(|node| node.tag_name().name() == "sheet");
    nodes.filter_map(sheet).collect()
}

fn of_sheet(sheet: &str) -> Option<Hidden> {
    // Most sheets hide nothing: then there is nothing to parse.
    if !sheet.contains("hidden=") {
        return None;
    }
    let xml = Xml::parse(sheet).ok()?;
    let mut hidden = Hidden::default();
    for node in xml.descendants() {
        if !matches!(node.attribute("hidden"), Some("1" | "true")) {
            continue;
        }
        let number = |name| node.attribute(name)?.parse::<u32>().ok()?.checked_sub(1);
        match node.tag_name().name() {
            "row" => hidden.rows.extend(number("r")),
            "col" => hidden.columns.extend(number("min").zip(number("max"))),
            _ => {}
        }
    }
    hidden.rows.sort_unstable();
    Some(hidden)
}
