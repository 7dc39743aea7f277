//! Why there is no exported file.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;

use super::{Format, Layout};
use crate::diagnostic::Diagnostic;
use crate::store::WriteError;

/// Why an export did not come about.
#[derive(Debug)]
pub enum ExportError {
    /// Somebody cancelled it.
    Cancelled,
    /// The layout does not come in this format.
    NotOffered {
        /// What was to be exported.
        layout: Layout,
        /// The format that it was to be exported in.
        format: Format,
    },
    /// The table has more rows or columns than an Excel worksheet can hold.
    TooLarge {
        /// Rows that were needed.
        rows: usize,
        /// Columns that were needed.
        columns: usize,
    },
    /// There are this many pages, but a picture holds one only.
    SeveralPages(usize),
    /// A table is larger than the programs that open the document can stand.
    Unwieldy {
        /// Cells that were needed.
        cells: usize,
        /// Cells that a document may have.
        most: usize,
    },
    /// A table is too large for the clipboard.
    Crowded {
        /// Cells that were needed.
        cells: usize,
        /// Cells that a clipboard is good for.
        most: usize,
    },
    /// The stream that it was written to failed.
    Io(io::Error),
    /// The file could not be written; what was there before is untouched.
    File(WriteError),
    /// The format's own rules were broken.
    Format(String),
}

impl ExportError {
    /// What to do, in Chinese.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Cancelled => "原有的文件没有改动",
            Self::NotOffered { .. } => "换一种格式或内容",
            Self::Unwieldy { .. } | Self::Crowded { .. } => "先筛选方案或机构，或导出为 Excel",
            Self::TooLarge { .. } => "先筛选方案或机构，或导出为 CSV",
            Self::SeveralPages(_) => "导出到文件，每页一个文件；或导出为 PDF",
            Self::Io(_) => "再试一次，或换一个位置",
            Self::File(error) => error.hint(),
            Self::Format(_) => "导出为 CSV，并把这段话告诉软件的维护者",
        }
    }

    /// The error as a diagnostic about the file that was to be written.
    #[must_use]
    pub fn into_diagnostic(self, path: &Path) -> Diagnostic {
        Diagnostic::error(self.to_string())
            .with_hint(self.hint())
            .in_file(path)
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cancelled => write!(f, "已取消导出"),
            Self::NotOffered { layout, format } => {
                write!(f, "{}不能导出为{}", layout.label(), format.label())
            }
            Self::TooLarge { rows, columns } => write!(
                f,
                "Excel 工作表最多 1,048,576 行、16,384 列，这里需要 {rows} 行、{columns} 列"
            ),
            Self::SeveralPages(count) => {
                write!(f, "共 {count} 页，一个图片文件只能有一页")
            }
            Self::Unwieldy { cells, most } => write!(
                f,
                "Word 文档中的表格太大：需要 {cells} 个单元格，最多 {most} 个"
            ),
            Self::Crowded { cells, most } => {
                write!(f, "表格太大，无法复制：有 {cells} 个单元格，最多 {most} 个")
            }
            Self::Io(error) => write!(f, "无法写出文件，系统报告：{error}"),
            Self::File(error) => error.fmt(f),
            Self::Format(words) => write!(f, "无法写成这种格式：{words}"),
        }
    }
}

impl Error for ExportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::File(error) => Some(error),
            Self::Cancelled
            | Self::NotOffered { .. }
            | Self::TooLarge { .. }
            | Self::Unwieldy { .. }
            | Self::Crowded { .. }
            | Self::SeveralPages(_)
            | Self::Format(_) => None,
        }
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<::csv::Error> for ExportError {
    fn from(error: ::csv::Error) -> Self {
        match error.into_kind() {
            ::csv::ErrorKind::Io(error) => Self::Io(error),
            other => Self::Format(format!("{other:?}")),
        }
    }
}
