//! What a profile says of a body, and how folded bodies are reckoned.

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use common::{data, profiles, today};
use zeren::model::workspace::{AgencyIx, Source, Workspace};
use zeren::model::{Date, Role};
use zeren::store;
use zeren::view::search::Query;
use zeren::view::{
    AgencyList, AgencyOrder, Data, LineageStep, Profile, Sheet, SuccessionView, ViewSpec,
    target_rows,
};

/// 甲局 and 乙局 became 新局 in 2019, which gave some duties to 丁局 in 2020. 甲局 had been 老局 until
/// 2015. 东区 and 西区 are 各区.
const TEXT: &str = r#"(
    format: 1, title: "小样",
    agencies: [
        (id: "x", name: "本市新局", short: "新局", kind: Department),
        (id: "a", name: "本市甲局", short: "甲局", kind: Department),
        (id: "b", name: "本市乙局", short: "乙局", kind: Department, aliases: ["乙办"]),
        (id: "o", name: "本市老局", short: "老局", kind: Department),
        (id: "d", name: "本市丁局", short: "丁局", kind: Department),
        (id: "east", name: "东区", kind: District),
        (id: "west", name: "西区", kind: District),
        (id: "areas", name: "各区", kind: Collective, members: Listed(["east", "west"])),
        (id: "all", name: "各区各部门", kind: Collective, members: Listed(["areas", "d"])),
        (id: "group", name: "领导小组", kind: LeadingGroup, members: Listed(["d", "east"])),
    ],
    successions: [
        (from: "o", to: "a", how: Renamed, date: "2015-06", basis: Stated("方案一")),
        (from: "a", to: "x", how: Merged, date: "2019", basis: General("机构改革")),
        (from: "b", to: "x", how: Merged, date: "2019", basis: General("机构改革")),
        (from: "x", to: "d", how: Transferred, date: "2020", basis: General("机构改革")),
    ],
    plans: [
        (id: "p1", title: "先前方案", issued: "2017", sections: [(number: "一", title: "一章", tasks: [
            (clause: "一1", title: "两局同办", assignments: [
                (agency: "a", role: Responsible, written: "甲局"), (agency: "b", role: Lead, written: "乙办"),
                (agency: "d", role: Support),
            ], targets: [
                (indicator: "甲", amount: Exactly(1), unit: "个", due: Every(Year)),
                (indicator: "乙", amount: Exactly(2), unit: "个", due: By("2020")),
                (indicator: "丙", amount: Exactly(3), unit: "个", due: By("2020-06")),
            ]),
            (clause: "一2", title: "一局两职", assignments: [
                (agency: "a", role: Lead, term: "组长"), (agency: "a", role: Member),
                (agency: "areas", role: Responsible),
            ]),
            (clause: "一3", title: "领导小组之事", assignments: [(agency: "group", role: Lead)]),
        ])]),
        (id: "p2", title: "后来方案", issued: "2021", sections: [(number: "一", title: "一章", tasks: [
            (clause: "一1", title: "各区之事", assignments: [
                (agency: "all", role: Responsible), (agency: "east", role: Support),
            ]),
            (clause: "一2", title: "新局之事", assignments: [(agency: "x", role: Responsible)]),
        ])]),
    ],
)"#;

fn small() -> Arc<Data> {
    let loaded =
        store::parse(TEXT.as_bytes(), None).unwrap_or_else(|errors| panic!("{}", errors[0]));
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

fn whole(data: &Arc<Data>, succession: SuccessionView, today: Date) -> Arc<Sheet> {
    let view = ViewSpec {
        succession,
        text: "别处的搜索".to_owned(),
        ..ViewSpec::default()
    };
    Arc::new(Sheet::new(data, &view.for_profiles(), today))
}

fn agency(sheet: &Sheet, id: &str) -> AgencyIx {
    let found = sheet.workspace().agencies_named(id);
    *found.first().unwrap_or_else(|| panic!("no agency {id}"))
}

fn of(sheet: &Arc<Sheet>, id: &str) -> Profile {
    Profile::new(sheet, agency(sheet, id))
}

fn current() -> Arc<Sheet> {
    whole(&small(), SuccessionView::Current, Date::year_only(2024))
}

fn as_written() -> Arc<Sheet> {
    whole(&small(), SuccessionView::AsWritten, Date::year_only(2024))
}

fn ids(sheet: &Sheet, bodies: impl IntoIterator<Item = AgencyIx>) -> Vec<String> {
    bodies
        .into_iter()
        .map(|ix| sheet.workspace().agency(ix).id.clone())
        .collect()
}

macro_rules! snapshots {
    ($($test:ident: $name:literal, $succession:ident;)*) => {$(
        #[test]
        fn $test() {
            let sheet = whole(&data(), SuccessionView::$succession, today());
            insta::assert_snapshot!(profiles::render(&of(&sheet, $name)));
        }
    )*};
}

snapshots! {
    the_economy_bureau_as_it_is_today: "市经信局", Current;
    the_economy_bureau_as_the_documents_have_it: "市经信局", AsWritten;
    the_market_bureau_has_the_tasks_of_its_three_predecessors: "市市场监管局", Current;
    a_collective: "各区人民政府", Current;
    a_district_named_only_as_a_member: "江岸区", Current;
    a_body_without_tasks: "市农业农村局", AsWritten;
}

#[test]
fn the_market_bureau_holds_every_task_of_2017_that_names_a_predecessor() {
    let sheet = whole(&data(), SuccessionView::Current, today());
    let workspace = sheet.workspace();
    let wanted: BTreeSet<usize> = workspace
        .tasks
        .iter()
        .enumerate()
        .filter(|(_, entry)| workspace.plan(entry.plan).plan.id == "brand-2017")
        .filter(|(_, entry)| {
            let mut ids = entry
                .duties
                .iter()
                .map(|duty| workspace.agency(duty.agency).id.as_str());
            ids.any(|id| ["gsj", "zjj", "syj"].contains(&id))
        })
        .map(|(ix, _)| ix)
        .collect();
    assert_eq!(wanted.len(), 9);
    let profile = of(&sheet, "scjgj");
    let held: BTreeSet<usize> = profile
        .plans
        .iter()
        .filter(|group| workspace.plan(group.plan).plan.id == "brand-2017")
        .flat_map(|group| &group.tasks)
        .map(|part| part.task.get())
        .collect();
    assert_eq!(held, wanted);
}

#[test]
fn tasks_are_counted_once_by_the_weightiest_role() {
    let profile = of(&current(), "新局");
    assert_eq!((profile.tasks, profile.assignments), (3, 5));
    assert_eq!(profile.roles, [2, 1, 0, 0, 0]);
    assert_eq!(profile.roles.iter().sum::<u32>(), profile.tasks);
    let titles: Vec<(&str, Role)> = profile
        .plans
        .iter()
        .flat_map(|group| &group.tasks)
        .map(|part| {
            let task = &profile.workspace().task(part.task).task;
            (task.title.as_str(), part.role)
        })
        .collect();
    assert_eq!(
        titles,
        [
            ("两局同办", Role::Lead),
            ("一局两职", Role::Lead),
            ("新局之事", Role::Responsible)
        ],
        "the plan that it leads in comes first"
    );
}

#[test]
fn asking_for_an_earlier_body_gives_todays() {
    let sheet = current();
    assert_eq!(of(&sheet, "老局").agency, agency(&sheet, "新局"));
    let sheet = as_written();
    assert_eq!(of(&sheet, "老局").agency, agency(&sheet, "老局"));
}

#[test]
fn tasks_through_a_collective_are_apart_and_not_those_of_a_leading_group() {
    let sheet = as_written();
    let east = of(&sheet, "东区");
    assert_eq!(east.tasks, 1, "the task that names it");
    assert_eq!(
        east.through_tasks(),
        1,
        "一2; the task that names it is its own"
    );
    assert_eq!(
        ids(&sheet, east.through.iter().map(|group| group.collective)),
        ["areas"]
    );
    let west = of(&sheet, "西区");
    assert_eq!((west.tasks, west.through_tasks()), (0, 2));
    assert_eq!(
        ids(&sheet, west.through.iter().map(|group| group.collective)),
        ["areas", "all"],
        "also by way of another collective"
    );
    assert!(west.targets.is_empty() && west.peers.is_empty());
    let fourth = of(&sheet, "丁局");
    assert_eq!((fourth.tasks, fourth.through_tasks()), (1, 1));
}

#[test]
fn the_list_counts_as_the_profiles_do() {
    for (data, today) in [(small(), Date::year_only(2024)), (data(), today())] {
        for succession in [SuccessionView::AsWritten, SuccessionView::Current] {
            let sheet = whole(&data, succession, today);
            let list = AgencyList::new(&sheet);
            let bodies: BTreeSet<AgencyIx> = sheet.bodies.iter().copied().collect();
            assert_eq!(list.rows.len(), bodies.len(), "everybody is listed once");
            for row in &list.rows {
                let profile = Profile::new(&sheet, row.agency);
                let label = profile.body().label();
                assert_eq!(row.tasks, profile.tasks, "{label}");
                assert_eq!(row.roles, profile.roles, "{label}");
                assert_eq!(row.through as usize, profile.through_tasks(), "{label}");
                assert_eq!(row.plans.len(), profile.plans.len(), "{label}");
                let by_plan: u32 = row.plans.iter().map(|(_, count)| count).sum();
                assert_eq!(by_plan, row.tasks, "{label}");
                assert_eq!(row.folded, profile.folded(), "{label}");
            }
        }
    }
}

#[test]
fn the_list_is_found_by_pinyin_and_by_the_names_of_earlier_bodies() {
    let sheet = whole(&data(), SuccessionView::Current, today());
    let list = AgencyList::new(&sheet);
    let found = |text: &str| {
        let places = list.places(&Query::new(text), AgencyOrder::Load, false);
        let rows = places.into_iter().map(|nth| list.rows[nth].agency);
        rows.map(|ix| sheet.workspace().agency(ix).label().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("sjxj"), ["市经信局"]);
    assert_eq!(found("jingxinwei"), ["市经信局"]);
    assert_eq!(found("市质监局"), ["市市场监管局"]);
    assert!(found("没有这样的机构").is_empty());
    assert_eq!(found("").len(), list.rows.len());
}

#[test]
fn the_list_is_sorted_and_bodies_without_tasks_stand_behind() {
    let sheet = as_written();
    let list = AgencyList::new(&sheet);
    let order = |order, reversed| {
        let places = list.places(&Query::default(), order, reversed);
        ids(&sheet, places.into_iter().map(|nth| list.rows[nth].agency))
    };
    assert_eq!(order(AgencyOrder::Load, false)[0], "a");
    assert_eq!(order(AgencyOrder::Leads, false)[..3], ["a", "b", "group"]);
    let all = order(AgencyOrder::Leads, true);
    assert_eq!(all.last().map(String::as_str), Some("o"));
    assert!(
        all.iter().position(|id| id == "west") < Some(all.len() - 1),
        "it has tasks through a collective"
    );
    let names = order(AgencyOrder::Name, false);
    assert_eq!(names[..3], ["d", "east", "areas"], "ding, dong, ge");
}

#[test]
fn targets_stand_by_deadline_and_none_is_lost() {
    let sheet = current();
    let profile = of(&sheet, "新局");
    let names: Vec<&str> = profile
        .targets
        .iter()
        .map(|target| target.id.target(profile.workspace()).indicator.as_str())
        .collect();
    assert_eq!(
        names,
        ["丙", "乙", "甲"],
        "June, the end of the year, every year"
    );
    let sheet = whole(&data(), SuccessionView::AsWritten, today());
    let of_tasks = target_rows(&sheet)
        .iter()
        .filter(|row| row.task.is_some())
        .count();
    let held: BTreeSet<_> = AgencyList::new(&sheet)
        .rows
        .iter()
        .flat_map(|row| Profile::new(&sheet, row.agency).targets)
        .map(|target| target.id)
        .collect();
    let nobodys = sheet
        .tasks()
        .map(|ix| sheet.workspace().task(ix))
        .filter(|entry| entry.duties.is_empty())
        .map(|entry| entry.task.targets.len())
        .sum::<usize>();
    assert_eq!(held.len() + nobodys, of_tasks);
}

#[test]
fn company_is_mutual() {
    let sheet = whole(&data(), SuccessionView::Current, today());
    let one = of(&sheet, "市经信局");
    for peer in &one.peers {
        let other = Profile::new(&sheet, peer.agency);
        let back = other.peers.iter().find(|back| back.agency == one.agency);
        assert_eq!(back.map(|back| back.tasks), Some(peer.tasks));
    }
    assert!(one.peers.is_sorted_by(|a, b| a.tasks >= b.tasks));
    assert!(one.peers.iter().all(|peer| peer.agency != one.agency));
}

#[test]
fn a_lineage_holds_the_whole_chain_and_transfers_apart() {
    let sheet = as_written();
    for id in ["x", "a", "o"] {
        let lineage = of(&sheet, id).lineage;
        let generations: Vec<(String, usize)> = lineage
            .bodies
            .iter()
            .map(|body| (ids(&sheet, [body.agency]).remove(0), body.generation))
            .collect();
        let with_other = id == "x";
        let wanted: Vec<(String, usize)> = [("o", 0), ("a", 1), ("b", 1), ("x", 2)]
            .into_iter()
            .filter(|(body, _)| with_other || *body != "b")
            .map(|(body, generation)| (body.to_owned(), generation))
            .collect();
        assert_eq!(generations, wanted, "{id}");
        assert_eq!(lineage.steps.len(), wanted.len() - 1);
        assert_eq!(lineage.transfers.len(), 1, "a part went to 丁局");
    }
    let fourth = of(&sheet, "丁局").lineage;
    assert_eq!(
        fourth.bodies.len(),
        1,
        "a part of the duties makes no successor"
    );
    assert_eq!(fourth.transfers[0].text(), "2020年部分职责划转");
    assert!(of(&sheet, "东区").lineage.is_empty());
}

#[test]
fn a_succession_that_has_not_begun_says_so_and_folds_nothing() {
    let sheet = whole(&small(), SuccessionView::Current, Date::year_only(2018));
    let old = of(&sheet, "甲局");
    assert_eq!(old.agency, agency(&sheet, "甲局"), "apart before the day");
    assert_eq!(of(&sheet, "乙局").tasks, 1);
    assert_eq!(of(&sheet, "新局").tasks, 1);
    let texts: Vec<String> = old.lineage.steps.iter().map(LineageStep::text).collect();
    assert_eq!(texts, ["2015年6月更名", "2019年将并入"]);
    let list = AgencyList::new(&sheet);
    assert_eq!(list.rows.len(), 9, "only 老局 is folded by then");
}

#[test]
fn folded_marks_are_the_original_assignments_less_the_duplicates() {
    for (data, today) in [(small(), Date::year_only(2024)), (data(), today())] {
        let written = whole(&data, SuccessionView::AsWritten, today);
        let sheet = whole(&data, SuccessionView::Current, today);
        let folding = sheet.folding();
        let all: usize = sheet
            .workspace()
            .tasks
            .iter()
            .map(|entry| entry.duties.len())
            .sum();
        assert_eq!(folding.assignments, all, "folding loses no assignment");
        let cells: usize = sheet.rows.iter().map(|row| sheet.cells(row).len()).sum();
        assert_eq!(folding.cells, cells);
        assert_eq!(folding.assignments - folding.merged(), folding.cells);
        assert!(
            folding
                .duplicates
                .iter()
                .any(|duplicate| duplicate.is_folded)
        );
        for duplicate in &folding.duplicates {
            assert!(duplicate.places.len() > 1);
            let duties = &sheet.workspace().task(duplicate.task).duties;
            for &nth in &duplicate.places {
                assert_eq!(sheet.bodies[duties[nth].agency.get()], duplicate.body);
            }
        }
        // As written only what the document itself doubles falls together.
        let doubled = written.folding();
        assert!(
            doubled
                .duplicates
                .iter()
                .all(|duplicate| !duplicate.is_folded)
        );
        assert_eq!(doubled.assignments - doubled.merged(), doubled.cells);
    }
}

#[test]
fn duplicates_are_listed_with_the_names_of_the_source() {
    let sheet = current();
    let folding = sheet.folding();
    let names: Vec<Vec<&str>> = folding
        .duplicates
        .iter()
        .map(|duplicate| {
            let entry = sheet.workspace().task(duplicate.task);
            let name = |&nth: &usize| sheet.workspace().agency(entry.duties[nth].agency).label();
            duplicate.places.iter().map(name).collect()
        })
        .collect();
    assert_eq!(names, [vec!["甲局", "乙局"], vec!["甲局", "甲局"]]);
    assert_eq!(
        folding.text().as_deref(),
        Some("10 处分工，同一机构在同一任务中的 2 处并为一格，共 8 格")
    );
}

#[test]
fn what_was_folded_is_said_with_its_date() {
    let sheet = current();
    let text = |ids: &[&str]| {
        let bodies: Vec<AgencyIx> = ids.iter().map(|id| agency(&sheet, id)).collect();
        sheet.folded_text(&bodies)
    };
    assert_eq!(
        text(&["a", "b"]).as_deref(),
        Some("甲局、乙局 → 新局（2019年）")
    );
    assert_eq!(
        text(&["o", "b"]).as_deref(),
        Some("老局 → 甲局（2015年6月）；甲局、乙局 → 新局（2019年）")
    );
    assert_eq!(text(&["x", "d"]), None);
    let sheet = whole(&data(), SuccessionView::Current, today());
    let folded = of(&sheet, "市市场监管局");
    assert_eq!(
        sheet.folded_text(folded.folded()).as_deref(),
        Some("市工商局、市质监局、市食品药品监管局 → 市市场监管局（2019年）")
    );
    let undated = of(&sheet, "市投资促进局");
    assert_eq!(
        sheet.folded_text(undated.folded()).as_deref(),
        Some("市招商局 → 市招商办（时间未写明）；市招商办 → 市投资促进局（时间未写明）")
    );
}
