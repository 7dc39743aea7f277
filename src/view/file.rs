//! View files: a [`ViewSpec`] as RON text.

use std::path::{Path, PathBuf};

use super::ViewSpec;
use crate::diagnostic::{Diagnostic, Position};
use crate::store;

/// How the names of view files end. Those of earlier versions end in `.ron`, as data files do.
pub const VIEW_ENDING: &str = "zview";

/// Whether a file holds a view.
#[must_use]
pub fn is_view(path: &Path) -> bool {
    load(path).is_ok()
}

/// Reads a view.
///
/// # Errors
/// When the file cannot be read or is no view; the diagnostic says where.
pub fn load(path: &Path) -> Result<ViewSpec, Diagnostic> {
    let text = store::text(path)?;
    store::dialect().from_str(&text).map_err(|error| {
        let (words, hint) = store::ron_words(&error.code);
        let choose = "视图文件由“保存视图”存下；数据文件用“打开数据”打开";
        Diagnostic::error(format!("不是有效的视图文件：{words}"))
            .in_file(path)
            .at(Position {
                line: error.span.start.line,
                column: error.span.start.col,
            })
            .with_hint(match hint {
                Some(hint) => format!("{hint}；{choose}"),
                None => choose.to_owned(),
            })
    })
}

/// Writes a view. Of files that are there it replaces views only, and keeps the one before beside
/// it, with the ending `.bak`; gives where, if there was one.
///
/// # Errors
/// When there is a file of this name that is no view, or when the file cannot be written; an old
/// one stays whole.
pub fn save(path: &Path, view: &ViewSpec) -> Result<Option<PathBuf>, Diagnostic> {
    let kept = if path.try_exists().unwrap_or(true) {
        Some(keep(path)?)
    } else {
        None
    };
    let text = store::pretty(view)
        .map_err(|error| Diagnostic::error(format!("视图无法写成文本：{error}")).in_file(path))?;
    store::write_atomic(path, |out| out.write_all(text.as_bytes())).map_err(|error| {
        Diagnostic::error(error.to_string())
            .in_file(path)
            .with_hint(error.hint())
    })?;
    Ok(kept)
}

/// Keeps a view that is to be replaced.
fn keep(path: &Path) -> Result<PathBuf, Diagnostic> {
    if !is_view(path) {
        return Err(
            Diagnostic::error("已有同名的文件，它不是视图文件，没有替换它")
                .in_file(path)
                .with_hint("换一个文件名"),
        );
    }
    let mut kept = path.as_os_str().to_owned();
    kept.push(".bak");
    let kept = PathBuf::from(kept);
    std::fs::copy(path, &kept).map_err(|error| {
        Diagnostic::error(format!("原来的视图留不下来，系统报告：{error}"))
            .in_file(path)
            .with_hint("换一个文件名，或检查文件夹的权限")
    })?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::view::compare::ChangeKind;
    use crate::view::{ColumnOrder, DueFilter, RowOrder, TaskGrouping};

    #[test]
    fn a_view_reads_back_equal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("视 图.ron");
        let view = ViewSpec {
            plans: vec!["made-2021".to_owned()],
            roles: vec![Role::Lead],
            due: vec![DueFilter::Year(2023), DueFilter::Every],
            text: "“名品”".to_owned(),
            row_order: RowOrder::Name,
            grouping: TaskGrouping::Leads,
            changes: vec![ChangeKind::Removed],
            column_order: ColumnOrder::ByHand(vec!["jxj".to_owned()]),
            ..ViewSpec::default()
        };
        save(&path, &view).unwrap();
        assert_eq!(load(&path).unwrap(), view);
    }

    #[test]
    fn a_view_may_name_only_what_differs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("view.ron");
        std::fs::write(&path, "\u{feff}(agencies: [\"jxj\"])\r\n").unwrap();
        let view = load(&path).unwrap();
        assert_eq!(view.agencies, ["jxj"]);
        assert!(view.hide_empty_rows);
        assert_eq!(view.grouping, TaskGrouping::Sections);
    }

    #[test]
    fn a_wrong_view_says_where() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("view.ron");
        std::fs::write(&path, "(\n  planz: [],\n)").unwrap();
        let error = load(&path).unwrap_err();
        assert_eq!(error.place.position.map(|at| at.line), Some(2));
        assert_eq!(error.message, "不是有效的视图文件：没有名为“planz”的字段");
        let hint = error.hint.unwrap();
        assert!(
            hint.contains("plans") && hint.contains("保存视图"),
            "{hint}"
        );
    }

    #[test]
    fn a_view_of_another_encoding_is_read_and_a_folder_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("view.ron");
        let (gbk, ..) = encoding_rs::GBK.encode("(text: \"名品\")");
        std::fs::write(&path, gbk).unwrap();
        assert_eq!(load(&path).unwrap().text, "名品");
        let error = load(folder.path()).unwrap_err();
        assert_eq!(error.message, "这是文件夹，不是数据文件");
        let error = load(&folder.path().join("没有.ron")).unwrap_err();
        assert_eq!(error.message, "没有找到这个文件");
    }
}
