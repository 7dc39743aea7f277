//! The words for roles, times and people in front of a colon or over a column.

use super::flow::{begins, ends, find, holds};
use crate::model::Role;

/// What a label or the head of a column says of what stands behind or under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Bodies in a role.
    Bodies(Role),
    /// People.
    Persons,
    /// By when.
    Time,
}

/// Words for a role, the first hit counts.
const ROLES: [(&str, Role); 31] = [
    ("督办", Role::Oversee),
    ("督导", Role::Oversee),
    ("督查", Role::Oversee),
    ("督促", Role::Oversee),
    ("监督", Role::Oversee),
    ("验收", Role::Oversee),
    ("指导", Role::Oversee),
    ("成员", Role::Member),
    ("参加", Role::Member),
    ("参与", Role::Member),
    ("配合", Role::Support),
    ("协同", Role::Support),
    ("协助", Role::Support),
    ("协办", Role::Support),
    ("协作", Role::Support),
    ("支持", Role::Support),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("主责", Role::Lead),
    ("首责", Role::Lead),
    ("主要负责", Role::Lead),
    ("责任", Role::Responsible),
    ("负责", Role::Responsible),
    ("落实", Role::Responsible),
    ("承办", Role::Responsible),
    ("承担", Role::Responsible),
    ("实施", Role::Responsible),
    ("执行", Role::Responsible),
    ("审批", Role::Oversee),
    ("审核", Role::Oversee),
    ("监管", Role::Oversee),
];

/// What a label for bodies ends in.
const BODIES: [&str; 14] = [
    "单位",
    "部门",
    "机构",
    "主体",
    "处室",
    "科室",
    "处(室)",
    "科(室)",
    "处/科室",
    "股室",
    "区县",
    "县区",
    "县市区",
    "级部门",
];

/// Labels that are a verb alone.
const VERBS: [&str; 16] = [
    "牵头",
    "主办",
    "协办",
    "配合",
    "主责",
    "督办",
    "负责",
    "落实",
    "责任分工",
    "承办",
    "指导",
    "督导",
    "参与",
    "参加",
    "协同",
    "协助",
];

/// What a label for people ends in.
const PERSONS: [&str; 9] = [
    "责任人",
    "负责人",
    "领导",
    "责任者",
    "联系人",
    "联络员",
    "责任人员",
    "领导人",
    "负责同志",
];

/// What a label for a time ends in.
const TIMES: [&str; 14] = [
    "时限",
    "时间",
    "期限",
    "时间节点",
    "节点",
    "时间要求",
    "时限要求",
    "完成日期",
    "时间安排",
    "进度安排",
    "进度要求",
    "时间进度",
    "办结日期",
    "完成期限",
];

/// The role that a word names.
pub(super) fn role_of(key: &[char]) -> Option<Role> {
    // 市直责任部门（主责）: what is said last in brackets counts like the rest.
    ROLES
        .iter()
        .find(|(word, _)| holds(key, word))
        .map(|(_, role)| *role)
}

/// What a label says, if it is one.
pub(super) fn label(key: &[char]) -> Option<Label> {
    if key.len() < 2 || key.len() > 16 || key.iter().any(|c| "、,;。:".contains(*c)) {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| ends(key, word));
    if has(&PERSONS) {
        return Some(Label::Persons);
    }
    if has(&TIMES) {
        let odd = [
            "发布", "成文", "印发", "公开", "活动", "会议", "征求", "生成", "更新",
        ];
        return (!odd.iter().any(|word| holds(key, word))).then_some(Label::Time);
    }
    let role = role_of(key)?;
    if VERBS
        .iter()
        .any(|word| key.iter().copied().eq(word.chars()))
    {
        return Some(Label::Bodies(role));
    }
    // 责任单位及责任人 ends in a word for people; 负责单位（人） in brackets.
    has(&BODIES).then_some(Label::Bodies(role)).or_else(|| {
        let end = find(key, "单位").or_else(|| find(key, "部门"))?;
        let rest = &key[end + 2..];
        (rest.first() == Some(&'(')
            || begins(rest, "及")
            || begins(rest, "和")
            || rest.iter().all(char::is_ascii_digit))
        .then_some(Label::Bodies(role))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Label> {
        label(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn labels_are_known_by_their_words_and_not_by_a_list() {
        use Role::{Lead, Member, Oversee, Responsible, Support};
        for (text, role) in [
            ("牵头单位", Lead),
            ("市级牵头部门", Lead),
            ("牵头责任单位", Lead),
            ("主办单位", Lead),
            ("主责部门", Lead),
            ("责任单位", Responsible),
            ("责任部门", Responsible),
            ("落实部门", Responsible),
            ("承办单位", Responsible),
            ("责任单位(部门)", Responsible),
            ("责任处室", Responsible),
            ("配合单位", Support),
            ("协办单位", Support),
            ("参与单位", Member),
            ("成员单位", Member),
            ("督办单位", Oversee),
            ("指导单位", Oversee),
        ] {
            assert_eq!(read(text), Some(Label::Bodies(role)), "{text}");
        }
        assert_eq!(read("责任人"), Some(Label::Persons));
        assert_eq!(read("牵头领导"), Some(Label::Persons));
        assert_eq!(read("完成时限"), Some(Label::Time));
        for text in [
            "发布时间",
            "工作任务",
            "备注",
            "单位",
            "责任",
            "牵头研发",
            "主要措施",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
