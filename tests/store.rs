//! Reading and writing data files.
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod dataset;

use std::fs;
use std::io;
use std::path::Path;

use proptest::prelude::*;
use zeren::diagnostic::{Diagnostic, Severity};
use zeren::model::*;
use zeren::store::{self, Loaded, WriteErrorKind, write_atomic};

fn words(diagnostics: &[Diagnostic]) -> String {
    let words: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    words.join("\n")
}

fn parsed(text: &str) -> Result<Dataset, String> {
    match store::parse(text.as_bytes(), None) {
        Ok(Loaded { dataset, .. }) => Ok(dataset),
        Err(diagnostics) => Err(words(&diagnostics)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_reads_back_equal(dataset in dataset::any_dataset()) {
        let text = store::to_ron(&dataset).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(parsed(&text), Ok(dataset.clone()), "{}", text);
        let windows = text.replace('\n', "\r\n");
        prop_assert_eq!(parsed(&windows), Ok(dataset));
        prop_assert!(!text.contains('\r') && !text.contains('\t') && text.ends_with(")\n"));
    }

    #[test]
    fn compact_ron_reads_back_equal(dataset in dataset::any_dataset()) {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let text = options.to_string(&dataset).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(parsed(&text), Ok(dataset.clone()));
        // With its own marks for what may be absent, as other programs write it.
        let text = ron::to_string(&dataset).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(parsed(&text), Ok(dataset.clone()));
    }

    #[test]
    fn any_bytes_are_read_or_explained(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Err(diagnostics) = store::parse(&bytes, None) {
            prop_assert!(!diagnostics.is_empty());
        }
    }

    #[test]
    fn any_ron_like_text_is_read_or_explained(text in "[(){}\\[\\],:\"'“”‘’（），：、a-c0-9#!\\\\/* \n\r br-]{0,60}") {
        if let Err(diagnostics) = store::parse(text.as_bytes(), None) {
            prop_assert!(!diagnostics.is_empty());
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_explained(
        dataset in dataset::any_dataset(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let text = store::to_ron(&dataset).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut bytes = text.into_bytes();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Err(diagnostics) = store::parse(bytes, None) {
                prop_assert!(diagnostics.iter().any(|d| d.severity == Severity::Error));
            }
        }
    }
}

const SAMPLE: &str = r#"(
    format: 1,
    title: "示例",
    agencies: [
        (id: "jxj", name: "武汉市经济和信息化局", short: "市经信局", kind: Department),
        (
            id: "districts",
            name: "各区人民政府",
            kind: Collective,
            members: Listed([
                "jiangan", "jianghan", "qiaokou", "hanyang", "wuchang", "qingshan", "hongshan", "caidian", "jiangxia",
                "huangpi",
            ]),
            note: "“各区”所指为通常理解",
        ),
    ],
    plans: [
        (
            id: "made",
            title: "培育方案",
            issued: "2021-10-15",
            status: InForce,
            sections: [
                (
                    number: "二(一)",
                    title: "培育名企",
                    tasks: [
                        (
                            clause: "二(一)1",
                            title: "加强梯次培育",
                            summary: "第一行\n第二行 \"引号\" 和 it's",
                            assignments: [
                                (agency: "jxj", role: Lead, written: "市经信局"),
                                (agency: "districts", role: Responsible),
                            ],
                            targets: [
                                (indicator: "单项冠军", amount: Range(1, 2.5), unit: "家", due: By("2023")),
                            ],
                        ),
                    ],
                ),
            ],
        ),
    ],
)
"#;

#[test]
fn files_are_written_as_people_write_them() {
    let dataset = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str::<Dataset>(SAMPLE)
        .expect("it reads");
    assert_eq!(store::to_ron(&dataset).expect("it is written"), SAMPLE);
}

#[test]
fn warnings_and_notes_have_places_and_keep_no_file_from_use() {
    let text = r#"(
    format: 1,
    agencies: [
        (id: "jxj", name: "市经信局", kind: Department),
        (id: "fgw", name: "市发改委", kind: Department, aliases: ["市经信局"]),
    ],
    plans: [(id: "p", title: "方案", sections: [(title: "任务", tasks: [
        (clause: "一", title: "甲", assignments: [(agency: "jxj", role: Responsible)]),
        (
            clause: "二", title: "乙",
            targets: [(indicator: "产值", amount: Wording("提高"))],
        ),
    ])])],
)
"#;
    let loaded = store::parse(text.as_bytes(), Some(Path::new("a.ron"))).expect("usable");
    let wanted = "\
note: “市发改委”没有出现在任何任务中
  --> a.ron:5:9
warning: “市经信局”同时是 jxj 和 fgw 的名称，首次出现在第 4 行第 27 列
  --> a.ron:5:63
hint: 名称、简称和别名只属于一个机构；两处是同一机构时，合并为一项
note: 《方案》没有区分牵头机构
  --> a.ron:7:13
note: 任务“乙”没有写明责任机构
  --> a.ron:9:9
note: 任务“乙”有 1 项目标没有写明时限
  --> a.ron:11:23";
    let mut remarks = loaded.remarks.into_diagnostics();
    assert!(remarks.iter().all(|remark| remark.quote.is_some()));
    for remark in &mut remarks {
        remark.quote = None;
    }
    assert_eq!(words(&remarks), wanted);
}

/// A chapter whose content is as deep as it can be.
fn deep_chapter() -> Vec<Section> {
    let target = Target {
        clause: Some("一".into()),
        indicator: "报告".into(),
        amount: Amount::Wording("报送".into()),
        unit: String::new(),
        due: Due::Every(Rhythm::Month),
        also_due: vec![Due::EveryUntil(Rhythm::Week, Date::year_only(2020))],
        note: Some("说明".into()),
        ..Target::default()
    };
    let task = Task {
        clause: "一".into(),
        part: Some(1),
        title: "任务".into(),
        targets: vec![target],
        ..Task::default()
    };
    vec![Section {
        number: "一".into(),
        title: "章节".into(),
        targets: vec![],
        tasks: vec![task],
        sections: vec![],
    }]
}

#[test]
fn chapters_too_deep_to_be_read_again_are_not_written() {
    let nested = |levels: usize| {
        let mut sections = deep_chapter();
        for _ in 1..levels {
            let section = Section {
                tasks: vec![],
                targets: vec![],
                ..sections[0].clone()
            };
            sections = vec![Section {
                sections,
                ..section
            }];
        }
        let plan = Plan {
            id: "p".into(),
            title: "方案".into(),
            sections,
            ..Plan::default()
        };
        Dataset {
            format: 1,
            plans: vec![plan],
            ..Dataset::default()
        }
    };
    let deepest = nested(24);
    let text = store::to_ron(&deepest).expect("it is written");
    assert_eq!(parsed(&text), Ok(deepest));
    let error = store::to_ron(&nested(25)).expect_err("too deep");
    assert_eq!(error.message, "章节嵌套太深，最多 24 层");
}

#[test]
fn files_that_cannot_be_read_are_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |path: &Path| match store::load(path) {
        Ok(_) => panic!("it was read"),
        Err(diagnostics) => words(&diagnostics).replace(&path.display().to_string(), "FILE"),
    };
    assert_eq!(
        said(&folder.path().join("a.ron")),
        "error: 没有找到这个文件\n  --> FILE\nhint: 它可能已被移动、改名或删除，重新选择文件"
    );
    assert_eq!(
        said(folder.path()),
        "error: 这是文件夹，不是数据文件\n  --> FILE\nhint: 选择文件夹里的 .ron 文件"
    );
}

#[test]
fn a_file_of_more_than_256_mb_is_turned_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.ron");
    // A hole in the file takes no space on the disk.
    let file = fs::File::create(&path).expect("a file");
    file.set_len(store::MOST_BYTES as u64 + 1)
        .expect("a long file");
    let diagnostics = store::load(&path).expect_err("too large");
    assert_eq!(diagnostics[0].message, "文件太大，超过 256 MB");
}

#[test]
fn what_is_saved_is_loaded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("方案.ron");
    let dataset = Dataset {
        format: 1,
        title: "标题".into(),
        ..Dataset::default()
    };
    store::save(&path, &dataset).expect("saved");
    let loaded = store::load(&path).expect("loaded");
    assert_eq!(loaded.dataset, dataset);
    assert!(loaded.remarks.into_diagnostics().is_empty());
}

#[test]
fn what_cannot_be_saved_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("missing/a.ron");
    let error = store::save(&path, &Dataset::default()).expect_err("no folder");
    let wanted = format!(
        "error: 文件没有保存：文件夹不存在\n  --> {}\nhint: 先建立这个文件夹，或换一个位置",
        path.display()
    );
    assert_eq!(error.to_string(), wanted);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
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
fn a_writer_that_fails_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, "old").expect("the old file");
    let error = write_atomic(&path, |out| {
        out.write_all(&vec![b'x'; 100_000])?;
        Err(io::Error::from(io::ErrorKind::StorageFull))
    })
    .expect_err("it fails");
    assert_eq!(error.kind, WriteErrorKind::DiskFull);
    assert_eq!(fs::read_to_string(&path).expect("the old file"), "old");
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn a_writer_that_panics_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    fs::write(&path, "old").expect("the old file");
    let panicked = std::panic::catch_unwind(|| {
        let _ = write_atomic(&path, |out| {
            out.write_all(b"half")?;
            panic!("in the middle");
        });
    });
    assert!(panicked.is_err());
    assert_eq!(fs::read_to_string(&path).expect("the old file"), "old");
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn targets_that_cannot_be_written_have_their_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let kind = |path: &Path| {
        write_atomic(path, |out| out.write_all(b"x"))
            .expect_err("no")
            .kind
    };
    let missing = folder.path().join("missing").join("a.csv");
    assert_eq!(kind(&missing), WriteErrorKind::FolderMissing);
    assert_eq!(kind(folder.path()), WriteErrorKind::TargetIsFolder);
    let long = folder.path().join("长".repeat(300));
    assert_eq!(kind(&long), WriteErrorKind::BadName);

    let guarded = folder.path().join("guarded.csv");
    fs::write(&guarded, "old").expect("a file");
    let mut permissions = fs::metadata(&guarded).expect("its mark").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&guarded, permissions).expect("it is marked");
    assert_eq!(kind(&guarded), WriteErrorKind::ReadOnly);
    assert_eq!(names(folder.path()), ["guarded.csv"]);
}

/// The places of the findings in a large file are looked for on a thread.
#[test]
fn a_large_file_has_all_its_findings_in_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("大.ron");
    let data = zeren::synth::dataset(2_000, 60, 1);
    store::save(&path, &data).expect("saved");
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.len() > 1 << 20, "it is to be a large one");
    let said = store::load(&path)
        .expect("loaded")
        .remarks
        .into_diagnostics();
    assert_eq!(said.len(), check::check(&data).len());
    let lines: Vec<&str> = text.lines().collect();
    let mut before = None;
    for finding in &said {
        assert_eq!(finding.place.file.as_deref(), Some(path.as_path()));
        let position = finding.place.position.expect("a place");
        assert!(Some(position) >= before, "{finding:?}");
        before = Some(position);
        // Only deadlines are missing in it: the place is the target without one.
        if finding.message.contains("没有写明时限") {
            let here: String = lines[position.line - 1..][..8].join("\n");
            let target: String = here.chars().skip(position.column - 1).collect();
            let target = target.split("),").next().expect("a target");
            let (start, rest) = target.split_at(1);
            assert_eq!(start, "(", "{finding:?}");
            assert!(rest.trim_start().starts_with("indicator: "), "{finding:?}");
            assert!(
                rest.contains("due: Unstated") || !rest.contains("due: "),
                "{finding:?}: {rest}"
            );
        }
    }
    assert!(
        said.iter()
            .any(|finding| finding.message.contains("没有写明时限"))
    );
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_is_as_open_as_any_and_an_old_one_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let (plain, new) = (folder.path().join("plain"), folder.path().join("new"));
        fs::write(&plain, "x").expect("a plain file");
        write_atomic(&new, |out| out.write_all(b"x")).expect("written");
        assert_eq!(mode(&new), mode(&plain));
        for bits in [0o600, 0o664] {
            fs::set_permissions(&new, fs::Permissions::from_mode(bits)).expect("set");
            write_atomic(&new, |out| out.write_all(b"y")).expect("replaced");
            assert_eq!(mode(&new), bits);
        }
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("a file");
        symlink(&file, &link).expect("a link");
        write_atomic(&link, |out| out.write_all(b"new")).expect("written");
        assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("the file"), "new");
    }
}
