//! A frame of the matrix while it scrolls both ways, of the lists of agencies and of tasks, and of
//! the timeline: layout and tessellation, without a screen.

use std::time::Duration;

use eframe::egui::{
    self, Event, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2,
};
use zeren::app::settings::Settings;
use zeren::app::{Action, App};
use zeren::model::Dataset;
use zeren::synth;
use zeren::ui::agencies::AgenciesView;
use zeren::ui::matrix::Matrix;
use zeren::ui::tasks::TasksView;
use zeren::ui::timeline::TimelineView;
use zeren::ui::{Actions, fonts, theme};
use zeren::view::{TimeScale, ViewSpec};

use super::table::{Budget, Table};
use super::{Bench, TODAY};

/// The window of the measurements.
const SIZE: egui::Vec2 = vec2(1600.0, 1000.0);

pub fn run(bench: &Bench, table: &mut Table) {
    let plain = Budget::Time(Duration::from_micros(600));
    let nodes = Budget::Time(Duration::from_micros(2500));
    let cases = [
        ("frame: scrolling S", Part::Matrix, false, false, &plain),
        ("frame: scrolling L", Part::Matrix, true, false, &plain),
        (
            "frame: scrolling the agencies of L beside a profile",
            Part::Agencies,
            true,
            false,
            &plain,
        ),
        (
            "frame: scrolling the agencies of L, a node per row",
            Part::Agencies,
            true,
            true,
            &nodes,
        ),
        (
            "frame: scrolling S, a node per cell",
            Part::Matrix,
            false,
            true,
            &nodes,
        ),
        (
            "frame: scrolling L, a node per cell",
            Part::Matrix,
            true,
            true,
            &nodes,
        ),
        (
            "frame: scrolling the tasks of L",
            Part::Tasks,
            true,
            false,
            &plain,
        ),
        (
            "frame: scrolling the tasks of L, a node per cell",
            Part::Tasks,
            true,
            true,
            &nodes,
        ),
        (
            "frame: scrolling the timeline of L, two targets a task",
            Part::Timeline,
            true,
            false,
            &plain,
        ),
        (
            "frame: scrolling the timeline of L, a node per target",
            Part::Timeline,
            true,
            true,
            &nodes,
        ),
    ];
    for (name, part, large, listening, budget) in cases {
        if !bench.wants(name) {
            continue;
        }
        let mut dataset = if large { bench.large() } else { bench.small() };
        if part == Part::Timeline {
            synth::add_targets(&mut dataset, 2, 1);
        }
        let Some(mut scroller) = Scroller::open(&dataset, part, listening) else {
            eprintln!("could not open the data of {name}");
            continue;
        };
        let mut empty = Empty::new(listening);
        // Type and layout of the first frames are no part of scrolling.
        for _ in 0..10 {
            scroller.frame();
            empty.frame();
        }
        let about = Duration::from_secs(3);
        let pair = bench
            .effort
            .compare(about, || scroller.frame(), || empty.frame());
        table.add(name, "empty panel", &pair, budget);
    }
}

/// Input of a frame: the pointer rests on the marks, and the wheel turns one way, then the other.
fn input(count: u32) -> RawInput {
    let delta = match count % 40 {
        0..10 => vec2(0.0, -40.0),
        10..20 => vec2(-40.0, 0.0),
        20..30 => vec2(0.0, 30.0),
        _ => vec2(30.0, 0.0),
    };
    RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
        time: Some(f64::from(count) / 60.0),
        events: vec![
            Event::PointerMoved(pos2(900.0, 500.0)),
            Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            },
        ],
        ..RawInput::default()
    }
}

fn context(listening: bool) -> egui::Context {
    let ctx = egui::Context::default();
    fonts::install(&ctx, None);
    theme::LIGHT.install(&ctx);
    if listening {
        ctx.enable_accesskit();
    }
    ctx
}

/// What is scrolled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Matrix,
    /// The list under the pointer, and the profile of the busiest agency.
    Agencies,
    Tasks,
    /// By month, so that it is wider than the window.
    Timeline,
}

struct Scroller {
    ctx: egui::Context,
    app: App,
    part: Part,
    matrix: Matrix,
    agencies: AgenciesView,
    tasks: TasksView,
    timeline: TimelineView,
    count: u32,
}

impl Scroller {
    fn open(dataset: &Dataset, part: Part, listening: bool) -> Option<Self> {
        let file = tempfile::Builder::new().suffix(".ron").tempfile().ok()?;
        zeren::store::save(file.path(), dataset).ok()?;
        let mut app = App::new(Settings::default(), None, TODAY);
        app.apply(Action::OpenFiles {
            files: vec![file.path().to_owned()],
            add: false,
        });
        while app.jobs().is_busy() {
            app.poll();
            std::thread::sleep(Duration::from_millis(5));
        }
        app.poll();
        app.apply(Action::View(ViewSpec {
            time_scale: TimeScale::Month,
            ..app.view().clone()
        }));
        (app.data().workspace.tasks.len() == tasks(dataset)).then(|| Self {
            ctx: context(listening),
            app,
            part,
            matrix: Matrix::default(),
            agencies: AgenciesView::default(),
            tasks: TasksView::default(),
            timeline: TimelineView::default(),
            count: 0,
        })
    }

    fn frame(&mut self) -> usize {
        self.count += 1;
        let Self {
            ctx,
            app,
            part,
            matrix,
            agencies,
            tasks,
            timeline,
            count,
        } = self;
        let mut actions = Actions::default();
        let mut input = input(*count);
        if let Part::Agencies = part {
            input.events[0] = Event::PointerMoved(pos2(200.0, 500.0));
        }
        let mut output = ctx.run_ui(input, |ui| match part {
            Part::Matrix => matrix.show(ui, app, &theme::LIGHT, &mut actions),
            Part::Agencies => agencies.show(ui, app, &theme::LIGHT, &mut actions),
            Part::Tasks => tasks.show(ui, app, &theme::LIGHT, &mut actions),
            Part::Timeline => timeline.show(ui, app, &theme::LIGHT, &mut actions),
        });
        // Nobody takes new characters to a graphics card here.
        output.textures_delta.clear();
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

struct Empty {
    ctx: egui::Context,
    count: u32,
}

impl Empty {
    fn new(listening: bool) -> Self {
        Self {
            ctx: context(listening),
            count: 0,
        }
    }

    fn frame(&mut self) -> usize {
        self.count += 1;
        let mut output = self.ctx.run_ui(input(self.count), |ui| {
            ui.painter().rect_filled(
                ui.max_rect(),
                egui::CornerRadius::ZERO,
                theme::LIGHT.background,
            );
        });
        output.textures_delta.clear();
        self.ctx
            .tessellate(output.shapes, output.pixels_per_point)
            .len()
    }
}

fn tasks(dataset: &Dataset) -> usize {
    fn of(sections: &[zeren::model::Section]) -> usize {
        sections
            .iter()
            .map(|section| section.tasks.len() + of(&section.sections))
            .sum()
    }
    dataset.plans.iter().map(|plan| of(&plan.sections)).sum()
}
