//! `zeren import` into data that has an earlier version of the document.

use super::Desk;

const OLD: &str = "示例市节水行动方案

一、主要任务
（一）加强节水。严格管理。（责任单位：市水务局）
（二）加强治水。2026年底前整治河道20条以上。（责任单位：市水利局）
（三）宣传引导。广泛宣传。（责任单位：市教育局）
";

#[test]
fn a_later_version_updates_its_plan_and_says_what_changed() {
    let desk = Desk::new();
    desk.write("旧.txt", OLD).write(
        "新.txt",
        &OLD.replace("2026年底前", "2027年底前")
            .replace("（三）宣传引导。广泛宣传。（责任单位：市教育局）\n", ""),
    );
    let (code, _, err) = desk.run(&["import", "旧.txt", "-o", "数据.ron"]);
    assert_eq!((code, err.as_str()), (0, ""));
    // The same again changes nothing.
    let before = desk.read("数据.ron");
    let into = ["--into", "数据.ron", "-o", "数据.ron"];
    let again = ["import", "旧.txt"].into_iter().chain(into);
    let (code, out, err) = desk.run(&again.collect::<Vec<_>>());
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("与已有的数据相比：未变 3 项，改动 0 项，新增 0 项，删去 0 项"),
        "{out}"
    );
    assert_eq!(desk.read("数据.ron"), before);

    let new = ["import", "新.txt"].into_iter().chain(into);
    let (code, out, err) = desk.run(&new.collect::<Vec<_>>());
    assert_eq!(
        (code, err.as_str()),
        (1, ""),
        "there is something to look at"
    );
    assert!(
        out.contains("未变 1 项，改动 1 项，新增 0 项，删去 1 项"),
        "{out}"
    );
    assert!(
        out.contains("一(二) 加强治水：时限由2026年底前改为2027年底前；原文有改动"),
        "{out}"
    );
    assert!(out.contains("一(三) 宣传引导：新版中没有这一项"), "{out}");
    let data = desk.read("数据.ron");
    assert!(
        data.contains("2027年底前") && !data.contains("宣传引导"),
        "{data}"
    );
    assert_eq!(
        data.matches("示例市节水行动方案").count(),
        before.matches("示例市节水行动方案").count()
    );
    let json = ["import", "旧.txt", "--into", "数据.ron", "--report", "json"];
    let (_, out, _) = desk.run(&json);
    assert!(out.contains("\"news\": ["), "{out}");
    // A document of another plan stands beside it.
    desk.write("别的.txt", &OLD.replace("节水行动", "供水行动"));
    let other = ["import", "别的.txt"].into_iter().chain(into);
    desk.run(&other.collect::<Vec<_>>());
    assert!(desk.read("数据.ron").contains("示例市供水行动方案"));
}
