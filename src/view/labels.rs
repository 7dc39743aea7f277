//! Column headings that can be told apart.

use std::collections::HashMap;

use super::Sheet;

/// The headings of the matrix: the names on the screen. Bodies that share one (two districts'
/// 财政局) get their full name behind it, and their id where that is shared too.
#[must_use]
pub fn column_labels(sheet: &Sheet) -> Vec<String> {
    let workspace = sheet.workspace();
    let agencies: Vec<_> = sheet
        .columns
        .iter()
        .map(|column| workspace.agency(column.agency))
        .collect();
    let mut labels: Vec<String> = agencies
        .iter()
        .map(|agency| agency.label().to_owned())
        .collect();
    tell_apart(&mut labels, |ix| &agencies[ix].name);
    tell_apart(&mut labels, |ix| &agencies[ix].id);
    labels
}

fn tell_apart<'a>(labels: &mut [String], more: impl Fn(usize) -> &'a str) {
    let mut count: HashMap<&str, usize> = HashMap::with_capacity(labels.len());
    for label in labels.iter() {
        *count.entry(label).or_default() += 1;
    }
    let shared: Vec<usize> = (0..labels.len())
        .filter(|&ix| count[labels[ix].as_str()] > 1)
        .collect();
    for ix in shared {
        let more = more(ix);
        if labels[ix] != more {
            labels[ix] = format!("{}（{more}）", labels[ix]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tell_apart;

    #[test]
    fn only_shared_names_grow() {
        let mut labels = ["财政局", "市发改委", "财政局"].map(str::to_owned);
        let names = ["东区财政局", "市发展和改革委员会", "西区财政局"];
        tell_apart(&mut labels, |ix| names[ix]);
        assert_eq!(
            labels,
            ["财政局（东区财政局）", "市发改委", "财政局（西区财政局）"]
        );
    }

    #[test]
    fn ids_tell_apart_what_names_do_not() {
        let mut labels = ["财政局", "财政局"].map(str::to_owned);
        tell_apart(&mut labels, |_| "财政局");
        tell_apart(&mut labels, |ix| ["czj", "czj#2"][ix]);
        assert_eq!(labels, ["财政局（czj）", "财政局（czj#2）"]);
    }
}
