//! What holds for the file of bodies, and what is found in it.

use std::collections::HashSet;

use super::*;

#[test]
fn the_file_is_sound() {
    let known = known();
    for (groups, least) in [(&known.national, 50), (&known.local, 50)] {
        let mut names = HashSet::new();
        for group in groups {
            assert!(!group.basis.is_empty(), "{:?}", group.bodies);
            assert!(!group.bodies.is_empty(), "{}", group.basis);
            for body in &group.bodies {
                assert!(!body.names.is_empty());
                for name in body.names.iter().chain(&body.bare) {
                    assert!(names.insert(name), "{name} twice");
                    assert_eq!(name_key(name), name.as_str(), "written as it is compared");
                }
            }
        }
        assert!(names.len() > least);
    }
    let mut from = HashSet::new();
    for reform in &known.reforms {
        assert!(from.insert(&reform.from), "{} has one heir", reform.from);
        assert!(reform.basis.contains("20"), "{}", reform.basis);
        for name in [&reform.from, &reform.to] {
            let body = find(name, false).unwrap_or_else(|| panic!("{name} is not listed"));
            assert_eq!(body.name, *name, "the full name");
        }
    }
    for reform in &known.local_reforms {
        assert!(from.insert(&reform.from), "{} has one entry", reform.from);
        assert!(reform.basis.contains("20"), "{}", reform.basis);
        for stem in reform.to.iter().chain([&reform.from]) {
            let (_, body) = local(stem).unwrap_or_else(|| panic!("{stem} is not listed"));
            assert_eq!(body.names.first(), Some(stem), "the full name");
        }
    }
}

#[test]
fn what_is_gone_has_somebody_who_took_over() {
    let known = known();
    let reforms = known.reforms.iter().map(|reform| &reform.from);
    let local = known.local_reforms.iter().map(|reform| &reform.from);
    let from: HashSet<&String> = reforms.chain(local).collect();
    for group in known.national.iter().chain(&known.local) {
        let is_gone = group.basis.contains("撤并");
        for body in &group.bodies {
            let name = &body.names[0];
            // 上海市经济和信息化委员会 is there to this day.
            if name != "经济和信息化委员会" {
                assert_eq!(from.contains(name), is_gone, "{name}");
            }
        }
    }
}

#[test]
fn places_are_named_once_and_lie_in_places_of_the_file() {
    let mut names: HashSet<&str> = HashSet::new();
    let mut all: HashSet<&str> = HashSet::new();
    let mut prefectures = 0;
    for group in &known().places {
        assert!(!group.basis.is_empty());
        let is_of_state = group.within.is_empty();
        assert!(
            is_of_state || all.contains(group.within.as_str()),
            "{}",
            group.within
        );
        for place in &group.places {
            all.insert(&place.name);
            let others = place.short.iter().chain(&place.also);
            for name in std::iter::once(&place.name).chain(others) {
                assert!(names.insert(name), "{name} twice");
                assert_eq!(name_key(name), name.as_str(), "written as it is compared");
            }
            let ends = ['省', '市', '区', '州', '盟'];
            assert!(place.name.ends_with(ends), "{}", place.name);
            if let Some(since) = place.since {
                let year = format!("{} 年", since.year());
                assert!(group.basis.contains(&year), "{}: {year}", place.name);
            }
        }
        let is_province = group.within.ends_with('省') || group.within.ends_with("自治区");
        prefectures += if is_province { group.places.len() } else { 0 };
    }
    // All that there are; of 海南省 and others not those that are counties.
    assert_eq!(prefectures, 333);
    let count = |within: &str| {
        let groups = known().places.iter().filter(|group| group.within == within);
        groups.map(|group| group.places.len()).collect::<Vec<_>>()
    };
    assert_eq!(count(""), [4, 27]);
    assert_eq!(count("武汉市"), [13, 4]);
}

#[test]
fn every_chain_goes_forward_in_time_and_ends_in_a_body_of_today() {
    for reform in &known().reforms {
        let (mut at, mut steps) = (reform, 0);
        while let Some(next) = known().reforms.iter().find(|next| next.from == at.to) {
            assert!(next.date >= at.date, "{} → {}", at.from, next.to);
            at = next;
            steps += 1;
            assert!(steps < 5, "{} goes round", reform.from);
        }
        let today = bodies(&known().national).find(|(_, body)| body.names[0] == at.to);
        assert!(
            today.is_some_and(|(basis, _)| !basis.contains("撤并")),
            "{}",
            at.to
        );
    }
    for reform in &known().local_reforms {
        let of = |stem: &String| known().local_reforms.iter().any(|it| it.from == *stem);
        assert!(!reform.to.iter().any(of), "{}", reform.from);
    }
}

#[test]
fn names_mean_one_body_where_they_stand() {
    let name = |name: &str, national| find(name, national).map(|body| body.name);
    let full = |text: &str| Some(text.to_owned());
    assert_eq!(name("国家发改委", false), full("国家发展和改革委员会"));
    assert_eq!(name("发展改革委", true), full("国家发展和改革委员会"));
    assert_eq!(name("发展改革委", false), None, "whose?");
    assert_eq!(name("市经信局", false), full("市经济和信息化局"));
    assert_eq!(
        name("武汉市税务局", false),
        full("国家税务总局武汉市税务局")
    );
    assert_eq!(
        name("国家税务总局武汉市税务局", false),
        name("武汉市税务局", false)
    );
    assert_eq!(name("武汉市委宣传部", false), full("中共武汉市委宣传部"));
    assert_eq!(name("中共武汉市财政局", false), None);
    assert_eq!(
        name("武汉市经济和信息化局", false),
        full("武汉市经济和信息化局")
    );
    assert_eq!(name("市市场监管局", false), full("市市场监督管理局"));
    assert_eq!(name("江岸区卫健局", false), full("江岸区卫生健康局"));
    assert_eq!(name("省农业农村厅", false), full("省农业农村厅"));
    assert_eq!(name("市委统战部", false), full("市委统一战线工作部"));
    assert_eq!(name("武汉市妇联", false), full("武汉市妇女联合会"));
    assert_eq!(
        name("共青团中央", false),
        full("中国共产主义青年团中央委员会")
    );
    assert_eq!(name("气象局", true), full("中国气象局"));
    for unknown in [
        "",
        "市",
        "经信局",
        "某某公司",
        "市民政",
        "各区人民政府",
        "市委",
        "妇联",
    ] {
        assert_eq!(name(unknown, true), None, "{unknown}");
    }
}

#[test]
fn heirs_are_found_step_by_step() {
    let body = find("保监会", false).unwrap();
    let first = &heirs(&body)[0];
    assert_eq!(first.body.name, "中国银行保险监督管理委员会");
    assert_eq!(heirs(&first.body)[0].body.name, "国家金融监督管理总局");
    assert!(heirs(&find("财政部", false).unwrap()).is_empty());
    let local = heirs(&find("市经信委", false).unwrap());
    assert_eq!(local[0].body.name, "市经济和信息化局");
    assert!(
        local
            .iter()
            .all(|heir| !heir.is_certain && heir.date.is_none())
    );
}
