//! What kind of body a name is.

use crate::model::AgencyKind;

/// The kind of a body, as far as its name says so.
pub(super) fn kind(name: &str) -> AgencyKind {
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
        "区",
        "县",
        "区政府",
        "县政府",
        "区人民政府",
        "县人民政府",
        "管委会",
        "管理委员会",
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
