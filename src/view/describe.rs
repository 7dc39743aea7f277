//! A view in words: what is filtered, how many are shown, where it comes from.

use super::compare::ChangeKind;
use super::own::{OwnValue, head as own_head};
use super::search::{Field, TermHits};
use super::spec::{AgencyMatch, ChipKind, ColumnScope, DueFilter, SuccessionView};
use super::{RowKind, Sheet};
use crate::model::workspace::{PlanEntry, PlanIx, Workspace};
use crate::model::{Date, PlanSource, PlanStatus, Role, Superior};
use crate::terms;

/// One condition of a view, as the line above the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Which condition.
    pub kind: ChipKind,
    /// The condition in a few words: `时限 2023年`.
    pub text: String,
}

impl Sheet {
    /// The conditions of the view, each in a few words.
    #[must_use]
    pub(crate) fn chips(&self) -> Vec<Chip> {
        let spec = &self.spec;
        let workspace = self.workspace();
        let mut chips = Vec::new();
        let mut push = |kind, text| chips.push(Chip { kind, text });
        if let Some(hits) = &self.hits {
            let words: Vec<String> = hits
                .terms
                .iter()
                .enumerate()
                .map(|(nth, term)| {
                    let found = match (self.matched_words(term), self.goals_of_term(nth)) {
                        (words, 0) => words,
                        // Goals that no task has are not rows of a matrix, but they are hits.
                        (words, goals) => {
                            let nothing = term.finds_nothing();
                            let before = if nothing {
                                String::new()
                            } else {
                                format!("{words}、")
                            };
                            format!("{before}{} {goals}", terms::OVERALL_GOALS)
                        }
                    };
                    format!("{} → {found}", term.text)
                })
                .collect();
            push(ChipKind::Text, words.join("，"));
        }
        if !spec.plans.is_empty() {
            let names: Vec<&str> = workspace
                .plans
                .iter()
                .filter(|entry| spec.plans.contains(&entry.plan.id))
                .map(|entry| entry.plan.label())
                .collect();
            push(ChipKind::Plans, one_or_count(&names, "份方案"));
        }
        if !spec.sections.is_empty() {
            let names: Vec<String> = workspace
                .sections
                .iter()
                .enumerate()
                .filter(|(ix, _)| {
                    let key = workspace.section_key(crate::model::workspace::SectionIx::new(*ix));
                    spec.sections.contains(&key)
                })
                .map(|(_, section)| format!("{} {}", section.number, section.title))
                .collect();
            let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
            push(ChipKind::Sections, one_or_count(&names, "个章节"));
        }
        if !spec.tasks.is_empty() {
            let found = workspace.tasks_by_keys(&spec.tasks).into_iter().flatten();
            let names: Vec<String> = found
                .map(|ix| {
                    let task = &workspace.task(ix).task;
                    format!("{} {}", task.key(), task.title)
                })
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            push(ChipKind::Tasks, one_or_count(&names, "项任务"));
        }
        if !spec.agencies.is_empty() {
            let names: Vec<&str> = spec
                .agencies
                .iter()
                .filter_map(|id| workspace.agency_by_id(id))
                .map(|ix| workspace.agency(ix).label())
                .collect();
            let joined = match (names.len(), spec.agency_match) {
                (0..=1, _) => one_or_count(&names, "个机构"),
                (2..=3, AgencyMatch::Any) => names.join(" 或 "),
                (2..=3, AgencyMatch::All) => names.join(" 和 "),
                (count, how) => format!("{count} 个机构（{}）", how.label()),
            };
            let only = match spec.columns {
                ColumnScope::Involved => "",
                ColumnScope::Selected => "，只列所选",
            };
            push(ChipKind::Agencies, format!("{joined}{only}"));
        }
        if !spec.roles.is_empty() {
            let names: Vec<&str> = Role::ALL
                .into_iter()
                .filter(|role| spec.roles.contains(role))
                .map(Role::label)
                .collect();
            push(
                ChipKind::Roles,
                format!("{} {}", terms::ROLE, names.join("、")),
            );
        }
        if !spec.due.is_empty() {
            let mut due = spec.due.clone();
            due.sort_unstable();
            let names: Vec<String> = due.into_iter().map(DueFilter::label).collect();
            push(
                ChipKind::Due,
                format!("{} {}", terms::DUE, names.join("、")),
            );
        }
        if !spec.own.is_empty() {
            let mut own: Vec<&OwnValue> = spec.own.iter().collect();
            own.sort_unstable();
            let columns = own.chunk_by(|one, other| one.is_beside(other));
            let words: Vec<String> = columns
                .map(|column| {
                    let values: Vec<&str> = column.iter().map(|own| own.value.as_str()).collect();
                    let head = own_head(column[0].of, &column[0].column);
                    format!("{head} {}", values.join("、"))
                })
                .collect();
            push(ChipKind::Own, words.join("；"));
        }
        if spec.direct_only {
            push(ChipKind::Direct, terms::DIRECT_ONLY.to_owned());
        }
        if spec.only_with_targets {
            push(ChipKind::Targets, "有目标的任务".to_owned());
        }
        if self.data.changes().is_some() && !spec.changes.is_empty() {
            let names: Vec<&str> = ChangeKind::ALL
                .into_iter()
                .filter(|kind| spec.changes.contains(kind))
                .map(ChangeKind::label)
                .collect();
            let words = if names.len() == ChangeKind::ALL.len() {
                "有变化的任务".to_owned()
            } else {
                format!("变化 {}", names.join("、"))
            };
            push(ChipKind::Changes, words);
        }
        chips
    }

    /// What a search term matched: `机构 市经信局`, `任务 5、摘要 8`, or that it matched nothing.
    pub(super) fn matched_words(&self, term: &TermHits) -> String {
        let workspace = self.workspace();
        let names: Vec<&str> = term
            .agencies
            .iter()
            .map(|&ix| workspace.agency(ix).label())
            .collect();
        let agencies = match names.as_slice() {
            [] => None,
            [one] => Some(format!("{} {one}", terms::AGENCY)),
            [one, two] => Some(format!("{} {one}、{two}", terms::AGENCY)),
            [one, rest @ ..] => Some(format!("{} {one}等 {} 个", terms::AGENCY, rest.len() + 1)),
        };
        // A body says it all; without one the fields say where to look.
        if let Some(agencies) = agencies {
            return agencies;
        }
        let fields: Vec<String> = Field::ALL
            .into_iter()
            .filter_map(|field| {
                let count = term.tasks.iter().filter(|set| set.contains(field)).count();
                (count > 0).then(|| format!("{} {count}", field.label()))
            })
            .collect();
        if fields.is_empty() {
            "没有匹配".to_owned()
        } else {
            fields.join("、")
        }
    }

    /// What was searched, as a reader who did not type it understands it: the bodies that were
    /// meant, or the words that were looked for.
    fn search_text(&self) -> Option<String> {
        let workspace = self.workspace();
        let terms = self
            .hits
            .as_ref()?
            .terms
            .iter()
            .map(|term| match term.agencies.as_slice() {
                [] => format!("含“{}”", term.text),
                [one] => format!("{} {}", terms::AGENCY, workspace.agency(*one).label()),
                _ => self.matched_words(term),
            });
        Some(terms.collect::<Vec<_>>().join("，"))
    }

    /// What was searched, for a sentence: the one body that was meant, or else the words. `None`
    /// where nothing was.
    pub(super) fn search_words(&self) -> Option<Result<&str, String>> {
        let terms = &self.hits.as_ref()?.terms;
        if let [term] = terms.as_slice()
            && let [one] = term.agencies.as_slice()
        {
            return Some(Ok(self.workspace().agency(*one).label()));
        }
        self.search_text().map(Err)
    }

    /// The view in one sentence: 全部任务, or its conditions.
    #[must_use]
    pub fn filter_text(&self) -> String {
        let mut chips = self.chips();
        for chip in &mut chips {
            if chip.kind == ChipKind::Text
                && let Some(text) = self.search_text()
            {
                chip.text = text;
            }
        }
        let mut text = if chips.is_empty() {
            "全部任务".to_owned()
        } else {
            let words: Vec<String> = chips.into_iter().map(|chip| chip.text).collect();
            words.join("；")
        };
        if self.spec.succession == SuccessionView::Current {
            text.push_str("；按现机构归并");
        }
        if let Some(changes) = self.data.changes() {
            text.push_str(&format!("；对比 {}", changes.title()));
        }
        text
    }

    /// How much is shown of how much: `20 / 88 项任务 · 22 / 76 个机构 · 100 处分工，其中牵头 19 处`.
    #[must_use]
    pub fn counts_text(&self) -> String {
        format!(
            "{} / {} 项任务 · {} / {} 个机构 · {}",
            self.shown.tasks,
            self.all.tasks,
            self.shown.agencies,
            self.all.agencies,
            self.assignments_text()
        )
    }

    /// How many assignments are shown: `100 处分工，其中牵头 19 处`.
    #[must_use]
    pub(crate) fn assignments_text(&self) -> String {
        let mut text = if self.shown.leads > 0 {
            format!(
                "{} 处分工，其中牵头 {} 处",
                self.shown.assignments, self.shown.leads
            )
        } else {
            format!("{} 处分工", self.shown.assignments)
        };
        if self.shown.through > 0 {
            text.push_str(&format!("；另{} {} 处", terms::THROUGH, self.shown.through));
        }
        text
    }

    /// The legend: `● 牵头　○ 责任`, for the roles that are shown.
    #[must_use]
    pub fn legend_text(&self) -> String {
        let mut words: Vec<String> = self
            .roles()
            .into_iter()
            .map(|role| format!("{} {}", self.spec.marks.text(role), role.label()))
            .collect();
        words.extend(self.own_legend());
        if self.spec.mark_first {
            words.push(terms::FIRST_LISTED.to_owned());
        }
        words.extend(self.through_legend());
        words.join("　")
    }

    /// What 经 before a mark means; `None` where no mark has it.
    #[must_use]
    pub(crate) fn through_legend(&self) -> Option<String> {
        let words = format!("{} {}", terms::THROUGH_MARK, terms::THROUGH_LEGEND);
        (self.shown.through > 0).then_some(words)
    }

    /// A title for an export: the plan's title where only one is shown, else the data's.
    #[must_use]
    pub fn title(&self) -> String {
        let mut plans = self.plans();
        match (plans.next(), plans.next()) {
            (Some(one), None) => self.workspace().plan(one).plan.title.clone(),
            _ => self.workspace().title.clone(),
        }
    }

    /// A short title for a file name.
    #[must_use]
    pub(crate) fn short_title(&self) -> String {
        short_title(self.workspace(), self.plans())
    }

    /// Where the shown plans come from, a line each.
    #[must_use]
    pub fn citations(&self) -> Vec<String> {
        let mut seen = Vec::new();
        for row in &self.rows {
            if let RowKind::Plan(ix) = row.kind {
                seen.push(ix);
            }
        }
        seen.sort_unstable();
        seen.into_iter()
            .map(|ix| full_citation(self.workspace().plan(ix)))
            .collect()
    }
}

/// A short title for a file name, of the plans that are shown.
pub(crate) fn short_title(
    workspace: &Workspace,
    plans: impl IntoIterator<Item = PlanIx>,
) -> String {
    let mut plans = plans.into_iter();
    match (plans.next(), plans.next()) {
        (Some(one), None) => workspace.plan(one).plan.label().to_owned(),
        _ => workspace.title.clone(),
    }
}

/// Where a plan comes from: title, number, issuer, date, and whether it is a draft.
#[must_use]
pub fn citation(entry: &PlanEntry) -> String {
    let plan = &entry.plan;
    let mut text = format!("《{}》", plan.title);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(plan.number.clone());
    facts.extend(plan.issuer.clone());
    facts.extend(plan.issued.map(Date::text));
    if plan.status != PlanStatus::InForce {
        facts.push(plan.status.label().to_owned());
    }
    if !facts.is_empty() {
        text.push('（');
        text.push_str(&facts.join("，"));
        text.push('）');
    }
    text
}

/// The same with the documents that the plan carries out, and where its text was taken from:
/// `…；上位文件 《…》（国办发〔2016〕44号）；文本出处 武汉市人民政府网`.
#[must_use]
pub(crate) fn full_citation(entry: &PlanEntry) -> String {
    let plan = &entry.plan;
    let mut text = citation(entry);
    if !plan.based_on.is_empty() {
        let documents: Vec<String> = plan.based_on.iter().map(Superior::text).collect();
        text.push_str(&format!("；{} {}", terms::BASED_ON, documents.join("、")));
    }
    let source = plan.source.as_ref().map(PlanSource::text);
    if let Some(source) = source.filter(|source| !source.is_empty()) {
        text.push_str(&format!("；{} {source}", terms::PROVENANCE));
    }
    text
}

fn one_or_count(names: &[&str], unit: &str) -> String {
    match names {
        [one] => (*one).to_owned(),
        _ => format!("{} {unit}", names.len()),
    }
}
