//! A comparison as a file.

use calamine::{Reader, Xlsx};
use zeren::export::{self, CHANGE_HEADERS, Format, Silent, Subject};
use zeren::model::Due;
use zeren::view::compare::{ChangeKind, Comparison, change_rows};
use zeren::view::{Sheet, ViewSpec};

use crate::common::{self, today};
use crate::{built_in, compare, edit};

/// A comparison with a change of nearly every kind.
fn changed() -> Comparison {
    let old = built_in();
    let mut new = old.clone();
    edit(&mut new, "二(一)2", |task| {
        "着力提升企业创新能力".clone_into(&mut task.title);
        task.assignments.pop();
    });
    edit(&mut new, "二(二)1", |task| {
        task.targets[0].due = Due::Ongoing;
        task.targets.pop();
    });
    compare(&old, &new)
}

fn written(sheet: &Sheet, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    export::write(Subject::Changes(sheet), format, &mut bytes, &Silent).expect("a file");
    bytes
}

#[test]
fn the_exported_comparison_is_the_list_of_changes() {
    let comparison = changed();
    for kinds in [vec![], vec![ChangeKind::Bodies], vec![ChangeKind::Added]] {
        let spec = ViewSpec {
            changes: kinds.clone(),
            ..ViewSpec::default()
        };
        let sheet = Sheet::new(&comparison.data, &spec, today());
        let rows: Vec<Vec<String>> = change_rows(&sheet)
            .into_iter()
            .map(|row| {
                let change = row.change;
                [
                    change.kind.label(),
                    row.plan,
                    &row.path,
                    &row.clause,
                    row.title,
                    &change.item,
                    &change.before,
                    &change.after,
                ]
                .map(str::to_owned)
                .to_vec()
            })
            .collect();
        assert_eq!(rows.is_empty(), kinds == [ChangeKind::Added]);
        let headers = CHANGE_HEADERS.map(str::to_owned).to_vec();

        let bytes = written(&sheet, Format::Csv);
        let text = bytes.strip_prefix("\u{FEFF}".as_bytes()).expect("a mark");
        let table: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text)
            .records()
            .map(|record| {
                let record = record.expect("a record");
                let cells = record.iter().map(common::unguarded);
                cells.map(str::to_owned).collect()
            })
            .collect();
        assert_eq!(table[0], headers);
        assert_eq!(table[1..], rows);

        let bytes = written(&sheet, Format::Xlsx);
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        assert_eq!(book.sheet_names(), ["对比表", "说明"]);
        let page = book.worksheet_range("对比表").expect("a worksheet");
        let table: Vec<Vec<String>> = page
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        assert_eq!(table[0][0], "对比表　旧 → 新");
        assert!(table[1][0].contains("调整 2 项"), "{}", table[1][0]);
        assert_eq!(table[2], headers);
        if rows.is_empty() {
            assert_eq!(table[3][0], "没有内容符合筛选");
        } else {
            assert_eq!(table[3..], rows);
        }
        let about = book.worksheet_range("说明").expect("a worksheet");
        let words: Vec<String> = about.rows().map(|row| row[1].to_string()).collect();
        assert!(words.contains(&"旧 → 新".to_owned()), "{words:?}");
    }
}

#[test]
fn a_comparison_comes_as_a_table_only() {
    let sheet = Sheet::new(&changed().data, &ViewSpec::default(), today());
    for format in Format::ALL {
        let mut bytes = Vec::new();
        let written = export::write(Subject::Changes(&sheet), format, &mut bytes, &Silent);
        let is_table = matches!(format, Format::Csv | Format::Xlsx);
        assert_eq!(written.is_ok(), is_table, "{format:?}");
    }
}
