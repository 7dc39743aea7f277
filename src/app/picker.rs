//! File dialogs: the system's, on a thread, or the program's own where the desktop has none.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui;
use egui_file_dialog::{DialogState, FileDialog};

use super::App;
use super::jobs::{Answer, Ask, JobOutput, Outcome};

/// Nobody cancels a dialog faster than this: one that did was never shown.
const TOO_FAST: Duration = Duration::from_millis(150);

/// The file dialogs of a window.
#[derive(Default)]
pub struct Picker {
    own: Option<(Ask, FileDialog)>,
}

impl Picker {
    /// Shows a dialog: the system's if it has one, else the program's own.
    pub fn ask(&mut self, app: &mut App, ask: Ask, frame: Option<&eframe::Frame>, own: bool) {
        if own || !system_has_dialogs() {
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
        let (label, extension) = file_type(&ask);
        dialog = dialog.add_filter(label, &[extension]);
        if matches!(ask, Ask::Data { .. } | Ask::View) {
            dialog = dialog.add_filter("所有文件", &["*"]);
        } else {
            dialog = dialog.set_file_name(name);
        }
        app.jobs.start("zeren-dialog", None, move |_| {
            let begun = Instant::now();
            let picked = match ask {
                Ask::Data { .. } => dialog.pick_files(),
                Ask::View => dialog.pick_file().map(|path| vec![path]),
                Ask::SaveView | Ask::Export(_) => dialog.save_file().map(|path| vec![path]),
            };
            let outcome = match picked {
                Some(paths) if !paths.is_empty() => Outcome::Picked(paths),
                _ if begun.elapsed() < TOO_FAST => Outcome::NoDialog,
                _ => Outcome::Cancelled,
            };
            JobOutput::Picked(Answer { ask, outcome })
        });
    }

    /// Whether the program's own dialog is open.
    pub fn is_open(&self) -> bool {
        self.own.is_some()
    }

    /// Paints the program's own dialog and takes its answer.
    pub fn show(&mut self, ctx: &egui::Context, app: &mut App) {
        let Some((ask, dialog)) = &mut self.own else {
            return;
        };
        dialog.update(ctx);
        let picked = match dialog.state() {
            DialogState::Open => return,
            DialogState::Picked(path) => vec![path.clone()],
            DialogState::PickedMultiple(paths) => paths.clone(),
            DialogState::Closed | DialogState::Cancelled => Vec::new(),
        };
        let outcome = if picked.is_empty() {
            Outcome::Cancelled
        } else {
            Outcome::Picked(picked)
        };
        let ask = ask.clone();
        self.own = None;
        app.take_answer(Answer { ask, outcome });
    }
}

fn own_dialog(app: &App, ask: Ask) -> (Ask, FileDialog) {
    let (folder, name) = app.suggestion(&ask);
    let start = folder
        .filter(|folder| folder.is_dir())
        .map(Path::to_owned)
        .or_else(|| directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()))
        .unwrap_or_else(|| PathBuf::from("."));
    let (label, extension) = file_type(&ask);
    let mut dialog = FileDialog::new()
        .title(title(&ask))
        .initial_directory(start)
        .labels(labels())
        // The icons of the widget's own font are not in the embedded type.
        .err_icon("！")
        .default_file_icon("·")
        .default_folder_icon("□")
        .device_icon("○")
        .removable_device_icon("○")
        .parent_directory_icon("↑")
        .back_icon("←")
        .forward_icon("→")
        .new_folder_icon("＋")
        .menu_icon("≡")
        .search_icon("搜索")
        .path_edit_icon("改")
        .default_size([720.0, 460.0])
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0]);
    match ask {
        Ask::Data { .. } => {
            dialog = dialog.add_file_filter_extensions(label, vec![extension]);
            dialog.pick_multiple();
        }
        Ask::View => {
            dialog = dialog.add_file_filter_extensions(label, vec![extension]);
            dialog.pick_file();
        }
        Ask::SaveView | Ask::Export(_) => {
            dialog = dialog.default_file_name(&name);
            dialog.save_file();
        }
    }
    (ask, dialog)
}

fn title(ask: &Ask) -> &'static str {
    match ask {
        Ask::Data { add: false } => "打开数据",
        Ask::Data { add: true } => "添加数据",
        Ask::View => "打开视图",
        Ask::SaveView => "保存视图",
        Ask::Export(_) => "导出",
    }
}

fn file_type(ask: &Ask) -> (&'static str, &'static str) {
    match ask {
        Ask::Data { .. } => ("责任数据（RON）", "ron"),
        Ask::View | Ask::SaveView => ("视图（RON）", "ron"),
        Ask::Export(form) => (form.format.label(), form.format.extension()),
    }
}

/// Whether the system has a file dialog to show.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn system_has_dialogs() -> bool {
    true
}

/// Whether the system has a file dialog to show: zenity, or a portal with a backend.
///
/// With neither, asking would return at once as if the person had cancelled.
#[cfg(all(unix, not(target_os = "macos")))]
fn system_has_dialogs() -> bool {
    let on_path = |program: &str| {
        std::env::var_os("PATH").is_some_and(|path| {
            std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
        })
    };
    let has_bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let folders = std::env::var_os("XDG_DATA_DIRS")
        .filter(|folders| !folders.is_empty())
        .unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let has_portal = || {
        std::env::split_paths(&folders).any(|folder| {
            std::fs::read_dir(folder.join("xdg-desktop-portal/portals"))
                .is_ok_and(|mut backends| backends.next().is_some())
        })
    };
    on_path("zenity") || (has_bus && has_portal())
}

fn labels() -> egui_file_dialog::FileDialogLabels {
    let text = str::to_owned;
    egui_file_dialog::FileDialogLabels {
        title_select_directory: text("选择文件夹"),
        title_select_file: text("选择文件"),
        title_select_multiple: text("选择文件"),
        title_save_file: text("保存文件"),
        cancel: text("取消"),
        overwrite: text("替换"),
        reload: text("刷新"),
        working_directory: text("程序所在文件夹"),
        select_all: text("全选"),
        show_hidden: text("显示隐藏文件"),
        show_system_files: text("显示系统文件"),
        heading_pinned: text("固定"),
        heading_places: text("位置"),
        heading_devices: text("磁盘"),
        heading_removable_devices: text("移动设备"),
        home_dir: text("主文件夹"),
        desktop_dir: text("桌面"),
        documents_dir: text("文档"),
        downloads_dir: text("下载"),
        audio_dir: text("音乐"),
        pictures_dir: text("图片"),
        videos_dir: text("视频"),
        pin_folder: text("固定"),
        unpin_folder: text("取消固定"),
        rename_pinned_folder: text("重命名"),
        selected_directory: text("文件夹"),
        selected_file: text("文件"),
        selected_items: text("已选"),
        file_name: text("文件名"),
        file_filter_all_files: text("所有文件"),
        save_extension_any: text("任意"),
        open_button: text("打开"),
        save_button: text("保存"),
        cancel_button: text("取消"),
        overwrite_file_modal_text: text("已存在，要替换吗？"),
        err_empty_folder_name: text("请输入文件夹名称"),
        err_empty_file_name: text("请输入文件名"),
        err_directory_exists: text("已有同名文件夹"),
        err_file_exists: text("已有同名文件"),
    }
}
