//! OFD (GB/T 33190): what offices exchange on domestic systems. A package of XML: pages of text with
//! positions, in millimetres.

use roxmltree::{Document as Xml, Node};

use super::laid::{self, Glyph, Page, Rule};
use super::package::Package;
use crate::diagnostic::Diagnostic;
use crate::import::{Document, Kind};

/// Points a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// The most pages, and characters of a page.
const MOST_PAGES: usize = 2_000;
const MOST_GLYPHS: usize = 200_000;

/// Reads a document out of its package.
///
/// # Errors
/// When a part of it is missing or damaged, or it has no text.
pub fn read(parts: &mut Package<'_>) -> Result<Document, Diagnostic> {
    let head = part(parts, "OFD.xml")?;
    let roots = texts(&head, "DocRoot")?;
    let mut pages = Vec::new();
    let mut all = 0;
    for root in roots {
        let root = resolved("", &root);
        let folder = root
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        let document = part(parts, &root)?;
        for page in attributes(&document, "Page", "BaseLoc")? {
            all += 1;
            if pages.len() < MOST_PAGES {
                let content = part(parts, &resolved(&folder, &page))?;
                pages.push(page_of(&content)?);
            }
        }
    }
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(Diagnostic::error("这份 OFD 没有文字：页面都是图片或曲线")
            .with_hint("取得它的 Word 文件或带文字的 OFD；或先用识别软件转成文字，再读取"));
    }
    let read = pages.len();
    let mut document = laid::document(Kind::Ofd, pages);
    document.pages = Some(all);
    if read < all {
        let words = format!("只读了前 {read} 页，共 {all} 页");
        document.left_out.push(words);
    }
    Ok(document)
}

fn damaged() -> Diagnostic {
    Diagnostic::error("这份 OFD 已损坏，读不出来").with_hint("重新下载或重新导出，再读取")
}

/// The text of a part.
fn part(parts: &mut Package<'_>, name: &str) -> Result<String, Diagnostic> {
    let text = parts.text(name)?;
    text.ok_or_else(damaged)
}

/// A place that a part names, as a name in the package. It counts from the part's folder, or from
/// the top where it begins with a stroke.
fn resolved(folder: &str, place: &str) -> String {
    let place = place.trim();
    let mut steps: Vec<&str> = Vec::new();
    let whole = match place.strip_prefix('/') {
        Some(place) => place.to_owned(),
        None => format!("{folder}/{place}"),
    };
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn texts(xml: &str, name: &str) -> Result<Vec<String>, Diagnostic> {
    let xml = Xml::parse(xml).map_err(|_| damaged())?;
    let named = xml
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    Ok(named
        .filter_map(|node| node.text().map(str::to_owned))
        .collect())
}

fn attributes(xml: &str, name: &str, attribute: &str) -> Result<Vec<String>, Diagnostic> {
    let xml = Xml::parse(xml).map_err(|_| damaged())?;
    let named = xml
        .descendants()
        .filter(|node| node.tag_name().name() == name);
    Ok(named
        .filter_map(|node| node.attribute(attribute).map(str::to_owned))
        .collect())
}

fn page_of(xml: &str) -> Result<Page, Diagnostic> {
    let xml = Xml::parse(xml).map_err(|_| damaged())?;
    let mut page = Page::default();
    for node in xml.descendants() {
        match node.tag_name().name() {
            "TextObject" if is_seen(&node) => text(&node, &mut page),
            "PathObject" if is_seen(&node) => path(&node, &mut page),
            "ImageObject" | "CompositeObject" => page.is_painted = true,
            _ => {}
        }
    }
    Ok(page)
}

fn is_seen(node: &Node<'_, '_>) -> bool {
    node.attribute("Visible") != Some("false")
}

fn numbers(text: Option<&str>) -> Vec<f64> {
    let words = text.unwrap_or_default().split_ascii_whitespace();
    words
        .filter_map(|word| word.parse().ok())
        .filter(|number: &f64| number.is_finite())
        .collect()
}

/// The place of an object: its boundary, and the change that its matrix makes.
fn placed(node: &Node<'_, '_>) -> impl Fn(f64, f64) -> (f64, f64) + use<> {
    let boundary = numbers(node.attribute("Boundary"));
    let matrix = numbers(node.attribute("CTM"));
    let (left, top) = match boundary.as_slice() {
        [left, top, ..] => (*left, *top),
        _ => (0.0, 0.0),
    };
    let matrix: [f64; 6] = matrix.try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    move |x, y| {
        let across = matrix[0] * x + matrix[2] * y + matrix[4];
        let down = matrix[1] * x + matrix[3] * y + matrix[5];
        ((left + across) * POINTS, (top + down) * POINTS)
    }
}

fn text(node: &Node<'_, '_>, page: &mut Page) {
    let place = placed(node);
    let size = numbers(node.attribute("Size"))
        .first()
        .copied()
        .unwrap_or(4.0);
    let (zero, high) = (place(0.0, 0.0), place(0.0, size));
    let size = (high.0 - zero.0).hypot(high.1 - zero.1);
    if size < 0.5 {
        return;
    }
    for code in node
        .children()
        .filter(|node| node.tag_name().name() == "TextCode")
    {
        let first = |name| {
            numbers(code.attribute(name))
                .first()
                .copied()
                .unwrap_or(0.0)
        };
        let (mut x, mut y) = (first("X"), first("Y"));
        let (right, down) = (
            steps(code.attribute("DeltaX")),
            steps(code.attribute("DeltaY")),
        );
        for (nth, c) in code.text().unwrap_or_default().chars().enumerate() {
            if page.glyphs.len() >= MOST_GLYPHS {
                return;
            }
            let (left, line) = place(x, y);
            if c == '\u{FFFD}' {
                page.unknown += 1;
            } else if !c.is_control() {
                page.glyphs.push(Glyph {
                    text: c.to_string(),
                    x: left,
                    y: line,
                    size,
                });
            }
            x += right.get(nth).copied().unwrap_or(0.0);
            y += down.get(nth).copied().unwrap_or(0.0);
        }
    }
}

/// The steps from character to character: `5.6 5.6 3`, or `g 10 5.6` for ten steps of one size.
fn steps(text: Option<&str>) -> Vec<f64> {
    let mut steps = Vec::new();
    let mut words = text.unwrap_or_default().split_ascii_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words
                .next()
                .and_then(|word| word.parse().ok())
                .unwrap_or(0_usize);
            let step = words
                .next()
                .and_then(|word| word.parse().ok())
                .unwrap_or(0.0);
            steps.extend(std::iter::repeat_n(step, count.min(MOST_GLYPHS)));
        } else if let Ok(step) = word.parse() {
            steps.push(step);
        }
        if steps.len() > MOST_GLYPHS {
            break;
        }
    }
    steps
}

/// The straight lines of a path.
fn path(node: &Node<'_, '_>, page: &mut Page) {
    page.is_painted = true;
    let place = placed(node);
    let data = node
        .children()
        .find(|node| node.tag_name().name() == "AbbreviatedData");
    let mut words = data
        .and_then(|node| node.text())
        .unwrap_or_default()
        .split_ascii_whitespace();
    let (mut begin, mut last) = (None, None);
    while let Some(word) = words.next() {
        let mut point = |skip: usize| {
            let mut numbers = words
                .by_ref()
                .skip(skip)
                .take(2)
                .filter_map(|word| word.parse().ok());
            Some(place(numbers.next()?, numbers.next()?))
        };
        match word {
            "S" | "M" => {
                begin = point(0);
                last = begin;
            }
            "L" => {
                let to = point(0);
                page.rules
                    .extend(last.zip(to).and_then(|(from, to)| Rule::between(from, to)));
                last = to;
            }
            "Q" => last = point(2),
            "B" => last = point(4),
            "A" => last = point(5),
            "C" => {
                page.rules.extend(
                    last.zip(begin)
                        .and_then(|(from, to)| Rule::between(from, to)),
                );
                last = begin;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_from_the_folder_or_from_the_top() {
        assert_eq!(
            resolved("Doc_0", "Pages/Page_0/Content.xml"),
            "Doc_0/Pages/Page_0/Content.xml"
        );
        assert_eq!(
            resolved("Doc_0", "/Doc_0/../Doc_1/Content.xml"),
            "Doc_1/Content.xml"
        );
    }

    #[test]
    fn characters_stand_where_their_steps_lead() {
        let xml = "<Page><Content><Layer><TextObject Boundary='10 20 100 10' Size='5'>\
            <TextCode X='0' Y='5' DeltaX='g 2 5 7'>市发改委</TextCode></TextObject>\
            <PathObject Boundary='0 0 50 50'><AbbreviatedData>M 0 0 L 50 0 L 50 50 C</AbbreviatedData>\
            </PathObject></Layer></Content></Page>";
        let page = page_of(xml).expect("it reads");
        let xs: Vec<f64> = page
            .glyphs
            .iter()
            .map(|glyph| (glyph.x / POINTS).round())
            .collect();
        assert_eq!(xs, [10.0, 15.0, 20.0, 27.0]);
        assert_eq!(page.rules.len(), 2, "the line across is no rule");
    }
}
