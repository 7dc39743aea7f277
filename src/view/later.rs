//! What of a sheet is made only once somebody asks for it.

use std::sync::OnceLock;

use super::Sheet;
use super::search::{Query, SearchHits, TermHits};
use crate::terms;

/// The parts of a sheet that most never need.
#[derive(Clone, Debug, Default)]
pub(super) struct Later {
    /// The counts beside the values of the files' own columns.
    pub own_counts: OnceLock<Vec<u32>>,
    /// What sounds like the search text.
    alike: OnceLock<Option<Alike>>,
    /// How many goals that no task has each term finds.
    goals_of_terms: OnceLock<Vec<usize>>,
    /// How many of these the view shows.
    goals: OnceLock<usize>,
}

/// A search that was perhaps meant: it sounds like the one that found nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The search text to use instead, in letters.
    pub text: String,
    /// What it finds: `机构 市经信局`, `任务 12`.
    pub words: String,
}

impl Sheet {
    /// Where the search text finds nothing: what sounds the same and finds something (精心 for
    /// 经信).
    #[must_use]
    pub fn alike(&self) -> Option<&Alike> {
        self.later.alike.get_or_init(|| self.find_alike()).as_ref()
    }

    fn find_alike(&self) -> Option<Alike> {
        let finds = |hits: &SearchHits| !hits.terms.iter().any(TermHits::finds_nothing);
        if finds(self.hits.as_ref()?) {
            return None;
        }
        let query = Query::new(&self.spec.text).by_sound()?;
        let mut hits = self.data.search_index().search(&query);
        for term in &mut hits.terms {
            term.spread(&self.bodies);
        }
        finds(&hits).then(|| {
            let words = hits.terms.iter().map(|term| self.matched_words(term));
            let words: Vec<String> = words.collect();
            Alike {
                text: query.text(),
                words: words.join("，"),
            }
        })
    }

    /// How many goals that no task has a term finds, by its place among the terms.
    pub(super) fn goals_of_term(&self, nth: usize) -> usize {
        let counts = self.later.goals_of_terms.get_or_init(|| {
            let terms = self.hits.iter().flat_map(|hits| &hits.terms);
            let queries: Vec<Query> = terms.map(|term| Query::new(&term.text)).collect();
            let sections = &self.workspace().sections;
            let goals = || sections.iter().flat_map(|section| &section.targets);
            let found = |query: &Query| {
                goals()
                    .filter(|goal| query.matches(&goal.indicator))
                    .count()
            };
            queries.iter().map(found).collect()
        });
        counts.get(nth).copied().unwrap_or(0)
    }

    /// How many goals of shown plans, which no task has, fit a search or a deadline. They are rows of the
    /// timeline, not of the matrix.
    #[must_use]
    pub fn goals_found(&self) -> usize {
        *self.later.goals.get_or_init(|| {
            if self.spec.text.trim().is_empty() && self.spec.due.is_empty() {
                return 0;
            }
            let rows = super::target_rows(self);
            rows.iter().filter(|row| row.task.is_none()).count()
        })
    }

    /// The same in words, where there are any: `另有 2 项总体目标，在时间轴中看`.
    #[must_use]
    pub fn goals_text(&self) -> Option<String> {
        match self.goals_found() {
            0 => None,
            count => Some(format!(
                "另有 {count} 项{}，在时间轴中看",
                terms::OVERALL_GOALS
            )),
        }
    }
}
