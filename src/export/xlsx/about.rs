//! The page that says what the workbook is: plans, filter, counts, legend, sources, date.

use rust_xlsxwriter::{RowNum, Url, Worksheet};

use super::style::Styles;
use super::text::{fitting, lines};
use super::{place_in, set_up_page};
use crate::export::{ExportError, agency};
use crate::model::workspace::PlanIx;
use crate::terms;
use crate::view::{MarkStyle, Profile, Sheet, full_citation};

/// The width of the explanations, in Excel's units.
const WIDTH: u32 = 104;

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    worksheets: &[&str],
    styles: &Styles,
) -> Result<(), ExportError> {
    let paragraphs = paragraphs(sheet);
    let after = RowNum::try_from(paragraphs.len()).unwrap_or(RowNum::MAX) + 2;
    write(page, sheet, &sheet.title(), paragraphs, styles)?;
    // What the workbook holds, to be gone to.
    page.write_string_with_format(after, 0, "工作表", &styles.label)?;
    for (row, name) in (after..).zip(worksheets) {
        let link = Url::new(place_in(name, 0)).set_text(*name);
        page.write_url_with_format(row, 1, link, &styles.words)?;
    }
    Ok(())
}

/// The page that explains one agency's workbook.
pub(super) fn fill_agency(
    page: &mut Worksheet,
    profile: &Profile,
    styles: &Styles,
) -> Result<(), ExportError> {
    let body = profile.body();
    write(
        page,
        &profile.sheet,
        &body.name,
        paragraphs_of_agency(profile),
        styles,
    )
}

fn write(
    page: &mut Worksheet,
    sheet: &Sheet,
    title: &str,
    paragraphs: Vec<(&str, String)>,
    styles: &Styles,
) -> Result<(), ExportError> {
    page.set_name("说明")?
        .set_column_width(0, 12)?
        .set_column_width(1, WIDTH)?
        .set_row_height(0, 27)?
        .write_string_with_format(0, 0, fitting(title), &styles.title)?;
    for (row, (label, words)) in (2..).zip(paragraphs) {
        let height = lines(&words, WIDTH) * 14 + 4;
        page.set_row_height(row, height.min(409))?
            .write_string_with_format(row, 0, label, &styles.label)?
            .write_string_with_format(row, 1, fitting(&words), &styles.words)?;
    }
    set_up_page(page, sheet);
    page.set_portrait()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_screen_gridlines(false);
    Ok(())
}

/// Labels and what stands beside them; a label stands only before the first of its lines.
#[derive(Default)]
struct Paragraphs(Vec<(&'static str, String)>);

impl Paragraphs {
    fn add(&mut self, label: &'static str, words: Vec<String>) {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        self.0.extend(labels.zip(words));
    }
}

fn paragraphs_of_agency(profile: &Profile) -> Vec<(&'static str, String)> {
    let mut all = Paragraphs::default();
    let workspace = profile.workspace();
    let body = profile.body();
    let mut facts = vec![body.kind.label().to_owned()];
    facts.extend(body.short.iter().map(|short| format!("简称 {short}")));
    if !body.aliases.is_empty() {
        facts.push(format!("又写作 {}", body.aliases.join("、")));
    }
    facts.extend(profile.relations());
    all.add(terms::AGENCY, vec![facts.join("，")]);
    all.add("", body.note.iter().cloned().collect());
    let steps = agency::successions(profile).into_iter().map(|step| {
        let (name, how, date, note) = (step.name, step.role, step.due, step.note);
        format!("{name}，{how}，{date}　{note}")
    });
    all.add(terms::LINEAGE, steps.collect());
    if !profile.lineage.transfers.is_empty() {
        let words = "部分职责划转不归并，两个机构分别计数";
        all.add("", vec![words.to_owned()]);
    }
    let counted = profile.sheet.spec.succession.label();
    all.add(terms::FOLDING, vec![counted.to_owned()]);
    all.add(
        "",
        profile
            .sheet
            .folded_text(profile.folded())
            .into_iter()
            .collect(),
    );
    all.add("", profile.folding_text().into_iter().collect());
    let duplicates = profile.duplicates.iter().map(|duplicate| {
        let entry = workspace.task(duplicate.task);
        let names: Vec<String> = duplicate
            .places
            .iter()
            .map(|&nth| {
                let assignment = &entry.task.assignments[nth];
                let label = workspace.agency(entry.duties[nth].agency).label();
                let name = assignment.written.as_deref().unwrap_or(label);
                format!("{}（{}）", name, assignment.role.label())
            })
            .collect();
        format!("合并　{} {}", entry.task.key(), names.join("、"))
    });
    all.add("", duplicates.collect());
    let sources = agency::sources(profile);
    all.add(
        terms::PLAN,
        sources.into_iter().map(|(_, words)| words).collect(),
    );
    all.add(terms::FILTER, vec![profile.sheet.filter_text()]);
    all.add(terms::COUNT, vec![profile.counts_text()]);
    all.add(
        "读法",
        vec![
            "一项任务按其中最重的角色计一次；“原文写法”是方案中的名称".to_owned(),
            "“只经集合机构”的任务写的是它所属的集合机构，例如“各区人民政府”，不计入任务数"
                .to_owned(),
        ],
    );
    all.add(terms::DAY, vec![profile.sheet.today.text()]);
    all.0
}

fn paragraphs(sheet: &Sheet) -> Vec<(&'static str, String)> {
    let mut all = Paragraphs::default();
    let mut add = |label: &'static str, words: Vec<String>| all.add(label, words);
    let workspace = sheet.workspace();
    let mut plans: Vec<PlanIx> = sheet.plans().collect();
    plans.sort_unstable();
    let sources = plans.iter().map(|&ix| {
        let entry = workspace.plan(ix);
        match &entry.plan.short {
            Some(short) => format!("{short}　{}", full_citation(entry)),
            None => full_citation(entry),
        }
    });
    add(terms::PLAN, sources.collect());
    if let Some(changes) = sheet.data.changes() {
        add(
            terms::COMPARE,
            vec![
                changes.title(),
                changes.counts().text(),
                "任务先按条款和标题、再按标题、再按文字的相近程度对应；备注、原文写法和机构的先后不比较"
                    .to_owned(),
            ],
        );
    }
    add(terms::FILTER, vec![sheet.filter_text()]);
    add(terms::COUNT, vec![sheet.counts_text()]);
    add(terms::FOLDING, sheet.folding_notes());
    let legend = sheet.legend_text();
    if !legend.is_empty() {
        add(terms::LEGEND, vec![legend]);
    }
    if sheet.spec.marks == MarkStyle::Raci {
        let words = terms::RACI_CAVEAT;
        add("", vec![words.to_owned()]);
    }
    add(
        "读法",
        vec![
            "机构名称按原文，“现机构”是今天承担其职责的机构".to_owned(),
            "合计是筛选后显示的任务数；“各区”等集合机构按一个机构计".to_owned(),
            "原文有缺漏、经过补正的地方，在“备注”和批注中说明".to_owned(),
        ],
    );
    let notes = plans.into_iter().filter_map(|ix| {
        let plan = &workspace.plan(ix).plan;
        let note = plan.note.as_ref()?;
        Some(format!("{}　{note}", plan.label()))
    });
    let notes: Vec<String> = workspace.notes.iter().cloned().chain(notes).collect();
    add("数据", notes);
    add(terms::DAY, vec![sheet.today.text()]);
    all.0
}
