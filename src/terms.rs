//! The words: one Chinese term for each thing that files, windows, pages and formats name.
//!
//! Headings, captions, labels and the field names in messages read their words here, so that one
//! thing has one name everywhere. Names of single values (roles apart) stand with their types,
//! such as `AgencyKind::label`. The tests keep synonyms and second spellings out.

/// A note in running text, as documents print one. Where it has a heading, that is [`NOTE`].
#[must_use]
pub fn noted(note: &str) -> String {
    format!("注：{note}")
}

/// A term whose synonyms are kept out of the sources.
#[cfg(test)]
struct Term {
    word: &'static str,
    /// Words that name the same thing and are not used for it.
    others: &'static [&'static str],
}

/// Makes a constant of each term, and the list of all of them for the tests.
macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $word:literal $(, not [$($other:literal),+])?;)*) => {
        $($(#[$doc])* pub const $name: &str = $word;)*

        #[cfg(test)]
        const ALL: &[Term] = &[$(Term { word: $word, others: &[$($($other),+)?] }),*];
    };
}

terms! {
    /// The program, and the table of tasks × agencies that it is named after.
    MATRIX = "责任矩阵";

    // What a data file holds.

    /// A whole data file. People open, save and send files, so the set of data is called one.
    DATASET = "数据文件", not ["数据集"];
    /// An issued document with its tasks. 文件 is a file on disk, and 政策文件 prose.
    PLAN = "方案", not ["文件信息"];
    /// Data read from a document that nobody has held against it yet.
    UNREVIEWED = "未审阅草稿";
    /// A chapter or paragraph of a plan.
    SECTION = "章节";
    /// The number of a provision as the document writes it.
    CLAUSE = "条款", not ["条文"];
    /// Something that a plan wants done.
    TASK = "任务";
    /// A body that a plan gives something to do. 单位 is what numbers are counted in.
    AGENCY = "机构";
    /// The same body as it is called today.
    CURRENT_AGENCY = "现机构";
    /// A named group of bodies, such as 各区人民政府.
    COLLECTIVE = "集合机构";
    /// Before a mark, that the body has the task only as a member of a collective.
    THROUGH_MARK = "经";
    /// What that mark means, in a legend.
    THROUGH_LEGEND = "作为集合机构的成员";
    /// Without what a body has through a collective.
    DIRECT_ONLY = "只看直接";
    /// That a body was renamed, merged or relieved of duties.
    SUCCESSION = "机构沿革";
    /// Task × agency × role.
    ASSIGNMENT = "职责分工", not ["责任分工"];
    /// What is to be reached.
    TARGET = "目标";

    // Fields of every kind of entry.

    /// What other entries refer to an entry by. 编号 could be that of a document or a chapter.
    ID = "代号", not ["编号"];
    /// A heading.
    TITLE = "标题";
    /// What a short list calls an agency or a plan.
    SHORT = "简称";
    /// What else there is to know. 说明 is an explanation of the program.
    NOTE = "备注";

    // Fields of one kind of entry.

    /// The version of the file format.
    FORMAT = "格式版本";
    /// The whole name of an agency.
    FULL_NAME = "全称";
    /// What an agency is: a department, a district, a company.
    KIND = "类型";
    /// Other wordings for an agency.
    ALIASES = "别名";
    /// The body that an agency belongs to.
    PARENT = "上级机构";
    /// The bodies that belong to an agency.
    BELOW = "下属机构";
    /// From when to when a body belongs to a collective.
    MEMBER_PERIOD = "成员期间";
    /// That nobody knows who took over from an agency.
    HEIR_UNKNOWN = "承接机构不明";
    /// Columns that a file adds to tasks and agencies.
    FIELDS = "自定义列", not ["自定列"];
    /// A role that a file names and defines itself.
    OWN_ROLE = "自定义角色", not ["自定角色"];
    /// What a role is called.
    NAME = "名称";
    /// What stands for a role in a cell.
    MARK = "角色标记";
    /// The role of the program that an own one is counted as.
    COUNTS_AS = "归入角色";
    /// That a role is a post.
    POST = "职务";
    /// The documents that a plan carries out.
    BASED_ON = "上位文件", not ["依据文件"];
    /// Where the text of a plan was taken from.
    PROVENANCE = "文本出处";
    /// Who published it there.
    PUBLISHER = "发布网站或单位";
    /// Where it is to be found.
    ADDRESS = "网址";
    /// When it was taken from there.
    RETRIEVED = "获取日期";
    /// How whole the text is.
    COMPLETENESS = "完整程度";
    /// The agencies in a collective.
    MEMBERS = "成员";
    /// The body before a succession.
    FORMER = "原机构";
    /// The body after one succession: others may follow, so it need not be the current one.
    SUCCESSOR = "承接机构";
    /// How a body became another.
    HOW = "方式";
    /// When it did.
    WHEN = "时间";
    /// What a succession is known from.
    BASIS = "依据";
    /// The number of a document: 武政办〔2017〕118号.
    NUMBER = "文号";
    /// Who issued a plan, as the standard for official documents (GB/T 9704) calls it.
    ISSUER = "发文机关", not ["印发机关"];
    /// When a plan was issued.
    ISSUED = "印发日期";
    /// Whether a plan is a draft, in force or over.
    STATUS = "状态";
    /// From when to when a plan runs; a target has a 时限.
    PERIOD = "实施期", not ["起止"];
    /// The begin of a period.
    FROM = "起始时间";
    /// The end of a period.
    TO = "结束时间";
    /// The number of a chapter, and of a row.
    SEQUENCE = "序号";
    /// Chapters in a chapter.
    SUBSECTIONS = "下级章节";
    /// The number of a task among those of one clause.
    PART = "条款内序号", not ["条内序号"];
    /// What a task is about, in own words.
    SUMMARY = "概要", not ["摘要"];
    /// That somebody held an entry against the document.
    CHECKED = "已核";
    /// On which day.
    CHECKED_ON = "核对日期";
    /// Who it was.
    CHECKED_BY = "核对人";
    /// The part that an agency has in a task.
    ROLE = "角色";
    /// The name of an agency as the document writes it.
    WRITTEN = "原文写法";
    /// The word of the document for a special role: 组长, 链长.
    DOCUMENT_TERM = "原文称谓", not ["原文称呼"];
    /// What a target counts.
    INDICATOR = "指标";
    /// The bare number of a target.
    VALUE = "数值";
    /// What the number counts: 家, 亿元.
    UNIT = "单位";
    /// The lowest figure that a target allows.
    LOWER_BOUND = "下限";
    /// The highest figure that a target allows.
    UPPER_BOUND = "上限";
    /// By when, how often or within how many years.
    DUE = "时限", not ["期限"];
    /// The deadline of a task as a whole.
    TASK_DUE = "任务时限";
    /// Further deadlines.
    ALSO_DUE = "其他时限";
    /// The document's own wording of deadlines.
    DUE_WORDS = "时限原文";
    /// Who is to reach a target.
    ACTORS = "由谁承担";
    /// To whom a target is reported.
    RECIPIENTS = "报送对象";
    /// A document or thing to be delivered.
    DELIVERABLE = "成果", not ["交付物"];
    /// The wording of a clause in the document.
    CLAUSE_TEXT = "原文";
    /// Where a clause stands in the document.
    PLACE = "原文位置";
    /// That the document only strives for it.
    STRETCH = "力争";
    /// One name for an indicator that several plans have.
    THREAD = "指标线索";
    /// The rhythm of a duty that comes again.
    RHYTHM = "频次";

    // Roles.

    /// The role of who leads.
    LEAD = "牵头";
    /// The role of who answers for it beside the one who leads.
    RESPONSIBLE = "责任";
    /// The role of who supports.
    SUPPORT = "配合";
    /// The role of a member of a group.
    MEMBER = "成员";
    /// The role of who oversees.
    OVERSEE = "督办";
    /// A column for support and all roles after it.
    OTHER_ROLES = "配合和其他", not ["配合等", "其他单位"];

    // What tables say of the entries.

    /// All agencies that have a role in a task. 责任单位 is a word of the documents for one role.
    BODIES = "责任机构";
    /// The agencies that lead a task.
    LEADERS = "牵头机构";
    /// The same on forms that offices hand in: there the word of the documents stands.
    FORM_LEADERS = "牵头单位";
    /// Who answers for a task beside the leads, on such forms.
    FORM_BODIES = "责任单位";
    /// A number with its unit and how it is meant.
    AMOUNT = "目标值";
    /// How a number is meant: at least, about.
    COMPARISON = "比较";
    /// What is to be reached, and when.
    GOALS = "目标和时限", not ["目标与时限"];
    /// Where something is said: document, number and clause.
    SOURCE = "出处", not ["来源"];
    /// What a row of a mixed table is about.
    CATEGORY = "类别";
    /// The sum of a row or a column.
    TOTAL = "合计";
    /// Out of the sum, the tasks led.
    OF_THEM_LED = "其中牵头";
    /// The sum over all plans, where the others are of one.
    IN_ALL_PLANS = "全部方案合计";
    /// The bodies that have no task, where the others have a column.
    WITHOUT_TASKS = "没有任务的机构";
    /// What says that the files handed out add up, and who took each.
    RECEIPT = "分发核对单";
    /// How many assignments, tasks or targets there are.
    COUNT = "数量";
    /// Agencies with tasks in common.
    PEERS = "共事机构";
    /// What became of an agency: its line of successions.
    LINEAGE = "沿革";
    /// That earlier agencies are counted with the current one.
    FOLDING = "归并";
    /// Tasks that an agency has only as a member of a collective.
    THROUGH = "经集合机构";
    /// What the marks mean.
    LEGEND = "图例";
    /// What is shown and what is not.
    FILTER = "筛选";
    /// The mark of the body that stands first where a document has no other word than 责任单位.
    FIRST_LISTED = "① 责任单位中的首位（按惯例牵头，原文未写明）";
    /// What the letters of a RACI chart cannot say.
    RACI_CAVEAT = "RACI 字母只是相近的对应，“牵头”不完全等于 Accountable";
    /// What a day belongs to: of an export, or of an event.
    DAY = "日期";

    // Tables and pages.

    /// The form with a row per task that offices hand in.
    TASK_TABLE = "任务分解表";
    /// The same with columns to be filled in.
    LEDGER = "督办台账";
    /// The list with a row per task.
    TASK_LIST = "任务清单";
    /// What a link from another table to it says.
    TO_TASK_LIST = "到任务清单";
    /// The same of the matrix.
    TO_MATRIX = "到责任矩阵";
    /// The table with a row per target.
    TARGET_LIST = "目标清单";
    /// Targets along the years.
    TIMELINE = "时间轴";
    /// The same as the heading of a page or a file.
    TARGET_TIMELINE = "目标时间轴";
    /// What is due, by year, quarter and month.
    DUE_TAB = "到期";
    /// The same as a form.
    DUE_LIST = "到期清单";
    /// What one agency has to do.
    DUTY_SHEET = "责任清单";
    /// What was and what is, and whom it touches, as offices hand it in.
    CHANGE_TABLE = "修改对照表", not ["对比表"];
    /// Two versions beside each other.
    COMPARE = "对比";

    // Deadlines that are no day.

    /// Within some years.
    WITHIN = "若干年内", not ["几年内", "几年之内"];
    /// Within some months.
    WITHIN_MONTHS = "几个月内";
    /// Within some days.
    WITHIN_DAYS = "几天内";
    /// From one time to another.
    BETWEEN = "起至";
    /// When something has happened.
    WHEN_SO = "视条件而定";
    /// Again and again, in some rhythm.
    REGULARLY = "定期";
    /// Without end.
    ONGOING = "持续推进";
    /// What the document does not say.
    UNSTATED = "未写明";
    /// The targets that the document sets without a task.
    OVERALL_GOALS = "总体目标";
}

#[cfg(test)]
mod tests;
