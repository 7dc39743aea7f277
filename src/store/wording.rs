//! The words of messages about types, values and the like.

use super::schema::{Choice, Field, Type, Variant};
use super::tree::{Form, Node};
use crate::model::FORMAT;
use crate::nearest::nearest;

/// How dates are written.
pub(super) const DAY: &str =
    "写作 \"2023\"、\"2023-06\"、\"2023-06-30\"，季度和半年写作 \"2023-Q3\"、\"2023-H1\"";

/// What should stand in a place, in words: `双引号中的文字`.
pub(super) fn type_name(ty: &Type) -> String {
    match ty {
        Type::Text => "双引号中的文字".to_owned(),
        Type::Flag => "真假值 true 或 false".to_owned(),
        Type::Count(_) => "整数".to_owned(),
        Type::Figure => "数字".to_owned(),
        Type::Day => "双引号中的日期".to_owned(),
        Type::Record(_) => "圆括号中的一组字段".to_owned(),
        Type::Texts => "花括号中成对的文字".to_owned(),
        Type::List(_) => "方括号中的列表".to_owned(),
        Type::Choice(_) => format!(" {} 这样的写法", sample(ty)),
    }
}

/// What does stand in a place, in words: `数字 7`.
pub(super) fn form_name(node: Node) -> String {
    match node.form() {
        Form::Group => "圆括号".to_owned(),
        Form::List => "方括号".to_owned(),
        Form::Map => "花括号".to_owned(),
        Form::Text => "文字".to_owned(),
        Form::Bytes => "字节串".to_owned(),
        Form::Char => "单引号".to_owned(),
        Form::Number => format!("数字 {}", node.text()),
        Form::Word | Form::Field | Form::Named => format!("“{}”", node.name()),
        Form::Entry => "一组键和值".to_owned(),
    }
}

/// How to write what was probably meant.
pub(super) fn type_hint(node: Node, ty: &Type) -> Option<String> {
    let text = node.text();
    let short = text.chars().count() <= 40;
    let inside = text.trim_matches(['"', '\'']);
    match (ty, node.form()) {
        (Type::Text, Form::Number | Form::Word | Form::Char) | (Type::Day, Form::Number)
            if short =>
        {
            Some(format!("写作 \"{inside}\""))
        }
        (Type::Day, _) => Some(DAY.to_owned()),
        (Type::Flag, Form::Text) if matches!(inside, "true" | "false") => {
            Some(format!("去掉引号，写作 {inside}"))
        }
        (Type::Flag, _) => Some("是写作 true，否写作 false".to_owned()),
        (Type::Count(_) | Type::Figure, Form::Text) => {
            Some("数字不加引号，单位写在 unit 中".to_owned())
        }
        (Type::List(Type::Text), Form::Text) if short => Some(format!("写作 [{text}]")),
        (Type::List(_), _) => Some("用 [ ] 括起来，各项之间用逗号隔开".to_owned()),
        (Type::Texts, _) => Some("写作 {\"列名\": \"内容\", \"列名\": \"内容\"}".to_owned()),
        (Type::Record(_), Form::Map) => Some("用 ( ) 代替 { }，字段名不加引号".to_owned()),
        (Type::Record(_), _) => Some("写作 (字段名: 值, 字段名: 值)".to_owned()),
        (Type::Choice(choice), form) => Some(choice_hint(choice, form, text, inside, short)),
        _ => None,
    }
}

fn choice_hint(choice: &Choice, form: Form, text: &str, inside: &str, short: bool) -> String {
    if form == Form::Text && choice.variants.iter().any(|variant| variant.name == inside) {
        return format!("去掉引号，写作 {inside}");
    }
    // 20 may be Exactly(20), and "2023" By("2023").
    let wrapped = choice.variants.iter().find(|variant| {
        matches!(
            (variant.items, form),
            ([Type::Figure], Form::Number)
                | ([Type::List(_)], Form::List)
                | ([Type::Day], Form::Text)
        )
    });
    match wrapped {
        Some(variant) if short => format!("写作 {}({text})", variant.name),
        _ => variant_hint(inside, choice),
    }
}

/// The variant that was probably meant, and all there are.
pub(super) fn variant_hint(name: &str, choice: &Choice) -> String {
    let called = |variant: &Variant| format!("{}（{}）", variant.name, variant.title);
    let names = choice.variants.iter().enumerate();
    let names = names.flat_map(|(index, v)| [(v.name, index), (v.title, index)]);
    let all: Vec<String> = choice.variants.iter().map(called).collect();
    let all = format!("可以写 {}", all.join("、"));
    match nearest(name, names, 1).first() {
        Some(index) => format!("是不是 {}？{all}", called(&choice.variants[*index])),
        None => all,
    }
}

/// How a variant with values is written: `写作 Range(数字, 数字)`.
pub(super) fn variant_example(variant: &Variant) -> String {
    let items: Vec<String> = variant.items.iter().map(sample).collect();
    format!("写作 {}({})", variant.name, items.join(", "))
}

/// What goes into the brackets of a variant.
pub(super) fn items_name(items: &[Type]) -> String {
    let names: Vec<String> = items.iter().map(type_name).collect();
    names.join("和")
}

/// A field as it may be written: `name: "…"`.
pub(super) fn example(field: &Field) -> String {
    if field.name == "format" {
        return format!("format: {FORMAT}");
    }
    format!("{}: {}", field.name, sample(&field.ty))
}

fn sample(ty: &Type) -> String {
    match ty {
        Type::Text => "\"…\"".to_owned(),
        Type::Flag => "true".to_owned(),
        Type::Count(_) => "整数".to_owned(),
        Type::Figure => "数字".to_owned(),
        Type::Day => "\"2023-06\"".to_owned(),
        Type::Record(_) => "( … )".to_owned(),
        Type::Texts => "{ … }".to_owned(),
        Type::List(_) => "[ … ]".to_owned(),
        Type::Choice(choice) => {
            let variant = choice.variants.first();
            let items: Vec<String> = variant
                .iter()
                .flat_map(|variant| variant.items)
                .map(sample)
                .collect();
            let name = variant.map_or("…", |variant| variant.name);
            if items.is_empty() {
                name.to_owned()
            } else {
                format!("{name}({})", items.join(", "))
            }
        }
    }
}

/// The byte of the first backslash that starts no escape, of those that are easy to tell.
pub(super) fn bad_escape(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'\\', bytes.get(at..)?)?;
        let good = matches!(
            bytes.get(at + 1),
            Some(b'\'' | b'"' | b'\\' | b'n' | b'r' | b't' | b'0' | b'x' | b'u' | b'\n' | b'\r')
        );
        if !good {
            return Some(at);
        }
        at += 2;
    }
}
