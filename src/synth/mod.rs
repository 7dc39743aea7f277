//! Made-up data of any size, for benchmarks, tests and trying things out.
//!
//! The same numbers always make the same data. It looks like real data to the program (nested
//! chapters, bodies of every kind, polyphones, targets, successions) and like an example to
//! people: every name begins with 示例.

mod details;
mod words;

pub use details::add_details;

use crate::model::{
    Agency, AgencyKind, Amount, Assignment, Basis, Dataset, Date, Due, FORMAT, Members, Number,
    Period, Plan, PlanStatus, Rhythm, Role, Section, Succession, SuccessionKind, Target, Task,
};
use words::{COMMON, FIELDS, HANZI, INDICATORS, MANNERS, NUMERALS, OBJECTS, OFFICES, VERBS, WORKS};

/// How many tasks a plan has, as far as there are enough.
const TASKS_PER_PLAN: usize = 400;
/// How many tasks stand directly in one section.
const TASKS_PER_SECTION: usize = 6;
/// How many sections a chapter has.
const SECTIONS_PER_CHAPTER: usize = 7;
/// The most agencies that a task has.
const MOST_BODIES: usize = 12;

/// Makes up a dataset with this many tasks and agencies. The same `seed` makes the same data.
#[must_use]
pub fn dataset(tasks: usize, agencies: usize, seed: u64) -> Dataset {
    let mut maker = Maker::new(seed);
    let agencies = maker.agencies(agencies);
    let successions = successions(&agencies);
    // A few plans even of a little data; not so few of much that one plan holds everything.
    let count = tasks.div_ceil(TASKS_PER_PLAN).max(tasks.min(3));
    let plans = (0..count)
        .map(|ix| {
            let share = tasks * (ix + 1) / count - tasks * ix / count;
            maker.plan(ix, share, &agencies)
        })
        .collect();
    Dataset {
        format: FORMAT,
        title: format!("示例数据（{tasks} 项任务，{} 个机构）", agencies.len()),
        note: Some("由程序生成，机构、文件和任务都是虚构的。".to_owned()),
        roles: Vec::new(),
        agencies,
        successions,
        plans,
    }
}

/// Adds made-up targets until every task has `each` of them. The same `seed` makes the same
/// targets.
pub fn add_targets(dataset: &mut Dataset, each: usize, seed: u64) {
    fn fill(maker: &mut Maker, sections: &mut [Section], each: usize, year: i16) {
        for section in sections {
            for task in &mut section.tasks {
                while task.targets.len() < each {
                    let target = maker.target(year);
                    task.targets.push(target);
                }
            }
            fill(maker, &mut section.sections, each, year);
        }
    }
    let mut maker = Maker::new(seed);
    for plan in &mut dataset.plans {
        let year = plan.period.map_or(2020, |period| period.from.year());
        fill(&mut maker, &mut plan.sections, each, year);
    }
}

/// `splitmix64`: small, fast, and the same everywhere.
struct Maker {
    state: u64,
    common: Vec<char>,
}

impl Maker {
    fn new(seed: u64) -> Self {
        Self {
            state: seed,
            common: HANZI
                .chars()
                .filter(|c| !c.is_whitespace())
                .take(COMMON)
                .collect(),
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is small enough for the bias of the remainder not to matter.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// True once in `of` times.
    fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    /// A made-up proper name of two common characters.
    fn proper_name(&mut self) -> String {
        (0..2)
            .map(|_| {
                let ix = self.below(self.common.len());
                self.common[ix]
            })
            .collect()
    }

    fn agencies(&mut self, count: usize) -> Vec<Agency> {
        let mut agencies: Vec<Agency> = (0..count).map(|ix| self.agency(ix)).collect();
        // The members of 各区 are the districts; a leading group is made of departments.
        let of_kind = |kind| -> Vec<String> {
            agencies
                .iter()
                .filter(|agency| agency.kind == kind)
                .map(|agency| agency.id.clone())
                .collect()
        };
        let districts = of_kind(AgencyKind::District);
        let mut departments = of_kind(AgencyKind::Department);
        departments.truncate(8);
        for agency in &mut agencies {
            agency.members = match agency.kind {
                AgencyKind::Collective if districts.is_empty() => Some(Members::Open),
                AgencyKind::Collective => Some(Members::Listed(districts.clone())),
                AgencyKind::LeadingGroup => Some(Members::Listed(departments.clone())),
                _ => None,
            };
        }
        agencies
    }

    /// The `ix`-th agency. Field and work differ from agency to agency until all pairs are used up.
    fn agency(&mut self, ix: usize) -> Agency {
        let kind = kind_of(ix);
        let field = FIELDS[ix % FIELDS.len()];
        let round = ix / FIELDS.len();
        let work = WORKS[round % WORKS.len()];
        // Beyond all pairs names are numbered.
        let number = match round / WORKS.len() {
            0 => String::new(),
            n => format!("第{n}"),
        };
        let office = OFFICES[(ix + round) % OFFICES.len()];
        let (name, short) = match kind {
            AgencyKind::Department | AgencyKind::Mechanism => {
                let initials: String = [field, work]
                    .iter()
                    .filter_map(|w| w.chars().next())
                    .collect();
                let unique = field.chars().nth(2).map(String::from).unwrap_or_default();
                (
                    format!("示例市{number}{field}{work}{office}"),
                    Some(format!(
                        "示例市{number}{}{unique}{}{office}",
                        &field[..3],
                        &initials[3..]
                    )),
                )
            }
            AgencyKind::Party => (format!("示例市委{number}{field}{work}部"), None),
            AgencyKind::Organisation => (format!("示例市{number}{field}{work}协会"), None),
            AgencyKind::Central => (format!("驻示例市{number}{field}{work}专员办"), None),
            AgencyKind::Enterprise => (
                format!(
                    "示例{}{number}{field}{work}集团有限公司",
                    self.proper_name()
                ),
                Some(format!("示例{number}{field}{work}集团")),
            ),
            AgencyKind::District => {
                let name = self.proper_name();
                (
                    format!("示例市{name}{number}{}{work}区人民政府", &field[..6]),
                    Some(format!("{name}{number}{}{work}区", &field[..6])),
                )
            }
            AgencyKind::Collective => (format!("{number}{field}{work}有关单位"), None),
            AgencyKind::LeadingGroup => (format!("示例市{number}{field}{work}工作领导小组"), None),
        };
        Agency {
            id: format!("a{ix:03}"),
            name,
            short,
            kind,
            aliases: if ix % 9 == 4 {
                vec![format!("示例{number}{field}{work}机关")]
            } else {
                Vec::new()
            },
            ..Agency::default()
        }
    }

    fn plan(&mut self, ix: usize, tasks: usize, agencies: &[Agency]) -> Plan {
        let year = 2016 + i16::try_from(ix % 10).unwrap_or(0);
        let object = OBJECTS[ix % OBJECTS.len()];
        // Some documents know a lead, others only list the bodies responsible.
        let knows_leads = ix % 3 != 2;
        let mut left = tasks;
        let mut sections = Vec::new();
        while left > 0 {
            let number = chinese_number(sections.len() + 1);
            let mut inner = Vec::new();
            while left > 0 && inner.len() < SECTIONS_PER_CHAPTER {
                let count = left.min(TASKS_PER_SECTION);
                left -= count;
                let path = format!("{number}({})", chinese_number(inner.len() + 1));
                let tasks = (1..=count)
                    .map(|nth| self.task(format!("{path}{nth}"), year, knows_leads, agencies))
                    .collect();
                inner.push(Section {
                    number: path,
                    title: self.heading(),
                    targets: Vec::new(),
                    tasks,
                    sections: Vec::new(),
                });
            }
            sections.push(Section {
                number,
                title: self.heading(),
                targets: vec![self.target(year)],
                tasks: Vec::new(),
                sections: inner,
            });
        }
        Plan {
            id: format!("plan-{}", ix + 1),
            title: format!(
                "示例市{}{object}行动方案（{year}—{}年）",
                chinese_number(ix + 1),
                year + 2
            ),
            short: Some(format!("方案{}", ix + 1)),
            number: Some(format!("示政办〔{year}〕{}号", ix + 1)),
            issuer: Some("示例市人民政府办公厅".to_owned()),
            issued: Some(Date::year_only(year)),
            status: if ix % 5 == 4 {
                PlanStatus::Draft
            } else {
                PlanStatus::InForce
            },
            period: Some(Period {
                from: Date::year_only(year),
                to: Date::year_only(year + 2),
            }),
            sections,
            ..Plan::default()
        }
    }

    fn heading(&mut self) -> String {
        format!("{}{}", self.pick(&VERBS), self.pick(&OBJECTS))
    }

    fn task(&mut self, clause: String, year: i16, knows_leads: bool, agencies: &[Agency]) -> Task {
        let title = format!(
            "{}{}{}",
            self.pick(&VERBS),
            self.proper_name(),
            self.pick(&OBJECTS)
        );
        let targets = if self.once_in(3) {
            (0..=self.below(2)).map(|_| self.target(year)).collect()
        } else {
            Vec::new()
        };
        Task {
            clause,
            part: None,
            title,
            summary: self.summary(),
            assignments: self.assignments(knows_leads, agencies),
            targets,
            note: self
                .once_in(40)
                .then(|| "示例：原文此处有缺字，按上下文补出。".to_owned()),
            ..Task::default()
        }
    }

    /// 40 to about 90 characters.
    fn summary(&mut self) -> String {
        let wanted = 40 + self.below(36);
        let mut text = String::new();
        while text.chars().count() < wanted {
            if !text.is_empty() {
                text.push('，');
            }
            let name = self.proper_name();
            text.push_str(self.pick(&VERBS));
            text.push_str(&name);
            text.push_str(self.pick(&OBJECTS));
            text.push('，');
            text.push_str(self.pick(&MANNERS));
        }
        text.push('。');
        text
    }

    fn assignments(&mut self, knows_leads: bool, agencies: &[Agency]) -> Vec<Assignment> {
        let count = (1 + self.below(MOST_BODIES)).min(agencies.len());
        let mut taken: Vec<usize> = Vec::with_capacity(count);
        while taken.len() < count {
            // The smaller of two: some bodies are in much more than others.
            let ix = self.below(agencies.len()).min(self.below(agencies.len()));
            // A body already in the list gives way to the next that is not.
            let free = (0..agencies.len())
                .map(|step| (ix + step) % agencies.len())
                .find(|ix| !taken.contains(ix));
            taken.extend(free);
        }
        taken
            .into_iter()
            .enumerate()
            .map(|(nth, ix)| {
                let agency = &agencies[ix];
                let role = match (knows_leads, nth) {
                    (true, 0) => Role::Lead,
                    (true, 1..=3) => Role::Responsible,
                    (true, _) if self.once_in(12) => Role::Oversee,
                    (true, _) => Role::Support,
                    (false, _) if agency.kind == AgencyKind::LeadingGroup => Role::Member,
                    (false, _) => Role::Responsible,
                };
                Assignment {
                    agency: agency.id.clone(),
                    role,
                    written: Some(agency.label().to_owned()),
                    term: None,
                    note: None,
                }
            })
            .collect()
    }

    fn target(&mut self, year: i16) -> Target {
        let (indicator, unit) = self.pick(&INDICATORS);
        let number = |n: usize| {
            u32::try_from(n)
                .ok()
                .and_then(|n| Number::new(f64::from(n)))
                .map_or_else(|| Amount::Wording("明显提高".to_owned()), Amount::Exactly)
        };
        let amount = match (self.below(5), number(1 + self.below(200))) {
            (0, Amount::Exactly(n)) => Amount::AtLeast(n),
            (1, Amount::Exactly(n)) => Amount::About(n),
            (2, _) => Amount::Fraction(2, 3),
            (_, amount) => amount,
        };
        let due = match self.below(8) {
            0 => Due::Every(Rhythm::Quarter),
            1 => Due::Ongoing,
            2 => Due::Unstated,
            n => Due::By(Date::year_only(year + i16::try_from(n % 3).unwrap_or(0))),
        };
        Target {
            indicator: indicator.to_owned(),
            amount,
            unit: unit.to_owned(),
            due,
            stretch: self.once_in(6),
            ..Target::default()
        }
    }
}

/// Mostly departments, and some of every other kind.
fn kind_of(ix: usize) -> AgencyKind {
    match ix % 20 {
        3 => AgencyKind::Party,
        6 => AgencyKind::Organisation,
        9 => AgencyKind::Central,
        11 => AgencyKind::Enterprise,
        13..=15 => AgencyKind::District,
        16 => AgencyKind::Collective,
        18 => AgencyKind::LeadingGroup,
        19 => AgencyKind::Mechanism,
        _ => AgencyKind::Department,
    }
}

/// Of every thirty agencies the first was renamed to the second.
fn successions(agencies: &[Agency]) -> Vec<Succession> {
    agencies
        .chunks_exact(30)
        .map(|chunk| Succession {
            from: chunk[0].id.clone(),
            to: chunk[1].id.clone(),
            how: SuccessionKind::Renamed,
            date: Some(Date::year_only(2019)),
            basis: Basis::General("示例：机构改革".to_owned()),
        })
        .collect()
}

/// A number below 100 in Chinese numerals, a larger one in digits.
fn chinese_number(n: usize) -> String {
    let digit = |n: usize| NUMERALS[n - 1];
    match (n / 10, n % 10) {
        (0, 1..) => digit(n).to_owned(),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, 0) => format!("{}十", digit(tens)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests;
