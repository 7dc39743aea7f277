//! What stands in the way of an export leaves the old file whole, and says what it is.
//!
//! The real program, ended at any moment, on a disk without room, in folders that are not its own.

#![allow(clippy::expect_used, reason = "a test may fail here")]
#![allow(clippy::print_stderr, reason = "a skipped test says why")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn export(file: &Path, format: &str, search: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zeren"));
    command
        .args(["export", "--force", "--format", format, "--search", search])
        .arg("-o")
        .arg(file)
        .env("ZEREN_TODAY", "2026-11-22")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What stands on the error stream of an export that must not come about.
fn refused(command: &mut Command) -> String {
    let output = command.stderr(Stdio::piped()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn a_program_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["csv", "xlsx", "pdf", "html"] {
        let file = folder.path().join(format!("责任 矩阵.{format}"));
        let content = |search| {
            let begun = Instant::now();
            let ended = export(&file, format, search).status().expect("it runs");
            assert!(ended.success());
            (fs::read(&file).expect("a file"), begun.elapsed())
        };
        let (new, _) = content("名品");
        let (old, time) = content("人才");
        assert_ne!(old, new);
        let (mut kept, mut replaced) = (0, 0);
        for round in 0..50_u32 {
            fs::write(&file, &old).expect("the old file");
            let mut child = export(&file, format, "名品").spawn().expect("it runs");
            // From at once to a little longer than it takes.
            std::thread::sleep(time * (round * 26) / 1000);
            child.kill().expect("it is ended");
            child.wait().expect("it is gone");
            let found = fs::read(&file).expect("a file is there at any time");
            if found == old {
                kept += 1;
            } else {
                assert!(
                    found == new,
                    "{format}: neither the old file nor the new one"
                );
                replaced += 1;
            }
        }
        assert!(kept > 0 && replaced > 0, "{format}: {kept} and {replaced}");
    }
}

/// The names of a folder's entries.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// An export of the timeline, which takes several pages, as pictures.
fn pictures(file: &Path) -> Command {
    let mut command = export(file, "svg", "");
    command.args(["--layout", "timeline", "--paper", "a4"]);
    command
}

#[test]
fn pages_beside_a_folder_in_the_way_stay_what_they_were() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("时间轴.svg");
    assert!(pictures(&file).status().expect("it runs").success());
    let pages = names(folder.path());
    assert!(pages.len() > 3, "{pages:?}");
    for page in &pages {
        fs::remove_file(folder.path().join(page)).expect("gone");
    }
    // The first page is there, the second is new, the third is a folder.
    fs::write(folder.path().join(&pages[0]), "旧的内容").expect("an old file");
    fs::create_dir(folder.path().join(&pages[2])).expect("a folder");
    let said = refused(&mut pictures(&file));
    assert!(
        said.contains(&format!("{}：已有同名的文件夹\n", pages[2])),
        "{said}"
    );
    assert_eq!(names(folder.path()), [&*pages[0], &*pages[2]]);
    let kept = fs::read_to_string(folder.path().join(&pages[0])).expect("a file");
    assert_eq!(kept, "旧的内容");
}

#[test]
fn a_program_that_is_killed_leaves_each_page_old_or_new() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("时间轴.svg");
    let begun = Instant::now();
    assert!(pictures(&file).status().expect("it runs").success());
    let mut wait = begun.elapsed();
    let pages = names(folder.path());
    let read = |name: &String| fs::read(folder.path().join(name)).expect("a file");
    let new: Vec<Vec<u8>> = pages.iter().map(read).collect();
    let (mut kept, mut replaced) = (0, 0);
    for _ in 0..40 {
        for page in &pages {
            fs::write(folder.path().join(page), "旧").expect("the old file");
        }
        let mut child = pictures(&file).spawn().expect("it runs");
        std::thread::sleep(wait);
        child.kill().expect("it is ended");
        child.wait().expect("it is gone");
        let before = kept;
        for (page, new) in pages.iter().zip(&new) {
            let found = fs::read(folder.path().join(page)).expect("a file is there at any time");
            if found == "旧".as_bytes() {
                kept += 1;
            } else {
                assert!(
                    found == *new,
                    "{page}: neither the old page nor the new one"
                );
                replaced += 1;
            }
        }
        // The moment when pages take their names is short, and comes earlier or later as the
        // machine has more or less to do: stay close to it.
        wait = if kept > before {
            wait * 20 / 19
        } else {
            wait * 19 / 20
        };
    }
    assert!(kept > 0 && replaced > 0, "{kept} and {replaced}");
}

#[test]
fn what_an_ended_program_left_behind_is_cleared_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, held, other) = (
        folder.path().join(".zeren-abc123.tmp"),
        folder.path().join(".zeren-def456.tmp"),
        folder.path().join("zeren.tmp"),
    );
    for path in [&old, &held, &other] {
        fs::write(path, "x").expect("a file");
    }
    // A second name of an old page is as old as the page: its folder tells when it came.
    let backup = folder.path().join(".zeren-ghi789.tmp");
    fs::create_dir(&backup).expect("a folder");
    fs::write(backup.join("矩阵-1.png"), "x").expect("a file");
    // Who still writes holds a lock.
    let lock = fs::File::open(&held).expect("a file");
    lock.lock().expect("a lock");
    let two_days = std::time::SystemTime::now() - Duration::from_hours(48);
    for path in [&old, &other, &backup.join("矩阵-1.png")] {
        let file = fs::File::options().write(true).open(path).expect("a file");
        file.set_modified(two_days).expect("it is older");
    }
    let file = folder.path().join("矩阵.csv");
    let ended = export(&file, "csv", "名品").status().expect("it runs");
    assert!(ended.success() && file.exists());
    assert!(!old.exists(), "what nobody writes to any more goes");
    assert!(held.exists(), "another export writes to it");
    drop(lock);
    assert!(other.exists(), "it is somebody else's");
    assert!(backup.exists(), "it may be another export's");
}

#[test]
fn a_folder_in_the_way_and_a_name_too_long_have_their_own_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let in_the_way = folder.path().join("矩阵.csv");
    fs::create_dir(&in_the_way).expect("a folder");
    let said = refused(&mut export(&in_the_way, "csv", "名品"));
    assert!(
        said.contains("：已有同名的文件夹\nhint: 换一个文件名\n"),
        "{said}"
    );
    let long = folder.path().join(format!("{}.csv", "长".repeat(100)));
    let said = refused(&mut export(&long, "csv", "名品"));
    assert!(
        said.contains("：文件名太长，或含有不允许的字符\nhint: 换一个较短的文件名"),
        "{said}"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    use super::*;

    /// With this set, what cannot be tried is a failure and no reason to skip.
    const REQUIRE: &str = "ZEREN_REQUIRE_PROGRAMS";

    fn is_root() -> bool {
        let status = fs::read_to_string("/proc/self/status").expect("a status");
        let line = status.lines().find(|line| line.starts_with("Uid:"));
        line.is_some_and(|line| line.split_whitespace().nth(2) == Some("0"))
    }

    fn skip(why: &str) {
        assert!(std::env::var_os(REQUIRE).is_none(), "{why}");
        eprintln!("skipped: {why}");
    }

    /// A small disk, taken off when dropped.
    struct Disk(tempfile::TempDir);

    impl Disk {
        fn with_room(size: &str) -> Option<Self> {
            let folder = tempfile::tempdir().expect("a folder");
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o"])
                .arg(format!("size={size}"))
                .arg("tmpfs")
                .arg(folder.path())
                .stderr(Stdio::null())
                .status();
            mounted
                .is_ok_and(|status| status.success())
                .then_some(Self(folder))
        }
    }

    impl Drop for Disk {
        fn drop(&mut self) {
            let taken_off = Command::new("umount").arg(self.0.path()).status();
            assert!(taken_off.is_ok_and(|status| status.success()));
        }
    }

    #[test]
    fn a_full_disk_is_named_and_the_old_file_stays() {
        let Some(disk) = Disk::with_room("64k") else {
            return skip("a disk of its own needs root and the right to mount");
        };
        for (format, search) in [("csv", ""), ("xlsx", ""), ("pdf", "名品")] {
            let file = disk.0.path().join(format!("矩阵.{format}"));
            fs::write(&file, "旧的内容").expect("an old file");
            // What is left holds no export.
            let filler = disk.0.path().join("filler");
            fs::write(&filler, vec![0; 48 << 10]).expect("it fits");
            let said = refused(&mut export(&file, format, search));
            assert!(
                said.contains("：磁盘空间不足\nhint: 清理磁盘后再试，或换一个磁盘\n"),
                "{said}"
            );
            assert_eq!(fs::read_to_string(&file).expect("a file"), "旧的内容");
            let left = fs::read_dir(disk.0.path()).expect("a folder").count();
            assert_eq!(left, 2, "no half-written file is left");
            fs::remove_file(&file).expect("gone");
        }
    }

    #[test]
    fn a_limit_of_the_system_counts_as_a_full_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("矩阵.xlsx");
        fs::write(&file, "旧的内容").expect("an old file");
        let mut limited = Command::new("sh");
        limited
            .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_zeren"))
            .args(["export", "--force", "-o"])
            .arg(&file);
        let said = refused(&mut limited);
        assert!(said.contains("：磁盘空间不足"), "{said}");
        assert_eq!(fs::read_to_string(&file).expect("a file"), "旧的内容");
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let mode = |mode| fs::Permissions::from_mode(mode);
        // Root may write anywhere: as root the program runs as nobody, from where nobody finds it.
        let program = folder.path().join("zeren");
        fs::copy(env!("CARGO_BIN_EXE_zeren"), &program).expect("a copy");
        fs::set_permissions(&program, mode(0o755)).expect("it runs");
        let guarded = folder.path().join("只读");
        fs::create_dir(&guarded).expect("a folder");
        let file = guarded.join("矩阵.csv");
        fs::write(&file, "旧的内容").expect("an old file");
        fs::set_permissions(&guarded, mode(0o555)).expect("guarded");
        fs::set_permissions(folder.path(), mode(0o755)).expect("open");
        let mut command = Command::new(&program);
        command.args(["export", "--force", "-o"]).arg(&file);
        if is_root() {
            command.uid(65_534).gid(65_534);
        }
        let said = refused(&mut command);
        fs::set_permissions(&guarded, mode(0o755)).expect("open again");
        assert!(said.contains("权限"), "{said}");
        assert_eq!(fs::read_to_string(&file).expect("a file"), "旧的内容");
    }
}
