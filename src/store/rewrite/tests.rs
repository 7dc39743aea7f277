use super::*;

/// The text of a file after a change of its data.
fn changed(old: &str, change: impl FnOnce(&mut Dataset)) -> Rewritten {
    let mut dataset = read(old).unwrap();
    change(&mut dataset);
    let new = rewrite(old.as_bytes(), &dataset).unwrap();
    assert_eq!(read(&new.text), Some(dataset), "{}", new.text);
    new
}

/// That a change replaces `from` by `to` in a text, and nothing else.
#[track_caller]
fn is_replaced(old: &str, change: impl FnOnce(&mut Dataset), from: &str, to: &str) {
    assert_eq!(old.matches(from).count(), 1, "{from}");
    let new = changed(old, change);
    assert_eq!(new.text, old.replace(from, to));
    assert_eq!(new.lost, 0);
}

fn task(data: &mut Dataset, nth: usize) -> &mut crate::model::Task {
    &mut data.plans[0].sections[0].tasks[nth]
}

/// As somebody writes by hand, with comments in all places.
const OLD: &str = r#"// 示例市的分工。
(
    format: 1, /* 写法的版本 */
    agencies: [
        // 政府部门
        (id: "sw", name: "示例市水务局", short: "市水务局", kind: Department), // 牵头最多
        (
            kind: Department, id: "cg",
            name: "示例市城管局",
            // 没有简称
        ),
    ],
    plans: [
        (id: "p", title: "水", status: InForce, sections: [
            (number: "一", title: "任务", tasks: [
                // 第一项
                (
                    clause: "1", // 见原文
                    title: "治水", /* 原题 */
                    assignments: [
                        (agency: "sw", role: Lead), // 原文如此
                        (agency: "cg", role: Support)
                    ],
                    due: By("2026"), // 年底
                ),

                // 第二项
                (clause: "2", title: r"节\水", note: Some("待核"), assignments: [(agency: "sw", role: Lead)]), // 短
                (
                    clause: "3",
                    title: "供水",
                    assignments: [],
                ),
            ]),
        ])
    ]
) // 完
"#;

#[test]
fn what_did_not_change_is_not_touched() {
    let new = changed(OLD, |_| ());
    assert_eq!((new.text.as_str(), new.lost), (OLD, 0));
}

#[test]
fn a_title_changes_in_its_place() {
    let change = |data: &mut Dataset| task(data, 0).title = "治“河”\n".to_owned();
    is_replaced(OLD, change, r#""治水""#, r#""治“河”\n""#);
    let change = |data: &mut Dataset| task(data, 1).title = "节水".to_owned();
    is_replaced(OLD, change, r#"r"节\水""#, r#""节水""#);
}

#[test]
fn a_deadline_changes_with_its_comment_kept() {
    let change = |data: &mut Dataset| {
        task(data, 0).due = crate::model::Due::By("2027-06".parse().unwrap());
    };
    is_replaced(OLD, change, r#"By("2026")"#, r#"By("2027-06")"#);
    let change = |data: &mut Dataset| task(data, 0).due = crate::model::Due::Ongoing;
    is_replaced(OLD, change, r#"By("2026")"#, "Ongoing");
}

#[test]
fn a_note_is_set_changed_and_taken_away() {
    let note = |nth, note: Option<&'static str>| {
        move |data: &mut Dataset| task(data, nth).note = note.map(str::to_owned)
    };
    is_replaced(
        OLD,
        note(0, Some("说明")),
        "due: By(\"2026\"), // 年底\n",
        "due: By(\"2026\"), // 年底\n                    note: \"说明\",\n",
    );
    is_replaced(
        OLD,
        note(1, Some("已核")),
        r#"Some("待核")"#,
        r#"Some("已核")"#,
    );
    is_replaced(OLD, note(1, None), r#"note: Some("待核"), "#, "");
    is_replaced(
        OLD,
        note(2, Some("说明")),
        "assignments: [],\n",
        "assignments: [],\n                    note: \"说明\",\n",
    );
}

#[test]
fn marks_are_added_changed_and_removed() {
    use crate::model::{Assignment, Role};
    let new = || Assignment {
        agency: "cg".to_owned(),
        role: Role::Responsible,
        ..Assignment::default()
    };
    is_replaced(
        OLD,
        |data| task(data, 0).assignments.push(new()),
        "(agency: \"cg\", role: Support)\n",
        "(agency: \"cg\", role: Support),\n                        \
         (agency: \"cg\", role: Responsible),\n",
    );
    is_replaced(
        OLD,
        |data| task(data, 0).assignments[1].role = Role::Responsible,
        "role: Support",
        "role: Responsible",
    );
    is_replaced(
        OLD,
        |data| drop(task(data, 0).assignments.pop()),
        "\n                        (agency: \"cg\", role: Support)\n",
        "\n",
    );
    // Its comment stays where it was.
    is_replaced(
        OLD,
        |data| drop(task(data, 0).assignments.remove(0)),
        "(agency: \"sw\", role: Lead), // 原文如此",
        "// 原文如此",
    );
    // What is too long for one line takes several.
    is_replaced(
        OLD,
        |data| task(data, 1).assignments.push(new()),
        "note: Some(\"待核\"), assignments: [(agency: \"sw\", role: Lead)]",
        "note: Some(\"待核\"), assignments: [
                    (agency: \"sw\", role: Lead),
                    (agency: \"cg\", role: Responsible),
                ]",
    );
    is_replaced(
        OLD,
        |data| task(data, 1).assignments.clear(),
        ", assignments: [(agency: \"sw\", role: Lead)]",
        "",
    );
}

#[test]
fn tasks_are_added_and_removed() {
    use crate::model::Task;
    let new = || Task {
        clause: "9".to_owned(),
        title: "新".to_owned(),
        ..Task::default()
    };
    let lines = |text: &str| text.replace('|', "\n                ");
    is_replaced(
        OLD,
        |data| data.plans[0].sections[0].tasks.insert(1, new()),
        &lines("年底|),\n\n"),
        &lines("年底|),|(clause: \"9\", title: \"新\"),\n\n"),
    );
    is_replaced(
        OLD,
        |data| data.plans[0].sections[0].tasks.insert(0, new()),
        "tasks: [\n",
        &lines("tasks: [|(clause: \"9\", title: \"新\"),\n"),
    );
    is_replaced(
        OLD,
        |data| data.plans[0].sections[0].tasks.push(new()),
        &lines("assignments: [],|),\n"),
        &lines("assignments: [],|),|(clause: \"9\", title: \"新\"),\n"),
    );
    is_replaced(
        OLD,
        |data| drop(data.plans[0].sections[0].tasks.remove(2)),
        &lines("|(|    clause: \"3\",|    title: \"供水\",|    assignments: [],|),"),
        "",
    );
    let short = "(clause: \"2\", title: r\"节\\水\", note: Some(\"待核\"), assignments: [(agency: \"sw\", role: Lead)]), ";
    is_replaced(
        OLD,
        |data| drop(data.plans[0].sections[0].tasks.remove(1)),
        short,
        "",
    );
}

#[test]
fn comments_inside_what_is_removed_are_counted_as_lost() {
    let new = changed(OLD, |data| drop(data.plans[0].sections[0].tasks.remove(0)));
    // In the clause, behind the title, behind the mark and behind the deadline.
    assert_eq!(new.lost, 4);
    assert!(
        new.text.contains("// 第一项\n\n                // 第二项"),
        "{}",
        new.text
    );
}

#[test]
fn what_fits_on_one_line_stays_on_one() {
    let change = |data: &mut Dataset| data.agencies[0].aliases.push("水局".to_owned());
    let old = "kind: Department), // 牵头最多";
    let new = "kind: Department, aliases: [\"水局\"]), // 牵头最多";
    is_replaced(OLD, change, old, new);
    let again = |data: &mut Dataset| data.agencies[0].aliases.insert(0, "水务".to_owned());
    let text = OLD.replace(old, new);
    is_replaced(&text, again, "[\"水局\"]", "[\"水务\", \"水局\"]");
}

#[test]
fn bodies_are_added() {
    let new = crate::model::Agency {
        id: "x".to_owned(),
        name: "新局".to_owned(),
        kind: crate::model::AgencyKind::Department,
        ..read(OLD).unwrap().agencies[1].clone()
    };
    is_replaced(
        OLD,
        |data| data.agencies.push(new),
        "// 没有简称\n        ),\n",
        "// 没有简称\n        ),\n        (id: \"x\", name: \"新局\", kind: Department),\n",
    );
}

#[test]
fn line_ends_and_the_mark_of_windows_stay() {
    let old = format!("{MARK}{}", OLD.replace('\n', "\r\n"));
    let old = old.as_str();
    let new = changed(old, |data| {
        task(data, 0).title = "治河".to_owned();
        task(data, 0).note = Some("说明".to_owned());
    });
    let wanted = old.replace("治水", "治河").replace(
        "// 年底\r\n",
        "// 年底\r\n                    note: \"说明\",\r\n",
    );
    assert_eq!((new.text, new.lost), (wanted, 0));
}

#[test]
fn a_file_of_another_encoding_keeps_its_comments() {
    let (gbk, ..) = encoding_rs::GBK.encode(OLD);
    let mut dataset = read(OLD).unwrap();
    task(&mut dataset, 0).title = "治河".to_owned();
    let new = rewrite(&gbk, &dataset).unwrap();
    assert_eq!((new.text, new.lost), (OLD.replace("治水", "治河"), 0));
}

#[test]
fn other_data_is_written_all_the_same() {
    let other = Dataset {
        format: 1,
        title: "别的".to_owned(),
        ..Dataset::default()
    };
    for old in [OLD, "", "不是数据", "(format: 1)", "( /* 空 */ )"] {
        let new = rewrite(old.as_bytes(), &other).unwrap();
        assert_eq!(read(&new.text).as_ref(), Some(&other), "{old}");
    }
    let new = rewrite(b"Dataset ( format : 1 ) // \xE5\xAE\x8C", &other).unwrap();
    assert_eq!(new.text, "Dataset (format : 1, title: \"别的\") // 完");
}
