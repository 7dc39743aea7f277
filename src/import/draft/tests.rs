//! Whose bodies a draft has, and who took over from whom.

use super::kind::kind;
use super::*;
use crate::import::read;
use crate::import::understand::understand;
use crate::model::{AgencyKind, Basis};

fn drafted(text: &str, known: &Dataset) -> Dataset {
    let document = read::read(text.as_bytes()).unwrap();
    let reading = understand(&document);
    draft(&[("方案".to_owned(), &document, reading)], known, false)
}

const CITY: &str = "示例市人民政府关于优化营商环境的实施方案\n一、主要任务\n\
    （一）放宽准入。简化登记。（牵头单位：市工商行政管理局；责任单位：市经信委、市经济和信息化委员会、市环保局）\n\
    （二）加强监管。随机抽查。（责任单位：市市场监管局、市工商局、市卫计委、市财政局）\n";

fn names(data: &Dataset) -> Vec<(&str, Option<&str>, Vec<&str>)> {
    let agencies = data.agencies.iter();
    agencies
        .map(|it| {
            let aliases = it.aliases.iter().map(String::as_str).collect();
            (it.name.as_str(), it.short.as_deref(), aliases)
        })
        .collect()
}

fn steps(data: &Dataset) -> Vec<(&str, &str)> {
    let name = |id: &str| {
        let agency = data.agencies.iter().find(|it| it.id == id);
        agency.map_or("", |it| it.name.as_str())
    };
    let successions = data.successions.iter();
    successions
        .map(|it| (name(&it.from), name(&it.to)))
        .collect()
}

#[test]
fn the_youth_league_and_the_red_cross_are_organisations_and_party_offices_are_not() {
    for (name, wanted) in [
        ("共青团市委", AgencyKind::Organisation),
        ("市红十字会", AgencyKind::Organisation),
        ("市委统战部", AgencyKind::Party),
        ("市财政局", AgencyKind::Department),
        ("罗湖区", AgencyKind::District),
        ("东湖风景区", AgencyKind::District),
        ("各区", AgencyKind::Collective),
    ] {
        assert_eq!(kind(name), wanted, "{name}");
    }
}

#[test]
fn names_of_one_body_are_one_and_the_place_that_they_leave_out_is_that_of_the_document() {
    let data = drafted(CITY, &Dataset::default());
    assert_eq!(
        names(&data),
        [
            (
                "示例市工商行政管理局",
                Some("市工商局"),
                vec!["市工商行政管理局"]
            ),
            (
                "示例市经济和信息化委员会",
                Some("市经信委"),
                vec!["市经济和信息化委员会"]
            ),
            ("示例市环境保护局", Some("市环保局"), vec![]),
            ("示例市市场监督管理局", Some("市市场监管局"), vec![]),
            ("示例市卫生和计划生育委员会", Some("市卫计委"), vec![]),
            ("示例市财政局", Some("市财政局"), vec![]),
        ]
    );
    let note = data.agencies[5].note.as_deref().unwrap_or_default();
    assert!(
        note.starts_with("“市财政局”读作“示例市财政局”：文件由“示例市人民政府”印发；"),
        "{note}"
    );
    let written = data.plans[0].sections[0]
        .tasks
        .iter()
        .flat_map(|task| &task.assignments);
    let written: Vec<&str> = written.filter_map(|it| it.written.as_deref()).collect();
    assert_eq!(written[1..3], ["市经信委", "市经济和信息化委员会"]);
}

#[test]
fn a_document_that_says_no_place_leaves_names_as_they_are() {
    let text = CITY.replace("示例市人民政府关于", "");
    let data = drafted(&text, &Dataset::default());
    assert_eq!(
        names(&data)[..3],
        [
            ("市工商行政管理局", Some("市工商局"), vec![]),
            ("市经信委", None, vec!["市经济和信息化委员会"]),
            ("市环保局", None, vec![]),
        ]
    );
    assert!(data.agencies.iter().all(|agency| agency.note.is_none()));
}

fn of_city(issuer: &str) -> String {
    format!(
        "{issuer}关于推进制造业的实施方案\n一、主要任务\n\
         （一）技术改造。开展诊断。（牵头单位：市财政局；责任单位：省财政厅、市公安局、\
         市公安局交管局、江岸区人民政府、各区人民政府、杭州市、杭州市人民政府）\n\
         （二）宣传。加强宣传。（责任单位：市委宣传部、团市委、{city}财政局、东湖高新区）\n",
        city = issuer.replace("人民政府", ""),
    )
}

#[test]
fn bodies_of_a_city_are_proposed_with_kind_place_and_parent() {
    let data = drafted(&of_city("武汉市人民政府"), &Dataset::default());
    let of: Vec<(&str, AgencyKind)> = data
        .agencies
        .iter()
        .map(|it| (&*it.name, it.kind))
        .collect();
    assert_eq!(
        of,
        [
            ("武汉市财政局", AgencyKind::Department),
            ("湖北省财政厅", AgencyKind::Department),
            ("武汉市公安局", AgencyKind::Department),
            ("武汉市公安局交管局", AgencyKind::Department),
            ("武汉市江岸区", AgencyKind::District),
            ("武汉市各区人民政府", AgencyKind::Collective),
            ("杭州市", AgencyKind::Department),
            ("杭州市人民政府", AgencyKind::Department),
            ("中共武汉市委宣传部", AgencyKind::Party),
            ("共青团武汉市委员会", AgencyKind::Organisation),
            ("武汉东湖新技术开发区", AgencyKind::District),
        ]
    );
    let parents: Vec<(&str, &str)> = data
        .agencies
        .iter()
        .filter_map(|it| Some((&*it.id, it.parent.as_deref()?)))
        .collect();
    assert_eq!(parents, [(&*data.agencies[3].id, &*data.agencies[2].id)]);
    let of_office: Vec<_> = data.plans[0].sections[0].tasks[1]
        .assignments
        .iter()
        .map(|it| (it.agency.as_str(), it.written.as_deref().unwrap()))
        .collect();
    assert_eq!(of_office[2], (&*data.agencies[0].id, "武汉市财政局"));
}

#[test]
fn bureaus_of_two_cities_are_two_also_where_both_leave_their_city_out() {
    let wuhan = drafted(&of_city("武汉市人民政府"), &Dataset::default());
    let both = drafted(&of_city("宜昌市人民政府"), &wuhan);
    let of = |plan: usize| {
        let task = &both.plans[plan].sections[0].tasks[0];
        let id = &task.assignments[0].agency;
        let agency = both.agencies.iter().find(|it| it.id == *id).unwrap();
        (agency.name.as_str(), agency.short.as_deref())
    };
    assert_eq!(of(0), ("武汉市财政局", Some("市财政局")));
    assert_eq!(of(1), ("宜昌市财政局", Some("市财政局")));
    let provinces = both.agencies.iter().filter(|it| it.name == "湖北省财政厅");
    assert_eq!(provinces.count(), 1, "one province");
    assert_eq!(both, drafted(&of_city("宜昌市人民政府"), &wuhan));
}

#[test]
fn a_document_of_the_place_of_the_data_names_its_bodies() {
    let built_in = include_str!("../../../data/wuhan-manufacturing.ron");
    let known = crate::store::parse(built_in.as_bytes(), None)
        .unwrap()
        .dataset;
    let data = drafted(&of_city("武汉市人民政府"), &known);
    let new: Vec<&str> = data.agencies[known.agencies.len()..]
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    let wanted = [
        "湖北省财政厅",
        "武汉市公安局交管局",
        "杭州市",
        "杭州市人民政府",
    ];
    assert_eq!(new, wanted);
}

#[test]
fn who_took_over_is_told_where_the_documents_name_them() {
    let data = drafted(CITY, &Dataset::default());
    // Into which body 市经信委 went, and whether there is one yet, nobody said.
    assert_eq!(
        steps(&data),
        [("示例市工商行政管理局", "示例市市场监督管理局")]
    );
    let Basis::General(basis) = &data.successions[0].basis else {
        panic!("general knowledge");
    };
    assert!(basis.contains("地方机构改革"));
    // The next document of the city names it.
    let later = "示例市人民政府关于推进制造业的实施方案\n一、主要任务\n\
        （一）技术改造。开展诊断。（责任单位：市经信局、市卫健委）\n";
    let both = drafted(later, &data);
    let said = steps(&both);
    assert!(
        said.contains(&("示例市经济和信息化委员会", "示例市经济和信息化局")),
        "{said:?}"
    );
    assert!(
        said.contains(&("示例市卫生和计划生育委员会", "示例市卫生健康委员会")),
        "{said:?}"
    );
    let again = drafted(later, &data);
    assert_eq!(both, again, "the same input gives the same draft");
}

#[test]
fn ministries_are_followed_to_those_of_today() {
    let text = "国务院办公厅关于加强监管的通知\n国办发〔2017〕1号\n一、重点任务\n\
        （一）规范市场。加强执法。（工商总局、发展改革委、保监会负责）\n";
    let data = drafted(text, &Dataset::default());
    assert_eq!(
        steps(&data),
        [
            ("工商总局", "国家市场监督管理总局"),
            ("保监会", "中国银行保险监督管理委员会"),
            ("中国银行保险监督管理委员会", "国家金融监督管理总局"),
        ]
    );
    let heir = data
        .agencies
        .iter()
        .find(|it| it.name == "国家金融监督管理总局");
    assert_eq!(heir.unwrap().short.as_deref(), Some("金融监管总局"));
    let errors = crate::model::check::check(&data);
    let is_bad =
        |it: &crate::model::check::Finding| it.severity != crate::diagnostic::Severity::Note;
    let bad: Vec<_> = errors.iter().filter(|it| is_bad(it)).collect();
    assert!(bad.is_empty(), "{bad:?}");
}
