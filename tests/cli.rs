//! The command line, as a person or a script meets it: exact words, streams, exit codes.

#![allow(clippy::expect_used, reason = "a test may fail here")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with a Chinese name and a blank in which the program runs.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(
            tempfile::Builder::new()
                .prefix("责任 矩阵")
                .tempdir()
                .expect("a folder"),
        )
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path().join(name), text).expect("a file");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file")
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zeren"));
        command
            .args(args)
            .current_dir(self.path())
            .env("ZEREN_TODAY", "2026-11-22");
        command
    }

    /// Exit code, output stream, error stream.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output = self.command(args).output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (
            output.status.code().expect("an exit code"),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// What stands on the error stream when something could not be done.
    fn error(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        err
    }
}

const GOOD: &str = r#"(
    format: 1,
    title: "示例",
    agencies: [
        (id: "jxj", name: "示例市经济和信息化局", short: "市经信局", kind: Department),
        (id: "east", name: "东区财政局", short: "财政局", kind: Department),
        (id: "west", name: "西区财政局", aliases: ["财政局"], kind: Department),
    ],
    plans: [(
        id: "p", title: "示例方案",
        sections: [(number: "一", title: "任务", tasks: [
            (clause: "一(一)", title: "培育企业", assignments: [
                (agency: "jxj", role: Lead), (agency: "east", role: Responsible),
                (agency: "west", role: Responsible),
            ]),
        ])],
    )],
)
"#;

#[test]
fn mistakes_in_the_arguments_are_said_in_words() {
    let desk = Desk::new();
    let error = |args: &[&str]| desk.error(args);
    assert_eq!(
        error(&["--fenster"]),
        "error: 没有“--fenster”这个选项\nhint: zeren --help 列出全部选项\n"
    );
    assert_eq!(
        error(&["export", "--fromat", "csv", "-o", "a.csv"]),
        "error: 没有“--fromat”这个选项\nhint: 是否要写 --format；zeren export --help 列出全部选项\n"
    );
    assert_eq!(
        error(&["check", "-x", "a.ron"]),
        "error: 没有“-x”这个选项\nhint: zeren check --help 列出全部选项\n"
    );
    assert_eq!(
        error(&["exprot"]),
        "error: 没有“exprot”这个命令或文件\nhint: 是否要写 zeren export\n"
    );
    assert_eq!(
        error(&["导出"]),
        "error: 没有“导出”这个命令或文件\n\
         hint: 命令有 check、export 和 diff；打开数据文件时写出文件名，例如 zeren 责任分工.ron\n"
    );
    assert_eq!(
        error(&["check"]),
        "error: 没有说明检查哪份文件\nhint: 写出文件名，例如 zeren check 责任分工.ron\n"
    );
    assert_eq!(
        error(&["export", "-o"]),
        "error: 选项 -o 后面缺少内容\nhint: 写作 -o 内容；内容中有空格时，放在双引号中\n"
    );
}

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
         hint: 是否要写 --layout matrix；可以写 matrix（矩阵）、list（任务清单）、targets（目标）、timeline（时间轴）、agency（机构责任清单）\n"
    );
    assert_eq!(
        error(&["export", "--format", "doc", "-o", "a.csv"]),
        "error: 没有“doc”这种格式\nhint: 是否要写 --format docx；可以写 xlsx（Excel）、docx（Word）、pdf（PDF）、html（网页）、csv（CSV）、png（PNG 图片）、svg（SVG 图片）\n"
    );
    assert_eq!(
        error(&["export", "-o", "矩阵.doc"]),
        "error: 不能导出为 .doc 文件\nhint: 文件名以 .xlsx、.docx、.pdf、.html、.csv、.png、.svg 结尾，或用 --format 说明格式\n"
    );
    assert_eq!(
        error(&["export", "-o", "矩阵"]),
        "error: 没有说明导出成什么格式\nhint: 文件名以 .xlsx、.docx、.pdf、.html、.csv、.png、.svg 结尾，或用 --format 说明格式\n"
    );
}

#[test]
fn a_layout_that_does_not_come_in_a_format_says_which_ones_it_comes_in() {
    let desk = Desk::new();
    assert_eq!(
        desk.error(&["export", "-o", "时限.ics"]),
        "error: 矩阵不能导出为日历\nhint: --layout matrix 可以导出为 xlsx、docx、pdf、html、csv、png、svg\n"
    );
    assert!(!desk.path().join("时限.ics").exists());
}

#[test]
fn unknown_and_ambiguous_agencies_are_said_with_what_is_near() {
    let desk = Desk::new();
    desk.write("示 例.ron", GOOD);
    let error = |name: &str| desk.error(&["export", "示 例.ron", "--agency", name, "-o", "a.csv"]);
    assert_eq!(
        error("经信局"),
        "error: 没有“经信局”这个机构\nhint: 相近的有 市经信局\n"
    );
    assert_eq!(
        error("链长"),
        "error: 没有“链长”这个机构\nhint: 可以写机构的全称、简称、别名或代号\n"
    );
    assert_eq!(
        error("财政局"),
        "error: “财政局”指几个机构\nhint: 改写代号：east（东区财政局）、west（西区财政局）\n"
    );
    assert!(!desk.path().join("a.csv").exists());
}

#[test]
fn an_agency_goes_by_any_of_its_names() {
    let desk = Desk::new();
    for name in ["fgw", "武汉市发展和改革委员会", "市发改委", "市发展改革委"] {
        let out = format!("{name}.csv");
        let (code, text, err) = desk.run(&["export", "--agency", name, "-o", &out]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(text, format!("已导出 {out}：37 项任务，49 个机构\n"));
    }
    let files = ["fgw.csv", "市发改委.csv", "市发展改革委.csv"].map(|name| desk.read(name));
    assert!(files.iter().all(|text| *text == files[0]));
}

#[test]
fn each_layout_says_what_it_counts() {
    let desk = Desk::new();
    desk.write("视 图.ron", "(plans: [\"made-2021\"])");
    for (layout, out, counts) in [
        ("matrix", "矩阵.xlsx", "20 项任务，22 个机构"),
        ("list", "清单.csv", "20 项任务，100 处分工"),
        ("targets", "目标.csv", "18 个目标"),
        ("matrix", "矩阵.pdf", "20 项任务，22 个机构"),
        ("matrix", "矩阵.svg", "20 项任务，22 个机构"),
        (
            "targets",
            "时限.ics",
            "18 个目标，其中 14 个有时限、1 个定期；3 个没有日期，不在日历中",
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
    let counts = "25 项任务（牵头 9、责任 15、成员 1） · 2 份方案 · 17 项目标 · 30 个共事机构";
    for name in ["市经信局", "武汉市经济和信息化局", "jxj"] {
        let out = format!("{name}.xlsx");
        let args = ["export", "--layout", "agency", "--agency", name, "-o", &out];
        let (code, text, err) = desk.run(&args);
        assert_eq!((code, err.as_str()), (0, ""));
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
    assert_eq!((code, err.as_str()), (0, ""));
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
        "已导出 矩阵-1.png 到 矩阵-2.png，共 2 个文件：20 项任务，22 个机构\n"
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
         hint: --paper 用于 docx、pdf、png、svg\n"
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
        "error: 共 9 页，一个图片文件只能有一页\nhint: 导出到文件，每页一个文件；或导出为 PDF\n"
    );
}

#[test]
fn a_name_that_does_not_suit_the_format_is_mentioned() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["export", "--format", "csv", "-o", "矩阵.xlsx"]);
    assert_eq!(code, 0);
    assert_eq!(out, "已导出 矩阵.xlsx：86 项任务，79 个机构\n");
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
        err.starts_with("warning: 没有任务符合筛选（没有这个词 → 没有匹配）"),
        "{err}"
    );
}

#[test]
fn a_day_that_is_none_is_refused() {
    let desk = Desk::new();
    let output = desk
        .command(&["export", "-o", "a.csv"])
        .env("ZEREN_TODAY", "明天")
        .output()
        .expect("the program");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: 环境变量 ZEREN_TODAY 无法识别：“明天”不是日期，应写作 2023、2023-06 或 2023-06-30\n\
         hint: 写作 2026-11-22，或去掉这个环境变量\n"
    );
}

#[test]
fn check_ends_with_a_count_and_a_code() {
    let desk = Desk::new();
    desk.write("好.ron", GOOD)
        .write(
            "注意.ron",
            &GOOD.replace("(agency: \"east\"", "(agency: \"jxj\""),
        )
        .write("坏.ron", "(format: 1,\n    agencies: [(id: 5)])\n");

    let (code, out, err) = desk.run(&["check", "坏.ron"]);
    assert_eq!((code, err.as_str()), (2, ""));
    assert!(out.contains("  --> 坏.ron:2:"), "{out}");
    assert!(out.starts_with("error: "), "{out}");

    let (code, out, err) = desk.run(&["check", "没有.ron", "好.ron"]);
    assert_eq!(code, 2);
    assert_eq!(
        err,
        "error: 没有找到这个文件\n  --> 没有.ron\nhint: 它可能已被移动、改名或删除，重新选择文件\n"
    );
    assert!(out.contains("2 份文件：1 个错误，"), "{out}");
}

#[test]
fn notes_alone_are_fine_and_warnings_are_not() {
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["check", &built_in()]);
    let notes_only = out.ends_with("处提示\n") && out.contains("1 份文件：0 个错误，0 处注意，");
    assert_eq!((code == 0, err.as_str()), (notes_only, ""), "{out}");

    // The same ids for other bodies: joined files clash.
    let other = GOOD
        .replace("示例市经济和信息化局", "另一局")
        .replace("市经信局", "另局")
        .replace("id: \"p\"", "id: \"q\"");
    desk.write("甲.ron", GOOD).write("乙.ron", &other);
    let (code, out, _) = desk.run(&["check", "甲.ron", "乙.ron"]);
    assert_eq!(code, 1, "{out}");
    assert!(
        out.contains("warning: 代号“jxj”在两份文件中指不同的机构"),
        "{out}"
    );
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let desk = Desk::new();
    desk.write("甲.ron", GOOD);
    let (_, out, _) = desk.run(&["check", "甲.ron", "./甲.ron"]);
    assert!(out.contains("1 份文件："), "{out}");
}

fn built_in() -> String {
    format!(
        "{}/data/wuhan-manufacturing.ron",
        env!("CARGO_MANIFEST_DIR")
    )
}

#[test]
fn help_and_version_are_there() {
    let desk = Desk::new();
    for (args, wanted) in [
        (vec!["--help"], "zeren check 文件…"),
        (vec!["-h"], "zeren export -o 文件"),
        (vec!["check", "--help"], "1  有需要注意的地方"),
        (vec!["export", "-h"], "--layout 内容"),
    ] {
        let (code, out, err) = desk.run(&args);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(out.contains(wanted), "{out}");
    }
    let (code, out, _) = desk.run(&["-V"]);
    assert_eq!(
        (code, out),
        (0, format!("zeren {}\n", env!("CARGO_PKG_VERSION")))
    );
}

#[test]
fn a_reader_that_leaves_early_is_no_trouble() {
    let desk = Desk::new();
    let mut child = desk
        .command(&["check", &built_in()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    let mut err = String::new();
    let mut stream = child.stderr.take().expect("a stream");
    stream.read_to_string(&mut err).expect("UTF-8");
    assert_eq!(err, "");
    assert_ne!(child.wait().expect("an end").code(), Some(101));
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_build_without_a_window_says_so() {
    let desk = Desk::new();
    assert_eq!(
        desk.error(&[]),
        "error: 这个版本没有窗口，只能在命令行中使用\n\
         hint: zeren check 检查数据文件，zeren export 导出表格，zeren --help 说明用法\n"
    );
}

/// [`GOOD`] with another lead and one task more.
fn changed() -> String {
    let text = GOOD.replace("role: Lead", "role: Support");
    let more = r#"(clause: "一(二)", title: "建立监测制度", assignments: [
                (agency: "jxj", role: Lead),
            ]),
        ])"#;
    let changed = text.replace("]),\n        ])]", &format!("]),\n{more}]"));
    assert_ne!(changed, text);
    changed
}

#[test]
fn diff_lists_what_changed_and_says_so_by_its_exit_code() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD).write("新 版.ron", &changed());
    let (code, out, err) = desk.run(&["diff", "旧.ron", "新 版.ron"]);
    assert_eq!((code, err.as_str()), (1, ""), "{out}");
    assert_eq!(
        out,
        "\
对比 旧.ron → 新 版.ron
新增 1 项，删除 0 项，调整 1 项，未变 0 项

新增 1 处
  一(二) 建立监测制度　牵头 市经信局

责任单位调整 1 处
  一(一) 培育企业　市经信局 牵头 → 配合
"
    );
    let (code, out, _) = desk.run(&["diff", "新 版.ron", "旧.ron"]);
    assert_eq!(code, 1);
    assert!(out.contains("删除 1 处\n  一(二) 建立监测制度"), "{out}");
    let (code, out, err) = desk.run(&["diff", "旧.ron", "旧.ron"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("两份数据说的一样\n"), "{out}");
}

#[test]
fn diff_writes_a_file() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD).write("新.ron", &changed());
    let (code, out, err) = desk.run(&["diff", "旧.ron", "新.ron", "-o", "对 比.csv"]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(out, "已导出 对 比.csv：2 处变化\n");
    assert_eq!(
        desk.read("对 比.csv"),
        "\u{FEFF}类别,方案,章节,条款,任务,事项,原内容,新内容\r\n\
         新增,示例方案,一 任务,一(二),建立监测制度,任务,,牵头 市经信局\r\n\
         责任单位调整,示例方案,一 任务,一(一),培育企业,市经信局,牵头,配合\r\n"
    );
    let (code, out, _) = desk.run(&["diff", "旧.ron", "新.ron", "--format", "xlsx", "-o", "表"]);
    assert_eq!((code, out.as_str()), (1, "已导出 表：2 处变化\n"));
    let (code, _, _) = desk.run(&["diff", "旧.ron", "旧.ron", "-o", "同.csv"]);
    assert_eq!(code, 0);
    assert_eq!(
        desk.read("同.csv"),
        "\u{FEFF}类别,方案,章节,条款,任务,事项,原内容,新内容\r\n"
    );
}

#[test]
fn diff_says_what_it_needs() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD)
        .write("坏.ron", "(format: 1, plans: [");
    assert_eq!(
        desk.error(&["diff"]),
        "error: 没有说明对比哪两份文件\nhint: 先写旧的，再写新的，例如 zeren diff 旧.ron 新.ron\n"
    );
    assert_eq!(
        desk.error(&["diff", "旧.ron"]),
        "error: 只有一份文件，对比需要两份\nhint: 先写旧的，再写新的，例如 zeren diff 旧.ron 新.ron\n"
    );
    assert_eq!(
        desk.error(&["diff", "旧.ron", "旧.ron", "--format", "csv"]),
        "error: 说明了格式，没有说明导出到哪里\n\
         hint: 用 -o 写出文件名，例如 -o 对比.xlsx；只看文字时不写 --format\n"
    );
    assert_eq!(
        desk.error(&["diff", "旧.ron", "旧.ron", "--curent"]),
        "error: 没有“--curent”这个选项\nhint: 是否要写 --current；zeren diff --help 列出全部选项\n"
    );
    let err = desk.error(&["diff", "旧.ron", "旧.ron", "-o", "表.pdf"]);
    assert!(err.starts_with("error: "), "{err}");
    assert!(err.contains("xlsx") && err.contains("csv"), "{err}");
    assert!(!desk.path().join("表.pdf").exists());
    let err = desk.error(&["diff", "旧.ron", "坏.ron"]);
    assert!(err.contains("坏.ron:1:"), "{err}");
    let err = desk.error(&["diff", "旧.ron", "没有.ron"]);
    assert!(err.contains("没有.ron"), "{err}");
}

#[test]
fn diff_explains_itself() {
    let (code, out, err) = Desk::new().run(&["diff", "--help"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for words in [
        "zeren diff 旧文件 新文件",
        "--current",
        "  1  有变化",
        "备注",
    ] {
        assert!(out.contains(words), "{words}");
    }
}
