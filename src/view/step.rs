//! The name of a step from one view to another: what 撤销 takes back.

use std::collections::HashSet;
use std::hash::Hash;

use super::compare::ChangeKind;
use super::own::OwnValue;
use super::{ColumnOrder, ColumnScope, DueFilter, SuccessionView, TaskGrouping, ViewSpec};
use crate::model::Role;
use crate::model::workspace::Workspace;
use crate::terms;

/// The longest name that a menu shows whole, in characters.
const SHORT: usize = 16;
/// The longest search text that a name quotes whole: a pasted page would fill the screen.
const QUOTED: usize = 40;

/// What a change of the view is called: `只看“双千”（草案）`, `去掉角色 牵头`, `搜索“sjxj”`; several
/// changes at once are all named. Empty where nothing changed.
#[must_use]
pub fn step_name(before: &ViewSpec, after: &ViewSpec, workspace: &Workspace) -> String {
    let mut phrases = filters(before, after, workspace);
    if phrases.len() > 1 {
        if !after.is_filtered() {
            phrases = vec![Phrase::said("清除筛选")];
        } else if phrases.iter().any(|phrase| !phrase.is_release) {
            // Who narrows the view to one thing need not hear what it was narrowed to before.
            phrases.retain(|phrase| !phrase.is_release);
        }
    }
    let mut words: Vec<String> = phrases.into_iter().map(|phrase| phrase.words).collect();
    words.extend(forms(before, after, workspace));
    words.join("，")
}

/// A name that fits into a menu: cut with … where it is longer than 16 characters.
#[must_use]
pub fn short_name(name: &str) -> String {
    cut(name, SHORT)
}

fn cut(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if short.len() < text.len() {
        short.pop();
        short.push('…');
    }
    short
}

/// What became of one condition of the filter.
struct Phrase {
    words: String,
    /// Whether the condition is gone.
    is_release: bool,
}

impl Phrase {
    fn said(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            is_release: false,
        }
    }

    fn released(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            is_release: true,
        }
    }
}

/// How a list of choices is spoken of.
struct Kind {
    /// Between the verb and the name; empty where the name alone is clear.
    before_name: &'static str,
    /// The condition as a whole.
    whole: &'static str,
    /// Behind a number.
    counted: &'static str,
}

/// What happened to the conditions of the filter, in the order of the side bar.
fn filters(before: &ViewSpec, after: &ViewSpec, workspace: &Workspace) -> Vec<Phrase> {
    // Without `..`: a new field has to be named here before this compiles.
    let ViewSpec {
        plans,
        sections,
        tasks,
        agencies,
        agency_match,
        roles,
        due,
        text,
        own,
        only_with_targets,
        direct_only,
        changes,
        // Named by `forms`.
        hide_empty_rows: _,
        hide_empty_columns: _,
        columns: _,
        row_order: _,
        grouping: _,
        column_order: _,
        succession: _,
        marks: _,
        mark_first: _,
        folded: _,
        unfolded: _,
        lanes: _,
        time_scale: _,
    } = after;
    let plan = Kind {
        before_name: "",
        whole: terms::PLAN,
        counted: "份方案",
    };
    let section = Kind {
        before_name: terms::SECTION,
        whole: terms::SECTION,
        counted: "个章节",
    };
    let task = Kind {
        before_name: terms::TASK,
        whole: terms::TASK,
        counted: "项任务",
    };
    let agency = Kind {
        before_name: "",
        whole: terms::AGENCY,
        counted: "个机构",
    };
    let deadline = Kind {
        before_name: terms::DUE,
        whole: terms::DUE,
        counted: "种时限",
    };
    let in_plan = |key: &String| match key.split_once('/') {
        Some((_, name)) => name.to_owned(),
        None => key.clone(),
    };
    let mut phrases = Vec::new();
    if before.text != *text {
        phrases.push(if text.is_empty() {
            Phrase::released("清除搜索")
        } else {
            Phrase::said(format!("搜索“{}”", cut(text.trim(), QUOTED)))
        });
    }
    phrases.extend(choice(&before.plans, plans, &plan, |id| {
        plan_label(workspace, id)
    }));
    phrases.extend(choice(&before.sections, sections, &section, in_plan));
    phrases.extend(choice(&before.tasks, tasks, &task, in_plan));
    phrases.extend(switched_roles(&before.roles, roles));
    phrases.extend(choice(&before.due, due, &deadline, |due| due.label()));
    let own_column = Kind {
        before_name: "",
        whole: terms::FIELDS,
        counted: "个值",
    };
    phrases.extend(choice(&before.own, own, &own_column, OwnValue::text));
    if before.direct_only != *direct_only {
        phrases.push(if *direct_only {
            Phrase::said(terms::DIRECT_ONLY)
        } else {
            Phrase::released("含经集合机构的任务")
        });
    }
    if before.only_with_targets != *only_with_targets {
        phrases.push(if *only_with_targets {
            Phrase::said("只看有目标的任务")
        } else {
            Phrase::released("也看没有目标的任务")
        });
    }
    phrases.extend(choice(&before.agencies, agencies, &agency, |id| {
        agency_label(workspace, id)
    }));
    if before.agency_match != *agency_match {
        let words = format!("机构条件改为{}", agency_match.label());
        phrases.push(Phrase::said(words));
    }
    phrases.extend(switched_changes(&before.changes, changes));
    phrases
}

/// What happened to the order and the form.
fn forms(before: &ViewSpec, after: &ViewSpec, workspace: &Workspace) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |changed: bool, text: String| {
        if changed {
            words.push(text);
        }
    };
    let switch = |on: bool, yes: &str, no: &str| if on { yes } else { no }.to_owned();
    // It is for the chosen agencies, and goes with the last of them.
    let went = after.agencies.is_empty() && !before.agencies.is_empty();
    say(
        before.columns != after.columns && !(went && after.columns == ColumnScope::Involved),
        match after.columns {
            ColumnScope::Involved => "列出所有参与机构".to_owned(),
            ColumnScope::Selected => "只列所选机构".to_owned(),
        },
    );
    say(
        before.hide_empty_rows != after.hide_empty_rows,
        switch(after.hide_empty_rows, "隐藏空行", "显示空行"),
    );
    say(
        before.hide_empty_columns != after.hide_empty_columns,
        switch(after.hide_empty_columns, "隐藏空列", "显示空列"),
    );
    say(
        before.row_order != after.row_order,
        format!("{}排序", after.row_order.label()),
    );
    say(
        before.grouping != after.grouping,
        match after.grouping {
            TaskGrouping::Flat => after.grouping.label().to_owned(),
            by => format!("{}分组", by.label()),
        },
    );
    say(
        before.column_order != after.column_order,
        match &after.column_order {
            ColumnOrder::ByHand(_) => "移动机构列".to_owned(),
            order => format!("机构{}排列", order.label()),
        },
    );
    say(
        before.succession != after.succession,
        match after.succession {
            SuccessionView::AsWritten => "机构按原文".to_owned(),
            SuccessionView::Current => "按现机构归并".to_owned(),
        },
    );
    say(
        before.marks != after.marks,
        format!("标记改为{}", after.marks.label()),
    );
    say(
        before.mark_first != after.mark_first,
        switch(after.mark_first, "标出首位责任单位", "不标首位责任单位"),
    );
    say(
        before.unfolded != after.unfolded,
        unfolds(&before.unfolded, &after.unfolded, workspace),
    );
    say(
        before.lanes != after.lanes,
        format!("时间轴按{}分组", after.lanes.label()),
    );
    say(
        before.time_scale != after.time_scale,
        format!("时间轴刻度 {}", after.time_scale.label()),
    );
    words.extend(folds(&before.folded, &after.folded, workspace));
    words
}

/// What happened to the columns of collectives' members.
fn unfolds(before: &[String], after: &[String], workspace: &Workspace) -> String {
    let (added, gone) = difference(before, after);
    let name = |id: &str| {
        workspace
            .agency_by_id(id)
            .map_or(id, |ix| workspace.agency(ix).label())
            .to_owned()
    };
    match (added.as_slice(), gone.as_slice()) {
        ([one], []) => joined("按成员列出", &name(one)),
        ([], [one]) => joined("按集合列出", &name(one)),
        ([], _) => format!("{}按集合列出", terms::COLLECTIVE),
        _ => format!("{}按成员列出", terms::COLLECTIVE),
    }
}

/// What happened to a list of choices; where it is empty, nothing is restricted.
fn choice<T: Eq + Hash>(
    before: &[T],
    after: &[T],
    kind: &Kind,
    name: impl Fn(&T) -> String,
) -> Option<Phrase> {
    if before == after {
        return None;
    }
    let verb = |verb: &str, one: &T| joined(&format!("{verb}{}", kind.before_name), &name(one));
    let (added, gone) = difference(before, after);
    if after.is_empty() {
        return Some(Phrase::released(match gone.as_slice() {
            [one] => verb("去掉", one),
            _ => format!("去掉{}{}", kind.whole, terms::FILTER),
        }));
    }
    let words = match (added.as_slice(), gone.as_slice()) {
        ([], []) => format!("调整所选{}的次序", kind.whole),
        ([one], []) if before.is_empty() => verb("只看", one),
        ([one], []) => verb("加上", one),
        ([], [one]) => verb("去掉", one),
        _ if before.is_empty() => format!("只看 {} {}", after.len(), kind.counted),
        _ => match after {
            [one] => verb("改看", one),
            _ => format!("改看 {} {}", after.len(), kind.counted),
        },
    };
    Some(Phrase::said(words))
}

/// What happened to the roles: none chosen is all.
fn switched_roles(before: &[Role], after: &[Role]) -> Option<Phrase> {
    if before == after {
        return None;
    }
    let all = Role::ALL.as_slice();
    let words = switched(before, after, all, terms::ROLE, Role::label);
    Some(match after {
        [] => Phrase::released(words.unwrap_or_else(|| "显示全部角色".to_owned())),
        _ => Phrase::said(words.unwrap_or_else(|| "列出全部角色".to_owned())),
    })
}

/// What happened to the kinds of changes: none chosen is all, and all tasks without one too.
fn switched_changes(before: &[ChangeKind], after: &[ChangeKind]) -> Option<Phrase> {
    if before == after {
        return None;
    }
    let all = ChangeKind::ALL.as_slice();
    let words = switched(before, after, all, "变化", ChangeKind::label);
    Some(match after {
        [] => Phrase::released("也看没有变化的任务"),
        _ => Phrase::said(words.unwrap_or_else(|| "只看有变化的任务".to_owned())),
    })
}

/// What happened to switches that are all on where none is listed; `None` where the same ones are
/// on as before, or now all.
fn switched<T: Copy + Eq + Hash>(
    before: &[T],
    after: &[T],
    all: &[T],
    what: &str,
    name: impl Fn(T) -> &'static str,
) -> Option<String> {
    let on = |list: &[T]| -> Vec<T> {
        let shown = |item: &&T| list.is_empty() || list.contains(item);
        all.iter().filter(shown).copied().collect()
    };
    let (before, after) = (on(before), on(after));
    let (added, gone) = difference(&before, &after);
    let words = match (added.as_slice(), gone.as_slice()) {
        ([], []) => return None,
        ([one], []) => format!("加上{what} {}", name(**one)),
        ([], [one]) => format!("去掉{what} {}", name(**one)),
        _ if after.len() == all.len() => return None,
        _ => {
            let names: Vec<&str> = after.iter().map(|&one| name(one)).collect();
            format!("只看{what} {}", names.join("、"))
        }
    };
    Some(words)
}

/// What was folded and unfolded.
fn folds(before: &[String], after: &[String], workspace: &Workspace) -> Option<String> {
    if before == after {
        return None;
    }
    let (folded, unfolded) = difference(before, after);
    let name = |key: &String| group_name(key, workspace);
    Some(match (folded.as_slice(), unfolded.as_slice()) {
        ([], []) => "调整折叠的次序".to_owned(),
        ([one], []) => joined("折叠", &name(one)),
        ([], [one]) => joined("展开", &name(one)),
        (many, []) => format!("折叠 {} 处", many.len()),
        ([], _) if after.is_empty() => "全部展开".to_owned(),
        ([], many) => format!("展开 {} 处", many.len()),
        (folded, unfolded) => format!("折叠 {} 处、展开 {} 处", folded.len(), unfolded.len()),
    })
}

/// What a folded group is called, from its key.
fn group_name(key: &str, workspace: &Workspace) -> String {
    let agencies = |ids: &str, none: &str| {
        let names: Vec<String> = ids
            .split(',')
            .filter(|id| !id.is_empty())
            .map(|id| agency_label(workspace, id))
            .collect();
        if names.is_empty() {
            none.to_owned()
        } else {
            names.join("、")
        }
    };
    match key.split_once(':') {
        Some(("lead", ids)) => agencies(ids, "未写明牵头机构"),
        Some(("agency", ids)) => agencies(ids, "未写明机构"),
        Some(("thread", "")) => "其他指标".to_owned(),
        Some(("thread", name)) => name.to_owned(),
        Some(("goals", _)) => terms::OVERALL_GOALS.to_owned(),
        Some(("due", due)) => match due.parse() {
            Ok(year) => DueFilter::Year(year).label(),
            Err(_) => [
                DueFilter::Within,
                DueFilter::Every,
                DueFilter::Ongoing,
                DueFilter::Unstated,
            ]
            .into_iter()
            .find(|kind| format!("{kind:?}") == due)
            .map_or_else(|| due.to_owned(), DueFilter::label),
        },
        Some(("role", key)) => {
            let role = Role::ALL.into_iter().find(|role| role.key() == key);
            role.map_or_else(|| key.to_owned(), |role| role.label().to_owned())
        }
        _ => match key.split_once('/') {
            Some((_, section)) => section.to_owned(),
            None => plan_label(workspace, key),
        },
    }
}

/// What is only in the second list, and what only in the first.
fn difference<'a, T: Eq + Hash>(before: &'a [T], after: &'a [T]) -> (Vec<&'a T>, Vec<&'a T>) {
    let old: HashSet<&T> = before.iter().collect();
    let new: HashSet<&T> = after.iter().collect();
    (
        after.iter().filter(|item| !old.contains(item)).collect(),
        before.iter().filter(|item| !new.contains(item)).collect(),
    )
}

/// A verb and a name; a space where they would not be told apart.
fn joined(verb: &str, name: &str) -> String {
    let verbs = ["只看", "改看", "加上", "去掉"];
    let is_latin = name.chars().next().is_some_and(|first| first.is_ascii());
    if verbs.contains(&verb) && !is_latin {
        format!("{verb}{name}")
    } else {
        format!("{verb} {name}")
    }
}

fn plan_label(workspace: &Workspace, id: &str) -> String {
    let mut plans = workspace.plans.iter().map(|entry| &entry.plan);
    let plan = plans.find(|plan| plan.id == id);
    plan.map_or(id, |plan| plan.label()).to_owned()
}

fn agency_label(workspace: &Workspace, id: &str) -> String {
    match workspace.agency_by_id(id) {
        Some(ix) => workspace.agency(ix).label().to_owned(),
        None => id.to_owned(),
    }
}

#[cfg(test)]
mod tests;
