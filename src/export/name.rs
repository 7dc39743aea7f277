//! The name that a save dialog begins with.

use super::{Format, Layout, Subject};
use crate::model::Date;
use crate::model::workspace::{AgencyIx, PlanIx, Workspace};
use crate::view::{ViewSpec, short_title};

/// The longest name, in characters; also on Windows with a deep folder there is room for it.
const MOST_CHARS: usize = 80;

/// The longest name, in bytes: most file systems of Linux stop at 255.
const MOST_BYTES: usize = 240;

/// The longest filter in a name, in characters.
const FILTER_CHARS: usize = 20;

/// Names of devices, which Windows knows with any ending.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A file name for an export: `做响武汉制造_责任矩阵_2026-11-22.xlsx`.
///
/// It names the plan (or the data), the layout, the agency or the search where there is just one,
/// and the day; one agency's sheet only the agency. Every system takes it.
#[must_use]
pub fn default_file_name(subject: Subject<'_>, format: Format) -> String {
    let sheet = subject.sheet();
    let plans: Vec<PlanIx> = sheet.plans().collect();
    let named = Named {
        workspace: sheet.workspace(),
        spec: &sheet.spec,
        plans: &plans,
        layout: subject.layout(),
        agency: match subject {
            Subject::Agency(profile) => Some(profile.agency),
            _ => None,
        },
        today: sheet.today,
    };
    named.file_name(format)
}

/// What the name of an export is made of: known before there is a sheet.
pub(crate) struct Named<'a> {
    /// The data.
    pub workspace: &'a Workspace,
    /// The view.
    pub spec: &'a ViewSpec,
    /// The plans that are shown.
    pub plans: &'a [PlanIx],
    /// The layout.
    pub layout: Layout,
    /// The agency of a layout that shows one.
    pub agency: Option<AgencyIx>,
    /// The day.
    pub today: Date,
}

impl Named<'_> {
    /// As [`default_file_name`].
    pub(crate) fn file_name(&self, format: Format) -> String {
        if let Some(agency) = self.agency {
            return agency_file_name(self.workspace, agency, self.today, format);
        }
        let agencies = &self.spec.agencies;
        let mut filter = String::new();
        if let [one] = agencies.as_slice()
            && let Some(ix) = self.workspace.agency_by_id(one)
        {
            filter = clean(self.workspace.agency(ix).label());
        } else if agencies.is_empty() {
            filter = clean(&self.spec.text);
        }
        let title = short_title(self.workspace, self.plans.iter().copied());
        // Several plans that are compared go by the name of the newer file.
        let title = title.strip_suffix(".ron").unwrap_or(&title);
        let end = format!("{}.{}", self.today, format.extension());
        compose(&clean(title), self.layout.document(), &filter, &end)
    }
}

/// The file name of one agency's sheet.
pub(super) fn agency_file_name(
    workspace: &Workspace,
    agency: AgencyIx,
    today: Date,
    format: Format,
) -> String {
    let end = format!("{today}.{}", format.extension());
    let title = clean(workspace.agency(agency).label());
    compose(&title, Layout::Agency.document(), "", &end)
}

fn compose(title: &str, document: &str, filter: &str, end: &str) -> String {
    let device = title.split('.').next().unwrap_or_default().trim_end();
    let title = if DEVICES.iter().any(|name| name.eq_ignore_ascii_case(device)) {
        format!("_{title}")
    } else {
        title.to_owned()
    };
    let filter = cut(filter, FILTER_CHARS, FILTER_CHARS * 3);
    let rest = [document, filter, end];
    let rest: Vec<&str> = rest.into_iter().filter(|part| !part.is_empty()).collect();
    let rest = rest.join("_");
    let title = cut(
        &title,
        MOST_CHARS - 1 - rest.chars().count(),
        MOST_BYTES - 1 - rest.len(),
    );
    if title.is_empty() {
        rest
    } else {
        format!("{title}_{rest}")
    }
}

/// A text without what file systems refuse or shells trip over.
pub(crate) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter_map(|c| match c {
            '/' | '\\' | '|' | ':' => Some('-'),
            '<' | '>' | '"' | '?' | '*' | '“' | '”' | '‘' | '’' | '\'' => None,
            c if c.is_whitespace() => Some(' '),
            // Marks that turn the direction of writing hide what a name really is.
            c if c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}') => None,
            c => Some(c),
        })
        .collect();
    let words: Vec<&str> = kept.split(' ').filter(|word| !word.is_empty()).collect();
    // A leading dot hides a file on Linux, a leading hyphen looks like an option.
    words
        .join(" ")
        .trim_matches([' ', '.', '-', '_'])
        .to_owned()
}

/// The beginning of a text, without a dot or blank at its end.
fn cut(text: &str, chars: usize, bytes: usize) -> &str {
    let end = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(chars)
        .take_while(|&end| end <= bytes)
        .last()
        .unwrap_or(0);
    text[..end].trim_end_matches([' ', '.', '-', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(title: &str, filter: &str) -> String {
        compose(&clean(title), "责任矩阵", &clean(filter), "2026-11-22.xlsx")
    }

    #[test]
    fn quotes_go_and_the_rest_stays() {
        assert_eq!(
            name("做响“武汉制造”", "市经信局"),
            "做响武汉制造_责任矩阵_市经信局_2026-11-22.xlsx"
        );
        assert_eq!(name("", ""), "责任矩阵_2026-11-22.xlsx");
    }

    #[test]
    fn no_name_offends_windows() {
        assert_eq!(
            name("甲/乙\\丙:丁*戊?<己>|", " 名品\t\"单项\" ... "),
            "甲-乙-丙-丁戊己_责任矩阵_名品 单项_2026-11-22.xlsx"
        );
        assert_eq!(name("con", ""), "_con_责任矩阵_2026-11-22.xlsx");
        assert_eq!(name("CON .x", ""), "_CON .x_责任矩阵_2026-11-22.xlsx");
        assert_eq!(name("..", "\u{202E}..."), "责任矩阵_2026-11-22.xlsx");
    }

    #[test]
    fn long_names_are_cut_and_keep_their_end() {
        for title in ["长".repeat(200), "😀".repeat(200), "a.".repeat(100)] {
            let name = name(&title, &title);
            assert!(name.chars().count() <= MOST_CHARS, "{name}");
            assert!(name.len() <= MOST_BYTES, "{name}");
            assert!(name.ends_with("_2026-11-22.xlsx"));
        }
    }
}
