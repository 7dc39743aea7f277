//! Documents become drafts: the grammar over texts of many kinds, and what holds for any text.

#![allow(clippy::expect_used, reason = "a test may fail here")]

use proptest::prelude::*;
use zeren::import::draft::draft;
use zeren::import::read::text;
use zeren::import::understand::{Reading, understand};
use zeren::import::{BlockKind, Cell, Document, Place};
use zeren::model::Dataset;
use zeren::store;

fn document(content: &str) -> Document {
    text::read(content.as_bytes()).expect("a text")
}

/// Every duty as `clause body role`.
fn duties(reading: &Reading) -> Vec<String> {
    let tasks = reading.tasks.iter();
    let duties = tasks.flat_map(|task| task.duties.iter().map(move |duty| (task, duty)));
    duties
        .map(|(task, duty)| format!("{} {} {}", task.clause, duty.written, duty.role.label()))
        .collect()
}

fn read(content: &str) -> Vec<String> {
    duties(&understand(&document(content)))
}

#[test]
fn notes_of_all_shapes_are_read() {
    for (note, wanted) in [
        (
            "（牵头单位：市科技局；责任单位：市工信局、市教育局）",
            vec!["市科技局 牵头", "市工信局 责任", "市教育局 责任"],
        ),
        (
            "(責任單位:市財政局,市稅務局)",
            vec!["市財政局 责任", "市稅務局 责任"],
        ),
        (
            "【责任单位】市发改委、市司法局。",
            vec!["市发改委 责任", "市司法局 责任"],
        ),
        (
            "[主办单位:市政务局,协办单位:市数据局]",
            vec!["市政务局 牵头", "市数据局 配合"],
        ),
        (
            "（牵头单位：教育部  参加单位：财政部、民政部）",
            vec!["教育部 牵头", "财政部 成员", "民政部 成员"],
        ),
        ("（以上由市财政局负责）", vec!["市财政局 责任"]),
        (
            "（由市财政局牵头，市税务局配合）",
            vec!["市财政局 牵头", "市税务局 配合"],
        ),
        (
            "（市商务局牵头，市财政局、市文旅局按职责分工负责）",
            vec!["市商务局 牵头", "市财政局 责任", "市文旅局 责任"],
        ),
        (
            "（市商务局会同市财政局负责",
            vec!["市商务局 责任", "市财政局 责任"],
        ),
        (
            "〔责任单位：市委组织部（人才办），各区、县（市）政府〕",
            vec!["市委组织部（人才办） 责任", "各区、县（市）政府 责任"],
        ),
        (
            "（责任单位：市水利局；督办单位：市政府督查室）",
            vec!["市水利局 责任", "市政府督查室 督办"],
        ),
        (
            "（责任单位：市人社局（牵头）、市教育局）",
            vec!["市人社局 牵头", "市教育局 责任"],
        ),
        (
            "责任单位：市文化和旅游局和市体育局",
            vec!["市文化和旅游局 责任", "市体育局 责任"],
        ),
        (
            "（市教育局、市卫健委等部门参与）",
            vec!["市教育局 成员", "市卫健委 成员"],
        ),
    ] {
        let text = format!("一、重点任务\n（一）推进工作。开展有关工作。{note}\n");
        let wanted: Vec<String> = wanted.iter().map(|it| format!("一(一) {it}")).collect();
        assert_eq!(read(&text), wanted, "{note}");
    }
}

#[test]
fn what_only_looks_like_a_note_is_none() {
    for text in [
        "一、任务\n1.明确“谁审批谁负责”，落实责任。\n",
        "一、任务\n1.支持龙头企业牵头研发（企业自主负责）。\n",
        "一、任务\n1.上述措施责任单位另行制定细则。\n",
        "一、附则\n联系人：张三，联系电话：12345678。\n",
        "关于印发方案的通知（国办发〔2025〕37号）\n（2026—2027年）\n",
        "专班办公室（市科技局）发挥统筹作用，各区要落实。\n",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn rules_hold_from_where_they_stand() {
    let text = "一、任务\n1.甲。（责任单位：市工信局、市财政局）\n\
                2.乙。（责任单位：市科技局、市财政局。列第一位的为牵头单位，下同）\n\
                3.丙。（责任单位：市教育局，市财政局）\n\
                4.丁。（牵头单位：市商务局；责任单位：市财政局）\n";
    let leads: Vec<String> = read(text)
        .into_iter()
        .filter(|it| it.ends_with("牵头"))
        .collect();
    assert_eq!(
        leads,
        [
            "一2 市科技局 牵头",
            "一3 市教育局 牵头",
            "一4 市商务局 牵头"
        ]
    );
}

#[test]
fn labels_on_lines_of_their_own_and_articles_are_read() {
    let text = "第一章 总则\n第一条 目的。\n第二章 任务\n第二条 推进节能。到2026年能耗下降。\n\
                牵头单位：市工信局\n配合单位：市发改委、市生态环境局\n完成时限：2026年12月底前\n\
                第三条 加强宣传（市委宣传部牵头，团市委参与）。\n";
    let reading = understand(&document(text));
    assert_eq!(
        duties(&reading),
        [
            "第二章第二条 市工信局 牵头",
            "第二章第二条 市发改委 配合",
            "第二章第二条 市生态环境局 配合",
            "第二章第三条 市委宣传部 牵头",
            "第二章第三条 团市委 成员",
        ]
    );
    let dues: Vec<&str> = reading.tasks[0]
        .dues
        .iter()
        .map(|(words, _)| &**words)
        .collect();
    assert_eq!(dues, ["2026年12月底前", "到2026年"]);
}

#[test]
fn a_list_without_a_full_stop_ends_where_the_next_number_begins() {
    let read = read(
        "重点工作责任分解方案\n一、经济发展\n1、地区生产总值增长6%以上。\n牵头单位：市发改委\n\
         责任单位：市统计局、市商务局，各县（市、区）政府\n2、规模以上工业增加值增长8%。\n\
         牵头单位：市工信局\n责任单位：各县（市、区）政府，高新区管委会\n二、民生保障\n\
         3、城镇新增就业5万人。\n牵头单位：市人社局\n配合单位：市教育局、市残联\n\
         4、新建幼儿园20所（市教育局牵头，市住建局配合，12月底前完成）\n",
    );
    assert_eq!(
        read,
        [
            "一1 市发改委 牵头",
            "一1 市统计局 责任",
            "一1 市商务局 责任",
            "一1 各县（市、区）政府 责任",
            "一2 市工信局 牵头",
            "一2 各县（市、区）政府 责任",
            "一2 高新区管委会 责任",
            "二3 市人社局 牵头",
            "二3 市教育局 配合",
            "二3 市残联 配合",
            "二4 市教育局 牵头",
            "二4 市住建局 配合",
        ]
    );
}

#[test]
fn a_label_with_a_verb_says_what_one_with_a_colon_says() {
    let read = read(
        "第一条 降低企业成本。责任部门为市发展改革委，配合部门为市财政局、市税务局。\n\
         第二条 建立联动机制。牵头单位为市政府办公室，责任单位为市审计局。\n\
         第三条 明确职责。责任单位为各项工作的直接责任主体。\n",
    );
    assert_eq!(
        read,
        [
            "第一条 市发展改革委 责任",
            "第一条 市财政局 配合",
            "第一条 市税务局 配合",
            "第二条 市政府办公室 牵头",
            "第二条 市审计局 责任",
        ]
    );
}

#[test]
fn a_note_behind_steps_belongs_to_all_of_them() {
    let text = "一、任务\n1.强化监管。①开展检查；②完善制度。（市应急局负责）\n\
                2.加强保障。\n（1）资金保障。\n（2）用地保障。\n（责任单位：市财政局）\n";
    assert_eq!(read(text), ["一1 市应急局 责任", "一2 市财政局 责任"]);
}

#[test]
fn lists_under_bodies_are_their_tasks() {
    let text =
        "重点工作分工\n市发展改革委：\n1.编制规划。\n2.推进项目。\n市工信局：\n1.推动技改。\n";
    let bodies: Vec<String> = understand(&document(text))
        .tasks
        .iter()
        .map(|task| format!("{} {}", task.title, task.duties[0].written))
        .collect();
    assert_eq!(
        bodies,
        [
            "编制规划 市发展改革委",
            "推进项目 市发展改革委",
            "推动技改 市工信局"
        ]
    );
}

#[test]
fn lines_cut_by_pages_and_no_lines_at_all_read_the_same() {
    let whole = "一、重点任务（一）加强科技创新，推动成果转化和产业发展，支持企业牵头建设平台。\
                 （责任单位：市科技局、市教育局，各区人民政府）（二）优化营商环境，推进政务服务，\
                 提高办事效率和服务水平。（责任单位：市政务服务局、市市场监管局）";
    let chars: Vec<char> = whole.chars().collect();
    let lines: Vec<String> = chars.chunks(20).map(|line| line.iter().collect()).collect();
    let cut = lines.join("\n").replacen('\n', "\n— 3 —\n\n", 2);
    let wanted = [
        "一(一) 市科技局 责任",
        "一(一) 市教育局 责任",
        "一(一) 各区人民政府 责任",
        "一(二) 市政务服务局 责任",
        "一(二) 市市场监管局 责任",
    ];
    assert_eq!(read(whole), wanted);
    assert_eq!(read(&cut), wanted);
}

#[test]
fn tables_of_bars_are_read_by_their_heads() {
    let text = "| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 | 责任人 |\n\
                | --- | --- | --- | --- | --- | --- |\n\
                | 1 | 优化环境 | 市政务局 | 市数据局、市公安局 | 2025年底 | 甲某 |\n\
                | 2 | 简化流程 | 市住建局 | / | 持续推进 | 乙某 |\n";
    let reading = understand(&document(text));
    assert_eq!(
        duties(&reading),
        [
            "1 市政务局 牵头",
            "1 市数据局 配合",
            "1 市公安局 配合",
            "2 市住建局 牵头"
        ]
    );
    let first = &reading.tasks[0];
    assert_eq!(first.dues[0].0, "2025年底");
    assert_eq!(first.fields, [("责任人".to_owned(), "甲某".to_owned())]);
}

/// A table of cells: row, column, over how many rows and columns, text.
fn table(cells: &[(usize, usize, usize, usize, &str)]) -> Document {
    let mut document = Document::default();
    for (row, column, rows, columns, words) in cells.iter().copied() {
        let cell = Cell {
            table: 0,
            row,
            column,
            rows,
            columns,
        };
        document.push(words, BlockKind::Cell(cell), Place::default());
    }
    document
}

#[test]
fn tables_with_titles_merged_cells_and_chapters_are_read() {
    let document = table(&[
        (0, 0, 1, 5, "重点任务分解表"),
        (1, 0, 1, 1, "序号"),
        (1, 1, 1, 1, "重点任务"),
        (1, 2, 1, 1, "主要举措"),
        (1, 3, 1, 1, "责任单位（第一位为牵头单位）"),
        (1, 4, 1, 1, "完成时限"),
        (2, 0, 1, 5, "一、基础设施"),
        (3, 0, 2, 1, "1"),
        (3, 1, 2, 1, "算力建设"),
        (3, 2, 1, 1, "建设中心。"),
        (3, 3, 2, 1, "市发改委\n市经信局"),
        (3, 4, 2, 1, "2026年底"),
        (4, 2, 1, 1, "推进联网。"),
        (5, 0, 1, 1, "2"),
        (5, 1, 2, 1, "数据建设"),
        (5, 2, 1, 1, "汇聚数据。"),
        (5, 3, 1, 1, "市数据局牵头，市公安局参与"),
        (5, 4, 1, 1, "持续推进"),
        (6, 0, 1, 1, "3"),
        (6, 2, 1, 1, "开放数据。"),
        (6, 3, 1, 1, "/"),
        (6, 4, 1, 1, "2026年6月"),
    ]);
    let reading = understand(&document);
    assert_eq!(
        duties(&reading),
        [
            "1 市发改委 牵头",
            "1 市经信局 责任",
            "2 市数据局 牵头",
            "2 市公安局 成员",
        ]
    );
    let titles: Vec<&str> = reading.tasks.iter().map(|task| &*task.title).collect();
    assert_eq!(titles, ["算力建设", "汇聚数据", "开放数据"]);
    assert_eq!(reading.tasks[0].text, "算力建设\n建设中心。\n推进联网。");
    assert_eq!(reading.tasks[1].dues[0].0, "持续推进");
}

/// What is true of any reading.
fn holds(content: &str) {
    let document = document(content);
    let reading = understand(&document);
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let source = squeezed(&document.text);
    for task in &reading.tasks {
        for duty in &task.duties {
            assert!(
                source.contains(&squeezed(&duty.written)),
                "{}",
                duty.written
            );
            assert!(document.text[duty.at..].starts_with(|c| duty.written.starts_with::<char>(c)));
        }
        for line in task.text.lines() {
            assert!(source.contains(&squeezed(line)), "{line}");
        }
        for (words, _) in &task.dues {
            assert!(source.contains(&squeezed(words)), "{words}");
        }
    }
    let again = understand(&document);
    assert_eq!(duties(&reading), duties(&again));
    let readings = [("甲".to_owned(), &document, reading)];
    let dataset = draft(&readings, &Dataset::default(), true);
    let written = store::to_ron(&dataset).expect("it is written");
    let loaded = store::parse(written.as_bytes(), None).expect("it is read again");
    assert_eq!(loaded.dataset, dataset);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_invented_whatever_the_text(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("一、"), Just("（一）"), Just("1."), Just("①"), Just("第一条"), Just("\n"),
                Just("（"), Just("）"), Just("责任单位："), Just("牵头"), Just("负责"), Just("市财政局"),
                Just("、"), Just("，"), Just("。"), Just("各区、县政府"), Just("等部门"), Just("和"),
                Just("2025年底前"), Just("到2027年"), Just("推进建设"), Just("|"), Just("序号"),
                Just("列第一位的为牵头单位，下同"), Just("  "), Just("附件1\n"), Just("》"), Just("a"),
            ],
            0..60,
        )
    ) {
        holds(&parts.concat());
    }
}

#[test]
fn hostile_texts_come_to_an_end() {
    for text in [
        "（".repeat(300_000),
        "（（市局）".repeat(60_000),
        "（责任单位：市财政局、".repeat(20_000),
        "推进工作，".repeat(300_000),
        "（一）推进。\n1.a（市局负责）\n".repeat(6_000),
        "责任单位：".repeat(60_000),
        "一、".repeat(100_000),
        "2020年".repeat(80_000),
        "|a|责任单位|\n".repeat(10_000),
        format!("序号  任务  责任单位\n{}", "1  a  b\n".repeat(5_000)),
        format!("责任单位 |\n任务 |\n{}", "市局 |\n".repeat(20_000)),
    ] {
        let reading = understand(&document(&text));
        assert!(reading.tasks.len() <= text.len());
    }
}
