//! What stands above the table of a form, on its first page.

use super::{EDGE, TEXT};
use crate::page::colour::ink;
use crate::page::geometry::{Point, Rect};
use crate::page::item::{Align, Text};
use crate::page::measure::{Weight, text_width, wrapped};
use crate::page::paper::MM;
use crate::page::{Page, Part};
use crate::terms;
use crate::view::forms::FormTable;

/// 三号, for 附件 and 密级.
const LABEL: f32 = 16.0;
/// 二号, for the title.
const TITLE: f32 = 22.0;
/// 四号, for what stands under the title.
const UNDER: f32 = 14.0;

/// What stands above the table.
pub(super) struct Head {
    /// The title, in one piece.
    pub title: String,
    /// Where the table begins.
    pub bottom: f32,
    lines: Vec<(Text, bool)>,
}

impl Head {
    pub fn new(table: &FormTable, area: Rect) -> Self {
        let heading = &table.spec.heading;
        let mut lines: Vec<(Text, bool)> = Vec::new();
        let (left, right, middle) = (area.left, area.right, area.centre().x);
        let text = |x: f32, y: f32, size: f32, words: &str| {
            Text::new(Point::new(x, y), size, ink::TEXT, words)
        };
        let mut base = EDGE;
        if !heading.attachment.is_empty() || !heading.secrecy.is_empty() {
            base = 23.1 * MM;
            lines.push((text(left, base, LABEL, &heading.attachment), false));
            let secrecy = text(right, base, LABEL, &heading.secrecy);
            lines.push((secrecy.aligned(Align::Right), false));
            base += 5.3 * MM;
        }
        base += 10.0 * MM;
        for line in title_lines(&table.title, area.width()) {
            let line = text(middle, base, TITLE, &line).bold();
            lines.push((line.aligned(Align::Centre), true));
            base += TITLE * 1.5;
        }
        // From the baseline that a further line of the title would have, back to below the last.
        base += 7.0 * MM - TITLE * 1.5;
        for words in table.under() {
            base += 1.2 * MM;
            for line in wrapped(words, UNDER, Weight::Regular, area.width()) {
                let line = text(middle, base, UNDER, &line);
                lines.push((line.aligned(Align::Centre), false));
                base += UNDER * 1.4;
            }
        }
        let (at_left, at_right) = (heading.handed_in_by(), heading.date.as_str());
        if !at_left.is_empty() || !at_right.is_empty() {
            base += 1.6 * MM;
            lines.push((text(left, base, TEXT, &at_left), false));
            lines.push((
                text(right, base, TEXT, at_right).aligned(Align::Right),
                false,
            ));
            base += 2.0 * MM;
        }
        Self {
            title: table.title.clone(),
            bottom: base,
            lines,
        }
    }

    pub fn paint(&self, page: &mut Page) {
        let mut in_title = false;
        for (line, is_title) in &self.lines {
            // The lines of a title are one heading.
            match (is_title, in_title) {
                (true, false) => page.part(Part::Title),
                (true, true) => {}
                (false, _) => page.part(Part::Paragraph),
            }
            in_title = *is_title;
            page.text(line.clone());
        }
    }
}

/// The lines of a title, the longer first, broken where its sense allows it.
fn title_lines(title: &str, room: f32) -> Vec<String> {
    let width = |text: &str| text_width(text, TITLE, Weight::Bold);
    if width(title) <= room {
        return vec![title.to_owned()];
    }
    let all = width(title);
    // After a closing sign, or before the word that says what the table is.
    let after = title.char_indices().filter_map(|(at, c)| {
        let end = at + c.len_utf8();
        matches!(c, '）' | '”' | '》' | '，' | '、' | '的').then_some(end)
    });
    let before = [
        terms::TASK_TABLE,
        terms::LEDGER,
        terms::TARGET_LIST,
        terms::CHANGE_TABLE,
        "工作方案",
        "实施方案",
        "行动方案",
        "行动计划",
    ]
    .into_iter()
    .filter_map(|word| title.rfind(word));
    let mut places: Vec<usize> = after.chain(before).collect();
    places.sort_unstable();
    let best = places.into_iter().find(|&at| {
        let first = width(&title[..at]);
        first <= room && first >= all / 2.0 && !title[at..].starts_with(['）', '”', '》', '（'])
    });
    match best {
        Some(at) => vec![title[..at].to_owned(), title[at..].to_owned()],
        None => wrapped(title, TITLE, Weight::Bold, room),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_breaks_by_its_sense_the_longer_line_first() {
        let room = 257.0 * MM;
        let title = "做响“武汉制造”品牌三年行动计划（2021—2023年）任务分解表";
        assert_eq!(title_lines(title, room), [title]);
        let title = "武汉市人民政府办公厅关于发挥品牌引领作用推动全市供需结构升级的意见任务分解表";
        assert_eq!(
            title_lines(title, room),
            [
                "武汉市人民政府办公厅关于发挥品牌引领作用推动全市供需结构升级的",
                "意见任务分解表"
            ]
        );
        let long = "长".repeat(200);
        let lines = title_lines(&long, room);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), long);
    }
}
