//! What stands in the answer box, from the top, and what each line does.

use super::{CARD, HEAD, ROW};
use crate::app::command::{Command, shortcut_text};
use crate::app::{AnswerKind, App, AskForm, Destination};
use crate::model::Role;
use crate::model::workspace::{AgencyIx, PlanIx};
use crate::terms;
use crate::view::answers::{Answers, TargetAnswer, TaskAnswer};
use crate::view::search::{Query, snippet};
use crate::view::{count_tasks, target_text};

/// How many lines of each kind stand in the box, so that nothing scrolls at 768.
const BODIES: usize = 3;
const TASKS: usize = 4;
const TARGETS: usize = 2;
const PLANS: usize = 2;
const VIEWS: usize = 2;
const COMMANDS: usize = 3;
/// How many tasks and targets where no body is meant.
const MORE_TASKS: usize = 7;
const MORE_TARGETS: usize = 3;
/// How many lines where one kind is asked for.
const ONE_KIND: usize = 200;

/// What a line or a key does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Goes there.
    Go(Destination),
    /// Filters by it.
    Narrow(Destination),
    /// Carries a command out.
    Run(Command),
    /// Asks this instead.
    Ask(String),
    /// Shows a kept view, by its place among them.
    Use(usize),
}

/// What a line shows.
pub enum Shows {
    /// A body.
    Body(AgencyIx),
    /// A task.
    Task(TaskAnswer),
    /// A target.
    Target(TargetAnswer),
    /// A plan, with how many of the tasks it has.
    Plan(PlanIx, u32),
    /// A view that is kept by name, with how many tasks it shows.
    View(String, usize),
    /// A command, or what can be done with the first body: its words and keys.
    Command(String, Option<String>),
}

/// A line of the box.
pub struct Line {
    /// Its kind.
    pub kind: AnswerKind,
    /// What it shows.
    pub shows: Shows,
    /// Whether it is the card of the first body.
    pub is_card: bool,
    /// What Enter does.
    pub opens: Does,
    /// What Ctrl+Enter does.
    pub narrows: Option<Does>,
    /// Alt and this digit do what Enter does.
    pub digit: Option<usize>,
    /// Why it cannot be used, where it cannot.
    pub lacks: Option<&'static str>,
    /// What is read out.
    pub name: String,
}

/// All lines.
pub struct Lines {
    /// The lines, from the top.
    pub list: Vec<Line>,
    /// What stands at the right of the heading of tasks, and of targets.
    pub tasks_note: String,
    /// The whole list of tasks, where more are found than shown.
    pub all_tasks: Option<Does>,
    /// How many tasks that are.
    pub tasks: usize,
    /// The first body and the one that was chosen, side by side.
    pub beside: Option<Does>,
    /// Whether something was asked.
    pub asked: bool,
    /// The only kind that is shown.
    pub only: Option<AnswerKind>,
}

impl Lines {
    /// The lines for some answers.
    pub fn new(app: &App, answers: &Answers, form: &AskForm) -> Self {
        let first = answers.bodies.first().copied();
        let mut lines = Self {
            list: Vec::new(),
            tasks_note: tasks_note(answers),
            all_tasks: (!answers.tasks.is_empty())
                .then(|| Does::Go(Destination::Tasks(answers.text.clone()))),
            tasks: answers.tasks.len(),
            beside: first.and_then(|body| beside(app, body)),
            asked: !form.text.trim().is_empty(),
            only: form.only,
        };
        let room = |kind, few: usize| match form.only {
            None => few,
            Some(only) if only == kind => ONE_KIND,
            Some(_) => 0,
        };
        let (tasks, targets) = match first {
            Some(_) => (TASKS, TARGETS),
            None => (MORE_TASKS, MORE_TARGETS),
        };
        let bodies = answers.bodies.iter().enumerate();
        for (nth, &body) in bodies.take(room(AnswerKind::Bodies, BODIES)) {
            lines.add_body(app, body, nth == 0);
        }
        let query = Query::new(&answers.text);
        let tasks = answers.tasks.iter().take(room(AnswerKind::Tasks, tasks));
        for &task in tasks {
            lines.add_task(app, task, &query);
        }
        let targets = answers
            .targets
            .iter()
            .take(room(AnswerKind::Targets, targets));
        for &target in targets {
            lines.add_target(app, target);
        }
        let plans = answers.plans.iter().take(room(AnswerKind::Plans, PLANS));
        for &(plan, count) in plans {
            lines.add_plan(app, plan, count);
        }
        lines.add_views(app, form, room(AnswerKind::Views, VIEWS));
        lines.add_commands(app, answers, form, room(AnswerKind::Commands, COMMANDS));
        if let Some(text) = &answers.alike {
            let words = format!("按读音 {text} 查找");
            lines.add_command(words, None, Does::Ask(text.clone()), None);
        }
        let mut digit = 0;
        for line in &mut lines.list {
            if line.kind != AnswerKind::Commands && !line.is_card && digit < 8 {
                digit += 1;
                line.digit = Some(digit);
            }
        }
        lines
    }

    /// How high they are together.
    pub fn height(&self) -> f32 {
        let mut height = 12.0;
        let mut group = None;
        for line in &self.list {
            if group != Some(line.kind) {
                group = Some(line.kind);
                height += HEAD;
            }
            height += if line.is_card { CARD } else { ROW };
        }
        if self.list.is_empty() { 96.0 } else { height }
    }

    fn push(&mut self, kind: AnswerKind, shows: Shows, to: Destination, name: String) {
        self.list.push(Line {
            kind,
            shows,
            is_card: false,
            narrows: Some(Does::Narrow(to.clone())),
            opens: Does::Go(to),
            digit: None,
            lacks: None,
            name,
        });
    }

    fn add_body(&mut self, app: &App, body: AgencyIx, is_card: bool) {
        let agency = app.data().workspace.agency(body);
        let name = format!(
            "{} {}，{}",
            terms::AGENCY,
            agency.label(),
            agency.kind.label()
        );
        self.push(
            AnswerKind::Bodies,
            Shows::Body(body),
            Destination::Body(body),
            name,
        );
        if let Some(line) = self.list.last_mut() {
            line.is_card = is_card;
        }
    }

    fn add_task(&mut self, app: &App, answer: TaskAnswer, query: &Query) {
        let workspace = &app.data().workspace;
        let entry = workspace.task(answer.task);
        let role = answer.part.map_or("", |part| part.role.label());
        let plan = workspace.plan(entry.plan).plan.label();
        let mut name = format!(
            "{} {}，{role}，{plan} {}",
            terms::TASK,
            entry.task.title,
            entry.task.clause
        );
        let found = || snippet(&entry.task, query);
        if answer.part.is_none()
            && let Some((field, words)) = found()
        {
            name.push_str(&format!("，{} {words}", field.label()));
        }
        let to = Destination::Task(answer.task);
        self.push(
            AnswerKind::Tasks,
            Shows::Task(answer),
            to,
            name.replace("，，", "，"),
        );
    }

    fn add_target(&mut self, app: &App, answer: TargetAnswer) {
        let workspace = &app.data().workspace;
        let target = answer.id.target(workspace);
        let plan = workspace.plan(answer.plan).plan.label();
        let words = target_text(target);
        let name = format!("{} {words}，{}，{plan}", terms::TARGET, target.due.text());
        let to = Destination::Target(answer.id);
        self.push(AnswerKind::Targets, Shows::Target(answer), to, name);
    }

    fn add_plan(&mut self, app: &App, plan: PlanIx, count: u32) {
        let label = app.data().workspace.plan(plan).plan.label().to_owned();
        let name = format!("{} {label}，{count} 项", terms::PLAN);
        self.push(
            AnswerKind::Plans,
            Shows::Plan(plan, count),
            Destination::Plan(plan),
            name,
        );
    }

    /// The kept views whose names are meant.
    fn add_views(&mut self, app: &App, form: &AskForm, most: usize) {
        let query = Query::new(&form.text);
        let views = app.named_views().iter().enumerate();
        let found = views.filter(|(_, known)| query.matches(&known.name));
        for (nth, known) in found.take(most) {
            let count = count_tasks(app.data(), &known.view, app.today());
            self.list.push(Line {
                kind: AnswerKind::Views,
                name: format!("视图 {}，{count} 项任务", known.name),
                shows: Shows::View(known.name.clone(), count),
                is_card: false,
                opens: Does::Use(nth),
                narrows: None,
                digit: None,
                lacks: None,
            });
        }
    }

    /// What can be done with the first body, and the commands that the question names.
    fn add_commands(&mut self, app: &App, answers: &Answers, form: &AskForm, most: usize) {
        let begin = self.list.len();
        if let Some(&body) = answers.bodies.first().filter(|_| form.only.is_none()) {
            let label = app.data().workspace.agency(body).label();
            let keys = Command::Export.shortcut_text();
            let words = format!("导出{label}{}…", terms::DUTY_SHEET);
            self.add_command(words, keys, Does::Go(Destination::ExportOf(body)), None);
            if let Some(does) = self.beside.clone() {
                let other =
                    beside_whom(app, body).map(|ix| app.data().workspace.agency(ix).label());
                let words = format!("与选中的{}并排看", other.unwrap_or_default());
                self.add_command(words, Some("Shift+Enter".to_owned()), does, None);
            }
        }
        let query = Query::new(&form.text);
        let mut found: Vec<Command> = Command::ALL
            .iter()
            .copied()
            .filter(|command| !matches!(command, Command::Ask | Command::Palette))
            .filter(|command| query.matches(command.text()) || query.matches(command.tooltip()))
            .collect();
        // What can be used comes first, and names before explanations.
        found.sort_by_key(|command| {
            let lacks = app.lacks(*command).is_some();
            (lacks, !query.matches(command.text()))
        });
        if form.only.is_none() {
            // Beside other answers only names count, and nothing is shown that cannot be done.
            let fits =
                |command: &Command| query.matches(command.text()) && app.lacks(*command).is_none();
            found.retain(|command| fits(command) && !query.is_empty());
        }
        let room = most.saturating_sub(self.list.len() - begin);
        for command in found.into_iter().take(room) {
            let keys = command.shortcuts().first().map(shortcut_text);
            let words = command.text_now(app).into_owned();
            self.add_command(words, keys, Does::Run(command), app.lacks(command));
        }
    }

    fn add_command(
        &mut self,
        words: String,
        keys: Option<String>,
        opens: Does,
        lacks: Option<&'static str>,
    ) {
        self.list.push(Line {
            kind: AnswerKind::Commands,
            name: format!("命令 {words}"),
            shows: Shows::Command(words, keys),
            is_card: false,
            opens,
            narrows: None,
            digit: None,
            lacks,
        });
    }
}

/// The body that was chosen before, where it is another one.
fn beside_whom(app: &App, body: AgencyIx) -> Option<AgencyIx> {
    let chosen = app.selection().agency.or_else(|| {
        let mut ids = app.view().agencies.iter();
        let only = ids.next().filter(|_| ids.next().is_none())?;
        app.data().workspace.agency_by_id(only)
    });
    chosen.filter(|&other| other != body)
}

fn beside(app: &App, body: AgencyIx) -> Option<Does> {
    beside_whom(app, body).map(|other| Does::Go(Destination::Beside(other, body)))
}

/// `牵头 0 · 责任 12 · 成员 2`: what the first body has to do in the tasks.
fn tasks_note(answers: &Answers) -> String {
    if answers.bodies.is_empty() {
        return String::new();
    }
    let (roles, through) = answers.parts();
    let mut parts: Vec<String> = Role::ALL
        .into_iter()
        .filter(|role| roles[role.index()] > 0 || *role == Role::Lead)
        .map(|role| format!("{} {}", role.label(), roles[role.index()]))
        .collect();
    if through > 0 {
        parts.push(format!("{} {through}", terms::THROUGH));
    }
    parts.join(" · ")
}
