//! No command takes a file away: neither one that is there, nor one that it reads.

use super::*;

#[test]
fn an_export_never_writes_over_what_it_reads() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD)
        .write("乙.ron", GOOD)
        .write("视 图.ron", "(text: \"培育\")");
    let attempts: [&[&str]; 5] = [
        &["export", "甲.ron", "--format", "csv", "-o", "甲.ron"],
        &["export", "甲.ron", "--format", "csv", "-o", "./甲.ron"],
        &[
            "export",
            "甲.ron",
            "--view",
            "视 图.ron",
            "--format",
            "csv",
            "-o",
            "视 图.ron",
        ],
        &[
            "diff", "甲.ron", "乙.ron", "--format", "csv", "-o", "甲.ron",
        ],
        &[
            "diff", "甲.ron", "乙.ron", "--format", "csv", "-o", "乙.ron",
        ],
    ];
    for args in attempts {
        let forced: Vec<&str> = args.iter().copied().chain(["--force"]).collect();
        let (code, out, err) = desk.run(&forced);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(
            err.contains("是要读取的文件，不能写到它上面"),
            "{args:?}: {err}"
        );
        assert_eq!(desk.read("甲.ron"), GOOD);
        assert_eq!(desk.read("乙.ron"), GOOD);
        assert_eq!(desk.read("视 图.ron"), "(text: \"培育\")");
    }
}

#[test]
fn diff_replaces_a_file_only_when_it_is_told_to() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD)
        .write("新.ron", GOOD)
        .write("对比.csv", "原有");
    let args = ["diff", "旧.ron", "新.ron", "-o", "对比.csv"];
    let (code, out, err) = desk.run(&args);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: 已有文件 对比.csv，没有替换它\nhint: 换一个文件名，或加上 --force 替换\n"
    );
    assert_eq!(desk.read("对比.csv"), "原有");
    let forced: Vec<&str> = args.into_iter().chain(["--force"]).collect();
    assert_eq!(desk.run(&forced).0, 0);
    assert!(desk.read("对比.csv").contains("修改类型"));
}

#[test]
fn a_folder_without_a_name_is_refused() {
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["export", "--per-agency", "--out-dir", ""]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with("error: --out-dir 后面的文件夹是空的\n"),
        "{err}"
    );
    assert_eq!(fs::read_dir(desk.path()).expect("a folder").count(), 0);
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused_instead_of_waiting() {
    let desk = Desk::new();
    let made = Command::new("mkfifo")
        .arg(desk.path().join("管道.ron"))
        .status();
    assert!(made.expect("mkfifo").success());
    for file in ["管道.ron", "/dev/zero", "/dev/null"] {
        for command in ["check", "export"] {
            let mut args = vec![command, file];
            if command == "export" {
                args.extend(["-o", "表.csv"]);
            }
            let (code, _, err) = desk.run(&args);
            assert_eq!(code, 2, "{args:?}: {err}");
            assert!(err.contains("这是管道或设备，不是文件"), "{args:?}: {err}");
        }
    }
}

#[test]
fn a_view_that_is_checked_is_called_a_view() {
    let desk = Desk::new();
    desk.write("视图.ron", "(text: \"培育\", hide_empty_rows: true)");
    let (code, _, err) = desk.run(&["check", "视图.ron"]);
    assert_eq!(code, 2);
    assert_eq!(
        err,
        "error: 这是视图文件，不是数据文件\n  --> 视图.ron\n\
         hint: 在窗口中用“打开视图”打开，或用 zeren export --view 按它导出\n"
    );
}
