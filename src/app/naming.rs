//! Names of files that are written and shown.

use std::path::{Path, PathBuf};

use crate::store;

/// The file to write for a picked path. The dialog asked before replacing the picked one, not the
/// one that an added ending names, so that one gets a number where it exists.
pub(super) fn named(picked: PathBuf, extension: &str) -> PathBuf {
    let path = with_extension(picked.clone(), extension);
    if path == picked {
        return path;
    }
    store::free_name(&path, store::in_brackets, |path| !path.exists()).unwrap_or(path)
}

/// A path that ends as its format does: people type names without an ending.
fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    let fits = path
        .extension()
        .is_some_and(|known| known.eq_ignore_ascii_case(extension));
    if fits {
        return path;
    }
    // Not set_extension: 双千.2026 would lose its year.
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

/// The name of a file without its folders, for people.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn an_ending_is_added_and_never_takes_the_place_of_a_part_of_the_name() {
        let check = |path: &str, wanted: &str| {
            assert_eq!(
                with_extension(PathBuf::from(path), "xlsx"),
                Path::new(wanted)
            );
        };
        check("双千.2026", "双千.2026.xlsx");
        check("双千.XLSX", "双千.XLSX");
        check("双千", "双千.xlsx");
    }
}
