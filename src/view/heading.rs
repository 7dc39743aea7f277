//! What stands above a table that is handed in, of a form or of any other layout of a sheet.

use std::sync::Arc;

use super::Sheet;
use super::forms::FormHeading;
use crate::terms;

/// The heading of one layout: a workbook has others beside it, which keep their own titles.
#[derive(Clone, Debug)]
pub(super) struct Headed {
    document: String,
    heading: FormHeading,
}

/// The heading of a sheet that has none.
static NONE: FormHeading = FormHeading {
    title: String::new(),
    attachment: String::new(),
    office: String::new(),
    number: String::new(),
    author: String::new(),
    secrecy: String::new(),
    date: String::new(),
};

impl FormHeading {
    /// Whether nothing was filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == NONE
    }

    /// All that was filled in, by field: what has to be in the typeface.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [
            &self.title,
            &self.attachment,
            &self.office,
            &self.number,
            &self.author,
            &self.secrecy,
            &self.date,
        ];
        texts.into_iter().map(String::as_str)
    }

    /// Who hands it in and who filled it in, for the left of the line above the table; may be empty.
    #[must_use]
    pub fn handed_in_by(&self) -> String {
        let parts = [("填报单位：", &self.office), ("填报人：", &self.author)];
        let parts = parts.into_iter().filter(|(_, words)| !words.is_empty());
        let parts: Vec<String> = parts
            .map(|(label, words)| format!("{label}{words}"))
            .collect();
        parts.join("　　")
    }

    /// The person who made it, or else the office; `None` where neither is named.
    #[must_use]
    pub fn maker(&self) -> Option<&str> {
        let mut names = [&self.author, &self.office].into_iter();
        names.find(|name| !name.is_empty()).map(String::as_str)
    }

    /// All but the title in one line, for a format that has no room for more.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        let by = self.handed_in_by();
        let parts = [
            self.attachment.as_str(),
            &self.secrecy,
            &self.number,
            &by,
            &self.date,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|text| !text.is_empty()).collect();
        parts.join("　　")
    }
}

impl Sheet {
    /// The sheet with what somebody wants above the layout of this name; itself where that is
    /// nothing.
    #[must_use]
    pub fn headed(self: Arc<Self>, document: &str, heading: &FormHeading) -> Arc<Self> {
        if heading.is_empty() {
            return self;
        }
        let mut sheet = Self::clone(&self);
        sheet.heading = Some(Arc::new(Headed {
            document: document.to_owned(),
            heading: heading.clone(),
        }));
        Arc::new(sheet)
    }

    /// What stands above the layout of this name; empty where nobody asked for anything.
    #[must_use]
    pub fn heading(&self, document: &str) -> &FormHeading {
        // As a table the timeline is its targets.
        let is_same = |headed: &Headed| {
            headed.document == document
                || headed.document == terms::TARGET_TIMELINE && document == terms::TARGET_LIST
        };
        match &self.heading {
            Some(headed) if is_same(headed) => &headed.heading,
            _ => &NONE,
        }
    }

    /// What stands above whatever layout was asked for.
    pub(crate) fn any_heading(&self) -> &FormHeading {
        self.heading
            .as_ref()
            .map_or(&NONE, |headed| &headed.heading)
    }

    /// Who hands the file in, whatever its layout; `None` where nobody is named.
    #[must_use]
    pub(crate) fn maker(&self) -> Option<&str> {
        self.any_heading().maker()
    }

    /// The title of the layout of this name: the one that somebody gave it, else the data's.
    #[must_use]
    pub fn titled(&self, document: &str) -> String {
        match self.heading(document).title.trim() {
            "" => format!("{}{document}", self.title()),
            title => title.to_owned(),
        }
    }
}
