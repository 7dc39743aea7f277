//! The shape of a data file, as far as messages need it: which fields there are, what goes into
//! them, and what people call them.
//!
//! Reading and writing follow the types in [`crate::model`], not this table. The tests hold the
//! two together: every field and every variant is in both, and they agree on what must be there.

use crate::terms;

/// What kind of value a field or an element of a list takes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    Text,
    Flag,
    /// A whole number from 0 to this one.
    Count(u32),
    /// A finite number.
    Figure,
    Day,
    Record(&'static Record),
    List(&'static Type),
    /// Named texts: `{"责任人": "…"}`.
    Texts,
    Choice(&'static Choice),
}

/// A group of named fields.
#[derive(Debug)]
pub(super) struct Record {
    /// The name that RON allows in front of the brackets.
    pub(super) name: &'static str,
    /// What people call it.
    pub(super) title: &'static str,
    pub(super) fields: &'static [Field],
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) ty: Type,
    pub(super) presence: Presence,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    /// May be left out.
    Default,
    /// May be left out, or be `None`.
    Optional,
}

/// A value that is one of a few named variants.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) title: &'static str,
    pub(super) variants: &'static [Variant],
}

#[derive(Debug)]
pub(super) struct Variant {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// The types of the values in its brackets; empty for a bare name.
    pub(super) items: &'static [Type],
}

const fn required(name: &'static str, title: &'static str, ty: Type) -> Field {
    Field {
        name,
        title,
        ty,
        presence: Presence::Required,
    }
}

const fn default(name: &'static str, title: &'static str, ty: Type) -> Field {
    Field {
        name,
        title,
        ty,
        presence: Presence::Default,
    }
}

const fn optional(name: &'static str, title: &'static str, ty: Type) -> Field {
    Field {
        name,
        title,
        ty,
        presence: Presence::Optional,
    }
}

const fn variant(name: &'static str, title: &'static str, items: &'static [Type]) -> Variant {
    Variant { name, title, items }
}

pub(super) static DATASET: Record = Record {
    name: "Dataset",
    title: terms::DATASET,
    fields: &[
        required("format", terms::FORMAT, Type::Count(u32::MAX)),
        default("title", terms::TITLE, Type::Text),
        optional("note", terms::NOTE, Type::Text),
        default(
            "roles",
            terms::OWN_ROLE,
            Type::List(&Type::Record(&OWN_ROLE)),
        ),
        default(
            "agencies",
            terms::AGENCY,
            Type::List(&Type::Record(&AGENCY)),
        ),
        default(
            "successions",
            terms::SUCCESSION,
            Type::List(&Type::Record(&SUCCESSION)),
        ),
        default("plans", terms::PLAN, Type::List(&Type::Record(&PLAN))),
    ],
};

static OWN_ROLE: Record = Record {
    name: "OwnRole",
    title: terms::OWN_ROLE,
    fields: &[
        required("name", terms::NAME, Type::Text),
        required("mark", terms::MARK, Type::Text),
        required("counts_as", terms::COUNTS_AS, Type::Choice(&ROLE)),
        default("post", terms::POST, Type::Flag),
    ],
};

static AGENCY: Record = Record {
    name: "Agency",
    title: terms::AGENCY,
    fields: &[
        required("id", terms::ID, Type::Text),
        required("name", terms::FULL_NAME, Type::Text),
        optional("short", terms::SHORT, Type::Text),
        required("kind", terms::KIND, Type::Choice(&AGENCY_KIND)),
        default("aliases", terms::ALIASES, Type::List(&Type::Text)),
        optional("parent", terms::PARENT, Type::Text),
        optional("members", terms::MEMBERS, Type::Choice(&MEMBERS)),
        default(
            "member_periods",
            terms::MEMBER_PERIOD,
            Type::List(&Type::Record(&MEMBER_PERIOD)),
        ),
        default("heir_unknown", terms::HEIR_UNKNOWN, Type::Flag),
        default("fields", terms::FIELDS, Type::Texts),
        optional("note", terms::NOTE, Type::Text),
    ],
};

static MEMBER_PERIOD: Record = Record {
    name: "MemberPeriod",
    title: terms::MEMBER_PERIOD,
    fields: &[
        required("member", terms::MEMBERS, Type::Text),
        optional("from", terms::FROM, Type::Day),
        optional("to", terms::TO, Type::Day),
    ],
};

pub(super) static AGENCY_KIND: Choice = Choice {
    title: "机构类型",
    variants: &[
        variant("Department", "政府部门", &[]),
        variant("Party", "党委部门", &[]),
        variant("Organisation", "群团和社会组织", &[]),
        variant("Central", "中央驻地方单位", &[]),
        variant("Enterprise", "企业", &[]),
        variant("District", "区、开发区", &[]),
        variant("Collective", terms::COLLECTIVE, &[]),
        variant("LeadingGroup", "领导小组", &[]),
        variant("Mechanism", "工作机制", &[]),
    ],
};

static MEMBERS: Choice = Choice {
    title: terms::MEMBERS,
    variants: &[
        variant("Listed", "列出的机构", &[Type::List(&Type::Text)]),
        variant(
            "ListedAndOthers",
            "列出的机构和其他",
            &[Type::List(&Type::Text)],
        ),
        variant("Open", "未列明", &[]),
    ],
};

static SUCCESSION: Record = Record {
    name: "Succession",
    title: terms::SUCCESSION,
    fields: &[
        required("from", terms::FORMER, Type::Text),
        required("to", terms::SUCCESSOR, Type::Text),
        required("how", terms::HOW, Type::Choice(&SUCCESSION_KIND)),
        optional("date", terms::WHEN, Type::Day),
        required("basis", terms::BASIS, Type::Choice(&BASIS)),
    ],
};

pub(super) static SUCCESSION_KIND: Choice = Choice {
    title: "沿革方式",
    variants: &[
        variant("Renamed", "更名", &[]),
        variant("Merged", "并入", &[]),
        variant("Transferred", "部分职责划转", &[]),
    ],
};

static BASIS: Choice = Choice {
    title: terms::BASIS,
    variants: &[
        variant("Stated", "原文写明", &[Type::Text]),
        variant("General", "一般常识", &[Type::Text]),
    ],
};

static PLAN: Record = Record {
    name: "Plan",
    title: terms::PLAN,
    fields: &[
        required("id", terms::ID, Type::Text),
        required("title", terms::TITLE, Type::Text),
        optional("short", terms::SHORT, Type::Text),
        optional("number", terms::NUMBER, Type::Text),
        optional("issuer", terms::ISSUER, Type::Text),
        optional("issued", terms::ISSUED, Type::Day),
        default("status", terms::STATUS, Type::Choice(&PLAN_STATUS)),
        optional("period", terms::PERIOD, Type::Record(&PERIOD)),
        default(
            "based_on",
            terms::BASED_ON,
            Type::List(&Type::Record(&SUPERIOR)),
        ),
        optional("source", terms::PROVENANCE, Type::Record(&PLAN_SOURCE)),
        optional("note", terms::NOTE, Type::Text),
        default(
            "sections",
            terms::SECTION,
            Type::List(&Type::Record(&SECTION)),
        ),
    ],
};

pub(super) static PLAN_STATUS: Choice = Choice {
    title: "方案状态",
    variants: &[
        variant("InForce", "已印发", &[]),
        variant("Draft", "征求意见稿", &[]),
        variant("Ended", "已结束", &[]),
    ],
};

static PERIOD: Record = Record {
    name: "Period",
    title: terms::PERIOD,
    fields: &[
        required("from", terms::FROM, Type::Day),
        required("to", terms::TO, Type::Day),
    ],
};

static SUPERIOR: Record = Record {
    name: "Superior",
    title: terms::BASED_ON,
    fields: &[
        default("title", terms::TITLE, Type::Text),
        optional("number", terms::NUMBER, Type::Text),
    ],
};

static PLAN_SOURCE: Record = Record {
    name: "PlanSource",
    title: terms::PROVENANCE,
    fields: &[
        optional("publisher", terms::PUBLISHER, Type::Text),
        optional("address", terms::ADDRESS, Type::Text),
        optional("retrieved", terms::RETRIEVED, Type::Day),
        optional("completeness", terms::COMPLETENESS, Type::Text),
    ],
};

static SECTION: Record = Record {
    name: "Section",
    title: terms::SECTION,
    fields: &[
        default("number", terms::SEQUENCE, Type::Text),
        default("title", terms::TITLE, Type::Text),
        default("targets", terms::TARGET, Type::List(&Type::Record(&TARGET))),
        default("tasks", terms::TASK, Type::List(&Type::Record(&TASK))),
        default(
            "sections",
            terms::SUBSECTIONS,
            Type::List(&Type::Record(&SECTION)),
        ),
    ],
};

static TASK: Record = Record {
    name: "Task",
    title: terms::TASK,
    fields: &[
        required("clause", terms::CLAUSE, Type::Text),
        optional("part", terms::PART, Type::Count(u16::MAX as u32)),
        required("title", terms::TITLE, Type::Text),
        default("summary", terms::SUMMARY, Type::Text),
        default(
            "assignments",
            terms::ASSIGNMENT,
            Type::List(&Type::Record(&ASSIGNMENT)),
        ),
        default("due", terms::DUE, Type::Choice(&DUE)),
        default("also_due", terms::ALSO_DUE, Type::List(&Type::Choice(&DUE))),
        default("due_words", terms::DUE_WORDS, Type::List(&Type::Text)),
        default("targets", terms::TARGET, Type::List(&Type::Record(&TARGET))),
        default("fields", terms::FIELDS, Type::Texts),
        optional("text", terms::CLAUSE_TEXT, Type::Text),
        optional("place", terms::PLACE, Type::Text),
        optional("checked", terms::CHECKED, Type::Record(&CHECKED)),
        optional("note", terms::NOTE, Type::Text),
    ],
};

static CHECKED: Record = Record {
    name: "Checked",
    title: terms::CHECKED,
    fields: &[
        required("on", terms::CHECKED_ON, Type::Day),
        default("by", terms::CHECKED_BY, Type::Text),
    ],
};

static ASSIGNMENT: Record = Record {
    name: "Assignment",
    title: terms::ASSIGNMENT,
    fields: &[
        required("agency", terms::AGENCY, Type::Text),
        required("role", terms::ROLE, Type::Choice(&ROLE)),
        optional("written", terms::WRITTEN, Type::Text),
        optional("term", terms::DOCUMENT_TERM, Type::Text),
        optional("note", terms::NOTE, Type::Text),
    ],
};

pub(super) static ROLE: Choice = Choice {
    title: terms::ROLE,
    variants: &[
        variant("Lead", terms::LEAD, &[]),
        variant("Responsible", terms::RESPONSIBLE, &[]),
        variant("Support", terms::SUPPORT, &[]),
        variant("Member", terms::MEMBER, &[]),
        variant("Oversee", terms::OVERSEE, &[]),
    ],
};

static TARGET: Record = Record {
    name: "Target",
    title: terms::TARGET,
    fields: &[
        optional("clause", terms::CLAUSE, Type::Text),
        required("indicator", terms::INDICATOR, Type::Text),
        required("amount", terms::VALUE, Type::Choice(&AMOUNT)),
        default("unit", terms::UNIT, Type::Text),
        default("due", terms::DUE, Type::Choice(&DUE)),
        default("also_due", terms::ALSO_DUE, Type::List(&Type::Choice(&DUE))),
        default("by", terms::ACTORS, Type::List(&Type::Text)),
        default("to", terms::RECIPIENTS, Type::List(&Type::Text)),
        default("stretch", terms::STRETCH, Type::Flag),
        optional("thread", terms::THREAD, Type::Text),
        optional("note", terms::NOTE, Type::Text),
    ],
};

static AMOUNT: Choice = Choice {
    title: terms::VALUE,
    variants: &[
        variant("Exactly", "达到", &[Type::Figure]),
        variant("AtLeast", "不少于", &[Type::Figure]),
        variant("AtMost", "不超过", &[Type::Figure]),
        variant("About", "约", &[Type::Figure]),
        variant("Range", "区间", &[Type::Figure, Type::Figure]),
        variant(
            "Fraction",
            "比例",
            &[Type::Count(u32::MAX), Type::Count(u32::MAX)],
        ),
        variant("Multiple", "倍数", &[Type::Figure]),
        variant("Wording", "定性", &[Type::Text]),
        variant("Deliverable", terms::DELIVERABLE, &[Type::Text]),
    ],
};

static DUE: Choice = Choice {
    title: terms::DUE,
    variants: &[
        variant("By", "截至", &[Type::Day]),
        variant("Between", terms::BETWEEN, &[Type::Day, Type::Day]),
        variant("Every", "每隔", &[Type::Choice(&RHYTHM)]),
        variant(
            "EveryUntil",
            "每隔，到",
            &[Type::Choice(&RHYTHM), Type::Day],
        ),
        variant(
            "Within",
            terms::WITHIN,
            &[Type::Count(u8::MAX as u32), Type::Count(u8::MAX as u32)],
        ),
        variant(
            "WithinMonths",
            terms::WITHIN_MONTHS,
            &[Type::Count(u16::MAX as u32), Type::Count(u16::MAX as u32)],
        ),
        variant(
            "WithinDays",
            terms::WITHIN_DAYS,
            &[Type::Count(u16::MAX as u32), Type::Count(u16::MAX as u32)],
        ),
        variant("When", terms::WHEN_SO, &[Type::Text]),
        variant("Ongoing", terms::ONGOING, &[]),
        variant("Unstated", terms::UNSTATED, &[]),
    ],
};

pub(super) static RHYTHM: Choice = Choice {
    title: terms::RHYTHM,
    variants: &[
        variant("Week", "每周", &[]),
        variant("Month", "每月", &[]),
        variant("Quarter", "每季度", &[]),
        variant("HalfYear", "每半年", &[]),
        variant("Year", "每年", &[]),
    ],
};

/// All records that a file can hold, the outermost one first.
pub(super) static RECORDS: [&Record; 14] = [
    &DATASET,
    &OWN_ROLE,
    &AGENCY,
    &MEMBER_PERIOD,
    &SUCCESSION,
    &PLAN,
    &PERIOD,
    &SUPERIOR,
    &PLAN_SOURCE,
    &SECTION,
    &TASK,
    &CHECKED,
    &ASSIGNMENT,
    &TARGET,
];

/// The choice that has a variant with values of this name, in capitals or not.
pub(super) fn choice_with_values(name: &str) -> Option<(&'static Choice, &'static Variant)> {
    let fields = RECORDS.iter().flat_map(|record| record.fields);
    let mut choices = fields.filter_map(|field| match field.ty {
        Type::Choice(choice) => Some(choice),
        _ => None,
    });
    choices.find_map(|choice| {
        let is_meant = |it: &&Variant| !it.items.is_empty() && it.name.eq_ignore_ascii_case(name);
        Some((choice, choice.variants.iter().find(is_meant)?))
    })
}
