//! A file for every agency, and a summary that adds up to the matrix.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use calamine::{Data as Value, Reader as _, Xlsx, open_workbook};
use zeren::export::{
    Distribution, ExportError, Format, Layout, Options, Progress, Silent, agencies_with_tasks,
    recipients,
};
use zeren::model::AgencyKind;
use zeren::store::Replacing;
use zeren::view::{Sheet, SuccessionView, ViewSpec};

fn sheet(succession: SuccessionView) -> Arc<Sheet> {
    let spec = ViewSpec {
        succession,
        ..ViewSpec::default()
    };
    Arc::new(common::sheet(&spec.for_profiles()))
}

fn distribution(sheet: &Arc<Sheet>, format: Format, folder: &Path) -> Distribution {
    let agencies = agencies_with_tasks(sheet);
    let options = Options::of(Layout::Agency);
    Distribution::new(Arc::clone(sheet), &agencies, format, options, folder)
}

/// The figures of the summary: the sums of 任务 and 分工 as written, the lines, and what it says.
fn summary(path: &Path) -> (u32, u32, usize, String) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let page = book.worksheet_range("汇总").expect("the page");
    let rows: Vec<&[Value]> = page.rows().collect();
    let column = |header: &str| {
        let headers = rows[3];
        let found = headers.iter().position(|cell| cell == header);
        found.expect("the column")
    };
    let number = |row: &[Value], column: usize| -> u32 {
        row[column].to_string().parse().expect("a number")
    };
    let (tasks, assignments) = (column("任务"), column("分工"));
    let lines = &rows[4..rows.len() - 1];
    let total = rows[rows.len() - 1];
    assert_eq!(total[1].to_string(), "合计");
    for column in [tasks, assignments] {
        let sum: u32 = lines.iter().map(|row| number(row, column)).sum();
        assert_eq!(number(total, column), sum);
    }
    let says = rows[2][0].to_string();
    (
        number(total, tasks),
        number(total, assignments),
        lines.len(),
        says,
    )
}

#[test]
fn the_summary_adds_up_to_the_matrix() {
    for succession in [SuccessionView::AsWritten, SuccessionView::Current] {
        let folder = tempfile::tempdir().expect("a folder");
        let sheet = sheet(succession);
        let distribution = distribution(&sheet, Format::Csv, folder.path());
        let ended = distribution.run(Replacing::Never, &Silent);
        assert!(ended.failed.is_empty() && !ended.cancelled, "{ended:?}");
        assert_eq!(ended.written.len(), distribution.files.len() + 2);
        let bodies = sheet
            .columns
            .iter()
            .filter(|column| column.tasks > 0)
            .count();
        let (tasks, assignments, lines, says) = summary(&distribution.summary);
        assert_eq!(lines, bodies);
        assert_eq!(assignments as usize, sheet.shown.assignments);
        let of_columns: u32 = sheet.columns.iter().map(|column| column.tasks).sum();
        assert_eq!(tasks, of_columns);
        assert!(says.contains("与责任矩阵一致"), "{says}");
        let names: BTreeSet<String> = fs::read_dir(&distribution.folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .to_lowercase()
            })
            .collect();
        assert_eq!(names.len(), bodies + 2, "every file has a name of its own");
    }
}

/// The texts of a Word document, one after the other.
fn document(path: &Path) -> String {
    let file = fs::File::open(path).expect("a file");
    let mut zip = zip::ZipArchive::new(file).expect("a package");
    let mut xml = String::new();
    let mut part = zip.by_name("word/document.xml").expect("the document");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("UTF-8");
    let texts = xml.split("<w:t xml:space=\"preserve\">").skip(1);
    let texts = texts.map(|text| text.split("</w:t>").next().unwrap_or_default());
    texts.collect::<Vec<_>>().join("|")
}

#[test]
fn the_receipt_names_every_file_and_says_that_the_sums_are_those_of_the_matrix() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let all = distribution(&sheet, Format::Csv, folder.path());
    assert!(all.run(Replacing::Never, &Silent).has_receipt);
    assert_eq!(all.folder, folder.path().join("责任清单_2026-11-22"));
    let says = document(&all.receipt);
    let count = sheet.shown.assignments;
    let agreed = format!("核对　分工合计 {count} 处，与责任矩阵一致。");
    assert!(says.contains(&agreed), "{says}");
    for file in &all.files {
        let name = file.path.file_name().expect("a name").to_string_lossy();
        assert!(says.contains(&format!("|{name}|")), "{name}");
    }
    let leads: u32 = sheet.columns.iter().map(|column| column.leads).sum();
    let tasks: u32 = sheet.columns.iter().map(|column| column.tasks).sum();
    let sums = format!("|合计|{tasks}|{leads}|{count}|");
    assert!(says.contains(&sums), "{sums}: {says}");
    assert!(!says.contains("没有分发"));

    // Who has no file is named, and what is missing is counted.
    let other = tempfile::tempdir().expect("a folder");
    let some = recipients(&sheet);
    let options = Options::of(Layout::Agency);
    let part = Distribution::new(
        Arc::clone(&sheet),
        &some,
        Format::Csv,
        options,
        other.path(),
    );
    fs::create_dir_all(&part.files[0].path).expect("a folder in the way");
    assert_eq!(part.run(Replacing::Always, &Silent).failed.len(), 1);
    let says = document(&part.receipt);
    assert!(
        !says.contains("与责任矩阵一致") && says.contains("其余"),
        "{says}"
    );
    assert!(
        says.contains("没有分发　") && says.contains("其中 1 份没有写出"),
        "{says}"
    );

    // A folder of the day is taken as it is.
    let again = distribution(&sheet, Format::Csv, &all.folder);
    assert_eq!(again.folder, all.folder);
}

#[test]
fn files_are_numbered_as_the_documents_name_the_bodies_and_posts_get_none_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let distribution = distribution(&sheet, Format::Csv, folder.path());
    let workspace = sheet.workspace();
    let mut tasks: Vec<_> = sheet.tasks().collect();
    tasks.sort();
    let mut named = Vec::new();
    for task in tasks {
        for duty in &workspace.task(task).duties {
            if !named.contains(&duty.agency) {
                named.push(duty.agency);
            }
        }
    }
    let found: Vec<_> = distribution.files.iter().map(|file| file.agency).collect();
    assert_eq!(found, named);
    for (nth, file) in distribution.files.iter().enumerate() {
        let name = file.path.file_name().expect("a name").to_string_lossy();
        assert!(name.starts_with(&format!("{:02}_", nth + 1)), "{name}");
    }
    let unasked = recipients(&sheet);
    assert!(unasked.len() < named.len(), "链长 is a post");
    let is_post = |ix| workspace.agency(ix).kind == AgencyKind::Mechanism;
    assert!(unasked.iter().all(|ix| !is_post(*ix)));
    let left = named.iter().filter(|ix| !unasked.contains(ix));
    assert!(left.into_iter().all(|ix| is_post(*ix)));
}

#[test]
fn a_part_says_what_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let two = &agencies_with_tasks(&sheet)[..2];
    let options = Options::of(Layout::Agency);
    let distribution = Distribution::new(
        Arc::clone(&sheet),
        two,
        Format::Xlsx,
        options,
        folder.path(),
    );
    assert!(distribution.existing().is_empty());
    assert!(
        distribution
            .run(Replacing::Never, &Silent)
            .failed
            .is_empty()
    );
    let (_, here, _, says) = summary(&distribution.summary);
    let rest = sheet.shown.assignments - here as usize;
    assert!(rest > 0);
    assert!(
        says.contains(&format!("其余 {rest} 处属未列出的机构")),
        "{says}"
    );
    assert_eq!(
        distribution.existing().len(),
        4,
        "all would be replaced now"
    );
}

#[test]
fn every_format_of_the_sheet_can_be_handed_out() {
    for &format in Layout::Agency.formats() {
        let folder = tempfile::tempdir().expect("a folder");
        let sheet = sheet(SuccessionView::Current);
        let two = &agencies_with_tasks(&sheet)[..2];
        let options = Options::of(Layout::Agency);
        let distribution =
            Distribution::new(Arc::clone(&sheet), two, format, options, folder.path());
        let ended = distribution.run(Replacing::Never, &Silent);
        assert!(ended.failed.is_empty(), "{format:?}: {ended:?}");
        for path in &ended.written {
            assert!(fs::metadata(path).expect("a file").len() > 100, "{path:?}");
        }
    }
}

#[test]
fn one_file_that_fails_leaves_the_others_whole_and_is_named_in_the_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let distribution = distribution(&sheet, Format::Csv, folder.path());
    let blocked = &distribution.files[3].path;
    fs::create_dir_all(blocked).expect("a folder in the way");
    let ended = distribution.run(Replacing::Never, &Silent);
    let [(path, ExportError::File(error))] = ended.failed.as_slice() else {
        panic!("{:?}", ended.failed);
    };
    assert_eq!(path, blocked);
    assert_eq!(error.reason(), "已有同名的文件夹");
    // All others, with the receipt and the summary.
    assert_eq!(ended.written.len(), distribution.files.len() + 1);
    let mut book: Xlsx<_> = open_workbook(&distribution.summary).expect("a workbook");
    let page = book.worksheet_range("汇总").expect("the page");
    let said = page
        .rows()
        .filter(|row| row[12].to_string().starts_with("没有写出："));
    assert_eq!(said.count(), 1);
}

#[test]
fn one_cause_is_said_once_and_what_is_kept_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let distribution = distribution(&sheet, Format::Csv, folder.path());
    for blocked in &distribution.files[..5] {
        fs::create_dir_all(&blocked.path).expect("a folder in the way");
    }
    for old in &distribution.files[5..7] {
        fs::write(&old.path, "旧").expect("a file");
    }
    let ended = distribution.run(Replacing::Never, &Silent);
    assert_eq!(ended.agencies, distribution.files.len() - 7);
    assert!(ended.has_summary);
    let there = fs::read_dir(&distribution.folder)
        .expect("a folder")
        .count();
    assert_eq!(ended.written.len() + 7, there);
    let kept: Vec<&Path> = ended.kept.iter().map(std::path::PathBuf::as_path).collect();
    let old: Vec<&Path> = distribution.files[5..7]
        .iter()
        .map(|file| file.path.as_path())
        .collect();
    assert_eq!(kept, old);
    assert_eq!(fs::read_to_string(old[0]).expect("a file"), "旧");
    let said: Vec<String> = ended
        .failures()
        .into_iter()
        .map(|failure| failure.message)
        .collect();
    let names = |files: std::ops::Range<usize>| -> String {
        let names: Vec<_> = distribution.files[files]
            .iter()
            .map(|file| file.path.file_name().expect("a name").to_string_lossy())
            .collect();
        names.join("、")
    };
    assert_eq!(
        said,
        [
            format!("5 个文件没有写出：已有同名的文件夹（{} 等）", names(0..3)),
            format!(
                "2 个文件没有写出：已有同名的文件，没有替换它（{}，原有的文件没有动）",
                names(5..7)
            ),
        ]
    );
}

#[test]
fn the_command_line_counts_what_is_there_and_says_a_cause_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let args = [
        "export",
        "--per-agency",
        "--out-dir",
        "清单",
        "--agency",
        "市经信局",
        "--agency",
        "kjj",
    ];
    let blocked = folder
        .path()
        .join("清单/责任清单_2026-11-22/01_市科技局_责任清单_2026-11-22.xlsx");
    fs::create_dir_all(blocked).expect("a folder in the way");
    let summary = folder
        .path()
        .join("清单/责任清单_2026-11-22/责任清单汇总_2026-11-22.xlsx");
    fs::create_dir(summary).expect("a folder in the way");
    let forced: Vec<&str> = args.into_iter().chain(["--force"]).collect();
    let (code, out, err) = program(folder.path(), &forced);
    assert_eq!(code, 2);
    assert_eq!(
        out,
        "已导出 2 个文件到 清单/责任清单_2026-11-22：1 个机构的责任清单和核对单，没有汇总\n"
    );
    assert_eq!(
        err,
        "error: 2 个文件没有写出：已有同名的文件夹（01_市科技局_责任清单_2026-11-22.xlsx、\
         责任清单汇总_2026-11-22.xlsx）\nhint: 换一个文件名\n"
    );
}

/// Stops after some looks.
struct Impatient(AtomicUsize);

impl Progress for Impatient {
    fn report(&self, fraction: f32) {
        assert!((0.0..=1.0).contains(&fraction));
    }

    fn is_cancelled(&self) -> bool {
        self.0.fetch_add(1, Ordering::Relaxed) > 12
    }
}

#[test]
fn a_cancelled_distribution_leaves_whole_files_and_no_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = sheet(SuccessionView::AsWritten);
    let distribution = distribution(&sheet, Format::Xlsx, folder.path());
    let ended = distribution.run(Replacing::Never, &Impatient(AtomicUsize::new(0)));
    assert!(ended.cancelled && !distribution.summary.exists());
    assert!(ended.written.len() < distribution.files.len());
    for path in &ended.written {
        let _: Xlsx<_> = open_workbook(path).expect("a whole workbook");
    }
    let there = fs::read_dir(&distribution.folder)
        .expect("a folder")
        .count();
    assert_eq!(there, ended.written.len(), "nothing half-written is left");
}

fn program(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_zeren"))
        .args(args)
        .current_dir(folder)
        .env("ZEREN_TODAY", "2026-11-22")
        .output()
        .expect("the program");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    (code, text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_line_hands_out_and_replaces_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let args = [
        "export",
        "--per-agency",
        "--out-dir",
        "责任 清单",
        "--agency",
        "市经信局",
        "--agency",
        "kjj",
    ];
    let (code, out, err) = program(folder.path(), &args);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "已导出 4 个文件到 责任 清单/责任清单_2026-11-22：2 个机构的责任清单、核对单和汇总\n"
    );
    let (code, out, err) = program(folder.path(), &args);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err.replace('\\', "/"),
        "error: 已有 4 个同名文件：责任 清单/责任清单_2026-11-22/01_市科技局_责任清单_2026-11-22.xlsx、\
         责任 清单/责任清单_2026-11-22/02_市经信局_责任清单_2026-11-22.xlsx、\
         责任 清单/责任清单_2026-11-22/分发核对单_2026-11-22.docx、\
         责任 清单/责任清单_2026-11-22/责任清单汇总_2026-11-22.xlsx，\
         没有替换它们\nhint: 换一个文件夹，或加上 --force 替换\n"
    );
    let forced: Vec<&str> = args.into_iter().chain(["--force"]).collect();
    assert_eq!(program(folder.path(), &forced).0, 0);
}

#[test]
fn what_does_not_go_together_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |args: &[&str], wanted: &str| {
        let all: Vec<&str> = ["export"].iter().chain(args).copied().collect();
        let (code, out, err) = program(folder.path(), &all);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert_eq!(err, wanted, "{args:?}");
    };
    said(
        &["--per-agency"],
        "error: 没有说明分发到哪个文件夹\nhint: 用 --out-dir 写出文件夹，例如 --per-agency --out-dir 责任清单\n",
    );
    said(
        &["--out-dir", "x"],
        "error: --out-dir 用于按机构分发\nhint: 加上 --per-agency；导出一个文件时用 -o\n",
    );
    said(
        &["--per-agency", "--out-dir", "x", "-o", "y.xlsx"],
        "error: 按机构分发有很多文件，不用 -o\nhint: 用 --out-dir 写出文件夹，文件名自动取\n",
    );
    said(
        &["--per-agency", "--out-dir", "x", "--layout", "matrix"],
        "error: 按机构分发是各机构的责任清单，不用 --layout\nhint: 用 --agency 选择机构；导出别的内容时不用 --per-agency\n",
    );
    fs::write(folder.path().join("文件"), "x").expect("a file");
    said(
        &["--per-agency", "--out-dir", "文件"],
        "error: 文件 是文件，不是文件夹\nhint: 换一个文件夹的名字\n",
    );
}
