use proptest::prelude::*;

use super::*;
use crate::view::{
    AgencyMatch, ChipKind, Data, LaneBy, MarkStyle, RowOrder, Sheet, TaskList, TimeScale, Timeline,
};

fn data() -> std::sync::Arc<Data> {
    let loaded = crate::store::parse(crate::store::builtin().as_bytes(), None).unwrap();
    let source = crate::model::workspace::Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

/// The name of the step from one view to another and of the one back.
fn both(before: &ViewSpec, after: &ViewSpec) -> [String; 2] {
    let data = data();
    [
        step_name(before, after, &data.workspace),
        step_name(after, before, &data.workspace),
    ]
}

#[test]
fn choosing_says_what_was_chosen() {
    let all = ViewSpec::default();
    let plan = all.toggle_plan("plan-2030");
    let agency = all.toggle_agency("jxj");
    let two = agency.toggle_agency("kjj");
    assert_eq!(
        both(&all, &agency),
        ["只看市经信局", "去掉市经信局"],
        "an agency"
    );
    assert_eq!(both(&agency, &two), ["加上市科技局", "去掉市科技局"]);
    assert_eq!(both(&all, &two), ["只看 2 个机构", "去掉机构筛选"]);
    assert_eq!(
        both(&agency, &all.toggle_agency("kjj")),
        ["改看市科技局", "改看市经信局"]
    );
    assert_eq!(both(&all, &plan), ["只看 plan-2030", "去掉 plan-2030"]);
    assert_eq!(
        both(&all, &all.toggle_plan("made-2021")),
        ["只看做响“武汉制造”", "去掉做响“武汉制造”"]
    );
    let section = all.only_section("made-2021/二(一)");
    assert_eq!(both(&all, &section), ["只看章节 二(一)", "去掉章节 二(一)"]);
    let due = all.toggle_due(DueFilter::Year(2023));
    assert_eq!(both(&all, &due), ["只看时限 2023年", "去掉时限 2023年"]);
    let both_matches = both(&two, &two.toggle_agency_match());
    assert_eq!(both_matches, ["机构条件改为同时", "机构条件改为任一"]);
    let targets = both(&all, &all.toggle_only_with_targets());
    assert_eq!(targets, ["只看有目标的任务", "也看没有目标的任务"]);
    let direct = both(&all, &all.toggle_direct_only());
    assert_eq!(direct, ["只看直接", "含经集合机构的任务"]);
    let own = all.toggle_own(&OwnValue::of_task("责任人", "张三"));
    assert_eq!(both(&all, &own), ["只看责任人 张三", "去掉责任人 张三"]);
}

#[test]
fn switching_says_what_was_switched() {
    let all = ViewSpec::default();
    let no_lead = all.toggle_role(Role::Lead);
    assert_eq!(both(&all, &no_lead), ["去掉角色 牵头", "加上角色 牵头"]);
    let leads = ViewSpec {
        roles: vec![Role::Lead],
        ..ViewSpec::default()
    };
    assert_eq!(both(&all, &leads), ["只看角色 牵头", "显示全部角色"]);
    let no_new = all.toggle_change_kind(ChangeKind::Added);
    assert_eq!(both(&all, &no_new), ["去掉变化 新增", "也看没有变化的任务"]);
    assert_eq!(
        both(&all, &all.only_changed()),
        ["只看有变化的任务", "也看没有变化的任务"]
    );
    assert_eq!(
        both(&no_new, &all.only_changed()),
        ["加上变化 新增", "去掉变化 新增"]
    );
}

#[test]
fn searching_quotes_the_text() {
    let all = ViewSpec::default();
    assert_eq!(
        both(&all, &all.with_text("sjxj")),
        ["搜索“sjxj”", "清除搜索"]
    );
    let pasted = both(&all, &all.with_text("武汉".repeat(5000)))[0].clone();
    assert!(pasted.chars().count() < 50, "{pasted}");
    assert!(pasted.ends_with("…”"));
}

#[test]
fn clearing_is_said_once_and_narrowing_hides_what_it_lifts() {
    let all = ViewSpec::default();
    let narrow = all
        .toggle_plan("made-2021")
        .toggle_role(Role::Support)
        .with_text("sjxj");
    assert_eq!(both(&narrow, &narrow.without_filter())[0], "清除筛选");
    assert_eq!(
        both(&narrow, &narrow.all_of_agency("jxj"))[0],
        "只看市经信局"
    );
    let found = all.with_text("sjxj");
    assert_eq!(both(&found, &found.only_agency("jxj"))[0], "只看市经信局");
    let column = all.only_column("jxj");
    assert_eq!(
        both(&all, &column),
        ["只看市经信局，只列所选机构", "去掉市经信局"]
    );
    assert_eq!(
        both(&narrow.fold("made-2021"), &all)[0],
        "清除筛选，展开 做响“武汉制造”"
    );
}

#[test]
fn arranging_names_the_arrangement() {
    let all = ViewSpec::default();
    let name = |after: ViewSpec| both(&all, &after)[0].clone();
    assert_eq!(name(all.ordered_by(RowOrder::Deadline)), "按时限排序");
    assert_eq!(name(all.grouped_by(TaskGrouping::Leads)), "按牵头机构分组");
    assert_eq!(name(all.grouped_by(TaskGrouping::Flat)), "不分组");
    assert_eq!(
        name(all.columns_ordered_by(ColumnOrder::Name)),
        "机构按名称排列"
    );
    let ids = || ["jxj", "kjj"].map(str::to_owned).to_vec();
    assert_eq!(name(all.move_column(ids(), 1, 0)), "移动机构列");
    assert_eq!(name(all.toggle_succession()), "按现机构归并");
    assert_eq!(name(all.with_marks(MarkStyle::Raci)), "标记改为RACI 字母");
    assert_eq!(name(all.toggle_first()), "标出首位责任单位");
    assert_eq!(name(all.toggle_empty_rows()), "显示空行");
    assert_eq!(name(all.with_lanes(LaneBy::Agency)), "时间轴按机构分组");
    assert_eq!(name(all.with_time_scale(TimeScale::Month)), "时间轴刻度 月");
}

#[test]
fn folding_names_the_group_as_the_screen_does() {
    let all = ViewSpec::default();
    let name = |key: &str| both(&all, &all.fold(key))[0].clone();
    assert_eq!(name("made-2021"), "折叠 做响“武汉制造”");
    assert_eq!(name("made-2021/二(一)"), "折叠 二(一)");
    assert_eq!(name("lead:jxj,kjj"), "折叠 市经信局、市科技局");
    assert_eq!(name("due:2023"), "折叠 2023年");
    assert_eq!(name("thread:湖北名牌"), "折叠 湖北名牌");
    let two = all.fold("made-2021").fold("double");
    assert_eq!(both(&all, &two), ["折叠 2 处", "全部展开"]);
}

/// Every group of every tab finds its name: none is called by its key.
#[test]
fn no_folded_group_is_called_by_its_key() {
    let data = data();
    let today = crate::model::Date::year_only(2026);
    let workspace = &data.workspace;
    let mut keys = Vec::new();
    for grouping in TaskGrouping::ALL {
        let view = ViewSpec::default().grouped_by(grouping);
        let sheet = std::sync::Arc::new(Sheet::new(&data, &view, today));
        keys.extend(
            TaskList::new(&sheet)
                .groups
                .into_iter()
                .map(|group| group.key),
        );
    }
    for lanes in LaneBy::ALL {
        let view = ViewSpec::default().with_lanes(lanes);
        let sheet = std::sync::Arc::new(Sheet::new(&data, &view, today));
        let timeline = Timeline::new(&sheet);
        keys.extend(
            timeline
                .groups
                .iter()
                .map(|group| group.kind.key(workspace)),
        );
    }
    assert!(keys.len() > 50, "{}", keys.len());
    for key in keys {
        let name = group_name(&key, workspace);
        assert!(!name.is_empty(), "{key}");
        assert!(!name.contains(':') && !name.contains('/'), "{key}: {name}");
        assert_ne!(name, key);
    }
}

#[test]
fn a_long_name_is_cut_for_the_menu() {
    assert_eq!(short_name("只看 2021"), "只看 2021");
    let whole = "只看“万千百工程”实施方案的任务";
    assert_eq!(whole.chars().count(), 16);
    assert_eq!(short_name(whole), whole);
    let long = format!("{whole}等");
    assert_eq!(short_name(&long), "只看“万千百工程”实施方案的任…");
}

fn ids() -> impl Strategy<Value = Vec<String>> {
    let id = prop_oneof!["[a-z]{1,4}", Just("jxj".to_owned()), "made-2021/[一二](1)?"];
    proptest::collection::vec(id, 0..4)
}

fn some<T: Copy + std::fmt::Debug>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    proptest::collection::vec(proptest::sample::select(all), 0..4)
}

fn own() -> impl Strategy<Value = Vec<OwnValue>> {
    let values = vec![
        OwnValue::of_task("分值", "5"),
        OwnValue::of_agency("联系人", "李四"),
    ];
    proptest::collection::vec(proptest::sample::select(values), 0..3)
}

fn views() -> impl Strategy<Value = ViewSpec> {
    const DUE: &[DueFilter] = &[DueFilter::Year(2023), DueFilter::Within, DueFilter::Every];
    let order = prop_oneof![
        Just(ColumnOrder::Load),
        Just(ColumnOrder::File),
        ids().prop_map(ColumnOrder::ByHand)
    ];
    let lists = (ids(), ids(), ids(), ids(), ids(), ids());
    let kinds = (
        some(&Role::ALL),
        some(DUE),
        some(&ChangeKind::ALL),
        "[a-z武 ]{0,3}",
        own(),
    );
    let enums = (
        proptest::sample::select(RowOrder::ALL.as_slice()),
        proptest::sample::select(TaskGrouping::ALL.as_slice()),
        proptest::sample::select(MarkStyle::ALL.as_slice()),
        proptest::sample::select(LaneBy::ALL.as_slice()),
        proptest::sample::select(TimeScale::ALL.as_slice()),
        order,
    );
    let flags = proptest::array::uniform8(any::<bool>());
    (lists, kinds, enums, flags).prop_map(|(lists, kinds, enums, flags)| ViewSpec {
        plans: lists.0,
        sections: lists.1,
        tasks: lists.2,
        agencies: lists.3,
        agency_match: if flags[0] {
            AgencyMatch::Any
        } else {
            AgencyMatch::All
        },
        roles: kinds.0,
        due: kinds.1,
        text: kinds.3,
        own: kinds.4,
        only_with_targets: flags[1],
        direct_only: flags[7],
        changes: kinds.2,
        hide_empty_rows: flags[2],
        hide_empty_columns: flags[3],
        columns: if flags[4] {
            ColumnScope::Involved
        } else {
            ColumnScope::Selected
        },
        row_order: enums.0,
        grouping: enums.1,
        column_order: enums.5,
        succession: if flags[5] {
            SuccessionView::AsWritten
        } else {
            SuccessionView::Current
        },
        marks: enums.2,
        mark_first: flags[6],
        folded: lists.4,
        unfolded: lists.5,
        lanes: enums.3,
        time_scale: enums.4,
    })
}

/// A view with one field of another, as a file has them.
fn with_field_of(view: &ViewSpec, other: &ViewSpec, field: &str) -> ViewSpec {
    let mut value = serde_json::to_value(view).unwrap();
    value[field] = serde_json::to_value(other).unwrap()[field].clone();
    serde_json::from_value(value).unwrap()
}

proptest! {
    #[test]
    fn every_change_of_one_field_has_a_name(before in views(), other in views()) {
        let workspace = Workspace::default();
        let fields = serde_json::to_value(&before).unwrap();
        for field in fields.as_object().unwrap().keys() {
            let after = with_field_of(&before, &other, field);
            let name = step_name(&before, &after, &workspace);
            prop_assert_eq!(name.is_empty(), before == after, "{}: {}", field, name);
        }
    }

    #[test]
    fn every_change_has_a_name_and_no_change_has_none(before in views(), after in views()) {
        let workspace = Workspace::default();
        prop_assert_eq!(step_name(&before, &after, &workspace).is_empty(), before == after);
        prop_assert_eq!(step_name(&before, &before, &workspace), "");
    }
}

#[test]
fn taking_away_a_condition_is_never_nameless() {
    let view = ViewSpec::default()
        .with_text("x")
        .toggle_plan("made-2021")
        .toggle_role(Role::Lead);
    for kind in [ChipKind::Text, ChipKind::Plans, ChipKind::Roles] {
        assert!(!both(&view, &view.without(kind))[0].is_empty(), "{kind:?}");
    }
}
