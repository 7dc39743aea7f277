//! Characters that no typeface holds, named with their places before a file is handed out.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::pages::pages;
use super::{Format, Options, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::workspace::{AgencyIx, PlanIx, SectionIx, TaskIx, TextOwner, Workspace};
use crate::page::{self, Item};
use crate::terms;
use crate::view::forms::FormKind;

/// How many characters a message names.
const MOST_NAMED: usize = 6;

/// A character that no typeface of this computer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The character.
    pub character: char,
    /// Where it stands first: `任务 三(一)的标题`.
    pub place: String,
    /// In how many further fields it stands.
    pub more: usize,
}

/// The characters of an export that neither the embedded type nor a font of this computer holds.
/// In pages, pictures and slides they are boxes; a text format keeps them, and whoever opens it
/// needs a font that has them.
#[must_use]
pub fn lacking(subject: Subject<'_>, format: Format, options: Options) -> Vec<Lack> {
    let mut found = places(subject);
    // What is looked through is more than a page may show.
    if !found.is_empty() && format.has_pages() {
        let shown = on_pages(subject, options);
        found.retain(|c, _| shown.contains(c));
    }
    let found = found.into_iter();
    found
        .map(|(character, (place, more))| Lack {
            character,
            place,
            more,
        })
        .collect()
}

/// What there is to say of such characters; `None` where there are none.
#[must_use]
pub fn lacking_words(lacks: &[Lack], format: Format) -> Option<Diagnostic> {
    if lacks.is_empty() {
        return None;
    }
    let named: Vec<String> = lacks
        .iter()
        .take(MOST_NAMED)
        .map(|lack| {
            let more = match lack.more {
                0 => String::new(),
                more => format!("等 {} 处", more + 1),
            };
            let code = u32::from(lack.character);
            format!("{}（U+{code:04X}，{}{more}）", lack.character, lack.place)
        })
        .collect();
    let named = named.join("、");
    let all = lacks.len();
    let rest = if all > MOST_NAMED { " 等" } else { "" };
    let (words, hint) = if format.has_pages() {
        (
            format!("有 {all} 个字没有可用的字体，在文件中显示为方框：{named}{rest}"),
            "安装含有这些字的字体后重新打开程序，再导出",
        )
    } else {
        (
            format!(
                "有 {all} 个字这台电脑没有可用的字体，文件里的字不缺，但要装有字体的电脑才能显示：{named}{rest}"
            ),
            "交给别人前，请确认对方的电脑能显示这些字",
        )
    };
    Some(Diagnostic::new(Severity::Warning, words).with_hint(hint))
}

/// The characters of pages that no typeface holds.
fn on_pages(subject: Subject<'_>, options: Options) -> BTreeSet<char> {
    let mut shown = BTreeSet::new();
    let Some(pages) = pages(subject, options.setup) else {
        return shown;
    };
    for nth in 0..pages.count() {
        for item in &pages.page(nth).items {
            if let Item::Text(text) = item {
                shown.extend(text.words.chars().filter(|c| !c.is_ascii()));
            }
        }
    }
    shown
}

/// The characters that no typeface holds, each with its first place and how many more there are.
fn places(subject: Subject<'_>) -> BTreeMap<char, (String, usize)> {
    let scope = Scope::new(subject);
    let workspace = subject.sheet().workspace();
    let mut held: HashSet<char> = HashSet::new();
    let mut found: BTreeMap<char, (String, usize)> = BTreeMap::new();
    let mut note = |text: &str, place: &dyn Fn() -> String| {
        let mut here = BTreeSet::new();
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if held.contains(&c) || !here.insert(c) {
                continue;
            }
            if page::is_held(c) {
                held.insert(c);
                continue;
            }
            match found.get_mut(&c) {
                Some((_, more)) => *more += 1,
                None => drop(found.insert(c, (place(), 0))),
            }
        }
    };
    for text in subject.sheet().any_heading().texts() {
        note(text, &|| "表头".to_owned());
    }
    if let Subject::Form(table) = subject {
        let columns = table.spec.columns.iter();
        let heads = columns.filter_map(|choice| choice.head.as_deref());
        for text in table.spec.heading.texts().chain(heads) {
            note(text, &|| "表头".to_owned());
        }
        // What was stands in no field of the data.
        if table.spec.kind == FormKind::Changes {
            for entry in table.entries() {
                for cell in &entry.cells {
                    note(&cell.text(), &|| format!("第{}项", entry.number));
                }
            }
        }
    }
    workspace.each_text_of(|of| {
        if scope.has(of.owner) {
            note(of.text, &|| place(workspace, of.owner, of.field));
        }
    });
    found
}

/// A place in words.
fn place(workspace: &Workspace, owner: TextOwner, field: &str) -> String {
    let owner = match owner {
        TextOwner::Data => terms::DATASET.to_owned(),
        TextOwner::Agency(ix) => {
            format!("{}“{}”", terms::AGENCY, workspace.agency(ix).label())
        }
        TextOwner::Plan(ix) => workspace.plan(ix).plan.label().to_owned(),
        TextOwner::Section(ix) => {
            let section = workspace.section(ix);
            let plan = workspace.plan(section.plan).plan.label();
            format!("{plan} {} {}", terms::SECTION, section.number)
        }
        TextOwner::Task(ix) => {
            let entry = workspace.task(ix);
            let plan = workspace.plan(entry.plan).plan.label();
            format!("{plan} {} {}", terms::TASK, entry.task.key())
        }
    };
    format!("{owner}的{field}")
}

/// What an export is about.
struct Scope {
    tasks: HashSet<TaskIx>,
    plans: HashSet<PlanIx>,
    sections: HashSet<SectionIx>,
    agencies: HashSet<AgencyIx>,
}

impl Scope {
    fn new(subject: Subject<'_>) -> Self {
        let sheet = subject.sheet();
        let workspace = sheet.workspace();
        let tasks: HashSet<TaskIx> = match subject {
            Subject::Agency(profile) => {
                let own = profile.plans.iter().flat_map(|plan| &plan.tasks);
                let through = profile.through.iter().flat_map(|group| &group.tasks);
                let through = through.map(|(task, _)| *task);
                own.map(|part| part.task).chain(through).collect()
            }
            _ => sheet.tasks().collect(),
        };
        let mut scope = Self {
            tasks,
            plans: HashSet::new(),
            sections: HashSet::new(),
            agencies: HashSet::new(),
        };
        for task in &scope.tasks {
            let entry = workspace.task(*task);
            scope.plans.insert(entry.plan);
            let mut section = Some(entry.section);
            while let Some(ix) = section.filter(|ix| scope.sections.insert(*ix)) {
                section = workspace.section(ix).parent;
            }
            for duty in &entry.duties {
                scope.agencies.insert(duty.agency);
                scope.agencies.insert(sheet.bodies[duty.agency.get()]);
            }
        }
        if let Subject::Agency(profile) = subject {
            scope.agencies.insert(profile.agency);
        } else {
            let columns = sheet.columns.iter().map(|column| column.agency);
            scope.agencies.extend(columns);
        }
        scope
    }

    fn has(&self, owner: TextOwner) -> bool {
        match owner {
            TextOwner::Data => true,
            TextOwner::Agency(ix) => self.agencies.contains(&ix),
            TextOwner::Plan(ix) => self.plans.contains(&ix),
            TextOwner::Section(ix) => self.sections.contains(&ix),
            TextOwner::Task(ix) => self.tasks.contains(&ix),
        }
    }
}
