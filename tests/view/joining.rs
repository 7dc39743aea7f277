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
    let task = workspace.tasks.last().map(|entry| {
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
        [
            "代号“cq”在两份文件中指不同的机构：“重庆办事处”和“另一个办事处”",
            "方案代号“p1”在两份文件中都有，两份方案都显示",
        ]
    );
    assert!(
        diagnostics
            .iter()
            .all(|found| found.severity == Severity::Warning)
    );
}
