//! Characters as the grammar compares them: one form for full-width and half-width, for all shapes
//! of brackets, and for the traditional characters of the words it knows.

/// The form in which a character is compared. Never shown.
#[must_use]
pub(super) fn fold(c: char) -> char {
    match c {
        '（' | '〔' | '[' | '【' | '〖' | '［' | '{' | '｛' | '〘' | '﹝' | '︵' => '(',
        '）' | '〕' | ']' | '】' | '〗' | '］' | '}' | '｝' | '〙' | '﹞' | '︶' => ')',
        '〈' | '＜' => '<',
        '〉' | '＞' => '>',
        // All marks at names are one: ※ and ★ are read as *.
        '※' | '★' | '☆' | '▲' | '△' | '◆' | '◇' => '*',
        '．' | '﹒' => '.',
        '､' => '、',
        '﹐' => ',',
        '﹔' => ';',
        '﹕' | '︰' | '∶' => ':',
        '｡' => '。',
        // All kinds of dashes are one.
        '—' | '－' | '–' | '―' | '─' | '~' | '～' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => simple(c),
    }
}

/// The simple form of the traditional characters that occur in words of the grammar.
fn simple(c: char) -> char {
    const PAIRS: [(char, char); 64] = [
        ('責', '责'),
        ('單', '单'),
        ('負', '负'),
        ('牽', '牵'),
        ('頭', '头'),
        ('協', '协'),
        ('辦', '办'),
        ('參', '参'),
        ('與', '与'),
        ('門', '门'),
        ('關', '关'),
        ('區', '区'),
        ('縣', '县'),
        ('員', '员'),
        ('導', '导'),
        ('機', '机'),
        ('構', '构'),
        ('領', '领'),
        ('實', '实'),
        ('執', '执'),
        ('監', '监'),
        ('驗', '验'),
        ('務', '务'),
        ('會', '会'),
        ('處', '处'),
        ('廳', '厅'),
        ('屬', '属'),
        ('時', '时'),
        ('間', '间'),
        ('點', '点'),
        ('職', '职'),
        ('業', '业'),
        ('產', '产'),
        ('發', '发'),
        ('鎮', '镇'),
        ('鄉', '乡'),
        ('黨', '党'),
        ('團', '团'),
        ('條', '条'),
        ('節', '节'),
        ('個', '个'),
        ('內', '内'),
        ('國', '国'),
        ('總', '总'),
        ('廣', '广'),
        ('權', '权'),
        ('聯', '联'),
        ('學', '学'),
        ('圖', '图'),
        ('館', '馆'),
        ('專', '专'),
        ('組', '组'),
        ('進', '进'),
        ('標', '标'),
        ('號', '号'),
        ('為', '为'),
        ('爲', '为'),
        ('級', '级'),
        ('從', '从'),
        ('據', '据'),
        ('說', '说'),
        ('動', '动'),
        ('備', '备'),
        ('註', '注'),
    ];
    if c < '\u{4E00}' {
        return c;
    }
    PAIRS
        .iter()
        .find(|(old, _)| *old == c)
        .map_or(c, |(_, new)| *new)
}

/// Whether it is a numeral of the Hanzi.
#[must_use]
pub(super) fn is_hanzi_digit(c: char) -> bool {
    "零〇一二三四五六七八九十百".contains(c)
}

/// The value of a numeral of Hanzi up to 999, or of digits up to 9999.
#[must_use]
pub(super) fn number(text: &[char]) -> Option<u32> {
    if text.is_empty() || text.len() > 6 {
        return None;
    }
    if text.iter().all(char::is_ascii_digit) {
        return text.iter().try_fold(0_u32, |sum, c| {
            sum.checked_mul(10)?.checked_add(c.to_digit(10)?)
        });
    }
    let (mut value, mut digit) = (0, 0);
    for c in text {
        match c {
            '百' => (value, digit) = (value + 100 * digit.max(1), 0),
            '十' => (value, digit) = (value + 10 * digit.max(1), 0),
            '零' | '〇' => digit = 0,
            c => {
                let place = "一二三四五六七八九".chars().position(|known| known == *c)?;
                digit = u32::try_from(place).ok()? + 1;
            }
        }
    }
    Some(value + digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_all_shapes_and_both_widths_are_one() {
        for (open, close) in ["（）", "()", "〔〕", "[]", "【】", "［］"].map(|pair| {
            let mut pair = pair.chars();
            (pair.next().unwrap(), pair.next().unwrap())
        }) {
            assert_eq!((fold(open), fold(close)), ('(', ')'));
        }
        let fold = |text: &str| text.chars().map(fold).collect::<String>();
        assert_eq!(fold("責任單位：牽頭、負責"), "责任单位:牵头、负责");
        assert_eq!(fold("１２．ＡＢ"), "12.AB");
    }

    #[test]
    fn numerals_have_their_value() {
        let value = |text: &str| number(&text.chars().collect::<Vec<_>>());
        assert_eq!(value("二十三"), Some(23));
        assert_eq!(value("十"), Some(10));
        assert_eq!(value("一百零五"), Some(105));
        assert_eq!(value("2027"), Some(2027));
        assert_eq!(value("甲"), None);
        assert_eq!(value(""), None);
    }
}
