//! The one way in which all files of the program are written in RON: data, views, settings.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

/// How RON is read and written here: fields that may be absent are written without `Some`.
#[must_use]
pub fn dialect() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// A value as the text of a file: one field a line, line feeds on every system, one at the end.
///
/// # Errors
/// When the value cannot be said in RON.
pub(crate) fn pretty(value: &impl Serialize) -> ron::Result<String> {
    let config = PrettyConfig::default().new_line("\n");
    let mut text = dialect().to_string_pretty(value, config)?;
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Sample {
        name: Option<String>,
        number: Option<u8>,
    }

    #[test]
    fn what_is_written_is_read_and_needs_no_some() {
        let sample = Sample {
            name: Some("“甲”\r\n乙".to_owned()),
            number: None,
        };
        let text = pretty(&sample).unwrap();
        assert_eq!(
            text,
            "(\n    name: \"“甲”\\r\\n乙\",\n    number: None,\n)\n"
        );
        assert_eq!(dialect().from_str::<Sample>(&text).unwrap(), sample);
        let short: Sample = dialect().from_str("(name: \"甲\", number: 3)").unwrap();
        assert_eq!((short.name.as_deref(), short.number), (Some("甲"), Some(3)));
    }
}
