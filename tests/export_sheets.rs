//! Sheets as text: what a view shows, to the letter.

mod common;

use common::{sheet, text, views};

macro_rules! snapshots {
    ($($test:ident: $view:literal),* $(,)?) => {$(
        #[test]
        fn $test() {
            insta::assert_snapshot!(text::render(&sheet(&views::named($view))));
        }
    )*};
}

snapshots! {
    one_plan_is_shown_as_in_the_document: "one plan",
    one_agency_is_shown_with_everybody_it_works_with: "one agency",
    leads_are_shown_in_words: "leads in words",
    todays_bodies_take_over_the_marks_of_earlier_ones: "today's bodies in letters",
}
