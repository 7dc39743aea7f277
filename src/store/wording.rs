//! The words of messages about types, values and the like.

use super::schema::{Choice, Field, Type, Variant, choice_with_values};
use super::tree::{Form, Node};
use super::validate::accepts;
use crate::model::{Date, FORMAT};
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

/// How to write what was probably meant. What stands behind 写作 can be read as it is.
pub(super) fn type_hint(node: Node, ty: &Type) -> Option<String> {
    let text = node.whole_text();
    let short = text.chars().count() <= 40;
    let inside = text.trim_matches(['"', '\'']);
    let written = |candidate: String| {
        let fits = short && accepts(&candidate, ty);
        fits.then(|| format!("写作 {candidate}"))
    };
    match (ty, node.form()) {
        (Type::Text, Form::Number | Form::Word | Form::Char) => written(format!("\"{inside}\"")),
        (Type::Day, _) => calendar(inside)
            .and_then(|day| written(format!("\"{day}\"")))
            .or_else(|| Some(DAY.to_owned())),
        (Type::Flag, Form::Text) if matches!(inside, "true" | "false") => {
            Some(format!("去掉引号，写作 {inside}"))
        }
        (Type::Flag, _) => Some("是写作 true，否写作 false".to_owned()),
        (Type::Count(_) | Type::Figure, Form::Text) => {
            let figure = written(inside.to_owned()).map(|hint| format!("去掉引号，{hint}"));
            figure.or_else(|| Some("数字不加引号，单位写在 unit 中".to_owned()))
        }
        (Type::List(_), Form::Text | Form::Group | Form::Named) => {
            written(format!("[{text}]")).or_else(|| Some(LIST.to_owned()))
        }
        (Type::List(_), _) => Some(LIST.to_owned()),
        (Type::Texts, _) => Some("写成 {\"列名\": \"内容\", \"列名\": \"内容\"}".to_owned()),
        (Type::Record(_), Form::Map) => Some("用 ( ) 代替 { }，字段名不加引号".to_owned()),
        (Type::Record(_), _) => {
            Some("写成用圆括号括起来的字段：(字段名: 值, 字段名: 值)".to_owned())
        }
        (Type::Choice(choice), form) => {
            let meant = short
                .then(|| choice_hint(choice, form, text, inside))
                .flatten();
            Some(meant.unwrap_or_else(|| variant_hint(inside, choice)))
        }
        _ => None,
    }
}

const LIST: &str = "用 [ ] 括起来，各项之间用逗号隔开";

/// How a value of a choice was probably meant: 20 may be Exactly(20), and "2023" By("2023").
fn choice_hint(choice: &'static Choice, form: Form, text: &str, inside: &str) -> Option<String> {
    let ty = Type::Choice(choice);
    let wrapped = |value: &str| wrapped(choice, value);
    if form == Form::Text {
        if accepts(inside, &ty) {
            return Some(format!("去掉引号，写作 {inside}"));
        }
        if let Some((figure, unit)) = figure(inside)
            && let Some(hint) = wrapped(figure).first()
        {
            return Some(match unit {
                "" => format!("写作 {hint}"),
                _ => format!("写作 {hint}，单位写在 unit 中"),
            });
        }
    }
    if matches!(form, Form::Text | Form::Number)
        && let Some(day) = calendar(inside)
        && let Some(hint) = wrapped(&format!("\"{day}\"")).first()
    {
        return Some(format!("写作 {hint}"));
    }
    let value = match form {
        // Brackets that lack only the name in front of them.
        Form::Group => text.strip_prefix('(')?.strip_suffix(')')?,
        _ => text,
    };
    match wrapped(value).as_slice() {
        [] => None,
        [one] => Some(format!("写作 {one}")),
        // Any figure may be a bound as well; the plain one is meant mostly.
        [first, ..] if form == Form::Number => Some(format!("写作 {first}")),
        [first, second, ..] => Some(format!("写作 {first} 或 {second}")),
    }
}

/// A value in the brackets of each variant that takes it.
fn wrapped(choice: &'static Choice, value: &str) -> Vec<String> {
    let variants = choice.variants.iter().filter(|it| !it.items.is_empty());
    let texts = variants.map(|variant| format!("{}({value})", variant.name));
    texts
        .filter(|text| accepts(text, &Type::Choice(choice)))
        .collect()
}

/// How to write the values of a variant that stand without brackets.
pub(super) fn bare_hint(name: &str, values: &str) -> String {
    let Some((choice, variant)) = choice_with_values(name) else {
        return format!("写作 {name}( … )");
    };
    let name = variant.name;
    let inside = values.trim_matches(['[', ']', '{', '}']);
    let parts: Vec<&str> = inside.split_whitespace().collect();
    let quoted: Vec<String> = parts
        .iter()
        .map(|part| format!("\"{}\"", part.trim_matches(',')))
        .collect();
    let candidates = [
        values.to_owned(),
        inside.to_owned(),
        parts.join(", "),
        parts.join(", ").replace(",,", ","),
        inside.trim_matches('"').to_owned(),
        quoted.join(", "),
        format!("[{values}]"),
        calendar(inside.trim_matches('"')).map_or_else(String::new, |day| format!("\"{day}\"")),
    ];
    let mut texts = candidates.iter().map(|inside| format!("{name}({inside})"));
    match texts.find(|text| accepts(text, &Type::Choice(choice))) {
        Some(text) if text.chars().count() <= 60 => format!("写作 {text}"),
        Some(_) => format!("在 {name} 的值两端加上圆括号"),
        None => variant_example(variant),
    }
}

/// How to write a text that is no date, where the choice has a variant for words.
pub(super) fn words_hint(
    node: Node,
    variant: &'static Variant,
    choice: &'static Choice,
) -> Option<String> {
    let text = node.text();
    if node.form() != Form::Text
        || text.chars().count() > 40
        || accepts(text, &Type::Day)
        || calendar(text.trim_matches('"')).is_some()
    {
        return None;
    }
    let words = wrapped(choice, text).into_iter().next()?;
    Some(format!("写作 {words}，代替 {}", variant.name))
}

/// The date that a text names in another way of writing: `2023年6月底` is `2023-06`, and
/// `2023年第三季度` is `2023-Q3`.
fn calendar(text: &str) -> Option<String> {
    let rest = text.trim().trim_end_matches(['底', '末']);
    let half = [("上半年", "H1"), ("下半年", "H2")];
    let quarters = [("一", "Q1"), ("二", "Q2"), ("三", "Q3"), ("四", "Q4")];
    let part = |rest: &str| {
        let rest = rest.trim();
        let quarter = rest
            .strip_suffix("季度")
            .map(|rest| rest.trim_start_matches('第'));
        let quarter = quarters
            .iter()
            .zip(["1", "2", "3", "4"])
            .find(|((hanzi, _), digit)| quarter == Some(*hanzi) || quarter == Some(*digit));
        half.iter()
            .find(|(words, _)| *words == rest)
            .or(quarter.map(|(known, _)| known))
            .map(|(_, key)| *key)
    };
    if let Some((year, rest)) = rest.split_once('年')
        && let Some(key) = part(rest)
    {
        let day = format!("{}-{key}", year.trim());
        return day.parse::<Date>().is_ok().then_some(day);
    }
    let parts: Vec<&str> = rest
        .split(['年', '月', '日', '号', '.', '-', '/', '－', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let day = match parts[..] {
        [year] => year.to_owned(),
        [year, month] => format!("{year}-{month:0>2}"),
        [year, month, day] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => return None,
    };
    day.parse::<Date>().is_ok().then_some(day)
}

/// A figure and its unit: `20家`.
fn figure(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let len = text.find(|c: char| !(c.is_ascii_digit() || c == '.'));
    let (figure, unit) = text.split_at(len.unwrap_or(text.len()));
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 4 && !unit.contains(|c: char| c.is_ascii_digit());
    (is_unit && accepts(figure, &Type::Figure)).then_some((figure, unit))
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
