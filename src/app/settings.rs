//! What is remembered from one start to the next.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::forms::SavedOptions;
use super::tab::Tab;
use super::widths::Widths;
use crate::diagnostic::{Diagnostic, Severity};
use crate::store;
use crate::view::ViewSpec;
use crate::view::forms::{FormHeading, FormSpec};
use crate::view::run::RunPlan;

/// How many files the recent list keeps.
pub const RECENT: usize = 8;

/// What is remembered. Unknown fields of newer versions are ignored, missing ones have defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme.
    pub theme: ThemeChoice,
    /// Which way to look at the data was in front.
    pub tab: Tab,
    /// The zoom of text and tables, 1 for 100 %.
    pub zoom: f32,
    /// Whether the filter side bar is open.
    pub filters_open: bool,
    /// Whether the detail panel is open.
    pub detail_open: bool,
    /// How wide people made the parts of the window.
    pub widths: Widths,
    /// Files opened lately, the last one first.
    pub recent: Vec<PathBuf>,
    /// Where files were opened last.
    pub open_folder: Option<PathBuf>,
    /// Where files were exported to last.
    pub export_folder: Option<PathBuf>,
    /// The key of the layout that was exported last.
    pub export_layout: Option<String>,
    /// The key of the format that was exported last.
    pub export_format: Option<String>,
    /// The key of the format that the agencies' files had last.
    pub distribute_format: Option<String>,
    /// Paper and resolution used last, by layout and format: `matrix.pdf`.
    pub export_options: BTreeMap<String, SavedOptions>,
    /// The forms that offices hand in, as they were filled in last.
    pub forms: Vec<FormSpec>,
    /// What stood above the other layouts when they were exported last, by their keys.
    pub headings: BTreeMap<String, FormHeading>,
    /// Who holds readings against their documents; empty where nobody gave a name.
    pub checker: String,
    /// The run of slides that was arranged last.
    pub run: Option<KeptRun>,
    /// The size of the presenter's notes, in points.
    pub note_size: f32,
    /// The view at the last end.
    pub view: ViewSpec,
    /// The views that are kept by name, in their order.
    pub views: Vec<NamedView>,
    /// The files open at the last end.
    pub files: Vec<PathBuf>,
    /// The window's place at the last end.
    pub window: Option<WindowPlace>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            tab: Tab::default(),
            zoom: 1.0,
            filters_open: true,
            detail_open: true,
            widths: Widths::default(),
            recent: Vec::new(),
            open_folder: None,
            export_folder: None,
            export_layout: None,
            export_format: None,
            distribute_format: None,
            export_options: BTreeMap::new(),
            forms: Vec::new(),
            headings: BTreeMap::new(),
            checker: String::new(),
            run: None,
            note_size: 16.0,
            view: ViewSpec::default(),
            views: Vec::new(),
            files: Vec::new(),
            window: None,
        }
    }
}

/// A view that is kept by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NamedView {
    /// Its name.
    pub name: String,
    /// The view.
    pub view: ViewSpec,
}

/// A run of slides that was arranged, and for which files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptRun {
    /// The files that were open; none for the built-in data.
    pub files: Vec<PathBuf>,
    /// The run.
    pub plan: RunPlan,
}

/// The theme that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// Light or dark, as the system is.
    #[default]
    System,
    /// The light theme.
    Light,
    /// The dark theme.
    Dark,
    /// The theme of high contrast, for projectors.
    Projector,
}

/// Where the window stood and how large it was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Left and top; unknown where the window system does not tell.
    pub position: Option<(f32, f32)>,
    /// Width and height.
    pub size: (f32, f32),
    /// Whether it filled the screen.
    pub maximized: bool,
}

impl Settings {
    /// Where settings are kept for this user, if the system has such a place.
    #[must_use]
    pub(crate) fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "zeren")
            .map(|dirs| dirs.config_dir().join("settings.ron"))
    }

    /// Reads settings, field by field: one that cannot be read costs itself only. A file that is no
    /// settings file any more is set aside with the ending `.bad`.
    ///
    /// Whatever is wrong, the program starts: defaults stand in, and the second value says what
    /// happened.
    #[must_use]
    pub fn read(path: &Path) -> (Self, Option<Diagnostic>) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return (Self::default(), None),
            Err(error) => {
                let message = format!("设置读不出来，系统报告：{error}");
                let problem = Diagnostic::new(Severity::Warning, message)
                    .in_file(path)
                    .with_hint("这次使用默认设置；检查设置文件夹的权限");
                return (Self::default(), Some(problem));
            }
        };
        let text = std::str::from_utf8(&bytes).ok();
        match text.and_then(Self::of_text) {
            Some(settings) => (settings, None),
            None => (Self::default(), Some(set_aside(path))),
        }
    }

    /// The settings of a text; nothing where it is not in the form of settings.
    fn of_text(text: &str) -> Option<Self> {
        let mut lost = Vec::new();
        let kept = store::fields(text)?
            .into_iter()
            .filter_map(|(name, value)| {
                // A view has fields of its own, and one of them is no reason to lose the others.
                let value = match name {
                    "view" => readable::<ViewSpec>(store::fields(value)?, "view.", &mut lost),
                    _ => value.to_owned(),
                };
                Some((name, value))
            });
        let kept: Vec<(&str, String)> = kept.collect();
        let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
        let text = readable::<Self>(kept.collect(), "", &mut lost);
        if !lost.is_empty() {
            log::warn!("settings not understood: {}", lost.join(", "));
        }
        let mut settings: Self = store::dialect().from_str(&text).ok()?;
        if !settings.zoom.is_finite() {
            settings.zoom = 1.0;
        }
        settings.zoom = settings.zoom.clamp(0.5, 3.0);
        settings.set_note_size(settings.note_size);
        settings.recent.truncate(RECENT);
        Some(settings)
    }

    /// Sets the size of the presenter's notes, within what can be read and what has room.
    pub(crate) fn set_note_size(&mut self, size: f32) {
        let size = if size.is_finite() { size } else { 16.0 };
        self.note_size = size.clamp(12.0, 40.0);
    }

    /// Puts a file at the top of the recent list.
    pub(crate) fn remember(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
        self.recent.insert(0, file.to_owned());
        self.recent.truncate(RECENT);
        self.open_folder = file.parent().map(Path::to_owned);
    }
}

/// Writes settings, unless something newer is to be written by now; gives the recent list as it
/// stands there then: files that another window opened stay in it.
///
/// `opened` are the files opened in this window, the last one first.
///
/// # Errors
/// When the folder or the file cannot be written.
pub fn write(
    path: &Path,
    settings: &Settings,
    opened: &[PathBuf],
    is_newest: impl Fn() -> bool,
) -> io::Result<Option<Vec<PathBuf>>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let lock = lock(&path.with_extension("lock"));
    if !is_newest() {
        return Ok(None);
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    let there = Settings::of_text(&there).unwrap_or_default();
    let recent = merged(opened, &there.recent);
    let settings = Settings {
        recent: recent.clone(),
        ..settings.clone()
    };
    let text = store::pretty(&settings).map_err(io::Error::other)?;
    store::write_atomic(path, |out| out.write_all(text.as_bytes())).map_err(io::Error::other)?;
    drop(lock);
    Ok(Some(recent))
}

/// One recent list of two: what was opened here comes first.
pub fn merged(opened: &[PathBuf], others: &[PathBuf]) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = Vec::new();
    for file in opened.iter().chain(others) {
        if !all.contains(file) {
            all.push(file.clone());
        }
    }
    all.truncate(RECENT);
    all
}

/// Waits for another window that writes at this moment, but not for ever: some file systems know
/// no locks, and a window may hang.
fn lock(path: &Path) -> Option<File> {
    let file = File::options().create(true).append(true).open(path).ok()?;
    for _ in 0..20 {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::Error(_)) => break,
        }
    }
    None
}

/// The fields that can be read, as the text of a group; the names of the others go to `lost`.
fn readable<T: DeserializeOwned>(
    fields: Vec<(&str, &str)>,
    of: &str,
    lost: &mut Vec<String>,
) -> String {
    let mut text = "(\n".to_owned();
    for (name, value) in fields {
        // A line of its own: the value may end in a remark.
        let field = format!("{name}: {value}\n");
        if store::dialect()
            .from_str::<T>(&format!("({field})"))
            .is_ok()
        {
            text.push_str(&field);
            text.push_str(",\n");
        } else {
            lost.push(format!("{of}{name}"));
        }
    }
    text.push(')');
    text
}

/// Puts a damaged file out of the way, where it can still be looked at.
fn set_aside(path: &Path) -> Diagnostic {
    let mut aside = path.to_owned().into_os_string();
    aside.push(".bad");
    let kept = std::fs::rename(path, &aside);
    let hint = match &kept {
        Ok(()) => format!("原来的文件留作 {}", Path::new(&aside).display()),
        Err(error) => format!("原来的文件移不开，系统报告：{error}"),
    };
    Diagnostic::new(Severity::Warning, "设置文件已损坏，恢复为默认设置")
        .in_file(path)
        .with_hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{LaneBy, TaskGrouping};

    fn write_all(path: &Path, settings: &Settings, opened: &[&str]) -> Vec<PathBuf> {
        let opened: Vec<PathBuf> = opened.iter().map(PathBuf::from).collect();
        write(path, settings, &opened, || true).unwrap().unwrap()
    }

    #[test]
    fn settings_read_back_equal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("含 空格/settings.ron");
        let mut settings = Settings {
            theme: ThemeChoice::Dark,
            zoom: 1.25,
            window: Some(WindowPlace {
                position: Some((10.0, 20.0)),
                size: (1366.0, 768.0),
                maximized: false,
            }),
            ..Settings::default()
        };
        settings.remember(Path::new("数据/甲.ron"));
        settings.view.text = "sjxj".to_owned();
        write_all(&path, &settings, &["数据/甲.ron"]);
        assert_eq!(Settings::read(&path), (settings, None));
    }

    #[test]
    fn no_file_gives_the_defaults_and_nothing_to_say() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        assert_eq!(Settings::read(&path), (Settings::default(), None));
    }

    #[test]
    fn an_unknown_word_costs_its_field_only() {
        let text = "(theme: Sepia, tab: Tasks, zoom: 1.5, // larger\n newer: [1, 2],\
                    view: (grouping: Leads, lanes: Moon, more: 3, text: \"sjxj\"), files: [\"甲.ron\"])";
        let settings = Settings::of_text(text).unwrap();
        assert_eq!(settings.theme, ThemeChoice::System);
        assert_eq!(settings.tab, Tab::Tasks);
        assert!((settings.zoom - 1.5).abs() < f32::EPSILON);
        assert_eq!(settings.view.grouping, TaskGrouping::Leads);
        assert_eq!(settings.view.lanes, LaneBy::default());
        assert_eq!(settings.view.text, "sjxj");
        assert_eq!(settings.files, [PathBuf::from("甲.ron")]);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        for damage in [
            &b"(zoom: 1.0, tab: "[..],
            b"\0\0\0\0",
            b"",
            b"(zoom: \xff\xfe)",
        ] {
            std::fs::write(&path, damage).unwrap();
            let (settings, problem) = Settings::read(&path);
            assert_eq!(settings, Settings::default());
            let hint = problem.unwrap().hint.unwrap();
            assert!(hint.contains("settings.ron.bad"), "{hint}");
            assert_eq!(
                std::fs::read(folder.path().join("settings.ron.bad")).unwrap(),
                damage
            );
            // Said once.
            assert_eq!(Settings::read(&path), (Settings::default(), None));
        }
    }

    #[test]
    fn two_windows_keep_each_others_recent_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        let settings = Settings::default();
        write_all(&path, &settings, &["甲.ron"]);
        let recent = write_all(&path, &settings, &["丙.ron", "乙.ron"]);
        assert_eq!(recent, ["丙.ron", "乙.ron", "甲.ron"].map(PathBuf::from));
        write_all(&path, &settings, &["甲.ron"]);
        let (read, _) = Settings::read(&path);
        assert_eq!(
            read.recent,
            ["甲.ron", "丙.ron", "乙.ron"].map(PathBuf::from)
        );
    }

    #[test]
    fn what_is_older_is_not_written_over_what_is_newer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        write_all(&path, &Settings::default(), &["甲.ron"]);
        let before = std::fs::read(&path).unwrap();
        let old = write(&path, &Settings::default(), &[], || false).unwrap();
        assert_eq!(old, None);
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn the_recent_list_has_no_doubles_and_an_end() {
        let mut settings = Settings::default();
        for n in 0..12 {
            settings.remember(&PathBuf::from(format!("{}.ron", n % 10)));
        }
        assert_eq!(settings.recent.len(), RECENT);
        assert_eq!(settings.recent[0], PathBuf::from("1.ron"));
    }
}
