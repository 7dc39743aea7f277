//! The page that says what the workbook is: plans, filter, counts, legend, sources, date.

use rust_xlsxwriter::Worksheet;

use super::set_up_page;
use super::style::Styles;
use super::text::{fitting, lines};
use crate::export::ExportError;
use crate::model::workspace::PlanIx;
use crate::view::{MarkStyle, Sheet, citation};

/// The width of the explanations, in Excel's units.
const WIDTH: u32 = 104;

pub(super) fn fill(
    page: &mut Worksheet,
    sheet: &Sheet,
    styles: &Styles,
) -> Result<(), ExportError> {
    page.set_name("说明")?
        .set_column_width(0, 12)?
        .set_column_width(1, WIDTH)?
        .set_row_height(0, 27)?
        .write_string_with_format(0, 0, sheet.title(), &styles.title)?;
    for (row, (label, words)) in (2..).zip(paragraphs(sheet)) {
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
fn paragraphs(sheet: &Sheet) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let mut add = |label: &'static str, words: Vec<String>| {
        let labels = std::iter::once(label).chain(std::iter::repeat(""));
        all.extend(labels.zip(words));
    };
    let workspace = sheet.workspace();
    let mut plans: Vec<PlanIx> = sheet.plans().collect();
    plans.sort_unstable();
    let sources = plans.iter().map(|&ix| {
        let entry = workspace.plan(ix);
        match &entry.plan.short {
            Some(short) => format!("{short}　{}", citation(entry)),
            None => citation(entry),
        }
    });
    add("方案", sources.collect());
    if let Some(changes) = sheet.data.changes() {
        add(
            "对比",
            vec![
                changes.title(),
                changes.counts().text(),
                "任务先按条款和标题、再按标题、再按文字的相近程度对应；备注、原文写法和机构的先后不比较"
                    .to_owned(),
            ],
        );
    }
    add("筛选", vec![sheet.filter_text()]);
    add("数量", vec![sheet.counts_text()]);
    let legend = sheet.legend_text();
    if !legend.is_empty() {
        add("图例", vec![legend]);
    }
    if sheet.spec.marks == MarkStyle::Raci {
        let words = "RACI 字母只是相近的对应，“牵头”不完全等于 Accountable";
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
    add("日期", vec![sheet.today.text()]);
    all
}
