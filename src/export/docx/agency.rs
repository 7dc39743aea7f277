//! One agency's responsibility sheet: who it is, and its tables.

use super::xml::{Cell, Height, begin_row, begin_table, end_row, end_table, paragraph};
use super::{Document, tables};
use crate::export::ExportError;
use crate::export::agency_tables::{self, AgencyTable, Line};
use crate::export::progress::Steps;
use crate::view::Profile;

pub(super) fn write(
    document: &mut Document,
    profile: &Profile,
    steps: &mut Steps<'_>,
) -> Result<(), ExportError> {
    for line in agency_tables::who(profile) {
        paragraph(&mut document.xml, "Note", &line);
    }
    if profile.tasks == 0 {
        paragraph(&mut document.xml, "Note", "没有任务直接写到这个机构。");
    }
    for table in agency_tables::tables(profile, steps)? {
        paragraph(&mut document.xml, "Heading1", &table.title);
        for part in &table.parts {
            if let Some(heading) = &part.heading {
                paragraph(&mut document.xml, "Heading2", heading);
            }
            write_lines(document, &table, &part.lines);
        }
    }
    Ok(())
}

fn write_lines(document: &mut Document, table: &AgencyTable, lines: &[Line]) {
    let widths = document.share(table.weights.iter().copied());
    let xml = &mut document.xml;
    begin_table(xml, &widths, table.headers[1]);
    tables::head(xml, &table.headers, &widths);
    for line in lines {
        begin_row(xml, false, Height::AtLeast(400));
        for (nth, (text, width)) in line.cells.iter().zip(&widths).enumerate() {
            Cell {
                style: if table.is_small(nth) {
                    "TableSmall"
                } else {
                    "TableText"
                },
                text,
                more: if nth == 1 { &line.summary } else { "" },
                ..Cell::new(*width)
            }
            .push(xml);
        }
        end_row(xml);
    }
    end_table(xml);
}
