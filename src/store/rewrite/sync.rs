//! Changing a text where the data is another one.

use std::ops::Range;

use super::around::{
    blank_to_end, closes, comma, end_before, has_comment, indent, is_first, line_start,
    rest_of_line, skip_blanks, span,
};
use super::pairs::{pairs, text};
use crate::store::tree::{Form, Node};
use crate::store::write::{LINE, flat, laid_out, width};

/// The old text with what is new in it. `base` is the old text as the program would have written
/// it, `new` what it would write now. `None` where changes are in each other's way.
pub(super) fn sync(old_text: &str, old: Node, base: Node, new: Node) -> Option<String> {
    let mut writer = Writer::new(old_text);
    writer.value(old, base, new);
    writer.applied(0..old_text.len())
}

/// What stands in place of a part of the text.
struct Cut {
    range: Range<usize>,
    with: String,
}

struct Writer<'t> {
    text: &'t str,
    newline: &'static str,
    cuts: Vec<Cut>,
}

/// An item or a field that is new, and the old one that it stands behind.
struct Insert<'n> {
    behind: Option<usize>,
    node: Node<'n>,
}

impl<'t> Writer<'t> {
    fn new(text: &'t str) -> Self {
        let first = text.find('\n');
        let is_two = first.is_some_and(|at| text[..at].ends_with('\r'));
        Self {
            text,
            newline: if is_two { "\r\n" } else { "\n" },
            cuts: Vec::new(),
        }
    }

    /// The text of a range with all cuts, which are inside it.
    fn applied(mut self, range: Range<usize>) -> Option<String> {
        self.cuts
            .sort_by_key(|cut| (cut.range.start, cut.range.end));
        let mut out = String::with_capacity(range.len() * 9 / 8);
        let mut at = range.start;
        for cut in self.cuts {
            out.push_str(self.text.get(at..cut.range.start)?);
            out.push_str(&cut.with);
            at = cut.range.end;
        }
        out.push_str(self.text.get(at..range.end)?);
        Some(out)
    }

    fn cut(&mut self, range: Range<usize>, with: impl Into<String>) {
        let with = with.into();
        self.cuts.push(Cut { range, with });
    }

    fn value(&mut self, old: Node, base: Node, new: Node) {
        if text(base) == text(new) {
            return;
        }
        let inner = written(old, new);
        let forms = (inner.form(), base.form(), new.form());
        match forms {
            (Form::Group, Form::Group, Form::Group) => self.group(inner, base, new),
            (Form::List, Form::List, Form::List) | (Form::Map, Form::Map, Form::Map) => {
                self.list(inner, base, new);
            }
            (Form::Named, Form::Named, Form::Named) => self.named(inner, base, new),
            (Form::Entry, Form::Entry, Form::Entry) => self.each(inner, base, new),
            _ if old.form() == Form::Named && old.name() == "Some" && text(new) != "None" => {
                self.replace(inner, new);
            }
            _ => self.replace(old, new),
        }
    }

    fn replace(&mut self, old: Node, new: Node) {
        let range = span(old);
        let with = self.lines(new, range.start);
        self.cut(range, with);
    }

    /// A value laid out to stand at a place, with the indent of the line there.
    fn lines(&self, node: Node, at: usize) -> String {
        let column = width(&self.text[line_start(self.text, at)..at]);
        self.indented(&laid_out(node, column), indent(self.text, at))
    }

    fn indented(&self, laid_out: &str, indent: &str) -> String {
        laid_out.replace('\n', &format!("{}{indent}", self.newline))
    }

    /// The values of a variant.
    fn named(&mut self, old: Node, base: Node, new: Node) {
        let groups = (old.inner(), base.inner(), new.inner());
        let (Some(old_group), Some(base_group), Some(new_group)) = groups else {
            return self.replace(old, new);
        };
        let is_same = old.name() == new.name() && base.name() == new.name();
        let has_fields = |group: Node| group.children().any(|child| child.form() == Form::Field);
        if is_same && has_fields(new_group) {
            self.group(old_group, base_group, new_group);
        } else if is_same {
            self.each(old_group, base_group, new_group);
        } else {
            self.replace(old, new);
        }
    }

    /// As many values as before, each in its place.
    fn each(&mut self, old: Node, base: Node, new: Node) {
        let count = new.children().count();
        if old.children().count() != count || base.children().count() != count {
            return self.replace(old, new);
        }
        for ((old, base), new) in old.children().zip(base.children()).zip(new.children()) {
            self.value(old, base, new);
        }
    }

    fn group(&mut self, old: Node, base: Node, new: Node) {
        let fields: Vec<Node> = old.children().collect();
        if fields.iter().any(|field| field.form() != Form::Field) {
            return self.replace(old, new);
        }
        let find = |name: &str| fields.iter().position(|field| field.name() == name);
        let named =
            |group: Node<'_>, name: &str| group.children().any(|field| field.name() == name);
        let mut removed = vec![false; fields.len()];
        for gone in base.children().filter(|field| !named(new, field.name())) {
            if let Some(nth) = find(gone.name()) {
                removed[nth] = true;
            }
        }
        let mut changes = Vec::new();
        let mut inserts = Vec::new();
        let mut behind = None;
        let mut known = 0;
        for field in new.children() {
            let Some(nth) = find(field.name()) else {
                inserts.push(Insert {
                    behind,
                    node: field,
                });
                continue;
            };
            behind = Some(nth);
            known = inserts.len();
            let mut before = base.children();
            let before = before.find(|known| known.name() == field.name());
            changes.push((nth, before, field));
        }
        // Behind the last one that counts is behind them all.
        for insert in &mut inserts[known..] {
            insert.behind = fields.len().checked_sub(1);
        }
        if self.is_one_line(old) && (!inserts.is_empty() || removed.contains(&true)) {
            let parts = self.joined(&fields, &removed, &inserts, |nth| {
                let change = changes.iter().find(|(known, ..)| *known == nth);
                change.map(|(_, before, now)| (*before, *now))
            });
            return self.rejoin(old, new, parts);
        }
        for (nth, before, now) in changes {
            self.field(fields[nth], before, now);
        }
        self.arrange(old, &fields, &removed, &inserts);
    }

    /// A field that stays. What it held was not worth writing where there is nothing before.
    fn field(&mut self, old: Node, base: Option<Node>, new: Node) {
        let (Some(old), Some(new)) = (old.inner(), new.inner()) else {
            return;
        };
        match base.and_then(Node::inner) {
            Some(base) => self.value(old, base, new),
            None => self.replace(old, new),
        }
    }

    fn list(&mut self, old: Node, base: Node, new: Node) {
        let items: Vec<Node> = old.children().collect();
        let (before, now): (Vec<Node>, Vec<Node>) =
            (base.children().collect(), new.children().collect());
        if items.len() != before.len() {
            return self.replace(old, new);
        }
        let pairs = pairs(&before, &now);
        let mut removed = vec![true; items.len()];
        let mut inserts = Vec::new();
        let mut changes = Vec::new();
        let mut behind = None;
        for (node, pair) in now.iter().zip(&pairs) {
            match pair {
                Some(nth) => {
                    removed[*nth] = false;
                    behind = Some(*nth);
                    changes.push((*nth, *node));
                }
                None => inserts.push(Insert {
                    behind,
                    node: *node,
                }),
            }
        }
        if self.is_one_line(old) && (!inserts.is_empty() || removed.contains(&true)) {
            let parts = self.joined(&items, &removed, &inserts, |nth| {
                let change = changes.iter().find(|(known, _)| *known == nth);
                change.map(|(_, now)| (Some(before[nth]), *now))
            });
            return self.rejoin(old, new, parts);
        }
        for (nth, now) in changes {
            self.value(items[nth], before[nth], now);
        }
        self.arrange(old, &items, &removed, &inserts);
    }

    /// Whether brackets with something in them stand on one line, with nothing that could be lost.
    fn is_one_line(&self, old: Node) -> bool {
        let range = span(old);
        let mut at = range.start;
        let is_plain = |between: &str| !has_comment(between) && !between.contains('\n');
        for child in old.children() {
            if !self.is_plain(child) || !is_plain(&self.text[at..child.start()]) {
                return false;
            }
            at = span(child).end;
        }
        is_plain(&self.text[at..range.end])
    }

    fn is_plain(&self, node: Node) -> bool {
        match node.form() {
            Form::Field | Form::Named | Form::Entry => {
                let mut at = node.span().end;
                if node.form() == Form::Entry {
                    at = node.start();
                }
                node.children().all(|child| {
                    let between = &self.text[at..child.start()];
                    at = span(child).end;
                    !has_comment(between) && !between.contains('\n') && self.is_plain(child)
                })
            }
            Form::Group | Form::List | Form::Map => self.is_one_line(node),
            _ => !node.text().contains('\n'),
        }
    }

    /// The items of brackets that stand on one line, those that stay and those that are new.
    fn joined<'n>(
        &self,
        items: &[Node],
        removed: &[bool],
        inserts: &[Insert],
        change: impl Fn(usize) -> Option<(Option<Node<'n>>, Node<'n>)>,
    ) -> Option<Vec<String>> {
        let new_behind = |nth: Option<usize>| {
            let there = inserts.iter().filter(move |insert| insert.behind == nth);
            there.map(|insert| flat(insert.node))
        };
        let mut parts: Vec<String> = new_behind(None).collect();
        for (nth, item) in items.iter().enumerate() {
            if !removed[nth] {
                let mut writer = Self::new(self.text);
                match change(nth) {
                    Some((before, now)) if item.form() == Form::Field => {
                        writer.field(*item, before, now);
                    }
                    Some((Some(before), now)) => writer.value(*item, before, now),
                    _ => {}
                }
                parts.push(writer.applied(span(*item))?);
            }
            parts.extend(new_behind(Some(nth)));
        }
        Some(parts)
    }

    /// Brackets on one line with other items in them, on several lines where one is not enough.
    fn rejoin(&mut self, old: Node, new: Node, parts: Option<Vec<String>>) {
        let range = span(old);
        let column = width(&self.text[line_start(self.text, range.start)..range.start]);
        let text = &self.text[range.clone()];
        let (Some(parts), Some(open), Some(close)) =
            (parts, text.chars().next(), text.chars().last())
        else {
            return self.replace(old, new);
        };
        let joined = format!("{open}{}{close}", parts.join(", "));
        let fits = column + width(&joined) <= LINE && !joined.contains('\n');
        // What was longer before may be so again.
        if fits || column + width(text) > LINE {
            self.cut(range, joined);
        } else {
            self.replace(old, new);
        }
    }

    /// Takes items out and puts others in, with everything around them as it is.
    fn arrange(&mut self, old: Node, items: &[Node], removed: &[bool], inserts: &[Insert]) {
        for (nth, item) in items.iter().enumerate() {
            if removed[nth] {
                self.remove(*item);
            }
        }
        let mut needs_comma = None;
        for insert in inserts {
            let behind = (0..=insert.behind.unwrap_or(0))
                .rev()
                .find(|nth| insert.behind.is_some() && !removed[*nth]);
            match behind {
                Some(nth) => {
                    let end = span(items[nth]).end;
                    let is_last = comma(self.text, end).is_none();
                    self.insert_behind(items[nth], insert.node, is_last, needs_comma != Some(nth));
                    if is_last {
                        needs_comma = Some(nth);
                    }
                }
                None => self.insert_first(old, items, insert.node),
            }
        }
    }

    fn remove(&mut self, item: Node) {
        let range = span(item);
        let comma = comma(self.text, range.end);
        let end = match comma {
            Some(comma) if has_comment(&self.text[range.end..comma.start]) => {
                // A comment stands between the two.
                self.cut(comma, "");
                return self.cut(range, "");
            }
            Some(comma) => comma.end,
            None => range.end,
        };
        let first = is_first(self.text, range.start);
        match blank_to_end(self.text, end).filter(|_| first) {
            Some(line_end) => {
                let start = end_before(self.text, line_start(self.text, range.start));
                self.cut(start..line_end, "");
            }
            None => self.cut(range.start..skip_blanks(self.text, end), ""),
        }
    }

    /// `is_last` says that no comma follows the old item, `is_one` that none was put there yet.
    fn insert_behind(&mut self, item: Node, new: Node, is_last: bool, is_one: bool) {
        let range = span(item);
        let end = comma(self.text, range.end).map_or(range.end, |comma| comma.end);
        let line_end = rest_of_line(self.text, end).or_else(|| {
            let is_end = is_last && closes(self.text, end);
            is_end.then_some(end)
        });
        match line_end.filter(|_| is_first(self.text, range.start)) {
            Some(line_end) => {
                if is_last && is_one {
                    self.cut(range.end..range.end, ",");
                }
                let indent = indent(self.text, range.start).to_owned();
                let line = self.line(new, &indent);
                self.cut(line_end..line_end, line);
            }
            None if is_last => self.cut(end..end, format!(", {}", flat(new))),
            None => self.cut(end..end, format!(" {},", flat(new))),
        }
    }

    fn insert_first(&mut self, old: Node, items: &[Node], new: Node) {
        let open = old.start() + 1;
        let Some(line_end) = rest_of_line(self.text, open) else {
            return self.cut(open..open, format!("{}, ", flat(new)));
        };
        let first = items.first().map(|first| first.start());
        let indent = match first.filter(|first| is_first(self.text, *first)) {
            Some(first) => indent(self.text, first).to_owned(),
            None => format!("{}    ", indent(self.text, open)),
        };
        let line = self.line(new, &indent);
        self.cut(line_end..line_end, line);
    }

    /// A line of its own for an item or a field, with the line end before it.
    fn line(&self, new: Node, indent: &str) -> String {
        let text = self.indented(&laid_out(new, width(indent)), indent);
        format!("{}{indent}{text},", self.newline)
    }
}

/// The value itself, of one that is written as `Some(…)` or with the name of its record.
fn written<'a>(old: Node<'a>, new: Node) -> Node<'a> {
    if old.form() != Form::Named {
        return old;
    }
    let Some(group) = old.inner() else {
        return old;
    };
    let mut children = group.children();
    match (old.name(), children.next(), children.next()) {
        ("Some", Some(value), None) if value.form() != Form::Field => written(value, new),
        _ if new.form() == Form::Group => group,
        _ => old,
    }
}
