//! A tree against the shape of a data file: everything that is wrong in it, not only the first.

use super::locate::Lines;
use super::schema::{Choice, DATASET, Field, Presence, RECORDS, Record, Type, Variant};
use super::token::Trust;
use super::tree::{Form, Node, Tree};
use super::wording;
use crate::model::Date;
use crate::nearest::{half_width, nearest};

/// Something wrong, at a byte of the text. The texts are Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// A file of thousands of tasks may have the same fault in each of them.
const MOST_COMPLAINTS: usize = 200;

/// Everything that keeps a tree from being a dataset, in the order of the text.
pub(super) fn validate(root: Node, lines: &mut Lines) -> Vec<Complaint> {
    let mut validator = Validator {
        lines,
        complaints: Vec::new(),
        more: 0,
        tries: false,
    };
    validator.value(
        root,
        &Type::Record(&DATASET),
        Presence::Default,
        "文件的内容",
    );
    let Validator {
        mut complaints,
        more,
        ..
    } = validator;
    complaints.sort_by_key(|complaint| complaint.at);
    if more > 0 {
        complaints.push(Complaint {
            at: complaints.last().map_or(0, |last| last.at),
            message: format!("此外还有 {more} 处问题没有列出"),
            hint: None,
        });
    }
    complaints
}

/// Whether a text can stand where a value of a type is wanted.
pub(super) fn accepts(text: &str, ty: &Type) -> bool {
    let tree = Tree::read(text, Trust::Doubtful);
    let Some(root) = tree
        .root()
        .filter(|_| tree.complete && tree.problems.is_empty())
    else {
        return false;
    };
    let mut validator = Validator {
        lines: &mut Lines::new(text),
        complaints: Vec::new(),
        more: 0,
        tries: true,
    };
    validator.value(root, ty, Presence::Required, "");
    validator.complaints.is_empty()
}

/// Everything that keeps a value from being of a type.
#[cfg(test)]
pub(super) fn complaints(value: Node, ty: &Type, lines: &mut Lines) -> Vec<Complaint> {
    let mut validator = Validator {
        lines,
        complaints: Vec::new(),
        more: 0,
        tries: false,
    };
    validator.value(value, ty, Presence::Required, "值");
    validator.complaints
}

struct Validator<'l, 't> {
    lines: &'l mut Lines<'t>,
    complaints: Vec<Complaint>,
    /// How many complaints were left out.
    more: usize,
    /// Whether only the number of complaints counts, and nobody reads their hints.
    tries: bool,
}

impl Validator<'_, '_> {
    /// Adds a complaint. The hint is a closure, for looking for near names takes time.
    fn complain(&mut self, node: Node, message: String, hint: impl FnOnce() -> Option<String>) {
        self.complain_at(node.start(), message, hint);
    }

    fn complain_at(&mut self, at: usize, message: String, hint: impl FnOnce() -> Option<String>) {
        if self.complaints.len() >= MOST_COMPLAINTS {
            self.more += 1;
            return;
        }
        // A hint is tried out itself.
        let hint = if self.tries { None } else { hint() };
        self.complaints.push(Complaint { at, message, hint });
    }

    fn value(&mut self, node: Node, ty: &Type, presence: Presence, place: &str) {
        if presence == Presence::Optional {
            if node.form() == Form::Word && node.name() == "None" {
                return;
            }
            if node.form() == Form::Named && node.name() == "Some" {
                let mut inside = node.inner().into_iter().flat_map(Node::children);
                match (inside.next(), inside.next()) {
                    (Some(inner), None) => self.value(inner, ty, Presence::Required, place),
                    _ => {
                        self.complain(node, "Some 的括号中应有一个值".to_owned(), || None);
                    }
                }
                return;
            }
        }
        match ty {
            Type::Record(record) => self.record(node, record, place),
            Type::List(inner) => self.list(node, inner, ty, place),
            Type::Choice(choice) => self.choice(node, choice, ty, place),
            Type::Texts => self.texts(node, ty, place),
            Type::Text | Type::Flag | Type::Count(_) | Type::Figure | Type::Day => {
                self.leaf(node, ty, place);
            }
        }
    }

    fn wrong_type(&mut self, node: Node, ty: &Type, place: &str) {
        let message = format!(
            "{place}应是{}，这里是{}",
            wording::type_name(ty),
            wording::form_name(node)
        );
        self.complain(node, message, || wording::type_hint(node, ty));
    }

    fn leaf(&mut self, node: Node, ty: &Type, place: &str) {
        let text = node.text();
        // Full-width digits are a slip of the syntax, which is said already.
        if node.form() == Form::Number && text.contains(|c| half_width(c).is_some()) {
            return;
        }
        match (ty, node.form()) {
            (Type::Text, Form::Text) => self.text(node),
            (Type::Flag, Form::Word) if matches!(text, "true" | "false") => {}
            (Type::Count(most), Form::Number) => {
                if !ron::from_str::<u32>(text).is_ok_and(|count| count <= *most) {
                    let message = format!("{place}应是 0 到 {most} 的整数，这里是 {text}");
                    self.complain(node, message, || None);
                }
            }
            (Type::Figure, Form::Number | Form::Word) => match ron::from_str::<f64>(text) {
                Ok(number) if number.is_finite() => {}
                Ok(_) => self.complain(
                    node,
                    format!("{place}应是有限的数，这里是 {text}"),
                    || Some("没有具体数值时，写作 Wording(\"原文\")".to_owned()),
                ),
                Err(_) if node.form() == Form::Word => self.wrong_type(node, ty, place),
                Err(_) => self.complain(node, format!("“{text}”不是一个数"), || {
                    Some("只写数字本身；单位写在 unit 中，区间写作 Range(1, 2)".to_owned())
                }),
            },
            (Type::Day, Form::Text) => match ron::from_str::<String>(text) {
                Ok(day) => {
                    if day.parse::<Date>().is_err() {
                        self.complain(node, format!("“{day}”不是日期"), || {
                            wording::type_hint(node, ty)
                        });
                    }
                }
                Err(_) => self.text(node),
            },
            _ => self.wrong_type(node, ty, place),
        }
    }

    fn text(&mut self, node: Node) {
        let text = node.text();
        // Only escapes can make a text unreadable.
        if text.contains('\\') && ron::from_str::<String>(text).is_err() {
            let at = wording::bad_escape(text).map_or(node.start(), |at| node.start() + at);
            self.complain_at(
                at,
                "这里的反斜杠写法无法识别".to_owned(),
                || Some("反斜杠本身写作 \\\\，换行写作 \\n，双引号写作 \\\"".to_owned()),
            );
        }
    }

    fn list(&mut self, node: Node, inner: &Type, ty: &Type, place: &str) {
        if node.form() != Form::List {
            return self.wrong_type(node, ty, place);
        }
        let place = format!("{place}的每一项");
        for child in node.children() {
            self.value(child, inner, Presence::Required, &place);
        }
    }

    fn texts(&mut self, node: Node, ty: &Type, place: &str) {
        if node.form() != Form::Map {
            return self.wrong_type(node, ty, place);
        }
        let place = format!("{place}的每一项");
        for entry in node.children() {
            // Two texts: a name and what stands under it.
            for child in entry.children() {
                self.value(child, &Type::Text, Presence::Required, &place);
            }
        }
    }

    fn record(&mut self, node: Node, record: &'static Record, place: &str) {
        let group = match node.form() {
            Form::Group => node,
            Form::Named => {
                if node.name() != record.name {
                    let message = format!("括号前的“{}”不是“{}”的名字", node.name(), record.title);
                    self.complain(node, message, || {
                        Some(format!("去掉“{}”，只留括号", node.name()))
                    });
                }
                match node.inner() {
                    Some(group) => group,
                    None => return,
                }
            }
            _ => return self.wrong_type(node, &Type::Record(record), place),
        };
        if let Some(value) = group.children().find(|child| child.form() != Form::Field) {
            let message = format!("“{}”的这个值前面没有字段名", record.title);
            return self.complain(value, message, || {
                Some(format!("每个值写作 字段名: 值；{}", field_list(record)))
            });
        }
        let mut places: Vec<Option<usize>> = vec![None; record.fields.len()];
        for child in group.children() {
            let known = record
                .fields
                .iter()
                .position(|field| field.name == child.name());
            let Some(index) = known else {
                let meant = self.unknown_field(child, group, record);
                // The same oversight need not be told twice, as a missing field as well.
                if let Some(place) = meant.and_then(|index| places.get_mut(index)) {
                    *place = Some(child.start());
                }
                continue;
            };
            let field = &record.fields[index];
            if let Some(first) = places[index] {
                let first = self.lines.position(first);
                self.complain(
                    child,
                    format!("“{}”写了两次", called(field)),
                    || {
                        Some(format!(
                            "第一次在第 {} 行第 {} 列，留下一处",
                            first.line, first.column
                        ))
                    },
                );
            } else {
                places[index] = Some(child.start());
            }
            if let Some(value) = child.inner() {
                self.value(
                    value,
                    &field.ty,
                    field.presence,
                    &format!("“{}”", called(field)),
                );
            }
        }
        for (field, place) in record.fields.iter().zip(places) {
            if place.is_none() && field.presence == Presence::Required {
                let message = format!("“{}”缺少 {}", record.title, called(field));
                self.complain(node, message, || {
                    Some(format!("加上 {}", wording::example(field)))
                });
            }
        }
    }

    /// Complains about a field that the record has not; gives the place of the one that is meant,
    /// if there is one and it is not there besides.
    fn unknown_field(&mut self, node: Node, group: Node, record: &'static Record) -> Option<usize> {
        let name = node.name();
        let mut meant = None;
        let message = format!("“{}”没有名为“{name}”的字段", record.title);
        self.complain(node, message, || {
            let absent = record
                .fields
                .iter()
                .enumerate()
                .filter(|(_, field)| group.children().all(|child| child.name() != field.name));
            let names = absent.flat_map(|(index, f)| [(f.name, index), (f.title, index)]);
            meant = nearest(name, names, 1).first().copied();
            if let Some(index) = meant {
                return Some(format!("是不是 {}？", called(&record.fields[index])));
            }
            let elsewhere = RECORDS
                .iter()
                .find(|other| other.fields.iter().any(|field| field.name == name));
            Some(match elsewhere {
                Some(other) => format!("{name} 是“{}”的字段，检查括号的位置", other.title),
                None => field_list(record),
            })
        });
        meant
    }

    fn choice(&mut self, node: Node, choice: &'static Choice, ty: &Type, place: &str) {
        if !matches!(node.form(), Form::Word | Form::Named) {
            return self.wrong_type(node, ty, place);
        }
        // Values without brackets are told with the syntax.
        let inner = (node.form() == Form::Named).then(|| node.inner()).flatten();
        if inner.is_some_and(|group| !group.text().starts_with(['(', '（', '﹙'])) {
            return;
        }
        let name = node.name();
        let Some(variant) = choice.variants.iter().find(|variant| variant.name == name) else {
            let message = format!("{}没有“{name}”这一种", choice.title);
            return self.complain(node, message, || Some(wording::variant_hint(name, choice)));
        };
        let group = match (node.form(), variant.items) {
            (Form::Word, []) => return,
            (Form::Word, items) => {
                let message = format!("{name} 后面应有括号，写明{}", wording::items_name(items));
                return self.complain(node, message, || Some(wording::variant_example(variant)));
            }
            (_, []) => {
                return self.complain(node, format!("{name} 后面不带括号"), || {
                    Some(format!("只写 {name}"))
                });
            }
            _ => node.inner(),
        };
        let Some(group) = group else { return };
        self.items(group, variant, choice);
    }

    fn items(&mut self, group: Node, variant: &'static Variant, choice: &'static Choice) {
        let name = variant.name;
        if let Some(field) = group.children().find(|child| child.form() == Form::Field) {
            let message = format!("{name} 的括号中只写值，不写字段名");
            return self.complain(field, message, || Some(wording::variant_example(variant)));
        }
        let (wanted, count) = (variant.items.len(), group.children().count());
        if count != wanted {
            let message = format!("{name} 的括号中应有 {wanted} 个值，这里有 {count} 个");
            return self.complain(group, message, || {
                let example = wording::variant_example(variant);
                let digits = group.children().all(|child| child.form() == Form::Number);
                Some(if count > wanted && digits {
                    format!("{example}；数字里不写千分位的逗号")
                } else {
                    example
                })
            });
        }
        for (nth, (child, ty)) in group.children().zip(variant.items).enumerate() {
            // A deadline in words is none of a calendar, and has a variant of its own.
            if matches!(ty, Type::Day)
                && !self.tries
                && let Some(hint) = wording::words_hint(child, variant, choice)
            {
                let message = format!("{}不是日期", child.text());
                self.complain(child, message, || Some(hint));
                continue;
            }
            let place = match wanted {
                1 => format!("{name} 的值"),
                _ => format!("{name} 的第 {} 个值", nth + 1),
            };
            self.value(child, ty, Presence::Required, &place);
        }
    }
}

fn called(field: &Field) -> String {
    format!("{}（{}）", field.name, field.title)
}

fn field_list(record: &Record) -> String {
    let names: Vec<String> = record.fields.iter().map(called).collect();
    format!("可以写的字段有 {}", names.join("、"))
}
