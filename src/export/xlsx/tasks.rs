//! 任务清单: a row for every task, under the headings of its groups, made to be printed.

use rust_xlsxwriter::{ColNum, Url, Worksheet};

use super::style::Styles;
use super::table::Table;
use super::text::fitting;
use super::{Links, place_in};
use crate::export::ExportError;
use crate::export::progress::Steps;
use crate::model::Role;
use crate::terms;
use crate::view::{Sheet, TaskGroupKind, TaskLineKind, TaskList, TaskRowMaker};

/// The name of the worksheet.
pub(super) const NAME: &str = terms::TASK_LIST;

/// The columns and their widths. They fill an A3 page across at a size that can be read.
const HEADERS: [&str; 8] = [
    terms::CLAUSE,
    terms::TASK,
    terms::LEAD,
    terms::RESPONSIBLE,
    terms::OTHER_ROLES,
    terms::GOALS,
    terms::FIELDS,
    terms::NOTE,
];
const WIDTHS: [u32; 8] = [12, 56, 20, 40, 24, 44, 20, 20];

/// What the widths of a page add up to.
const PAGE: u32 = 216;

/// The columns that may stand empty in the whole table, and what they give up their width to.
const OPTIONAL: [usize; 5] = [2, 4, 5, 6, 7];

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
    (links, steps): (&mut Links, &mut Steps<'_>),
) -> Result<(), ExportError> {
    let list = TaskList::new(sheet);
    let rows = TaskRowMaker::new(sheet);
    let workspace = sheet.workspace();
    let columns = Columns::new(sheet);
    let mut table = Table::new(page, styles, sheet.shown.tasks, &columns.widths);
    // Rows of several paragraphs want more air than a table of figures.
    table.line = 15;
    table.head(sheet, NAME, &columns.headers)?;
    // The plan's own heading says it; where no heading does, its name stands at the task.
    let says_plan = matches!(
        list.groups.first().map(|group| &group.kind),
        Some(TaskGroupKind::Plan(_))
    ) || sheet.shown.plans == 1;
    for line in &list.lines {
        let task = match line.kind {
            TaskLineKind::Group(nth) => {
                let group = &list.groups[nth];
                let text = format!("{}　{}", group.label(workspace), group.count_text());
                let format = match group.depth {
                    0 => &styles.plan,
                    depth => styles.section(depth - 1),
                };
                let height = if group.depth == 0 { 22 } else { 19 };
                table.band(&text, format, height)?;
                continue;
            }
            TaskLineKind::Task(task) => task,
        };
        steps.step()?;
        let row = rows.row(task);
        let mut words = row.title.to_owned();
        if !says_plan {
            words.push_str(&format!("（{}）", workspace.plan(row.plan).plan.label()));
        }
        if !row.summary.is_empty() {
            words.push('\n');
            words.push_str(row.summary);
        }
        let cells = [
            row.clause.clone(),
            words,
            row.bodies_text(Role::Lead),
            row.bodies_text(Role::Responsible),
            row.others_text().replace('；', "\n"),
            row.goals_text(),
            row.fields_text(),
            row.note.clone(),
        ];
        let cells: Vec<&str> = columns
            .shown
            .iter()
            .map(|&nth| cells[nth].as_str())
            .collect();
        for (column, text) in (0..).zip(&cells) {
            table.text(column, text)?;
        }
        let begun = table.at;
        table.next_joined(&cells)?;
        if let Some(there) = links.matrix.get(&task) {
            let format = match table.at - begun {
                ..=1 => &styles.cell,
                _ => &styles.tall,
            };
            let link = Url::new(place_in(terms::MATRIX, *there));
            let link = link.set_text(fitting(cells[0])).set_tip(terms::TO_MATRIX);
            table.page.write_url_with_format(begun, 0, link, format)?;
            links.tasks.insert(task, begun);
        }
    }
    if !table.drawn {
        // The rows have no format of their own: that of the columns wraps their texts.
        let columns = ColNum::try_from(columns.widths.len()).unwrap_or(ColNum::MAX);
        table.finish(sheet, false)?;
        page.set_column_range_format(0, columns - 1, &styles.cell)?;
        return Ok(());
    }
    table.finish(sheet, false)
}

/// The columns that something stands in.
struct Columns {
    shown: Vec<usize>,
    headers: Vec<&'static str>,
    widths: Vec<u32>,
}

impl Columns {
    fn new(sheet: &Sheet) -> Self {
        let roles = sheet.roles();
        let workspace = sheet.workspace();
        let any = |with: &dyn Fn(&crate::model::Task) -> bool| {
            sheet.tasks().any(|task| with(&workspace.task(task).task))
        };
        let has = |nth: usize| match nth {
            2 => roles.contains(&Role::Lead),
            4 => roles.iter().any(|role| *role > Role::Responsible),
            5 => any(&|task| !task.targets.is_empty() || task.dues().next().is_some()),
            6 => any(&|task| !task.fields.is_empty()),
            7 => any(&|task| {
                task.note.is_some() || task.assignments.iter().any(|known| known.note.is_some())
            }),
            _ => true,
        };
        let shown: Vec<usize> = (0..HEADERS.len())
            .filter(|nth| !OPTIONAL.contains(nth) || has(*nth))
            .collect();
        let mut widths: Vec<u32> = shown.iter().map(|&nth| WIDTHS[nth]).collect();
        // What is left over goes to tasks and bodies, so that the page stays full.
        let spare = PAGE.saturating_sub(widths.iter().sum::<u32>());
        for (width, nth) in widths.iter_mut().zip(&shown) {
            if matches!(nth, 1 | 3) {
                *width += spare / 2;
            }
        }
        Self {
            headers: shown.iter().map(|&nth| HEADERS[nth]).collect(),
            shown,
            widths,
        }
    }
}
