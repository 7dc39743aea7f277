//! How far the pieces of RON text reach, and what its characters are.

/// The blanks of the `ron` crate.
pub(super) fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r' | ' ' | '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

pub(super) fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '‟' | '＂' | '‘' | '’' | '\'' | '＇' | '`' | '「' | '『' | '«'
    )
}

pub(super) fn closes(open: char, c: char) -> bool {
    match open {
        '‘' | '’' | '\'' | '＇' | '`' => matches!(c, '‘' | '’' | '\'' | '＇' | '`'),
        '「' => c == '」',
        '『' => c == '』',
        '«' => c == '»',
        _ => matches!(c, '“' | '”' | '„' | '‟' | '＂' | '"'),
    }
}

/// Whether a text may end before this: a comma, a closing bracket or the end of the line follows.
pub(super) fn ends_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    rest.chars().next().is_none_or(|c| {
        matches!(
            c,
            '\n' | ',' | ')' | ']' | '}' | ':' | '，' | '）' | '】' | '］' | '：'
        )
    })
}

pub(super) fn may_follow_text(c: char) -> bool {
    is_blank(c) || matches!(c, ',' | ':' | ')' | ']' | '}' | '/')
}

pub(super) fn word_len(rest: &str) -> usize {
    let raw = rest.starts_with("r#");
    let prefix = if raw { 2 } else { 0 };
    let inner = &rest[prefix..];
    let inside = |c: char| {
        c == '_' || c.is_alphanumeric() || is_mark(c) || (raw && matches!(c, '.' | '+' | '-'))
    };
    let len = inner.find(|c| !inside(c)).unwrap_or(inner.len());
    // Never nothing: a lone `r#` is a word as well.
    (prefix + len).max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Combining marks, which words of some scripts contain.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{B7}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}

/// A number with everything that is stuck to it: `20家` is one wrong number, not two things.
pub(super) fn number_len(rest: &str) -> usize {
    let inside = |c: char| c == '_' || c.is_alphanumeric() || matches!(c, '.' | '+' | '-');
    rest.find(|c| !inside(c)).unwrap_or(rest.len())
}

/// The hashes of a raw text, if a quote follows them: `##"` has 2.
pub(super) fn raw_hashes(rest: &str) -> Option<usize> {
    let hashes = rest.bytes().take_while(|b| *b == b'#').count();
    rest[hashes..].starts_with('"').then_some(hashes)
}

pub(super) fn raw_len(rest: &str, prefix: usize) -> Option<usize> {
    let hashes = raw_hashes(&rest[prefix..])?;
    let inside = prefix + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    let len = memchr::memmem::find(&rest.as_bytes()[inside..], close.as_bytes())?;
    Some(inside + len + close.len())
}

/// The length of a character in single quotes, or `None` if it is not one character.
pub(super) fn char_len(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (at, first) = chars.next()?;
    let inside = match first {
        '\'' | '\n' => return None,
        // An escape: its form is for the `ron` crate to judge.
        '\\' => {
            let rest = rest.get(at + 2..)?;
            at + 2 + rest.char_indices().take(10).find(|(_, c)| *c == '\'')?.0
        }
        _ => at + first.len_utf8(),
    };
    rest[inside..].starts_with('\'').then_some(inside + 1)
}

/// The length of a block comment; they nest.
pub(super) fn comment_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'/', b'*', bytes.get(at..)?)?;
        match bytes.get(at..at + 2)? {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return Some(at + 2),
            b"*/" => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
}

pub(super) fn attribute_len(rest: &str) -> Option<usize> {
    let mut at = memchr::memchr(b'[', rest.as_bytes())?;
    if !rest[1..at].trim_start().starts_with('!') {
        return None;
    }
    loop {
        at += 1 + memchr::memchr2(b'"', b']', rest.as_bytes().get(at + 1..)?)?;
        if rest.as_bytes()[at] == b']' {
            return Some(at + 1);
        }
        at += 1 + memchr::memchr(b'"', rest.as_bytes().get(at + 1..)?)?;
    }
}

/// The bytes that matter when something is skipped.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let all = b"()[]{},\"'/";
    let mut nth = 0;
    while nth < all.len() {
        marks[all[nth] as usize] = true;
        nth += 1;
    }
    marks
};

/// The length of a list element or a field in sound text, with the comma behind it; without a
/// comma, up to the closing bracket of what it stands in.
pub(super) fn item_len(rest: &str) -> Option<usize> {
    rest_len(rest, 0)
}

/// The same from a place inside the element, where `depth` of its brackets are open.
pub(super) fn rest_len(rest: &str, mut depth: usize) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        at += bytes
            .get(at..)?
            .iter()
            .position(|byte| MARKS[usize::from(*byte)])?;
        match bytes[at] {
            b',' if depth == 0 => return Some(at + 1),
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return Some(at),
            b')' | b']' | b'}' => depth -= 1,
            b'"' => {
                at += quoted_len(bytes, at)?;
                continue;
            }
            b'\'' => {
                at += char_len(&rest[at..])?;
                continue;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += memchr::memchr(b'\n', &bytes[at..])?;
            }
            b'/' => {
                at += comment_len(&rest[at..])?;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// The length of a text from its opening quote, of which only the prefix says whether it is raw.
fn quoted_len(bytes: &[u8], quote: usize) -> Option<usize> {
    let hashes = bytes[..quote]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'#')
        .count();
    if bytes[..quote - hashes].ends_with(b"r") {
        let close = format!("\"{}", "#".repeat(hashes));
        let inside = memchr::memmem::find(&bytes[quote + 1..], close.as_bytes())?;
        return Some(1 + inside + close.len());
    }
    let mut at = quote + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1 - quote);
        }
        at += 2;
    }
}
