//! A reading becomes a draft of the data: plans, chapters, tasks, and the bodies that they name.

use std::collections::HashMap;

use super::document::Document;
use super::understand::{ReadGoal, ReadTarget, ReadTask, Reading};
use crate::model::{
    Agency, AgencyKind, Assignment, Dataset, Due, FORMAT, Fields, Members, Plan, Section, Target,
    Task, name_key,
};

/// The chapters inside of each other that a draft keeps.
const MOST_CHAPTERS: usize = 8;

/// Makes a data file of readings, each with the name of its file. Bodies that `known` has keep
/// their ids and names.
#[must_use]
pub fn draft(
    readings: &[(String, &Document, Reading)],
    known: &Dataset,
    with_text: bool,
) -> Dataset {
    let mut draft = Draft {
        dataset: Dataset {
            format: FORMAT,
            ..known.clone()
        },
        bodies: HashMap::new(),
    };
    for (nth, agency) in known.agencies.iter().enumerate() {
        let names = [Some(&agency.name), agency.short.as_ref()];
        for name in names.into_iter().flatten().chain(&agency.aliases) {
            draft
                .bodies
                .entry(name_key(name).into_owned())
                .or_insert(nth);
        }
    }
    for (file, _, reading) in readings {
        draft.plan(file, reading, with_text);
    }
    if draft.dataset.title.is_empty() {
        draft.dataset.title = match draft.dataset.plans.as_slice() {
            [plan] => plan.title.clone(),
            plans => format!("{} 份文件的职责分工", plans.len()),
        };
    }
    draft.dataset
}

struct Draft {
    dataset: Dataset,
    /// The agencies by the keys of all their names.
    bodies: HashMap<String, usize>,
}

impl Draft {
    fn plan(&mut self, file: &str, reading: &Reading, with_text: bool) {
        let title = reading.title.clone().unwrap_or_else(|| file.to_owned());
        let mut plan = Plan {
            id: self.free_plan_id(),
            title,
            number: reading.number.clone(),
            issuer: reading.issuer.clone(),
            issued: reading.issued,
            status: reading.status,
            period: reading.period,
            based_on: reading.based_on.clone(),
            note: Some(format!("从文件“{file}”读取的草稿，应与原文核对。")),
            ..Plan::default()
        };
        let mut goals = reading.goals.iter().peekable();
        for (nth, read) in reading.tasks.iter().enumerate() {
            while let Some(goal) = goals.next_if(|goal| goal.at < read.at) {
                set_goals(&mut plan, goal);
            }
            let task = self.task(read, with_text);
            let mut chapters = read.chapters.clone();
            // A task whose steps are tasks, too, stands at the head of its own chapter.
            let next = reading.tasks.get(nth + 1);
            let inside = next.and_then(|next| next.chapters.get(chapters.len()));
            chapters.extend(inside.filter(|(number, _)| *number == read.clause).cloned());
            chapters.truncate(MOST_CHAPTERS);
            section(&mut plan.sections, &chapters).tasks.push(task);
        }
        for goal in goals {
            set_goals(&mut plan, goal);
        }
        self.dataset.plans.push(plan);
    }

    fn free_plan_id(&self) -> String {
        let mut number = self.dataset.plans.len() + 1;
        loop {
            let id = format!("plan-{number}");
            if self.dataset.plans.iter().all(|plan| plan.id != id) {
                return id;
            }
            number += 1;
        }
    }

    fn task(&mut self, read: &ReadTask, with_text: bool) -> Task {
        let mut dues: Vec<Due> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for (wording, due) in &read.dues {
            if let Some(known) = dues.iter().position(|known| known == due) {
                // The same day in two wordings.
                if !words[known].contains(wording.as_str()) {
                    dues.push(Due::When(wording.clone()));
                    words.push(wording.clone());
                }
                continue;
            }
            dues.push(due.clone());
            words.push(wording.clone());
        }
        let exact = dues
            .iter()
            .zip(&words)
            .all(|(due, words)| due.text() == *words);
        let mut dues = dues.into_iter();
        let assignments = read.duties.iter().map(|duty| Assignment {
            agency: self.body(duty.meant()),
            role: duty.role,
            written: Some(duty.written.clone()),
            note: duty
                .means
                .as_ref()
                .filter(|means| **means != duty.written)
                .map(|means| format!("原文写作“{}”，读作{means}。", duty.written)),
            ..Assignment::default()
        });
        Task {
            clause: read.clause.clone(),
            part: read.part,
            title: read.title.clone(),
            assignments: assignments.collect(),
            due: dues.next().unwrap_or_default(),
            also_due: dues.collect(),
            due_words: if exact { Vec::new() } else { words },
            targets: read.targets.iter().map(target).collect(),
            fields: read.fields.iter().cloned().collect::<Fields>(),
            text: (with_text && !read.text.is_empty()).then(|| read.text.clone()),
            place: (!read.place.is_empty()).then(|| read.place.clone()),
            note: (!read.notes.is_empty()).then(|| read.notes.concat()),
            ..Task::default()
        }
    }

    /// The id of a body, which is added where nobody knows it.
    fn body(&mut self, written: &str) -> String {
        let key = name_key(written).into_owned();
        if let Some(nth) = self.bodies.get(&key) {
            return self.dataset.agencies[*nth].id.clone();
        }
        let new = new_body(&self.dataset, written);
        let id = new.id.clone();
        self.bodies.insert(key, self.dataset.agencies.len());
        self.dataset.agencies.push(new);
        id
    }
}

/// A target with the clause that says it.
fn target(read: &ReadTarget) -> Target {
    Target {
        note: Some(format!("原文“{}”。", read.written)),
        ..read.target.clone()
    }
}

/// A body that the data does not know yet, under an id that is free there.
pub(crate) fn new_body(data: &Dataset, name: &str) -> Agency {
    let is_free = |id: &String| data.agencies.iter().all(|agency| agency.id != *id);
    let ids = (data.agencies.len() + 1..).map(|number| format!("body-{number}"));
    let kind = kind(name);
    Agency {
        id: ids.into_iter().find(is_free).unwrap_or_default(),
        name: name.to_owned(),
        kind,
        members: (kind == AgencyKind::Collective).then_some(Members::Open),
        ..Agency::default()
    }
}

/// Puts the goals of a chapter where it stands.
fn set_goals(plan: &mut Plan, goal: &ReadGoal) {
    let chapters = &goal.chapters[..goal.chapters.len().min(MOST_CHAPTERS)];
    let targets = goal.targets.iter().map(target);
    let section = section(&mut plan.sections, chapters);
    section.targets.extend(targets);
}

/// The section with these chapters around it, which are made where they are missing.
fn section<'a>(sections: &'a mut Vec<Section>, chapters: &[(String, String)]) -> &'a mut Section {
    let none = (String::new(), String::new());
    let (number, title) = chapters.first().unwrap_or(&none);
    let is_last = sections
        .last()
        .is_some_and(|last| last.number == *number && last.title == *title);
    if !is_last {
        sections.push(Section {
            number: number.clone(),
            title: title.clone(),
            ..Section::default()
        });
    }
    let nth = sections.len() - 1;
    let section_here = &mut sections[nth];
    if chapters.len() <= 1 {
        if section_here.sections.is_empty() {
            return section_here;
        }
        // Behind a chapter inside; the order of the document is kept.
        return section(&mut section_here.sections, &[]);
    }
    section(&mut section_here.sections, &chapters[1..])
}

/// The kind of a body, as far as its name says so.
fn kind(name: &str) -> AgencyKind {
    let stem = name.split(['（', '(', '〔']).next().unwrap_or(name);
    let has = |words: &[&str]| words.iter().any(|word| stem.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| stem.ends_with(word));
    if stem.starts_with("各") || has(&["有关", "相关", "各级", "各区", "各县", "各市"])
    {
        AgencyKind::Collective
    } else if has(&["领导小组", "专班", "指挥部", "委员会办公室", "联席会议"]) {
        AgencyKind::LeadingGroup
    } else if has(&["公司", "集团", "移动", "联通", "电信", "铁塔", "电网"])
        || ends(&["银行", "资本"])
    {
        AgencyKind::Enterprise
    } else if has(&[
        "党委",
        "组织部",
        "宣传部",
        "统战部",
        "政法委",
        "纪委",
        "网信办",
        "编办",
        "党校",
    ]) || has(&["市委", "省委", "区委", "县委"]) && !stem.starts_with('团')
    {
        AgencyKind::Party
    } else if stem.starts_with('团')
        || has(&[
            "工会",
            "妇联",
            "残联",
            "工商联",
            "协会",
            "学会",
            "商会",
            "科协",
            "文联",
            "联合会",
        ])
    {
        AgencyKind::Organisation
    } else if ends(&[
        "区政府",
        "县政府",
        "区人民政府",
        "县人民政府",
        "开发区",
        "高新区",
        "管委会",
        "街道",
        "镇",
        "乡",
    ]) {
        AgencyKind::District
    } else if has(&[
        "税务局",
        "海关",
        "人行",
        "人民银行",
        "监管局",
        "证监局",
        "调查总队",
        "海事局",
    ]) && !has(&["市场监管局", "药品监管局", "药监局"])
    {
        AgencyKind::Central
    } else {
        AgencyKind::Department
    }
}
