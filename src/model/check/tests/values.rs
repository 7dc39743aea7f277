//! Rules about amounts, deadlines, columns and roles of the file's own, and who is to reach a target.

use super::*;

fn fields(fields: &[(&str, &str)]) -> Fields {
    let field = |&(name, text): &(&str, &str)| (name.to_owned(), text.to_owned());
    fields.iter().map(field).collect()
}

#[test]
fn figures_that_make_no_sense_are_told() {
    let mut dataset = sound();
    let n = number;
    let cases = [
        (
            Amount::Exactly(n(-1.0)),
            Rule::NegativeAmount,
            "数值 -1 小于 0",
        ),
        (
            Amount::Range(n(-2.0), n(3.0)),
            Rule::NegativeAmount,
            "数值 Range(-2, 3) 小于 0",
        ),
        (
            Amount::Multiple(n(-2.0)),
            Rule::NegativeAmount,
            "倍数 Multiple(-2) 应大于 0",
        ),
        (
            Amount::Multiple(n(0.0)),
            Rule::NegativeAmount,
            "倍数 Multiple(0) 应大于 0",
        ),
        (
            Amount::Fraction(3, 2),
            Rule::LargeFraction,
            "比例 Fraction(3, 2) 大于 1",
        ),
        (
            Amount::Wording(" ".into()),
            Rule::EmptyWords,
            "目标的数值中没有文字",
        ),
        (
            Amount::Deliverable(String::new()),
            Rule::EmptyWords,
            "目标的数值中没有文字",
        ),
    ];
    for (amount, rule, message) in cases {
        first_task(&mut dataset).targets = vec![target(amount, Due::Ongoing)];
        let place = "plans[0].sections[0].tasks[0].targets[0].amount";
        assert_said(&dataset, &[(rule, place, message)]);
        let findings = check(&dataset);
        assert_eq!(findings[0].severity, Severity::Warning);
    }
    for amount in [
        Amount::Exactly(n(0.0)),
        Amount::Multiple(n(0.5)),
        Amount::Fraction(2, 2),
    ] {
        first_task(&mut dataset).targets = vec![target(amount, Due::Ongoing)];
        assert_said(&dataset, &[]);
    }
}

#[test]
fn deadlines_are_in_order_have_words_and_stand_once() {
    let mut dataset = sound();
    let task = first_task(&mut dataset);
    task.part = Some(0);
    task.due = Due::When(String::new());
    task.also_due = vec![
        Due::Between(date("2026"), date("2024")),
        Due::WithinMonths(6, 3),
        Due::WithinMonths(6, 3),
    ];
    task.targets = vec![Target {
        also_due: vec![Due::WithinDays(30, 10), Due::Unstated],
        ..target(Amount::Fraction(1, 2), Due::By(date("2024")))
    }];
    let at = "plans[0].sections[0].tasks[0]";
    let said = said(&dataset);
    let wanted = [
        (Rule::ZeroPart, "part", "任务“任务1”的条款内序号是 0"),
        (Rule::EmptyWords, "due", "时限的条件中没有文字"),
        (
            Rule::DueOrder,
            "also_due[0]",
            "时限 Between(\"2026\", \"2024\") 的两端颠倒",
        ),
        (
            Rule::DueOrder,
            "also_due[1]",
            "时限 WithinMonths(6, 3) 的两端颠倒",
        ),
        (
            Rule::DueOrder,
            "also_due[2]",
            "时限 WithinMonths(6, 3) 的两端颠倒",
        ),
        (Rule::RepeatedDue, "also_due[2]", "时限“6—3个月内”写了两次"),
        (
            Rule::DueOrder,
            "targets[0].also_due[0]",
            "时限 WithinDays(30, 10) 的两端颠倒",
        ),
        (
            Rule::RepeatedDue,
            "targets[0].also_due[1]",
            "其他时限中有一项未写明",
        ),
    ];
    let wanted: Vec<_> = wanted
        .map(|(rule, place, words)| (rule, format!("{at}.{place}"), words.to_owned()))
        .into();
    assert_eq!(said, wanted);
}

#[test]
fn a_target_without_deadline_has_that_of_its_task_or_another_one() {
    let mut dataset = sound();
    let undated = target(Amount::Fraction(1, 2), Due::Unstated);
    first_task(&mut dataset).targets = vec![undated.clone()];
    assert_eq!(check(&dataset)[0].rule, Rule::UndatedTarget);
    first_task(&mut dataset).targets[0].also_due = vec![Due::By(date("2025"))];
    assert_said(&dataset, &[]);
    let task = first_task(&mut dataset);
    task.targets = vec![undated];
    task.due = Due::By(date("2025"));
    assert_said(&dataset, &[]);
}

#[test]
fn who_is_to_reach_a_target_is_known_and_has_a_part_in_its_task() {
    let mut dataset = sound();
    let mut group = agency("c", "丙组");
    group.kind = AgencyKind::Collective;
    group.members = Some(Members::ListedAndOthers(vec!["d".into()]));
    dataset
        .agencies
        .extend([group, agency("d", "丁局"), agency("e", "戊局")]);
    let task = first_task(&mut dataset);
    task.assignments.push(assignment("c", Role::Responsible));
    task.targets = vec![Target {
        by: ["a", "d", "e", "x"].map(String::from).into(),
        to: vec!["y".into(), "e".into()],
        ..target(Amount::Fraction(1, 2), Due::Ongoing)
    }];
    let at = "plans[0].sections[0].tasks[0].targets[0]";
    let outside = "目标“产值”由“戊局”承担，它却不在任务的职责分工中";
    assert_said(
        &dataset,
        &[
            (Rule::ActorOutside, &format!("{at}.by[2]"), outside),
            (
                Rule::UnknownAgency,
                &format!("{at}.by[3]"),
                "没有代号为“x”的机构",
            ),
            (
                Rule::UnknownAgency,
                &format!("{at}.to[0]"),
                "没有代号为“y”的机构",
            ),
        ],
    );
}

#[test]
fn columns_have_names_and_stand_once() {
    let mut dataset = sound();
    dataset.agencies[1].fields = fields(&[("电话", "1"), ("电话", "2")]);
    first_task(&mut dataset).fields = fields(&[("", "甲"), ("责任人", "")]);
    dataset.plans[0].based_on = vec![Superior::default()];
    assert_said(
        &dataset,
        &[
            (
                Rule::RepeatedField,
                "agencies[1].fields[1]",
                "自定义列“电话”写了两次",
            ),
            (
                Rule::EmptyWords,
                "plans[0].based_on[0]",
                "上位文件没有标题，也没有文号",
            ),
            (
                Rule::EmptyWords,
                "plans[0].sections[0].tasks[0].fields[0]",
                "自定义列没有列名",
            ),
        ],
    );
}

fn own(name: &str, mark: &str, counts_as: Role) -> OwnRole {
    OwnRole {
        name: name.into(),
        mark: mark.into(),
        counts_as,
        post: false,
    }
}

#[test]
fn own_roles_have_signs_of_their_own_and_count_as_they_say() {
    let mut dataset = sound();
    dataset.roles = vec![
        own("主责", "主", Role::Lead),
        own(" ", "空", Role::Lead),
        own("验收", "验收方", Role::Oversee),
        own("协办", "主", Role::Support),
        own("审批", "○", Role::Oversee),
        // The mark of the role it counts as stands for both.
        own("牵头部门", "●", Role::Lead),
        own("主责", "责", Role::Lead),
    ];
    first_task(&mut dataset).assignments[1].term = Some("主责".into());
    let at = "plans[0].sections[0].tasks[0].assignments[1].role";
    assert_said(
        &dataset,
        &[
            (Rule::OwnRoleSign, "roles[1].name", "自定义角色没有名称"),
            (
                Rule::OwnRoleSign,
                "roles[2].mark",
                "自定义角色“验收”的标记应是一两个字",
            ),
            (
                Rule::OwnRoleSign,
                "roles[3].mark",
                "自定义角色“协办”的标记与“主责”相同",
            ),
            (
                Rule::OwnRoleSign,
                "roles[4].mark",
                "自定义角色“审批”的标记与“责任”相同",
            ),
            (
                Rule::DuplicateOwnRole,
                "roles[6].name",
                "自定义角色“主责”重复",
            ),
            (
                Rule::OwnRoleCounts,
                at,
                "“主责”归入牵头，这里的角色却是配合",
            ),
        ],
    );
    let many = 0..=u32::try_from(MOST_OWN_ROLES).expect("few");
    let sign = |nth: u32| char::from_u32(0x4E00 + nth).expect("a Hanzi").to_string();
    dataset.roles = many
        .map(|nth| own(&sign(nth), &sign(nth), Role::Support))
        .collect();
    let message = "有 28 个自定义角色，最多 27 个，其余的按归入的角色显示";
    assert_said(&dataset, &[(Rule::ManyOwnRoles, "roles[27]", message)]);
}

#[test]
fn a_role_of_a_post_does_not_lead_the_task() {
    let mut dataset = sound();
    first_task(&mut dataset).assignments[0].term = Some("主责".into());
    dataset.plans[0].sections[0]
        .tasks
        .push(task("2", &[("a", Role::Lead)]));
    assert_said(&dataset, &[]);
    dataset.roles = vec![OwnRole {
        post: true,
        ..own("主责", "主", Role::Lead)
    }];
    let said = said(&dataset);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, Rule::NoLead);
}

#[test]
fn bodies_do_not_belong_to_themselves_and_times_are_of_members() {
    let mut dataset = sound();
    dataset.agencies[0].parent = Some("b".into());
    dataset.agencies[1].parent = Some("a".into());
    let period = |member: &str, from, to| MemberPeriod {
        member: member.into(),
        from: Some(date(from)),
        to: Some(date(to)),
    };
    let group = &mut dataset.agencies[0];
    group.kind = AgencyKind::LeadingGroup;
    group.members = Some(Members::Listed(vec!["b".into()]));
    group.member_periods = vec![
        period("b", "2022", "2021-06"),
        period("a", "2021", "2021"),
        period("x", "2021", "2021"),
    ];
    assert_said(
        &dataset,
        &[
            (
                Rule::PeriodOrder,
                "agencies[0].member_periods[0].from",
                "起始时间 2022 晚于结束时间 2021-06",
            ),
            (
                Rule::PeriodOfNoMember,
                "agencies[0].member_periods[1].member",
                "“甲局”的成员中没有 a",
            ),
            (
                Rule::ParentCycle,
                "agencies[0].parent",
                "上级机构首尾相接：甲局 → 乙局 → 甲局",
            ),
            (
                Rule::UnknownAgency,
                "agencies[0].member_periods[2].member",
                "没有代号为“x”的机构",
            ),
        ],
    );
}

#[test]
fn a_succession_stands_once_and_a_name_goes_over_to_one_body() {
    let mut dataset = sound();
    dataset.agencies.push(agency("c", "丙局"));
    let renamed = |to| succession("a", to, SuccessionKind::Renamed, None);
    dataset.successions = vec![renamed("b"), renamed("c"), renamed("b")];
    assert_said(
        &dataset,
        &[
            (
                Rule::SeveralHeirs,
                "successions[1].to",
                "“甲局”更名为“乙局”，又更名为“丙局”",
            ),
            (
                Rule::RepeatedSuccession,
                "successions[2].to",
                "“甲局”到“乙局”的沿革写了两次",
            ),
        ],
    );
    dataset.successions[1].how = SuccessionKind::Transferred;
    dataset.successions.pop();
    assert_said(&dataset, &[]);
}
