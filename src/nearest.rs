//! The nearest of some names, for "did you mean".

/// Below this likeness a suggestion would puzzle more than it helps.
const LIKE_ENOUGH: f64 = 0.55;

/// The items whose names are nearest to `wanted`, best first, at most `limit`, each once.
///
/// An item may have several names (a key and its Chinese label, or an id and its aliases): give
/// it once per name. Letter case and full-width forms make no difference.
pub(crate) fn nearest<'n, T: Copy + PartialEq>(
    wanted: &str,
    names: impl IntoIterator<Item = (&'n str, T)>,
    limit: usize,
) -> Vec<T> {
    let wanted = fold(wanted);
    let mut best: Vec<(f64, T)> = Vec::new();
    for (name, item) in names {
        let likeness = likeness(&wanted, &fold(name));
        if likeness < LIKE_ENOUGH {
            continue;
        }
        match best.iter_mut().find(|(_, known)| *known == item) {
            Some((known, _)) => *known = known.max(likeness),
            None => best.push((likeness, item)),
        }
    }
    // Stable: equally near names stay in the order in which they were given.
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    // A perfect match needs no rivals.
    if best.first().is_some_and(|(likeness, _)| *likeness >= 1.0) {
        best.retain(|(likeness, _)| *likeness >= 1.0);
    }
    best.into_iter().take(limit).map(|(_, item)| item).collect()
}

fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    // 经信局 inside 市经信局: Chinese short names drop characters at either end.
    if short.chars().count() >= 2 && long.contains(short) {
        edits.max(0.8)
    } else {
        edits
    }
}

/// Lower case, and full-width forms as their ASCII characters.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| half_width(c).unwrap_or(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The ASCII character of a full-width form: `Ｌ` is `L`, `，` is `,`.
pub(crate) fn half_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn of(wanted: &str, names: &[&'static str]) -> Vec<&'static str> {
        nearest(wanted, names.iter().map(|name| (*name, *name)), 3)
    }

    #[test]
    fn case_and_width_make_no_difference() {
        assert_eq!(of("ｌＥＡＤ", &["Lead", "Support"]), ["Lead"]);
    }

    #[test]
    fn the_best_comes_first_and_far_ones_are_left_out() {
        assert_eq!(
            of("市经信局", &["市发改委", "市经信委", "武汉市经信局"]),
            ["武汉市经信局", "市经信委"]
        );
        assert!(of("xyz", &["Lead", "Support"]).is_empty());
    }

    #[test]
    fn an_item_with_several_names_is_given_once() {
        let names = [("Lead", 1), ("牵头", 1), ("lead", 1), ("Leads", 2)];
        assert_eq!(nearest("lead", names, 3), [1]);
    }
}
