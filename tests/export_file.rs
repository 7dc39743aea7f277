//! Files: the old one stays whole, cancelling works, limits are said, names suit.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use zeren::export::{
    self, ExportError, Format, Layout, Progress, Silent, Subject, default_file_name,
};
use zeren::model::workspace::{Source, Workspace};
use zeren::model::{Agency, AgencyKind, Assignment, Dataset, Plan, Role, Section, Task};
use zeren::store::Replacing;
use zeren::view::{Data, Sheet, ViewSpec};

/// Cancels after some looks at it.
struct Impatient {
    looks: AtomicUsize,
    most: usize,
}

impl Progress for Impatient {
    fn report(&self, fraction: f32) {
        assert!((0.0..=1.0).contains(&fraction), "{fraction}");
    }

    fn is_cancelled(&self) -> bool {
        self.looks.fetch_add(1, Ordering::Relaxed) >= self.most
    }
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_cancelled_export_leaves_the_old_file_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("旧 表.xlsx");
    let sheet = common::sheet(&ViewSpec::default());
    for layout in Layout::ALL {
        for &format in layout.formats() {
            for most in [0, 1, 3] {
                fs::write(&path, "旧").expect("a file");
                let watch = Impatient {
                    looks: AtomicUsize::new(0),
                    most,
                };
                match export::export_to(
                    &path,
                    Subject::of_sheet(&sheet, layout).expect("a layout of a sheet"),
                    format,
                    &watch,
                ) {
                    Err(ExportError::Cancelled) => {
                        assert_eq!(fs::read_to_string(&path).expect("a file"), "旧");
                    }
                    // A short table is done before anybody looks again.
                    Ok(()) => assert!(most > 0),
                    Err(error) => panic!("{error}"),
                }
                assert_eq!(files(folder.path()), ["旧 表.xlsx"]);
            }
        }
    }
}

/// Puts a folder in the way of a page that is already written.
struct Meddler<'p> {
    page: &'p Path,
    looks: AtomicUsize,
}

impl Progress for Meddler<'_> {
    fn report(&self, _: f32) {
        // Told before each page: the third time two are written.
        if self.looks.fetch_add(1, Ordering::Relaxed) == 2 {
            fs::create_dir(self.page).expect("a folder");
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

#[test]
fn several_pictures_are_one_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("矩阵.svg");
    let sheet = common::sheet(&ViewSpec::default());
    let subject = Subject::Matrix(&sheet);
    let export = |progress: &dyn Progress| {
        let replacing = Replacing::Always;
        export::export_files(
            &path,
            subject,
            Format::Svg,
            subject.into(),
            replacing,
            progress,
        )
    };
    let pages = export(&Silent).expect("pages");
    assert!(pages.len() > 2, "{}", pages.len());
    for page in &pages {
        fs::remove_file(page).expect("gone");
    }
    // The first page replaces one or is new: both ways it is as if nothing had happened.
    for old in [Some("旧"), None] {
        if let Some(old) = old {
            fs::write(&pages[0], old).expect("a file");
        }
        let error = export(&Meddler {
            page: &pages[1],
            looks: AtomicUsize::new(0),
        })
        .expect_err("a folder in the way");
        assert_eq!(
            error.to_string(),
            format!("无法写入 {}：已有同名的文件夹", pages[1].display())
        );
        assert_eq!(fs::read_to_string(&pages[0]).ok().as_deref(), old);
        fs::remove_dir(&pages[1]).expect("gone");
        assert_eq!(files(folder.path()).len(), usize::from(old.is_some()));
        fs::remove_file(&pages[0]).ok();
    }
}

#[test]
fn a_finished_export_takes_the_place_of_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.csv");
    fs::write(&path, "旧").expect("a file");
    let sheet = common::sheet(&ViewSpec::default());
    export::export_to(&path, Subject::List(&sheet), Format::Csv, &Silent).expect("a file");
    let mut wanted = Vec::new();
    export::write(Subject::List(&sheet), Format::Csv, &mut wanted, &Silent).expect("bytes");
    assert_eq!(fs::read(&path).expect("a file"), wanted);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("没有").join("表.xlsx");
    let sheet = common::sheet(&ViewSpec::default());
    let error = export::export_to(&path, Subject::Matrix(&sheet), Format::Xlsx, &Silent)
        .expect_err("no folder");
    assert_eq!(
        error.to_string(),
        format!("无法写入 {}：文件夹不存在", path.display())
    );
    let diagnostic = error.into_diagnostic(&path);
    assert_eq!(
        diagnostic.hint.as_deref(),
        Some("先建立这个文件夹，或换一个位置")
    );
}

/// One task for so many agencies.
fn wide(agencies: usize) -> Sheet {
    let dataset = Dataset {
        format: 1,
        title: "宽".to_owned(),
        agencies: (0..agencies)
            .map(|nth| Agency {
                id: format!("a{nth}"),
                name: format!("某局{nth}"),
                kind: AgencyKind::Department,
                ..Agency::default()
            })
            .collect(),
        plans: vec![Plan {
            id: "p".to_owned(),
            title: "某方案".to_owned(),
            sections: vec![Section {
                number: "一".to_owned(),
                title: String::new(),
                targets: Vec::new(),
                tasks: vec![Task {
                    clause: "一".to_owned(),
                    title: "任务".to_owned(),
                    assignments: (0..agencies)
                        .map(|nth| Assignment {
                            agency: format!("a{nth}"),
                            role: Role::Responsible,
                            written: None,
                            term: None,
                            note: None,
                        })
                        .collect(),
                    ..Task::default()
                }],
                sections: Vec::new(),
            }],
            ..Plan::default()
        }],
        ..Dataset::default()
    };
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Sheet::new(&data, &ViewSpec::default(), common::today())
}

#[test]
fn what_excel_cannot_hold_is_said() {
    let mut bytes = Vec::new();
    let error = export::write(
        Subject::Matrix(&wide(16_382)),
        Format::Xlsx,
        &mut bytes,
        &Silent,
    )
    .expect_err("too wide");
    assert_eq!(
        error.to_string(),
        "Excel 工作表最多 1,048,576 行、16,384 列，这里需要 20 行、16385 列"
    );
    assert_eq!(error.hint(), "先筛选方案或机构，或导出为 CSV");
    export::write(
        Subject::Matrix(&wide(16_382)),
        Format::Csv,
        &mut bytes,
        &Silent,
    )
    .expect("a file");
}

#[test]
fn a_matrix_too_large_for_lines_is_written_all_the_same() {
    let sheet = wide(16_381);
    let mut bytes = Vec::new();
    export::write(Subject::List(&sheet), Format::Xlsx, &mut bytes, &Silent).expect("a file");
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn names_of_files_say_what_is_in_them() {
    let name = |view: &str, layout, format| {
        default_file_name(
            Subject::of_sheet(&common::sheet(&common::views::named(view)), layout)
                .expect("a layout of a sheet"),
            format,
        )
    };
    assert_eq!(
        name("one plan", Layout::Matrix, Format::Xlsx),
        "做响武汉制造_责任矩阵_2026-11-22.xlsx"
    );
    assert_eq!(
        name("one agency", Layout::List, Format::Csv),
        "武汉制造业政策责任分工（2017—2024年）_任务清单_市经信局_2026-11-22.csv"
    );
    assert_eq!(
        name("search", Layout::Targets, Format::Xlsx),
        "武汉制造业政策责任分工（2017—2024年）_目标清单_名品_2026-11-22.xlsx"
    );
}
