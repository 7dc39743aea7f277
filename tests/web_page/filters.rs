//! What the page hides, sorts and counts is what the program would.

use serde_json::json;
use zeren::export::Layout;
use zeren::model::Role;
use zeren::view::{Sheet, ViewSpec};

use crate::common::sheet;
use crate::{Desk, rows};

/// Everything, then what a view leaves of it.
fn narrowed(change: impl FnOnce(&mut ViewSpec)) -> Sheet {
    let mut spec = ViewSpec::default();
    change(&mut spec);
    sheet(&spec)
}

fn counts(sheet: &Sheet) -> String {
    format!(
        "{} / {} 项任务 · {} / {} 个机构",
        sheet.shown.tasks, sheet.all.tasks, sheet.shown.agencies, sheet.all.agencies
    )
}

#[test]
fn a_search_finds_what_the_program_finds() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    desk.browser.picture("matrix");
    for text in [
        "sjxj",
        "mingpin",
        "名p",
        "dxgj jingxin",
        "ＤＸ",
        "chlpp",
        "二(一)",
    ] {
        desk.browser.press("Escape", 27);
        desk.browser.press("/", 191);
        desk.browser.value("document.getElementById('q').focus()");
        if text.is_ascii() {
            desk.browser.type_keys(text);
        } else {
            desk.browser.insert(text);
        }
        let wanted = narrowed(|spec| text.clone_into(&mut spec.text));
        assert_eq!(desk.rows("matrix"), rows(&wanted), "{text}");
        assert_eq!(desk.count(), counts(&wanted), "{text}");
        if text == "sjxj" {
            assert!(desk.browser.value("CSS.highlights.get('hit').size > 0") == json!(true));
            desk.browser.picture("search");
        }
    }
    desk.browser.value("document.getElementById('q').focus()");
    desk.browser.press("Escape", 27);
    assert_eq!(desk.rows("matrix").len(), 86);
    desk.browser.type_keys("qqq");
    assert_eq!(desk.rows("matrix"), [""; 0]);
    assert_eq!(
        desk.browser.seen("#matrix .empty"),
        ["没有内容符合筛选，清除筛选"]
    );
    desk.browser.picture("empty");
    desk.browser.click("#matrix .empty button", 0);
    assert_eq!(desk.rows("matrix").len(), 86);
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn plan_agency_and_role_narrow_all_three_tables() {
    let Some(mut desk) = Desk::new() else { return };
    let everything = sheet(&ViewSpec::default());
    desk.open(&everything, Layout::Matrix);
    let column = |id: &str| {
        let ix = everything.workspace().agency_by_id(id).unwrap();
        let nth = everything.column_of(ix).unwrap();
        format!(
            "{} {}",
            everything.workspace().agency(ix).label(),
            everything.columns[nth].tasks
        )
    };

    desk.browser.choose("plan", "做响“武汉制造”");
    let wanted = narrowed(|spec| spec.plans = vec!["made-2021".to_owned()]);
    assert_eq!(desk.rows("matrix"), rows(&wanted));
    assert_eq!(desk.count(), counts(&wanted));
    let names: Vec<String> = wanted
        .columns
        .iter()
        .map(|column| wanted.workspace().agency(column.agency).label().to_owned())
        .collect();
    let mut seen = desk.browser.seen("#matrix .h th");
    let mut sorted = names;
    seen.sort();
    sorted.sort();
    assert_eq!(seen, sorted, "a body without a mark has no column");
    desk.browser.picture("plan");

    desk.browser.choose("agency", &column("jxj"));
    let wanted = narrowed(|spec| {
        spec.plans = vec!["made-2021".to_owned()];
        spec.agencies = vec!["jxj".to_owned()];
    });
    assert_eq!(desk.rows("matrix"), rows(&wanted));
    assert_eq!(desk.count(), counts(&wanted));

    // With a role: tasks that the body leads. The program asks both questions apart.
    desk.browser.choose("role", "牵头");
    let leads = wanted.tasks().filter(|ix| {
        let entry = wanted.workspace().task(*ix);
        entry.duties.iter().any(|duty| {
            duty.role == Role::Lead && wanted.workspace().agency(duty.agency).id == "jxj"
        })
    });
    let leads = leads.count();
    assert_eq!(desk.rows("matrix").len(), leads);
    assert_eq!(
        desk.browser.seen("#matrix .t td.r1"),
        [""; 0],
        "other marks are hidden"
    );
    // Two of them lead a task together: both marks are there.
    let marks = desk.browser.seen("#matrix .t td.r0").len();
    assert!(marks >= leads);
    let sums = desk.browser.seen("#matrix tfoot .n");
    assert_eq!(sums, [marks.to_string(), marks.to_string()]);
    desk.browser.picture("role");

    desk.browser.click("nav > a", 1);
    assert_eq!(desk.rows("list").len(), leads);
    assert_eq!(desk.rows("matrix"), [""; 0], "one table at a time");
    assert!(desk.count().starts_with(&format!("{leads} / 86 项任务")));
    desk.browser.click("nav > a", 2);
    let targets = desk.rows("targets").len();
    assert_eq!(desk.count(), format!("{targets} / 141 个目标"));
    assert!(targets > 0 && targets < 141);

    desk.browser.click("form button[type=reset]", 0);
    assert_eq!(desk.rows("targets").len(), 141);
    desk.browser.picture("targets");
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn role_alone_shows_what_the_program_shows() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    for role in [Role::Lead, Role::Support, Role::Oversee] {
        desk.browser.choose("role", role.label());
        let wanted = narrowed(|spec| spec.roles = vec![role]);
        assert_eq!(desk.rows("matrix"), rows(&wanted), "{role:?}");
        assert_eq!(desk.count(), counts(&wanted), "{role:?}");
        let sums: Vec<u32> = wanted.columns.iter().map(|column| column.tasks).collect();
        let seen = desk.browser.seen("#matrix tfoot tr:first-child .n");
        assert_eq!(seen, [sums.iter().sum::<u32>().to_string()], "{role:?}");
    }
}

#[test]
fn headings_sort_inside_each_plan_and_give_the_order_back() {
    let Some(mut desk) = Desk::new() else { return };
    let everything = sheet(&ViewSpec::default());
    desk.open(&everything, Layout::Matrix);
    let before = desk.rows("matrix");
    let sections = desk.browser.seen("#matrix .s");
    let totals = |desk: &mut Desk| -> Vec<u32> {
        let seen = desk.browser.seen("#matrix .t .n");
        seen.iter().map(|count| count.parse().unwrap()).collect()
    };
    desk.browser.click("#matrix .g .n button", 0);
    let sorted = totals(&mut desk);
    let first_plan = everything.workspace().plans[0].tasks.len();
    assert!(
        sorted[..first_plan].is_sorted_by(|a, b| a >= b),
        "{sorted:?}"
    );
    assert_eq!(desk.browser.seen("#matrix .s"), [""; 0]);
    assert_eq!(
        desk.browser
            .text("document.querySelector('#matrix .g .n').ariaSort"),
        "descending"
    );
    desk.browser.picture("sorted");

    // By keyboard.
    desk.browser
        .value("document.querySelector('#matrix .g .n button').focus()");
    desk.browser.press("Enter", 13);
    let sorted = totals(&mut desk);
    assert!(sorted[..first_plan].is_sorted(), "{sorted:?}");
    desk.browser.press("Enter", 13);
    assert_eq!(desk.rows("matrix"), before);
    assert_eq!(desk.browser.seen("#matrix .s"), sections);

    // A body's column brings its tasks to the top of each plan.
    desk.browser.click("#matrix .h button", 2);
    let marks = desk.browser.value(
        "[...document.querySelectorAll('#matrix tbody:first-of-type tr.t')].map(r => r.cells[4].textContent !== '')",
    );
    let marks: Vec<bool> = serde_json::from_value(marks).unwrap();
    assert!(marks.contains(&true) && marks.contains(&false));
    assert!(marks.is_sorted_by(|a, b| a >= b), "{marks:?}");

    desk.browser.click("nav > a", 2);
    desk.browser.click("#targets thead button", 4);
    let keys = desk.browser.value(
        "[...document.querySelectorAll('#targets tbody:first-of-type tr.t .u')].map(c => c.dataset.k)",
    );
    let keys: Vec<String> = serde_json::from_value(keys).unwrap();
    assert!(keys.is_sorted() && keys.len() > 3, "{keys:?}");
    assert!(desk.browser.errors.is_empty(), "{:?}", desk.browser.errors);
}

#[test]
fn a_task_leads_to_its_row_in_the_list() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    let title = desk
        .browser
        .text("document.querySelectorAll('#matrix .t .w a')[40].textContent");
    desk.browser.click("#matrix .t .w a", 40);
    desk.browser
        .until("document.querySelector('#list tr:target .w')?.checkVisibility()");
    let seen = desk.browser.seen("#list tr:target .w");
    assert!(seen[0].starts_with(&title), "{seen:?}");
    let inside = "(() => { const r = document.querySelector('tr:target').getBoundingClientRect(); return r.top > 100 && r.bottom < 768; })()";
    assert_eq!(desk.browser.value(inside), json!(true));
    desk.browser.picture("list");
}

#[test]
fn header_and_first_columns_stay_in_sight() {
    let Some(mut desk) = Desk::new() else { return };
    desk.open(&sheet(&ViewSpec::default()), Layout::Matrix);
    let place = |desk: &mut Desk, selector: &str| {
        desk.browser.value(&format!(
            "(() => {{ const r = document.querySelector('{selector}').getBoundingClientRect(); return [r.x, r.y]; }})()"
        ))
    };
    let before = [
        place(&mut desk, "#matrix .g .w"),
        place(&mut desk, "#matrix .t .w"),
    ];
    desk.browser
        .value("document.querySelector('main').scrollTo(900, 600)");
    desk.browser.hover("#matrix tr.t:nth-child(9) td", 40);
    desk.browser.picture("scrolled");
    let after = [
        place(&mut desk, "#matrix .g .w"),
        place(&mut desk, "#matrix .t .w"),
    ];
    assert_eq!(before[0], after[0], "the corner");
    assert_eq!(before[1][0], after[1][0], "the title's column");
    assert_ne!(before[1][1], after[1][1]);
}
