//! Office files as packages: every part is declared and reached, every reference leads to a part,
//! and the properties say what the document is and which program made it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may fail here"
)]
#![allow(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names of parts are small letters"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use roxmltree::{Document, Node};
use zeren::export::{
    self, Content, Distribution, Format, Layout, Options, Silent, Subject, agencies_with_tasks,
};
use zeren::model::workspace::{Source, Workspace};
use zeren::store::Replacing;
use zeren::view::{Data, Sheet, ViewSpec};

/// The parts of a package by name.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut parts = BTreeMap::new();
    for nth in 0..zip.len() {
        let mut part = zip.by_index(nth).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        assert!(parts.insert(name, bytes).is_none(), "a part twice");
    }
    parts
}

/// The part that a reference of another part leads to.
fn target(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = match to.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}/{to}"),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/').filter(|name| !name.is_empty()) {
        if name == ".." {
            names.pop().expect("inside the package");
        } else {
            names.push(name);
        }
    }
    names.join("/")
}

/// Whose relationships a part holds: `ppt/_rels/a.xml.rels` holds those of `ppt/a.xml`.
fn owner(name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{}", file.strip_suffix(".rels")?))
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_else(|| panic!("no {name}"))
}

/// What a validator of packages looks at.
fn check(what: &str, bytes: Vec<u8>) {
    let parts = parts(bytes);
    let texts: BTreeMap<&str, &str> = parts
        .iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        .map(|(name, bytes)| (name.as_str(), std::str::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let trees: BTreeMap<&str, Document> = texts
        .iter()
        .map(|(&name, text)| {
            let tree = Document::parse(text);
            (name, tree.unwrap_or_else(|e| panic!("{what} {name}: {e}")))
        })
        .collect();

    let types = trees["[Content_Types].xml"].root_element();
    let (mut defaults, mut overrides) = (BTreeSet::new(), BTreeSet::new());
    for node in types.children().filter(Node::is_element) {
        assert!(!attribute(node, "ContentType").is_empty());
        let is_new = if node.has_tag_name((types.tag_name().namespace().unwrap(), "Default")) {
            defaults.insert(attribute(node, "Extension"))
        } else {
            let name = attribute(node, "PartName");
            let name = name.strip_prefix('/').expect("a whole name");
            assert!(parts.contains_key(name), "{what}: no part {name}");
            overrides.insert(name)
        };
        assert!(is_new, "{what}: a type twice");
    }
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let extension = name.rsplit('.').next().unwrap();
        let is_typed = overrides.contains(name.as_str()) || defaults.contains(extension);
        assert!(is_typed, "{what}: {name} has no type");
        // The type of all XML says nothing of what it is.
        let is_plain = extension == "xml" && !overrides.contains(name.as_str());
        assert!(!is_plain, "{what}: {name} has no type of its own");
    }

    let mut reached = BTreeSet::new();
    for (name, tree) in trees.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let owner = owner(name).expect("relationships of a part");
        assert!(
            owner.is_empty() || parts.contains_key(&owner),
            "{what}: {name}"
        );
        let mut ids = BTreeSet::new();
        for node in tree.root_element().children().filter(Node::is_element) {
            let id = attribute(node, "Id");
            assert!(ids.insert(id), "{what} {name}: {id} twice");
            assert!(attribute(node, "Type").starts_with("http://schemas."));
            if node.attribute("TargetMode") == Some("External") {
                continue;
            }
            let to = target(&owner, attribute(node, "Target"));
            assert!(
                parts.contains_key(&to),
                "{what} {name}: {id} leads to no {to}"
            );
            reached.insert(to);
        }
        let Some(body) = trees.get(owner.as_str()) else {
            continue;
        };
        for node in body.descendants() {
            for used in node.attributes().filter(|attribute| {
                let space = attribute.namespace().unwrap_or_default();
                space.ends_with("/officeDocument/2006/relationships")
            }) {
                let id = used.value();
                assert!(ids.contains(id), "{what} {owner}: {id} is no relationship");
            }
        }
    }
    for name in parts.keys() {
        let is_frame = name == "[Content_Types].xml" || name.ends_with(".rels");
        assert!(is_frame || reached.contains(name), "{what}: {name} is lost");
    }

    let word = |part: &str, name: &str| {
        let nodes = trees[part].descendants();
        let found: Vec<&str> = nodes
            .filter(|node| node.tag_name().name() == name)
            .filter_map(|node| node.text())
            .collect();
        assert!(found.len() <= 1, "{what}: {name} {found:?}");
        found.concat()
    };
    assert_eq!(word("docProps/app.xml", "Application"), "Zeren", "{what}");
    assert_eq!(word("docProps/app.xml", "AppVersion"), "", "{what}");
    assert_eq!(word("docProps/core.xml", "language"), "zh-CN", "{what}");
    for name in ["title", "creator", "created"] {
        assert_ne!(word("docProps/core.xml", name), "", "{what}: no {name}");
    }
}

fn check_all(name: &str, sheet: &Arc<Sheet>) {
    let agency = agencies_with_tasks(sheet)[0];
    for format in [Format::Xlsx, Format::Docx, Format::Pptx] {
        let mut tried = 0;
        for layout in Layout::OFFERED {
            if !layout.formats().contains(&format) {
                continue;
            }
            let content = Content::new(Arc::clone(sheet), layout, Some(agency)).unwrap();
            let subject: Subject<'_> = content.subject();
            let mut bytes = Vec::new();
            export::write(subject, format, &mut bytes, &Silent).expect("a file");
            check(&format!("{name} {layout:?} {format:?}"), bytes);
            tried += 1;
        }
        assert!(tried > 0, "{format:?}");
    }
}

#[test]
fn every_part_is_declared_and_reached_and_the_properties_are_ours() {
    check_all("built in", &Arc::new(common::sheet(&ViewSpec::default())));
    let mut dataset = zeren::synth::dataset(9, 40, 7);
    for agency in &mut dataset.agencies {
        agency.name.push_str("<&>\"\u{7}'");
    }
    let source = Source {
        file: None,
        dataset,
    };
    let data = Data::new(Workspace::join(vec![source]).0);
    let hostile = Sheet::new(&data, &ViewSpec::default(), common::today());
    check_all("hostile", &Arc::new(hostile));
}

#[test]
fn the_summary_of_a_distribution_is_a_whole_package() {
    let sheet = Arc::new(common::sheet(&ViewSpec::default()));
    let agencies = &agencies_with_tasks(&sheet)[..1];
    let folder = tempfile::tempdir().unwrap();
    let options = Options::of(Layout::Agency);
    let all = Distribution::new(sheet, agencies, Format::Csv, options, folder.path());
    let ended = all.run(Replacing::Never, &Silent);
    assert!(ended.has_summary);
    check("summary", std::fs::read(&all.summary).unwrap());
}

#[test]
fn every_pdf_says_who_made_it() {
    let sheet = Arc::new(common::sheet(&ViewSpec::default()));
    let agency = agencies_with_tasks(&sheet)[0];
    for layout in [Layout::Slides, Layout::Targets, Layout::Agency] {
        let content = Content::new(Arc::clone(&sheet), layout, Some(agency)).unwrap();
        let mut bytes = Vec::new();
        export::write(content.subject(), Format::Pdf, &mut bytes, &Silent).expect("a file");
        let text = String::from_utf8_lossy(&bytes);
        let (_, rest) = text.split_once("<dc:creator>").expect("an author");
        let author = rest.split_once("</dc:creator>").expect("its end").0;
        assert!(author.contains("责任矩阵"), "{layout:?}: {author}");
    }
}

/// The texts of the cells of a worksheet that calamine reads, by column and row, and the links of
/// its part: from which cell to which place.
fn links(xml: &str) -> Vec<(String, String)> {
    let document = Document::parse(xml).expect("XML");
    let all = document.descendants();
    all.filter(|node| node.tag_name().name() == "hyperlink")
        .map(|node| {
            let (from, to) = (attribute(node, "ref"), attribute(node, "location"));
            (from.to_owned(), to.to_owned())
        })
        .collect()
}

#[test]
fn links_lead_from_a_task_in_one_worksheet_to_the_same_task_in_the_other_and_lists_are_tables() {
    use calamine::{Reader as _, Xlsx};
    let sheet = Arc::new(common::sheet(&ViewSpec::default()));
    let mut bytes = Vec::new();
    export::write(Subject::Matrix(&sheet), Format::Xlsx, &mut bytes, &Silent).expect("a file");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
    let parts = parts(bytes);
    let mut cell = |place: &str| -> String {
        let (name, at) = place.split_once('!').expect("a worksheet");
        let row: u32 = at.trim_start_matches('A').parse().expect("column A");
        let range = book
            .worksheet_range(name.trim_matches('\''))
            .expect("it is there");
        range
            .get_value((row - 1, 0))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let of = |nth: usize| {
        let name = format!("xl/worksheets/sheet{nth}.xml");
        links(std::str::from_utf8(&parts[&name]).expect("UTF-8"))
    };
    for (nth, own) in [(1, "责任矩阵"), (2, "任务清单")] {
        let links = of(nth);
        assert_eq!(links.len(), sheet.shown.tasks, "{own}");
        for (from, to) in links {
            let (here, there) = (cell(&format!("{own}!{from}")), cell(&to));
            assert!(!here.is_empty(), "{own} {from}");
            assert_eq!(here, there, "{own} {from} {to}");
        }
    }
    // The page of explanations leads to each worksheet.
    assert_eq!(of(5).len(), 4);
    let tables: Vec<&String> = parts
        .keys()
        .filter(|name| name.starts_with("xl/tables/"))
        .collect();
    assert_eq!(tables.len(), 2, "{tables:?}: assignments and targets");
}
