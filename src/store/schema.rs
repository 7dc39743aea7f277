//! The shape of a data file, as far as messages need it: which fields there are, what goes into
//! them, and what people call them.
//!
//! Reading and writing follow the types in [`crate::model`], not this table. The tests hold the
//! two together: every field and every variant is in both, and they agree on what must be there.

/// What goes into a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    Text,
    Flag,
    /// A whole number from 0 to this.
    Count(u32),
    /// A finite number.
    Figure,
    Day,
    Record(&'static Record),
    List(&'static Type),
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

/// A value out of a few.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) title: &'static str,
    pub(super) variants: &'static [Variant],
}

#[derive(Debug)]
pub(super) struct Variant {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// What goes into its brackets.
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
    title: "数据文件",
    fields: &[
        required("format", "格式版本", Type::Count(u32::MAX)),
        default("title", "标题", Type::Text),
        optional("note", "说明", Type::Text),
        default("agencies", "机构", Type::List(&Type::Record(&AGENCY))),
        default(
            "successions",
            "机构沿革",
            Type::List(&Type::Record(&SUCCESSION)),
        ),
        default("plans", "方案", Type::List(&Type::Record(&PLAN))),
    ],
};

static AGENCY: Record = Record {
    name: "Agency",
    title: "机构",
    fields: &[
        required("id", "编号", Type::Text),
        required("name", "全称", Type::Text),
        optional("short", "简称", Type::Text),
        required("kind", "类型", Type::Choice(&AGENCY_KIND)),
        default("aliases", "别名", Type::List(&Type::Text)),
        optional("members", "成员", Type::Choice(&MEMBERS)),
        optional("note", "说明", Type::Text),
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
        variant("Collective", "集合机构", &[]),
        variant("LeadingGroup", "领导小组", &[]),
        variant("Mechanism", "工作机制", &[]),
    ],
};

static MEMBERS: Choice = Choice {
    title: "成员",
    variants: &[
        variant("Listed", "列出的机构", &[Type::List(&Type::Text)]),
        variant("Open", "未列明", &[]),
    ],
};

static SUCCESSION: Record = Record {
    name: "Succession",
    title: "机构沿革",
    fields: &[
        required("from", "原机构", Type::Text),
        required("to", "承接机构", Type::Text),
        required("how", "方式", Type::Choice(&SUCCESSION_KIND)),
        optional("date", "时间", Type::Day),
        required("basis", "依据", Type::Choice(&BASIS)),
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
    title: "依据",
    variants: &[
        variant("Stated", "文件写明", &[Type::Text]),
        variant("General", "一般常识", &[Type::Text]),
    ],
};

static PLAN: Record = Record {
    name: "Plan",
    title: "方案",
    fields: &[
        required("id", "编号", Type::Text),
        required("title", "标题", Type::Text),
        optional("short", "简称", Type::Text),
        optional("number", "文号", Type::Text),
        optional("issuer", "印发机关", Type::Text),
        optional("issued", "印发日期", Type::Day),
        default("status", "状态", Type::Choice(&PLAN_STATUS)),
        optional("period", "实施期", Type::Record(&PERIOD)),
        optional("note", "说明", Type::Text),
        default("sections", "章节", Type::List(&Type::Record(&SECTION))),
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
    title: "实施期",
    fields: &[
        required("from", "起始时间", Type::Day),
        required("to", "结束时间", Type::Day),
    ],
};

static SECTION: Record = Record {
    name: "Section",
    title: "章节",
    fields: &[
        default("number", "序号", Type::Text),
        default("title", "标题", Type::Text),
        default("targets", "目标", Type::List(&Type::Record(&TARGET))),
        default("tasks", "任务", Type::List(&Type::Record(&TASK))),
        default("sections", "下级章节", Type::List(&Type::Record(&SECTION))),
    ],
};

static TASK: Record = Record {
    name: "Task",
    title: "任务",
    fields: &[
        required("clause", "条款", Type::Text),
        optional("part", "条款内序号", Type::Count(u16::MAX as u32)),
        required("title", "标题", Type::Text),
        default("summary", "概要", Type::Text),
        default(
            "assignments",
            "职责分工",
            Type::List(&Type::Record(&ASSIGNMENT)),
        ),
        default("targets", "目标", Type::List(&Type::Record(&TARGET))),
        optional("note", "说明", Type::Text),
    ],
};

static ASSIGNMENT: Record = Record {
    name: "Assignment",
    title: "职责分工",
    fields: &[
        required("agency", "机构编号", Type::Text),
        required("role", "角色", Type::Choice(&ROLE)),
        optional("written", "原文写法", Type::Text),
        optional("term", "原文称谓", Type::Text),
        optional("note", "说明", Type::Text),
    ],
};

pub(super) static ROLE: Choice = Choice {
    title: "角色",
    variants: &[
        variant("Lead", "牵头", &[]),
        variant("Responsible", "责任", &[]),
        variant("Support", "配合", &[]),
        variant("Member", "成员", &[]),
        variant("Oversee", "督办", &[]),
    ],
};

static TARGET: Record = Record {
    name: "Target",
    title: "目标",
    fields: &[
        optional("clause", "条款", Type::Text),
        required("indicator", "指标", Type::Text),
        required("amount", "数值", Type::Choice(&AMOUNT)),
        default("unit", "单位", Type::Text),
        default("due", "时限", Type::Choice(&DUE)),
        default("stretch", "力争", Type::Flag),
        optional("thread", "指标线索", Type::Text),
        optional("note", "说明", Type::Text),
    ],
};

static AMOUNT: Choice = Choice {
    title: "数值",
    variants: &[
        variant("Exactly", "等于", &[Type::Figure]),
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
    ],
};

static DUE: Choice = Choice {
    title: "时限",
    variants: &[
        variant("By", "截至", &[Type::Day]),
        variant("Every", "每隔", &[Type::Choice(&RHYTHM)]),
        variant(
            "Within",
            "几年内",
            &[Type::Count(u8::MAX as u32), Type::Count(u8::MAX as u32)],
        ),
        variant("Ongoing", "持续推进", &[]),
        variant("Unstated", "未写明", &[]),
    ],
};

pub(super) static RHYTHM: Choice = Choice {
    title: "频次",
    variants: &[
        variant("Month", "每月", &[]),
        variant("Quarter", "每季度", &[]),
        variant("HalfYear", "每半年", &[]),
        variant("Year", "每年", &[]),
    ],
};

/// All records that a file can hold, the outermost one first.
pub(super) static RECORDS: [&Record; 9] = [
    &DATASET,
    &AGENCY,
    &SUCCESSION,
    &PLAN,
    &PERIOD,
    &SECTION,
    &TASK,
    &ASSIGNMENT,
    &TARGET,
];
