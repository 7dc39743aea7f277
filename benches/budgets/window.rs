//! What the window's thread does at once when somebody changes the view of L or opens a dialog,
//! each beside one bare pass over the assignments. Nothing here may grow with one list times another.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use zeren::export::{Distribution, Format, Layout, Options, agencies_with_tasks};
use zeren::model::workspace::Workspace;
use zeren::view::{
    AgencyList, Data, LaneBy, Profile, RowOrder, Sheet, TaskGrouping, TaskList, Timeline, ViewSpec,
    collective_ids,
};

use super::table::{Budget, Table};
use super::{Bench, TODAY, data};

/// One thing to measure.
struct Case<'a> {
    name: &'static str,
    run: Box<dyn FnMut() -> usize + 'a>,
}

fn case<'a>(name: &'static str, run: impl FnMut() -> usize + 'a) -> Case<'a> {
    Case {
        name,
        run: Box::new(run),
    }
}

const FOLDED: &str = "window: all sections of L folded";
const BY_NAME: &str = "window: the tasks of L by name";
const BY_LEADS: &str = "window: the tasks of L by who leads";
const ALL_KEYS: &str = "window: a view that names every task of L";
const KNOWN: &str = "window: such a view fitted to its data";
const LIST: &str = "window: the agencies of L with their loads";
const LANES: &str = "window: the timeline of L by agency";
const PROFILE: &str = "window: the profile of the busiest agency of L";
const UNFOLDED: &str = "window: a collective of L unfolded";
const MEMBER: &str = "window: a member of a collective of L chosen";
const FILES: &str = "window: names for a file of every agency of L";

pub fn run(bench: &Bench, table: &mut Table) {
    let names = [
        FOLDED, BY_NAME, BY_LEADS, ALL_KEYS, KNOWN, LIST, PROFILE, UNFOLDED, MEMBER, FILES,
    ];
    if !names.iter().any(|name| bench.wants(name)) {
        return;
    }
    let data = data(bench.large());
    // Made when the file is opened, as the search index is.
    data.title_ranks();
    for mut case in cases(&data) {
        if !bench.wants(case.name) {
            continue;
        }
        let about = Duration::from_secs(2);
        let pair = bench
            .effort
            .compare(about, &mut case.run, || pass(&data.workspace));
        // Ten times as many marks as there are assignments.
        let most = if case.name == UNFOLDED { 20 } else { 10 };
        let budget = Budget::Time(Duration::from_millis(most));
        table.add(case.name, "one pass", &pair, &budget);
    }
}

fn cases(data: &Arc<Data>) -> Vec<Case<'_>> {
    let workspace = &data.workspace;
    let all = ViewSpec::default();
    let rows = move |spec: &ViewSpec| Sheet::new(data, spec, TODAY).rows.len();
    let sections = workspace.sections.iter();
    let folded = all.fold_only(sections.map(|section| {
        let plan = &workspace.plan(section.plan).plan.id;
        format!("{plan}/{}", section.number)
    }));
    let by_name = all.ordered_by(RowOrder::Name);
    let by_leads = Sheet::new(data, &all.grouped_by(TaskGrouping::Leads), TODAY);
    let by_leads = Arc::new(by_leads);
    let lanes = ViewSpec {
        lanes: LaneBy::Agency,
        ..all.clone()
    };
    let lanes = Sheet::new(data, &lanes, TODAY);
    let keys = all.only_tasks(keys(workspace));
    let known = keys.clone();
    let unfolded = all.with_unfolded(collective_ids(workspace).into_iter().take(1).collect());
    let member = all.only_agency(member(workspace));
    let whole = Arc::new(Sheet::new(data, &all.for_profiles(), TODAY));
    let agencies = agencies_with_tasks(&whole);
    let (listed, profiled) = (Arc::clone(&whole), Arc::clone(&whole));
    let busiest = agencies.first().copied();
    vec![
        case(FOLDED, move || rows(&folded)),
        case(BY_NAME, move || rows(&by_name)),
        case(BY_LEADS, move || TaskList::new(&by_leads).lines.len()),
        case(ALL_KEYS, move || rows(&keys)),
        case(KNOWN, move || known.known_to(workspace).tasks.len()),
        case(LIST, move || AgencyList::new(&listed).rows.len()),
        case(LANES, move || Timeline::new(&lanes).lanes.len()),
        case(PROFILE, move || {
            busiest.map_or(0, |agency| Profile::new(&profiled, agency).peers.len())
        }),
        case(UNFOLDED, move || rows(&unfolded)),
        case(MEMBER, move || rows(&member)),
        case(FILES, move || {
            let (options, place) = (Options::of(Layout::Agency), Path::new("out"));
            let sheet = Arc::clone(&whole);
            Distribution::new(sheet, &agencies, Format::Xlsx, options, place)
                .files
                .len()
        }),
    ]
}

/// The first member of a collective.
fn member(workspace: &Workspace) -> String {
    let ids = collective_ids(workspace);
    let mut collectives = ids.iter().filter_map(|id| workspace.agency_by_id(id));
    let member = collectives.find_map(|ix| workspace.agencies[ix.get()].members.first().copied());
    member.map_or_else(String::new, |ix| workspace.agency(ix).id.clone())
}

/// Every task as a view names it.
fn keys(workspace: &Workspace) -> Vec<String> {
    let tasks = workspace.tasks.iter();
    tasks
        .map(|entry| {
            let plan = &workspace.plan(entry.plan).plan.id;
            format!("{plan}/{}", entry.task.key())
        })
        .collect()
}

/// The bare work: each assignment looked at once.
fn pass(workspace: &Workspace) -> usize {
    let mut loads = vec![0_usize; workspace.agencies.len()];
    for entry in &workspace.tasks {
        for duty in &entry.duties {
            loads[duty.agency.get()] += 1;
        }
    }
    loads.into_iter().max().unwrap_or(0)
}
