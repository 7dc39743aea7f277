//! The structure of a PDF: title, paragraphs, and one table, whatever pages it stands on.
//!
//! A row of a wide table has cells on several pages; they are gathered in the one row that they
//! are of, in the order of the columns. What stands between two cells of a row is one empty cell over the columns between them:
//! the grid stays whole, and a matrix costs what its marks cost.

use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};

use crate::page::{Cell, CellKind, Item, Part};

/// The structure, as it grows with the pages.
#[derive(Default)]
pub struct Tags {
    nodes: Vec<Node>,
    /// The rows of the table by their numbers, and its place among the nodes.
    rows: BTreeMap<usize, Row>,
    table_at: Option<usize>,
}

/// A row of the table.
#[derive(Default)]
struct Row {
    cells: Vec<Made>,
    /// How many columns it takes so far.
    reached: usize,
}

/// A cell of a row, and the columns that it takes.
struct Made {
    column: usize,
    span: usize,
    tag: TagGroup,
}

/// How the content of a part is marked on its page.
pub fn content(part: &Part) -> ContentTag<'static> {
    match part {
        Part::Ornament => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        Part::Repeated => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
        Part::Title | Part::Paragraph | Part::Cell(_) => ContentTag::Other,
    }
}

impl Tags {
    /// Adds what was marked on a page.
    pub fn add(&mut self, part: &Part, items: &[Item], content: Identifier) {
        match part {
            Part::Ornament | Part::Repeated => {}
            Part::Title => {
                let heading = heading(0, items, content);
                self.nodes.push(heading.into());
            }
            Part::Paragraph => {
                self.nodes.push(paragraph(content).into());
            }
            Part::Cell(cell) => {
                self.table_at.get_or_insert(self.nodes.len());
                let row = self.rows.entry(cell.row).or_default();
                row.add(cell, items, content);
            }
        }
    }

    /// The whole.
    pub fn finish(mut self) -> TagTree {
        if let Some(at) = self.table_at {
            let columns = self.rows.values().map(|row| row.reached).max();
            let columns = columns.unwrap_or(0);
            let (mut head, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
            for (nth, row) in self.rows {
                let part = if nth == 0 { &mut head } else { &mut body };
                part.push(row.finish(columns));
            }
            let parts = [head, body]
                .into_iter()
                .filter(|part| !part.children.is_empty());
            let table = TagGroup::with_children(Tag::Table, parts.map(Node::from).collect());
            self.nodes.insert(at, table.into());
        }
        TagTree::from(self.nodes)
    }
}

impl Row {
    fn add(&mut self, cell: &Cell, items: &[Item], content: Identifier) {
        // A row that goes on over pages comes back to its cells.
        if self.reached > cell.column
            && let Some(known) = self.known(cell.column)
        {
            // A second paragraph makes one of the first, too.
            if let [Node::Leaf(first)] = known.children[..] {
                known.children = vec![paragraph(first).into()];
            }
            known.push(paragraph(content));
            return;
        }
        let span = span(cell.span);
        let spoken = cell.spoken.as_deref().map(str::to_owned);
        let head = |scope| {
            Tag::TH(scope)
                .with_col_span(span)
                .with_alt_text(spoken.clone())
                .into()
        };
        let (tag, content): (TagKind, Node) = match cell.kind {
            CellKind::ColumnHead => (head(TableHeaderScope::Column), content.into()),
            CellKind::RowHead => (head(TableHeaderScope::Row), content.into()),
            CellKind::Heading(level) => {
                let heading = heading(1 + level, items, content);
                (head(TableHeaderScope::Row), heading.into())
            }
            CellKind::Data => {
                let tag = Tag::TD.with_col_span(span).with_alt_text(spoken);
                (tag.into(), content.into())
            }
        };
        let made = TagGroup::with_children(tag, vec![content]);
        self.cells.push(Made {
            column: cell.column,
            span: cell.span,
            tag: made,
        });
        self.reached = self.reached.max(cell.column + cell.span);
    }

    /// The cell that begins in a column, most often the last.
    fn known(&mut self, column: usize) -> Option<&mut TagGroup> {
        let mut cells = self.cells.iter_mut().rev();
        cells
            .find(|made| made.column == column)
            .map(|made| &mut made.tag)
    }

    /// The row, with one empty cell where columns have nothing: pages of one table may have other
    /// columns, and say them in the order of the pages.
    fn finish(mut self, columns: usize) -> TagGroup {
        self.cells.sort_by_key(|made| made.column);
        let mut nodes: Vec<Node> = Vec::with_capacity(self.cells.len());
        let mut reached = 0;
        let pad = |nodes: &mut Vec<Node>, from: usize, to: usize| {
            if to > from {
                let empty = Tag::TD.with_col_span(span(to - from));
                nodes.push(TagGroup::new(empty).into());
            }
        };
        for Made { column, span, tag } in self.cells {
            pad(&mut nodes, reached, column);
            nodes.push(tag.into());
            reached = reached.max(column + span);
        }
        pad(&mut nodes, reached, columns);
        TagGroup::with_children(Tag::TR, nodes)
    }
}

/// How many columns a cell takes, where that is worth saying.
fn span(columns: usize) -> Option<NonZeroU32> {
    let columns = u32::try_from(columns).ok().filter(|&columns| columns > 1);
    columns.and_then(NonZeroU32::new)
}

fn paragraph(content: Identifier) -> TagGroup {
    TagGroup::with_children(Tag::P, vec![content.into()])
}

/// A heading, 0 for the title of the document.
fn heading(level: usize, items: &[Item], content: Identifier) -> TagGroup {
    // PDF 1.7 has six levels.
    let level = u16::try_from(level.min(5)).unwrap_or(5);
    let level = NonZeroU16::MIN.saturating_add(level);
    let words = items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.words.as_str()),
        Item::Shape(_) => None,
    });
    let tag = Tag::Hn(level, Some(words.collect()));
    TagGroup::with_children(tag, vec![content.into()])
}
