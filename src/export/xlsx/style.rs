//! The formats of the workbook, made once.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::text::units;
use crate::colour::of_role;
use crate::model::Role;
use crate::num;
use crate::view::stack::{broken, pieces, steps};

/// 宋体 and 黑体 are on every Chinese office computer, and what its tables are printed in.
/// Where they are missing the program takes its own Chinese face of the same width.
const FACE: &str = "宋体";
const HEADING: &str = "黑体";

const TEXT: Color = Color::RGB(0x1c_2127);
const DIM: Color = Color::RGB(0x5a_6572);
const HAIRLINE: Color = Color::RGB(0xd9_dee4);
const STRONG: Color = Color::RGB(0x9a_a4b0);
const RULE: Color = Color::RGB(0x1c_2127);
const PLAN: Color = Color::RGB(0xe4_ecf3);
const SECTION: Color = Color::RGB(0xf3_f5f7);

/// Excel's way to say that the characters stand one below the other.
const STACKED: i16 = 270;

/// Text that runs down, turned by a quarter.
const TURNED: i16 = -90;

/// Long names are set smaller, so that one of them does not push the table off the screen: up to
/// so many characters, this size in points.
const NAME_SIZES: [(usize, f64); 3] = [(11, 10.0), (15, 8.0), (usize::MAX, 7.0)];

fn name_size(length: usize) -> usize {
    NAME_SIZES
        .iter()
        .position(|(most, _)| length <= *most)
        .unwrap_or(NAME_SIZES.len() - 1)
}

/// The height of a name, in points.
pub(super) fn name_height(name: &str) -> f64 {
    if is_turned(name) {
        return turned_height(name);
    }
    let length = name.chars().count();
    let (_, size) = NAME_SIZES[name_size(length)];
    num::double(length) * size * 1.4
}

/// The height of a name with words of Latin letters, which is turned as a whole, in points.
fn turned_height(name: &str) -> f64 {
    let lines = turned_lines(name);
    let (_, size) = NAME_SIZES[(lines.len().max(1) - 1).min(NAME_SIZES.len() - 1)];
    let longest = lines.iter().map(|line| units(line)).max().unwrap_or(0);
    f64::from(longest) * size * 0.56 + 12.0
}

/// Whether a name has words that are no words any more when their letters stand below each other.
fn is_turned(name: &str) -> bool {
    pieces(name)
        .iter()
        .any(|piece| piece.text.len() > 1 && piece.text.is_ascii())
}

/// The lines that a turned name takes.
fn turned_lines(name: &str) -> Vec<String> {
    broken(name, 14.0, steps)
}

fn color(role: Role) -> Color {
    Color::RGB(of_role(role).0)
}

/// A format inside a group of columns, and at the group's right edge.
pub(super) struct Edged {
    inside: Format,
    edge: Format,
}

impl Edged {
    fn new(format: &Format) -> Self {
        Self {
            inside: format
                .clone()
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(HAIRLINE),
            edge: format
                .clone()
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(STRONG),
        }
    }

    /// The format of a column.
    pub fn at(&self, is_edge: bool) -> &Format {
        if is_edge { &self.edge } else { &self.inside }
    }
}

/// All formats.
pub(super) struct Styles {
    /// The title of a page.
    pub title: Format,
    /// What stands under the title and under the table.
    pub caption: Format,
    /// The names of groups of columns.
    pub group: Edged,
    /// The heading of a text column.
    pub head: Format,
    /// The corners beside the names of groups.
    pub corner: Format,
    /// The one that the names begin behind.
    pub corner_edge: Format,
    /// The heading of a column of numbers.
    pub head_number: Format,
    /// A plan's row.
    pub plan: Format,
    /// A chapter's row, by depth: the first is filled, deeper ones are indented.
    pub sections: [Format; 4],
    /// A clause's number.
    pub clause: Format,
    /// A task's title.
    pub task: Edged,
    /// An empty cell of the matrix.
    pub blank: Edged,
    /// A row's total.
    pub total: Format,
    /// Labels of totals: the first row, the ones between, the last.
    pub foot_labels: [Format; 3],
    /// Totals of columns, by the same rows.
    pub feet: [Edged; 3],
    /// A text cell of a table.
    pub cell: Format,
    /// A text cell that goes over several rows.
    pub tall: Format,
    /// A number cell of a table.
    pub number: Format,
    /// A label of the page that says what it all is.
    pub label: Format,
    /// What stands beside it.
    pub words: Format,
    names: [Edged; 3],
    turned: [Edged; 3],
    marks: [Edged; 5],
    /// A mark of a big table, given to whole columns.
    pub bare_mark: Format,
    bare_marks: [Format; 5],
}

impl Styles {
    pub fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FACE)
            .set_font_size(10)
            .set_font_color(TEXT)
            .set_align(FormatAlign::VerticalCenter);
        let heading = plain.clone().set_font_name(HEADING);
        let lined = |format: &Format| {
            format
                .clone()
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(HAIRLINE)
        };
        let under = |format: &Format, border, color| {
            format
                .clone()
                .set_border_bottom(border)
                .set_border_bottom_color(color)
        };
        let over = |format: &Format| {
            format
                .clone()
                .set_border_top(FormatBorder::Medium)
                .set_border_top_color(RULE)
        };
        let head = under(&heading, FormatBorder::Thin, RULE);
        // The names begin at the top: the foot of the cell is where a filter has its button.
        let name = |size: f64| {
            under(&plain, FormatBorder::Thin, RULE)
                .set_font_size(size)
                .set_rotation(STACKED)
                .set_align(FormatAlign::Top)
                .set_align(FormatAlign::Center)
        };
        let centred = lined(&plain).set_align(FormatAlign::Center);
        let mark = |role| {
            let mark = centred
                .clone()
                .set_font_size(11)
                .set_font_color(color(role));
            if role == Role::Lead {
                mark.set_bold()
            } else {
                mark
            }
        };
        let bare_mark = |role| {
            let mark = plain
                .clone()
                .set_align(FormatAlign::Center)
                .set_font_color(color(role));
            if role == Role::Lead {
                mark.set_bold()
            } else {
                mark
            }
        };
        let section = |format: &Format| lined(format).set_font_color(DIM);
        // No zeros: what a body does not lead needs no figure.
        let foot = plain
            .clone()
            .set_align(FormatAlign::Center)
            .set_font_size(9)
            .set_num_format("#,##0;-#,##0;");
        let foot_rows = |format: &Format| {
            [
                lined(format)
                    .set_border_top(FormatBorder::Thin)
                    .set_border_top_color(RULE),
                lined(format),
                under(format, FormatBorder::Medium, RULE),
            ]
        };
        Self {
            title: heading.clone().set_font_size(16),
            caption: plain.clone().set_font_color(DIM),
            group: Edged::new(
                &over(&lined(&plain))
                    .set_font_size(9)
                    .set_font_color(DIM)
                    .set_align(FormatAlign::Center),
            ),
            head: head.clone().set_align(FormatAlign::Bottom),
            corner: over(&plain),
            corner_edge: over(&plain)
                .set_border_right(FormatBorder::Thin)
                .set_border_right_color(STRONG),
            head_number: head
                .clone()
                .set_align(FormatAlign::Bottom)
                .set_align(FormatAlign::Right),
            names: NAME_SIZES.map(|(_, size)| Edged::new(&name(size))),
            turned: NAME_SIZES
                .map(|(_, size)| Edged::new(&name(size).set_rotation(TURNED).set_text_wrap())),
            plan: lined(&heading).set_font_size(11).set_background_color(PLAN),
            sections: [0, 1, 2, 3].map(|depth| match depth {
                0 => lined(&heading).set_background_color(SECTION),
                depth => section(&plain).set_indent(depth),
            }),
            clause: lined(&plain).set_font_color(DIM),
            task: Edged::new(&lined(&plain).set_text_wrap()),
            blank: Edged::new(&centred),
            total: lined(&plain).set_align(FormatAlign::Right),
            foot_labels: foot_rows(&heading),
            feet: foot_rows(&foot).map(|format| Edged::new(&format)),
            cell: lined(&plain).set_text_wrap(),
            tall: lined(&plain).set_text_wrap().set_align(FormatAlign::Top),
            number: lined(&plain).set_align(FormatAlign::Right),
            label: heading
                .clone()
                .set_align(FormatAlign::Top)
                .set_font_color(DIM),
            words: plain.clone().set_text_wrap().set_align(FormatAlign::Top),
            marks: Role::ALL.map(|role| Edged::new(&mark(role))),
            bare_mark: bare_mark(Role::Responsible),
            bare_marks: Role::ALL.map(bare_mark),
        }
    }

    /// The format of a body's name: its characters one below the other, or turned where it has
    /// words.
    pub fn name(&self, name: &str, is_edge: bool) -> &Format {
        if is_turned(name) {
            let lines = turned_lines(name).len().max(1);
            return self.turned[(lines - 1).min(NAME_SIZES.len() - 1)].at(is_edge);
        }
        self.names[name_size(name.chars().count())].at(is_edge)
    }

    /// The format of a mark in a table with lines.
    pub fn mark(&self, role: Role, is_edge: bool) -> &Format {
        self.marks[role.index()].at(is_edge)
    }

    /// The format of a mark in a big table; `None` where it is the column's own.
    pub fn bare(&self, role: Role) -> Option<&Format> {
        (role != Role::Responsible).then(|| &self.bare_marks[role.index()])
    }

    /// The format of a chapter's row.
    pub fn section(&self, depth: usize) -> &Format {
        &self.sections[depth.min(self.sections.len() - 1)]
    }
}
