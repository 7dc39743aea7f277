use std::sync::Arc;

use super::*;
use crate::model::Role;
use crate::model::workspace::{Source, Workspace};
use crate::store;
use crate::view::{AgencyMatch, ColumnScope, Data, ViewSpec};

fn builtin() -> Arc<Data> {
    let loaded = store::parse(store::builtin().as_bytes(), None).unwrap();
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    Data::new(Workspace::join(vec![source]).0)
}

fn form(view: &ViewSpec, spec: FormSpec) -> FormTable {
    let today = "2026-11-26".parse().unwrap();
    FormTable::new(Arc::new(Sheet::new(&builtin(), view, today)), spec)
}

fn division(view: &ViewSpec) -> FormTable {
    form(view, FormSpec::new(FormKind::Division))
}

fn of_plan(id: &str) -> ViewSpec {
    ViewSpec {
        plans: [id.to_owned()].into_iter().collect(),
        ..ViewSpec::default()
    }
}

/// All rows, cells beside each other.
fn lines(part: &FormPart) -> Vec<String> {
    let line = |row: &FormRow| match row {
        FormRow::Heading { level, text } => format!("{}{text}", "  ".repeat(*level)),
        FormRow::Entry(entry) => {
            let cells: Vec<String> = entry.cells.iter().map(FormCell::text).collect();
            cells.join(" | ")
        }
    };
    part.rows.iter().map(line).collect()
}

#[test]
fn the_division_of_a_plan_reads_as_documents_do() {
    let table = division(&of_plan("made-2021"));
    assert_eq!(
        table.title,
        "做响“武汉制造”品牌三年行动计划（2021—2023年）任务分解表"
    );
    assert_eq!((table.scope.as_deref(), table.parts.len()), (None, 1));
    assert_eq!(table.remarks, ["注：“—”为原文未单列。"]);
    let part = &table.parts[0];
    let heads: Vec<&str> = part.columns.iter().map(ColumnChoice::head).collect();
    assert_eq!(
        heads,
        ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"]
    );
    assert_eq!(part.heading, None);
    let lines = lines(part);
    assert_eq!(
        &lines[..5],
        [
            "一、总体目标",
            "1 | 力争入围世界500强和中国500强企业10家、制造业单项冠军20家、专精特新“小巨人”企业200家。“武汉名品”高端产品100项。 | — | — | 2023年底",
            "二、主要任务",
            "  （一）培育名企，打造“武汉制造”新主体",
            "2 | 加强梯次培育。按一流企业、单项冠军和“小巨人”三个层次扶持企业，分别着眼全球布局、技术与模式创新、细分市场。 | 市经信局 | 市发改委、市科技局、武汉企业联合会、各区人民政府 | —",
        ]
    );
    // Roles that the document has another word for begin with it.
    let led = lines
        .iter()
        .find(|line| line.contains("强化落地见效"))
        .unwrap();
    assert!(
        led.contains("| 领导：市质量强市工作委员会\n市市场监管局、市经信局 |"),
        "{led}"
    );
    // Numbers go through, each once.
    let numbers: Vec<usize> = table.entries().map(|entry| entry.number).collect();
    assert!(numbers.iter().copied().eq(1..=numbers.len()));
}

#[test]
fn a_plan_without_leads_has_no_column_for_them() {
    let table = division(&of_plan("brand-2017"));
    let heads: Vec<&str> = table.parts[0]
        .columns
        .iter()
        .map(ColumnChoice::head)
        .collect();
    assert_eq!(heads, ["序号", "工作任务", "责任单位", "完成时限"]);
    let lines = lines(&table.parts[0]);
    let group = lines
        .iter()
        .find(|line| line.contains("抓好组织实施"))
        .unwrap();
    assert!(
        group.contains("| 组长：市政府分管副市长\n副组长："),
        "{group}"
    );
}

#[test]
fn several_plans_are_one_table_with_one_numbering() {
    let table = division(&ViewSpec::default());
    assert_eq!(table.parts.len(), 5);
    assert!(table.parts.iter().all(|part| part.heading.is_some()));
    assert_eq!(table.tasks(), 86);
    let last = table.entries().last().unwrap();
    assert_eq!(last.number, table.entries().count());
    let keys: std::collections::BTreeSet<&str> =
        table.entries().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys.len(), table.entries().count());
}

#[test]
fn nothing_of_a_task_is_missing() {
    let table = division(&ViewSpec::default());
    let workspace = table.sheet.workspace();
    let mut seen = 0;
    for entry in table.entries() {
        let Some(ix) = entry.task() else { continue };
        let task = workspace.task(ix);
        let row: String = entry.cells.iter().map(FormCell::text).collect();
        for duty in &task.duties {
            let name = workspace.agency(duty.agency).label();
            assert!(row.contains(name), "{row} lacks {name}");
            seen += 1;
        }
        for target in &task.task.targets {
            let figure = tight(&target.amount.figure()).replace('至', "—");
            assert!(row.contains(&tight(&target.indicator)), "{row}");
            assert!(row.contains(&figure), "{row} lacks {figure}");
            for due in target.dues().filter(|due| !due.is_unstated()) {
                assert!(row.contains(&tight(&due.text())), "{row}");
            }
        }
    }
    assert!(seen > 300, "{seen}");
    // Overall goals, too.
    let all: String = table
        .entries()
        .filter(|entry| entry.task().is_none())
        .flat_map(|entry| &entry.cells)
        .map(FormCell::text)
        .collect();
    for section in &workspace.sections {
        for goal in &section.targets {
            assert!(all.contains(&tight(&goal.indicator)), "{}", goal.indicator);
        }
    }
}

#[test]
fn what_is_filtered_is_said_as_people_say_it() {
    let scope = |change: &dyn Fn(&mut ViewSpec)| {
        let mut view = ViewSpec::default();
        change(&mut view);
        division(&view).scope.unwrap_or_default()
    };
    let data = builtin();
    let id = |name: &str| {
        let ix = data.workspace.agencies_named(name)[0];
        data.workspace.agency(ix).id.clone()
    };
    let body = scope(&|view| view.agencies = vec![id("市经信局")]);
    assert_eq!(body, "范围：市经信局参与的任务，25项");
    let typed = scope(&|view| view.text = "sjxj".to_owned());
    assert_eq!(typed, "范围：市经信局参与的任务，25项");
    let words = scope(&|view| view.text = "单项冠军".to_owned());
    assert!(words.starts_with("范围：含“单项冠军”的任务，"), "{words}");
    let led = scope(&|view| {
        view.agencies = vec![id("市经信局")];
        view.roles = vec![Role::Lead];
    });
    assert!(led.starts_with("范围：市经信局牵头的任务，"), "{led}");
    let both = scope(&|view| {
        view.agencies = vec![id("市经信局"), id("市科技局")];
        view.agency_match = AgencyMatch::All;
    });
    assert!(
        both.starts_with("范围：市经信局、市科技局共同参与的任务，"),
        "{both}"
    );
}

#[test]
fn columns_that_no_data_has_stay_to_be_filled_in() {
    let mut spec = FormSpec::new(FormKind::Division);
    spec.columns = FormSpec::columns_of("number,task,进展情况,分值").unwrap();
    let table = form(&of_plan("made-2021"), spec);
    let heads: Vec<&str> = table.parts[0]
        .columns
        .iter()
        .map(ColumnChoice::head)
        .collect();
    assert_eq!(heads, ["序号", "工作任务", "进展情况", "分值"]);
    assert_eq!(table.unknown_columns(), ["分值"]);
    let entry = table.entries().next().unwrap();
    assert!(entry.cells[2].is_empty() && entry.cells[3].is_empty());
}

#[test]
fn rows_in_other_groups_say_their_plan() {
    let view = ViewSpec {
        grouping: TaskGrouping::Leads,
        ..ViewSpec::default()
    };
    let table = division(&view);
    assert_eq!(table.parts.len(), 1);
    let heads: Vec<&str> = table.parts[0]
        .columns
        .iter()
        .map(ColumnChoice::head)
        .collect();
    assert_eq!(heads.last(), Some(&"方案"));
    assert!(lines(&table.parts[0]).contains(&"市经信局牵头".to_owned()));
}

#[test]
fn doubts_are_told_below_the_table_where_they_are_wanted() {
    let mut spec = FormSpec::new(FormKind::Division);
    assert_eq!(form(&ViewSpec::default(), spec.clone()).remarks.len(), 1);
    spec.notes = true;
    let table = form(&ViewSpec::default(), spec);
    assert!(table.remarks.len() > 5);
    assert!(table.remarks[0].starts_with("注：1."));
    assert!(
        table.remarks[1..]
            .iter()
            .all(|line| line.starts_with("　　"))
    );
}

/// The cells of a task's row.
fn row<'t>(table: &'t FormTable, title: &str) -> &'t FormEntry {
    let mut entries = table.entries();
    let found = entries.find(|entry| entry.cells.iter().any(|cell| cell.text().contains(title)));
    found.unwrap()
}

#[test]
fn nobody_is_left_out_of_a_row_whatever_the_view_shows() {
    let whole = division(&of_plan("made-2021"));
    let wanted = row(&whole, "加强梯次培育").cells[2..].to_vec();
    let data = builtin();
    let body = data.workspace.agencies_named("市科技局")[0];
    let body = data.workspace.agency(body).id.clone();
    // Only one body's column, only one role: the row is the document's all the same.
    let one = ViewSpec {
        agencies: vec![body],
        columns: ColumnScope::Selected,
        ..of_plan("made-2021")
    };
    let role = ViewSpec {
        roles: vec![Role::Responsible],
        ..of_plan("made-2021")
    };
    for view in [one, role] {
        let table = division(&view);
        assert!(table.scope.is_some());
        assert_eq!(row(&table, "加强梯次培育").cells[2..].to_vec(), wanted);
    }
}

#[test]
fn who_is_known_through_a_collective_stands_beside_it() {
    let data = builtin();
    let body = data.workspace.agencies_named("江岸区")[0];
    let view = ViewSpec {
        agencies: vec![data.workspace.agency(body).id.clone()],
        ..of_plan("made-2021")
    };
    let table = division(&view);
    assert!(
        table
            .scope
            .as_deref()
            .unwrap()
            .starts_with("范围：江岸区参与的任务，")
    );
    assert_eq!(table.tasks(), table.sheet.shown.tasks);
    let text = row(&table, "加强梯次培育").cells[3].text();
    assert_eq!(
        text,
        "市发改委、市科技局、武汉企业联合会、各区人民政府、江岸区（经各区人民政府）"
    );
}

#[test]
fn a_row_says_its_source_and_what_the_chosen_body_is_in_it() {
    let data = builtin();
    let id = |name: &str| {
        let ix = data.workspace.agencies_named(name)[0];
        data.workspace.agency(ix).id.clone()
    };
    let of = |names: &[&str]| {
        let mut spec = FormSpec::new(FormKind::Division);
        spec.columns = FormSpec::columns_of("task,part,承担角色,source").unwrap();
        spec.columns.remove(2);
        let view = ViewSpec {
            agencies: names.iter().map(|name| id(name)).collect(),
            ..of_plan("made-2021")
        };
        let table = form(&view, spec);
        let cells = row(&table, "加强梯次培育").cells[1..].iter();
        cells.map(FormCell::text).collect::<Vec<String>>()
    };
    let mut plans = data.workspace.plans.iter();
    let plan = plans.find(|it| it.plan.id == "made-2021").unwrap();
    let label = tight(plan.plan.label());
    let source = format!("《{label}》二(一)1");
    assert_eq!(of(&["市经信局"]), ["牵头", source.as_str()]);
    assert_eq!(of(&["江岸区"])[0], "责任（经各区人民政府）");
    assert_eq!(
        of(&["市经信局", "市科技局"])[0],
        "市经信局：牵头\n市科技局：责任"
    );
    // Nobody is chosen: the column is not there.
    assert_eq!(of(&[]), [source]);
}
