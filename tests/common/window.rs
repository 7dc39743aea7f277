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

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::{Role, Toggled};
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, UiBuilder, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node, SnapshotOptions};
use zeren::app::ask::{Answer, Ask, Outcome};
use zeren::app::settings::{Settings, ThemeChoice};
use zeren::app::{App, Effect};
use zeren::ui::Screen;
use zeren::ui::picker::Picker;
use zeren::view::{RowKind, Sheet, ViewSpec};

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

    /// Everything that is named so.
    fn all<'a>(&'a self, label: &'a str) -> Vec<Node<'a>> {
        self.harness.query_all_by_label(label).collect()
    }

    /// Whether anything is named so.
    pub fn has(&self, label: &str) -> bool {
        !self.all(label).is_empty()
    }

    /// Whether something of this role is named so.
    pub fn has_role(&self, role: Role, label: &str) -> bool {
        let mut found = self.harness.query_all_by_role_and_label(role, label);
        found.next().is_some()
    }

    /// Whether anything has this in its name.
    pub fn says(&self, part: &str) -> bool {
        self.harness
            .query_all_by_label_contains(part)
            .next()
            .is_some()
    }

    /// All names that can be read in the window, a line each.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self
            .harness
            .root()
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                let words = match node.role() {
                    Role::Cell => return None,
                    Role::Label => node.value(),
                    _ => node.label().or(node.value()),
                };
                words.map(|words| format!("{:?} {words}", node.role()))
            })
            .collect();
        lines.join("\n")
    }

    /// What can be pressed under this name; of several the one in front.
    pub fn node<'a>(&'a self, label: &'a str) -> Node<'a> {
        let found = self.all(label);
        let pressable: Vec<&Node<'_>> = found
            .iter()
            .filter(|node| node.accesskit_node().role() != Role::Label)
            .collect();
        match (pressable.last(), found.last()) {
            (Some(node), _) => **node,
            (None, Some(node)) => *node,
            (None, None) => panic!("nothing is named {label:?} in\n{}", self.text()),
        }
    }

    /// Whether what is named so can be pressed.
    pub fn is_enabled(&self, label: &str) -> bool {
        !self.node(label).accesskit_node().is_disabled()
    }

    /// Whether what is named so is switched on.
    pub fn is_on(&self, label: &str) -> bool {
        self.node(label).accesskit_node().toggled() == Some(Toggled::True)
    }

    /// Clicks what is named so.
    pub fn click(&mut self, label: &str) {
        let at = self.node(label).rect().center();
        self.click_at(at, PointerButton::Primary);
    }

    /// Clicks what has this role and name.
    pub fn click_role(&mut self, role: Role, label: &str) {
        let found: Vec<Pos2> = self
            .harness
            .query_all_by_role_and_label(role, label)
            .map(|node| node.rect().center())
            .collect();
        let Some(&at) = found.last() else {
            panic!("no {role:?} is named {label:?} in\n{}", self.text());
        };
        self.click_at(at, PointerButton::Primary);
    }

    pub fn click_at(&mut self, at: Pos2, button: PointerButton) {
        self.click_with(Modifiers::NONE, at, button);
    }

    /// Clicks with keys held down.
    pub fn click_with(&mut self, modifiers: Modifiers, at: Pos2, button: PointerButton) {
        self.harness.hover_at(at);
        self.harness.run();
        for pressed in [true, false] {
            self.harness.event_modifiers(
                Event::PointerButton {
                    pos: at,
                    button,
                    pressed,
                    modifiers,
                },
                modifiers,
            );
        }
        self.settle();
        // Away with the pointer: hover texts would stand in the way of what is read next.
        self.harness.remove_cursor();
        self.settle();
    }

    /// Drags from one place to another and rests there for some frames.
    pub fn drag(&mut self, from: Pos2, to: Pos2, frames: usize) {
        self.harness.hover_at(from);
        self.harness.run();
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(button(from, true));
        self.harness.step();
        for part in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from.lerp(to, part));
            self.harness.step();
        }
        self.harness.run_steps(frames);
        self.harness.event(button(to, false));
        self.settle();
        self.harness.remove_cursor();
        self.settle();
    }

    /// Moves the pointer there, long enough for a hover text, and reads the window.
    pub fn hover(&mut self, label: &str) -> String {
        let at = self.node(label).rect().center();
        self.harness.hover_at(at);
        self.harness.run_steps(6);
        let text = self.text();
        self.harness.remove_cursor();
        self.settle();
        text
    }

    /// Types a character at a time into what has the focus.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
        }
        self.settle();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    /// The text of a field, by its hint.
    pub fn field<'a>(&'a self, hint: &'a str) -> Node<'a> {
        let found: Vec<Node<'_>> = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| {
                let data = node.accesskit_node().data().clone();
                data.placeholder() == Some(hint)
            })
            .collect();
        let [field] = found.as_slice() else {
            panic!("{} fields with the hint {hint:?}", found.len());
        };
        *field
    }

    /// Puts the cursor into a field, by its hint.
    pub fn focus_field(&mut self, hint: &str) {
        self.field(hint).focus();
        self.settle();
    }

    /// The place of a row of the sheet among those that are not folded away.
    fn place_of(&self, row: usize) -> usize {
        let before = self.sheet().rows[..row].iter();
        before.filter(|row| !row.hidden).count()
    }

    /// Cells of the matrix in sight: place of the row, column and mark.
    pub fn cells(&self) -> Vec<(usize, usize, String)> {
        let table = self.harness.get_by_role_and_label(Role::Table, "责任矩阵");
        table
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                (node.role() == Role::Cell).then(|| {
                    let row = node.data().row_index().expect("a row");
                    let column = node.data().column_index().expect("a column");
                    (row, column, node.value().unwrap_or_default())
                })
            })
            .collect()
    }

    /// The cell of the matrix at a row and a column of the sheet.
    fn cell(&self, row: usize, column: usize) -> Node<'_> {
        let place = self.place_of(row);
        let found = self.harness.root().children_recursive().find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Cell
                && node.data().row_index() == Some(place)
                && node.data().column_index() == Some(column)
        });
        found.expect("a cell in sight there")
    }

    /// Where the cell of the matrix at a row and a column of the sheet is.
    pub fn cell_at(&self, row: usize, column: usize) -> Pos2 {
        self.cell(row, column).rect().center()
    }

    /// The cells of the matrix that are marked, in sight: place of the row, and column.
    pub fn marked(&self) -> Vec<(usize, usize)> {
        let nodes = self.harness.root();
        let cells = nodes.children_recursive().filter_map(|node| {
            let node = node.accesskit_node();
            let data = node.data();
            let is_marked = node.role() == Role::Cell && data.is_selected() == Some(true);
            is_marked.then(|| Some((data.row_index()?, data.column_index()?)))?
        });
        cells.collect()
    }

    /// Clicks the cell of the matrix at a row and a column of the sheet.
    pub fn click_cell(&mut self, row: usize, column: usize, button: PointerButton) {
        let at = self.cell(row, column).rect().center();
        self.click_at(at, button);
    }

    /// Presses the cell of the matrix as a screen reader does.
    pub fn press_cell(&mut self, row: usize, column: usize) {
        self.cell(row, column).click_accesskit();
        self.settle();
    }

    /// Presses the title of a row of the matrix as a screen reader does.
    pub fn press_row(&mut self, label: &str) {
        self.harness
            .get_by_role_and_label(Role::RowHeader, label)
            .click_accesskit();
        self.settle();
    }

    /// The row of a task in the sheet.
    pub fn row_of(&self, plan: &str, key: &str) -> usize {
        let task = self.sheet().workspace().task_by_key(plan, key).unwrap();
        self.sheet()
            .rows
            .iter()
            .position(|row| row.kind == RowKind::Task(task))
            .expect("a shown task")
    }

    /// The column of a body in the sheet, by its short name.
    pub fn column_of(&self, label: &str) -> usize {
        let workspace = self.sheet().workspace();
        self.sheet()
            .columns
            .iter()
            .position(|column| workspace.agency(column.agency).label() == label)
            .expect("a shown body")
    }

    /// The task of the cell cursor, by key.
    pub fn cursor_task(&self) -> Option<String> {
        let task = self.app().selection().task?;
        Some(self.sheet().workspace().task(task).task.key())
    }

    /// The body of the cell cursor, by short name.
    pub fn cursor_body(&self) -> Option<String> {
        let agency = self.app().selection().agency?;
        Some(self.sheet().workspace().agency(agency).label().to_owned())
    }

    /// Whether a notice has this in its text.
    pub fn notice(&self, part: &str) -> bool {
        let mut notices = self.app().notices().iter();
        notices.any(|notice| notice.text.contains(part))
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
