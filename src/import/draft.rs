//! A reading becomes a draft of the data: plans, chapters, tasks, and the bodies that they name.

use std::collections::HashMap;

use super::document::Document;
use super::known::{self, KnownBody};
use super::understand::{ReadGoal, ReadTarget, ReadTask, Reading};
use crate::model::{
    Agency, AgencyKind, Assignment, Basis, Dataset, Due, FORMAT, Fields, Members, Plan, Section,
    Succession, Target, Task, name_key,
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
        is_national: false,
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
        let issuer = reading.issuer.as_deref().unwrap_or_default();
        draft.is_national = issuer.starts_with("国务院");
        draft.plan(file, reading, with_text);
    }
    draft.reforms();
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
    /// Whether the State Council issued the document at hand.
    is_national: bool,
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

    /// The id of a body, which is added where nobody knows it. Names that everybody knows to mean
    /// one body (市经信局, 市经济和信息化局) are one; each stays as it is written.
    fn body(&mut self, written: &str) -> String {
        let key = name_key(written).into_owned();
        let known = known::find(written, self.is_national);
        let nth = match self.bodies.get(&key) {
            Some(nth) => *nth,
            None => known
                .as_ref()
                .and_then(|body| self.nth(body))
                .unwrap_or_else(|| {
                    let mut new = new_body(&self.dataset, written);
                    let names = known.iter().flat_map(|body| &body.names);
                    // A full name has a usual short one; a short name stays what it is.
                    new.short = names
                        .take(2)
                        .last()
                        .filter(|_| is_full(known.as_ref(), &key))
                        .cloned();
                    self.dataset.agencies.push(new);
                    self.dataset.agencies.len() - 1
                }),
        };
        self.bodies.insert(key, nth);
        for name in known.iter().flat_map(|body| &body.names) {
            self.bodies
                .entry(name_key(name).into_owned())
                .or_insert(nth);
        }
        let agency = &mut self.dataset.agencies[nth];
        let is_it = |name: &String| name_key(name) == name_key(written);
        let is_named = is_it(&agency.name) || agency.short.as_ref().is_some_and(is_it);
        if !is_named && !agency.aliases.iter().any(is_it) {
            agency.aliases.push(written.to_owned());
        }
        agency.id.clone()
    }

    /// The agency that a body is, by any of its names.
    fn nth(&self, body: &KnownBody) -> Option<usize> {
        let mut names = body.names.iter();
        names.find_map(|name| self.bodies.get(name_key(name).as_ref()).copied())
    }

    /// Adds who took over from the bodies of the documents, as far as everybody knows. What the data
    /// says itself stands.
    fn reforms(&mut self) {
        for nth in 0..self.dataset.agencies.len() {
            let mut from = self.dataset.agencies[nth].id.clone();
            let agency = &self.dataset.agencies[nth];
            let mut names = std::iter::once(&agency.name).chain(&agency.aliases);
            let mut body = names.find_map(|name| known::find(name, self.is_national));
            while let Some(of) = body.take() {
                if self.dataset.successions.iter().any(|it| it.from == from) {
                    break;
                }
                let heirs = known::heirs(&of);
                // Of several that may have taken over, the one that the documents name.
                let heir = match heirs.as_slice() {
                    [one] if one.is_certain => one,
                    several => {
                        let mut present = several.iter().filter(|it| self.nth(&it.body).is_some());
                        match (present.next(), present.next()) {
                            (Some(one), None) => one,
                            _ => break,
                        }
                    }
                };
                let to = match self.nth(&heir.body) {
                    Some(nth) => self.dataset.agencies[nth].id.clone(),
                    None => self.body(&heir.body.name),
                };
                self.dataset.successions.push(Succession {
                    from,
                    to: to.clone(),
                    how: heir.how,
                    date: heir.date,
                    basis: Basis::General(heir.basis.clone()),
                });
                (from, body) = (to, Some(heir.body.clone()));
            }
        }
    }
}

/// Whether a name is the full one of a body that everybody knows by another one, too.
fn is_full(known: Option<&KnownBody>, key: &str) -> bool {
    let full = known.filter(|body| body.names.len() > 1);
    full.is_some_and(|body| name_key(&body.name) == key)
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
    ]) || has(&["市委", "省委", "区委", "县委"])
        && !stem.starts_with('团')
        && !stem.starts_with("共青团")
    {
        AgencyKind::Party
    } else if stem.starts_with('团')
        || has(&[
            "共青团",
            "红十字会",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read;
    use crate::import::understand::understand;

    fn drafted(text: &str, known: &Dataset) -> Dataset {
        let document = read::read(text.as_bytes()).unwrap();
        let reading = understand(&document);
        draft(&[("方案".to_owned(), &document, reading)], known, false)
    }

    const CITY: &str = "示例市人民政府关于优化营商环境的实施方案\n一、主要任务\n\
        （一）放宽准入。简化登记。（牵头单位：市工商行政管理局；责任单位：市经信委、市经济和信息化委员会、市环保局）\n\
        （二）加强监管。随机抽查。（责任单位：市市场监管局、市工商局、市卫计委、市财政局）\n";

    fn names(data: &Dataset) -> Vec<(&str, Option<&str>, Vec<&str>)> {
        let agencies = data.agencies.iter();
        agencies
            .map(|it| {
                let aliases = it.aliases.iter().map(String::as_str).collect();
                (it.name.as_str(), it.short.as_deref(), aliases)
            })
            .collect()
    }

    fn steps(data: &Dataset) -> Vec<(&str, &str)> {
        let name = |id: &str| {
            let agency = data.agencies.iter().find(|it| it.id == id);
            agency.map_or("", |it| it.name.as_str())
        };
        let successions = data.successions.iter();
        successions
            .map(|it| (name(&it.from), name(&it.to)))
            .collect()
    }

    #[test]
    fn the_youth_league_and_the_red_cross_are_organisations_and_party_offices_are_not() {
        for (name, wanted) in [
            ("共青团市委", AgencyKind::Organisation),
            ("市红十字会", AgencyKind::Organisation),
            ("市委统战部", AgencyKind::Party),
            ("市财政局", AgencyKind::Department),
        ] {
            assert_eq!(kind(name), wanted, "{name}");
        }
    }

    #[test]
    fn names_of_one_body_are_one_and_stay_as_they_are_written() {
        let data = drafted(CITY, &Dataset::default());
        assert_eq!(
            names(&data),
            [
                ("市工商行政管理局", Some("市工商局"), vec![]),
                ("市经信委", None, vec!["市经济和信息化委员会"]),
                ("市环保局", None, vec![]),
                ("市市场监管局", None, vec![]),
                ("市卫计委", None, vec![]),
                ("市财政局", None, vec![]),
            ]
        );
        let written = data.plans[0].sections[0]
            .tasks
            .iter()
            .flat_map(|task| &task.assignments);
        let written: Vec<&str> = written.filter_map(|it| it.written.as_deref()).collect();
        assert_eq!(written[1..3], ["市经信委", "市经济和信息化委员会"]);
    }

    #[test]
    fn who_took_over_is_told_where_the_documents_name_them() {
        let data = drafted(CITY, &Dataset::default());
        // Into which body 市经信委 went, and whether there is one yet, nobody said.
        assert_eq!(steps(&data), [("市工商行政管理局", "市市场监管局")]);
        let Basis::General(basis) = &data.successions[0].basis else {
            panic!("general knowledge");
        };
        assert!(basis.contains("地方机构改革"));
        // The next document of the city names it.
        let later = "示例市人民政府关于推进制造业的实施方案\n一、主要任务\n\
            （一）技术改造。开展诊断。（责任单位：市经信局、市卫健委）\n";
        let both = drafted(later, &data);
        assert!(
            steps(&both).contains(&("市经信委", "市经信局")),
            "{:?}",
            steps(&both)
        );
        assert!(steps(&both).contains(&("市卫计委", "市卫健委")));
        let again = drafted(later, &data);
        assert_eq!(both, again, "the same input gives the same draft");
    }

    #[test]
    fn ministries_are_followed_to_those_of_today() {
        let text = "国务院办公厅关于加强监管的通知\n国办发〔2017〕1号\n一、重点任务\n\
            （一）规范市场。加强执法。（工商总局、发展改革委、保监会负责）\n";
        let data = drafted(text, &Dataset::default());
        assert_eq!(
            steps(&data),
            [
                ("工商总局", "国家市场监督管理总局"),
                ("保监会", "中国银行保险监督管理委员会"),
                ("中国银行保险监督管理委员会", "国家金融监督管理总局"),
            ]
        );
        let heir = data
            .agencies
            .iter()
            .find(|it| it.name == "国家金融监督管理总局");
        assert_eq!(heir.unwrap().short.as_deref(), Some("金融监管总局"));
        let errors = crate::model::check::check(&data);
        let is_bad =
            |it: &crate::model::check::Finding| it.severity != crate::diagnostic::Severity::Note;
        let bad: Vec<_> = errors.iter().filter(|it| is_bad(it)).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }
}
