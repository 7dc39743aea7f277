//! A row of the list: the name, a bar and the counts.

use eframe::egui::{self, Align2, CornerRadius, Rangef, Rect, RichText, Stroke, Ui, pos2};

use crate::model::Role;
use crate::num;
use crate::ui::agencies::{one_line, put};
use crate::ui::theme::{Look, bold, font, size};
use crate::ui::widgets;
use crate::view::search::Query;
use crate::view::{AgencyRow, Sheet};

/// With less width there are names and tasks only.
pub const ROOM_FOR_COUNTS: f32 = 300.0;
/// With less width the bar is short.
const ROOM_FOR_BAR: f32 = 380.0;
/// Left and right of the columns.
const LEFT: f32 = 16.0;
const RIGHT: f32 = 17.0;
/// The bar, from its end; in a narrow list it stands between two places, counted from the right.
const BAR: f32 = 70.0;
const BAR_SHORT: f32 = 40.0;
const NARROW_BAR: Rangef = Rangef {
    min: 32.0,
    max: 60.0,
};
/// A bar is at least so long, and half as high as.
const BAR_LEAST: f32 = 1.5;
const BAR_HALF: f32 = 2.0;
/// A column of counts, and all of them.
const COUNT: f32 = 36.0;
const COUNTS: f32 = 112.0;
/// Between the name and what follows it.
const NAME_GAP: f32 = 10.0;
const NAME_GAP_NARROW: f32 = 4.0;
/// Between the name and the former ones, and the least room for these.
const FORMER_GAP: f32 = 4.0;
const ROOM_FOR_FORMER: f32 = 30.0;

/// Where the columns end, from the left of the list; none where there is no room.
pub struct Columns {
    pub name: Rangef,
    pub bar: Rangef,
    pub leads: f32,
    pub others: Option<f32>,
    pub plans: Option<f32>,
}

impl Columns {
    /// The columns of a list in a rectangle.
    pub fn new(rect: Rect) -> Self {
        let (left, right) = (rect.left() + LEFT, rect.right() - RIGHT);
        if rect.width() < ROOM_FOR_COUNTS {
            return Self {
                name: Rangef::new(left, right - NARROW_BAR.max - NAME_GAP_NARROW),
                bar: Rangef::new(right - NARROW_BAR.max, right - NARROW_BAR.min),
                leads: right,
                others: None,
                plans: None,
            };
        }
        let width = if rect.width() < ROOM_FOR_BAR {
            BAR_SHORT
        } else {
            BAR
        };
        let end = right - COUNTS;
        Self {
            name: Rangef::new(left, end - width - NAME_GAP),
            bar: Rangef::new(end - width, end),
            leads: right - 2.0 * COUNT,
            others: Some(right - COUNT),
            plans: Some(right),
        }
    }
}

/// What rows are painted with.
#[derive(Clone, Copy)]
pub struct Painter<'a> {
    /// Where the columns stand.
    pub columns: &'a Columns,
    /// The data.
    pub sheet: &'a Sheet,
    /// What is looked for.
    pub query: &'a Query,
    /// The tasks of the busiest body.
    pub most: u32,
    /// The colours.
    pub look: &'a Look,
}

impl Painter<'_> {
    /// Paints a row.
    pub fn paint(&self, painter: &egui::Painter, line: Rect, row: &AgencyRow) {
        let Self {
            columns,
            sheet,
            query,
            most,
            look,
        } = *self;
        let y = line.center().y;
        painter.hline(
            line.x_range(),
            line.bottom() - 0.5,
            Stroke::new(1.0, look.hairline),
        );
        let workspace = sheet.workspace();
        let label = workspace.agency(row.agency).label();
        let idle = row.tasks == 0;
        // What stands in place of bar and counts takes the room that it needs.
        let words = if idle && row.through > 0 {
            format!("只经集合机构 {}", row.through)
        } else if idle {
            "没有任务".to_owned()
        } else {
            String::new()
        };
        let mut room = columns.name;
        if idle {
            let right = line.right() - RIGHT;
            let narrow = columns.plans.is_none();
            let words = if narrow { String::new() } else { words };
            let galley = painter.layout_no_wrap(words, font(size::SMALL), look.dim);
            let left = right - galley.size().x;
            put(painter, left, y, galley, look.dim);
            room.max = left - NAME_GAP;
        }
        let colour = if idle { look.dim } else { look.text };
        let ranges = query.highlights(label, false);
        let job = widgets::highlighted(label, &ranges, font(size::TEXT), colour, look);
        let name = widgets::cut(painter, job, room.span(), 1);
        let end = put(painter, room.min, y, name, colour);
        if !row.folded.is_empty() && room.max - end > ROOM_FOR_FORMER {
            let names: Vec<&str> = row
                .folded
                .iter()
                .map(|&ix| workspace.agency(ix).label())
                .collect();
            let words = format!("← {}", names.join("、"));
            let former = one_line(
                painter,
                &words,
                font(size::SMALL),
                look.dim,
                room.max - end - FORMER_GAP,
            );
            put(painter, end + FORMER_GAP, y, former, look.dim);
        }
        if idle {
            return;
        }
        let bar = |count: u32, colour| {
            let width = columns.bar.span() * num::share(count, most);
            let width = if count > 0 { width.max(BAR_LEAST) } else { 0.0 };
            let x = columns.bar.min..=columns.bar.min + width;
            painter.rect_filled(
                Rect::from_x_y_ranges(x, y - BAR_HALF..=y + BAR_HALF),
                CornerRadius::ZERO,
                colour,
            );
        };
        bar(row.tasks, look.bar);
        bar(row.leads(), look.accent);
        let number = |x: f32, count: usize, colour| {
            if count > 0 {
                let at = pos2(x, y);
                painter.text(
                    at,
                    Align2::RIGHT_CENTER,
                    count.to_string(),
                    font(size::SMALL),
                    colour,
                );
            }
        };
        match (columns.others, columns.plans) {
            (Some(others), Some(plans)) => {
                number(columns.leads, row.leads() as usize, look.text);
                number(others, row.others() as usize, look.text);
                number(plans, row.plans.len(), look.dim);
            }
            _ => number(columns.leads, row.tasks as usize, look.text),
        }
    }
}

/// The row for people who do not see it.
pub fn spoken(sheet: &Sheet, row: &AgencyRow) -> String {
    let label = sheet.workspace().agency(row.agency).label();
    let through = if row.through > 0 {
        format!("，另有 {} 项只经集合机构", row.through)
    } else {
        String::new()
    };
    format!(
        "{label}，{} 项任务，牵头 {} 项，{} 份方案{through}",
        row.tasks,
        row.leads(),
        row.plans.len()
    )
}

/// The full name, the counts by role and plan, and what was folded into it.
pub fn tooltip(ui: &mut Ui, sheet: &Sheet, row: &AgencyRow) {
    let workspace = sheet.workspace();
    ui.set_max_width(size::TOOLTIP);
    let agency = workspace.agency(row.agency);
    ui.label(RichText::new(&agency.name).font(bold(size::TEXT)));
    if row.tasks > 0 {
        let roles: Vec<String> = Role::ALL
            .into_iter()
            .filter(|role| row.roles[role.index()] > 0)
            .map(|role| format!("{} {}", role.label(), row.roles[role.index()]))
            .collect();
        ui.label(format!("{} 项任务，{}", row.tasks, roles.join("、")));
    }
    for &(plan, count) in &row.plans {
        ui.label(format!("{}　{count} 项", workspace.plan(plan).plan.label()));
    }
    if row.through > 0 {
        ui.label(format!("只经集合机构　{} 项", row.through));
    }
    if let Some(folded) = sheet.folded_text(&row.folded) {
        ui.label(folded);
    }
}
