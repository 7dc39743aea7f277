//! Today: the local date, or a given one for tests and for looking at other days.

use crate::diagnostic::Diagnostic;
use crate::model::Date;

/// Sets the day for which a view is made, so that an export can be repeated: `2026-11-22`.
const TODAY: &str = "ZEREN_TODAY";

/// The local date, or the one in `ZEREN_TODAY`.
///
/// # Errors
/// When neither is a date.
pub fn today() -> Result<Date, Diagnostic> {
    let Some(text) = std::env::var_os(TODAY) else {
        let now = jiff::Zoned::now();
        let (month, day) = (now.month().unsigned_abs(), now.day().unsigned_abs());
        return Date::day(now.year(), month, day).ok_or_else(|| {
            Diagnostic::error("系统的日期无法识别").with_hint("检查系统的日期设置")
        });
    };
    let text = text.to_string_lossy();
    text.parse().map_err(|error| {
        Diagnostic::error(format!("环境变量 {TODAY} 无法识别：{error}"))
            .with_hint("写作 2026-11-22，或去掉这个环境变量")
    })
}
