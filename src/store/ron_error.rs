//! The errors of the `ron` crate in Chinese, for what our own reading of a file does not see.

use ron::Error;

/// What happened, and what to do.
pub(super) fn words(error: &Error) -> (String, Option<String>) {
    let message = match error {
        // Our own types speak Chinese.
        Error::Message(text) => text.clone(),
        Error::Io(text) => format!("读取中断：{text}"),
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
        Error::InvalidValueForType { .. } => "这里的值不合要求".to_owned(),
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
        // The list of the crate may grow.
        _ => format!("无法识别的内容（{error}）"),
    };
    (message, hint(error))
}

fn hint(error: &Error) -> Option<String> {
    let hint = match error {
        Error::ExceededRecursionLimit => "把章节减少几层；检查前面是否有括号没有关闭",
        Error::InvalidEscape(_) => "反斜杠本身写作 \\\\，换行写作 \\n，双引号写作 \\\"",
        Error::ExpectedString => "文字放在英文双引号中",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => {
            "可以删去这一行，本程序不需要它"
        }
        Error::NoSuchEnumVariant { expected, .. } | Error::NoSuchStructField { expected, .. } => {
            return Some(format!("可以写 {}", expected.join("、")));
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::words;
    use ron::Error;

    #[test]
    fn no_message_shows_english_words() {
        let errors = [
            Error::Eof,
            Error::ExpectedArray,
            Error::ExpectedComma,
            Error::ExpectedString,
            Error::IntegerOutOfBounds,
            Error::UnclosedBlockComment,
            Error::TrailingCharacters,
            Error::ExceededRecursionLimit,
            Error::ExpectedRangeSyntax,
        ];
        for error in errors {
            let (message, _) = words(&error);
            assert!(message.chars().any(|c| c >= '\u{4E00}'), "{message}");
        }
    }
}
