//! What the dialogs' forms are filled in with: plain data, compared and copied freely.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::export::{Content, DeckShape, Format, Layout, Options};
use crate::page::PageSetup;
use crate::view::forms::{FormHeading, FormSpec};
use crate::view::{Data, Sheet};

/// The export dialog's form: what to export, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportForm {
    /// What the file shows.
    pub layout: Layout,
    /// The format of the file.
    pub format: Format,
    /// How much of the data. One agency's sheet always has all plans.
    pub scope: Scope,
    /// The agency of a layout that shows one, by id.
    pub agency: Option<String>,
    /// Paper and resolution, for formats that have them.
    pub options: Options,
    /// Columns and heading, for layouts that are forms.
    pub form: Option<FormSpec>,
    /// What stands above the table, for the other layouts.
    pub heading: FormHeading,
    /// The shape of slides.
    pub shape: DeckShape,
    /// Whether every body that changes touch gets a file of its own, with these changes only.
    pub per_body: bool,
}

/// How much of the data to export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// What the window shows.
    #[default]
    Shown,
    /// Only the chosen tasks.
    Selected,
    /// Everything, in the window's order and form.
    All,
}

/// Options as they are remembered, for each layout and format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedOptions {
    /// Paper and orientation.
    pub setup: PageSetup,
    /// Dots per inch.
    pub dpi: u16,
    /// Whether a calendar has what is over.
    #[serde(default)]
    pub past: bool,
}

impl ExportForm {
    /// A form with the usual options of the layout.
    #[must_use]
    pub fn new(layout: Layout, format: Format, scope: Scope) -> Self {
        Self {
            layout,
            format,
            scope,
            agency: None,
            // A calendar begins today, unless somebody wants what is over, too.
            options: Options {
                past: false,
                ..Options::of(layout)
            },
            form: layout.form().map(FormSpec::new),
            heading: FormHeading::default(),
            shape: DeckShape::default(),
            per_body: false,
        }
    }

    /// Whether it asks for a file for every body that changes touch.
    #[must_use]
    pub fn is_per_body(&self) -> bool {
        self.per_body && self.layout == Layout::Changes
    }

    /// What the form asks for, from a sheet of its view; `None` where its agency is not in the
    /// data.
    #[must_use]
    pub fn content(&self, sheet: Arc<Sheet>) -> Option<Content> {
        if let Some(spec) = &self.form
            && self.layout.form() == Some(spec.kind)
        {
            return Some(Content::form(sheet, spec.clone()));
        }
        if self.layout == Layout::Slides {
            return Some(Content::slides(sheet, self.shape));
        }
        let agency = self.agency.as_deref();
        let agency = agency.and_then(|id| sheet.workspace().agency_by_id(id));
        let sheet = sheet.headed(self.layout.document(), &self.heading);
        Content::new(sheet, self.layout, agency)
    }

    /// The key that its options are remembered under: `matrix.pdf`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.layout.key(), self.format.key())
    }
}

/// The form that asks what to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompareForm {
    /// Whether the open data is compared with a file, or two of its plans with each other.
    pub what: CompareWhat,
    /// The other file; `None` until one is picked.
    pub file: Option<PathBuf>,
    /// Whether the other file is the older one.
    pub age: FileAge,
    /// The older plan, as its position among the plans.
    pub old_plan: usize,
    /// The newer plan, as its position among the plans.
    pub new_plan: usize,
}

/// The two ways to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareWhat {
    /// The open data and another file.
    File,
    /// Two plans of the open data.
    Plans,
}

/// Whether the other file is older or newer than the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAge {
    /// It is the older one (旧).
    Older,
    /// It is the newer one (新).
    Newer,
}

impl CompareForm {
    /// The form as it opens: another file, or the first two plans.
    #[must_use]
    pub fn new(data: &Data) -> Self {
        Self {
            what: CompareWhat::File,
            file: None,
            age: FileAge::Older,
            old_plan: 0,
            new_plan: 1.min(data.workspace.plans.len().saturating_sub(1)),
        }
    }

    /// Why it cannot be carried out yet; `None` where it can.
    #[must_use]
    pub fn lacks(&self, data: &Data) -> Option<&'static str> {
        match self.what {
            CompareWhat::File => self.file.is_none().then_some("先选择另一份数据文件"),
            CompareWhat::Plans if data.workspace.plans.len() < 2 => {
                Some("现在的数据里只有一份方案")
            }
            CompareWhat::Plans => {
                (self.old_plan == self.new_plan).then_some("请选择两份不同的方案")
            }
        }
    }
}

/// The form of 按机构分发: which agencies get a file, and of which format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistributeForm {
    /// The agencies, by id.
    pub agencies: Vec<String>,
    /// The format of the agencies' files.
    pub format: Format,
    /// What is typed to find an agency.
    pub find: String,
}

/// A page that the preview is to show, and how large.
#[derive(Clone, Debug, PartialEq)]
pub struct PreviewRequest {
    /// What would be exported.
    pub form: ExportForm,
    /// The page, from 0; beyond the last one the last is meant.
    pub page: usize,
    /// The width of the picture, in dots.
    pub dots: usize,
}
