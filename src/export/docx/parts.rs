//! The parts of the package beside the document itself.

use crate::export::Subject;
use crate::model::Date;
use crate::page::PageSetup;
use crate::xml::escape;

/// The namespaces that the parts use.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// How every part begins.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const CONTENT_TYPES: &str = concat!(
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>",
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "<Override PartName=\"/word/footer2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
    "</Types>"
);

pub(super) const RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "</Relationships>"
);

pub(super) const DOCUMENT_RELATIONSHIPS: &str = concat!(
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>",
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>",
    "<Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer2.xml\"/>",
    "</Relationships>"
);

pub(super) const APP: &str = concat!(
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">",
    "<Application>Zeren</Application></Properties>"
);

/// GB/T 9704 asks for 小标宋, 黑体, 楷体 and 仿宋. What stands behind each name is taken where a
/// computer has not got the face: it is on every Windows, or near enough.
const FONTS: [(&str, &str, &str); 5] = [
    (TITLE, "宋体", "roman"),
    (HEADING, "SimHei", "modern"),
    (SUBHEADING, "楷体", "modern"),
    (BODY, "仿宋", "modern"),
    (SONG, "SimSun", "auto"),
];
const TITLE: &str = "方正小标宋简体";
pub(super) const HEADING: &str = "黑体";
const SUBHEADING: &str = "楷体_GB2312";
const BODY: &str = "仿宋_GB2312";
const SONG: &str = "宋体";

pub(super) fn font_table() -> String {
    let mut xml = format!("<w:fonts {NAMESPACES}>");
    for (name, fallback, family) in FONTS {
        xml.push_str(&format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{fallback}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"default\"/></w:font>"
        ));
    }
    xml.push_str("</w:fonts>");
    xml
}

/// Upright A4 is bound at the left on odd pages and at the right on even ones. Word mirrors left and
/// right only: on a page that lies the binding edge is the upper one, and there stays as it is.
pub(super) fn settings(setup: PageSetup) -> String {
    let is_mirrored = setup.turned(1).0 != 0.0;
    let mirror = if is_mirrored {
        "<w:mirrorMargins/>"
    } else {
        ""
    };
    format!(
        "<w:settings {NAMESPACES}><w:zoom w:percent=\"100\"/>{mirror}<w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

/// The page number as GB/T 9704 has it: 四号 宋体 between dashes, odd ones at the right, even ones
/// at the left, a character from the edge.
pub(super) fn footer(is_even: bool) -> String {
    let place = if is_even {
        "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>"
    } else {
        "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>"
    };
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{place}</w:pPr>{}{}\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}{}{}{}</w:p></w:ftr>",
        text("— "),
        field("begin"),
        field("separate"),
        text("1"),
        field("end"),
        text(" —")
    )
}

/// What the file is about, and who made it.
pub(super) fn described(subject: Subject<'_>) -> (String, String) {
    let (about, creator) = match subject {
        Subject::Form(table) => {
            let creator = table.spec.heading.maker();
            (table.scope.clone().unwrap_or_default(), creator)
        }
        subject => {
            let sheet = subject.sheet();
            (sheet.filter_text(), sheet.maker())
        }
    };
    (about, creator.unwrap_or(crate::terms::MATRIX).to_owned())
}

/// Title, filter, author and the day of the view; never the clock's.
pub(super) fn core(today: Date, title: &str, about: &str, creator: &str) -> String {
    let day = today.first_day();
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified>\
         </cp:coreProperties>",
        escape(title),
        escape(about),
        escape(creator)
    )
}

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    /// Half points.
    size: u32,
    bold: bool,
    /// What its paragraphs do beside standing there.
    paragraph: &'static str,
}

/// The standard's sizes: title 二号 (22 pt), headings and text 三号 (16 pt). Tables are set in 五号
/// and 小五, as supplements usually are.
const STYLES: [Style; 22] = [
    Style {
        id: "Title",
        name: "Title",
        font: TITLE,
        size: 44,
        bold: false,
        paragraph: "<w:spacing w:before=\"0\" w:after=\"80\" w:line=\"600\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        font: SUBHEADING,
        size: 28,
        bold: false,
        paragraph: "<w:spacing w:after=\"60\" w:line=\"440\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "About",
        name: "表前说明",
        font: BODY,
        size: 24,
        bold: false,
        paragraph: "<w:spacing w:after=\"60\" w:line=\"400\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        font: HEADING,
        size: 32,
        bold: false,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"440\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"0\"/>",
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        font: SUBHEADING,
        size: 28,
        bold: false,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"80\" w:after=\"60\" w:line=\"420\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"1\"/>",
    },
    Style {
        id: "Heading3",
        name: "heading 3",
        font: BODY,
        size: 24,
        bold: true,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"60\" w:after=\"40\" w:line=\"380\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"2\"/>",
    },
    Style {
        id: "TableHead",
        name: "表头",
        font: HEADING,
        size: 20,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:line=\"260\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "TableText",
        name: "表内文字",
        font: BODY,
        size: 21,
        bold: false,
        paragraph: "<w:spacing w:line=\"270\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "TableMark",
        name: "表内符号",
        font: SONG,
        size: 24,
        bold: false,
        paragraph: "<w:spacing w:line=\"270\" w:lineRule=\"exact\"/>",
    },
    // A face of their own: LibreOffice's PDFs mix up the widths of characters that stand upright
    // and across in one face.
    Style {
        id: "TableName",
        name: "竖排机构名",
        font: SONG,
        size: 18,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:line=\"200\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "TableNote",
        name: "表前小注",
        font: BODY,
        size: 18,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "TableSmall",
        name: "表内小字",
        font: BODY,
        size: 18,
        bold: false,
        paragraph: "<w:spacing w:line=\"240\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "Note",
        name: "表后说明",
        font: BODY,
        size: 21,
        bold: false,
        paragraph: "<w:keepLines/><w:spacing w:line=\"280\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "FormLabel",
        name: "附件和密级",
        font: HEADING,
        size: 32,
        bold: false,
        paragraph: "<w:spacing w:after=\"120\" w:line=\"400\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "FormTitle",
        name: "分解表标题",
        font: TITLE,
        size: 44,
        bold: false,
        paragraph: "<w:spacing w:before=\"160\" w:after=\"240\" w:line=\"600\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "FormUnder",
        name: "题下说明",
        font: SUBHEADING,
        size: 28,
        bold: false,
        paragraph: "<w:spacing w:after=\"60\" w:line=\"400\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "FormPlan",
        name: "分解表方案名",
        font: HEADING,
        size: 24,
        bold: false,
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"80\" w:after=\"60\" w:line=\"340\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"0\"/>",
    },
    Style {
        id: "FormHead",
        name: "分解表表头",
        font: HEADING,
        size: 22,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:line=\"310\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Style {
        id: "FormChapter",
        name: "分解表一级标题",
        font: HEADING,
        size: 22,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:line=\"310\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "FormSection",
        name: "分解表二级标题",
        font: SUBHEADING,
        size: 22,
        bold: true,
        paragraph: "<w:keepNext/><w:spacing w:line=\"310\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "FormText",
        name: "分解表文字",
        font: BODY,
        size: 21,
        bold: false,
        paragraph: "<w:spacing w:line=\"310\" w:lineRule=\"exact\"/>",
    },
    Style {
        id: "Gap",
        name: "表后空行",
        font: BODY,
        size: 12,
        bold: false,
        paragraph: "<w:spacing w:line=\"120\" w:lineRule=\"exact\"/>",
    },
];

pub(super) fn styles() -> String {
    let fonts = |east: &str| {
        format!(
            "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{east}\" w:cs=\"Times New Roman\"/>"
        )
    };
    let mut xml = format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl w:val=\"0\"/></w:pPr></w:style>",
        fonts(BODY)
    );
    for style in &STYLES {
        let bold = if style.bold { "<w:b/>" } else { "" };
        xml.push_str(&format!(
            "<w:style w:type=\"paragraph\"{} w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{}</w:pPr><w:rPr>{}{bold}<w:sz w:val=\"{}\"/><w:szCs w:val=\"{}\"/></w:rPr></w:style>",
            if style.name.is_ascii() { "" } else { " w:customStyle=\"1\"" },
            style.id,
            style.name,
            style.paragraph,
            fonts(style.font),
            style.size,
            style.size
        ));
    }
    xml.push_str(&format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"Footer\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"Normal\"/>\
         <w:rPr><w:rFonts w:ascii=\"{SONG}\" w:hAnsi=\"{SONG}\" w:eastAsia=\"{SONG}\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr></w:style></w:styles>"
    ));
    xml
}
