//! What is remembered from one start to the next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Tab;
use super::export::SavedOptions;
use crate::view::ViewSpec;

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
    /// Files opened lately, the last one first.
    pub recent: Vec<PathBuf>,
    /// Where files were opened last.
    pub open_folder: Option<PathBuf>,
    /// Where files were exported to last.
    pub export_folder: Option<PathBuf>,
    /// The layout exported last, by key.
    pub export_layout: Option<String>,
    /// The format exported last, by key.
    pub export_format: Option<String>,
    /// The format of the files for agencies, by key.
    pub distribute_format: Option<String>,
    /// Paper and dots used last, by layout and format: `matrix.pdf`.
    pub export_options: BTreeMap<String, SavedOptions>,
    /// The view at the last end.
    pub view: ViewSpec,
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
            recent: Vec::new(),
            open_folder: None,
            export_folder: None,
            export_layout: None,
            export_format: None,
            distribute_format: None,
            export_options: BTreeMap::new(),
            view: ViewSpec::default(),
            files: Vec::new(),
            window: None,
        }
    }
}

/// The theme that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system does.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast for projectors.
    Projector,
}

/// Where the window stood, in points.
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
    pub fn default_path() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "zeren")
            .map(|dirs| dirs.config_dir().join("settings.ron"))
    }

    /// Reads settings. Whatever is wrong with the file, the program starts: defaults stand in.
    #[must_use]
    pub fn load(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let mut settings: Self = options().from_str(&text).unwrap_or_default();
        if !settings.zoom.is_finite() {
            settings.zoom = 1.0;
        }
        settings.zoom = settings.zoom.clamp(0.5, 3.0);
        settings.recent.truncate(RECENT);
        settings
    }

    /// Writes settings.
    ///
    /// # Errors
    /// When the folder or the file cannot be written.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let text = options()
            .to_string_pretty(self, ron::ser::PrettyConfig::default().new_line("\n"))
            .map_err(std::io::Error::other)?;
        crate::store::write_atomic(path, |out| out.write_all(text.as_bytes()))
            .map_err(std::io::Error::other)
    }

    /// Puts a file at the top of the recent list.
    pub fn remember(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
        self.recent.insert(0, file.to_owned());
        self.recent.truncate(RECENT);
        self.open_folder = file.parent().map(Path::to_owned);
    }
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        settings.save(&path).unwrap();
        assert_eq!(Settings::load(&path), settings);
    }

    #[test]
    fn a_broken_or_missing_file_gives_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        assert_eq!(Settings::load(&path), Settings::default());
        std::fs::write(&path, "(zoom: oops").unwrap();
        assert_eq!(Settings::load(&path), Settings::default());
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
