//! The command line, as a person or a script meets it: exact words, streams, exit codes.

#![allow(clippy::expect_used, reason = "a test may fail here")]

mod diff;
#[cfg(unix)]
mod ending;
mod export;
mod import;
mod members;
#[cfg(unix)]
mod pipes;
mod safety;
mod terminal;

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
        "error: 没有“--fromat”这个选项\nhint: 是否要写 --format 或 --form；zeren export --help 列出全部选项\n"
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
         hint: 命令有 check、export、diff、import 和 present；打开数据文件时写出文件名，例如 zeren 责任分工.ron\n"
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
        assert_eq!(text, format!("已导出 {out}：37 项任务，53 个机构\n"));
    }
    let files = ["fgw.csv", "市发改委.csv", "市发展改革委.csv"].map(|name| desk.read(name));
    assert!(files.iter().all(|text| *text == files[0]));
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
        "error: 环境变量 ZEREN_TODAY 无法识别：“明天”不是日期，应写作 2023、2023-06、2023-06-30、2023-Q3 或 2023-H1\n\
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

    // The same ids for other bodies: that harms nobody.
    let other = GOOD
        .replace("示例市经济和信息化局", "另一局")
        .replace("市经信局", "另局")
        .replace("id: \"p\"", "id: \"q\"");
    desk.write("甲.ron", GOOD).write("乙.ron", &other);
    let (code, out, _) = desk.run(&["check", "甲.ron", "乙.ron"]);
    assert_eq!(code, 1, "{out}");
    assert!(!out.contains("代号"), "{out}");
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

#[test]
fn what_a_run_is_about_is_settled_before_the_window_opens() {
    use std::ffi::OsString;
    use zeren::cli::{Outcome, run};
    let asked = |args: &[&str]| run(args.iter().map(OsString::from));
    let Outcome::Present(files, meeting) =
        asked(&["present", "--agency", "市财政局", "--agency", "市经信局"])
    else {
        panic!("a run");
    };
    assert!(files.is_empty());
    assert_eq!(meeting.view.agencies.len(), 2);
    assert_eq!(meeting.run, None);
    let desk = Desk::new();
    let (code, out, err) = desk.run(&["present", "--agency", "市经信句"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("没有“市经信句”这个机构"), "{err}");
    let (code, _, err) = desk.run(&["present", "没有.ron", "--agency", "市经信局"]);
    assert!(code == 2 && err.contains("没有.ron"), "{err}");
}

#[test]
fn a_run_that_was_kept_is_found_by_its_name_beside_the_data() {
    use std::ffi::OsString;
    use zeren::cli::{Outcome, run};
    use zeren::view::run::RunPlan;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("数 据.ron");
    fs::write(&data, "(format: 1)").expect("a file");
    let plan = RunPlan {
        name: "专题会".to_owned(),
        ..RunPlan::default()
    };
    let kept = RunPlan::path(folder.path(), "专题会");
    plan.save(&kept).expect("kept");
    let data = data.to_str().expect("a name").to_owned();
    let asked = |args: &[&str]| run(args.iter().map(OsString::from));
    for name in ["专题会", kept.to_str().expect("a name")] {
        let Outcome::Present(_, meeting) = asked(&["present", &data, "--run", name]) else {
            panic!("a run");
        };
        assert_eq!(meeting.run, Some((kept.clone(), plan.clone())));
    }
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["present", &data, "--run", "没有"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("没有名为“没有”的放映") && err.contains("专题会"),
        "{err}"
    );
    let (code, _, err) = desk.run(&["present", &data, "--run", "专题会", "--agency", "甲"]);
    assert!(code == 2 && err.contains("--agency"), "{err}");
    // What is no run is told so, with its place.
    fs::write(&kept, "(slidez: [])").expect("a file");
    let (code, _, err) = desk.run(&["present", &data, "--run", "专题会"]);
    assert!(code == 2 && err.contains("不是有效的放映文件"), "{err}");
}
