//! The errors of the `ron` crate in Chinese, for what our own reading of a file does not see.

use ron::Error;

/// What happened, and what to do.
pub(super) fn words(error: &Error) -> (String, Option<String>) {
    let message = match error {
        // Our own types speak Chinese; what the crates say of themselves is English.
        Error::Message(text) if is_chinese(text) => text.clone(),
        Error::Message(_) | Error::InvalidValueForType { .. } => "这里的值不合要求".to_owned(),
        Error::Io(_) => "读取中断".to_owned(),
        Error::Fmt | Error::Utf8Error(_) => "文字编码有误".to_owned(),
        Error::Eof => "文件在这里中断".to_owned(),
        Error::ExpectedArray => "这里应是 [".to_owned(),
        Error::ExpectedArrayEnd => "这里应是 ]".to_owned(),
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
            "文件开头的 #![…] 无法识别".to_owned()
        }
        Error::ExpectedBoolean => "这里应是 true 或 false".to_owned(),
        Error::ExpectedComma => "这里缺少逗号".to_owned(),
        Error::ExpectedChar => "这里应是单引号中的一个字符".to_owned(),
        Error::ExpectedByteLiteral | Error::ExpectedByteString => "这里应是字节串".to_owned(),
        Error::ExpectedFloat => "这里应是数字".to_owned(),
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => {
            "数字中的下划线位置有误".to_owned()
        }
        Error::ExpectedInteger => "这里应是整数".to_owned(),
        Error::ExpectedOption => "这里应是 Some( ) 或 None".to_owned(),
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => "这里应是 )".to_owned(),
        Error::ExpectedMap => "这里应是 {".to_owned(),
        Error::ExpectedMapColon => "这里缺少冒号".to_owned(),
        Error::ExpectedMapEnd => "这里应是 }".to_owned(),
        Error::ExpectedDifferentStructName { expected, found } => {
            format!("括号前应是 {expected}，这里是 {found}")
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "这里应是 (".to_owned(),
        Error::ExpectedStructName(name) => format!("括号前应写 {name}"),
        Error::ExpectedUnit => "这里应是 ()".to_owned(),
        Error::ExpectedString => "这里应是双引号中的文字".to_owned(),
        Error::ExpectedStringEnd => "文字没有结尾的引号".to_owned(),
        Error::ExpectedIdentifier => "这里应是字段名".to_owned(),
        Error::InvalidEscape(_) => "这里的反斜杠写法无法识别".to_owned(),
        Error::IntegerOutOfBounds => "整数超出范围".to_owned(),
        Error::InvalidIntegerDigit { digit, base } => {
            format!("“{digit}”不是 {base} 进制的数字")
        }
        Error::NoSuchExtension(name) => format!("没有名为 {name} 的 RON 扩展"),
        Error::UnclosedBlockComment | Error::UnclosedLineComment => "注释没有结束".to_owned(),
        Error::UnexpectedChar(c) => format!("这里的“{c}”无法识别"),
        Error::TrailingCharacters => "数据已经结束，后面还有内容".to_owned(),
        Error::ExpectedDifferentLength { found, .. } => {
            format!("值的个数不对，这里有 {found} 个")
        }
        Error::NoSuchEnumVariant { found, .. } => format!("没有“{found}”这一种"),
        Error::NoSuchStructField { found, .. } => format!("没有名为“{found}”的字段"),
        Error::MissingStructField { field, .. } => format!("缺少字段 {field}"),
        Error::DuplicateStructField { field, .. } => format!("字段 {field} 写了两次"),
        Error::InvalidIdentifier(name) | Error::SuggestRawIdentifier(name) => {
            format!("“{name}”不能作为名字")
        }
        Error::ExceededRecursionLimit => "括号嵌套太深".to_owned(),
        // Ranges, raw values, and what a later version of the crate may add.
        _ => "这里的写法无法识别".to_owned(),
    };
    (message, hint(error))
}

/// Whether a text is in Chinese, whatever names it quotes.
fn is_chinese(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

fn hint(error: &Error) -> Option<String> {
    let hint = match error {
        Error::Io(_) => "文件在移动硬盘或网络位置时，检查连接后再打开",
        Error::ExceededRecursionLimit => "把章节减少几层；检查前面是否有括号没有关闭",
        Error::InvalidEscape(_) => "反斜杠本身写作 \\\\，换行写作 \\n，双引号写作 \\\"",
        Error::ExpectedString => "文字放在英文双引号中",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            "可以删去这一行，本程序不需要它"
        }
        Error::NoSuchEnumVariant { expected, .. } | Error::NoSuchStructField { expected, .. }
            if !expected.is_empty() =>
        {
            return Some(format!("可以写 {}", expected.join("、")));
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Number};

    /// RON's own words, which people have to write as they are.
    const RON: [&str; 6] = ["true", "false", "Some", "None", "RON", "n"];

    /// The names that the errors below carry.
    const NAMES: [&str; 4] = ["title", "agencies", "Plan", "Task"];

    /// Every error of the crate.
    fn errors() -> Vec<Error> {
        let title = || "title".to_owned();
        let broken = String::from_utf8(vec![0xff]).unwrap_err().utf8_error();
        vec![
            Error::Fmt,
            Error::Io("unexpected end of file".to_owned()),
            Error::Message("invalid length 3, expected an array".to_owned()),
            Error::Eof,
            Error::ExpectedArray,
            Error::ExpectedArrayEnd,
            Error::ExpectedAttribute,
            Error::ExpectedAttributeEnd,
            Error::ExpectedBoolean,
            Error::ExpectedComma,
            Error::ExpectedChar,
            Error::ExpectedByteLiteral,
            Error::ExpectedFloat,
            Error::FloatUnderscore,
            Error::ExpectedInteger,
            Error::ExpectedOption,
            Error::ExpectedOptionEnd,
            Error::ExpectedMap,
            Error::ExpectedMapColon,
            Error::ExpectedMapEnd,
            Error::ExpectedDifferentStructName {
                expected: "Plan",
                found: "Task".to_owned(),
            },
            Error::ExpectedStructLike,
            Error::ExpectedNamedStructLike("Plan"),
            Error::ExpectedStructLikeEnd,
            Error::ExpectedUnit,
            Error::ExpectedString,
            Error::ExpectedByteString,
            Error::ExpectedStringEnd,
            Error::ExpectedIdentifier,
            Error::InvalidEscape("Unknown escape character"),
            Error::IntegerOutOfBounds,
            Error::InvalidIntegerDigit {
                digit: '9',
                base: 8,
            },
            Error::NoSuchExtension(title()),
            Error::UnclosedBlockComment,
            Error::UnclosedLineComment,
            Error::UnderscoreAtBeginning,
            Error::UnexpectedChar('；'),
            Error::Utf8Error(broken),
            Error::TrailingCharacters,
            Error::InvalidValueForType {
                expected: "a Unicode scalar value".to_owned(),
                found: "the string".to_owned(),
            },
            Error::ExpectedDifferentLength {
                expected: "a tuple of size 2".to_owned(),
                found: 3,
            },
            Error::NoSuchEnumVariant {
                expected: &["Plan", "Task"],
                found: title(),
                outer: Some("Kind".to_owned()),
            },
            Error::NoSuchStructField {
                expected: &["agencies"],
                found: title(),
                outer: Some("Dataset".to_owned()),
            },
            Error::NoSuchStructField {
                expected: &[],
                found: title(),
                outer: None,
            },
            Error::MissingStructField {
                field: "title",
                outer: None,
            },
            Error::DuplicateStructField {
                field: "title",
                outer: None,
            },
            Error::InvalidIdentifier(title()),
            Error::SuggestRawIdentifier(title()),
            Error::ExpectedRawValue,
            Error::ExceededRecursionLimit,
            Error::ExpectedStructName("Plan".to_owned()),
            Error::ExpectedRangeSyntax,
        ]
    }

    #[test]
    fn no_message_and_no_hint_shows_english_words() {
        for error in errors() {
            let (message, hint) = words(&error);
            for text in std::iter::once(&message).chain(&hint) {
                assert!(is_chinese(text), "{error:?}: {text}");
                assert!(
                    !text.trim().is_empty() && !text.ends_with(['。', ' ']),
                    "{text}"
                );
                for word in text.split(|c: char| !c.is_ascii_alphabetic()) {
                    let is_known = word.is_empty() || RON.contains(&word) || NAMES.contains(&word);
                    assert!(is_known, "{error:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn what_our_own_types_say_is_kept() {
        let date = ron::from_str::<Date>("\"2023-13\"").unwrap_err();
        let (message, _) = words(&date.code);
        assert_eq!(
            message,
            "“2023-13”不是日期，应写作 2023、2023-06、2023-06-30、2023-Q3 或 2023-H1"
        );
        let number = ron::from_str::<Number>("inf").unwrap_err();
        assert!(is_chinese(&words(&number.code).0));
    }
}
