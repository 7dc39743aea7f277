//! What stands on the pages of an OFD file: paths and texts, each in a rectangle of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::font::{name_of, subset_of};
use super::{DECLARATION, NAMESPACE};
use crate::export::ExportError;
use crate::page::{
    Colour, Face, Flow, Form, Glyph, Item, MM, Page, Pen, Point, Rect, Shape, Step, Text, ink,
};
use crate::xml::escape;

/// What is known of the file while its pages are written.
#[derive(Default)]
pub(super) struct Writer {
    last_id: u32,
    /// The fonts by the places of their bytes: what they are, and the characters that were used.
    fonts: BTreeMap<usize, Used>,
}

/// A font with what was used of it.
struct Used {
    id: u32,
    face: &'static Face,
    glyphs: BTreeMap<char, u16>,
}

/// A font to be embedded: its id, its name and family, whether it is bold, its bytes.
type Embedded = (u32, String, String, bool, Vec<u8>);

impl Writer {
    /// A number that nothing else in the file has.
    pub fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// A page of this size, in millimetres.
    pub fn page(&mut self, page: &Page, (width, height): (f32, f32)) -> String {
        let mut xml = String::with_capacity(page.items.len() * 200 + 512);
        let layer = self.next_id();
        let _ = write!(
            xml,
            "{DECLARATION}<ofd:Page {NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 {} {}</ofd:PhysicalBox></ofd:Area>\
             <ofd:Content><ofd:Layer ID=\"{layer}\" Type=\"Body\">",
            number(width),
            number(height)
        );
        for item in &page.items {
            match item {
                Item::Shape(shape) => self.shape(&mut xml, shape),
                Item::Text(text) => self.text(&mut xml, text),
            }
        }
        xml.push_str("</ofd:Layer></ofd:Content></ofd:Page>");
        xml
    }

    /// The fonts, cut to what was used of them.
    pub fn fonts(&self) -> Result<Vec<Embedded>, ExportError> {
        self.fonts
            .values()
            .map(|used| {
                let bytes = subset_of(used.face, &used.glyphs)?;
                let (name, bold) = name_of(used.face);
                let family = name.split('-').next().unwrap_or(&name).to_owned();
                Ok((
                    used.id,
                    escape(&name).into_owned(),
                    escape(&family).into_owned(),
                    bold,
                    bytes,
                ))
            })
            .collect()
    }

    fn font(&mut self, glyph: &Glyph) -> u32 {
        let key = std::ptr::from_ref(glyph.face) as usize;
        if let Some(used) = self.fonts.get(&key) {
            return used.id;
        }
        let id = self.next_id();
        let used = Used {
            id,
            face: glyph.face,
            glyphs: BTreeMap::new(),
        };
        self.fonts.insert(key, used);
        id
    }

    fn shape(&mut self, xml: &mut String, shape: &Shape) {
        let bounds = Item::Shape(shape.clone()).bounds();
        if let Some((pen, lines)) = shape.hatching() {
            let mut data = String::new();
            for (from, to) in lines {
                step(&mut data, "M", &[from], bounds);
                step(&mut data, "L", &[to], bounds);
            }
            self.path(xml, bounds, &data, (None, Some(pen)));
        }
        let (fill, pen) = (shape.ground(), shape.pen);
        if fill.is_none() && pen.is_none() {
            return;
        }
        let mut data = String::new();
        trace(&shape.form, |at| match at {
            Step::Move(to) => step(&mut data, "M", &[to], bounds),
            Step::Line(to) => step(&mut data, "L", &[to], bounds),
            Step::Curve(places) => step(&mut data, "B", &places, bounds),
            Step::Close => data.push_str("C "),
        });
        self.path(xml, bounds, &data, (fill, pen));
    }

    fn path(
        &mut self,
        xml: &mut String,
        bounds: Rect,
        data: &str,
        (fill, pen): (Option<Colour>, Option<Pen>),
    ) {
        let id = self.next_id();
        let _ = write!(
            xml,
            "<ofd:PathObject ID=\"{id}\" Boundary=\"{}\" Stroke=\"{}\" Fill=\"{}\"",
            boundary(bounds),
            pen.is_some(),
            fill.is_some()
        );
        if let Some(pen) = pen {
            let _ = write!(xml, " LineWidth=\"{}\"", number(pen.width / MM));
            if let Some((dash, gap)) = pen.dash {
                let (dash, gap) = (number(dash / MM), number(gap / MM));
                let _ = write!(xml, " DashPattern=\"{dash} {gap}\"");
            }
        }
        xml.push('>');
        if let Some(pen) = pen {
            let _ = write!(xml, "<ofd:StrokeColor Value=\"{}\"/>", rgb(pen.colour));
        }
        if let Some(fill) = fill {
            let _ = write!(xml, "<ofd:FillColor Value=\"{}\"/>", rgb(fill));
        }
        let _ = write!(
            xml,
            "<ofd:AbbreviatedData>{}</ofd:AbbreviatedData></ofd:PathObject>",
            data.trim_end()
        );
    }

    fn text(&mut self, xml: &mut String, text: &Text) {
        let glyphs = text.glyphs();
        let one_way = |a: &Glyph, b: &Glyph| a.face.is(b.face) && a.turned == b.turned;
        for run in glyphs.chunk_by(one_way) {
            let font = self.font(&run[0]);
            let words = self.note(text, run);
            if run[0].turned {
                self.turned(xml, text, (run, &words), font);
            } else {
                self.upright(xml, text, (run, &words), font);
            }
        }
    }

    /// Notes which characters a run needs, and gives them.
    fn note(&mut self, text: &Text, run: &[Glyph]) -> String {
        let key = std::ptr::from_ref(run[0].face) as usize;
        let mut words = String::new();
        for glyph in run {
            let part = &text.words[glyph.bytes.clone()];
            words.push_str(part);
            if let (Some(used), Some(c)) = (self.fonts.get_mut(&key), part.chars().next()) {
                used.glyphs.insert(c, glyph.id);
            }
        }
        words
    }

    fn upright(
        &mut self,
        xml: &mut String,
        text: &Text,
        (run, words): (&[Glyph], &str),
        font: u32,
    ) {
        let size = text.size;
        // Hanzi reach from 0.88 em above the baseline to 0.12 em below it, other letters further.
        let around = |glyph: &Glyph| {
            Rect::new(
                glyph.x,
                glyph.y - size,
                glyph.x + glyph.advance.max(size * 0.1),
                glyph.y + size * 0.3,
            )
        };
        let all = run.iter().map(around).reduce(|all, one| all.union(&one));
        let Some(bounds) = all else { return };
        self.begin(xml, text, bounds, font, "");
        let first = &run[0];
        let _ = write!(
            xml,
            "<ofd:TextCode X=\"{}\" Y=\"{}\"",
            number((first.x - bounds.left) / MM),
            number((first.y - bounds.top) / MM)
        );
        let steps = |of: &dyn Fn(&Glyph, &Glyph) -> f32| {
            let pairs = run.windows(2);
            steps(pairs.map(|pair| of(&pair[0], &pair[1])))
        };
        if run.len() > 1 {
            let _ = write!(xml, " DeltaX=\"{}\"", steps(&|a, b| b.x - a.x));
            if matches!(text.flow, Flow::Stack(_)) {
                let _ = write!(xml, " DeltaY=\"{}\"", steps(&|a, b| b.y - a.y));
            }
        }
        let _ = write!(xml, ">{}</ofd:TextCode></ofd:TextObject>", escape(words));
    }

    /// Characters that are turned by a quarter, each below the one before.
    fn turned(&mut self, xml: &mut String, text: &Text, (run, words): (&[Glyph], &str), font: u32) {
        let (size, first) = (text.size, &run[0]);
        let length: f32 = run.iter().map(|glyph| glyph.advance).sum();
        let below = size * 0.3;
        let bounds = Rect::new(
            first.x - below,
            first.y,
            first.x + size,
            first.y + length.max(size * 0.1),
        );
        // What lies to the right of the baseline's beginning comes below it.
        let turn = format!(" CTM=\"0 1 -1 0 {} 0\"", number(below / MM));
        self.begin(xml, text, bounds, font, &turn);
        xml.push_str("<ofd:TextCode X=\"0\" Y=\"0\"");
        if run.len() > 1 {
            let pairs = run.windows(2);
            let steps = steps(pairs.map(|pair| pair[1].y - pair[0].y));
            let _ = write!(xml, " DeltaX=\"{steps}\"");
        }
        let _ = write!(xml, ">{}</ofd:TextCode></ofd:TextObject>", escape(words));
    }

    fn begin(&mut self, xml: &mut String, text: &Text, bounds: Rect, font: u32, more: &str) {
        let id = self.next_id();
        // What a drawn mark says is there to be found and copied, and not to be seen.
        let hidden = if text.colour.is_none() {
            " Alpha=\"0\""
        } else {
            ""
        };
        let _ = write!(
            xml,
            "<ofd:TextObject ID=\"{id}\" Boundary=\"{}\" Font=\"{font}\" Size=\"{}\"{more}{hidden}>\
             <ofd:FillColor Value=\"{}\"/>",
            boundary(bounds),
            number(text.size / MM),
            rgb(text.colour.unwrap_or(ink::TEXT))
        );
    }
}

/// Distances in points from one character to the next; the same one several times is written once
/// (`g 3 3.881`).
fn steps(distances: impl Iterator<Item = f32>) -> String {
    let all: Vec<String> = distances.map(|by| number(by / MM)).collect();
    let runs = all.chunk_by(|a, b| a == b).map(|run| match run.len() {
        count @ 3.. => format!("g {count} {}", run[0]),
        _ => run.join(" "),
    });
    runs.collect::<Vec<_>>().join(" ")
}

fn trace(form: &Form, step: impl FnMut(Step)) {
    form.trace(step);
}

fn step(data: &mut String, name: &str, places: &[Point], bounds: Rect) {
    data.push_str(name);
    for place in places {
        let _ = write!(
            data,
            " {} {}",
            number((place.x - bounds.left) / MM),
            number((place.y - bounds.top) / MM)
        );
    }
    data.push(' ');
}

fn boundary(rect: Rect) -> String {
    format!(
        "{} {} {} {}",
        number(rect.left / MM),
        number(rect.top / MM),
        number(rect.width().max(0.01) / MM),
        number(rect.height().max(0.01) / MM)
    )
}

fn rgb(colour: Colour) -> String {
    let [red, green, blue] = colour.rgb();
    format!("{red} {green} {blue}")
}

/// A length to a thousandth of a millimetre, without zeros at its end.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_steps_are_written_once() {
        let words = |list: &[f32]| steps(list.iter().map(|by| by * MM));
        assert_eq!(words(&[4.0, 4.0, 4.0, 2.5, 4.0, 4.0]), "g 3 4 2.5 4 4");
        assert_eq!(words(&[]), "");
        assert_eq!(words(&[-0.5]), "-0.5");
    }
}
