//! The heads of tables: which columns hold tasks, bodies, times.

use super::flow::{Flow, begins, holds};
use super::names;
use super::rules::{self, Leads};
use super::table::{Field, Table};
use super::words::{self, Label};
use crate::model::Role;

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Column {
    /// A running number.
    Number,
    /// What is to be done.
    Text,
    /// Who answers.
    Bodies(Role),
    /// In which role the body of the row answers: such tables have a row for each duty.
    Role,
    /// By when.
    Time,
    /// Anything else, under its own name.
    Other(String),
}

/// The head of a table.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The texts over the columns.
    pub names: Vec<String>,
    /// The first row under it.
    pub below: usize,
    /// Who of a list is the lead, where the head says so.
    pub leads: Option<Leads>,
}

/// How many rows at the begin may be titles.
const TITLE_ROWS: usize = 8;

/// The head of a table.
pub(super) fn head(table: &Table, places: &[Option<usize>]) -> Option<Head> {
    for row in 0..table.height.min(TITLE_ROWS) {
        let line = |row: usize| -> Vec<Option<&Field>> {
            (0..table.width)
                .map(|column| places.get(row * table.width + column).copied().flatten())
                .map(|nth| nth.and_then(|nth| table.fields.get(nth)))
                .collect()
        };
        let top = line(row);
        let mut names: Vec<Flow> = top
            .iter()
            .map(|field| field.map(|field| field.flow.clone()).unwrap_or_default())
            .collect();
        let mut below = row + 1;
        // A head of two rows: what goes over several columns is told apart by the row below.
        let spans = top
            .iter()
            .flatten()
            .any(|field| field.columns > 1 && field.columns < table.width);
        let second = line(row + 1);
        let labels = second
            .iter()
            .flatten()
            .filter(|field| field.row == row + 1 && is_known(&field.flow.key))
            .count();
        if spans && labels > 0 && row + 1 < table.height {
            for (name, field) in names.iter_mut().zip(&second) {
                if let Some(field) = field
                    && field.row == row + 1
                    && !field.flow.key.is_empty()
                {
                    *name = field.flow.clone();
                }
            }
            below = row + 2;
        }
        for field in top.iter().flatten() {
            if field.columns < table.width {
                below = below.max(field.row + field.rows);
            }
        }
        if let Some(head) = columns(&names, below) {
            return Some(head);
        }
    }
    None
}

fn is_known(key: &[char]) -> bool {
    words::label(stem(key)).is_some() || is_text(stem(key))
}

/// The head without what stands in brackets behind it.
fn stem(key: &[char]) -> &[char] {
    let open = key.iter().position(|c| *c == '(');
    match open {
        Some(open) if open >= 2 => &key[..open],
        _ => key,
    }
}

fn is_text(key: &[char]) -> bool {
    let words = [
        "任务", "内容", "措施", "举措", "事项", "路径", "工作", "项目", "要求", "政策", "重点",
        "目标", "名称", "条款", "条目", "类别", "领域", "行动", "工程", "问题", "做法", "步骤",
        "方向", "指标", "清单", "成果", "标准", "环节", "专项", "主题", "板块", "分类",
    ];
    key.len() <= 14 && words.iter().any(|word| holds(key, word))
}

fn columns(names: &[Flow], below: usize) -> Option<Head> {
    let mut leads = None;
    let mut columns: Vec<Column> = Vec::new();
    for name in names {
        let key = &name.key[..];
        if key.len() > 60 {
            return None;
        }
        let short = stem(key);
        let column = match words::label(short) {
            Some(Label::Bodies(_)) if begins(short, "建议") => {
                Column::Other(name.text(name.all()))
            }
            Some(Label::Bodies(role)) => Column::Bodies(role),
            Some(Label::Time) => Column::Time,
            None if ["序号", "编号", "序", "号"]
                .iter()
                .any(|word| short.iter().copied().eq(word.chars())) =>
            {
                Column::Number
            }
            None if is_text(short) => Column::Text,
            None | Some(Label::Persons) => Column::Other(name.text(name.all())),
        };
        leads = leads.or(rules::find(key).map(|rule| rule.leads));
        columns.push(column);
    }
    bare_roles(names, &mut columns);
    row_for_each_duty(names, &mut columns);
    clauses(names, &mut columns);
    let bodies = columns
        .iter()
        .any(|column| matches!(column, Column::Bodies(_)));
    if !bodies {
        // 部门, 单位 alone over a column.
        let plain = ["单位", "部门", "责任", "牵头", "分工", "科室", "处室"];
        let found = names.iter().position(|name| {
            plain
                .iter()
                .any(|word| stem(&name.key).iter().copied().eq(word.chars()))
        });
        let role = |nth: usize| words::role_of(&names[nth].key).unwrap_or_default();
        let nth = found?;
        columns[nth] = Column::Bodies(role(nth));
    }
    let has_text = columns.contains(&Column::Text);
    if !has_text {
        return None;
    }
    Some(Head {
        names: names.iter().map(|name| name.text(name.all())).collect(),
        columns,
        below,
        leads,
    })
}

/// Columns called by their role alone: 牵头, 责任, 配合. One alone may be anything.
fn bare_roles(names: &[Flow], columns: &mut [Column]) {
    let words = [
        "牵头",
        "责任",
        "主办",
        "主责",
        "落实",
        "配合",
        "协办",
        "协同",
        "参与",
        "参加",
        "成员",
        "督办",
        "督导",
        "配合和其他",
    ];
    let is_bare = |name: &Flow| {
        let short = stem(&name.key);
        words
            .iter()
            .any(|word| short.iter().copied().eq(word.chars()))
    };
    if names.iter().filter(|name| is_bare(name)).count() < 2 {
        return;
    }
    for (name, column) in names.iter().zip(columns) {
        if is_bare(name)
            && let Some(role) = words::role_of(stem(&name.key))
        {
            *column = Column::Bodies(role);
        }
    }
}

/// A column of roles beside one of bodies.
fn row_for_each_duty(names: &[Flow], columns: &mut [Column]) {
    let find = |words: &[&str]| {
        names.iter().position(|name| {
            let short = stem(&name.key);
            words
                .iter()
                .any(|word| short.iter().copied().eq(word.chars()))
        })
    };
    let role = find(&["角色", "责任角色", "职责类型", "责任类型"]);
    let body = find(&["机构", "单位", "部门", "责任机构", "机构名称", "单位名称"]);
    if let (Some(role), Some(body)) = (role, body) {
        columns[role] = Column::Role;
        columns[body] = Column::Bodies(Role::Responsible);
    }
}

/// A column of clauses beside one of tasks holds their numbers.
fn clauses(names: &[Flow], columns: &mut [Column]) {
    let is = |name: &Flow, words: &[&str]| {
        let short = stem(&name.key);
        words
            .iter()
            .any(|word| short.iter().copied().eq(word.chars()))
    };
    let texts = columns.iter().filter(|column| **column == Column::Text);
    if texts.count() < 2 || columns.contains(&Column::Number) {
        return;
    }
    for (name, column) in names.iter().zip(columns) {
        if *column == Column::Text && is(name, &["条款", "条目", "条款号"]) {
            *column = Column::Number;
        }
    }
}

/// Whether rows without a head look like those under the head: names under names.
pub(super) fn goes_on(head: &Head, table: &Table, places: &[Option<usize>]) -> bool {
    let (mut all, mut good) = (0, 0);
    for row in 0..table.height.min(6) {
        for (column, kind) in head.columns.iter().enumerate() {
            let Column::Bodies(_) = kind else { continue };
            let nth = places.get(row * table.width + column).copied().flatten();
            let Some(field) = nth.and_then(|nth| table.fields.get(nth)) else {
                continue;
            };
            if field.flow.key.is_empty() {
                continue;
            }
            all += 1;
            let list = names::split(&field.flow, field.flow.all());
            let sure = list
                .names
                .iter()
                .all(|(name, _)| names::is_body(&field.flow.key[name.clone()]));
            good += usize::from(sure);
        }
    }
    all > 0 && good * 2 >= all
}
