//! The marks of one body at one task.

use std::borrow::Cow;

use super::spec::MarkStyle;
use super::{Column, Row, Sheet};
use crate::model::workspace::Duty;
use crate::model::{OwnRole, Role};
use crate::terms;

/// The marks of one body at one task: all its roles, or what it has through a collective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The position of its column in [`Sheet::columns`].
    pub column: u32,
    /// The weightiest of its roles.
    pub role: Role,
    /// All its roles.
    pub roles: RoleSet,
    /// Those that it has by the program's own word, and not only as a role of the file's own.
    pub plain: RoleSet,
    /// The roles of the file's own, a bit each by their place in the workspace.
    pub own: u32,
    /// How many assignments stand in it: more than roles where bodies were folded or the document
    /// names one twice.
    pub count: u16,
    /// Whether it is the first body of a task in a plan that knows no leads.
    pub first: bool,
    /// Whether a reading in it was mended.
    pub mended: bool,
    /// Whether the body has the task only as a member of a collective.
    pub through: bool,
}

/// One mark of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign<'a> {
    /// The role, or the one that it counts as.
    pub role: Role,
    /// The role of the file's own.
    pub own: Option<&'a OwnRole>,
}

fn small(nth: usize) -> u32 {
    u32::try_from(nth).unwrap_or(u32::MAX)
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleSet(u8);

impl RoleSet {
    /// The set of one role.
    #[must_use]
    pub fn of(role: Role) -> Self {
        Self(1 << role.index())
    }

    /// Adds the roles of another set.
    pub(super) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// How many roles are in it.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no role is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a role is in it.
    #[must_use]
    pub fn contains(self, role: Role) -> bool {
        self.0 & (1 << role.index()) != 0
    }

    /// The roles, the weightiest first.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .into_iter()
            .filter(move |role| self.contains(*role))
    }
}

impl Cell {
    /// Takes in another assignment of the same body at the same task.
    pub(super) fn join(&mut self, other: Self) {
        if self.through && !other.through {
            // What the document says of the body itself counts; the collective adds nothing.
            *self = other;
            return;
        }
        if other.through && !self.through {
            return;
        }
        self.role = self.role.min(other.role);
        self.roles.join(other.roles);
        self.plain.join(other.plain);
        self.own |= other.own;
        self.count = self.count.saturating_add(other.count);
        self.first |= other.first;
        self.mended |= other.mended;
    }

    /// Whether a role of it is marked as the first of those that the document lists.
    #[must_use]
    pub fn is_first(&self, role: Role) -> bool {
        self.first && role == Role::Responsible
    }

    /// How many assignments it has beyond one for each role.
    #[must_use]
    pub fn repeats(&self) -> usize {
        usize::from(self.count).saturating_sub(self.roles.len())
    }

    /// Its marks: each role, and the roles of the file's own behind the one that they count as.
    pub fn signs<'a>(&self, own: &'a [OwnRole]) -> impl Iterator<Item = Sign<'a>> {
        let Self {
            roles,
            plain,
            own: bits,
            ..
        } = *self;
        roles.iter().flat_map(move |role| {
            let plain = plain.contains(role).then_some(Sign { role, own: None });
            let own = own.iter().enumerate().filter(move |(nth, own)| {
                own.counts_as == role && bits.checked_shr(small(*nth)).is_some_and(|b| b & 1 == 1)
            });
            let own = own.map(move |(_, own)| Sign {
                role,
                own: Some(own),
            });
            plain.into_iter().chain(own)
        })
    }

    /// Its roles in words: `牵头、成员`, `责任，首位`, `经集合机构责任`, `主责`.
    #[must_use]
    pub fn label(&self, own: &[OwnRole]) -> String {
        let words: Vec<String> = self
            .signs(own)
            .map(|Sign { role, own }| {
                if let Some(own) = own {
                    own.name.clone()
                } else if self.is_first(role) {
                    format!("{}，首位", role.label())
                } else {
                    role.label().to_owned()
                }
            })
            .collect();
        let words = words.join("、");
        if self.through {
            format!("{}{words}", terms::THROUGH)
        } else {
            words
        }
    }

    /// How it is printed in a style: a mark, a word or a letter for each role, ① for the first body
    /// by convention, and 经 before what it has through a collective. The marks of the file's own
    /// roles stand for themselves in all styles but letters.
    #[must_use]
    pub fn text(&self, marks: MarkStyle, own: &[OwnRole]) -> Cow<'static, str> {
        let one = |role: Role| {
            if self.is_first(role) {
                "①"
            } else {
                marks.text(role)
            }
        };
        let has_own = self.own != 0 && marks != MarkStyle::Raci;
        if self.roles.len() == 1 && !self.through && !has_own {
            return Cow::Borrowed(one(self.role));
        }
        let mut text = String::new();
        if self.through {
            text.push_str(terms::THROUGH_MARK);
        }
        if has_own {
            for Sign { role, own } in self.signs(own) {
                text.push_str(own.map_or_else(|| one(role), |own| own.mark.as_str()));
            }
        } else {
            self.roles.iter().for_each(|role| text.push_str(one(role)));
        }
        Cow::Owned(text)
    }
}

/// The bit of a duty's role of the file's own, if it has one.
pub(super) fn own_bit(duty: Duty) -> u32 {
    duty.own
        .and_then(|own| 1_u32.checked_shl(u32::from(own)))
        .unwrap_or(0)
}

/// The role of a duty where it is none of the file's own.
pub(super) fn plain(duty: Duty) -> RoleSet {
    if duty.own.is_some() {
        RoleSet::default()
    } else {
        RoleSet::of(duty.role)
    }
}

impl Column {
    /// How much the body has to do: `显示 3 项任务，牵头 1 项；全部 5 项`, and apart from that what it
    /// has through collectives.
    #[must_use]
    pub fn counts_text(&self) -> String {
        let mut text = if self.all_tasks == 0 && self.through > 0 {
            "直接 0 项任务".to_owned()
        } else {
            format!(
                "显示 {} 项任务，牵头 {} 项；全部 {} 项",
                self.tasks, self.leads, self.all_tasks
            )
        };
        if self.through > 0 {
            text.push_str(&format!("；另{} {} 项", terms::THROUGH, self.through));
        }
        text
    }
}

impl Sheet {
    /// The sums below the columns, each with its caption: tasks, those led, and apart from them
    /// what bodies have through collectives.
    #[must_use]
    pub fn totals(&self) -> Vec<(&'static str, Vec<u32>)> {
        let of = |count: fn(&Column) -> u32| self.columns.iter().map(count).collect();
        let mut rows: Vec<(&'static str, Vec<u32>)> = vec![
            (terms::TOTAL, of(|column| column.tasks)),
            (terms::OF_THEM_LED, of(|column| column.leads)),
        ];
        if self.shown.through > 0 {
            rows.push((terms::THROUGH, of(|column| column.through)));
        }
        rows
    }

    /// What is printed in a row and a column; nothing where no mark stands.
    #[must_use]
    pub fn mark_at(&self, row: &Row, column: usize) -> Cow<'static, str> {
        self.cell(row, column)
            .map_or(Cow::Borrowed(""), |cell| self.mark(cell))
    }

    /// How a cell is printed in the view's style.
    #[must_use]
    pub fn mark(&self, cell: &Cell) -> Cow<'static, str> {
        cell.text(self.spec.marks, self.own_roles())
    }

    /// The roles of the file's own.
    #[must_use]
    pub fn own_roles(&self) -> &[OwnRole] {
        &self.workspace().own_roles
    }

    /// The roles of the file's own that any shown mark has.
    pub fn shown_own_roles(&self) -> impl Iterator<Item = &OwnRole> {
        let shown = self.own_shown;
        let all = self.own_roles().iter().enumerate();
        all.filter(move |(nth, _)| shown.checked_shr(small(*nth)).is_some_and(|b| b & 1 == 1))
            .map(|(_, own)| own)
    }

    /// What the marks of the file's own roles mean: `主 主责（牵头）`.
    #[must_use]
    pub fn own_legend(&self) -> Vec<String> {
        if self.spec.marks == MarkStyle::Raci {
            return Vec::new();
        }
        self.shown_own_roles()
            .map(|own| format!("{} {}（{}）", own.mark, own.name, own.counts_as.label()))
            .collect()
    }
}
