//! A file name that is still free.

use std::path::{Path, PathBuf};

/// How many names are tried: in a folder with that many of them nobody finds the next one.
const MOST: u32 = 9_999;

/// The path itself where it is free, or the first numbered one beside it: `矩阵.xlsx`,
/// `矩阵（2）.xlsx`, `矩阵（3）.xlsx` … What stands behind the stem is `mark(2)`, `mark(3)` and so
/// on; [`in_brackets`] writes it as here. `None` where thousands of names are taken.
pub fn free_name(
    path: &Path,
    mark: impl Fn(u32) -> String,
    mut is_free: impl FnMut(&Path) -> bool,
) -> Option<PathBuf> {
    if is_free(path) {
        return Some(path.to_owned());
    }
    (2..=MOST)
        .map(|nth| marked(path, &mark(nth)))
        .find(|path| is_free(path))
}

/// The usual mark of a numbered name: （2）.
#[must_use]
pub fn in_brackets(nth: u32) -> String {
    format!("（{nth}）")
}

/// Puts a mark between a name's stem and its ending.
fn marked(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(mark);
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn free(path: &str, taken: &[&str]) -> Option<PathBuf> {
        let is_free = |path: &Path| !taken.iter().any(|taken| Path::new(taken) == path);
        free_name(Path::new(path), in_brackets, is_free)
    }

    #[test]
    fn a_free_name_stays_and_a_taken_one_gets_the_first_free_number() {
        let name = |taken: &[&str]| free("甲 乙/矩阵.xlsx", taken).unwrap();
        assert_eq!(name(&[]), Path::new("甲 乙/矩阵.xlsx"));
        assert_eq!(name(&["矩阵.xlsx"]), Path::new("甲 乙/矩阵.xlsx"));
        let taken = [
            "甲 乙/矩阵.xlsx",
            "甲 乙/矩阵（2）.xlsx",
            "甲 乙/矩阵（4）.xlsx",
        ];
        assert_eq!(name(&taken[..1]), Path::new("甲 乙/矩阵（2）.xlsx"));
        assert_eq!(name(&taken), Path::new("甲 乙/矩阵（3）.xlsx"));
    }

    #[test]
    fn the_ending_is_what_stands_behind_the_last_dot() {
        for (path, wanted) in [
            ("双千.2026.ron", "双千.2026（2）.ron"),
            ("矩阵", "矩阵（2）"),
            (".ron", ".ron（2）"),
        ] {
            assert_eq!(free(path, &[path]).unwrap(), Path::new(wanted));
        }
    }

    #[test]
    fn there_is_an_end_where_everything_is_taken() {
        let mut tried = 0;
        let found = free_name(Path::new("矩阵.xlsx"), in_brackets, |_| {
            tried += 1;
            false
        });
        assert_eq!((found, tried), (None, MOST));
    }
}
