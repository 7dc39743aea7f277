//! The program's window without a screen: the real state, screen parts and keys.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a helper of tests fails with them"
)]
#![allow(
    dead_code,
    reason = "several test programs use this, each its own part of it"
)]

mod acting;
mod matrix;
mod reading;

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{self, UiBuilder, Vec2};
use egui_kittest::{Harness, SnapshotOptions};
use zeren::app::ask::{Answer, Ask, Outcome};
use zeren::app::settings::{Settings, ThemeChoice};
use zeren::app::{App, Effect};
use zeren::ui::Screen;
use zeren::ui::picker::Picker;
use zeren::view::{Sheet, ViewSpec};

use crate::raster::Raster;

/// The size the window is made for.
pub const LAPTOP: (f32, f32) = (1366.0, 768.0);

/// How long jobs and file watching may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program on its built-in data, light, on a day that does not pass.
pub fn app() -> App {
    app_with(Settings::default())
}

/// The same with what was remembered.
pub fn app_with(settings: Settings) -> App {
    App::new(settings, None, "2026-11-22".parse().unwrap())
}

/// Settings with a theme, so that no test depends on the system's.
pub fn themed(theme: ThemeChoice) -> Settings {
    Settings {
        theme,
        ..Settings::default()
    }
}

/// What the window system would hold.
pub struct Program {
    pub app: App,
    screen: Rc<RefCell<Option<Screen>>>,
    picker: Picker,
    effects: Vec<Effect>,
}

impl Program {
    /// What the window does each frame.
    fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        // The harness leaves a margin that a window does not have.
        let all = ctx.content_rect();
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(all));
        ui.set_clip_rect(all);
        let mut screen = self.screen.borrow_mut();
        let screen = screen.as_mut().expect("made before the first frame");
        self.app.poll();
        screen.show(ui, &mut self.app, self.picker.is_open());
        let look = screen.look(&ctx, &self.app);
        self.picker.show(&ctx, &look, &mut self.app);
        for effect in self.app.take_effects() {
            if effect == Effect::FocusSearch {
                screen.focus_search(&ctx);
            }
            if let Effect::AskOwn(ask) = &effect {
                self.picker.ask(&mut self.app, ask.clone(), None, true);
            }
            self.effects.push(effect);
        }
    }
}

/// A window.
pub struct Window {
    pub harness: Harness<'static, Program>,
}

impl Window {
    /// A window on the built-in data.
    pub fn open() -> Self {
        Self::with(app(), LAPTOP, 1.0)
    }

    /// A window on a state, so many points wide and high.
    pub fn with(app: App, size: (f32, f32), pixels_per_point: f32) -> Self {
        let screen = Rc::new(RefCell::new(None));
        let slot = Rc::clone(&screen);
        let program = Program {
            app,
            screen,
            picker: Picker::default(),
            effects: Vec::new(),
        };
        let harness = Harness::builder()
            .with_size(Vec2::from(size))
            .with_pixels_per_point(pixels_per_point)
            .with_max_steps(20)
            .with_render_cursor(false)
            .with_context_setup(move |ctx| *slot.borrow_mut() = Some(Screen::new(ctx)))
            .renderer(Raster::default())
            .build_ui_state(|ui, program: &mut Program| program.frame(ui), program);
        let mut window = Self { harness };
        let ctx = window.harness.ctx.clone();
        window
            .app_mut()
            .set_waker(Arc::new(move || ctx.request_repaint()));
        window.settle();
        window
    }

    pub fn app(&self) -> &App {
        &self.harness.state().app
    }

    pub fn app_mut(&mut self) -> &mut App {
        &mut self.harness.state_mut().app
    }

    pub fn view(&self) -> &ViewSpec {
        self.app().view()
    }

    pub fn sheet(&self) -> &Sheet {
        self.app().sheet()
    }

    /// How many tasks are shown.
    pub fn tasks(&self) -> usize {
        self.sheet().shown.tasks
    }

    /// Goes on until no job is under way and nothing moves any more.
    pub fn settle(&mut self) {
        self.wait("the jobs", |app| !app.jobs().is_busy());
    }

    /// Goes on until the state is as wanted, for a while.
    pub fn wait(&mut self, what: &str, ready: impl Fn(&App) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.harness.run();
            if ready(self.app()) {
                break;
            }
            assert!(Instant::now() < end, "waited in vain for {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.harness.run();
    }

    /// What the window system was asked to do since the last time.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.harness.state_mut().effects)
    }

    /// The one thing that a file dialog was wanted for.
    pub fn asked(&mut self) -> Ask {
        let asks: Vec<Ask> = self
            .effects()
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::Ask(ask) => Some(ask),
                _ => None,
            })
            .collect();
        let [ask] = asks.as_slice() else {
            panic!("asked for {asks:?}");
        };
        ask.clone()
    }

    /// Answers a file dialog.
    pub fn answer(&mut self, ask: Ask, outcome: Outcome) {
        self.app_mut().take_answer(Answer { ask, outcome });
        self.settle();
    }

    /// Compares the window with the stored picture of this name.
    pub fn compare(&mut self, name: &str) {
        self.harness.remove_cursor();
        self.settle();
        let picture = self.harness.render().unwrap();
        let options = SnapshotOptions::new()
            .output_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"))
            .threshold(1.5)
            .max_failed_pixels(40_usize);
        if let Err(error) = egui_kittest::try_image_snapshot_options(&picture, name, &options) {
            panic!("{error}");
        }
    }
}
