//! Nothing is cut: rows that are higher than a page go on over pages, names and words stay whole.

use std::sync::Arc;

use zeren::export::{self, Layout, Subject};
use zeren::model::workspace::{Source, Workspace};
use zeren::page::{Orientation, PageSetup, Pages, Paper};
use zeren::store;
use zeren::view::{Data, Profile, Sheet, Timeline, ViewSpec};

use crate::common;
use crate::layouts::{check, texts};

fn sheet(text: &str) -> Sheet {
    let loaded = store::parse(text.as_bytes(), None).expect("data");
    let source = Source {
        file: None,
        dataset: loaded.dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    Sheet::new(&data, &ViewSpec::default(), common::today())
}

fn setups() -> impl Iterator<Item = PageSetup> {
    Paper::ALL.into_iter().flat_map(|paper| {
        let ways = Orientation::ALL.into_iter();
        ways.map(move |orientation| PageSetup::new(paper, orientation))
    })
}

/// All texts of all pages, checked, without the blanks.
fn said(pages: &dyn Pages, what: &str) -> String {
    let mut said = String::new();
    for nth in 0..pages.count() {
        let page = pages.page(nth);
        check(&page, &format!("{what} {nth}"));
        for text in texts(&page) {
            said.extend(text.words.split_whitespace());
            said.push('\n');
        }
    }
    said
}

/// A task whose title, summary, note, target and bodies are all as long as this many sentences.
fn tall(sentences: usize) -> String {
    let long = |mark: &str| -> String {
        let all =
            (1..=sentences).map(|nth| format!("{mark}{nth}x，要求各单位细化措施、逐项销号。"));
        all.collect::<Vec<_>>().concat()
    };
    let task = |clause: &str, title: &str| {
        format!(
            "(clause: \"{clause}\", title: \"{title}\", summary: \"{}\", note: \"{}\", \
             assignments: [(agency: \"a\", role: Lead)], \
             targets: [(indicator: \"{}\", amount: Exactly(1), due: By(\"2027\"))]),",
            long("S"),
            long("N"),
            long("I")
        )
    };
    format!(
        "(format: 1, title: \"长\", agencies: [(id: \"a\", name: \"甲局\", kind: Department)], \
         plans: [(id: \"p\", title: \"长\", sections: [(number: \"一\", title: \"章\", tasks: [\
         {}{}(clause: \"一9\", title: \"短\", assignments: [(agency: \"a\", role: Lead)])])])])",
        task("一1", &long("T")),
        task("一2", "第二项")
    )
}

#[test]
fn a_row_higher_than_a_page_goes_on_and_loses_nothing() {
    let count = 70;
    let sheet = Arc::new(sheet(&tall(count)));
    let profile = Profile::new(&sheet, sheet.columns[0].agency);
    for setup in setups() {
        for (layout, marks) in [
            (Layout::List, "TSNI"),
            (Layout::Targets, "TI"),
            (Layout::Timeline, "TI"),
            (Layout::Matrix, "T"),
            (Layout::Agency, "TSNI"),
        ] {
            let what = format!("{layout:?} {setup:?}");
            let subject = match layout {
                Layout::Agency => Some(Subject::Agency(&profile)),
                layout => Subject::of_sheet(&sheet, layout),
            };
            let pages = export::pages(subject.expect("a subject"), setup).expect("pages");
            let said = said(pages.as_ref(), &what);
            for mark in marks.chars() {
                for nth in 1..=count {
                    let wanted = format!("{mark}{nth}x");
                    assert!(said.contains(&wanted), "{what}: {wanted}");
                }
            }
            if layout == Layout::List {
                assert!(!said.contains('…'), "{what}");
                assert!(said.contains("（续）"), "{what}");
                assert!(
                    said.contains("任务1/3") || said.contains("任务1—"),
                    "{what}: {said}"
                );
            }
        }
    }
}

const LATIN: &str = r#"(format: 1, title: "名", agencies: [
    (id: "a", name: "市AI产业发展专班", kind: LeadingGroup),
    (id: "b", name: "OPC 服务中心", kind: Organisation),
    (id: "c", name: "Project Management Office", kind: Organisation),
    (id: "d", name: "5G+工业互联网办公室", kind: LeadingGroup),
    (id: "e", name: "市12345热线管理中心", kind: Department),
    (id: "f", name: "市城市运行管理和应急指挥以及综合行政执法监督协调工作领导小组办公室", kind: LeadingGroup),
    (id: "g", name: "Verwaltungsgemeinschaftsangelegenheiten", kind: Organisation),
], plans: [(id: "p", title: "名", sections: [(number: "一", title: "任务", tasks: [
    (clause: "一1", title: "Specify new features", assignments: [
        (agency: "a", role: Lead), (agency: "b", role: Support), (agency: "c", role: Support),
        (agency: "d", role: Support), (agency: "e", role: Support), (agency: "f", role: Support),
        (agency: "g", role: Support)]),
])])])"#;

#[test]
fn names_are_whole_and_their_words_are_not_broken() {
    let sheet = sheet(LATIN);
    for setup in setups() {
        let pages = export::pages(Subject::Matrix(&sheet), setup).expect("pages");
        let mut lines: Vec<String> = Vec::new();
        for nth in 0..pages.count() {
            let page = pages.page(nth);
            check(&page, &format!("{setup:?}"));
            let names = texts(&page).into_iter();
            let names = names.filter(|text| text.flow != zeren::page::Flow::Line);
            lines.extend(names.map(|text| text.words.clone()));
        }
        let all = lines.concat();
        for agency in &sheet.workspace().agencies {
            let whole = |name: &str| all.contains(&name.replace(' ', "")) || all.contains(name);
            let broken = agency.agency.name.split(' ').all(whole);
            assert!(broken, "{}: {lines:?}", agency.agency.name);
        }
        for word in [
            "Project",
            "Management",
            "Office",
            "OPC",
            "12345",
            "5G+",
            "AI",
        ] {
            assert!(
                lines.iter().any(|line| line.contains(word)),
                "{word}: {lines:?}"
            );
        }
        assert!(!all.contains('…'), "{lines:?}");
    }
}

#[test]
fn a_word_of_a_name_is_turned_as_one_and_a_pair_stands_upright() {
    let sheet = sheet(LATIN);
    let setup = PageSetup::new(Paper::A3, Orientation::Landscape);
    let pages = export::pages(Subject::Matrix(&sheet), setup).expect("pages");
    let page = pages.page(0);
    let texts = texts(&page);
    let of = |name: &str| {
        let text = texts
            .iter()
            .find(|text| text.words.contains(name))
            .expect("the name");
        text.glyphs()
    };
    let word = of("OPC");
    assert!(word[..3].iter().all(|glyph| glyph.turned));
    assert!(word[..3].windows(2).all(|pair| pair[0].y < pair[1].y));
    // The blank is room between the word and the next Hanzi.
    let step = word[5].y - word[4].y;
    let gap = word[4].y - (word[2].y + word[2].advance);
    assert!(gap > step * 0.9, "{gap} {step}");
    let pair = of("AI");
    assert!(!pair[1].turned && !pair[2].turned);
    assert!((pair[1].y - pair[2].y).abs() < 0.01 && pair[1].x < pair[2].x);
}

#[test]
fn the_timeline_names_the_task_of_a_milestone() {
    let task = |clause: &str, title: &str, due: &str| {
        format!(
            "(clause: \"{clause}\", title: \"{title}\", assignments: [(agency: \"a\", role: Responsible)], \
             targets: [(indicator: \"制定方案\", amount: Wording(\"完成\"), due: By(\"{due}\"))]),"
        )
    };
    let text = format!(
        "(format: 1, title: \"节点\", agencies: [(id: \"a\", name: \"甲处\", kind: Department)], \
         plans: [(id: \"p\", title: \"年度工程\", period: (from: \"2026\", to: \"2026\"), \
         sections: [(number: \"1\", title: \"工程\", tasks: [{}{}])])])",
        task("1", "食堂改造", "2026-05"),
        task("2", "道路改造", "2026-04")
    );
    let sheet = sheet(&text);
    for setup in setups() {
        let pages = export::pages(Subject::Timeline(&sheet), setup).expect("pages");
        let said = said(pages.as_ref(), "timeline");
        assert!(
            said.contains("食堂改造") && said.contains("道路改造"),
            "{said}"
        );
        assert!(
            said.contains("\n2026年\n") && !said.contains("2026—2026"),
            "{said}"
        );
    }
    let timeline = Timeline::new(&sheet);
    let sentence = timeline.sentence(&timeline.lanes[0]);
    assert!(sentence.contains("食堂改造"), "{sentence}");
}
