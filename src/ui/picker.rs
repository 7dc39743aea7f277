//! File dialogs: the system's, on a thread, or the program's own where the desktop has none.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui;

use super::file_picker::{FilePicker, Picked, Purpose};
use super::theme::Look;
#[cfg(all(unix, not(target_os = "macos")))]
use super::zenity;
use crate::app::App;
use crate::app::ask::{Answer, Ask, Outcome};
use crate::view::VIEW_ENDING;

/// Nobody cancels a dialog faster than this: one that did was never shown.
const TOO_FAST: Duration = Duration::from_millis(150);

/// The file dialogs of a window: one at a time.
#[derive(Default)]
pub struct Picker {
    own: Option<(Ask, FilePicker)>,
    /// The system's dialog, where it is a program of its own.
    #[cfg(all(unix, not(target_os = "macos")))]
    program: Option<zenity::Dialog>,
}

impl Picker {
    /// Shows a dialog: the system's if it has one, else the program's own.
    pub fn ask(&mut self, app: &mut App, ask: Ask, frame: Option<&eframe::Frame>, own: bool) {
        #[cfg(all(unix, not(target_os = "macos")))]
        let ask = {
            if !own && !has_portal() {
                match self.ask_program(app, ask) {
                    None => return,
                    Some(ask) => ask,
                }
            } else {
                ask
            }
        };
        let own = own || !system_has_dialogs();
        if own {
            self.own = Some(own_dialog(app, ask));
            return;
        }
        let (folder, name) = app.suggestion(&ask);
        let mut dialog = rfd::FileDialog::new().set_title(title(&ask));
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        for (label, endings) in file_types(&ask) {
            dialog = dialog.add_filter(label, &endings);
        }
        if !name.is_empty() {
            dialog = dialog.set_file_name(name);
        }
        let kind = ask.clone();
        app.ask_in_background(ask, move || {
            answer(|| match kind {
                Ask::Data { .. } => dialog.pick_files().unwrap_or_default(),
                Ask::View | Ask::Compare(_) => dialog.pick_file().into_iter().collect(),
                Ask::Folder(_) | Ask::NotesFolder(_) => dialog.pick_folder().into_iter().collect(),
                Ask::SaveView | Ask::SaveDraft { .. } | Ask::Export(_) => {
                    dialog.save_file().into_iter().collect()
                }
            })
        });
    }

    /// Shows zenity's dialog; gives the question back where there is none.
    #[cfg(all(unix, not(target_os = "macos")))]
    fn ask_program(&mut self, app: &mut App, ask: Ask) -> Option<Ask> {
        let (folder, name) = app.suggestion(&ask);
        let question = zenity::Question {
            kind: match ask {
                Ask::Data { .. } => zenity::Kind::Files,
                Ask::View | Ask::Compare(_) => zenity::Kind::File,
                Ask::Folder(_) | Ask::NotesFolder(_) => zenity::Kind::Folder,
                Ask::SaveView | Ask::SaveDraft { .. } | Ask::Export(_) => zenity::Kind::Save,
            },
            title: title(&ask),
            folder: folder.filter(|folder| folder.is_dir()),
            name: &name,
            filters: &file_types(&ask),
        };
        let Some((dialog, waiting)) = zenity::open(&question) else {
            return Some(ask);
        };
        self.program = Some(dialog);
        app.ask_in_background(ask, move || answer(|| waiting.answer()));
        None
    }

    /// Brings the dialog that is open to the front, or says that it is open where the system does
    /// not let one program raise the windows of another.
    pub(crate) fn raise(&self, app: &mut App) {
        #[cfg(all(unix, not(target_os = "macos")))]
        if self.program.as_ref().is_some_and(zenity::Dialog::raise) {
            return;
        }
        // The program's own is in front of everything already.
        if self.own.is_none() {
            app.tell_asking();
        }
    }

    /// Closes what is a program of its own: it would stay when this one ends.
    pub fn end(&mut self) {
        #[cfg(all(unix, not(target_os = "macos")))]
        drop(self.program.take());
    }

    /// Whether the program's own dialog is open.
    pub fn is_open(&self) -> bool {
        self.own.is_some()
    }

    /// Paints the program's own dialog and takes its answer.
    pub fn show(&mut self, ctx: &egui::Context, look: &Look, app: &mut App) {
        let Some((_, picker)) = &mut self.own else {
            return;
        };
        let outcome = match picker.show(ctx, look) {
            None => return,
            Some(Picked::Path(path)) => Outcome::Picked(vec![path]),
            Some(Picked::Cancelled) => Outcome::Cancelled,
        };
        if let Some((ask, _)) = self.own.take() {
            app.take_answer(Answer { ask, outcome });
        }
    }
}

fn own_dialog(app: &App, ask: Ask) -> (Ask, FilePicker) {
    let (folder, name) = app.suggestion(&ask);
    let folder = folder
        .filter(|folder| folder.is_dir())
        .map(Path::to_owned)
        .or_else(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()))
        .unwrap_or_else(|| PathBuf::from("."));
    let (label, endings) = file_type(&ask);
    let purpose = match ask {
        Ask::Data { .. } | Ask::View | Ask::Compare(_) => Purpose::Open,
        Ask::Folder(_) | Ask::NotesFolder(_) => Purpose::Folder,
        Ask::SaveView | Ask::SaveDraft { .. } | Ask::Export(_) => Purpose::Save { name },
    };
    let picker = FilePicker::new(title(&ask), purpose, folder, label, endings);
    (ask, picker)
}

fn title(ask: &Ask) -> &'static str {
    match ask {
        Ask::Data { add: false } => "打开数据",
        Ask::Data { add: true } => "添加数据",
        Ask::View => "打开视图",
        Ask::Compare(_) => "选择要对比的数据",
        Ask::SaveView => "保存视图",
        Ask::SaveDraft { .. } => "保存为 RON",
        Ask::Export(_) => "导出",
        Ask::Folder(_) | Ask::NotesFolder(_) => "选择文件夹",
    }
}

/// How a dialog of the system ended.
fn answer(pick: impl FnOnce() -> Vec<PathBuf>) -> Outcome {
    let begun = Instant::now();
    match pick() {
        paths if !paths.is_empty() => Outcome::Picked(paths),
        _ if begun.elapsed() < TOO_FAST => Outcome::NoDialog,
        _ => Outcome::Cancelled,
    }
}

/// What files a dialog lists, in words and by the endings of their names.
fn file_types(ask: &Ask) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut types = vec![file_type(ask)];
    if matches!(ask, Ask::Data { .. } | Ask::View | Ask::Compare(_)) {
        types.push(("所有文件", vec!["*"]));
    }
    types
}

/// The endings of what can be opened: data, and documents that are read as a draft of it.
const OPENED: [&str; 14] = [
    "ron", "docx", "doc", "wps", "pdf", "ofd", "xlsx", "xls", "ods", "csv", "tsv", "txt", "html",
    "htm",
];

/// The kind of files that a dialog is for.
fn file_type(ask: &Ask) -> (&'static str, Vec<&'static str>) {
    match ask {
        Ask::Data { .. } => ("责任数据和政策文件", OPENED.to_vec()),
        Ask::Compare(_) | Ask::SaveDraft { .. } => ("责任数据（RON）", vec!["ron"]),
        // Views of earlier versions end as data files do.
        Ask::View => ("视图", vec![VIEW_ENDING, "ron"]),
        Ask::SaveView => ("视图", vec![VIEW_ENDING]),
        Ask::Folder(form) => (form.format.label(), vec![form.format.extension()]),
        Ask::Export(form) | Ask::NotesFolder(form) => {
            (form.format.label(), vec![form.format.extension()])
        }
    }
}

/// Whether the system has a file dialog to show.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn system_has_dialogs() -> bool {
    true
}

/// Whether the system has a file dialog to show, beside zenity.
///
/// Without one, asking would return at once as if the person had cancelled.
#[cfg(all(unix, not(target_os = "macos")))]
fn system_has_dialogs() -> bool {
    has_portal()
}

/// Whether there is a portal with a backend.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_portal() -> bool {
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let folders = std::env::var_os("XDG_DATA_DIRS")
        .filter(|folders| !folders.is_empty())
        .unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    has_bus
        && std::env::split_paths(&folders).any(|folder| {
            std::fs::read_dir(folder.join("xdg-desktop-portal/portals"))
                .is_ok_and(|mut backends| backends.next().is_some())
        })
}
