//! The parts of the package beside the slides: one master, one layout, one theme.

use std::fmt::Write as _;

use crate::export::Deck;
use crate::terms;
use crate::xml::escape;

pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// What begins every tree of shapes.
pub(super) const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// The typeface: on every Windows with Chinese; others take their own of the same width.
pub(super) const FACE: &str = "微软雅黑";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

pub(super) const RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"ppt/presentation.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "</Relationships>"
);

pub(super) const MASTER_RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout\" Target=\"../slideLayouts/slideLayout1.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme\" Target=\"../theme/theme1.xml\"/>",
    "</Relationships>"
);

pub(super) const LAYOUT_RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster\" Target=\"../slideMasters/slideMaster1.xml\"/>",
    "</Relationships>"
);

pub(super) const SLIDE_RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout\" Target=\"../slideLayouts/slideLayout1.xml\"/>",
    "</Relationships>"
);

pub(super) const APP: &str = concat!(
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">",
    "<Application>Zeren</Application></Properties>"
);

pub(super) fn content_types(slides: usize) -> String {
    let mut xml = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let kind = "application/vnd.openxmlformats-officedocument.presentationml.";
    for (name, kind) in [
        (
            "/ppt/presentation.xml",
            format!("{kind}presentation.main+xml"),
        ),
        (
            "/ppt/slideMasters/slideMaster1.xml",
            format!("{kind}slideMaster+xml"),
        ),
        (
            "/ppt/slideLayouts/slideLayout1.xml",
            format!("{kind}slideLayout+xml"),
        ),
        (
            "/ppt/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        ),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
    ] {
        let _ = write!(
            xml,
            "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"
        );
    }
    for nth in 1..=slides {
        let _ = write!(
            xml,
            "<Override PartName=\"/ppt/slides/slide{nth}.xml\" ContentType=\"{kind}slide+xml\"/>"
        );
    }
    xml.push_str("</Types>");
    xml
}

pub(super) fn presentation(slides: usize, width: i64, height: i64) -> String {
    let mut list = String::new();
    for nth in 0..slides {
        let _ = write!(
            list,
            "<p:sldId id=\"{}\" r:id=\"rId{}\"/>",
            256 + nth,
            nth + 3
        );
    }
    format!(
        "<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

pub(super) fn presentation_relationships(slides: usize) -> String {
    let mut xml = format!(
        "<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/slideMaster\" Target=\"slideMasters/slideMaster1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{OFFICE}/theme\" Target=\"theme/theme1.xml\"/>"
    );
    for nth in 0..slides {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/slide\" Target=\"slides/slide{}.xml\"/>",
            nth + 3,
            nth + 1
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// The place for a title, which the slides fill at places of their own.
const TITLE: &str = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"标题\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"609600\" y=\"304800\"/><a:ext cx=\"7924800\" cy=\"762000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"zh-CN\"/></a:p></p:txBody></p:sp>";

pub(super) fn master() -> String {
    format!(
        "<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{TITLE}</p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>"
    )
}

pub(super) fn layout() -> String {
    format!(
        "<p:sldLayout {NAMESPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"仅标题\"><p:spTree>{TREE}{TITLE}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
}

pub(super) fn theme() -> String {
    let colours: [(&str, &str); 12] = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "2F3842"),
        ("lt2", "EBF1F5"),
        ("accent1", "00497D"),
        ("accent2", "4B5765"),
        ("accent3", "B35A00"),
        ("accent4", "00795A"),
        ("accent5", "9C4A7F"),
        ("accent6", "6D7680"),
        ("hlink", "00497D"),
        ("folHlink", "404A55"),
    ];
    let mut scheme = String::new();
    for (name, value) in colours {
        let _ = write!(scheme, "<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    }
    let face =
        format!("<a:latin typeface=\"{FACE}\"/><a:ea typeface=\"{FACE}\"/><a:cs typeface=\"\"/>");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"{}\"><a:themeElements>\
         <a:clrScheme name=\"投影\">{scheme}</a:clrScheme>\
         <a:fontScheme name=\"黑体\"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"平\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>",
        terms::MATRIX
    )
}

/// Title and the day of the view; never the clock's.
pub(super) fn core(deck: &Deck) -> String {
    let day = deck.sheet.today.first_day();
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escape(&deck.run().title),
        terms::MATRIX
    )
}
