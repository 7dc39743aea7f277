//! `zeren export`.

use super::*;

#[test]
fn an_export_that_is_not_fully_described_says_what_is_missing() {
    let desk = Desk::new();
    let error = |args: &[&str]| desk.error(args);
    assert_eq!(
        error(&["export"]),
        "error: 没有说明导出到哪里\nhint: 用 -o 写出文件名，例如 -o 责任矩阵.xlsx\n"
    );
    assert_eq!(
        error(&["export", "--layout", "matrx", "-o", "a.csv"]),
        "error: 没有“matrx”这种内容\n\
         hint: 是否要写 --layout matrix；可以写 matrix（矩阵）、division（任务分解表）、ledger（督办台账）、duties（责任清单）、goals（目标清单）、due（到期清单）、list（任务清单）、targets（目标）、timeline（时间轴）、slides（幻灯）、agency（机构责任清单）\n"
    );
    assert_eq!(
        error(&["export", "--format", "doc", "-o", "a.csv"]),
        "error: 没有“doc”这种格式\nhint: 是否要写 --format docx；可以写 xlsx（Excel）、docx（Word）、pdf（PDF）、ofd（OFD）、html（网页）、csv（CSV）、png（PNG 图片）、svg（SVG 图片）\n"
    );
    assert_eq!(
        error(&["export", "-o", "矩阵.doc"]),
        "error: 不能导出为 .doc 文件\nhint: 文件名以 .xlsx、.docx、.pdf、.ofd、.html、.csv、.png、.svg 结尾，或用 --format 说明格式\n"
    );
    assert_eq!(
        error(&["export", "-o", "矩阵"]),
        "error: 没有说明导出成什么格式\nhint: 文件名以 .xlsx、.docx、.pdf、.ofd、.html、.csv、.png、.svg 结尾，或用 --format 说明格式\n"
    );
}

#[test]
fn a_layout_that_does_not_come_in_a_format_says_which_ones_it_comes_in() {
    let desk = Desk::new();
    assert_eq!(
        desk.error(&["export", "-o", "时限.ics"]),
        "error: 矩阵不能导出为日历\nhint: --layout matrix 可以导出为 xlsx、docx、pdf、ofd、html、csv、png、svg\n"
    );
    assert!(!desk.path().join("时限.ics").exists());
}

#[test]
fn each_layout_says_what_it_counts() {
    let desk = Desk::new();
    desk.write("视 图.ron", "(plans: [\"made-2021\"])");
    for (layout, out, counts) in [
        ("matrix", "矩阵.xlsx", "20 项任务，23 个机构"),
        ("list", "清单.csv", "20 项任务，101 处分工"),
        ("targets", "目标.csv", "24 个目标"),
        ("matrix", "矩阵.pdf", "20 项任务，23 个机构"),
        ("matrix", "矩阵.svg", "20 项任务，23 个机构"),
        (
            "targets",
            "时限.ics",
            "24 个目标，其中 0 个有时限、0 个定期；9 个没有日期，不在日历中；15 个已过，没有列入（加 --past 列入）",
        ),
    ] {
        let (code, text, err) = desk.run(&[
            "export",
            "--view",
            "视 图.ron",
            "--layout",
            layout,
            "-o",
            out,
        ]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(text, format!("已导出 {out}：{counts}\n"));
    }
    assert!(
        desk.read("目标.csv")
            .starts_with("\u{FEFF}方案,条款,任务,指标,")
    );
}

#[test]
fn one_agency_is_exported_by_any_of_its_names() {
    let desk = Desk::new();
    desk.write("视图.ron", "(plans: [\"made-2021\"], agencies: [\"jxj\"])");
    let counts = "25 项任务（牵头 9、责任 15、成员 1） · 2 份方案 · 18 项目标 · 32 个共事机构";
    for name in ["市经信局", "武汉市经济和信息化局", "jxj"] {
        let out = format!("{name}.xlsx");
        let args = ["export", "--layout", "agency", "--agency", name, "-o", &out];
        let (code, text, err) = desk.run(&args);
        let note = "note: 市经信局的前身市经信委另有 21 项任务\n\
                    hint: 加 --current 按现机构归并，一并列出\n";
        assert_eq!((code, err.as_str()), (0, note));
        assert_eq!(text, format!("已导出 {out}：{counts}\n"));
    }
    // A view's filter holds; the agency in it is the one that is meant.
    let args = [
        "export",
        "--view",
        "视图.ron",
        "--layout",
        "agency",
        "-o",
        "a.csv",
    ];
    let (code, text, err) = desk.run(&args);
    assert_eq!((code, err.contains("市经信委另有 21 项任务")), (0, true));
    assert!(
        text.starts_with("已导出 a.csv：15 项任务（牵头 9、责任 6） · 1 份方案"),
        "{text}"
    );
    assert!(
        desk.read("a.csv")
            .starts_with("\u{FEFF}类别,方案,文号,条款,名称,")
    );
}

#[test]
fn the_layout_of_one_agency_needs_just_one() {
    let desk = Desk::new();
    desk.write("全部.ron", "()");
    let wanted = "error: 没有说明导出哪个机构\n\
         hint: 用 --agency 写出一个机构，例如 --layout agency --agency 市经信局\n";
    let with = |rest: &[&str]| {
        let mut args = vec!["export", "--layout", "agency", "-o", "a.xlsx"];
        args.extend(rest);
        desk.error(&args)
    };
    assert_eq!(with(&[]), wanted);
    assert_eq!(with(&["--view", "全部.ron"]), wanted);
    assert_eq!(
        with(&["--agency", "市经信局", "--agency", "市发改委"]),
        "error: --layout agency 只写一个机构，这里有 2 个\n\
         hint: 留下一个 --agency；几个机构分几次导出\n"
    );
    assert!(with(&["--agency", "市经信居"]).starts_with("error: 没有“市经信居”这个机构\n"));
}

#[test]
fn options_take_the_place_of_what_the_view_says() {
    let desk = Desk::new();
    desk.write(
        "视图.ron",
        "(plans: [\"made-2021\"], agencies: [\"jxj\"], text: \"企业\")",
    );
    let count = |args: &[&str]| {
        let mut all = vec!["export", "--view", "视图.ron", "--force", "-o", "a.csv"];
        all.extend(args);
        let (code, out, err) = desk.run(&all);
        assert_eq!((code, err.as_str()), (0, ""));
        out.split('：')
            .nth(1)
            .and_then(|text| text.split(' ').next())
            .map(str::to_owned)
    };
    assert_eq!(count(&["--search", ""]).as_deref(), Some("15"));
    assert_eq!(
        count(&["--search", "", "--agency", "各区人民政府"]).as_deref(),
        Some("20")
    );
}

#[test]
fn a_view_for_other_data_is_refused() {
    let desk = Desk::new();
    desk.write("数据.ron", GOOD);
    for (view, what, hint) in [
        (
            "(plans: [\"made-2021\"])",
            "方案“made-2021”",
            "视图可能是为另一份数据存下的；用同一份数据导出，或重新保存视图",
        ),
        ("(agencies: [\"jxw\"])", "机构“jxw”", "相近的有 jxj"),
        ("(sections: [\"p/二\"])", "章节“p/二”", "相近的有 p/一"),
    ] {
        desk.write("视图.ron", view);
        assert_eq!(
            desk.error(&["export", "数据.ron", "--view", "视图.ron", "-o", "a.csv"]),
            format!("error: 视图中的{what}不在数据里\n  --> 视图.ron\nhint: {hint}\n")
        );
    }
    // What only orders or folds may name anything.
    desk.write(
        "视图.ron",
        "(folded: [\"x\"], column_order: ByHand([\"x\"]))",
    );
    let (code, ..) = desk.run(&["export", "数据.ron", "--view", "视图.ron", "-o", "a.csv"]);
    assert_eq!(code, 0);
}

#[test]
fn a_broken_view_says_where() {
    let desk = Desk::new();
    desk.write("视图.ron", "(\n    planz: [],\n)\n");
    let err = desk.error(&["export", "--view", "视图.ron", "-o", "a.csv"]);
    assert!(err.starts_with("error: "), "{err}");
    assert!(err.contains("\n  --> 视图.ron:2:"), "{err}");
    let err = desk.error(&["export", "--view", "没有.ron", "-o", "a.csv"]);
    assert!(err.contains("\n  --> 没有.ron\n"), "{err}");
}

#[test]
fn what_cannot_be_read_is_no_export() {
    let desk = Desk::new();
    desk.write(
        "坏.ron",
        "(format: 1, title: \"坏\",\n  plans: [(id: \"p\")])\n",
    )
    .write("旧.csv", "旧");
    assert_eq!(
        desk.error(&["export", "没有.ron", "--force", "-o", "旧.csv"]),
        "error: 没有找到这个文件\n  --> 没有.ron\nhint: 它可能已被移动、改名或删除，重新选择文件\n"
    );
    let err = desk.error(&["export", "坏.ron", "--force", "-o", "旧.csv"]);
    assert!(err.contains("\n  --> 坏.ron:2:"), "{err}");
    assert_eq!(desk.read("旧.csv"), "旧");
}

#[test]
fn where_nothing_can_be_written_the_reason_is_said() {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("夹.csv")).expect("a folder");
    assert_eq!(
        desk.error(&["export", "-o", "夹.csv"]),
        "error: 无法写入 夹.csv：已有同名的文件夹\nhint: 换一个文件名\n"
    );
    let missing = Path::new("没有").join("a.csv").display().to_string();
    assert_eq!(
        desk.error(&["export", "-o", &missing]),
        format!("error: 无法写入 {missing}：文件夹不存在\nhint: 先建立这个文件夹，或换一个位置\n")
    );
}

#[test]
fn an_old_file_is_replaced_only_where_that_is_asked_for() {
    let desk = Desk::new();
    for name in ["旧.csv", "旧.xlsx", "旧.pdf", "旧.svg"] {
        desk.write(name, "旧");
        desk.write("视图.ron", "(plans: [\"made-2021\"])");
        let args = ["export", "--view", "视图.ron", "-o", name];
        assert_eq!(
            desk.error(&args),
            format!(
                "error: 已有文件 {name}，没有替换它\nhint: 换一个文件名，或加上 --force 替换\n"
            )
        );
        assert_eq!(desk.read(name), "旧");
        let (code, ..) = desk.run(&[&args[..], &["--force"]].concat());
        assert_eq!(code, 0);
        assert!(fs::read(desk.path().join(name)).expect("a file").len() > 100);
    }
}

#[test]
fn several_pages_become_numbered_pictures() {
    let desk = Desk::new();
    desk.write("视图.ron", "(plans: [\"made-2021\"])");
    let args = [
        "export",
        "--view",
        "视图.ron",
        "--paper",
        "a4",
        "--dpi",
        "96",
        "-o",
        "矩阵.png",
    ];
    let (code, out, err) = desk.run(&args);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "已导出 矩阵-1.png 到 矩阵-2.png，共 2 个文件：20 项任务，23 个机构\n"
    );
    assert!(!desk.path().join("矩阵.png").exists());
    // Old pages are not replaced unasked either.
    fs::remove_file(desk.path().join("矩阵-1.png")).expect("a file");
    assert_eq!(
        desk.error(&args),
        "error: 已有文件 矩阵-2.png，没有替换它\nhint: 换一个文件名，或加上 --force 替换\n"
    );
    assert!(!desk.path().join("矩阵-1.png").exists());
}

#[test]
fn paper_and_dots_are_checked_before_anything_is_read() {
    let desk = Desk::new();
    let error = |option: &str, word: &str| {
        desk.error(&["export", "没有.ron", option, word, "-o", "矩阵.png"])
    };
    assert_eq!(
        error("--paper", "a5"),
        "error: 没有“a5”这种纸张\nhint: 可以写 --paper a4 或 --paper a3\n"
    );
    assert_eq!(
        error("--orientation", "landscap"),
        "error: 没有“landscap”这种方向\n\
         hint: 是否要写 --orientation landscape；可以写 landscape（横向）、portrait（纵向）\n"
    );
    for word in ["72", "600", "高", "-1"] {
        assert_eq!(
            error("--dpi", word),
            format!(
                "error: 清晰度不能是“{word}”\nhint: 写每英寸的点数，96 到 300，例如 --dpi 300\n"
            )
        );
    }
    let (code, _, err) = desk.run(&["export", "--paper", "a4", "-o", "a.csv"]);
    assert_eq!(code, 0);
    assert_eq!(
        err,
        "warning: --paper 对 csv 不起作用\n\
         hint: --paper 用于 docx、pdf、ofd、png、svg\n"
    );
}

#[test]
fn a_file_goes_to_the_output_stream_and_nothing_else() {
    let desk = Desk::new();
    desk.write("视图.ron", "(plans: [\"made-2021\"])");
    let base = ["export", "--view", "视图.ron", "-o", "-"];
    assert_eq!(
        desk.error(&base),
        "error: 没有说明导出成什么格式\nhint: 输出到标准输出时用 --format 说明格式\n"
    );
    for (format, begin) in [
        ("csv", &b"\xef\xbb\xbf"[..]),
        ("xlsx", b"PK"),
        ("pdf", b"%PDF"),
        ("png", b"\x89PNG"),
        ("svg", b"<?xml"),
    ] {
        let args = [&base[..], &["--format", format]].concat();
        let output = desk.command(&args).output().expect("the program");
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(output.stdout.starts_with(begin), "{format}");
        assert!(output.stderr.is_empty());
    }
    assert_eq!(
        desk.error(&["export", "--format", "png", "-o", "-"]),
        "error: 共 5 页，一个图片文件只能有一页\nhint: 导出到文件，每页一个文件；或导出为 PDF\n"
    );
}

#[test]
fn a_name_that_does_not_suit_the_format_is_mentioned() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["export", "--format", "csv", "-o", "矩阵.xlsx"]);
    assert_eq!(code, 0);
    assert_eq!(out, "已导出 矩阵.xlsx：86 项任务，84 个机构\n");
    assert_eq!(
        err,
        "warning: 文件名以 .xlsx 结尾，内容是 CSV\nhint: 把文件名的结尾改为 .csv\n"
    );
    assert!(desk.read("矩阵.xlsx").starts_with('\u{FEFF}'));
}

#[test]
fn an_empty_result_is_mentioned() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["export", "--search", "没有这个词", "-o", "a.csv"]);
    assert_eq!(
        (code, out.as_str()),
        (0, "已导出 a.csv：0 项任务，0 个机构\n")
    );
    assert!(
        err.starts_with("warning: 没有任务符合筛选（含“没有这个词”）"),
        "{err}"
    );
}

#[test]
fn a_handout_comes_as_pages_only_and_other_layouts_have_no_size() {
    let desk = Desk::new();
    let slides = ["export", "--layout", "slides", "--size", "handout"];
    for out in ["讲义.pptx", "讲义.html"] {
        let args = [&slides[..], &["-o", out]].concat();
        let (code, _, err) = desk.run(&args);
        assert_eq!(code, 2);
        assert!(err.contains("讲义（每页三张）不能导出为"), "{err}");
        assert!(!desk.path().join(out).exists());
    }
    let (code, text, err) = desk.run(&[&slides[..], &["-o", "讲义.pdf"]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(text.ends_with(" 页\n"), "{text}");
    let args = ["export", "--size", "4:3", "-o", "矩阵.csv"];
    let (code, _, err) = desk.run(&args);
    assert!(code == 0 && err.contains("--size 只用于幻灯"), "{err}");
}
