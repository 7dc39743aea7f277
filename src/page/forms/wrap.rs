//! The lines of a cell: a strong beginning goes on as regular text, and names of bodies stay whole.

use super::TEXT;
use crate::page::measure::{Weight, text_width, wrapped};
use crate::view::forms::{FormCell, FormWords};

/// A line of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What stands out at its beginning.
    pub strong: String,
    /// The rest.
    pub text: String,
    /// Whether a paragraph begins with it.
    pub begins: bool,
}

/// The lines of a cell in a width; `names` are not broken where they fit at all.
pub(super) fn lines(cell: &FormCell, room: f32, names: bool) -> Vec<Line> {
    let paragraphs = cell.0.iter();
    let lines = paragraphs.flat_map(|words| {
        let mut lines = match (names, words.strong.is_empty()) {
            (true, _) => whole_names(&words.whole(), room),
            (false, true) => regular(&words.text, room),
            (false, false) => mixed(words, room),
        };
        if let Some(first) = lines.first_mut() {
            first.begins = true;
        }
        lines
    });
    lines.collect()
}

/// The width of the widest piece that is not to be broken.
pub(super) fn widest_name(cell: &FormCell) -> f32 {
    let pieces = cell.0.iter().flat_map(|words| pieces(&words.text));
    let widths = pieces.map(|piece| text_width(piece, TEXT, Weight::Regular));
    widths.fold(0.0, f32::max)
}

fn regular(text: &str, room: f32) -> Vec<Line> {
    let lines = wrapped(text, TEXT, Weight::Regular, room).into_iter();
    lines
        .map(|text| Line {
            text,
            ..Line::default()
        })
        .collect()
}

/// Names, each with the sign behind it: a line ends between two of them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['、', '；', '：'])
}

fn whole_names(text: &str, room: f32) -> Vec<Line> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0.0;
    for piece in pieces(text) {
        let width = text_width(piece, TEXT, Weight::Regular);
        match lines.last_mut() {
            Some(line) if used + width <= room => {
                line.push_str(piece);
                used += width;
            }
            _ if width <= room => {
                lines.push(piece.to_owned());
                used = width;
            }
            _ => {
                lines.extend(wrapped(piece, TEXT, Weight::Regular, room));
                let last = lines.last().map_or("", String::as_str);
                used = text_width(last, TEXT, Weight::Regular);
            }
        }
    }
    let lines = lines.into_iter();
    lines
        .map(|text| Line {
            text,
            ..Line::default()
        })
        .collect()
}

/// Text whose beginning is strong, and a little wider for it.
fn mixed(words: &FormWords, room: f32) -> Vec<Line> {
    let whole = words.whole();
    let border = words.strong.len();
    let width = |from: usize, to: usize| {
        let cut = border.clamp(from, to);
        text_width(&whole[from..cut], TEXT, Weight::Bold)
            + text_width(&whole[cut..to], TEXT, Weight::Regular)
    };
    let mut lines = Vec::new();
    let mut begin = 0;
    let mut push = |from: usize, to: usize| {
        let cut = border.clamp(from, to);
        lines.push(Line {
            strong: whole[from..cut].to_owned(),
            text: whole[cut..to].trim_end().to_owned(),
            begins: false,
        });
    };
    let mut from = 0;
    for (to, _) in unicode_linebreak::linebreaks(&whole) {
        let fits = |begin: usize| width(begin, from + whole[from..to].trim_end().len()) <= room;
        if !fits(begin) && from > begin {
            push(begin, from);
            begin = from;
        }
        // A piece that is wider than the column is broken anywhere.
        while !fits(begin) {
            let rest = &whole[begin..to];
            let next = rest
                .char_indices()
                .skip(1)
                .map(|(at, _)| begin + at)
                .take_while(|&end| width(begin, end) <= room)
                .last();
            let first = rest.chars().next().map_or(1, char::len_utf8);
            let end = next.unwrap_or(begin + first);
            if end >= to {
                break;
            }
            push(begin, end);
            begin = end;
        }
        from = to;
    }
    if begin < whole.len() {
        push(begin, whole.len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(strong: &str, text: &str) -> FormCell {
        FormCell(vec![FormWords {
            strong: strong.to_owned(),
            text: text.to_owned(),
        }])
    }

    fn whole(lines: &[Line]) -> Vec<String> {
        lines
            .iter()
            .map(|line| format!("{}{}", line.strong, line.text))
            .collect()
    }

    #[test]
    fn names_break_between_each_other_only() {
        let cell = cell("", "市发改委、市科技局、武汉企业联合会、各区人民政府");
        let lines = lines(&cell, TEXT * 12.0, true);
        assert_eq!(
            whole(&lines),
            ["市发改委、市科技局、", "武汉企业联合会、", "各区人民政府"]
        );
        assert!(lines[0].begins && !lines[1].begins);
    }

    #[test]
    fn a_name_that_is_too_long_is_broken_and_nothing_is_lost() {
        let name = "市打击侵权假冒小组成员单位、市社会信用体系建设领导小组成员单位";
        let lines = lines(&cell("", name), TEXT * 6.0, true);
        assert_eq!(whole(&lines).concat(), name);
        for line in whole(&lines) {
            assert!(
                text_width(&line, TEXT, Weight::Regular) <= TEXT * 6.0,
                "{line}"
            );
        }
    }

    #[test]
    fn the_strong_beginning_goes_on_as_regular_text() {
        let cell = cell("加强梯次培育。", "按一流企业、单项冠军三个层次扶持企业。");
        let lines = lines(&cell, TEXT * 10.0, false);
        assert_eq!(lines[0].strong, "加强梯次培育。");
        assert_eq!(lines[0].text, "按一流");
        assert!(lines[1..].iter().all(|line| line.strong.is_empty()));
        assert_eq!(
            whole(&lines).concat(),
            "加强梯次培育。按一流企业、单项冠军三个层次扶持企业。"
        );
    }

    #[test]
    fn what_cannot_break_is_broken_anyway() {
        let long = "x".repeat(60);
        let broken = lines(&cell("甲。", &long), TEXT * 5.0, false);
        assert_eq!(whole(&broken).concat(), format!("甲。{long}"));
        assert!(broken.len() > 3);
        assert_eq!(lines(&cell("甲", "乙"), 1.0, false).len(), 2);
        assert!(lines(&FormCell::default(), 10.0, false).is_empty());
    }
}
