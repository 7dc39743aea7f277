//! The succession of a body: boxes by generation, arrows with date and kind, and the basis below.

use eframe::egui::{
    Align2, CornerRadius, Label, Painter, Pos2, Rect, RichText, Role, ScrollArea, Sense, Shape,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{LINE, PART_GAP, one_line, put, select, tip};
use crate::model::Basis;
use crate::model::workspace::AgencyIx;
use crate::num;
use crate::terms;
use crate::ui::Actions;
use crate::ui::theme::{Look, font, size};
use crate::view::{LineageBody, LineageStep, Profile};

/// A box, at its widest and at its narrowest.
const WIDE: f32 = 227.0;
const NARROW: f32 = 126.0;
const HIGH: f32 = 46.0;
/// Between boxes, across for the arrow with its words.
const ACROSS: f32 = 133.0;
/// The same where there is little room.
const ACROSS_TIGHT: f32 = 108.0;
const DOWN: f32 = 12.0;
/// So wide boxes are read with ease; where they would be narrower, the arrows are short.
const COMFORTABLE: f32 = 190.0;
/// Inside a box: its corners, the room at its sides, its name from above, its years from below.
const ROUND: u8 = 6;
const INSIDE: f32 = 12.0;
const NAME_DOWN: f32 = 15.0;
const YEARS_UP: f32 = 13.0;
/// The border of the box of the profile, and of the one with the focus of the keys.
const HERE_LINE: f32 = 1.5;
const FOCUS_LINE: f32 = 2.0;
/// Below all boxes; and the scroll bar where they are wider than the page.
const BELOW_BOXES: f32 = 6.0;
const SCROLL_BAR: f32 = 12.0;
/// Between the lines that say what went over.
const LINE_GAP: f32 = 2.0;
/// So far from a box the arrows of several meet.
const MEET: f32 = 14.0;
/// The words of an arrow: how far from its ends, and above and below it.
const WORDS_GAP: f32 = 4.0;
const WORDS_AWAY: f32 = 3.0;
/// The point of an arrow, and the room that is left for it.
const POINT: Vec2 = vec2(7.0, 4.0);
const POINT_ROOM: f32 = 10.0;
/// What has not taken place yet is dashed so.
const DASH: f32 = 4.0;
const DASH_GAP: f32 = 3.0;

/// Shows the succession, if there is any.
pub(super) fn show(ui: &mut Ui, profile: &Profile, look: &Look, actions: &mut Actions) {
    let lineage = &profile.lineage;
    if lineage.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    if !lineage.steps.is_empty() {
        let boxes = Boxes::new(profile, ui.available_width());
        let mut all = boxes.size();
        if all.x > ui.available_width() {
            all.y += SCROLL_BAR;
        }
        ScrollArea::horizontal()
            .id_salt("lineage")
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(all, Sense::hover());
                boxes.paint_arrows(ui.painter(), rect.min, look);
                for body in &lineage.bodies {
                    boxes.show(ui, rect.min, body, look, actions);
                }
            });
        ui.add_space(BELOW_BOXES);
    }
    for step in &lineage.transfers {
        transfer(ui, profile, step, look);
    }
    let (mut stated, mut general): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for step in lineage.steps.iter().chain(&lineage.transfers) {
        let (list, words) = match &step.basis {
            Basis::Stated(words) => (&mut stated, words.as_str()),
            Basis::General(words) => (&mut general, words.as_str()),
        };
        if !list.contains(&words) {
            list.push(words);
        }
    }
    for (label, words) in [(terms::BASIS, stated), ("常识，非原文", general)] {
        if !words.is_empty() {
            let words = format!("{label}：{}", words.join("；"));
            let words = RichText::new(words).font(font(size::SMALL)).color(look.dim);
            ui.add(Label::new(words).wrap().selectable(true));
        }
    }
    ui.add_space(PART_GAP);
}

/// Duties that went over in part: said in words, so that nobody takes it for a succession.
fn transfer(ui: &mut Ui, profile: &Profile, step: &LineageStep, look: &Look) {
    let workspace = profile.workspace();
    let date = step.date.map(crate::model::Date::text).unwrap_or_default();
    let will = if step.has_begun { "" } else { "将" };
    let words = format!(
        "{date} {} → {} {will}{}，两个机构分别计数",
        workspace.agency(step.from).label(),
        workspace.agency(step.to).label(),
        step.how.label()
    );
    let words = words.trim();
    ui.add(Label::new(RichText::new(words).color(look.text)).wrap());
    ui.add_space(LINE_GAP);
}

/// Where the boxes stand.
struct Boxes<'a> {
    profile: &'a Profile,
    width: f32,
    across: f32,
    /// For every body of the lineage its left top corner.
    places: Vec<Pos2>,
    generations: usize,
    rows: usize,
}

impl<'a> Boxes<'a> {
    fn new(profile: &'a Profile, room: f32) -> Self {
        let bodies = &profile.lineage.bodies;
        let generations = bodies.iter().map(|body| body.generation + 1).max();
        let generations = generations.unwrap_or(1);
        let mut in_generation = vec![0_usize; generations];
        for body in bodies {
            in_generation[body.generation] += 1;
        }
        let rows = in_generation.iter().copied().max().unwrap_or(1);
        let across = |across: f32| room - across * num::float(generations - 1);
        let needed = num::float(generations) * COMFORTABLE;
        let across = if across(ACROSS) >= needed {
            ACROSS
        } else {
            ACROSS_TIGHT
        };
        let gaps = across * num::float(generations - 1);
        let width = ((room - gaps) / num::float(generations)).clamp(NARROW, WIDE);
        let mut filled = vec![0_usize; generations];
        let places = bodies
            .iter()
            .map(|body| {
                let nth = filled[body.generation];
                filled[body.generation] += 1;
                // A generation of few stands in the middle beside one of many.
                let free = num::float(rows - in_generation[body.generation]) / 2.0;
                pos2(
                    num::float(body.generation) * (width + across),
                    (num::float(nth) + free) * (HIGH + DOWN),
                )
            })
            .collect();
        Self {
            profile,
            width,
            across,
            places,
            generations,
            rows,
        }
    }

    fn size(&self) -> Vec2 {
        let gaps = num::float(self.generations - 1);
        vec2(
            num::float(self.generations) * self.width + gaps * self.across,
            num::float(self.rows) * (HIGH + DOWN) - DOWN + FOCUS_LINE,
        )
    }

    fn rect(&self, origin: Pos2, agency: AgencyIx) -> Rect {
        let bodies = &self.profile.lineage.bodies;
        let nth = bodies.iter().position(|body| body.agency == agency);
        let place = nth.map_or(Pos2::ZERO, |nth| self.places[nth]);
        Rect::from_min_size(origin + place.to_vec2(), vec2(self.width, HIGH))
    }

    /// The arrows to each body. Where all that leads to it happened alike, the words stand once.
    fn paint_arrows(&self, painter: &Painter, origin: Pos2, look: &Look) {
        let lineage = &self.profile.lineage;
        for body in &lineage.bodies {
            let steps: Vec<&LineageStep> = lineage
                .steps
                .iter()
                .filter(|step| step.to == body.agency)
                .collect();
            let Some(first) = steps.first() else { continue };
            let end = self.rect(origin, body.agency).left_center();
            let alike = |step: &&LineageStep| words(step) == words(first);
            let together = steps.iter().all(alike);
            // The steps meet on a line, near where they come from or near where they go.
            let meet = if together && steps.len() > 1 {
                end.x - self.across + MEET
            } else {
                end.x - MEET
            };
            let mut reach = eframe::egui::Rangef::new(end.y, end.y);
            for step in &steps {
                let start = self.rect(origin, step.from).right_center();
                reach = eframe::egui::Rangef::new(reach.min.min(start.y), reach.max.max(start.y));
                line(painter, start, pos2(meet, start.y), step.has_begun, look);
                if !together || steps.len() == 1 {
                    let room = eframe::egui::Rangef::new(start.x + WORDS_GAP, meet - WORDS_GAP);
                    label(painter, room, start.y, step, look);
                }
            }
            if reach.span() > LINE {
                painter.vline(meet, reach, Stroke::new(LINE, look.dim));
            }
            line(painter, pos2(meet, end.y), end, first.has_begun, look);
            if together && steps.len() > 1 {
                let room = eframe::egui::Rangef::new(meet + WORDS_GAP, end.x - POINT_ROOM);
                label(painter, room, end.y, first, look);
            }
            let point = [vec2(0.0, 0.0), -POINT, vec2(-POINT.x, POINT.y)];
            let point = point.into_iter().map(|corner| end + corner).collect();
            painter.add(Shape::convex_polygon(point, look.dim, Stroke::NONE));
        }
    }

    fn show(
        &self,
        ui: &mut Ui,
        origin: Pos2,
        body: &LineageBody,
        look: &Look,
        actions: &mut Actions,
    ) {
        let rect = self.rect(origin, body.agency);
        let workspace = self.profile.workspace();
        let agency = workspace.agency(body.agency);
        let here = body.agency == self.profile.agency;
        let id = ui.scope_id().with(("body", body.agency));
        let response = ui.interact(rect, id, Sense::click());
        let years = years(self.profile, body);
        response.widget_info(|| {
            let words = format!("沿革 {}，{years}", agency.name);
            WidgetInfo::selected(Role::Button, true, here, words)
        });
        let painter = ui.painter();
        let (fill, stroke) = match (here, response.hovered()) {
            (true, _) => (look.selection, Stroke::new(HERE_LINE, look.accent)),
            (false, true) => (look.crosshair, Stroke::new(LINE, look.accent)),
            (false, false) => (look.background, Stroke::new(LINE, look.line)),
        };
        let stroke = if response.has_focus() {
            Stroke::new(FOCUS_LINE, look.accent)
        } else {
            stroke
        };
        painter.rect(
            rect,
            CornerRadius::same(ROUND),
            fill,
            stroke,
            StrokeKind::Inside,
        );
        let room = rect.width() - 2.0 * INSIDE;
        let x = rect.left() + INSIDE;
        // Where the full name does not fit, the short one does; then it need not be said again.
        let fits = |words: &str, points: f32| {
            let galley = painter.layout_no_wrap(words.to_owned(), font(points), look.text);
            galley.size().x <= room
        };
        let name = if fits(&agency.name, size::TEXT) {
            &agency.name
        } else {
            agency.label()
        };
        let both = format!("{} · {years}", agency.label());
        let words = if name == agency.label() || !fits(&both, size::SMALL) {
            &years
        } else {
            &both
        };
        let name = one_line(painter, name, font(size::TEXT), look.text, room);
        put(painter, x, rect.top() + NAME_DOWN, name, look.text);
        let words = one_line(painter, words, font(size::SMALL), look.dim, room);
        put(painter, x, rect.bottom() - YEARS_UP, words, look.dim);
        if response.clicked() {
            actions.push(select(body.agency));
        }
        tip(response, actions, |ui| {
            ui.set_max_width(size::TOOLTIP);
            ui.label(&agency.name);
            ui.label(format!("{years}，{} 项任务写作这个名称", body.tasks));
        });
    }
}

/// When and how, and whether a document says so.
fn words(step: &LineageStep) -> (String, &'static str) {
    let when = match step.date {
        Some(_) => step.text(),
        None => format!("{}，时间未写明", step.text()),
    };
    let basis = match step.basis {
        Basis::Stated(_) => "原文写明",
        Basis::General(_) => "常识，非原文",
    };
    (when, basis)
}

fn label(painter: &Painter, room: eframe::egui::Rangef, y: f32, step: &LineageStep, look: &Look) {
    let (when, basis) = words(step);
    for (words, y, align, colour) in [
        (when, y - WORDS_AWAY, Align2::CENTER_BOTTOM, look.text),
        (
            basis.to_owned(),
            y + WORDS_AWAY,
            Align2::CENTER_TOP,
            look.dim,
        ),
    ] {
        let galley = one_line(painter, &words, font(size::SMALL), colour, room.span());
        let rect = align.anchor_size(pos2(room.center(), y), galley.size());
        painter.galley(rect.min, galley, colour);
    }
}

/// A line across; dashed for what has not taken place yet.
fn line(painter: &Painter, from: Pos2, to: Pos2, has_begun: bool, look: &Look) {
    let stroke = Stroke::new(LINE, look.dim);
    if has_begun {
        painter.line_segment([from, to], stroke);
    } else {
        painter.extend(Shape::dashed_line(&[from, to], stroke, DASH, DASH_GAP));
    }
}

/// The years of the plans that name the body: `2017、2018 年 2 份方案`.
fn years(profile: &Profile, body: &LineageBody) -> String {
    if body.plans.is_empty() {
        return "没有方案写到".to_owned();
    }
    let mut years: Vec<i16> = body
        .plans
        .iter()
        .filter_map(|&ix| profile.workspace().plan(ix).plan.issued)
        .map(crate::model::Date::year)
        .collect();
    years.sort_unstable();
    years.dedup();
    let count = body.plans.len();
    if years.is_empty() || years.len() > 4 {
        return format!("{count} 份方案");
    }
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    format!("{} 年 {count} 份方案", years.join("、"))
}
