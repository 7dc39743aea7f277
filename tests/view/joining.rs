//! Several files as one workspace, and the bodies of another day in it.

use zeren::diagnostic::Severity;
use zeren::model::Date;
use zeren::model::workspace::{AgencyIx, Source, Workspace};

use crate::{TEXT, workspace};

#[test]
fn a_succession_counts_from_its_date() {
    let bodies = |year| {
        let (workspace, _) = workspace(&[TEXT]);
        let bodies = workspace.current_bodies(Date::year_only(year));
        ["jw", "xj"].map(|id| {
            let ix = workspace.agency_by_id(id).map_or(0, AgencyIx::get);
            workspace.agency(bodies[ix]).id.clone()
        })
    };
    assert_eq!(bodies(2018), ["jw", "xj"]);
    assert_eq!(bodies(2024), ["xj", "xj"]);
    assert_eq!(bodies(2030), ["zj", "zj"], "a chain is followed to its end");
}

/// Agencies a, b, c and the successions between them.
fn succession(arrows: &[(&str, &str)]) -> Vec<String> {
    let arrows: Vec<String> = arrows
        .iter()
        .map(|(from, to)| {
            format!("(from: \"{from}\", to: \"{to}\", how: Merged, basis: General(\"\"))")
        })
        .collect();
    let text = format!(
        "(format: 1, agencies: [(id: \"a\", name: \"甲\", kind: Department), (id: \"b\", name: \"乙\", \
         kind: Department), (id: \"c\", name: \"丙\", kind: Department)], successions: [{}])",
        arrows.join(",")
    );
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    // Not through `store`, which refuses circles.
    let dataset = options
        .from_str(&text)
        .unwrap_or_else(|error| panic!("{error}"));
    let (workspace, _) = Workspace::join(vec![Source {
        file: None,
        dataset,
    }]);
    let bodies = workspace.current_bodies(Date::year_only(2024));
    bodies
        .into_iter()
        .map(|ix| workspace.agency(ix).id.clone())
        .collect()
}

#[test]
fn a_body_in_a_circle_or_with_several_heirs_stands_for_itself() {
    assert_eq!(succession(&[("a", "b"), ("b", "c")]), ["c", "c", "c"]);
    assert_eq!(succession(&[("a", "b"), ("b", "a")])[..2], ["a", "b"]);
    assert_eq!(succession(&[("a", "b"), ("a", "c")]), ["a", "b", "c"]);
}

#[test]
fn files_are_joined_by_name_and_clashes_are_told() {
    let other = r#"(
        format: 1,
        agencies: [
            (id: "new", name: "新局", kind: Department, aliases: ["新新局"]),
            (id: "cq", name: "另一个办事处", kind: Central),
        ],
        plans: [(id: "p1", title: "又一方案", sections: [
            (number: "一", title: "一章", tasks: [
                (clause: "一1", title: "另一任务", assignments: [
                    (agency: "new", role: Lead), (agency: "cq", role: Support),
                ]),
            ]),
        ])],
    )"#;
    let (workspace, diagnostics) = workspace(&[TEXT, other]);
    assert_eq!(
        workspace.agencies.len(),
        7,
        "one of two is known by its name"
    );
    assert_eq!(
        workspace.agencies_named("新新局"),
        workspace.agencies_named("xj")
    );
    let task = workspace.tasks.iter().last().map(|entry| {
        let ids = entry
            .duties
            .iter()
            .map(|duty| workspace.agency(duty.agency).id.as_str());
        ids.collect::<Vec<_>>()
    });
    assert_eq!(task, Some(vec!["xj", "cq#2"]));
    let plans: Vec<&str> = workspace
        .plans
        .iter()
        .map(|entry| entry.plan.id.as_str())
        .collect();
    assert_eq!(plans, ["p1", "p2", "p1#2"]);
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(
        messages,
        ["方案代号“p1”在两份文件中都有，两份方案都显示"],
        "an id that means two bodies harms nobody"
    );
    assert!(
        diagnostics
            .iter()
            .all(|found| found.severity == Severity::Warning)
    );
}

/// A file of one plan that gives each of these agencies the lead of a task.
fn file_of(plan: &str, agencies: &[(&str, &str, &str)]) -> String {
    let mut list = String::new();
    let mut tasks = String::new();
    for (nth, (id, name, short)) in agencies.iter().enumerate() {
        list.push_str(&format!(
            "(id: {id:?}, name: {name:?}, short: {short:?}, kind: Department),"
        ));
        tasks.push_str(&format!(
            "(clause: \"{nth}\", title: \"{short}之事\", assignments: [(agency: {id:?}, role: Lead)]),"
        ));
    }
    format!(
        "(format: 1, agencies: [{list}], plans: [(id: {plan:?}, title: {plan:?}, sections: [(number: \"一\", tasks: [{tasks}])])])"
    )
}

#[test]
fn a_short_name_alone_joins_nobody() {
    let one = file_of("甲", &[("czj", "宜昌市财政局", "市财政局")]);
    let other = file_of("乙", &[("czj", "武汉市财政局", "市财政局")]);
    for order in [[&one, &other], [&other, &one]] {
        let (workspace, diagnostics) = workspace(&[order[0], order[1]]);
        let names: Vec<&str> = workspace
            .agencies
            .iter()
            .map(|entry| entry.agency.name.as_str())
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert_eq!(workspace.agencies_named("市财政局").len(), 2);
        assert_eq!(workspace.agencies_named("武汉市财政局").len(), 1);
        let [told] = diagnostics.as_slice() else {
            panic!("{diagnostics:?}");
        };
        assert_eq!(told.severity, Severity::Warning);
        assert_eq!(
            told.message,
            format!(
                "“{}”和“{}”都叫“市财政局”，全称不同，分作两个机构",
                names[0], names[1]
            )
        );
        let hint = told.hint.as_deref().expect("a hint");
        assert!(
            hint.contains(&format!("aliases: [\"{}\"]", names[0])),
            "{hint}"
        );
    }
    // A body with no name but the short one may be either of them.
    let bare = file_of("丙", &[("x", "市财政局", "市财政局")]);
    let (workspace, diagnostics) = workspace(&[&one, &other, &bare]);
    assert_eq!(workspace.agencies.len(), 3);
    assert_eq!(diagnostics.len(), 3, "{diagnostics:?}");
    let (workspace, diagnostics) = self::workspace(&[&one, &bare]);
    assert_eq!(workspace.agencies.len(), 1, "here it can only be one");
    assert!(diagnostics.is_empty());
}

#[test]
fn what_nobody_sees_makes_no_other_body() {
    let one = file_of(
        "甲",
        &[("a", "本市甲局", "甲局"), ("b", "（乙）局", "乙局")],
    );
    let other = file_of(
        "乙",
        &[("x", "本市甲\u{200B}局 ", "甲局"), ("y", "(乙)局", "乙 局")],
    );
    let (workspace, diagnostics) = workspace(&[&one, &other]);
    assert_eq!(workspace.agencies.len(), 2);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(workspace.agencies_named(" 甲局").len(), 1);
}

#[test]
fn names_that_are_hardly_told_apart_get_a_hint() {
    let one = file_of("甲", &[("a", "发展改革委", "发展改革委")]);
    let other = file_of("乙", &[("b", "国家发展改革委", "国家发展改革委")]);
    let (workspace, diagnostics) = workspace(&[&one, &other]);
    assert_eq!(workspace.agencies.len(), 2);
    let [told] = diagnostics.as_slice() else {
        panic!("{diagnostics:?}");
    };
    assert_eq!(told.severity, Severity::Note);
    assert_eq!(told.message, "“发展改革委”和“国家发展改革委”只差“国家”");
    let hint = told.hint.as_deref().expect("a hint");
    assert!(hint.ends_with("aliases: [\"国家发展改革委\"]"), "{hint}");
}

#[test]
fn the_members_of_other_files_are_the_same_bodies() {
    let one = file_of("甲", &[("a", "本市甲局", "甲局")]);
    let other = file_of("乙", &[("b", "本市甲局", "甲办"), ("c", "甲局", "甲局")]);
    let (workspace, _) = workspace(&[&one, &other]);
    assert_eq!(
        workspace.agencies.len(),
        1,
        "one has its full name, the other is called by its short one"
    );
}
