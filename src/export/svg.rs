//! A page as SVG: text stays text, so that it can be found, copied and changed.

use std::fmt::Write as _;

use crate::page::{Align, Colour, Flow, Form, Item, Page, Pen, Point, Shape, Text, Weight};
use crate::xml::escape;

/// The type of the pages and what stands in for it: the same design under its other name, then
/// what Windows, macOS and Linux have.
const FAMILIES: &str = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','思源黑体',\
                        'Microsoft YaHei','PingFang SC','Hiragino Sans GB','WenQuanYi Micro Hei',\
                        sans-serif";

/// A page as the text of an SVG file.
#[must_use]
pub fn svg(page: &Page, title: &str) -> String {
    let (width, height) = (number(page.size.width), number(page.size.height));
    let mut out = String::with_capacity(page.items.len() * 96 + 1024);
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\" lang=\"zh-CN\" xml:lang=\"zh-CN\" \
         font-family=\"{FAMILIES}\" xml:space=\"preserve\">\n<title>{}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n",
        escape(title)
    );
    for item in &page.items {
        match item {
            Item::Shape(drawn) => shape(&mut out, drawn),
            Item::Text(words) => text(&mut out, words),
        }
    }
    out.push_str("</svg>\n");
    out
}

fn shape(out: &mut String, shape: &Shape) {
    let form = match &shape.form {
        Form::Rect(rect, radius) => {
            let round = if *radius > 0.0 {
                format!(" rx=\"{}\"", number(*radius))
            } else {
                String::new()
            };
            format!(
                "rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round}",
                number(rect.left),
                number(rect.top),
                number(rect.width()),
                number(rect.height())
            )
        }
        Form::Circle(centre, radius) => format!(
            "circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(centre.x),
            number(centre.y),
            number(*radius)
        ),
        Form::Polygon(points) => format!("polygon points=\"{}\"", list(points)),
        Form::Path(points) => match points.as_slice() {
            [from, to] => format!(
                "line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y)
            ),
            points => format!("polyline points=\"{}\"", list(points)),
        },
    };
    let fill = shape.ground().map_or_else(|| "none".to_owned(), hex);
    let pen = shape.pen.map_or(String::new(), pen);
    if let Some((line, lines)) = shape.hatching() {
        let mut path = String::new();
        for (from, to) in lines {
            let _ = write!(
                path,
                "M{} {}L{} {}",
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y)
            );
        }
        let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\"{}/>", self::pen(line));
    }
    if shape.fill.is_some() || shape.pen.is_some() {
        let _ = writeln!(out, "<{form} fill=\"{fill}\"{pen}/>");
    }
}

fn pen(pen: Pen) -> String {
    let mut text = format!(
        " stroke=\"{}\" stroke-width=\"{}\"",
        hex(pen.colour),
        number(pen.width)
    );
    if let Some((dash, gap)) = pen.dash {
        let _ = write!(
            text,
            " stroke-dasharray=\"{} {}\"",
            number(dash),
            number(gap)
        );
    }
    text
}

fn text(out: &mut String, text: &Text) {
    out.push_str("<text");
    match text.flow {
        Flow::Line => {
            let _ = write!(
                out,
                " x=\"{}\" y=\"{}\"",
                number(text.at.x),
                number(text.at.y)
            );
            match text.align {
                Align::Left => {}
                Align::Centre => out.push_str(" text-anchor=\"middle\""),
                Align::Right => out.push_str(" text-anchor=\"end\""),
            }
        }
        // A place for every character, so that the name stays one word.
        Flow::Stack(_) => {
            let glyphs = text.glyphs();
            let each = |of: &dyn Fn(usize) -> String| {
                let all: Vec<String> = (0..glyphs.len()).map(of).collect();
                all.join(" ")
            };
            let _ = write!(
                out,
                " x=\"{}\" y=\"{}\"",
                each(&|nth| number(glyphs[nth].x)),
                each(&|nth| number(glyphs[nth].y))
            );
            if glyphs.iter().any(|glyph| glyph.turned) {
                let turns = each(&|nth| if glyphs[nth].turned { "90" } else { "0" }.to_owned());
                let _ = write!(out, " rotate=\"{turns}\"");
            }
        }
    }
    let _ = write!(out, " font-size=\"{}\"", number(text.size));
    if text.weight == Weight::Bold {
        out.push_str(" font-weight=\"700\"");
    }
    match text.colour {
        Some(colour) => {
            let _ = write!(out, " fill=\"{}\"", hex(colour));
        }
        None => out.push_str(" fill-opacity=\"0\""),
    }
    let _ = writeln!(out, ">{}</text>", escape(&text.words));
}

fn list(points: &[Point]) -> String {
    let all: Vec<String> = points
        .iter()
        .map(|point| format!("{},{}", number(point.x), number(point.y)))
        .collect();
    all.join(" ")
}

fn hex(colour: Colour) -> String {
    format!("#{}", colour.hex())
}

/// A length to a hundredth of a point, without zeros at its end.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, wanted) in [(1.0, "1"), (0.5, "0.5"), (-0.001, "0"), (10.256, "10.26")] {
            assert_eq!(number(value), wanted);
        }
    }
}
