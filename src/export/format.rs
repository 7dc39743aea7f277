//! What can be exported, and as what.

use strum::VariantArray;

use crate::terms;
use crate::variants::all;
use crate::view::forms::FormKind;

/// What an export shows: the matrix, the tasks, the targets, one agency or a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// The matrix as shown.
    #[default]
    Matrix,
    /// 任务分解表, as offices hand it in.
    Division,
    /// 督办台账, to be filled in.
    Ledger,
    /// 责任清单 of the chosen bodies, as offices hand it in.
    Duties,
    /// 目标清单, as offices hand it in.
    Goals,
    /// 到期清单, as offices hand it in.
    Due,
    /// The tasks: a row for every task on paper, for every assignment in CSV.
    List,
    /// The targets with their deadlines.
    Targets,
    /// The targets on an axis of time.
    Timeline,
    /// What one agency answers for.
    Agency,
    /// A run of slides, to be taken away.
    Slides,
    /// 修改对照表: the changes that a comparison found, as offices hand it in.
    Changes,
}

impl Layout {
    /// The layouts that show a sheet as it is.
    pub const ALL: [Self; 4] = [Self::Matrix, Self::List, Self::Targets, Self::Timeline];

    /// Those that are forms, made of a sheet that is no comparison.
    pub const FORMS: [Self; 5] = [
        Self::Division,
        Self::Ledger,
        Self::Duties,
        Self::Goals,
        Self::Due,
    ];

    /// Those that are tables: what a web page holds together.
    pub const TABLES: [Self; 3] = [Self::Matrix, Self::List, Self::Targets];

    /// What a person may choose: the layouts of any data, forms, and that of one agency.
    pub const OFFERED: [Self; 11] = [
        Self::Matrix,
        Self::Division,
        Self::Ledger,
        Self::Duties,
        Self::Goals,
        Self::Due,
        Self::List,
        Self::Targets,
        Self::Timeline,
        Self::Slides,
        Self::Agency,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Division => "division",
            Self::Ledger => "ledger",
            Self::Duties => "duties",
            Self::Goals => "goals",
            Self::Due => "due",
            Self::List => "list",
            Self::Targets => "targets",
            Self::Timeline => "timeline",
            Self::Agency => "agency",
            Self::Slides => "slides",
            Self::Changes => "changes",
        }
    }

    /// The layout with this name on the command line.
    #[must_use]
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::OFFERED.into_iter().find(|layout| layout.key() == key)
    }

    /// The name in the window.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Matrix => "矩阵",
            Self::Division => FormKind::Division.label(),
            Self::Ledger => FormKind::Ledger.label(),
            Self::Duties => FormKind::Duties.label(),
            Self::Goals => FormKind::Goals.label(),
            Self::Due => FormKind::Due.label(),
            Self::List => terms::TASK_LIST,
            Self::Targets => terms::TARGET,
            Self::Timeline => terms::TIMELINE,
            Self::Agency => "机构责任清单",
            Self::Slides => "幻灯",
            Self::Changes => FormKind::Changes.label(),
        }
    }

    /// What the exported document is, for titles and file names.
    #[must_use]
    pub fn document(self) -> &'static str {
        match self {
            Self::Matrix => terms::MATRIX,
            Self::Division => FormKind::Division.label(),
            Self::Ledger => FormKind::Ledger.label(),
            Self::Duties => FormKind::Duties.label(),
            Self::Goals => FormKind::Goals.label(),
            Self::Due => FormKind::Due.label(),
            Self::List => terms::TASK_LIST,
            Self::Targets => terms::TARGET_LIST,
            Self::Timeline => terms::TARGET_TIMELINE,
            Self::Agency => terms::DUTY_SHEET,
            Self::Slides => "演示文稿",
            Self::Changes => FormKind::Changes.label(),
        }
    }

    /// Whether something can stand above it that an office fills in, though it is no form.
    #[must_use]
    pub fn has_heading(self) -> bool {
        self.form().is_none() && self != Self::Slides
    }

    /// The form that it is; `None` for the others.
    #[must_use]
    pub fn form(self) -> Option<FormKind> {
        match self {
            Self::Division => Some(FormKind::Division),
            Self::Ledger => Some(FormKind::Ledger),
            Self::Duties => Some(FormKind::Duties),
            Self::Goals => Some(FormKind::Goals),
            Self::Due => Some(FormKind::Due),
            Self::Changes => Some(FormKind::Changes),
            _ => None,
        }
    }

    /// The layout of a form.
    #[must_use]
    pub fn of_form(kind: FormKind) -> Self {
        match kind {
            FormKind::Division => Self::Division,
            FormKind::Ledger => Self::Ledger,
            FormKind::Duties => Self::Duties,
            FormKind::Goals => Self::Goals,
            FormKind::Due => Self::Due,
            FormKind::Changes => Self::Changes,
        }
    }

    /// The formats that it can be exported in.
    #[must_use]
    pub fn formats(self) -> &'static [Format] {
        match self {
            Self::Matrix => &[
                Format::Xlsx,
                Format::Docx,
                Format::Pdf,
                Format::Ofd,
                Format::Html,
                Format::Csv,
                Format::Png,
                Format::Svg,
            ],
            Self::Due => &[
                Format::Docx,
                Format::Pdf,
                Format::Ofd,
                Format::Xlsx,
                Format::Html,
                Format::Csv,
                Format::Ics,
                Format::Png,
                Format::Svg,
            ],
            Self::Division | Self::Ledger | Self::Duties | Self::Goals | Self::Changes => &[
                Format::Docx,
                Format::Pdf,
                Format::Ofd,
                Format::Xlsx,
                Format::Html,
                Format::Csv,
                Format::Png,
                Format::Svg,
            ],
            Self::List => &[
                Format::Xlsx,
                Format::Docx,
                Format::Pdf,
                Format::Ofd,
                Format::Html,
                Format::Csv,
            ],
            Self::Targets | Self::Agency => &[
                Format::Xlsx,
                Format::Docx,
                Format::Pdf,
                Format::Ofd,
                Format::Html,
                Format::Csv,
                Format::Ics,
            ],
            Self::Timeline => &[
                Format::Pdf,
                Format::Docx,
                Format::Ofd,
                Format::Png,
                Format::Svg,
            ],
            Self::Slides => &[
                Format::Pptx,
                Format::Pdf,
                Format::Html,
                Format::Ofd,
                Format::Png,
                Format::Svg,
            ],
        }
    }
}

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum Format {
    /// An Excel workbook with all layouts, the chosen one in front.
    Xlsx,
    /// A Word document in the form of GB/T 9704.
    Docx,
    /// Pages with text that can be selected and searched.
    Pdf,
    /// A presentation with real text and shapes.
    Pptx,
    /// Pages as the national standard for documents has them (GB/T 33190).
    Ofd,
    /// A web page with all layouts, the chosen one in front.
    Html,
    /// Comma-separated values: UTF-8 with a mark, CRLF.
    Csv,
    /// A calendar of deadlines and rhythms.
    Ics,
    /// A picture of every page, in dots.
    Png,
    /// A drawing of every page, in lines and text.
    Svg,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 10] = all(Self::VARIANTS);

    /// Whether it shows pages that we lay out.
    #[must_use]
    pub(crate) fn has_pages(self) -> bool {
        matches!(self, Self::Pdf | Self::Ofd | Self::Png | Self::Svg)
    }

    /// Whether paper and orientation can be chosen for it.
    #[must_use]
    pub(crate) fn takes_paper(self) -> bool {
        self.has_pages() || self == Self::Docx
    }

    /// Whether what an office fills in above a table stands in it: not in bare data.
    #[must_use]
    pub fn has_heading(self) -> bool {
        !matches!(self, Self::Csv | Self::Ics)
    }

    /// Whether its files are text.
    #[must_use]
    pub(crate) fn is_text(self) -> bool {
        match self {
            Self::Csv | Self::Html | Self::Ics | Self::Svg => true,
            Self::Xlsx | Self::Docx | Self::Pptx | Self::Pdf | Self::Ofd | Self::Png => false,
        }
    }

    /// Whether each page is a file of its own.
    #[must_use]
    pub(crate) fn is_one_page(self) -> bool {
        matches!(self, Self::Png | Self::Svg)
    }

    /// The name on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Ofd => "ofd",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// The format with this name on the command line, in any case: also a file's extension.
    #[must_use]
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.key().eq_ignore_ascii_case(key))
    }

    /// The name in the window.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
            Self::Docx => "Word",
            Self::Html => "网页",
            Self::Ics => "日历",
            Self::Pdf => "PDF",
            Self::Pptx => "PPT",
            Self::Ofd => "OFD",
            Self::Png => "PNG 图片",
            Self::Svg => "SVG 图片",
        }
    }

    /// The ending of its files, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.key()
    }
}
