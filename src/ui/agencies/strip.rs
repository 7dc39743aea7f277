//! A small timeline: when the targets of a body are due.

use std::collections::BTreeMap;

use eframe::egui::{
    Align2, Rect, RichText, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{LINE, put, tip};
use crate::model::{Date, Due, Role as Duty};
use crate::ui::Actions;
use crate::ui::theme::{Look, font, size};
use crate::view::Profile;

/// Its height, what is free around the axis, and the room of the years below it.
const HIGH: f32 = 64.0;
const AROUND: Vec2 = vec2(4.0, 6.0);
const YEARS: f32 = 24.0;
/// A tick of the axis, and how far below it its year stands.
const TICK: f32 = 3.0;
const YEAR_DOWN: f32 = 5.0;
/// Today: how far its word stands from its line and from above.
const TODAY_GAP: f32 = 3.0;
const TODAY_DOWN: f32 = 6.0;
/// Half a diamond, and how far above its middle its count stands.
const DIAMOND: f32 = 5.0;
const COUNT_UP: f32 = 7.0;
/// Below the words about targets without a date.
const BELOW: f32 = 4.0;
/// Years whose names stand closer than this are left out.
const LABEL: f32 = 40.0;

/// The targets of one deadline.
#[derive(Default)]
struct Point {
    count: usize,
    leads: bool,
}

/// Shows the deadlines that have a date, and says how many have none.
pub(super) fn show(ui: &mut Ui, profile: &Profile, look: &Look, actions: &Actions) {
    let workspace = profile.workspace();
    let mut points: BTreeMap<Date, Point> = BTreeMap::new();
    let mut from = i16::MAX;
    // How many targets have a day; one with several deadlines counts at each of them.
    let mut dated = 0;
    for row in &profile.targets {
        let dues = row.id.target(workspace).dues();
        let mut days: Vec<Date> = dues
            .filter_map(|due| match due {
                Due::By(date) | Due::Between(_, date) => Some(date.last_day()),
                _ => None,
            })
            .collect();
        days.dedup();
        dated += usize::from(!days.is_empty());
        let period = workspace.plan(row.plan).plan.period;
        for day in days {
            let point = points.entry(day).or_default();
            point.count += 1;
            point.leads |= row.role == Duty::Lead;
            from = from.min(period.map_or(day.year(), |period| period.from.year()));
        }
    }
    let Some(last) = points.keys().next_back().copied() else {
        return;
    };
    let today = profile.sheet.today.last_day();
    let axis = Axis {
        from: from.min(last.year()).min(today.year()),
        // The year after the last one is the right end.
        to: last.year().max(today.year()).saturating_add(1),
        area: Rect::NOTHING,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HIGH), Sense::hover());
    let axis = Axis {
        area: Rect::from_min_max(rect.min + AROUND, rect.max - vec2(AROUND.x, YEARS)),
        ..axis
    };
    response.widget_info(|| {
        let words: Vec<String> = points
            .iter()
            .map(|(date, point)| format!("{} {} 项", date.text(), point.count))
            .collect();
        WidgetInfo::labeled(Role::Label, true, format!("目标时限 {}", words.join("、")))
    });
    let painter = ui.painter();
    let base = axis.area.bottom();
    painter.hline(axis.area.x_range(), base, Stroke::new(LINE, look.line));
    axis.years(ui, look);
    let x = axis.x(today);
    if axis.area.x_range().contains(x) {
        painter.vline(x, axis.area.top()..=base, Stroke::new(LINE, look.accent));
        let words = painter.layout_no_wrap("今天".to_owned(), font(size::SMALL), look.accent);
        // At the left of the line where there is no room at its right.
        let left = if x + words.size().x + AROUND.x > rect.right() {
            x - words.size().x - TODAY_GAP
        } else {
            x + TODAY_GAP
        };
        put(
            painter,
            left,
            axis.area.top() + TODAY_DOWN,
            words,
            look.accent,
        );
    }
    for (date, point) in &points {
        let centre = pos2(axis.x(*date), base);
        let colour = if point.leads {
            look.role(Duty::Lead)
        } else {
            look.role(Duty::Responsible)
        };
        let diamond = [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)];
        let diamond = diamond
            .into_iter()
            .map(|(x, y)| centre + vec2(x, y) * DIAMOND)
            .collect();
        painter.add(Shape::convex_polygon(
            diamond,
            colour,
            Stroke::new(LINE, look.background),
        ));
        let at = centre - vec2(0.0, COUNT_UP);
        painter.text(
            at,
            Align2::CENTER_BOTTOM,
            point.count.to_string(),
            font(size::SMALL),
            look.text,
        );
    }
    tip(response, actions, |ui| {
        for (date, point) in &points {
            let passed = if *date < today { "，时限已到" } else { "" };
            ui.label(format!("{}　{} 项{passed}", date.text(), point.count));
        }
    });
    let undated = profile.targets.len() - dated;
    if undated > 0 {
        let words = format!("另有 {undated} 项没有确定日期");
        ui.label(RichText::new(words).font(font(size::SMALL)).color(look.dim));
        ui.add_space(BELOW);
    }
}

/// The axis: which years it has, and where it stands on the screen.
struct Axis {
    from: i16,
    to: i16,
    area: Rect,
}

impl Axis {
    fn x(&self, date: Date) -> f32 {
        let day = date.last_day();
        let months = f32::from(day.month().unwrap_or(12) - 1)
            + f32::from(day.day_of_month().unwrap_or(31)) / 31.0;
        let years = f32::from(day.year() - self.from) + months / 12.0;
        self.area.left() + self.area.width() * years / self.span()
    }

    fn span(&self) -> f32 {
        f32::from(self.to - self.from).max(1.0)
    }

    /// A tick for every year, and the names of as many as there is room for.
    fn years(&self, ui: &Ui, look: &Look) {
        let painter = ui.painter();
        let each = self.area.width() / self.span();
        let step = [1, 2, 5, 10, 20, 50]
            .into_iter()
            .find(|&step| f32::from(step) * each >= LABEL)
            .unwrap_or(100);
        let base = self.area.bottom();
        for year in self.from..self.to {
            let left = self.area.left() + each * f32::from(year - self.from);
            painter.vline(left, base..=base + TICK, Stroke::new(LINE, look.line));
            if (year - self.from) % step == 0 {
                let at = pos2(left + each.min(LABEL) / 2.0, base + YEAR_DOWN);
                painter.text(
                    at,
                    Align2::CENTER_TOP,
                    year.to_string(),
                    font(size::SMALL),
                    look.dim,
                );
            }
        }
    }
}
