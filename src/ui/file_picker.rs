//! A file dialog of the program's own, for desktops that have none.

use std::path::{Path, PathBuf};

use eframe::egui::{
    self, Button, Id, Key, Label, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use super::theme::{Look, bold, font};
use super::widgets;

/// What the dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file to open, which is there already.
    Open,
    /// A folder, which may be a new one.
    Folder,
    /// A file to write, with a name to begin with.
    Save {
        /// The name that it begins with.
        name: String,
    },
}

/// How the dialog ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The person chose this file or folder.
    Path(PathBuf),
    /// The person cancelled.
    Cancelled,
}

/// The program's own file dialog, as long as it is open.
#[derive(Debug)]
pub struct FilePicker {
    title: &'static str,
    purpose: Purpose,
    kind: &'static str,
    endings: Vec<&'static str>,
    folder: PathBuf,
    /// The name or path that is typed.
    name: String,
    entries: Vec<Entry>,
    trouble: Option<String>,
    /// A file that would be replaced, while the person is asked.
    replace: Option<PathBuf>,
    opened: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    name: String,
    is_folder: bool,
}

impl FilePicker {
    /// A dialog in a folder, for files of one kind.
    #[must_use]
    pub fn new(
        title: &'static str,
        purpose: Purpose,
        folder: PathBuf,
        kind: &'static str,
        endings: Vec<&'static str>,
    ) -> Self {
        let name = match &purpose {
            Purpose::Open | Purpose::Folder => String::new(),
            Purpose::Save { name } => name.clone(),
        };
        let mut picker = Self {
            title,
            purpose,
            kind,
            endings,
            folder: PathBuf::new(),
            name,
            entries: Vec::new(),
            trouble: None,
            replace: None,
            opened: false,
        };
        picker.enter(folder);
        picker
    }

    /// Goes to a folder; where that is impossible, stays and says why.
    fn enter(&mut self, folder: PathBuf) {
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        match read(&folder, &self.endings) {
            Ok(entries) => {
                self.entries = entries;
                self.folder = folder;
                self.trouble = None;
            }
            Err(error) => {
                self.trouble = Some(format!("打不开文件夹 {}：{error}", folder.display()));
            }
        }
    }

    /// Shows the dialog; says how it ended once it has.
    pub fn show(&mut self, ctx: &egui::Context, look: &Look) -> Option<Picked> {
        let mut result = None;
        let modal = Modal::new(Id::unique("file picker"))
            .backdrop_color(look.backdrop)
            .frame(
                egui::Frame::new()
                    .fill(look.background)
                    .stroke(egui::Stroke::new(1.0, look.line))
                    .corner_radius(egui::CornerRadius::same(8))
                    .inner_margin(egui::Margin::same(20)),
            )
            .show(ctx, |ui| {
                ui.set_width(640.0_f32.min(ui.ctx().content_rect().width() - 60.0));
                if let Some(path) = self.replace.clone() {
                    result = self.ask_to_replace(ui, look, path);
                } else {
                    result = self.list(ui, look);
                }
            });
        let escape = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape && self.replace.take().is_none() {
            result = Some(Picked::Cancelled);
        }
        let _ = modal;
        result
    }

    fn ask_to_replace(&mut self, ui: &mut Ui, look: &Look, path: PathBuf) -> Option<Picked> {
        ui.label(
            RichText::new("替换已有的文件？")
                .font(bold(20.0))
                .color(look.text),
        );
        ui.add(Label::new(path.display().to_string()).wrap());
        ui.add_space(12.0);
        let mut result = None;
        ui.horizontal(|ui| {
            if ui.button("返回").clicked() {
                self.replace = None;
            }
            if widgets::primary(ui, "替换", look).clicked() {
                result = Some(Picked::Path(path));
            }
        });
        result
    }

    fn list(&mut self, ui: &mut Ui, look: &Look) -> Option<Picked> {
        ui.label(RichText::new(self.title).font(bold(20.0)).color(look.text));
        ui.add_space(6.0);
        self.places(ui);
        let here = RichText::new(self.folder.display().to_string())
            .font(font(12.0))
            .color(look.dim);
        ui.add(Label::new(here).truncate());
        ui.separator();
        let height = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 360.0);
        let mut enter = None;
        let mut chosen = None;
        ScrollArea::vertical()
            .id_salt(&self.folder)
            .max_height(height)
            .auto_shrink([false, false])
            .show_rows(ui, 24.0, self.entries.len(), |ui, range| {
                for entry in &self.entries[range] {
                    let words = if entry.is_folder {
                        format!("▶ {}", entry.name)
                    } else {
                        format!("　 {}", entry.name)
                    };
                    let button = Button::new(words)
                        .frame_when_inactive(!entry.is_folder && self.name == entry.name)
                        .min_size(vec2(ui.available_width(), 22.0));
                    let response = ui.add(button);
                    if response.clicked() && entry.is_folder {
                        enter = Some(self.folder.join(&entry.name));
                    } else if response.double_clicked() {
                        chosen = Some(self.folder.join(&entry.name));
                    } else if response.clicked() {
                        self.name.clone_from(&entry.name);
                    }
                }
            });
        if self.entries.is_empty() {
            let words = format!("这个文件夹里没有子文件夹，也没有{}文件", self.kind);
            ui.label(RichText::new(words).color(look.dim));
        }
        ui.separator();
        if let Some(folder) = enter {
            self.enter(folder);
        }
        let done = self.foot(ui, look);
        if let Some(path) = chosen {
            return self.take(path);
        }
        done
    }

    fn places(&mut self, ui: &mut Ui) {
        let mut go = None;
        ui.horizontal_wrapped(|ui| {
            let parent = self.folder.parent().map(Path::to_owned);
            let up = ui.add_enabled(parent.is_some(), Button::new("↑ 上一级"));
            if up.clicked() {
                go = parent;
            }
            if let Some(dirs) = directories::UserDirs::new() {
                let places = [
                    ("主文件夹", Some(dirs.home_dir())),
                    ("桌面", dirs.desktop_dir()),
                    ("文档", dirs.document_dir()),
                    ("下载", dirs.download_dir()),
                ];
                for (words, folder) in places {
                    let folder = folder.filter(|folder| folder.is_dir());
                    if let Some(folder) = folder
                        && ui.button(words).clicked()
                    {
                        go = Some(folder.to_owned());
                    }
                }
            }
            for drive in drives() {
                if ui.button(drive.display().to_string()).clicked() {
                    go = Some(drive);
                }
            }
        });
        if let Some(folder) = go {
            self.enter(folder);
        }
    }

    fn foot(&mut self, ui: &mut Ui, look: &Look) -> Option<Picked> {
        let id = Id::unique("file picker name");
        let hint = match self.purpose {
            Purpose::Folder => "新文件夹的名字，或完整路径；不写就是现在的文件夹",
            Purpose::Open | Purpose::Save { .. } => "文件名，或完整路径",
        };
        let field = ui.add(
            TextEdit::singleline(&mut self.name)
                .id(id)
                .hint_text(RichText::new(hint).color(look.faint))
                .margin(egui::Margin::symmetric(10, 5))
                .desired_width(f32::INFINITY),
        );
        widgets::named(&field, hint);
        if !std::mem::replace(&mut self.opened, true) {
            field.request_focus();
        }
        if let Some(trouble) = &self.trouble {
            ui.add(Label::new(RichText::new(trouble).color(look.warning)).wrap());
        }
        ui.add_space(8.0);
        let mut result = None;
        ui.horizontal(|ui| {
            if ui.button("取消").clicked() {
                result = Some(Picked::Cancelled);
            }
            let words = match self.purpose {
                Purpose::Open => "打开",
                Purpose::Save { .. } => "保存",
                Purpose::Folder => "选这个文件夹",
            };
            let enter = ui.input(|input| input.key_pressed(Key::Enter));
            // Without a name it is the folder that is open.
            let can = !self.name.trim().is_empty() || self.purpose == Purpose::Folder;
            let button = ui.add_enabled(can, widgets::primary_button(words, look));
            if can && (button.clicked() || enter) {
                let name = self.name.trim();
                if self.purpose == Purpose::Folder && name.is_empty() {
                    result = Some(Picked::Path(self.folder.clone()));
                } else {
                    let path = self.folder.join(name);
                    result = self.take(path);
                }
            }
        });
        result
    }

    /// Takes a typed or clicked path: goes into a folder, asks before replacing, else ends.
    fn take(&mut self, path: PathBuf) -> Option<Picked> {
        if path.is_dir() {
            self.name.clear();
            if let Purpose::Save { name } = &self.purpose {
                self.name.clone_from(name);
            }
            self.enter(path);
            return None;
        }
        match self.purpose {
            Purpose::Open if path.is_file() => Some(Picked::Path(path)),
            Purpose::Folder if path.exists() => {
                self.trouble = Some(format!("这是文件，不是文件夹：{}", path.display()));
                None
            }
            // A new one is made, as every save dialog does it.
            Purpose::Folder => match std::fs::create_dir_all(&path) {
                Ok(()) => Some(Picked::Path(path)),
                Err(error) => {
                    self.trouble = Some(format!("无法建立文件夹 {}：{error}", path.display()));
                    None
                }
            },
            Purpose::Open => {
                self.trouble = Some(format!("没有这个文件：{}", path.display()));
                None
            }
            Purpose::Save { .. } => {
                let folder = path.parent().unwrap_or(&self.folder);
                if !folder.is_dir() {
                    self.trouble = Some(format!("没有这个文件夹：{}", folder.display()));
                    return None;
                }
                if path.exists() {
                    self.replace = Some(path);
                    return None;
                }
                Some(Picked::Path(path))
            }
        }
    }
}

/// The folders and the files of a kind in a folder, folders first; hidden ones are left out.
fn read(folder: &Path, endings: &[&str]) -> std::io::Result<Vec<Entry>> {
    let mut entries: Vec<Entry> = std::fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A link counts as what it leads to.
            let is_folder = entry.path().is_dir();
            let fits = Path::new(&name).extension().is_some_and(|known| {
                endings
                    .iter()
                    .any(|ending| known.eq_ignore_ascii_case(ending))
            });
            (!name.starts_with('.') && (is_folder || fits)).then_some(Entry { name, is_folder })
        })
        .collect();
    entries.sort_by(|a, b| {
        (b.is_folder, a.name.to_lowercase()).cmp(&(a.is_folder, b.name.to_lowercase()))
    });
    Ok(entries)
}

/// The drives of a Windows machine; elsewhere everything hangs on one tree.
fn drives() -> Vec<PathBuf> {
    if !cfg!(windows) {
        return Vec::new();
    }
    ('A'..='Z')
        .map(|letter| PathBuf::from(format!("{letter}:\\")))
        .filter(|drive| drive.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn save_in(folder: &Path) -> FilePicker {
        let name = "新 表.csv".to_owned();
        FilePicker::new(
            "导出",
            Purpose::Save { name },
            folder.to_owned(),
            "CSV",
            vec!["csv"],
        )
    }

    #[test]
    fn folders_come_first_and_other_kinds_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("乙 文件夹")).unwrap();
        for name in ["甲.csv", "丙.CSV", "丁.txt", ".hidden.csv"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let picker = save_in(folder.path());
        let names: Vec<&str> = picker
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        assert_eq!(names, ["乙 文件夹", "丙.CSV", "甲.csv"]);
    }

    #[test]
    fn a_file_is_replaced_only_after_asking() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("旧.csv");
        std::fs::write(&old, "").unwrap();
        let mut picker = save_in(folder.path());
        assert_eq!(picker.take(old.clone()), None);
        assert_eq!(picker.replace, Some(old));
        let new = folder.path().join("新.csv");
        assert_eq!(picker.take(new.clone()), Some(Picked::Path(new)));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut picker = save_in(folder.path());
        assert_eq!(picker.take(folder.path().join("无/表.csv")), None);
        assert!(
            picker
                .trouble
                .as_deref()
                .unwrap()
                .contains("没有这个文件夹")
        );
        picker.enter(folder.path().join("无"));
        assert_eq!(picker.folder, std::path::absolute(folder.path()).unwrap());
    }

    #[test]
    fn opening_wants_a_file_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut picker = FilePicker::new(
            "打开数据",
            Purpose::Open,
            folder.path().to_owned(),
            "数据",
            vec!["ron"],
        );
        assert_eq!(picker.take(folder.path().join("无.ron")), None);
        assert!(picker.trouble.is_some());
    }
}
