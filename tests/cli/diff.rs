//! `zeren diff`.

use super::*;

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

分工调整 1 处
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
        "\u{FEFF}序号,章节,条款,工作任务,修改类型,修改事项,原文,现文,影响单位\r\n\
         1,一、任务,一(一),培育企业,分工调整,市经信局,牵头,配合,市经信局\r\n\
         2,一、任务,一(二),建立监测制度,新增,任务,—,牵头：市经信局,市经信局\r\n"
    );
    let (code, out, _) = desk.run(&["diff", "旧.ron", "新.ron", "--format", "xlsx", "-o", "表"]);
    assert_eq!((code, out.as_str()), (1, "已导出 表：2 处变化\n"));
    let (code, _, _) = desk.run(&["diff", "旧.ron", "旧.ron", "-o", "同.csv"]);
    assert_eq!(code, 0);
    assert_eq!(
        desk.read("同.csv"),
        "\u{FEFF}序号,章节,条款,工作任务,修改类型,修改事项,原文,现文,影响单位\r\n"
    );
}

#[test]
fn diff_writes_papers_and_one_for_every_body() {
    let desk = Desk::new();
    desk.write("旧.ron", GOOD).write("新.ron", &changed());
    for ending in ["docx", "pdf", "ofd", "html", "xlsx"] {
        let name = format!("修改对照表.{ending}");
        let (code, out, err) = desk.run(&["diff", "旧.ron", "新.ron", "-o", &name]);
        assert_eq!((code, err.as_str()), (1, ""));
        assert_eq!(out, format!("已导出 {name}：2 处变化\n"));
        assert!(desk.path().join(&name).exists());
    }
    let titled = ["--title", "修改说明", "--columns", "number,before,after"];
    let mut args = vec!["diff", "旧.ron", "新.ron", "-o", "说明.csv"];
    args.extend(titled);
    assert_eq!(desk.run(&args).0, 1);
    let text = desk.read("说明.csv");
    assert!(
        text.starts_with("\u{FEFF}序号,章节,原文,现文\r\n"),
        "{text}"
    );
    let args = [
        "diff",
        "旧.ron",
        "新.ron",
        "--per-agency",
        "--out-dir",
        "各单位",
    ];
    let (code, out, err) = desk.run(&args);
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(out, "已导出 1 个文件到 各单位：1 个机构的修改对照表\n");
    let err = desk.error(&args);
    assert!(err.contains("已有文件") && err.contains("--force"), "{err}");
    let err = desk.error(&["diff", "旧.ron", "新.ron", "--per-agency"]);
    assert!(err.contains("--out-dir"), "{err}");
    let args = ["diff", "旧.ron", "新.ron", "--agency", "没有的机构"];
    assert!(desk.error(&args).contains("没有的机构"));
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
         hint: 用 -o 写出文件名，例如 -o 修改对照表.docx；只看文字时不写 --format\n"
    );
    assert_eq!(
        desk.error(&["diff", "旧.ron", "旧.ron", "--curent"]),
        "error: 没有“--curent”这个选项\nhint: 是否要写 --current；zeren diff --help 列出全部选项\n"
    );
    let err = desk.error(&["diff", "旧.ron", "旧.ron", "-o", "表.pptx"]);
    assert!(err.starts_with("error: "), "{err}");
    assert!(err.contains("xlsx") && err.contains("csv"), "{err}");
    assert!(!desk.path().join("表.pptx").exists());
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
