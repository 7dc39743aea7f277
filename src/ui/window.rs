//! The window around the program: eframe, effects of the window system, and the end of it all.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use eframe::egui;

use super::Screen;
use super::clipboard::Clipboard;
use super::display;
use super::picker::Picker;
use super::place;
use crate::app::settings::{Settings, WindowPlace};
use crate::app::{Action, App, Effect, FirstData};
use crate::diagnostic::Diagnostic;
use crate::num;
use crate::terms;
use crate::view::run::Meeting;

/// What goes without a window.
const WITHOUT_WINDOW: &str = "没有窗口也可以用命令行：zeren check 检查数据，zeren export 导出";

/// What to do where the graphics are the trouble.
const GRAPHICS: &str = if cfg!(windows) {
    "请安装显卡厂商的驱动程序，不用系统自带的基本显示驱动；远程桌面中打不开时，在本机打开"
} else {
    "请安装显卡驱动（Mesa，如软件包 libgl1-mesa-dri、libegl1）；\
     装好仍打不开时，设置环境变量 LIBGL_ALWAYS_SOFTWARE=1 再启动"
};

/// Called once, at the end of the first frame.
pub type FirstFrame = Box<dyn FnOnce(&egui::Context)>;

/// Opens the window and returns when it is closed. With a view it begins with the run of slides of
/// that view.
///
/// # Errors
/// When there is no display, or none of its graphics can be used.
pub fn run(files: Vec<PathBuf>, meeting: Option<Meeting>) -> Result<(), Diagnostic> {
    let path = Settings::default_path();
    crate::journal::start(path.as_deref().and_then(Path::parent));
    // What a panic says goes to a console that nobody may see.
    let ended = catch_unwind(AssertUnwindSafe(|| {
        run_watched(files, meeting, Box::new(|_| ()))
    }));
    let ended = ended.unwrap_or_else(|_| Err(broken()));
    match &ended {
        Ok(()) => log::info!("end"),
        Err(error) => log::error!("no window: {}", error.message),
    }
    ended
}

fn broken() -> Diagnostic {
    let hint = match crate::journal::path() {
        Some(path) => format!(
            "重新打开程序；再次出现时，请把日志发给维护者：{}",
            path.display()
        ),
        None => "重新打开程序；再次出现时，请告诉维护者".to_owned(),
    };
    Diagnostic::error("程序内部出错，已经关闭").with_hint(hint)
}

/// As [`run`], for measurements: says when the first frame is there.
///
/// # Errors
/// As [`run`].
pub fn run_watched(
    files: Vec<PathBuf>,
    meeting: Option<Meeting>,
    first_frame: FirstFrame,
) -> Result<(), Diagnostic> {
    let today = crate::today::today()?;
    let path = Settings::default_path();
    let (settings, problem) = path.as_deref().map(Settings::read).unwrap_or_default();
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(terms::MATRIX)
        .with_app_id("zeren")
        .with_icon(icon())
        .with_min_inner_size([720.0, 480.0])
        .with_inner_size([1366.0, 768.0])
        .with_drag_and_drop(true);
    if let Some(place) = settings.window {
        viewport = viewport
            .with_inner_size([place.size.0.max(720.0), place.size.1.max(480.0)])
            .with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position([x, y]);
        }
    }
    #[cfg_attr(
        not(all(unix, not(target_os = "macos"))),
        expect(unused_mut, reason = "elsewhere there is one window system")
    )]
    let mut options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..Default::default()
    };
    #[cfg(all(unix, not(target_os = "macos")))]
    if display::wayland_is_stale() {
        use winit::platform::x11::EventLoopBuilderExtX11 as _;
        options.event_loop_builder = Some(Box::new(|builder| {
            builder.with_x11();
        }));
    }
    let first = std::thread::Builder::new()
        .name("zeren-data".to_owned())
        .spawn(move || FirstData::built_in(today));
    eframe::run_native(
        "zeren",
        options,
        Box::new(move |creation| {
            if let (Some(window), Some(remembered)) = (creation.winit_window(), settings.window) {
                place::put_on_a_screen(window, remembered);
            }
            // Where it could not be made there, it is made here.
            let first = first.ok().and_then(|thread| thread.join().ok());
            let first = first.unwrap_or_else(|| FirstData::built_in(today));
            let mut app = App::on(first, settings, path);
            app.set_printer(crate::app::printer::find());
            // Nobody waits for it, and whether it comes about matters little.
            let tidying = std::thread::Builder::new()
                .name("zeren-tidy".to_owned())
                .spawn(crate::app::printer::clear_away);
            if let Err(error) = tidying {
                log::warn!("no thread to tidy up: {error}");
            }
            super::ime::install(&creation.egui_ctx, super::ime::Told::of(creation));
            let ctx = creation.egui_ctx.clone();
            app.set_waker(Arc::new(move || ctx.request_repaint()));
            if let Some(problem) = problem {
                app.report(problem);
            }
            if let Some(window) = creation.winit_window() {
                // A run that begins at once knows where to.
                app.set_displays(place::displays(window));
            }
            match meeting {
                Some(meeting) => app.present_at_start(files, meeting),
                None => app.open_at_start(files),
            }
            let mut window = Window::new(app, &creation.egui_ctx, first_frame);
            window.dress_first(creation);
            Ok(Box::new(window))
        }),
    )
    .map_err(|error| no_window(&error))
}

fn no_window(error: &eframe::Error) -> Diagnostic {
    log::error!("{error}");
    match error {
        // Its own words hold places in source files and help nobody.
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => Diagnostic::error(format!(
            "没有可用的显示器，打不开窗口（{}）",
            display::named()
        ))
        .with_hint(WITHOUT_WINDOW),
        _ => Diagnostic::error("显卡驱动不支持 OpenGL 2.0 以上，打不开窗口")
            .with_hint(format!("{GRAPHICS}；{WITHOUT_WINDOW}")),
    }
}

/// The program's icon: the mark of a lead over a ring.
fn icon() -> egui::IconData {
    const SIZE: u16 = 64;
    let mut rgba = Vec::with_capacity(usize::from(SIZE) * usize::from(SIZE) * 4);
    for y in 0..SIZE {
        for x in 0..SIZE {
            let pixel = |cx: f32, cy: f32, inner: f32, outer: f32| {
                let distance = (f32::from(x) - cx).hypot(f32::from(y) - cy);
                (outer - distance).clamp(0.0, 1.0) * (distance - inner).clamp(0.0, 1.0)
            };
            let lead = pixel(22.0, 22.0, -1.0, 17.0);
            let rings = pixel(47.0, 47.0, 8.0, 13.0)
                .max(pixel(22.0, 47.0, 8.0, 13.0))
                .max(pixel(47.0, 22.0, 8.0, 13.0));
            let alpha = lead.max(rings);
            let alpha = u8::try_from(num::whole(alpha * 255.0)).unwrap_or(u8::MAX);
            rgba.extend([0x0b, 0x66, 0xa8, alpha]);
        }
    }
    egui::IconData {
        rgba,
        width: SIZE.into(),
        height: SIZE.into(),
    }
}

/// How often it is looked which displays there are, at most.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

struct Window {
    app: App,
    screen: Screen,
    picker: Picker,
    clipboard: Clipboard,
    place: Option<WindowPlace>,
    /// Whether it is to fill the screen as soon as it is shown.
    maximize: bool,
    title: String,
    first_frame: Option<FirstFrame>,
    /// When it was looked which displays there are.
    looked: Option<Instant>,
}

impl Window {
    fn new(app: App, ctx: &egui::Context, first_frame: FirstFrame) -> Self {
        let remembered = app.settings().window;
        Self {
            app,
            screen: Screen::new(ctx),
            picker: Picker::default(),
            clipboard: Clipboard::default(),
            place: None,
            maximize: remembered.is_some_and(|place| place.maximized),
            title: String::new(),
            first_frame: Some(first_frame),
            looked: None,
        }
    }

    /// The first frame has the right colours, letters and sizes: nothing changes before anybody's
    /// eyes, and letters are drawn once.
    fn dress_first(&mut self, creation: &eframe::CreationContext<'_>) {
        let system = creation.winit_window().and_then(|window| window.theme());
        let system = system.map(|theme| match theme {
            winit::window::Theme::Light => egui::Theme::Light,
            winit::window::Theme::Dark => egui::Theme::Dark,
        });
        self.screen
            .dress_first(&creation.egui_ctx, &self.app, system);
    }

    fn carry_out(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        for effect in self.app.take_effects() {
            match effect {
                Effect::Ask(ask) => self.picker.ask(&mut self.app, ask, Some(frame), false),
                Effect::RaiseDialog => self.picker.raise(&mut self.app),
                Effect::AskOwn(ask) => self.picker.ask(&mut self.app, ask, Some(frame), true),
                Effect::OpenWithSystem(path) => {
                    if let Err(error) = opener::open(&path) {
                        log::warn!("{}: {error}", path.display());
                        self.app.report_failure(
                            &format!("系统没有能打开它的程序：{}", path.display()),
                            "可以先打开所在文件夹，再选择程序",
                        );
                    }
                }
                Effect::OpenToPrint(path) => {
                    let opened = opener::open(&path);
                    if let Err(error) = &opened {
                        log::warn!("{}: {error}", path.display());
                    }
                    self.app.reader_opened(opened.is_ok());
                }
                Effect::Reveal(path) => {
                    let folder = path.parent().unwrap_or(&path);
                    if let Err(reveal) = opener::reveal(&path)
                        && let Err(open) = opener::open(folder)
                    {
                        log::warn!("{}: {reveal}; {open}", folder.display());
                        self.app.report_failure(
                            &format!("打不开文件夹：{}", folder.display()),
                            "请在文件管理器中打开它",
                        );
                    }
                }
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::CopyTable(clip) => self.clipboard.put(ctx, clip),
                Effect::CopyPicture(picture, pages) => {
                    // Not by egui, which does not say when nobody took it.
                    let taken = self.clipboard.put_picture(&picture);
                    self.app.picture_copied(pages, taken);
                }
                Effect::FullScreen(on) => {
                    ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(on));
                }
                Effect::FocusSearch => self.screen.focus_search(ctx),
                Effect::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            }
        }
    }

    /// Notes where the window stands, and keeps what is remembered.
    fn remember(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            let viewport = input.viewport();
            if viewport.fullscreen == Some(true) || viewport.minimized == Some(true) {
                return;
            }
            let maximized = viewport.maximized.unwrap_or(false);
            if maximized {
                if let Some(place) = &mut self.place {
                    place.maximized = true;
                }
                return;
            }
            if let Some(inner) = viewport.inner_rect {
                self.place = Some(WindowPlace {
                    position: viewport
                        .outer_rect
                        .map(|outer| (outer.min.x * zoom, outer.min.y * zoom)),
                    size: (inner.width() * zoom, inner.height() * zoom),
                    maximized,
                });
            }
        });
        if let Some(wait) = self.app.keep_session(self.place, Instant::now()) {
            ctx.request_repaint_after(wait);
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.poll();
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && !self.app.may_close() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        // Before an audience a display may be pulled out at any time.
        let is_due = self.looked.is_none_or(|looked| looked.elapsed() > LOOK);
        if is_due
            && !ctx.embed_viewports()
            && let Some(window) = frame.winit_window()
        {
            self.looked = Some(Instant::now());
            self.app.set_displays(place::displays(window));
        }
        self.carry_out(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        let dropped: Vec<PathBuf> = ctx.input(|input| {
            let files = &input.raw.dropped_files;
            files.iter().map(|file| file.path().to_owned()).collect()
        });
        if !dropped.is_empty() {
            self.app.apply(Action::OpenFiles {
                files: dropped,
                add: ctx.input(|input| input.modifiers.shift),
            });
        }
        self.screen.show(ui, &mut self.app, self.picker.is_open());
        let look = self.screen.look(&ctx, &self.app);
        self.picker.show(&ctx, &look, &mut self.app);
        self.carry_out(&ctx, frame);
        self.remember(&ctx);
        let title = window_title(&self.app);
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |window| {
            window.set_label(title.as_str());
        });
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if std::mem::take(&mut self.maximize) {
            // X11 window managers do not hear of it before the window is shown.
            ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        }
        if let Some(seen) = self.first_frame.take() {
            seen(&ctx);
        }
    }

    /// Where nothing is painted yet: a window that grows shows this for a moment.
    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.window_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.picker.end();
        self.app.save_session(self.place);
    }
}

/// The window's title: the data's name and the program's.
fn window_title(app: &App) -> String {
    let dot = if app.unsaved().is_some() { "● " } else { "" };
    let title = &app.data().workspace.title;
    if title.is_empty() {
        format!("{dot}{}", terms::MATRIX)
    } else {
        format!("{dot}{title} - {}", terms::MATRIX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::ThemeChoice;

    #[test]
    fn the_first_frame_has_the_right_colours_and_sizes_and_draws_its_letters_once() {
        for theme in [
            ThemeChoice::System,
            ThemeChoice::Dark,
            ThemeChoice::Projector,
        ] {
            let settings = Settings {
                theme,
                zoom: 1.25,
                ..Settings::default()
            };
            let mut app = App::new(settings, None, "2026-11-22".parse().unwrap());
            let ctx = egui::Context::default();
            let mut screen = Screen::new(&ctx);
            screen.dress_first(&ctx, &app, None);
            let mut frame = || {
                let corner = egui::pos2(1366.0, 768.0);
                let input = egui::RawInput {
                    screen_rect: Some(egui::Rect::from_min_max(egui::Pos2::ZERO, corner)),
                    ..egui::RawInput::default()
                };
                let mut output = ctx.run_ui(input, |ui| screen.show(ui, &mut app, false));
                let sent = output.textures_delta.set.iter();
                let whole = sent
                    .flat_map(|(_, deltas)| deltas.iter())
                    .filter(|delta| delta.is_whole());
                let count = whole.count();
                output.textures_delta.clear();
                (output.pixels_per_point, count)
            };
            assert_eq!(frame(), (1.25, 1), "{theme:?}");
            // A new picture of the letters would mean that they were drawn for other colours.
            assert_eq!(frame(), (1.25, 0), "{theme:?}");
        }
    }
}
