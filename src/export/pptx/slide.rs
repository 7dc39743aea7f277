//! What stands on a slide: a text box for every line, a shape for every form.

use std::fmt::Write as _;

use super::{emu, parts};
use crate::page::{
    Align, Colour, Fill, Flow, Form, Item, Page, Part, Pen, Point, Rect, Shape, Text, Weight,
};
use crate::terms;
use crate::xml::escape;

/// The xml of a slide.
pub(super) fn xml(page: &Page) -> String {
    let mut xml = String::with_capacity(page.items.len() * 700 + 1024);
    let _ = write!(
        xml,
        "<p:sld {}><p:cSld><p:spTree>{}",
        parts::NAMESPACES,
        parts::TREE
    );
    let mut writer = Writer { xml, last_id: 1 };
    let mut has_title = false;
    for (part, items) in page.runs() {
        for item in items {
            match item {
                Item::Shape(shape) => writer.shape(shape),
                // What a drawn mark says is said by the mark.
                Item::Text(text) if text.colour.is_none() => {}
                Item::Text(text) => {
                    let is_title = *part == Part::Title && !has_title;
                    has_title |= is_title;
                    writer.text(text, is_title);
                }
            }
        }
    }
    let mut xml = writer.xml;
    xml.push_str("</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>");
    xml
}

struct Writer {
    xml: String,
    last_id: u32,
}

impl Writer {
    fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some((pen, lines)) = shape.hatching() {
            for (from, to) in lines {
                self.line(from, to, pen);
            }
        }
        let (ground, pen) = (shape.ground(), shape.pen);
        if ground.is_none() && pen.is_none() {
            return;
        }
        if let (Form::Path(points), Some(pen)) = (&shape.form, pen)
            && let [from, to] = points.as_slice()
        {
            self.line(*from, *to, pen);
            return;
        }
        let bounds = shape.form.bounds();
        let geometry = match &shape.form {
            Form::Rect(_, radius) if *radius > 0.0 => {
                let side = bounds.width().min(bounds.height()).max(0.01);
                let round = emu(radius / side * 100_000.0 / super::EMU).clamp(0, 50_000);
                format!(
                    "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {round}\"/></a:avLst></a:prstGeom>"
                )
            }
            Form::Rect(..) => "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>".to_owned(),
            Form::Circle(..) => "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>".to_owned(),
            Form::Polygon(points) => custom(points, bounds, true),
            Form::Path(points) => custom(points, bounds, false),
        };
        self.begin("形状", bounds, "");
        self.xml.push_str(&geometry);
        match (ground, shape.fill) {
            (Some(colour), Some(Fill::Solid(_) | Fill::Hatch(..))) => self.fill(colour),
            _ => self.xml.push_str("<a:noFill/>"),
        }
        self.pen(pen);
        self.xml.push_str("</p:spPr></p:sp>");
    }

    fn line(&mut self, from: Point, to: Point, pen: Pen) {
        let bounds = Rect::new(
            from.x.min(to.x),
            from.y.min(to.y),
            from.x.max(to.x),
            from.y.max(to.y),
        );
        // A line from the left foot to the right head; level and upright ones need no turn.
        let rises = (to.x - from.x) * (to.y - from.y) < 0.0;
        let flip = if rises { " flipV=\"1\"" } else { "" };
        self.begin("线", bounds, flip);
        self.xml
            .push_str("<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>");
        self.pen(Some(pen));
        self.xml.push_str("</p:spPr></p:sp>");
    }

    /// A shape as far as its place.
    fn begin(&mut self, name: &str, bounds: Rect, flip: &str) {
        let id = self.next_id();
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}",
            place(bounds, flip)
        );
    }

    fn fill(&mut self, colour: Colour) {
        let _ = write!(
            self.xml,
            "<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>",
            colour.hex()
        );
    }

    fn pen(&mut self, pen: Option<Pen>) {
        let Some(pen) = pen else {
            self.xml.push_str("<a:ln><a:noFill/></a:ln>");
            return;
        };
        let _ = write!(self.xml, "<a:ln w=\"{}\">", emu(pen.width).max(1));
        self.fill(pen.colour);
        if pen.dash.is_some() {
            self.xml.push_str("<a:prstDash val=\"dash\"/>");
        }
        self.xml.push_str("</a:ln>");
    }

    fn text(&mut self, text: &Text, is_title: bool) {
        let bounds = text.bounds();
        // Other typefaces are a little wider: the box has room on the side where nothing stands.
        let slack = bounds.width() * 0.2 + text.size;
        let (bounds, vertical) = match text.flow {
            Flow::Stack(_) => (
                Rect::new(
                    bounds.left - text.size * 0.2,
                    bounds.top,
                    bounds.right + text.size * 0.2,
                    bounds.bottom + text.size * 0.4,
                ),
                true,
            ),
            Flow::Line => {
                let (left, right) = match text.align {
                    Align::Left => (0.0, slack),
                    Align::Centre => (slack / 2.0, slack / 2.0),
                    Align::Right => (slack, 0.0),
                };
                (
                    Rect::new(
                        bounds.left - left,
                        bounds.top - text.size * 0.1,
                        bounds.right + right,
                        bounds.bottom + text.size * 0.1,
                    ),
                    false,
                )
            }
        };
        let id = self.next_id();
        let (name, holder) = if is_title {
            (terms::TITLE, "<p:ph type=\"title\"/>")
        } else {
            ("文字", "")
        };
        let direction = if vertical { " vert=\"eaVert\"" } else { "" };
        let align = match (vertical, text.align) {
            (false, Align::Centre) => "ctr",
            (false, Align::Right) => "r",
            _ => "l",
        };
        // Of 1080 units of a slide 540 are points.
        let size = emu(text.size / 2.0 * 100.0 / super::EMU);
        let bold = if text.weight == Weight::Bold {
            "1"
        } else {
            "0"
        };
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>\
             <p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"{direction}><a:noAutofit/></a:bodyPr><a:lstStyle/>\
             <a:p><a:pPr algn=\"{align}\"><a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef><a:spcPts val=\"0\"/></a:spcBef></a:pPr>\
             <a:r><a:rPr lang=\"zh-CN\" altLang=\"en-US\" sz=\"{size}\" b=\"{bold}\" dirty=\"0\">",
            place(bounds, "")
        );
        self.fill(text.colour.unwrap_or(Colour(0)));
        let _ = write!(
            self.xml,
            "<a:latin typeface=\"{FACE}\"/><a:ea typeface=\"{FACE}\"/></a:rPr><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            escape(&text.words),
            FACE = parts::FACE,
        );
    }
}

fn place(bounds: Rect, flip: &str) -> String {
    format!(
        "<a:xfrm{flip}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>",
        emu(bounds.left),
        emu(bounds.top),
        emu(bounds.width().max(0.0)),
        emu(bounds.height().max(0.0))
    )
}

/// A line through places, as a form of its own.
fn custom(points: &[Point], bounds: Rect, closed: bool) -> String {
    let mut path = String::new();
    for (nth, point) in points.iter().enumerate() {
        let step = if nth == 0 { "moveTo" } else { "lnTo" };
        let _ = write!(
            path,
            "<a:{step}><a:pt x=\"{}\" y=\"{}\"/></a:{step}>",
            emu(point.x - bounds.left),
            emu(point.y - bounds.top)
        );
    }
    if closed {
        path.push_str("<a:close/>");
    }
    let fill = if closed { "" } else { " fill=\"none\"" };
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>\
         <a:pathLst><a:path w=\"{}\" h=\"{}\"{fill}>{path}</a:path></a:pathLst></a:custGeom>",
        emu(bounds.width().max(0.01)),
        emu(bounds.height().max(0.01))
    )
}
